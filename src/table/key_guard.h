#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/hash_map.h"
#include "table/column_data.h"

namespace remit::table {

/// Watches over the keys of rows that come in batches: each may occur once. Keys that ascend
/// strictly (integers, or texts by their bytes) cost no memory, and are not held against each other
/// for their looks. Otherwise all are remembered, 9 to 18 bytes each, and none may look like
/// another (base::look_alike_form): integers themselves, texts and wide numbers by 64 bits of hash.
/// Among a hundred million different texts, two are taken for one with a probability of 1 in 3 700.
class KeyGuard {
 public:
  explicit KeyGuard(bool ascending) : ascending_(ascending) {}

  /// The first row of the batch whose key occurred before or, where keys are to ascend, does not
  /// come after the one before it; nothing if all are good. Faults are no keys.
  std::optional<std::uint64_t> add(const ColumnData& keys);

 private:
  bool is_new(std::int64_t key);
  bool is_new(Int128 key);
  bool is_new(std::string_view key);

  bool ascending_;
  std::optional<Int128> last_integer_;
  std::optional<std::string> last_text_;
  base::HashSet<std::int64_t> integers_;
  base::HashSet<std::uint64_t> hashes_;
};

}  // namespace remit::table
