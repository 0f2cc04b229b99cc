// One fold over all batches: what each batch gathered, put together.
#pragma once

#include <cstdint>

#include "column/nodes/fold.h"
#include "column/stream/kept_column.h"

namespace remit::column {

class FoldSum {
 public:
  /// Batches come in the order of their rows; `globally` names their faults.
  void add(type::FoldOp op, FoldResult batch, std::uint64_t first_row, const FaultMap& globally);
  FoldResult take() { return std::move(total_); }

 private:
  void add_group(type::FoldOp op, const FoldResult& batch, std::size_t group);

  bool empty_ = true;
  FoldResult total_;
};

}  // namespace remit::column
