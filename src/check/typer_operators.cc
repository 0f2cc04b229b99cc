#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "base/edit_distance.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "check/call_words.h"
#include "check/dated.h"
#include "check/same_value.h"
#include "check/texts_given.h"
#include "check/typer.h"
#include "syntax/units.h"
#include "type/operators.h"
#include "type/words.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::OperatorId;
using type::Type;
using type::TypeKind;

namespace {

/// "from 2022-01-01 to 2022-01-31".
diagnostic::Argument held(const Dated& dated) {
  const std::string from = iso_text(dated.days.front());
  if (!dated.ends) return diagnostic::worded(diagnostic::Text::days_from, {from});
  return diagnostic::worded(diagnostic::Text::days_from_to, {from, iso_text(dated.last_day)});
}

}  // namespace

ExprId Typer::bad_operands(NodeView node, ExprId left, ExprId right) {
  const Type a = build_.type_of(left);
  const Type b = build_.type_of(right);
  if (a.kind == TypeKind::unknown || b.kind == TypeKind::unknown) return wrong(node.span());
  const type::OperatorInfo& info = type::operator_info(node.operator_id());
  if (a.kind == TypeKind::money && b.kind == TypeKind::money && a.ref != b.ref) {
    refuse_currencies(node.operator_span(), a, b)
        .note(node[Label::left].span(), diagnostic::Text::note_this_is, {describe(a)})
        .note(node[Label::right].span(), diagnostic::Text::note_this_is, {describe(b)});
  } else {
    auto& found = c_.sink.report(
        Code::operator_types, node.operator_span(),
        {info.symbol.empty() ? info.english : info.symbol, describe(a), describe(b)});
    if (a.kind == TypeKind::money && b == type::kNumber && build_.constant(right) != nullptr)
      suggest_currency(found, node[Label::right].span(), a);
    if (b.kind == TypeKind::money && a == type::kNumber && build_.constant(left) != nullptr)
      suggest_currency(found, node[Label::left].span(), b);
    if (a == type::kDate && b == type::kNumber && node[Label::right].is(Rule::number))
      found.suggest(node[Label::right].span(),
                    base::concat(node[Label::right].text(),
                                 after_chinese(node[Label::right].span()) ? "日" : " days"));
  }
  return wrong(node.span());
}

ExprId Typer::binary(NodeView node, const Scope& scope, Type expected) {
  const OperatorId id = node.operator_id();
  if (id == OperatorId::disjunction) {
    if (const auto list = words_listed(node, scope)) {
      c_.sink
          .report(Code::said_otherwise, node.span(),
                  {node.text(), diagnostic::worded(diagnostic::Text::quoted, {*list})})
          .suggest(node.span(), *list);
      return wrong(node.span());
    }
    const std::vector<ExprId> either = {condition(node[Label::left], scope),
                                        condition(node[Label::right], scope)};
    refuse_twice(node, either[0], either[1]);
    const ExprId result = build_.disjunction(either, node.span());
    c_.claims.state(result);
    return result;
  }
  if (id == OperatorId::conjunction) {
    const std::vector<ExprId> both = {condition(node[Label::left], scope),
                                      condition(node[Label::right], scope)};
    refuse_twice(node, both[0], both[1]);
    c_.claims.hold_together(both);
    return build_.conjunction(both, node.span());
  }
  if (id == OperatorId::on) return dated_parameter(node, scope);
  if (id == OperatorId::in_year) return schedule_in_year(node, scope);
  if (id == OperatorId::otherwise) {
    Fallback beside;
    if (ungrouped(node[Label::left]).is(Rule::path))
      beside = {node[Label::right], &scope, expected};
    const Fallback outer = std::exchange(fallback_, beside);
    const ExprId value = copied(node[Label::left], scope, expected);
    fallback_ = outer;
    const Type type = build_.type_of(value);
    const ExprId fallback = of_type(node[Label::right], scope, type);
    const std::size_t errors = c_.sink.error_count();
    refuse_twice(node, value, fallback);
    if (c_.sink.error_count() == errors) refuse_idle_otherwise(node, value);
    return build_.operation(Opcode::otherwise, {value, fallback}, type, node.span());
  }
  const std::optional<Opcode> op = type::operator_info(id).op;
  if (!op) return wrong(node.span());
  if (type::is_comparison(*op)) return comparison(node, *op, scope);
  if (*op == Opcode::divide && say_times(node)) return wrong(node.span());
  const bool additive = *op == Opcode::add || *op == Opcode::subtract;
  const Type hint = additive ? expected : type::kUnknown;
  const ExprId left = expr(node[Label::left], scope, hint);
  // Beside an amount a bare zero is one.
  const bool amount = additive && build_.type_of(left).kind == TypeKind::money;
  const ExprId right = expr(node[Label::right], scope, amount ? build_.type_of(left) : hint);
  return arithmetic(node, *op, left, right);
}

