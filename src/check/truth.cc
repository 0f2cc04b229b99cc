#include "check/truth.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "base/budget.h"
#include "base/hash_map.h"
#include "base/keep_once.h"
#include "check/same_value.h"

namespace remit::check {
namespace {

using number::Rational;
using type::Opcode;
using type::TypeKind;

/// More values that are computed are not told apart: looking for the same one takes each in turn.
constexpr std::size_t kMostComputed = 200;

/// Number of what conditions are about.
using SubjectId = std::uint32_t;
constexpr SubjectId kNoSubject = 0;

}  // namespace

/// Numbers what conditions are about: the same has the same number.
class SubjectNumbers {
 public:
  /// Of a column, or of a value reached through references; kNoSubject for everything else.
  SubjectId of_path(const Model& model, ExprId id) {
    base::go_deeper();
    const Expr& expr = model.exprs[id];
    if (expr.kind == ExprKind::column) return of_column(expr.payload);
    if (expr.kind != ExprKind::lookup) return kNoSubject;
    const SubjectId via = of_path(model, expr.args[0]);
    const SubjectId target = via == kNoSubject ? kNoSubject : of_path(model, expr.args[1]);
    return target == kNoSubject ? kNoSubject : number(Kind::path, via, target);
  }

  /// Of a value that is computed; kNoSubject for one more than are told apart.
  SubjectId of_computed(const Model& model, ExprId id) {
    for (std::uint32_t i = 0; i < computed_.size(); ++i)
      if (same_value(model, computed_[i], id)) return number(Kind::computed, i, 0);
    if (computed_.size() == kMostComputed) return kNoSubject;
    computed_.push_back(id);
    return number(Kind::computed, static_cast<std::uint32_t>(computed_.size() - 1), 0);
  }

  /// Whether that value is given.
  SubjectId of_given(SubjectId value) {
    return value == kNoSubject ? kNoSubject : number(Kind::given, value, 0);
  }

  /// Which of the two is the larger.
  SubjectId of_order(SubjectId first, SubjectId second) {
    const bool known = first != kNoSubject && second != kNoSubject;
    return known ? number(Kind::order, first, second) : kNoSubject;
  }

 private:
  enum class Kind : std::uint8_t { path, computed, given, order };
  struct What {
    Kind kind;
    std::uint32_t first, second;
    bool operator==(const What&) const = default;
    template <typename H>
    friend H AbslHashValue(H state, const What& what) {
      return H::combine(std::move(state), what.kind, what.first, what.second);
    }
  };

  SubjectId of_column(ColumnId column) {
    if (columns_.size() <= column) columns_.resize(column + std::size_t{1}, kNoSubject);
    if (columns_[column] == kNoSubject) columns_[column] = ++last_;
    return columns_[column];
  }

  SubjectId number(Kind kind, std::uint32_t first, std::uint32_t second) {
    const auto [at, fresh] = numbers_.try_emplace(What{kind, first, second}, last_ + 1);
    if (fresh) ++last_;
    return at->second;
  }

  SubjectId last_ = kNoSubject;
  std::vector<SubjectId> columns_;  // by column
  base::HashMap<What, SubjectId> numbers_;
  std::vector<ExprId> computed_;  // each by one of its formulas
};

namespace {

/// What a condition is about: the value of a column or path, which of two such is the larger, or
/// whether one is given.
struct Subject {
  enum class Kind { value, order, given } kind = Kind::value;
  SubjectId id = kNoSubject;
  ExprId value = kNone;
  absl::InlinedVector<ExprId, 4> compared = {};  ///< the constants that it is compared with
  bool beyond = false;  ///< those are more than are tried; they are no longer kept
};

/// Of more conditions in a row the last are looked at.
constexpr std::size_t kMostKnown = 40;
/// Of a value that is compared with more constants nothing is said: each is tried against all.
constexpr std::size_t kMostCompared = 100;

/// Reads conditions about one subject each; everything else is not understood.
class Reader {
 public:
  Reader(const Context& context, const std::vector<std::size_t>& first_text,
         SubjectNumbers& numbers)
      : context_(context), model_(context.model), first_text_(first_text), numbers_(numbers) {}

