// Functions that are formulas of the operations there are.

#include <algorithm>
#include <optional>
#include <utility>

#include "base/civil_date.h"
#include "check/ranges.h"
#include "check/typer.h"
#include "diagnostic/code/lexical.h"
#include "diagnostic/code/types.h"

namespace remit::check {

namespace code = diagnostic::code;
using number::Rational;
using type::Opcode;
using type::Type;
using type::TypeKind;

namespace {

constexpr int kGreatestPower = 100;

NodeView value_of(NodeView call, std::size_t argument) {
  return call.all(Label::argument)[argument][Label::value];
}

}  // namespace

ExprId Typer::derived_function(NodeView node, const type::Function& function, const Scope& scope,
                               Type expected) {
  switch (function.derived) {
    case type::Derived::none:
      break;
    case type::Derived::modulo:
      return modulo(node, scope, expected);
    case type::Derived::power:
      return power(node, scope);
    case type::Derived::date:
      return date_of(node, scope);
    case type::Derived::days_in_month: {
      const ExprId date = date_argument(node, scope);
      const ExprId last = build_.operation(Opcode::end_of_month, {date}, type::kDate, node.span());
      const ExprId days = build_.operation(Opcode::day_of, {last}, type::kNumber, node.span());
      c_.claims.bound_value(days, {Rational(28), Rational(31)});
      return days;
    }
    case type::Derived::days_in_year: {
      const ExprId date = date_argument(node, scope);
      const ExprId last = build_.operation(Opcode::end_of_year, {date}, type::kDate, node.span());
      const ExprId back = build_.number(-1, type::kNumber, node.span());
      const ExprId before =
          build_.operation(Opcode::add_years, {last, back}, type::kDate, node.span());
      const ExprId days =
          build_.operation(Opcode::days_between, {before, last}, type::kNumber, node.span());
      c_.claims.bound_value(days, {Rational(365), Rational(366)});
      return days;
    }
    case type::Derived::next_workday:
      return near_workday(node, scope, true);
    case type::Derived::previous_workday:
      return near_workday(node, scope, false);
    case type::Derived::prorated:
      return prorated(node, scope, expected, false);
    case type::Derived::prorated_by_month:
      return prorated(node, scope, expected, true);
  }
  return wrong(node.span());
}

ExprId Typer::date_argument(NodeView node, const Scope& scope) {
  const ExprId date = of_type(value_of(node, 0), scope, type::kDate);
  return unknown(date) ? build_.blank(type::kDate, node.span()) : date;
}

/// a - b * floor(a / b): of the sign of the divisor.
ExprId Typer::modulo(NodeView node, const Scope& scope, Type expected) {
  const base::Span span = node.span();
  ExprId a = numeric(value_of(node, 0), scope, expected);
  ExprId b = numeric(value_of(node, 1), scope, build_.type_of(a));
  a = zero_as(a, build_.type_of(b));
  b = coerce(zero_as(b, build_.type_of(a)), build_.type_of(a), value_of(node, 1).span());
  if (unknown(a) || unknown(b)) return wrong(span);
  refuse_twice(node, a, b);
  const ExprId parts = quotient(a, b, type::kNumber, span);
  if (unknown(parts)) return wrong(span);
  const ExprId times = build_.operation(Opcode::floor, {parts}, type::kNumber, span);
  const ExprId rest = build_.subtract(a, build_.multiply(times, b, span), span);
  const Rational* divisor = build_.constant(b);
  if (divisor != nullptr && divisor->sign() > 0) {
    const bool whole = !build_[a].form.ratio && build_[a].form.decimals == 0;
    const Rational most = whole && divisor->is_integer() ? *divisor - Rational(1) : *divisor;
    c_.claims.bound_value(rest, {Rational(0), most});
  }
  return rest;
}

/// (a + b + c) / 3.
ExprId Typer::average_of(NodeView node, const Scope& scope, Type expected) {
  const auto arguments = node.all(Label::argument);
  std::vector<ExprId> values;
  Type type = type::kNumber;
  for (const NodeView argument : arguments) {
    values.push_back(numeric(argument[Label::value], scope, expected));
    if (unknown(values.back())) return wrong(node.span());
    if (build_.type_of(values.back()).kind == TypeKind::money) type = build_.type_of(values.back());
  }
  ExprId total = kNone;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const ExprId value = coerce(zero_as(values[i], type), type, arguments[i].span());
    total = total == kNone ? value : build_.add(total, value, node.span());
  }
  const ExprId count = build_.number(static_cast<std::int64_t>(values.size()), type::kNumber);
  return build_.divide(total, count, type, node.span());
}

