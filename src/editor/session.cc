#include "editor/session.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace remit::editor {

namespace {

std::string document_of(const Json& params) {
  return params.at("textDocument").at("uri").get<std::string>();
}

Asked asked_in(std::shared_ptr<const Snapshot> snapshot, const Json& params) {
  Asked found{.snapshot = std::move(snapshot)};
  if (found.snapshot == nullptr) return found;
  found.tree = found.snapshot->tree(document_of(params));
  if (found.tree != nullptr && params.contains("position"))
    found.offset = offset_of(found.tree->source(), place_from(params.at("position")));
  return found;
}

}  // namespace

Asked asked(Session& session, const Json& params) {
  return asked_in(session.workspace.snapshot(document_of(params)), params);
}

Asked asked_of_all(Session& session, const Json& params) {
  return asked_in(session.workspace.snapshot_of_all(document_of(params)), params);
}

Place place_from(const Json& position) {
  return {position.at("line").get<std::uint32_t>(), position.at("character").get<std::uint32_t>()};
}

namespace {

Json place_json(Place place) { return {{"line", place.line}, {"character", place.character}}; }

}  // namespace

Json range_json(const base::Source& source, base::Span span) {
  return {{"start", place_json(place_of(source, span.begin))},
          {"end", place_json(place_of(source, span.end))}};
}

Json location_json(const Snapshot& snapshot, base::Span span) {
  const base::Source& source = snapshot.tree_at(span.begin).source();
  return {{"uri", source.name()}, {"range", range_json(source, span)}};
}

Json text_edit(const base::Source& source, base::Span span, const std::string& text) {
  return {{"range", range_json(source, span)}, {"newText", text}};
}

void add_edit(Json& workspace_edit, const Snapshot& snapshot, base::Span span,
              const std::string& text) {
  const base::Source& source = snapshot.tree_at(span.begin).source();
  workspace_edit["changes"][source.name()].push_back(text_edit(source, span, text));
}

Json markdown(const std::string& text) { return {{"kind", "markdown"}, {"value", text}}; }

}  // namespace remit::editor
