// Operations of which some operands are wide: what is known of their results.
#include <algorithm>

#include "base/civil_date.h"
#include "needs/operation.h"
#include "row/operation.h"

namespace remit::needs {
namespace {

using plan::Opcode;

Possible of_range(const Range& range, const plan::Expression& e) {
  return Possible::within(range, e.type.kind == type::TypeKind::date);
}

Possible quotient(const row::CellPlace& place, const Range& a, const Range& b) {
  Possible result;
  const Rational zero(0);
  if (b.contains(zero)) result.add(Value(place.fault(type::CellFault::division_by_zero)));
  if (!(b.is_one() && b.low->is_zero())) result.add(Possible::within(a / b, false));
  return result;
}

/// By the ends of two ranges: 1 holds always, 0 never, else it depends.
Possible compared(const type::Comparison& holds, const Range& a, const Range& b) {
  const bool may_be_less = !a.low || !b.high || *a.low < *b.high;
  const bool may_be_greater = !a.high || !b.low || *b.low < *a.high;
  const bool may_be_equal = meet(a, b).has_value();
  Possible result;
  const auto add = [&](bool may, bool truth) {
    if (may) result.add(Value(truth));
  };
  add(may_be_less, holds.less);
  add(may_be_equal, holds.equal);
  add(may_be_greater, holds.greater);
  return result;
}

/// Both values of each kind are listed, or one side is wide: whether they can be equal, and differ.
Possible compared_by_content(const type::Comparison& holds, const Possible& a, const Possible& b) {
  if (holds.less != holds.greater) return Possible::either();
  const auto shared = [](const Possible& one, const Possible& other) {
    return std::ranges::any_of(one.few(), [&](const Value& value) { return other.may_be(value); });
  };
  const bool may_be_equal = (a.is_wide() && b.is_wide()) || shared(a, b) || shared(b, a);
  return may_be_equal ? Possible::either() : Possible(Value(holds.less));
}

Possible among(Operands v) {
  const bool met = std::any_of(v.begin() + 1, v.end(), [&](const Possible* member) {
    if (member->is_wide()) return true;
    return std::ranges::any_of(member->few(),
                               [&](const Value& each) { return v[0]->may_be(each); });
  });
  return met ? Possible::either() : Possible(Value(false));
}

constexpr std::size_t kNoneFalls = ~std::size_t{0};

/// What `operation` gives at the ends of ranges, of a function that never falls, or for operand
/// `falling` never rises. A day that no calendar has is an overflow, and anything before it
/// possible.
Possible by_ends(const row::CellPlace& place, const plan::Expression& e,
                 std::span<const Range> ranges, std::size_t falling) {
  Range result;
  Possible faults;
  const auto at_ends = [&](bool high) -> std::optional<Rational> {
    std::vector<Value> values;
    std::vector<const Value*> pointers;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const auto& end = high != (i == falling) ? ranges[i].high : ranges[i].low;
      if (!end) return std::nullopt;
      // Only the first operand of a sum is a day; of a difference both are.
      const bool day = i == 0 || falling != kNoneFalls;
      values.push_back(day ? Value(row::Date{static_cast<std::int32_t>(end->trunc().to_int64())})
                           : Value(*end));
    }
    for (const Value& value : values) pointers.push_back(&value);
    const Value value = row::evaluate(place, e, pointers);
    if (row::is_fault(value)) faults.add(value);
    return as_number(value);
  };
  result.low = at_ends(false);
  result.high = at_ends(true);
  const bool dates = e.type.kind == type::TypeKind::date;
  if (dates && (!result.low || !result.high))
    faults.add(Value(place.fault(type::CellFault::overflow)));
  Possible possible = Possible::within(result, dates);
  possible.add(faults);
  return possible;
}

Possible of_days(const row::CellPlace& place, const plan::Expression& e,
                 std::span<const Range> ranges) {
  constexpr Opcode kRising[] = {Opcode::add_days,   Opcode::add_months,   Opcode::add_years,
                                Opcode::year_of,    Opcode::end_of_month, Opcode::end_of_quarter,
                                Opcode::end_of_year};
  constexpr Opcode kBetween[] = {Opcode::days_between, Opcode::months_between,
                                 Opcode::years_between};
  if (std::ranges::find(kRising, e.op) != std::end(kRising))
    return by_ends(place, e, ranges, kNoneFalls);
  if (std::ranges::find(kBetween, e.op) != std::end(kBetween)) return by_ends(place, e, ranges, 0);
  return {};
}

Possible of_figures(const row::CellPlace& place, const plan::Expression& e,
                    std::span<const Range> ranges) {
  const auto all = [&](auto join) {
    Range range = ranges[0];
    for (std::size_t i = 1; i < ranges.size(); ++i) range = join(range, ranges[i]);
    return of_range(range, e);
  };
  if (e.op == Opcode::negate) return of_range(-ranges[0], e);
  if (e.op == Opcode::absolute) return of_range(absolute(ranges[0]), e);
  if (e.op == Opcode::add) return all([](const Range& a, const Range& b) { return a + b; });
  if (e.op == Opcode::subtract) return of_range(ranges[0] + -ranges[1], e);
  if (e.op == Opcode::multiply) return all([](const Range& a, const Range& b) { return a * b; });
  if (e.op == Opcode::divide) return quotient(place, ranges[0], ranges[1]);
  if (e.op == Opcode::minimum) return all(smaller);
  if (e.op == Opcode::maximum) return all(larger);
  std::function<Rational(const Rational&)> steps;
  if (e.op == Opcode::round)
    steps = [&](const Rational& x) { return number::round(x, place.plan.roundings[e.payload]); };
  if (e.op == Opcode::floor) steps = [](const Rational& x) { return Rational(x.floor()); };
  if (e.op == Opcode::ceiling) steps = [](const Rational& x) { return Rational(x.ceil()); };
  return steps ? of_range(rising(ranges[0], steps), e) : Possible();
}

}  // namespace

Possible apply_ranges(const row::CellPlace& place, const plan::Expression& e, Operands operands) {
  const type::OperationInfo& info = type::operation(e.op);
  if (e.op == Opcode::scale || e.op == Opcode::dated) return apply_table(place, e, *operands[0]);
  if (e.op == Opcode::is_one_of) return among(operands);
  std::vector<Range> ranges;
  for (const Possible* operand : operands) {
    if (const auto range = operand->numbers()) ranges.push_back(*range);
  }
  if (ranges.size() == operands.size() && !ranges.empty()) {
    if (info.comparison) return compared(*info.comparison, ranges[0], ranges[1]);
    const bool of_date = info.first == type::OperandKind::date;
    const Possible result = of_date ? of_days(place, e, ranges) : of_figures(place, e, ranges);
    if (result.has_values() || result.has_faults()) return result;
  }
  if (info.comparison) return compared_by_content(*info.comparison, *operands[0], *operands[1]);
  if (!e.type.is_numeric() || !(info.at_least || info.at_most)) return {};
  Range range;
  if (info.at_least) range.low = Rational(*info.at_least);
  if (info.at_most) range.high = Rational(*info.at_most);
  Possible result = Possible::within(range, false);
  if (e.op == Opcode::region_code) result.add(Value(place.fault(type::CellFault::bad_cell)));
  return result;
}

}  // namespace remit::needs
