#include "report/date_parts.h"

#include <span>

#include "base/civil_date.h"

namespace remit::report {
namespace {

using number::Rational;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;

/// Reads the steps from the last to the first.
class Steps {
 public:
  Steps(const plan::Plan& plan, ExpressionId last) : plan_(plan), at_(last) {}

  /// How many of a unit are added here; no expression and 0 where none are.
  std::optional<DatePart> take(Opcode adds) {
    const Expression& e = expression(at_);
    if (e.op != adds) return DatePart{};
    at_ = operands(e)[0];
    const ExpressionId count = operands(e)[1];
    const Expression& counted = expression(count);
    if (counted.op == Opcode::number) return DatePart{std::nullopt, plan_.numbers[counted.payload]};
    // x - 1 after the first one is x.
    if (counted.op != Opcode::subtract) return std::nullopt;
    const Expression& one = expression(operands(counted)[1]);
    const bool after_first = one.op == Opcode::number && plan_.numbers[one.payload] == Rational(1);
    if (!after_first) return std::nullopt;
    return DatePart{operands(counted)[0], {}};
  }
  /// The day to which all of them are added.
  std::optional<base::CivilDate> first_day() const {
    const Expression& e = expression(at_);
    if (e.op != Opcode::date) return std::nullopt;
    return base::civil_from_days(static_cast<std::int32_t>(e.payload));
  }

 private:
  const Expression& expression(ExpressionId id) const { return plan_.expressions[id]; }
  std::span<const ExpressionId> operands(const Expression& e) const {
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }

  const plan::Plan& plan_;
  ExpressionId at_;
};

/// The part that so many after `first` are; false where what is computed does not begin at 1.
bool count_from(std::int32_t first, DatePart& part) {
  if (part.expression) return first == 1;
  part.constant += Rational(first);
  return true;
}

}  // namespace

std::optional<DateParts> date_parts(const plan::Plan& plan, const plan::Expression& expression) {
  if (expression.op != Opcode::choose || expression.type != type::kDate) return std::nullopt;
  const auto operands =
      std::span(plan.operands).subspan(expression.first_operand, expression.operand_count);
  const Expression& otherwise = plan.expressions[operands[2]];
  const bool fails = otherwise.op == Opcode::fail &&
                     otherwise.payload == static_cast<std::uint32_t>(type::CellFault::bad_cell);
  if (!fails) return std::nullopt;
  Steps steps(plan, operands[1]);
  auto day = steps.take(Opcode::add_days);
  auto month = steps.take(Opcode::add_months);
  auto year = steps.take(Opcode::add_years);
  const auto first = steps.first_day();
  if (!day || !month || !year || !first) return std::nullopt;
  const bool counts = count_from(first->year, *year) && count_from(first->month, *month) &&
                      count_from(first->day, *day);
  if (!counts) return std::nullopt;
  return DateParts{*year, *month, *day};
}

}  // namespace remit::report
