#include "needs/possible.h"

#include <algorithm>

namespace remit::needs {
namespace {

/// So many values are told one by one; more are a range, or any.
constexpr std::size_t kFew = 96;

bool is_ordered(const Value& value) { return as_number(value).has_value(); }

}  // namespace

std::optional<Rational> as_number(const Value& value) {
  if (const auto* number = std::get_if<Rational>(&value)) return *number;
  if (const auto* date = std::get_if<row::Date>(&value)) return Rational(date->days);
  return std::nullopt;
}

bool is_same(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  if (row::is_fault(a)) return row::fault_of(a).code == row::fault_of(b).code;
  return row::compare(a, b) == 0;
}

bool is_same(const Possible& a, const Possible& b) {
  const bool same_range = a.wide_ != Possible::Wide::range ||
                          (a.range_.low == b.range_.low && a.range_.high == b.range_.high);
  return a.wide_ == b.wide_ && same_range && a.few_.size() == b.few_.size() &&
         std::equal(a.few_.begin(), a.few_.end(), b.few_.begin(),
                    [](const Value& x, const Value& y) { return is_same(x, y); });
}

Possible Possible::within(Range range, bool dates) {
  Possible possible;
  possible.widen(range, dates);
  return possible;
}

Possible Possible::anything() {
  Possible possible;
  possible.wide_ = Wide::any;
  return possible;
}

void Possible::widen(const Range& range, bool dates) {
  if (wide_ == Wide::any) return;
  Range all = wide_ == Wide::range ? hull(range_, range) : range;
  for (const Value& value : few_)
    if (const auto number = as_number(value)) all = hull(all, {number, number});
  std::erase_if(few_, is_ordered);
  dates_ = dates;
  if (all.is_one()) {
    wide_ = Wide::no;
    few_.push_back(dates ? Value(row::Date{static_cast<std::int32_t>(all.low->trunc().to_int64())})
                         : Value(*all.low));
    return;
  }
  wide_ = Wide::range;
  range_ = std::move(all);
}

void Possible::add(Value value) {
  if (std::ranges::any_of(few_, [&](const Value& known) { return is_same(known, value); })) return;
  const bool fault = row::is_fault(value);
  if (!fault && wide_ == Wide::any) return;
  if (!fault && wide_ == Wide::range) {
    const Rational number = *as_number(value);
    return widen({number, number}, dates_);
  }
  few_.push_back(std::move(value));
  if (few_.size() <= kFew || fault) return;
  if (const auto number = as_number(few_.back())) {
    const bool dates = std::holds_alternative<row::Date>(few_.back());
    return widen({number, number}, dates);
  }
  std::erase_if(few_, [](const Value& known) { return !row::is_fault(known); });
  wide_ = Wide::any;
}

void Possible::add(const Possible& other) {
  if (other.wide_ == Wide::any) {
    std::erase_if(few_, [](const Value& known) { return !row::is_fault(known); });
    wide_ = Wide::any;
  }
  if (other.wide_ == Wide::range) widen(other.range_, other.dates_);
  for (const Value& value : other.few_) add(value);
}

void Possible::add_faults(const Possible& other) {
  for (const Value& value : other.few_)
    if (row::is_fault(value)) add(Value(row::fault_where_needed(row::fault_of(value))));
}

bool Possible::has_faults() const { return std::ranges::any_of(few_, row::is_fault); }

bool Possible::has_values() const { return is_wide() || !std::ranges::all_of(few_, row::is_fault); }

bool Possible::may_be(const Value& value) const {
  if (std::ranges::any_of(few_, [&](const Value& known) { return is_same(known, value); }))
    return true;
  if (row::is_fault(value) || wide_ == Wide::no) return false;
  if (wide_ == Wide::any) return true;
  const std::optional<Rational> number = as_number(value);
  return number && range_.contains(*number);
}

bool Possible::may_be_blank() const { return std::ranges::any_of(few_, row::is_blank); }

std::optional<Range> Possible::numbers() const {
  if (wide_ == Wide::range) return range_;
  std::optional<Range> all;
  for (const Value& value : few_) {
    const auto number = as_number(value);
    if (number) all = all ? hull(*all, {number, number}) : Range{number, number};
  }
  return all;
}

Possible Possible::clipped(const Range& range) const {
  Possible rest;
  for (const Value& value : few_) {
    const auto number = as_number(value);
    if (!number || range.contains(*number)) rest.add(value);
  }
  if (wide_ == Wide::range) {
    if (const auto both = meet(range_, range)) rest.widen(*both, dates_);
  }
  return rest;
}

Possible Possible::values() const {
  Possible rest = *this;
  std::erase_if(rest.few_, row::is_fault);
  return rest;
}

}  // namespace remit::needs
