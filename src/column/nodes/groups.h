// Which rows belong together: dense numbers for equal values of some columns.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "column/bind/column_store.h"
#include "type/cell.h"

namespace remit::column {

/// A column for the groups of rows; `group` means nothing where `fault` has an entry.
struct Groups {
  std::vector<std::int64_t> group;  ///< 0 .. count - 1, in the order in which they first appear
  std::uint64_t count = 0;
  /// Rows with a blank or error among their values, ascending: a blank (the first) before an error.
  table::Faults faults;

  /// The groups as a column of references.
  std::shared_ptr<const ColumnStore> as_column() const;
};

/// A column that a key is made of; a column of the whole has the same value in every row.
struct KeyColumn {
  const ColumnStore* column = nullptr;
  bool of_whole = false;
};

/// Groups `rows` rows; without columns they are one group. Linear, by hashing.
Groups group_rows(std::span<const KeyColumn> columns, std::uint64_t rows);

/// The first blank among the values of a row, or else the first fault that leaves the row out, or
/// else the first error, or null.
const type::Fault* key_fault(std::span<const KeyColumn> columns, std::uint64_t row);

}  // namespace remit::column
