#include "row/trace.h"

#include <algorithm>

#include "base/hash_map.h"
#include "plan/recurrence.h"
#include "row/trace_node.h"
#include "row/without_limit.h"

namespace remit::row {
namespace {

/// Cells breadth first, so that each gets its detail at its least distance from the one asked.
class Tracer {
 public:
  Tracer(Evaluator& evaluator, const TraceOptions& options)
      : evaluator_(evaluator), options_(options) {}

  Trace run(plan::ColumnId column, std::uint64_t row) {
    add(column, row, 0);
    for (TraceId id = 0; id < trace_.cells.size(); ++id) {
      const bool near = options_.depth == 0 || distance_[id] < options_.depth;
      if (!near || id >= options_.cells || lacks_rows(trace_.cells[id].column)) {
        trace_.cut = true;
        continue;
      }
      describe(id);
    }
    return std::move(trace_);
  }

 private:
  TraceId add(plan::ColumnId column, std::uint64_t row, std::uint32_t distance) {
    if (evaluator_.plan().columns[column].entity == plan::kWhole) row = 0;
    const auto [known, is_new] =
        ids_.try_emplace(std::pair(column, row), static_cast<TraceId>(trace_.cells.size()));
    if (is_new) {
      trace_.cells.push_back({column, row, evaluator_.cell(column, row), std::nullopt, {}});
      distance_.push_back(distance);
    }
    return known->second;
  }

  /// Whether it is made of rows that are not all there.
  bool lacks_rows(plan::ColumnId id) const {
    if (!options_.not_told) return false;
    const plan::Column& column = evaluator_.plan().columns[id];
    if (const auto* fold = std::get_if<plan::Fold>(&column.node))
      return fold->rows == *options_.not_told;
    const bool over_rows = std::holds_alternative<plan::Rank>(column.node) ||
                           std::holds_alternative<plan::Apportion>(column.node);
    return over_rows && column.entity == *options_.not_told;
  }

  void describe(TraceId id) {
    const plan::ColumnId column = trace_.cells[id].column;
    const CellPlace place = evaluator_.place(column, trace_.cells[id].row);
    const std::uint32_t next = distance_[id] + 1;
    std::vector<TraceId> operands;
    const CellNamer name = [&](plan::ColumnId other, std::uint64_t row) {
      const TraceId operand = add(other, row, next);
      if (std::find(operands.begin(), operands.end(), operand) == operands.end()) {
        operands.push_back(operand);
      }
      return operand;
    };
    const Value value = trace_.cells[id].value;  // `name` adds cells, which moves them
    TraceDetail detail = plan::reads_back(evaluator_.plan(), column)
                             ? trace_back(place, name)
                             : trace_node(evaluator_, place, value, options_, name);
    if (auto* formula = std::get_if<FormulaTrace>(&detail)) compute_without(*formula, id);
    trace_.cells[id].detail = std::move(detail);
    trace_.cells[id].operands = std::move(operands);
  }

  /// A row before, of a chain that may be long: the row that asks, the one before it and the first
  /// one are told, the others are folded.
  LookupTrace trace_back(const CellPlace& place, const CellNamer& name) {
    const auto& node = std::get<plan::Lookup>(evaluator_.plan().columns[place.column].node);
    LookupTrace trace;
    trace.via = name(node.via, place.row);
    const std::optional<std::uint64_t> before = row_named(node.via, place.row);
    if (!before) return trace;
    trace.row = before;
    const std::pair here(evaluator_.plan().columns[place.column].entity, place.row);
    if (back_.contains(here)) {
      std::uint64_t first = *before;
      std::uint64_t count = 0;
      while (const auto next = row_named(node.via, first)) {
        first = *next;
        ++count;
      }
      if (count > 0) {
        trace.first = first;
        trace.between = count - 1;
      }
    }
    back_.insert({here.first, *before});
    trace.target = name(node.target, trace.first.value_or(*before));
    if (trace.first) back_.insert({here.first, *trace.first});
    return trace;
  }

  std::optional<std::uint64_t> row_named(plan::ColumnId reference, std::uint64_t row) {
    const Value value = evaluator_.cell(reference, row);
    if (is_fault(value)) return std::nullopt;
    return std::get<Reference>(value).row;
  }

  /// What the cell, and the one asked about, would be without each limit that holds.
  void compute_without(FormulaTrace& formula, TraceId id) {
    const TracedCell& cell = trace_.cells[id];
    const TracedCell& asked = trace_.cells[0];
    const bool is_own = is_same_declaration(evaluator_.plan(), cell, asked);
    for (LimitTaken& limit : formula.limits) {
      if (!limit.binds()) continue;
      WithoutLimit without(evaluator_, cell.column, {limit.expression, limit.limit});
      limit.figure = without.cell(cell.column, cell.row);
      if (is_own) limit.asked = without.cell(asked.column, asked.row);
    }
  }

  Evaluator& evaluator_;
  const TraceOptions& options_;
  Trace trace_;
  std::vector<std::uint32_t> distance_;
  base::HashMap<std::pair<plan::ColumnId, std::uint64_t>, TraceId> ids_;
  /// Rows that were reached by going back from another row of their chain.
  base::HashSet<std::pair<plan::EntityId, std::uint64_t>> back_;
};

}  // namespace

const FormulaTrace::Step* FormulaTrace::step(plan::ExpressionId expression) const {
  const auto found = std::lower_bound(
      steps.begin(), steps.end(), expression,
      [](const Step& step, plan::ExpressionId wanted) { return step.expression < wanted; });
  return found != steps.end() && found->expression == expression ? &*found : nullptr;
}

bool is_same_declaration(const plan::Plan& plan, const TracedCell& a, const TracedCell& b) {
  const plan::Column& of_a = plan.columns[a.column];
  const plan::Column& of_b = plan.columns[b.column];
  return of_a.entity == of_b.entity && a.row == b.row && of_a.origin.name() == of_b.origin.name();
}

Trace trace(Evaluator& evaluator, plan::ColumnId column, std::uint64_t row,
            const TraceOptions& options) {
  Trace trace = Tracer(evaluator, options).run(column, row);
  trace.texts = evaluator.texts();
  return trace;
}

}  // namespace remit::row
