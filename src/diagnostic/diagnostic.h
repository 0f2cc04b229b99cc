#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/language.h"
#include "base/span.h"
#include "diagnostic/codes.h"
#include "diagnostic/format.h"
#include "diagnostic/messages.h"

namespace remit::diagnostic {

/// "error", "warning" or "note".
Text severity_label(Severity severity);

/// A second place that belongs to a diagnostic: the first of two declarations, one step of a cycle.
struct Related {
  base::Span span;
  Text text;
  std::vector<Argument> arguments;

  friend bool operator==(const Related&, const Related&) = default;
};

/// A change to the text that would mend it.
struct Fix {
  base::Span span;
  std::string replacement;

  friend bool operator==(const Fix&, const Fix&) = default;
};

/// A complaint of the user's own text or data: data with a place, worded only when rendered.
struct Diagnostic {
  Code code;
  base::Span span;
  std::vector<Argument> arguments;
  std::vector<Related> related;
  std::optional<Fix> fix;

  Severity severity() const { return entry(code).severity; }
  /// The worded message, one line without a full stop.
  std::string message(base::Language language) const;
  /// How to mend it, worded.
  std::string help(base::Language language) const;

  /// Adds a related place; returns itself, so that calls chain.
  Diagnostic& note(base::Span at, Text text, std::vector<Argument> arguments = {});
  /// Proposes to replace the text of `at`; shown as "did you mean". Returns itself.
  Diagnostic& suggest(base::Span at, std::string replacement);

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

}  // namespace remit::diagnostic
