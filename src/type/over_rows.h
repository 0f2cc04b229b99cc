#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
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

/// The rows of a fold between bounds that each result has for itself. Of a row that counts, a key
/// without a value may lie anywhere: its fault is that of each result of its group. A bound without
/// a value is the fault of its own result (a blank is CellFault::missing).
///
/// With `place` they are rows of the result's own entity, and only those of a smaller place than
/// its own belong to the window, whatever else is unknown of the others. A result without a place
/// is the fault of that, unchanged; a row without one belongs to no window. In a group no two rows
/// have the same place.
struct Window {
  Operand key = kNone;    ///< of the folded rows; a number, money, a date, a text
  Operand lower = kNone;  ///< of the result's entity, or of the whole; none: no bound
  Operand upper = kNone;
  bool lower_open = false;  ///< the bound itself lies outside
  bool upper_open = false;
  Operand place = kNone;  ///< a whole number, of the rows and of the results; none: all places
};

/// Which of the rows that count a sum or a count is of, in their order: neither the first `passed`
/// nor the last `left`, and of the rest the first `most`.
struct Kept {
  static constexpr auto kAll = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t passed = 0;
  std::uint32_t most = kAll;
  std::uint32_t left = 0;

  /// The places, from 0, of `count` rows.
  std::pair<std::uint64_t, std::uint64_t> of(std::uint64_t count) const {
    const std::uint64_t begin = std::min<std::uint64_t>(passed, count);
    const std::uint64_t end = std::max(begin, count - std::min<std::uint64_t>(left, count));
    return {begin, most == kAll ? end : begin + std::min<std::uint64_t>(most, end - begin)};
  }
  bool operator==(const Kept&) const = default;
};

/// One value from many rows: from the rows whose `via` refers to this row; with no `via`, from all
/// rows, for the whole; with `partitioned`, from the rows whose values of `partition` are those of
/// `ours` in this row, one result per row of any entity. Without `ours` they are this row's own
/// values of `partition`, and the entity is that of the rows. Rows where `where` is false do not
/// count, nor do those outside the `window`; a fault in `where`, or in `value` of a row that
/// counts, is the result (of the first such row). Sum of none is 0, count 0, any false, all true;
/// minimum, maximum, median, first and last are blank. A row that counts and is true settles `any`,
/// one that is false `all`, whatever faults the others have or hide.
///
/// `first` and `last` are the `value` of the row that stands there in `order`, unchanged, be it a
/// value or a fault; a fault among the keys of a row that counts is the result. Where several rows
/// stand there and their values differ, it is the one of them that stands there in the table
/// (`by_row`), or CellFault::several_found. `only` is the value of the one row that counts; of none
/// it is CellFault::none_found, of more CellFault::several_found.
///
/// With `kept` the sum or the count is of some rows that count alone, in `order` and, where they
/// are equal in it, as they stand in the table. A fault among the keys of a row that counts is the
/// result, before one in the `value` of a row that is kept; of the others no value is asked.
///
/// A row with a blank reference or partition value belongs to no group, whatever its other values
/// are: it takes no part. A blank among this row's own values (`ours`) makes its result blank (the
/// fault of that value, unchanged). An error in the reference or partition of a row where `where`
/// is not false leaves open where the row belongs: the first such error (or the error in `where`)
/// is every other result. Where there is no such row, an error among a row's own values is its
/// result.
struct Fold {
  FoldOp op = FoldOp::sum;
  EntityId rows = kWhole;            ///< the entity folded over
  Operand via = kNone;               ///< reference column of `rows`; blank references take no part
  bool partitioned = false;          ///< by values
  std::vector<Operand> partition{};  ///< columns of `rows`; empty: all rows are one partition
  /// Of the result's entity or of the whole, one for each of `partition`; empty: the same columns.
  std::vector<Operand> ours{};
  Operand value = kNone;  ///< of `rows`; none for count
  Operand where = kNone;  ///< boolean, of `rows`; none: every row
  /// first and last, and what is kept; a fold of more keys than one reads them in turn.
  std::vector<SortKey> order{};
  bool by_row = false;  ///< rows equal in `order`: as they stand in the table
  std::optional<Window> window{};
  std::optional<Kept> kept{};

  /// Whether a row counts by itself, for one group at most: rows then come in any order, in batches
  /// and from several threads.
  bool is_gathered() const {
    return ours.empty() && !window && !takes_one(op) && !halves(op) && !kept;
  }
  /// Whether the result is the value of one row, of whatever type.
  static bool takes_one(FoldOp op) {
    return op == FoldOp::first || op == FoldOp::last || op == FoldOp::only;
  }
  static bool halves(FoldOp op) { return op == FoldOp::median; }
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
/// among its partition values belongs to no group: its part is that blank, unchanged.
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
