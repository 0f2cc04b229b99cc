#include "check/ranges.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/hash_map.h"
#include "base/strings.h"
#include "check/covered.h"
#include "check/same_value.h"
#include "check/truth.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::TypeKind;

bool Interval::empty() const {
  if (!low || !high) return false;
  return *low > *high || (*low == *high && (low_open || high_open));
}

Interval Interval::meet(const Interval& other) const {
  Interval result = *this;
  if (other.low && (!low || *other.low >= *low)) {
    result.low_open = low && *other.low == *low ? low_open || other.low_open : other.low_open;
    result.low = other.low;
  }
  if (other.high && (!high || *other.high <= *high)) {
    result.high_open =
        high && *other.high == *high ? high_open || other.high_open : other.high_open;
    result.high = other.high;
  }
  return result;
}

Interval Interval::compared(Opcode op, const Rational& value) {
  const auto& holds = type::operation(op).comparison;
  if (!holds || (holds->less && holds->greater)) return {};
  Interval result;
  if (!holds->less) {
    result.low = value;
    result.low_open = !holds->equal;
  }
  if (!holds->greater) {
    result.high = value;
    result.high_open = !holds->equal;
  }
  return result;
}

namespace {

std::optional<Rational> added(const std::optional<Rational>& a, const std::optional<Rational>& b) {
  if (!a || !b) return std::nullopt;
  return *a + *b;
}

Interval negated(const Interval& x) {
  Interval result;
  if (x.high) result.low = -*x.high;
  if (x.low) result.high = -*x.low;
  result.low_open = x.high_open;
  result.high_open = x.low_open;
  return result;
}

Interval scaled(const Interval& x, const Rational& factor) {
  if (factor.is_zero()) return {.low = Rational(0), .high = Rational(0)};
  if (factor.is_negative()) return scaled(negated(x), -factor);
  Interval result = x;
  if (result.low) result.low = *result.low * factor;
  if (result.high) result.high = *result.high * factor;
  return result;
}

Interval hull(const Interval& a, const Interval& b) {
  Interval result;
  if (a.low && b.low) {
    result.low = std::min(*a.low, *b.low);
    result.low_open =
        (*a.low != *result.low || a.low_open) && (*b.low != *result.low || b.low_open);
  }
  if (a.high && b.high) {
    result.high = std::max(*a.high, *b.high);
    result.high_open =
        (*a.high != *result.high || a.high_open) && (*b.high != *result.high || b.high_open);
  }
  return result;
}

Interval of_step(const type::Scale& scale) {
  Interval result{.low = scale.bands[0].value, .high = scale.bands[0].value};
  for (const type::Band& band : scale.bands)
    result = hull(result, {.low = band.value, .high = band.value});
  return result;
}

Interval sum(const Interval& a, const Interval& b) {
  return {added(a.low, b.low), a.low_open || b.low_open, added(a.high, b.high),
          a.high_open || b.high_open};
}

/// The smaller of both: below either upper end.
Interval smaller(const Interval& a, const Interval& b) {
  Interval result = hull(a, b);
  if (!result.high)
    result.high = a.high ? a.high : b.high;
  else
    result.high = std::min(*a.high, *b.high);
  result.high_open = false;
  return result;
}

Interval larger(const Interval& a, const Interval& b) {
  Interval result = hull(a, b);
  if (!result.low)
    result.low = a.low ? a.low : b.low;
  else
    result.low = std::max(*a.low, *b.low);
  result.low_open = false;
  return result;
}

Interval rounded(Interval x, const number::Rounding& rounding) {
  if (x.low) x.low = number::round(*x.low, rounding);
  if (x.high) x.high = number::round(*x.high, rounding);
  x.low_open = x.high_open = false;
  return x;
}

number::Rounding whole(number::RoundingMode mode) { return {mode, {1, 0}}; }

/// Through how many columns one looks, and what is known of expressions that were looked at: one
/// may be a part of many.
struct Depth {
  int left = 0;
  base::HashMap<ExprId, Interval>* known = nullptr;
};

Interval interval_at(const Context& context, ExprId id, Depth depth);

/// Of two values that are never below zero.
bool are_from_zero(const Interval& a, const Interval& b) {
  return a.low && b.low && !a.low->is_negative() && !b.low->is_negative();
}

Interval product(const Context& context, const Expr& expr, Depth depth) {
  const Rational* left = context.build.constant(expr.args[0]);
  const Rational* right = context.build.constant(expr.args[1]);
  if (left != nullptr) return scaled(interval_at(context, expr.args[1], depth), *left);
  if (right != nullptr) return scaled(interval_at(context, expr.args[0], depth), *right);
  if (same_value(context.model, expr.args[0], expr.args[1])) return {.low = Rational(0)};
  const Interval a = interval_at(context, expr.args[0], depth);
  const Interval b = interval_at(context, expr.args[1], depth);
  if (!are_from_zero(a, b)) return {};
  Interval result{.low = *a.low * *b.low};
  if (a.high && b.high) result.high = *a.high * *b.high;
  return result;
}

/// Whether a quotient is what `average` is made of: a sum over rows by their number.
bool is_mean(const Model& model, const Expr& quotient) {
  const Expr& total = model.exprs[quotient.args[0]];
  const Expr& number = model.exprs[quotient.args[1]];
  if (total.kind != ExprKind::fold || number.kind != ExprKind::fold) return false;
  const Fold& sum = model.folds[total.payload];
  const Fold& count = model.folds[number.payload];
  const bool of_all = !sum.window && !count.window && !sum.kept && !count.kept;
  return sum.op == type::FoldOp::sum && count.op == type::FoldOp::count && of_all &&
         sum.rows == count.rows && sum.via == count.via && sum.where == count.where &&
         sum.partition == count.partition && sum.ours == count.ours;
}

Interval quotient(const Context& context, const Expr& expr, Depth depth) {
  // An average lies between the smallest and the largest of its values.
  if (is_mean(context.model, expr))
    return interval_at(context,
                       context.model.folds[context.model.exprs[expr.args[0]].payload].value, depth);
  const Rational* by = context.build.constant(expr.args[1]);
  const Interval a = interval_at(context, expr.args[0], depth);
  if (by != nullptr) return by->is_zero() ? Interval{} : scaled(a, Rational(1) / *by);
  const bool from_zero = are_from_zero(a, interval_at(context, expr.args[1], depth));
  return from_zero ? Interval{.low = Rational(0)} : Interval{};
}

/// Of values of rows: no end of theirs goes beyond the values, nor does a sum change its sign.
Interval of_fold(const Context& context, const Fold& fold, Depth depth) {
  if (fold.op == type::FoldOp::count) return {.low = Rational(0)};
  if (fold.value == kNone || !context.build.type_of(fold.value).is_numeric()) return {};
  const Interval value = interval_at(context, fold.value, depth);
  if (fold.op != type::FoldOp::sum) return value;
  Interval result;
  if (value.low && !value.low->is_negative()) result.low = Rational(0);
  if (value.high && value.high->sign() <= 0) result.high = Rational(0);
  return result;
}

/// Where an operand says more than the operation's own bounds.
Interval of_operation(const Context& context, const Expr& expr, Depth depth) {
  const auto arg = [&](std::size_t i) { return interval_at(context, expr.args[i], depth); };
  if (expr.op == Opcode::number) {
    const Rational& value = context.model.numbers[expr.payload];
    return {.low = value, .high = value};
  }
  if (expr.op == Opcode::negate) return negated(arg(0));
  if (expr.op == Opcode::add) return sum(arg(0), arg(1));
  if (expr.op == Opcode::subtract) return sum(arg(0), negated(arg(1)));
  if (expr.op == Opcode::multiply) return product(context, expr, depth);
  if (expr.op == Opcode::divide) return quotient(context, expr, depth);
  if (expr.op == Opcode::otherwise) return hull(arg(0), arg(1));
  if (expr.op == Opcode::floor) return rounded(arg(0), whole(number::RoundingMode::floor));
  if (expr.op == Opcode::ceiling) return rounded(arg(0), whole(number::RoundingMode::ceiling));
  if (expr.op == Opcode::round) return rounded(arg(0), context.model.roundings[expr.payload]);
  if (expr.op == Opcode::minimum) return smaller(arg(0), arg(1));
  if (expr.op == Opcode::maximum) return larger(arg(0), arg(1));
  const type::OperationInfo& info = type::operation(expr.op);
  if (info.evaluation == type::Evaluation::branch) {
    // A blank is compared with nothing: what is compared is the other value.
    const auto is_blank = [&](std::size_t i) {
      const Expr& value = context.model.exprs[expr.args[i]];
      return value.kind == ExprKind::operation && value.op == Opcode::blank;
    };
    if (is_blank(1)) return arg(2);
    return is_blank(2) ? arg(1) : hull(arg(1), arg(2));
  }
  if (info.payload == type::Payload::scale) {
    const type::Scale& scale = context.model.scales[expr.payload];
    return scale.kind == type::ScaleKind::step ? of_step(scale) : Interval{};
  }
  Interval bounds;
  if (info.at_least) bounds.low = Rational(*info.at_least);
  if (info.at_most) bounds.high = Rational(*info.at_most);
  return bounds;
}

Interval of_column(const Context& context, ColumnId id, Depth depth) {
  if (const Claims::Bounds* bounds = context.claims.bounds_of(id))
    return {.low = bounds->least, .high = bounds->most};
  const Column& column = context.model.columns[id];
  if (depth.left == 0 || column.input || column.value == kNone) return {};
  return interval_at(context, column.value, {depth.left - 1, depth.known});
}

Interval of_expr(const Context& context, ExprId id, Depth depth);

Interval interval_at(const Context& context, ExprId id, Depth depth) {
  base::go_deeper();
  if (depth.known == nullptr) return of_expr(context, id, depth);
  if (const auto known = depth.known->find(id); known != depth.known->end()) return known->second;
  const Interval found = of_expr(context, id, depth);
  depth.known->insert_or_assign(id, found);
  return found;
}

Interval of_expr(const Context& context, ExprId id, Depth depth) {
  const Expr& expr = context.model.exprs[id];
  if (const Claims::Bounds* known = context.claims.bounds_of_value(id))
    return {.low = known->least, .high = known->most};
  switch (expr.kind) {
    case ExprKind::operation:
      return of_operation(context, expr, depth);
    case ExprKind::column:
      return of_column(context, expr.payload, depth);
    case ExprKind::rank:
      return {.low = Rational(1)};
    case ExprKind::fold:
      return of_fold(context, context.model.folds[expr.payload], depth);
    case ExprKind::lookup:
      return interval_at(context, expr.args[1], depth);
    case ExprKind::match:
    case ExprKind::apportion:
    case ExprKind::party:
      break;
  }
  return {};
}

bool is_comparison(const Expr& expr) {
  return expr.kind == ExprKind::operation && type::is_comparison(expr.op);
}

/// Of a comparison: 1 always, 0 never, -1 depends.
int decided(const Context& context, const Expr& expr, Depth depth) {
  const Rational* value = context.build.constant(expr.args[1]);
  if (value == nullptr || expr.op == Opcode::not_equal) return -1;
  const Interval a = interval_at(context, expr.args[0], depth);
  if (!a.low && !a.high) return -1;
  const Interval holds = Interval::compared(expr.op, *value);
  if (a.meet(holds).empty()) return 0;
  const bool low_inside =
      !holds.low ||
      (a.low && (*a.low > *holds.low || (*a.low == *holds.low && (!holds.low_open || a.low_open))));
  const bool high_inside =
      !holds.high || (a.high && (*a.high < *holds.high ||
                                 (*a.high == *holds.high && (!holds.high_open || a.high_open))));
  return low_inside && high_inside ? 1 : -1;
}

/// The same of a membership: 0 where none of its members can be met.
int decided_membership(const Context& context, const Expr& expr, Depth depth) {
  const Interval range = interval_at(context, expr.args[0], depth);
  if (!range.low && !range.high) return -1;
  const bool met = std::any_of(expr.args.begin() + 1, expr.args.end(), [&](ExprId member) {
    const Rational* value = context.build.constant(member);
    return value == nullptr || !range.meet(Interval::compared(Opcode::equal, *value)).empty();
  });
  return met ? -1 : 0;
}

/// 1 always, 0 never, -1 depends.
int decided_condition(const Context& context, const Expr& expr, Depth depth) {
  base::go_deeper();
  if (expr.kind != ExprKind::operation) return -1;
  if (is_comparison(expr)) return decided(context, expr, depth);
  if (expr.op == Opcode::is_one_of) return decided_membership(context, expr, depth);
  if (expr.op != Opcode::negation) return -1;
  const int holds = decided_condition(context, context.model.exprs[expr.args[0]], depth);
  return holds < 0 ? -1 : 1 - holds;
}

}  // namespace

