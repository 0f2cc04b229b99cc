#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/inputs.h"
#include "remit/sweep.h"

namespace remit::cli {

/// How what-ifs are carried out, with progress on a terminal; sets `status` if the inputs cannot be
/// read.
RunOptions what_if_options(const RunInputs& inputs, const Console& console, ExitStatus& status);

/// The figures of a grid of parameters (SweepOptions::set, SweepOptions::show); complains and sets
/// `status` where there are none.
std::optional<Sweep> sweep_figures(const Policy& policy, const Data& data, const RunInputs& inputs,
                                   const std::vector<std::string>& set,
                                   const std::vector<std::string>& show, const Console& console,
                                   ExitStatus& status);

/// Tells why a what-if was refused: the exit status of it.
ExitStatus refuse_what_if(const Console& console, const Error& error);

/// Whether some cell is in error, or some figure leaves out rows that are undetermined.
bool any_error(const Table& table);

}  // namespace remit::cli
