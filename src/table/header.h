#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/schema.h"

namespace remit::table {

/// A column header as it is compared: without outer blanks, NFC, full-width ASCII as its narrow
/// twin (`（` as `(`, `Ａ` as `A`).
std::string fold_header(std::string_view header);

/// The field that a column header names: by its name, else by its label, else by what its column is
/// called in the data. Case counts.
std::optional<std::size_t> find_field(const EntitySchema& schema, std::string_view header);

/// How the columns of a table fit an entity.
struct HeaderMatch {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> field_of_column;  ///< kNone: no field has that name; it is ignored
  std::vector<std::size_t> missing;  ///< fields without column that may be neither blank nor open
  std::vector<std::size_t> duplicates;  ///< columns whose field an earlier column already is
  struct Near {
    std::size_t column = 0;
    std::size_t field = 0;
  };
  /// Columns that are no field but almost one of those without a column: as a rule these are meant.
  std::vector<Near> near;
  std::vector<std::size_t> defaulted;  ///< fields without column that take their default

  /// Whether the table can be taken as it is.
  bool fits() const { return missing.empty() && duplicates.empty() && near.empty(); }
};

/// Whether a header that is no field's name or label was probably meant to be this one: another
/// case or other punctuation, one letter off, a part of it, or something added to it.
bool resembles(std::string_view header, std::string_view name);

/// What people call a field: its label, or else what its column is called in the data, or its name.
const std::string& title_of(const FieldSchema& field);

HeaderMatch match_headers(const EntitySchema& schema, std::span<const std::string_view> headers);

/// Whether `text` names the entity, by the same rules.
bool names_entity(const EntitySchema& schema, std::string_view text);

}  // namespace remit::table
