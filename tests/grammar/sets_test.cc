// What the compiler finds out about a sound grammar.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "ast.h"
#include "complaint.h"
#include "enumerators.h"
#include "lexicon.h"
#include "read.h"
#include "understand.h"
#include "write.h"

namespace remit::grammar_compiler {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

/// Keywords of its own: `up`, `cap` may be names, `when` may not; two meanings of `to`.
constexpr KeywordInfo kWords[] = {{"cap", "封顶", "上限", false}, {"up", "进位", "", false},
                                  {"to", "到", "", false},        {"to@payee", "给", "", false},
                                  {"up to", "不超过", "", false}, {"when", "当", "", true}};

constexpr std::string_view kExpressions =
    "primary = NUMBER | path\n"
    "path = step:NAME (\".\" ! step:NAME)*\n"
    "set = \"{\" member:operand % \",\" \"}\"\n"
    "conversion = currency:NAME\n";

class GrammarTest : public testing::Test {
 protected:
  /// Only the words that the grammar uses, so that none is there in vain.
  const Grammar& compile(const std::string& text) {
    text_ = text;
    std::vector<KeywordInfo> words;
    for (const KeywordInfo& word : kWords) {
      if (text.find('"' + std::string(word.id) + '"') != std::string::npos) words.push_back(word);
    }
    lexicon_.emplace(words);
    Complaints complaints;
    grammar_ = understand(text_, *lexicon_, complaints);
    std::ostringstream said;
    print(complaints, "g.ebnf", text_, said);
    EXPECT_EQ(said.str(), "");
    if (!grammar_) grammar_.emplace();
    return *grammar_;
  }

  const Rule& rule(std::string_view name) { return grammar_->rules[grammar_->find_rule(name)]; }
  const Item& body(std::string_view name) { return grammar_->items[rule(name).body]; }
  const Item& part(std::string_view name, std::size_t index) {
    return grammar_->child(body(name), index);
  }

  /// Each symbol by its first spelling.
  std::vector<std::string> spelled(const SymbolSet& set) {
    std::vector<std::string> words;
    for (SymbolId symbol = 0; symbol < syntax::kMaxSymbols; ++symbol) {
      if (set.test(symbol)) words.push_back(lexicon_->spelling(symbol));
    }
    return words;
  }

