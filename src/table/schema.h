#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "number/rational.h"
#include "remit/limits.h"
#include "type/type.h"

namespace remit::table {

/// What a builder must know of a field; the API makes it from the plan.
struct FieldSchema {
  std::string name;
  std::string label;
  std::string header;  ///< accepted as a column header too; may be empty
  type::Type type;
  int decimals = 0;
  bool optional = false;
  bool decision = false;  ///< a blank is a decision that nobody has made yet: it can be asked for
  bool hole = false;
  bool tree = false;  ///< a reference to its own entity; a circle of rows is CellFault::circular
  bool names_somebody = false;  ///< a text that says who pays or is paid
  bool left_out = false;        ///< a reference that names no row is CellFault::left_out
  bool may_not_apply = false;   ///< a cell may say so (cell_words.h): CellFault::not_applicable
  /// Value of a blank cell: text as it would stand in a table; none: blank stays blank.
  std::optional<std::string> default_text;
  bool percent = false;      ///< cells may be written with % and ‰
  bool whole = false;        ///< a share of a whole: within 0..100%, anything else is a fault
  std::uint32_t column = 0;  ///< plan column of the field, named in faults
  std::vector<std::string> categories;  ///< names, for category fields
  Limits limits;                        ///< what a cell's text is held to
};

struct EntitySchema {
  std::string name;
  std::string label;
  std::vector<FieldSchema> fields;
  /// The fields that name a row together, first to last; none: rows have no names.
  std::vector<std::uint32_t> key;

  bool is_key(std::size_t field) const { return std::ranges::find(key, field) != key.end(); }
};

using Schemas = std::vector<EntitySchema>;

}  // namespace remit::table
