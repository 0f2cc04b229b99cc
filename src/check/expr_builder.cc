#include "check/expr_builder.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "base/budget.h"
#include "check/constant_folding.h"
#include "type/number_form.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Type;

namespace {
constexpr std::uint64_t kUnitsPerExpression = 10;
constexpr std::size_t kExpressionsAtOnce = 64;

/// Says what one more takes.
void take_room(const Model& model) {
  base::spend(kUnitsPerExpression);
  if (model.exprs.size() % kExpressionsAtOnce == 0)
    base::take_memory(sizeof(Expr) * kExpressionsAtOnce);
}

/// One more, to be filled in where it stands: most are columns and numbers.
Expr& added(Model& model) {
  take_room(model);
  return model.exprs.emplace_back();
}
}  // namespace

ExprId ExprBuilder::push(Expr&& expr) {
  take_room(model_);
  model_.exprs.push_back(std::move(expr));
  return static_cast<ExprId>(model_.exprs.size() - 1);
}

std::uint32_t ExprBuilder::number_index(const Rational& value) {
  model_.numbers.push_back(value);
  return static_cast<std::uint32_t>(model_.numbers.size() - 1);
}

ExprId ExprBuilder::number(const Rational& value, Type type, base::Span span,
                           type::Notation notation) {
  const std::uint32_t index = number_index(value);
  Expr& expr = added(model_);
  expr.op = Opcode::number;
  expr.notation = notation;
  expr.type = type;
  expr.form = type::form_of(model_.numbers[index]);
  expr.payload = index;
  expr.span = span;
  return static_cast<ExprId>(model_.exprs.size() - 1);
}

ExprId ExprBuilder::boolean(bool value, base::Span span) {
  return push(
      {.op = Opcode::boolean, .type = type::kBoolean, .payload = value ? 1u : 0u, .span = span});
}

ExprId ExprBuilder::date(std::int32_t days, base::Span span) {
  return push({.op = Opcode::date,
               .type = type::kDate,
               .payload = static_cast<std::uint32_t>(days),
               .span = span});
}

ExprId ExprBuilder::text(std::string_view value, base::Span span) {
  model_.texts.emplace_back(value);
  return push({.op = Opcode::text,
               .type = type::kText,
               .payload = static_cast<std::uint32_t>(model_.texts.size() - 1),
               .span = span});
}

ExprId ExprBuilder::category(std::uint32_t set, std::uint32_t code, base::Span span) {
  return push({.op = Opcode::category, .type = type::category(set), .payload = code, .span = span});
}

ExprId ExprBuilder::duration(const Rational& length, type::DurationUnit unit, base::Span span) {
  return number(length, type::duration(unit), span);
}

ExprId ExprBuilder::blank(Type type, base::Span span) {
  return push({.op = Opcode::blank, .type = type, .span = span});
}

ExprId ExprBuilder::fail(type::CellFault fault, Type type, base::Span span) {
  return push({.op = Opcode::fail,
               .type = type,
               .payload = static_cast<std::uint32_t>(fault),
               .span = span});
}

ExprId ExprBuilder::placeholder(Type type, type::NumberForm form, base::Span span) {
  // The payload tells any two apart.
  const auto number = static_cast<std::uint32_t>(model_.exprs.size());
  return push({.op = Opcode::fail, .type = type, .form = form, .payload = number, .span = span});
}

ExprId ExprBuilder::column(ColumnId column, base::Span span) {
  const Column& of = model_.columns[column];
  Expr& expr = added(model_);
  expr.kind = ExprKind::column;
  expr.type = of.type;
  expr.form = of.form;
  expr.entity = of.entity;
  expr.payload = column;
  expr.span = span;
  return static_cast<ExprId>(model_.exprs.size() - 1);
}

