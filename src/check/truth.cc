#include "check/truth.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/strings.h"

namespace remit::check {
namespace {

using number::Rational;
using type::Opcode;
using type::TypeKind;

/// What a condition is about: the value of a column or path, which of two such is the larger, or
/// whether one is given.
struct Subject {
  enum class Kind { value, order, given } kind = Kind::value;
  ExprId value = kNone;
  std::set<Rational> compared = {};  ///< the constants that it is compared with
};
using Subjects = std::map<std::string, Subject>;

/// Names the value if it is a column or reached through references.
std::string key_of(const Model& model, ExprId id) {
  const Expr& expr = model.exprs[id];
  if (expr.kind == ExprKind::column) return "c" + std::to_string(expr.payload);
  if (expr.kind != ExprKind::lookup) return "";
  const std::string via = key_of(model, expr.args[0]);
  const std::string target = key_of(model, expr.args[1]);
  return via.empty() || target.empty() ? "" : via + "." + target;
}

/// Reads conditions about one subject each; everything else is not understood.
class Reader {
 public:
  Reader(const Context& context, const std::vector<std::size_t>& first_text)
      : context_(context), model_(context.model), first_text_(first_text) {}

  /// False if a part of the condition is not understood.
  bool collect(ExprId id, Subjects& subjects) const {
    const Expr& expr = model_.exprs[id];
    if (context_.build.constant_truth(id) >= 0) return true;
    if (is_logic(expr))
      return std::ranges::all_of(expr.args, [&](ExprId arg) { return collect(arg, subjects); });
    const auto [key, kind] = subject_of(expr);
    if (key.empty()) return false;
    Subject& subject = subjects[key];
    subject.kind = kind;
    subject.value = expr.kind == ExprKind::operation ? subject_side(expr) : id;
    for (const ExprId arg : expr.args)
      if (const auto value = constant(arg); value && kind == Subject::Kind::value)
        subject.compared.insert(*value);
    return true;
  }

  /// Of a condition that was understood, with that value of its only subject.
  bool holds(ExprId id, const Rational& value) const {
    const Expr& expr = model_.exprs[id];
    if (context_.build.constant_truth(id) >= 0) return context_.build.constant_truth(id) == 1;
    const auto each = [&](ExprId arg) { return holds(arg, value); };
    if (is(expr, Opcode::conjunction)) return std::ranges::all_of(expr.args, each);
    if (is(expr, Opcode::disjunction)) return std::ranges::any_of(expr.args, each);
    if (is(expr, Opcode::negation)) return !each(expr.args[0]);
    if (is(expr, Opcode::at_least))
      return std::ranges::count_if(expr.args, each) >= static_cast<std::ptrdiff_t>(expr.payload);
    if (is(expr, Opcode::is_one_of))
      return std::any_of(expr.args.begin() + 1, expr.args.end(),
                         [&](ExprId arg) { return constant(arg) == value; });
    if (!is_comparison(expr)) return !value.is_zero();  // a truth value, or whether it is given
    return type::operation(expr.op).comparison->holds(order(expr, value));
  }

  std::vector<Rational> samples(const Subject& subject) const;

 private:
  static bool is(const Expr& expr, Opcode op) {
    return expr.kind == ExprKind::operation && expr.op == op;
  }
  static bool is_comparison(const Expr& expr) {
    return expr.kind == ExprKind::operation && type::is_comparison(expr.op);
  }
  static bool is_logic(const Expr& expr) {
    return is(expr, Opcode::conjunction) || is(expr, Opcode::disjunction) ||
           is(expr, Opcode::negation) || is(expr, Opcode::at_least);
  }

  std::optional<Rational> constant(ExprId id) const;
  std::pair<std::string, Subject::Kind> subject_of(const Expr& expr) const;
  ExprId subject_side(const Expr& expr) const {
    return constant(expr.args[0]) && expr.args.size() > 1 ? expr.args[1] : expr.args[0];
  }
  std::strong_ordering order(const Expr& expr, const Rational& value) const;

