#pragma once

#include <cstdint>

// Numbers of things: of entities and columns in the list of the model or the plan that one is in.

namespace remit::type {

using EntityId = std::uint32_t;
using ColumnId = std::uint32_t;
/// What is computed over rows reads this: in the model an expression, in the plan a column.
using Operand = std::uint32_t;

/// No column, no operand, no entity.
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// The jurisdiction as a whole: an entity of exactly one row, always entity 0.
inline constexpr EntityId kWhole = 0;

}  // namespace remit::type
