// `remit report`: one page about a run, a comparison or a sweep, to be read and printed.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "cli/csv/output_folder.h"
#include "cli/report/compare_parts.h"
#include "cli/report/page.h"
#include "cli/report/run_parts.h"
#include "cli/report/sweep_parts.h"
#include "cli/verb/compared.h"
#include "cli/verb/groups.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/swept.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct ReportVerb {
  CompareInputs sides;  // one policy without --data-new: of a run, or of a sweep
  std::vector<std::string> by;
  std::vector<std::string> set, show;  ///< of a sweep
  ReportChoice choice;
  std::string out;

  bool sweeps() const { return !set.empty(); }
  bool compares() const { return sides.policies.size() > 1 || !sides.data_new.empty(); }
};

/// The head of a page: the day, and what it was made of.
void add_day(const ReportVerb& verb, const Console& console, ReportPage& page) {
  if (!verb.sides.inputs.as_of.empty()) page.add_line(as_of_text(verb.sides.inputs.as_of, console));
}
void add_made_of(const FinishedRun& run, const Console& console, ReportPage& page) {
  page.add_line(console.text(Text::report_made_of,
                             {version(), run.policy.canonical_hash(), run.results.digest()}));
}

bool is_out(const ReportVerb& verb, const std::string& file) {
  std::error_code absent;
  return std::filesystem::equivalent(verb.out, file, absent);
}

/// Whether the page is written over no table of the run; complains otherwise.
bool spares_tables(const ReportVerb& verb, const Policy& policy, const RunInputs& inputs,
                   const Console& console, ExitStatus& status) {
  if (verb.out.empty()) return true;
  const auto tables = table_places(policy, inputs, console, status);
  if (!tables) return false;
  for (const TablePlace& table : *tables) {
    if (table.empty() || !is_out(verb, table.path)) continue;
    console.complain(console.text(Text::would_overwrite, {"--out", table.path}));
    status = ExitStatus::usage;
    return false;
  }
  return true;
}

// Each makes the whole page, or nothing, with a complaint and a status.

std::optional<std::string> page_of_run(const ReportVerb& verb, const Console& console,
                                       ExitStatus& status) {
  const RunInputs inputs = earlier_inputs(verb.sides);
  const std::optional<FinishedRun> run = run_in_memory(inputs, console, status);
  if (!run || !spares_tables(verb, run->policy, inputs, console, status)) return std::nullopt;
  ReportPage page(title_of(run->policy), console);
  add_day(verb, console, page);
  for (const RunNote& note : run->results.notes(console.language()))
    page.add_line(console.text(Text::note, {note.message}));
  add_made_of(*run, console, page);
  if (run->results.error_count() > 0) status = ExitStatus::cell_errors;
  if (add_run_parts(*run, verb.choice, console, page)) return page.html();
  status = ExitStatus::usage;
  return std::nullopt;
}

std::optional<std::string> page_of_comparison(const ReportVerb& verb, const Console& console,
                                              ExitStatus& status) {
  std::optional<Compared> compared =
      compare_sides(earlier_inputs(verb.sides), later_inputs(verb.sides), console, status);
  if (!compared || !add_groups(verb.by, *compared, console, status)) return std::nullopt;
  for (const ComparedSide* side : {&compared->before, &compared->after})
    if (!spares_tables(verb, side->policy, side->inputs, console, status)) return std::nullopt;
  ReportPage page(title_of(*compared, console), console);
  add_day(verb, console, page);
  for (const std::string& line : sides_of(verb.sides, console)) page.add_line(line);
  add_made_of(compared->before, console, page);
  add_made_of(compared->after, console, page);
  if (compared->before.results.error_count() + compared->after.results.error_count() > 0)
    status = ExitStatus::cell_errors;
  if (add_compare_parts(*compared, verb.choice, console, page)) return page.html();
  status = ExitStatus::usage;
  return std::nullopt;
}

