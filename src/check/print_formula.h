#pragma once

#include <string>

#include "check/model.h"

namespace remit::check {

/// The expression as one line, operations by name: `minimum(multiply(0.2, project.net), 500000)`.
/// Iterative, so a long chain does no harm. Parts that formulas share are written wherever they
/// stand, until the line has 64 KiB: from there on `...` stands for what it has already, which
/// keeps it as long as the formula has parts and not as it has ways through them.
std::string print_formula(const Model& model, ExprId expr);

/// entity.name, .name for a column of the whole, #number for a nameless one.
std::string print_column(const Model& model, ColumnId column);

/// `money CNY`, `category {a, b}`, `reference unit`.
std::string print_type(const Model& model, const type::Type& type);

/// `half_up to 0.01`.
std::string print_rounding(const number::Rounding& rounding);

}  // namespace remit::check