/// `1000元/人` is so much for each, which is a product: taken as it stands it would be a part of
/// the amount. What is divided on purpose stands in brackets.
bool Typer::say_times(NodeView node) {
  const NodeView amount = node[Label::left];
  const NodeView each = node[Label::right];
  const syntax::NumberLiteral* literal = amount.is(Rule::number) ? amount.number() : nullptr;
  const bool money = literal != nullptr && literal->unit_kind == syntax::UnitKind::currency;
  if (!money || !each.is(Rule::path) || each.all(Label::step).size() != 1) return false;
  const auto unit = syntax::find_unit(each.text());
  if (!unit || unit->magnitude || unit->kind == syntax::UnitKind::currency) return false;
  const std::string_view said = amount.text();
  c_.sink.report(Code::said_otherwise, node.span(),
                 {node.text(),
                  {base::concat("the amount times the number, as in `", said, " * n`"),
                   base::concat("金额乘以数量，如“", said, " × 数量”")}});
  return true;
}

/// `kind = tea or fruit` as a membership: one comparison by `=`, and values of its kind behind it.
std::optional<std::string> Typer::words_listed(NodeView node, const Scope& scope) {
  std::vector<NodeView> values;
  NodeView first = node;
  while (first.is(Rule::binary) && first.operator_id() == OperatorId::disjunction) {
    values.push_back(first[Label::right]);
    first = first[Label::left];
  }
  const bool equal = first.is(Rule::binary) && (first.operator_id() == OperatorId::equal ||
                                                first.operator_id() == OperatorId::is);
  const auto is_value = [&](NodeView value) {
    return value.is(Rule::number) || value.is(Rule::text) || value.is(Rule::date) ||
           may_be_category(value, scope);
  };
  if (!equal || !std::ranges::all_of(values, is_value)) return std::nullopt;
  values.push_back(first[Label::right]);
  std::string list;
  for (auto value = values.rbegin(); value != values.rend(); ++value)
    base::append(list, list.empty() ? "" : ", ", c_.model.written(value->span()));
  const bool chinese = after_chinese(first[Label::right].span());
  return base::concat(first[Label::left].text(), chinese ? " 属于 { " : " in { ", list, " }");
}

void Typer::refuse_twice(NodeView node, ExprId left, ExprId right) {
  const bool blank = build_[left].kind == ExprKind::operation && build_[left].op == Opcode::blank;
  if (unknown(left) || blank || build_.is_constant(left) || !same_value(c_.model, left, right))
    return;
  c_.sink.report(Code::same_on_both_sides, node.span(), {c_.model.written(build_[left].span)});
}

ExprId Typer::arithmetic(NodeView node, Opcode op, ExprId left, ExprId right) {
  if (op == Opcode::add || op == Opcode::subtract) {
    left = zero_as(left, build_.type_of(right));
    right = zero_as(right, build_.type_of(left));
  }
  const Type a = build_.type_of(left);
  const Type b = build_.type_of(right);
  if (op == Opcode::subtract || op == Opcode::divide) refuse_twice(node, left, right);
  if (a.kind == TypeKind::date || b.kind == TypeKind::date)
    return date_arithmetic(node, op, left, right);
  if (!a.is_numeric() || !b.is_numeric()) return bad_operands(node, left, right);
  const bool both_money = a.kind == TypeKind::money && b.kind == TypeKind::money;
  if (op == Opcode::add || op == Opcode::subtract) {
    if (a != b) return bad_operands(node, left, right);
    return build_.operation(op, {left, right}, a, node.span());
  }
  if (op == Opcode::multiply) {
    if (both_money) {
      c_.sink.report(Code::money_squared, node.span());
      return wrong(node.span());
    }
    return build_.multiply(left, right, node.span());
  }
  if (b.kind == TypeKind::money && a != b) return bad_operands(node, left, right);
  return quotient(left, right, both_money ? type::kNumber : a, node.span());
}