  std::string text_;
  std::optional<Lexicon> lexicon_;
  std::optional<Grammar> grammar_;
};

TEST(ReadTest, KeepsTheShapeOfARule) {
  const std::string text =
      "# a comment\n"
      "rule [form once] = \"cap\" ! name:NAME % \",\" (a | b)? limit:(\"x\")+\n"
      "  | other*\n"
      "\n"
      "next = NAME\n";
  Complaints complaints;
  const auto grammar = read(text, complaints);
  ASSERT_TRUE(grammar);
  ASSERT_EQ(grammar->rules.size(), 2u);
  const RuleText& rule = grammar->rules[0];
  EXPECT_EQ(rule.name, "rule");
  EXPECT_THAT(rule.marks, ElementsAre("form", "once"));
  ASSERT_EQ(rule.body.alternatives.size(), 2u);
  const std::vector<Part>& parts = rule.body.alternatives[0].parts;
  ASSERT_EQ(parts.size(), 5u);
  EXPECT_EQ(parts[0].kind, Part::Kind::quoted);
  EXPECT_EQ(parts[0].text, "cap");
  EXPECT_EQ(parts[1].kind, Part::Kind::cut);
  EXPECT_EQ(parts[2].label, "name");
  EXPECT_EQ(parts[2].text, "NAME");
  EXPECT_TRUE(parts[2].comma_list);
  EXPECT_EQ(parts[3].kind, Part::Kind::group);
  EXPECT_EQ(parts[3].times, Times::optional);
  EXPECT_EQ(parts[3].group.alternatives.size(), 2u);
  EXPECT_EQ(parts[4].label, "limit");
  EXPECT_EQ(parts[4].times, Times::at_least_once);
  EXPECT_EQ(rule.body.alternatives[1].parts[0].times, Times::any);
  EXPECT_EQ(grammar->rules[1].name, "next");
}

TEST_F(GrammarTest, FirstSkipsWhatMayBeLeftOut) {
  compile("file = cap*\ncap = \"up\"? label:STRING? \"cap\" NUMBER\n");
  EXPECT_THAT(spelled(body("cap").first_exact),
              UnorderedElementsAre("\"up\"", "STRING", "\"cap\""));
  EXPECT_FALSE(body("cap").nullable);
  EXPECT_TRUE(part("cap", 0).nullable);
  EXPECT_EQ(lexicon_->keywords()[rule("cap").first_keyword].id, "cap");
}

TEST_F(GrammarTest, FollowComesFromEveryUse) {
  compile("file = cap*\ncap = \"cap\" limit:limit \"up\" | \"when\" limit:limit\nlimit = NUMBER\n");
  EXPECT_THAT(spelled(body("limit").follow_exact),
              UnorderedElementsAre("\"up\"", "\"cap\"", "\"when\""));
}

TEST_F(GrammarTest, ANameMayBeAnyWordThatIsNotReserved) {
  compile("file = cap*\ncap = name:NAME | \"when\" \"up\"\n");
  const Item& name = part("cap", 0);
  EXPECT_THAT(spelled(name.first_exact), ElementsAre("NAME"));
  EXPECT_THAT(spelled(name.first), UnorderedElementsAre("NAME", "\"up\""));
}

TEST_F(GrammarTest, AKeywordIsSoftWhereANameFitsToo) {
  compile("file = cap*\ncap = (\"up\" | name:NAME) \"cap\"\n");
  const Item& choice = part("cap", 0);
  EXPECT_TRUE(grammar_->child(choice, 0).soft);
  EXPECT_FALSE(part("cap", 1).soft);
}

TEST_F(GrammarTest, AContentOfBracesRecovers) {
  compile("file = cap*\ncap = \"cap\" \"{\" cell:cell* \"}\" \"up\"*\ncell = name:NAME \",\"?\n");
  EXPECT_TRUE(part("cap", 2).recovers);
  EXPECT_TRUE(part("cap", 2).comma_ends);
  EXPECT_FALSE(part("cap", 4).recovers);
  EXPECT_TRUE(body("file").recovers);
  EXPECT_TRUE(rule("cap").lists);
  EXPECT_FALSE(rule("cell").lists);
}

TEST_F(GrammarTest, AChoiceOfRulesMakesNoNode) {
  compile("file = item*\nitem = cap | when\ncap = \"cap\"\nwhen = \"when\" | \"up\"\n");
  EXPECT_TRUE(rule("item").transparent);
  EXPECT_FALSE(rule("when").transparent);
}

TEST_F(GrammarTest, AGroupsLabelIsThatOfItsParts) {
  compile("file = cap*\ncap = how:(\"up\" | other:\"cap\") ! NAME\n");
  const Item& group = part("cap", 0);
  EXPECT_EQ(grammar_->labels[grammar_->child(group, 0).label], "how");
  EXPECT_EQ(grammar_->labels[grammar_->child(group, 1).label], "other");
  EXPECT_EQ(body("cap").cut, 1u);
}

// As `edges` of the language: the token behind the operand tells them apart.
TEST_F(GrammarTest, AlternativesMayBeginWithOneOperand) {
  compile(
      "file = edges*\n"
      "edges = upper | range\n"
      "upper = value:operand \"up\"\n"
      "range = low:operand \"..\" high:NUMBER\n" +
      std::string(kExpressions));
}

TEST_F(GrammarTest, ACutTellsAlternativesApart) {
  compile(
      "file = item*\nitem = long | short\nlong = \"cap\" \"up\" ! NUMBER\nshort = \"cap\" ! "
      "NAME\n");
}

TEST_F(GrammarTest, WritesEnumeratorsForNames) {
  const Grammar& grammar =
      compile("file = default*\ndefault = \"to@payee\" for:NAME \"up to\" \"to\" NUMBER\n");
  const std::string names = write_names(grammar, *lexicon_);
  EXPECT_THAT(names, HasSubstr("  to_payee,\n"));
  EXPECT_THAT(names, HasSubstr("  up_to,\n"));
  EXPECT_THAT(names, HasSubstr("  default_,\n"));
  EXPECT_THAT(names, HasSubstr("  for_,\n"));
}

TEST(EnumeratorTest, IsAnIdentifier) {
  EXPECT_EQ(enumerator("half_up"), "half_up");
  EXPECT_EQ(enumerator("from@payer"), "from_payer");
  EXPECT_EQ(enumerator("for every full"), "for_every_full");
  EXPECT_EQ(enumerator("bool"), "bool_");
}

TEST(LexiconTest, SpellingsOfOneMeaningShareASymbol) {
  const Lexicon lexicon({std::begin(kWords), std::end(kWords)});
  const SymbolSet& cap = lexicon.symbols_of(lexicon.find_keyword("cap"));
  int symbols = 0;
  for (std::size_t symbol = 0; symbol < syntax::kMaxSymbols; ++symbol) symbols += cap.test(symbol);
  EXPECT_EQ(symbols, 1);  // cap, 封顶, 上限
  const SymbolSet both = lexicon.symbols_of(lexicon.find_keyword("to")) &
                         lexicon.symbols_of(lexicon.find_keyword("to@payee"));
  EXPECT_FALSE(both.empty());  // the English `to` may be either
}

}  // namespace
}  // namespace remit::grammar_compiler
