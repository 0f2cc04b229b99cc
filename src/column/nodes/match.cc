#include <algorithm>
#include <optional>

#include "base/hash_map.h"
#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"
#include "column/nodes/nodes.h"
#include "column/nodes/quick_match.h"

namespace remit::column {
namespace {

using type::CellFault;
using type::Fault;
using Key = std::vector<Integer>;

enum class KeyState : std::uint8_t { own, twice, none };

/// One side of the pairs: the columns it reads and how their values become keys.
class Side {
 public:
  Side(const Environment& environment, const plan::Match& node,
       plan::ColumnId plan::Match::Pair::*side, plan::EntityId rows_of) {
    for (const plan::Match::Pair& pair : node.equal) {
      const ColumnStore& ours = *environment.stores[pair.ours];
      const ColumnStore& theirs = *environment.stores[pair.theirs];
      const bool numeric = ours.type.is_numeric() || theirs.type.is_numeric();
      exact_.push_back(numeric &&
                       (ours.decimals != theirs.decimals || ours.denominators.has_value() ||
                        theirs.denominators.has_value()));
      columns_.push_back(column(environment, pair.*side, rows_of));
    }
    if (node.as_of) date_ = column(environment, *node.as_of.*side, rows_of);
  }

  Key key(std::uint64_t row) const {
    Key key;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ColumnStore& column = *columns_[i].column;
      const std::uint64_t at = row_in(column, row, columns_[i].of_whole);
      if (!exact_[i]) {
        key.push_back(integer_at(column.values, at));
        continue;
      }
      const number::Rational value = rational_at(column, at);
      key.push_back(value.numerator());
      key.push_back(value.denominator());
    }
    return key;
  }

  std::int64_t date(std::uint64_t row) const {
    if (date_.column == nullptr) return 0;
    return int64_at(date_.column->values, row_in(*date_.column, row, date_.of_whole));
  }

  /// Whether an error of the row is the date's alone.
  bool has_key(std::uint64_t row) const {
    return std::ranges::none_of(columns_, [&](const KeyColumn& key) {
      return key.column->fault(row_in(*key.column, row, key.of_whole)) != nullptr;
    });
  }

  /// What the key of a row is worth that these columns are.
  KeyState key_state(std::uint64_t row) const {
    std::size_t twice = 0;
    for (const KeyColumn& part : columns_) {
      const Fault* fault = part.column->fault(row);
      if (fault == nullptr) continue;
      if (fault->code != CellFault::duplicate_key) return KeyState::none;
      ++twice;
    }
    if (twice == 0) return KeyState::own;
    return twice == columns_.size() ? KeyState::twice : KeyState::none;
  }

  /// The first fault of a row, and whether any of its values leaves it out of every match.
  const Fault* fault(std::uint64_t row, bool* nowhere) const {
    const Fault* first = nullptr;
    *nowhere = false;
    const auto look = [&](const KeyColumn& key) {
      const Fault* fault = key.column->fault(row_in(*key.column, row, key.of_whole));
      if (fault == nullptr) return;
      *nowhere = *nowhere || type::belongs_nowhere(fault->code);
      if (first == nullptr) first = fault;
    };
    for (const KeyColumn& key : columns_) look(key);
    if (date_.column != nullptr) look(date_);
    return first;
  }

 private:
  static KeyColumn column(const Environment& environment, plan::ColumnId id,
                          plan::EntityId rows_of) {
    const bool of_whole =
        environment.plan.columns[id].entity == plan::kWhole && rows_of != plan::kWhole;
    return {environment.stores[id].get(), of_whole};
  }

  std::vector<KeyColumn> columns_;
  std::vector<bool> exact_;
  KeyColumn date_;
};

struct Candidate {
  std::int64_t date;
  std::uint64_t row;
  bool twice;  ///< its key stands in another row too
};

/// The rows that can be found, by key; candidates of one key by date.
struct Index {
  base::HashMap<Key, std::vector<Candidate>> rows;
  std::optional<Fault> fault;         ///< which rows match is open for all
  base::HashMap<Key, Fault> undated;  ///< for those with this key
};

Index build_index(const Side& theirs, const ColumnStore* refused, std::uint64_t rows) {
  Index index;
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (const Fault* whole_row = refused == nullptr ? nullptr : refused->fault(row)) {
      index.fault = *whole_row;
      return index;
    }
    bool nowhere = false;
    const Fault* fault = theirs.fault(row, &nowhere);
    if (nowhere) continue;
    if (fault != nullptr) {
      if (theirs.has_key(row)) {
        index.undated.try_emplace(theirs.key(row), *fault);
        continue;
      }
      index.fault = *fault;
      return index;
    }
    index.rows[theirs.key(row)].push_back({theirs.date(row), row, false});
  }
  // In any order: each list by itself.
  for (auto& [key, candidates] : index.rows) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.date < b.date; });
  }
  return index;
}

/// The rows by their own key, of which one that stands twice names no row.
Index build_key_index(const Side& theirs, std::uint64_t rows) {
  Index index;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const KeyState state = theirs.key_state(row);
    if (state == KeyState::none) continue;
    index.rows[theirs.key(row)].push_back({0, row, state == KeyState::twice});
  }
  return index;
}

void find(const Index& index, const Side& ours, const plan::Match& node, std::uint64_t row,
          ColumnWriter* result) {
  const bool as_of = node.as_of.has_value();
  const Key key = ours.key(row);
  if (const auto open = index.undated.find(key); open != index.undated.end()) {
    result->put_fault(row, open->second);
    return;
  }
  const auto found = index.rows.find(key);
  if (found == index.rows.end()) {
    result->put_fault(row, node.none);
    return;
  }
  const std::vector<Candidate>& candidates = found->second;
  if (candidates.front().twice) {
    result->put_fault(
        row, {CellFault::duplicate_key, node.equal.front().theirs, candidates.front().row});
    return;
  }
  auto end = candidates.end();
  if (as_of) {
    end = std::upper_bound(candidates.begin(), candidates.end(), ours.date(row),
                           [](std::int64_t day, const Candidate& c) { return day < c.date; });
  }
  if (end == candidates.begin()) {
    result->put_fault(row, node.none);
    return;
  }
  const Candidate& best = *(end - 1);
  if (end - candidates.begin() > 1 && (end - 2)->date == best.date) {
    result->put_fault(row, CellFault::duplicate_key);
  } else {
    result->put(row, Integer(static_cast<std::int64_t>(best.row)));
  }
}

}  // namespace

ColumnPtr compute_match(const Environment& environment, plan::ColumnId id,
                        const plan::Match& node) {
  if (ColumnPtr quick = quick_match(environment, id, node)) return quick;
  const plan::EntityId entity = environment.plan.columns[id].entity;
  const std::uint64_t rows = environment.row_counts[entity];
  const Side ours(environment, node, &plan::Match::Pair::ours, entity);
  const Side theirs(environment, node, &plan::Match::Pair::theirs, node.entity);
  const std::uint64_t their_rows = environment.row_counts[node.entity];
  const Index index = node.by_key
                          ? build_key_index(theirs, their_rows)
                          : build_index(theirs, environment.refused[node.entity].get(), their_rows);
  ColumnWriter result(environment, id, rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    bool nowhere = false;
    if (const Fault* fault = ours.fault(row, &nowhere)) {
      result.put_fault(row, *fault);
    } else if (!environment.given[node.entity]) {
      result.put_fault(row, CellFault::hole);
    } else if (index.fault) {
      result.put_fault(row, *index.fault);
    } else {
      find(index, ours, node, row, &result);
    }
  }
  return result.finish();
}

}  // namespace remit::column
