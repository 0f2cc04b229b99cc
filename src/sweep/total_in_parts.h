#pragma once

#include <functional>

#include "plan/builder.h"
#include "plan/plan.h"

namespace remit::sweep {

/// Gives a column its number in the plan: its own, or that of one there that is alike.
using PlaceColumn = std::function<plan::ColumnId(plan::Column)>;

/// If `total` is the sum over all rows of a sum, a + b, or of one that counts where a condition
/// holds, it becomes the sum of the totals of a and b (where the condition holds): of what depends
/// on a parameter and what does not, only the former has to be added up for each of its values. It
/// is the same figure, and in error for the same rows; another fault of theirs may be the one that
/// is named.
///
/// The node and what it reads are in the builder's plan; the parts, without names, are placed
/// there. Linear in the terms.
void write_total_in_parts(plan::Column& total, plan::Builder& builder, const PlaceColumn& place);

}  // namespace remit::sweep
