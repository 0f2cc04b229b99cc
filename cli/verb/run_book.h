#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/run_verb.h"
#include "remit/policy.h"

namespace remit::cli {

/// Whether `--out` names a workbook rather than a folder.
bool names_book(const std::string& out);

/// Writes the results of a run as one workbook: payments, totals, targets, errors, each entity,
/// what rounding changed, the manifest. `more`: totals by other groups. Complains when it cannot.
bool write_book(const RunVerb& verb, const Policy& policy, const Results& results,
                const std::vector<std::pair<std::string, Table>>& more, const Console& console);

}  // namespace remit::cli
