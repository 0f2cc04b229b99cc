#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/csv/output_folder.h"
#include "cli/text/console.h"
#include "cli/verb/inputs.h"
#include "cli/verb/run_stream.h"
#include "cli/verb/shown_columns.h"

namespace remit::cli {

/// What `remit run` was asked for.
struct RunVerb {
  RunInputs inputs;
  std::string format = "text";
  std::string out;
  StreamChoice stream;
  ShownColumns shown;
  bool excel = false;             ///< files in CSV are for a spreadsheet
  std::vector<std::string> by;    ///< `payee,reward`: further totals
  std::vector<std::string> only;  ///< `totals,targets`, as given
  Outputs asked;                  ///< the same as a set: what is printed and written
  std::uint64_t lines = 40;
  /// Instead of writing to `out`: what would be written is held against it. Nothing is printed.
  OutputFolder* compared = nullptr;
};

/// Runs it, within its memory; when a stated limit does not do, once more with a table in batches.
ExitStatus run_within_memory(const RunVerb& verb, const Console& console);

}  // namespace remit::cli
