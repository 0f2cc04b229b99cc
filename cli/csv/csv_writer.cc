#include "cli/csv/csv_writer.h"

#include <algorithm>

namespace remit::cli {

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

void append_csv_header(const Table& table, std::string& out, Language language) {
  const auto& columns = table.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& caption =
        language == Language::zh ? columns[i].label_zh : columns[i].label_en;
    append_csv_cell(columns[i].captioned ? caption : columns[i].name, out);
  }
  out += "\r\n";
}

void append_csv_rows(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out) {
  const std::size_t columns = table.columns().size();
  for (std::uint64_t row = begin; row < end; ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) out += ',';
      append_csv_cell(table.text(row, i), out);
    }
    out += "\r\n";
  }
}

std::string csv_text(const Table& table, Language language) {
  std::string out;
  append_csv_header(table, out, language);
  append_csv_rows(table, 0, table.row_count(), out);
  return out;
}

}  // namespace remit::cli
