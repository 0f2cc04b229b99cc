// Prepares exact divisions by a constant for the kernels.
#pragma once

#include <cstdint>

#include "column/kernels/args.h"

namespace remit::column::kernels {

/// Divides by `divisor` (> 0) and rounds by `mode`. `fast` is set when dividends below 2^50 in
/// magnitude may take the fast way; a divisor of 1 is always fast and rounds nothing.
Divide make_divide(std::int64_t divisor, Mode mode);

/// The row of the dispatch tables that this division needs.
KernelRounding rounding_of(const Divide& divide);

/// n / d rounded, for any n; d > 0.
std::int64_t divide_exactly(std::int64_t n, std::int64_t d, Mode mode);

/// The same over an array, one hardware division a row; `out` may be `x`.
void divide_exactly(const std::int64_t* x, const Divide& divide, std::int64_t* out, std::size_t n);

}  // namespace remit::column::kernels
