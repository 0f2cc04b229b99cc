#pragma once

#include "check/context.h"
#include "check/ranges.h"

namespace remit::check {

/// Reports brackets that no value can fall into that the policy looks up among them.
void report_unreached_bands(Context& context);

/// Reports the edges of a bracket, as they stand there, outside of where `value` lies.
diagnostic::Diagnostic& report_unreached(Context& context, base::Span edges, ExprId value,
                                         const Interval& range);

}  // namespace remit::check
