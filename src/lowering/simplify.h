#pragma once

#include <span>

#include "lowering/value_pool.h"

namespace remit::lowering {

/// The value of `op` over `operands`, in a form that is as cheap as exact rewriting makes it:
/// constants are computed, neutral operands and decided branches dropped, bounds of bounds joined,
/// a comparison with a quotient by a constant multiplied out.
///
/// Every rewriting keeps the value of every row and its fault too: code, column, row. So `x * 0`
/// stays (x may be a fault), and `x * 1` is x only where it cannot matter that x is blank, which a
/// product is not (its fault is CellFault::missing). O(operands).
ValueId simplified(ValuePool& pool, Opcode op, type::Type type, std::uint32_t payload,
                   std::span<const ValueId> operands, base::Span span);

}  // namespace remit::lowering
