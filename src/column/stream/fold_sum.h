// One fold over all batches: what each batch gathered, put together.
#pragma once

#include <cstdint>
#include <utility>

#include "column/nodes/fold.h"
#include "column/stream/kept_column.h"

namespace remit::column {

class FoldSum {
 public:
  explicit FoldSum(type::FoldOp op = type::FoldOp::sum) : op_(op) {}
  /// What was gathered elsewhere.
  FoldSum(type::FoldOp op, FoldResult total) : op_(op), empty_(false), total_(std::move(total)) {}

  /// A batch whose rows begin at `first_row`; `globally` names its faults.
  void add(FoldResult batch, std::uint64_t first_row, const FaultMap& globally);
  /// What was gathered of other rows. In any order: no sum is rounded before it is complete, and a
  /// group keeps the fault of its earliest row.
  void merge(FoldSum other);
  /// Whether both are of one fold over as many groups.
  bool fits(const FoldSum& other) const;
  /// Gives the faults other names.
  void rename(const FaultMap& named);

  type::FoldOp op() const { return op_; }
  const FoldResult& total() const { return total_; }
  FoldResult take() { return std::move(total_); }

 private:
  void add_group(const FoldResult& batch, std::size_t group);

  type::FoldOp op_;
  bool empty_ = true;
  FoldResult total_;
};

}  // namespace remit::column
