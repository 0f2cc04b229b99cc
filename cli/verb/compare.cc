// `remit compare`: two policies over the same tables, or two tables under one policy.
#include "remit/compare.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/text/json_text.h"
#include "cli/verb/compared.h"
#include "cli/verb/comparison_files.h"
#include "cli/verb/groups.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/run_record.h"
#include "cli/verb/section.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"
#include "remit/text.h"

namespace remit::cli {
namespace {

struct CompareVerb {
  CompareInputs sides;
  std::vector<std::string> by;
  std::string format = "text";
  std::string out;
  std::uint64_t lines = 40;
};

/// A table that could not be made, with a complaint; else the table.
std::optional<Table> made(const Result<Table>& table, const Console& console) {
  if (table.ok()) return *table;
  complain(console, table.error());
  return std::nullopt;
}

std::string as_json(const Compared& compared, const Table& changes, Language language) {
  nlohmann::ordered_json json;
  const auto side = [](const FinishedRun& run) {
    return nlohmann::ordered_json{{"policy", run.policy.name()},
                                  {"title", run.policy.title()},
                                  {"policy_hash", run.policy.canonical_hash()},
                                  {"digest", run.results.digest()},
                                  {"errors", run.results.error_count()}};
  };
  json["before"] = side(compared.before);
  json["after"] = side(compared.after);
  const Comparison& comparison = compared.comparison;
  json["totals"] = json_rows(comparison.totals());
  json["rewards"] = json_rows(comparison.rewards());
  for (const auto& [by, table] : compared.groups) json["totals_by"][by] = json_rows(table);
  json["counts"] = json_rows(comparison.counts());
  json["distribution"] = json_rows(comparison.distribution());
  json["rows"] = json_rows(comparison.rows());
  json["findings"] = json_rows(comparison.findings(language));
  json["changes"] = json_rows(changes);
  return json_text(json);
}

/// What a comparison says first: of what it is one.
std::string heading(const CompareVerb& verb, const Compared& compared, const Console& console) {
  const std::string title = title_of(compared, console);
  std::string out = title + "\n" + std::string(display_width(title), '=') + "\n\n";
  for (const std::string& line : sides_of(verb.sides, console)) out += line + "\n";
  return out + "\n";
}

std::optional<std::string> summary(const CompareVerb& verb, const Compared& compared,
                                   const Console& console) {
  constexpr std::size_t kLargest = 10;
  const Comparison& comparison = compared.comparison;
  std::string out = heading(verb, compared, console);
  const auto add = [&](Table table, const std::string& title) {
    out += Section(std::move(table), verb.lines, console).text(title, every_row);
  };
  add(comparison.totals(), console.text(Text::totals));
  add(comparison.rewards(), console.text(Text::compare_rewards));
  for (const auto& [by, table] : compared.groups) add(table, totals_title(by, table, console));
  const Table counts = comparison.counts();
  add(counts, console.text(Text::compare_counts));
  if (const std::string note = undetermined_note(counts, console); !note.empty())
    out += note + "\n\n";
  add(comparison.distribution(), console.text(Text::compare_distribution));
  const auto largest = made(comparison.largest(kLargest, console.language()), console);
  if (!largest) return std::nullopt;
  std::vector<std::size_t> shown;
  for (const char* const name : {"reward", "key", "before", "after", "difference", "parts"})
    shown.push_back(*largest->find_column(name));
  add(largest->select(shown), console.text(Text::compare_largest));
  add(comparison.findings(console.language()), console.text(Text::compare_findings));
  add(comparison.rows(), console.text(Text::compare_rows));
  out += console.text(Text::compare_changes, {comparison.change_count()}) + "\n";
  return out;
}

std::string asked_in_vain(const CompareVerb& verb, const Console& console) {
  if (const std::string vain = sides_in_vain(verb.sides, console); !vain.empty()) return vain;
  if (verb.lines != CompareVerb().lines && verb.format != "text")
    return console.text(Text::option_with, {"--lines", "--format " + verb.format});
  if (!verb.by.empty() && verb.format == "csv" && verb.out.empty())
    return console.text(Text::option_with, {"--by", "--format csv"});
  return words_said_twice(verb.by, console);
}

/// Writes the comparison to `--out`; complains where it cannot, or where an input would be lost.
bool write_files(const CompareVerb& verb, const Compared& compared, const Console& console) {
  const std::vector<std::string> names = names_of_comparison(verb.by);
  for (const ComparedSide* side : {&compared.before, &compared.after})
    if (overwrites_input(verb.out, names, side->policy, side->inputs, console)) return false;
  OutputFolder folder;
  if (!open_folder(verb.out, console, folder) ||
      !write_comparison(compared, verb.out, folder, console))
    return false;
  tell_other_files(verb.out, names, console);
  return true;
}

ExitStatus compare(const CompareVerb& verb, const Console& console) {
  if (const std::string vain = asked_in_vain(verb, console); !vain.empty()) {
    console.complain(vain);
    return ExitStatus::usage;
  }
  ExitStatus status = ExitStatus::fine;
  RunInputs before = earlier_inputs(verb.sides), after = later_inputs(verb.sides);
  if (!verb.out.empty()) {
    before.record = std::make_shared<RunRecord>();
    after.record = std::make_shared<RunRecord>();
  }
  std::optional<Compared> compared = compare_sides(before, after, console, status);
  if (!compared || !add_groups(verb.by, *compared, console, status)) return status;
  if (!verb.out.empty() && !write_files(verb, *compared, console)) return ExitStatus::usage;
  if (verb.format == "json") {
    const auto changes = made(compared->comparison.changes(console.language()), console);
    if (!changes) return ExitStatus::usage;
    console.print(as_json(*compared, *changes, console.language()));
  } else if (verb.format == "csv") {
    const auto print = [&](const std::string& text) {
      console.print(text);
      return true;
    };
    if (!changes_as_csv(*compared, print, console)) return ExitStatus::usage;
  } else {
    const std::optional<std::string> text = summary(verb, *compared, console);
    if (!text) return ExitStatus::usage;
    console.print(*text);
  }
  const std::uint64_t errors_before = compared->before.results.error_count();
  const std::uint64_t errors_after = compared->after.results.error_count();
  if (errors_before + errors_after == 0) return ExitStatus::fine;
  console.complain(console.text(Text::compare_errors, {errors_before, errors_after}));
  return ExitStatus::cell_errors;
}

}  // namespace

void add_compare(CommandLine& line, const Console& console) {
  auto options = std::make_shared<CompareVerb>();
  VerbOptions verb = line.add_verb("compare", Text::help_compare,
                                   [options, &console] { return compare(*options, console); });
  verb.words("POLICY", options->sides.policies, Text::help_compare_policies, 1, 2);
  add_run_options(verb, options->sides.inputs);
  verb.text("--data-new", "DIR", options->sides.data_new, Text::help_data_new);
  verb.list("--by", "WORD,WORD", options->by, Text::help_by);
  verb.choice("--format", "FORMAT", options->format, {"text", "csv", "json"},
              Text::help_compare_format);
  verb.text("--out", "DIR", options->out, Text::help_compare_out);
  verb.number("--lines", options->lines, Text::help_lines);
}

}  // namespace remit::cli
