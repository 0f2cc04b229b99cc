#pragma once

#include <vector>

#include "base/language.h"
#include "remit/results.h"
#include "report/input_words.h"
#include "report/rounding.h"
#include "report/run.h"
#include "report/totals.h"

// The reports as tables of the public interface; what their columns are is said at Results.

namespace remit::report {

Table ledger_table(const Run& run, base::Language language);
/// `sum`: of all parts of the run.
Table totals_table(const plan::Plan& plan, const TotalsOfParts& sum);
Table target_table(const Run& run);
/// `run` is one of the rounding plan.
Table rounding_table(const Run& run, const std::vector<RoundingItem>& items);
Table error_table(const Run& run, const InputWords& words);

/// Causes of errors, each once, by entity, row and column.
std::vector<ErrorOrigin> error_origins(const Run& run);

}  // namespace remit::report
