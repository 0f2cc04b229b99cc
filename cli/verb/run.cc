#include <filesystem>
#include <memory>
#include <string>

#include "cli/csv/csv_writer.h"
#include "cli/csv/file_bytes.h"
#include "cli/text/json_text.h"
#include "cli/verb/inputs.h"
#include "cli/verb/summary.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

using diagnostic::Text;

struct RunVerb {
  RunInputs inputs;
  std::string format = "text";
  std::string out;
  std::uint64_t lines = 40;
};

// What the table of an entity is called in files and in JSON.
const std::string& table_name(const Policy& policy, std::size_t entity) {
  return entity == 0 ? policy.name() : policy.entities()[entity].name;
}

std::string everything_as_json(const Policy& policy, const Results& results, Language language) {
  nlohmann::ordered_json json;
  json["policy"] = policy.name();
  json["title"] = policy.title();
  json["policy_hash"] = policy.canonical_hash();
  json["digest"] = results.digest();
  json["targets"] = json_rows(results.targets());
  json["ledger"] = json_rows(results.ledger(language));
  json["totals"] = json_rows(results.totals());
  json["errors"] = json_rows(results.errors(language));
  json["entities"] = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    json["entities"][table_name(policy, i)] = json_rows(results.entity(i));
  }
  return json_text(json);
}

// One file of the output directory; complains when it cannot be written.
bool write_table(const std::filesystem::path& directory, const std::string& name,
                 const Table& table, const Console& console) {
  const std::string path = (directory / (name + ".csv")).string();
  const absl::Status written = write_file(path, csv_text(table));
  if (written.ok()) return true;
  console.complain(console.text(Text::cli_cannot_write, {path, std::string(written.message())}));
  return false;
}

bool write_results(const std::string& out, const Policy& policy, const Results& results,
                   const Console& console) {
  const std::filesystem::path directory(out);
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    console.complain(console.text(Text::cli_cannot_write, {out, error.message()}));
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    const Table table = results.entity(i);
    if (!table.columns().empty()) {
      good &= write_table(directory, table_name(policy, i), table, console);
    }
  }
  good &= write_table(directory, "ledger", results.ledger(console.api_language()), console);
  good &= write_table(directory, "totals", results.totals(), console);
  good &= write_table(directory, "targets", results.targets(), console);
  good &= write_table(directory, "errors", results.errors(console.api_language()), console);
  return good;
}

ExitStatus run(const RunVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_files(verb.inputs.files, console, status);
  if (!policy) return status;
  const std::optional<Data> data = load_data(*policy, verb.inputs, console, status);
  if (!data) return status;
  const std::optional<Results> results = evaluate(*policy, *data, verb.inputs, console, status);
  if (!results) return status;
  if (verb.format == "json") {
    console.print(everything_as_json(*policy, *results, console.api_language()));
  } else if (verb.format == "csv") {
    console.print(csv_text(results->ledger(console.api_language())));
  } else {
    console.print(summary_text(*policy, *results, verb.lines, console));
  }
  if (!verb.out.empty() && !write_results(verb.out, *policy, *results, console)) {
    return ExitStatus::usage;
  }
  if (results->error_count() == 0) return ExitStatus::fine;
  if (verb.format != "text") {
    console.complain(console.text(Text::cli_error_count, {results->error_count()}));
  }
  return ExitStatus::cell_errors;
}

}  // namespace

void add_run(CommandLine& line, const Console& console) {
  auto options = std::make_shared<RunVerb>();
  VerbOptions verb = line.add_verb("run", Text::cli_help_run,
                                   [options, &console] { return run(*options, console); });
  verb.words("FILE", options->inputs.files, Text::cli_help_files);
  add_run_options(verb, options->inputs);
  verb.choice("--format", "FORMAT", options->format, {"text", "csv", "json"},
              Text::cli_help_run_format);
  verb.text("--out", "DIR", options->out, Text::cli_help_out);
  verb.number("--lines", options->lines, Text::cli_help_lines);
}

}  // namespace remit::cli
