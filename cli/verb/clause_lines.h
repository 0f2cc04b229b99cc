#pragma once

#include <string>
#include <vector>

#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// One line for each clause, with all that its declarations say; what several say alike stands
/// once.
struct ClauseLine {
  std::string cite;
  std::vector<std::string> says;
  std::vector<std::string> rules;  ///< as the policy calls them
  std::vector<std::string> reading;
  std::vector<std::string> not_computed;
};

/// In the order of the policy. Quadratic in the clauses.
std::vector<ClauseLine> clause_lines(const Policy& policy);

std::string one_after_another(const std::vector<std::string>& texts, const Console& console);

/// What does the clause, each name between two `quote`, or why nothing does.
std::string rules_of(const ClauseLine& line, const Console& console, const std::string& quote);

}  // namespace remit::cli
