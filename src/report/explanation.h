#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/language.h"
#include "report/computed_run.h"
#include "row/trace.h"

namespace remit::report {

struct ExplanationOptions {
  base::Language language = base::Language::en;
  std::uint32_t depth = 0;  ///< steps from the figure that are spelled out; 0: down to the inputs
  bool unfolded = false;    ///< figures of other rows are spelled out too
};

/// The explanation of a cell as a memo: what the figure is, for whom, by which clause and why it is
/// not another one, in one paragraph; then numbered steps, each figure explained once; then the
/// data as entered. UTF-8, ends with a line feed. `run` names rows and columns; its results need
/// not hold the traced columns.
std::string explanation_text(const ComputedRun& run, const row::Trace& trace,
                             const ExplanationOptions& options);

/// The same as one page of HTML that needs nothing else: steps fold, and it can be printed.
std::string explanation_html(const ComputedRun& run, const row::Trace& trace,
                             const ExplanationOptions& options);

/// The same as one JSON object (UTF-8, indented): docs/explanation-schema.md.
std::string explanation_json(const ComputedRun& run, const row::Trace& trace,
                             const ExplanationOptions& options);

/// Whose figure a sentence about a limit tells: that of the cell with the limit, or the one asked.
enum class Told : std::uint8_t { of_cell, of_asked };

/// What there is to say of one traced cell beyond its formula, a sentence each: the band taken, the
/// limit that holds, what rounding gave, ties, the largest contributions, why it is in error.
/// Nothing that says nothing: no rounding that changed nothing, no floor of zero that is exceeded.
std::vector<std::string> detail_sentences(const ComputedRun& run, const row::Trace& trace,
                                          row::TraceId cell, base::Language language,
                                          Told told = Told::of_cell);

}  // namespace remit::report
