#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "table/dataset.h"
#include "table/schema.h"

namespace remit::table {

/// What the text of a cell needs beyond the cell and the rows. Immutable, so it can be shared
/// between threads.
struct Names {
  /// Of the categories, by category set.
  std::vector<std::vector<std::string>> categories;
  /// Indices of the key fields, by entity; none without a key.
  std::vector<std::vector<std::uint32_t>> keys;
};

/// The same with the rows. The referent must outlive it.
struct Naming {
  std::shared_ptr<const Names> names;
  /// Where references find the keys of the rows they mean; may be null, then they print row
  /// numbers.
  const Dataset* dataset = nullptr;
};

/// Appends the canonical text of a cell: what a table read again would give the same value for.
/// Booleans `true` and `false`; dates `2010-01-31`; numbers with all digits of the column's
/// decimals; ratios in lowest terms `n/d`; categories by name; references by key; faults as
/// nothing.
void append_value(const ColumnData& column, std::uint64_t row, const Naming& naming,
                  std::string& out);

std::string format_value(const ColumnData& column, std::uint64_t row, const Naming& naming);

/// The key of a row as text, its parts joined by kKeySeparator; empty for an entity without key,
/// and for a row whose key is a fault.
std::string format_key(std::uint32_t entity, std::uint64_t row, const Naming& naming);

/// Appends a cell whose type, decimals and category names are those of `field`, which is no
/// reference. The cell must not be a fault.
void append_stored(const ColumnData::Storage& storage, std::uint64_t row, const FieldSchema& field,
                   std::string& out);

/// Appends an exact decimal with exactly `decimals` digits after the point. No allocation.
void append_decimal(Int128 coefficient, int decimals, std::string& out);

}  // namespace remit::table
