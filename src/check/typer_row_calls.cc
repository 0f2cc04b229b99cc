// Calls of functions of one row: of dates and texts, of numbers, the extremes.

#include <string>
#include <utility>
#include <vector>

#include "check/ranges.h"
#include "check/same_value.h"
#include "check/steps.h"
#include "check/typer.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rational;
using type::FunctionKind;
using type::Opcode;
using type::Type;
using type::TypeKind;

namespace {

/// The type of an operand or result that has one of its own.
Type type_of(type::OperandKind kind) {
  switch (kind) {
    case type::OperandKind::boolean:
      return type::kBoolean;
    case type::OperandKind::date:
      return type::kDate;
    case type::OperandKind::text:
      return type::kText;
    case type::OperandKind::written:
    case type::OperandKind::any:
    case type::OperandKind::same:
    case type::OperandKind::category:
    case type::OperandKind::numeric:
    case type::OperandKind::whole_number:
      break;
  }
  return type::kNumber;
}

}  // namespace

ExprId Typer::typed_function(NodeView node, const type::Function& function, const Scope& scope) {
  const type::OperationInfo& info = type::operation(function.op);
  const auto arguments = node.all(Label::argument);
  Args values;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const NodeView argument = arguments[i][Label::value];
    ExprId value = of_type(argument, scope, type_of(info.operand(i)));
    if (info.operand(i) == type::OperandKind::whole_number)
      value = whole_number(value, argument.span());
    if (unknown(value)) return wrong(node.span());
    values.push_back(value);
  }
  if (values.size() == 2) refuse_twice(node, values[0], values[1]);
  refuse_empty_text(node, function.op, values.data()[values.size() - 1]);
  if (function.op == Opcode::next_weekday)
    return next_weekday(node, values.data()[0], values.data()[1]);
  if (function.op == Opcode::add_months || function.op == Opcode::add_years)
    return months_later(function.op, values.data()[0], values.data()[1], node.span());
  return build_.operation(function.op, std::move(values), type_of(info.result), node.span());
}

/// Every text contains, begins and ends with the empty one.
void Typer::refuse_empty_text(NodeView node, Opcode op, ExprId part) {
  const Expr& expr = build_[part];
  const bool looks = op == Opcode::contains || op == Opcode::starts_with || op == Opcode::ends_with;
  const bool empty = expr.kind == ExprKind::operation && expr.op == Opcode::text &&
                     c_.model.texts[expr.payload].empty();
  if (looks && empty) c_.sink.report(code::always_holds, node.span(), {node.text()});
}

/// Weekdays count from 1, Monday, to 7: a written one that is none is refused, a computed one is an
/// error of its cell.
ExprId Typer::next_weekday(NodeView node, ExprId date, ExprId weekday) {
  const base::Span span = node.span();
  const Interval day = interval_of(c_, weekday);
  const Rational first(1), last(7);
  const Rational* constant = build_.constant(weekday);
  if (constant != nullptr && (*constant < first || *constant > last)) {
    c_.sink.report(
        code::argument_type, node.all(Label::argument)[1].span(),
        {node[Label::function].text(), 2, diagnostic::text::type_weekday, constant->to_text()});
    return wrong(span);
  }
  const ExprId found = build_.operation(Opcode::next_weekday, {date, weekday}, type::kDate, span);
  if (day.low && day.high && *day.low >= first && *day.high <= last) return found;
  const ExprId fits = build_.conjunction(
      {build_.compare(Opcode::greater_equal, weekday, build_.number(first), span),
       build_.compare(Opcode::less_equal, weekday, build_.number(last), span)},
      span);
  return build_.choose(fits, found, build_.fail(type::CellFault::out_of_bounds, type::kDate, span),
                       span);
}

ExprId Typer::row_function(NodeView node, const type::Function& function, const Scope& scope,
                           Type expected) {
  const auto arguments = node.all(Label::argument);
  const type::OperationInfo& info = type::operation(function.op);
  if (info.first == type::OperandKind::written) return join_function(node, function, scope);
  const bool typed = info.first == type::OperandKind::date || info.first == type::OperandKind::text;
  if (typed) return typed_function(node, function, scope);
  std::vector<ExprId> values;
  Type type = type::kUnknown;
  for (const NodeView argument : arguments) {
    const ExprId value = expr(argument[Label::value], scope, expected);
    const Type found = build_.type_of(value);
    if (type.kind == TypeKind::unknown || (type == type::kNumber && found.kind == TypeKind::money))
      type = found;
    values.push_back(value);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = coerce(zero_as(values[i], type), type, arguments[i].span());
  const bool ordered =
      type.is_numeric() || (function.kind == FunctionKind::extreme && type == type::kDate);
  if (type.kind != TypeKind::unknown && !ordered) {
    c_.sink.report(code::argument_type, node.span(),
                   {function.en, 1, diagnostic::text::type_number, describe(type)});
    return wrong(node.span());
  }
  if (values.size() == 2) refuse_twice(node, values[0], values[1]);
  if (function.kind == FunctionKind::extreme) refuse_never_taken(arguments, values, function.op);
  if (info.most != type::OperationInfo::kMany || values.size() == 1)
    return build_.operation(function.op, Args(values.begin(), values.end()), type, node.span());
  for (std::size_t i = 2; i < values.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) refuse_twice(node, values[j], values[i]);
  ExprId result = values[0];
  for (std::size_t i = 1; i < values.size(); ++i)
    result = build_.operation(function.op, {result, values[i]}, type, node.span());
  return result;
}

/// Of `max(x, x + 1)` the first is never taken.
void Typer::refuse_never_taken(const syntax::NodeList& nodes, const std::vector<ExprId>& values,
                               Opcode op) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool fixed = build_.is_constant(values[i]) || build_.is_constant(values[j]);
      const auto order = fixed ? std::nullopt : fixed_order(c_.model, values[j], values[i]);
      if (!order || *order == std::strong_ordering::equal) continue;
      const bool first = (*order < 0) == (op == Opcode::maximum);
      c_.report_no_effect(nodes[first ? j : i], diagnostic::text::why_never_taken);
    }
  }
}

}  // namespace remit::check
