// What a place of the text means.
#include <nlohmann/json.hpp>

#include "check/tables.h"
#include "diagnostic/format.h"
#include "diagnostic/text/editor.h"
#include "editor/features.h"
#include "editor/words.h"
#include "syntax/keywords.h"
#include "tools/test_values.h"
#include "type/functions.h"
#include "type/roles.h"

namespace remit::editor {

namespace text = diagnostic::text;
using syntax::Label;

namespace {

/// Of so many rows a reader sees what they come to.
constexpr std::size_t kMostValues = 6;

/// What a figure comes to in the policy's own cases, a line for each case; empty for what is no
/// figure and while the text has errors.
std::string values_in_cases(const Snapshot& snapshot, const check::NameIndex::Declared& name,
                            base::Language language) {
  std::string said;
  if (name.symbol.kind != check::SymbolKind::provision || !snapshot.policy()) return said;
  const std::vector<tools::TestValue> values =
      tools::values_in_tests(*snapshot.policy(), name.entity, name.name, kMostValues,
                             {.language = language, .load_table = {}, .run = {}});
  for (std::size_t i = 0; i < values.size();) {
    const std::string& test = values[i].test;
    std::string listed;
    for (; i < values.size() && values[i].test == test; ++i) {
      if (!listed.empty()) listed += language == base::Language::zh ? "；" : "; ";
      if (!values[i].row.empty()) listed += values[i].row + " = ";
      listed += "**" + values[i].text + "**";
    }
    said += "\n\n" + format_text(text::editor_in_test, language, {test, listed});
  }
  return said;
}

std::string of_name(const Snapshot& snapshot, const check::NameIndex::Declared& name,
                    base::Language language) {
  const base::Span at = name.symbol.span;
  const syntax::Tree& tree = snapshot.tree_at(at.begin);
  const syntax::NodeView item = item_at(tree, at.begin);
  const bool own = item && item[Label::name].span() == at;
  std::string said = "**" + name.name + "**";
  if (own && item[Label::label]) said += " “" + std::string(item[Label::label].text()) + "”";
  said += "  \n" + kind_in_words(name, own ? item : syntax::NodeView(), language);
  if (name.type) said += " · " + name.type->in(language);
  if (own && item[Label::cite])
    said += "  \n" +
            format_text(text::editor_clause, language, {item[Label::cite][Label::text].text()});
  const base::Source& source = tree.source();
  said +=
      "\n\n" + format_text(text::editor_declared_at, language, {source.position(at.begin).line});
  said += "\n```remit\n" + std::string(source.line_text(source.position(at.begin).line)) + "\n```";
  return said + values_in_cases(snapshot, name, language);
}

std::string of_number(const syntax::Tree& tree, const syntax::Token& token,
                      base::Language language) {
  const syntax::NumberLiteral& number = tree.numbers()[static_cast<std::size_t>(token.value)];
  return format_text(text::editor_exactly, language, {check::number_of(number).to_text()});
}

std::string of_word(const syntax::Token& token, base::Language language) {
  if (token.keyword != syntax::Keyword::none) {
    const syntax::KeywordInfo& keyword = syntax::keyword_info(token.keyword);
    const bool english = token.text == keyword.spelling(base::Language::en);
    return "**" + std::string(token.text) + "**  \n" +
           format_text(text::editor_keyword, language,
                       {keyword.spelling(english ? base::Language::zh : base::Language::en)});
  }
  if (const type::Function* function = type::find_function(token.text)) {
    const bool chinese = language == base::Language::zh;
    return "**" + std::string(function->en) + "** / **" + std::string(function->zh) + "**  \n" +
           std::string(chinese ? function->says_zh : function->says_en);
  }
  if (const type::Role* role = type::find_attribute(token.text))
    return format_text(text::editor_attribute, language,
                       {std::string(type::role_word(*role, base::Language::en)) + " / " +
                        std::string(type::role_word(*role, base::Language::zh))});
  return {};
}

}  // namespace

Json hover(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  if (!place) return nullptr;
  std::string said;
  const syntax::Token* token = token_at(*place.tree, place.offset);
  if (const check::NameIndex::Declared* name = place.snapshot->name_at(place.offset))
    said = of_name(*place.snapshot, *name, session.language);
  else if (token != nullptr && token->kind == syntax::TokenKind::number)
    said = of_number(*place.tree, *token, session.language);
  else if (token != nullptr && token->kind == syntax::TokenKind::word)
    said = of_word(*token, session.language);
  if (said.empty()) return nullptr;
  Json answer{{"contents", markdown(said)}};
  if (token != nullptr) answer["range"] = range_json(place.tree->source(), token->span);
  return answer;
}

/// The function whose brackets hold the place, with the value that is being written.
Json signature_help(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  if (!place) return nullptr;
  const auto tokens = place.tree->tokens();
  int open = 0;
  int commas = 0;
  for (std::size_t i = tokens.size(); i-- > 0;) {
    const syntax::Token& token = tokens[i];
    if (token.span.begin >= place.offset) continue;
    if (token.symbol == syntax::kCloseParen) ++open;
    if (token.symbol == syntax::kComma && open == 0) ++commas;
    if (token.symbol != syntax::kOpenParen || open-- > 0) continue;
    const type::Function* function = i == 0 ? nullptr : type::find_function(tokens[i - 1].text);
    if (function == nullptr) return nullptr;
    const bool chinese = session.language == base::Language::zh;
    Json signature{
        {"label", tokens[i - 1].text},
        {"documentation", markdown(std::string(chinese ? function->says_zh : function->says_en))}};
    return {{"signatures", Json::array({std::move(signature)})},
            {"activeSignature", 0},
            {"activeParameter", commas}};
  }
  return nullptr;
}

}  // namespace remit::editor
