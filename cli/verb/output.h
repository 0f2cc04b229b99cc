#pragma once

#include <cstddef>
#include <string>

#include "cli/csv/output_folder.h"
#include "cli/text/console.h"
#include "cli/verb/inputs.h"
#include "remit/policy.h"

namespace remit::cli {

/// What the table of an entity is called in files and in JSON; the whole by the name of the policy.
const std::string& table_name(const Policy& policy, std::size_t entity);

/// DIR/NAME.csv
std::string table_path(const std::string& directory, const std::string& name);

/// Whether a run that writes its results to `directory` would lose what it reads: a policy, or a
/// table, by whatever name or link it was given. Complains if so.
bool overwrites_input(const std::string& directory, const Policy& policy,
                      const std::vector<std::string>& more, const RunInputs& inputs,
                      const Console& console);

/// The same of a verb that writes DIR/NAME.csv for these names alone.
bool overwrites_input(const std::string& directory, const std::vector<std::string>& names,
                      const Policy& policy, const RunInputs& inputs, const Console& console);

/// The same of a verb that writes one file.
bool is_input(const std::string& path, const Policy& policy, const RunInputs& inputs,
              const Console& console);

/// Names the tables of the folder that the run did not write, of an earlier one as a rule. `more`:
/// what it wrote beside the tables of the policy and the lists.
void tell_other_files(const std::string& directory, const Policy& policy,
                      const std::vector<std::string>& more, const Console& console);

/// The same of a verb that wrote DIR/NAME.csv for these names alone.
void tell_other_files(const std::string& directory, const std::vector<std::string>& names,
                      const Console& console);

/// Opens the folder for the files of a run; complains when it cannot be written, or when another
/// run writes there.
bool open_folder(const std::string& directory, const Console& console, OutputFolder& folder);
/// Whether `status` is good; complains otherwise that `path` cannot be written.
bool written(const absl::Status& status, const std::string& path, const Console& console);

}  // namespace remit::cli
