#pragma once

#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "base/source_set.h"
#include "check/model.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/tree.h"

namespace remit::check {

struct NameIndex;
struct WhatIf;

/// Checks the policies of some files and gives one model for each, in the order of the files. A
/// policy that amends another is checked as the amended whole. Every complaint goes to `sink`; the
/// models mean something only if it has no errors.
///
/// Cost: linear in the size of the policies. The trees and sources must outlive the models' making,
/// not the models; `sources` are kept by them, for the texts of formulas. Declarations that touch
/// one of the `unreadable` places are left out. `names` (null: nobody asks) is told of every policy.
std::vector<std::unique_ptr<Model>> check(absl::Span<const syntax::Tree> trees,
                                          const base::SourceSet& sources, const Limits& limits,
                                          diagnostic::DiagnosticSink& sink,
                                          absl::Span<const base::Span> unreadable = {},
                                          NameIndex* names = nullptr);

/// The same of one of them alone, by its place in that list, as a what-if reads it. `trees` were
/// checked without errors, and `sources` has the texts of the what-if too. What is complained of is
/// what would be complained of the policy if those were its parameters.
std::unique_ptr<Model> check_what_if(absl::Span<const syntax::Tree> trees,
                                     const base::SourceSet& sources, const Limits& limits,
                                     diagnostic::DiagnosticSink& sink, std::size_t policy,
                                     const WhatIf& what_if);

}  // namespace remit::check
