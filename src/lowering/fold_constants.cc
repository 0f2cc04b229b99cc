#include "lowering/fold_constants.h"

#include <algorithm>
#include <compare>

#include "number/digit_limit.h"
#include "type/constant_operations.h"

namespace remit::lowering {
namespace {

using number::Rational;

std::strong_ordering compare(const ValuePool& pool, ValueId a, ValueId b) {
  const Opcode op = pool[a].op;
  if (op == Opcode::number) return pool.number(a) <=> pool.number(b);
  // Bytes of UTF-8 are in the order of code points.
  if (op == Opcode::text) {
    return pool.text_at(pool[a].payload).compare(pool.text_at(pool[b].payload)) <=> 0;
  }
  if (op == Opcode::date) {
    return static_cast<std::int32_t>(pool[a].payload) <=>
           static_cast<std::int32_t>(pool[b].payload);
  }
  return pool[a].payload <=> pool[b].payload;
}

std::optional<bool> compared(const ValuePool& pool, Opcode op, ValueId a, ValueId b) {
  const auto& comparison = type::operation(op).comparison;
  if (!comparison || pool[a].op != pool[b].op) return std::nullopt;
  return comparison->holds(compare(pool, a, b));
}

std::optional<Rational> computed(const ValuePool& pool, Opcode op, std::uint32_t payload,
                                 std::span<const ValueId> operands) {
  if (operands.size() == 1) {
    const number::Rounding* rounding =
        op == Opcode::round ? &pool.model().roundings[payload] : nullptr;
    return type::changed(op, pool.number(operands[0]), rounding);
  }
  std::optional<Rational> result = pool.number(operands[0]);
  for (const ValueId id : operands.subspan(1)) {
    result = type::combined(op, *result, pool.number(id));
    if (!result || number::is_too_long(*result)) return std::nullopt;
  }
  return result;
}

std::optional<bool> decided(const ValuePool& pool, Opcode op, std::uint32_t payload,
                            std::span<const ValueId> operands) {
  const auto holds = [&](ValueId id) { return pool[id].payload != 0; };
  if (op == Opcode::conjunction) return std::all_of(operands.begin(), operands.end(), holds);
  if (op == Opcode::disjunction) return std::any_of(operands.begin(), operands.end(), holds);
  if (op == Opcode::negation || op == Opcode::fails) return !holds(operands[0]);
  if (op == Opcode::at_least) {
    return std::count_if(operands.begin(), operands.end(), holds) >=
           static_cast<std::ptrdiff_t>(payload);
  }
  if (op == Opcode::is_given) return true;
  if (op == Opcode::is_one_of) {
    return std::any_of(operands.begin() + 1, operands.end(), [&](ValueId id) {
      return compared(pool, Opcode::equal, operands[0], id).value_or(false);
    });
  }
  if (operands.size() != 2) return std::nullopt;
  return compared(pool, op, operands[0], operands[1]);
}

/// What is computed of percentages is one.
type::Notation notation_of(const ValuePool& pool, std::span<const ValueId> operands) {
  type::Notation widest = type::Notation::plain;
  for (const ValueId id : operands) widest = std::max(widest, pool[id].notation);
  return widest;
}

}  // namespace

std::optional<ValueId> folded(ValuePool& pool, Opcode op, type::Type type, std::uint32_t payload,
                              std::span<const ValueId> operands, base::Span span) {
  if (operands.empty() || !type::operation(op).folds) return std::nullopt;
  if (const std::optional<bool> result = decided(pool, op, payload, operands)) {
    return pool.boolean_leaf(*result, span);
  }
  const bool numbers = std::all_of(operands.begin(), operands.end(),
                                   [&](ValueId id) { return pool[id].op == Opcode::number; });
  if (!numbers || !type.is_numeric()) return std::nullopt;
  const std::optional<Rational> result = computed(pool, op, payload, operands);
  if (!result) return std::nullopt;
  return pool.number_leaf(*result, type, span, notation_of(pool, operands));
}

}  // namespace remit::lowering
