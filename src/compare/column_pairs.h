#pragma once

#include <vector>

#include "compare/row_matches.h"
#include "plan/plan.h"

namespace remit::compare {

/// Which column of one plan is which of the other: fields and results by entity and name, steps
/// without a name by the declaration they belong to, what they are to it, and their order.
class ColumnPairs {
 public:
  ColumnPairs(const plan::Plan& before, const plan::Plan& after);

  /// kNoColumn: the other plan has no such column.
  plan::ColumnId after(plan::ColumnId before) const { return after_[before]; }
  plan::ColumnId before(plan::ColumnId after) const { return before_[after]; }

 private:
  std::vector<plan::ColumnId> after_, before_;
};

}  // namespace remit::compare
