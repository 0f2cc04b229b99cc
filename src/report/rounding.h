#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "report/computed_run.h"
#include "report/row_set.h"
#include "report/stacked.h"

namespace remit::report {

/// One `round` of the policy, as columns of the plan that measures it.
struct RoundingItem {
  plan::ColumnId exact = 0;  ///< what was rounded
  plan::ColumnId rounded = 0;
  plan::ColumnId difference = 0;  ///< rounded - exact; 0 for rows that are not eligible
};

/// A plan that measures what rounding changes: the given one, its columns with their numbers, and
/// the columns of the items, which are its only outputs. Whatever runs a plan (of any size, with
/// either evaluator) so runs the rounding ledger, and an ordinary run pays nothing for it.
///
/// Measured is every `round` of an amount of money in a formula over one row, once. Shares are not:
/// apportionment gives to one what it takes from another. Of a reward only rows that are eligible
/// count, for the others nothing is paid that rounding could have changed.
struct RoundingPlan {
  plan::Plan plan;
  std::vector<RoundingItem> items;
};
RoundingPlan rounding_plan(const plan::Plan& plan);

/// What the roundings of one declaration come to.
struct RoundingTotal {
  std::string form;
  std::string name;
  std::string label;
  std::string cite;
  type::Type type;
  number::Rational gained;         ///< sum of the positive differences
  number::Rational lost;           ///< sum of the negative ones, a negative number
  std::uint64_t changed = 0;       ///< rows that rounding changed
  std::uint64_t undetermined = 0;  ///< rows in error: the sums are incomplete

  number::Rational net() const { return gained + lost; }
};

/// By declaration and clause, in the order of the policy. `run` is a run of the rounding plan.
std::vector<RoundingTotal> rounding_totals(const ComputedRun& run,
                                           const std::vector<RoundingItem>& items);

/// One rounding that changed something, or could not be determined.
struct RoundingLine {
  RoundingItem item;
  std::uint64_t row = 0;
};
/// All of them, item after item, rows ascending. Having them costs a look at each row of each item
/// and a bit for it. Immutable.
class RoundingLines {
 public:
  /// Both must outlive it.
  RoundingLines(const ComputedRun& run, const std::vector<RoundingItem>& items);

  std::uint64_t size() const { return lines_.size(); }
  /// `index` < size(). O(log rows).
  RoundingLine line(std::uint64_t index) const;

 private:
  const std::vector<RoundingItem>& items_;
  Stacked lines_;             // by item
  std::vector<RowSet> rows_;  // of each
};

}  // namespace remit::report
