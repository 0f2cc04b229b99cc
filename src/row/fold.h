#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "row/cells.h"
#include "row/group.h"

namespace remit::row {

/// The columns by which the rows of a fold are grouped: its reference, its partition, or none.
std::vector<plan::ColumnId> fold_columns(const plan::Fold& node);

/// The rows that this place folds over, whether they count or not; a fault if the place itself
/// belongs to no group.
struct FoldRows {
  std::span<const std::uint64_t> rows;
  std::optional<type::Fault> fault;
};
FoldRows fold_rows(const CellPlace& place, const plan::Fold& node, const Groups& groups);

/// The bounds of a fold's window in this row; the first fault among them.
struct FoldBounds {
  std::optional<Value> lower;
  std::optional<Value> upper;
  std::optional<Value> place;
  std::optional<type::Fault> fault;
};
FoldBounds fold_bounds(const CellPlace& place, const plan::Fold& node);

/// Whether a row of the group counts between those bounds: false, true or a fault.
Value counts_in_fold(Cells& cells, const plan::Fold& node, const FoldBounds& bounds,
                     std::uint64_t row);

/// `unplaced` is the membership fault of the groups.
Value fold(const CellPlace& place, const plan::Fold& node, const Groups& groups,
           const std::optional<type::Fault>& unplaced);

}  // namespace remit::row
