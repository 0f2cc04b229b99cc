#include "plan/number_form.h"

#include <algorithm>

#include "type/number_form.h"
#include "type/operations.h"

namespace remit::plan {
namespace {

using type::Digits;

type::NumberForm widest_of(const Plan& plan, std::span<const ExpressionId> expressions) {
  type::NumberForm result;
  for (const ExpressionId id : expressions)
    result = type::widest(result, plan.expressions[id].form);
  return result;
}

/// The constants of a table that an operation looks up.
const std::vector<ExpressionId>& values_of(const Plan& plan, Opcode op, std::uint32_t payload) {
  const bool is_matrix = type::operation(op).payload == type::Payload::matrix;
  return is_matrix ? plan.matrices[payload].values : plan.dated[payload].values;
}

const number::Rational* constant_value(const Plan& plan, ExpressionId id) {
  const Expression& expression = plan.expressions[id];
  return expression.op == Opcode::number ? &plan.numbers[expression.payload] : nullptr;
}

struct FormOfNode {
  const Plan& plan;
  EntityId entity;

  type::NumberForm column(ColumnId id) const {
    // Of a recurrence, a column may be read before it is there (Builder::settle_forms).
    return id >= plan.columns.size() ? type::NumberForm{} : plan.columns[id].form;
  }
  type::NumberForm operator()(const Input& input) const {
    return {false, plan.entities[entity].fields[input.field].decimals};
  }
  type::NumberForm operator()(const Map& map) const {
    return plan.expressions[map.expression].form;
  }
  type::NumberForm operator()(const Lookup& lookup) const { return column(lookup.target); }
  type::NumberForm operator()(const Match&) const { return {}; }
  type::NumberForm operator()(const Fold& fold) const {
    if (fold.op == FoldOp::count) return {};
    const type::NumberForm form = column(fold.value);
    return fold.op == FoldOp::median ? type::half_form(form) : form;
  }
  type::NumberForm operator()(const Rank&) const { return {}; }
  type::NumberForm operator()(const Apportion& apportion) const {
    return {false, grid_scale(apportion.rounding)};
  }
  type::NumberForm operator()(const PartyShare& share) const {
    return {false, grid_scale(plan.party_splits[share.split].rounding)};
  }
};

}  // namespace

int grid_scale(const number::Rounding& rounding) {
  return std::max(0, rounding.increment.minimal().scale);
}

type::NumberForm expression_form(const Plan& plan, Opcode op, std::uint32_t payload,
                                 std::span<const ExpressionId> operands) {
  switch (type::operation(op).digits) {
    case Digits::of_number:
      return type::form_of(plan.numbers[payload]);
    case Digits::of_column:
      return plan.columns[payload].form;
    case Digits::of_scale:
      return type::scale_form(plan.scales[payload], plan.expressions[operands[0]].form);
    case Digits::of_values:
      return widest_of(plan, values_of(plan, op, payload));
    case Digits::none:
    case Digits::widest:
    case Digits::widest_of_rest:
    case Digits::product:
    case Digits::power:
    case Digits::quotient:
    case Digits::grid:
      break;
  }
  std::vector<type::NumberForm> forms;
  forms.reserve(operands.size());
  for (const ExpressionId id : operands) forms.push_back(plan.expressions[id].form);
  const type::OperationInfo& info = type::operation(op);
  const bool divides = info.digits == Digits::quotient;
  const number::Rational* divisor = divides ? constant_value(plan, operands[1]) : nullptr;
  const bool rounds = info.payload == type::Payload::rounding;
  const int grid = rounds                         ? grid_scale(plan.roundings[payload])
                   : info.digits == Digits::power ? static_cast<int>(payload)
                                                  : 0;
  return type::number_form(op, forms, divisor, grid);
}

type::NumberForm column_form(const Plan& plan, EntityId entity, const Node& node) {
  return std::visit(FormOfNode{plan, entity}, node);
}

}  // namespace remit::plan
