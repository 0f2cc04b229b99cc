#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "diagnostic/code/data.h"
#include "diagnostic/code/names.h"
#include "diagnostic/codes.h"
#include "diagnostic/format.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/common.h"
#include "support/wording.h"

namespace remit::diagnostic {
namespace {

using base::Language;
using remit::wording::has_chinese;
using remit::wording::placeholders;

TEST(Catalogue, NumbersAndNamesAreUnique) {
  std::set<int> numbers;
  std::set<std::string_view> names;
  for (const CatalogueEntry& entry : catalogue()) {
    EXPECT_TRUE(numbers.insert(static_cast<int>(entry.code)).second) << entry.name;
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
  }
  EXPECT_GT(numbers.size(), 100u);
}

TEST(Catalogue, EveryEntrySpeaksBothLanguages) {
  for (const CatalogueEntry& entry : catalogue()) {
    for (const Language language : {Language::en, Language::zh}) {
      EXPECT_FALSE(entry.wording(language).message.empty()) << entry.name;
      EXPECT_FALSE(entry.wording(language).help.empty()) << entry.name;
      EXPECT_FALSE(entry.wording(language).why.empty()) << entry.name;
    }
    EXPECT_FALSE(has_chinese(entry.en.why)) << entry.name;
    EXPECT_TRUE(has_chinese(entry.zh.why)) << entry.name;
    EXPECT_FALSE(has_chinese(entry.en.message)) << entry.name;
    EXPECT_TRUE(has_chinese(entry.zh.message)) << entry.name;
    EXPECT_TRUE(has_chinese(entry.zh.help)) << entry.name;
  }
}

TEST(Catalogue, BothLanguagesSayTheSameOfTheArguments) {
  for (const CatalogueEntry& entry : catalogue()) {
    EXPECT_EQ(placeholders(entry.en.message), placeholders(entry.zh.message)) << entry.name;
  }
}

TEST(Catalogue, MessagesAreOneLineWithoutFullStop) {
  for (const CatalogueEntry& entry : catalogue()) {
    for (const Wording& wording : {entry.en, entry.zh}) {
      EXPECT_EQ(wording.message.find('\n'), std::string_view::npos) << entry.name;
      EXPECT_FALSE(wording.message.ends_with(".")) << entry.name;
      EXPECT_FALSE(wording.message.ends_with("。")) << entry.name;
    }
  }
}

TEST(Catalogue, CodesReadAndWrite) {
  EXPECT_EQ(code_text(code::unknown_name), "R0201");
  EXPECT_EQ(code_text(code::missing_column), "R1001");
  for (const CatalogueEntry& entry : catalogue()) {
    EXPECT_EQ(parse_code(code_text(entry.code)), entry.code);
    EXPECT_EQ(parse_code(entry.name), entry.code);
  }
  EXPECT_EQ(parse_code("r0201"), code::unknown_name);
  EXPECT_EQ(parse_code("R9999"), std::nullopt);
  EXPECT_EQ(parse_code("R0201x"), std::nullopt);
  EXPECT_EQ(parse_code("R"), std::nullopt);
  EXPECT_EQ(parse_code(""), std::nullopt);
}

TEST(Messages, EveryTextSpeaksBothLanguagesWithTheSamePlaceholders) {
  ASSERT_GT(all_texts().size(), 10u);
  for (const Text text : all_texts()) {
    EXPECT_FALSE(text_template(text, Language::en).empty()) << text_name(text);
    EXPECT_FALSE(text_template(text, Language::zh).empty()) << text_name(text);
    EXPECT_FALSE(has_chinese(text_template(text, Language::en))) << text_name(text);
    EXPECT_EQ(placeholders(text_template(text, Language::en)),
              placeholders(text_template(text, Language::zh)))
        << text_name(text);
  }
}

TEST(Format, FillsOnlyPlaceholdersThatHaveArguments) {
  EXPECT_EQ(fill_template("{0} of {1}, {0}", Language::en, {"a", 3}), "a of 3, a");
  EXPECT_EQ(fill_template("{1} {x} {", Language::en, {"a"}), "{1} {x} {");
}

TEST(Format, ArgumentsCanBeWordedPerLanguage) {
  const Argument money("money in CNY", "人民币金额");
  EXPECT_EQ(fill_template("<{0}>", Language::en, {money}), "<money in CNY>");
  EXPECT_EQ(fill_template("<{0}>", Language::zh, {money}), "<人民币金额>");
  EXPECT_EQ(Argument(text::label_error).in(Language::zh), "错误");
}

TEST(Format, JoinsListsAsEachLanguageDoes) {
  const Argument list = any_of({"a", "b", "c"});
  EXPECT_EQ(list.in(Language::en), "a, b or c");
  EXPECT_EQ(list.in(Language::zh), "a、b或c");
  EXPECT_EQ(all_of({"a"}).in(Language::en), "a");
}

}  // namespace
}  // namespace remit::diagnostic
