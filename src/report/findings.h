#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/language.h"
#include "report/computed_run.h"

namespace remit::report {

/// A row for which a finding of the plan holds, or may hold for all that is known.
struct FindingLine {
  const plan::Finding* finding = nullptr;
  std::uint64_t row = 0;
  row::Value holds;  ///< true, or why it is not known
};

/// In the order of the policy, then of the rows. A finding that is blank does not hold.
std::vector<FindingLine> finding_lines(const ComputedRun& run);

/// The conditions for which it holds, as the policy writes them, and the figures that go with them;
/// where it is not known, why.
std::string ground_text(const ComputedRun& run, const FindingLine& line, base::Language language);

}  // namespace remit::report
