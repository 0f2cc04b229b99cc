#include "check/truth.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/budget.h"
#include "base/strings.h"
#include "check/same_value.h"

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

/// More values that are computed are not told apart: looking for the same one takes each in turn.
constexpr std::size_t kMostComputed = 200;
/// Of more conditions in a row the last are looked at.
constexpr std::size_t kMostKnown = 40;
/// Of a value that is compared with more constants nothing is said: each is tried against all.
constexpr std::size_t kMostCompared = 100;

/// Names the value if it is a column or reached through references.
std::string key_of(const Model& model, ExprId id) {
  base::go_deeper();
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
  Reader(const Context& context, const std::vector<std::size_t>& first_text,
         std::vector<ExprId>& computed)
      : context_(context), model_(context.model), first_text_(first_text), computed_(computed) {}

  /// False if a part of the condition is not understood.
  bool collect(ExprId id, Subjects& subjects) const {
    base::go_deeper();
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
    return subject.compared.size() <= kMostCompared;
  }

  /// Of a condition that was understood, with that value of its only subject.
  bool holds(ExprId id, const Rational& value) const {
    base::go_deeper();
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
  std::string key(ExprId id) const;
  std::pair<std::string, Subject::Kind> subject_of(const Expr& expr) const;
  ExprId subject_side(const Expr& expr) const {
    return constant(expr.args[0]) && expr.args.size() > 1 ? expr.args[1] : expr.args[0];
  }
  std::strong_ordering order(const Expr& expr, const Rational& value) const;

  const Context& context_;
  const Model& model_;
  const std::vector<std::size_t>& first_text_;
  std::vector<ExprId>& computed_;
};

/// Names what a condition is about: a column, or what is computed of the same in the same way.
std::string Reader::key(ExprId id) const {
  std::string column = key_of(model_, id);
  const Expr& expr = model_.exprs[id];
  const bool computed = expr.kind == ExprKind::fold || expr.kind == ExprKind::rank ||
                        (expr.kind == ExprKind::operation && !constant(id) && !is_logic(expr) &&
                         expr.type.is_numeric());
  if (!column.empty() || !computed) return column;
  for (std::size_t i = 0; i < computed_.size(); ++i)
    if (same_value(model_, computed_[i], id)) return "f" + std::to_string(i);
  if (computed_.size() == kMostComputed) return "";
  computed_.push_back(id);
  return "f" + std::to_string(computed_.size() - 1);
}

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
  const bool turned = key(expr.args[1]) < key(expr.args[0]);
  return turned ? Rational(0) <=> value : value <=> Rational(0);
}

/// One value of each stretch between and beside the constants; of values with few digits, only
/// such as there can be.
std::vector<Rational> Reader::samples(const Subject& subject) const {
  if (subject.compared.size() > kMostCompared) return {};
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

/// Something known of one subject: a condition and whether it holds.
struct Fact {
  ExprId condition;
  bool holds;
  std::string key;
};

/// What follows of single subjects from conditions that are known.
class Facts {
 public:
  Facts(const Context& context, const Reader& reader, const Claims::Known& known)
      : context_(context), reader_(reader) {
    const std::size_t skipped = known.size() - std::min(known.size(), kMostKnown);
    for (std::size_t i = skipped; i < known.size(); ++i) add(known[i].first, known[i].second);
  }

  /// 1 always, 0 never, -1 depends, or has nothing to do with what is known.
  int decide(ExprId id) {
    base::go_deeper();
    const Expr& expr = context_.model.exprs[id];
    if (context_.build.constant_truth(id) >= 0) return -1;
    Subjects own;
    if (reader_.collect(id, own) && own.size() == 1) return of_subject(id, std::move(own));
    if (expr.kind != ExprKind::operation) return -1;
    if (expr.op == Opcode::negation) {
      const int holds = decide(expr.args[0]);
      return holds < 0 ? holds : 1 - holds;
    }
    const bool both = expr.op == Opcode::conjunction;
    if (!both && expr.op != Opcode::disjunction) return -1;
    bool all = true;
    for (const ExprId arg : expr.args) {
      const int holds = decide(arg);
      if (holds == (both ? 0 : 1)) return holds;
      all = all && holds >= 0;
    }
    return all ? (both ? 1 : 0) : -1;
  }

  ExprId last() const { return last_; }

 private:
  void add(ExprId id, bool holds) {
    if (context_.claims.is_cut(id)) return;
    const Expr& expr = context_.model.exprs[id];
    const bool logic = expr.kind == ExprKind::operation;
    if (logic && expr.op == Opcode::negation) return add(expr.args[0], !holds);
    if (logic && expr.op == (holds ? Opcode::conjunction : Opcode::disjunction)) {
      for (const ExprId arg : expr.args) add(arg, holds);
      return;
    }
    Subjects own;
    if (context_.build.constant_truth(id) < 0 && reader_.collect(id, own) && own.size() == 1)
      facts_.push_back({id, holds, own.begin()->first});
  }

  int of_subject(ExprId id, Subjects subjects) {
    const std::string key = subjects.begin()->first;
    bool any = false;
    for (const Fact& fact : facts_) {
      if (fact.key != key) continue;
      reader_.collect(fact.condition, subjects);
      last_ = fact.condition;
      any = true;
    }
    if (!any) return -1;
    std::size_t possible = 0;
    std::size_t held = 0;
    for (const Rational& value : reader_.samples(subjects.begin()->second)) {
      const bool fits = std::ranges::all_of(facts_, [&](const Fact& fact) {
        return fact.key != key || reader_.holds(fact.condition, value) == fact.holds;
      });
      if (!fits) continue;
      ++possible;
      held += reader_.holds(id, value) ? 1 : 0;
    }
    if (possible == 0 || (held > 0 && held < possible)) return -1;
    return held > 0 ? 1 : 0;
  }

  const Context& context_;
  const Reader& reader_;
  std::vector<Fact> facts_;
  ExprId last_ = kNone;
};

}  // namespace

