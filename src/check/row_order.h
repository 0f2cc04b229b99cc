#pragma once

#include <initializer_list>
#include <vector>

#include "absl/types/span.h"
#include "check/typer.h"

namespace remit::check {

/// In which order the rows of an entity stand where that decides who is paid.
struct RowOrder {
  std::vector<SortKey> keys;
  /// No two rows are equal in it: it has their key, or the policy writes that the order of the
  /// table is meant.
  bool total = false;
  bool of_table = false;  ///< that is written: `ties by row order`
};

/// Whether the keys have all that names a row: no two rows are equal in them.
bool has_key(Context& context, EntityId rows, const std::vector<SortKey>& keys);

/// What `ties by` says: keys, the key of the rows, or their order in the table.
RowOrder tie_order(Context& context, NodeView ties, const Scope& scope);

/// Complains of `ties by` where no two of the `rows` are equal in the keys `before` it, and of keys
/// of it that are among those: rows equal there are equal here too.
void refuse_idle_ties(Context& context, NodeView ties, EntityId rows,
                      const std::vector<SortKey>& before, const RowOrder& order);

/// Breaks the ties of a rank as `ties` says: places without gaps, further keys, or the order of the
/// table.
void break_ties(Context& context, NodeView ties, const Scope& scope, Rank& rank);

/// The order that these parts of a clause write together, each of them `in order of`, `ties by` or
/// nothing, for the rows of each of the `groups`: keys that are the same in one are complained of.
/// An order of the whole, which has one row, is total.
RowOrder read_row_order(Context& context, EntityId rows, std::initializer_list<NodeView> said,
                        absl::Span<const ExprId> groups);

/// Reports at `span` where the order of the table would decide unsaid.
void require_total(Context& context, const RowOrder& order, EntityId rows, base::Span span);

}  // namespace remit::check
