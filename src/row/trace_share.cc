// How a share came about: the total, those who share it, and this row among them.
#include <algorithm>

#include "row/apportion.h"
#include "row/index/indexed_share.h"
#include "row/party.h"
#include "row/ties.h"
#include "row/trace_node.h"

namespace remit::row {
namespace {

using number::Rational;

/// This row's cells of a share that limit or weigh it.
void name_cells(ShareTrace& trace, const CellPlace& place, const CellNamer& name,
                std::initializer_list<plan::ColumnId> columns) {
  for (const plan::ColumnId column : columns) {
    if (column != plan::kNoColumn) trace.cells.push_back(name(column, place.row));
  }
}

void fill(ShareTrace& trace, const Rational& total,
          const std::vector<number::Recipient>& recipients, const number::Apportionment& result,
          std::size_t index) {
  trace.total = total;
  trace.recipients = recipients.size();
  trace.place = index;
  trace.share = result.shares[index];
  for (std::size_t i = 0; i < index; ++i) trace.before += result.shares[i].part;
  trace.weight = recipients[index].weight;
  for (const number::Recipient& recipient : recipients) trace.weights += recipient.weight;
  trace.cap = recipients[index].cap;
  trace.floor = recipients[index].floor;
  trace.left = result.left;
}

/// Whether two shares lost the same piece to the grid and one of them got a step for it.
bool odd_step_between(const number::Share& a, const number::Share& b, const Rational& step) {
  const auto piece = [&](const Rational& exact) {
    const Rational steps = exact / step;
    return steps - Rational(steps.trunc());
  };
  return a.gained.sign() != b.gained.sign() && piece(a.exact) == piece(b.exact);
}

/// Whether it is known of the row that it takes part.
bool takes_part(Evaluator& evaluator, const plan::Apportion& node, std::uint64_t row) {
  return node.where == plan::kNoColumn || !is_fault(evaluator.at(node.where, row));
}

/// With whom a row shares its turn, or its remainder.
TieTrace trace_share_tie(Evaluator& evaluator, const plan::Apportion& node,
                         const Division& division, std::size_t own, const TraceOptions& options) {
  return evaluator.demand([&] {
    TieTrace tie;
    std::vector<Sortable> rows;
    for (const std::uint64_t row : division.rows) {
      if (!takes_part(evaluator, node, row)) continue;  // none of them is in front of `own`
      rows.push_back({row, {}});
      if (read_keys(evaluator, node.order, &rows.back())) return TieTrace();
    }
    const Rational step = node.rounding->increment.to_rational();
    const auto& shares = division.result.shares;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == own) continue;
      if (node.method == number::ShareMethod::in_order) {
        note_tie(rows[own], rows[i], node.order, options.contributions, &tie);
      } else if (odd_step_between(shares[own], shares[i], step)) {
        const bool of_table = equal_keys(rows[own], rows[i]) == node.order.size();
        if (!of_table) tie.decided_by = node.order.back().value;
        ++tie.count;
        if (tie.rows.size() < options.contributions) tie.rows.push_back(rows[i].row);
      }
    }
    return tie;
  });
}

}  // namespace

ShareTrace trace_apportion(Evaluator& evaluator, const CellPlace& place,
                           const plan::Apportion& node, const TraceOptions& options,
                           const CellNamer& name) {
  ShareTrace trace;
  trace.total_cell = name(node.total, place.row);
  name_cells(trace, place, name, {node.weight, node.cap, node.floor});
  for (const plan::ColumnId column : node.partition) trace.group.push_back(name(column, place.row));
  for (const plan::SortKey& key : node.order) trace.order.push_back(name(key.value, place.row));
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  if (auto found = indexed_share(evaluator, place, node, options)) {
    found->total_cell = trace.total_cell;
    found->cells = std::move(trace.cells);
    found->group = std::move(trace.group);
    found->order = std::move(trace.order);
    return *std::move(found);
  }
  const GroupKey key =
      evaluator.demand([&] { return group_key(evaluator, entity, node.partition, place.row); });
  if (key.fault) return trace;
  const Division division = evaluator.demand([&] {
    return divide_group(place, node, evaluator.groups(place.column).rows_of(key.values));
  });
  if (division.refused) return trace;
  const auto own = std::find(division.rows.begin(), division.rows.end(), place.row);
  if (own == division.rows.end()) return trace;
  const auto at = static_cast<std::size_t>(own - division.rows.begin());
  if (!division.has_share(at)) return trace;
  fill(trace, division.total, division.recipients, division.result, at);
  // Those behind a fault too.
  trace.recipients = static_cast<std::size_t>(evaluator.demand([&] {
    return std::ranges::count_if(
        division.rows, [&](std::uint64_t row) { return takes_part(evaluator, node, row); });
  }));
  trace.tie = trace_share_tie(evaluator, node, division, at, options);
  return trace;
}

ShareTrace trace_party(Evaluator& evaluator, const CellPlace& place, const plan::PartyShare& node,
                       const CellNamer& name) {
  const plan::PartySplit& split = place.plan.party_splits[node.split];
  ShareTrace trace;
  trace.total_cell = name(split.total, place.row);
  name_cells(
      trace, place, name,
      {split.weights[node.index], split.caps.empty() ? plan::kNoColumn : split.caps[node.index]});
  const PartyDivision division =
      evaluator.demand([&] { return divide_among_parties(place, split); });
  if (division.fault) return trace;
  fill(trace, division.total, division.recipients, division.result, node.index);
  return trace;
}

}  // namespace remit::row
