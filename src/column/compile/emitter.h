// Turns operands into registers and steps, choosing widths and kernels by what ranges prove.
#pragma once

#include <functional>
#include <vector>

#include "column/compile/operand.h"
#include "column/run/pass.h"
#include "column/run/value_steps.h"

namespace remit::column {

/// The registers and steps of one pass while it is being compiled.
class StepEmitter {
 public:
  /// `select` says, before a step that is dear, which rows it has to compute; it may emit steps.
  explicit StepEmitter(std::function<SelectionId()> select) : select_(std::move(select)) {}

  RegisterId add_register(Width width, const Interval& range, bool own = true);
  /// A register that only carries faults.
  RegisterId add_fault_register();
  /// The step's arithmetic is as wide as the registers that were added for it, or as `work`.
  void add_step(StepPtr step, Width work = Width::int64);

  /// Steps from now on are for this column.
  void work_for(plan::ColumnId column) { column_ = column; }
  /// Notes that their formulas contain that of `column`, which has no steps of its own.
  void note_fused(plan::ColumnId column);

  const std::vector<RegisterPlan>& registers() const { return registers_; }
  const Interval& range_of(RegisterId reg) const { return ranges_[reg]; }
  Width width_of(RegisterId reg) const { return registers_[reg].width; }
  const std::vector<Interval>& ranges() const { return ranges_; }
  void add_load(ColumnLoad load) { loads_.push_back(std::move(load)); }
  /// Bytes that a row reads from memory.
  std::size_t input_bytes() const;
  /// The selection of those rows, one for each list of masks.
  SelectionId selection(std::vector<SelectingMask> masks);
  /// For a dear step whose register will have that range. Before the register is added.
  Selected selected(const Interval& range);
  /// Gives the pass its registers and all steps in order, the loads first.
  void finish(Pass* pass);

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
  Operand test(const FusedFormula& formula, const Interval& range, Sign sign,
               const FaultRulePtr& faults);

 private:
  RegisterId emit_formula(FusedFormula formula, const Interval& result, FaultRulePtr faults);
  /// In one kernel; kNoRegister if that cannot be.
  RegisterId emit_kernel(const FusedFormula& formula, const Interval& result,
                         const FaultRulePtr& faults);
  void split_long_sum(FusedFormula* formula);
  void widen_codes(FusedFormula* formula);
  /// Sum of the magnitudes of all parts: a bound for every partial sum.
  Integer mass(const FusedFormula& formula) const;
  bool all_int64(const FusedFormula& formula) const;

  std::vector<RegisterPlan> registers_;
  std::vector<Interval> ranges_;
  std::vector<StepPtr> steps_;
  std::vector<StepOrigin> origins_;  ///< by step
  std::vector<std::pair<plan::ColumnId, plan::ColumnId>> fused_;
  plan::ColumnId column_ = plan::kNoColumn;  ///< whom the next steps are for
  std::size_t seen_registers_ = 0;           ///< those before belong to earlier steps
  std::vector<ColumnLoad> loads_;
  std::function<SelectionId()> select_;
  std::vector<std::vector<SelectingMask>> selections_;
};

}  // namespace remit::column
