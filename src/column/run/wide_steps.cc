// Formulas beyond the vector kernels' domain: 128 bits where the ranges allow, else unlimited.
#include <algorithm>

#include "column/run/selection.h"
#include "column/run/step.h"

namespace remit::column {
namespace {

/// Row k of those computed.
struct EveryRow {
  std::size_t operator[](std::size_t k) const { return k; }
};
using SomeRows = const std::uint32_t*;

/// acc[k] += factor * x[rows[k]] where `mask` holds.
template <typename Work, typename From, typename Rows>
void add_term(const From* x, const std::uint8_t* mask, const Work& factor, const Rows& rows,
              std::vector<Work>* acc) {
  const bool is_one = factor == Work{1};
  for (std::size_t k = 0; k < acc->size(); ++k) {
    if (mask != nullptr && mask[rows[k]] == 0) continue;
    (*acc)[k] += is_one ? convert<Work>(x[rows[k]]) : factor * convert<Work>(x[rows[k]]);
  }
}

template <typename Work, typename From, typename Rows>
void add_pieces(const From* x, const std::vector<BracketPiece>& pieces, const Rows& rows,
                std::vector<Work>* acc) {
  for (const BracketPiece& piece : pieces) {
    const From start = convert<From>(piece.start);
    const Work a = convert<Work>(piece.a);
    const Work b = convert<Work>(piece.b);
    for (std::size_t k = 0; k < acc->size(); ++k) {
      if (x[rows[k]] >= start) (*acc)[k] += a * convert<Work>(x[rows[k]]) + b;
    }
  }
}

/// Computes the rows that are selected and for which the guard holds.
template <typename Work>
class WideFormula final : public ValueStep {
 public:
  WideFormula(RegisterId out, FaultRulePtr rule, const FusedFormula& formula,
              std::span<const RegisterPlan> plan, const Selected& where)
      : ValueStep(out, std::move(rule)),
        formula_(formula),
        out_width_(plan[out].width),
        where_(where) {
    if (formula.guard) where_.elsewhere = 0;  // which the register's interval then contains
    for (const LinearTerm& term : formula.terms) widths_.push_back(plan[term.reg].width);
  }

 private:
  void compute(Frame& frame) const override {
    if (formula_.guard) {
      std::vector<std::uint32_t> rows;
      rows.reserve(frame.rows);
      for_selected(frame, where_.rows, [&](std::size_t i) {
        const auto row = static_cast<std::uint32_t>(i);
        if (formula_.guard->holds(frame, row)) rows.push_back(row);
      });
      compute_rows(frame, rows.data(), rows.size());
    } else if (is_partial(frame, where_.rows)) {
      const Selection& selection = frame.selections[where_.rows];
      compute_rows(frame, selection.rows.data(), selection.count);
    } else {
      compute_rows(frame, EveryRow(), frame.rows);
    }
  }

  template <typename Rows>
  void compute_rows(Frame& frame, const Rows& rows, std::size_t count) const {
    std::vector<Work> acc(count, convert<Work>(formula_.constant));
    for (std::size_t j = 0; j < formula_.terms.size(); ++j) add(frame, j, rows, &acc);
    finish(&acc);
    with_type(out_width_, [&](auto zero) {
      using To = decltype(zero);
      To* to = frame.out<To>(out());
      if (count < frame.rows) std::fill_n(to, frame.rows, convert<To>(where_.elsewhere));
      for (std::size_t k = 0; k < count; ++k) to[rows[k]] = convert<To>(acc[k]);
    });
  }

  template <typename Rows>
  void add(const Frame& frame, std::size_t j, const Rows& rows, std::vector<Work>* acc) const {
    const LinearTerm& term = formula_.terms[j];
    with_type(widths_[j], [&](auto zero) {
      using From = decltype(zero);
      const From* x = frame.in<From>(term.reg);
      if (!formula_.pieces.empty()) {
        add_pieces<Work>(x, formula_.pieces, rows, acc);
        return;
      }
      const std::uint8_t* mask =
          term.mask == kNoRegister ? nullptr : frame.in<std::uint8_t>(term.mask);
      add_term<Work>(x, mask, convert<Work>(term.factor), rows, acc);
    });
  }

  void finish(std::vector<Work>* acc) const {
    if (formula_.lo) {
      const Work lo = convert<Work>(*formula_.lo);
      for (Work& value : *acc) value = value < lo ? lo : value;
    }
    if (formula_.hi) {
      const Work hi = convert<Work>(*formula_.hi);
      for (Work& value : *acc) value = value > hi ? hi : value;
    }
    if (formula_.divisor.is_one()) return;
    const Work divisor = convert<Work>(formula_.divisor);
    for (Work& value : *acc) value = number::divide_round(value, divisor, formula_.mode);
  }

  FusedFormula formula_;
  std::vector<Width> widths_;
  Width out_width_;
  Selected where_;
};

}  // namespace

StepPtr wide_formula(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, Width work,
                     std::span<const RegisterPlan> plan, const Selected& where) {
  if (work == Width::int64) {
    return std::make_unique<WideFormula<std::int64_t>>(out, std::move(rule), formula, plan, where);
  }
  if (work == Width::int128) {
    return std::make_unique<WideFormula<Int128>>(out, std::move(rule), formula, plan, where);
  }
  return std::make_unique<WideFormula<Integer>>(out, std::move(rule), formula, plan, where);
}

}  // namespace remit::column
