#include "glue/tables.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.h"
#include "cli/csv/csv_parser.h"
#include "cli/csv/decode.h"
#include "cli/csv/file_bytes.h"
#include "cli/csv/file_words.h"
#include "cli/text/json_text.h"
#include "cli/text/texts.h"
#include "cli/verb/inputs.h"
#include "cli/workbook/load_sheet.h"
#include "cli/workbook/open_book.h"
#include "cli/workbook/sheet_pieces.h"
#include "nlohmann/json.hpp"
#include "remit/carry_over.h"
#include "remit/list_lines.h"

using remit::Language;
using remit::capi::guarded;
using remit::capi::language_argument;
using remit::capi::out;
using remit::capi::require;
using remit::capi::text_argument;

namespace {

using Json = nlohmann::ordered_json;

Json wrong(std::string words) { return {{"wrong", std::move(words)}}; }

Json table_json(std::string_view name, const remit::cli::CsvTable& table) {
  Json rows = Json::array();
  for (std::uint64_t row = 0; row < table.rows(); ++row) {
    Json& cells = rows.emplace_back(Json::array());
    for (const auto& column : table.columns) cells.push_back(column[row]);
  }
  return {{"name", name}, {"headers", table.headers}, {"rows", std::move(rows)}};
}

Json row_json(const remit::Table& cells, std::uint64_t row, Language language) {
  Json list = Json::array();
  for (std::size_t column = 0; column < cells.columns().size(); ++column) {
    const remit::CellState state = cells.state(row, column);
    if (state == remit::CellState::blank)
      list.push_back(nullptr);
    else if (state == remit::CellState::value)
      list.push_back(cells.text(row, column));
    else
      list.push_back({{"error", cells.fault_name(row, column)},
                      {"detail", cells.fault_text(row, column, language)}});
  }
  return list;
}

/// A file of lines, as load_table reads it.
Json read_lines(const std::string& path, std::string_view encoding, Language language) {
  const auto chosen = remit::cli::encoding_named(encoding);
  if (!chosen) return wrong(remit::cli::encoding_names());
  const auto bytes = remit::cli::FileBytes::open(path);
  if (!bytes.ok()) return wrong(remit::cli::why_text(bytes.status(), language));
  const remit::cli::Decoded decoded = remit::cli::decode(bytes->view(), *chosen);
  if (decoded.trouble) return wrong(remit::cli::encoding_message(*decoded.trouble, path, language));
  remit::cli::CsvTable table;
  if (const auto error = remit::cli::parse_csv(decoded.text, table))
    return wrong(remit::cli::csv_message(*error, path, table.header_cells, 0, language));
  Json notes = Json::array();
  if (decoded.guessed)
    notes.push_back(
        remit::cli::read_as_message(path, decoded.encoding->name, decoded.first_name, language));
  if (table.numbered)
    notes.push_back(remit::cli::perhaps_numbered_message(path, *table.numbered, language));
  if (!decoded.other_reading.empty())
    notes.push_back(remit::cli::other_reading_message(path, decoded.first_name,
                                                      decoded.other_reading, language));
  const std::size_t folder = path.rfind('/') + 1;
  const std::string name = path.substr(folder, path.rfind('.') - folder);
  return {{"tables", Json::array({table_json(name, table)})}, {"notes", std::move(notes)}};
}

/// Every sheet that has something in it.
Json read_book(const std::string& path, Language language) {
  remit::cli::OpenBooks books;
  std::string words;
  remit::cli::OpenBook* const book = books.open(path, language, words);
  if (book == nullptr) return wrong(words);
  if (auto trouble = book->read_strings(language)) return wrong(*trouble);
  Json tables = Json::array(), notes = Json::array(), passed = Json::array();
  remit::cli::LoadOptions options;
  options.language = language;
  options.note = [&notes](const std::string& note) { notes.push_back(note); };
  const auto& sheets = book->book().sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string place = remit::cli::sheet_path(path, sheets[i].name);
    remit::cli::SheetPieces pieces(book->book(), i, true);
    auto trouble = pieces.rewind();
    const auto* const piece = trouble ? nullptr : pieces.next();
    if (!trouble) trouble = pieces.trouble();
    if (trouble) {
      notes.push_back(remit::cli::book_message(*trouble, place, language));
    } else if (piece != nullptr && piece->error) {
      const std::vector<std::string_view>& headers = piece->table.headers;
      // A first sheet that explains, as a template has it, is no table and no trouble.
      if (headers.size() > 1)
        notes.push_back(
            remit::cli::csv_message(*piece->error, place, piece->table.header_cells, 0, language));
      else if (!headers.empty())
        passed.push_back({{"name", sheets[i].name},
                          {"why", remit::cli::format_complaint("title_above_header", language,
                                                               {place, std::string(headers[0])})}});
    } else if (piece != nullptr && !piece->table.headers.empty()) {
      tables.push_back(table_json(sheets[i].name, piece->table));
      remit::cli::tell_notes(pieces.notes(), place, options);
    }
  }
  return {
      {"tables", std::move(tables)}, {"notes", std::move(notes)}, {"passed", std::move(passed)}};
}

}  // namespace

