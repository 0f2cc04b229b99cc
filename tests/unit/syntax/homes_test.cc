// Where words belong that begin no declaration.
#include "syntax/homes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/strings.h"
#include "syntax/keywords.h"
#include "syntax/lexicon.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;

SymbolId symbol_of(std::string_view word) {
  const auto phrases = lexicon::phrases(word.substr(0, word.find(' ')));
  const auto found = std::ranges::find(phrases, word, &lexicon::Phrase::text);
  return found == phrases.end() ? kName : found->symbol;
}

TEST(HomesTest, AreTheFormsThatHaveTheClause) {
  EXPECT_THAT(homes_of(symbol_of("replace")), ElementsAre(Keyword::amends));
  EXPECT_THAT(homes_of(symbol_of("claw back")), ElementsAre(Keyword::reward));
  EXPECT_THAT(homes_of(symbol_of("收回")), ElementsAre(Keyword::reward));
  EXPECT_THAT(homes_of(symbol_of("pay")), IsSupersetOf({Keyword::reward, Keyword::expense}));
  EXPECT_THAT(homes_of(symbol_of("define")), Contains(Keyword::policy));
}

TEST(HomesTest, AreTold) {
  const auto of = [](const std::string& text) { return Parsed(text).report(); };
  EXPECT_THAT(of("policy p {\n  cap 5 CNY\n}\n"), HasSubstr("braces of `reward` or `expense`"));
  EXPECT_THAT(of("policy p {\n  修订 b {\n    废止 甲\n  }\n  替换 定义 甲 = 5\n}\n"),
              HasSubstr("braces of `amends`"));
  EXPECT_THAT(of("policy p amends b {\n}\n"), HasSubstr("braces of `policy`"));
}

/// Whoever begins a line with the word of a clause is told where it belongs, or how what it says is
/// written; never that it is nothing.
TEST(HomesTest, OfEachWordWithFewAreTold) {
  int told = 0;
  for (const KeywordInfo& info : keywords()) {
    for (const std::string_view word : {info.english(), info.chinese}) {
      const auto homes = homes_of(symbol_of(word));
      if (homes.empty() || homes.size() > 4 || std::ranges::count(homes, Keyword::policy) > 0)
        continue;
      const Parsed parsed(base::concat("policy p {\n  ", word, " 5\n}\n"));
      if (parsed.places().front().ends_with("R0119")) continue;
      EXPECT_THAT(parsed.places().front(), testing::AnyOf(HasSubstr("R0122"), HasSubstr("R0101")))
          << word;
      told += parsed.places().front().ends_with("R0122") ? 1 : 0;
    }
  }
  EXPECT_GT(told, 60);
}

}  // namespace
}  // namespace remit::syntax
