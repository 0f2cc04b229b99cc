// Comparisons, connectives and choices.
#include <algorithm>
#include <utility>

#include "column/compile/formula_compiler.h"

namespace remit::column {

using plan::Expression;
using plan::Opcode;

namespace {

struct SignTest {
  Sign sign;
  bool swapped;  ///< compare y - x with zero instead of x - y
};

SignTest test_of(Opcode op) {
  const type::Comparison holds = *type::operation(op).comparison;
  if (holds.less && holds.greater) return {Sign::not_zero, false};
  if (!holds.less && !holds.greater) return {Sign::zero, false};
  return {holds.equal ? Sign::not_positive : Sign::negative, holds.greater};
}

/// What the range alone proves.
std::optional<bool> decided(const Interval& range, Sign sign) {
  const Integer zero = 0;
  switch (sign) {
    case Sign::negative:
      if (range.hi < zero) return true;
      if (range.lo >= zero) return false;
      return std::nullopt;
    case Sign::not_positive:
      if (range.hi <= zero) return true;
      if (range.lo > zero) return false;
      return std::nullopt;
    case Sign::zero:
      if (range.is_point() && range.lo.is_zero()) return true;
      if (!range.contains(zero)) return false;
      return std::nullopt;
    case Sign::not_zero:
      if (!range.contains(zero)) return true;
      if (range.is_point() && range.lo.is_zero()) return false;
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Operand FormulaCompiler::compare_values(Operand x, Operand y, Opcode op) {
  if (x.is_ratio() || y.is_ratio()) {
    x = as_ratio(std::move(x));
    y = as_ratio(std::move(y));
    Operand d1 = *x.denominator, d2 = *y.denominator;
    x.denominator = y.denominator = nullptr;
    return compare_values(product(std::move(x), std::move(d2)),
                          product(std::move(y), std::move(d1)), op);
  }
  const SignTest how = test_of(op);
  const FaultRulePtr faults = first_fault({x.faults, y.faults});
  if (x.constant && !y.constant && how.sign != Sign::negative && how.sign != Sign::not_positive) {
    std::swap(x, y);
  }
  const bool codes = !x.constant && !x.pending && x.reg != kNoRegister && y.constant &&
                     emitter_.width_of(x.reg) == Width::int32 && y.constant->fits_int64();
  if (codes && how.sign == Sign::zero && x.range.contains(*y.constant)) {
    Operand result;
    result.is_mask = true;
    result.range = {0, 1};
    result.code_test =
        GuardInput{kNoRegister, x.reg, static_cast<std::int32_t>(y.constant->to_int64())};
    result.faults = faults;
    return result;
  }
  x.faults = y.faults = nullptr;
  // A truth value compares as the number 0 or 1.
  for (Operand* side : {&x, &y}) {
    if (side->is_mask && !side->constant) emitter_.materialise(side);
    side->is_mask = false;
  }
  Operand difference =
      how.swapped ? sum(std::move(y), std::move(x), -1) : sum(std::move(x), std::move(y), -1);
  if (const std::optional<bool> known = decided(difference.range, how.sign)) {
    Operand result = truth(*known);
    result.faults = faults;
    return result;
  }
  const Interval range = difference.range;
  return emitter_.test(open_formula(&difference), range, how.sign, faults);
}

Operand FormulaCompiler::negation(Operand x) {
  if (x.constant) {
    Operand result = truth(x.constant->is_zero());
    result.faults = x.faults;
    return result;
  }
  Operand result;
  result.is_mask = true;
  result.range = {0, 1};
  const RegisterId a = emitter_.mask(&x);
  if (x.faults == nullptr) result.opposite = a;
  if (x.faults == nullptr && x.opposite != kNoRegister) {
    result.reg = x.opposite;
    return result;
  }
  result.reg = emitter_.add_register(Width::mask, result.range);
  emitter_.add_step(mask_not(result.reg, x.faults, a));
  set_faults(&result, x.faults);
  return result;
}

Operand FormulaCompiler::connective(std::span<Operand> v, bool decisive) {
  std::vector<RegisterId> registers;
  bool can_fault = false;
  for (const Operand& x : v) {
    const bool settles = x.constant && x.faults == nullptr && x.is_constant(decisive ? 1 : 0);
    if (settles) return truth(decisive);
  }
  for (Operand& x : v) {
    if (x.constant && x.faults == nullptr) continue;  // it does not decide
    registers.push_back(emitter_.settle(&x));
    can_fault = can_fault || x.faults != nullptr;
  }
  if (registers.empty()) return truth(!decisive);
  Operand result;
  result.is_mask = true;
  result.range = {0, 1};
  if (registers.size() == 1 && !can_fault) {
    result.reg = registers[0];
    return result;
  }
  result.reg = emitter_.add_register(Width::mask, result.range);
  if (can_fault) {
    emitter_.add_step(mask_settle(result.reg, std::move(registers), decisive));
    result.faults = emitter_.carry_faults(result.reg);
  } else {
    emitter_.add_step(decisive ? mask_any(result.reg, std::move(registers))
                               : mask_all(result.reg, std::move(registers)));
  }
  return result;
}

Operand FormulaCompiler::at_least(std::span<Operand> v, std::uint32_t k) {
  std::vector<RegisterId> registers;
  bool can_fault = false;
  for (Operand& x : v) {
    registers.push_back(emitter_.settle(&x));
    can_fault = can_fault || x.faults != nullptr;
  }
  Operand result;
  result.is_mask = true;
  result.range = {0, 1};
  result.reg = emitter_.add_register(Width::mask, result.range);
  emitter_.add_step(mask_at_least(result.reg, std::move(registers), k));
  if (can_fault) result.faults = emitter_.carry_faults(result.reg);
  return result;
}

Operand FormulaCompiler::choose(Operand condition, Operand yes, Operand no) {
  condition.faults = needed_fault({condition.faults});
  if (condition.constant && condition.faults == nullptr) {
    return condition.is_constant(1) ? yes : no;
  }
  return choose_value(condition, std::move(yes), std::move(no));
}

/// x where the condition holds, else 0: a guard within x's own formula.
Operand FormulaCompiler::guarded(Operand& condition, Operand x) {
  const bool open = x.pending && !x.pending->guard;
  if (!open) {
    const FaultRulePtr faults = x.faults;
    x.faults = nullptr;
    open_formula(&x);
    x.faults = faults;
  }
  GuardInput guard = emitter_.guard(&condition);
  const bool masked = std::any_of(x.pending->terms.begin(), x.pending->terms.end(),
                                  [](const LinearTerm& t) { return t.mask != kNoRegister; });
  if (masked && guard.mask == kNoRegister) guard = {emitter_.mask(&condition)};
  x.pending->guard = guard;
  x.range = with_zero(x.range);
  x.faults = chosen_fault(condition.faults, guard, x.faults, nullptr);
  return x;
}

Operand FormulaCompiler::choose_value(Operand& condition, Operand yes, Operand no) {
  if (condition.constant && condition.faults == nullptr) {
    return condition.is_constant(1) ? yes : no;
  }
  if (yes.is_ratio() || no.is_ratio()) {
    yes = as_ratio(std::move(yes));
    no = as_ratio(std::move(no));
    Operand d1 = *yes.denominator, d2 = *no.denominator;
    yes.denominator = no.denominator = nullptr;
    emitter_.mask(&condition);
    Operand numerator = choose_value(condition, std::move(yes), std::move(no));
    Operand plain = condition;
    plain.faults = nullptr;
    return ratio_of(std::move(numerator), choose_value(plain, std::move(d1), std::move(d2)));
  }
  const bool is_mask = yes.is_mask;
  if (!is_mask) {
    align_decimals(&yes, &no);
    const bool zero_no = no.is_constant(0) && no.faults == nullptr && !yes.constant;
    if (zero_no) return guarded(condition, std::move(yes));
    if (yes.is_constant(0) && yes.faults == nullptr && !no.constant) {
      Operand otherwise = negation(condition);
      return guarded(otherwise, std::move(no));
    }
  }
  Operand result;
  result.is_mask = is_mask;
  result.decimals = yes.decimals;
  result.range = hull(yes.range, no.range);
  const RegisterId mask = emitter_.mask(&condition);
  const FaultRulePtr faults = chosen_fault(condition.faults, {mask}, yes.faults, no.faults);
  const Width width = is_mask ? Width::mask : common_width(yes, no, result.range);
  const RegisterId a = emitter_.at_width(&yes, width);
  const RegisterId b = emitter_.at_width(&no, width);
  // The operands' own rules may now be those of their registers; both say the same.
  result.reg = emitter_.add_register(width, result.range);
  emitter_.add_step(select_vector(result.reg, faults, width, mask, a, b));
  set_faults(&result, faults);
  return result;
}

namespace {

/// What `test` says of each row of the operand, by the faults of its register. They end here.
template <typename Test>
Operand told_by_faults(StepEmitter& emitter, Operand* x, const Test& test) {
  Operand result;
  result.is_mask = true;
  result.range = {0, 1};
  const RegisterId a = emitter.settle(x);
  result.reg = emitter.add_register(Width::mask, result.range);
  emitter.add_step(test(result.reg, a));
  return result;
}

}  // namespace

/// A row that has a fault is 0, whatever its mask says.
Operand FormulaCompiler::fails(Operand x) {
  if (x.faults == nullptr) return negation(std::move(x));
  return told_by_faults(emitter_, &x, failing_test);
}

/// A blank is 0; an error stays one.
Operand FormulaCompiler::is_given(Operand x) {
  if (x.faults == nullptr) return truth(true);
  Operand result = told_by_faults(emitter_, &x, given_test);
  result.faults = emitter_.carry_faults(result.reg);
  return result;
}

/// What does not apply is 0; an error stays one.
Operand FormulaCompiler::is_applicable(Operand x) {
  if (x.faults == nullptr) return truth(true);
  Operand result = told_by_faults(emitter_, &x, applicable_test);
  result.faults = emitter_.carry_faults(result.reg);
  return result;
}

Operand FormulaCompiler::otherwise(Operand x, Operand y) {
  if (x.faults == nullptr) return x;
  Operand given = is_given(x);
  given.faults = nullptr;  // an error of x stays the error of x: it is "given" here
  if (x.is_ratio() || y.is_ratio()) {
    x = as_ratio(std::move(x));
    y = as_ratio(std::move(y));
  } else if (!x.is_mask) {
    align_decimals(&x, &y);
  }
  emitter_.settle(&x);
  GuardInput guard = {emitter_.mask(&given)};
  const FaultRulePtr faults = chosen_fault(nullptr, guard, x.faults, y.faults);
  x.faults = y.faults = nullptr;
  Operand result = choose_value(given, std::move(x), std::move(y));
  result.faults = faults;
  return result;
}

Operand FormulaCompiler::lower_is_one_of(const Expression&, std::span<Operand> v) {
  const FaultRulePtr faults = v[0].faults;
  if (!v[0].constant) emitter_.materialise(&v[0]);
  std::vector<Operand> tests;
  for (std::size_t i = 1; i < v.size(); ++i) {
    Operand x = v[0];
    x.faults = nullptr;
    tests.push_back(compare_values(std::move(x), v[i], Opcode::equal));
  }
  Operand any = connective(tests, true);
  any.faults = first_fault({faults, any.faults});
  return any;
}

/// A column without faults compared with itself, or a junction that such a comparison decides: "is
/// there a payee" where every row has one.
std::optional<bool> FormulaCompiler::told_by_columns(const Expression& e) const {
  const type::OperationInfo& info = type::operation(e.op);
  const auto operands = std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  if (info.is_junction()) {
    const bool decisive = info.evaluation == type::Evaluation::until_true;
    const bool decided = std::ranges::any_of(operands, [&](plan::ExpressionId id) {
      const Expression& operand = plan_.expressions[id];
      return !type::operation(operand.op).is_junction() && told_by_columns(operand) == decisive;
    });
    return decided ? std::optional(decisive) : std::nullopt;
  }
  if (!info.comparison || operands[0] != operands[1]) return std::nullopt;
  const Expression& operand = plan_.expressions[operands[0]];
  if (operand.op != Opcode::column || plan_.columns[operand.payload].entity != entity_)
    return std::nullopt;
  const auto& store = environment_.stores[operand.payload];
  return store != nullptr && store->is_clean() ? std::optional(info.comparison->equal)
                                               : std::nullopt;
}

/// Of a value and itself only the faults are asked for.
Operand FormulaCompiler::compared(const Expression& e, std::span<Operand> v) {
  const auto* operands = &plan_.operands[e.first_operand];
  if (operands[0] != operands[1]) return compare_values(v[0], v[1], e.op);
  Operand result = truth(type::operation(e.op).comparison->equal);
  result.faults = v[0].faults;
  return result;
}

Operand FormulaCompiler::lower_equal(const Expression& e, std::span<Operand> v) {
  return compared(e, v);
}
Operand FormulaCompiler::lower_not_equal(const Expression& e, std::span<Operand> v) {
  return compared(e, v);
}
Operand FormulaCompiler::lower_less(const Expression& e, std::span<Operand> v) {
  return compared(e, v);
}
Operand FormulaCompiler::lower_less_equal(const Expression& e, std::span<Operand> v) {
  return compared(e, v);
}
Operand FormulaCompiler::lower_greater(const Expression& e, std::span<Operand> v) {
  return compared(e, v);
}
Operand FormulaCompiler::lower_greater_equal(const Expression& e, std::span<Operand> v) {
  return compared(e, v);
}
Operand FormulaCompiler::lower_conjunction(const Expression&, std::span<Operand> v) {
  return connective(v, false);
}
Operand FormulaCompiler::lower_disjunction(const Expression&, std::span<Operand> v) {
  return connective(v, true);
}
Operand FormulaCompiler::lower_negation(const Expression&, std::span<Operand> v) {
  return negation(v[0]);
}
Operand FormulaCompiler::lower_at_least(const Expression& e, std::span<Operand> v) {
  return at_least(v, e.payload);
}
Operand FormulaCompiler::lower_fails(const Expression&, std::span<Operand> v) {
  return fails(v[0]);
}
Operand FormulaCompiler::lower_choose(const Expression& e, std::span<Operand> v) {
  const auto* operands = &plan_.operands[e.first_operand];
  const bool same = operands[1] == operands[2] && v[0].faults == nullptr;
  return same ? v[1] : choose(v[0], v[1], v[2]);
}
Operand FormulaCompiler::lower_is_given(const Expression&, std::span<Operand> v) {
  return is_given(v[0]);
}
Operand FormulaCompiler::lower_is_applicable(const Expression&, std::span<Operand> v) {
  return is_applicable(v[0]);
}
Operand FormulaCompiler::lower_otherwise(const Expression&, std::span<Operand> v) {
  return otherwise(v[0], v[1]);
}

}  // namespace remit::column
