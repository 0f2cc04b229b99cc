// How a place in a ranking came about: who competes, who is better, who is equal.
#include <algorithm>

#include "row/group.h"
#include "row/index/rank_scan.h"
#include "row/index/run_index.h"
#include "row/ties.h"
#include "row/trace_node.h"

namespace remit::row {
namespace {

/// Whether a row competes, and by what; nothing if it does not, or if that is an error.
struct Competitor {
  std::vector<Value> partition;
  Sortable keys;
};
std::optional<Competitor> competitor(Evaluator& evaluator, plan::EntityId entity,
                                     const plan::Rank& node, std::uint64_t row) {
  const Value counts = condition(evaluator, entity, node.where, row);
  GroupKey key = group_key(evaluator, entity, node.partition, row);
  Competitor result{std::move(key.values), {row, {}}};
  const bool wrong = read_keys(evaluator, node.keys, &result.keys).has_value();
  if (is_fault(counts) || is_false(counts) || key.fault || wrong) return std::nullopt;
  return result;
}

/// One pass over the entity: who competes with this row, who is better, who is tied.
RankTrace compare_with_all(Evaluator& evaluator, const CellPlace& place, const plan::Rank& node,
                           const TraceOptions& options) {
  RankTrace trace;
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  const std::optional<Competitor> own = competitor(evaluator, entity, node, place.row);
  if (!own) return trace;
  trace.competes = true;
  const std::uint64_t rows = evaluator.row_count(entity);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::optional<Competitor> other = competitor(evaluator, entity, node, row);
    if (!other || other->partition != own->partition) continue;
    ++trace.competitors;
    const std::strong_ordering order = compare(other->keys, own->keys, node.keys);
    if (order < 0) ++trace.better;
    const bool broken = order != 0 || node.output == plan::RankOutput::position;
    if (broken && row != place.row)
      note_tie(own->keys, other->keys, node.keys, options.contributions, &trace.broken);
    if (order != 0 || row == place.row) continue;
    ++trace.tied_count;
    if (trace.tied.size() < options.contributions) trace.tied.push_back(row);
  }
  return trace;
}

/// The same, of rows that the index has in order, or would have to put in order for one cell.
std::optional<RankTrace> find_among_all(Evaluator& evaluator, const CellPlace& place,
                                        const plan::Rank& node, const TraceOptions& options) {
  if (evaluator.index() == nullptr) return std::nullopt;
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  const std::optional<Competitor> own = competitor(evaluator, entity, node, place.row);
  if (!own) return RankTrace();
  if (!evaluator.index()->is_in_order(place, node))
    return scan_rank(*evaluator.index(), place, node, options);
  const std::span<const RowNumber> rows = evaluator.index()->competitors(place);
  RankTrace trace;
  trace.competes = true;
  trace.competitors = rows.size();
  const Places equal = equal_places(evaluator, rows, own->keys, node.keys);
  trace.better = equal.begin;
  trace.tied_count = equal.size() - 1;
  for (std::size_t i = equal.begin; i < equal.end; ++i) {
    if (trace.tied.size() == options.contributions) break;
    if (rows[i] != place.row) trace.tied.push_back(rows[i]);
  }
  const bool of_table = node.output == plan::RankOutput::position;
  trace.broken =
      find_tie(evaluator, own->keys, {rows, node.keys, options.contributions, of_table, true});
  return trace;
}

}  // namespace

RankTrace trace_rank(Evaluator& evaluator, const CellPlace& place, const plan::Rank& node,
                     const TraceOptions& options, const CellNamer& name) {
  std::vector<TraceId> order, group;
  for (const plan::SortKey& key : node.keys) order.push_back(name(key.value, place.row));
  for (const plan::ColumnId column : node.partition) group.push_back(name(column, place.row));
  RankTrace trace = evaluator.demand([&] {
    const auto found = find_among_all(evaluator, place, node, options);
    return found ? *found : compare_with_all(evaluator, place, node, options);
  });
  trace.order = std::move(order);
  trace.group = std::move(group);
  return trace;
}

}  // namespace remit::row
