#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/csv/load_table.h"
#include "cli/text/command_line.h"
#include "cli/text/console.h"
#include "cli/verb/table_places.h"
#include "remit/policy.h"
#include "remit/untrusted.h"

namespace remit::cli {

/// "as of 2010-01-31", "截至 2010年1月31日": the day of a run as people read it.
std::string as_of_text(const std::string& day, const Console& console);

struct RunRecord;

/// Texts of the files named; complains and sets `status` when one cannot be read.
std::optional<std::vector<SourceText>> read_sources(const std::vector<std::string>& files,
                                                    const Console& console, ExitStatus& status);

/// Files that are checked or tested for themselves: each policy with the files that amend it, which
/// follow it. (Where a policy is evaluated, all files are one set.)
std::vector<std::vector<SourceText>> split_into_sets(std::vector<SourceText> sources);

/// The policy that the files make together; complains, with every diagnostic, and sets `status`
/// when there is none.
std::optional<Policy> compile_files(const std::vector<std::string>& files, const Console& console,
                                    ExitStatus& status,
                                    const std::optional<Date>& as_of = std::nullopt,
                                    RunRecord* record = nullptr, const Limits& limits = {});

/// The limits of a run, or of texts, that `--untrusted` was said of or was not.
constexpr Limits limits_of(bool untrusted) { return untrusted ? untrusted_limits() : Limits(); }

/// What an error says: its diagnostics as a compiler prints them, or its one line.
void complain(const Console& console, const Error& error);

/// What the verbs that evaluate have in common.
struct RunInputs {
  std::vector<std::string> files;
  std::string directory;            ///< of the tables, or a workbook
  std::vector<std::string> tables;  ///< ENTITY=PATH, ENTITY=BOOK.xlsx#SHEET
  bool thousands = false;
  bool fill_merged = false;
  std::string encoding = "auto";
  std::string as_of;
  bool strict = false;     ///< notes are errors
  bool untrusted = false;  ///< texts and tables come from a stranger
  std::uint32_t threads = 0;
  std::string isa = "auto";
  bool partial = false;  ///< tables may be missing
  Outputs computed;      ///< what the run is asked for
  /// The workbooks that were opened, for all who read tables of them.
  std::shared_ptr<OpenBooks> books = std::make_shared<OpenBooks>();
  /// Is told what is read; null: nobody asks.
  std::shared_ptr<RunRecord> record;
};

/// The policy of the inputs for a run on their day: amendments that do not hold then are left out.
/// What there is to say of that day is noted; with `strict` there is no policy then.
std::optional<Policy> compile_for_run(const RunInputs& inputs, const Console& console,
                                      ExitStatus& status);

/// Notes what there is to say of the run that compile_for_run did not say. False, with a complaint,
/// if that refuses a strict one.
bool accept_run(const Policy& policy, const Results& results, const RunInputs& inputs,
                const Console& console);

/// Adds --isa, which the environment variable REMIT_ISA sets too; `isa` gets one of its words.
void add_isa_option(VerbOptions& verb, std::string& isa);

/// Adds the options; the files are for the verb to add.
void add_run_options(VerbOptions& verb, RunInputs& inputs);

/// How the tables are read; complains and sets `status` if the encoding is unknown.
std::optional<LoadOptions> load_options(const RunInputs& inputs, const Console& console,
                                        ExitStatus& status);

/// A table that is not loaded, because its rows come in batches.
struct StreamedTable {
  std::size_t entity = 0;
  TablePlace place;  ///< where it is: for load_data to say
};

/// The tables of the policy. Complains about every file that is missing or wrong, prints notes, and
/// sets `status` on failure.
std::optional<Data> load_data(const Policy& policy, const RunInputs& inputs, const Console& console,
                              ExitStatus& status, StreamedTable* streamed = nullptr);

/// What the inputs say about how a run is carried out; complains and sets `status` if they cannot.
RunOptions run_options(const RunInputs& inputs, const Console& console, ExitStatus& status);

/// The day of `--as-of`, nothing if it was not given; complains and sets `status` if it is no date.
std::optional<Date> day_of_run(const RunInputs& inputs, const Console& console, ExitStatus& status);

/// Evaluates, with progress on a terminal; complains and sets `status` on failure. `profile`, if
/// not null, gets where the time went.
std::optional<Results> evaluate(const Policy& policy, const Data& data, const RunInputs& inputs,
                                const Console& console, ExitStatus& status,
                                Profile* profile = nullptr);

/// What a verb is about that says something of one run in memory.
struct FinishedRun {
  Policy policy;
  Results results;
};

/// The policy of the inputs over their tables, with all that there is to say of the run noted;
/// complains and sets `status` where there is none.
std::optional<FinishedRun> run_in_memory(const RunInputs& inputs, const Console& console,
                                         ExitStatus& status);

}  // namespace remit::cli
