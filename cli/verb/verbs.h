#pragma once

#include "CLI/CLI.hpp"
#include "cli/text/console.h"

namespace remit::cli {

// Each adds one verb to the program. When the verb is chosen it runs and sets `status`; console and
// status must outlive the parsing.

void add_check(CLI::App& app, const Console& console, ExitStatus& status);
void add_run(CLI::App& app, const Console& console, ExitStatus& status);
void add_explain(CLI::App& app, const Console& console, ExitStatus& status);
void add_test(CLI::App& app, const Console& console, ExitStatus& status);
void add_fmt(CLI::App& app, const Console& console, ExitStatus& status);
void add_dump(CLI::App& app, const Console& console, ExitStatus& status);
void add_bench(CLI::App& app, const Console& console, ExitStatus& status);

}  // namespace remit::cli
