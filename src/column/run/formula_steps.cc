// The steps that the vector kernels compute: a formula becomes one kernel's argument block.
#include <algorithm>

#include "column/kernels/divide.h"
#include "column/run/step.h"

namespace remit::column {
namespace {

using kernels::Guard;
using kernels::Mode;

kernels::Mode kernel_mode(number::RoundingMode mode) {
  static_assert(static_cast<int>(number::RoundingMode::half_up) == static_cast<int>(Mode::half_up));
  static_assert(static_cast<int>(number::RoundingMode::floor) == static_cast<int>(Mode::floor));
  return static_cast<Mode>(mode);
}

std::int64_t clamp_to_int64(const std::optional<Integer>& bound, std::int64_t absent) {
  if (!bound) return absent;
  if (*bound < Integer(INT64_MIN)) return INT64_MIN;
  if (*bound > Integer(INT64_MAX)) return INT64_MAX;
  return bound->to_int64();
}

Guard guard_kind(const std::optional<GuardInput>& guard) {
  if (!guard) return Guard::none;
  return guard->mask != kNoRegister ? Guard::mask : Guard::code;
}

template <typename Args>
void set_common(const Formula& formula, Args* args) {
  args->lo = clamp_to_int64(formula.lo, INT64_MIN);
  args->hi = clamp_to_int64(formula.hi, INT64_MAX);
  args->divide = kernels::make_divide(formula.divisor.to_int64(), kernel_mode(formula.mode));
  if (formula.guard) args->code = formula.guard->code;
}

template <typename Args>
void set_guard(const Frame& frame, const std::optional<GuardInput>& guard, Args* args) {
  if (!guard) return;
  if (guard->mask != kNoRegister) {
    args->mask = frame.in<std::uint8_t>(guard->mask);
  } else {
    args->codes = frame.in<std::int32_t>(guard->codes);
  }
}

class FusedLinear final : public ValueStep {
 public:
  FusedLinear(RegisterId out, FaultRulePtr rule, const Formula& formula, bool exact52)
      : ValueStep(out, std::move(rule)), guard_(formula.guard), exact52_(exact52) {
    for (std::size_t j = 0; j < formula.terms.size(); ++j) {
      inputs_[j] = formula.terms[j].reg;
      args_.a[j] = formula.terms[j].factor.to_int64();
    }
    terms_ = formula.terms.size();
    args_.c = formula.constant.to_int64();
    clamp_ = formula.lo.has_value() || formula.hi.has_value();
    set_common(formula, &args_);
  }

 private:
  void compute(Frame& frame) const override {
    kernels::Linear args = args_;
    for (std::size_t j = 0; j < terms_; ++j) args.x[j] = frame.in<std::int64_t>(inputs_[j]);
    args.out = frame.out<std::int64_t>(out());
    set_guard(frame, guard_, &args);
    const auto guard = static_cast<std::size_t>(guard_kind(guard_));
    const auto rounding = static_cast<std::size_t>(kernels::rounding_of(args_.divide));
    const kernels::KernelTable& table = *frame.kernels;
    (exact52_ ? table.linear_exact52[terms_ - 1][clamp_][guard][rounding]
              : table.linear_int64[terms_ - 1][clamp_][guard])(args, frame.rows);
  }

  kernels::Linear args_;
  RegisterId inputs_[kernels::kMaxTerms] = {};
  std::size_t terms_ = 0;
  std::optional<GuardInput> guard_;
  bool clamp_ = false;
  bool exact52_;
};

class FusedBrackets final : public ValueStep {
 public:
  FusedBrackets(RegisterId out, FaultRulePtr rule, const Formula& formula, bool exact52)
      : ValueStep(out, std::move(rule)),
        input_(formula.terms[0].reg),
        guard_(formula.guard),
        exact52_(exact52) {
    const std::size_t most = kernels::kMaxBrackets;
    for (std::size_t first = 0; first < formula.pieces.size(); first += most) {
      kernels::Brackets args;
      const std::size_t count = std::min(most, formula.pieces.size() - first);
      for (std::size_t j = 0; j < most; ++j) {
        args.start[j] = INT64_MAX;
        if (j >= count) continue;
        const BracketPiece& piece = formula.pieces[first + j];
        args.start[j] = clamp_to_int64(piece.start, INT64_MIN);
        args.a[j] = piece.a.to_int64();
        args.b[j] = piece.b.to_int64();
      }
      const bool last = first + count == formula.pieces.size();
      if (last) set_common(formula, &args);
      rows_.push_back(first > 0 ? most : count - 1);
      args_.push_back(args);
    }
  }

 private:
  void compute(Frame& frame) const override {
    for (std::size_t k = 0; k < args_.size(); ++k) {
      kernels::Brackets args = args_[k];
      args.x = frame.in<std::int64_t>(input_);
      args.out = frame.out<std::int64_t>(out());
      args.add = args.out;
      const bool last = k + 1 == args_.size();
      if (last) set_guard(frame, guard_, &args);
      const auto guard = last ? static_cast<std::size_t>(guard_kind(guard_)) : 0;
      const auto rounding = static_cast<std::size_t>(kernels::rounding_of(args.divide));
      const kernels::KernelTable& table = *frame.kernels;
      (exact52_ ? table.brackets_exact52[rows_[k]][guard][rounding]
                : table.brackets_int64[rows_[k]][guard])(args, frame.rows);
    }
  }

  std::vector<kernels::Brackets> args_;
  std::vector<std::size_t> rows_;
  RegisterId input_;
  std::optional<GuardInput> guard_;
  bool exact52_;
};

class FusedMaskedSum final : public ValueStep {
 public:
  FusedMaskedSum(RegisterId out, FaultRulePtr rule, const Formula& formula)
      : ValueStep(out, std::move(rule)),
        terms_(formula.terms),
        outer_(formula.guard ? formula.guard->mask : kNoRegister) {}

 private:
  void compute(Frame& frame) const override {
    kernels::MaskedSum args;
    for (std::size_t j = 0; j < terms_.size(); ++j) {
      const RegisterId mask = terms_[j].mask;
      args.x[j] = frame.in<std::int64_t>(terms_[j].reg);
      args.mask[j] = mask == kNoRegister ? frame.ones.data() : frame.in<std::uint8_t>(mask);
    }
    if (outer_ != kNoRegister) args.outer = frame.in<std::uint8_t>(outer_);
    args.out = frame.out<std::int64_t>(out());
    frame.kernels->masked_sum[terms_.size() - 1][outer_ != kNoRegister](args, frame.rows);
  }

  std::vector<LinearTerm> terms_;
  RegisterId outer_;
};

}  // namespace

StepPtr fused_linear(RegisterId out, FaultRulePtr rule, const Formula& formula, bool exact52) {
  return std::make_unique<FusedLinear>(out, std::move(rule), formula, exact52);
}

StepPtr fused_brackets(RegisterId out, FaultRulePtr rule, const Formula& formula, bool exact52) {
  return std::make_unique<FusedBrackets>(out, std::move(rule), formula, exact52);
}

StepPtr fused_masked_sum(RegisterId out, FaultRulePtr rule, const Formula& formula) {
  return std::make_unique<FusedMaskedSum>(out, std::move(rule), formula);
}

}  // namespace remit::column
