#include "tools/canonical_hash.h"

#include <string_view>

#include "api/policy_impl.h"
#include "base/chinese_script.h"
#include "base/hash_map.h"
#include "remit/policy.h"
#include "remit/sha256.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "syntax/translation.h"
#include "type/currency.h"
#include "type/operators.h"

namespace remit::tools {
namespace {

using syntax::NodeView;
using syntax::Rule;
using syntax::Token;
using syntax::TokenKind;
using syntax::UnitKind;

/// Writes one tree as lines that equal policies have in common.
class CanonicalText {
 public:
  CanonicalText();

  /// `others`: the policy's files before this one.
  void add(const syntax::Tree& tree, absl::Span<const syntax::Tree> others);
  std::string hex() { return hash_.hex(); }

 private:
  void line(std::string_view kind, std::string_view text);
  void add_node(const NodeView& node, std::size_t depth);
  void add_token(const syntax::Tree& tree, std::uint32_t index, const syntax::Translation& english);
  void add_number(const syntax::NumberLiteral& number, std::uint32_t currency);

  Sha256 hash_;
  /// Operator words in both languages to the operator's name.
  base::HashMap<std::string, std::string_view> operators_;
  /// The policies' own tests, which say nothing of the policy.
  std::vector<base::Span> tests_;
};

CanonicalText::CanonicalText() {
  for (const type::OperatorInfo& each : type::operators()) {
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

void CanonicalText::line(std::string_view kind, std::string_view text) {
  hash_.add(kind);
  hash_.add(" ");
  hash_.add(std::to_string(text.size()));  // so that no text can pretend to be the next line
  hash_.add(" ");
  hash_.add(text);
  hash_.add("\n");
}

void CanonicalText::add_node(const NodeView& node, std::size_t depth) {
  if (node.is(Rule::test)) {
    tests_.push_back(node.span());
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

void CanonicalText::add_number(const syntax::NumberLiteral& number, std::uint32_t currency) {
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

void CanonicalText::add_token(const syntax::Tree& tree, std::uint32_t index,
                              const syntax::Translation& english) {
  const Token& token = tree.tokens()[index];
  switch (token.kind) {
    case TokenKind::word: {
      if (token.keyword != syntax::Keyword::none) {
        line("keyword", syntax::keyword_info(token.keyword).id);
        return;
      }
      const auto found = operators_.find(base::to_simplified(token.text));
      const std::string* word = english.of(index);
      if (found == operators_.end()) line("name", word == nullptr ? token.text : *word);
      return;
    }
    case TokenKind::text:
      line("text", token.text);
      return;
    case TokenKind::number: {
      const auto& number = tree.numbers()[static_cast<std::size_t>(token.value)];
      add_number(number, english.currency_of(index, number));
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

void CanonicalText::add(const syntax::Tree& tree, absl::Span<const syntax::Tree> others) {
  const syntax::Translation english(tree, base::Language::en, others);
  tests_.clear();
  add_node(tree.root(), 0);
  auto test = tests_.begin();
  for (std::uint32_t i = 0; i < tree.tokens().size(); ++i) {
    const std::uint32_t begin = tree.tokens()[i].span.begin;
    while (test != tests_.end() && test->end <= begin) ++test;
    if (test == tests_.end() || !test->contains(begin)) add_token(tree, i, english);
  }
}

}  // namespace

std::string canonical_hash(const std::vector<syntax::Tree>& trees) {
  CanonicalText canonical;
  for (std::size_t i = 0; i < trees.size(); ++i)
    canonical.add(trees[i], absl::MakeConstSpan(trees).first(i));
  return canonical.hex();
}

}  // namespace remit::tools

namespace remit {

const std::string& Policy::canonical_hash() const {
  const std::lock_guard lock(impl_->hash_mutex);
  if (!impl_->hash) impl_->hash = tools::canonical_hash(impl_->trees);
  return *impl_->hash;
}

}  // namespace remit
