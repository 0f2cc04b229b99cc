#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/report/page.h"
#include "cli/text/console.h"
#include "cli/verb/inputs.h"

namespace remit::cli {

/// What a report has of a run beside the figures themselves.
struct ReportChoice {
  std::vector<std::string> memos;  ///< ENTITY/KEY/COLUMN
  std::uint64_t lines = 1000;      ///< of each list; 0: all
};

/// Adds the parts of a report of one run: targets and their progress, payments by payer, reward and
/// size, who was refused and why, what was found, errors and where to mend them, what rounding
/// changed, what each clause came to, the payment lists, and the memos asked for. False, with a
/// complaint, if a memo cannot be made.
bool add_run_parts(const FinishedRun& run, const ReportChoice& choice, const Console& console,
                   ReportPage& page);

}  // namespace remit::cli
