#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "cli/csv/csv_writer.h"
#include "cli/text/json_text.h"
#include "cli/verb/asked.h"
#include "cli/verb/found.h"
#include "cli/verb/groups.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/run_book.h"
#include "cli/verb/run_record.h"
#include "cli/verb/run_stream.h"
#include "cli/verb/run_verb.h"
#include "cli/verb/shown_columns.h"
#include "cli/verb/summary.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

/// Further totals, and what they are called.
using MoreTotals = std::vector<std::pair<std::string, Table>>;

/// The totals that the command asks for; nothing, with a complaint, if nothing paid has such a
/// word.
std::optional<MoreTotals> more_totals(const RunVerb& verb, const Results& results,
                                      const Console& console) {
  MoreTotals totals;
  for (const std::string& words : verb.by) {
    const std::vector<std::string> by = absl::StrSplit(words, ',');
    const Result<Table> table = results.totals_by(by);
    if (!table.ok()) {
      complain(console, table.error());
      return std::nullopt;
    }
    totals.emplace_back(words, *table);
  }
  return totals;
}

std::string everything_as_json(const Policy& policy, const Results& results, const MoreTotals& more,
                               const RunVerb& verb, Language language, const Profile* profile) {
  const Outputs asked = verb.asked;
  nlohmann::ordered_json json;
  json["policy"] = policy.name();
  json["title"] = policy.title();
  json["policy_hash"] = policy.canonical_hash();
  if (asked.has(Output::columns)) json["digest"] = results.digest();
  if (asked.has(Output::targets)) json["targets"] = json_rows(results.targets());
  const Table attributions = results.attributions();
  if (!attributions.columns().empty()) json["attributions"] = json_rows(attributions);
  if (finds(policy) && asked.has(Output::findings))
    json["findings"] = json_rows(results.findings(language));
  if (asked.has(Output::ledger)) json["ledger"] = json_rows(results.ledger(language));
  if (asked.has(Output::totals)) json["totals"] = json_rows(results.totals());
  for (const auto& [by, table] : more) json["totals_by"][by] = json_rows(table);
  if (asked.has(Output::errors)) {
    json["errors"] = json_rows(results.errors(language));
    json["causes"] = json_rows(results.causes(language));
  }
  json["notes"] = nlohmann::ordered_json::array();
  for (const RunNote& note : results.notes(language))
    json["notes"].push_back(
        {{"code", note.code}, {"entity", note.entity}, {"message", note.message}});
  if (asked.has(Output::columns)) json["entities"] = nlohmann::ordered_json::object();
  for (std::size_t i = 0; i < policy.entities().size() && asked.has(Output::columns); ++i) {
    json["entities"][table_name(policy, i)] =
        json_rows(entity_table(policy, results, i, verb.shown, language));
  }
  if (profile != nullptr) {
    json["profile"] = {{"stages", json_rows(stage_table(*profile))},
                       {"rules", json_rows(rule_table(*profile))}};
  }
  return json_text(json);
}

bool write_results(const RunVerb& verb, const Policy& policy, const Results& results,
                   const MoreTotals& more, const Console& console) {
  const std::string& out = verb.out;
  OutputFolder own;
  OutputFolder& folder = verb.compared != nullptr ? *verb.compared : own;
  if (verb.compared == nullptr && !open_folder(out, console, folder)) return false;
  const CsvStyle style{console.language(), verb.excel};
  const auto write = [&](const std::string& name, TablePieces table) {
    const auto rows = [&](FolderFile& file) {
      return write_csv(std::move(table), style, verb.inputs.threads,
                       [&file](std::string_view text) { return file.write(text); });
    };
    return written(folder.add(name, rows), table_path(out, name), console);
  };
  const Outputs asked = verb.asked;
  for (std::size_t i = 0; i < policy.entities().size() && asked.has(Output::columns); ++i) {
    const Table table = entity_table(policy, results, i, verb.shown, console.language());
    if (!table.columns().empty() && !write(table_name(policy, i), table)) return false;
  }
  for (const auto& [by, table] : more)
    if (!write(totals_name(by), table)) return false;
  const auto write_list = [&](Output output, const std::string& name, RunList list) {
    return !asked.has(output) || write(name, list_of(results, list, console.language()));
  };
  TablePieces attributions = list_of(results, RunList::attributions, console.language());
  return write_list(Output::ledger, "ledger", RunList::ledger) &&
         (!asked.has(Output::totals) || write("totals", results.totals())) &&
         write_list(Output::targets, "targets", RunList::targets) &&
         (attributions.head().columns().empty() ||
          write("attributions", std::move(attributions))) &&
         (!finds(policy) || write_list(Output::findings, "findings", RunList::findings)) &&
         write_list(Output::errors, "errors", RunList::errors) &&
         written(folder.publish(manifest_text(verb, policy, results, results.error_count(),
                                              folder.written(), console.language())),
                 out, console);
}

