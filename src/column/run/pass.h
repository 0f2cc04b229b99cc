// One pass over the rows of one entity: batch after batch through a list of steps.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "base/executor.h"
#include "column/bind/column_store.h"
#include "column/run/memory.h"
#include "column/run/profile.h"
#include "column/run/step.h"
#include "plan/node.h"

namespace remit::column {

inline constexpr std::uint64_t kNeverNarrow = ~std::uint64_t{0};

/// How runs are made; results never depend on it.
struct RunOptions {
  const kernels::KernelTable* kernels = nullptr;
  std::size_t batch_rows = 128;
  /// Tables of so many rows are bound, and their results held, as narrow as the values are.
  std::uint64_t narrow_rows = kNeverNarrow;
  base::Executor* executor = nullptr;
  std::function<bool()> stop;  ///< asked between tasks; true ends the run. May be empty
  Profile* profile = nullptr;  ///< gets where the time goes; null: nothing is measured
};

/// For whom a step is, and what its arithmetic takes.
struct StepOrigin {
  plan::ColumnId column = plan::kNoColumn;
  Width width = Width::int64;
};

/// A column that the pass writes. `store` owns memory for all rows, or none in a pass that is kept:
/// then it says how the column is held, and each run has columns of its own (with_memory).
struct StoredColumn {
  std::shared_ptr<ColumnStore> store;
  RegisterId reg = kNoRegister;
  RegisterId denominator = kNoRegister;
  bool can_fault = false;
};

struct Pass {
  std::uint64_t rows = 0;
  std::vector<RegisterPlan> registers;
  std::vector<StepPtr> steps;
  std::vector<StepOrigin> origins;  ///< by step
  /// Columns without steps of their own, behind the column whose steps compute them on the way.
  std::vector<std::pair<plan::ColumnId, plan::ColumnId>> fused;
  std::vector<StoredColumn> stored;
  std::size_t input_bytes = 0;  ///< of a row of all columns read
  std::size_t accumulators = 0;
  std::size_t selections = 0;
};

/// Memory for `rows` values of a width, which the caller fills.
Values allocate_values(ColumnMemory& memory, Width width, std::uint64_t rows,
                       const Interval& range);

/// The same columns with memory for `rows` values each.
std::vector<StoredColumn> with_memory(const std::vector<StoredColumn>& columns,
                                      ColumnMemory& memory, std::uint64_t rows);
/// The same without memory.
std::vector<StoredColumn> without_memory(const std::vector<StoredColumn>& columns);

/// What a worker needs to run the pass in batches of at most `batch` rows, writing into `stored`,
/// which are the pass's or of its kind. Both must outlive it.
std::unique_ptr<Frame> make_frame(const Pass& pass, const std::vector<StoredColumn>& stored,
                                  const RunOptions& options, std::size_t batch);

/// What the workers that had something to do gathered, in the order of the workers.
struct PassResult {
  std::vector<std::unique_ptr<Frame>> frames;
  bool stopped = false;  ///< by RunOptions::stop; then the rest means nothing
};
PassResult run_pass(const Pass& pass, const std::vector<StoredColumn>& stored,
                    const RunOptions& options);

/// What of a stored column a step writes.
enum class StoredPart : std::uint8_t { values, denominators };

/// Writes register `reg` into rows of that part of stored column `slot`, which is held at width
/// `to`, and its faults (with 0 in their rows) to the task's list `slot`.
StepPtr store_vector(std::size_t slot, StoredPart part, RegisterId reg, Width from, Width to,
                     bool with_faults);

}  // namespace remit::column
