// What compares: two values, a value with a list, and whether there is one.
#include <algorithm>
#include <utility>

#include "base/budget.h"
#include "base/civil_date.h"
#include "base/edit_distance.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "check/applicability.h"
#include "check/figures.h"
#include "check/never_blank.h"
#include "check/order_of.h"
#include "check/same_value.h"
#include "check/texts_given.h"
#include "check/typer.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "type/operators.h"
#include "type/words.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::OperatorId;
using type::Type;
using type::TypeKind;

std::optional<std::pair<ExprId, ExprId>> Typer::comparable(NodeView node, const Scope& left_scope,
                                                           const Scope& right_scope) {
  ExprId left = expr(node[Label::left], left_scope);
  if (say_given(node, left, right_scope)) return std::nullopt;
  if (unknown(left) && may_be_category(node[Label::right], right_scope)) return std::nullopt;
  if (build_.type_of(left) == type::kText && may_be_category(node[Label::right], right_scope)) {
    const NodeView word = node[Label::right];
    const bool chinese = (static_cast<unsigned char>(word.text()[0]) & 0x80) != 0;
    const std::string quotes =
        chinese ? base::concat("“", word.text(), "”") : base::concat("\"", word.text(), "\"");
    if (!c_.names.near(right_scope.entity, word.text())) {
      c_.sink
          .report(code::said_otherwise, word.span(),
                  {word.text(), diagnostic::worded(diagnostic::text::quoted, {quotes})})
          .suggest(word.span(), quotes);
      return std::nullopt;
    }
  }
  ExprId right = expr(node[Label::right], right_scope, build_.type_of(left));
  left = zero_as(left, build_.type_of(right));
  right = zero_as(right, build_.type_of(left));
  if (unknown(left) || unknown(right)) return std::nullopt;
  if (c_.figures != nullptr && c_.figures->asks(node)) {
    left = c_.figures->in_unit_of(left, right);
    right = c_.figures->in_unit_of(right, left);
  }
  const Type a = build_.type_of(left);
  const Type b = build_.type_of(right);
  if (a.kind == TypeKind::reference && b == type::kText &&
      c_.model.entities[a.ref].key.size() == 1) {
    left = build_.lookup(left, build_.key(a.ref), node[Label::left].span());
  } else if (a != b) {
    if (a.kind == TypeKind::money && b.kind == TypeKind::money) {
      bad_operands(node, left, right);
      return std::nullopt;
    }
    if (a.kind == TypeKind::category && node[Label::right].is(Rule::path)) {
      report_unknown_category(node[Label::right], a);
    } else {
      diagnostic::Diagnostic& found =
          c_.sink.report(code::not_comparable, node.operator_span(), {describe(a), describe(b)})
              .note(node[Label::left].span(), diagnostic::text::note_this_is, {describe(a)})
              .note(node[Label::right].span(), diagnostic::text::note_this_is, {describe(b)});
      if (b == type::kNumber && build_.constant(right) != nullptr)
        suggest_currency(found, node[Label::right].span(), a);
      suggest_literal(found, node[Label::right].span(), right, a);
      if (a == type::kDate) suggest_year(found, node[Label::left], right);
      if (b == type::kDate) suggest_year(found, node[Label::right], left);
      if (a == type::kBoolean) suggest_truth(found, node, right);
    }
    return std::nullopt;
  }
  return std::pair(left, right);
}

/// `x is null`, `x != None`, `x is not empty`: whether there is a value is asked with `given`.
bool Typer::say_given(NodeView node, ExprId left, const Scope& scope) {
  const NodeView word = node[Label::right];
  const OperatorId id = node.operator_id();
  const bool given = id == OperatorId::not_equal || id == OperatorId::is_not;
  if (!given && id != OperatorId::equal && id != OperatorId::is) return false;
  const Type type = build_.type_of(left);
  if (type.kind == TypeKind::category && category_word(word, type)) return false;
  const bool name =
      may_be_category(word, scope) &&
      base::is_among("null|nil|none|nan|na|undefined|empty|missing|nothing|空值|空白|空的",
                     base::fold_case(word.text()));
  // A text may be the empty one, and is asked for by its own rule.
  const bool other_than_text = type != type::kText && type.kind != TypeKind::unknown;
  const bool empty = word.is(Rule::text) && word.text().empty() && other_than_text;
  if (!name && !empty && !word.is(Rule::blank)) return false;
  ask_instead(node, given);
  return true;
}

