#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "cli/csv/table_pieces.h"
#include "cli/text/console.h"
#include "cli/verb/run_verb.h"
#include "cli/verb/shown_table.h"
#include "remit/policy.h"
#include "remit/profile.h"

namespace remit::cli {

/// What a finance office wants to see of a run: targets and whether they are met, duties and what
/// was found of whom, summaries, places, who is paid how much by whom under which clause, the total
/// of each payer, and the errors; of these what `verb` asks for, and of each list at most as many
/// lines as it says. `more`: totals by other groups, each under the words asked by.
std::string summary_text(const Policy& policy, const Results& results,
                         const std::vector<std::pair<std::string, Table>>& more,
                         const RunVerb& verb, const Console& console);

/// The same for a run whose rows of one table came in batches: targets, duties, what was found of
/// the other rows, and totals.
std::string stream_summary_text(const Policy& policy, const Results& results, const RunVerb& verb,
                                const Console& console);

/// The targets, each figure with the sign that it is held against the goal by: `metric >= goal`.
TablePieces told_targets(const Results& results);

/// What the policy says of the whole, but what is told as a target or a duty: its figures, what
/// funds have and leave.
ShownTable told_whole(const Policy& policy, const Results& results, const Console& console);

/// Where the time of a run went, by part and by rule.
std::string profile_text(const Profile& profile, const Console& console);

}  // namespace remit::cli
