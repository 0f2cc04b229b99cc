#pragma once

#include <string>

#include "absl/types/span.h"
#include "base/language.h"
#include "base/source_set.h"
#include "diagnostic/diagnostic.h"

namespace remit::diagnostic {

struct TextOptions {
  base::Language language = base::Language::en;
  /// ANSI colours, for a terminal.
  bool colour = false;
};

/// One diagnostic as a compiler prints it, ending with a line feed:
///
///     file:3:9: error[R0201]: unknown name `tax`
///       3 |   when  tax > 5
///         |         ^~~
///         = help: ...
///
/// The caret stands under the right character on a terminal, wide characters included. Control and
/// direction characters of the source are shown as U+FFFD, so that they cannot fool the reader; a
/// long line is cut to the part around the caret.
std::string render_text(const Diagnostic& diagnostic, const base::SourceSet& sources,
                        const TextOptions& options);

/// All of them, then a line with the number of errors and warnings; empty when there are none.
std::string render_text(absl::Span<const Diagnostic> diagnostics, const base::SourceSet& sources,
                        const TextOptions& options);

/// The same as JSON (UTF-8, indented), one object:
///
///     { "version": 1, "errors": 1, "warnings": 0, "diagnostics": [ {
///         "code": "R0201", "name": "unknown_name", "severity": "error",
///         "file": "p.remit",
///         "begin": { "offset": 31, "line": 3, "column": 9, "display_column": 9 },
///         "end":   { ... },
///         "message": "...", "help": "...", "arguments": [ "tax" ],
///         "related": [ { "file", "begin", "end", "message" } ],
///         "fix": { "file", "begin", "end", "replacement" } | null } ] }
///
/// `offset` counts bytes of the file as stored, byte order mark included; lines and columns count
/// from 1, columns in code points, display columns in terminal cells. `end` is exclusive. Fields
/// are only ever added while `version` stays 1.
std::string render_json(absl::Span<const Diagnostic> diagnostics, const base::SourceSet& sources,
                        base::Language language);

}  // namespace remit::diagnostic
