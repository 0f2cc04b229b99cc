#include "lowering/simplify.h"

#include <algorithm>
#include <optional>

#include "lowering/fold_constants.h"

namespace remit::lowering {
namespace {

using number::Rational;
using type::Evaluation;
using Operands = absl::InlinedVector<ValueId, 8>;

bool is_number(const ValuePool& pool, ValueId id, const Rational& value) {
  return pool[id].op == Opcode::number && pool.number(id) == value;
}

bool is_truth(const ValuePool& pool, ValueId id, bool value) {
  return pool[id].op == Opcode::boolean && (pool[id].payload != 0) == value;
}

/// The operand that the value equals whenever that operand is not blank; none: the value does
/// something of its own.
std::optional<ValueId> only_operand(const ValuePool& pool, ValueId id) {
  const auto operands = pool.operands(id);
  const type::Type type = pool[id].type;
  const auto keeps_type = [&](ValueId kept) { return pool[kept].type == type; };
  const type::OperationInfo& info = type::operation(pool[id].op);
  if (info.alone && operands.size() == 1) return operands[0];
  if (info.undoes_itself && pool[operands[0]].op == pool[id].op) {
    return pool.operand(operands[0], 0);
  }
  if (!info.neutral || operands.size() != 2) return std::nullopt;
  const Rational neutral = info.neutral->value;
  if (is_number(pool, operands[1], neutral) && keeps_type(operands[0])) return operands[0];
  const bool either = info.neutral->side == type::Side::either;
  if (either && is_number(pool, operands[0], neutral) && keeps_type(operands[1])) {
    return operands[1];
  }
  return std::nullopt;
}

/// What a user sees of `id` for whom a blank and CellFault::missing are one.
ValueId for_strict_use(const ValuePool& pool, ValueId id) {
  for (;;) {
    const std::optional<ValueId> operand = only_operand(pool, id);
    if (!operand) return id;
    id = *operand;
  }
}

/// Whether a blank in operand `index` is CellFault::missing to `op`.
bool is_strict_in(Opcode op, std::size_t index) {
  switch (type::operation(op).evaluation) {
    case Evaluation::strict:
    case Evaluation::until_false:
    case Evaluation::until_true:
    case Evaluation::counted:
      return true;
    case Evaluation::branch:
      return index == 0;
    case Evaluation::given:
    case Evaluation::fallback:
    case Evaluation::certain:
      break;
  }
  return false;
}

/// Nested lists of at most this many operands are opened, which keeps a long chain linear.
constexpr std::uint32_t kOpened = 16;

/// and, or: nested ones are opened, neutral operands dropped; one that decides is the result.
std::optional<ValueId> junction(ValuePool& pool, Opcode op, Operands& operands, base::Span span) {
  const bool neutral = type::operation(op).evaluation == Evaluation::until_false;
  std::vector<ValueId> flat;
  for (const ValueId id : operands) {
    if (is_truth(pool, id, !neutral)) return pool.boolean_leaf(!neutral, span);
    if (is_truth(pool, id, neutral)) continue;
    if (pool[id].op == op && pool[id].operand_count <= kOpened) {
      const auto inner = pool.operands(id);
      flat.insert(flat.end(), inner.begin(), inner.end());
    } else {
      flat.push_back(id);
    }
  }
  operands.assign(flat.begin(), flat.end());
  if (operands.empty()) return pool.boolean_leaf(neutral, span);
  return std::nullopt;
}

/// Rules for choose, otherwise and is_given, whose operands need not all count.
std::optional<ValueId> decided_branch(ValuePool& pool, Opcode op, type::Type type,
                                      const Operands& operands, base::Span span) {
  const auto keeps_type = [&](ValueId id) { return pool[id].type == type; };
  const Evaluation evaluation = type::operation(op).evaluation;
  if (evaluation == Evaluation::branch && pool[operands[0]].op == Opcode::boolean) {
    const ValueId taken = pool[operands[0]].payload != 0 ? operands[1] : operands[2];
    if (keeps_type(taken)) return taken;
  }
  if (evaluation == Evaluation::fallback) {
    if (pool.is_constant(operands[0]) && keeps_type(operands[0])) return operands[0];
    if (pool[operands[0]].op == Opcode::blank && keeps_type(operands[1])) return operands[1];
  }
  if (evaluation == Evaluation::given && pool[operands[0]].op == Opcode::blank) {
    return pool.boolean_leaf(op != Opcode::is_given, span);
  }
  return std::nullopt;
}

/// What is denied is denied part by part, so that nobody reads a `not` around an `or`: the first
/// part that decides, and else the first fault, are the same.
std::optional<ValueId> denied(ValuePool& pool, type::Type type, ValueId value, base::Span span) {
  const Opcode op = pool[value].op;
  if (const auto inverse = type::opposite(op))
    return pool.add(*inverse, type, 0, pool.operands(value), span);
  if (op != Opcode::conjunction && op != Opcode::disjunction) return std::nullopt;
  const auto parts = pool.operands(value);
  const auto is_list = [&](ValueId part) { return type::operation(pool[part].op).is_junction(); };
  // What is long or nested is shared as it is, and would be written anew for each who denies it.
  if (parts.size() > kOpened || std::ranges::any_of(parts, is_list)) return std::nullopt;
  Operands denials(parts.begin(), parts.end());
  for (ValueId& part : denials)
    part = simplified(pool, Opcode::negation, type, 0, {&part, 1}, span);
  const Opcode dual = op == Opcode::conjunction ? Opcode::disjunction : Opcode::conjunction;
  return simplified(pool, dual, type, 0, denials, span);
}

}  // namespace

ValueId simplified(ValuePool& pool, Opcode op, type::Type type, std::uint32_t payload,
                   std::span<const ValueId> given, base::Span span) {
  Operands operands(given.begin(), given.end());
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (is_strict_in(op, i)) operands[i] = for_strict_use(pool, operands[i]);
  }
  if (const auto branch = decided_branch(pool, op, type, operands, span)) return *branch;
  const type::OperationInfo& info = type::operation(op);
  if (info.is_junction()) {
    if (const auto constant = junction(pool, op, operands, span)) return *constant;
  } else if (info.evaluation == Evaluation::branch && pool[operands[0]].op == Opcode::negation) {
    operands[0] = pool.operand(operands[0], 0);
    std::swap(operands[1], operands[2]);
  } else if (op == Opcode::negation) {
    if (const auto inside = denied(pool, type, operands[0], span)) return *inside;
  }
  const bool constants = std::all_of(operands.begin(), operands.end(),
                                     [&](ValueId id) { return pool.is_constant(id); });
  if (constants && !info.leaf) {
    if (const auto value = folded(pool, op, type, payload, operands, span)) return *value;
  }
  const ValueId result = pool.add(op, type, payload, operands, span);
  const std::optional<ValueId> kept = only_operand(pool, result);
  return kept && !pool[*kept].may_be_blank ? *kept : result;
}

}  // namespace remit::lowering
