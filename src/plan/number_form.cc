#include "plan/number_form.h"

#include <algorithm>

#include "type/number_form.h"

namespace remit::plan {
namespace {

type::NumberForm form_of(const number::Rational& value) {
  const std::optional<int> scale = value.decimal_scale();
  return scale ? type::NumberForm{false, *scale} : type::NumberForm{true, 0};
}

type::NumberForm widest(type::NumberForm a, type::NumberForm b) {
  if (a.ratio || b.ratio) return {true, 0};
  return {false, std::max(a.scale, b.scale)};
}

type::NumberForm product(type::NumberForm a, type::NumberForm b) {
  if (a.ratio || b.ratio) return {true, 0};
  return {false, a.scale + b.scale};
}

type::NumberForm widest_of(const Plan& plan, std::span<const ExpressionId> expressions) {
  type::NumberForm result;
  for (const ExpressionId id : expressions) result = widest(result, plan.expressions[id].form);
  return result;
}

/// The parts of a marginal scale are differences of the value and the edges.
type::NumberForm scale_form(const Scale& scale, type::NumberForm value) {
  type::NumberForm base = value;
  type::NumberForm rate;
  for (const Band& band : scale.bands) {
    rate = widest(rate, form_of(band.value));
    if (scale.kind != ScaleKind::marginal) continue;
    if (band.lower) base = widest(base, form_of(*band.lower));
    if (band.upper) base = widest(base, form_of(*band.upper));
  }
  return scale.kind == ScaleKind::step ? rate : product(base, rate);
}

const number::Rational* constant_value(const Plan& plan, ExpressionId id) {
  const Expression& expression = plan.expressions[id];
  return expression.op == Opcode::number ? &plan.numbers[expression.payload] : nullptr;
}

struct FormOfNode {
  const Plan& plan;
  EntityId entity;

  type::NumberForm column(ColumnId id) const {
    return id == kNoColumn ? type::NumberForm{} : plan.columns[id].form;
  }
  type::NumberForm operator()(const Input& input) const {
    return {false, plan.entities[entity].fields[input.field].scale};
  }
  type::NumberForm operator()(const Map& map) const {
    return plan.expressions[map.expression].form;
  }
  type::NumberForm operator()(const Lookup& lookup) const { return column(lookup.target); }
  type::NumberForm operator()(const Match&) const { return {}; }
  type::NumberForm operator()(const Fold& fold) const {
    return fold.op == FoldOp::count ? type::NumberForm{} : column(fold.value);
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
  switch (op) {
    case Opcode::number:
      return form_of(plan.numbers[payload]);
    case Opcode::column:
      return plan.columns[payload].form;
    case Opcode::scale:
      return scale_form(plan.scales[payload], plan.expressions[operands[0]].form);
    case Opcode::matrix:
      return widest_of(plan, plan.matrices[payload].values);
    case Opcode::dated:
      return widest_of(plan, plan.dated[payload].values);
    default:
      break;
  }
  std::vector<type::NumberForm> forms;
  forms.reserve(operands.size());
  for (const ExpressionId id : operands) forms.push_back(plan.expressions[id].form);
  const number::Rational* divisor =
      op == Opcode::divide ? constant_value(plan, operands[1]) : nullptr;
  const int grid = op == Opcode::round ? grid_scale(plan.roundings[payload]) : 0;
  return type::number_form(op, forms, divisor, grid);
}

type::NumberForm column_form(const Plan& plan, EntityId entity, const Node& node) {
  return std::visit(FormOfNode{plan, entity}, node);
}

}  // namespace remit::plan
