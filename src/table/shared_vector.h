#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <utility>

#include "base/raw_vector.h"
#include "table/column_data.h"

namespace remit::table {

/// A vector that others may read while we go on: copies and buffers share its memory, and the next
/// edit copies it first if anybody still does. Editing is for one thread at a time; what was shared
/// never changes.
template <typename T>
class SharedVector {
 public:
  SharedVector() = default;
  explicit SharedVector(base::RawVector<T> values)
      : held_(std::make_shared<base::RawVector<T>>(std::move(values))) {}

  std::size_t size() const { return held_ == nullptr ? 0 : held_->size(); }
  const T* begin() const { return held_ == nullptr ? nullptr : held_->data(); }
  const T* end() const { return begin() + size(); }

  /// The elements, where nobody shares them, so that one may be set at once; null where somebody
  /// may.
  T* own() {
    if (held_ == nullptr || held_.use_count() != 1) return nullptr;
    std::atomic_thread_fence(std::memory_order_acquire);
    return held_->data();
  }

  base::RawVector<T>& edit() {
    if (held_ == nullptr) {
      held_ = std::make_shared<base::RawVector<T>>();
    } else if (held_.use_count() != 1) {
      held_ = std::make_shared<base::RawVector<T>>(*held_);
    } else {
      // Whoever shared it before has let go; see everything done until then.
      std::atomic_thread_fence(std::memory_order_acquire);
    }
    return *held_;
  }

  Buffer<T> share() const { return Buffer<T>(begin(), size(), held_); }

 private:
  std::shared_ptr<base::RawVector<T>> held_;
};

}  // namespace remit::table
