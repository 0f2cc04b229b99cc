// Scales and dated values of which it is not known where they are looked up.
#include <algorithm>

#include "needs/operation.h"
#include "row/operation.h"
#include "row/scale.h"

namespace remit::needs {
namespace {

Range of_band(const type::Band& band) { return {band.lower, band.upper}; }

/// A marginal scale goes on without a jump, straight between its edges: it is greatest and least at
/// the edges and at the ends of the range.
Range of_marginal(const type::Scale& scale, const Range& range) {
  std::optional<Range> result;
  const auto at = [&](const std::optional<Rational>& value) {
    if (!value) return;
    const auto amount = row::apply_scale(scale, *value);
    if (!amount) return;
    const Range one{*amount, *amount};
    result = result ? hull(*result, one) : one;
  };
  at(range.low);
  at(range.high);
  for (const type::Band& band : scale.bands) {
    for (const auto& edge : {band.lower, band.upper})
      if (edge && range.contains(*edge)) at(edge);
  }
  if (!result) return {};
  // Beyond the last edge it goes where its rate leads.
  const auto& first = scale.bands.front();
  const auto& last = scale.bands.back();
  const auto goes = [&](const Rational& rate, bool up) {
    if (rate.is_zero()) return;
    ((rate.sign() > 0) == up ? result->high : result->low) = std::nullopt;
  };
  if (!range.low && !first.lower) goes(first.value, false);
  if (!range.high && !last.upper) goes(last.value, true);
  return *result;
}

Possible of_scale(const row::CellPlace& place, const type::Scale& scale, const Range& range) {
  Possible result;
  const type::Band& first = scale.bands.front();
  const type::Band& last = scale.bands.back();
  const bool below = first.lower && (!range.low || *range.low < *first.lower ||
                                     (*range.low == *first.lower && !first.lower_closed));
  const bool above = last.upper && (!range.high || *last.upper < *range.high ||
                                    (*last.upper == *range.high && !last.upper_closed));
  if (below || above) result.add(Value(place.fault(type::CellFault::no_band)));
  bool met = false;
  for (const type::Band& band : scale.bands) {
    const auto part = meet(range, of_band(band));
    if (!part) continue;
    met = true;
    if (scale.kind == type::ScaleKind::step) result.add(Value(band.value));
    if (scale.kind == type::ScaleKind::slab)
      result.add(Possible::within(*part * Range{band.value, band.value}, false));
  }
  if (met && scale.kind == type::ScaleKind::marginal)
    result.add(Possible::within(of_marginal(scale, range), false));
  return result;
}

Possible of_dated(const row::CellPlace& place, const type::Dated& table, const Range& days) {
  Possible result;
  const Rational first(table.days.front());
  const Rational last(table.last_day);
  const bool before = !days.low || *days.low < first;
  const bool after = table.ends && (!days.high || last < *days.high);
  if (before || after) result.add(Value(place.fault(type::CellFault::out_of_period)));
  for (std::size_t i = 0; i < table.values.size(); ++i) {
    Range in_force{Rational(table.days[i]), std::nullopt};
    if (i + 1 < table.days.size()) in_force.high = Rational(table.days[i + 1] - 1);
    if (i + 1 == table.days.size() && table.ends) in_force.high = last;
    if (meet(days, in_force)) result.add(row::constant(place, table.values[i]));
  }
  return result;
}

}  // namespace

Possible apply_table(const row::CellPlace& place, const plan::Expression& e,
                     const Possible& operand) {
  const auto range = operand.numbers();
  if (!range) return {};
  if (e.op == plan::Opcode::scale) return of_scale(place, place.plan.scales[e.payload], *range);
  return of_dated(place, place.plan.dated[e.payload], *range);
}

}  // namespace remit::needs
