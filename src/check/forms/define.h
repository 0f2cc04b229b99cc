#pragma once

#include "check/context.h"

namespace remit::check {

/// A figure of a summary: a value under a name for its rows. Folds that name no rows are over those
/// of `summed_up`.
void declare_figure(Context& context, EntityId entity, EntityId summed_up, NodeView figure);

}  // namespace remit::check
