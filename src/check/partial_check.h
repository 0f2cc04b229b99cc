#pragma once

#include "absl/types/span.h"
#include "base/source_set.h"
#include "check/name_index.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/tree.h"

namespace remit::check {

/// Of files with syntax errors, which `sink` has: checks the declarations that could be read and
/// adds what is certainly wrong with them, so that a forgotten brace in one rule does not hide a
/// wrong type in another. Nothing is added that may only follow from what could not be read.
/// `names` as in check().
void check_partly(absl::Span<const syntax::Tree> trees, const base::SourceSet& sources,
                  const Limits& limits, diagnostic::DiagnosticSink& sink,
                  NameIndex* names = nullptr);

}  // namespace remit::check
