// Memory for whole columns, used again from run to run.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace remit::column {

/// Blocks given back are kept for the next run: the system would otherwise clear every page of the
/// results anew, which costs more than computing them. What is kept is at most what was in use at
/// one time. Thread-safe; blocks may outlive it.
class ColumnMemory : public std::enable_shared_from_this<ColumnMemory> {
 public:
  ColumnMemory() = default;
  ~ColumnMemory();
  ColumnMemory(const ColumnMemory&) = delete;
  ColumnMemory& operator=(const ColumnMemory&) = delete;

  /// At least `bytes`, aligned to a cache line; the contents are anything.
  std::shared_ptr<void> take(std::size_t bytes);

 private:
  struct Block {
    void* memory = nullptr;
    std::size_t size = 0;
  };

  void give_back(const Block& block) noexcept;
  static void release(const Block& block);

  std::mutex mutex_;
  std::vector<Block> free_;  // has room for those that are out: giving back does not allocate
  std::size_t out_ = 0;
};

}  // namespace remit::column
