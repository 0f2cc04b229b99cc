#include "cli/verb/shown_columns.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "cli/verb/output.h"

namespace remit::cli {
namespace {

/// One `--show`: whose table, and its columns.
struct Selection {
  std::string table;
  std::vector<std::string> columns;
};

std::optional<Selection> read_selection(std::string_view text) {
  const std::size_t sign = text.find('=');
  if (sign == std::string_view::npos) return std::nullopt;
  Selection selection{std::string(text.substr(0, sign)), {}};
  text.remove_prefix(sign + 1);
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) selection.columns.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  if (selection.columns.empty()) return std::nullopt;
  return selection;
}

std::optional<std::size_t> entity_of(const Policy& policy, const std::string& name) {
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    const EntityInfo& entity = policy.entities()[i];
    const bool labelled = !entity.label.empty() && entity.label == name;
    if (table_name(policy, i) == name || labelled) return i;
  }
  return std::nullopt;
}

bool has_column(const EntityInfo& entity, const std::string& name) {
  const auto is_key = [&](std::size_t field) { return entity.fields[field].name == name; };
  return std::any_of(entity.key.begin(), entity.key.end(), is_key) ||
         std::any_of(entity.columns.begin(), entity.columns.end(),
                     [&](const ColumnInfo& column) { return column.name == name; });
}

}  // namespace

void add_shown_options(VerbOptions& verb, ShownColumns& shown) {
  verb.flag("--all", shown.all, Text::help_all);
  verb.list("--show", "ENTITY=COLUMN,COLUMN", shown.named, Text::help_show);
}

bool accept_shown(const Policy& policy, const ShownColumns& shown, const Console& console) {
  std::vector<std::size_t> named;
  for (const std::string& text : shown.named) {
    const std::optional<Selection> selection = read_selection(text);
    if (!selection) {
      console.complain(console.text(Text::show_form, {text}));
      return false;
    }
    const std::optional<std::size_t> entity = entity_of(policy, selection->table);
    if (!entity) {
      console.complain_of_name(console.text(Text::no_such_entity, {selection->table}),
                               policy.near_entity(selection->table));
      return false;
    }
    if (std::find(named.begin(), named.end(), *entity) != named.end()) {
      console.complain(console.text(Text::option_twice, {"--show", selection->table}));
      return false;
    }
    named.push_back(*entity);
    for (const std::string& column : selection->columns) {
      const auto& all = selection->columns;
      if (std::count(all.begin(), all.end(), column) > 1) {
        console.complain(console.text(Text::option_twice, {"--show", column}));
        return false;
      }
      if (has_column(policy.entities()[*entity], column)) continue;
      console.complain_of_name(console.text(Text::no_such_column, {selection->table, column}),
                               policy.entities()[*entity].near_column(column));
      return false;
    }
  }
  return true;
}

Table entity_table(const Policy& policy, const Results& results, std::size_t entity,
                   const ShownColumns& shown, Language language) {
  for (const std::string& text : shown.named) {
    const std::optional<Selection> selection = read_selection(text);
    if (!selection || entity_of(policy, selection->table) != entity) continue;
    const Table all = results.entity(entity, language, ResultColumns::all);
    std::vector<std::size_t> columns;
    for (const std::string& name : selection->columns)
      if (const auto column = all.find_column(name)) columns.push_back(*column);
    return all.select(columns);
  }
  return results.entity(entity, language, shown.all ? ResultColumns::all : ResultColumns::shown);
}

}  // namespace remit::cli
