#include <memory>
#include <string>
#include <vector>

#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"
#include "diagnostic/explain.h"

namespace remit::cli {
namespace {

using diagnostic::Text;

struct CheckOptions {
  std::vector<std::string> files;
  std::string format = "text";
  std::string explain;
};

ExitStatus explain_code(const std::string& name, const Console& console) {
  const std::optional<diagnostic::Code> code = diagnostic::parse_code(name);
  if (!code) {
    console.complain(console.text(Text::cli_no_such_code, {name}));
    return ExitStatus::usage;
  }
  console.print(diagnostic::explain(*code, console.language()));
  return ExitStatus::fine;
}

ExitStatus check(const CheckOptions& options, const Console& console) {
  if (!options.explain.empty()) return explain_code(options.explain, console);
  if (options.files.empty()) {
    console.complain(console.text(Text::cli_nothing_to_check));
    return ExitStatus::usage;
  }
  ExitStatus status = ExitStatus::fine;
  std::optional<std::vector<SourceText>> sources = read_sources(options.files, console, status);
  if (!sources) return status;
  const Result<Policy> policy = compile(*std::move(sources));
  const Language language = console.api_language();
  const Diagnostics& found =
      policy.ok() ? policy.value().diagnostics() : policy.error().diagnostics();
  if (!policy.ok()) status = ExitStatus::policy_errors;
  if (options.format == "json") {
    console.print(found.json(language));
  } else if (!found.empty()) {
    console.print(found.text(language, console.colour()));
  } else if (policy.ok()) {
    console.print(console.text(Text::cli_check_fine, {options.files.front()}) + "\n");
  } else {
    console.complain(policy.error().message(language));
  }
  return status;
}

}  // namespace

void add_check(CLI::App& app, const Console& console, ExitStatus& status) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* const verb = app.add_subcommand("check", console.text(Text::cli_help_check));
  verb->add_option("FILE", options->files, console.text(Text::cli_help_files));
  verb->add_option("--format", options->format, console.text(Text::cli_help_check_format))
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "json"}));
  verb->add_option("--explain", options->explain, console.text(Text::cli_help_check_explain))
      ->type_name("CODE");
  verb->callback([options, &console, &status] { status = check(*options, console); });
}

}  // namespace remit::cli
