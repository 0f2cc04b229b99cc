#include "syntax/grammar_docs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/golden.h"
#include "syntax/keywords.h"

namespace remit::syntax {
namespace {

using base::Language;

TEST(GrammarDocsTest, TheCommittedPagesAreThoseOfTheTables) {
  testing_support::expect_golden("docs/language-reference.md", language_reference(Language::en));
  testing_support::expect_golden("docs/zh/language-reference.md", language_reference(Language::zh));
}

TEST(GrammarDocsTest, KeywordsAreOfTheLanguage) {
  EXPECT_THAT(grammar_text_for(Language::zh), testing::HasSubstr("source = \"来源\" STRING"));
  EXPECT_THAT(grammar_text_for(Language::en), testing::HasSubstr("source = \"source\" STRING"));
}

TEST(KeywordsTest, NoSpellingIsEmptyAndNoIdTwice) {
  for (std::size_t i = 0; i < keywords().size(); ++i) {
    EXPECT_FALSE(keywords()[i].english().empty());
    EXPECT_FALSE(keywords()[i].chinese.empty()) << keywords()[i].id;
    EXPECT_EQ(find_keyword(keywords()[i].id), static_cast<Keyword>(i)) << keywords()[i].id;
  }
  EXPECT_EQ(find_keyword("no such keyword"), Keyword::none);
}

}  // namespace
}  // namespace remit::syntax
