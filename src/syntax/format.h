#pragma once

#include <optional>
#include <string>

#include "base/language.h"
#include "base/limits.h"
#include "base/source.h"
#include "diagnostic/sink.h"

namespace remit::syntax {

struct FormatOptions {
  /// Rewrites keywords, word operators and all other words of the language (Translation) into this
  /// language; as written when empty. Names of the policy and texts are never touched.
  std::optional<base::Language> keywords;
};

/// The policy in the one canonical layout, comments kept; formatting the outcome again changes
/// nothing. Two spaces of indentation, one clause a line, at most one blank line, at most 100
/// terminal columns where the text can be broken. Of a Markdown file only the policy blocks
/// change.
///
/// Nothing, and errors in `sink`, when the text has syntax errors; or when it would no longer read
/// the same (the outcome is read again and compared with the original).
std::optional<std::string> format(const base::Source& source, const FormatOptions& options,
                                  const base::Limits& limits, diagnostic::DiagnosticSink& sink);

}  // namespace remit::syntax
