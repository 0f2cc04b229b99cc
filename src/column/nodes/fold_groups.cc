#include "column/nodes/fold_groups.h"

#include <numeric>
#include <utility>

#include "base/hash_map.h"
#include "column/nodes/cell_reader.h"
#include "column/nodes/nodes.h"

namespace remit::column {
namespace {

/// Numbers of the values of one pair: of the folded rows from 0 on, of the results the same for
/// the same value.
struct PairNumbers {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> results;
  std::uint64_t count = 0;
};

/// Tables may have so many entries for each row before hashing costs less.
constexpr std::uint64_t kEntriesPerRow = 2;
constexpr std::uint64_t kSmallTable = 4096;

bool is_small(const Integer& entries, std::uint64_t rows) {
  return entries <= Integer(static_cast<std::int64_t>(kEntriesPerRow * rows + kSmallTable));
}

/// Numbers by a table over the span of the values.
PairNumbers number_by_table(const Values& theirs, std::uint64_t rows, const Values& ours,
                            bool ours_of_whole, std::uint64_t results) {
  PairNumbers numbers;
  const std::int64_t least = theirs.range.lo.to_int64();
  const std::int64_t most = theirs.range.hi.to_int64();
  numbers.count = static_cast<std::uint64_t>(most - least) + 1;
  numbers.rows.resize(static_cast<std::size_t>(rows));
  numbers.results.resize(static_cast<std::size_t>(results));
  with_stored_type(theirs.width, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
      const T* const values = theirs.as<T>();
      for (std::size_t i = 0; i < rows; ++i) numbers.rows[i] = values[i] - least;
    }
  });
  with_stored_type(ours.width, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
      const T* const values = ours.as<T>();
      for (std::size_t i = 0; i < results; ++i) {
        const std::int64_t value = values[ours_of_whole ? 0 : i];
        const bool known = least <= value && value <= most;
        numbers.results[i] = known ? value - least : FoldGroups::kNoRows;
      }
    }
  });
  return numbers;
}

template <typename T, typename Theirs, typename Ours>
PairNumbers number_by_hash(std::uint64_t rows, const Theirs& theirs, std::uint64_t results,
                           const Ours& ours) {
  PairNumbers numbers;
  base::HashMap<T, std::int64_t> known;
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto next = static_cast<std::int64_t>(known.size());
    numbers.rows.push_back(known.try_emplace(theirs(row), next).first->second);
  }
  for (std::uint64_t row = 0; row < results; ++row) {
    const auto found = known.find(ours(row));
    numbers.results.push_back(found == known.end() ? FoldGroups::kNoRows : found->second);
  }
  numbers.count = known.size();
  return numbers;
}

bool is_narrow(const ColumnStore& column) {
  return !column.denominators && column.values.width <= Width::int64;
}

PairNumbers number_pair(const KeyColumn& theirs, std::uint64_t rows, const KeyColumn& ours,
                        std::uint64_t results) {
  const ColumnStore& a = *theirs.column;
  const ColumnStore& b = *ours.column;
  const auto at = [](const KeyColumn& key, std::uint64_t row) {
    return row_in(*key.column, row, key.of_whole);
  };
  const bool alike = !a.type.is_numeric() || a.decimals == b.decimals;
  if (!alike || a.denominators || b.denominators) {
    return number_by_hash<number::Rational>(
        rows, [&](std::uint64_t row) { return rational_at(a, at(theirs, row)); }, results,
        [&](std::uint64_t row) { return rational_at(b, at(ours, row)); });
  }
  if (!is_narrow(a) || !is_narrow(b)) {
    return number_by_hash<Integer>(
        rows, [&](std::uint64_t row) { return integer_at(a.values, at(theirs, row)); }, results,
        [&](std::uint64_t row) { return integer_at(b.values, at(ours, row)); });
  }
  const Interval& range = a.values.range;
  const bool table =
      !theirs.of_whole && rows > 0 && is_small(range.hi - range.lo + Integer(1), rows + results);
  if (table)
    return number_by_table(a.values, rows, b.values, ours.of_whole && b.rows == 1, results);
  return number_by_hash<std::int64_t>(
      rows, [&](std::uint64_t row) { return int64_at(a.values, at(theirs, row)); }, results,
      [&](std::uint64_t row) { return int64_at(b.values, at(ours, row)); });
}

