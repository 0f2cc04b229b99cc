#include "cli/serve/tables_in.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "cli/serve/members.h"

namespace remit::cli::serve {
namespace {

/// Whether a cell can be what a program made of a text: the key 5 that became 5.0, or `true`.
bool looks_made(const Json& cell) {
  const bool fraction =
      cell.kind == Json::Kind::number && cell.text.find_first_of(".eE") != std::string_view::npos;
  return fraction || cell.kind == Json::Kind::boolean;
}

/// Whether what stands under a header is a text for the policy.
bool is_text(const Data& data, std::size_t entity, const EntityInfo& info,
             std::string_view header) {
  const std::optional<std::size_t> at = data.find_field(entity, header);
  if (!at) return false;
  const FieldInfo& field = info.fields[*at];
  return field.key || field.type.kind == ValueKind::text || field.type.kind == ValueKind::reference;
}

/// The rows of one table, as columns of texts that lie in the body.
class Columns {
 public:
  Columns(const Data& data, std::size_t entity, const EntityInfo& info)
      : data_(data), entity_(entity), info_(info) {}

  /// What is wrong with the row or with its cell `member`.
  std::optional<Text> add(const Json& row, std::string_view& member) {
    if (row.kind != Json::Kind::object) return Text::serve_an_object;
    if (columns_.empty()) columns_.reserve(row.members.size());
    std::size_t at = 0;
    for (const auto& [name, cell] : row.members) {
      member = name;
      const std::optional<std::string_view> text = cell_text(cell);
      if (!text) return Text::serve_a_cell;
      const std::size_t found = find(name, at++);
      if (looks_made(cell) && takes_text(found)) return Text::serve_a_text;
      TextColumn& column = columns_[found];
      column.cells.resize(rows_);  // blank where rows above lack it
      column.cells.push_back(*text);
    }
    ++rows_;
    return std::nullopt;
  }
  std::span<const TextColumn> take() {
    for (TextColumn& column : columns_) column.cells.resize(rows_);
    return columns_;
  }

 private:
  /// Rows name their members in one order as a rule: where it is expected, then anywhere.
  std::size_t find(std::string_view name, std::size_t expected) {
    if (expected < columns_.size() && columns_[expected].header == name) return expected;
    const auto found = std::ranges::find(columns_, name, &TextColumn::header);
    if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
    columns_.push_back({name, 0, false, {}});
    return columns_.size() - 1;
  }

  /// Asked once for a column: a field is looked for among all names.
  bool takes_text(std::size_t column) {
    if (column >= texts_.size()) texts_.resize(columns_.size());
    if (!texts_[column]) texts_[column] = is_text(data_, entity_, info_, columns_[column].header);
    return *texts_[column];
  }

  const Data& data_;
  std::size_t entity_;
  const EntityInfo& info_;
  std::vector<TextColumn> columns_;
  std::vector<std::optional<bool>> texts_;
  std::size_t rows_ = 0;
};

std::optional<Answer> take_table(const Json& table, const std::string& pointer, std::size_t entity,
                                 const EntityInfo& info, Language language, Data& data) {
  const auto wrong = [&](const std::string& place, Text wanted) {
    return problem(Trouble::wrong_shape, language, {place, format_text(wanted, language)}, place);
  };
  const bool one = entity == 0 && table.kind == Json::Kind::object;
  if (!one && table.kind != Json::Kind::array) return wrong(pointer, Text::serve_some_rows);
  const std::span<const Json> rows = one ? std::span(&table, 1) : std::span(table.items);
  const auto step_of = [&](std::size_t i) {
    return one ? pointer : pointer + "/" + std::to_string(i);
  };
  Columns columns(data, entity, info);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string_view member;
    if (const std::optional<Text> wanted = columns.add(rows[i], member))
      return wrong(step_of(i) + pointer_step(member), *wanted);
  }
  if (rows.empty()) return std::nullopt;
  const Status set = data.set_table_text(entity, columns.take());
  if (!set.ok()) return problem(set.error(), language, pointer);
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> cell_text(const Json& cell) {
  switch (cell.kind) {
    case Json::Kind::null:
      return "";
    case Json::Kind::boolean:
      return cell.truth ? "true" : "false";
    case Json::Kind::number:
    case Json::Kind::text:
      return cell.text;
    case Json::Kind::array:
    case Json::Kind::object:
      break;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_table(const Policy& policy, const Data& data,
                                      std::string_view name) {
  if (name == "-" || name == "whole" || name == policy.name()) return 0;
  return data.find_entity(name);
}

std::optional<Answer> take_tables(const Json& tables, const Policy& policy, Language language,
                                  Data& data, std::set<std::size_t>* there) {
  std::set<std::size_t> taken;
  for (const auto& [name, table] : tables.members) {
    const std::string pointer = "/tables" + pointer_step(name);
    const std::optional<std::size_t> entity = find_table(policy, data, name);
    if (!entity || name.empty()) return problem(Trouble::no_such_entity, language, {name}, pointer);
    if (!taken.insert(*entity).second)
      return problem(Trouble::name_twice, language, {name}, pointer);
    if (auto refusal =
            take_table(table, pointer, *entity, policy.entities()[*entity], language, data))
      return refusal;
  }
  if (there != nullptr) there->merge(taken);
  return std::nullopt;
}

}  // namespace remit::cli::serve
