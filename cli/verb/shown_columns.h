#pragma once

#include <string>
#include <vector>

#include "cli/text/command_line.h"
#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// Which columns the tables of the results have: those that the policy shows, all (`--all`), or
/// those that the command names (`--show ENTITY=COLUMN,COLUMN`).
struct ShownColumns {
  bool all = false;
  std::vector<std::string> named;
};

void add_shown_options(VerbOptions& verb, ShownColumns& shown);

/// Whether what is named is there; complains otherwise.
bool accept_shown(const Policy& policy, const ShownColumns& shown, const Console& console);

/// The table of an entity's results with those columns. What is named was accepted.
Table entity_table(const Policy& policy, const Results& results, std::size_t entity,
                   const ShownColumns& shown, Language language);

}  // namespace remit::cli
