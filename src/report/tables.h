#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "remit/results.h"
#include "report/computed_run.h"
#include "report/input_words.h"
#include "report/ledger.h"
#include "report/list.h"
#include "report/rounding.h"
#include "report/totals.h"

// The reports as tables of the public interface; what their columns are is said at Results.

namespace remit::report {

/// The list of errors by where they began.
inline constexpr std::string_view kCausesList = "causes";

/// `ledger` must outlive the list, and so must what `run` refers to.
std::unique_ptr<const List> ledger_list(const Ledger& ledger, base::Language language);
std::unique_ptr<const List> target_list(const ComputedRun& run);
/// What is somebody's without being paid, row by row; without columns for a policy that attributes
/// nothing.
std::unique_ptr<const List> attribution_list(const ComputedRun& run);
/// Without columns for a policy that finds nothing of the kind.
std::unique_ptr<const List> finding_list(const ComputedRun& run, base::Language language);
/// `run` is one of the rounding plan; both must outlive the list.
std::unique_ptr<const List> rounding_list(const ComputedRun& run,
                                          const std::vector<RoundingItem>& items);
/// Makes the words of errors, of a run that outlives them.
using MakeInputWords = std::function<InputWords(const ComputedRun&)>;
std::unique_ptr<const List> error_list(const ComputedRun& run, const MakeInputWords& words);
/// The same by where the errors began: of each such place one line, with how many cells are in
/// error because of it. The line is that of the cell itself, or of the first it reached.
std::unique_ptr<const List> cause_list(const ComputedRun& run, const MakeInputWords& words);

/// `sum`: of all parts of the run.
Table totals_table(const plan::Plan& plan, const TotalsOfParts& sum);
/// What is somebody's, by split, receiver and currency.
Table attribution_totals_table(const ComputedRun& run);
/// What rounding changed, by declaration; those that changed nothing are left out.
Table rounding_totals_table(const ComputedRun& run, const std::vector<RoundingItem>& items);

/// Causes of errors, each once, by entity, row and column.
std::vector<ErrorOrigin> error_origins(const ComputedRun& run);

}  // namespace remit::report
