// Formulas beyond the vector kernels' domain: 128 bits where the ranges allow, else unlimited.
#include "column/run/step.h"

namespace remit::column {
namespace {

/// acc[i] += factor * x[i] over the rows where `mask` holds.
template <typename Work, typename From>
void add_term(const From* x, const std::uint8_t* mask, const Work& factor, Work* acc,
              std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    if (mask == nullptr || mask[i] != 0) acc[i] += factor * convert<Work>(x[i]);
  }
}

template <typename Work, typename From>
void add_pieces(const From* x, const std::vector<BracketPiece>& pieces, Work* acc, std::size_t n) {
  for (const BracketPiece& piece : pieces) {
    const From start = convert<From>(piece.start);
    const Work a = convert<Work>(piece.a);
    const Work b = convert<Work>(piece.b);
    for (std::size_t i = 0; i < n; ++i) {
      if (x[i] >= start) acc[i] += a * convert<Work>(x[i]) + b;
    }
  }
}

template <typename Work>
class WideFormula final : public ValueStep {
 public:
  WideFormula(RegisterId out, FaultRulePtr rule, const Formula& formula,
              std::span<const RegisterPlan> plan)
      : ValueStep(out, std::move(rule)), formula_(formula), out_width_(plan[out].width) {
    for (const LinearTerm& term : formula.terms) widths_.push_back(plan[term.reg].width);
  }

 private:
  void compute(Frame& frame) const override {
    std::vector<Work> acc(frame.rows, convert<Work>(formula_.constant));
    for (std::size_t j = 0; j < formula_.terms.size(); ++j) add(frame, j, acc.data());
    finish(frame, acc.data());
    with_type(out_width_, [&](auto zero) {
      using To = decltype(zero);
      To* to = frame.out<To>(out());
      for (std::size_t i = 0; i < frame.rows; ++i) to[i] = convert<To>(acc[i]);
    });
  }

  void add(const Frame& frame, std::size_t j, Work* acc) const {
    const LinearTerm& term = formula_.terms[j];
    with_type(widths_[j], [&](auto zero) {
      using From = decltype(zero);
      const From* x = frame.in<From>(term.reg);
      if (!formula_.pieces.empty()) {
        add_pieces<Work>(x, formula_.pieces, acc, frame.rows);
        return;
      }
      const std::uint8_t* mask =
          term.mask == kNoRegister ? nullptr : frame.in<std::uint8_t>(term.mask);
      add_term<Work>(x, mask, convert<Work>(term.factor), acc, frame.rows);
    });
  }

  void finish(const Frame& frame, Work* acc) const {
    if (formula_.lo) {
      const Work lo = convert<Work>(*formula_.lo);
      for (std::size_t i = 0; i < frame.rows; ++i) acc[i] = acc[i] < lo ? lo : acc[i];
    }
    if (formula_.hi) {
      const Work hi = convert<Work>(*formula_.hi);
      for (std::size_t i = 0; i < frame.rows; ++i) acc[i] = acc[i] > hi ? hi : acc[i];
    }
    if (!formula_.divisor.is_one()) {
      const Work divisor = convert<Work>(formula_.divisor);
      for (std::size_t i = 0; i < frame.rows; ++i) {
        acc[i] = number::divide_round(acc[i], divisor, formula_.mode);
      }
    }
    if (!formula_.guard) return;
    for (std::size_t i = 0; i < frame.rows; ++i) {
      if (!formula_.guard->holds(frame, static_cast<std::uint32_t>(i))) acc[i] = 0;
    }
  }

  Formula formula_;
  std::vector<Width> widths_;
  Width out_width_;
};

}  // namespace

StepPtr wide_formula(RegisterId out, FaultRulePtr rule, const Formula& formula, Width work,
                     std::span<const RegisterPlan> plan) {
  if (work == Width::int64) {
    return std::make_unique<WideFormula<std::int64_t>>(out, std::move(rule), formula, plan);
  }
  if (work == Width::int128) {
    return std::make_unique<WideFormula<Int128>>(out, std::move(rule), formula, plan);
  }
  return std::make_unique<WideFormula<Integer>>(out, std::move(rule), formula, plan);
}

}  // namespace remit::column
