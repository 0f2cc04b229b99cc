#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/raw_vector.h"
#include "table/ranges.h"

namespace remit::table {

inline constexpr std::int64_t kNoRow = -1;

/// Rows found by the hash of their key: a table of open addressing, 8 bytes a slot, one and a
/// half to three slots for a row. Keys stay where they are; whoever asks compares them. Rows are
/// below 2^40.
///
/// Tables of many rows do not fit a cache: ask for the slots of a few keys by prefetch() before
/// looking for the first of them.
class RowTable {
 public:
  RowTable() = default;
  /// For so many rows; cleared on the threads of `executor`, null: on this one.
  explicit RowTable(std::uint64_t rows, base::Executor* executor = nullptr)
      : slots_(std::bit_ceil(rows + rows / 2 + 1)), mask_(slots_.size() - 1) {
    by_ranges(executor, slots_.size(), [this](std::size_t begin, std::size_t end) {
      std::fill(slots_.data() + begin, slots_.data() + end, 0);
    });
  }

  bool is_empty() const { return slots_.empty(); }

  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }

  /// The row that was added with an equal key, or kNoRow. `is_equal(row)` compares with its key.
  template <typename IsEqual>
  std::int64_t find(std::uint64_t hash, IsEqual is_equal) const {
    for (std::uint64_t at = hash & mask_;; at = (at + 1) & mask_) {
      const std::uint64_t slot = slots_[at];
      if (slot == 0) return kNoRow;
      if (slot >> kRowBits == hash >> kRowBits && is_equal(row_of(slot))) {
        return static_cast<std::int64_t>(row_of(slot));
      }
    }
  }

  /// The same, and where there is none, `row` is added. At most as many rows as the table is for.
  template <typename IsEqual>
  std::int64_t find_or_add(std::uint64_t hash, std::uint64_t row, IsEqual is_equal) {
    for (std::uint64_t at = hash & mask_;; at = (at + 1) & mask_) {
      const std::uint64_t slot = slots_[at];
      if (slot == 0) {
        slots_[at] = slot_of(hash, row);
        return kNoRow;
      }
      if (slot >> kRowBits == hash >> kRowBits && is_equal(row_of(slot))) {
        return static_cast<std::int64_t>(row_of(slot));
      }
    }
  }

  /// Adds a row while other threads add others: false where one with an equal key is there already.
  /// Where a row stands depends on who came first, what is found of it does not. Nobody may look
  /// for rows meanwhile.
  template <typename IsEqual>
  bool add_beside_others(std::uint64_t hash, std::uint64_t row, IsEqual is_equal) {
    const std::uint64_t own = slot_of(hash, row);
    for (std::uint64_t at = hash & mask_;; at = (at + 1) & mask_) {
      std::uint64_t slot = 0;  // the keys were there before: no order but that of the slot itself
      if (__atomic_compare_exchange_n(&slots_[at], &slot, own, false, __ATOMIC_RELAXED,
                                      __ATOMIC_RELAXED))
        return true;
      if (slot >> kRowBits == hash >> kRowBits && is_equal(row_of(slot))) return false;
    }
  }

 private:
  static constexpr unsigned kRowBits = 40;  // above them: the highest bits of the hash

  static std::uint64_t slot_of(std::uint64_t hash, std::uint64_t row) {
    return (hash >> kRowBits) << kRowBits | (row + 1);
  }
  static std::uint64_t row_of(std::uint64_t slot) {
    return (slot & ((std::uint64_t{1} << kRowBits) - 1)) - 1;
  }

  base::RawVector<std::uint64_t> slots_;  // 0: empty; else hash and row + 1
  std::uint64_t mask_ = 0;
};

}  // namespace remit::table
