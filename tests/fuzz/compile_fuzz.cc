// Any bytes at all end in models and diagnostics; a policy without errors lowers to a plan that
// verifies, with the columns that measure what its tests reach too. Diagnostics have no unfilled
// places in either language. Of a policy with syntax errors, what could be read is checked as well.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_set.h"
#include "check/check.h"
#include "check/partial_check.h"
#include "check/probes.h"
#include "diagnostic/render.h"
#include "lowering/from_model.h"
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

void lower(const remit::check::Model& model) {
  const auto plan = remit::lowering::lower(model);
  if (plan != nullptr && !remit::plan::verify(*plan).ok()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace remit;
  base::SourceSet sources;
  const std::string text(policy_of({reinterpret_cast<const char*>(data), size}));
  Limits limits;
  limits.source_bytes = 1u << 16;
  diagnostic::DiagnosticSink sink(100);
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(sources.add("fuzz.remit", text), limits, sink));
  if (sink.has_errors()) check::check_partly(trees, sources, limits, sink);
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
    lower(*model);
    check::add_probe_columns(*model);
    lower(*model);
  }
  return 0;
}
