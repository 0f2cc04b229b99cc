// Memory for whole columns, used again from run to run.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace remit::column {

/// Blocks given back are kept for the next run: the system would otherwise clear every page of the
/// results anew, which costs more than computing them. Kept and in use together are at most what
/// was in use at one time, however the sizes change (rows in batches). Thread-safe; blocks may
/// outlive it.
class ColumnMemory : public std::enable_shared_from_this<ColumnMemory> {
 public:
  ColumnMemory() = default;
  ~ColumnMemory();
  ColumnMemory(const ColumnMemory&) = delete;
  ColumnMemory& operator=(const ColumnMemory&) = delete;

  /// At least `bytes`, aligned to a cache line; the contents are anything.
  std::shared_ptr<void> take(std::size_t bytes);

  /// Bytes of the blocks that wait.
  std::size_t kept() const;

 private:
  struct Block {
    void* memory = nullptr;
    std::size_t size = 0;
  };

  /// The smallest block that waits, fits and wastes little; none has no memory.
  Block reuse(std::size_t size);
  /// Lets the oldest blocks go, so that one of that size finds its place among the others.
  void make_room(std::size_t size);
  void give_back(const Block& block) noexcept;
  static void release(const Block& block);

  mutable std::mutex mutex_;
  std::vector<Block> free_;  // has room for those that are out: giving back does not allocate
  std::size_t out_ = 0;
  std::size_t free_bytes_ = 0;
  std::size_t out_bytes_ = 0;
  std::size_t most_bytes_ = 0;  // that were out at one time
};

}  // namespace remit::column
