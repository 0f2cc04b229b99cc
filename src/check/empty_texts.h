#pragma once

#include "check/context.h"

namespace remit::check {

/// Reports labels, captions, titles, cites and readings below the node that say nothing: `""`.
/// Values of formulas and of tests may be empty texts.
void report_empty_texts(const Context& context, NodeView node);

}  // namespace remit::check
