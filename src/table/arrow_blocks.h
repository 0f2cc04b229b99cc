#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "table/arrow_cells.h"
#include "table/column_builder.h"

namespace remit::table {

/// Sets rows `begin` .. `begin + count - 1` of the array one by one.
using CopyRows = std::function<void(std::int64_t begin, std::int64_t count)>;

/// A column of an array on its way into the cells of a builder where both are of a fixed width:
/// blocks of rows are converted by loops without branches, whose checks are gathered and looked at
/// once a block. A block in which one value does not fit goes to `copy_rows`, which may widen the
/// column.
class BlockCopy {
 public:
  virtual ~BlockCopy() = default;
  virtual std::size_t tasks() const = 0;
  /// Converts the rows of one task (table/ranges.h). Different tasks may run at the same time.
  virtual void run(std::size_t task) = 0;
  /// After all of them, on one thread: blanks, and what did not fit. False where the column had to
  /// become wider: then all tasks are to be run once more.
  virtual bool finish() = 0;
};

/// Null where there is no such way; nothing is done then.
///
/// Integers, decimals up to 128 bits and float64 become numbers, bits truth values, days and times
/// dates. `words`: the array's dictionary as a column of the same field; indices then become its
/// cells. Null for an array without a dictionary. All arguments must outlive the copy.
std::unique_ptr<BlockCopy> copy_blocks(const ArrowCells& cells, const ColumnBuilder* words,
                                       ColumnBuilder& out, std::uint64_t first,
                                       const CopyRows& copy_rows);

}  // namespace remit::table
