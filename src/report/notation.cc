#include "report/notation.h"

#include <algorithm>
#include <span>

namespace remit::report {
namespace {

using plan::Expression;
using plan::ExpressionId;
using type::Notation;

/// Columns and operations one above the other, and all of them, that are looked at for one number.
constexpr int kDeepest = 12;
constexpr int kMost = 200;

class Notations {
 public:
  explicit Notations(const plan::Plan& plan) : plan_(plan) {}

  Notation of_column(plan::ColumnId column, int depth) {
    const plan::Column& definition = plan_.columns[column];
    if (definition.type.kind != type::TypeKind::number || is_far(depth)) return Notation::plain;
    if (definition.notation != Notation::plain) return definition.notation;
    if (const auto* map = std::get_if<plan::Map>(&definition.node)) {
      return of_expression(map->expression, depth + 1);
    }
    if (const auto* lookup = std::get_if<plan::Lookup>(&definition.node)) {
      return of_column(lookup->target, depth + 1);
    }
    const auto* fold = std::get_if<plan::Fold>(&definition.node);
    const bool of_value = fold != nullptr && fold->value != plan::kNoColumn;
    return of_value ? of_column(fold->value, depth + 1) : Notation::plain;
  }

  Notation of_expression(ExpressionId id, int depth) {
    const Expression& e = plan_.expressions[id];
    if (e.type.kind != type::TypeKind::number || is_far(depth)) return Notation::plain;
    switch (type::operation(e.op).payload) {
      case type::Payload::number:
        return e.notation;
      case type::Payload::column:
        return of_column(e.payload, depth + 1);
      case type::Payload::scale:
        return of_scale(plan_.scales[e.payload]);
      case type::Payload::matrix:
        return of_constants(plan_.matrices[e.payload].values);
      case type::Payload::dated:
        return of_constants(plan_.dated[e.payload].values);
      case type::Payload::none:
      case type::Payload::truth:
      case type::Payload::day:
      case type::Payload::text:
      case type::Payload::code:
      case type::Payload::fault:
      case type::Payload::rounding:
      case type::Payload::count:
      case type::Payload::calendar:
        break;
    }
    return keeps_kind(e.op) ? of_operands(e, depth) : Notation::plain;
  }

  Notation of_operands(const Expression& e, int depth) {
    Notation widest = Notation::plain;
    for (const ExpressionId operand :
         std::span(plan_.operands).subspan(e.first_operand, e.operand_count)) {
      widest = std::max(widest, of_expression(operand, depth + 1));
    }
    return widest;
  }

 private:
  bool is_far(int depth) { return depth > kDeepest || ++looked_at_ > kMost; }

  /// The result is a quantity of the kind of the operands.
  static bool keeps_kind(plan::Opcode op) {
    using plan::Opcode;
    const type::Digits digits = type::operation(op).digits;
    return op == Opcode::round || digits == type::Digits::widest ||
           digits == type::Digits::widest_of_rest;
  }

  static Notation of_scale(const type::Scale& scale) {
    Notation widest = Notation::plain;
    if (scale.kind != type::ScaleKind::step) return widest;
    for (const type::Band& band : scale.bands) widest = std::max(widest, band.notation);
    return widest;
  }

  Notation of_constants(const std::vector<std::uint32_t>& values) const {
    Notation widest = Notation::plain;
    for (const std::uint32_t id : values) widest = std::max(widest, plan_.expressions[id].notation);
    return widest;
  }

  const plan::Plan& plan_;
  int looked_at_ = 0;
};

/// A whole number by what it is made of.
bool is_count(const Expression& e) { return !e.form.ratio && e.form.decimals == 0; }

}  // namespace

type::Notation notation_of(const plan::Plan& plan, plan::ColumnId column) {
  return Notations(plan).of_column(column, 0);
}

base::HashMap<plan::ColumnId, type::Notation> notations_in_use(const plan::Plan& plan,
                                                               const row::Trace& trace) {
  base::HashMap<plan::ColumnId, type::Notation> found;
  for (const row::TracedCell& cell : trace.cells) {
    const auto* formula = cell.detail ? std::get_if<row::FormulaTrace>(&*cell.detail) : nullptr;
    if (formula == nullptr) continue;
    for (const row::FormulaTrace::Step& step : formula->steps) {
      const Notation notation = notation_of_operands(plan, step.expression);
      if (notation == Notation::plain) continue;
      const Expression& e = plan.expressions[step.expression];
      for (const ExpressionId operand :
           std::span(plan.operands).subspan(e.first_operand, e.operand_count)) {
        const Expression& read = plan.expressions[operand];
        const bool is_cell = read.op == plan::Opcode::column && read.type == type::kNumber;
        if (!is_cell) continue;
        const Notation written = notation_of_operand(plan, operand, notation);
        if (written != Notation::plain) found.try_emplace(read.payload, written);
      }
    }
  }
  return found;
}

type::Notation notation_of_operation(const plan::Plan& plan, plan::ExpressionId expression) {
  const Expression& e = plan.expressions[expression];
  Notations notations(plan);
  if (type::operation(e.op).comparison || e.op == plan::Opcode::is_one_of) {
    return notations.of_operands(e, 0);
  }
  return notations.of_expression(expression, 0);
}

type::Notation notation_in(const plan::Plan& plan, plan::ColumnId column,
                           plan::ExpressionId expression) {
  const auto* map = std::get_if<plan::Map>(&plan.columns[column].node);
  const bool is_whole = map != nullptr && map->expression == expression;
  return is_whole ? notation_of(plan, column) : notation_of_operation(plan, expression);
}

type::Notation notation_of_operand(const plan::Plan& plan, plan::ExpressionId operand,
                                   type::Notation around) {
  const Notation own = Notations(plan).of_expression(operand, 0);
  if (own != Notation::plain) return own;
  return is_count(plan.expressions[operand]) ? Notation::plain : around;
}

type::Notation notation_of_operands(const plan::Plan& plan, plan::ExpressionId expression) {
  const Expression& e = plan.expressions[expression];
  const type::Payload payload = type::operation(e.op).payload;
  const bool looks_up = payload == type::Payload::scale || payload == type::Payload::matrix ||
                        payload == type::Payload::dated;
  const auto is_whole = [&plan](ExpressionId operand) {
    return is_count(plan.expressions[operand]);
  };
  const auto operands = std::span(plan.operands).subspan(e.first_operand, e.operand_count);
  if (looks_up && std::ranges::all_of(operands, is_whole)) return Notation::plain;
  return notation_of_operation(plan, expression);
}

}  // namespace remit::report
