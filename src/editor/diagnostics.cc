// What is wrong with a document, and what mends it.
#include <nlohmann/json.hpp>

#include "editor/features.h"
#include "editor/protocol.h"

namespace remit::editor {

using diagnostic::Diagnostic;

namespace {

DiagnosticSeverity severity_of(const Diagnostic& each) {
  switch (each.severity()) {
    case diagnostic::Severity::error:
      return DiagnosticSeverity::error;
    case diagnostic::Severity::warning:
      return DiagnosticSeverity::warning;
    case diagnostic::Severity::note:
      break;
  }
  return DiagnosticSeverity::information;
}

bool is_in(const base::Source& source, base::Span span) {
  return source.span().begin <= span.begin && span.begin <= source.span().end;
}

/// What it is about may be empty, at the end of a line: then the character before is underlined.
base::Span shown_span(const base::Source& source, base::Span span) {
  if (span.empty() && span.begin > source.base()) --span.begin;
  return span;
}

Json diagnostic_json(const Snapshot& snapshot, const base::Source& source, const Diagnostic& each,
                     base::Language language) {
  Json json{{"range", range_json(source, shown_span(source, each.span))},
            {"severity", severity_of(each)},
            {"code", diagnostic::code_text(each.code)},
            {"source", "remit"},
            {"message", each.message(language) + "\n" + each.help(language)}};
  if (diagnostic::entry(each.code).name.starts_with("unused_"))
    json["tags"] = {DiagnosticTag::unnecessary};
  for (const diagnostic::Related& related : each.related)
    json["relatedInformation"].push_back(
        {{"location", location_json(snapshot, related.span)},
         {"message", diagnostic::format_text(related.text, language, related.arguments)}});
  return json;
}

}  // namespace

Json diagnostics_of(Session& session, const std::string& uri) {
  Json list = Json::array();
  const std::shared_ptr<const Snapshot> snapshot = session.workspace.snapshot(uri);
  const syntax::Tree* tree = snapshot == nullptr ? nullptr : snapshot->tree(uri);
  if (tree != nullptr)
    for (const Diagnostic& each : snapshot->diagnostics())
      if (is_in(tree->source(), each.span))
        list.push_back(diagnostic_json(*snapshot, tree->source(), each, session.language));
  return {{"uri", uri}, {"diagnostics", std::move(list)}};
}

Json code_actions(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  Json actions = Json::array();
  if (!place) return actions;
  const base::Source& source = place.tree->source();
  const std::uint32_t begin = offset_of(source, place_from(params.at("range").at("start")));
  const std::uint32_t end = offset_of(source, place_from(params.at("range").at("end")));
  for (const Diagnostic& each : place.snapshot->diagnostics()) {
    const base::Span shown = shown_span(source, each.span);
    if (!each.fix || !is_in(source, each.span) || shown.end < begin || shown.begin > end) continue;
    Json edit = Json::object();
    add_edit(edit, *place.snapshot, each.fix->span, each.fix->replacement);
    const std::string from(source.text(each.fix->span));
    actions.push_back(
        {{"title", from.empty() ? each.fix->replacement : from + " → " + each.fix->replacement},
         {"kind", "quickfix"},
         {"isPreferred", true},
         {"diagnostics", {diagnostic_json(*place.snapshot, source, each, session.language)}},
         {"edit", std::move(edit)}});
  }
  return actions;
}

}  // namespace remit::editor
