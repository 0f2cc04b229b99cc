// Dates and workdays, one row at a time.
#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "column/compile/formula_compiler.h"

namespace remit::column {
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

/// One entry for each operation without a calendar.
struct DateOperation {
  Opcode op;
  IntResult (*compute)(std::int64_t a, std::int64_t b);
};

constexpr DateOperation kOperations[] = {
    {Opcode::add_days,
     [](std::int64_t a, std::int64_t b) { return day_or_overflow(civil(a + b)); }},
    {Opcode::add_months,
     [](std::int64_t a, std::int64_t b) {
       return day_or_overflow(base::add_months(civil(a), day_number(b)));
     }},
    {Opcode::add_years,
     [](std::int64_t a, std::int64_t b) {
       return day_or_overflow(base::add_months(civil(a), day_number(12 * b)));
     }},
    {Opcode::days_between, [](std::int64_t a, std::int64_t b) { return IntResult{b - a}; }},
    {Opcode::months_between,
     [](std::int64_t a, std::int64_t b) {
       return IntResult{base::months_between(civil(a), civil(b))};
     }},
    {Opcode::years_between,
     [](std::int64_t a, std::int64_t b) {
       return IntResult{base::years_between(civil(a), civil(b))};
     }},
    {Opcode::year_of, [](std::int64_t a, std::int64_t) { return IntResult{civil(a).year}; }},
    {Opcode::quarter_of, [](std::int64_t a, std::int64_t) { return IntResult{quarter(civil(a))}; }},
    {Opcode::month_of, [](std::int64_t a, std::int64_t) { return IntResult{civil(a).month}; }},
    {Opcode::day_of, [](std::int64_t a, std::int64_t) { return IntResult{civil(a).day}; }},
    {Opcode::end_of_month,
     [](std::int64_t a, std::int64_t) { return last_day(civil(a).year, civil(a).month); }},
    {Opcode::end_of_quarter,
     [](std::int64_t a, std::int64_t) { return last_day(civil(a).year, 3 * quarter(civil(a))); }},
    {Opcode::end_of_year, [](std::int64_t a, std::int64_t) { return last_day(civil(a).year, 12); }},
};

std::optional<IntResult> unusable(const WorkCalendar& calendar) {
  if (calendar.hole) return IntResult{0, CellFault::hole};
  if (calendar.fault) return IntResult{0, CellFault::none, &*calendar.fault};
  return std::nullopt;
}

IntResult add_workdays(const WorkCalendar& calendar, std::int64_t from, std::int64_t count) {
  if (const auto fault = unusable(calendar)) return *fault;
  const std::int32_t step = count < 0 ? -1 : 1;
  std::int32_t day = day_number(from);
  for (std::int64_t left = count; left != 0;) {
    day += step;
    if (!base::is_valid(base::civil_from_days(day))) return {0, CellFault::overflow};
    if (!calendar.covers(day)) return {0, CellFault::no_holidays};
    if (calendar.is_worked(day)) left -= step;
  }
  return {day};
}

IntResult workdays_between(const WorkCalendar& calendar, std::int64_t from, std::int64_t to) {
  if (const auto fault = unusable(calendar)) return *fault;
  const std::int32_t first = day_number(std::min(from, to));
  const std::int32_t last = day_number(std::max(from, to));
  std::int64_t worked = 0;
  for (std::int32_t day = first + 1; day <= last; ++day) {
    if (!calendar.covers(day)) return {0, CellFault::no_holidays};
    worked += calendar.is_worked(day) ? 1 : 0;
  }
  return {from <= to ? worked : -worked};
}

bool adds_duration(Opcode op) {
  return op == Opcode::add_days || op == Opcode::add_months || op == Opcode::add_years ||
         op == Opcode::add_workdays;
}

/// The least and greatest result of the operation.
Interval range_of(Opcode op) {
  switch (op) {
    case Opcode::days_between:
    case Opcode::months_between:
    case Opcode::years_between:
    case Opcode::workdays_between:
      return {-kFarAway, kFarAway};
    case Opcode::year_of:
      return {base::kMinYear, base::kMaxYear};
    case Opcode::quarter_of:
    case Opcode::month_of:
    case Opcode::day_of:
      return {1, 31};
    default:
      return {base::days_from_civil({base::kMinYear, 1, 1}),
              base::days_from_civil({base::kMaxYear, 12, 31})};
  }
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

Operand FormulaCompiler::date_operation(const plan::Expression& e, std::span<Operand> v) {
  if (adds_duration(e.op)) {
    const Integer unit = v[1].is_ratio() ? Integer(1) : Integer::pow10(v[1].scale);
    Operand count = rounded(v[1], 1, unit, number::RoundingMode::down, 0);
    count = extreme(std::move(count), integer(kFarAway), false);
    v[1] = extreme(std::move(count), integer(-kFarAway), true);
  }
  Operand* second = v.size() > 1 ? &v[1] : &v[0];
  if (e.op == Opcode::add_workdays || e.op == Opcode::workdays_between) {
    const auto days = calendar(e.payload);
    const auto compute = e.op == Opcode::add_workdays ? add_workdays : workdays_between;
    return map_rows(
        &v[0], second,
        [days, compute](std::int64_t a, std::int64_t b) { return compute(*days, a, b); },
        range_of(e.op));
  }
  const auto* entry = std::find_if(std::begin(kOperations), std::end(kOperations),
                                   [&](const DateOperation& known) { return known.op == e.op; });
  return map_rows(&v[0], second, entry->compute, range_of(e.op));
}

std::shared_ptr<const WorkCalendar> FormulaCompiler::calendar(std::uint32_t index) {
  auto& known = environment_.calendars[index];
  if (known == nullptr) known = read_calendar(environment_, index);
  return known;
}

}  // namespace remit::column
