#include "compile.h"

#include <memory>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "base/source_set.h"
#include "check/check.h"
#include "check/model_json.h"
#include "diagnostic/render.h"
#include "diagnostic/sink.h"
#include "syntax/format.h"
#include "syntax/parse.h"

namespace remit::differential {
namespace {

using nlohmann::json;

/// Leaves out where things stand, and the reasons of rewards, which quote the text.
void drop_places(json& value) {
  if (value.is_object()) {
    value.erase("span");
    value.erase("category_sets");
  }
  if (!value.is_structured()) return;
  for (json& part : value) drop_places(part);
}

std::optional<std::string> formatted(const std::string& text,
                                     const syntax::FormatOptions& options) {
  base::SourceSet sources;
  sources.add("generated.remit", text);
  diagnostic::DiagnosticSink sink;
  return syntax::format(sources[0], options, base::Limits{}, sink);
}

}  // namespace

std::optional<std::string> format_fault(const std::string& text, const json& model) {
  json meaning = model;
  drop_places(meaning);
  for (const std::optional<base::Language> keywords :
       {std::optional<base::Language>(), std::optional(base::Language::en),
        std::optional(base::Language::zh)}) {
    const syntax::FormatOptions options{keywords};
    const std::optional<std::string> once = formatted(text, options);
    if (!once) return "it is not formatted";
    if (formatted(*once, options) != once) return "formatting again changes it:\n" + *once;
    check::Model compiled;
    json reply;
    if (!compile(*once, compiled, reply)) return "formatted it has errors:\n" + *once;
    drop_places(reply["model"]);
    if (reply["model"] != meaning) return "formatted it means something else:\n" + *once;
  }
  return std::nullopt;
}

bool compile(const std::string& text, check::Model& model, nlohmann::json& reply) {
  const base::Limits limits;
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
  reply["model"] = nlohmann::json::parse(check::model_json(model));
  return true;
}

}  // namespace remit::differential
