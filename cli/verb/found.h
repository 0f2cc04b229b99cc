#pragma once

#include <string>

#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// Whether the policy finds things of rows: findings, sanctions, titles, duties.
bool finds(const Policy& policy);

/// Of each duty one line: how many parts are owed, done, late and missing, and how many records
/// belong to none. Empty without duties.
std::string duties_text(const Policy& policy, const Results& results, const Console& console);

/// How many rows each finding of the list has. Empty for an empty list.
std::string found_counts_text(const Table& findings, const Console& console);

}  // namespace remit::cli
