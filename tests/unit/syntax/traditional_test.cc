// Every word of the language in traditional characters: whatever table it stands in, and whoever
// adds a word to one.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/chinese_script.h"
#include "syntax/keywords.h"
#include "syntax/lexicon.h"
#include "syntax/units.h"
#include "type/currency.h"
#include "type/functions.h"
#include "type/names.h"
#include "type/operators.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::syntax {
namespace {

using base::to_traditional;

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

/// The words of keywords and operators.
std::vector<std::string_view> phrase_words() {
  std::vector<std::string_view> words;
  const auto add = [&words](std::string_view one, std::string_view more) {
    if (!one.empty()) words.push_back(one);
    for (const std::string_view word : split(more)) words.push_back(word);
  };
  for (const KeywordInfo& keyword : keywords()) add(keyword.chinese, keyword.aliases);
  // Units that follow a formula are no phrases; they are those of numbers, see below.
  for (const type::OperatorInfo& each : type::operators())
    if (each.shape != type::OperatorShape::measure) add(each.chinese, each.aliases);
  return words;
}

TEST(Traditional, KeywordsAndOperators) {
  for (const std::string_view word : phrase_words()) {
    const auto simplified = lexicon::phrases(word);
    const auto traditional = lexicon::phrases(to_traditional(word));
    ASSERT_FALSE(simplified.empty()) << word;
    EXPECT_EQ(traditional.data(), simplified.data()) << word;
    EXPECT_EQ(base::to_simplified(to_traditional(word)), word);
  }
}

TEST(Traditional, UnitsAndCurrencies) {
  for (const std::string_view word : all_units()) {
    const auto simplified = find_unit(word), traditional = find_unit(to_traditional(word));
    ASSERT_TRUE(simplified && traditional) << word;
    EXPECT_EQ(traditional->kind, simplified->kind) << word;
    EXPECT_EQ(traditional->unit, simplified->unit) << word;
    EXPECT_EQ(traditional->power, simplified->power) << word;
  }
  for (const type::CurrencyInfo& currency : type::currencies()) {
    for (const std::string_view name : split(currency.chinese))
      EXPECT_EQ(type::find_currency(to_traditional(name)), type::find_currency(name)) << name;
  }
}

TEST(Traditional, FunctionsAttributesFaultsAndThePeriodBefore) {
  for (const type::Function& function : type::functions())
    EXPECT_EQ(type::find_function(to_traditional(function.zh)), &function) << function.zh;
  for (int i = 0; type::name(static_cast<type::Role>(i)) != "unknown"; ++i) {
    const std::string_view word = type::role_word(static_cast<type::Role>(i), base::Language::zh);
    EXPECT_EQ(type::find_attribute(to_traditional(word)), type::find_attribute(word)) << word;
  }
  for (const std::string_view word : type::all_fault_words())
    EXPECT_EQ(type::find_fault(to_traditional(word)), type::find_fault(word)) << word;
  EXPECT_TRUE(type::kPrevious.is(to_traditional(type::kPrevious.zh)));
}

TEST(Traditional, NoWordIsLeftInBothScripts) {
  EXPECT_EQ(to_traditional("开头是"), "開頭是");
  EXPECT_EQ(to_traditional("是身份号码"), "是身份號碼");
  EXPECT_EQ(to_traditional("顺延工作日"), "順延工作日");
  EXPECT_EQ(to_traditional("查无不计"), "查無不計");
  for (const std::string_view word : phrase_words())
    EXPECT_EQ(to_traditional(to_traditional(word)), to_traditional(word)) << word;
}

}  // namespace
}  // namespace remit::syntax
