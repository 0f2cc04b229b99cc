#include "cli/text/texts.h"

#include <gtest/gtest.h>

#include "support/wording.h"

namespace remit::cli {
namespace {

using wording::has_chinese;
using wording::placeholders;

TEST(Texts, EveryTextSpeaksBothLanguagesWithTheSamePlaceholders) {
  ASSERT_GT(text_count(), 10u);
  for (std::size_t i = 0; i < text_count(); ++i) {
    const Text text = static_cast<Text>(i);
    EXPECT_FALSE(text_template(text, Language::en).empty()) << text_name(text);
    EXPECT_FALSE(text_template(text, Language::zh).empty()) << text_name(text);
    EXPECT_FALSE(has_chinese(text_template(text, Language::en))) << text_name(text);
    EXPECT_EQ(placeholders(text_template(text, Language::en)),
              placeholders(text_template(text, Language::zh)))
        << text_name(text);
  }
}

TEST(Texts, AComplaintHasTheWordsOfTheCatalogueAndHowToMendIt) {
  const std::string english = format_complaint("unclosed_quote", Language::en, {"a.csv", 7});
  EXPECT_NE(english.find("a.csv"), std::string::npos);
  EXPECT_NE(english.find('7'), std::string::npos);
  EXPECT_TRUE(english.ends_with(")"));
  EXPECT_TRUE(has_chinese(format_complaint("unclosed_quote", Language::zh, {"a.csv", 7})));
}

}  // namespace
}  // namespace remit::cli
