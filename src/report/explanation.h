#pragma once

#include <string>

#include "base/language.h"
#include "report/computed_run.h"
#include "row/trace.h"

namespace remit::report {

/// The explanation of a cell as a memo: what the figure is, the clause it rests on, and numbered
/// paragraphs down to the data as entered, each figure explained once. UTF-8, ends with a line
/// feed. `run` names rows and columns; its results need not hold the traced columns.
std::string explanation_text(const ComputedRun& run, const row::Trace& trace,
                             base::Language language);

/// The same as one JSON object (UTF-8, indented): docs/explanation-schema.md.
std::string explanation_json(const ComputedRun& run, const row::Trace& trace,
                             base::Language language);

/// What there is to say of one traced cell beyond its formula, a sentence each: the band taken, the
/// limit that holds, what rounding gave, ties, the largest contributions, why it is in error.
std::vector<std::string> detail_sentences(const ComputedRun& run, const row::TracedCell& cell,
                                          base::Language language);

}  // namespace remit::report
