#include "remit/schema.h"

#include <algorithm>

#include "remit/policy.h"
#include "remit/text.h"
#include "table/header.h"
#include "type/currency.h"

namespace remit {
namespace {

template <typename Entry, typename Matches>
std::optional<std::size_t> index_where(const std::vector<Entry>& entries, Matches matches) {
  const auto found = std::find_if(entries.begin(), entries.end(), matches);
  if (found == entries.end()) return std::nullopt;
  return static_cast<std::size_t>(found - entries.begin());
}

std::optional<std::size_t> column_named(const EntityInfo& entity, std::string_view column_name) {
  const std::vector<ColumnInfo>& columns = entity.columns;
  const auto named =
      index_where(columns, [&](const ColumnInfo& c) { return c.name == column_name; });
  if (named || column_name.empty()) return named;
  // `reward.amount` is what the column `reward` itself is.
  const auto spelt_out = index_where(columns, [&](const ColumnInfo& c) {
    return column_name.size() == c.declaration.size() + 1 + c.role.size() &&
           column_name.starts_with(c.declaration) && column_name[c.declaration.size()] == '.' &&
           column_name.ends_with(c.role);
  });
  if (spelt_out) return spelt_out;
  // What a declaration is for comes first in this list.
  for (const std::string_view role :
       {"amount", "value", "met", "condition", "rank", "total", "paid", "due", "eligible"}) {
    const auto main = index_where(columns, [&](const ColumnInfo& c) {
      return c.declaration == column_name && c.role == role;
    });
    if (main) return main;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> EntityInfo::find_field(std::string_view name_or_label) const {
  const auto named =
      index_where(fields, [&](const FieldInfo& f) { return f.name == name_or_label; });
  if (named || name_or_label.empty()) return named;
  // As a header of a table is read (`table::find_field`): a host that asks before it hands over a
  // column must hear what the table itself would say.
  const std::string wanted = table::fold_header(name_or_label);
  if (wanted.empty()) return std::nullopt;
  for (std::string FieldInfo::*const word :
       {&FieldInfo::name, &FieldInfo::label, &FieldInfo::header}) {
    const auto found = index_where(
        fields, [&](const FieldInfo& f) { return table::fold_header(f.*word) == wanted; });
    if (found) return found;
  }
  return std::nullopt;
}

std::optional<std::size_t> EntityInfo::find_column(std::string_view column_name) const {
  if (const auto found = column_named(*this, column_name)) return found;
  // As one writes it in Chinese: `招商.达标`.
  const std::string english = with_attribute(std::string(column_name), Language::en);
  return english == column_name ? std::nullopt : column_named(*this, english);
}

std::optional<std::string> EntityInfo::near_column(std::string_view misspelt) const {
  std::vector<std::string_view> there;
  for (const ColumnInfo& column : columns) there.push_back(column.name);
  for (const FieldInfo& field : fields) there.push_back(field.name);
  return near_name(misspelt, there);
}

std::string_view currency_code(std::string_view code_or_name) {
  const std::optional<std::uint32_t> index = type::find_currency(code_or_name);
  return index ? type::currencies()[*index].code : std::string_view();
}

}  // namespace remit