/// A computed number of factors: of bounds that are known, so that the digits are.
ExprId Typer::power_by_value(NodeView node, ExprId base, ExprId count) {
  const base::Span written = value_of(node, 1).span();
  const ExprId factors = whole_number(count, written);
  if (unknown(factors)) return wrong(node.span());
  const Interval bounds = interval_behind(c_, factors);
  if (!bounds.low || *bounds.low < Rational(0) || !bounds.high ||
      *bounds.high > Rational(kGreatestPower)) {
    c_.sink.report(code::bad_power, written, {kGreatestPower});
    return wrong(node.span());
  }
  const auto most = static_cast<std::uint32_t>(bounds.high->floor().to_int64());
  return build_.operation(Opcode::power, {base, factors}, type::kNumber, node.span(), most);
}

/// By squares, so that a hundredth power is nine products.
ExprId Typer::power(NodeView node, const Scope& scope) {
  const base::Span span = node.span();
  ExprId square = of_type(value_of(node, 0), scope, type::kNumber);
  const NodeView times = value_of(node, 1);
  const std::size_t errors = c_.sink.error_count();
  const ExprId count = settled(of_type(times, scope, type::kNumber));
  // Of what was complained of nothing is known, and that is no second mistake.
  if (unknown(square) || unknown(count) || c_.sink.error_count() > errors) return wrong(span);
  const Rational* exponent = build_.constant(count);
  if (exponent == nullptr) return power_by_value(node, square, count);
  if (!exponent->is_integer() || *exponent < Rational(0) || *exponent > Rational(kGreatestPower)) {
    c_.sink.report(code::bad_power, times.span(), {kGreatestPower});
    return wrong(span);
  }
  ExprId result = kNone;
  for (std::int64_t left = exponent->trunc().to_int64(); left > 0; left /= 2) {
    if (left % 2 == 1) result = result == kNone ? square : build_.multiply(result, square, span);
    if (left > 1) square = build_.multiply(square, square, span);
  }
  return result == kNone ? build_.number(1, type::kNumber, span) : result;
}

/// The day that is so many years, months and days behind the first of all; an error of the cell
/// unless month and day are what was asked for.
ExprId Typer::date_of(NodeView node, const Scope& scope) {
  const base::Span span = node.span();
  ExprId parts[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const NodeView part = value_of(node, i);
    parts[i] = whole_number(of_type(part, scope, type::kNumber), part.span());
    if (unknown(parts[i])) return wrong(span);
  }
  const Rational* year = build_.constant(parts[0]);
  const Rational* month = build_.constant(parts[1]);
  const Rational* of_month = build_.constant(parts[2]);
  // Of parts that are not known, those with which there are most days.
  const auto known = [](const Rational* part, int otherwise) {
    return part == nullptr ? Rational(otherwise) : *part;
  };
  const Rational asked[] = {known(year, 2000), known(month, 1), known(of_month, 1)};
  const bool small =
      std::ranges::all_of(asked, [](const Rational& part) { return part.abs() < Rational(10000); });
  const auto number = [](const Rational& part) {
    return static_cast<std::int32_t>(part.numerator().to_int64());
  };
  if (!small || !base::is_valid({number(asked[0]), number(asked[1]), number(asked[2])}))
    c_.sink.report(code::invalid_date, span, {node.text()});
  const auto counted = [&](ExprId part) {
    return build_.subtract(part, build_.number(1, type::kNumber, span), span);
  };
  const auto within = [](const Rational* part, std::int32_t least, std::int32_t most) {
    return part != nullptr && part->is_integer() && Rational(least) <= *part &&
           *part <= Rational(most);
  };
  // From the last day on of which all before is known; the first that there is, where nothing is.
  const bool year_known = within(year, base::kMinYear, base::kMaxYear);
  const bool month_known = year_known && within(month, 1, 12);
  const base::CivilDate begin{year_known ? number(*year) : base::kMinYear,
                              month_known ? number(*month) : 1, 1};
  ExprId day = build_.date(base::days_from_civil(begin), span);
  if (!year_known)
    day = build_.operation(Opcode::add_years, {day, counted(parts[0])}, type::kDate, span);
  if (!month_known)
    day = build_.operation(Opcode::add_months, {day, counted(parts[1])}, type::kDate, span);
  day = build_.operation(Opcode::add_days, {day, counted(parts[2])}, type::kDate, span);
  const auto is = [&](Opcode part, ExprId wanted) {
    const ExprId found = build_.operation(part, {day}, type::kNumber, span);
    return build_.compare(Opcode::equal, found, wanted, span);
  };
  const ExprId exists =
      build_.conjunction({is(Opcode::month_of, parts[1]), is(Opcode::day_of, parts[2])}, span);
  return build_.choose(exists, day, build_.fail(type::CellFault::bad_cell, type::kDate, span),
                       span);
}