  /// What the condition is about, unless that is nothing or more than one thing, or a part of it is
  /// not understood.
  std::optional<Subject> only_subject(ExprId id) const {
    Subject subject;
    if (!collect(id, subject) || subject.id == kNoSubject) return std::nullopt;
    if (subject.compared.size() > kMostCompared) keep_distinct(subject);
    if (subject.beyond) return std::nullopt;
    return subject;
  }

  /// Adds what the condition says of that subject to what others have said of it. False if a part
  /// of the condition is not understood or is about something else.
  bool collect(ExprId id, Subject& subject) const {
    base::go_deeper();
    const Expr& expr = model_.exprs[id];
    if (context_.build.constant_truth(id) >= 0) return true;
    if (is_logic(expr))
      return std::ranges::all_of(expr.args, [&](ExprId arg) { return collect(arg, subject); });
    const auto [about, kind] = subject_of(expr);
    if (about == kNoSubject || (subject.id != kNoSubject && subject.id != about)) return false;
    subject.id = about;
    subject.kind = kind;
    subject.value = expr.kind == ExprKind::operation ? subject_side(expr) : id;
    if (kind != Subject::Kind::value || subject.beyond) return true;
    for (const ExprId arg : expr.args)
      if (is_constant(arg)) subject.compared.push_back(arg);
    // Seldom enough that any number of conditions on one subject takes time in proportion.
    if (subject.compared.size() > 2 * kMostCompared) keep_distinct(subject);
    return true;
  }

  /// Whether it is certain that the condition, which is about that subject alone, may hold and may
  /// fail: a comparison with a constant, or of two values, of which nothing else is known. False
  /// says nothing. Most conditions of a policy are such, and need not be tried on values.
  bool depends(ExprId id, const Subject& subject) const;

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
  std::vector<Rational> edges(const Subject& subject) const;
  /// Each constant once, or none if there are too many.
  void keep_distinct(Subject& subject) const {
    const auto value_of = [this](ExprId id) { return *constant(id); };
    std::ranges::sort(subject.compared, {}, value_of);
    base::keep_once(subject.compared, value_of);
    subject.beyond = subject.compared.size() > kMostCompared;
    if (subject.beyond) subject.compared.clear();
  }
  bool is_constant(ExprId id) const;
  SubjectId key(ExprId id) const;
  std::pair<SubjectId, Subject::Kind> subject_of(const Expr& expr) const;
  ExprId subject_side(const Expr& expr) const {
    return expr.args.size() > 1 && is_constant(expr.args[0]) ? expr.args[1] : expr.args[0];
  }
  std::strong_ordering order(const Expr& expr, const Rational& value) const;
  const Claims::Bounds* bounds_of(const Expr& value) const {
    return value.kind == ExprKind::column ? context_.claims.bounds_of(value.payload) : nullptr;
  }

