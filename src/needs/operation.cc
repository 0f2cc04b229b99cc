#include "needs/operation.h"

#include <algorithm>

#include "row/operation.h"

namespace remit::needs {
namespace {

using plan::Opcode;
using type::Evaluation;

/// So many choices among the operands are computed one by one.
constexpr std::size_t kCombinations = 1024;

bool are_few(Operands operands) {
  std::size_t combinations = 1;
  for (const Possible* operand : operands) {
    if (operand->is_wide()) return false;
    combinations *= operand->few().size();
    if (combinations > kCombinations) return false;
  }
  return true;
}

Possible choices(row::Evaluator& evaluator, const row::CellPlace& place, const plan::Expression& e,
                 Operands operands) {
  Possible result;
  std::vector<std::size_t> chosen(operands.size());
  std::vector<const Value*> values(operands.size());
  while (true) {
    for (std::size_t i = 0; i < operands.size(); ++i) values[i] = &operands[i]->few()[chosen[i]];
    // A calendar may have to be read first.
    result.add(evaluator.demand([&] { return row::evaluate(place, e, values); }));
    std::size_t i = 0;
    while (i < chosen.size() && ++chosen[i] == operands[i]->few().size()) chosen[i++] = 0;
    if (i == chosen.size()) return result;
  }
}

/// Each in turn: behind one that is a fault for certain nothing is looked at.
Possible first_faults(Operands operands, bool& all_have_values) {
  Possible faults;
  all_have_values = true;
  for (const Possible* operand : operands) {
    if (!all_have_values) break;
    faults.add_faults(*operand);
    all_have_values = operand->has_values();
  }
  return faults;
}

/// The faults that an operation may bring about by itself, where nothing more is known of it.
void add_own_faults(const row::CellPlace& place, const plan::Expression& e, Possible& result) {
  const auto add = [&](type::CellFault fault) { result.add(Value(place.fault(fault))); };
  const bool takes_text = type::operation(e.op).first == type::OperandKind::text;
  const bool gives_date = e.type.kind == type::TypeKind::date;
  if (takes_text && e.type.kind != type::TypeKind::boolean) add(type::CellFault::bad_cell);
  if (takes_text && e.op == Opcode::is_male) add(type::CellFault::bad_cell);
  if ((gives_date && !takes_text) || e.op == Opcode::join) add(type::CellFault::overflow);
  if (type::operation(e.op).payload != type::Payload::calendar) return;
  add(type::CellFault::no_holidays);
  add(type::CellFault::missing);
}

Possible branch(Operands v) {
  Possible result;
  result.add_faults(*v[0]);
  if (v[0]->may_be(true)) result.add(*v[1]);
  if (v[0]->may_be(false)) result.add(*v[2]);
  return result;
}

Possible given(const Possible& operand) {
  Possible result;
  for (const Value& value : operand.few()) {
    if (row::is_fault(value) && !row::is_blank(value)) result.add(value);
  }
  if (operand.may_be_blank()) result.add(Value(false));
  if (operand.has_values()) result.add(Value(true));
  return result;
}

Possible applicable(const Possible& operand) {
  Possible result;
  for (const Value& value : operand.few()) {
    if (!row::is_fault(value) || row::is_blank(value)) continue;
    const bool denied = row::fault_of(value).code == type::CellFault::not_applicable;
    result.add(denied ? Value(false) : value);
  }
  if (operand.may_be_blank() || operand.has_values()) result.add(Value(true));
  return result;
}

Possible fallback(Operands v) {
  Possible result = v[0]->values();
  for (const Value& value : v[0]->few())
    if (row::is_fault(value) && !row::is_blank(value)) result.add(value);
  if (v[0]->may_be_blank()) result.add(*v[1]);
  return result;
}

Possible strict(const row::CellPlace& place, const plan::Expression& e, Operands operands) {
  bool all_have_values = true;
  Possible result = first_faults(operands, all_have_values);
  if (!all_have_values) return result;
  std::vector<Possible> values;
  for (const Possible* operand : operands) values.push_back(operand->values());
  std::vector<const Possible*> pointers;
  for (const Possible& value : values) pointers.push_back(&value);
  const Possible known = apply_ranges(place, e, pointers);
  if (!known.few().empty() || known.is_wide()) {
    result.add(known);
    return result;
  }
  result.add(any_of(place.plan, e.type));
  add_own_faults(place, e, result);
  return result;
}

}  // namespace

Possible any_of(const plan::Plan& plan, type::Type type) {
  Possible result;
  switch (type.kind) {
    case type::TypeKind::boolean:
      return Possible::either();
    case type::TypeKind::category:
      for (std::size_t i = 0; i < plan.category_sets[type.ref].values.size(); ++i)
        result.add(Value(row::Category{static_cast<std::int32_t>(i)}));
      return result;
    case type::TypeKind::number:
    case type::TypeKind::money:
    case type::TypeKind::duration:
      return Possible::within({}, false);
    case type::TypeKind::date:
      return Possible::within({}, true);
    case type::TypeKind::text:
    case type::TypeKind::reference:
    case type::TypeKind::unknown:
      break;
  }
  return Possible::anything();
}

Possible apply(row::Evaluator& evaluator, const row::CellPlace& place, const plan::Expression& e,
               Operands operands) {
  switch (type::operation(e.op).evaluation) {
    case Evaluation::until_false:
    case Evaluation::until_true:
    case Evaluation::counted:
      return apply_logic(e, operands);
    case Evaluation::branch:
      return branch(operands);
    case Evaluation::given:
      return e.op == Opcode::is_given ? given(*operands[0]) : applicable(*operands[0]);
    case Evaluation::fallback:
      return fallback(operands);
    case Evaluation::certain:
    case Evaluation::strict:
      break;
  }
  if (are_few(operands)) return choices(evaluator, place, e, operands);
  return strict(place, e, operands);
}

std::optional<Possible> apply_to_equals(const plan::Expression& e, const Possible& operand) {
  if (!operand.has_values()) return std::nullopt;
  Possible result;
  result.add_faults(operand);
  const auto& comparison = type::operation(e.op).comparison;
  if (comparison)
    result.add(Value(comparison->equal));
  else if (e.op == Opcode::subtract)
    result.add(Value(Rational(0)));
  else
    return std::nullopt;
  return result;
}

Possible apply_logic(const plan::Expression& e, Operands operands) {
  // `or`: one that holds; `and`: all; of n that are wanted, n.
  const std::size_t wanted = e.op == Opcode::disjunction   ? 1
                             : e.op == Opcode::conjunction ? operands.size()
                                                           : e.payload;
  std::size_t may_hold = 0, holds = 0, may_hold_or_be_open = 0, does_not_fail = 0;
  Possible faults;
  for (const Possible* operand : operands) {
    const bool may = operand->may_be(true), may_not = operand->may_be(false);
    const bool open = operand->has_faults();
    may_hold += may ? 1 : 0;
    may_hold_or_be_open += may || open ? 1 : 0;
    holds += may && !may_not && !open ? 1 : 0;
    does_not_fail += may_not ? 0 : 1;
    faults.add_faults(*operand);
  }
  Possible result;
  if (may_hold >= wanted) result.add(Value(true));
  if (does_not_fail < wanted) result.add(Value(false));
  if (holds < wanted && may_hold_or_be_open >= wanted) result.add(faults);
  return result;
}

}  // namespace remit::needs
