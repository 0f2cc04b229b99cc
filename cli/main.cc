#include <exception>
#include <string>

#include "CLI/CLI.hpp"
#include "cli/text/console.h"
#include "cli/text/parse_message.h"
#include "cli/verb/verbs.h"
#include "remit/policy.h"

namespace {

using remit::cli::Console;
using remit::cli::ExitStatus;
using remit::diagnostic::Text;

void add_verbs(CLI::App& app, const Console& console, ExitStatus& status) {
  remit::cli::add_check(app, console, status);
  remit::cli::add_run(app, console, status);
  remit::cli::add_explain(app, console, status);
  remit::cli::add_test(app, console, status);
  remit::cli::add_fmt(app, console, status);
  remit::cli::add_dump(app, console, status);
  remit::cli::add_bench(app, console, status);
}

// The words of the help itself, which the parser adds.
void translate(CLI::App& app, const Console& console) {
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", console.text(Text::cli_label_usage));
  formatter->label("Positionals", console.text(Text::cli_label_arguments));
  formatter->label("REQUIRED", "");
  app.formatter(formatter);
  app.set_help_flag("-h,--help", console.text(Text::cli_help_help));
  for (CLI::App* const verb : app.get_subcommands({})) {
    verb->formatter(formatter);
    verb->group(console.text(Text::cli_group_verbs));
    verb->fallthrough();
    verb->set_help_flag("-h,--help", console.text(Text::cli_help_help));
    for (CLI::Option* const option : verb->get_options()) {
      option->group(console.text(Text::cli_group_options));
    }
  }
  for (CLI::Option* const option : app.get_options()) {
    option->group(console.text(Text::cli_group_options));
  }
}

int run(int argc, char** argv) {
  const Console console(remit::cli::choose_language(argc, argv));
  ExitStatus status = ExitStatus::fine;
  CLI::App app(console.text(Text::cli_about), "remit");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("remit ") + remit::version(),
                       console.text(Text::cli_help_version));
  std::string language;
  app.add_option("--lang", language, console.text(Text::cli_help_lang))
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "zh"}));
  add_verbs(app, console, status);
  translate(app, console);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    return app.exit(help);
  } catch (const CLI::ParseError& error) {
    std::string program = "remit";
    for (const CLI::App* const verb : app.get_subcommands()) program += " " + verb->get_name();
    console.complain(console.text(Text::cli_bad_command,
                                  {remit::cli::parse_message(error.what(), console), program}));
    return static_cast<int>(ExitStatus::usage);
  }
  return static_cast<int>(status);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    Console(remit::base::Language::en).complain(error.what());
    return static_cast<int>(ExitStatus::usage);
  }
}
