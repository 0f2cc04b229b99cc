#include "check/order_of.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "base/budget.h"
#include "check/fold_order.h"
#include "check/ranges.h"
#include "check/same_value.h"

namespace remit::check {
namespace {

using number::Rational;
using number::RoundingMode;
using type::FoldOp;
using type::Opcode;

/// Longer sums are not looked at.
constexpr std::size_t kMostAddends = 12;
/// So many sums are tried for one comparison.
constexpr int kMostTried = 60;

/// A sum of multiples of values that are not looked into, dates counted in days, and a constant.
struct Sum {
  struct Addend {
    ExprId value;
    Rational times;
  };
  absl::InlinedVector<Addend, 4> addends;
  Rational constant;
};

/// What the result of a function is beyond its first operand: the bounds of the difference.
struct Beyond {
  Opcode op;
  int least = 0;
  int most = 0;
  bool least_open = false;
  bool most_open = false;
};

constexpr std::array kBeyond{
    Beyond{.op = Opcode::floor, .least = -1, .most = 0, .least_open = true},
    Beyond{.op = Opcode::ceiling, .least = 0, .most = 1, .most_open = true},
    Beyond{.op = Opcode::end_of_month, .least = 0, .most = 30},
    Beyond{.op = Opcode::end_of_quarter, .least = 0, .most = 91},
    Beyond{.op = Opcode::end_of_year, .least = 0, .most = 365},
    Beyond{.op = Opcode::next_weekday, .least = 0, .most = 6},
};

/// Functions of which the result never falls where their first operand rises.
constexpr std::array kRising{Opcode::floor,       Opcode::ceiling,      Opcode::round,
                             Opcode::year_of,     Opcode::end_of_month, Opcode::end_of_quarter,
                             Opcode::end_of_year, Opcode::next_weekday, Opcode::add_months,
                             Opcode::add_years,   Opcode::add_workdays};

/// Each ends where one of those before it ends, or later.
constexpr std::array kLongerAndLonger{Opcode::end_of_month, Opcode::end_of_quarter,
                                      Opcode::end_of_year};

class Order {
 public:
  explicit Order(const Context& context) : context_(context), model_(context.model) {}

  Sum difference(ExprId left, ExprId right) {
    Sum sum;
    add(sum, left, Rational(1));
    add(sum, right, Rational(-1));
    return sum;
  }

  /// The same by the bounds of its parts alone, which the look at ranges in the end goes by.
  bool lies_on_one_side(const Sum& sum, bool above) const {
    return by_bounds(sum, above, [this](ExprId id) { return interval_of(context_, id); });
  }

  /// Whether the sum is never below zero; `above`: is always above it. False where that is not
  /// certain.
  bool never_below(const Sum& sum, bool above) {
    base::go_deeper();
    if (sum.addends.size() > kMostAddends || --left_ < 0) return false;
    if (by_bounds(sum, above)) return true;
    for (std::size_t i = 0; i < sum.addends.size(); ++i)
      if (by_function(sum, i, above) || by_cases(sum, i, above) || by_other(sum, i, above))
        return true;
    return false;
  }

 private:
  static bool by_bounds(const Sum& sum, bool above, const auto& bounds) {
    Rational least = sum.constant;
    bool open = false;
    for (const Sum::Addend& each : sum.addends) {
      const Interval range = bounds(each.value);
      const bool up = each.times.sign() > 0;
      const auto& bound = up ? range.low : range.high;
      if (!bound) return false;
      least += *bound * each.times;
      open = open || (up ? range.low_open : range.high_open);
    }
    return least.sign() > 0 || (least.is_zero() && (!above || open));
  }

  const Expr& at(ExprId id) const { return model_.exprs[id]; }
  bool is(ExprId id, Opcode op) const {
    return at(id).kind == ExprKind::operation && at(id).op == op;
  }

  void add(Sum& sum, ExprId id, const Rational& times) const {
    base::go_deeper();
    if (times.is_zero() || sum.addends.size() > kMostAddends) return;
    if (const auto constant = context_.build.ordered_constant(id)) {
      sum.constant += *constant * times;
      return;
    }
    const Expr& expr = at(id);
    const auto& args = expr.args;
    const bool operation = expr.kind == ExprKind::operation;
    if (operation && expr.op == Opcode::negate) return add(sum, args[0], -times);
    if (operation && (expr.op == Opcode::add || expr.op == Opcode::add_days)) {
      for (const ExprId arg : args) add(sum, arg, times);
      return;
    }
    if (operation && (expr.op == Opcode::subtract || expr.op == Opcode::days_between)) {
      const bool from_first = expr.op == Opcode::subtract;
      add(sum, args[from_first ? 0 : 1], times);
      return add(sum, args[from_first ? 1 : 0], -times);
    }
    if (operation && expr.op == Opcode::divide) {
      const Rational* by = context_.build.constant(args[1]);
      if (by != nullptr && !by->is_zero()) return add(sum, args[0], times / *by);
    }
    if (operation && expr.op == Opcode::multiply && add_multiple(sum, expr, times)) return;
    add_value(sum, id, times);
  }

