// Which folded rows belong to which result, where that is a matter of values.
#pragma once

#include <cstdint>
#include <vector>

#include "column/compile/environment.h"
#include "column/nodes/groups.h"

namespace remit::column {

/// The group of each folded row and of each result. A group number means nothing in a row with a
/// fault.
struct FoldGroups {
  static constexpr std::int64_t kNoRows = -1;

  std::vector<std::int64_t> of_row;
  std::vector<std::int64_t> of_result;  ///< kNoRows: no folded row has these values
  std::uint64_t count = 1;              ///< some groups may be without rows
  std::vector<KeyColumn> row_keys;      ///< whose faults keep a row from its group (key_fault)
  std::vector<KeyColumn> result_keys;   ///< the same for the results
};

/// Linear in rows and results, by hashing, or by tables where values lie close together.
FoldGroups fold_groups(const Environment& environment, plan::ColumnId id, const plan::Fold& node);

}  // namespace remit::column