Interval interval_of(const Context& context, ExprId id) { return interval_at(context, id, {}); }

namespace {

constexpr int kMostColumns = 16;

}  // namespace

Interval interval_behind(const Context& context, ExprId id) {
  base::HashMap<ExprId, Interval> known;
  return interval_at(context, id, {.left = kMostColumns, .known = &known});
}

namespace {

/// A figure of a whole that is compared with 15 meant, as a rule, 15%: that, or nothing.
std::optional<std::string> meant_percent(const Context& context, const Expr& expr) {
  if (!is_comparison(expr)) return std::nullopt;
  const Expr& limit = context.model.exprs[expr.args[1]];
  const Rational* value = context.build.constant(expr.args[1]);
  const Interval range = interval_of(context, expr.args[0]);
  const bool of_whole = range.low && range.high && *range.high <= Rational(1);
  if (value == nullptr || !of_whole || limit.notation != type::Notation::plain) return std::nullopt;
  if (*value <= *range.high || *value / Rational(100) > *range.high) return std::nullopt;
  const std::string_view written = context.model.written(limit.span);
  if (written.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  return base::concat(written, "%");
}

}  // namespace

bool may_be_negative(const Context& context, ExprId expr) {
  if (const Rational* known = context.build.constant(expr)) return known->is_negative();
  const Interval range = interval_of(context, expr);
  return !range.low || range.low->is_negative();
}

bool reads_implied(const Context& context, ExprId id) {
  base::go_deeper();
  const Expr& expr = context.model.exprs[id];
  if (expr.kind == ExprKind::column) {
    const auto* bounds = context.claims.bounds_of(expr.payload);
    return bounds != nullptr && bounds->implied;
  }
  if (expr.kind == ExprKind::fold) {
    const ExprId value = context.model.folds[expr.payload].value;
    return value != kNone && reads_implied(context, value);
  }
  return std::ranges::any_of(expr.args, [&](ExprId arg) { return reads_implied(context, arg); });
}

void report_unreachable(Context& context) {
  if (context.is_what_if()) return;
  Unreachable told(context);
  const Truth truth(context);
  base::HashMap<ExprId, Interval> known;
  const Depth behind{.left = kMostColumns, .known = &known};
  for (const ExprId id : context.claims.conditions()) {
    const Expr& expr = context.model.exprs[id];
    int holds = decided_condition(context, expr, {});
    if (holds < 0) holds = truth.of(id);
    // What is computed of what never comes so far. That it always does may be said again.
    if (holds < 0 && decided_condition(context, expr, behind) == 0) holds = 0;
    if (holds < 0) continue;
    const std::optional<std::string> percent = meant_percent(context, expr);
    // A check may say again that a percentage lies within a whole.
    if (holds == 1 && !percent && reads_implied(context, id)) continue;
    auto* found = told.report(holds == 1 ? code::always_holds : code::never_holds, expr.span,
                              {context.model.written(expr.span)});
    if (found != nullptr && percent)
      found->suggest(context.model.exprs[expr.args[1]].span, *percent);
  }
  report_covered(context, truth, told);
}

namespace {

/// "1000 CNY".
std::string amount_text(const Context& context, const Rational& amount, type::Type type) {
  if (type.kind != TypeKind::money) return amount.to_text();
  return base::concat(amount.to_text(), " ", context.model.currencies[type.ref].code);
}

}  // namespace

void warn_cliffs(Context& context, const type::Scale& scale, const Tables::ScaleTypes& types) {
  const bool slab = scale.kind == type::ScaleKind::slab;
  const type::Type paid = slab ? types.input : types.output;
  if (scale.kind == type::ScaleKind::marginal || types.input.kind != TypeKind::money ||
      paid.kind != TypeKind::money)
    return;
  for (std::size_t i = 1; i < scale.bands.size(); ++i) {
    const type::Band& before = scale.bands[i - 1];
    const type::Band& after = scale.bands[i];
    if (!before.upper || before.upper->sign() <= 0 || after.value >= before.value) continue;
    const auto earned = [&](const type::Band& band) {
      return amount_text(context, slab ? band.value * *before.upper : band.value, paid);
    };
    const diagnostic::Text from =
        after.lower_closed ? diagnostic::text::jump_from : diagnostic::text::jump_above;
    context.sink.report(
        code::cliff, after.span,
        {diagnostic::worded(from, {amount_text(context, *before.upper, types.input)}),
         earned(before), earned(after)});
  }
}

}  // namespace remit::check
