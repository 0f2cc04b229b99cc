// The parts of a text: symbols, and what can be folded.
#include <nlohmann/json.hpp>

#include "editor/features.h"
#include "editor/protocol.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::editor {

using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

namespace {

OutlineKind outline_kind(NodeView item) {
  if (item.is(Rule::entity) || item.is(Rule::summary)) return OutlineKind::type;
  if (item.is(Rule::param) || item.is(Rule::scale) || item.is(Rule::party))
    return OutlineKind::constant;
  if (item.is(Rule::event) || item.is(Rule::deadline)) return OutlineKind::event;
  return OutlineKind::function;
}

std::string form_word(NodeView item, base::Language language) {
  const syntax::Keyword word = syntax::first_keyword(item.rule());
  return word == syntax::Keyword::none ? std::string()
                                       : std::string(syntax::keyword_info(word).spelling(language));
}

Json symbol_json(const base::Source& source, NodeView node, NodeView name, OutlineKind kind,
                 const std::string& detail) {
  return {{"name", name.text()},
          {"detail", detail},
          {"kind", kind},
          {"range", range_json(source, node.span())},
          {"selectionRange", range_json(source, name.span())}};
}

/// An item has a name, or a title as tests have.
NodeView name_of(NodeView item) {
  for (const Label label : {Label::name, Label::base, Label::title})
    if (item[label] && !item[label].text().empty()) return item[label];
  return {};
}

Json item_json(const base::Source& source, NodeView item, base::Language language) {
  std::string detail = form_word(item, language);
  if (item[Label::label]) detail += " " + std::string(item[Label::label].text());
  Json symbol = symbol_json(source, item, name_of(item), outline_kind(item), detail);
  for (const NodeView member : item.all(Label::member))
    if (member.is(Rule::field))
      symbol["children"].push_back(
          symbol_json(source, member, member[Label::name], OutlineKind::field,
                      std::string(source.text(member[Label::type].span()))));
  for (const NodeView amendment : item.all(Label::amendment)) {
    const NodeView inner = amendment[Label::item];
    if (inner && name_of(inner)) symbol["children"].push_back(item_json(source, inner, language));
  }
  return symbol;
}

void add_fold(const base::Source& source, base::Span span, const char* kind, Json& folds) {
  const std::uint32_t first = source.position(span.begin).line;
  const std::uint32_t last = source.position(span.end).line;
  if (last <= first) return;
  Json fold{{"startLine", first - 1}, {"endLine", last - 1}};
  if (kind != nullptr) fold["kind"] = kind;
  folds.push_back(std::move(fold));
}

void collect_folds(const base::Source& source, NodeView node, Json& folds) {
  if (node.is(Rule::token)) return;
  // What fills its lines alone: an expression in brackets is no part of its own.
  if (node.token().first_on_line) add_fold(source, node.span(), nullptr, folds);
  for (const NodeView child : node.children()) collect_folds(source, child, folds);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

Json document_symbols(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  Json list = Json::array();
  if (!place) return list;
  const base::Source& source = place.tree->source();
  for (const NodeView policy : place.tree->root().children()) {
    if (!policy[Label::name]) continue;
    Json symbol = symbol_json(source, policy, policy[Label::name], OutlineKind::package,
                              std::string(policy[Label::title].text()));
    symbol["children"] = Json::array();
    for (const NodeView item : policy.all(Label::item))
      if (name_of(item)) symbol["children"].push_back(item_json(source, item, session.language));
    list.push_back(std::move(symbol));
  }
  return list;
}

Json workspace_symbols(Session& session, const Json& params) {
  const std::string query = params.value("query", "");
  Json list = Json::array();
  for (const std::string& uri : session.workspace.open_documents()) {
    const auto snapshot = session.workspace.snapshot(uri);
    const base::Span file = snapshot->tree(uri)->source().span();
    for (const check::NameIndex::Declared& name : snapshot->names()) {
      const base::Span at = name.symbol.span;
      const bool here = !at.empty() && file.begin <= at.begin && at.end <= file.end;
      if (!here || !contains(name.name, query)) continue;
      const bool field = name.symbol.kind == check::SymbolKind::column;
      list.push_back({{"name", name.name},
                      {"kind", field ? OutlineKind::field : OutlineKind::function},
                      {"location", location_json(*snapshot, at)},
                      {"containerName", name.entity}});
    }
  }
  return list;
}

Json folding_ranges(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  Json folds = Json::array();
  if (!place) return folds;
  const base::Source& source = place.tree->source();
  collect_folds(source, place.tree->root(), folds);
  // Comments on lines of their own, one below the other.
  const auto comments = place.tree->comments();
  for (std::size_t i = 0; i < comments.size();) {
    std::size_t end = i + 1;
    while (end < comments.size() && comments[i].own_line && comments[end].own_line &&
           source.position(comments[end].span.begin).line ==
               source.position(comments[end - 1].span.begin).line + 1)
      ++end;
    add_fold(source, base::cover(comments[i].span, comments[end - 1].span), "comment", folds);
    i = end;
  }
  return folds;
}

}  // namespace remit::editor