ExprId ExprBuilder::operation(Opcode op, Args args, Type type, base::Span span,
                              std::uint32_t payload) {
  // Only of constants something can be computed.
  if (args.size() > 0 && is_constant(args[0])) {
    const Expr expr{.op = op, .type = type, .payload = payload, .args = args, .span = span};
    if (const auto folded = fold_constant(model_, expr)) {
      if (const auto* value = std::get_if<Rational>(&*folded)) return computed(*value, expr);
      return boolean(std::get<bool>(*folded), span);
    }
  }
  Expr& expr = added(model_);
  expr.op = op;
  expr.type = type;
  expr.payload = payload;
  expr.args = std::move(args);
  expr.span = span;
  for (const ExprId arg : expr.args)
    if (model_.exprs[arg].entity != kWhole) expr.entity = model_.exprs[arg].entity;
  if (type.is_numeric()) {
    absl::InlinedVector<type::NumberForm, 4> forms;
    for (const ExprId arg : expr.args) forms.push_back(model_.exprs[arg].form);
    expr.form = form_of(expr, forms);
  }
  if (expr.form.decimals <= most_decimals_) return static_cast<ExprId>(model_.exprs.size() - 1);
  model_.exprs.pop_back();
  too_long_.push_back(span);
  return blank(type::kUnknown, span);
}

ExprId ExprBuilder::computed(const Rational& value, const Expr& expr) {
  if (!fits(value)) {
    too_long_.push_back(expr.span);
    return blank(type::kUnknown, expr.span);
  }
  if (expr.type == type::kDate)
    return date(static_cast<std::int32_t>(value.numerator().to_int64()), expr.span);
  return number(value, expr.type, expr.span, notation_of(expr.args));
}

bool ExprBuilder::fits(const Rational& value) const {
  return value.numerator().abs() <= most_ && value.denominator() <= most_;
}

type::NumberForm ExprBuilder::form_of(const Expr& expr,
                                      std::span<const type::NumberForm> operands) const {
  const std::uint32_t payload = expr.payload;
  switch (type::operation(expr.op).payload) {
    case type::Payload::scale:
      return type::scale_form(model_.scales[payload], operands[0]);
    case type::Payload::matrix:
      return widest_form(model_.matrices[payload].values);
    case type::Payload::dated:
      return widest_form(model_.dated[payload].values);
    case type::Payload::rounding:
      return type::number_form(expr.op, operands, nullptr,
                               std::max(0, model_.roundings[payload].increment.scale));
    case type::Payload::none:
    case type::Payload::number:
    case type::Payload::truth:
    case type::Payload::day:
    case type::Payload::text:
    case type::Payload::code:
    case type::Payload::column:
    case type::Payload::fault:
    case type::Payload::calendar:
      break;
    case type::Payload::count:
      return type::number_form(expr.op, operands, nullptr, static_cast<int>(payload));
  }
  const bool divides = type::operation(expr.op).digits == type::Digits::quotient;
  return type::number_form(expr.op, operands, divides ? constant(expr.args[1]) : nullptr);
}

type::NumberForm ExprBuilder::settled_form(ExprId id) const {
  const Expr& expr = model_.exprs[id];
  if (!expr.type.is_numeric()) return expr.form;
  switch (expr.kind) {
    case ExprKind::column:
      return model_.columns[expr.payload].form;
    case ExprKind::lookup:
      return model_.exprs[expr.args[1]].form;
    case ExprKind::fold: {
      const Fold& fold = model_.folds[expr.payload];
      const bool of_value = fold.value != kNone && fold.op != type::FoldOp::count;
      return of_value ? model_.exprs[fold.value].form : expr.form;
    }
    case ExprKind::operation: {
      if (expr.args.empty()) return expr.form;
      absl::InlinedVector<type::NumberForm, 4> forms;
      for (const ExprId arg : expr.args) forms.push_back(model_.exprs[arg].form);
      return form_of(expr, forms);
    }
    case ExprKind::match:
    case ExprKind::rank:
    case ExprKind::apportion:
    case ExprKind::party:
      break;
  }
  return expr.form;
}