ExprId Typer::quotient(ExprId left, ExprId right, Type type, base::Span span) {
  const Rational* divisor = build_.constant(right);
  if (divisor != nullptr && divisor->is_zero()) {
    c_.sink.report(Code::divided_by_zero, span);
    return wrong(span);
  }
  return build_.divide(left, right, type, span);
}

ExprId Typer::date_arithmetic(NodeView node, Opcode op, ExprId left, ExprId right) {
  const Type a = build_.type_of(left);
  const Type b = build_.type_of(right);
  if (op == Opcode::subtract && a == type::kDate && b == type::kDate)
    return build_.operation(Opcode::days_between, {right, left}, type::kNumber, node.span());
  const bool moves = (op == Opcode::add || op == Opcode::subtract) && a == type::kDate &&
                     b.kind == TypeKind::duration;
  if (!moves) return bad_operands(node, left, right);
  return move_date(left, right, op == Opcode::subtract, node.span());
}

ExprId Typer::move_date(ExprId date, ExprId length, bool back, base::Span span,
                        NodeView calendar_name) {
  const auto unit = static_cast<type::DurationUnit>(build_.type_of(length).ref);
  if (unknown(whole_number(length, build_[length].span))) return wrong(span);
  if (unit != type::DurationUnit::workdays)
    c_.report_no_effect(calendar_name, diagnostic::Text::why_days_of_any_kind);
  ExprId count = build_.retyped(length, type::kNumber);
  if (back) count = build_.operation(Opcode::negate, {count}, type::kNumber, span);
  switch (unit) {
    case type::DurationUnit::days:
      return build_.operation(Opcode::add_days, {date, count}, type::kDate, span);
    case type::DurationUnit::months:
      return months_later(Opcode::add_months, date, count, span);
    case type::DurationUnit::years:
      return months_later(Opcode::add_years, date, count, span);
    case type::DurationUnit::workdays:
      break;
  }
  const auto calendar = c_.tables.workday_calendar(calendar_name, span);
  if (!calendar) return wrong(span);
  return build_.operation(Opcode::add_workdays, {date, count}, type::kDate, span, *calendar);
}

std::optional<std::pair<ExprId, ExprId>> Typer::comparable(NodeView node, const Scope& left_scope,
                                                           const Scope& right_scope) {
  ExprId left = expr(node[Label::left], left_scope);
  if (unknown(left) && may_be_category(node[Label::right], right_scope)) return std::nullopt;
  if (build_.type_of(left) == type::kText && may_be_category(node[Label::right], right_scope)) {
    const NodeView word = node[Label::right];
    const bool chinese = (static_cast<unsigned char>(word.text()[0]) & 0x80) != 0;
    const std::string quotes =
        chinese ? base::concat("“", word.text(), "”") : base::concat("\"", word.text(), "\"");
    if (!c_.names.near(right_scope.entity, word.text())) {
      c_.sink
          .report(Code::said_otherwise, word.span(),
                  {word.text(), diagnostic::worded(diagnostic::Text::quoted, {quotes})})
          .suggest(word.span(), quotes);
      return std::nullopt;
    }
  }
  ExprId right = expr(node[Label::right], right_scope, build_.type_of(left));
  left = zero_as(left, build_.type_of(right));
  right = zero_as(right, build_.type_of(left));
  if (unknown(left) || unknown(right)) return std::nullopt;
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
          c_.sink.report(Code::not_comparable, node.operator_span(), {describe(a), describe(b)})
              .note(node[Label::left].span(), diagnostic::Text::note_this_is, {describe(a)})
              .note(node[Label::right].span(), diagnostic::Text::note_this_is, {describe(b)});
      if (b == type::kNumber && build_.constant(right) != nullptr)
        suggest_currency(found, node[Label::right].span(), a);
      suggest_literal(found, node[Label::right].span(), right, a);
      if (a == type::kBoolean) suggest_truth(found, node, right);
    }
    return std::nullopt;
  }
  return std::pair(left, right);
}