/// Says that the left side is asked whether it is given, or not.
void Typer::ask_instead(NodeView node, bool given) {
  const bool chinese = after_chinese(node[Label::right].span());
  const std::string_view asked =
      chinese ? (given ? " 已填" : " 未填") : (given ? " is given" : " is not given");
  const std::string meant = base::concat(written(node[Label::left]), asked);
  c_.sink
      .report(code::said_otherwise, node.span(),
              {node.text(), diagnostic::worded(diagnostic::text::quoted, {meant})})
      .suggest(node.span(), meant);
}

/// A cell without a text is blank: no cell equals the empty text.
bool Typer::refuse_empty(NodeView node, Opcode op, ExprId left, ExprId right) {
  const auto is_empty = [this](ExprId id) {
    const Expr& expr = build_[id];
    return expr.kind == ExprKind::operation && expr.op == Opcode::text &&
           c_.model.texts[expr.payload].empty();
  };
  const auto is_cell = [this](ExprId id) {
    if (build_[id].kind == ExprKind::lookup) id = build_[id].args[1];
    return build_[id].kind == ExprKind::column && c_.model.columns[build_[id].payload].input;
  };
  if (!is_empty(right) || !is_cell(left)) return false;
  ask_instead(node, op == Opcode::not_equal);
  return true;
}

ExprId Typer::comparison(NodeView node, Opcode op, const Scope& scope) {
  const std::size_t errors = c_.sink.error_count();
  const auto sides = comparable(node, scope, scope);
  if (!sides) return build_.blank(type::kBoolean, node.span());
  const auto [left, right] = *sides;
  const Type a = build_.type_of(left);
  const bool asks_for_one = op == Opcode::equal || op == Opcode::not_equal;
  if (a == type::kText && asks_for_one && refuse_empty(node, op, left, right))
    return build_.blank(type::kBoolean, node.span());
  if (a == type::kText && asks_for_one) {
    warn_never_given(left, node[Label::left], right, node[Label::right]);
    warn_never_given(right, node[Label::right], left, node[Label::left]);
  }
  const ExprId result = build_.compare(op, left, right, node.span());
  int truth = build_.constant_truth(result);
  const auto order = truth < 0 ? fixed_order(c_.model, left, right) : std::nullopt;
  if (order) truth = type::operation(op).comparison->holds(*order) ? 1 : 0;
  // Of a side that something was said of, that is not said again.
  if (truth < 0 && !c_.is_what_if() && c_.sink.error_count() == errors)
    truth = truth_among(*type::operation(op).comparison, possible_order(c_, left, right));
  // Of parameters that are equal today nothing is said.
  const bool same = truth >= 0 && same_value(c_.model, left, right);
  const bool constant = build_.is_constant(left) && build_.is_constant(right);
  if (same && !constant &&
      !names_same_constants(c_.model, node[Label::left].span(), node[Label::right].span()))
    truth = -1;
  if (truth >= 0) {
    auto& found = c_.sink.report(truth == 1 ? code::always_holds : code::never_holds, node.span(),
                                 {node.text()});
    if (same) suggest_this(found, node[Label::right], scope);
  } else if (asks_for_one || !refuse_no_size(node, op, left, right)) {
    c_.claims.state(result);
  }
  return result;
}

