#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "row/cells.h"

namespace remit::row {

/// A `min` or `max` that is to be computed as if one of its operands were not there.
struct LeftOut {
  plan::ExpressionId expression = 0;
  std::size_t operand = 0;
};

/// A formula made ready: the expressions it consists of, operands before their users, so that one
/// forward pass over them, without recursion, computes it.
class Formula {
 public:
  Formula(const plan::Plan& plan, plan::ExpressionId root);

  std::span<const plan::ExpressionId> steps() const { return steps_; }
  /// Its operands, as indices into steps().
  std::span<const std::uint32_t> operands(std::size_t step) const {
    return std::span(operand_steps_)
        .subspan(first_operand_[step], first_operand_[step + 1] - first_operand_[step]);
  }
  /// Memory that serves one row after the other.
  struct Scratch {
    std::vector<Value> values;
    std::vector<const Value*> operands;
  };
  /// The value for one row.
  Value value(const CellPlace& place, Scratch& scratch) const;
  /// The value of every step for one row; the last is the formula's.
  std::vector<Value> values(const CellPlace& place, const LeftOut* left_out = nullptr) const;

 private:
  void run(const CellPlace& place, const LeftOut* left_out, Scratch& scratch) const;

  std::vector<plan::ExpressionId> steps_;     // ascending
  std::vector<std::uint32_t> operand_steps_;  // of all steps, end to end: indices into steps_
  std::vector<std::uint32_t> first_operand_;  // one per step, and the end
};

}  // namespace remit::row
