#include "tools/canonical_text.h"

#include <algorithm>
#include <vector>

#include "base/chinese_script.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "type/currency.h"
#include "type/operators.h"

namespace remit::tools {

using syntax::NodeView;
using syntax::Rule;
using syntax::Token;
using syntax::TokenKind;
using syntax::UnitKind;

/// Writes the lines of one node.
struct CanonicalText::Writer {
  const CanonicalText& of;
  Line line;
  bool with_tests;
  std::vector<base::Span> tests{};  ///< those left out

  void add_node(const NodeView& node, std::size_t depth);
  void add_tokens(base::Span span);
  void add_token(std::uint32_t index);
  void add_number(const syntax::NumberLiteral& number, std::uint32_t currency);
};

void CanonicalText::Writer::add_node(const NodeView& node, std::size_t depth) {
  if (node.is(Rule::test) && !with_tests) {
    tests.push_back(node.span());
    return;
  }
  if (!node.is(Rule::token)) {
    line(std::to_string(depth), syntax::name(node.rule()));
    line("label", syntax::name(node.label()));
  }
  if (node.is(Rule::binary) || node.is(Rule::prefix) || node.is(Rule::postfix)) {
    line("operator", type::operator_info(node.operator_id()).name);
  }
  for (const NodeView& child : node.children()) add_node(child, depth + 1);
}

void CanonicalText::Writer::add_number(const syntax::NumberLiteral& number,
                                       std::uint32_t currency) {
  std::string_view digits = number.digits;
  std::int64_t exponent = number.exponent;
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  while (digits.size() > 1 && digits.back() == '0') {
    digits.remove_suffix(1);
    ++exponent;
  }
  line("number", digits);
  line("exponent", std::to_string(digits == "0" ? 0 : exponent));
  if (number.unit_kind == UnitKind::currency) {
    line("currency", currency == type::kOwnCurrency ? std::string_view("own")
                                                    : type::currencies()[currency].code);
  } else if (number.unit_kind == UnitKind::duration) {
    line("duration", std::to_string(number.unit));
  }
}

void CanonicalText::Writer::add_token(std::uint32_t index) {
  const Token& token = of.tree_.tokens()[index];
  switch (token.kind) {
    case TokenKind::word: {
      if (token.keyword != syntax::Keyword::none) {
        line("keyword", syntax::keyword_info(token.keyword).id);
        return;
      }
      const auto found = of.operators_.find(base::to_simplified(token.text));
      const std::string* word = of.english_.of(index);
      if (found == of.operators_.end()) line("name", word == nullptr ? token.text : *word);
      return;
    }
    case TokenKind::text:
      line("text", token.text);
      return;
    case TokenKind::number: {
      const auto& number = of.tree_.numbers()[static_cast<std::size_t>(token.value)];
      add_number(number, of.english_.currency_of(index, number));
      return;
    }
    case TokenKind::date:
      line("date", std::to_string(token.value));
      return;
    case TokenKind::end:
    case TokenKind::punctuation:  // said by the structure
    case TokenKind::bad:
      return;
  }
}

void CanonicalText::Writer::add_tokens(base::Span span) {
  const absl::Span<const Token> tokens = of.tree_.tokens();
  const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.span.begin < span.begin;
  });
  auto test = tests.begin();
  for (auto token = first; token != tokens.end() && token->span.begin < span.end; ++token) {
    while (test != tests.end() && test->end <= token->span.begin) ++test;
    if (test == tests.end() || !test->contains(token->span.begin))
      add_token(static_cast<std::uint32_t>(token - tokens.begin()));
  }
}

CanonicalText::CanonicalText(const syntax::Tree& tree, absl::Span<const syntax::Tree> others)
    : tree_(tree), english_(tree, base::Language::en, others) {
  for (const type::OperatorInfo& each : type::operators()) {
    if (each.shape == type::OperatorShape::measure) continue;  // elsewhere its words are names
    operators_.try_emplace(std::string(each.english), each.name);
    operators_.try_emplace(std::string(each.chinese), each.name);
    std::string_view rest = each.aliases;
    while (!rest.empty()) {
      const std::size_t bar = rest.find('|');
      operators_.try_emplace(std::string(rest.substr(0, bar)), each.name);
      rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
    }
  }
}

void CanonicalText::write(const NodeView& node, Line line) const {
  Writer writer{*this, line, false};
  writer.add_node(node, 0);
  const bool whole = node.id() == tree_.root().id();
  writer.add_tokens(whole ? tree_.source().span() : node.span());
}

std::string CanonicalText::text(const NodeView& node) const {
  std::string text;
  const auto append = [&text](std::string_view kind, std::string_view what) {
    text.append(kind).append(" ").append(std::to_string(what.size())).append(" ");
    text.append(what).append("\n");
  };
  Writer writer{*this, append, true};
  writer.add_node(node, 0);
  writer.add_tokens(node.span());
  return text;
}

}  // namespace remit::tools
