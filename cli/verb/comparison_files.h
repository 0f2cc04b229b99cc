#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/csv/output_folder.h"
#include "cli/text/console.h"
#include "cli/verb/compared.h"

namespace remit::cli {

/// What the files of a comparison are called, without `.csv`. `by`: the groups asked for.
std::vector<std::string> names_of_comparison(const std::vector<std::string>& by);

/// The lines that differ as CSV, part by part to `take`; false, with a complaint, where they cannot
/// be made or taken.
bool changes_as_csv(const Compared& compared, const std::function<bool(const std::string&)>& take,
                    const Console& console);

/// Writes the comparison to a folder that is open, with a manifest: both inputs need a record.
/// `out` is where the folder is. False, with a complaint, if it cannot be written.
bool write_comparison(const Compared& compared, const std::string& out, OutputFolder& folder,
                      const Console& console);

}  // namespace remit::cli
