#include "cli/text/grid.h"

#include <algorithm>
#include <utility>

#include "cli/text/figures.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kGap = "  ";

}  // namespace

void Grid::add_column(std::string heading, Align align) {
  const std::size_t width = display_width(heading);
  columns_.push_back({std::move(heading), align, width});
}

void Grid::add_row(std::vector<std::string> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i] = visible_text(cells[i]);  // one line, which fools nobody
    columns_[i].width = std::max(columns_[i].width, display_width(cells[i]));
  }
  rows_.push_back(std::move(cells));
}

std::string Grid::text() const {
  std::string out;
  const auto add_line = [&](const auto& cell_of) {
    std::string line(kIndent);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const std::string& cell = cell_of(i);
      const std::string padding(columns_[i].width - display_width(cell), ' ');
      if (i > 0) line += kGap;
      line += columns_[i].align == Align::right ? padding + cell : cell + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  };
  add_line([&](std::size_t i) -> const std::string& { return columns_[i].heading; });
  std::vector<std::string> rules;
  for (const GridColumn& column : columns_) rules.emplace_back(column.width, '-');
  add_line([&](std::size_t i) -> const std::string& { return rules[i]; });
  for (const auto& row : rows_) {
    add_line([&](std::size_t i) -> const std::string& { return row[i]; });
  }
  return out;
}

std::string group_thousands(std::string_view decimal) {
  if (!is_decimal(decimal)) return std::string(decimal);  // a day, a word
  const std::size_t first = decimal.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(decimal.find('.'), decimal.size());
  std::string out;
  for (std::size_t i = 0; i < decimal.size(); ++i) {
    if (i > first && i < point && (point - i) % 3 == 0) out += ',';
    out += decimal[i];
  }
  return out;
}

}  // namespace remit::cli
