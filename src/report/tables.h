#pragma once

#include <cstdint>
#include <vector>

#include "base/language.h"
#include "remit/results.h"
#include "report/computed_run.h"
#include "report/input_words.h"
#include "report/ledger.h"
#include "report/rounding.h"
#include "report/totals.h"

// The reports as tables of the public interface; what their columns are is said at Results.

namespace remit::report {

/// Lines of a list, as far as there are so many.
struct LineRange {
  std::uint64_t from = 0;
  std::uint64_t count = ~std::uint64_t{0};
};
Table ledger_table(const Ledger& ledger, base::Language language, LineRange lines = {});
/// `sum`: of all parts of the run.
Table totals_table(const plan::Plan& plan, const TotalsOfParts& sum);
/// What is somebody's without being paid, row by row; without columns for a policy that attributes
/// nothing. The totals: by split, receiver and currency.
Table attribution_table(const ComputedRun& run);
Table attribution_totals_table(const ComputedRun& run);
/// Without columns for a policy that finds nothing of the kind.
Table finding_table(const ComputedRun& run, base::Language language);
Table target_table(const ComputedRun& run);
/// `run` is one of the rounding plan.
Table rounding_table(const ComputedRun& run, const std::vector<RoundingItem>& items);
/// The same by declaration; those that changed nothing are left out.
Table rounding_totals_table(const ComputedRun& run, const std::vector<RoundingItem>& items);
Table error_table(const ComputedRun& run, const InputWords& words);

/// The same by where the errors began: of each such place one line, with how many cells are in
/// error because of it. The line is that of the cell itself, or of the first it reached.
Table cause_table(const ComputedRun& run, const InputWords& words);

/// Causes of errors, each once, by entity, row and column.
std::vector<ErrorOrigin> error_origins(const ComputedRun& run);

}  // namespace remit::report
