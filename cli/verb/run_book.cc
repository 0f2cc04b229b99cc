#include "cli/verb/run_book.h"

#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "cli/csv/output_file.h"
#include "cli/csv/table_pieces.h"
#include "cli/text/texts.h"
#include "cli/verb/found.h"
#include "cli/verb/groups.h"
#include "cli/verb/output.h"
#include "cli/verb/run_record.h"
#include "cli/verb/shown_table.h"
#include "cli/workbook/table_sheet.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

class RunBook {
 public:
  RunBook(BookFile& book, const Console& console) : book_(book), console_(console) {}

  void add(Text name, TablePieces table) { add(console_.text(name), std::move(table)); }
  /// `hidden`: a column that is left out, if there is one of that name.
  void add(const std::string& name, TablePieces table, std::string_view hidden = {}) {
    if (table.head().columns().empty()) return;
    TableSheets sheets(book_, name, console_);
    const auto put = [&](const TablePiece& piece) {
      ShownTable shown(piece.table, console_);
      shown.hide(hidden);
      sheets.add(shown, piece.begin, piece.end);
    };
    put({table.head(), 0, 0});
    while (const std::optional<TablePiece> piece = table.next()) put(*piece);
    sheets.finish();
  }

  /// The errors by where they began, which is where they are mended, then all of them.
  void add_errors(const Results& results) {
    TablePieces causes = list_of(results, RunList::causes, console_.language());
    TablePieces errors = list_of(results, RunList::errors, console_.language());
    const bool more = errors.rows() > causes.rows();
    // The word for programs is English; the detail says the same in the reader's language.
    add(console_.text(Text::sheet_errors), std::move(causes), "reason");
    if (more) add(console_.text(Text::sheet_all_errors), std::move(errors), "reason");
  }

  /// Complains when it was not to be measured.
  bool add_rounding(const Results& results) {
    const Result<Table> totals = results.rounding_totals();
    if (!totals.ok()) return complain(console_, totals.error()), false;
    add(Text::sheet_rounding, *totals);
    const Result<ListLines> lines = list_lines(results, RunList::rounding, console_.language());
    if (!lines.ok()) return complain(console_, lines.error()), false;
    if (lines->size() > 0) add(Text::sheet_rounding_lines, TablePieces(*lines));
    return true;
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
  const auto list = [&](RunList which) { return list_of(results, which, language); };
  book.add(Text::sheet_payments, list(RunList::ledger));
  book.add(Text::sheet_totals, results.totals());
  for (const auto& [by, table] : more) book.add(totals_title(by, table, console), table);
  book.add(Text::sheet_targets, list(RunList::targets));
  book.add(Text::sheet_attributions, list(RunList::attributions));
  if (finds(policy)) book.add(Text::sheet_findings, list(RunList::findings));
  book.add_errors(results);
  for (std::size_t i = 0; i < policy.entities().size(); ++i)
    book.add(title_of(policy, i, language), entity_table(policy, results, i, verb.shown, language));
  if (!book.add_rounding(results)) return false;
  book.add_manifest(manifest_text(verb, policy, results, results.error_count(), {}, language));
  DraftFile out(verb.out);
  absl::Status done = out.open();
  if (done.ok()) done = file.finish([&out](std::string_view bytes) { return out.write(bytes); });
  if (done.ok()) done = out.close();
  if (done.ok()) done = out.publish();
  return written(done, verb.out, console);
}

}  // namespace remit::cli
