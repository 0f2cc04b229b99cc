#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "table/schema.h"

namespace remit::table {

/// A column header as it is compared: without outer blanks, NFC, full-width ASCII as its narrow
/// twin (`（` as `(`, `Ａ` as `A`).
std::string fold_header(std::string_view header);

/// The field that a column header names: by its name, else by its label. Case counts.
std::optional<std::size_t> find_field(const EntitySchema& schema, std::string_view header);

/// Whether `text` names the entity, by the same rules.
bool names_entity(const EntitySchema& schema, std::string_view text);

}  // namespace remit::table
