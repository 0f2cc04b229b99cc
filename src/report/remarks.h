// What declarations that give no column say of themselves, where a figure rests on them.
#pragma once

#include <string>
#include <vector>

#include "base/language.h"
#include "plan/plan.h"
#include "report/computed_run.h"
#include "row/trace.h"

namespace remit::report {

/// “name” (label) [clause].
std::string named_text(const std::string& name, const std::string& label, const std::string& cite,
                       base::Language language);

/// What the declaration of a column says of itself, or nullptr: a helper, which several may share,
/// is none of them. O(log n).
const plan::Basis* basis_of(const plan::Plan& plan, const plan::Column& column);

/// The clause of a column: of what is declared at its place (a limit that rewards share), or else
/// of its own declaration. Linear in the plan's remarks.
const std::string& clause_of(const plan::Plan& plan, const plan::Column& column);

/// The declarations that the formula of a column names, or by which it converts, in the order of
/// the text, each once. Linear in the remarks used.
std::vector<const plan::Remark*> remarks_in(const plan::Plan& plan, plan::ColumnId column,
                                            const row::FormulaTrace& formula);

/// A sentence for each of these.
std::vector<std::string> remark_sentences(const ComputedRun& run, plan::ColumnId column,
                                          const row::FormulaTrace& formula,
                                          base::Language language);

/// The check that a column stands for: its label, or else its condition as written.
std::string check_text(const plan::Plan& plan, plan::ColumnId column);

}  // namespace remit::report
