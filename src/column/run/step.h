// A pass as a list of steps: each fills one vector of the batch, or carries one away.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "column/bind/column_store.h"
#include "column/run/fault_rule.h"
#include "column/run/frame.h"
#include "column/run/row_program.h"
#include "number/rounding.h"

namespace remit::column {

/// Immutable; shared by all workers of a pass, each of which binds it to its frame.
class Step {
 public:
  virtual ~Step() = default;
  /// What the step does for each batch of the frame, which outlives it as the step does; null for
  /// nothing. Once for each frame, in the order of the steps.
  virtual ActionPtr bind(Frame& frame) const = 0;
};
using StepPtr = std::unique_ptr<const Step>;

/// A step that looks its registers up anew in each batch.
class PlainStep : public Step {
 public:
  ActionPtr bind(Frame& frame) const override;
  virtual void run(Frame& frame) const = 0;
  /// As Action::shorten.
  virtual bool shorten(Frame&, RowProgram&) const { return false; }
};

/// A step that fills `out`; its faults follow `rule` once the values are there.
class ValueStep : public PlainStep {
 public:
  ValueStep(RegisterId out, FaultRulePtr rule) : out_(out), rule_(std::move(rule)) {}
  void run(Frame& frame) const final {
    compute(frame);
    if (rule_ != nullptr) find_faults(*rule_, frame, &frame.registers[out_].faults);
  }
  bool shorten(Frame& frame, RowProgram& program) const final {
    if (!shorten_value(frame, program)) return false;
    program.add_faults(rule_.get(), out_);
    return true;
  }

 protected:
  virtual void compute(Frame& frame) const = 0;
  /// The same of the value alone.
  virtual bool shorten_value(Frame&, RowProgram&) const { return false; }
  RegisterId out() const { return out_; }

 private:
  RegisterId out_;
  FaultRulePtr rule_;
};

/// factor * register, where `mask` (if any) holds.
struct LinearTerm {
  RegisterId reg = kNoRegister;
  Integer factor = 1;
  RegisterId mask = kNoRegister;
};

/// A piece of a scale: a * x + b from `start` on, which is within the width of x.
struct BracketPiece {
  Integer start;
  Integer a;
  Integer b;
};

/// The general fused formula; what it can be computed by depends on the ranges.
///
///     guard ? round(clamp(sum(terms) + constant, lo, hi) / divisor) : 0
///
/// With `pieces`, the sum is that of the pieces over the single register of terms[0].
struct FusedFormula {
  std::vector<LinearTerm> terms;
  Integer constant;
  std::vector<BracketPiece> pieces;
  std::optional<Integer> lo;
  std::optional<Integer> hi;
  Integer divisor = 1;
  number::RoundingMode mode = number::RoundingMode::half_up;
  /// What the sum lies in before clamps that were added after the rounding; null: not known.
  std::optional<Interval> dividend;
  std::optional<GuardInput> guard;
};

// Computed by one vector kernel. All registers int64; the caller has proved the domain.
StepPtr fused_linear(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, bool exact52);
/// `x` is the range of the looked-up register: pieces that begin at or before it always count.
StepPtr fused_brackets(RegisterId out, FaultRulePtr rule, const FusedFormula& formula,
                       const Interval& x, bool exact52);
/// Terms of factor 1, each with or without a mask, an outer guard that is a mask or nothing.
StepPtr fused_masked_sum(RegisterId out, FaultRulePtr rule, const FusedFormula& formula);
/// Any widths, one row at a time: sums at `work` width (int64, int128 or integer), the result at
/// the width of `out`.
StepPtr wide_formula(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, Width work,
                     std::span<const RegisterPlan> plan, const Selected& where = {});

}  // namespace remit::column
