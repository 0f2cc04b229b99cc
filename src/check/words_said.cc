#include "check/words_said.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "base/strings.h"
#include "syntax/lexicon.h"
#include "type/currency.h"
#include "type/functions.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::check {
namespace {

using syntax::NumberLiteral;
using syntax::Token;
using syntax::TokenKind;
using syntax::UnitKind;

/// The digits without zeros at either end, and the place of the last: 50万 and 500000 are one.
std::string magnitude(const NumberLiteral& number) {
  std::string_view digits = number.digits;
  std::int32_t exponent = number.exponent;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  for (; digits.ends_with('0'); ++exponent) digits.remove_suffix(1);
  return digits.empty() ? "0" : base::concat(digits, "e", exponent);
}

class Words {
 public:
  explicit Words(const Model& model) : model_(model) {}

  std::string of(syntax::NodeView node) const {
    auto tokens = node.tokens();
    while (!tokens.empty() && tokens.back().symbol == syntax::kComma) tokens.remove_suffix(1);
    std::string all;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token* before = i > 0 ? &tokens[i - 1] : nullptr;
      const Token* next = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
      if (tokens[i].kind == TokenKind::number && next != nullptr) {
        if (const auto currency = currency_of(*next)) {  // 500000 CNY is 50万元
          base::append(all, amount(node.number(tokens[i]), *currency), " ");
          ++i;
          continue;
        }
      }
      base::append(all, word(node, tokens[i], before, next), " ");
    }
    return all;
  }

 private:
  std::string word(syntax::NodeView node, const Token& token, const Token* before,
                   const Token* next) const {
    switch (token.kind) {
      case TokenKind::text:
        return base::concat("\"", token.text, "\"");
      case TokenKind::number:
        return number(node.number(token));
      case TokenKind::date:
        return base::concat("d", token.value);
      case TokenKind::word:
        if (token.keyword != syntax::Keyword::none)
          return base::concat("k", static_cast<int>(token.keyword));
        if (syntax::lexicon::nameable(token.symbol) || token.symbol == syntax::kName)
          return std::string(name(token.text, before, next));
        return sign(token);
      case TokenKind::punctuation:
        return sign(token);
      case TokenKind::end:
      case TokenKind::bad:
        break;
    }
    return std::string(token.text);
  }

  /// An operator by a sign and by a word is one.
  static std::string sign(const Token& token) {
    const auto operators = syntax::lexicon::operators_of(token.symbol);
    if (operators.empty()) return base::concat("s", token.symbol);
    return base::concat("o", static_cast<int>(operators.front()));
  }

  static std::string_view name(std::string_view text, const Token* before, const Token* next) {
    if (next != nullptr && next->symbol == syntax::kOpenParen)
      if (const type::Function* function = type::find_function(text)) return function->en;
    if (before != nullptr && before->symbol == syntax::kDot)
      if (const type::Role* role = type::find_attribute(text))
        return type::role_word(*role, base::Language::en);
    for (const type::Word& word : {type::kPrevious, type::kBefore, type::kEarlier, type::kThis})
      if (word.is(text)) return word.en;
    return text;
  }

  static std::optional<std::uint32_t> currency_of(const Token& token) {
    if (token.kind != TokenKind::word || token.keyword != syntax::Keyword::none)
      return std::nullopt;
    return type::find_currency(token.text);
  }

  /// What 元 means in this policy.
  std::uint32_t own_currency() const {
    if (model_.currency == kNone) return type::kOwnCurrency;
    return type::find_currency(model_.currencies[model_.currency].code)
        .value_or(type::kOwnCurrency);
  }

  static std::string amount(const NumberLiteral& literal, std::uint32_t currency) {
    return base::concat(magnitude(literal), "u", static_cast<int>(UnitKind::currency), ".",
                        currency);
  }

  std::string number(const NumberLiteral& literal) const {
    switch (literal.unit_kind) {
      case UnitKind::none:
      case UnitKind::counting:
        return magnitude(literal);
      case UnitKind::currency:
        return amount(literal, literal.unit == type::kOwnCurrency ? own_currency() : literal.unit);
      case UnitKind::percent:
      case UnitKind::duration:
        break;
    }
    return base::concat(magnitude(literal), "u", static_cast<int>(literal.unit_kind), ".",
                        literal.unit);
  }

  const Model& model_;
};

}  // namespace

std::string words_said(const Model& model, syntax::NodeView node) { return Words(model).of(node); }

}  // namespace remit::check
