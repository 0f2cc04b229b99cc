#include "row/operation.h"

// What stands in a formula by itself.

namespace remit::row::operations {

using plan::Expression;

Value number(const Place& place, const Expression& e, Operands) {
  return place.plan.numbers[e.payload];
}
Value boolean(const Place&, const Expression& e, Operands) { return e.payload != 0; }
Value date(const Place&, const Expression& e, Operands) {
  return Date{static_cast<std::int32_t>(e.payload)};
}
Value text(const Place& place, const Expression& e, Operands) {
  return std::string_view(place.plan.texts[e.payload]);
}
Value category(const Place&, const Expression& e, Operands) {
  return Category{static_cast<std::int32_t>(e.payload)};
}
Value column(const Place& place, const Expression& e, Operands) { return place.at(e.payload); }
Value blank(const Place& place, const Expression&, Operands) {
  return place.fault(type::CellFault::blank);
}
Value fail(const Place& place, const Expression& e, Operands) {
  return place.fault(static_cast<type::CellFault>(e.payload));
}

}  // namespace remit::row::operations
