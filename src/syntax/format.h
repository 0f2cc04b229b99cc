#pragma once

#include <optional>
#include <string>

#include "absl/types/span.h"
#include "base/language.h"
#include "base/source.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/translation.h"

namespace remit::syntax {

struct FormatOptions {
  /// Rewrites keywords, word operators and all other words of the language (Translation) into this
  /// language; as written when empty. Names of the policy and texts are never touched.
  std::optional<WordStyle> keywords;
  /// The other files of the policy, those that the text amends first of all: only with them can it
  /// be told whether a word after a dot is an attribute of a form or a name. Not formatted, and
  /// only read where the text amends one of them; what of them cannot be read is passed over.
  absl::Span<const base::Source* const> bases = {};
};

/// The policy in the one canonical layout, comments kept; formatting the outcome again changes
/// nothing. Two spaces of indentation, one clause a line, at most one blank line, at most 100
/// terminal columns where the text can be broken. Of a Markdown file only the policy blocks
/// change.
///
/// Nothing, and errors in `sink`, when the text has syntax errors; or when it would no longer read
/// the same (the outcome is read again and compared with the original).
std::optional<std::string> format(const base::Source& source, const FormatOptions& options,
                                  const Limits& limits, diagnostic::DiagnosticSink& sink);

}  // namespace remit::syntax
