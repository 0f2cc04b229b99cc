#include "column/run/digit_steps.h"

#include <algorithm>

#include "number/digit_limit.h"
#include "number/rational.h"

namespace remit::column {
namespace {

using number::Rational;

/// In lowest terms where one of them is too long; nothing where it is so even then.
std::optional<Rational> shortened(const Integer& numerator, const Integer& denominator) {
  Rational lowest(numerator, denominator);
  if (number::is_too_long(lowest)) return std::nullopt;
  return lowest;
}

class FractionStep final : public ValueStep {
 public:
  FractionStep(RegisterId out, FractionPart part, RegisterId numerator, RegisterId denominator,
               const Selected& where)
      : ValueStep(out, nullptr),
        part_(part),
        numerator_(numerator),
        denominator_(denominator),
        where_(where) {}

 private:
  void compute(Frame& frame) const override {
    if (part_ == FractionPart::is_too_long)
      fill(frame, frame.out<std::uint8_t>(out()), std::uint8_t{0});
    else
      fill(frame, frame.out<Integer>(out()), where_.elsewhere);
  }

  template <typename T>
  void fill(const Frame& frame, T* to, const T& elsewhere) const {
    if (is_partial(frame, where_.rows)) std::fill_n(to, frame.rows, elsewhere);
    const auto* const n = frame.in<Integer>(numerator_);
    const auto* const d = frame.in<Integer>(denominator_);
    for_selected(frame, where_.rows, [&](std::size_t i) { put(n[i], d[i], &to[i]); });
  }

  void put(const Integer& n, const Integer& d, std::uint8_t* to) const {
    *to = is_long(n, d) && !shortened(n, d) ? 1 : 0;
  }

  void put(const Integer& n, const Integer& d, Integer* to) const {
    const bool above = part_ != FractionPart::denominator;
    if (!is_long(n, d)) {
      *to = above ? n : d;
      return;
    }
    const std::optional<Rational> lowest = shortened(n, d);
    if (!lowest)
      *to = above ? 0 : 1;
    else if (part_ == FractionPart::coefficient)
      *to = n;
    else
      *to = above ? lowest->numerator() : lowest->denominator();
  }

  static bool is_long(const Integer& n, const Integer& d) {
    return number::is_too_long(n) || number::is_too_long(d);
  }

  FractionPart part_;
  RegisterId numerator_, denominator_;
  Selected where_;
};

}  // namespace

StepPtr fraction_part(RegisterId out, FractionPart part, RegisterId numerator,
                      RegisterId denominator, const Selected& where) {
  return std::make_unique<FractionStep>(out, part, numerator, denominator, where);
}

}  // namespace remit::column
