// One row held against the others of its entity, in one pass over stored columns.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/budget.h"
#include "plan/plan.h"
#include "row/index/stored_groups.h"
#include "table/column_data.h"

namespace remit::row {

class RunIndex;

/// Rows that are looked at together, column by column.
inline constexpr std::size_t kTogether = 1024;

/// Those of some rows, one after the other, that take part, and how they stand to the one row: -1
/// before it, 0 equal, 1 behind.
struct Stretch {
  std::size_t count = 0;
  std::array<RowNumber, kTogether> rows;     ///< ascending
  std::array<std::int8_t, kTogether> order;  ///< by all keys
  /// By all keys but the last; of one key, by it.
  std::array<std::int8_t, kTogether> up_to_last;
};

/// Keys that rows are put in order by, as stored. Those of the whole are left out: the same for
/// all.
class StoredKeys {
 public:
  /// Nothing where one is not stored.
  static std::optional<StoredKeys> of(const RunIndex& index, std::span<const plan::SortKey> keys);

  /// Below 0: `a` comes before `b`; 0: equal. Of rows without a fault among the keys.
  int compare(std::uint64_t a, std::uint64_t b) const;

 private:
  friend class RowScan;
  struct Key {
    const table::ColumnData* data = nullptr;
    bool descending = false;
  };
  std::vector<Key> keys_;
};

/// The foremost of rows that come in the order of the table, equal ones as they stand there.
class ForemostRows {
 public:
  ForemostRows(const StoredKeys& keys, std::size_t kept) : keys_(keys), kept_(kept) {}

  void add(std::uint64_t row);
  std::uint64_t count() const { return count_; }
  const std::vector<std::uint64_t>& rows() const { return rows_; }

 private:
  const StoredKeys& keys_;
  std::size_t kept_;
  std::uint64_t count_ = 0;
  std::vector<std::uint64_t> rows_;
};

/// Which rows are looked at, and by what they are put in order.
struct ScanBy {
  std::span<const plan::SortKey> keys;
  std::span<const plan::ColumnId> partition;  ///< of the values that the one row has
  plan::ColumnId where = plan::kNoColumn;     ///< and for which this holds
};

/// A pass over the rows of an entity that take part with one of them, which does; rows with a fault
/// in what is asked are left out. Some nanoseconds a row; no order of the rows is made.
class RowScan {
 public:
  /// Nothing where a column is not stored, or of too many rows.
  static std::optional<RowScan> make(const RunIndex& index, plan::EntityId entity,
                                     std::uint64_t row, const ScanBy& by);

  /// Calls `look(const Stretch&)` for all of them in the order of the table.
  template <typename Look>
  void run(const Look& look) {
    Stretch stretch;
    for (std::uint64_t begin = 0; begin < rows_; begin += kTogether) {
      base::spend(kTogether / 8);
      fill(begin, std::min<std::size_t>(kTogether, rows_ - begin), &stretch);
      if (stretch.count > 0) look(std::as_const(stretch));
    }
  }

 private:
  /// The rows with a fault of one column, looked up in their order.
  struct FaultyRows {
    const table::Faults* faults;
    std::size_t next = 0;
  };

  void fill(std::uint64_t begin, std::size_t count, Stretch* stretch);
  void order(Stretch* stretch) const;
  void leave_out_faulty(std::uint64_t end, Stretch* stretch);

  std::uint64_t row_ = 0;
  std::uint64_t rows_ = 0;
  const table::ColumnData* where_ = nullptr;
  std::vector<const table::ColumnData*> groups_;
  StoredKeys keys_;
  bool has_last_ = false;  ///< there are several keys, and the last is not one of the whole
  std::vector<FaultyRows> faulty_;
};

/// Calls `use(i)` for each place of the first `count` with a zero.
template <typename Use>
void for_zeros(const std::array<std::int8_t, kTogether>& values, std::size_t count,
               const Use& use) {
  const auto end = values.begin() + static_cast<std::ptrdiff_t>(count);
  for (auto at = std::find(values.begin(), end, 0); at != end; at = std::find(at + 1, end, 0))
    use(static_cast<std::size_t>(at - values.begin()));
}

}  // namespace remit::row
