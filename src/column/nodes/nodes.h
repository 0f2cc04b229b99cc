// The nodes that need whole columns: each computes one column from complete ones.
#pragma once

#include <memory>
#include <vector>

#include "base/executor.h"
#include "column/compile/environment.h"
#include "column/nodes/fold.h"
#include "column/nodes/groups.h"
#include "table/divided_group.h"

namespace remit::column {

using ColumnPtr = std::shared_ptr<const ColumnStore>;

// Meaning and faults are those of plan/node.h. n log n in the rows for rank, apportion and ordered
// folds, linear otherwise.
ColumnPtr compute_rank(const Environment& environment, plan::ColumnId id, const plan::Rank& node);
ColumnPtr compute_match(const Environment& environment, plan::ColumnId id, const plan::Match& node);
/// `groups`, if not null, gets how its larger groups were divided.
ColumnPtr compute_apportion(const Environment& environment, plan::ColumnId id,
                            const plan::Apportion& node, std::vector<table::DividedGroup>* groups);
/// All parties' columns of one split at once; `ids[i]` is null where nobody asks for party i.
std::vector<ColumnPtr> compute_party_shares(const Environment& environment,
                                            const plan::PartySplit& split,
                                            const std::vector<plan::ColumnId>& ids,
                                            base::Executor& executor);

/// A fold that needs its rows in order (not Fold::is_gathered).
ColumnPtr compute_ordered_fold(const Environment& environment, plan::ColumnId id,
                               const plan::Fold& node);

/// What a pass gathered, as the fold's column: a row for each group, or for each row of `groups`
/// when the fold is partitioned.
ColumnPtr fold_column(const Environment& environment, plan::ColumnId id, const plan::Fold& node,
                      const FoldResult& result, const Groups* groups);

/// The columns of a key as `rows_of` sees them.
std::vector<KeyColumn> key_columns(const Environment& environment,
                                   const std::vector<plan::ColumnId>& columns,
                                   plan::EntityId rows_of);

}  // namespace remit::column
