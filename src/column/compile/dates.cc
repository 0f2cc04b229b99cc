// Dates and workdays, one row at a time.
#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "column/compile/formula_compiler.h"

namespace remit::column {

using plan::Expression;

namespace {

using base::CivilDate;
using plan::Opcode;
using type::CellFault;

/// No two accepted days are further apart, so larger durations need not be told from each other.
constexpr std::int32_t kFarAway = 4'000'000;

std::int32_t day_number(std::int64_t day) { return static_cast<std::int32_t>(day); }
CivilDate civil(std::int64_t day) { return base::civil_from_days(day_number(day)); }

IntResult day_or_overflow(const std::optional<CivilDate>& date) {
  if (!date || !base::is_valid(*date)) return {0, CellFault::overflow};
  return {base::days_from_civil(*date)};
}

std::int32_t quarter(const CivilDate& date) { return (date.month + 2) / 3; }

IntResult last_day(std::int32_t year, std::int32_t month) {
  return {base::days_from_civil({year, month, base::days_in_month(year, month)})};
}

IntResult days_or_fault(const table::WorkCalendar::Days& days) {
  if (const auto* fault = std::get_if<CellFault>(&days)) return {0, *fault};
  return {std::get<std::int64_t>(days)};
}

std::optional<IntResult> unusable(const table::WorkCalendar& calendar) {
  if (calendar.hole) return IntResult{0, CellFault::hole};
  if (calendar.fault) return IntResult{0, CellFault::none, &*calendar.fault};
  return std::nullopt;
}

std::int64_t weekday(std::int64_t day) {
  return static_cast<std::int64_t>(base::weekday(day_number(day)));
}

/// The least and greatest result of the operation.
Interval range_of(Opcode op) {
  const type::OperationInfo& info = type::operation(op);
  if (info.at_least && info.at_most) return {*info.at_least, *info.at_most};
  if (info.result != type::OperandKind::date) return {-kFarAway, kFarAway};
  return {base::days_from_civil({base::kMinYear, 1, 1}),
          base::days_from_civil({base::kMaxYear, 12, 31})};
}

}  // namespace

Operand FormulaCompiler::map_rows(Operand* a, Operand* b, BinaryFunction function,
                                  const Interval& range) {
  Operand result;
  result.range = with_zero(range);
  const FaultRulePtr faults = first_fault({a->faults, b->faults});
  const RegisterId x = emitter_.at_width(a, Width::int64);
  const RegisterId y = a == b ? x : emitter_.at_width(b, Width::int64);
  const Selected where = emitter_.selected(result.range);
  result.reg = emitter_.add_register(Width::int64, result.range);
  emitter_.add_step(map_vectors(result.reg, faults, x, y, std::move(function), at_, where.rows));
  result.faults = emitter_.carry_faults(result.reg);
  return result;
}

Operand FormulaCompiler::map_dates(const Expression& e, std::span<Operand> v,
                                   BinaryFunction function) {
  return map_rows(&v[0], &v.back(), std::move(function), range_of(e.op));
}

Operand FormulaCompiler::whole_count(Operand x) {
  const Integer unit = x.is_ratio() ? Integer(1) : Integer::pow10(x.decimals);
  return rounded(std::move(x), 1, unit, number::RoundingMode::down, 0);
}

/// No two days are further apart.
Operand FormulaCompiler::held_count(Operand x) {
  x = extreme(whole_count(std::move(x)), integer(kFarAway), false);
  return extreme(std::move(x), integer(-kFarAway), true);
}

Operand FormulaCompiler::lower_add_days(const Expression& e, std::span<Operand> v) {
  v[1] = held_count(v[1]);
  return map_dates(e, v, [](std::int64_t day, std::int64_t count) {
    return day_or_overflow(civil(day + count));
  });
}
Operand FormulaCompiler::lower_add_months(const Expression& e, std::span<Operand> v) {
  v[1] = held_count(v[1]);
  return map_dates(e, v, [](std::int64_t day, std::int64_t count) {
    return day_or_overflow(base::add_months(civil(day), day_number(count)));
  });
}
Operand FormulaCompiler::lower_add_years(const Expression& e, std::span<Operand> v) {
  v[1] = held_count(v[1]);
  return map_dates(e, v, [](std::int64_t day, std::int64_t count) {
    return day_or_overflow(base::add_months(civil(day), day_number(12 * count)));
  });
}
Operand FormulaCompiler::lower_add_workdays(const Expression& e, std::span<Operand> v) {
  v[1] = held_count(v[1]);
  return map_dates(e, v, [days = calendar(e.payload)](std::int64_t day, std::int64_t count) {
    if (const auto fault = unusable(*days)) return *fault;
    return days_or_fault(days->later(day_number(day), count));
  });
}

Operand FormulaCompiler::lower_days_between(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t from, std::int64_t to) { return IntResult{to - from}; });
}
Operand FormulaCompiler::lower_months_between(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t from, std::int64_t to) {
    return IntResult{base::months_between(civil(from), civil(to))};
  });
}
Operand FormulaCompiler::lower_years_between(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t from, std::int64_t to) {
    return IntResult{base::years_between(civil(from), civil(to))};
  });
}
Operand FormulaCompiler::lower_months_begun(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t from, std::int64_t to) {
    return IntResult{base::months_begun(civil(from), civil(to))};
  });
}
Operand FormulaCompiler::lower_years_begun(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t from, std::int64_t to) {
    return IntResult{base::years_begun(civil(from), civil(to))};
  });
}
Operand FormulaCompiler::lower_workdays_between(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [days = calendar(e.payload)](std::int64_t from, std::int64_t to) {
    if (const auto fault = unusable(*days)) return *fault;
    return days_or_fault(days->between(day_number(from), day_number(to)));
  });
}

