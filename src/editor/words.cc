#include "editor/words.h"

#include <algorithm>

#include "diagnostic/format.h"
#include "diagnostic/text/editor.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::editor {

namespace text = diagnostic::text;
using check::SymbolKind;
using syntax::NodeView;

base::Language language_of(const syntax::Tree& tree) {
  for (const syntax::Token& token : tree.tokens()) {
    if (token.keyword == syntax::Keyword::none) continue;
    const bool ascii = static_cast<unsigned char>(token.text[0]) < 0x80;
    return ascii ? base::Language::en : base::Language::zh;
  }
  return base::Language::en;
}

const syntax::Token* token_at(const syntax::Tree& tree, std::uint32_t offset) {
  const auto tokens = tree.tokens();
  auto after = std::ranges::upper_bound(tokens, offset, {},
                                        [](const syntax::Token& each) { return each.span.begin; });
  if (after == tokens.begin()) return nullptr;
  const syntax::Token& token = *--after;
  const bool holds = token.span.begin <= offset && offset <= token.span.end;
  if (!holds || token.kind == syntax::TokenKind::end) return nullptr;
  // Behind a name and before a sign: the name is asked about.
  const bool sign = token.kind == syntax::TokenKind::punctuation && token.span.begin == offset;
  if (sign && after != tokens.begin() && (after - 1)->span.end == offset) return &*(after - 1);
  return &token;
}

NodeView item_at(const syntax::Tree& tree, std::uint32_t offset) {
  for (const NodeView policy : tree.root().children())
    for (const NodeView item : policy.children())
      if (item.span().begin <= offset && offset <= item.span().end) return item;
  return {};
}

std::string kind_in_words(const check::NameIndex::Declared& name, NodeView item,
                          base::Language language) {
  const auto say = [&](diagnostic::Text words) { return format_text(words, language); };
  switch (name.symbol.kind) {
    case SymbolKind::entity:
      return say(text::editor_entity);
    case SymbolKind::column:
      return format_text(text::editor_field_of, language, {name.entity});
    case SymbolKind::party:
      return say(text::editor_party);
    case SymbolKind::constant:
    case SymbolKind::dated:
    case SymbolKind::chart:
    case SymbolKind::provision: {
      const syntax::Keyword word =
          item ? syntax::first_keyword(item.rule()) : syntax::Keyword::none;
      if (word != syntax::Keyword::none)
        return std::string(syntax::keyword_info(word).spelling(language));
      return say(text::editor_constant);
    }
    case SymbolKind::scale:
    case SymbolKind::open_scale:
      return say(text::editor_scale);
    case SymbolKind::calendar:
      return say(text::editor_calendar);
    case SymbolKind::formula:
      return say(text::editor_formula);
  }
  return {};
}

}  // namespace remit::editor
