#pragma once

#include <string>
#include <vector>

#include "report/explanation.h"

namespace remit::report {

/// What there is to say of the formula of one traced cell (detail_sentences): what parameters and
/// brackets gave, which operand counted, which limit holds and what it changed, what was rounded.
std::vector<std::string> formula_sentences(const ComputedRun& run, const row::Trace& trace,
                                           row::TraceId cell, const row::FormulaTrace& formula,
                                           base::Language language, Told told);

}  // namespace remit::report
