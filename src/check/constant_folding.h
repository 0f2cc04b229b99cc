#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "check/model.h"

namespace remit::check {

/// The value of an operation whose operands are all constants, if it is arithmetic, rounding,
/// comparison of numbers or dates, or logic, and has no error. Division by a constant zero is left
/// to run time, where it is an error of the cell.
std::optional<std::variant<bool, number::Rational>> fold_constant(const Model& model,
                                                                  const Expr& expr);

/// The decimals of what a scale gives: of its amounts (step), of its rates times the value (slab),
/// or of the value's parts times the rates (marginal).
type::NumberForm scale_form(const type::Scale& scale, const type::NumberForm& value);

/// The larger of the forms of constants.
type::NumberForm widest_form(const Model& model, const std::vector<ExprId>& values);

}  // namespace remit::check
