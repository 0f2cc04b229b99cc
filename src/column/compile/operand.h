// A lowered expression: a constant, a formula not yet computed, or a register.
#pragma once

#include <memory>
#include <optional>

#include "column/run/step.h"

namespace remit::column {

struct Operand;
using OperandPtr = std::shared_ptr<Operand>;

/// Everything but a truth value is an integer here: the coefficient of a decimal at `decimals`, or
/// a day, code, row number or whole duration, of no decimals. A ratio is the pair `this` /
/// `denominator` of such integers, the denominator positive and both of no decimals.
struct Operand {
  bool is_mask = false;
  int decimals = 0;
  Interval range;
  std::optional<Integer> constant;
  std::optional<FusedFormula> pending;
  std::optional<GuardInput> code_test;  ///< a truth value still to be computed: codes == code
  RegisterId reg = kNoRegister;
  RegisterId opposite = kNoRegister;  ///< of a truth value: a register with its negation
  FaultRulePtr faults;                ///< null: always has a value
  OperandPtr denominator;

  /// Still to be computed by whoever reads it.
  bool is_unfinished() const { return pending.has_value() || code_test.has_value(); }
  bool is_ratio() const { return denominator != nullptr; }
  bool is_constant(std::int64_t value) const { return constant && *constant == Integer(value); }
};

}  // namespace remit::column