type::NumberForm ExprBuilder::widest_form(const std::vector<ExprId>& values) const {
  type::NumberForm form;
  for (const ExprId id : values) form = type::widest(form, model_.exprs[id].form);
  return form;
}

type::Notation ExprBuilder::notation_of(const Args& operands) const {
  type::Notation widest = type::Notation::plain;
  for (const ExprId id : operands) widest = std::max(widest, model_.exprs[id].notation);
  return widest;
}

ExprId ExprBuilder::conjunction(absl::Span<const ExprId> conditions, base::Span span) {
  return joined(Opcode::conjunction, conditions, span);
}

ExprId ExprBuilder::disjunction(absl::Span<const ExprId> conditions, base::Span span) {
  return joined(Opcode::disjunction, conditions, span);
}

/// Without those that change nothing; one that decides alone is the result.
ExprId ExprBuilder::joined(Opcode op, absl::Span<const ExprId> conditions, base::Span span) {
  const int idle = op == Opcode::conjunction ? 1 : 0;
  Args parts;
  for (const ExprId id : conditions) {
    const int truth = constant_truth(id);
    if (truth == 1 - idle) return boolean(truth == 1, span);
    if (truth != idle) parts.push_back(id);
  }
  if (parts.empty()) return boolean(idle == 1, span);
  if (parts.size() == 1) return parts[0];
  return operation(op, std::move(parts), type::kBoolean, span);
}

ExprId ExprBuilder::negation(ExprId condition, base::Span span) {
  return operation(Opcode::negation, {condition}, type::kBoolean, span);
}

ExprId ExprBuilder::fails(ExprId condition, base::Span span) {
  return operation(Opcode::fails, {condition}, type::kBoolean, span);
}

ExprId ExprBuilder::choose(ExprId condition, ExprId yes, ExprId no, base::Span span) {
  const int truth = constant_truth(condition);
  if (truth >= 0) return truth == 1 ? yes : no;
  return operation(Opcode::choose, {condition, yes, no}, type_of(yes), span);
}

ExprId ExprBuilder::compare(Opcode op, ExprId left, ExprId right, base::Span span) {
  return operation(op, {left, right}, type::kBoolean, span);
}

ExprId ExprBuilder::add(ExprId left, ExprId right, base::Span span) {
  return operation(Opcode::add, {left, right}, type_of(left), span);
}

ExprId ExprBuilder::subtract(ExprId left, ExprId right, base::Span span) {
  return operation(Opcode::subtract, {left, right}, type_of(left), span);
}

ExprId ExprBuilder::multiply(ExprId left, ExprId right, base::Span span) {
  const Type type = type_of(left).kind == type::TypeKind::money ? type_of(left) : type_of(right);
  return operation(Opcode::multiply, {left, right}, type, span);
}

ExprId ExprBuilder::divide(ExprId left, ExprId right, Type type, base::Span span) {
  return operation(Opcode::divide, {left, right}, type, span);
}

ExprId ExprBuilder::minimum(ExprId left, ExprId right, base::Span span) {
  return operation(Opcode::minimum, {left, right}, type_of(left), span);
}

ExprId ExprBuilder::maximum(ExprId left, ExprId right, base::Span span) {
  return operation(Opcode::maximum, {left, right}, type_of(left), span);
}

ExprId ExprBuilder::round(ExprId value, const number::Rounding& rounding, base::Span span) {
  model_.roundings.push_back(rounding);
  return operation(Opcode::round, {value}, type_of(value), span,
                   static_cast<std::uint32_t>(model_.roundings.size() - 1));
}

ExprId ExprBuilder::is_applicable(ExprId value, base::Span span) {
  return operation(Opcode::is_applicable, {value}, type::kBoolean, span);
}

ExprId ExprBuilder::is_given(ExprId value, base::Span span) {
  return operation(Opcode::is_given, {value}, type::kBoolean, span);
}

ExprId ExprBuilder::retyped(ExprId expr, Type type) {
  if (type_of(expr) == type) return expr;
  Expr copy = model_.exprs[expr];
  copy.type = type;
  return push(std::move(copy));
}

