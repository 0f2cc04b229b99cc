#pragma once

#include <cstdint>
#include <vector>

#include "report/computed_run.h"
#include "report/stacked.h"

namespace remit::report {

/// One target of one row. Cells that the target has not are blank faults of column 0.
struct TargetLine {
  const plan::Target* target = nullptr;
  std::uint64_t row = 0;
  row::Value metric, goal, met, progress;
};

/// One line per target of the plan and row of its entity, made when asked for. Immutable.
class Targets {
 public:
  explicit Targets(const ComputedRun& run);

  std::uint64_t size() const { return lines_.size(); }
  /// `index` < size(). O(log targets).
  TargetLine line(std::uint64_t index) const;

 private:
  const ComputedRun& run_;
  Stacked lines_;  // by target
};

/// How many rows met a target, missed it, and could not be determined.
struct TargetSummary {
  const plan::Target* target = nullptr;
  std::uint64_t met = 0;
  std::uint64_t missed = 0;
  std::uint64_t undetermined = 0;
};
std::vector<TargetSummary> summarise_targets(const ComputedRun& run);

/// The clause of a target: that of the first of its columns.
const std::string& clause_of(const plan::Plan& plan, const plan::Target& target);

}  // namespace remit::report
