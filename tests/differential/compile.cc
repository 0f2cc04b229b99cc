#include "compile.h"

#include <memory>
#include <utility>
#include <vector>

#include "base/source_set.h"
#include "check/check.h"
#include "diagnostic/render.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/parse.h"

namespace remit::differential {

bool compile(const std::string& text, check::Model& model, nlohmann::json& reply) {
  const Limits limits;
  base::SourceSet sources;
  sources.add("generated.remit", text);
  diagnostic::DiagnosticSink sink;
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(sources[0], limits, sink));
  std::vector<std::unique_ptr<check::Model>> models;
  if (!sink.has_errors()) models = check::check(trees, sources, limits, sink);
  if (sink.has_errors() || models.empty()) {
    const std::vector<diagnostic::Diagnostic> sorted = sink.sorted();
    reply["diagnostics"] = nlohmann::json::parse(
        diagnostic::render_json(sorted, sources, base::Language::en))["diagnostics"];
    return false;
  }
  model = std::move(*models.back());
  return true;
}

}  // namespace remit::differential
