#include <cassert>
#include <string>
#include <utility>

#include "base/budget.h"
#include "base/civil_date.h"
#include "base/find_part.h"
#include "base/identity_numbers.h"
#include "base/utf8.h"
#include "row/operation.h"

namespace remit::row {
namespace {

using plan::Expression;

std::string_view text_at(Operands v, std::size_t i) { return std::get<std::string_view>(v[i]); }

/// A value as a cell of a table has it.
struct Written {
  const plan::Plan& plan;
  type::Type type;

  std::string operator()(std::string_view text) const { return std::string(text); }
  std::string operator()(const number::Rational& number) const { return number.to_text(); }
  std::string operator()(Date date) const {
    return base::to_iso_text(base::civil_from_days(date.days));
  }
  std::string operator()(Category category) const {
    return plan.category_sets[type.ref].values[static_cast<std::size_t>(category.code)].name;
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    assert(false && "verified: join takes nothing else");
    return {};
  }
};

}  // namespace

namespace operations {

Value text_length(const CellPlace&, const Expression&, Operands v) {
  return number::Rational(static_cast<std::int64_t>(base::count_code_points(text_at(v, 0))));
}
Value contains(const CellPlace&, const Expression&, Operands v) {
  return base::has_part(text_at(v, 0), text_at(v, 1));
}
Value starts_with(const CellPlace&, const Expression&, Operands v) {
  return text_at(v, 0).starts_with(text_at(v, 1));
}
Value ends_with(const CellPlace&, const Expression&, Operands v) {
  return text_at(v, 0).ends_with(text_at(v, 1));
}
Value join(const CellPlace& place, const Expression& e, Operands v) {
  std::string joined;
  for (std::size_t i = 0; i < v.size(); ++i) {
    const Expression& part = place.plan.expressions[place.plan.operands[e.first_operand + i]];
    joined += std::visit(Written{place.plan, part.type}, v[i]);
    if (joined.size() > e.payload) return place.fault(type::CellFault::overflow);
  }
  constexpr std::size_t kBytesPerUnit = 32;
  base::spend(1 + joined.size() / kBytesPerUnit);
  return place.cells.keep(std::move(joined));
}
Value is_citizen_id(const CellPlace&, const Expression&, Operands v) {
  return base::is_citizen_id(text_at(v, 0));
}
Value is_credit_code(const CellPlace&, const Expression&, Operands v) {
  return base::is_credit_code(text_at(v, 0));
}
Value birth_date(const CellPlace& place, const Expression&, Operands v) {
  const auto date = base::birth_date(text_at(v, 0));
  if (!date) return place.fault(type::CellFault::bad_cell);
  return Date{base::days_from_civil(*date)};
}

Value is_digits(const CellPlace&, const Expression&, Operands v) {
  return base::is_digits(text_at(v, 0));
}
Value is_male(const CellPlace& place, const Expression&, Operands v) {
  const auto male = base::is_male(text_at(v, 0));
  if (!male) return place.fault(type::CellFault::bad_cell);
  return *male;
}
Value region_code(const CellPlace& place, const Expression&, Operands v) {
  const auto code = base::region_code(text_at(v, 0));
  if (!code) return place.fault(type::CellFault::bad_cell);
  return number::Rational(*code);
}

}  // namespace operations
}  // namespace remit::row
