// Completes the arguments of the kernels that compute in doubles.
#pragma once

#include "column/kernels/args.h"

namespace remit::column::kernels {

/// What is known of the sign of everything that a kernel divides.
enum class DividendSign : std::uint8_t { any, not_negative, not_positive };

/// Sets the numbers ending in _f from the others and tells which row of the dispatch tables rounds.
///
/// Where one shift serves every row (the sign is known, or the rounding does not depend on it), it
/// is added to the constant and to both clamps, which comes to the same as adding it to every
/// clamped sum: clamp(s, lo, hi) + shift = clamp(s + shift, lo + shift, hi + shift). The sums are
/// then multiples of 1/2 below 2^51 + 2^48, still exact in a double.
KernelRounding prepare(Linear* f, DividendSign sign);
KernelRounding prepare(Brackets* f, DividendSign sign);
void prepare(LinearTest* f);

/// Whether every one of the `count` edges is a hinge: it begins where its piece is zero, at t or
/// one unit after it, so that the piece is a * max(x - t, 0). Then start_f[j] is set to that t;
/// after `prepare`. Marginal scales are of hinges, unless an edge lies between two units of x.
bool set_hinges(Brackets* f, std::size_t count);

}  // namespace remit::column::kernels
