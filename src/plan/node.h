#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/boxed.h"
#include "number/apportion.h"
#include "number/rounding.h"
#include "plan/expression.h"
#include "type/vocabulary.h"

namespace remit::plan {

// Faults in nodes. Where a node needs a value and finds a blank, the result is CellFault::missing
// with the column and row of the blank; every other fault travels unchanged. A fault that a node
// itself brings about (overflow, no_band, duplicate_key, cannot_share, a blank of its own ...)
// names the node's own column and row. A fault that began in a helper names, in every other column,
// that column and the row being computed (plan/fault_origin.h). "First" means the lowest row, and
// within a row `where`, then the reference or partition, then the other members in the order they
// stand here. An open entity whose table was not given (Entity::hole) makes every node that
// matches, folds, or counts workdays over it CellFault::hole. A decimal column's value of more than
// kMaxDigits digits at the column's scale is CellFault::overflow, as is a duration beyond 64 bits;
// ratios have no limit.

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

/// The value of `target` in the row that `via` refers to. A blank reference gives blank (the fault
/// of the reference, unchanged), a bad one its error.
struct Lookup {
  ColumnId via = kNoColumn;  ///< reference column of this entity
  ColumnId target = kNoColumn;
};

/// A lookup by content: the row of `entity` whose `theirs` equal this row's `ours`, as a
/// reference. With `as_of`, among those rows the one with the latest date not after ours.
/// Nothing found is blank; two rows that match equally well are CellFault::duplicate_key. The first
/// of ours that is blank or an error is the result, unchanged. A row with a blank among `theirs`
/// never matches. An error among `theirs` of any row leaves open which rows match: the first one is
/// every result that no fault of ours decides.
struct Match {
  struct Pair {
    ColumnId ours = kNoColumn;    ///< of this column's entity, or of the whole
    ColumnId theirs = kNoColumn;  ///< of `entity`
  };
  EntityId entity = kWhole;
  std::vector<Pair> equal{};
  std::optional<Pair> as_of{};  ///< two date columns; counts as the last pair
};

/// One value from many rows: from the rows whose `via` refers to this row; with no `via`, from all
/// rows, for the whole; with `partitioned`, from the rows of the same entity that share the values
/// of `partition`, one result per row. Rows where `where` is false do not count; a fault in
/// `where`, or in `value` of a row that counts, is the result (of the first such row). Sum of none
/// is 0, count 0, any false, all true, minimum and maximum blank. `any` and `all` are strict too.
///
/// A row with a blank reference or partition value belongs to no group, whatever its other values
/// are: it takes no part, and its own partitioned result is blank (the fault of that value,
/// unchanged). An error there, in a row where `where` is not false, leaves open where the row
/// belongs: the first such error (or the error in `where`) is every other result. Where there is no
/// such row, an error there in a row where `where` is false is that row's own partitioned result.
struct Fold {
  FoldOp op = FoldOp::sum;
  EntityId rows = kWhole;             ///< the entity folded over
  ColumnId via = kNoColumn;           ///< reference column of `rows`; blank references take no part
  bool partitioned = false;           ///< the result is a column of `rows` itself
  std::vector<ColumnId> partition{};  ///< columns of `rows`; empty: all rows are one partition
  ColumnId value = kNoColumn;         ///< of `rows`; none for count
  ColumnId where = kNoColumn;         ///< boolean, of `rows`; none: every row
};

struct SortKey {
  ColumnId column = kNoColumn;
  bool descending = false;
};

/// The place of the row among the rows of its partition for which `where` holds. A row for which
/// it does not hold, or with a blank among its partition values, takes no part and is blank (of
/// this column). A fault in a key, partition or `where` of any row that might take part makes every
/// place of the entity uncertain: all of them are the first such fault.
struct Rank {
  std::vector<SortKey> keys{};
  std::vector<ColumnId> partition{};
  ColumnId where = kNoColumn;
  RankOutput output = RankOutput::standard;
};

/// This row's part of the total of its group: the rows that share the values of `partition` (none:
/// all rows). `total` is read in the first row of the group that takes part. The parts of a group
/// add up to its total as far as caps allow. Rows where `where` is false get 0. A row with a blank
/// among its partition values belongs to no group: its part is blank (of this column).
///
/// A fault of the total, or else of any row that takes part (`where`, weight, cap, floor, order,
/// owner; the weight only for pro_rata, the owner only for RemainderRule::named), is the fault of
/// every part of its group. An error in the
/// partition of a row where `where` is not false is the fault of every part of the entity. What
/// number::apportion refuses is CellFault::negative_weight or cannot_share, in this column and each
/// row of the group that takes part; so is a total other than zero when all weights are zero, and
/// RemainderRule::named when no row that takes part is the owner (of several, the first in order
/// is).
struct Apportion {
  number::ShareMethod method = number::ShareMethod::pro_rata;
  ColumnId total = kNoColumn;  ///< of the row's own entity, or of the whole
  std::vector<ColumnId> partition{};
  ColumnId where = kNoColumn;
  ColumnId weight = kNoColumn;   ///< pro_rata
  ColumnId cap = kNoColumn;      ///< most that the row can take
  ColumnId floor = kNoColumn;    ///< least that the row gets
  std::vector<SortKey> order{};  ///< who comes first (any method); then row order
  ColumnId owner = kNoColumn;  ///< boolean: the row that owns the remainder (RemainderRule::named)
  base::Boxed<number::Rounding> rounding;  ///< grid of the parts
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

/// An amount of one row shared among parties, all of them columns of that row's entity. The first
/// fault among total, weights and caps is the fault of every part; what number::apportion refuses
/// is a fault of the part's own column and row, as for Apportion.
struct PartySplit {
  ColumnId total = kNoColumn;
  number::ShareMethod method = number::ShareMethod::pro_rata;
  std::vector<ColumnId> weights{};  ///< one per party; for in_order: its cap instead
  std::vector<ColumnId> caps{};     ///< empty, or one per party (kNoColumn: none)
  number::Rounding rounding;
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
  std::uint32_t owner = 0;  ///< party that takes the remainder (RemainderRule::named)
};

}  // namespace remit::plan