  const Context& context_;
  const Model& model_;
  const std::vector<std::size_t>& first_text_;
  SubjectNumbers& numbers_;
};

/// Numbers what a condition is about: a column, or what is computed of the same in the same way.
SubjectId Reader::key(ExprId id) const {
  if (const SubjectId column = numbers_.of_path(model_, id); column != kNoSubject) return column;
  const Expr& expr = model_.exprs[id];
  const bool computed = expr.kind == ExprKind::fold || expr.kind == ExprKind::rank ||
                        (expr.kind == ExprKind::operation && !is_constant(id) && !is_logic(expr) &&
                         expr.type.is_numeric());
  return computed ? numbers_.of_computed(model_, id) : kNoSubject;
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

bool Reader::is_constant(ExprId id) const {
  const Expr& expr = model_.exprs[id];
  return expr.kind == ExprKind::operation &&
         (expr.op == Opcode::number || expr.op == Opcode::date || expr.op == Opcode::boolean ||
          expr.op == Opcode::category || expr.op == Opcode::text);
}

std::pair<SubjectId, Subject::Kind> Reader::subject_of(const Expr& expr) const {
  if (expr.kind != ExprKind::operation)
    return {expr.type == type::kBoolean ? key(static_cast<ExprId>(&expr - model_.exprs.data()))
                                        : kNoSubject,
            Subject::Kind::value};
  if (expr.op == Opcode::is_given)
    return {numbers_.of_given(key(expr.args[0])), Subject::Kind::given};
  if (expr.op == Opcode::is_one_of) {
    const bool fixed = std::all_of(expr.args.begin() + 1, expr.args.end(),
                                   [this](ExprId arg) { return is_constant(arg); });
    return {fixed ? key(expr.args[0]) : kNoSubject, Subject::Kind::value};
  }
  if (!is_comparison(expr)) return {};
  if (is_constant(expr.args[0])) return {key(expr.args[1]), Subject::Kind::value};
  if (is_constant(expr.args[1])) return {key(expr.args[0]), Subject::Kind::value};
  const SubjectId left = key(expr.args[0]);
  const SubjectId right = key(expr.args[1]);
  return {numbers_.of_order(std::min(left, right), std::max(left, right)), Subject::Kind::order};
}

bool Reader::depends(ExprId id, const Subject& subject) const {
  const Expr& expr = model_.exprs[id];
  if (!is_comparison(expr)) return false;
  if (subject.kind == Subject::Kind::order) return true;
  const Expr& value = model_.exprs[subject.value];
  const auto& holds = *type::operation(expr.op).comparison;
  const bool of_equality = holds.less == holds.greater;
  if (value.type.kind == TypeKind::category)
    return of_equality && model_.category_sets[value.type.ref].values.size() > 1;
  if (value.type.kind == TypeKind::text) return of_equality;
  const bool ordered = value.type.is_numeric() || value.type == type::kDate;
  return ordered && !of_equality && bounds_of(value) == nullptr;
}

std::strong_ordering Reader::order(const Expr& expr, const Rational& value) const {
  if (const auto left = constant(expr.args[0])) return *left <=> value;
  if (const auto right = constant(expr.args[1])) return value <=> *right;
  // Of two values: below zero, the one whose number comes first is the smaller.
  const bool turned = key(expr.args[1]) < key(expr.args[0]);
  return turned ? Rational(0) <=> value : value <=> Rational(0);
}

/// What it is compared with, in order.
std::vector<Rational> Reader::edges(const Subject& subject) const {
  std::vector<Rational> values;
  for (const ExprId id : subject.compared) values.push_back(*constant(id));
  std::ranges::sort(values);
  base::keep_once(values);
  return values;
}

/// One value of each stretch between and beside the constants; of values with few digits, only
/// such as there can be.
std::vector<Rational> Reader::samples(const Subject& subject) const {
  if (subject.beyond) return {};
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
  const std::vector<Rational> compared = edges(subject);
  if (compared.size() > kMostCompared) return {};
  const Rational step = Rational::from_decimal(1, expr.form.decimals);
  for (const Rational& edge : compared) {
    const Rational below = expr.form.ratio ? edge : Rational((edge / step).floor()) * step;
    for (const int steps : {-1, 0, 1, 2}) values.push_back(below + Rational(steps) * step);
  }
  if (expr.form.ratio && !compared.empty()) {
    for (auto at = compared.begin(); std::next(at) != compared.end(); ++at)
      values.push_back((*at + *std::next(at)) / Rational(2));
  }
  if (const Claims::Bounds* bounds = bounds_of(expr)) {
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
  SubjectId about;
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
    if (auto about = reader_.only_subject(id)) return of_subject(id, *std::move(about));
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
    if (context_.build.constant_truth(id) >= 0) return;
    if (const auto about = reader_.only_subject(id)) facts_.push_back({id, holds, about->id});
  }

  int of_subject(ExprId id, Subject subject) {
    bool any = false;
    for (const Fact& fact : facts_) {
      if (fact.about != subject.id) continue;
      reader_.collect(fact.condition, subject);
      last_ = fact.condition;
      any = true;
    }
    if (!any) return -1;
    std::size_t possible = 0;
    std::size_t held = 0;
    for (const Rational& value : reader_.samples(subject)) {
      const bool fits = std::ranges::all_of(facts_, [&](const Fact& fact) {
        return fact.about != subject.id || reader_.holds(fact.condition, value) == fact.holds;
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

Truth::~Truth() = default;

Truth::Truth(const Context& context)
    : context_(context), numbers_(std::make_unique<SubjectNumbers>()) {
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

/// Conditions about one subject, and what they say of it together.
struct Together {
  Subject subject;
  std::vector<ExprId> conditions;
};

/// Whether those of the alternatives that are about one subject leave it no value.
bool all_cases(const Context& context, const Reader& reader, ExprId condition) {
  std::vector<ExprId> parts;
  flatten_alternatives(context.model, condition, parts);
  if (parts.size() < 2) return false;
  base::HashMap<SubjectId, Together> cases;
  for (const ExprId part : parts) {
    if (context.build.constant_truth(part) >= 0) continue;
    const auto about = reader.only_subject(part);
    if (!about) continue;
    Together& of = cases[about->id];
    of.conditions.push_back(part);
    reader.collect(part, of.subject);
  }
  // In any order: whether one of them is so.
  return std::ranges::any_of(cases, [&](const auto& each) {
    const Together& of = each.second;
    if (of.conditions.size() < 2) return false;
    const auto values = reader.samples(of.subject);
    return !values.empty() && std::ranges::all_of(values, [&](const Rational& value) {
      return std::ranges::any_of(of.conditions,
                                 [&](ExprId part) { return reader.holds(part, value); });
    });
  });
}

}  // namespace

int Truth::of(ExprId condition) const {
  const Reader reader(context_, first_text_, *numbers_);
  const auto about = reader.only_subject(condition);
  if (!about) return all_cases(context_, reader, condition) ? 1 : -1;
  if (reader.depends(condition, *about)) return -1;
  const auto values = reader.samples(*about);
  if (values.empty()) return -1;
  const auto held = std::ranges::count_if(
      values, [&](const Rational& value) { return reader.holds(condition, value); });
  if (held == 0) return 0;
  return held == std::ssize(values) ? 1 : -1;
}

Truth::Decided Truth::under(const Claims::Known& known, ExprId condition) const {
  if (known.empty()) return {};
  const Reader reader(context_, first_text_, *numbers_);
  Facts facts(context_, reader, known);
  const int holds = facts.decide(condition);
  return {holds, holds < 0 ? kNone : facts.last()};
}

bool Truth::independent(absl::Span<const ExprId> conditions) const {
  const Reader reader(context_, first_text_, *numbers_);
  absl::InlinedVector<SubjectId, 8> subjects;
  for (const ExprId id : conditions) {
    const auto about = reader.only_subject(id);
    if (!about || !reader.depends(id, *about)) return false;
    subjects.push_back(about->id);
  }
  std::ranges::sort(subjects);
  return std::ranges::adjacent_find(subjects) == subjects.end();
}

ExprId Truth::excluded(absl::Span<const ExprId> conditions) const {
  const Reader reader(context_, first_text_, *numbers_);
  base::HashMap<SubjectId, Together> known;
  const auto add = [&](auto& self, ExprId id) -> bool {
    const Expr& expr = context_.model.exprs[id];
    if (expr.kind == ExprKind::operation && expr.op == Opcode::conjunction)
      return std::ranges::all_of(expr.args, [&](ExprId arg) { return self(self, arg); });
    const auto about = reader.only_subject(id);
    if (!about) return true;
    Together& of = known[about->id];
    of.conditions.push_back(id);
    reader.collect(id, of.subject);
    if (of.conditions.size() == 1 && reader.depends(id, *about)) return true;
    const auto values = reader.samples(of.subject);
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