/// The words of a list for which the comparison with one of them holds by the order of the list.
std::optional<std::string> Typer::words_meant(NodeView node, Opcode op, ExprId left,
                                              ExprId right) const {
  base::go_deeper();
  const auto is_word = [&](ExprId id) {
    return build_[id].kind == ExprKind::operation && build_[id].op == Opcode::category;
  };
  const Type type = build_.type_of(left);
  if (type.kind != TypeKind::category || is_word(left) == is_word(right)) return std::nullopt;
  const bool turned = is_word(left);
  const auto word = build_[turned ? left : right].payload;
  const auto& values = c_.model.category_sets[type.ref].values;
  std::string list;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    const auto order = turned ? word <=> i : i <=> word;
    if (!type::operation(op).comparison->holds(order)) continue;
    base::append(list, list.empty() ? "" : ", ", values[i].name);
  }
  if (list.empty()) return std::nullopt;
  const NodeView asked = node[turned ? Label::right : Label::left];
  const bool chinese = after_chinese(node[turned ? Label::left : Label::right].span());
  return base::concat(written(asked), chinese ? " 属于 { " : " in { ", list, " }");
}

bool Typer::refuse_no_size(NodeView node, Opcode op, ExprId left, ExprId right) {
  const Type type = build_.type_of(left);
  const bool sizeless = type.kind == TypeKind::text || type.kind == TypeKind::category ||
                        type.kind == TypeKind::reference || type.kind == TypeKind::boolean;
  if (!sizeless) return false;
  const auto instead = words_meant(node, op, left, right);
  diagnostic::Argument help = diagnostic::text::write_as_number;
  if (instead)
    help = diagnostic::worded(diagnostic::text::quoted, {*instead});
  else if (type.kind != TypeKind::text)
    help = diagnostic::worded(diagnostic::text::write_the_words, {node[Label::left].text()});
  auto& found = c_.sink.report(code::no_size, node.span(), {node.text(), describe(type), help});
  if (instead) found.suggest(node.span(), *instead);
  return true;
}

void Typer::suggest_this(diagnostic::Diagnostic& found, NodeView node, const Scope& scope) const {
  const bool in_fold = scope.outer != nullptr && scope.outer->outer == nullptr &&
                       scope.outer->entity == scope.entity;
  if (!in_fold || !node.is(Rule::path)) return;
  const auto steps = node.all(Label::step);
  const auto own = absl::MakeConstSpan(steps).subspan(fold_prefix(steps, scope));
  std::string text(
      type::kThis.in(after_chinese(own.front().span()) ? base::Language::zh : base::Language::en));
  for (const NodeView step : own) base::append(text, ".", step.text());
  found.suggest(node.span(), text);
}

bool Typer::may_be_category(NodeView node, const Scope& scope) const {
  return node.is(Rule::path) && node.all(Label::step).size() == 1 &&
         !is_name(scope, node[Label::step].text());
}

