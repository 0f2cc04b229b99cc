// The document in the one canonical layout.
#include <nlohmann/json.hpp>

#include "editor/features.h"
#include "syntax/format.h"

namespace remit::editor {

Json formatting(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  if (!place) return nullptr;
  const base::Source& source = place.tree->source();
  std::vector<const base::Source*> bases;
  for (const syntax::Tree& other : place.snapshot->trees())
    if (&other != place.tree) bases.push_back(&other.source());
  diagnostic::DiagnosticSink complaints;
  // A document of its own: spans of the files beside it count on.
  const base::Source alone(source.name(), std::string(source.text()));
  const auto text = syntax::format(alone, {.keywords = {}, .bases = bases}, Limits{}, complaints);
  if (!text || *text == source.text()) return Json::array();
  return Json::array({text_edit(source, source.span(), *text)});
}

}  // namespace remit::editor