  /// A product of one value and constants.
  bool add_multiple(Sum& sum, const Expr& expr, Rational times) const {
    ExprId value = kNone;
    for (const ExprId arg : expr.args) {
      const Rational* factor = context_.build.constant(arg);
      if (factor == nullptr && value != kNone) return false;
      if (factor == nullptr)
        value = arg;
      else
        times *= *factor;
    }
    if (value == kNone) return false;
    add(sum, value, times);
    return true;
  }

  void add_value(Sum& sum, ExprId id, const Rational& times) const {
    const auto same = std::ranges::find_if(
        sum.addends, [&](const Sum::Addend& each) { return same_value(model_, each.value, id); });
    if (same == sum.addends.end()) {
      sum.addends.push_back({id, times});
      return;
    }
    same->times += times;
    if (same->times.is_zero()) sum.addends.erase(same);
  }

  /// The sum with an addend replaced by its multiple of another value and a constant.
  Sum with(const Sum& sum, std::size_t place, ExprId value, const Rational& constant,
           bool turned = false) const {
    Sum other = sum;
    const Rational times = sum.addends[place].times;
    other.addends.erase(other.addends.begin() + static_cast<std::ptrdiff_t>(place));
    other.constant += times * constant;
    if (value != kNone) add(other, value, turned ? -times : times);
    return other;
  }

  bool by_bounds(const Sum& sum, bool above) {
    return by_bounds(sum, above, [this](ExprId id) { return bounds_of(id); });
  }

  /// What a type implies may be said again.
  Interval bounds_of(ExprId id) {
    const Expr& expr = at(id);
    if (reads_implied(context_, id)) return {};
    Interval range = interval_of(context_, id);
    const bool between = is(id, Opcode::months_between) || is(id, Opcode::years_between) ||
                         is(id, Opcode::months_begun) || is(id, Opcode::years_begun) ||
                         is(id, Opcode::workdays_between);
    if (between && never_below(difference(expr.args[1], expr.args[0]), false))
      range.low = Rational(0);
    if (between && never_below(difference(expr.args[0], expr.args[1]), false))
      range.high = Rational(0);
    return range;
  }

  /// The bounds of a function's result less its first operand.
  Interval beyond(const Expr& expr) const {
    for (const Beyond& each : kBeyond) {
      if (each.op != expr.op) continue;
      return {.low = Rational(each.least),
              .low_open = each.least_open,
              .high = Rational(each.most),
              .high_open = each.most_open};
    }
    if (expr.op == Opcode::round) return rounded_away(expr);
    if (expr.op == Opcode::add_months) return moved(expr, 28, 31);
    if (expr.op == Opcode::add_years) return moved(expr, 365, 366);
    if (expr.op == Opcode::add_workdays) return moved(expr, 1, std::nullopt);
    return {};
  }

  Interval rounded_away(const Expr& expr) const {
    const number::Rounding& rounding = model_.roundings[expr.payload];
    const Rational step = rounding.increment.to_rational();
    const Interval value = interval_of(context_, expr.args[0]);
    const bool above = value.low && value.low->sign() >= 0;
    const bool below = value.high && value.high->sign() <= 0;
    const bool up = rounding.mode == RoundingMode::ceiling ||
                    (rounding.mode == RoundingMode::up && above) ||
                    (rounding.mode == RoundingMode::down && below);
    const bool down = rounding.mode == RoundingMode::floor ||
                      (rounding.mode == RoundingMode::down && above) ||
                      (rounding.mode == RoundingMode::up && below);
    const bool nearest = rounding.mode == RoundingMode::half_up ||
                         rounding.mode == RoundingMode::half_down ||
                         rounding.mode == RoundingMode::half_even;
    if (nearest) return {.low = -step / Rational(2), .high = step / Rational(2)};
    Interval range{.low = -step, .low_open = true, .high = step, .high_open = true};
    if (up) range = {.low = Rational(0), .high = step, .high_open = true};
    if (down) range = {.low = -step, .low_open = true, .high = Rational(0)};
    return range;
  }

