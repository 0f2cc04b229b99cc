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

/// The field that a column header names: by its name, else by its label. Case counts.
std::optional<std::size_t> find_field(const EntitySchema& schema, std::string_view header);

/// How the columns of a table fit an entity.
struct HeaderMatch {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> field_of_column;  ///< kNone: no field has that name; it is ignored
  std::vector<std::size_t> missing;  ///< fields without column that may be neither blank nor open
  std::vector<std::size_t> duplicates;  ///< columns whose field an earlier column already is
};

HeaderMatch match_headers(const EntitySchema& schema, std::span<const std::string_view> headers);

/// Whether `text` names the entity, by the same rules.
bool names_entity(const EntitySchema& schema, std::string_view text);

}  // namespace remit::table
