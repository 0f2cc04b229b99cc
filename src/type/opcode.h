#pragma once

#include <cstdint>

namespace remit::type {

/// The operations of a formula over one row. Strict unless said: the first operand (in order)
/// that is blank or an error decides the result.
enum class Opcode : std::uint8_t {
  // Leaves. `payload` is an index into the list named.
  number,    ///< the plan's numbers
  boolean,   ///< payload 0 or 1
  date,      ///< payload: days since 1970-01-01, as int32
  text,      ///< the plan's texts
  category,  ///< payload: code within the type's category set
  column,    ///< payload: a column of this entity or of the whole
  blank,     ///< no value; the type says what it would be
  fail,      ///< payload: CellFault; an error that begins here

  // Exact arithmetic.
  negate,
  add,
  subtract,
  multiply,
  divide,  ///< a zero divisor is CellFault::division_by_zero
  minimum,
  maximum,
  absolute,
  round,  ///< payload: the plan's roundings
  floor,
  ceiling,  ///< to a whole number

  // Comparison of two values of one type: numbers, dates, texts (by code points), categories (in
  // the order of the list), booleans (equality), references (equality; rows).
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,

  // Logic. `conjunction` is false if any operand is false, whatever the others are; else the
  // first fault; else true. `disjunction` mirrors it.
  conjunction,
  disjunction,
  negation,
  at_least,  ///< payload k: at least k of the operands hold; strict

  choose,     ///< if, then, else: only the condition and the chosen operand count
  is_given,   ///< one operand: false if it is blank, true if a value; an error stays an error
  otherwise,  ///< the first operand unless it is blank, else the second
  is_one_of,  ///< first operand equals one of the others (constants); strict in the first

  // Tables known when the policy is compiled.
  scale,   ///< payload: the plan's scales; operand: the value looked up
  matrix,  ///< payload: the plan's matrices; operands: one category each
  dated,   ///< payload: the plan's dated; operand: the date asked for

  // Dates. Durations are whole numbers. A day outside the years 1 to 9999 is CellFault::overflow.
  add_days,
  add_months,
  add_years,     ///< date, number of them
  add_workdays,  ///< payload: the plan's calendars; date, number
  days_between,
  months_between,
  years_between,     ///< from, to: whole ones, negative if to < from
  workdays_between,  ///< payload: the plan's calendars; days after from, up to to
  year_of,
  quarter_of,
  month_of,
  day_of,  ///< date -> number
  end_of_month,
  end_of_quarter,
  end_of_year,  ///< date -> date
};

}  // namespace remit::type
