#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/executor.h"
#include "table/arrow_blocks.h"
#include "table/arrow_cells.h"
#include "table/column_builder.h"

namespace remit::table {

/// Sets rows `first`... of `out`, one cell for each row of a column: block by block where both
/// sides hold values of a fixed width, one by one in blocks where something does not fit, and
/// otherwise.
class CellCopy {
 public:
  /// `out`, and the array of `cells`, must outlive it.
  CellCopy(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first);
  CellCopy(const CellCopy&) = delete;
  CellCopy& operator=(const CellCopy&) = delete;

  /// As of BlockCopy (arrow_blocks.h); a column without such a way is one task.
  std::size_t tasks() const { return blocks_ != nullptr ? blocks_->tasks() : 1; }
  void run(std::size_t task);
  bool finish() { return blocks_ == nullptr || blocks_->finish(); }

 private:
  ArrowCells cells_;
  std::optional<ColumnBuilder> words_;
  ColumnBuilder& out_;
  std::uint64_t first_;
  CopyRows one_by_one_;
  std::unique_ptr<BlockCopy> blocks_;
};

using CellCopies = std::vector<std::unique_ptr<CellCopy>>;

/// All of them, each into a builder of its own, on the threads of `executor`, null: on this one.
/// What the builders have then does not depend on how many there are.
void copy_all(CellCopies copies, base::Executor* executor);

}  // namespace remit::table
