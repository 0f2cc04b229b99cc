// Any bytes at all end in models and diagnostics; a policy without errors lowers to a plan that
// verifies. Diagnostics have no unfilled places in either language.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_set.h"
#include "check/check.h"
#include "diagnostic/render.h"
#include "plan/from_model.h"
#include "plan/verify.h"
#include "syntax/parse.h"

namespace {

/// The policy of a spec case, or the whole input.
std::string_view policy_of(std::string_view input) {
  constexpr std::string_view kTitle = "=== policy";
  const std::size_t begin = input.find(kTitle);
  if (begin == std::string_view::npos) return input;
  input.remove_prefix(begin + kTitle.size());
  return input.substr(0, input.find("\n=== "));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace remit;
  base::SourceSet sources;
  const std::string text(policy_of({reinterpret_cast<const char*>(data), size}));
  base::Limits limits;
  limits.source_bytes = 1u << 16;
  diagnostic::DiagnosticSink sink(100);
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(sources.add("fuzz.remit", text), limits, sink));
  const auto models = check::check(trees, sources, limits, sink);
  for (const auto language : {base::Language::en, base::Language::zh}) {
    diagnostic::TextOptions options;
    options.language = language;
    for (const auto& diagnostic : sink.sorted()) {
      if (diagnostic.message(language).empty()) std::abort();
      diagnostic::render_text(diagnostic, sources, options);
    }
  }
  if (sink.has_errors()) return 0;
  for (const auto& model : models) {
    const auto plan = plan::lower(*model);
    if (plan != nullptr && !plan::verify(*plan).ok()) std::abort();
  }
  return 0;
}
