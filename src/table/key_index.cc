#include "table/key_index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/hash_map.h"
#include "table/key_lookup.h"
#include "table/ranges.h"

namespace remit::table {
namespace {

/// Keys whose slots are asked for before the first of them is looked for.
constexpr std::size_t kAhead = 32;

template <typename T>
constexpr bool kIsRational = std::is_same_v<T, Buffer<number::Rational>>;
template <typename T>
constexpr bool kIsSmall =
    std::is_same_v<T, Buffer<std::uint8_t>> || std::is_same_v<T, Buffer<std::int32_t>>;

// The same for equal numbers whatever their width.
std::uint64_t hash_of(std::int64_t key) { return base::Hash<std::int64_t>()(key); }
std::uint64_t hash_of(Int128 key) {
  if (fits_int64(key)) return hash_of(static_cast<std::int64_t>(key));
  const std::pair halves{static_cast<std::int64_t>(key >> 64), static_cast<std::uint64_t>(key)};
  return base::Hash<std::pair<std::int64_t, std::uint64_t>>()(halves);
}
std::uint64_t hash_of(std::string_view key) { return base::Hash<std::string_view>()(key); }

/// The hashes of up to kAhead keys from `begin` on, whose slots are under way.
template <typename Keys>
std::size_t hash_ahead(const Keys& keys, std::size_t begin, const RowTable& table,
                       std::array<std::uint64_t, kAhead>& hashes) {
  const std::size_t count = std::min(kAhead, keys.size() - begin);
  for (std::size_t i = 0; i < count; ++i) {
    hashes[i] = hash_of(keys[begin + i]);
    table.prefetch(hashes[i]);
  }
  return count;
}

bool all_ascend(const Buffer<std::int64_t>& keys, base::Executor* executor) {
  return all_ranges(executor, keys.size(), [&](std::size_t begin, std::size_t end) {
    const std::size_t first = begin == 0 ? 0 : begin - 1;
    return ascend(keys.data() + first, end - first);
  });
}

std::pair<std::int64_t, std::int64_t> least_and_most(const Buffer<std::int64_t>& keys,
                                                     base::Executor* executor) {
  std::vector<std::pair<std::int64_t, std::int64_t>> found(task_count(keys.size()));
  by_ranges(executor, keys.size(), [&](std::size_t begin, std::size_t end) {
    const auto [least, most] = std::minmax_element(keys.begin() + begin, keys.begin() + end);
    found[begin / kRowsPerTask] = {*least, *most};
  });
  std::pair<std::int64_t, std::int64_t> bounds = found[0];
  for (const auto& [least, most] : found)
    bounds = {std::min(bounds.first, least), std::max(bounds.second, most)};
  return bounds;
}

/// Whether there is anybody to share work with.
bool has_others(const base::Executor* executor, std::size_t rows) {
  return executor != nullptr && executor->workers() > 1 && task_count(rows) > 1;
}

/// Some of the rows.
template <typename T>
Buffer<T> part_of(const Buffer<T>& values, std::size_t begin, std::size_t count) {
  return {values.data() + begin, count, nullptr};
}
TextData part_of(const TextData& texts, std::size_t begin, std::size_t count) {
  return {part_of(texts.offsets, begin, count + 1), texts.bytes};
}

/// Goes through rows in order and says which are faults.
class FaultWalk {
 public:
  explicit FaultWalk(const Faults& faults, std::uint64_t first = 0)
      : at_(std::ranges::lower_bound(faults, first, {}, [](const auto& at) { return at.first; })),
        end_(faults.end()) {}
  bool is_fault(std::uint64_t row) {
    if (at_ == end_ || at_->first != row) return false;
    ++at_;
    return true;
  }

