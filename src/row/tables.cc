#include <algorithm>

#include "row/operation.h"
#include "row/scale.h"

// The tables known when the policy is compiled: scales, matrices, dated parameters.

namespace remit::row::operations {

using plan::Expression;

Value scale(const CellPlace& place, const Expression& e, Operands v) {
  const auto result = apply_scale(place.plan.scales[e.payload], v.number(0));
  if (!result) return place.fault(type::CellFault::no_band);
  return *result;
}

Value matrix(const CellPlace& place, const Expression& e, Operands v) {
  const plan::Matrix& table = place.plan.matrices[e.payload];
  std::size_t index = 0;
  for (std::size_t i = 0; i < v.size(); ++i) {
    index = index * table.extents[i] + static_cast<std::size_t>(std::get<Category>(v[i]).code);
  }
  return constant(place, table.values[index]);
}

Value dated(const CellPlace& place, const Expression& e, Operands v) {
  const plan::Dated& table = place.plan.dated[e.payload];
  const std::int32_t day = v.date(0).days;
  const auto after = std::upper_bound(table.days.begin(), table.days.end(), day);
  if (after == table.days.begin() || (table.ends && day > table.last_day)) {
    return place.fault(type::CellFault::out_of_period);
  }
  return constant(place, table.values[static_cast<std::size_t>(after - table.days.begin()) - 1]);
}

}  // namespace remit::row::operations
