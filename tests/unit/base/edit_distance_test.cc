#include "base/edit_distance.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace remit::base {
namespace {

TEST(EditDistance, CountsEachKindOfEditOnce) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 9), 3u);
  EXPECT_EQ(edit_distance("amount", "amuont", 9), 1u);  // a swap
  EXPECT_EQ(edit_distance("", "abc", 9), 3u);
  EXPECT_EQ(edit_distance("same", "same", 9), 0u);
  EXPECT_EQ(edit_distance("ca", "abc", 9), 3u);  // no stretch is edited twice
}

TEST(EditDistance, CountsCodePointsNotBytes) {
  EXPECT_EQ(edit_distance("地方收入", "地区收入", 9), 1u);
  EXPECT_EQ(edit_distance("投资额", "资投额", 9), 1u);
}

TEST(EditDistance, StopsAtTheCutOff) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 2), 3u);
  EXPECT_EQ(edit_distance("abcdefgh", "hgfedcba", 1), 2u);
  EXPECT_EQ(edit_distance("abcd", "badc", 2), 2u);  // two swaps, each reaching two rows back
}

// The cut-off changes when the search stops, never a distance within it.
TEST(EditDistance, TheCutOffKeepsSmallDistances) {
  const std::vector<std::string_view> words = {"",     "a",    "ab",   "ba",    "abc",  "acb",
                                               "cab",  "bca",  "abcd", "badc",  "dcba", "abdc",
                                               "元额", "额元", "投资", "资投额"};
  for (const auto a : words) {
    for (const auto b : words) {
      const size_t whole = edit_distance(a, b, 100);
      EXPECT_EQ(whole, edit_distance(b, a, 100)) << a << " " << b;
      for (size_t cutoff = 0; cutoff < 6; ++cutoff) {
        EXPECT_EQ(edit_distance(a, b, cutoff), std::min(whole, cutoff + 1)) << a << " " << b;
      }
    }
  }
}

TEST(Suggest, TakesTheNearest) {
  const std::vector<std::string_view> names = {"investment", "incentives_paid", "introduced_by",
                                               "城市财政", "县财政"};
  EXPECT_EQ(suggest("invesment", names), "investment");
  EXPECT_EQ(suggest("introduced_yb", names), "introduced_by");
  EXPECT_EQ(suggest("incentive_paid", names), "incentives_paid");
  EXPECT_EQ(suggest("县财证", names), "县财政");
  // The same letters in another case, however many there are, before what is one letter away.
  EXPECT_EQ(suggest("INVESTMENT", {"INVESTMENTS", "investment"}), "investment");
  EXPECT_EQ(suggest("investment", {"investment", "Investment"}), "Investment");
}

TEST(Suggest, IsSilentWhenNothingIsNear) {
  EXPECT_EQ(suggest("xyz", {"investment", "kind"}), std::nullopt);
  EXPECT_EQ(suggest("a", {"b"}), std::nullopt);
  EXPECT_EQ(suggest("abc", {}), std::nullopt);
  EXPECT_EQ(suggest("收入", {"支出"}), std::nullopt);
}

TEST(Suggest, OfEquallyNearOnesTheFirst) {
  EXPECT_EQ(suggest("rate", {"rates", "rato"}), "rates");
  EXPECT_EQ(suggest("rate", {"rato", "rates"}), "rato");
}

TEST(Suggest, NeverTheContrary) {
  for (const std::string word :
       {"达产", "缴税的", "active", "complete", "regular", "employed", "met"}) {
    for (const std::string no : {"非", "未", "不", "无", "無", "in", "im", "il", "ir", "un", "non",
                                 "dis", "not_", "non_", "no_"}) {
      const std::string contrary = no + word;
      EXPECT_EQ(suggest(contrary, {word}), std::nullopt) << contrary;
      EXPECT_EQ(suggest(word, {contrary}), std::nullopt) << contrary;
    }
  }
}

TEST(Suggest, NeverAnotherNumber) {
  for (const std::string word : {"第%一季度", "year_%", "clause%a"}) {
    const auto with = [&](const std::string& number) {
      std::string text = word;
      return text.replace(text.find('%'), 1, number);
    };
    for (const char* other : {"2", "11", "0", ""})
      EXPECT_EQ(suggest(with("1"), {with(other)}), std::nullopt) << word << other;
  }
}

}  // namespace
}  // namespace remit::base
