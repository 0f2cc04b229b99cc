#pragma once

#include "needs/possible.h"
#include "plan/plan.h"
#include "row/evaluator.h"

namespace remit::needs {

/// What somebody who is asked for a field can answer: a value of its type, within the bounds that
/// the policy states for it as constants. Figures of a field without bounds lie within a
/// million million millions on either side; a reference names a row of the table.
Possible valid_answers(row::Evaluator& evaluator, plan::ColumnId input);

}  // namespace remit::needs
