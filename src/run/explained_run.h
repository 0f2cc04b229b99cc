#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "plan/plan.h"
#include "row/index/run_index.h"
#include "row/trace.h"
#include "table/dataset.h"

namespace remit::run {

/// A finished run whose cells are explained from its own columns. What a rank, a fold or an
/// apportionment below a cell reads of other rows and the run did not keep is computed when first
/// asked for, by the columnar evaluator and for all rows at once; how rows belong together is found
/// then too (row::RunIndex). What is computed is kept: the first explanation of such a cell takes a
/// part of what the run took, every further one looks up and computes the cells of a few rows, and
/// until many were asked for goes once over the stored columns to find them.
///
/// Plan, dataset and results must outlive it. Any number of threads may ask; one answers at a time.
class ExplainedRun {
 public:
  ExplainedRun(const plan::Plan& plan, const table::Dataset& dataset,
               const table::Results& computed);

  /// The run has only some rows of an entity, and `complete` what was computed of all of them. What
  /// is made of all rows is then told with its value, and the rows are not.
  void take_batch(plan::EntityId entity, table::Results complete);

  row::Trace trace(plan::ColumnId column, std::uint64_t row, const row::TraceOptions& options);

 private:
  void prepare(plan::ColumnId column);

  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  std::mutex mutex_;         // guards the rest
  table::Results known_;     // shares the columns of the run
  std::vector<bool> ready_;  // columns whose explanation lacks none
  row::RunIndex index_;
  std::optional<plan::EntityId> batched_;
};

}  // namespace remit::run
