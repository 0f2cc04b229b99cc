#include "cli/verb/run_stream.h"

#include <future>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/csv/csv_sections.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/file_bytes.h"
#include "cli/system/threads.h"
#include "cli/verb/found.h"
#include "cli/verb/output.h"
#include "cli/verb/row_pieces.h"
#include "cli/verb/run_record.h"
#include "cli/verb/run_verb.h"
#include "cli/verb/summary.h"

namespace remit::cli {
namespace {

Error in_words(const std::string& message) { return host_error(StatusCode::data_error, message); }

/// The table that comes in batches, as the run takes them.
class BatchSource {
 public:
  BatchSource(const Policy& policy, std::size_t entity, RowPieces& pieces, const Console& console)
      : entity_(policy.entities()[entity].name), pieces_(pieces), console_(console) {}

  StreamSource source() {
    return {[this] { return rewind(); }, [this](Data& batch) { return next(batch); }};
  }

 private:
  Status rewind() {
    if (auto wrong = pieces_.rewind()) return in_words(*wrong);
    return Done{};
  }

  Result<bool> next(Data& batch) {
    bool done = false;
    if (auto wrong = pieces_.next(batch, done)) return in_words(*wrong);
    if (done) return false;
    note_cells(batch);
    console_.progress(console_.text(Text::progress_streaming, {entity_, pieces_.rows()}));
    return true;
  }

  /// What is to be said about the cells, once for each column.
  void note_cells(const Data& batch) {
    std::set<std::string> told;
    for (const DataNote& note : batch.notes(console_.language())) {
      if (note.entity != entity_ || told_.contains(note.column)) continue;
      told.insert(note.column);
      console_.complain(console_.text(Text::note, {note.message}));
    }
    told_.merge(told);
  }

  std::string entity_;
  RowPieces& pieces_;
  const Console& console_;
  std::set<std::string> told_;  ///< columns
};

/// The files of the run, while they grow.
class OutputFiles {
 public:
  OutputFiles(const Policy& policy, std::size_t entity, const RunVerb& verb, const Console& console)
      : policy_(policy),
        entity_(entity),
        verb_(verb),
        console_(console),
        folder_(verb.compared != nullptr ? *verb.compared : own_),
        has_rows_(verb.asked.has(Output::columns) && (!policy.entities()[entity].key.empty() ||
                                                      !policy.entities()[entity].columns.empty())) {
  }

  bool open() {
    if (verb_.compared == nullptr && !open_folder(verb_.out, console_, folder_)) return false;
    const std::string& name = table_name(policy_, entity_);
    rows_.emplace(folder_.make(name));
    return !has_rows_ || good(rows_->open(), name);
  }

  Status add(const StreamBatch& batch) {
    if (has_rows_) {
      const Table table =
          entity_table(policy_, batch.results, entity_, verb_.shown, console_.language());
      std::string text;
      if (!begun_) append_csv_header(table, text, style());
      begun_ = true;
      append_csv_rows(table, 0, table.row_count(), text, style());
      if (absl::Status done = rows_->write(text); !done.ok()) return failure(done);
    }
    errors_count_ += batch.results.error_count();
    return add_lists(batch.results);
  }

  /// Everything else, from what the run answers.
  bool finish(const Results& results) {
    errors_count_ += results.error_count();
    if (const Status added = add_lists(results); !added.ok()) {
      console_.complain(added.error().message(console_.language()));
      return false;
    }
    if (has_rows_) {
      if (!good(rows_->close(), table_name(policy_, entity_))) return false;
      folder_.add(*std::move(rows_));
    }
    const Outputs asked = verb_.asked;
    for (std::size_t i = 0; i < policy_.entities().size() && asked.has(Output::columns); ++i) {
      const Table table = entity_table(policy_, results, i, verb_.shown, console_.language());
      if (i == entity_ || table.columns().empty()) continue;
      if (!add_table(table_name(policy_, i), table)) return false;
    }
    return (!asked.has(Output::ledger) || add_list("ledger", ledger_)) &&
           (!asked.has(Output::targets) || add_list("targets", targets_)) &&
           (!finds(policy_) || !asked.has(Output::findings) || add_list("findings", findings_)) &&
           (!attributes_ || add_list("attributions", attributions_)) &&
           (!asked.has(Output::errors) || add_list("errors", errors_)) &&
           (!asked.has(Output::totals) || add_table("totals", results.totals())) &&
           written(folder_.publish(manifest_text(verb_, policy_, results, errors_count_,
                                                 folder_.written(), console_.language())),
                   verb_.out, console_);
  }

  std::uint64_t error_count() const { return errors_count_; }

 private:
  Error failure(const absl::Status& status) const {
    return in_words(
        console_.text(Text::cannot_write, {verb_.out, why_text(status, console_.language())}));
  }

  CsvStyle style() const { return {console_.language(), verb_.excel}; }

  bool good(const absl::Status& status, const std::string& name) const {
    return written(status, table_path(verb_.out, name), console_);
  }