 private:
  Faults::const_iterator at_, end_;
};

}  // namespace

KeyIndex::KeyIndex(const ColumnData& keys, bool lookups, std::vector<Duplicate>& duplicates,
                   base::Executor* executor) {
  const auto add = [&](const auto& values) {
    using T = std::decay_t<decltype(values)>;
    if constexpr (std::is_same_v<T, Buffer<std::int64_t>>) {
      keys_ = values;
      add_integers(values, keys.faults, lookups, duplicates, executor);
    } else if constexpr (kIsSmall<T>) {
      Buffer<std::int64_t> wider(base::RawVector<std::int64_t>(values.begin(), values.end()));
      keys_ = wider;
      add_integers(wider, keys.faults, lookups, duplicates, executor);
    } else if constexpr (!kIsRational<T>) {
      keys_ = values;
      add_scattered(values, keys.faults, duplicates, executor);
    }
  };
  std::visit(add, keys.storage);
}

void KeyIndex::add_integers(const Buffer<std::int64_t>& keys, const Faults& faults, bool lookups,
                            std::vector<Duplicate>& duplicates, base::Executor* executor) {
  if (keys.size() == 0) return;
  if (faults.empty() && all_ascend(keys, executor)) {
    first_ = keys[0];
    const std::uint64_t steps = distance(first_, keys[keys.size() - 1]);
    if (steps == keys.size() - 1) count_ = keys.size();
    if (steps == keys.size() - 1 || !lookups) return;
  }
  if (!add_close(keys, faults, duplicates, executor))
    add_scattered(keys, faults, duplicates, executor);
}

void KeyIndex::clear_close(std::size_t size, base::Executor* executor) {
  close_.resize(size);
  by_ranges(executor, size, [this](std::size_t begin, std::size_t end) {
    std::fill(close_.data() + begin, close_.data() + end, kNoRow);
  });
}

bool KeyIndex::add_close(const Buffer<std::int64_t>& keys, const Faults& faults,
                         std::vector<Duplicate>& duplicates, base::Executor* executor) {
  // Rows without a key hold 0, which may be far away from the others; then a hash does it.
  const auto [least, most] = least_and_most(keys, executor);
  first_ = least;
  const std::uint64_t steps = distance(least, most);
  if (steps >= 2 * keys.size()) return false;
  clear_close(steps + 1, executor);
  if (has_others(executor, keys.size())) {
    const bool all_new = all_ranges(executor, keys.size(), [&](std::size_t begin, std::size_t end) {
      FaultWalk walk(faults, begin);
      for (std::uint64_t row = begin; row < end; ++row) {
        if (walk.is_fault(row)) continue;
        std::int64_t* const at = &close_[distance(first_, keys[row])];
        const auto own = static_cast<std::int64_t>(row);
        if (__atomic_exchange_n(at, own, __ATOMIC_RELAXED) != kNoRow) return false;
      }
      return true;
    });
    if (all_new) return true;
    clear_close(steps + 1, executor);
  }
  FaultWalk walk(faults);
  for (std::uint64_t row = 0; row < keys.size(); ++row) {
    if (walk.is_fault(row)) continue;
    std::int64_t& at = close_[distance(first_, keys[row])];
    if (at == kNoRow) {
      at = static_cast<std::int64_t>(row);
    } else {
      duplicates.push_back({row, static_cast<std::uint64_t>(at)});
    }
  }
  return true;
}

/// Whether no key occurs twice; else the table is of no use.
template <typename Keys>
bool KeyIndex::scatter_on_threads(const Keys& keys, const Faults& faults,
                                  base::Executor* executor) {
  return all_ranges(executor, keys.size(), [&](std::size_t first, std::size_t end) {
    std::array<std::uint64_t, kAhead> hashes;
    FaultWalk walk(faults, first);
    const Keys part = part_of(keys, 0, end);
    for (std::size_t begin = first; begin < end; begin += kAhead) {
      const std::size_t count = hash_ahead(part, begin, scattered_, hashes);
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t row = begin + i;
        const auto is_equal = [&](std::uint64_t other) { return keys[other] == keys[row]; };
        if (!walk.is_fault(row) && !scattered_.add_beside_others(hashes[i], row, is_equal))
          return false;
      }
    }
    return true;
  });
}

