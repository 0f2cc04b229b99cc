#include "column/run/memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace remit::column {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kHugePage = std::size_t{1} << 21;

std::size_t padded(std::size_t bytes) {
  const std::size_t unit = bytes >= 2 * kHugePage ? kHugePage : kLine;
  return (std::max(bytes, kLine) + unit - 1) / unit * unit;
}

}  // namespace

std::shared_ptr<void> ColumnMemory::take(std::size_t bytes) {
  Block block{nullptr, padded(bytes)};
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const std::size_t blocks = free_.size() + out_ + 1;
    if (free_.capacity() < blocks) free_.reserve(2 * blocks);
    ++out_;
    const auto fitting = std::find_if(free_.begin(), free_.end(),
                                      [&](const Block& b) { return b.size == block.size; });
    if (fitting != free_.end()) {
      block = *fitting;
      free_.erase(fitting);
    }
  }
  if (block.memory == nullptr) {
    const bool huge = block.size >= 2 * kHugePage;
    block.memory = std::aligned_alloc(huge ? kHugePage : kLine, block.size);
    if (block.memory == nullptr) {
      const std::lock_guard<std::mutex> lock(mutex_);
      --out_;
      throw std::bad_alloc();
    }
    if (huge) madvise(block.memory, block.size, MADV_HUGEPAGE);
  }
  const auto give = [pool = weak_from_this(), block](void*) {
    if (const auto alive = pool.lock()) {
      alive->give_back(block);
    } else {
      release(block);
    }
  };
  return std::shared_ptr<void>(block.memory, give);
}

void ColumnMemory::give_back(const Block& block) noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  free_.push_back(block);  // take() made room
  --out_;
}

void ColumnMemory::release(const Block& block) { std::free(block.memory); }

ColumnMemory::~ColumnMemory() {
  for (const Block& block : free_) release(block);
}

}  // namespace remit::column
