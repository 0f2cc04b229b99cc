#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "number/apportion.h"
#include "number/rounding.h"
#include "plan/expression.h"
#include "type/vocabulary.h"

namespace remit::plan {

using type::FoldOp;
using type::RankOutput;

using ColumnId = std::uint32_t;
using EntityId = std::uint32_t;
inline constexpr ColumnId kNoColumn = 0xFFFFFFFF;
/// The jurisdiction as a whole: an entity of exactly one row, always entity 0.
inline constexpr EntityId kWhole = 0;

/// Not computed: a field of the entity's table (index into Entity::fields).
struct Input {
  std::uint32_t field = 0;
};

/// A formula over one row of the entity and over the values of the whole.
struct Map {
  ExpressionId expression = 0;
};

/// The value of `target` in the row that `via` refers to. A blank reference gives blank, a bad
/// one its error.
struct Lookup {
  ColumnId via = kNoColumn;  ///< reference column of this entity
  ColumnId target = kNoColumn;
};

/// A lookup by content: the row of `entity` whose `theirs` equal this row's `ours`, as a
/// reference. With `as_of`, among those rows the one with the latest date not after ours.
/// Nothing found is blank; two rows that match equally well are CellFault::duplicate_key.
struct Match {
  struct Pair {
    ColumnId ours = kNoColumn;    ///< of this column's entity, or of the whole
    ColumnId theirs = kNoColumn;  ///< of `entity`
  };
  EntityId entity = kWhole;
  std::vector<Pair> equal;
  std::optional<Pair> as_of;  ///< two date columns
};

/// One value from many rows: from the rows whose `via` refers to this row; with no `via`, from all
/// rows, for the whole; with `partition`, from the rows of the same entity that share its
/// values, one result per row. Rows where `where` is false do not count; a fault in `where`, or in
/// `value` of a row that counts, is the result (of the first such row). Sum of none is 0, count 0,
/// any false, all true, minimum and maximum blank.
struct Fold {
  FoldOp op = FoldOp::sum;
  EntityId rows = kWhole;          ///< the entity folded over
  ColumnId via = kNoColumn;        ///< reference column of `rows`; blank references take no part
  bool partitioned = false;        ///< the result is a column of `rows` itself
  std::vector<ColumnId> partition;  ///< columns of `rows`; empty: all rows are one partition
  ColumnId value = kNoColumn;      ///< of `rows`; none for count
  ColumnId where = kNoColumn;      ///< boolean, of `rows`; none: every row
};

struct SortKey {
  ColumnId column = kNoColumn;
  bool descending = false;
};

/// The place of the row among the rows of its partition for which `where` holds. A row for which
/// it does not hold is blank. A fault in a key, partition or `where` of any row that might take
/// part makes every place of the entity uncertain: all of them are that fault.
struct Rank {
  std::vector<SortKey> keys;
  std::vector<ColumnId> partition;
  ColumnId where = kNoColumn;
  RankOutput output = RankOutput::standard;
};

/// This row's part of the total of its group: the rows that share the values of `partition` (none:
/// all rows). `total` is read in the first row of the group that takes part. The parts of a group
/// add up to its total as far as caps allow. Rows where `where` is false get 0. A fault of any row
/// that takes part is the fault of every part of its group. A row with a blank among its partition
/// values belongs to no group: its part is blank; so it is for Rank and for partitioned folds.
struct Apportion {
  number::ShareMethod method = number::ShareMethod::pro_rata;
  ColumnId total = kNoColumn;   ///< of the row's own entity, or of the whole
  std::vector<ColumnId> partition;
  ColumnId where = kNoColumn;
  ColumnId weight = kNoColumn;  ///< pro_rata
  ColumnId cap = kNoColumn;     ///< most that the row can take
  ColumnId floor = kNoColumn;   ///< least that the row gets
  std::vector<SortKey> order;   ///< who comes first; then row order
  ColumnId owner = kNoColumn;   ///< boolean: the row that owns the remainder (RemainderRule::named)
  number::Rounding rounding;    ///< grid of the parts
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
};

/// One party's part of an amount of the same row: Plan::party_splits[split], party `index`.
struct PartyShare {
  std::uint32_t split = 0;
  std::uint32_t index = 0;
};

/// The five kinds: a map; a lookup (by reference, or by content); a fold; a rank; an apportionment
/// (over rows, or over the parties of one row). An input is where the graph begins.
using Node = std::variant<Input, Map, Lookup, Match, Fold, Rank, Apportion, PartyShare>;

/// An amount of one row shared among parties, all of them columns of that row's entity.
struct PartySplit {
  ColumnId total = kNoColumn;
  number::ShareMethod method = number::ShareMethod::pro_rata;
  std::vector<ColumnId> weights;  ///< one per party; for in_order: its cap instead
  std::vector<ColumnId> caps;     ///< empty, or one per party (kNoColumn: none)
  number::Rounding rounding;
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
  std::uint32_t owner = 0;  ///< party that takes the remainder (RemainderRule::named)
};

}  // namespace remit::plan
