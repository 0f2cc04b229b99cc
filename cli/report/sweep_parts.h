#pragma once

#include <optional>

#include "cli/report/page.h"
#include "cli/report/run_parts.h"
#include "cli/text/console.h"
#include "remit/sweep.h"

namespace remit::cli {

/// Adds the parts of a report of a sweep: the parameters and their values, each figure as a curve,
/// and every combination. `now`: the figures of the policy as it stands, if there are any.
void add_sweep_parts(const Sweep& sweep, const std::optional<Sweep>& now,
                     const ReportChoice& choice, const Console& console, ReportPage& page);

}  // namespace remit::cli
