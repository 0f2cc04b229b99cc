#pragma once

#include <array>
#include <optional>

#include "number/rational.h"
#include "plan/plan.h"

namespace remit::report {

/// Year, month and day of a date that is made of them: each an expression, or a constant.
struct DatePart {
  std::optional<plan::ExpressionId> expression;
  number::Rational constant;
};
using DateParts = std::array<DatePart, 3>;

/// What `date(y, m, d)` was written with, if the expression is what the checker makes of one: so
/// many years, months and days after the first day there is, where that day exists. Nothing of any
/// other expression.
std::optional<DateParts> date_parts(const plan::Plan& plan, const plan::Expression& expression);

}  // namespace remit::report
