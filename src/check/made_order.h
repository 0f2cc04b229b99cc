#pragma once

#include "check/context.h"

namespace remit::check {

/// Orders Model::made so that each stands after those that its rows are known from, and complains
/// of rows that would have to be there before they can be made. Comes when all columns are defined.
void order_made_rows(Context& context);

}  // namespace remit::check
