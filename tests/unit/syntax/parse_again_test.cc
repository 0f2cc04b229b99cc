// A text that is read again with what is known of it before a change is read as if it were new.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/parser.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

/// All that a reader of the tree sees, places and comments included.
std::string all_of(const Tree& tree) {
  std::ostringstream out;
  out << dump_tree(tree);
  for (const Token& token : tree.tokens()) {
    out << token.span.begin << '-' << token.span.end << ' ' << static_cast<int>(token.kind) << ' '
        << token.first_on_line << ' ' << token.symbol << ' ' << static_cast<int>(token.keyword)
        << ' ' << token.text;
    if (token.kind == TokenKind::date) out << ' ' << token.value;
    if (token.kind == TokenKind::number) {
      const NumberLiteral& number = tree.numbers()[static_cast<std::size_t>(token.value)];
      out << ' ' << number.digits << 'e' << number.exponent << ' '
          << static_cast<int>(number.unit_kind) << ' ' << number.unit << ' ' << number.unit_text;
    }
    out << '\n';
  }
  for (const Comment& comment : tree.comments())
    out << comment.span.begin << '-' << comment.span.end << ' ' << comment.before_token << ' '
        << comment.own_line << '\n';
  const auto spans = [&](auto& self, NodeView node) -> void {
    out << node.span().begin << '-' << node.span().end << (node.may_repeat() ? "* " : " ");
    node.visit_children([&](NodeView child) { self(self, child); });
  };
  spans(spans, tree.root());
  return out.str();
}

/// A change as somebody types, pastes or deletes; most leave a policy.
std::string changed(std::string text, std::mt19937& random) {
  const auto below = [&](std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(0, most - 1)(random);
  };
  const std::size_t at = below(text.size());
  const std::size_t line = text.find('\n', at);
  const std::size_t place = line == std::string::npos ? at : line;
  switch (below(8)) {
    case 0:
      return text.insert(place, " ");
    case 1:
      return text.insert(place, "\n# a remark\n");
    case 2:
      return text.insert(place, "\n  define added_" + std::to_string(at) + " = 2 * 50万 CNY\n");
    case 3:
      return text.insert(at, "7");
    case 4:
      return text.erase(at, 1);
    case 5:
      return text.erase(at, below(80));
    case 6:
      return text.insert(at, "}");
    default: {
      const std::size_t digit = text.find_first_of("123456789", at);
      if (digit != std::string::npos) text[digit] = '8';
      return text;
    }
  }
}

TEST(ParseAgain, IsAsIfReadAnew) {
  constexpr int kChanges = 60;
  std::mt19937 random(18);
  int taken = 0, tried = 0;
  for (const auto& path : policies()) {
    SCOPED_TRACE(path.string());
    Parsed before(read_text(path));
    if (!before.tree.complete() || !before.places().empty()) continue;
    for (int i = 0; i < kChanges; ++i) {
      const std::string text = changed(std::string(before.sources[0].text()), random);
      base::SourceSet sources;
      const auto again = Parser::again(sources.add("p.remit", text), before.tree, Limits());
      ++tried;
      if (!again) continue;
      ++taken;
      const Parsed fresh(text);
      ASSERT_EQ(fresh.places(), std::vector<std::string>()) << text;
      ASSERT_TRUE(again->complete());
      ASSERT_EQ(all_of(*again), all_of(fresh.tree)) << text;
    }
  }
  EXPECT_GT(tried, 500);
  EXPECT_GT(taken, tried / 3);
}

TEST(ParseAgain, TakesWhatHasAComplaintAnew) {
  const std::string text =
      "policy p {\n  currency CNY\n  party a\n  party b\n  party c\n  define x = 1\n  party d\n"
      "  party e\n  party f\n}\n";
  Parsed before(text);
  ASSERT_EQ(before.places(), std::vector<std::string>());
  const auto put = [&](const std::string& instead) {
    std::string now = text;
    now.replace(now.find("= 1"), 3, instead);
    base::SourceSet sources;
    return Parser::again(sources.add("p.remit", now), before.tree, Limits()).has_value();
  };
  EXPECT_TRUE(put("= 2"));
  EXPECT_TRUE(put("= 2  # two"));
  EXPECT_TRUE(put("= 1\n  define y = 2"));
  EXPECT_FALSE(put("= "));
  EXPECT_FALSE(put("= 1 }"));
  EXPECT_FALSE(put("= (1"));
  EXPECT_FALSE(put("= \"1"));
  EXPECT_FALSE(put("= 1 \xFF"));
}

TEST(ParseAgain, CountsTheDeclarationsThatCome) {
  const std::string text =
      "policy p {\n  currency CNY\n  party a\n  party b\n  define x = 1\n  party c\n}\n";
  Parsed before(text);
  std::string now = text;
  now.replace(now.find("= 1"), 3, "= 1\n  define y = 2");
  const auto again = [&](std::uint32_t most) {
    Limits limits;
    limits.declarations = most;
    base::SourceSet sources;
    return Parser::again(sources.add("p.remit", now), before.tree, limits).has_value();
  };
  EXPECT_TRUE(again(6));
  EXPECT_FALSE(again(5));
}

}  // namespace
}  // namespace remit::syntax
