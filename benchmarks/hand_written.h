// The work R1-R6 written by hand, to hold the engine against.
#pragma once

#include <cstddef>
#include <vector>

#include "work.h"

namespace remit::benchmarks {

/// One way to compute rows [begin, end). `units` has kUnits entries, or is empty when R6 is not
/// asked for; then only sums and counts are added.
using Body = void (*)(const Rows& rows, Outputs& out, std::size_t begin, std::size_t end,
                      std::vector<Unit>& units);

struct HandWritten {
  const char* isa;
  Body fused;       ///< H: one vectorised loop, no branches, exact division in doubles
  Body plain;       ///< what a user would write: if, / 100, int64
  Body read_write;  ///< reads every input and writes every output, without arithmetic
};

extern const HandWritten kHandWrittenV2, kHandWrittenV3, kHandWrittenV4;

}  // namespace remit::benchmarks