/// A day of which the digits are there: in quotes, or run together.
std::optional<std::string> Typer::day_meant(ExprId value) const {
  const Expr& constant = build_[value];
  if (constant.kind != ExprKind::operation) return std::nullopt;
  std::string digits;
  if (constant.op == Opcode::text) {
    for (const char c : c_.model.texts[constant.payload])
      if (c != '-' && c != '/' && c != '.') digits += c;
  } else if (const Rational* number = build_.constant(value)) {
    digits = number->to_text();
  }
  if (digits.size() != 8 || digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  const base::CivilDate day{std::stoi(digits.substr(0, 4)), std::stoi(digits.substr(4, 2)),
                            std::stoi(digits.substr(6))};
  if (!base::is_valid(day)) return std::nullopt;
  return base::to_iso_text(day);
}

/// A yes or no is a condition by itself: `open`, not `open = 1`.
void Typer::suggest_truth(diagnostic::Diagnostic& found, NodeView node, ExprId value) const {
  const Expr& constant = build_[value];
  if (constant.kind != ExprKind::operation) return;
  std::string said;
  if (constant.op == Opcode::text)
    said = base::fold_case(c_.model.texts[constant.payload]);
  else if (const Rational* number = build_.constant(value))
    said = number->to_text();
  const bool yes = base::is_among("1|yes|y|true|是|真|对", said);
  const bool no = base::is_among("0|no|n|false|否|假|不", said);
  const bool negated =
      node.operator_id() == OperatorId::not_equal || node.operator_id() == OperatorId::is_not;
  if (!yes && !no) return;
  const std::string_view left = written(node[Label::left]);
  const std::string_view word = after_chinese(node.span()) ? "非 " : "not ";
  found.suggest(node.span(), yes != negated ? std::string(left) : base::concat(word, left));
}

/// A word of a list and a day need no quotes.
void Typer::suggest_literal(diagnostic::Diagnostic& found, base::Span span, ExprId value,
                            Type type) {
  if (type.kind == TypeKind::date) {
    if (const auto day = day_meant(value)) found.suggest(span, *day);
    return;
  }
  const Expr& constant = build_[value];
  if (type.kind != TypeKind::category || constant.kind != ExprKind::operation ||
      constant.op != Opcode::text)
    return;
  const auto& values = c_.model.category_sets[type.ref].values;
  const std::string& said = c_.model.texts[constant.payload];
  if (std::ranges::find(values, said, &type::CategorySet::Value::name) != values.end()) {
    found.suggest(span, said);
    return;
  }
  std::vector<std::string_view> words;
  for (const type::CategorySet::Value& each : values) words.push_back(each.name);
  if (const auto near = base::suggest(said, words)) found.suggest(span, std::string(*near));
}

/// Of a date that is compared with 2024 the year is meant.
void Typer::suggest_year(diagnostic::Diagnostic& found, NodeView date, ExprId number) {
  constexpr std::int64_t kFirst = 1900, kLast = 2200;
  const Rational* year = build_.constant(number);
  if (year == nullptr || found.fix || build_.type_of(number) != type::kNumber) return;
  if (!year->is_integer() || *year < Rational(kFirst) || *year > Rational(kLast)) return;
  const bool chinese = after_chinese(date.span());
  found.suggest(date.span(), base::concat(chinese ? "年份(" : "year(", date.text(), ")"));
}

/// A constant text that `value` can never be is as a rule misspelt.
void Typer::warn_never_given(ExprId value, NodeView node, ExprId text, NodeView word) {
  const Expr& constant = build_[text];
  if (constant.kind != ExprKind::operation || constant.op != Opcode::text) return;
  if (build_.is_constant(value)) return;  // always holds, or never: that is said
  const auto given = texts_given(c_.model, value);
  const std::string& said = c_.model.texts[constant.payload];
  if (!given || given->contains(said)) return;
  std::vector<diagnostic::Argument> known;
  std::vector<std::string_view> candidates;
  for (const std::string& each : *given) {
    known.emplace_back(base::concat("`", each, "`"), base::concat("“", each, "”"));
    candidates.push_back(each);
  }
  auto& found = c_.sink.report(code::word_never_taken, word.span(),
                               {node.text(), said, diagnostic::any_of(known)});
  // Of two that are as near, neither is proposed.
  const auto near = base::suggest(said, candidates);
  if (!near) return;
  const std::string nearest(*near);
  std::erase(candidates, nearest);
  if (base::suggest(said, candidates)) return;
  const bool curly = c_.model.written(word.span()).starts_with("“");
  found.suggest(word.span(),
                curly ? base::concat("“", nearest, "”") : base::concat("\"", nearest, "\""));
}

void Typer::report_unknown_category(NodeView word, Type type) {
  std::string known;
  for (const auto& value : c_.model.category_sets[type.ref].values)
    known += (known.empty() ? "" : ", ") + value.name;
  std::vector<std::string_view> candidates;
  for (const auto& value : c_.model.category_sets[type.ref].values)
    candidates.push_back(value.name);
  if (c_.names.said_otherwise_around(word.span())) return;
  auto& found = c_.sink.report(code::unknown_category, word.span(),
                               {c_.model.written(word.span()), describe(type), known});
  if (const auto near = base::suggest(c_.model.written(word.span()), candidates))
    found.suggest(word.span(), std::string(*near));
}

ExprId Typer::membership(NodeView node, const Scope& scope, bool negated) {
  const ExprId value = expr(node[Label::operand], scope);
  const Type type = build_.type_of(value);
  Args args = {value};
  for (const NodeView member : node.all(Label::member)) {
    if (unknown(value) && may_be_category(member, scope)) continue;
    if (type.kind == TypeKind::category && member.is(Rule::path) && !category_word(member, type)) {
      report_unknown_category(member, type);
      continue;
    }
    ExprId constant = settled(expr(member, scope, type));
    const std::size_t errors = c_.sink.error_count();
    const bool known = !unknown(constant);
    constant = coerce(constant, type, member.span());
    if (known && c_.sink.error_count() == errors && !unknown(constant) &&
        !build_.is_constant(constant))
      c_.sink.report(code::not_constant, member.span());
    if (type == type::kText && !unknown(value))
      warn_never_given(value, node[Label::operand], constant, member);
    args.push_back(constant);
  }
  if (unknown(value)) return build_.blank(type::kBoolean, node.span());
  if (build_.is_constant(value)) {
    const bool among = std::any_of(args.begin() + 1, args.end(), [&](ExprId member) {
      const ExprId equal = build_.compare(Opcode::equal, value, member, node.span());
      return build_.constant_truth(equal) == 1;
    });
    c_.sink.report(among != negated ? code::always_holds : code::never_holds, node.span(),
                   {node.text()});
  }
  const ExprId result =
      build_.operation(Opcode::is_one_of, std::move(args), type::kBoolean, node.span());
  const ExprId said = negated ? build_.negation(result, node.span()) : result;
  c_.claims.state(said);
  return said;
}

/// What is never blank cannot be asked for.
void Typer::warn_always_given(ExprId value, NodeView node) {
  if (unknown(value) || !never_blank(c_.model, value) || c_.applicability.may_not_apply(value))
    return;
  const Expr& read =
      build_[value].kind == ExprKind::lookup ? build_[build_[value].args[1]] : build_[value];
  const bool field = read.kind == ExprKind::column && is_field(c_.model.columns[read.payload]);
  c_.sink.report(
      code::always_given, node.span(),
      {c_.model.written(node.span()), field                   ? diagnostic::text::or_optional
                                      : is_there(value, node) ? diagnostic::text::or_another
                                                              : diagnostic::text::or_of_its_parts});
}

ExprId Typer::given(NodeView node, const Scope& scope, bool negated) {
  const ExprId value = copied(node[Label::operand], scope);
  if (build_[value].kind == ExprKind::column) c_.claims.ask_given(build_[value].payload);
  if (build_[value].kind == ExprKind::lookup) {
    const Expr& target = build_[build_[value].args[1]];
    if (target.kind == ExprKind::column) c_.claims.ask_given(target.payload);
  }
  warn_always_given(value, node[Label::operand]);
  ExprId result = build_.is_given(value, node.span());
  if (c_.applicability.may_not_apply(value))
    result = build_.conjunction({build_.is_applicable(value, node.span()), result}, node.span());
  return negated ? build_.negation(result, node.span()) : result;
}

/// Asked of what always applies, it would hold in every row.
ExprId Typer::applicable(NodeView node, const Scope& scope, bool negated) {
  const ExprId value = copied(node[Label::operand], scope);
  if (unknown(value)) return build_.blank(type::kBoolean, node.span());
  if (!c_.applicability.may_not_apply(value))
    c_.sink.report(code::always_applicable, node[Label::operand].span(),
                   {written(node[Label::operand])});
  const ExprId result = build_.is_applicable(value, node.span());
  return negated ? build_.negation(result, node.span()) : result;
}

}  // namespace remit::check
