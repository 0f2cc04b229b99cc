#include "column/nodes/quick_match.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"
#include "table/row_table.h"

namespace remit::column {
namespace {

using type::CellFault;
using type::Fault;

/// One side of the pairs. A column of the whole has the same value in every row.
class Keys {
 public:
  /// False where the columns cannot be compared as 64-bit numbers.
  bool add(const ColumnStore& column, const ColumnStore& other, bool of_whole) {
    const bool narrow = column.values.width <= Width::int64 && !column.denominators &&
                        column.decimals == other.decimals && !other.denominators;
    columns_.push_back({&column, of_whole});
    clean_ = clean_ && column.is_clean();
    return narrow;
  }

  bool is_clean() const { return clean_; }

  std::uint64_t hash(std::uint64_t row) const {
    std::uint64_t hash = 0;
    for (const KeyColumn& key : columns_) {
      hash ^= static_cast<std::uint64_t>(at(key, row));
      hash *= 0x9E3779B97F4A7C15;
      hash ^= hash >> 29;
    }
    return hash;
  }

  bool equal(std::uint64_t row, const Keys& others, std::uint64_t other) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (at(columns_[i], row) != at(others.columns_[i], other)) return false;
    return true;
  }

  std::strong_ordering compare(std::uint64_t row, const Keys& others, std::uint64_t other) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto order = at(columns_[i], row) <=> at(others.columns_[i], other);
      if (order != 0) return order;
    }
    return std::strong_ordering::equal;
  }

  /// Whether no two rows are equal, and each stands behind those below it.
  bool ascends(std::uint64_t rows) const {
    for (std::uint64_t row = 1; row < rows; ++row)
      if (compare(row - 1, *this, row) >= 0) return false;
    return true;
  }

  /// The first column is then the last to tell rows apart.
  void rotate() {
    if (!columns_.empty()) std::rotate(columns_.begin(), columns_.begin() + 1, columns_.end());
  }

  /// The first fault of a row, and whether any of its values leaves it out of every match.
  const Fault* fault(std::uint64_t row, bool* nowhere) const {
    const Fault* first = nullptr;
    *nowhere = false;
    if (clean_) return first;
    for (const KeyColumn& key : columns_) {
      const Fault* fault = key.column->fault(row_in(*key.column, row, key.of_whole));
      if (fault == nullptr) continue;
      *nowhere = *nowhere || type::belongs_nowhere(fault->code);
      if (first == nullptr) first = fault;
    }
    return first;
  }

 private:
  static std::int64_t at(const KeyColumn& key, std::uint64_t row) {
    return int64_at(key.column->values, row_in(*key.column, row, key.of_whole));
  }

  std::vector<KeyColumn> columns_;
  bool clean_ = true;
};

/// The rows that can be found.
class FoundRows {
 public:
  FoundRows(const Keys& keys, std::uint64_t rows)
      : keys_(keys), table_(rows), twice_(static_cast<std::size_t>(rows), false) {}

  void prefetch(std::uint64_t hash) const { table_.prefetch(hash); }

  void insert(std::uint64_t hash, std::uint64_t row) {
    const std::int64_t other = table_.find_or_add(
        hash, row, [&](std::uint64_t found) { return keys_.equal(found, keys_, row); });
    if (other != table::kNoRow) twice_[static_cast<std::size_t>(other)] = true;
  }
  /// The first row with those values, or table::kNoRow.
  std::int64_t find(std::uint64_t hash, const Keys& ours, std::uint64_t row) const {
    return table_.find(hash, [&](std::uint64_t found) { return keys_.equal(found, ours, row); });
  }
  bool is_twice(std::int64_t row) const { return twice_[static_cast<std::size_t>(row)]; }

 private:
  const Keys& keys_;
  table::RowTable table_;
  std::vector<bool> twice_;
};

/// Calls `use(row, hash)` for all rows, in order, the slots of those ahead being under way. Up to
/// the first for which it is false.
template <typename Use>
void for_each_hashed(const Keys& keys, const FoundRows& table, std::uint64_t rows, const Use& use) {
  constexpr std::size_t kAhead = 32;
  std::array<std::uint64_t, kAhead> hashes;
  for (std::uint64_t begin = 0; begin < rows; begin += kAhead) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kAhead, rows - begin));
    for (std::size_t i = 0; i < count; ++i) {
      hashes[i] = keys.hash(begin + i);
      table.prefetch(hashes[i]);
    }
    for (std::size_t i = 0; i < count; ++i)
      if (!use(begin + i, hashes[i])) return;
  }
}

/// Rows that ascend by their keys: one that is asked for mostly stands behind the one before.
class RowsInOrder {
 public:
  RowsInOrder(const Keys& keys, std::uint64_t rows) : keys_(keys), rows_(rows) {}

