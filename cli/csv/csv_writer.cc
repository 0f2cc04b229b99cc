#include "cli/csv/csv_writer.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "cli/system/threads.h"
#include "cli/text/figures.h"

namespace remit::cli {
namespace {

/// Whether a spreadsheet would run the text, or be made to.
bool begins_formula(std::string_view text) {
  return std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

/// Whether a spreadsheet would take the text for a number, a day or a time: `001`, `1-2`, `1E5`.
bool looks_like_figure(std::string_view text) {
  const bool digit = text.front() >= '0' && text.front() <= '9';
  return digit && text.find_first_not_of("0123456789.,:/-+eE% ") == std::string_view::npos;
}

std::string for_excel(std::string text) {
  if (text.empty()) return text;
  if (looks_like_figure(text)) return text + "\t";
  return begins_formula(text) ? "'" + text : text;
}

bool is_text(const TableColumn& column) {
  const ValueKind kind = column.type.kind;
  return !has_figures(column) &&
         (kind == ValueKind::text || kind == ValueKind::reference || kind == ValueKind::category);
}

}  // namespace

namespace {

/// Pieces that are held for each thread, and in all.
constexpr std::size_t kPiecesPerThread = 2, kMostPieces = 32;

bool needs_quotes(std::string_view cell) {
  if (cell.empty()) return false;
  if (cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t') return true;
  return std::any_of(cell.begin(), cell.end(),
                     [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

void append_quoted(std::string_view cell, std::string& out) {
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// Whether the text of such a value may need quotes: of figures, days and truths none does.
bool is_free_text(ValueKind kind) {
  return kind != ValueKind::number && kind != ValueKind::money && kind != ValueKind::duration &&
         kind != ValueKind::boolean && kind != ValueKind::date;
}

}  // namespace

void append_csv_cell(std::string_view cell, std::string& out) {
  if (needs_quotes(cell))
    append_quoted(cell, out);
  else
    out += cell;
}

void append_csv_header(const Table& table, std::string& out, CsvStyle style) {
  if (style.excel) out += "\xEF\xBB\xBF";
  const auto& columns = table.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& caption =
        style.language == Language::zh ? columns[i].label_zh : columns[i].label_en;
    append_csv_cell(columns[i].captioned ? caption : columns[i].name, out);
  }
  out += "\r\n";
}

void append_csv_rows(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out,
                     CsvStyle style) {
  std::vector<bool> free_text;
  for (const TableColumn& column : table.columns())
    free_text.push_back(is_free_text(column.type.kind));
  std::string cell;
  for (std::uint64_t row = begin; row < end; ++row) {
    for (std::size_t i = 0; i < free_text.size(); ++i) {
      if (i > 0) out += ',';
      if (!free_text[i]) {
        table.append_text(row, i, out);
        continue;
      }
      cell.clear();
      table.append_text(row, i, cell);
      if (style.excel && is_text(table.columns()[i])) cell = for_excel(std::move(cell));
      append_csv_cell(cell, out);
    }
    out += "\r\n";
  }
}

std::string csv_text(const Table& table, CsvStyle style) {
  std::string out;
  append_csv_header(table, out, style);
  append_csv_rows(table, 0, table.row_count(), out, style);
  return out;
}

namespace {

/// The texts of pieces, written by so many threads.
std::vector<std::string> texts_of(const std::vector<TablePiece>& pieces, CsvStyle style,
                                  std::size_t threads) {
  std::vector<std::string> texts(pieces.size());
  std::atomic<std::size_t> next = 0;
  const auto write = [&] {
    for (std::size_t at = next++; at < pieces.size(); at = next++)
      append_csv_rows(pieces[at].table, pieces[at].begin, pieces[at].end, texts[at], style);
  };
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < std::min(threads, pieces.size()); ++i)
    others.push_back(std::async(system::kBeside, write));
  write();
  for (std::future<void>& other : others) other.get();
  return texts;
}

}  // namespace

absl::Status write_csv(TablePieces table, CsvStyle style, std::uint32_t threads,
                       const std::function<absl::Status(std::string_view)>& take) {
  const std::size_t workers =
      threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
  const std::size_t held = std::min(workers * kPiecesPerThread, kMostPieces);
  std::string header;
  append_csv_header(table.head(), header, style);
  if (absl::Status done = take(header); !done.ok()) return done;
  while (true) {
    std::vector<TablePiece> pieces;
    while (pieces.size() < held) {
      std::optional<TablePiece> piece = table.next();
      if (!piece) break;
      pieces.push_back(*std::move(piece));
    }
    if (pieces.empty()) return absl::OkStatus();
    for (const std::string& text : texts_of(pieces, style, workers))
      if (absl::Status done = take(text); !done.ok()) return done;
  }
}

}  // namespace remit::cli