extern "C" {

remit_status remit_page_read(const char* path, size_t path_size, const char* encoding,
                             size_t encoding_size, remit_language language, remit_string** read,
                             remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(read, "read");
    const std::string file(text_argument(path, path_size, "path"));
    const std::string_view chosen = text_argument(encoding, encoding_size, "encoding");
    const Language words = language_argument(language);
    to = new remit_string(remit::cli::json_text(
        remit::cli::is_book(file) ? read_book(file, words) : read_lines(file, chosen, words)));
  });
}

remit_status remit_page_data(const remit_policy* policy, const char* folder, size_t size,
                             remit_language language, remit_data** data, remit_string** said,
                             remit_error** error) {
  return guarded(error, [&] {
    remit_data*& to = out(data, "data");
    remit_string*& words = out(said, "said");
    remit::cli::RunInputs inputs;
    inputs.directory = std::string(text_argument(folder, size, "folder"));
    inputs.partial = true;
    std::string lines;
    const remit::cli::Console console(language_argument(language), [&lines](std::string_view line) {
      lines.append(line).append("\n");
    });
    remit::cli::ExitStatus status{};
    std::optional<remit::Data> loaded =
        remit::cli::load_data(require(policy, "policy").value, inputs, console, status);
    auto text = std::make_unique<remit_string>(std::move(lines));
    if (loaded) to = new remit_data(*std::move(loaded));
    words = text.release();
  });
}

remit_status remit_page_carry(const remit_policy* policy, const remit_data* before,
                              remit_data** data, remit_error** error) {
  return guarded(error, [&] {
    remit_data*& to = out(data, "data");
    if (auto same =
            remit::carried_over(*require(before, "before").value, require(policy, "policy").value))
      to = new remit_data(*std::move(same));
  });
}

remit_status remit_page_rows(const remit_table* table, uint64_t from, uint64_t count,
                             remit_language language, remit_string** rows, remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(rows, "rows");
    const remit::Table& cells = require(table, "table").value;
    const Language words = language_argument(language);
    const std::uint64_t begin = std::min(from, cells.row_count());
    Json list = Json::array();
    for (std::uint64_t row = begin; row < begin + std::min(count, cells.row_count() - begin); ++row)
      list.push_back(row_json(cells, row, words));
    to = new remit_string(remit::cli::json_text(list));
  });
}

remit_status remit_page_ledger(const remit_results* results, uint64_t from, uint64_t count,
                               remit_language language, remit_table** table, remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(table, "table");
    const auto ledger = remit::list_lines(require(results, "results").value, remit::RunList::ledger,
                                          language_argument(language));
    to = new remit_table(ledger->piece(from, count));
  });
}

uint64_t remit_page_ledger_count(const remit_results* results) {
  return remit::capi::answered<std::uint64_t>(0, [&] {
    return remit::list_lines(require(results, "results").value, remit::RunList::ledger)->size();
  });
}

}  // extern "C"
