// The measured work for programs in other languages: the generated rows, the loops written by hand
// and the engine over bound tables, behind a C interface that Python's ctypes can call.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

struct WorkRows;  ///< rows, room for the outputs, and the evaluators; not thread-safe

/// The columns of `work_column`, in this order.
enum WorkColumnId {
  WORK_TAX_REVENUE,          ///< int64 fen, like all amounts
  WORK_INCENTIVE_PAID,       ///< int64
  WORK_FIXED_ASSETS,         ///< int64
  WORK_TARGET_FIXED_ASSETS,  ///< int64
  WORK_FDI_USD,              ///< int64 cents
  WORK_UNIT_ID,              ///< int32, below work_units()
  WORK_KIND,                 ///< uint8: 0 township, 1 department, 2 introducer
  WORK_REGISTERED,           ///< uint8
  WORK_BONUS,                ///< int64; the outputs of the last run
  WORK_FINDER,               ///< int64
  WORK_TIER,                 ///< int64
  WORK_MET,                  ///< uint8
  WORK_TOTAL,                ///< int64
  WORK_UNIT_RESULTS          ///< four int64 for each unit: sum, met, rank, prize
};

enum WorkLoop { WORK_FUSED, WORK_PLAIN };  ///< H; what a user would write

/// Null when memory is short.
[[gnu::visibility("default")]] WorkRows* work_new(std::size_t rows, std::uint64_t seed);
[[gnu::visibility("default")]] void work_free(WorkRows* work);
[[gnu::visibility("default")]] std::size_t work_units();
/// The first value of a column, valid until work_free.
[[gnu::visibility("default")]] const void* work_column(WorkRows* work, int column);
/// The best instruction set of this processor: "x86-64-v4".
[[gnu::visibility("default")]] const char* work_isa();

/// A loop over the first `rows` rows on this thread; with `units`, R6 too.
[[gnu::visibility("default")]] void work_by_hand(WorkRows* work, int loop, std::size_t rows,
                                                 int units);
/// The engine over all rows, bound when first asked for; results stay the engine's until
/// work_engine_results copies them to the outputs. Zero when it fails.
[[gnu::visibility("default")]] int work_by_engine(WorkRows* work, int units);
[[gnu::visibility("default")]] void work_engine_results(WorkRows* work);

}  // extern "C"
