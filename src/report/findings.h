#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/language.h"
#include "report/computed_run.h"
#include "report/row_set.h"
#include "report/stacked.h"

namespace remit::report {

/// A row for which a finding of the plan holds, or may hold for all that is known.
struct FindingLine {
  const plan::Finding* finding = nullptr;
  std::uint64_t row = 0;
  row::Value holds;  ///< true, or why it is not known
};

/// In the order of the policy, then of the rows. A finding that is blank does not hold. Having
/// them costs a look at each row of each finding and a bit for it. Immutable.
class Findings {
 public:
  /// `run` must outlive it.
  explicit Findings(const ComputedRun& run);

  std::uint64_t size() const { return lines_.size(); }
  /// `index` < size(). O(log rows).
  FindingLine line(std::uint64_t index) const;

 private:
  const ComputedRun& run_;
  Stacked lines_;             // by finding
  std::vector<RowSet> rows_;  // of each
};

/// The conditions for which it holds, as the policy writes them, and the figures that go with them;
/// where it is not known, why.
std::string ground_text(const ComputedRun& run, const FindingLine& line, base::Language language);

}  // namespace remit::report