Truth::Truth(const Context& context) : context_(context) {
  std::map<std::string_view, std::size_t> first;
  for (const std::string& text : context.model.texts)
    first_text_.push_back(first.try_emplace(text, first_text_.size()).first->second);
}

namespace {

/// The parts that one `or` after the other joins.
void flatten_alternatives(const Model& model, ExprId id, std::vector<ExprId>& parts) {
  base::go_deeper();
  const Expr& expr = model.exprs[id];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::disjunction)
    return parts.push_back(id);
  for (const ExprId arg : expr.args) flatten_alternatives(model, arg, parts);
}

/// Whether those of the alternatives that are about one subject leave it no value.
bool all_cases(const Context& context, const Reader& reader, ExprId condition) {
  struct Cases {
    Subjects subjects;
    std::vector<ExprId> conditions;
  };
  std::vector<ExprId> parts;
  flatten_alternatives(context.model, condition, parts);
  std::map<std::string, Cases> cases;
  for (const ExprId part : parts) {
    Subjects own;
    if (context.build.constant_truth(part) >= 0 || !reader.collect(part, own) || own.size() != 1)
      continue;
    Cases& of = cases[own.begin()->first];
    of.conditions.push_back(part);
    reader.collect(part, of.subjects);
  }
  return std::ranges::any_of(cases, [&](const auto& each) {
    const Cases& of = each.second;
    if (of.conditions.size() < 2) return false;
    const auto values = reader.samples(of.subjects.begin()->second);
    return !values.empty() && std::ranges::all_of(values, [&](const Rational& value) {
      return std::ranges::any_of(of.conditions,
                                 [&](ExprId part) { return reader.holds(part, value); });
    });
  });
}

}  // namespace

int Truth::of(ExprId condition) const {
  const Reader reader(context_, first_text_, computed_);
  Subjects subjects;
  if (!reader.collect(condition, subjects) || subjects.size() != 1)
    return all_cases(context_, reader, condition) ? 1 : -1;
  const auto values = reader.samples(subjects.begin()->second);
  if (values.empty()) return -1;
  const auto held = std::ranges::count_if(
      values, [&](const Rational& value) { return reader.holds(condition, value); });
  if (held == 0) return 0;
  return held == std::ssize(values) ? 1 : -1;
}

Truth::Decided Truth::under(const Claims::Known& known, ExprId condition) const {
  if (known.empty()) return {};
  const Reader reader(context_, first_text_, computed_);
  Facts facts(context_, reader, known);
  const int holds = facts.decide(condition);
  return {holds, holds < 0 ? kNone : facts.last()};
}

ExprId Truth::excluded(absl::Span<const ExprId> conditions) const {
  const Reader reader(context_, first_text_, computed_);
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
