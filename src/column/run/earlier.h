// What the columns of a recurrence read of rows that were computed before, in the same pass.
#pragma once

#include <cstddef>
#include <memory>

#include "column/run/step.h"
#include "type/type.h"

namespace remit::column {

/// A column that the pass writes, as its later rows read it. Shared by the steps that read it and
/// by whoever compiles the pass, who says at last where the column lies.
struct EarlierColumn {
  type::Type type;
  int decimals = 0;
  Width width = Width::int64;  ///< of a register that holds what is read
  /// What is taken for granted of the values: one beyond it makes the pass void (Frame::escaped).
  Interval assumed;
  Values values;         ///< where the pass writes them
  std::size_t slot = 0;  ///< of Frame::stored_faults
};

/// out[i] = column[rows[i]], faults included; rows without a value, and those beyond what is
/// assumed, hold 0. All rows named were computed in earlier batches.
StepPtr gather_earlier(RegisterId out, RegisterId rows,
                       std::shared_ptr<const EarlierColumn> column);

}  // namespace remit::column
