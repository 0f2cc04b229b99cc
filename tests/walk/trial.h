#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dice.h"
#include "remit/remit.h"

namespace remit::walk {

/// What became of one policy.
struct Outcome {
  bool compiled = false;
  bool ran = false;                     ///< both evaluators gave figures
  Diagnostics diagnostics;              ///< the errors, if it did not compile
  std::vector<std::string> complaints;  ///< faults of Remit: must be none
  std::uint64_t told = 0;               ///< a digest of every text that was given out
};

/// Compiles a policy, computes it over random rows with both evaluators, explains cells, formats
/// and translates it, runs its tests: none of which may fail inside, differ or change what it
/// means. The same dice give the same trial.
Outcome try_policy(const std::string& text, Dice dice);

}  // namespace remit::walk
