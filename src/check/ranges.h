#pragma once

#include <optional>
#include <vector>

#include "check/context.h"

namespace remit::check {

/// What values a number may have, as far as the policy itself says: bounds may be open.
struct Interval {
  std::optional<number::Rational> low = {};
  bool low_open = false;
  std::optional<number::Rational> high = {};
  bool high_open = false;

  bool empty() const;
  /// The values that lie in both.
  Interval meet(const Interval& other) const;
  /// The values `x` with `x op value`.
  static Interval compared(type::Opcode op, const number::Rational& value);
};

/// The interval of a numeric expression: constants, bounds of decisions, places from 1, counts
/// from 0, amounts of scales, and what arithmetic makes of them. Does not look into other columns.
Interval interval_of(const Context& context, ExprId expr);
/// The same, through the columns that it reads and the rows that it refers to.
Interval interval_behind(const Context& context, ExprId expr);
/// Whether the value of a numeric expression may lie below zero.
bool may_be_negative(const Context& context, ExprId expr);

/// Whether a condition reads a value whose bounds go without saying: it may say them again.
bool reads_implied(const Context& context, ExprId condition);

/// Reports written comparisons that always or never hold, and conditions that contradict each
/// other, whatever the data are.
void report_unreachable(Context& context);

/// Warns of edges of a table of amounts above which less is paid. A rate that is only compared with
/// is no amount.
void warn_cliffs(Context& context, const type::Scale& scale, const Tables::ScaleTypes& types);

}  // namespace remit::check
