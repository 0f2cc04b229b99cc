#pragma once

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// Complains of names under which nothing could be asked for: `today` in a formula is the day of
/// the run, and `previous` the row before, whatever is called so.
void report_words_as_names(Context& context, absl::Span<const NodeView> items);

/// Complains of entities, and of a policy, whose tables would be read from and written to the file
/// of another one or of a list. Names that differ in case only are one on some file systems.
void report_shared_files(Context& context, NodeView policy);

}  // namespace remit::check
