// Whether a state that came from elsewhere is one of this plan and these tables.
#pragma once

#include <cstdint>
#include <vector>

#include "column/stream/advanced.h"
#include "column/stream/gathered.h"
#include "column/stream/stream_plan.h"
#include "plan/plan.h"

namespace remit::column {

struct StateChecker {
  const plan::Plan& plan;
  const StreamPlan& stream;
  /// By entity; those of the streamed one are not looked at.
  const std::vector<std::uint64_t>& row_counts;

  /// Whether those columns are there that the traversal gathers, for the rows there are, with
  /// values that their types can have. Linear in the rows that are kept.
  bool fits(const Gathered& gathered, int traversal) const;
  bool fits(const Advanced& advanced) const;

 private:
  bool fits(const ColumnStore& column, plan::ColumnId id) const;
  bool fits(const table::Faults& faults) const;
  bool fits(const FoldSum& fold, plan::ColumnId id) const;
  bool fits(const GroupFaults& faults) const;
  bool is_fault(const type::Fault& fault) const { return fault.column < plan.columns.size(); }
};

}  // namespace remit::column
