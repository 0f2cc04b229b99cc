#include "check/same_value.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "base/budget.h"

namespace remit::check {
namespace {

bool same_payload(const Model& model, const Expr& a, const Expr& b) {
  if (a.kind != ExprKind::operation) return a.payload == b.payload;
  if (a.op == type::Opcode::round)
    return model.roundings[a.payload].mode == model.roundings[b.payload].mode &&
           model.roundings[a.payload].increment.to_rational() ==
               model.roundings[b.payload].increment.to_rational();
  if (a.op == type::Opcode::number) return model.numbers[a.payload] == model.numbers[b.payload];
  if (a.op == type::Opcode::text) return model.texts[a.payload] == model.texts[b.payload];
  return a.payload == b.payload;
}

using number::Rational;
using type::Opcode;

/// A value moved by a constant: an amount, days, months, years, workdays.
struct Move {
  Opcode unit;
  std::uint32_t calendar;
  Rational by;
  ExprId value;  ///< that is moved
};

std::optional<Move> move_of(const Model& model, ExprId id) {
  const auto constant = [&model](ExprId arg) -> const Rational* {
    const Expr& expr = model.exprs[arg];
    const bool fixed = expr.kind == ExprKind::operation && expr.op == Opcode::number;
    return fixed ? &model.numbers[expr.payload] : nullptr;
  };
  const Expr& expr = model.exprs[id];
  if (expr.kind != ExprKind::operation) return std::nullopt;
  const bool amount = expr.op == Opcode::add || expr.op == Opcode::subtract;
  const bool time = expr.op == Opcode::add_days || expr.op == Opcode::add_months ||
                    expr.op == Opcode::add_years || expr.op == Opcode::add_workdays;
  if (!amount && !time) return std::nullopt;
  const bool first = expr.op == Opcode::add && constant(expr.args[0]) != nullptr;
  const Rational* by = constant(expr.args[first ? 0 : 1]);
  if (by == nullptr) return std::nullopt;
  return Move{amount ? Opcode::add : expr.op, expr.op == Opcode::add_workdays ? expr.payload : 0,
              expr.op == Opcode::subtract ? -*by : *by, expr.args[first ? 1 : 0]};
}

/// By how much moves in a row come to, from the last one inwards. Units of time do not add up: a
/// month after the 30th and after the 31st may be one day, as may be a workday after Friday and
/// after Saturday. So it is one unit only, and workdays of one calendar in one direction.
std::optional<Move> moved(const Model& model, ExprId id) {
  std::optional<Move> all = move_of(model, id);
  while (all) {
    const auto next = move_of(model, all->value);
    if (!next || next->unit != all->unit || next->calendar != all->calendar) break;
    if (all->unit == Opcode::add_workdays && next->by.sign() != all->by.sign()) break;
    all->by += next->by;
    all->value = next->value;
  }
  return all;
}

/// Of `a` against `b`, where `a` is `b` moved in one direction only.
std::optional<std::strong_ordering> moved_from(const Model& model, ExprId a, ExprId b) {
  std::optional<int> sign;
  while (const auto move = move_of(model, a)) {
    if (move->by.is_zero() || sign.value_or(move->by.sign()) != move->by.sign()) break;
    sign = move->by.sign();
    a = move->value;
    if (same_value(model, a, b)) return *sign <=> 0;
  }
  return std::nullopt;
}

/// The value that a formula only repeats: plus nothing, times one, the day after no days.
ExprId repeated(const Model& model, ExprId id) {
  const auto number = [&model](ExprId arg) -> const Rational* {
    const Expr& expr = model.exprs[arg];
    const bool fixed = expr.kind == ExprKind::operation && expr.op == Opcode::number;
    return fixed ? &model.numbers[expr.payload] : nullptr;
  };
  for (;;) {
    const Expr& expr = model.exprs[id];
    if (expr.kind != ExprKind::operation || expr.args.size() != 2) return id;
    const ExprId first = expr.args[0], second = expr.args[1];
    const bool factor = expr.op == Opcode::multiply || expr.op == Opcode::divide;
    const bool moved = expr.op == Opcode::add || expr.op == Opcode::subtract ||
                       expr.op == Opcode::add_days || expr.op == Opcode::add_months ||
                       expr.op == Opcode::add_years;
    if (!factor && !moved) return id;
    const auto is_nothing = [&](ExprId arg) {
      const Rational* value = number(arg);
      return value != nullptr && *value == Rational(factor ? 1 : 0);
    };
    const bool either = expr.op == Opcode::multiply || expr.op == Opcode::add;
    ExprId same = kNone;
    if (is_nothing(second))
      same = first;
    else if (either && is_nothing(first))
      same = second;
    if (same == kNone || model.exprs[same].type != expr.type) return id;
    id = same;
  }
}

/// Whether the operands of an operation may stand in any order.
bool commutes(const Expr& expr) {
  constexpr std::array kInAnyOrder{Opcode::add,     Opcode::multiply,    Opcode::minimum,
                                   Opcode::maximum, Opcode::conjunction, Opcode::disjunction,
                                   Opcode::equal,   Opcode::not_equal};
  return expr.kind == ExprKind::operation &&
         std::ranges::find(kInAnyOrder, expr.op) != kInAnyOrder.end();
}

/// Of longer sums and products only the parts that stand in them are put in order.
constexpr std::size_t kMostTerms = 32;

/// As a rule few, without memory of their own.
using Terms = absl::InlinedVector<ExprId, 8>;

/// The terms of a sum, the factors of a product and their like, those of a sum within it included.
Terms terms_of(const Model& model, const Expr& expr) {
  Terms terms;
  Terms open(expr.args.begin(), expr.args.end());
  std::ranges::reverse(open);
  const bool chain = expr.op != Opcode::equal && expr.op != Opcode::not_equal;
  while (!open.empty()) {
    const ExprId id = repeated(model, open.back());
    open.pop_back();
    const Expr& part = model.exprs[id];
    const bool inner = chain && part.kind == ExprKind::operation && part.op == expr.op;
    if (inner)
      open.insert(open.end(), std::make_reverse_iterator(part.args.end()),
                  std::make_reverse_iterator(part.args.begin()));
    else
      terms.push_back(id);
    if (terms.size() + open.size() > kMostTerms) return Terms(expr.args.begin(), expr.args.end());
  }
  return terms;
}

std::size_t key_of(const Model& model, ExprId id, int depth);

/// How deep a key looks: conditions tell each other apart by what they compare.
constexpr int kKeyDepth = 3;

using Operands = absl::InlinedVector<std::pair<std::size_t, ExprId>, 4>;

/// The operands, in an order that is the same however they were written, by keys of that depth.
Operands operands_of(const Model& model, const Expr& expr, int depth) {
  const bool any_order = commutes(expr);
  Operands keyed;
  if (any_order)
    for (const ExprId term : terms_of(model, expr))
      keyed.emplace_back(key_of(model, term, depth), term);
  else
    for (const ExprId arg : expr.args) keyed.emplace_back(0, arg);
  if (any_order) std::ranges::stable_sort(keyed, {}, &std::pair<std::size_t, ExprId>::first);
  return keyed;
}

/// Pairs that are being compared or were found equal: parts that an expression has several times
/// are looked at once.
using Pairs = std::set<std::pair<ExprId, ExprId>>;

bool same(const Model& model, ExprId first, ExprId second, Pairs& seen);

template <typename Alike>
bool same_window(const Window& a, const Window& b, const Alike& alike) {
  return a.lower_open == b.lower_open && a.upper_open == b.upper_open && alike(a.key, b.key) &&
         alike(a.lower, b.lower) && alike(a.upper, b.upper) && alike(a.place, b.place);
}

bool same_fold(const Model& model, const Fold& a, const Fold& b, Pairs& seen) {
  const auto alike = [&](ExprId one, ExprId other) {
    return one == other || (one != kNone && other != kNone && same(model, one, other, seen));
  };
  return a.op == b.op && a.rows == b.rows && a.partitioned == b.partitioned &&
         a.by_row == b.by_row && alike(a.via, b.via) && alike(a.value, b.value) &&
         alike(a.where, b.where) && std::ranges::equal(a.partition, b.partition, alike) &&
         std::ranges::equal(a.ours, b.ours, alike) &&
         std::ranges::equal(a.order, b.order,
                            [&](const SortKey& one, const SortKey& other) {
                              return one.descending == other.descending &&
                                     alike(one.value, other.value);
                            }) &&
         a.kept == b.kept && a.window.has_value() == b.window.has_value() &&
         (!a.window || same_window(*a.window, *b.window, alike));
}

bool same_rank(const Model& model, const Rank& a, const Rank& b, Pairs& seen) {
  const auto alike = [&](ExprId one, ExprId other) {
    return one == other || (one != kNone && other != kNone && same(model, one, other, seen));
  };
  return a.output == b.output && alike(a.where, b.where) &&
         std::ranges::equal(a.partition, b.partition, alike) &&
         std::ranges::equal(a.keys, b.keys, [&](const SortKey& one, const SortKey& other) {
           return one.descending == other.descending && alike(one.value, other.value);
         });
}

bool same_match(const Model& model, const Match& a, const Match& b, Pairs& seen) {
  const auto alike = [&](const Match::Pair& one, const Match::Pair& other) {
    return same(model, one.ours, other.ours, seen) && same(model, one.theirs, other.theirs, seen);
  };
  return a.entity == b.entity && a.by_key == b.by_key && a.earlier == b.earlier &&
         a.none == b.none && a.as_of.has_value() == b.as_of.has_value() &&
         std::ranges::equal(a.equal, b.equal, alike) && (!a.as_of || alike(*a.as_of, *b.as_of));
}

bool same(const Model& model, ExprId first, ExprId second, Pairs& seen) {
  base::go_deeper();
  first = repeated(model, first);
  second = repeated(model, second);
  if (first == second) return true;
  const Expr& a = model.exprs[first];
  const Expr& b = model.exprs[second];
  if (a.kind != b.kind || a.type != b.type || a.extra != b.extra) return false;
  if (a.kind == ExprKind::operation && a.op != b.op) return false;
  // What has no parts is not looked at twice for them.
  const bool is_leaf = a.kind == ExprKind::operation || a.kind == ExprKind::column;
  if (is_leaf && a.args.empty() && b.args.empty()) return same_payload(model, a, b);
  if (!seen.emplace(first, second).second) return true;
  if (a.kind == ExprKind::fold)
    return same_fold(model, model.folds[a.payload], model.folds[b.payload], seen);
  if (a.kind == ExprKind::rank)
    return same_rank(model, model.ranks[a.payload], model.ranks[b.payload], seen);
  if (a.kind == ExprKind::match)
    return same_match(model, model.matches[a.payload], model.matches[b.payload], seen);
  if (!same_payload(model, a, b)) return false;
  // Most differ in what stands at the top of their parts.
  constexpr auto kKey = &std::pair<std::size_t, ExprId>::first;
  constexpr auto kOperand = &std::pair<std::size_t, ExprId>::second;
  auto ours = operands_of(model, a, 0), theirs = operands_of(model, b, 0);
  if (!std::ranges::equal(ours, theirs, {}, kKey, kKey)) return false;
  if (commutes(a) && std::ranges::adjacent_find(ours, {}, kKey) != ours.end()) {
    ours = operands_of(model, a, kKeyDepth - 1);
    theirs = operands_of(model, b, kKeyDepth - 1);
  }
  return std::ranges::equal(
      ours, theirs, [&](ExprId one, ExprId other) { return same(model, one, other, seen); },
      kOperand, kOperand);
}

/// Whether the payload of another expression may be another one and yet say the same.
bool has_own_payload(const Expr& expr) {
  if (expr.kind == ExprKind::rank || expr.kind == ExprKind::match) return false;
  return expr.kind != ExprKind::operation || expr.op != Opcode::round;
}

std::size_t key_of(const Model& model, ExprId id, int depth) {
  const Expr& expr = model.exprs[repeated(model, id)];
  const bool any_order = commutes(expr);
  const Terms args = any_order ? terms_of(model, expr) : Terms(expr.args.begin(), expr.args.end());
  std::size_t key = static_cast<std::size_t>(expr.kind) * 31 + args.size();
  const auto add = [&key](std::size_t more) { key = (key ^ more) * 0x9E3779B97F4A7C15u; };
  if (expr.kind == ExprKind::fold) {
    const Fold& fold = model.folds[expr.payload];
    add(static_cast<std::size_t>(fold.op));
    add(fold.rows);
    if (depth > 0 && fold.value != kNone) add(key_of(model, fold.value, depth - 1));
    return key;
  }
  if (expr.kind == ExprKind::operation) add(static_cast<std::size_t>(expr.op));
  if (expr.kind == ExprKind::operation && expr.op == Opcode::number)
    add(model.numbers[expr.payload].numerator().hash());
  else if (expr.kind == ExprKind::operation && expr.op == Opcode::text)
    add(std::hash<std::string_view>()(model.texts[expr.payload]));
  else if (has_own_payload(expr))
    add(expr.payload);
  if (depth == 0) return key;
  absl::InlinedVector<std::size_t, 8> keys;
  for (const ExprId arg : args) keys.push_back(key_of(model, arg, depth - 1));
  if (any_order) std::ranges::sort(keys);
  for (const std::size_t each : keys) add(each);
  return key;
}

}  // namespace

bool names_same_constants(const Model& model, base::Span a, base::Span b) {
  const auto named_in = [&model](base::Span place) {
    std::set<std::uint32_t> named;
    auto use = model.remark_uses.lower_bound({.span = {place.begin, place.begin}});
    for (; use != model.remark_uses.end() && use->span.begin < place.end; ++use)
      if (use->span.end <= place.end) named.insert(use->remark);
    return named;
  };
  return named_in(a) == named_in(b);
}

std::size_t same_value_key(const Model& model, ExprId id) { return key_of(model, id, kKeyDepth); }

std::optional<std::strong_ordering> fixed_order(const Model& model, ExprId a, ExprId b) {
  if (same_value(model, a, b)) return std::strong_ordering::equal;
  const auto may_move = [&model](ExprId id) {
    return model.exprs[id].kind == ExprKind::operation && !model.exprs[id].args.empty();
  };
  if (!may_move(a) && !may_move(b)) return std::nullopt;
  if (const auto order = moved_from(model, a, b)) return order;
  if (const auto order = moved_from(model, b, a)) return 0 <=> *order;
  const auto left = moved(model, a);
  const auto right = moved(model, b);
  const Rational none(0);
  if (left && right && (left->unit != right->unit || left->calendar != right->calendar))
    return std::nullopt;
  const Rational& by_left = left ? left->by : none;
  const Rational& by_right = right ? right->by : none;
  if (by_left == by_right || !same_value(model, left ? left->value : a, right ? right->value : b))
    return std::nullopt;
  return by_left <=> by_right;
}

bool same_value(const Model& model, ExprId first, ExprId second) {
  Pairs seen;
  return same(model, first, second, seen);
}

}  // namespace remit::check
