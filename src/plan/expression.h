#pragma once

#include <cstdint>
#include <vector>

#include "base/span.h"
#include "type/operations.h"
#include "type/type.h"
#include "type/vocabulary.h"

namespace remit::plan {

using type::Opcode;
using ExpressionId = std::uint32_t;

/// One operation. Operands always precede it in Plan::expressions, so one forward pass over the
/// list visits operands first. Equal operations of one column are stored once.
struct Expression {
  Opcode op = Opcode::number;
  type::Notation notation = type::Notation::plain;  ///< of a number; it changes no value
  type::Type type;
  type::NumberForm form;  ///< of the result, when it is numeric
  std::uint32_t payload = 0;
  std::uint32_t first_operand = 0;  ///< into Plan::operands
  std::uint32_t operand_count = 0;
  base::Span span;  ///< where the policy says so; empty for what a surface form added
};

}  // namespace remit::plan
