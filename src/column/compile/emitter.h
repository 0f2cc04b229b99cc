// Turns operands into registers and steps, choosing widths and kernels by what ranges prove.
#pragma once

#include <vector>

#include "column/compile/operand.h"
#include "column/run/value_steps.h"

namespace remit::column {

/// The registers and steps of one pass while it is being compiled.
class Emitter {
 public:
  RegisterId add_register(Width width, const Interval& range, bool own = true);
  /// A register that only carries faults.
  RegisterId add_fault_register();
  void add_step(StepPtr step) { steps_.push_back(std::move(step)); }

  const std::vector<RegisterPlan>& registers() const { return registers_; }
  const Interval& range_of(RegisterId reg) const { return ranges_[reg]; }
  Width width_of(RegisterId reg) const { return registers_[reg].width; }
  const std::vector<Interval>& ranges() const { return ranges_; }
  void add_load(ColumnLoad load) { loads_.push_back(std::move(load)); }
  /// Bytes that a row reads from memory.
  std::size_t input_bytes() const;
  /// All steps in order, the loads first.
  std::vector<StepPtr> take_steps();

  /// Makes sure that the operand's values are in a register: integers at any width, truth values as
  /// masks. The operand's faults may follow another rule than the register's own.
  RegisterId materialise(Operand* x);
  /// The same, in a register that has the operand's faults.
  RegisterId settle(Operand* x);
  /// The same at exactly that width.
  RegisterId settle_at(Operand* x, Width width);
  /// Notes that the step which fills the register also finds its faults.
  FaultRulePtr carry_faults(RegisterId reg);
  /// In a register of exactly that width, which holds the operand's range.
  RegisterId at_width(Operand* x, Width width);
  RegisterId mask(Operand* x) { return materialise(x); }
  /// As a kernel's guard: a mask, or a code compared on the way.
  GuardInput guard(Operand* x);

  /// A truth value: the formula (without rounding) compared with zero.
  Operand test(const Formula& formula, const Interval& range, Sign sign,
               const FaultRulePtr& faults);

 private:
  RegisterId emit_formula(Formula formula, const Interval& result, FaultRulePtr faults);
  bool emit_kernel(const Formula& formula, RegisterId out, const FaultRulePtr& faults);
  void split_long_sum(Formula* formula);
  void widen_codes(Formula* formula);
  /// Sum of the magnitudes of all parts: a bound for every partial sum.
  Integer mass(const Formula& formula) const;
  bool all_int64(const Formula& formula) const;

  std::vector<RegisterPlan> registers_;
  std::vector<Interval> ranges_;
  std::vector<StepPtr> steps_;
  std::vector<ColumnLoad> loads_;
};

}  // namespace remit::column
