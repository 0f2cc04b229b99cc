#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/diagnostic.h"

namespace remit {

/// What a cell holds. Numbers are stable.
enum class ValueKind : std::int32_t {
  boolean = 0,
  number = 1,  ///< an exact number: counts, ratios and percentages too
  money = 2,   ///< an exact number in a currency
  date = 3,
  text = 4,
  category = 5,   ///< one of a closed list of words
  reference = 6,  ///< the key of a row of another entity
  duration = 7,   ///< a whole number of days, workdays, months or years
};

/// The name of a kind as programs read it, in JSON and over HTTP: "boolean", "number", ... A static
/// text, lower case, never changed.
constexpr std::string_view value_kind_name(ValueKind kind) {
  constexpr std::string_view kNames[] = {"boolean", "number",   "money",     "date",
                                         "text",    "category", "reference", "duration"};
  return kNames[static_cast<std::int32_t>(kind)];
}

struct ValueType {
  ValueKind kind = ValueKind::text;
  int scale = 0;         ///< digits after the point of number and money
  bool ratio = false;    ///< an unrounded quotient: its text is "n/d" where no decimal is exact
  std::string currency;  ///< of money: "CNY"
  std::string entity;    ///< of a reference: the entity referred to
  std::string unit;      ///< of a duration: "days", "workdays", "months", "years"
  std::vector<std::string> categories;  ///< of a category: the words, in the order of the policy
};

/// An input column of an entity.
struct FieldInfo {
  std::string name;
  std::string label;   ///< accepted as a column header too; may be empty
  std::string header;  ///< `column "..."`: what the data calls it; accepted as well, may be empty
  ValueType type;
  bool key = false;          ///< names a row, alone or with others
  std::size_t key_part = 0;  ///< of a key of several fields: which of them, from 0
  bool optional = false;     ///< may be blank
  bool has_default = false;  ///< a blank cell takes the policy's default
  bool hole = false;         ///< left open by the document
  std::string cite;
  bool percent = false;   ///< a share: cells may be written with % and ‰
  bool bounded = false;   ///< the policy states bounds; a share without them lies within 0..100%
  bool left_out = false;  ///< a row whose reference names no row is left out and listed
  bool may_not_apply = false;  ///< a cell may say `n/a`: no value, and none was forgotten
};

/// A column that the policy defines.
struct ColumnInfo {
  std::string name;  ///< "tax_bonus", "tax_bonus.capped"
  ValueType type;
  std::string form;         ///< English keyword of the form that made it: "reward"
  std::string declaration;  ///< "tax_bonus"
  std::string role;         ///< "amount", "eligible", "capped", "met", ...
  std::string label_en;     ///< words for a reader, never empty
  std::string label_zh;
  std::string cite;  ///< clause; may be empty
  std::string file;
  Position begin;
  Position end;

  const std::string& label(Language language) const {
    return language == Language::zh ? label_zh : label_en;
  }
};

struct EntityInfo {
  std::string name;  ///< "" for the whole
  std::string label;
  bool hole = false;  ///< an open entity: its table may be missing
  bool made = false;  ///< the policy makes its rows: no table of it is given
  /// Indices into `fields` of those that name a row together, first to last; none for the whole.
  std::vector<std::size_t> key;
  std::vector<FieldInfo> fields;
  std::vector<ColumnInfo> columns;

  /// By name, or else by label, or else by what the data calls it.
  std::optional<std::size_t> find_field(std::string_view name_or_label) const;
  /// By name; also `tax_bonus.amount` for the column `tax_bonus`, and `big_projects` for
  /// `big_projects.met`: the declaration's name means its main column.
  std::optional<std::size_t> find_column(std::string_view column_name) const;
  /// The column or field that a name which neither finds is probably a misspelling of, if any is.
  std::optional<std::string> near_column(std::string_view misspelt) const;
};

/// ISO 4217 code of a currency by its code or name in either language, in any case ("cny", "yuan",
/// "人民币"); empty for none.
std::string_view currency_code(std::string_view code_or_name);

}  // namespace remit
