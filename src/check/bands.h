#pragma once

#include <optional>
#include <vector>

#include "check/context.h"

namespace remit::check {

/// The bands of a scale, checked for order, gaps and overlaps. `types` become those of edges and
/// values. With `places`, bare integers, each band reaches to just before the next integer.
std::optional<std::vector<type::Band>> read_bands(Context& context, NodeView bands, bool places,
                                                  Tables::ScaleTypes& types);

/// The kind that a `scale_kind` node says; an absent one is a step.
type::ScaleKind scale_kind(NodeView kind);

/// Makes a table of brackets ready to use and warns of what is odd about it: a first marginal band
/// counts from zero.
void finish_brackets(Context& context, type::Scale& scale, const type::Type& input);

}  // namespace remit::check
