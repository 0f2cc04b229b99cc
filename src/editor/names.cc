// Where a name is declared and meant, and another name in its place.
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "diagnostic/format.h"
#include "diagnostic/text/editor.h"
#include "editor/features.h"
#include "editor/refusal.h"
#include "syntax/parse.h"

namespace remit::editor {

namespace text = diagnostic::text;

namespace {

struct Named {
  Asked place;
  const check::NameIndex::Declared* name = nullptr;
};

Named named_at(Asked place) {
  Named found{.place = std::move(place)};
  if (found.place) found.name = found.place.snapshot->name_at(found.place.offset);
  return found;
}

/// Whether a text of nothing else is read as one name.
bool can_be_name(const std::string& word) {
  const base::Source source("", "policy " + word + " {}");
  const Limits limits;
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, limits, sink);
  const auto policies = tree.root().children();
  return tree.complete() && policies.size() == 1 && policies[0][syntax::Label::name].text() == word;
}

/// Whether one of the places could mean something else by that word: then a figure would change.
bool is_taken(const Snapshot& snapshot, const check::NameIndex::Declared& name,
              const std::string& word) {
  for (const check::NameIndex::Declared& other : snapshot.names()) {
    if (other.name != word) continue;
    if (other.entity == name.entity || other.entity.empty() || name.entity.empty()) return true;
  }
  return false;
}

}  // namespace

Json definition(Session& session, const Json& params) {
  const auto [place, name] = named_at(asked(session, params));
  if (name == nullptr) return nullptr;
  Json list = Json::array();
  for (const base::Span span : place.snapshot->declarations_of(*name))
    list.push_back(location_json(*place.snapshot, span));
  return list;
}

Json references(Session& session, const Json& params) {
  const auto [place, name] = named_at(asked_of_all(session, params));
  if (name == nullptr) return nullptr;
  const bool with_declaration =
      params.value("context", Json::object()).value("includeDeclaration", true);
  const std::vector<base::Span> declared = place.snapshot->declarations_of(*name);
  Json list = Json::array();
  for (const base::Span span : place.snapshot->places_of(*name))
    if (with_declaration || std::ranges::find(declared, span) == declared.end())
      list.push_back(location_json(*place.snapshot, span));
  return list;
}

Json document_highlight(Session& session, const Json& params) {
  const auto [place, name] = named_at(asked(session, params));
  if (name == nullptr) return nullptr;
  const base::Source& source = place.tree->source();
  Json list = Json::array();
  for (const base::Span span : place.snapshot->places_of(*name))
    if (&place.snapshot->tree_at(span.begin) == place.tree)
      list.push_back({{"range", range_json(source, span)}});
  return list;
}

Json prepare_rename(Session& session, const Json& params) {
  const auto [place, name] = named_at(asked(session, params));
  if (name == nullptr) throw Refusal(format_text(text::editor_not_a_name, session.language));
  for (const base::Span span : place.snapshot->places_of(*name))
    if (span.begin <= place.offset && place.offset <= span.end)
      return {{"range", range_json(place.tree->source(), span)}, {"placeholder", name->name}};
  return nullptr;
}

Json rename(Session& session, const Json& params) {
  const auto [place, name] = named_at(asked_of_all(session, params));
  if (name == nullptr) throw Refusal(format_text(text::editor_not_a_name, session.language));
  const std::string word = params.at("newName").get<std::string>();
  if (!can_be_name(word))
    throw Refusal(format_text(text::editor_bad_name, session.language, {word}));
  if (word != name->name && is_taken(*place.snapshot, *name, word))
    throw Refusal(format_text(text::editor_name_taken, session.language, {word}));
  Json edit{{"changes", Json::object()}};
  for (const base::Span span : place.snapshot->places_of(*name))
    add_edit(edit, *place.snapshot, span, word);
  return edit;
}

}  // namespace remit::editor