  bool add_table(const std::string& name, const Table& table) {
    return good(folder_.add(name, csv_text(table, style())), name);
  }

  Status add_lists(const Results& results) {
    const Outputs asked = verb_.asked;
    absl::Status done = absl::OkStatus();
    if (asked.has(Output::ledger)) done = ledger_.add(results.ledger(console_.language()));
    if (done.ok() && asked.has(Output::targets)) done = targets_.add(results.targets());
    const Table attributions = results.attributions();
    attributes_ = !attributions.columns().empty();
    if (done.ok() && attributes_) done = attributions_.add(attributions);
    if (done.ok() && finds(policy_) && asked.has(Output::findings))
      done = findings_.add(results.findings(console_.language()));
    if (done.ok() && asked.has(Output::errors))
      done = errors_.add(results.errors(console_.language()));
    if (!done.ok()) return failure(done);
    return Done{};
  }

  bool add_list(const std::string& name, CsvSections& sections) {
    return good(folder_.add(name, [&](FolderFile& file) { return sections.write_to(file); }), name);
  }

  const Policy& policy_;
  std::size_t entity_;
  const RunVerb& verb_;
  const Console& console_;
  OutputFolder own_;
  OutputFolder& folder_;
  std::optional<FolderFile> rows_;
  const CsvStyle lists_{Language::en, verb_.excel};  ///< whose columns have no captions
  CsvSections ledger_{lists_}, targets_{lists_}, findings_{lists_}, attributions_{lists_},
      errors_{lists_};
  bool attributes_ = false;
  bool has_rows_;
  bool begun_ = false;
  std::uint64_t errors_count_ = 0;
};

}  // namespace

ExitStatus run_in_batches(const Policy& policy, const RunVerb& verb, const StreamChoice& choice,
                          const Console& console) {
  const RunInputs& inputs = verb.inputs;
  ExitStatus status = ExitStatus::fine;
  StreamedTable table;
  const std::optional<std::size_t> entity = policy.new_data().find_entity(choice.entity);
  if (!entity) {
    console.complain_of_name(console.text(Text::no_such_entity, {choice.entity}),
                             policy.near_entity(choice.entity));
    return ExitStatus::usage;
  }
  const Result<int> traversals = policy.stream_traversals(*entity, inputs.computed);
  if (!traversals.ok()) {
    complain(console, traversals.error());
    return ExitStatus::usage;
  }
  table.entity = *entity;
  const std::optional<Data> data = load_data(policy, inputs, console, status, &table);
  if (!data) return status;
  StreamOptions options;
  options.run = run_options(inputs, console, status);
  if (status != ExitStatus::fine) return status;
  options.kept_bytes = choice.memory_mib << 20;
  options.ascending_keys = choice.ascending_keys;
  Profile profile;
  if (choice.profile) options.run.profile = &profile;
  const std::optional<LoadOptions> load = load_options(inputs, console, status);
  if (!load) return status;

  const std::unique_ptr<RowPieces> pieces =
      row_pieces(policy, *entity, table.place, *load, choice.piece_bytes);
  if (const auto wrong = pieces->open(*traversals)) {
    console.complain(*wrong);
    return ExitStatus::usage;
  }
  OutputFiles output(policy, *entity, verb, console);
  if (!output.open()) return ExitStatus::usage;
  // While the rows are read, the file is read once more for its digest.
  std::future<absl::StatusOr<FileDigest>> digest =
      std::async(system::kBeside, digest_file, table.place.path);
  BatchSource source(policy, *entity, *pieces, console);
  const Result<Results> results = policy.evaluate_stream(
      *data, *entity, source.source(), [&](const StreamBatch& batch) { return output.add(batch); },
      options);
  console.clear_progress();
  if (!results.ok()) {
    complain(console, results.error());
    return ExitStatus::usage;
  }
  if (!accept_run(policy, *results, inputs, console)) return ExitStatus::usage;
  const absl::StatusOr<FileDigest> read = digest.get();
  if (!read.ok()) {
    console.complain(console.text(Text::cannot_read,
                                  {table.place.path, why_text(read.status(), console.language())}));
    return ExitStatus::usage;
  }
  inputs.record->tables.push_back({*entity, table.place.text(), pieces->rows(), *read});
  if (!output.finish(*results)) return ExitStatus::usage;
  const bool fine = output.error_count() == 0;
  if (verb.compared != nullptr) return fine ? ExitStatus::fine : ExitStatus::cell_errors;
  tell_other_files(verb.out, policy, {}, console);
  console.print(
      console.text(Text::streamed, {policy.entities()[*entity].name, pieces->rows(), *traversals}) +
      "\n\n" + stream_summary_text(policy, *results, verb, console) +
      (choice.profile ? profile_text(profile, console) : ""));
  if (fine) return ExitStatus::fine;
  console.complain(console.text(Text::error_count, {output.error_count()}));
  return ExitStatus::cell_errors;
}

}  // namespace remit::cli
