#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/csv/file_bytes.h"
#include "cli/csv/load_table.h"
#include "cli/verb/inputs.h"
#include "cli/verb/junit.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

using diagnostic::Text;

struct TestVerb {
  std::vector<std::string> files;
  std::string junit;
};

std::string outcome_text(const TestOutcome& outcome, const Console& console) {
  const Text verdict = outcome.passed ? Text::cli_test_passed : Text::cli_test_failed;
  std::string out = "  " + console.text(verdict) + "  " + outcome.title + "\n";
  if (outcome.passed) return out;
  out += "    " + outcome.file + ":" + std::to_string(outcome.begin.line) + ":" +
         std::to_string(outcome.begin.column) + "\n";
  std::size_t begin = 0;
  while (begin < outcome.message.size()) {
    const std::size_t end = std::min(outcome.message.find('\n', begin), outcome.message.size());
    out += "    " + outcome.message.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return out;
}

// `given ENTITY from "path"`: paths are relative to the first file.
auto table_loader(const Policy& policy, const std::string& file, const Console& console) {
  const std::filesystem::path directory = std::filesystem::path(file).parent_path();
  return [&policy, &console, directory](std::string_view path, std::string_view entity,
                                        Data& data) -> Status {
    const std::optional<std::size_t> index = policy.find_entity(entity);
    if (!index) {
      return host_error(StatusCode::not_found, console.text(Text::cli_no_such_entity, {entity}));
    }
    const LoadOptions options{.thousands = false, .language = console.language()};
    const std::optional<std::string> wrong =
        load_table((directory / std::filesystem::path(path)).string(), policy.entities()[*index],
                   *index, options, data);
    if (wrong) return host_error(StatusCode::data_error, *wrong);
    return Done{};
  };
}

ExitStatus test(const TestVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_files(verb.files, console, status);
  if (!policy) return status;
  TestOptions options;
  options.language = console.api_language();
  options.load_table = table_loader(*policy, verb.files.front(), console);
  const Result<std::vector<TestOutcome>> outcomes = policy->run_tests(options);
  if (!outcomes) {
    console.complain(outcomes.error().message(console.api_language()));
    return ExitStatus::usage;
  }
  if (outcomes->empty()) {
    console.print(console.text(Text::cli_no_tests) + "\n");
  }
  std::size_t failed = 0;
  for (const TestOutcome& outcome : *outcomes) {
    console.print(outcome_text(outcome, console));
    failed += outcome.passed ? 0 : 1;
  }
  console.print(console.text(Text::cli_test_summary, {outcomes->size(), failed}) + "\n");
  if (!verb.junit.empty()) {
    const absl::Status written = write_file(verb.junit, junit_xml(policy->name(), *outcomes));
    if (!written.ok()) {
      console.complain(
          console.text(Text::cli_cannot_write, {verb.junit, std::string(written.message())}));
      return ExitStatus::usage;
    }
  }
  return failed == 0 ? ExitStatus::fine : ExitStatus::policy_errors;
}

}  // namespace

void add_test(CLI::App& app, const Console& console, ExitStatus& status) {
  auto options = std::make_shared<TestVerb>();
  CLI::App* const verb = app.add_subcommand("test", console.text(Text::cli_help_test));
  verb->add_option("FILE", options->files, console.text(Text::cli_help_files))->required();
  verb->add_option("--junit", options->junit, console.text(Text::cli_help_junit))
      ->type_name("FILE");
  verb->callback([options, &console, &status] { status = test(*options, console); });
}

}  // namespace remit::cli
