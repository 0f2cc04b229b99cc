// The steps that the vector kernels compute: a formula becomes one kernel's argument block.
#include <algorithm>

#include "column/kernels/divide.h"
#include "column/kernels/prepare.h"
#include "column/run/kernel_call.h"
#include "column/run/value_steps.h"

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

/// Of the clamped sum that is divided.
kernels::DividendSign sign_of(const FusedFormula& formula) {
  if (!formula.dividend) return kernels::DividendSign::any;
  Integer least = formula.dividend->lo, most = formula.dividend->hi;
  for (Integer* edge : {&least, &most}) {
    if (formula.lo) *edge = std::max(*edge, *formula.lo);
    if (formula.hi) *edge = std::min(*edge, *formula.hi);
  }
  if (!least.is_negative()) return kernels::DividendSign::not_negative;
  return most > Integer(0) ? kernels::DividendSign::any : kernels::DividendSign::not_positive;
}

template <typename Args>
void set_common(const FusedFormula& formula, Args* args) {
  args->lo = clamp_to_int64(formula.lo, INT64_MIN);
  args->hi = clamp_to_int64(formula.hi, INT64_MAX);
  args->divide = kernels::make_divide(formula.divisor.to_int64(), kernel_mode(formula.mode));
  if (formula.guard) args->code = formula.guard->code;
}

template <typename Args>
void resolve_guard(Frame& frame, const std::optional<GuardInput>& guard, Args* args) {
  if (!guard) return;
  if (guard->mask != kNoRegister) {
    frame.resolve(guard->mask, &args->mask);
  } else {
    frame.resolve(guard->codes, &args->codes);
  }
}

/// How a fused kernel rounds, and the pass behind it where it does not.
struct RoundingParts {
  RoundingParts(kernels::KernelRounding rounding, const kernels::KernelTable& table) {
    const auto at = static_cast<std::size_t>(rounding);
    if (at < kernels::kFusedRoundings) {
      fused = at;
    } else {
      behind = table.round_int64[at];
    }
  }
  std::size_t fused = static_cast<std::size_t>(kernels::KernelRounding::none);
  kernels::RoundKernel behind = nullptr;
};

/// A step that one kernel computes.
class FusedStep : public Step {
 public:
  FusedStep(RegisterId out, FaultRulePtr rule) : out_(out), rule_(std::move(rule)) {}

 protected:
  template <typename Args>
  std::unique_ptr<KernelCall<Args>> call(void (*kernel)(const Args&, std::size_t), const Args& args,
                                         bool last = true,
                                         kernels::RoundKernel round = nullptr) const {
    return std::make_unique<KernelCall<Args>>(kernel, args, out_, last ? rule_.get() : nullptr,
                                              round);
  }
  RegisterId out() const { return out_; }

 private:
  RegisterId out_;
  FaultRulePtr rule_;
};

class FusedLinear final : public FusedStep {
 public:
  FusedLinear(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, bool exact52)
      : FusedStep(out, std::move(rule)), guard_(formula.guard), exact52_(exact52) {
    for (std::size_t j = 0; j < formula.terms.size(); ++j) {
      inputs_[j] = formula.terms[j].reg;
      args_.a[j] = formula.terms[j].factor.to_int64();
    }
    terms_ = formula.terms.size();
    args_.c = formula.constant.to_int64();
    clamp_ = formula.lo.has_value() || formula.hi.has_value();
    set_common(formula, &args_);
    rounding_ = prepare(&args_, sign_of(formula));
  }

  ActionPtr bind(Frame& frame) const override {
    const auto guard = static_cast<std::size_t>(guard_kind(guard_));
    const kernels::KernelTable& table = *frame.kernels;
    const RoundingParts rounding(rounding_, table);
    const bool difference = terms_ == 2 && args_.a[0] == -args_.a[1];
    const std::size_t form = difference ? kernels::kDifference : terms_ - 1;
    auto bound = call(exact52_ ? table.linear->exact52[form][clamp_][guard][rounding.fused]
                               : table.linear->int64[terms_ - 1][clamp_][guard],
                      args_, true, rounding.behind);
    for (std::size_t j = 0; j < terms_; ++j) frame.resolve(inputs_[j], &bound->args.x[j]);
    resolve_guard(frame, guard_, &bound->args);
    frame.resolve(out(), &bound->args.out);
    return bound;
  }

 private:
  kernels::Linear args_;
  RegisterId inputs_[kernels::kMaxTerms] = {};
  std::size_t terms_ = 0;
  std::optional<GuardInput> guard_;
  bool clamp_ = false;
  bool exact52_;
  kernels::KernelRounding rounding_;
};

/// Up to kMaxBrackets edges in one call; more as a chain of calls, each upon the sums of the one
/// before.
class FusedBrackets final : public FusedStep {
 public:
  FusedBrackets(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, const Interval& x,
                bool exact52)
      : FusedStep(out, std::move(rule)),
        input_(formula.terms[0].reg),
        guard_(formula.guard),
        exact52_(exact52) {
    Integer base_a, base_b;
    std::vector<BracketPiece> edges;
    for (const BracketPiece& piece : formula.pieces) {
      if (piece.start > x.lo) {
        edges.push_back(piece);
      } else {
        base_a += piece.a, base_b += piece.b;
      }
    }
    std::size_t first = 0;
    do {
      const std::size_t count = std::min(kernels::kMaxBrackets, edges.size() - first);
      Link link;
      if (first == 0) {
        link.args.base_a = base_a.to_int64();
        link.args.base_b = base_b.to_int64();
      }
      for (std::size_t j = 0; j < count; ++j) {
        link.args.start[j] = edges[first + j].start.to_int64();
        link.args.a[j] = edges[first + j].a.to_int64();
        link.args.b[j] = edges[first + j].b.to_int64();
      }
      for (std::size_t j = count; j < kernels::kMaxBrackets; ++j) link.args.start[j] = INT64_MAX;
      first += count;
      const bool last = first == edges.size();
      if (last) set_common(formula, &link.args);
      link.rounding = prepare(&link.args, last ? sign_of(formula) : kernels::DividendSign::any);
      link.form = count;
      if (!links_.empty()) {
        link.form = kernels::kChainedBrackets;
      } else if (exact52 && set_hinges(&link.args, count)) {
        link.form = kernels::kHinges + count;
      }
      links_.push_back(link);
    } while (first < edges.size());
  }

