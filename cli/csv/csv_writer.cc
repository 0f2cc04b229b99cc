#include "cli/csv/csv_writer.h"

#include <algorithm>
#include <utility>

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

void append_csv_cell(std::string_view cell, std::string& out) {
  const bool outer_blank =
      !cell.empty() && (cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t');
  const bool plain = std::none_of(cell.begin(), cell.end(), [](char c) {
    return c == ',' || c == '"' || c == '\r' || c == '\n';
  });
  if (!outer_blank && plain) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
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
  const std::size_t columns = table.columns().size();
  for (std::uint64_t row = begin; row < end; ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) out += ',';
      std::string text = table.text(row, i);
      if (style.excel && is_text(table.columns()[i])) text = for_excel(std::move(text));
      append_csv_cell(text, out);
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

}  // namespace remit::cli
