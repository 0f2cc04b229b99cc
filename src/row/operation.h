#pragma once

#include <span>

#include "plan/expression.h"
#include "row/cells.h"

namespace remit::row {

/// The operands of one operation. For a strict operation none of them is a fault.
class Operands {
 public:
  explicit Operands(std::span<const Value* const> values) : values_(values) {}
  std::size_t size() const { return values_.size(); }
  const Value& operator[](std::size_t i) const { return *values_[i]; }
  const number::Rational& number(std::size_t i) const { return number_of(*values_[i]); }
  bool truth(std::size_t i) const { return truth_of(*values_[i]); }
  Date date(std::size_t i) const { return std::get<Date>(*values_[i]); }
  const type::Fault* fault(std::size_t i) const { return std::get_if<type::Fault>(values_[i]); }

 private:
  std::span<const Value* const> values_;
};

using Operation = Value (*)(const CellPlace&, const plan::Expression&, Operands);

/// The meaning of each row of operations.def, under its name; arithmetic.cc, logic.cc, tables.cc,
/// dates.cc and leaves.cc have one part each.
namespace operations {
#define REMIT_OPERATION(name, ...) Value name(const CellPlace&, const plan::Expression&, Operands);
#include "type/operations.def"
#undef REMIT_OPERATION
}  // namespace operations

/// How an operation is computed. O(1). One that is strict (type::Evaluation) is only called when
/// all its operands have values; otherwise the first fault among them is the result.
Operation computation(plan::Opcode op);

/// The same of an operation of any kind: of a strict one, the first fault among its operands if
/// there is one.
Value evaluate(const CellPlace& place, const plan::Expression& expression,
               std::span<const Value* const> operands);

/// The value of a constant leaf: what matrices, dated parameters and defaults are made of.
Value constant(const CellPlace& place, plan::ExpressionId id);

}  // namespace remit::row
