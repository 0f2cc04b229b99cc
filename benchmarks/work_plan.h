// The measured work R1-R6 as a plan and a dataset, as the lowering makes them.
#pragma once

#include "plan/plan.h"
#include "table/dataset.h"
#include "work.h"

namespace remit::benchmarks {

/// Where the results of interest are, as plan columns.
struct WorkColumns {
  plan::ColumnId bonus = 0, finder = 0, tier = 0, met = 0, total = 0;
  plan::ColumnId sum = 0, count = 0, rank = 0, prize = 0;
};

/// R1-R5, and R6 if asked for.
plan::Plan make_work_plan(bool with_units, WorkColumns* columns);

/// The rows as tables: int64 coefficients, int32 categories, int64 row references; no copies of the
/// numbers. The rows must outlive the dataset.
table::Dataset make_work_dataset(const Rows& rows);

/// The results in the layout of the hand-written loops, for comparison; `out` has as many rows.
void copy_outputs(const table::Results& results, const WorkColumns& columns, Outputs& out);
Outputs outputs_of(const table::Results& results, const WorkColumns& columns);
std::vector<Unit> units_of(const table::Results& results, const WorkColumns& columns);

}  // namespace remit::benchmarks
