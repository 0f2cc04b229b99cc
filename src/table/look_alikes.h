#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_map.h"
#include "table/column_data.h"
#include "table/key_index.h"

namespace remit::table {

/// Appends every row whose key looks like that of an earlier row without being the same
/// (base::look_alike_form), with the first such row, and keeps the list ascending by row. Keys that
/// are no texts never do. Costs one look at the bytes unless letters of both cases, or other
/// letters than those of plain Chinese and English, occur; that look is on the threads of
/// `executor`, null: on this one.
void add_look_alikes(const ColumnData& keys, std::vector<KeyIndex::Duplicate>& duplicates,
                     base::Executor* executor = nullptr);

/// Whether no two different texts of this kind look alike, so that nobody needs to compare them:
/// letters of one case at most, and plain ones.
class Plainness {
 public:
  /// Takes another text into account.
  void add(std::string_view text);
  /// The same for all texts that others were told of.
  void add(const Plainness& others);
  bool holds() const { return !special_ && !(lower_ && upper_); }

 private:
  bool lower_ = false, upper_ = false, special_ = false;
};

/// The first row of each form of key.
class LookAlikes {
 public:
  explicit LookAlikes(const ColumnData& keys);
  std::optional<std::uint64_t> find(std::string_view text) const;

 private:
  base::HashMap<std::string, std::uint64_t> rows_;
};

}  // namespace remit::table
