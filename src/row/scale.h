#pragma once

#include <optional>
#include <vector>

#include "number/rational.h"
#include "type/vocabulary.h"

namespace remit::row {

/// Index of the band that covers `value`; nothing when none does.
std::optional<std::size_t> band_of(const type::Scale& scale, const number::Rational& value);

/// What one band of a marginal scale contributes: its rate on the part of the value inside it. A
/// first band without lower end counts from zero, so a negative value there gives a negative
/// result.
struct BandPart {
  std::size_t band = 0;
  number::Rational part;
  number::Rational amount;
};
/// The bands up to the one that covers `value`, which must be covered.
std::vector<BandPart> marginal_parts(const type::Scale& scale, const number::Rational& value);

/// The scale applied to `value`; nothing when no band covers it.
std::optional<number::Rational> apply_scale(const type::Scale& scale,
                                            const number::Rational& value);

}  // namespace remit::row