  /// The row with those values, or table::kNoRow.
  std::int64_t find(const Keys& ours, std::uint64_t row) {
    // The row after the one found before, or one that nobody asked for in between.
    constexpr std::uint64_t kNear = 4;
    for (std::uint64_t at = next_, end = std::min(next_ + kNear, rows_); at < end; ++at) {
      const auto order = keys_.compare(at, ours, row);
      if (order < 0) continue;
      const bool starts = at > next_ || at == 0 || keys_.compare(at - 1, ours, row) < 0;
      if (order > 0 && !starts) break;
      next_ = at;
      return order == 0 ? found() : table::kNoRow;
    }
    ++searches_;
    std::uint64_t end = rows_;
    for (next_ = 0; next_ < end;) {
      const std::uint64_t half = next_ + (end - next_) / 2;
      if (keys_.compare(half, ours, row) < 0)
        next_ = half + 1;
      else
        end = half;
    }
    return next_ < rows_ && keys_.equal(next_, ours, row) ? found() : table::kNoRow;
  }
  /// How often a row stood elsewhere.
  std::uint64_t searches() const { return searches_; }

 private:
  std::int64_t found() { return static_cast<std::int64_t>(next_++); }

  const Keys& keys_;
  std::uint64_t rows_;
  std::uint64_t next_ = 0;
  std::uint64_t searches_ = 0;
};

/// Where both sides are in one order nothing has to be built: null where they are not.
ColumnPtr match_in_order(const Environment& environment, plan::ColumnId id, const plan::Match& node,
                         Keys ours, Keys theirs) {
  const std::uint64_t rows = environment.row_counts[environment.plan.columns[id].entity];
  const std::uint64_t their_rows = environment.row_counts[node.entity];
  const bool clean = theirs.is_clean() && environment.refused[node.entity] == nullptr;
  if (!clean || !environment.given[node.entity]) return nullptr;
  if (!theirs.ascends(their_rows)) {
    theirs.rotate();
    ours.rotate();
    if (!theirs.ascends(their_rows)) return nullptr;
  }
  // Looking for a row costs more than a table once it has to be done often.
  const std::uint64_t most_searches = rows / 16 + 16;
  RowsInOrder in_order(theirs, their_rows);
  ColumnWriter result(environment, id, rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    bool nowhere = false;
    if (const Fault* fault = ours.fault(row, &nowhere)) {
      result.put_fault(row, *fault);
    } else if (const std::int64_t found = in_order.find(ours, row); found == table::kNoRow) {
      result.put_fault(row, node.none);
    } else {
      result.put_int64(row, found);
    }
    if (in_order.searches() > most_searches) return nullptr;
  }
  return result.finish();
}

/// Fills the table, up to a fault that leaves open which rows match.
std::optional<Fault> fill(FoundRows& table, const Keys& theirs, const ColumnStore* refused,
                          std::uint64_t rows) {
  std::optional<Fault> open;
  for_each_hashed(theirs, table, rows, [&](std::uint64_t row, std::uint64_t hash) {
    if (const Fault* whole_row = refused == nullptr ? nullptr : refused->fault(row)) {
      open = *whole_row;
      return false;
    }
    bool nowhere = false;
    const Fault* fault = theirs.fault(row, &nowhere);
    if (nowhere) return true;
    if (fault != nullptr) {
      open = *fault;
      return false;
    }
    table.insert(hash, row);
    return true;
  });
  return open;
}

}  // namespace

ColumnPtr quick_match(const Environment& environment, plan::ColumnId id, const plan::Match& node) {
  const plan::EntityId entity = environment.plan.columns[id].entity;
  const std::uint64_t rows = environment.row_counts[entity];
  const std::uint64_t their_rows = environment.row_counts[node.entity];
  if (node.by_key || node.as_of) return nullptr;
  Keys ours, theirs;
  for (const plan::Match::Pair& pair : node.equal) {
    const ColumnStore& own = *environment.stores[pair.ours];
    const ColumnStore& other = *environment.stores[pair.theirs];
    const bool of_whole =
        environment.plan.columns[pair.ours].entity == plan::kWhole && entity != plan::kWhole;
    if (!ours.add(own, other, of_whole) || !theirs.add(other, own, false)) return nullptr;
  }
  if (ColumnPtr in_order = match_in_order(environment, id, node, ours, theirs)) return in_order;
  FoundRows table(theirs, their_rows);
  const std::optional<Fault> open =
      fill(table, theirs, environment.refused[node.entity].get(), their_rows);
  ColumnWriter result(environment, id, rows);
  for_each_hashed(ours, table, rows, [&](std::uint64_t row, std::uint64_t hash) {
    bool nowhere = false;
    if (const Fault* fault = ours.fault(row, &nowhere)) {
      result.put_fault(row, *fault);
    } else if (!environment.given[node.entity]) {
      result.put_fault(row, CellFault::hole);
    } else if (open) {
      result.put_fault(row, *open);
    } else if (const std::int64_t found = table.find(hash, ours, row); found == table::kNoRow) {
      result.put_fault(row, node.none);
    } else if (table.is_twice(found)) {
      result.put_fault(row, CellFault::duplicate_key);
    } else {
      result.put_int64(row, found);
    }
    return true;
  });
  return result.finish();
}

}  // namespace remit::column
