// What each word of the text is, for colours.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "editor/features.h"
#include "syntax/lexicon.h"
#include "type/functions.h"
#include "type/roles.h"

namespace remit::editor {

using check::SymbolKind;
using syntax::Token;
using syntax::TokenKind;

namespace {

enum TokenType : std::uint32_t {
  kKeyword,
  kClass,
  kProperty,
  kVariable,
  kFunction,
  kParameter,
  kEnumMember,
  kString,
  kNumber,
  kOperator,
  kComment
};
constexpr const char* kTypes[] = {"keyword",  "class",     "property",   "variable",
                                  "function", "parameter", "enumMember", "string",
                                  "number",   "operator",  "comment"};
constexpr const char* kModifiers[] = {"declaration", "readonly"};
enum TokenModifier : std::uint32_t { kDeclaration = 1, kReadonly = 2 };

TokenType token_type(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::entity:
      return kClass;
    case SymbolKind::column:
      return kProperty;
    case SymbolKind::provision:
      return kVariable;
    case SymbolKind::constant:
    case SymbolKind::dated:
    case SymbolKind::chart:
      return kParameter;
    case SymbolKind::scale:
    case SymbolKind::open_scale:
    case SymbolKind::formula:
      return kFunction;
    case SymbolKind::party:
    case SymbolKind::calendar:
      return kEnumMember;
  }
  return kVariable;
}

struct Colour {
  TokenType type;
  std::uint32_t modifiers = 0;
};

class Writer {
 public:
  explicit Writer(const base::Source& source) : source_(source) {}

  /// A token goes on over several lines; the protocol wants a piece a line.
  void add(base::Span span, Colour colour) {
    const std::uint32_t last = source_.position(span.end).line;
    for (std::uint32_t line = source_.position(span.begin).line; line <= last; ++line) {
      const base::Span whole = source_.line_span(line);
      const base::Span piece{std::max(span.begin, whole.begin), std::min(span.end, whole.end)};
      if (piece.begin >= piece.end) continue;
      const Place place = place_of(source_, piece.begin);
      const std::uint32_t length = utf16_length(source_.text(piece));
      const bool same = place.line == before_.line;
      for (const std::uint32_t number :
           {place.line - before_.line, same ? place.character - before_.character : place.character,
            length, static_cast<std::uint32_t>(colour.type), colour.modifiers})
        data_.push_back(number);
      before_ = place;
    }
  }
  Json take() { return std::move(data_); }

 private:
  const base::Source& source_;
  Place before_;
  Json data_ = Json::array();
};

}  // namespace

Json semantic_legend() { return {{"tokenTypes", kTypes}, {"tokenModifiers", kModifiers}}; }

namespace {

std::optional<Colour> colour_of_word(const Snapshot& snapshot, const Token& token) {
  if (token.keyword != syntax::Keyword::none) return Colour{kKeyword};
  if (const check::NameIndex::Declared* name = snapshot.name_at(token.span.begin)) {
    const bool declares = name->symbol.span == token.span;
    return Colour{token_type(name->symbol.kind), declares ? kDeclaration : 0U};
  }
  if (!syntax::lexicon::operators_of(token.symbol).empty()) return Colour{kKeyword};
  if (type::find_function(token.text) != nullptr) return Colour{kFunction, kReadonly};
  if (type::find_attribute(token.text) != nullptr) return Colour{kProperty, kReadonly};
  return Colour{kEnumMember};
}

std::optional<Colour> colour_of(const Snapshot& snapshot, const Token& token) {
  switch (token.kind) {
    case TokenKind::word:
      return colour_of_word(snapshot, token);
    case TokenKind::text:
      return Colour{kString};
    case TokenKind::number:
    case TokenKind::date:
      return Colour{kNumber};
    case TokenKind::punctuation:
    case TokenKind::end:
    case TokenKind::bad:
      break;
  }
  return std::nullopt;
}

}  // namespace

Json semantic_tokens(Session& session, const Json& params) {
  const Asked place = asked(session, params);
  if (!place) return {{"data", Json::array()}};
  Writer writer(place.tree->source());
  const auto comments = place.tree->comments();
  std::size_t comment = 0;
  for (const Token& token : place.tree->tokens()) {
    while (comment < comments.size() && comments[comment].span.begin < token.span.begin)
      writer.add(comments[comment++].span, {kComment});
    if (const auto colour = colour_of(*place.snapshot, token)) writer.add(token.span, *colour);
  }
  return {{"data", writer.take()}};
}

}  // namespace remit::editor
