#include "column/bind/narrowed.h"

#include <algorithm>
#include <atomic>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/executor.h"
#include "base/raw_vector.h"
#include "column/bind/range.h"

namespace remit::column {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;  ///< of a worker
constexpr std::size_t kPart = std::size_t{1} << 13;   ///< what the nearer caches hold

template <typename T>
std::pair<T, T> bounds_of(const T* values, std::size_t count, const kernels::KernelTable& kernels) {
  if constexpr (std::is_same_v<T, std::int64_t>) {
    T lo = values[0], hi = values[0];
    kernels.range_int64(values, count, &lo, &hi);
    return {lo, hi};
  } else if constexpr (std::is_same_v<T, Int128>) {
    const auto [lo, hi] = std::minmax_element(values, values + count);
    return {*lo, *hi};
  } else {
    return range_of(values, count);
  }
}

template <typename T>
Interval interval(const std::pair<T, T>& bounds) {
  return {Integer(bounds.first), Integer(bounds.second)};
}

/// Memory of the call as long as somebody holds it.
struct Room {
  explicit Room(std::size_t size) : held(size), bytes(size) {}
  base::HeldMemory held;
  base::RawVector<std::byte> bytes;
};

/// Room for a copy of so many values.
Values room_for(Width width, std::size_t size) {
  auto room = std::make_shared<Room>(size * size_of(width));
  return {width, room->bytes.data(), room, {}};
}

/// Rows [begin, end) into the copy, which holds them.
template <typename T>
void copy_part(const T* values, std::size_t begin, std::size_t end, const Values& copy) {
  with_stored_type(copy.width, [&](auto zero) {
    using To = decltype(zero);
    if constexpr (std::is_integral_v<To> && sizeof(To) < sizeof(T) && std::is_signed_v<To>) {
      To* const to = static_cast<To*>(const_cast<void*>(copy.data));
      narrow(values + begin, end - begin, to + begin);
    }
  });
}

/// One way through all values, in chunks on all workers.
template <typename T>
class Narrowing {
 public:
  Narrowing(const T* values, std::size_t size, const RunOptions& options)
      : values_(values), size_(size), options_(options) {}

  /// What they lie between. They are copied too, as long as they fit; false then if some did not.
  Interval look(const Values* copy, bool* fits) const {
    const std::size_t chunks = (size_ + kChunk - 1) / kChunk;
    std::vector<std::pair<T, T>> found(chunks);
    std::atomic<bool> all_fit = true;
    options_.executor->run(chunks, [&](std::size_t chunk, std::size_t) {
      const std::size_t begin = chunk * kChunk;
      found[chunk] = look_at(begin, std::min(begin + kChunk, size_), copy, &all_fit);
    });
    *fits = all_fit;
    std::pair<T, T> bounds = found[0];
    for (const auto& [lo, hi] : found)
      bounds = {std::min(bounds.first, lo), std::max(bounds.second, hi)};
    return interval(bounds);
  }

  void copy_all(const Values& copy) const {
    const std::size_t chunks = (size_ + kChunk - 1) / kChunk;
    options_.executor->run(chunks, [&](std::size_t chunk, std::size_t) {
      copy_part(values_, chunk * kChunk, std::min((chunk + 1) * kChunk, size_), copy);
    });
  }

 private:
  std::pair<T, T> look_at(std::size_t begin, std::size_t end, const Values* copy,
                          std::atomic<bool>* all_fit) const {
    std::pair<T, T> bounds{values_[begin], values_[begin]};
    for (std::size_t at = begin; at < end; at += kPart) {
      const std::size_t stop = std::min(at + kPart, end);
      const auto part = bounds_of(values_ + at, stop - at, *options_.kernels);
      bounds = {std::min(bounds.first, part.first), std::max(bounds.second, part.second)};
      if (copy == nullptr || !*all_fit) continue;
      if (narrowest_for(interval(bounds)) <= copy->width)
        copy_part(values_, at, stop, *copy);
      else
        *all_fit = false;
    }
    return bounds;
  }

  const T* values_;
  std::size_t size_;
  const RunOptions& options_;
};

}  // namespace

template <typename T>
Values narrowed(const T* values, std::size_t size, const RunOptions& options) {
  constexpr Width kOwn = kWidthOf<T>;
  if (size == 0) return {kOwn, values, nullptr, {0, 0}};
  const bool many = size >= options.narrow_rows;
  const auto width_of = [many](const Interval& range) {
    return many ? narrowest_for(range) : width_for(range);
  };
  const Narrowing<T> narrowing(values, size, options);
  const std::size_t first = std::min(size, kPart);
  const Width guess = width_of(interval(bounds_of(values, first, *options.kernels)));
  Values copy;
  if (guess < kOwn) copy = room_for(guess, size);
  bool fits = guess < kOwn;
  const Interval range = narrowing.look(fits ? &copy : nullptr, &fits);
  const Width width = width_of(range);
  if (width >= kOwn) return {kOwn, values, nullptr, range};
  if (!fits) {
    copy = room_for(width, size);
    narrowing.copy_all(copy);
  }
  copy.range = range;
  return copy;
}

template Values narrowed(const std::int32_t*, std::size_t, const RunOptions&);
template Values narrowed(const std::int64_t*, std::size_t, const RunOptions&);
template Values narrowed(const Int128*, std::size_t, const RunOptions&);

}  // namespace remit::column
