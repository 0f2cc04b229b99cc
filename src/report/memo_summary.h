#pragma once

#include <string>
#include <vector>

#include "report/explanation.h"
#include "report/quiet.h"

namespace remit::report {

/// The paragraph at the head of a memo, sentence by sentence: whose figure it is, how much, under
/// which clause, who pays whom; then how it came to that, from the amount before limits on.
std::vector<std::string> memo_summary(const ComputedRun& run, const row::Trace& trace,
                                      const QuietCells& quiet, base::Language language);

/// Whether the figures of a formula are nothing but truths: with their names in place of "yes and
/// no" it is told better.
bool tells_only_truths(const row::FormulaTrace& formula);

}  // namespace remit::report
