// The vector kernels of one instruction set as a table of functions. A run holds a const pointer to
// one; nothing is chosen behind its back.
//
// Contract of every kernel: n may be 0; arrays need no alignment; outputs may be exactly one of the
// inputs but must not overlap one partly; byte masks hold only 0 and 1. Kernels check nothing: that
// the numbers stay within the kernel's domain is proved beforehand from the ranges of the columns.
#pragma once

#include "column/kernels/args.h"
#include "column/kernels/isa.h"

namespace remit::column::kernels {

using LinearKernel = void (*)(const Linear&, std::size_t n);
using BracketsKernel = void (*)(const Brackets&, std::size_t n);
using TestKernel = void (*)(const LinearTest&, std::size_t n);
using MaskedSumKernel = void (*)(const MaskedSum&, std::size_t n);
using BinaryKernel = void (*)(const std::int64_t* x, const std::int64_t* y, std::int64_t* out,
                              std::size_t n);
using WidenKernel = void (*)(const Widen&, std::size_t n);
using RoundKernel = void (*)(const std::int64_t* x, const Divide& divide, std::int64_t* out,
                             std::size_t n);
using MaskKernel = void (*)(const std::uint8_t* a, const std::uint8_t* b, std::uint8_t* out,
                            std::size_t n);

struct LinearKernels {
  /// [terms - 1][clamped][guard]
  LinearKernel int64[kMaxTerms][2][3];
  /// [form][clamped][guard][rounding]
  LinearKernel exact52[kLinearForms][2][3][kFusedRoundings];
};

struct BracketsKernels {
  /// [form][guard]
  BracketsKernel int64[kBracketForms][3];
  /// [form][guard][rounding]
  BracketsKernel exact52[kExactBracketForms][3][kFusedRoundings];
};

struct KernelTable {
  Isa isa;

  const LinearKernels* linear;
  const BracketsKernels* brackets;
  /// [terms - 1][compare]
  TestKernel test_int64[kMaxTerms][kCompares];
  TestKernel test_exact52[kMaxTerms][kCompares];
  /// [terms without a mask][terms with one][has an outer mask]; null where the terms are none or
  /// more than kMaxMasked
  MaskedSumKernel masked_sum[kMaxMasked + 1][kMaxMasked + 1][2];
  /// [rounding]; null for `folded`. |x| < 2^50
  RoundKernel round_int64[kRoundings];

  BinaryKernel multiply, minimum, maximum;  ///< modulo 2^64
  void (*absolute)(const std::int64_t* x, std::int64_t* out, std::size_t n);
  void (*select_int64)(const std::uint8_t* mask, const std::int64_t* yes, const std::int64_t* no,
                       std::int64_t* out, std::size_t n);
  void (*select_mask)(const std::uint8_t* mask, const std::uint8_t* yes, const std::uint8_t* no,
                      std::uint8_t* out, std::size_t n);

  MaskKernel mask_and, mask_or;
  void (*mask_not)(const std::uint8_t* a, std::uint8_t* out, std::size_t n);
  std::size_t (*mask_count)(const std::uint8_t* mask, std::size_t n);
  std::int64_t (*masked_total)(const std::int64_t* x, const std::uint8_t* mask, std::size_t n);
  void (*code_equal)(const std::int32_t* codes, std::int32_t code, std::uint8_t* out,
                     std::size_t n);
  /// `set` has an entry of 0 or 1 for each code.
  void (*code_in_set)(const std::int32_t* codes, const std::uint8_t* set, std::uint8_t* out,
                      std::size_t n);

  void (*widen_uint8)(const std::uint8_t* x, std::int64_t* out, std::size_t n);
  /// [width of x: 8, 16, 32 bits][width of the result: 32, 64 bits]; null where x is not narrower
  WidenKernel widen[3][2];
  /// Values that fit 32 bits, into memory or, with `past_cache`, past the cache as by `stream_out`.
  void (*narrow_out)(const std::int64_t* x, std::int32_t* out, std::size_t n, bool past_cache);
  void (*gather_int64)(const std::int64_t* column, const std::int32_t* rows, std::int64_t* out,
                       std::size_t n);
  void (*gather_uint8)(const std::uint8_t* column, const std::int32_t* rows, std::uint8_t* out,
                       std::size_t n);

  /// Widens *lo and *hi to cover x.
  void (*range_int64)(const std::int64_t* x, std::size_t n, std::int64_t* lo, std::int64_t* hi);
  /// The sum modulo 2^64.
  std::int64_t (*sum_int64)(const std::int64_t* x, std::size_t n);
  /// Adds the sum modulo 2^64, and how many values are not zero.
  void (*tally_int64)(const std::int64_t* x, std::size_t n, std::int64_t* sum,
                      std::uint64_t* nonzero);

  /// Copies bytes past the cache; end a run of these with `store_fence`.
  void (*stream_out)(const void* from, void* to, std::size_t size);
  void (*store_fence)();
  std::size_t
      stream_width;  ///< of one store of `stream_out`, in bytes; 0: they do not pass the cache
};

/// The table for `isa`, or the best available one below it when `isa` cannot run here. Never null;
/// static storage.
const KernelTable* kernel_table(Isa isa);

/// The same kernels for exactly one row, without loops: what a vector loop does before and after
/// its vectors costs a single value several times its arithmetic. The same bytes. `n` has to be 1.
const KernelTable* single_row_table();

}  // namespace remit::column::kernels
