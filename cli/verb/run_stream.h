#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/text/console.h"
#include "cli/verb/inputs.h"
#include "remit/policy.h"

namespace remit::cli {

/// Which table `remit run` reads in batches, and how.
struct StreamChoice {
  std::string entity;               ///< empty: none
  std::uint64_t memory_mib = 1024;  ///< for columns that have to be kept for all rows; 0: no limit
  bool ascending_keys = false;
};

/// Evaluates while the rows of one table come from its file in batches and what they come to goes
/// to `out` at once: the same files as a run in memory, byte for byte. Prints targets, totals and
/// how many rows there were, with at most `lines` lines of each list.
ExitStatus run_in_batches(const Policy& policy, const RunInputs& inputs, const StreamChoice& choice,
                          const std::string& out, std::size_t lines, const Console& console);

}  // namespace remit::cli