ExprId Typer::comparison(NodeView node, Opcode op, const Scope& scope) {
  const auto sides = comparable(node, scope, scope);
  if (!sides) return build_.blank(type::kBoolean, node.span());
  const auto [left, right] = *sides;
  const Type a = build_.type_of(left);
  const bool asks_for_one = op == Opcode::equal || op == Opcode::not_equal;
  if (a == type::kText && asks_for_one) {
    warn_never_given(left, node[Label::left], right, node[Label::right]);
    warn_never_given(right, node[Label::right], left, node[Label::left]);
  }
  const ExprId result = build_.compare(op, left, right, node.span());
  int truth = build_.constant_truth(result);
  const auto order = truth < 0 ? fixed_order(c_.model, left, right) : std::nullopt;
  if (order) truth = type::operation(op).comparison->holds(*order) ? 1 : 0;
  if (truth >= 0) {
    auto& found = c_.sink.report(truth == 1 ? Code::always_holds : Code::never_holds, node.span(),
                                 {node.text()});
    if (same_value(c_.model, left, right)) suggest_this(found, node[Label::right], scope);
  } else if (asks_for_one || !refuse_no_size(node, op, left, right)) {
    c_.claims.state(result);
  }
  return result;
}

/// The words of a list for which the comparison with one of them holds by the order of the list.
std::optional<std::string> Typer::words_meant(NodeView node, Opcode op, ExprId left,
                                              ExprId right) const {
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
  return base::concat(asked.text(), chinese ? " 属于 { " : " in { ", list, " }");
}

bool Typer::refuse_no_size(NodeView node, Opcode op, ExprId left, ExprId right) {
  const Type type = build_.type_of(left);
  const bool sizeless = type.kind == TypeKind::text || type.kind == TypeKind::category ||
                        type.kind == TypeKind::reference || type.kind == TypeKind::boolean;
  if (!sizeless) return false;
  const auto instead = words_meant(node, op, left, right);
  diagnostic::Argument help = diagnostic::Text::write_as_number;
  if (instead)
    help = diagnostic::worded(diagnostic::Text::quoted, {*instead});
  else if (type.kind != TypeKind::text)
    help = diagnostic::worded(diagnostic::Text::write_the_words, {node[Label::left].text()});
  auto& found = c_.sink.report(Code::no_size, node.span(), {node.text(), describe(type), help});
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
  const std::string_view left = node[Label::left].text();
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
  if (std::ranges::find(values, said, &type::CategorySet::Value::name) != values.end())
    found.suggest(span, said);
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
  auto& found = c_.sink.report(Code::word_never_taken, word.span(),
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
  c_.sink.report(Code::unknown_category, word.span(), {word.text(), describe(type), known});
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
      c_.sink.report(Code::not_constant, member.span());
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
    c_.sink.report(among != negated ? Code::always_holds : Code::never_holds, node.span(),
                   {node.text()});
  }
  const ExprId result =
      build_.operation(Opcode::is_one_of, std::move(args), type::kBoolean, node.span());
  const ExprId said = negated ? build_.negation(result, node.span()) : result;
  c_.claims.state(said);
  return said;
}

/// A field of the row itself that may not be left out cannot be asked for.
void Typer::warn_always_given(ExprId value, NodeView node) {
  const Expr& expr = build_[value];
  if (expr.kind != ExprKind::column) return;
  const Column& column = c_.model.columns[expr.payload];
  if (!column.input || column.entity == kWhole) return;
  const Field& field = c_.model.entities[column.entity].fields[column.field];
  if (!field.optional && !field.hole && !field.decision)
    c_.sink.report(Code::always_given, node.span(), {field.name});
}

