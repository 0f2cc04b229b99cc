#include "random_formulas.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>

namespace remit::row_column {

using plan::Opcode;
using type::OperandKind;

namespace {

/// The operations with exactly these operands and this result, and no payload.
std::vector<Opcode> fitting(std::initializer_list<OperandKind> operands, OperandKind result) {
  std::vector<Opcode> found;
  for (std::size_t i = 0; i < type::kOpcodes; ++i) {
    const auto op = static_cast<Opcode>(i);
    const type::OperationInfo& info = type::operation(op);
    const bool fits = info.least == operands.size() && info.most == operands.size() &&
                      info.first == *operands.begin() &&
                      (operands.size() == 1 || info.rest == *std::prev(operands.end()));
    if (fits && info.result == result && info.payload == type::Payload::none) found.push_back(op);
  }
  return found;
}

}  // namespace

bool RandomFormulas::is_kind(const Type& type, TypeKind kind) {
  return type.kind == kind || (kind == TypeKind::number && type.kind == TypeKind::money);
}

bool RandomFormulas::has(TypeKind kind) {
  return std::any_of(columns_.begin(), columns_.end(), [&](ColumnId id) {
    const plan::Column& column = builder_.plan().columns[id];
    return (column.entity == entity_ || column.entity == plan::kWhole) &&
           is_kind(column.type, kind);
  });
}

ExpressionId RandomFormulas::read(TypeKind kind) {
  std::vector<ColumnId> fitting;
  for (const ColumnId id : columns_) {
    const plan::Column& column = builder_.plan().columns[id];
    if (column.entity != entity_ && column.entity != plan::kWhole) continue;
    if (is_kind(column.type, kind)) fitting.push_back(id);
  }
  return builder_.column(fitting[below(fitting.size())]);
}

ExpressionId RandomFormulas::any_expression(int depth) {
  switch (below(10)) {
    case 0:
    case 1:
      return truth(depth);
    case 2:
      return date(depth);
    case 3:
      return category(depth);
    case 4:
      return text(depth);
    default:
      return number(depth);
  }
}

ExpressionId RandomFormulas::constant() {
  static constexpr const char* kNumbers[] = {"0",    "1",      "0.2",   "-3",      "100",
                                             "0.01", "500000", "0.005", "6.8275",  "12.5",
                                             "7",    "-0.5",   "3",     "1000000", "0.125"};
  return builder_.number(kNumbers[below(15)]);
}

number::Rounding RandomFormulas::rounding() {
  static constexpr std::pair<int, int> kGrids[] = {{1, 2}, {1, 0}, {100, 0},
                                                   {5, 2}, {1, 1}, {25, 1}};
  const auto [coefficient, scale] = kGrids[below(6)];
  return {static_cast<number::RoundingMode>(below(7)), {coefficient, scale}};
}

ExpressionId RandomFormulas::number(int depth) {
  if (depth == 0 || chance(15)) {
    if (chance(70) && has(TypeKind::number)) return read(TypeKind::number);
    return chance(97) || clean_ ? constant() : builder_.blank(type::kNumber);
  }
  const Type t = type::kNumber;
  const auto sub = [&] { return number(depth - 1); };
  switch (below(27)) {
    case 0: {
      const std::vector<Opcode> ops =
          fitting({OperandKind::numeric, OperandKind::numeric}, OperandKind::numeric);
      return builder_.apply(ops[below(ops.size())], t, {sub(), sub()});
    }
    case 1:
    case 2:
    case 3:
      return builder_.apply(Opcode::add, t, {sub(), sub()});
    case 4:
    case 5:
      return builder_.apply(Opcode::subtract, t, {sub(), sub()});
    case 6:
    case 7:
      return builder_.apply(Opcode::multiply, t, {sub(), sub()});
    case 8:
      return builder_.apply(Opcode::divide, t, {sub(), sub()});
    case 9:
    case 10:
      return builder_.apply(Opcode::minimum, t, {sub(), chance(60) ? constant() : sub()});
    case 11:
      return builder_.apply(Opcode::maximum, t, {sub(), chance(60) ? constant() : sub()});
    case 12: {
      const std::vector<Opcode> ops = fitting({OperandKind::numeric}, OperandKind::numeric);
      return builder_.apply(ops[below(ops.size())], t, {sub()});
    }
    case 13:
    case 14:
    case 15:
      return builder_.round(sub(), rounding());
    case 16:
      return builder_.apply(chance(50) ? Opcode::floor : Opcode::ceiling, t, {sub()});
    case 17:
    case 18:
      return builder_.apply(Opcode::choose, t, {truth(depth - 1), sub(), sub()});
    case 19:
      return builder_.apply(Opcode::choose, t, {truth(depth - 1), sub(), builder_.number("0")});
    case 20:
      return builder_.apply(Opcode::otherwise, t, {sub(), sub()});
    case 21:
    case 22:
      return builder_.apply(Opcode::scale, t, {sub()}, scales_[below(scales_.size())]);
    case 23:
      return builder_.apply(Opcode::matrix, t, {category(depth - 1), category(depth - 1)}, 0);
    case 24:
      return builder_.apply(Opcode::dated, t, {date(depth - 1)}, 0);
    case 25: {
      const std::vector<Opcode> ops = fitting({OperandKind::text}, OperandKind::numeric);
      return builder_.apply(ops[below(ops.size())], t, {text(depth - 1)});
    }
    default:
      return date_number(depth);
  }
}

ExpressionId RandomFormulas::date_number(int depth) {
  if (chance(50)) {
    const std::vector<Opcode> ops = fitting({OperandKind::date}, OperandKind::numeric);
    return builder_.apply(ops[below(ops.size())], type::kNumber, {date(depth - 1)});
  }
  std::vector<Opcode> ops = fitting({OperandKind::date, OperandKind::date}, OperandKind::numeric);
  ops.push_back(Opcode::workdays_between);
  const Opcode op = ops[below(ops.size())];
  const std::uint32_t calendar = op == Opcode::workdays_between ? calendars_[below(2)] : 0;
  return builder_.apply(op, type::kNumber, {date(depth - 1), date(depth - 1)}, calendar);
}

ExpressionId RandomFormulas::truth(int depth) {
  if (depth == 0 || chance(15)) {
    if (chance(90) && has(TypeKind::boolean)) return read(TypeKind::boolean);
    return builder_.boolean(chance(50));
  }
  const Type t = type::kBoolean;
  const auto sub = [&] { return truth(depth - 1); };
  const Opcode compare =
      static_cast<Opcode>(static_cast<int>(Opcode::equal) + static_cast<int>(below(6)));
  switch (below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return builder_.apply(compare, t, {number(depth - 1), number(depth - 1)});
    case 4:
      return builder_.apply(compare, t, {date(depth - 1), date(depth - 1)});
    case 5:
    case 6:
      return builder_.apply(compare, t, {category(depth - 1), category(0)});
    case 7:
      return builder_.apply(compare, t, {text(depth - 1), text(0)});
    case 8:
      return builder_.apply(Opcode::conjunction, t, {sub(), sub(), sub()});
    case 9:
      return builder_.apply(Opcode::disjunction, t, {sub(), sub()});
    case 10:
      return builder_.apply(Opcode::negation, t, {sub()});
    case 11:
      return builder_.apply(Opcode::at_least, t, {sub(), sub(), sub()}, 2);
    case 12:
      return builder_.apply(Opcode::is_given, t, {any_expression(depth - 1)});
    case 13: {
      const std::vector<Opcode> ops = fitting({OperandKind::text}, OperandKind::boolean);
      return builder_.apply(ops[below(ops.size())], t, {text(depth - 1)});
    }
    case 14: {
      const std::vector<Opcode> ops =
          fitting({OperandKind::text, OperandKind::text}, OperandKind::boolean);
      return builder_.apply(ops[below(ops.size())], t, {text(depth - 1), text(depth - 1)});
    }
    default:
      return is_one_of(depth);
  }
}

ExpressionId RandomFormulas::is_one_of(int depth) {
  if (chance(40)) {
    return builder_.apply(Opcode::is_one_of, type::kBoolean,
                          {number(depth - 1), constant(), constant()});
  }
  const Type kind = type::category(set_);
  return builder_.apply(Opcode::is_one_of, type::kBoolean,
                        {category(depth - 1), builder_.category(kind, 0),
                         builder_.category(kind, static_cast<std::uint32_t>(1 + below(2)))});
}

ExpressionId RandomFormulas::date(int depth) {
  if (depth == 0 || chance(30)) {
    if (chance(70) && has(TypeKind::date)) return read(TypeKind::date);
    return builder_.date(static_cast<std::int32_t>(14'000 + below(900)));
  }
  const Type t = type::kDate;
  switch (below(7)) {
    case 0: {
      const std::vector<Opcode> ops =
          fitting({OperandKind::date, OperandKind::whole_number}, OperandKind::date);
      return builder_.apply(ops[below(ops.size())], t, {date(depth - 1), number(depth - 1)});
    }
    case 1: {
      const std::vector<Opcode> ops = fitting({OperandKind::date}, OperandKind::date);
      return builder_.apply(ops[below(ops.size())], t, {date(depth - 1)});
    }
    case 2:
      return builder_.apply(Opcode::choose, t, {truth(depth - 1), date(depth - 1), date(0)});
    case 3:
      return builder_.apply(Opcode::otherwise, t, {date(depth - 1), date(0)});
    case 4:
      return builder_.apply(chance(50) ? Opcode::minimum : Opcode::maximum, t,
                            {date(depth - 1), date(depth - 1)});
    case 5: {
      const std::vector<Opcode> ops = fitting({OperandKind::text}, OperandKind::date);
      return builder_.apply(ops[below(ops.size())], t, {text(depth - 1)});
    }
    default: {
      const ExpressionId count = builder_.number(std::to_string(below(30)));
      return builder_.apply(Opcode::add_workdays, t, {date(depth - 1), count},
                            calendars_[below(2)]);
    }
  }
}

ExpressionId RandomFormulas::category(int depth) {
  const Type t = type::category(set_);
  if (depth == 0 || chance(50)) {
    if (chance(70) && has(TypeKind::category)) return read(TypeKind::category);
    return builder_.category(t, static_cast<std::uint32_t>(below(3)));
  }
  return builder_.apply(Opcode::choose, t, {truth(depth - 1), category(depth - 1), category(0)});
}

ExpressionId RandomFormulas::text(int depth) {
  if (depth == 0 || chance(50)) {
    if (chance(70) && has(TypeKind::text)) return read(TypeKind::text);
    static constexpr const char* kTexts[] = {
        "乡镇", "", "a", "镇", "11010519491231002X", "91350100M000100Y43"};
    return builder_.text(kTexts[below(std::size(kTexts))]);
  }
  return builder_.apply(Opcode::choose, type::kText, {truth(depth - 1), text(depth - 1), text(0)});
}

}  // namespace remit::row_column
