#include "row/without_limit.h"

namespace remit::row {
namespace {

/// Columns one above the other, and cells, that are computed anew for one sentence.
constexpr int kDeepest = 60;
constexpr std::size_t kMost = 1'000;

}  // namespace

std::optional<Value> WithoutLimit::cell(plan::ColumnId column, std::uint64_t row) {
  const Value value = evaluator_.demand([&] {
    known_.clear();
    unknown_ = false;
    return at(column, row);
  });
  if (unknown_) return std::nullopt;
  return value;
}

Value WithoutLimit::at(plan::ColumnId column, std::uint64_t row) {
  // What a column needs precedes it.
  if (column < column_) return evaluator_.at(column, row);
  if (evaluator_.plan().columns[column].entity == plan::kWhole) row = 0;
  const auto known = known_.find(std::pair(column, row));
  if (known != known_.end()) return known->second;
  unknown_ = unknown_ || depth_ >= kDeepest || known_.size() >= kMost;
  if (unknown_) return evaluator_.at(column, row);
  ++depth_;
  Value value = compute(column, row);
  --depth_;
  known_.insert_or_assign(std::pair(column, row), value);
  return value;
}

Value WithoutLimit::compute(plan::ColumnId column, std::uint64_t row) {
  const plan::Plan& plan = evaluator_.plan();
  const plan::Node& node = plan.columns[column].node;
  if (std::holds_alternative<plan::Map>(node)) {
    const CellPlace place{plan, *this, column, row};
    return evaluator_.formula(column).values(place, column == column_ ? &limit_ : nullptr).back();
  }
  if (const auto* lookup = std::get_if<plan::Lookup>(&node)) {
    const Value reference = at(lookup->via, row);
    if (is_fault(reference)) return reference;
    return at(lookup->target, std::get<Reference>(reference).row);
  }
  unknown_ = unknown_ || !std::holds_alternative<plan::Input>(node);
  return evaluator_.at(column, row);
}

}  // namespace remit::row
