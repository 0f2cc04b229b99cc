#pragma once

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// Warns of what is declared and used by nothing: inputs, parameters, parties, tables, rates.
void report_unused(Context& context, absl::Span<const NodeView> items);

/// Warns of rules that cite no clause, and notes what the document leaves open.
void report_open(Context& context);

}  // namespace remit::check
