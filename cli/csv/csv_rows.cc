#include "cli/csv/csv_rows.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "cli/csv/eight_bytes.h"
#include "cli/text/figures.h"

namespace remit::cli {
namespace {

/// Rows that are told at a time: their texts stay in the nearer caches.
constexpr std::uint64_t kRowsAtOnce = 256;

/// Whether a spreadsheet would run the text, or be made to.
bool begins_formula(std::string_view text) {
  return std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

/// Whether a spreadsheet would take the text for a number, a day or a time: `001`, `1-2`, `1E5`.
bool looks_like_figure(std::string_view text) {
  const bool digit = text.front() >= '0' && text.front() <= '9';
  return digit && text.find_first_not_of("0123456789.,:/-+eE% ") == std::string_view::npos;
}

/// What an apostrophe or a tab makes of the text for a spreadsheet; empty if nothing.
std::string for_excel(std::string_view text) {
  if (text.empty()) return {};
  if (looks_like_figure(text)) return std::string(text) + "\t";
  return begins_formula(text) ? "'" + std::string(text) : std::string();
}

bool is_text(const TableColumn& column) {
  const ValueKind kind = column.type.kind;
  return !has_figures(column) &&
         (kind == ValueKind::text || kind == ValueKind::reference || kind == ValueKind::category);
}

/// Whether the text of such a value may need quotes: of figures, days and truths none does.
bool is_free_text(ValueKind kind) {
  return kind != ValueKind::number && kind != ValueKind::money && kind != ValueKind::duration &&
         kind != ValueKind::boolean && kind != ValueKind::date;
}

/// Whether what ends a cell, a line or a quotation is among them.
[[gnu::always_inline]] inline bool has_mark(std::uint64_t word) {
  return (bytes_that_are(word, ',') | bytes_that_are(word, '"') | bytes_that_are(word, '\r') |
          bytes_that_are(word, '\n')) != 0;
}

/// Whether such a byte is in the text, of any length.
bool has_mark(std::string_view text) {
  std::uint64_t found = 0;
  for (; text.size() >= 8; text.remove_prefix(8)) {
    const auto word = load<std::uint64_t>(text.data());
    found |= bytes_that_are(word, ',') | bytes_that_are(word, '"') | bytes_that_are(word, '\r') |
             bytes_that_are(word, '\n');
  }
  return found != 0 || text.find_first_of(",\"\r\n") != std::string_view::npos;
}

/// Whether cells lie end to end, as those of a column of texts do, and none of them needs quotes:
/// then their bytes are looked at as one text.
bool need_no_quotes(std::span<const std::string_view> cells) {
  if (cells.empty()) return true;
  const char* const begin = cells.front().data();
  const char* end = begin;
  bool blank = false;
  for (const std::string_view cell : cells) {
    if (cell.data() != end) return false;
    end += cell.size();
    if (!cell.empty()) blank |= cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t';
  }
  return !blank && !has_mark(std::string_view(begin, static_cast<std::size_t>(end - begin)));
}

/// The bytes of a text that is shorter than a word, some of them twice; size > 0.
std::uint64_t short_text(const char* from, std::size_t size) {
  if (size >= 4)
    return load<std::uint32_t>(from) | std::uint64_t{load<std::uint32_t>(from + size - 4)} << 32;
  const auto byte = [from](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(from[at])};
  };
  return byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
}

bool needs_quotes(std::string_view cell) {
  if (cell.empty()) return false;
  if (cell.front() == ' ' || cell.back() == ' ' || cell.front() == '\t') return true;
  const char* const from = cell.data();
  if (cell.size() < 8) return has_mark(short_text(from, cell.size()));
  for (std::size_t at = 0; at + 8 < cell.size(); at += 8)
    if (has_mark(load<std::uint64_t>(from + at))) return true;
  return has_mark(load<std::uint64_t>(from + cell.size() - 8));
}

void append_quoted(std::string_view cell, std::string& out) {
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// What a text can come to at most: an apostrophe or a tab, quotes, each quotation mark twice.
std::size_t most_written(std::size_t bytes) { return 2 * bytes + 4; }

/// Copies a cell; where it ends. Most cells are shorter than a call to copy them is long.
char* copy(std::string_view cell, char* to) {
  const char* const from = cell.data();
  const std::size_t size = cell.size();
  if (size > 16) {
    std::memcpy(to, from, size);
  } else if (size >= 8) {
    const auto first = load<std::uint64_t>(from), last = load<std::uint64_t>(from + size - 8);
    std::memcpy(to, &first, 8);
    std::memcpy(to + size - 8, &last, 8);
  } else if (size >= 4) {
    const auto first = load<std::uint32_t>(from), last = load<std::uint32_t>(from + size - 4);
    std::memcpy(to, &first, 4);
    std::memcpy(to + size - 4, &last, 4);
  } else if (size > 0) {
    to[0] = from[0];
    to[size / 2] = from[size / 2];
    to[size - 1] = from[size - 1];
  }
  return to + size;
}

}  // namespace

void append_csv_cell(std::string_view cell, std::string& out) {
  if (needs_quotes(cell))
    append_quoted(cell, out);
  else
    out += cell;
}

void CsvRows::append(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out) {
  const std::vector<TableColumn>& heads = table.columns();
  if (columns_.size() < heads.size()) columns_.resize(heads.size());
  for (; begin < end; begin += std::min(kRowsAtOnce, end - begin)) {
    const std::uint64_t rows = std::min(kRowsAtOnce, end - begin);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      table.texts(i, begin, begin + rows, columns_[i].cells, columns_[i].made);
      if (is_free_text(heads[i].type.kind)) quote(heads[i], columns_[i]);
    }
    append_lines(static_cast<std::size_t>(rows), heads.size(), out);
  }
}

/// Puts cells that need it in quotes. A name that stands in many rows is looked at once where it
/// follows itself.
void CsvRows::quote(const TableColumn& head, Column& column) const {
  const bool excel = style_.excel && is_text(head);
  if (!excel && need_no_quotes(column.cells)) return;
  std::size_t most = 0;
  std::string shown;
  column.quoted.clear();
  std::string_view plain;  // needs nothing
  for (std::string_view& cell : column.cells) {
    if (cell.data() == plain.data() && cell.size() == plain.size()) continue;
    if (excel) shown = for_excel(cell);
    const std::string_view written = excel && !shown.empty() ? std::string_view(shown) : cell;
    const bool quotes = needs_quotes(written);
    if (!quotes && written.data() == cell.data()) {
      plain = cell;
      continue;
    }
    if (most == 0) {
      for (const std::string_view each : column.cells) most += most_written(each.size());
      column.quoted.reserve(most);  // so that what stands there stays there
    }
    const std::size_t begin = column.quoted.size();
    if (quotes)
      append_quoted(written, column.quoted);
    else
      column.quoted += written;
    cell = {column.quoted.data() + begin, column.quoted.size() - begin};
  }
}

void CsvRows::append_lines(std::size_t rows, std::size_t columns, std::string& out) {
  const std::size_t before = out.size();
  std::size_t bytes = rows * std::max<std::size_t>(columns + 1, 2);  // commas and ends of lines
  for (std::size_t i = 0; i < columns; ++i)
    for (const std::string_view cell : columns_[i].cells) bytes += cell.size();
  out.resize(before + bytes);
  char* to = out.data() + before;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      if (i > 0) *to++ = ',';
      to = copy(columns_[i].cells[row], to);
    }
    *to++ = '\r';
    *to++ = '\n';
  }
}

}  // namespace remit::cli
