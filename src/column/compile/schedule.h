// When each column is computed: the plan cut into passes.
#pragma once

#include <vector>

#include "column/compile/demand.h"
#include "plan/plan.h"

namespace remit::column {

/// Stage by stage: first the nodes that need whole columns (rank, match, apportionment, party
/// shares, folds that need their rows in order), then one pass over each entity for everything that
/// needs one row, with the folds that gather on the way.
struct ColumnTime {
  bool needed = false;  ///< an output depends on it
  bool by_row = false;  ///< a map or lookup: computed in a pass
  int local = 0;        ///< stage in whose passes over its entity the column can be read
  int ready = 0;        ///< stage at whose beginning the whole column is there
  bool stored = false;  ///< something reads the whole column, or it is an output
  int readers = 0;      ///< in its own pass
  bool folded = false;  ///< by a fold of its own pass, or as a tally
  Premises where;       ///< in which rows somebody looks at it
};

struct Schedule {
  std::vector<ColumnTime> columns;
  int stages = 0;
};

/// Linear in the plan. With `keep_helpers` every column counts as an output. Of outputs that are
/// `tallied` (by column of the plan; empty: none) no cells are wanted, only what they come to.
Schedule make_schedule(const plan::Plan& plan, bool keep_helpers,
                       const std::vector<bool>& tallied = {});

/// A schedule for a part of the plan: what `outputs` need, where the columns that are `complete`
/// are there already and need nothing. Both have one entry for each column of the plan.
Schedule make_schedule(const plan::Plan& plan, const std::vector<bool>& outputs,
                       const std::vector<bool>& complete, const std::vector<bool>& tallied = {});

/// What a column reads: cells of its own row (of the folded row, for a fold), or whole columns.
struct Dependencies {
  std::vector<plan::ColumnId> by_row;
  std::vector<plan::ColumnId> whole;
  bool may_skip = false;  ///< a formula with operands that need not count in every row
};
Dependencies dependencies_of(const plan::Plan& plan, plan::ColumnId id);

/// What the columns of a recurrence read but for each other, each once. They are what each of its
/// columns depends on, all of them as whole columns.
std::vector<plan::ColumnId> read_outside(const plan::Plan& plan,
                                         const plan::Recurrence& recurrence);

}  // namespace remit::column
