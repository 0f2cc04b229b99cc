#include <algorithm>
#include <utility>

#include "absl/types/span.h"
#include "base/edit_distance.h"
#include "base/strings.h"
#include "check/applicability.h"
#include "check/call_words.h"
#include "check/never_blank.h"
#include "check/same_value.h"
#include "check/typer.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "syntax/units.h"
#include "type/operators.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::OperatorId;
using type::Type;
using type::TypeKind;

ExprId Typer::bad_operands(NodeView node, ExprId left, ExprId right) {
  const Type a = build_.type_of(left);
  const Type b = build_.type_of(right);
  if (a.kind == TypeKind::unknown || b.kind == TypeKind::unknown) return wrong(node.span());
  const type::OperatorInfo& info = type::operator_info(node.operator_id());
  if (a.kind == TypeKind::money && b.kind == TypeKind::money && a.ref != b.ref) {
    refuse_currencies(node.operator_span(), a, b)
        .note(node[Label::left].span(), diagnostic::text::note_this_is, {describe(a)})
        .note(node[Label::right].span(), diagnostic::text::note_this_is, {describe(b)});
  } else {
    auto& found = c_.sink.report(
        code::operator_types, node.operator_span(),
        {info.symbol.empty() ? info.english : info.symbol, describe(a), describe(b)});
    if (a.kind == TypeKind::money && b == type::kNumber && build_.constant(right) != nullptr)
      suggest_currency(found, node[Label::right].span(), a);
    if (b.kind == TypeKind::money && a == type::kNumber && build_.constant(left) != nullptr)
      suggest_currency(found, node[Label::left].span(), b);
    if (node.operator_id() == OperatorId::add && (a == type::kText || b == type::kText)) {
      const bool chinese = after_chinese(node[Label::right].span());
      found.suggest(node.span(),
                    base::concat(chinese ? "连接(" : "join(", written(node[Label::left]), ", ",
                                 written(node[Label::right]), ")"));
    }
    const syntax::NumberLiteral* part =
        node[Label::right].is(Rule::number) ? node[Label::right].number() : nullptr;
    if (a.kind == TypeKind::money && part != nullptr &&
        part->unit_kind == syntax::UnitKind::percent) {
      const bool chinese = after_chinese(node.span());
      const std::string_view sign = node.operator_id() == OperatorId::add ? " + " : " - ";
      found.suggest(node.span(),
                    base::concat(written(node[Label::left]), chinese ? " × (1" : " * (1", sign,
                                 written(node[Label::right]), ")"));
    }
    const bool moves =
        node.operator_id() == OperatorId::add || node.operator_id() == OperatorId::subtract;
    if (moves && a == type::kDate && b == type::kNumber && part != nullptr &&
        part->unit_kind == syntax::UnitKind::none)
      found.suggest(node[Label::right].span(),
                    base::concat(node[Label::right].text(),
                                 after_chinese(node[Label::right].span()) ? "日" : " days"));
  }
  return wrong(node.span());
}

/// Conditions in a row that one `and` or `or` after the other joins: a claim is made of all of
/// them, not of each beginning, so that the look at claims takes each once.
Typer::Joined Typer::joined(NodeView node, const Scope& scope) {
  const OperatorId id = node.operator_id();
  std::vector<NodeView> chain;
  NodeView first = node;
  for (; first.is(Rule::binary) && first.operator_id() == id; first = first[Label::left])
    chain.push_back(first);
  Joined all{.parts = {condition(first, scope)}, .whole = kNone};
  all.whole = all.parts[0];
  for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
    const ExprId right = condition((*at)[Label::right], scope);
    refuse_twice(*at, all.whole, right);
    all.parts.push_back(right);
    const std::vector<ExprId> both = {all.whole, right};
    all.whole = id == OperatorId::conjunction ? build_.conjunction(both, at->span())
                                              : build_.disjunction(both, at->span());
  }
  return all;
}

