#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "row/index/run_index.h"

namespace remit::row {

/// What a pass over stored values has found of a fold's rows, without decoding them.
struct FoldScan {
  /// Ascending: the rows in error, and of those that count each that tells more than all but
  /// `kept` - 1 before it. The most telling `kept` are among them.
  std::vector<std::uint64_t> telling;
  std::uint64_t others = 0;  ///< further rows that count
};

/// Of a fold whose columns are stored, machine integers of its own rows; nothing of any other, and
/// of one with a window. Some nanoseconds a row.
std::optional<FoldScan> scan_fold(const RunIndex& index, const plan::Fold& node,
                                  const FoldMembers& members, std::size_t kept);

}  // namespace remit::row
