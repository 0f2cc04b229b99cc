// What may stand at a place.
#include <nlohmann/json.hpp>
#include <set>

#include "diagnostic/format.h"
#include "editor/features.h"
#include "editor/place_of_names.h"
#include "editor/protocol.h"
#include "editor/words.h"
#include "syntax/fitting.h"
#include "syntax/keywords.h"
#include "type/functions.h"
#include "type/operators.h"
#include "type/roles.h"

namespace remit::editor {

using check::SymbolKind;

namespace {

CompletionKind completion_kind(const check::NameIndex::Declared& name) {
  if (name.symbol.kind == SymbolKind::entity) return CompletionKind::type;
  if (name.symbol.kind == SymbolKind::column) return CompletionKind::field;
  const bool called = name.symbol.kind == SymbolKind::scale ||
                      name.symbol.kind == SymbolKind::formula ||
                      name.symbol.kind == SymbolKind::open_scale;
  return called ? CompletionKind::function : CompletionKind::variable;
}

/// Collects proposals, each word once; what comes first is shown first.
class Proposals {
 public:
  Proposals(const Snapshot& snapshot, const base::Source& source, base::Span replaced,
            base::Language language)
      : snapshot_(snapshot), source_(source), replaced_(replaced), language_(language) {}

  void add(const std::string& word, CompletionKind kind, int group, const std::string& detail,
           const std::string& documentation = {}) {
    if (word.empty() || !seen_.insert(word).second) return;
    Json item{{"label", word},
              {"kind", kind},
              {"sortText", std::to_string(group) + word},
              {"textEdit", text_edit(source_, replaced_, word)}};
    if (!detail.empty()) item["detail"] = detail;
    if (!documentation.empty()) item["documentation"] = markdown(documentation);
    items_.push_back(std::move(item));
  }

  void add_name(const check::NameIndex::Declared& name, int group) {
    const base::Span at = name.symbol.span;
    const syntax::NodeView item =
        at.empty() ? syntax::NodeView() : item_at(snapshot_.tree_at(at.begin), at.begin);
    const bool own = item && item[syntax::Label::name].span() == at;
    std::string detail = kind_in_words(name, own ? item : syntax::NodeView(), language_);
    if (name.type) detail += " · " + name.type->in(language_);
    add(name.name, completion_kind(name), group, detail,
        own ? std::string(item[syntax::Label::label].text()) : std::string());
  }

  void add_names_of(std::string_view entity, int group) {
    for (const check::NameIndex::Declared& name : snapshot_.names())
      if (name.entity == entity && !name.symbol.span.empty()) add_name(name, group);
  }

  Json take() { return {{"isIncomplete", false}, {"items", std::move(items_)}}; }

 private:
  const Snapshot& snapshot_;
  const base::Source& source_;
  base::Span replaced_;
  base::Language language_;
  std::set<std::string> seen_;
  Json items_ = Json::array();
};

/// The beginning of a word that is being written at the offset.
base::Span begun_word(const syntax::Tree& tree, std::uint32_t offset) {
  const syntax::Token* token = token_at(tree, offset);
  if (token == nullptr || token->kind != syntax::TokenKind::word) return {offset, offset};
  return {token->span.begin, offset};
}

void add_words(const syntax::Fitting& fitting, base::Language written, Proposals& proposals) {
  for (const syntax::Keyword keyword : fitting.keywords) {
    const syntax::KeywordInfo& info = syntax::keyword_info(keyword);
    const base::Language other =
        written == base::Language::zh ? base::Language::en : base::Language::zh;
    proposals.add(std::string(info.spelling(written)), CompletionKind::keyword, 2,
                  std::string(info.spelling(other)));
  }
}

void add_functions(base::Language written, base::Language language, Proposals& proposals) {
  const bool chinese = written == base::Language::zh;
  for (const type::Function& function : type::functions())
    proposals.add(
        std::string(chinese ? function.zh : function.en), CompletionKind::function, 3,
        std::string(chinese ? function.en : function.zh),
        std::string(language == base::Language::zh ? function.says_zh : function.says_en));
}

/// What follows a dot: fields of the row that the path has come to, or what can be asked of a form.
void add_members(const PathPlace& path, base::Language written, Proposals& proposals) {
  if (!path.rows.empty()) proposals.add_names_of(path.rows, 0);
  if (path.form == nullptr) return;
  for (const std::string& member : path.form->members) {
    const type::Role* role = type::find_attribute(member);
    const bool other = written == base::Language::zh;
    if (role == nullptr)
      proposals.add(member, CompletionKind::property, 0, {});
    else
      proposals.add(
          std::string(type::role_word(*role, written)), CompletionKind::property, 0,
          std::string(type::role_word(*role, other ? base::Language::en : base::Language::zh)));
  }
}

/// Names of policies, of tables, or of anything, by what the grammar wants there.
void add_names(const Snapshot& snapshot, const syntax::Fitting& fitting,
               const std::vector<std::string>& scopes, Proposals& proposals) {
  const bool any = fitting.expression || fitting.has(syntax::kName);
  if (any)
    for (const std::string& entity : scopes) proposals.add_names_of(entity, 0);
  if (any || fitting.type)
    for (const check::NameIndex::Declared& name : snapshot.names())
      if (name.entity.empty() && !name.symbol.span.empty() &&
          (any || name.symbol.kind == SymbolKind::entity))
        proposals.add_name(name, 1);
}

}  // namespace

Json completion(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  if (!place) return nullptr;
  const syntax::Tree& tree = *place.tree;
  const base::Span word = begun_word(tree, place.offset);
  const base::Language written = language_of(tree);
  Proposals proposals(*place.snapshot, tree.source(), word, session.language);
  if (const auto path = path_before(*place.snapshot, tree, word.begin)) {
    add_members(*path, written, proposals);
    return proposals.take();
  }
  const std::string_view before = tree.source().text().substr(0, word.begin - tree.source().base());
  const base::Source begun(tree.source().name(), std::string(before));
  const syntax::Fitting fitting = syntax::fitting_at_end(begun, Limits{});
  add_names(*place.snapshot, fitting, scopes_at(*place.snapshot, tree, word.begin), proposals);
  add_words(fitting, written, proposals);
  if (fitting.type) add_words(syntax::beginnings(syntax::Rule::type), written, proposals);
  if (fitting.expression) add_words(syntax::beginnings(syntax::Rule::primary), written, proposals);
  if (fitting.expression) add_functions(written, session.language, proposals);
  return proposals.take();
}

}  // namespace remit::editor
