#include "row/operation.h"

#include <array>
#include <cassert>

namespace remit::row {
namespace {

constexpr std::size_t kOpcodes = static_cast<std::size_t>(plan::Opcode::end_of_year) + 1;
using Table = std::array<const OperationEntry*, kOpcodes>;

Table make_table() {
  Table table{};
  for (const auto part : {leaf_operations(), arithmetic_operations(), logic_operations(),
                          table_operations(), date_operations()}) {
    for (const OperationEntry& entry : part) table[static_cast<std::size_t>(entry.op)] = &entry;
  }
  return table;
}

Value number(const Place& place, const plan::Expression& e, Operands) {
  return place.plan.numbers[e.payload];
}
Value boolean(const Place&, const plan::Expression& e, Operands) { return e.payload != 0; }
Value date(const Place&, const plan::Expression& e, Operands) {
  return Date{static_cast<std::int32_t>(e.payload)};
}
Value text(const Place& place, const plan::Expression& e, Operands) {
  return std::string_view(place.plan.texts[e.payload]);
}
Value category(const Place&, const plan::Expression& e, Operands) {
  return Category{static_cast<std::int32_t>(e.payload)};
}
Value column(const Place& place, const plan::Expression& e, Operands) {
  return place.at(e.payload);
}
Value blank(const Place& place, const plan::Expression&, Operands) {
  return place.fault(type::CellFault::blank);
}
Value fail(const Place& place, const plan::Expression& e, Operands) {
  return place.fault(static_cast<type::CellFault>(e.payload));
}

}  // namespace

std::span<const OperationEntry> leaf_operations() {
  static constexpr OperationEntry kEntries[] = {
      {plan::Opcode::number, true, row::number},     {plan::Opcode::boolean, true, row::boolean},
      {plan::Opcode::date, true, row::date},         {plan::Opcode::text, true, row::text},
      {plan::Opcode::category, true, row::category}, {plan::Opcode::column, true, row::column},
      {plan::Opcode::blank, true, row::blank},       {plan::Opcode::fail, true, row::fail},
  };
  return kEntries;
}

const OperationEntry& operation(plan::Opcode op) {
  static const Table table = make_table();
  return *table[static_cast<std::size_t>(op)];
}

Value constant(const Place& place, plan::ExpressionId id) {
  const plan::Expression& expression = place.plan.expressions[id];
  assert(expression.operand_count == 0 && expression.op != plan::Opcode::column);
  return operation(expression.op).compute(place, expression, Operands({}));
}

}  // namespace remit::row
