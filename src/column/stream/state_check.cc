#include "column/stream/state_check.h"

#include <algorithm>

#include "column/bind/bind.h"

namespace remit::column {

using plan::ColumnId;

bool StateChecker::fits(const table::Faults& faults) const {
  return std::ranges::all_of(faults, [&](const auto& at) { return is_fault(at.second); });
}

bool StateChecker::fits(const GroupFaults& faults) const {
  if (faults.unplaced() != nullptr && !is_fault(*faults.unplaced())) return false;
  return std::ranges::all_of(faults.by_group(),
                             [&](const auto& at) { return is_fault(at.second.second); });
}

bool StateChecker::fits(const ColumnStore& column, ColumnId id) const {
  const plan::Column& as = plan.columns[id];
  if (column.type != as.type || (column.denominators && !as.form.ratio)) return false;
  if (column.decimals != (as.form.ratio ? 0 : as.form.decimals)) return false;
  const Interval domain = domain_of(plan, as.type, row_counts);
  const bool numbers = as.type.is_numeric();  // of any size, until they are results
  if (!numbers && (column.values.range.lo < domain.lo || domain.hi < column.values.range.hi))
    return false;
  return column.is_clean() || fits(*column.faults);
}

bool StateChecker::fits(const FoldSum& fold, ColumnId id) const {
  const plan::Column& as = plan.columns[id];
  const FoldResult& result = fold.total();
  if (fold.op() != std::get<plan::Fold>(as.node).op) return false;
  if (result.values.size() != row_counts[as.entity]) return false;
  if (!result.denominators.empty() && !as.form.ratio) return false;
  const Integer least = fold.op() == type::FoldOp::sum ? 0 : 1;
  if (std::ranges::any_of(result.denominators, [&](const Integer& d) { return d < least; }))
    return false;
  return fits(result.faults);
}

bool StateChecker::fits(const Gathered& gathered, int traversal) const {
  std::size_t folds = 0, kept = 0;
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (!stream.needed[id]) continue;
    if (stream.roles[id] == StreamRole::fold && stream.after[id] == traversal) {
      const auto found = gathered.folds.find(id);
      if (found == gathered.folds.end() || !fits(found->second, id)) return false;
      ++folds;
    }
    if (stream.kept[id] && stream.after[id] + 1 == traversal) {
      for (const auto& [shard, rows] : gathered.shards) {
        const auto found = rows.kept.find(id);
        if (found == rows.kept.end() || found->second->rows != rows.rows) return false;
        if (!fits(*found->second, id)) return false;
      }
      ++kept;
    }
  }
  return gathered.folds.size() == folds &&
         std::ranges::all_of(gathered.shards, [&](const auto& shard) {
           return shard.second.kept.size() == kept && fits(shard.second.refused);
         });
}

bool StateChecker::fits(const Advanced& advanced) const {
  const std::uint64_t all = advanced.row_count();
  const std::uint64_t own = advanced.part ? advanced.rows.at(*advanced.part) : all;
  const auto is_known = [&](ColumnId id) { return id < plan.columns.size() && stream.needed[id]; };
  for (const auto& [id, column] : advanced.folds) {
    const bool good = is_known(id) && stream.roles[id] == StreamRole::fold &&
                      column->rows == row_counts[plan.columns[id].entity];
    if (!good || !fits(*column, id)) return false;
  }
  for (const auto* columns : {&advanced.whole, &advanced.kept}) {
    for (const auto& [id, column] : *columns) {
      const bool good = is_known(id) && plan.columns[id].entity == stream.entity &&
                        column->rows == own && stream.after[id] <= advanced.traversals;
      if (!good || !fits(*column, id)) return false;
    }
  }
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    const bool over = stream.needed[id] && stream.after[id] <= advanced.traversals;
    if (over && stream.roles[id] == StreamRole::fold && advanced.folds.count(id) == 0) return false;
  }
  return advanced.traversals > 0 && advanced.traversals < stream.traversals;
}

}  // namespace remit::column