ExprId ExprBuilder::key(EntityId entity) {
  const Entity& of = model_.entities[entity];
  return column(of.fields[of.key.front()].column);
}

ExprId ExprBuilder::lookup(ExprId reference, ExprId target, base::Span span) {
  const Expr& of = model_.exprs[target];
  return push({.kind = ExprKind::lookup,
               .type = of.type,
               .form = of.form,
               .entity = model_.exprs[reference].entity,
               .args = {reference, target},
               .span = span});
}

ExprId ExprBuilder::match(EntityId entity, Match spec, base::Span span) {
  const Type type = type::reference(spec.entity);
  model_.matches.push_back(std::move(spec));
  return push({.kind = ExprKind::match,
               .type = type,
               .entity = entity,
               .payload = static_cast<std::uint32_t>(model_.matches.size() - 1),
               .span = span});
}

ExprId ExprBuilder::fold(EntityId entity, Fold spec, base::Span span) {
  Expr expr{.kind = ExprKind::fold, .type = type::kNumber, .entity = entity, .span = span};
  if (spec.value != kNone && spec.op != type::FoldOp::count) {
    expr.type = type_of(spec.value);
    expr.form = model_.exprs[spec.value].form;
    if (spec.op == type::FoldOp::median) expr.form = type::half_form(expr.form);
    if (expr.form.decimals > most_decimals_) {
      too_long_.push_back(span);
      return blank(type::kUnknown, span);
    }
  }
  model_.folds.push_back(std::move(spec));
  expr.payload = static_cast<std::uint32_t>(model_.folds.size() - 1);
  return push(std::move(expr));
}

ExprId ExprBuilder::rank(EntityId entity, Rank spec, base::Span span) {
  model_.ranks.push_back(std::move(spec));
  return push({.kind = ExprKind::rank,
               .type = type::kNumber,
               .entity = entity,
               .payload = static_cast<std::uint32_t>(model_.ranks.size() - 1),
               .span = span});
}

ExprId ExprBuilder::apportion(EntityId entity, Apportion spec, base::Span span) {
  const Type type = type_of(spec.total);
  const int scale = std::max(0, spec.rounding->increment.scale);
  model_.apportions.push_back(std::move(spec));
  return push({.kind = ExprKind::apportion,
               .type = type,
               .form = {false, scale},
               .entity = entity,
               .payload = static_cast<std::uint32_t>(model_.apportions.size() - 1),
               .span = span});
}

std::uint32_t ExprBuilder::add_split(PartySplit split) {
  model_.party_splits.push_back(std::move(split));
  return static_cast<std::uint32_t>(model_.party_splits.size() - 1);
}

ExprId ExprBuilder::party(EntityId entity, std::uint32_t split, std::uint32_t index,
                          base::Span span) {
  const PartySplit& spec = model_.party_splits[split];
  return push({.kind = ExprKind::party,
               .type = type_of(spec.total),
               .form = {false, std::max(0, spec.rounding.increment.scale)},
               .entity = entity,
               .payload = split,
               .extra = index,
               .span = span});
}

const Rational* ExprBuilder::constant(ExprId id) const {
  const Expr& expr = model_.exprs[id];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::number) return nullptr;
  return &model_.numbers[expr.payload];
}

std::optional<Rational> ExprBuilder::ordered_constant(ExprId id) const {
  if (const Rational* value = constant(id)) return *value;
  const Expr& expr = model_.exprs[id];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::date) return std::nullopt;
  return Rational(static_cast<std::int32_t>(expr.payload));
}

int ExprBuilder::constant_truth(ExprId id) const {
  const Expr& expr = model_.exprs[id];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::boolean) return -1;
  return static_cast<int>(expr.payload);
}

bool ExprBuilder::is_constant(ExprId id) const {
  const Expr& expr = model_.exprs[id];
  if (expr.kind != ExprKind::operation) return false;
  return type::is_constant(expr.op);
}

}  // namespace remit::check