ExprId Typer::months_later(Opcode op, ExprId date, ExprId count, base::Span span) {
  return months_later(op, date, count, c_.tables.month_ends(), span);
}

ExprId Typer::months_later(Opcode op, ExprId date, ExprId count, MonthEnds reading,
                           base::Span span) {
  const ExprId moved = build_.operation(op, {date, count}, type::kDate, span);
  if (reading == MonthEnds::clamped) return moved;
  const auto day_of = [&](ExprId of) {
    return build_.operation(Opcode::day_of, {of}, type::kNumber, span);
  };
  const ExprId short_month = build_.compare(Opcode::less, day_of(moved), day_of(date), span);
  const ExprId instead =
      reading == MonthEnds::refused
          ? build_.fail(type::CellFault::bad_cell, type::kDate, span)
          : build_.operation(Opcode::add_days, {moved, build_.number(1, type::kNumber, span)},
                             type::kDate, span);
  return build_.choose(short_month, instead, moved, span);
}

/// Whole months or years from one day to another: the most by which the first can be moved without
/// passing the second. It differs by the reading of month ends where the second is the last day of
/// a month that is too short for the first: whole by its last day, not yet by the day after, and an
/// error where there is no such day.
ExprId Typer::months_passed(Opcode op, ExprId from, ExprId to, base::Span span) {
  const MonthEnds reading = c_.tables.month_ends();
  if (reading == MonthEnds::clamped) return build_.operation(op, {from, to}, type::kNumber, span);
  const bool years = op == Opcode::years_between || op == Opcode::years_begun;
  const bool begun = op == Opcode::months_begun || op == Opcode::years_begun;
  const Opcode later = years ? Opcode::add_years : Opcode::add_months;
  const ExprId one = build_.number(1, type::kNumber, span);
  const auto moved = [&](ExprId first, ExprId count) {
    return months_later(later, first, count, MonthEnds::forward, span);
  };
  const auto whole = [&](ExprId first, ExprId second) {
    const ExprId most = build_.operation(years ? Opcode::years_between : Opcode::months_between,
                                         {first, second}, type::kNumber, span);
    const ExprId passed = build_.compare(Opcode::greater, moved(first, most), second, span);
    const ExprId instead = reading == MonthEnds::refused
                               ? build_.fail(type::CellFault::bad_cell, type::kNumber, span)
                               : build_.subtract(most, one, span);
    return build_.choose(passed, instead, most, span);
  };
  ExprId count = whole(from, to);
  if (begun) {
    const ExprId left = build_.compare(Opcode::less, moved(from, count), to, span);
    count = build_.choose(left, build_.add(count, one, span), count, span);
  }
  const ExprId back = build_.operation(Opcode::negate, {whole(to, from)}, type::kNumber, span);
  return build_.choose(build_.compare(Opcode::less_equal, from, to, span), count, back, span);
}

ExprId Typer::near_workday(NodeView node, const Scope& scope, bool later) {
  const base::Span span = node.span();
  const ExprId date = of_type(value_of(node, 0), scope, type::kDate);
  const auto calendar = c_.tables.workday_calendar({}, span);
  if (unknown(date) || !calendar) return wrong(span);
  const int step = later ? 1 : -1;
  const ExprId from = build_.operation(
      Opcode::add_days, {date, build_.number(-step, type::kNumber, span)}, type::kDate, span);
  return build_.operation(Opcode::add_workdays, {from, build_.number(step, type::kNumber, span)},
                          type::kDate, span, *calendar);
}

}  // namespace remit::check