void Typer::refuse_idle_otherwise(NodeView node, ExprId value) {
  const Expr& expr = build_[value];
  bool never_blank = build_.is_constant(value) && expr.op != Opcode::blank && !unknown(value);
  if (expr.kind == ExprKind::column) {
    const Column& column = c_.model.columns[expr.payload];
    if (column.input && column.entity != kWhole) {
      const Field& field = c_.model.entities[column.entity].fields[column.field];
      never_blank = !field.optional && !field.hole && !field.decision && !field.left_out;
    }
  }
  if (never_blank)
    c_.sink.report(
        Code::no_effect, node.operator_span(),
        {c_.model.written(node[Label::right].span()), diagnostic::Text::why_never_blank});
}

ExprId Typer::given(NodeView node, const Scope& scope, bool negated) {
  const ExprId value = copied(node[Label::operand], scope);
  if (build_[value].kind == ExprKind::column) c_.claims.ask_given(build_[value].payload);
  if (build_[value].kind == ExprKind::lookup) {
    const Expr& target = build_[build_[value].args[1]];
    if (target.kind == ExprKind::column) c_.claims.ask_given(target.payload);
  }
  warn_always_given(value, node[Label::operand]);
  const ExprId result = build_.is_given(value, node.span());
  return negated ? build_.negation(result, node.span()) : result;
}

ExprId Typer::prefix(NodeView node, const Scope& scope, Type expected) {
  if (node.operator_id() == OperatorId::negation)
    return build_.negation(condition(node[Label::operand], scope), node.span());
  const ExprId value = expr(node[Label::operand], scope, expected);
  const Type type = build_.type_of(value);
  if (unknown(value)) return value;
  if (!type.is_numeric() && type.kind != TypeKind::duration) {
    c_.sink.report(Code::unary_type, node.span(), {"-", describe(type)});
    return wrong(node.span());
  }
  return build_.operation(Opcode::negate, {value}, type, node.span());
}

ExprId Typer::postfix(NodeView node, const Scope& scope) {
  const OperatorId id = node.operator_id();
  if (id == OperatorId::in_set) return membership(node, scope, false);
  if (id == OperatorId::not_in_set) return membership(node, scope, true);
  if (id == OperatorId::is_given) return given(node, scope, false);
  if (id == OperatorId::is_not_given) return given(node, scope, true);
  if (id != OperatorId::convert) return wrong(node.span());
  const ExprId amount = expr(node[Label::operand], scope);
  const ExprId day = node[Label::on] ? of_type(node[Label::on], scope, type::kDate) : kNone;
  const auto currency = c_.tables.currency_named(node[Label::currency]);
  if (!currency || unknown(amount)) return wrong(node.span());
  look_at_conversion(node, node[Label::on], build_.type_of(amount), *currency);
  return convert(amount, *currency, day, node.span());
}

/// The schedule with a clock that a name stands for in these rows; nullptr if it is none.
const Schedule* Typer::schedule_named(NodeView name, const Scope& scope) {
  if (!name.is(Rule::path) || name.all(Label::step).size() != 1) return nullptr;
  for (const EntityId entity : {scope.entity, kWhole}) {
    const Symbol* symbol = c_.names.find(entity, name[Label::step].text());
    if (symbol == nullptr || symbol->kind != SymbolKind::provision) continue;
    const Schedule* schedule = c_.tables.schedule_of(symbol->index);
    if (schedule != nullptr) c_.names.use(*symbol);
    return schedule;
  }
  return nullptr;
}

/// What the schedule gives in that year of its life: a step of its own.
ExprId Typer::of_schedule(const Schedule& schedule, ExprId year, NodeView node) {
  const ExprId value = apply_scale(schedule.scale, year, node.span());
  if (unknown(value) || within_ != nullptr) return value;
  const NodeView item = schedule.item;
  const std::string name(item[Label::name].text());
  const std::string asked = plain_words(node[Label::right]);
  return step({"schedule", asked.empty() ? name : base::concat(name, "(", asked, ")"),
               std::string(item[Label::label].text()), schedule.cite, type::Role::applied,
               item[Label::bands].span()},
              value, node.span());
}

