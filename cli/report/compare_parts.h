#pragma once

#include "cli/report/page.h"
#include "cli/report/run_parts.h"
#include "cli/text/console.h"
#include "cli/verb/compared.h"

namespace remit::cli {

/// Adds the parts of a report of a comparison: totals before and after, who gains and who loses,
/// how the differences are spread, the largest, every line that differs, rows of one side, and what
/// changed in the text. False, with a complaint, if it cannot be made.
bool add_compare_parts(const Compared& compared, const ReportChoice& choice, const Console& console,
                       ReportPage& page);

}  // namespace remit::cli
