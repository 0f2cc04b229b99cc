#include "cli/verb/shown_table.h"

#include <optional>
#include <utility>

#include "cli/text/figures.h"
#include "cli/text/grid.h"
#include "remit/policy.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

// Words by which programs know a cell of that column.
struct ProgramWord {
  std::string_view column, word;
  Text text;
};

constexpr ProgramWord kWords[] = {
    {"part", "link", Text::part_link},       {"part", "bind", Text::part_bind},
    {"part", "read", Text::part_read},       {"part", "pass", Text::part_pass},
    {"part", "columns", Text::part_columns}, {"part", "take", Text::part_take},
    {"part", "results", Text::part_results}, {"only", "before", Text::report_before},
    {"only", "after", Text::report_after}};

std::string in_words(std::string_view column, std::string text, const Console& console) {
  for (const ProgramWord& each : kWords)
    if (each.column == column && each.word == text) return console.text(each.text);
  if (column == "form") return keyword(text, console.language());
  // Programs know the whole by a name; people do not.
  if (column == "entity" && text == "whole") return whole_title(console.language());
  if (column == "finding" || column == "column") return with_attribute(text, console.language());
  return text;
}

}  // namespace

ShownTable::ShownTable(Table table, const Console& console)
    : table_(std::move(table)), console_(console) {
  for (std::size_t i = 0; i < table_.columns().size(); ++i) shown_.push_back(i);
}

void ShownTable::hide(std::string_view column) {
  if (const auto index = table_.find_column(column)) std::erase(shown_, *index);
}

std::string ShownTable::caption(std::size_t index) const {
  const TableColumn& column = table_.columns()[shown_[index]];
  return console_.language() == Language::zh ? column.label_zh : column.label_en;
}

bool ShownTable::is_figure(std::size_t index) const {
  return has_figures(table_.columns()[shown_[index]]);
}

std::string ShownTable::cell(std::uint64_t row, std::size_t index) const {
  const std::size_t i = shown_[index];
  if (table_.state(row, i) == CellState::error) {
    const bool is_told_elsewhere = !wrong_figure_.empty() && has_figures(table_.columns()[i]);
    return is_told_elsewhere ? wrong_figure_ : table_.fault_text(row, i, console_.language());
  }
  std::string text = table_.text(row, i);
  if (has_figures(table_.columns()[i]) && is_decimal(text)) text = group_thousands(text);
  text = in_words(table_.columns()[i].name, std::move(text), console_);
  if (const std::optional<bool> flag = table_.boolean(row, i))
    text = console_.text(*flag ? Text::yes : Text::no);
  return text;
}

std::vector<std::string> ShownTable::cells(std::uint64_t row) const {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < shown_.size(); ++i) texts.push_back(cell(row, i));
  return texts;
}

}  // namespace remit::cli
