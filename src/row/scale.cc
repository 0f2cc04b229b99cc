#include "row/scale.h"

namespace remit::row {
namespace {

using number::Rational;

bool above_lower_edge(const type::Band& band, const Rational& value) {
  if (!band.lower) return true;
  return band.lower_closed ? value >= *band.lower : value > *band.lower;
}

bool below_upper_edge(const type::Band& band, const Rational& value) {
  if (!band.upper) return true;
  return band.upper_closed ? value <= *band.upper : value < *band.upper;
}

}  // namespace

std::optional<std::size_t> band_of(const type::Scale& scale, const Rational& value) {
  for (std::size_t i = 0; i < scale.bands.size(); ++i) {
    const type::Band& band = scale.bands[i];
    if (above_lower_edge(band, value) && below_upper_edge(band, value)) return i;
  }
  return std::nullopt;
}

std::vector<BandPart> marginal_parts(const type::Scale& scale, const Rational& value) {
  std::vector<BandPart> parts;
  const std::size_t last = *band_of(scale, value);
  for (std::size_t i = 0; i <= last; ++i) {
    const type::Band& band = scale.bands[i];
    const Rational from = band.lower.value_or(Rational(0));
    const Rational part = (i == last ? value : *band.upper) - from;
    parts.push_back({i, part, part * band.value});
  }
  return parts;
}

std::optional<Rational> apply_scale(const type::Scale& scale, const Rational& value) {
  const std::optional<std::size_t> band = band_of(scale, value);
  if (!band) return std::nullopt;
  switch (scale.kind) {
    case type::ScaleKind::step:
      return scale.bands[*band].value;
    case type::ScaleKind::slab:
      return value * scale.bands[*band].value;
    case type::ScaleKind::marginal:
      break;
  }
  Rational sum;
  for (const BandPart& part : marginal_parts(scale, value)) sum += part.amount;
  return sum;
}

}  // namespace remit::row
