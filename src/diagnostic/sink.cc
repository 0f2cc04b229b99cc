#include "diagnostic/sink.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

#include "base/budget.h"
#include "diagnostic/code/limits.h"

namespace remit::diagnostic {

namespace {
constexpr std::uint64_t kUnitsPerReport = 50;
}  // namespace

Diagnostic& DiagnosticSink::report(Code code, base::Span span, std::vector<Argument> arguments) {
  return report(Diagnostic{code, span, std::move(arguments), {}, std::nullopt});
}

Diagnostic& DiagnosticSink::report(Diagnostic diagnostic) {
  assert(diagnostic.arguments.size() >= placeholder_count(entry(diagnostic.code).en.message));
  base::spend(kUnitsPerReport);
  const Severity severity = diagnostic.severity();
  if (severity == Severity::error) ++errors_;
  if (severity == Severity::warning) ++warnings_;
  if (severity == Severity::note) ++notes_;
  if ((severity == Severity::error ? errors_ : warnings_ + notes_) > limit_) {
    ++dropped_;
    scratch_ = std::move(diagnostic);
    return scratch_;
  }
  return kept_.emplace_back(std::move(diagnostic));
}

std::vector<Diagnostic> DiagnosticSink::sorted() const {
  std::vector<Diagnostic> sorted(kept_.begin(), kept_.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(a.span.begin, a.code, a.span.end) <
           std::tuple(b.span.begin, b.code, b.span.end);
  });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (dropped_ > 0) {
    const base::Span last = sorted.empty() ? base::Span{} : sorted.back().span;
    sorted.push_back({code::too_many_diagnostics, last, {dropped_}, {}, std::nullopt});
  }
  return sorted;
}

}  // namespace remit::diagnostic