/// Of a schedule that starts on a day, the years of its life begin on that day of the year; before
/// it is year 0, which no bracket covers. One that starts in a year goes by calendar years.
ExprId Typer::schedule_on(const Schedule& schedule, ExprId day, NodeView node, const Scope& scope) {
  const base::Span span = node.span();
  const ExprId start = schedule_start(schedule, scope);
  if (unknown(start) || unknown(day)) return wrong(span);
  const ExprId one = build_.number(1, type::kNumber, span);
  if (build_.type_of(start) == type::kNumber) {
    const ExprId year = build_.operation(Opcode::year_of, {day}, type::kNumber, span);
    return of_schedule(schedule, build_.add(build_.subtract(year, start, span), one, span), node);
  }
  const ExprId passed = build_.operation(Opcode::years_between, {start, day}, type::kNumber, span);
  const ExprId before = build_.compare(Opcode::less, day, start, span);
  const ExprId year = build_.choose(before, build_.number(0, type::kNumber, span),
                                    build_.add(passed, one, span), span);
  return of_schedule(schedule, year, node);
}

ExprId Typer::schedule_start(const Schedule& schedule, const Scope& scope) {
  const NodeView start = schedule.item[Label::clock][Label::start];
  const ExprId value = expr(start, Scope{.entity = schedule.whole ? kWhole : scope.entity});
  if (build_.type_of(value) == type::kNumber) return whole_number(value, start.span());
  return coerce(value, type::kDate, start.span());
}

ExprId Typer::schedule_in_year(NodeView node, const Scope& scope) {
  const NodeView left = node[Label::left];
  const NodeView right = node[Label::right];
  const ExprId asked = whole_number(of_type(right, scope, type::kNumber), right.span());
  const Schedule* schedule = schedule_named(left, scope);
  if (schedule == nullptr) {
    c_.sink.report(Code::wrong_kind, left.span(),
                   {left.text(), diagnostic::Text::kind_value, diagnostic::Text::kind_schedule});
    return wrong(node.span());
  }
  ExprId first = schedule_start(*schedule, scope);
  if (unknown(first) || unknown(asked)) return wrong(node.span());
  if (build_.type_of(first) == type::kDate)
    first = build_.operation(Opcode::year_of, {first}, type::kNumber, node.span());
  const ExprId year = build_.add(build_.subtract(asked, first, node.span()),
                                 build_.number(1, type::kNumber, node.span()), node.span());
  return of_schedule(*schedule, year, node);
}

ExprId Typer::dated_parameter(NodeView node, const Scope& scope) {
  if (const Schedule* schedule = schedule_named(node[Label::left], scope))
    return schedule_on(*schedule, of_type(node[Label::right], scope, type::kDate), node, scope);
  const ExprId day = of_type(node[Label::right], scope, type::kDate);
  const NodeView left = node[Label::left];
  const Symbol* symbol = left.is(Rule::path) && left.all(Label::step).size() == 1
                             ? c_.names.find(kWhole, left[Label::step].text())
                             : nullptr;
  if (symbol == nullptr || symbol->kind != SymbolKind::dated) {
    const ExprId value = expr(left, scope);
    if (!unknown(value))
      c_.sink.report(Code::wrong_kind, left.span(),
                     {left.text(), diagnostic::Text::kind_value, diagnostic::Text::kind_dated});
    return wrong(node.span());
  }
  c_.names.use(*symbol);
  const Dated& dated = c_.model.dated[symbol->index];
  const auto fixed = fixed_day(day);
  if (fixed && !value_of(dated, *fixed)) {
    c_.sink.report(Code::day_outside, node.span(), {dated.name, iso_text(*fixed), held(dated)});
    return wrong(node.span());
  }
  const Type type = build_.type_of(dated.values[0]);
  return build_.operation(Opcode::dated, {day}, type, node.span(), symbol->index);
}

}  // namespace remit::check
