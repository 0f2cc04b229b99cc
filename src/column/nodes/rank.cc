#include <algorithm>
#include <optional>

#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"
#include "column/nodes/nodes.h"
#include "column/nodes/order.h"
#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

/// Who takes part, or the fault that makes every place uncertain.
struct Competition {
  std::vector<std::uint64_t> rows;
  std::optional<type::Fault> fault;
};

std::optional<type::Fault> fault_of_keys(const Environment& environment, const plan::Rank& node,
                                         std::uint64_t row) {
  for (const plan::SortKey& key : node.keys) {
    const ColumnStore& column = *environment.stores[key.column];
    const std::uint64_t at =
        row_in(column, row, environment.plan.columns[key.column].entity == plan::kWhole);
    if (const type::Fault* fault = column.fault(at)) return as_needed(*fault);
  }
  return std::nullopt;
}

Competition gather(const Environment& environment, const plan::Rank& node,
                   const std::vector<KeyColumn>& partition, std::uint64_t rows) {
  Competition competition;
  const ColumnStore* where =
      node.where == plan::kNoColumn ? nullptr : environment.stores[node.where].get();
  for (std::uint64_t row = 0; row < rows; ++row) {
    const type::Fault* fault = nullptr;
    const Condition counts = condition_at(where, row, &fault);
    if (counts == Condition::no) continue;
    const type::Fault* key = key_fault(partition, row);
    if (key != nullptr && key->code == type::CellFault::blank) continue;
    if (counts == Condition::fault) {
      competition.fault = as_needed(*fault);
    } else if (key != nullptr) {
      competition.fault = *key;
    } else {
      competition.fault = fault_of_keys(environment, node, row);
    }
    if (competition.fault) return competition;
    competition.rows.push_back(row);
  }
  return competition;
}

bool same_place(const std::vector<std::vector<std::int64_t>>& keys, std::uint64_t a,
                std::uint64_t b) {
  return std::all_of(keys.begin(), keys.end(),
                     [&](const std::vector<std::int64_t>& key) { return key[a] == key[b]; });
}

/// Places of the sorted rows [begin, end), which are one partition.
void give_places(const plan::Rank& node, const std::vector<std::uint64_t>& rows,
                 const std::vector<std::vector<std::int64_t>>& keys, std::size_t begin,
                 std::size_t end, ColumnWriter* places) {
  std::uint64_t distinct = 0;
  for (std::size_t at = begin; at < end;) {
    std::size_t stop = at + 1;
    while (stop < end && same_place(keys, rows[at], rows[stop])) ++stop;
    ++distinct;
    for (std::size_t i = at; i < stop; ++i) {
      std::uint64_t place = at - begin + 1;
      if (node.output == plan::RankOutput::dense) place = distinct;
      if (node.output == plan::RankOutput::tied) place = stop - at;
      if (node.output == plan::RankOutput::position) place = i - begin + 1;
      places->put(rows[i], Integer(static_cast<std::int64_t>(place)));
    }
    at = stop;
  }
}

}  // namespace

ColumnPtr compute_rank(const Environment& environment, plan::ColumnId id, const plan::Rank& node) {
  const plan::EntityId entity = environment.plan.columns[id].entity;
  const std::uint64_t rows = environment.row_counts[entity];
  const std::vector<KeyColumn> partition = key_columns(environment, node.partition, entity);
  Competition competition = gather(environment, node, partition, rows);
  ColumnWriter places(environment, id, rows);
  if (competition.fault) {
    for (std::uint64_t row = 0; row < rows; ++row) places.put_fault(row, *competition.fault);
    return places.finish();
  }
  std::vector<std::vector<std::int64_t>> keys;
  for (const plan::SortKey& key : node.keys) {
    if (environment.plan.columns[key.column].entity != entity) continue;  // the same for all
    keys.push_back(sort_codes(*environment.stores[key.column], key.descending));
  }
  const Groups groups = group_rows(partition, rows);
  std::vector<std::vector<std::int64_t>> order = {groups.group};
  order.insert(order.end(), keys.begin(), keys.end());
  sort_rows(&competition.rows, order);
  const std::vector<std::uint64_t>& sorted = competition.rows;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && groups.group[sorted[end]] == groups.group[sorted[begin]]) ++end;
    give_places(node, sorted, keys, begin, end, &places);
    begin = end;
  }
  std::vector<bool> placed(static_cast<std::size_t>(rows), false);
  for (const std::uint64_t row : sorted) placed[row] = true;
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (!placed[row]) places.put_fault(row, type::CellFault::blank);
  }
  return places.finish();
}

}  // namespace remit::column
