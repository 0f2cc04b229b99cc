#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/csv/file_bytes.h"
#include "cli/csv/load_table.h"
#include "cli/text/json_text.h"
#include "cli/verb/coverage.h"
#include "cli/verb/inputs.h"
#include "cli/verb/junit.h"
#include "cli/verb/output.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

constexpr std::string_view kPolicyLeftOut = "R0895";

struct TestVerb {
  std::vector<std::string> files;
  std::string junit;
  std::string format = "text";
  bool coverage = false;
  std::string directory;  // where tables of tests may lie too
};

/// One policy after its tests.
struct Tested {
  TestSuite suite;
  std::string file;
  std::optional<std::vector<CoverageItem>> coverage;
};

std::string outcome_text(const TestOutcome& outcome, const Console& console) {
  const Text verdict = outcome.passed ? Text::test_passed : Text::test_failed;
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

/// Whether a path, its links followed, leads to a place within the folder.
bool lies_within(const std::filesystem::path& folder, const std::filesystem::path& path) {
  std::error_code error;
  const auto base = std::filesystem::weakly_canonical(folder.empty() ? "." : folder, error);
  const auto place = std::filesystem::weakly_canonical(path, error);
  const std::filesystem::path way = place.lexically_relative(base);
  return !error && !way.empty() && *way.begin() != "..";
}

/// The file that a test means by `path`: beside the policy or below, or else in the folder of the
/// tables. Nothing where it lies outside of both.
std::optional<std::filesystem::path> table_of_test(
    const std::vector<std::filesystem::path>& folders, const std::filesystem::path& path) {
  std::optional<std::filesystem::path> found;
  for (const std::filesystem::path& folder : folders) {
    if (!lies_within(folder, folder / path)) continue;
    std::error_code absent;
    if (std::filesystem::exists(folder / path, absent)) return folder / path;
    if (!found) found = folder / path;
  }
  return found;
}

// `given ENTITY from "path"`: relative to the first file, or to the folder of the tables.
auto table_loader(const Policy& policy, const std::string& file, const std::string& tables,
                  const Console& console) {
  std::vector<std::filesystem::path> folders = {std::filesystem::path(file).parent_path()};
  if (!tables.empty()) folders.emplace_back(tables);
  return [&policy, &console, folders](std::string_view path, std::string_view entity,
                                      Data& data) -> Status {
    const std::optional<std::size_t> index = policy.find_entity(entity);
    if (!index) {
      return host_error(StatusCode::not_found, console.text(Text::no_such_entity, {entity}));
    }
    const auto place = table_of_test(folders, std::filesystem::path(path));
    if (!place)
      return host_error(StatusCode::data_error, console.text(Text::test_file_outside, {path}));
    std::error_code absent;
    if (std::filesystem::exists(*place, absent) &&
        !std::filesystem::is_regular_file(*place, absent))
      return host_error(StatusCode::data_error, console.text(Text::test_no_file, {path}));
    const LoadOptions options{.language = console.language(),
                              .note = [&console](const std::string& message) {
                                console.complain(console.text(Text::note, {message}));
                              }};
    const std::optional<std::string> wrong =
        load_table(place->string(), policy.entities()[*index], *index, options, data);
    if (wrong) return host_error(StatusCode::data_error, *wrong);
    return Done{};
  };
}

// Runs and prints the tests of one set; nothing, and the status set, when they could not run.
std::optional<Tested> run_set(std::vector<SourceText> set, const TestVerb& verb,
                              const Console& console, ExitStatus& status) {
  const std::string file = set.front().name;
  const Result<Policy> policy = compile(std::move(set));
  if (!policy) {
    complain(console, policy.error());
    status = ExitStatus::policy_errors;
    return std::nullopt;
  }
  // Tests of a policy that the last one leaves out are not run.
  for (const RunNote& note : policy->notes({}, console.language()))
    if (note.code == kPolicyLeftOut) console.complain(console.text(Text::note, {note.message}));
  TestOptions options;
  options.language = console.language();
  options.load_table = table_loader(*policy, file, verb.directory, console);
  Result<std::vector<TestOutcome>> outcomes = policy->run_tests(options);
  if (!outcomes) {
    complain(console, outcomes.error());
    status = ExitStatus::usage;
    return std::nullopt;
  }
  Tested tested{{policy->name(), *std::move(outcomes)}, file, std::nullopt};
  if (verb.coverage) {
    Result<std::vector<CoverageItem>> reached = policy->test_coverage(options);
    if (!reached) {
      complain(console, reached.error());
      status = ExitStatus::usage;
      return std::nullopt;
    }
    tested.coverage = *std::move(reached);
  }
  return tested;
}

void print_text(const Tested& tested, const Console& console) {
  console.print(tested.file + "\n");
  const std::vector<TestOutcome>& outcomes = tested.suite.outcomes;
  if (outcomes.empty()) console.print("  " + console.text(Text::no_tests) + "\n");
  for (const TestOutcome& outcome : outcomes) console.print(outcome_text(outcome, console));
  if (tested.coverage) console.print(coverage_text(*tested.coverage, console));
}

nlohmann::ordered_json json_of(const Tested& tested) {
  nlohmann::ordered_json tests = nlohmann::ordered_json::array();
  for (const TestOutcome& outcome : tested.suite.outcomes) {
    tests.push_back({{"title", outcome.title},
                     {"passed", outcome.passed},
                     {"message", outcome.message},
                     {"file", outcome.file},
                     {"line", outcome.begin.line},
                     {"column", outcome.begin.column}});
  }
  nlohmann::ordered_json one = {
      {"policy", tested.suite.policy}, {"file", tested.file}, {"tests", std::move(tests)}};
  if (tested.coverage) one["coverage"] = coverage_json(*tested.coverage);
  return one;
}

/// Whether a file to be written is one of those read.
bool is_one_of(const std::vector<std::string>& files, const std::string& path) {
  std::error_code ignored;
  return !path.empty() && std::ranges::any_of(files, [&](const std::string& file) {
    return std::filesystem::equivalent(file, path, ignored);
  });
}

ExitStatus test(const TestVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  std::optional<std::vector<SourceText>> sources = read_sources(verb.files, console, status);
  if (!sources) return status;
  if (is_one_of(verb.files, verb.junit)) {
    console.complain(console.text(Text::would_overwrite, {"--junit", verb.junit}));
    return ExitStatus::usage;
  }
  std::vector<TestSuite> suites;
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  const bool json = verb.format == "json";
  std::size_t tests = 0;
  std::size_t failed = 0;
  for (std::vector<SourceText>& set : split_into_sets(*std::move(sources))) {
    std::optional<Tested> tested = run_set(std::move(set), verb, console, status);
    if (!tested) continue;
    if (json)
      all.push_back(json_of(*tested));
    else
      print_text(*tested, console);
    tests += tested->suite.outcomes.size();
    failed += tested->suite.failures();
    suites.push_back(std::move(tested->suite));
  }
  if (json)
    console.print(json_text({{"tests", tests}, {"failed", failed}, {"policies", std::move(all)}}));
  else
    console.print(console.text(Text::test_summary, {tests, failed}) + "\n");
  if (!verb.junit.empty() &&
      !written(write_file(verb.junit, junit_xml(suites)), verb.junit, console)) {
    return ExitStatus::usage;
  }
  return failed == 0 ? status : std::max(status, ExitStatus::policy_errors);
}

}  // namespace

void add_test(CommandLine& line, const Console& console) {
  auto options = std::make_shared<TestVerb>();
  VerbOptions verb = line.add_verb("test", Text::help_test,
                                   [options, &console] { return test(*options, console); });
  verb.words("FILE", options->files, Text::help_files);
  verb.text("--junit", "FILE", options->junit, Text::help_junit);
  verb.choice("--format", "FORMAT", options->format, {"text", "json"}, Text::help_check_format);
  verb.text("--data", "DIR", options->directory, Text::help_test_data);
  verb.flag("--coverage", options->coverage, Text::help_coverage);
}

}  // namespace remit::cli
