#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/inputs.h"
#include "remit/compare.h"

namespace remit::cli {

/// What the command line says of the two sides of a comparison.
struct CompareInputs {
  std::vector<std::string> policies;  ///< one or two; each a file, or several joined by commas
  RunInputs inputs;                   ///< but the files
  std::string data_new;               ///< folder of the later tables; empty: the same
};

/// The inputs of each side alone.
RunInputs earlier_inputs(const CompareInputs& sides);
RunInputs later_inputs(const CompareInputs& sides);

/// Says why there is nothing to compare; empty if there is.
std::string sides_in_vain(const CompareInputs& sides, const Console& console);

/// One of the two runs, and what it was made of.
struct ComparedSide : FinishedRun {
  RunInputs inputs;
};

/// Both runs, and what came of them.
struct Compared {
  ComparedSide before, after;
  Comparison comparison;
  std::vector<std::pair<std::string, Table>> groups;  ///< by the words asked for
};

/// Runs both sides and compares them; complains and sets `status` where there is no run. What each
/// side reads is told to the record of its inputs, if it has one; they have the other options in
/// common.
std::optional<Compared> compare_sides(const RunInputs& before, const RunInputs& after,
                                      const Console& console, ExitStatus& status);

/// Adds the groups of `by` (`payee,reward`); false, with a complaint and a status, for a word that
/// nothing paid has.
bool add_groups(const std::vector<std::string>& by, Compared& compared, const Console& console,
                ExitStatus& status);

/// What a policy is called.
const std::string& title_of(const Policy& policy);
/// The title of the policies, or of both where they have different ones.
std::string title_of(const Compared& compared, const Console& console);

/// That sums say less where payments are not determined, if some are (Comparison::counts); else
/// empty.
std::string undetermined_note(const Table& counts, const Console& console);

/// Which policies and which tables are compared, a line each.
std::vector<std::string> sides_of(const CompareInputs& sides, const Console& console);

}  // namespace remit::cli
