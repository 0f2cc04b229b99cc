#include "row/map.h"

#include <algorithm>

#include "base/budget.h"
#include "base/hash_map.h"
#include "row/operation.h"

namespace remit::row {
namespace {

constexpr std::uint64_t kUnitsPerOperation = 6;

std::span<const plan::ExpressionId> operands_of(const plan::Plan& plan, plan::ExpressionId id) {
  const plan::Expression& expression = plan.expressions[id];
  return std::span(plan.operands).subspan(expression.first_operand, expression.operand_count);
}

std::vector<plan::ExpressionId> reachable(const plan::Plan& plan, plan::ExpressionId root) {
  base::HashSet<plan::ExpressionId> seen{root};
  std::vector<plan::ExpressionId> found{root};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const plan::ExpressionId operand : operands_of(plan, found[i])) {
      if (seen.insert(operand).second) found.push_back(operand);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

Formula::Formula(const plan::Plan& plan, plan::ExpressionId root) : steps_(reachable(plan, root)) {
  for (const plan::ExpressionId id : steps_) {
    first_operand_.push_back(static_cast<std::uint32_t>(operand_steps_.size()));
    for (const plan::ExpressionId operand : operands_of(plan, id)) {
      const auto step = std::lower_bound(steps_.begin(), steps_.end(), operand);
      operand_steps_.push_back(static_cast<std::uint32_t>(step - steps_.begin()));
    }
  }
  first_operand_.push_back(static_cast<std::uint32_t>(operand_steps_.size()));
}

void Formula::run(const CellPlace& place, const LeftOut* left_out, Scratch& scratch) const {
  base::spend(kUnitsPerOperation * steps_.size());
  std::vector<Value>& values = scratch.values;
  std::vector<const Value*>& operands = scratch.operands;
  values.clear();
  values.reserve(steps_.size());
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    operands.clear();
    for (std::uint32_t k = first_operand_[i]; k < first_operand_[i + 1]; ++k) {
      operands.push_back(&values[operand_steps_[k]]);
    }
    if (left_out != nullptr && left_out->expression == steps_[i]) {
      operands.erase(operands.begin() + static_cast<std::ptrdiff_t>(left_out->operand));
    }
    values.push_back(evaluate(place, place.plan.expressions[steps_[i]], operands));
  }
}

Value Formula::value(const CellPlace& place, Scratch& scratch) const {
  run(place, nullptr, scratch);
  return std::move(scratch.values.back());
}

std::vector<Value> Formula::values(const CellPlace& place, const LeftOut* left_out) const {
  Scratch scratch;
  run(place, left_out, scratch);
  return std::move(scratch.values);
}

}  // namespace remit::row