Operand FormulaCompiler::lower_year_of(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t day, std::int64_t) { return IntResult{civil(day).year}; });
}
Operand FormulaCompiler::lower_quarter_of(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v,
                   [](std::int64_t day, std::int64_t) { return IntResult{quarter(civil(day))}; });
}
Operand FormulaCompiler::lower_month_of(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v,
                   [](std::int64_t day, std::int64_t) { return IntResult{civil(day).month}; });
}
Operand FormulaCompiler::lower_day_of(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t day, std::int64_t) { return IntResult{civil(day).day}; });
}
Operand FormulaCompiler::lower_weekday_of(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t day, std::int64_t) { return IntResult{weekday(day)}; });
}

Operand FormulaCompiler::lower_next_weekday(const Expression& e, std::span<Operand> v) {
  Operand wanted = whole_count(v[1]);
  if (!wanted.constant) emitter_.materialise(&wanted);
  Operand weeks = rounded(wanted, 1, 7, number::RoundingMode::floor, 0);
  v[1] = sum(std::move(wanted), times(std::move(weeks), 7), -1);
  return map_dates(e, v, [](std::int64_t day, std::int64_t number) {
    return day_or_overflow(civil(day + (number + 7 - weekday(day)) % 7));
  });
}

Operand FormulaCompiler::lower_end_of_month(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t day, std::int64_t) {
    return last_day(civil(day).year, civil(day).month);
  });
}
Operand FormulaCompiler::lower_end_of_quarter(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v, [](std::int64_t day, std::int64_t) {
    return last_day(civil(day).year, 3 * quarter(civil(day)));
  });
}
Operand FormulaCompiler::lower_end_of_year(const Expression& e, std::span<Operand> v) {
  return map_dates(e, v,
                   [](std::int64_t day, std::int64_t) { return last_day(civil(day).year, 12); });
}

std::shared_ptr<const table::WorkCalendar> FormulaCompiler::calendar(std::uint32_t index) {
  auto& known = environment_.calendars[index];
  if (known == nullptr) known = read_calendar(environment_, index);
  return known;
}

}  // namespace remit::column
