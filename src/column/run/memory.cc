#include "column/run/memory.h"

#include <algorithm>
#include <new>

#include "base/budget.h"
#include "base/raw_vector.h"

namespace remit::column {
namespace {

constexpr std::size_t kLine = 64;

/// Sizes that differ by less than a line are one.
std::size_t padded(std::size_t bytes) {
  return (std::max(bytes, kLine) + kLine - 1) / kLine * kLine;
}

}  // namespace

std::shared_ptr<void> ColumnMemory::take(std::size_t bytes) {
  const base::MemoryCharge charge(bytes);
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
    try {
      block.memory = base::allocate_column(block.size);
    } catch (const std::bad_alloc&) {
      const std::lock_guard<std::mutex> lock(mutex_);
      --out_;
      out_bytes_ -= block.size;
      throw;
    }
  }
  const auto give = [pool = weak_from_this(), block, charge](void*) {
    charge.give_back();
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

// The last block that came back is as a rule the one that is asked for: the columns of a plan are
// alike, and a plan may have thousands.
ColumnMemory::Block ColumnMemory::reuse(std::size_t size) {
  auto best = free_.end();
  for (auto at = free_.end(); at != free_.begin();) {
    --at;
    const bool fits = at->size >= size && at->size - size <= size / 4;
    if (fits && (best == free_.end() || at->size < best->size)) best = at;
    if (fits && at->size == size) break;
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

void ColumnMemory::release(const Block& block) { base::free_column(block.memory, block.size); }

ColumnMemory::~ColumnMemory() {
  for (const Block& block : free_) release(block);
}

}  // namespace remit::column