std::vector<std::string> names_of_totals(const RunVerb& verb) {
  std::vector<std::string> names;
  for (const std::string& by : verb.by) names.push_back(totals_name(by));
  return names;
}

/// Says what the command asks for in vain; empty if nothing.
std::string asked_in_vain(const RunVerb& verb, const Console& console) {
  const bool shown = verb.shown.all || !verb.shown.named.empty();
  const char* const show = verb.shown.all ? "--all" : "--show";
  const bool in_batches = !verb.stream.entity.empty() || !verb.stream.memory.empty();
  if (verb.stream.ascending_keys && !in_batches)
    return console.text(Text::option_without, {"--ascending-keys", "--stream"});
  if (verb.stream.memory_mib != StreamChoice{}.memory_mib && !in_batches)
    return console.text(Text::option_without, {"--stream-memory", "--stream"});
  if (shown && verb.out.empty() && verb.format != "json")
    return console.text(Text::option_without, {show, "--out"});
  if (verb.shown.all && !verb.shown.named.empty())
    return console.text(Text::option_with, {"--all", "--show"});
  if (verb.excel && verb.format != "csv" && (verb.out.empty() || names_book(verb.out)))
    return console.text(Text::option_without, {"--excel", "--out DIR"});
  if (verb.stream.profile && verb.format == "csv")
    return console.text(Text::option_with, {"--profile", "--format csv"});
  if (verb.lines != RunVerb().lines && verb.format != "text")
    return console.text(Text::option_with, {"--lines", "--format " + verb.format});
  if (!verb.by.empty() && verb.format == "csv" && verb.out.empty())
    return console.text(Text::option_with, {"--by", "--format csv"});
  if (shown && !verb.asked.has(Output::columns))
    return console.text(Text::option_without, {show, "--only columns"});
  if (verb.format == "csv" && !verb.asked.has(Output::ledger))
    return console.text(Text::option_without, {"--format csv", "--only ledger"});
  return words_said_twice(verb.by, console);
}