std::optional<std::string> page_of_sweep(const ReportVerb& verb, const Console& console,
                                         ExitStatus& status) {
  const RunInputs inputs = earlier_inputs(verb.sides);
  const std::optional<Policy> policy = compile_for_run(inputs, console, status);
  if (!policy || !spares_tables(verb, *policy, inputs, console, status)) return std::nullopt;
  const std::optional<Data> data = load_data(*policy, inputs, console, status);
  if (!data) return std::nullopt;
  const std::optional<Sweep> found =
      sweep_figures(*policy, *data, inputs, verb.set, verb.show, console, status);
  if (!found) return std::nullopt;
  SweepOptions unchanged;
  unchanged.show = verb.show;
  unchanged.run = run_options(inputs, console, status);
  const Result<Sweep> now = policy->sweep(*data, unchanged);
  ReportPage page(title_of(*policy), console);
  add_day(verb, console, page);
  page.add_line(console.text(Text::report_swept,
                             {version(), policy->canonical_hash(), absl::StrJoin(verb.set, "; ")}));
  add_sweep_parts(*found, now.ok() ? std::optional(*now) : std::nullopt, verb.choice, console,
                  page);
  if (any_error(found->table)) status = ExitStatus::cell_errors;
  return page.html();
}

std::optional<std::string> page_of(const ReportVerb& verb, const Console& console,
                                   ExitStatus& status) {
  if (verb.sweeps()) return page_of_sweep(verb, console, status);
  if (verb.compares()) return page_of_comparison(verb, console, status);
  return page_of_run(verb, console, status);
}

/// Says what the command asks for in vain; empty if nothing.
std::string asked_in_vain(const ReportVerb& verb, const Console& console) {
  const std::string comparison = console.text(Text::report_two_policies);
  if (verb.sweeps() && verb.compares())
    return console.text(Text::option_with, {"--set", comparison});
  if (!verb.show.empty() && !verb.sweeps())
    return console.text(Text::option_without, {"--show", "--set"});
  if (verb.sweeps() && !verb.choice.memos.empty())
    return console.text(Text::option_with, {"--memo", "--set"});
  if (!verb.compares() && !verb.by.empty())
    return console.text(Text::option_without, {"--by", comparison});
  if (!verb.compares()) return {};
  if (!verb.choice.memos.empty()) return console.text(Text::option_with, {"--memo", comparison});
  const std::string vain = sides_in_vain(verb.sides, console);
  return vain.empty() ? words_said_twice(verb.by, console) : vain;
}

/// The text, or the table named by an option, that the page would be written over, if there is one.
std::optional<std::string> overwritten(const ReportVerb& verb) {
  std::vector<std::string> read = earlier_inputs(verb.sides).files;
  for (const std::string& file : later_inputs(verb.sides).files) read.push_back(file);
  for (const std::string& table : verb.sides.inputs.tables)
    read.push_back(table.substr(table.find('=') + 1));
  for (const std::string& file : read)
    if (is_out(verb, file)) return file;
  return std::nullopt;
}

ExitStatus report(const ReportVerb& verb, const Console& console) {
  std::string vain = asked_in_vain(verb, console);
  if (const auto input = overwritten(verb))
    vain = console.text(Text::would_overwrite, {"--out", *input});
  if (!vain.empty()) {
    console.complain(vain);
    return ExitStatus::usage;
  }
  ExitStatus status = ExitStatus::fine;
  const std::optional<std::string> page = page_of(verb, console, status);
  if (!page) return status;
  if (verb.out.empty()) {
    console.print(*page);
    return status;
  }
  DraftFile file(verb.out);
  absl::Status done = file.open();
  if (done.ok()) done = file.write(*page);
  if (done.ok()) done = file.close();
  if (done.ok()) done = file.publish();
  return written(done, verb.out, console) ? status : ExitStatus::usage;
}

}  // namespace

void add_report(CommandLine& line, const Console& console) {
  auto options = std::make_shared<ReportVerb>();
  VerbOptions verb = line.add_verb("report", Text::help_report,
                                   [options, &console] { return report(*options, console); });
  verb.words("POLICY", options->sides.policies, Text::help_report_policies, 1, 2);
  add_run_options(verb, options->sides.inputs);
  verb.text("--data-new", "DIR", options->sides.data_new, Text::help_data_new);
  verb.text("--out", "FILE", options->out, Text::help_report_out);
  verb.list("--by", "WORD,WORD", options->by, Text::help_by);
  verb.list("--set", "NAME=VALUES", options->set, Text::help_report_set);
  verb.list("--show", "FIGURES", options->show, Text::help_report_show);
  verb.list("--memo", "ENTITY/KEY/COLUMN", options->choice.memos, Text::help_report_memo);
  verb.number("--lines", options->choice.lines, Text::help_report_lines);
}

}  // namespace remit::cli
