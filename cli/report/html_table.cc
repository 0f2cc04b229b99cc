#include "cli/report/html_table.h"

#include <algorithm>
#include <optional>

#include "remit/text.h"

namespace remit::cli {
namespace {

/// Wider than a figure is: why there is none, which is as long as it is.
constexpr std::size_t kWidestFigure = 24;

std::string cell(const char* element, const std::string& text, bool figure) {
  const bool is_short = std::string_view(element) == "th" || display_width(text) <= kWidestFigure;
  const std::string of = figure && is_short ? " class=\"figure\"" : "";
  return "<" + std::string(element) + of + ">" + markup_text(text) + "</" + element + ">";
}

std::string table_head(const ShownTable& shown, std::string_view name) {
  std::string out =
      "<div class=\"scroll\"><table class=\"" + std::string(name) + "\">\n<thead><tr>";
  for (std::size_t i = 0; i < shown.width(); ++i)
    out += cell("th", shown.caption(i), shown.is_figure(i));
  return out + "</tr></thead>\n<tbody>\n";
}

void append_row(const ShownTable& shown, std::uint64_t row, std::string& out) {
  const std::vector<std::string> cells = shown.cells(row);
  out += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) out += cell("td", cells[i], shown.is_figure(i));
  out += "</tr>\n";
}

std::string table_end(std::uint64_t left_out, const Console& console) {
  const std::string end = "</tbody>\n</table></div>\n";
  return left_out == 0 ? end : end + html_more(left_out, console);
}

}  // namespace

std::string html_element(const std::string& element, const std::string& text) {
  return "<" + element + ">" + markup_text(text) + "</" + element + ">\n";
}

std::string html_more(std::uint64_t rows, const Console& console) {
  return "<p class=\"note\">" + markup_text(console.text(Text::report_more, {rows})) + "</p>\n";
}

std::string html_table(const ShownTable& shown, std::string_view name, const Console& console,
                       std::uint64_t most) {
  std::string out = table_head(shown, name);
  const std::uint64_t rows = shown.table().row_count();
  const std::uint64_t told = most == 0 ? rows : std::min(most, rows);
  for (std::uint64_t row = 0; row < told; ++row) append_row(shown, row, out);
  return out + table_end(rows - told, console);
}

std::string html_table(TablePieces list, std::string_view name, const Console& console,
                       std::uint64_t most, std::string_view hidden) {
  const auto shown_of = [&](const Table& table) {
    ShownTable shown(table, console);
    shown.hide(hidden);
    return shown;
  };
  std::string out = table_head(shown_of(list.head()), name);
  const std::uint64_t rows = list.rows();
  const std::uint64_t told = most == 0 ? rows : std::min(most, rows);
  std::uint64_t left = told;
  while (const std::optional<TablePiece> piece = left == 0 ? std::nullopt : list.next()) {
    const ShownTable shown = shown_of(piece->table);
    for (std::uint64_t row = piece->begin; row < piece->end && left > 0; ++row, --left)
      append_row(shown, row, out);
  }
  return out + table_end(rows - told, console);
}

std::string html_table(const std::vector<std::string>& headings,
                       const std::vector<std::vector<std::string>>& rows,
                       const std::vector<bool>& figures) {
  std::string out = "<div class=\"scroll\"><table>\n<thead><tr>";
  for (std::size_t i = 0; i < headings.size(); ++i) out += cell("th", headings[i], figures[i]);
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) out += cell("td", row[i], figures[i]);
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table></div>\n";
}

}  // namespace remit::cli
