#pragma once

#include "base/source.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/tree.h"

namespace remit::syntax {

/// Reads one policy file; one whose name ends in `.md` is read as Markdown with policy blocks.
///
/// Every error of the file is reported in one run; the tree holds all that could be read. Any bytes
/// at all end in a tree and diagnostics, in time linear in their number. `source` must outlive the
/// tree.
Tree parse(const base::Source& source, const Limits& limits, diagnostic::DiagnosticSink& sink);

/// The same of a text in which something proposed was put in its place, to see whether it can be
/// read: what is proposed of it in turn is not tried.
Tree parse_trial(const base::Source& source, const Limits& limits,
                 diagnostic::DiagnosticSink& sink);

/// The same, in less time, of a text that differs little from that of `before`, which was read
/// without a complaint.
Tree parse_again(const base::Source& source, const Tree& before, const Limits& limits,
                 diagnostic::DiagnosticSink& sink);

}  // namespace remit::syntax
