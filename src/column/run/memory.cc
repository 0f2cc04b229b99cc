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
    if (const Block found = reuse(block.size); found.memory != nullptr) {
      block = found;
    } else {
      make_room(block.size);
    }
    ++out_;
    out_bytes_ += block.size;
    most_bytes_ = std::max(most_bytes_, out_bytes_);
  }
  if (block.memory == nullptr) {
    const bool huge = block.size >= 2 * kHugePage;
    block.memory = std::aligned_alloc(huge ? kHugePage : kLine, block.size);
    if (block.memory == nullptr) {
      const std::lock_guard<std::mutex> lock(mutex_);
      --out_;
      out_bytes_ -= block.size;
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

std::size_t ColumnMemory::kept() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return free_bytes_;
}

ColumnMemory::Block ColumnMemory::reuse(std::size_t size) {
  auto best = free_.end();
  for (auto at = free_.begin(); at != free_.end(); ++at) {
    const bool fits = at->size >= size && at->size - size <= size / 4;
    if (fits && (best == free_.end() || at->size < best->size)) best = at;
  }
  if (best == free_.end()) return {};
  const Block found = *best;
  free_.erase(best);
  free_bytes_ -= found.size;
  return found;
}

void ColumnMemory::make_room(std::size_t size) {
  const std::size_t most = std::max(most_bytes_, out_bytes_ + size);
  auto at = free_.begin();
  for (; at != free_.end() && free_bytes_ + out_bytes_ + size > most; ++at) {
    free_bytes_ -= at->size;
    release(*at);
  }
  free_.erase(free_.begin(), at);
}

void ColumnMemory::give_back(const Block& block) noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  free_.push_back(block);  // take() made room
  free_bytes_ += block.size;
  --out_;
  out_bytes_ -= block.size;
}

void ColumnMemory::release(const Block& block) { std::free(block.memory); }

ColumnMemory::~ColumnMemory() {
  for (const Block& block : free_) release(block);
}

}  // namespace remit::column
