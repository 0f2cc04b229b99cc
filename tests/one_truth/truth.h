#pragma once

#include "random_case.h"
#include "remit/remit.h"

namespace remit::one_truth {

/// Expects of the lists of one run that each says the same of every payment as the cells do: the
/// ledger, the totals, the fund, the targets and the errors.
///
/// What is paid back and what nobody takes of a shared amount have lines of their own. Not asserted
/// here: a line of an amount that is known whose reason is not (`has_known_amount`).
void expect_one_truth(const Case& of, const Policy& policy, const Results& results);

}  // namespace remit::one_truth
