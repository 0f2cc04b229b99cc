#include "cli/verb/shown_table.h"

#include <optional>
#include <utility>

#include "cli/text/figures.h"
#include "cli/text/grid.h"
#include "remit/policy.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

// What programs call "pass".
std::string part_in_words(const std::string& part, const Console& console) {
  constexpr std::pair<std::string_view, Text> kParts[] = {
      {"link", Text::part_link},      {"bind", Text::part_bind},       {"read", Text::part_read},
      {"pass", Text::part_pass},      {"columns", Text::part_columns}, {"take", Text::part_take},
      {"results", Text::part_results}};
  for (const auto& [name, words] : kParts) {
    if (part == name) return console.text(words);
  }
  return part;
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
  if (table_.state(row, i) == CellState::error)
    return table_.fault_text(row, i, console_.language());
  std::string text = table_.text(row, i);
  if (has_figures(table_.columns()[i]) && is_decimal(text)) text = group_thousands(text);
  if (table_.columns()[i].name == "part") text = part_in_words(text, console_);
  if (table_.columns()[i].name == "form") text = keyword(text, console_.language());
  // Programs know the whole by a name; people do not.
  if (table_.columns()[i].name == "entity" && text == "whole")
    text = whole_title(console_.language());
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
