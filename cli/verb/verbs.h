#pragma once

#include "cli/text/command_line.h"
#include "cli/text/console.h"

namespace remit::cli {

// Each adds one verb to the program; the console must outlive the parsing.

void add_check(CommandLine& line, const Console& console);
void add_run(CommandLine& line, const Console& console);
void add_compare(CommandLine& line, const Console& console);
void add_diff(CommandLine& line, const Console& console);
void add_verify(CommandLine& line, const Console& console);
void add_needs(CommandLine& line, const Console& console);
void add_explain(CommandLine& line, const Console& console);
void add_test(CommandLine& line, const Console& console);
void add_fmt(CommandLine& line, const Console& console);
void add_payments(CommandLine& line, const Console& console);
void add_template(CommandLine& line, const Console& console);
void add_report(CommandLine& line, const Console& console);
void add_clauses(CommandLine& line, const Console& console);
void add_sweep(CommandLine& line, const Console& console);
void add_solve(CommandLine& line, const Console& console);
void add_lsp(CommandLine& line, const Console& console);
void add_serve(CommandLine& line, const Console& console);
void add_dump(CommandLine& line, const Console& console);
void add_bench(CommandLine& line, const Console& console);

}  // namespace remit::cli
