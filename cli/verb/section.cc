#include "cli/verb/section.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace remit::cli {

void ShownRows::add(const ShownTable& table, std::uint64_t row) {
  if (count_++ == 0) {
    for (std::size_t i = 0; i < table.width(); ++i)
      grid_.add_column(table.caption(i),
                       table.is_figure(i) ? Grid::Align::right : Grid::Align::left);
  }
  if (lines_ == 0 || count_ <= lines_) grid_.add_row(table.cells(row));
}

std::string ShownRows::text(const std::string& heading) const {
  if (count_ == 0) return {};
  std::string out = heading + "\n" + grid_.text();
  if (lines_ != 0 && count_ > lines_)
    out += "  " + console_.text(Text::more_lines, {count_ - lines_}) + "\n";
  return out + "\n";
}

Section::Section(Table table, std::uint64_t lines, const Console& console)
    : shown_(std::move(table), console), lines_(lines), console_(console) {}

Section& Section::hide(std::string_view column) {
  shown_.hide(column);
  return *this;
}

Section& Section::largest_first(std::string_view column) {
  sorted_by_ = shown_.table().find_column(column);
  return *this;
}

std::string Section::text(Text heading, const std::function<bool(std::uint64_t)>& wanted) const {
  return text(console_.text(heading), wanted);
}

std::string Section::text(const std::string& heading,
                          const std::function<bool(std::uint64_t)>& wanted) const {
  ShownRows rows(lines_, console_);
  for (const std::uint64_t row : order())
    if (wanted(row)) rows.add(shown_, row);
  return rows.text(heading);
}

std::vector<std::uint64_t> Section::order() const {
  const Table& table = shown_.table();
  std::vector<std::uint64_t> rows(table.row_count());
  std::iota(rows.begin(), rows.end(), std::uint64_t{0});
  if (!sorted_by_) return rows;
  const auto figure = [&](std::uint64_t row) {
    const std::optional<Decimal> value = table.decimal(row, *sorted_by_);
    return value ? value->to_int64().value_or(0) : 0;
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::uint64_t a, std::uint64_t b) { return figure(a) > figure(b); });
  return rows;
}

std::string list_text(const std::string& heading, TablePieces list, std::uint64_t lines,
                      const Console& console, std::string_view hidden) {
  ShownRows rows(lines, console);
  std::uint64_t left = list.rows();
  while (const std::optional<TablePiece> piece = rows.is_full() ? std::nullopt : list.next()) {
    ShownTable shown(piece->table, console);
    shown.hide(hidden);
    for (std::uint64_t row = piece->begin; row < piece->end && !rows.is_full(); ++row, --left)
      rows.add(shown, row);
  }
  rows.skip(left);
  return rows.text(heading);
}

bool every_row(std::uint64_t /*row*/) { return true; }

}  // namespace remit::cli
