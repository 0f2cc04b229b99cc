#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/boxed.h"
#include "number/apportion.h"
#include "number/rounding.h"
#include "type/cell.h"
#include "type/ids.h"
#include "type/vocabulary.h"

// What a policy computes over more than one row. The model and the plan say it alike; an operand is
// an expression in the one and a column in the other, where lowering has given each its own.

namespace remit::type {

// A row that is in error as a whole (table::Table::refused) takes part in all of them as one whose
// `where` and `theirs` are that error. So are its group values and references, all of them cells of
// the row, but for the references of a made row, which say where it belongs. A row of which a group
// value or reference is CellFault::left_out belongs to no group, as one with a blank there; what it
// gets itself is that fault.

struct SortKey {
  Operand value = kNone;
  bool descending = false;
};

/// A lookup by content: the row of `entity` whose `theirs` equal this row's `ours`, as a
/// reference. With `as_of`, among those rows the one with the latest date not after ours.
/// Nothing found is `none`; two rows that match equally well are CellFault::duplicate_key. The
/// first of ours that is blank or an error is the result, unchanged. A row with a blank among
/// `theirs` never matches. An error among `theirs` of any row, or one of the row as a whole, leaves
/// open which rows match: the first one is every result that no fault of ours decides.
struct Match {
  struct Pair {
    Operand ours = kNone;    ///< of the row's own entity, or of the whole
    Operand theirs = kNone;  ///< of `entity`
  };
  EntityId entity = kWhole;
  std::vector<Pair> equal{};
  std::optional<Pair> as_of{};  ///< two date columns; counts as the last pair
  /// `theirs` are the key of `entity`, field for field: a reference. Rows without a key of their
  /// own then leave nothing open: one whose key is blank or unreadable never matches, and of a key
  /// that stands twice the result is CellFault::duplicate_key at the first such row.
  bool by_key = false;
  /// Not 0: what is found stands before the row that asks, in the order of that number (a period
  /// one less, a place one less): a column may read itself through it (plan::Recurrence).
  std::uint32_t earlier = 0;
  CellFault none = CellFault::blank;  ///< the result where nothing is found
};

/// One value from many rows: from the rows whose `via` refers to this row; with no `via`, from all
/// rows, for the whole; with `partitioned`, from the rows of the same entity that share the values
/// of `partition`, one result per row. Rows where `where` is false do not count; a fault in
/// `where`, or in `value` of a row that counts, is the result (of the first such row). Sum of none
/// is 0, count 0, any false, all true, minimum and maximum blank. A row that counts and is true
/// settles `any`, one that is false `all`, whatever faults the others have or hide.
///
/// A row with a blank reference or partition value belongs to no group, whatever its other values
/// are: it takes no part, and its own partitioned result is blank (the fault of that value,
/// unchanged). An error there, in a row where `where` is not false, leaves open where the row
/// belongs: the first such error (or the error in `where`) is every other result. Where there is no
/// such row, an error there in a row where `where` is false is that row's own partitioned result.
struct Fold {
  FoldOp op = FoldOp::sum;
  EntityId rows = kWhole;            ///< the entity folded over
  Operand via = kNone;               ///< reference column of `rows`; blank references take no part
  bool partitioned = false;          ///< the result is a column of `rows` itself
  std::vector<Operand> partition{};  ///< columns of `rows`; empty: all rows are one partition
  Operand value = kNone;             ///< of `rows`; none for count
  Operand where = kNone;             ///< boolean, of `rows`; none: every row
};

/// The place of the row among the rows of its partition for which `where` holds. A row for which
/// it does not hold, or with a blank among its partition values, takes no part and is blank (of
/// this column). A fault in a key, partition or `where` of any row that might take part makes every
/// place of the entity uncertain: all of them are the first such fault.
struct Rank {
  std::vector<SortKey> keys{};
  std::vector<Operand> partition{};
  Operand where = kNone;
  RankOutput output = RankOutput::standard;
};

/// This row's part of the total of its group: the rows that share the values of `partition` (none:
/// all rows). `total` has one value in all rows of the group that take part. The parts of a group
/// add up to its total as far as caps allow. Rows where `where` is false get 0. A row with a blank
/// among its partition values belongs to no group: its part is blank (of this column).
///
/// A fault of the total in the first row that takes part, or else of any row that does (`where`,
/// weight, cap, floor, order, owner; the weight only for pro_rata, the owner only for
/// RemainderRule::named), or else of the total in another row is the fault of every part of its
/// group. An error in the
/// partition of a row where `where` is not false is the fault of every part of the entity. What
/// number::apportion refuses is CellFault::negative_weight or cannot_share, in this column and each
/// row of the group that takes part; so are totals that differ, a total other than zero when all
/// weights are zero, and RemainderRule::named when no row that takes part is the owner (of several,
/// the first in order is).
struct Apportion {
  number::ShareMethod method = number::ShareMethod::pro_rata;
  Operand total = kNone;  ///< of the row's own entity, or of the whole
  std::vector<Operand> partition{};
  Operand where = kNone;
  Operand weight = kNone;        ///< pro_rata
  Operand cap = kNone;           ///< most that the row can take
  Operand floor = kNone;         ///< least that the row gets
  std::vector<SortKey> order{};  ///< who comes first (any method); then row order
  Operand owner = kNone;  ///< boolean: the row that owns the remainder (RemainderRule::named)
  base::Boxed<number::Rounding> rounding;  ///< grid of the parts
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
};

/// An amount of one row shared among parties, all of them columns of that row's entity. The first
/// fault among total, weights and caps is the fault of every part; what number::apportion refuses
/// is a fault of the part's own column and row, as for Apportion.
struct PartySplit {
  Operand total = kNone;
  number::ShareMethod method = number::ShareMethod::pro_rata;
  std::vector<Operand> weights{};  ///< one per party; for in_order: its cap instead
  std::vector<Operand> caps{};     ///< empty, or one per party (kNone: none)
  number::Rounding rounding;
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
  std::uint32_t owner = 0;  ///< party that takes the remainder (RemainderRule::named)
};

}  // namespace remit::type
