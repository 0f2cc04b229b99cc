#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "base/hash_map.h"
#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"
#include "column/nodes/nodes.h"
#include "column/nodes/order.h"
#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

/// Who takes part. A row that certainly does not is in none of the lists.
struct Competition {
  std::vector<std::uint64_t> rows;  ///< of which everything is known
  table::Faults doubtful;           ///< that may take part, or stand anywhere in their partition
  table::Faults unplaced;           ///< that may belong to any partition
  table::Faults outside;  ///< rows that belong to no partition because of an error of their own

  bool is_certain() const { return doubtful.empty() && unplaced.empty(); }
};

std::optional<type::Fault> fault_of_keys(const Environment& environment, const plan::Rank& node,
                                         std::uint64_t row) {
  for (const plan::SortKey& key : node.keys) {
    const ColumnStore& column = *environment.stores[key.value];
    const std::uint64_t at =
        row_in(column, row, environment.plan.columns[key.value].entity == plan::kWhole);
    if (const type::Fault* fault = column.fault(at)) return as_needed(*fault);
  }
  return std::nullopt;
}

/// Whether neither the keys nor the partition lack a value in any row.
bool is_clean(const Environment& environment, const plan::Rank& node,
              const std::vector<KeyColumn>& partition) {
  return std::all_of(
             node.keys.begin(), node.keys.end(),
             [&](const plan::SortKey& key) { return environment.stores[key.value]->is_clean(); }) &&
         std::all_of(partition.begin(), partition.end(),
                     [](const KeyColumn& key) { return key.column->is_clean(); });
}

Competition gather(const Environment& environment, const plan::Rank& node, plan::EntityId entity,
                   const std::vector<KeyColumn>& partition) {
  Competition competition;
  const std::uint64_t rows = environment.row_counts[entity];
  const ColumnStore* const refused = environment.refused[entity].get();
  const ColumnStore* where =
      node.where == plan::kNoColumn ? nullptr : environment.stores[node.where].get();
  if (where == nullptr && refused == nullptr && is_clean(environment, node, partition)) {
    competition.rows.resize(static_cast<std::size_t>(rows));
    std::iota(competition.rows.begin(), competition.rows.end(), std::uint64_t{0});
    return competition;
  }
  for (std::uint64_t row = 0; row < rows; ++row) {
    const type::Fault* fault = nullptr;
    const RowCondition counts = condition_at(where, refused, row, &fault);
    if (counts == RowCondition::no) continue;
    const type::Fault* key = key_fault(partition, row);
    if (key != nullptr && type::belongs_nowhere(key->code)) {
      if (key->code != type::CellFault::blank) competition.outside.emplace_back(row, *key);
      continue;
    }
    std::optional<type::Fault> found;
    if (counts == RowCondition::fault) {
      found = as_needed(*fault);
    } else if (key != nullptr) {
      found = *key;
    } else {
      found = fault_of_keys(environment, node, row);
    }
    if (found) {
      (key != nullptr ? competition.unplaced : competition.doubtful).emplace_back(row, *found);
      continue;
    }
    competition.rows.push_back(row);
  }
  return competition;
}

/// Places of the sorted rows [begin, end), which are one partition. Equal keys have one place.
void give_places(const plan::Rank& node, const std::vector<std::uint64_t>& rows,
                 const std::vector<Change>& changes, std::size_t begin, std::size_t end,
                 ColumnWriter* places) {
  std::size_t distinct = 0;
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = at + 1;
    while (stop < end && changes[stop] == Change::none) ++stop;
    ++distinct;
    for (std::size_t i = at; i < stop; ++i) {
      std::size_t place = at - begin + 1;
      if (node.output == plan::RankOutput::dense) place = distinct;
      if (node.output == plan::RankOutput::tied) place = stop - at;
      if (node.output == plan::RankOutput::position) place = i - begin + 1;
      places->put_int64(rows[i], static_cast<std::int64_t>(place));
    }
    at = stop;
  }
}

/// Takes the rows out of whose partition something is not known, with the first fault of it.
table::Faults take_uncertain(Competition* competition, const std::vector<std::int64_t>& group) {
  table::Faults uncertain;
  if (competition->is_certain()) return uncertain;
  base::HashMap<std::int64_t, type::Fault> first;
  for (const auto& [row, fault] : competition->doubtful) first.try_emplace(group[row], fault);
  const bool all = !competition->unplaced.empty();
  const auto fault_of = [&](std::uint64_t row) -> const type::Fault* {
    if (all) return &competition->unplaced.front().second;
    const auto found = first.find(group[row]);
    return found == first.end() ? nullptr : &found->second;
  };
  std::vector<std::uint64_t> certain;
  for (const std::uint64_t row : competition->rows) {
    if (const type::Fault* fault = fault_of(row))
      uncertain.emplace_back(row, *fault);
    else
      certain.push_back(row);
  }
  for (const table::Faults* doubtful : {&competition->doubtful, &competition->unplaced})
    for (const auto& [row, fault] : *doubtful) uncertain.emplace_back(row, *fault_of(row));
  competition->rows = std::move(certain);
  return uncertain;
}

/// Rows that have no place are blank, or in error.
void leave_blank(const Competition& competition, const table::Faults& uncertain, std::uint64_t rows,
                 ColumnWriter* places) {
  if (competition.rows.size() == rows) return;
  std::vector<bool> placed(static_cast<std::size_t>(rows), false);
  for (const std::uint64_t row : competition.rows) placed[row] = true;
  for (const table::Faults* faults : {&competition.outside, &uncertain}) {
    for (const auto& [row, fault] : *faults) {
      placed[row] = true;
      places->put_fault(row, fault);
    }
  }
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (!placed[row]) places->put_fault(row, type::CellFault::blank);
  }
}

}  // namespace

ColumnPtr compute_rank(const Environment& environment, plan::ColumnId id, const plan::Rank& node) {
  const plan::EntityId entity = environment.plan.columns[id].entity;
  const std::uint64_t rows = environment.row_counts[entity];
  const std::vector<KeyColumn> partition = key_columns(environment, node.partition, entity);
  Competition competition = gather(environment, node, entity, partition);
  ColumnWriter places(environment, id, rows);
  Groups groups = group_rows(partition, rows);
  const table::Faults uncertain = take_uncertain(&competition, groups.group);
  std::vector<std::vector<std::int64_t>> keys;
  keys.push_back(std::move(groups.group));
  for (const plan::SortKey& key : node.keys) {
    if (environment.plan.columns[key.value].entity != entity) continue;  // the same for all
    keys.push_back(sort_codes(*environment.stores[key.value], key.descending));
  }
  std::vector<Change> changes;
  sort_rows(&competition.rows, keys, &changes);
  const std::vector<std::uint64_t>& sorted = competition.rows;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && changes[end] != Change::first_key) ++end;
    give_places(node, sorted, changes, begin, end, &places);
    begin = end;
  }
  leave_blank(competition, uncertain, rows, &places);
  return places.finish();
}

}  // namespace remit::column
