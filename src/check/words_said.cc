#include "check/words_said.h"

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

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

/// The words as one text, each with a blank behind it.
class Text {
 public:
  template <typename... Parts>
  void word(const Parts&... parts) {
    base::append(all_, parts..., " ");
  }
  std::string taken() { return std::move(all_); }

 private:
  std::string all_;
};

/// A number that is the same for the same words.
class Key {
 public:
  template <typename... Parts>
  void word(const Parts&... parts) {
    (add(parts), ...);
    mix(' ');
  }
  std::size_t value() const { return key_; }

 private:
  void mix(std::size_t more) { key_ = std::rotl((key_ ^ more) * 0x9E3779B97F4A7C15u, 29); }
  void add(std::string_view part) {
    for (; part.size() >= sizeof(std::size_t); part.remove_prefix(sizeof(std::size_t))) {
      std::size_t piece = 0;
      std::memcpy(&piece, part.data(), sizeof(piece));
      mix(piece);
    }
    std::size_t rest = part.size();
    for (const char c : part) rest = rest << 8 | static_cast<unsigned char>(c);
    mix(rest);
  }
  template <std::integral Integer>
  void add(Integer part) {
    mix(static_cast<std::size_t>(part));
  }

  // Where the program lies differs from run to run, so that nobody can write texts of one key.
  static constexpr char kSomewhere = 0;
  std::size_t key_ = reinterpret_cast<std::uintptr_t>(&kSomewhere);
};

/// A number without zeros at either end, and the place of its last digit: 50万 and 500000 are one.
struct Magnitude {
  std::string_view digits;
  std::int32_t exponent = 0;
};

Magnitude magnitude(const NumberLiteral& number) {
  Magnitude of{number.digits, number.exponent};
  of.digits.remove_prefix(std::min(of.digits.find_first_not_of('0'), of.digits.size()));
  for (; of.digits.ends_with('0'); ++of.exponent) of.digits.remove_suffix(1);
  return of.digits.empty() ? Magnitude{"0", 0} : of;
}

/// Tells `Out`, a Text or a Key, the words of a node.
template <typename Out>
class Words {
 public:
  Words(const Model& model, Out& out) : model_(model), out_(out) {}

  void of(syntax::NodeView node) const {
    auto tokens = node.tokens();
    while (!tokens.empty() && tokens.back().symbol == syntax::kComma) tokens.remove_suffix(1);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Token* before = i > 0 ? &tokens[i - 1] : nullptr;
      const Token* next = i + 1 < tokens.size() ? &tokens[i + 1] : nullptr;
      if (tokens[i].kind == TokenKind::number && next != nullptr) {
        if (const auto currency = currency_of(*next)) {  // 500000 CNY is 50万元
          with_unit(node.number(tokens[i]), UnitKind::currency, *currency);
          ++i;
          continue;
        }
      }
      word(node, tokens[i], before, next);
    }
  }

 private:
  void word(syntax::NodeView node, const Token& token, const Token* before,
            const Token* next) const {
    switch (token.kind) {
      case TokenKind::text:
        return out_.word('"', token.text, '"');
      case TokenKind::number:
        return number(node.number(token));
      case TokenKind::date:
        return out_.word('d', token.value);
      case TokenKind::word:
        if (token.keyword != syntax::Keyword::none)
          return out_.word('k', static_cast<int>(token.keyword));
        if (syntax::lexicon::nameable(token.symbol) || token.symbol == syntax::kName)
          return out_.word(name(token.text, before, next));
        return sign(token);
      case TokenKind::punctuation:
        return sign(token);
      case TokenKind::end:
      case TokenKind::bad:
        break;
    }
    out_.word(token.text);
  }

  /// An operator by a sign and by a word is one.
  void sign(const Token& token) const {
    const auto operators = syntax::lexicon::operators_of(token.symbol);
    if (operators.empty())
      out_.word('s', token.symbol);
    else
      out_.word('o', static_cast<int>(operators.front()));
  }

  static std::string_view name(std::string_view text, const Token* before, const Token* next) {
    if (next != nullptr && next->symbol == syntax::kOpenParen)
      if (const type::Function* function = type::find_function(text)) return function->en;
    if (before != nullptr && before->symbol == syntax::kDot)
      if (const type::Role* role = type::find_attribute(text))
        return type::role_word(*role, base::Language::en);
    const bool latin = (text.front() & 0x80) == 0;
    for (const type::Word& word : {type::kPrevious, type::kBefore, type::kEarlier, type::kThis})
      if (latin ? text == word.en : word.is(text)) return word.en;
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

  void with_unit(const NumberLiteral& literal, UnitKind kind, std::uint32_t unit) const {
    const Magnitude of = magnitude(literal);
    out_.word(of.digits, 'e', of.exponent, 'u', static_cast<int>(kind), '.', unit);
  }

  void number(const NumberLiteral& literal) const {
    switch (literal.unit_kind) {
      case UnitKind::none:
      case UnitKind::counting: {
        const Magnitude of = magnitude(literal);
        return out_.word(of.digits, 'e', of.exponent);
      }
      case UnitKind::currency:
        return with_unit(literal, literal.unit_kind,
                         literal.unit == type::kOwnCurrency ? own_currency() : literal.unit);
      case UnitKind::percent:
      case UnitKind::duration:
        break;
    }
    with_unit(literal, literal.unit_kind, literal.unit);
  }

  const Model& model_;
  Out& out_;
};

}  // namespace

std::string words_said(const Model& model, syntax::NodeView node) {
  Text text;
  Words(model, text).of(node);
  return text.taken();
}

std::size_t words_key(const Model& model, syntax::NodeView node) {
  Key key;
  Words(model, key).of(node);
  return key.value();
}

}  // namespace remit::check
