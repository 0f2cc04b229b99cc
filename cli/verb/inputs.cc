#include "cli/verb/inputs.h"

#include <filesystem>
#include <map>
#include <utility>

#include "cli/csv/file_bytes.h"
#include "cli/text/texts.h"
#include "cli/verb/run_record.h"
#include "cli/workbook/load_sheet.h"
#include "remit/date.h"
#include "remit/sha256.h"

namespace remit::cli {

std::optional<std::vector<SourceText>> read_sources(const std::vector<std::string>& files,
                                                    const Console& console, ExitStatus& status) {
  std::vector<SourceText> sources;
  for (const std::string& file : files) {
    absl::StatusOr<std::string> text = read_file(file, Limits().source_bytes);
    if (text.ok()) {
      sources.push_back({file, *std::move(text)});
    } else {
      console.complain(
          console.text(Text::cannot_read, {file, why_text(text.status(), console.language())}));
      status = ExitStatus::usage;
    }
  }
  if (status == ExitStatus::usage) return std::nullopt;
  return sources;
}

void complain(const Console& console, const Error& error) {
  const std::string diagnostics = error.diagnostics().text(console.language(), console.colour());
  console.complain(diagnostics.empty() ? error.message(console.language()) : diagnostics);
}

std::vector<std::vector<SourceText>> split_into_sets(std::vector<SourceText> sources) {
  std::vector<std::vector<SourceText>> sets;
  for (SourceText& source : sources) {
    if (sets.empty() || amended_policies(source).empty()) sets.emplace_back();
    sets.back().push_back(std::move(source));
  }
  return sets;
}

namespace {

/// The file that stands twice among them, by whatever name, if one does.
const std::string* given_twice(const std::vector<std::string>& files) {
  for (std::size_t i = 1; i < files.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      std::error_code absent;
      if (files[i] == files[k] || std::filesystem::equivalent(files[i], files[k], absent))
        return &files[i];
    }
  }
  return nullptr;
}

}  // namespace

std::optional<Policy> compile_files(const std::vector<std::string>& files, const Console& console,
                                    ExitStatus& status, const std::optional<Date>& as_of,
                                    RunRecord* record, const Limits& limits) {
  if (const std::string* const file = given_twice(files)) {
    console.complain(console.text(Text::given_twice, {*file}));
    status = ExitStatus::usage;
    return std::nullopt;
  }
  std::optional<std::vector<SourceText>> sources = read_sources(files, console, status);
  if (!sources) return std::nullopt;
  for (std::size_t i = 0; record != nullptr && i < sources->size(); ++i) {
    const SourceText& source = (*sources)[i];
    record->texts.push_back({source.name, {source.text.size(), sha256(source.text)}});
  }
  CompileOptions options;
  options.as_of = as_of;
  options.limits = limits;
  Result<Policy> policy = compile(*std::move(sources), options);
  if (policy) return *std::move(policy);
  complain(console, policy.error());
  status = ExitStatus::policy_errors;
  return std::nullopt;
}

namespace {

/// Prints notes from the `first` on. False, with a complaint, if there are any and the run is a
/// strict one.
bool accept_notes(const std::vector<RunNote>& notes, std::size_t first, const RunInputs& inputs,
                  const Console& console) {
  for (std::size_t i = first; i < notes.size(); ++i)
    console.complain(console.text(Text::note, {notes[i].message}));
  if (notes.size() <= first || !inputs.strict) return true;
  console.complain(console.text(Text::refused_by_strict));
  return false;
}

}  // namespace

bool accept_run(const Policy& policy, const Results& results, const RunInputs& inputs,
                const Console& console) {
  const std::size_t told = policy.notes(parse_date(inputs.as_of), console.language()).size();
  return accept_notes(results.notes(console.language()), told, inputs, console);
}

std::optional<Policy> compile_for_run(const RunInputs& inputs, const Console& console,
                                      ExitStatus& status) {
  const std::optional<Date> day = day_of_run(inputs, console, status);
  if (status != ExitStatus::fine) return std::nullopt;
  std::optional<Policy> policy = compile_files(inputs.files, console, status, day,
                                               inputs.record.get(), limits_of(inputs.untrusted));
  if (!policy) return std::nullopt;
  if (accept_notes(policy->notes(day, console.language()), 0, inputs, console)) return policy;
  status = ExitStatus::usage;
  return std::nullopt;
}

namespace {

/// The words of --isa. "x86-64-v3" is what the documents call "v3".
const std::map<std::string, Isa>& instruction_sets() {
  static const std::map<std::string, Isa> kSets = {
      {"auto", Isa::automatic},      {"portable", Isa::portable},  {"v2", Isa::x86_64_v2},
      {"v3", Isa::x86_64_v3},        {"v4", Isa::x86_64_v4},       {"x86-64-v2", Isa::x86_64_v2},
      {"x86-64-v3", Isa::x86_64_v3}, {"x86-64-v4", Isa::x86_64_v4}};
  return kSets;
}

}  // namespace

void add_isa_option(VerbOptions& verb, std::string& isa) {
  std::vector<std::string> words;
  for (const auto& [word, set] : instruction_sets()) words.push_back(word);
  verb.choice("--isa", "SET", isa, std::move(words), Text::help_isa, "REMIT_ISA");
}

void add_run_options(VerbOptions& verb, RunInputs& inputs) {
  verb.text("--data", "DIR|BOOK.xlsx", inputs.directory, Text::help_data);
  verb.list("--table", "ENTITY=PATH", inputs.tables, Text::help_table);
  verb.flag("--thousands", inputs.thousands, Text::help_thousands);
  verb.flag("--fill-merged", inputs.fill_merged, Text::help_fill_merged);
  verb.text("--encoding", "NAME", inputs.encoding, Text::help_encoding);
  verb.text("--as-of", "DATE", inputs.as_of, Text::help_as_of);
  verb.flag("--strict", inputs.strict, Text::help_strict);
  verb.flag("--untrusted", inputs.untrusted, Text::help_untrusted);
  verb.number("--threads", inputs.threads, Text::help_threads);
  add_isa_option(verb, inputs.isa);
}