  /// Of a day that is moved by a length of known sign, each unit so many days or more, and no more
  /// than so many.
  Interval moved(const Expr& expr, int shortest, std::optional<int> longest) const {
    const Interval length = interval_of(context_, expr.args[1]);
    Interval range;
    if (length.low && length.low->sign() >= 0) {
      range.low = *length.low * Rational(shortest);
      if (longest && length.high) range.high = *length.high * Rational(*longest);
    } else if (length.high && length.high->sign() <= 0) {
      range.high = *length.high * Rational(shortest);
      if (longest && length.low) range.low = *length.low * Rational(*longest);
    }
    return range;
  }

  /// By a bound that an addend has towards another value: of its operand, of the row's own value
  /// among those of all rows, of each of several of which it is the largest.
  bool by_function(const Sum& sum, std::size_t place, bool above) {
    const ExprId id = sum.addends[place].value;
    const Expr& expr = at(id);
    const bool up = sum.addends[place].times.sign() > 0;
    if (expr.kind == ExprKind::fold) return by_own_row(sum, place, above);
    if (expr.kind != ExprKind::operation) return false;
    if (expr.op == Opcode::absolute)
      return up && (never_below(with(sum, place, expr.args[0], 0), above) ||
                    never_below(with(sum, place, expr.args[0], 0, true), above));
    const Opcode extreme = up ? Opcode::maximum : Opcode::minimum;
    if (expr.op == extreme)
      return std::ranges::any_of(
          expr.args, [&](ExprId arg) { return never_below(with(sum, place, arg, 0), above); });
    const Interval range = beyond(expr);
    const auto& bound = up ? range.low : range.high;
    const bool open = up ? range.low_open : range.high_open;
    return bound && never_below(with(sum, place, expr.args[0], *bound), above && !open);
  }

  /// The row that asks is one of those that the fold is over.
  bool by_own_row(const Sum& sum, std::size_t place, bool above) {
    const Expr& expr = at(sum.addends[place].value);
    const Fold& fold = model_.folds[expr.payload];
    const bool up = sum.addends[place].times.sign() > 0;
    const bool has_own = expr.entity != kWhole && fold.rows == expr.entity && fold.via == kNone &&
                         fold.ours.empty() && fold.where == kNone && !fold.window && !fold.kept;
    if (!has_own) return false;
    if (fold.op == FoldOp::count) return up && never_below(with(sum, place, kNone, 1), above);
    const bool adds = fold.op == FoldOp::sum && up && !may_be_negative(context_, fold.value);
    if (fold.op == (up ? FoldOp::maximum : FoldOp::minimum) || adds)
      return never_below(with(sum, place, fold.value, 0), above);
    return false;
  }

  /// Where one of several values is the result, whichever that is. A blank has no place, and the
  /// comparison with it no answer.
  bool by_cases(const Sum& sum, std::size_t place, bool above) {
    const ExprId id = sum.addends[place].value;
    const Expr& expr = at(id);
    if (expr.kind != ExprKind::operation) return false;
    const auto holds = [&](ExprId arg) {
      return is(arg, Opcode::blank) || is(arg, Opcode::fail) ||
             never_below(with(sum, place, arg, 0), above);
    };
    if (expr.op == Opcode::absolute)
      return holds(expr.args[0]) && never_below(with(sum, place, expr.args[0], 0, true), above);
    if (expr.op == Opcode::choose) return holds(expr.args[1]) && holds(expr.args[2]);
    const bool one_of =
        expr.op == Opcode::maximum || expr.op == Opcode::minimum || expr.op == Opcode::otherwise;
    return one_of && std::ranges::all_of(expr.args, holds);
  }

  /// By another addend of the other sign, which is never above this one.
  bool by_other(const Sum& sum, std::size_t place, bool above) {
    const Sum::Addend& more = sum.addends[place];
    if (more.times.sign() <= 0) return false;
    for (std::size_t i = 0; i < sum.addends.size(); ++i) {
      const Sum::Addend& less = sum.addends[i];
      if (less.times.sign() >= 0 || !is_above(more.value, less.value)) continue;
      const Rational both = std::min(more.times, -less.times);
      Sum rest = sum;
      rest.addends[place].times -= both;
      rest.addends[i].times += both;
      const auto gone =
          std::remove_if(rest.addends.begin(), rest.addends.end(),
                         [](const Sum::Addend& each) { return each.times.is_zero(); });
      rest.addends.erase(gone, rest.addends.end());
      if (never_below(rest, above)) return true;
    }
    return false;
  }

