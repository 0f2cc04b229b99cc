#pragma once

#include <vector>

#include "base/language.h"
#include "remit/payment_list.h"
#include "report/computed_run.h"
#include "report/line_words.h"

namespace remit::report {

/// The payments of a run as lists to be filed, one for each payer and currency, in the order of
/// first occurrence; `words` are further columns of their lines. Linear in the ledger.
std::vector<PaymentList> payment_lists(const ComputedRun& run, const LineWords& words,
                                       base::Language language);

/// One table of all lists, whose numbers lead its rows. `words`: of PaymentTable::lines.
Table payment_table(const ComputedRun& run, const LineWords& words, PaymentTable which,
                    base::Language language);

}  // namespace remit::report
