#include "row/operation.h"

#include <cassert>

#include "number/digit_limit.h"

namespace remit::row {
namespace {

constexpr Operation kOperations[] = {
#define REMIT_OPERATION(name, ...) operations::name,
#include "type/operations.def"
#undef REMIT_OPERATION
};

}  // namespace

Operation computation(plan::Opcode op) { return kOperations[static_cast<std::size_t>(op)]; }

Value evaluate(const CellPlace& place, const plan::Expression& expression,
               std::span<const Value* const> operands) {
  if (type::operation(expression.op).evaluation == type::Evaluation::strict) {
    for (const Value* operand : operands) {
      if (is_fault(*operand)) return fault_where_needed(fault_of(*operand));
    }
  }
  Value value = computation(expression.op)(place, expression, Operands(operands));
  const auto* number = std::get_if<number::Rational>(&value);
  if (number == nullptr || !number::is_too_long(*number) || type::is_leaf(expression.op))
    return value;
  return place.fault(type::CellFault::overflow);
}

Value constant(const CellPlace& place, plan::ExpressionId id) {
  const plan::Expression& expression = place.plan.expressions[id];
  assert(type::is_leaf(expression.op) && expression.op != plan::Opcode::column);
  return computation(expression.op)(place, expression, Operands({}));
}

}  // namespace remit::row
