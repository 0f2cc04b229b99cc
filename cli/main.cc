#include <exception>

#include "cli/system/machine.h"
#include "cli/text/command_line.h"
#include "cli/text/console.h"
#include "cli/verb/verbs.h"

namespace {

using remit::cli::CommandLine;
using remit::cli::Console;
using remit::cli::ExitStatus;

ExitStatus run(int argc, char** argv) {
  const Console console(remit::cli::choose_language(argc, argv));
  CommandLine line(console, argc, argv);
  remit::cli::add_check(line, console);
  remit::cli::add_run(line, console);
  remit::cli::add_compare(line, console);
  remit::cli::add_diff(line, console);
  remit::cli::add_verify(line, console);
  remit::cli::add_needs(line, console);
  remit::cli::add_explain(line, console);
  remit::cli::add_test(line, console);
  remit::cli::add_fmt(line, console);
  remit::cli::add_payments(line, console);
  remit::cli::add_template(line, console);
  remit::cli::add_report(line, console);
  remit::cli::add_clauses(line, console);
  remit::cli::add_sweep(line, console);
  remit::cli::add_solve(line, console);
  remit::cli::add_lsp(line, console);
#if !defined(_WIN32) && !defined(__EMSCRIPTEN__)
  remit::cli::add_serve(line, console);
#endif
  remit::cli::add_dump(line, console);
  remit::cli::add_bench(line, console);
  const ExitStatus status = line.run();
  return console.delivered() ? status : ExitStatus::usage;
}

}  // namespace

int main(int argc, char** argv) {
  remit::cli::system::prepare_streams();
  try {
    return static_cast<int>(run(argc, argv));
  } catch (const std::exception& error) {
    Console(remit::Language::en).complain(error.what());
    return static_cast<int>(ExitStatus::usage);
  }
}