ExprId Typer::binary(NodeView node, const Scope& scope, Type expected) {
  const OperatorId id = node.operator_id();
  if (id == OperatorId::disjunction) {
    if (const auto meant = size_or_more(node, scope)) {
      c_.sink
          .report(code::said_otherwise, node.span(),
                  {node.text(), diagnostic::worded(diagnostic::text::quoted, {*meant})})
          .suggest(node.span(), *meant);
      return wrong(node.span());
    }
    if (const auto list = words_listed(node, scope)) {
      c_.sink
          .report(code::said_otherwise, node.span(),
                  {node.text(), diagnostic::worded(diagnostic::text::quoted, {*list})})
          .suggest(node.span(), *list);
      return wrong(node.span());
    }
    if (say_otherwise(node, scope)) return wrong(node.span());
    const ExprId result = joined(node, scope).whole;
    c_.claims.state(result);
    return result;
  }
  if (id == OperatorId::conjunction) {
    Joined all = joined(node, scope);
    c_.claims.hold_together(std::move(all.parts));
    return all.whole;
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
    const ExprId result = build_.operation(Opcode::otherwise, {value, fallback}, type, node.span());
    if (!c_.applicability.may_not_apply(value)) return result;
    return build_.choose(build_.is_applicable(value, node.span()), result, fallback, node.span());
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

void Typer::refuse_twice(NodeView node, ExprId left, ExprId right) {
  const bool blank = build_[left].kind == ExprKind::operation && build_[left].op == Opcode::blank;
  if (c_.is_what_if() || unknown(left) || blank || build_.is_constant(left) ||
      !same_value(c_.model, left, right) ||
      !names_same_constants(c_.model, build_[left].span, build_[right].span))
    return;
  c_.sink.report(code::same_on_both_sides, node.span(), {c_.model.written(build_[left].span)});
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
      c_.sink.report(code::money_squared, node.span());
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
    c_.sink.report(code::divided_by_zero, span);
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
    c_.report_no_effect(calendar_name, diagnostic::text::why_days_of_any_kind);
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

void Typer::refuse_idle_otherwise(NodeView node, ExprId value) {
  if (unknown(value) || !never_blank(c_.model, value) || c_.applicability.may_not_apply(value))
    return;
  c_.sink.report(code::no_effect, node.operator_span(),
                 {c_.model.written(node[Label::right].span()),
                  is_there(value, node[Label::left]) ? diagnostic::text::why_never_blank
                                                     : diagnostic::text::why_blank_is_error});
}

/// Of what is never blank whether it has a value, written as `node`: no blank has been made an
/// error on the way.
bool Typer::is_there(ExprId value, NodeView node) const {
  const auto is_defined = [this](const Expr& expr) {
    return expr.kind == ExprKind::column && !is_field(c_.model.columns[expr.payload]);
  };
  while (is_defined(build_[value])) value = c_.model.columns[build_[value].payload].value;
  const ExprKind kind = build_[value].kind;
  return build_.is_constant(value) || kind == ExprKind::column || kind == ExprKind::lookup ||
         ungrouped(node).is(Rule::conditional) || build_[value].op == Opcode::otherwise ||
         folds_no_blank(c_.model, value);
}

ExprId Typer::prefix(NodeView node, const Scope& scope, Type expected) {
  if (node.operator_id() == OperatorId::negation)
    return build_.negation(condition(node[Label::operand], scope), node.span());
  const ExprId value = expr(node[Label::operand], scope, expected);
  const Type type = build_.type_of(value);
  if (unknown(value)) return value;
  if (!type.is_numeric() && type.kind != TypeKind::duration) {
    c_.sink.report(code::unary_type, node.span(), {"-", describe(type)});
    return wrong(node.span());
  }
  return build_.operation(Opcode::negate, {value}, type, node.span());
}

/// A computed length of time: `term months`.
ExprId Typer::measure(NodeView node, const Scope& scope) {
  const NodeView operand = node[Label::operand];
  const ExprId count =
      whole_number(of_type(operand, scope, type::kNumber), ungrouped(operand).span());
  if (unknown(count)) return wrong(node.span());
  const auto unit = static_cast<std::uint32_t>(node.operator_id()) -
                    static_cast<std::uint32_t>(OperatorId::of_days);
  return build_.retyped(count, type::duration(static_cast<type::DurationUnit>(unit)));
}

ExprId Typer::postfix(NodeView node, const Scope& scope) {
  const OperatorId id = node.operator_id();
  if (id == OperatorId::in_set) return membership(node, scope, false);
  if (id == OperatorId::not_in_set) return membership(node, scope, true);
  if (id == OperatorId::is_given) return given(node, scope, false);
  if (id == OperatorId::is_not_given) return given(node, scope, true);
  if (id == OperatorId::is_applicable) return applicable(node, scope, false);
  if (id == OperatorId::is_not_applicable) return applicable(node, scope, true);
  if (type::operator_info(id).shape == type::OperatorShape::measure) return measure(node, scope);
  if (id != OperatorId::convert) return wrong(node.span());
  const ExprId amount = expr(node[Label::operand], scope);
  const ExprId day = node[Label::on] ? of_type(node[Label::on], scope, type::kDate) : kNone;
  const auto currency = c_.tables.currency_named(node[Label::currency]);
  if (!currency || unknown(amount)) return wrong(node.span());
  look_at_conversion(node, node[Label::on], build_.type_of(amount), *currency);
  return convert(amount, *currency, day, node.span());
}

}  // namespace remit::check
