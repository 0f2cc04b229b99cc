#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "remit/limits.h"

namespace remit::diagnostic {

/// Collects the diagnostics of one compilation. Not thread-safe.
///
/// At most `limit` errors and as many warnings and notes are kept, so that warnings never crowd out
/// an error; further ones are counted, and `sorted` ends with a note that says how many.
class DiagnosticSink {
 public:
  explicit DiagnosticSink(uint32_t limit = Limits{}.diagnostics) : limit_(limit) {}

  /// Records a diagnostic; `note` and `suggest` of the returned one add to it. The reference stays
  /// valid as long as the sink (past the limit it is a scratch that nobody reads).
  Diagnostic& report(Code code, base::Span span, std::vector<Argument> arguments = {});
  Diagnostic& report(Diagnostic diagnostic);

  bool has_errors() const { return errors_ > 0; }
  /// Recorded so far, those past the limit included.
  size_t error_count() const { return errors_; }
  size_t warning_count() const { return warnings_; }

  /// By place, then code; what was reported twice stands once.
  std::vector<Diagnostic> sorted() const;

 private:
  uint32_t limit_;
  size_t errors_ = 0;
  size_t warnings_ = 0;
  size_t notes_ = 0;
  size_t dropped_ = 0;
  std::deque<Diagnostic> kept_;
  Diagnostic scratch_{};
};

}  // namespace remit::diagnostic
