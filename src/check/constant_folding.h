#pragma once

#include <optional>
#include <variant>

#include "check/model.h"

namespace remit::check {

/// The value of an operation whose operands are all constants, if it is arithmetic, rounding,
/// comparison, or logic, and has no error. Division by a constant zero is left to run time, where
/// it is an error of the cell.
std::optional<std::variant<bool, number::Rational>> fold_constant(const Model& model,
                                                                  const Expr& expr);

}  // namespace remit::check
