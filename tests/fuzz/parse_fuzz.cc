// Any bytes at all end in a tree and diagnostics; what parses can be formatted, in either language,
// and formatting the outcome again changes nothing.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/source_set.h"
#include "diagnostic/render.h"
#include "syntax/format.h"
#include "syntax/parse.h"

namespace {

using namespace remit;

// Small enough that a passed limit is reached by a mutation.
constexpr Limits kLimits{.source_bytes = 100'000, .tokens = 20'000, .nesting_depth = 60};

// Spans of whatever was reported must lie in the source.
void check_diagnostics(const diagnostic::DiagnosticSink& sink, const base::SourceSet& sources) {
  for (const diagnostic::Diagnostic& d : sink.sorted()) {
    if (d.span.begin > d.span.end || d.span.end > sources[0].span().end) std::abort();
  }
  diagnostic::render_text(sink.sorted(), sources, {});
}

void check_format(const base::Source& source, std::optional<syntax::WordStyle> keywords) {
  diagnostic::DiagnosticSink sink;
  const syntax::FormatOptions options{keywords};
  const auto once = syntax::format(source, options, kLimits, sink);
  if (!once) {
    if (!sink.has_errors()) std::abort();
    return;
  }
  const base::Source formatted(source.name(), *once);
  if (formatted.text().size() > kLimits.source_bytes) return;
  if (syntax::format(formatted, options, kLimits, sink) != once) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const bool markdown = text.find("```remit") != std::string::npos;
  base::SourceSet sources;
  const base::Source& source = sources.add(markdown ? "fuzz.md" : "fuzz.remit", text);
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, kLimits, sink);
  if (tree.complete() == sink.has_errors()) std::abort();
  syntax::dump_tree(tree);
  check_diagnostics(sink, sources);
  if (!tree.complete()) return 0;
  check_format(source, std::nullopt);
  check_format(source, base::Language::en);
  check_format(source, base::Language::zh);
  check_format(source, syntax::WordStyle(base::Language::zh, true));
  return 0;
}
