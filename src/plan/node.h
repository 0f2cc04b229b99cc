#pragma once

#include <cstdint>
#include <variant>

#include "plan/expression.h"
#include "type/ids.h"
#include "type/over_rows.h"

namespace remit::plan {

// Faults in nodes. Where a node needs a value and finds a blank, the result is CellFault::missing
// with the column and row of the blank; every other fault travels unchanged. A fault that a node
// itself brings about (overflow, no_band, duplicate_key, cannot_share, a blank of its own ...)
// names the node's own column and row. A fault that began in a helper names, in every other column,
// that column and the row being computed (plan/fault_origin.h). "First" means the lowest row, and
// within a row `where`, then the reference or partition, then the other members in the order they
// stand here. An open entity whose table was not given (Entity::hole) makes every node that
// matches, folds, or counts workdays over it CellFault::hole. A decimal column's value of more than
// kMaxDigits digits at the column's scale is CellFault::overflow, as is a duration beyond 64 bits,
// and any number, on the way too, beyond number::kMaxRatioDigits above or below the line.

using type::Apportion;
using type::ColumnId;
using type::EntityId;
using type::Fold;
using type::FoldOp;
using type::kWhole;
using type::Match;
using type::PartySplit;
using type::Rank;
using type::RankOutput;
using type::SortKey;
using type::Window;
inline constexpr ColumnId kNoColumn = type::kNone;

/// Not computed: a field of the entity's table (index into Entity::fields).
struct Input {
  std::uint32_t field = 0;
};

/// A formula over one row of the entity and over the values of the whole.
struct Map {
  ExpressionId expression = 0;
};

/// The value of `target` in the row that `via` refers to. A blank reference gives blank (the fault
/// of the reference, unchanged), a bad one its error.
struct Lookup {
  ColumnId via = kNoColumn;  ///< reference column of this entity
  ColumnId target = kNoColumn;
};

/// One party's part of an amount of the same row: Plan::party_splits[split], party `index`.
struct PartyShare {
  std::uint32_t split = 0;
  std::uint32_t index = 0;
};

/// The five kinds: a map; a lookup (by reference, or by content); a fold; a rank; an apportionment
/// (over rows, or over the parties of one row). An input is where the graph begins.
using Node = std::variant<Input, Map, Lookup, Match, Fold, Rank, Apportion, PartyShare>;

}  // namespace remit::plan
