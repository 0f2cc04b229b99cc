#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/inputs.h"

namespace remit::cli {

/// The memos of cells named as ENTITY/KEY/COLUMN (of a key of several fields `unit/A/2010/bonus`;
/// of the whole `whole/COLUMN`). Nothing, with a complaint, if one of them cannot be made.
std::optional<std::string> memos_html(const FinishedRun& run, const std::vector<std::string>& cells,
                                      const Console& console);

}  // namespace remit::cli