  const Context& context_;
  const Model& model_;
  const std::vector<std::size_t>& first_text_;
};

/// A constant as a number; words and texts by where they first stand in their list.
std::optional<Rational> Reader::constant(ExprId id) const {
  const Expr& expr = model_.exprs[id];
  if (expr.kind != ExprKind::operation) return std::nullopt;
  if (auto value = context_.build.ordered_constant(id)) return value;
  if (expr.op == Opcode::boolean || expr.op == Opcode::category)
    return Rational(static_cast<std::int64_t>(expr.payload));
  if (expr.op != Opcode::text) return std::nullopt;
  return Rational(static_cast<std::int64_t>(first_text_[expr.payload]));
}

std::pair<std::string, Subject::Kind> Reader::subject_of(const Expr& expr) const {
  const auto key = [this](ExprId id) { return key_of(model_, id); };
  if (expr.kind != ExprKind::operation)
    return {expr.type == type::kBoolean ? key(static_cast<ExprId>(&expr - model_.exprs.data()))
                                        : std::string(),
            Subject::Kind::value};
  if (expr.op == Opcode::is_given) {
    const std::string value = key(expr.args[0]);
    return {value.empty() ? value : value + "?", Subject::Kind::given};
  }
  if (expr.op == Opcode::is_one_of) {
    const bool fixed = std::all_of(expr.args.begin() + 1, expr.args.end(),
                                   [this](ExprId arg) { return constant(arg).has_value(); });
    return {fixed ? key(expr.args[0]) : "", Subject::Kind::value};
  }
  if (!is_comparison(expr)) return {};
  if (constant(expr.args[0])) return {key(expr.args[1]), Subject::Kind::value};
  if (constant(expr.args[1])) return {key(expr.args[0]), Subject::Kind::value};
  const std::string left = key(expr.args[0]);
  const std::string right = key(expr.args[1]);
  if (left.empty() || right.empty()) return {};
  return {std::min(left, right) + "|" + std::max(left, right), Subject::Kind::order};
}

std::strong_ordering Reader::order(const Expr& expr, const Rational& value) const {
  if (const auto left = constant(expr.args[0])) return *left <=> value;
  if (const auto right = constant(expr.args[1])) return value <=> *right;
  // Of two values: below zero, the one whose key comes first is the smaller.
  const bool turned = key_of(model_, expr.args[1]) < key_of(model_, expr.args[0]);
  return turned ? Rational(0) <=> value : value <=> Rational(0);
}

/// One value of each stretch between and beside the constants; of values with few digits, only
/// such as there can be.
std::vector<Rational> Reader::samples(const Subject& subject) const {
  if (subject.kind == Subject::Kind::order) return {Rational(-1), Rational(0), Rational(1)};
  if (subject.kind == Subject::Kind::given) return {Rational(0), Rational(1)};
  const Expr& expr = model_.exprs[subject.value];
  if (expr.type == type::kBoolean) return {Rational(0), Rational(1)};
  std::vector<Rational> values;
  if (expr.type.kind == TypeKind::category) {
    const auto words = model_.category_sets[expr.type.ref].values.size();
    for (std::size_t i = 0; i < words; ++i) values.emplace_back(static_cast<std::int64_t>(i));
    return values;
  }
  const Rational step = Rational::from_decimal(1, expr.form.decimals);
  for (const Rational& edge : subject.compared) {
    const Rational below = expr.form.ratio ? edge : Rational((edge / step).floor()) * step;
    for (const int steps : {-1, 0, 1, 2}) values.push_back(below + Rational(steps) * step);
  }
  if (expr.form.ratio && !subject.compared.empty()) {
    for (auto at = subject.compared.begin(); std::next(at) != subject.compared.end(); ++at)
      values.push_back((*at + *std::next(at)) / Rational(2));
  }
  if (expr.kind != ExprKind::column) return values;
  if (const Claims::Bounds* bounds = context_.claims.bounds_of(expr.payload)) {
    values.insert(values.end(), {bounds->least, bounds->most});
    std::erase_if(values, [bounds](const Rational& value) {
      return value < bounds->least || value > bounds->most;
    });
  }
  return values;
}

}  // namespace

Truth::Truth(const Context& context) : context_(context) {
  std::map<std::string_view, std::size_t> first;
  for (const std::string& text : context.model.texts)
    first_text_.push_back(first.try_emplace(text, first_text_.size()).first->second);
}

int Truth::of(ExprId condition) const {
  const Reader reader(context_, first_text_);
  Subjects subjects;
  if (!reader.collect(condition, subjects) || subjects.size() != 1) return -1;
  const auto values = reader.samples(subjects.begin()->second);
  if (values.empty()) return -1;
  const auto held = std::ranges::count_if(
      values, [&](const Rational& value) { return reader.holds(condition, value); });
  if (held == 0) return 0;
  return held == std::ssize(values) ? 1 : -1;
}

ExprId Truth::excluded(absl::Span<const ExprId> conditions) const {
  const Reader reader(context_, first_text_);
  struct Known {
    Subjects subjects;
    std::vector<ExprId> conditions;
  };
  std::map<std::string, Known> known;
  const auto add = [&](auto& self, ExprId id) -> bool {
    const Expr& expr = context_.model.exprs[id];
    if (expr.kind == ExprKind::operation && expr.op == Opcode::conjunction)
      return std::ranges::all_of(expr.args, [&](ExprId arg) { return self(self, arg); });
    Subjects own;
    if (!reader.collect(id, own) || own.size() != 1) return true;
    Known& of = known[own.begin()->first];
    of.conditions.push_back(id);
    reader.collect(id, of.subjects);
    const auto values = reader.samples(of.subjects.begin()->second);
    return values.empty() || std::ranges::any_of(values, [&](const Rational& value) {
             return std::ranges::all_of(of.conditions,
                                        [&](ExprId each) { return reader.holds(each, value); });
           });
  };
  for (const ExprId condition : conditions)
    if (!add(add, condition)) return condition;
  return kNone;
}

}  // namespace remit::check
