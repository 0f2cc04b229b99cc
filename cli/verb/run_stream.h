#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/text/console.h"
#include "cli/verb/inputs.h"
#include "cli/verb/shown_columns.h"
#include "remit/policy.h"

namespace remit::cli {

/// Which table `remit run` reads in batches, and how.
struct StreamChoice {
  std::string entity;               ///< empty: none
  std::uint64_t memory_mib = 1024;  ///< for columns that have to be kept for all rows; 0: no limit
  bool ascending_keys = false;
  bool profile = false;                            ///< prints where the time went
  std::string memory;                              ///< of the whole run, as --memory says it
  std::size_t piece_bytes = std::size_t{4} << 20;  ///< of the file, for one batch
};

/// What to do should memory run out all the same; empty where no limit was stated.
struct MemoryAdvice {
  std::string limit;       ///< in words
  std::string too_much;    ///< what to say
  std::string in_batches;  ///< the entity to try again with; empty: none
};

/// Keeps the run within its memory: chooses a table to come in batches where all of them would take
/// too much and `can_stream`, says so, and has the system refuse more than a stated limit.
/// Complains and sets `status` at once when the limit is too little by far.
MemoryAdvice stay_within_memory(const Policy& policy, const RunInputs& inputs, bool can_stream,
                                const Console& console, StreamChoice& choice, ExitStatus& status);

struct RunVerb;

/// Evaluates while the rows of one table come from its file in batches and what they come to goes
/// to its folder at once: the same files as a run in memory, byte for byte. Prints targets, totals
/// and how many rows there were, with at most `lines` lines of each list.
ExitStatus run_in_batches(const Policy& policy, const RunVerb& verb, const StreamChoice& choice,
                          const Console& console);

}  // namespace remit::cli