template <typename Keys>
void KeyIndex::add_scattered(const Keys& keys, const Faults& faults,
                             std::vector<Duplicate>& duplicates, base::Executor* executor) {
  scattered_ = RowTable(keys.size(), executor);
  if (has_others(executor, keys.size())) {
    if (scatter_on_threads(keys, faults, executor)) return;
    scattered_ = RowTable(keys.size(), executor);
  }
  std::array<std::uint64_t, kAhead> hashes;
  FaultWalk walk(faults);
  for (std::size_t begin = 0; begin < keys.size(); begin += kAhead) {
    const std::size_t count = hash_ahead(keys, begin, scattered_, hashes);
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t row = begin + i;
      if (walk.is_fault(row)) continue;
      const std::int64_t first = scattered_.find_or_add(
          hashes[i], row, [&](std::uint64_t other) { return keys[other] == keys[row]; });
      if (first != kNoRow) duplicates.push_back({row, static_cast<std::uint64_t>(first)});
    }
  }
}

template <typename Keys, typename Questions>
bool KeyIndex::find_scattered(const Keys& keys, const Questions& asked, std::int64_t* rows) const {
  if (scattered_.is_empty()) {
    std::fill_n(rows, asked.size(), kNoRow);
    return asked.size() == 0;
  }
  std::array<std::uint64_t, kAhead> hashes;
  bool all = true;
  for (std::size_t begin = 0; begin < asked.size(); begin += kAhead) {
    const std::size_t count = hash_ahead(asked, begin, scattered_, hashes);
    for (std::size_t i = begin; i < begin + count; ++i) {
      rows[i] = scattered_.find(hashes[i - begin],
                                [&](std::uint64_t row) { return keys[row] == asked[i]; });
      all &= rows[i] != kNoRow;
    }
  }
  return all;
}

template <typename Question>
bool KeyIndex::find_integers(const Buffer<Question>& asked, std::int64_t* rows) const {
  if constexpr (std::is_same_v<Question, std::int64_t>) {
    if (count_ != 0) return count_steps(asked.data(), asked.size(), first_, count_, rows);
    if (!close_.empty()) {
      return look_up_steps(asked.data(), asked.size(), first_, close_.data(), close_.size(), rows);
    }
    if (const auto* wide = std::get_if<Buffer<Int128>>(&keys_)) {
      return find_scattered(*wide, asked, rows);
    }
    return find_scattered(std::get<Buffer<std::int64_t>>(keys_), asked, rows);
  } else {
    // Block by block as 64-bit numbers; those that do not fit are in a table of wide numbers or
    // nowhere.
    constexpr std::size_t kBlock = 1024;
    std::array<std::int64_t, kBlock> narrow;
    bool all = true;
    for (std::size_t begin = 0; begin < asked.size(); begin += kBlock) {
      const std::size_t count = std::min(kBlock, asked.size() - begin);
      for (std::size_t i = 0; i < count; ++i) {
        narrow[i] = static_cast<std::int64_t>(asked[begin + i]);
      }
      all &= find_integers(Buffer<std::int64_t>(narrow.data(), count, nullptr), rows + begin);
      if constexpr (std::is_same_v<Question, Int128>) {
        for (std::size_t i = 0; i < count; ++i) {
          if (fits_int64(asked[begin + i])) continue;
          rows[begin + i] = kNoRow;
          all = false;
        }
      }
    }
    return all;
  }
}

bool KeyIndex::find(const ColumnData& column, std::size_t begin, std::size_t count,
                    std::int64_t* rows) const {
  return std::visit(
      [&](const auto& values) {
        using T = std::decay_t<decltype(values)>;
        if (count == 0) return true;
        const T asked = part_of(values, begin, count);
        const auto* const texts = std::get_if<TextData>(&keys_);
        const auto* const wide = std::get_if<Buffer<Int128>>(&keys_);
        if constexpr (std::is_same_v<T, TextData>) {
          if (texts != nullptr) return find_scattered(*texts, asked, rows);
        } else if constexpr (std::is_same_v<T, Buffer<Int128>>) {
          if (wide != nullptr) return find_scattered(*wide, asked, rows);
          if (texts == nullptr) return find_integers(asked, rows);
        } else if constexpr (!kIsRational<T>) {
          if (texts == nullptr) return find_integers(asked, rows);
        }
        std::fill_n(rows, asked.size(), kNoRow);
        return asked.size() == 0;
      },
      column.storage);
}

}  // namespace remit::table
