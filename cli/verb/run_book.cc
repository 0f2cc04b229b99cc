#include "cli/verb/run_book.h"

#include "absl/strings/ascii.h"
#include "cli/csv/output_file.h"
#include "cli/text/texts.h"
#include "cli/verb/found.h"
#include "cli/verb/groups.h"
#include "cli/verb/output.h"
#include "cli/verb/run_record.h"
#include "cli/verb/shown_table.h"
#include "cli/workbook/table_sheet.h"
#include "nlohmann/json.hpp"
#include "remit/ledger_lines.h"

namespace remit::cli {
namespace {

class RunBook {
 public:
  RunBook(BookFile& book, const Console& console) : book_(book), console_(console) {}

  void add(Text name, const Table& table) { add(console_.text(name), table); }
  void add(const std::string& name, const Table& table) {
    if (table.columns().empty()) return;
    add_table_sheet(book_, name, ShownTable(table, console_), console_);
  }

  /// Of millions of lines some thousand at a time.
  void add_ledger(const Results& results) {
    constexpr std::uint64_t kPiece = std::uint64_t{1} << 15;
    TableSheets sheets(book_, console_.text(Text::sheet_payments), console_);
    std::uint64_t from = 0;
    do {
      const ShownTable piece(ledger_lines(results, from, kPiece, console_.language()), console_);
      if (piece.table().columns().empty()) return;
      sheets.add(piece);
      from += kPiece;
    } while (from < ledger_line_count(results));
    sheets.finish();
  }

  /// The errors by where they began, which is where they are mended, then all of them.
  void add_errors(const Results& results) {
    ShownTable causes(results.causes(console_.language()), console_);
    ShownTable errors(results.errors(console_.language()), console_);
    // The word for programs is English; the detail says the same in the reader's language.
    for (ShownTable* const table : {&causes, &errors}) table->hide("reason");
    add_table_sheet(book_, console_.text(Text::sheet_errors), causes, console_);
    if (errors.table().row_count() > causes.table().row_count())
      add_table_sheet(book_, console_.text(Text::sheet_all_errors), errors, console_);
  }

  /// Each value of the manifest under its name: `tables/0/path`.
  void add_manifest(const std::string& manifest) {
    lxw_worksheet* const sheet = book_.add_sheet(console_.text(Text::sheet_manifest));
    ColumnWidths widths;
    std::uint32_t row = 0;
    const auto put = [&](const std::string& name, const std::string& value, CellLook look) {
      put_text(sheet, row, 0, name, book_.format(look));
      put_text(sheet, row++, 1, value,
               book_.format(look == CellLook::header ? look : CellLook::plain));
      widths.see(0, name);
      widths.see(1, value);
    };
    put(console_.text(Text::figure), console_.text(Text::figure_value), CellLook::header);
    const auto flat = nlohmann::ordered_json::parse(manifest).flatten();
    for (const auto& [name, value] : flat.items())
      put(name.substr(1), value.is_string() ? value.get<std::string>() : value.dump(),
          CellLook::text);
    widths.apply(sheet);
  }

 private:
  BookFile& book_;
  const Console& console_;
};

std::string title_of(const Policy& policy, std::size_t entity, Language language) {
  const std::string& label = policy.entities()[entity].label;
  if (language == Language::zh && !label.empty()) return label;
  return table_name(policy, entity);
}

}  // namespace

bool names_book(const std::string& out) { return absl::AsciiStrToLower(out).ends_with(".xlsx"); }

bool write_book(const RunVerb& verb, const Policy& policy, const Results& results,
                const std::vector<std::pair<std::string, Table>>& more, const Console& console) {
  const Language language = console.language();
  BookFile file;
  if (!written(file.open(), verb.out, console)) return false;
  RunBook book(file, console);
  book.add_ledger(results);
  book.add(Text::sheet_totals, results.totals());
  for (const auto& [by, table] : more) book.add(totals_title(by, table, console), table);
  book.add(Text::sheet_targets, results.targets());
  book.add(Text::sheet_attributions, results.attributions());
  if (finds(policy)) book.add(Text::sheet_findings, results.findings(language));
  book.add_errors(results);
  for (std::size_t i = 0; i < policy.entities().size(); ++i)
    book.add(title_of(policy, i, language), entity_table(policy, results, i, verb.shown, language));
  const Result<Table> totals = results.rounding_totals();
  const Result<Table> lines = results.rounding();
  if (!totals.ok() || !lines.ok()) {
    complain(console, (totals.ok() ? lines : totals).error());
    return false;
  }
  book.add(Text::sheet_rounding, *totals);
  if (lines->row_count() > 0) book.add(Text::sheet_rounding_lines, *lines);
  book.add_manifest(manifest_text(verb, policy, results, results.error_count(), {}, language));
  DraftFile out(verb.out);
  absl::Status done = out.open();
  if (done.ok()) done = file.finish([&out](std::string_view bytes) { return out.write(bytes); });
  if (done.ok()) done = out.close();
  if (done.ok()) done = out.publish();
  return written(done, verb.out, console);
}

}  // namespace remit::cli
