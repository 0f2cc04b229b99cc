#pragma once

#include <vector>

#include "lowering/draft_columns.h"
#include "lowering/value_pool.h"
#include "plan/builder.h"

namespace remit::lowering {

/// Writes values and nodes into the plan, where drafts have become columns. What a node or a
/// formula names must have been placed before.
class PlanEmitter {
 public:
  /// `stands_for` is DraftColumns::take_over's.
  PlanEmitter(const ValuePool& pool, Builder& builder, const std::vector<ColumnId>& stands_for)
      : pool_(pool),
        builder_(builder),
        stands_for_(stands_for),
        placed_(stands_for.size(), kNoColumn) {}

  /// `draft` is column `id` of the plan.
  void place(ColumnId draft, ColumnId id) { placed_[draft] = id; }
  ColumnId placed(ColumnId draft) const { return placed_[stands_for_[draft]]; }

  /// The value as an expression of the plan. Each value is written once; iterative.
  ExpressionId expression(ValueId root);
  /// The node in terms of the plan; `splits` are those of PartyShare, in terms of drafts.
  Node node(Node draft, const std::vector<PartySplit>& splits);

 private:
  ExpressionId write(ValueId id);
  std::uint32_t split(std::uint32_t index, const std::vector<PartySplit>& splits);

  const ValuePool& pool_;
  Builder& builder_;
  const std::vector<ColumnId>& stands_for_;
  std::vector<ColumnId> placed_;
  std::vector<ExpressionId> written_;     // by ValueId
  std::vector<ValueId> stack_;            // of expression()
  std::vector<std::uint32_t> split_ids_;  // by index of the draft split
};

}  // namespace remit::lowering
