#include "compiled.h"

#include <algorithm>
#include <utility>

#include "check/check.h"
#include "diagnostic/sink.h"
#include "syntax/parse.h"

namespace remit::catalogue {

std::size_t Compiled::count(diagnostic::Code code) const {
  return static_cast<std::size_t>(
      std::ranges::count(diagnostics, code, [](const auto& each) { return each.code; }));
}

Compiled compile(const std::string& name, std::string text, const Limits& limits) {
  Compiled compiled;
  const base::Source& source = compiled.sources.add(name, std::move(text));
  diagnostic::DiagnosticSink sink(limits.diagnostics);
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, limits, sink));
  check::check(trees, compiled.sources, limits, sink);
  compiled.diagnostics = sink.sorted();
  compiled.has_errors = sink.has_errors();
  return compiled;
}

}  // namespace remit::catalogue