  ActionPtr bind(Frame& frame) const override {
    if (links_.size() == 1) return bind_link(frame, 0);
    auto chain = std::make_unique<Chain>();
    for (std::size_t k = 0; k < links_.size(); ++k) chain->calls.push_back(bind_link(frame, k));
    return chain;
  }

 private:
  struct Link {
    kernels::Brackets args;
    std::size_t form = 0;
    kernels::KernelRounding rounding = kernels::KernelRounding::none;
  };
  struct Chain final : Action {
    void run(Frame& frame) override {
      for (const ActionPtr& part : calls) part->run(frame);
    }
    std::vector<ActionPtr> calls;
  };

  ActionPtr bind_link(Frame& frame, std::size_t k) const {
    const Link& link = links_[k];
    const bool last = k + 1 == links_.size();
    const auto guard = last ? static_cast<std::size_t>(guard_kind(guard_)) : 0;
    const kernels::KernelTable& table = *frame.kernels;
    const RoundingParts rounding(link.rounding, table);
    auto bound = call(exact52_ ? table.brackets->exact52[link.form][guard][rounding.fused]
                               : table.brackets->int64[link.form][guard],
                      link.args, last, rounding.behind);
    frame.resolve(input_, &bound->args.x);
    frame.resolve(out(), &bound->args.add);
    frame.resolve(out(), &bound->args.out);
    if (last) resolve_guard(frame, guard_, &bound->args);
    return bound;
  }

  std::vector<Link> links_;
  RegisterId input_;
  std::optional<GuardInput> guard_;
  bool exact52_;
};

class FusedMaskedSum final : public FusedStep {
 public:
  FusedMaskedSum(RegisterId out, FaultRulePtr rule, const FusedFormula& formula)
      : FusedStep(out, std::move(rule)),
        terms_(formula.terms),
        outer_(formula.guard ? formula.guard->mask : kNoRegister) {
    const auto masked = std::stable_partition(
        terms_.begin(), terms_.end(), [](const LinearTerm& t) { return t.mask == kNoRegister; });
    plain_ = static_cast<std::size_t>(masked - terms_.begin());
  }

  ActionPtr bind(Frame& frame) const override {
    const std::size_t masked = terms_.size() - plain_;
    auto bound = call(frame.kernels->masked_sum[plain_][masked][outer_ != kNoRegister],
                      kernels::MaskedSum());
    for (std::size_t j = 0; j < terms_.size(); ++j) {
      frame.resolve(terms_[j].reg, &bound->args.x[j]);
      if (j >= plain_) frame.resolve(terms_[j].mask, &bound->args.mask[j]);
    }
    if (outer_ != kNoRegister) frame.resolve(outer_, &bound->args.outer);
    frame.resolve(out(), &bound->args.out);
    return bound;
  }

 private:
  std::vector<LinearTerm> terms_;  ///< those without a mask first
  std::size_t plain_ = 0;
  RegisterId outer_;
};

class FusedTest final : public FusedStep {
 public:
  FusedTest(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, Sign sign, bool exact52)
      : FusedStep(out, std::move(rule)),
        terms_(formula.terms.size()),
        sign_(static_cast<std::size_t>(sign)),
        exact52_(exact52) {
    static_assert(static_cast<int>(Sign::not_positive) ==
                  static_cast<int>(kernels::Compare::less_equal));
    for (std::size_t j = 0; j < terms_; ++j) {
      inputs_[j] = formula.terms[j].reg;
      args_.a[j] = formula.terms[j].factor.to_int64();
    }
    args_.c = formula.constant.to_int64();
    kernels::prepare(&args_);
  }

  ActionPtr bind(Frame& frame) const override {
    const kernels::KernelTable& table = *frame.kernels;
    auto bound = call((exact52_ ? table.test_exact52 : table.test_int64)[terms_ - 1][sign_], args_);
    for (std::size_t j = 0; j < terms_; ++j) frame.resolve(inputs_[j], &bound->args.x[j]);
    frame.resolve(out(), &bound->args.out);
    return bound;
  }

 private:
  kernels::LinearTest args_;
  RegisterId inputs_[kernels::kMaxTerms] = {};
  std::size_t terms_;
  std::size_t sign_;
  bool exact52_;
};

}  // namespace

StepPtr fused_linear(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, bool exact52) {
  return std::make_unique<FusedLinear>(out, std::move(rule), formula, exact52);
}

StepPtr fused_brackets(RegisterId out, FaultRulePtr rule, const FusedFormula& formula,
                       const Interval& x, bool exact52) {
  return std::make_unique<FusedBrackets>(out, std::move(rule), formula, x, exact52);
}

StepPtr fused_masked_sum(RegisterId out, FaultRulePtr rule, const FusedFormula& formula) {
  return std::make_unique<FusedMaskedSum>(out, std::move(rule), formula);
}

StepPtr fused_test(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, Sign sign,
                   bool exact52) {
  return std::make_unique<FusedTest>(out, std::move(rule), formula, sign, exact52);
}

}  // namespace remit::column