namespace {

/// While a file is read there are its bytes, decoded where they are not UTF-8, where its cells lie,
/// and its columns: each may take its part of the memory.
void keep_within(const Limits& limits, LoadOptions& options) {
  constexpr std::uint64_t kPartOfBytes = 4;
  constexpr std::uint64_t kBytesPerCell = 32;
  options.most_bytes = static_cast<std::size_t>(limits.memory_bytes / kPartOfBytes);
  options.most = {limits.rows, limits.memory_bytes / kBytesPerCell};
}

}  // namespace

std::optional<LoadOptions> load_options(const RunInputs& inputs, const Console& console,
                                        ExitStatus& status) {
  const std::optional<const Encoding*> encoding = encoding_named(inputs.encoding);
  if (!encoding) {
    console.complain(console.text(Text::bad_encoding, {inputs.encoding, encoding_names()}));
    status = ExitStatus::usage;
    return std::nullopt;
  }
  const auto note = [&console](const std::string& message) {
    console.complain(console.text(Text::note, {message}));
  };
  LoadOptions options{inputs.thousands, inputs.fill_merged, *encoding, console.language(), note};
  options.threads = inputs.threads;
  if (inputs.untrusted) keep_within(untrusted_limits(), options);
  return options;
}

std::optional<Data> load_data(const Policy& policy, const RunInputs& inputs, const Console& console,
                              ExitStatus& status, StreamedTable* streamed) {
  const std::optional<std::vector<TablePlace>> places =
      table_places(policy, inputs, console, status);
  if (!places) return std::nullopt;
  Data data = policy.new_data();
  std::optional<LoadOptions> options = load_options(inputs, console, status);
  if (!options) return std::nullopt;
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    if (streamed != nullptr && streamed->entity == i) {
      streamed->place = (*places)[i];
      continue;
    }
    const TablePlace& place = (*places)[i];
    if (place.empty()) continue;
    console.progress(console.text(Text::progress_reading, {place.text()}));
    FileDigest digest;
    if (inputs.record != nullptr)
      options->read = [&digest](const FileDigest& read) { digest = read; };
    const EntityInfo& entity = policy.entities()[i];
    const auto wrong = place.book != nullptr
                           ? load_sheet(*place.book, place.sheet, entity, i, *options, data)
                           : load_table(place.path, entity, i, *options, data);
    if (wrong) {
      console.complain(*wrong);
      status = ExitStatus::usage;
    }
    if (inputs.record != nullptr)
      inputs.record->tables.push_back({i, place.text(), data.row_count(i), digest});
  }
  console.clear_progress();
  // A run keeps no file whose rows it has.
  if (streamed == nullptr) inputs.books->close();
  if (status == ExitStatus::usage) return std::nullopt;
  for (const DataNote& note : data.notes(console.language())) {
    console.complain(console.text(Text::note, {note.message}));
  }
  return data;
}

std::optional<Date> day_of_run(const RunInputs& inputs, const Console& console,
                               ExitStatus& status) {
  if (inputs.as_of.empty()) return std::nullopt;
  if (const std::optional<Date> day = parse_date(inputs.as_of)) return day;
  console.complain(console.text(Text::bad_date, {inputs.as_of}));
  status = ExitStatus::usage;
  return std::nullopt;
}

RunOptions run_options(const RunInputs& inputs, const Console& console, ExitStatus& status) {
  RunOptions options;
  options.threads = inputs.threads;
  options.isa = instruction_sets().at(inputs.isa);
  options.only = inputs.computed;
  options.limits = limits_of(inputs.untrusted);
  options.as_of = day_of_run(inputs, console, status);
  return options;
}

std::optional<Results> evaluate(const Policy& policy, const Data& data, const RunInputs& inputs,
                                const Console& console, ExitStatus& status, Profile* profile) {
  RunOptions options = run_options(inputs, console, status);
  if (status == ExitStatus::usage) return std::nullopt;
  options.profile = profile;
  options.progress = [&](std::uint64_t done, std::uint64_t total) {
    const std::uint64_t percent = total == 0 ? 100 : done * 100 / total;
    console.progress(console.text(Text::progress_running, {percent}));
    return true;
  };
  Result<Results> results = policy.evaluate(data, options);
  console.clear_progress();
  if (results) return *std::move(results);
  complain(console, results.error());
  status = ExitStatus::usage;
  return std::nullopt;
}

std::optional<FinishedRun> run_in_memory(const RunInputs& inputs, const Console& console,
                                         ExitStatus& status) {
  const std::optional<Policy> policy = compile_for_run(inputs, console, status);
  if (!policy) return std::nullopt;
  const std::optional<Data> data = load_data(*policy, inputs, console, status);
  if (!data) return std::nullopt;
  const std::optional<Results> results = evaluate(*policy, *data, inputs, console, status);
  if (!results) return std::nullopt;
  if (!accept_run(*policy, *results, inputs, console)) {
    status = ExitStatus::usage;
    return std::nullopt;
  }
  return FinishedRun{*policy, *results};
}

std::string as_of_text(const std::string& day, const Console& console) {
  const std::optional<Date> date = parse_date(day);
  if (!date || console.language() != Language::zh) return console.text(Text::list_as_of, {day});
  return console.text(Text::list_as_of,
                      {console.text(Text::day_in_words, {date->year, date->month, date->day})});
}

}  // namespace remit::cli
