#include "column/bind/narrowed.h"

#include <algorithm>
#include <atomic>
#include <optional>
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

template <typename T>
class NarrowingOf final : public Narrowing {
 public:
  NarrowingOf(const table::Buffer<T>& values, const RunOptions& options)
      : values_(values.data()), size_(values.size()), options_(options), found_(tasks()) {
    if (size_ == 0) return;
    const std::size_t first = std::min(size_, kPart);
    begin_copy(width_of(interval(bounds_of(values_, first, *options_.kernels))));
  }

  std::size_t tasks() const override { return (size_ + kChunk - 1) / kChunk; }

  void run(std::size_t task) override {
    const std::size_t begin = task * kChunk;
    const std::size_t end = std::min(begin + kChunk, size_);
    if (is_known_)
      copy_part(values_, begin, end, *copy_);
    else
      found_[task] = look_at(begin, end);
  }

  bool finish() override {
    if (is_known_ || size_ == 0) return true;
    is_known_ = true;
    std::pair<T, T> bounds = found_[0];
    for (const auto& [lo, hi] : found_)
      bounds = {std::min(bounds.first, lo), std::max(bounds.second, hi)};
    range_ = interval(bounds);
    const Width width = width_of(range_);
    if (copy_ && all_fit_ && width < kOwn) return true;
    begin_copy(width);
    return !copy_;
  }

  Values take() override {
    Values values = copy_ ? *std::move(copy_) : Values{kOwn, values_, nullptr, {}};
    values.range = range_;
    return values;
  }

 private:
  static constexpr Width kOwn = kWidthOf<T>;

  Width width_of(const Interval& range) const {
    if constexpr (kOwn == Width::mask) return kOwn;
    return size_ >= options_.narrow_rows ? narrowest_for(range) : width_for(range);
  }

  void begin_copy(Width width) {
    copy_.reset();
    if (width < kOwn) copy_ = room_for(width, size_);
  }

  /// The bounds of some rows, which are copied too, as long as they fit.
  std::pair<T, T> look_at(std::size_t begin, std::size_t end) {
    std::pair<T, T> bounds{values_[begin], values_[begin]};
    for (std::size_t at = begin; at < end; at += kPart) {
      const std::size_t stop = std::min(at + kPart, end);
      const auto part = bounds_of(values_ + at, stop - at, *options_.kernels);
      bounds = {std::min(bounds.first, part.first), std::max(bounds.second, part.second)};
      if (!copy_ || !all_fit_) continue;
      if (narrowest_for(interval(bounds)) <= copy_->width)
        copy_part(values_, at, stop, *copy_);
      else
        all_fit_ = false;
    }
    return bounds;
  }

  const T* values_;
  std::size_t size_;
  const RunOptions& options_;
  std::vector<std::pair<T, T>> found_;  ///< by task
  std::optional<Values> copy_;
  std::atomic<bool> all_fit_ = true;
  bool is_known_ = false;  ///< what they lie between; what is left to do is the copy
  Interval range_{0, 0};
};

}  // namespace

std::unique_ptr<Narrowing> narrowing(const table::ColumnData::Storage& storage,
                                     const RunOptions& options) {
  return std::visit(
      [&]<typename Stored>(const Stored& values) -> std::unique_ptr<Narrowing> {
        if constexpr (std::is_same_v<Stored, table::TextData> ||
                      std::is_same_v<Stored, table::Buffer<number::Rational>>) {
          return nullptr;
        } else {
          return std::make_unique<NarrowingOf<std::decay_t<decltype(*values.data())>>>(values,
                                                                                       options);
        }
      },
      storage);
}

void narrow_all(const std::vector<std::unique_ptr<Narrowing>>& columns, base::Executor* executor) {
  std::vector<Narrowing*> left;
  for (const auto& column : columns)
    if (column != nullptr) left.push_back(&*column);
  while (!left.empty()) {
    std::vector<std::pair<Narrowing*, std::size_t>> tasks;
    for (Narrowing* const column : left)
      for (std::size_t task = 0; task < column->tasks(); ++task) tasks.emplace_back(column, task);
    const auto run = [&](std::size_t i, std::size_t) { tasks[i].first->run(tasks[i].second); };
    if (!tasks.empty()) executor->run(tasks.size(), run);
    std::erase_if(left, [](Narrowing* column) { return column->finish(); });
  }
}

}  // namespace remit::column
