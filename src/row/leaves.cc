#include "row/operation.h"

// What stands in a formula by itself.

namespace remit::row::operations {

using plan::Expression;

Value number(const CellPlace& place, const Expression& e, Operands) {
  return place.plan.numbers[e.payload];
}
Value boolean(const CellPlace&, const Expression& e, Operands) { return e.payload != 0; }
Value date(const CellPlace&, const Expression& e, Operands) {
  return Date{static_cast<std::int32_t>(e.payload)};
}
Value text(const CellPlace& place, const Expression& e, Operands) {
  return std::string_view(place.plan.texts[e.payload]);
}
Value category(const CellPlace&, const Expression& e, Operands) {
  return Category{static_cast<std::int32_t>(e.payload)};
}
Value column(const CellPlace& place, const Expression& e, Operands) { return place.at(e.payload); }
Value blank(const CellPlace& place, const Expression&, Operands) {
  return place.fault(type::CellFault::blank);
}
Value fail(const CellPlace& place, const Expression& e, Operands) {
  return place.fault(static_cast<type::CellFault>(e.payload));
}

}  // namespace remit::row::operations
