#pragma once

#include <optional>
#include <span>

#include "lowering/value_pool.h"

namespace remit::lowering {

/// The constant that `op` over `operands` is, all of them constants; nothing where the result is a
/// fault (a division by zero), or where the operation is left to the evaluators: tables and dates.
std::optional<ValueId> folded(ValuePool& pool, Opcode op, type::Type type, std::uint32_t payload,
                              std::span<const ValueId> operands, base::Span span);

}  // namespace remit::lowering
