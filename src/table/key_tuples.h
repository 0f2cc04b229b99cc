#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/hash_map.h"
#include "table/column_data.h"
#include "table/key_index.h"

namespace remit::table {

/// The parts of a key of several fields: columns of one table, of the same number of rows.
using KeyParts = std::span<const ColumnData* const>;

/// Appends every later row whose parts all equal those of an earlier row, or look like them
/// (base::look_alike_form of each text), with the first such row; ascending by row. Rows with a
/// part that is a fault take no part.
void add_duplicate_tuples(KeyParts parts, std::vector<KeyIndex::Duplicate>& duplicates);

/// A part of a key by its value: what keys that ascend are compared by.
struct KeyPart {
  Int128 number = 0;
  std::string text;

  auto operator<=>(const KeyPart&) const = default;
};
KeyPart key_part(const ColumnData& column, std::uint64_t row);

/// Watches over keys of several fields that come in batches: KeyGuard for tuples. They are
/// remembered by 64 bits of hash; those that ascend are compared part by part.
class TupleGuard {
 public:
  explicit TupleGuard(bool ascending) : ascending_(ascending) {}

  /// The first row of the batch whose key occurred before or, where keys are to ascend, does not
  /// come after the one before it; nothing if all are good. Faults are no keys.
  std::optional<std::uint64_t> add(KeyParts parts);

 private:
  bool ascending_;
  std::optional<std::vector<KeyPart>> last_;
  base::HashSet<std::uint64_t> hashes_;
};

}  // namespace remit::table
