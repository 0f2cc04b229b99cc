#pragma once

#include <string>

#include "base/language.h"
#include "report/computed_run.h"
#include "row/trace.h"

namespace remit::report {

/// What a reader calls a column inside the explanation of column `about`: what it is to its form if
/// that is the same declaration ("amount before limits"), else its full title; a helper by what the
/// policy says there ("sum(project.investment)"), or by what it computes.
std::string cell_title(const plan::Plan& plan, plan::ColumnId column, plan::ColumnId about,
                       base::Language language);

/// The text of the policy behind a column, on one line: the formula, or the declaration if it has
/// none of its own. Empty if there is none, or if it is longer than a reader wants.
std::string written_text(const plan::Plan& plan, plan::ColumnId column);

/// The formula of a map column with titles in place of cells. Long ones end in "…".
std::string formula_names(const ComputedRun& run, plan::ColumnId column, base::Language language);

/// The same with the values of the traced cell; what did not decide the result keeps its title.
std::string formula_figures(const ComputedRun& run, plan::ColumnId column,
                            const row::FormulaTrace& trace, base::Language language);

/// "half up", "四舍五入".
std::string_view mode_text(number::RoundingMode mode, base::Language language);

}  // namespace remit::report
