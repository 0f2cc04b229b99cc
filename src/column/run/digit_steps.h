// Fractions held within number::kMaxRatioDigits. Registers of unlimited integers.
#pragma once

#include "column/run/selection.h"
#include "column/run/step.h"

namespace remit::column {

/// What a step says of numerator / denominator, which is in lowest terms only where it has to be.
enum class FractionPart : std::uint8_t {
  is_too_long,  ///< a mask: too many digits even in lowest terms
  numerator,    ///< in lowest terms where it is long otherwise; 0 where it is too long
  denominator,  ///< the same; 1 where it is too long
  coefficient,  ///< the numerator over that denominator as it stands; 0 where it is too long
};
StepPtr fraction_part(RegisterId out, FractionPart part, RegisterId numerator,
                      RegisterId denominator, const Selected& where);

}  // namespace remit::column