/// Groups by what they were grouped by before and by one pair more.
void split_groups(PairNumbers pair, FoldGroups* groups) {
  if (groups->count == 1) {
    const bool none = groups->of_result.empty();
    for (std::size_t i = 0; i < groups->of_result.size() && !none; ++i) {
      if (groups->of_result[i] == FoldGroups::kNoRows) pair.results[i] = FoldGroups::kNoRows;
    }
    groups->of_row = std::move(pair.rows);
    groups->of_result = std::move(pair.results);
    groups->count = std::max<std::uint64_t>(pair.count, 1);
    return;
  }
  const auto values = static_cast<std::int64_t>(std::max<std::uint64_t>(pair.count, 1));
  for (std::size_t i = 0; i < pair.rows.size(); ++i)
    groups->of_row[i] = groups->of_row[i] * values + pair.rows[i];
  for (std::size_t i = 0; i < pair.results.size(); ++i) {
    std::int64_t& group = groups->of_result[i];
    const bool known = group != FoldGroups::kNoRows && pair.results[i] != FoldGroups::kNoRows;
    group = known ? group * values + pair.results[i] : FoldGroups::kNoRows;
  }
  const Integer product = Integer(static_cast<std::int64_t>(groups->count)) * Integer(values);
  const std::uint64_t rows = groups->of_row.size() + groups->of_result.size();
  if (is_small(product, rows)) {
    groups->count *= static_cast<std::uint64_t>(values);
    return;
  }
  PairNumbers numbers = number_by_hash<std::int64_t>(
      groups->of_row.size(), [&](std::uint64_t row) { return groups->of_row[row]; },
      groups->of_result.size(), [&](std::uint64_t row) { return groups->of_result[row]; });
  groups->of_row = std::move(numbers.rows);
  groups->of_result = std::move(numbers.results);
  groups->count = std::max<std::uint64_t>(numbers.count, 1);
}

KeyColumn key_column(const Environment& environment, plan::ColumnId id, plan::EntityId rows_of) {
  const bool of_whole =
      environment.plan.columns[id].entity == plan::kWhole && rows_of != plan::kWhole;
  return {environment.stores[id].get(), of_whole};
}

std::vector<std::int64_t> row_numbers(std::uint64_t rows) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(rows));
  std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
  return numbers;
}

}  // namespace

FoldGroups fold_groups(const Environment& environment, plan::ColumnId id, const plan::Fold& node) {
  const plan::EntityId entity = environment.plan.columns[id].entity;
  const std::uint64_t rows = environment.row_counts[node.rows];
  const std::uint64_t results = environment.row_counts[entity];
  FoldGroups groups;
  if (node.via != plan::kNoColumn) {
    groups.row_keys = key_columns(environment, {node.via}, node.rows);
    groups.count = std::max<std::uint64_t>(results, 1);
    groups.of_result = row_numbers(results);
    const ColumnStore& via = *environment.stores[node.via];
    groups.of_row.resize(static_cast<std::size_t>(rows));
    for (std::uint64_t row = 0; row < rows; ++row)
      groups.of_row[row] = via.fault(row) == nullptr ? int64_at(via.values, row) : 0;
    return groups;
  }
  groups.row_keys = key_columns(environment, node.partition, node.rows);
  if (node.ours.empty()) {
    Groups own = group_rows(groups.row_keys, rows);
    groups.count = std::max<std::uint64_t>(own.count, 1);
    groups.of_row = std::move(own.group);
    if (entity == node.rows && node.partitioned) {
      groups.result_keys = groups.row_keys;
      groups.of_result = groups.of_row;
    } else {
      groups.of_result.assign(static_cast<std::size_t>(results), 0);
    }
    return groups;
  }
  groups.result_keys = key_columns(environment, node.ours, entity);
  groups.of_row.assign(static_cast<std::size_t>(rows), 0);
  groups.of_result.assign(static_cast<std::size_t>(results), 0);
  for (std::size_t i = 0; i < node.partition.size(); ++i) {
    const KeyColumn theirs = key_column(environment, node.partition[i], node.rows);
    const KeyColumn ours = key_column(environment, node.ours[i], entity);
    split_groups(number_pair(theirs, rows, ours, results), &groups);
  }
  return groups;
}

}  // namespace remit::column
