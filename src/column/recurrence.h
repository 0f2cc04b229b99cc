// Columns that read themselves in rows before: computed in waves, by the kernels of any pass.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "column/compile/environment.h"
#include "column/nodes/nodes.h"
#include "column/run/pass.h"
#include "plan/plan.h"

namespace remit::column {

/// The columns of the recurrence, in their order; all else that they read is complete. Cancelled
/// where the host asks for it.
///
/// What a value read of a row before lies between cannot be proved beforehand. So it is assumed to
/// be of a common size, and the pass is run again without that should one be larger: results never
/// depend on it.
absl::StatusOr<std::vector<ColumnPtr>> compute_recurrence(const Environment& environment,
                                                          const plan::Recurrence& recurrence,
                                                          const RunOptions& options);

}  // namespace remit::column
