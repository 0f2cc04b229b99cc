#include <algorithm>
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

// Runs and prints the tests of one set; nothing, and the status set, when they could not run.
std::optional<TestSuite> run_set(std::vector<SourceText> set, const Console& console,
                                 ExitStatus& status) {
  const std::string file = set.front().name;
  const Result<Policy> policy = compile(std::move(set));
  if (!policy) {
    complain(console, policy.error());
    status = ExitStatus::policy_errors;
    return std::nullopt;
  }
  TestOptions options;
  options.language = console.api_language();
  options.load_table = table_loader(*policy, file, console);
  Result<std::vector<TestOutcome>> outcomes = policy->run_tests(options);
  if (!outcomes) {
    complain(console, outcomes.error());
    status = ExitStatus::usage;
    return std::nullopt;
  }
  console.print(file + "\n");
  if (outcomes->empty()) console.print("  " + console.text(Text::cli_no_tests) + "\n");
  for (const TestOutcome& outcome : *outcomes) console.print(outcome_text(outcome, console));
  return TestSuite{policy->name(), *std::move(outcomes)};
}

ExitStatus test(const TestVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  std::optional<std::vector<SourceText>> sources = read_sources(verb.files, console, status);
  if (!sources) return status;
  std::vector<TestSuite> suites;
  std::size_t tests = 0;
  std::size_t failed = 0;
  for (std::vector<SourceText>& set : split_into_sets(*std::move(sources))) {
    std::optional<TestSuite> suite = run_set(std::move(set), console, status);
    if (!suite) continue;
    tests += suite->outcomes.size();
    failed += suite->failures();
    suites.push_back(*std::move(suite));
  }
  console.print(console.text(Text::cli_test_summary, {tests, failed}) + "\n");
  if (!verb.junit.empty()) {
    const absl::Status written = write_file(verb.junit, junit_xml(suites));
    if (!written.ok()) {
      console.complain(
          console.text(Text::cli_cannot_write, {verb.junit, std::string(written.message())}));
      return ExitStatus::usage;
    }
  }
  return failed == 0 ? status : std::max(status, ExitStatus::policy_errors);
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
