// `remit report`: one page about a run, or about a comparison, to be read and printed.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/csv/output_folder.h"
#include "cli/report/compare_parts.h"
#include "cli/report/page.h"
#include "cli/report/run_parts.h"
#include "cli/verb/compared.h"
#include "cli/verb/groups.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct ReportVerb {
  CompareInputs sides;  // one policy without --data-new: of a run
  std::vector<std::string> by;
  ReportChoice choice;
  std::string out;

  bool compares() const { return sides.policies.size() > 1 || !sides.data_new.empty(); }
};

/// The whole page, or nothing, with a complaint and a status.
std::optional<std::string> page_of(const ReportVerb& verb, const Console& console,
                                   ExitStatus& status) {
  const auto with_day = [&](ReportPage& page) {
    if (!verb.sides.inputs.as_of.empty())
      page.add_line(console.text(Text::list_as_of, {verb.sides.inputs.as_of}));
  };
  const auto made_of = [&](ReportPage& page, const FinishedRun& run) {
    page.add_line(console.text(Text::report_made_of,
                               {version(), run.policy.canonical_hash(), run.results.digest()}));
  };
  if (!verb.compares()) {
    const std::optional<FinishedRun> run =
        run_in_memory(earlier_inputs(verb.sides), console, status);
    if (!run) return std::nullopt;
    const std::string& title = run->policy.title();
    ReportPage page(title.empty() ? run->policy.name() : title, console);
    with_day(page);
    for (const RunNote& note : run->results.notes(console.language()))
      page.add_line(console.text(Text::note, {note.message}));
    made_of(page, *run);
    if (run->results.error_count() > 0) status = ExitStatus::cell_errors;
    if (add_run_parts(*run, verb.choice, console, page)) return page.html();
    status = ExitStatus::usage;
    return std::nullopt;
  }
  std::optional<Compared> compared = compare_sides(
      earlier_inputs(verb.sides), later_inputs(verb.sides), console, status);
  if (!compared || !add_groups(verb.by, *compared, console, status)) return std::nullopt;
  ReportPage page(title_of(*compared, console), console);
  with_day(page);
  for (const std::string& line : sides_of(verb.sides, console)) page.add_line(line);
  made_of(page, compared->before);
  made_of(page, compared->after);
  if (compared->before.results.error_count() + compared->after.results.error_count() > 0)
    status = ExitStatus::cell_errors;
  if (add_compare_parts(*compared, verb.choice, console, page)) return page.html();
  status = ExitStatus::usage;
  return std::nullopt;
}

/// Says what the command asks for in vain; empty if nothing.
std::string asked_in_vain(const ReportVerb& verb, const Console& console) {
  if (!verb.compares()) {
    if (!verb.by.empty()) return console.text(Text::option_without, {"--by", "--data-new"});
    return {};
  }
  if (!verb.choice.memos.empty())
    return console.text(Text::option_with, {"--memo", console.text(Text::report_two_policies)});
  const std::string vain = sides_in_vain(verb.sides, console);
  return vain.empty() ? words_said_twice(verb.by, console) : vain;
}

/// The input that the page would be written over, if there is one.
std::optional<std::string> overwritten(const ReportVerb& verb) {
  std::vector<std::string> read = earlier_inputs(verb.sides).files;
  for (const std::string& file : later_inputs(verb.sides).files) read.push_back(file);
  for (const std::string& table : verb.sides.inputs.tables)
    read.push_back(table.substr(table.find('=') + 1));
  for (const std::string& file : read) {
    std::error_code absent;
    if (std::filesystem::equivalent(verb.out, file, absent)) return file;
  }
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
  verb.list("--memo", "ENTITY/KEY/COLUMN", options->choice.memos, Text::help_report_memo);
  verb.number("--lines", options->choice.lines, Text::help_report_lines);
}

}  // namespace remit::cli
