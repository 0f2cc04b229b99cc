// The values of a column between their bounds, in as many bits as they take.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "column/bind/column_store.h"
#include "column/run/pass.h"
#include "table/column_data.h"

namespace remit::column {

/// The way of one column to its bounds and, where that is narrower than it lies in memory and its
/// values are many enough (RunOptions::narrow_rows), to a copy in the narrowest width. 128 bits
/// never stay where 64 do. One look at the values as a rule: each part is copied while it is in the
/// cache, in the width that the first rows take; should others take more, all are copied anew.
class Narrowing {
 public:
  virtual ~Narrowing() = default;
  /// Parts of the look; none of a column without rows.
  virtual std::size_t tasks() const = 0;
  /// Looks at one part. Different parts may be looked at at the same time.
  virtual void run(std::size_t task) = 0;
  /// After all of them. False: they are all to be run once more.
  virtual bool finish() = 0;
  /// After that: without an owner it points to the column's own values.
  virtual Values take() = 0;
};

/// Null for values that have no narrower width. The column's values and `options` must outlive it.
std::unique_ptr<Narrowing> narrowing(const table::ColumnData::Storage& storage,
                                     const RunOptions& options);

/// All of them to their end, on the executor's threads: parts of any columns at the same time, so
/// that no thread waits between one column and the next. Null ones are passed over; where there is
/// not a row nobody asks for the executor.
void narrow_all(const std::vector<std::unique_ptr<Narrowing>>& columns, base::Executor* executor);

}  // namespace remit::column
