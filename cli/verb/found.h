#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/csv/table_pieces.h"
#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// Whether the policy finds things of rows: findings, sanctions, titles, duties.
bool finds(const Policy& policy);

/// Lines that are told of a run, under their headings.
struct ToldLines {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
  std::vector<bool> figures;   ///< by column: whether it stands at the right
  std::uint64_t left_out = 0;  ///< rows beyond what was asked for
};

/// Of each duty one line: how many parts are owed, done, late and missing, and how many records
/// belong to none.
ToldLines told_duties(const Policy& policy, const Results& results, const Console& console);

/// The same for a terminal. Empty without duties.
std::string duties_text(const Policy& policy, const Results& results, const Console& console);

/// How many rows each finding of the list has. Empty for an empty list.
std::string found_counts_text(TablePieces findings, const Console& console);

/// The places that the policy ranks: ranking, table, row, place and clause of each, by ranking and
/// then by place. At most `lines` rows, 0 for all.
ToldLines told_ranks(const Policy& policy, const Results& results, std::uint64_t lines,
                     const Console& console);

/// The same for a terminal. Empty without rankings.
std::string ranks_text(const Policy& policy, const Results& results, std::uint64_t lines,
                       const Console& console);

}  // namespace remit::cli
