#include "needs/valid_answers.h"

#include <optional>
#include <span>

#include "base/civil_date.h"
#include "needs/operation.h"
#include "row/operation.h"

namespace remit::needs {
namespace {

using plan::ColumnId;
using plan::Opcode;

std::span<const plan::ExpressionId> operands_of(const plan::Plan& plan, const plan::Expression& e) {
  return std::span(plan.operands).subspan(e.first_operand, e.operand_count);
}

/// The bounds of one field, read from the condition of its guard.
class Bounds {
 public:
  Bounds(row::Evaluator& evaluator, ColumnId input)
      : evaluator_(evaluator), plan_(evaluator.plan()), input_(input) {}

  Range find() {
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      const auto* map = std::get_if<plan::Map>(&plan_.columns[id].node);
      if (map == nullptr || plan_.columns[id].origin.role != plan::Role::guard) continue;
      const plan::Expression& e = plan_.expressions[map->expression];
      if (e.op != Opcode::choose) continue;
      const auto operands = operands_of(plan_, e);
      const plan::Expression& otherwise = plan_.expressions[operands[2]];
      const bool bounds =
          otherwise.op == Opcode::fail &&
          otherwise.payload == static_cast<std::uint32_t>(type::CellFault::out_of_bounds);
      if (bounds && reads_input(operands[1])) clip(operands[0]);
    }
    return range_;
  }

 private:
  bool reads_input(plan::ExpressionId id) const {
    const plan::Expression& e = plan_.expressions[id];
    return e.op == Opcode::column && e.payload == input_;
  }

  /// The value of a number or a day that stands there as it is.
  std::optional<Rational> constant(plan::ExpressionId id) {
    const plan::Expression& e = plan_.expressions[id];
    if (!type::operation(e.op).constant) return std::nullopt;
    return as_number(row::constant(evaluator_.place(input_, 0), id));
  }

  void clip(plan::ExpressionId condition) {
    const plan::Expression& e = plan_.expressions[condition];
    const auto operands = operands_of(plan_, e);
    if (e.op == Opcode::conjunction) {
      for (const plan::ExpressionId part : operands) clip(part);
    } else if (e.op == Opcode::disjunction && operands.size() == 2) {
      const bool or_blank = plan_.expressions[operands[0]].op == Opcode::negation;
      if (or_blank) clip(operands[1]);
    } else if (operands.size() == 2 && reads_input(operands[0])) {
      const auto value = constant(operands[1]);
      if (!value) return;
      if (e.op == Opcode::greater_equal) take({value, std::nullopt});
      if (e.op == Opcode::less_equal) take({std::nullopt, value});
    }
  }

  void take(const Range& bound) {
    if (const auto both = meet(range_, bound)) range_ = *both;
  }

  row::Evaluator& evaluator_;
  const plan::Plan& plan_;
  ColumnId input_;
  Range range_;
};

Range days_of_all_years() {
  return {Rational(base::days_from_civil({base::kMinYear, 1, 1})),
          Rational(base::days_from_civil({base::kMaxYear, 12, 31}))};
}

Range figures(const plan::Field& field) {
  if (field.percent && !field.bounded) return {Rational(0), Rational(1)};
  constexpr std::int64_t kLargest = 1'000'000'000'000'000'000;
  return {Rational(-kLargest), Rational(kLargest)};
}

Possible rows_of(row::Evaluator& evaluator, plan::EntityId entity) {
  constexpr std::uint64_t kListed = 96;
  const std::uint64_t rows = evaluator.row_count(entity);
  if (rows > kListed || rows == 0) return Possible::anything();
  Possible result;
  for (std::uint64_t row = 0; row < rows; ++row) result.add(Value(row::Reference{row}));
  return result;
}

}  // namespace

Possible valid_answers(row::Evaluator& evaluator, ColumnId input) {
  const plan::Plan& plan = evaluator.plan();
  const plan::Column& column = plan.columns[input];
  const plan::Field& field =
      plan.entities[column.entity].fields[std::get<plan::Input>(column.node).field];
  if (column.type.kind == type::TypeKind::reference) return rows_of(evaluator, column.type.ref);
  const bool date = column.type.kind == type::TypeKind::date;
  if (!date && !column.type.is_numeric() && column.type.kind != type::TypeKind::duration)
    return any_of(plan, column.type);
  const Range all = date ? days_of_all_years() : figures(field);
  const auto stated = meet(all, Bounds(evaluator, input).find());
  return Possible::within(stated ? *stated : all, date);
}

}  // namespace remit::needs
