#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dice.h"

namespace remit::walk {

/// What became of one policy.
struct Outcome {
  bool compiled = false;
  std::vector<std::string> codes;       ///< of the errors, if not
  std::vector<std::string> complaints;  ///< faults of Remit: must be none
};

/// Compiles a policy, computes it over random rows with both evaluators, explains cells, formats
/// and translates it, runs its tests: none of which may fail inside, differ or change what it
/// means.
Outcome try_policy(const std::string& text, Dice& dice);

}  // namespace remit::walk
