#pragma once

#include "check/context.h"

namespace remit::check {

/// A figure of `summary`: a value under a name for its rows. Folds that name no rows are over those
/// of `summed_up`. What cites no clause rests on that of the summary.
void declare_figure(Context& context, EntityId entity, EntityId summed_up, NodeView figure,
                    NodeView summary);

}  // namespace remit::check