  /// Whether the first is never below the second by what both are.
  bool is_above(ExprId first, ExprId second) {
    const Expr& a = at(first);
    const Expr& b = at(second);
    if (a.kind == ExprKind::fold || b.kind == ExprKind::fold)
      return fold_never_below(context_, a, b);
    if (a.kind != ExprKind::operation || b.kind != ExprKind::operation) return false;
    return is_later(a, b) || is_part_of_day(a, b);
  }

  /// The same rising function of a later value, or a longer part of the calendar.
  bool is_later(const Expr& a, const Expr& b) {
    const auto length_of = [](Opcode op) { return std::ranges::find(kLongerAndLonger, op); };
    const bool longer = length_of(a.op) != kLongerAndLonger.end() &&
                        length_of(b.op) != kLongerAndLonger.end() &&
                        length_of(b.op) <= length_of(a.op);
    const bool rising = a.op == b.op && std::ranges::find(kRising, a.op) != kRising.end();
    if (!longer && !rising) return false;
    const bool alike = a.op == Opcode::round ? same_rounding(a, b) : a.payload == b.payload;
    if (!alike || a.args.size() != b.args.size()) return false;
    if (a.args.size() > 1 && !same_value(model_, a.args[1], b.args[1])) return false;
    return never_below(difference(a.args[0], b.args[0]), false);
  }

  /// The month and its quarter; the last day of a month and another of its days.
  bool is_part_of_day(const Expr& a, const Expr& b) const {
    if (a.op == Opcode::month_of && b.op == Opcode::quarter_of)
      return same_value(model_, a.args[0], b.args[0]);
    return a.op == Opcode::day_of && b.op == Opcode::day_of &&
           is(a.args[0], Opcode::end_of_month) &&
           same_value(model_, at(a.args[0]).args[0], b.args[0]);
  }

  bool same_rounding(const Expr& a, const Expr& b) const {
    const number::Rounding& one = model_.roundings[a.payload];
    const number::Rounding& other = model_.roundings[b.payload];
    return one.mode == other.mode && one.increment.to_rational() == other.increment.to_rational();
  }

  const Context& context_;
  const Model& model_;
  int left_ = kMostTried;
};

/// Whether nothing is known of the value but that it has one: a column of which the policy claims
/// no bounds. Most comparisons are of two such, or of one and a constant.
bool is_any_value(const Context& context, ExprId id) {
  const Expr& expr = context.model.exprs[id];
  return expr.kind == ExprKind::column && context.claims.bounds_of(expr.payload) == nullptr &&
         context.claims.bounds_of_value(id) == nullptr;
}

/// Whether the two may differ by any amount for all that is known.
bool in_any_order(const Context& context, ExprId left, ExprId right) {
  const bool any_left = is_any_value(context, left), any_right = is_any_value(context, right);
  if (any_left && any_right)
    return context.model.exprs[left].payload != context.model.exprs[right].payload;
  return (any_left && context.build.ordered_constant(right)) ||
         (any_right && context.build.ordered_constant(left));
}

}  // namespace

type::Comparison possible_order(const Context& context, ExprId left, ExprId right) {
  type::Comparison possible{true, true, true};
  const type::Type type = context.build.type_of(left);
  if (!type.is_numeric() && type != type::kDate) return possible;
  if (in_any_order(context, left, right)) return possible;
  Order order(context);
  const Sum sum = order.difference(left, right);
  const Sum turned = order.difference(right, left);
  if (sum.addends.empty()) {
    const int sign = sum.constant.sign();
    return {sign<0, sign == 0, sign> 0};
  }
  // A value and a constant: what bounds say of them is told with the other ranges in the end.
  const bool fixed = context.build.ordered_constant(left) || context.build.ordered_constant(right);
  if (fixed && sum.addends.size() == 1 &&
      (order.lies_on_one_side(sum, false) || order.lies_on_one_side(turned, false)))
    return possible;
  if (order.never_below(sum, false)) {
    possible.less = false;
    possible.equal = !order.never_below(sum, true);
  }
  if (order.never_below(turned, false)) {
    possible.greater = false;
    possible.equal = possible.equal && !order.never_below(turned, true);
  }
  return possible;
}

int truth_among(const type::Comparison& asked, const type::Comparison& possible) {
  const bool holds = (possible.less && asked.less) || (possible.equal && asked.equal) ||
                     (possible.greater && asked.greater);
  const bool fails = (possible.less && !asked.less) || (possible.equal && !asked.equal) ||
                     (possible.greater && !asked.greater);
  return holds == fails ? -1 : holds ? 1 : 0;
}

}  // namespace remit::check