/// `advice` says what to do should memory run out.
ExitStatus run(RunVerb verb, const Console& console, MemoryAdvice& advice) {
  ExitStatus status = ExitStatus::fine;
  if (!verb.out.empty()) verb.inputs.record = std::make_shared<RunRecord>();
  const std::optional<Outputs> asked = read_asked(verb.only, console);
  if (!asked) return ExitStatus::usage;
  verb.asked = verb.inputs.computed = *asked;
  // Further totals are put together from the lines of the ledger, by columns of the rows.
  if (!verb.by.empty()) {
    verb.inputs.computed.add(Output::ledger);
    verb.inputs.computed.add(Output::columns);
  }
  if (const std::string vain = asked_in_vain(verb, console); !vain.empty()) {
    console.complain(vain);
    return ExitStatus::usage;
  }
  const std::optional<Policy> policy = compile_for_run(verb.inputs, console, status);
  if (!policy) return status;
  const std::vector<std::string> totals = names_of_totals(verb);
  const bool writes = !verb.out.empty() && verb.compared == nullptr;
  const bool to_book = writes && names_book(verb.out);
  if (writes && (to_book ? is_input(verb.out, *policy, verb.inputs, console)
                         : overwrites_input(verb.out, *policy, totals, verb.inputs, console)))
    return ExitStatus::usage;
  if (!accept_shown(*policy, verb.shown, console)) return ExitStatus::usage;
  StreamChoice& stream = verb.stream;
  const bool can_stream = !verb.out.empty() && !to_book && verb.format == "text";
  advice = stay_within_memory(*policy, verb.inputs, can_stream, console, stream, status);
  if (status != ExitStatus::fine) return status;
  if (!stream.entity.empty()) {
    if (!verb.by.empty()) {
      console.complain(console.text(Text::stream_no_groups));
      return ExitStatus::usage;
    }
    if (can_stream) {
      return run_in_batches(*policy, verb, stream, console);
    }
    console.complain(console.text(to_book ? Text::stream_no_book : Text::stream_needs_out));
    return ExitStatus::usage;
  }
  const std::optional<Data> data = load_data(*policy, verb.inputs, console, status);
  if (!data) return status;
  Profile profile;
  Profile* const measured = verb.stream.profile ? &profile : nullptr;
  const std::optional<Results> results =
      evaluate(*policy, *data, verb.inputs, console, status, measured);
  if (!results) return status;
  if (!accept_run(*policy, *results, verb.inputs, console)) return ExitStatus::usage;
  const std::optional<MoreTotals> more = more_totals(verb, *results, console);
  if (!more) return ExitStatus::usage;
  // Files first: who is told of the run twice, because memory ran out in between, is misled.
  const bool written =
      verb.out.empty() || (to_book ? write_book(verb, *policy, *results, *more, console)
                                   : write_results(verb, *policy, *results, *more, console));
  if (written && writes && !to_book) tell_other_files(verb.out, *policy, totals, console);
  if (verb.compared != nullptr) {
    // Who holds it against the files says what came of it.
  } else if (verb.format == "json") {
    console.print(everything_as_json(*policy, *results, *more, verb, console.language(), measured));
  } else if (verb.format == "csv") {
    const auto print = [&console](std::string_view text) {
      console.print(text);
      return absl::OkStatus();
    };
    (void)write_csv(list_of(*results, RunList::ledger, console.language()),
                    {console.language(), verb.excel}, verb.inputs.threads, print);
  } else {
    console.print(summary_text(*policy, *results, *more, verb, console) +
                  (measured != nullptr ? profile_text(profile, console) : ""));
  }
  if (!written) return ExitStatus::usage;
  if (results->error_count() == 0) return ExitStatus::fine;
  if (verb.format != "text") {
    console.complain(console.text(Text::error_count, {results->error_count()}));
  }
  return ExitStatus::cell_errors;
}

}  // namespace

ExitStatus run_within_memory(const RunVerb& verb, const Console& console) {
  MemoryAdvice advice;
  try {
    return run(verb, console, advice);
  } catch (const std::bad_alloc&) {
    if (advice.too_much.empty()) throw;
  }
  console.clear_progress();
  if (advice.in_batches.empty()) {
    console.complain(advice.too_much);
    return ExitStatus::usage;
  }
  console.complain(console.text(
      Text::note, {console.text(Text::memory_retries, {advice.limit, advice.in_batches})}));
  RunVerb again = verb;
  again.stream.entity = advice.in_batches;
  return run_within_memory(again, console);
}

void add_run(CommandLine& line, const Console& console) {
  auto options = std::make_shared<RunVerb>();
  VerbOptions verb = line.add_verb(
      "run", Text::help_run, [options, &console] { return run_within_memory(*options, console); });
  verb.words("FILE", options->inputs.files, Text::help_files);
  add_run_options(verb, options->inputs);
  verb.choice("--format", "FORMAT", options->format, {"text", "csv", "json"},
              Text::help_run_format);
  verb.text("--out", "DIR|BOOK.xlsx", options->out, Text::help_out);
  verb.flag("--excel", options->excel, Text::help_excel);
  add_shown_options(verb, options->shown);
  add_asked_option(verb, options->only);
  verb.list("--by", "WORD,WORD", options->by, Text::help_by);
  verb.number("--lines", options->lines, Text::help_lines);
  verb.flag("--profile", options->stream.profile, Text::help_profile);
  verb.text("--memory", "LIMIT", options->stream.memory, Text::help_memory);
  verb.text("--stream", "ENTITY", options->stream.entity, Text::help_stream);
  verb.number("--stream-memory", options->stream.memory_mib, Text::help_stream_memory);
  verb.flag("--ascending-keys", options->stream.ascending_keys, Text::help_ascending_keys);
}

}  // namespace remit::cli
