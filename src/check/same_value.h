#pragma once

#include <compare>
#include <cstddef>
#include <optional>

#include "check/model.h"

namespace remit::check {

/// Whether two expressions of the same rows are one value however the data are: written the same,
/// or reached by the same steps. False where that is not certain.
bool same_value(const Model& model, ExprId a, ExprId b);

/// Whether what is written in the two places names the same parameters and rates. If not, values
/// that are the same today need not be so tomorrow.
bool names_same_constants(const Model& model, base::Span a, base::Span b);

/// Equal of expressions that are the same value: where many are held against each other, only those
/// of one key need be.
std::size_t same_value_key(const Model& model, ExprId id);

/// Which of two is the larger however the data are: both are one value, moved by constants, as a
/// day is before the same day and three years. Nothing where that is not certain.
std::optional<std::strong_ordering> fixed_order(const Model& model, ExprId a, ExprId b);

}  // namespace remit::check
