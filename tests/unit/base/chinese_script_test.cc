#include "base/chinese_script.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace remit::base {
namespace {

TEST(ChineseScript, EveryVariantIsRead) {
  const std::pair<const char*, const char*> words[] = {
      {"獎勵", "奖励"}, {"財政", "财政"}, {"億元", "亿元"}, {"四捨五入", "四舍五入"},
      {"臺", "台"},     {"為", "为"},     {"爲", "为"},     {"裡", "里"},
      {"裏", "里"},     {"奖励", "奖励"}, {"abc", "abc"},   {"獎a勵", "奖a励"},
  };
  for (const auto& [written, simplified] : words) {
    EXPECT_EQ(to_simplified(written), simplified);
    EXPECT_EQ(has_traditional(written), std::string(written) != simplified) << written;
  }
}

TEST(ChineseScript, WordsAreWrittenAsOfficesWriteThem) {
  EXPECT_EQ(to_traditional("合并封顶"), "合併封頂");
  EXPECT_EQ(to_traditional("并且"), "並且");
  EXPECT_EQ(to_traditional("只入不舍"), "只入不捨");
  EXPECT_EQ(to_traditional("日历"), "日曆");
}

TEST(ChineseScript, KnowsChineseAnywhereInAText) {
  for (const char* text : {"甲", "a甲", "a\u3400", "\u9FFF.", "x𠀀", "政策 grant"})
    EXPECT_TRUE(has_chinese(text)) << text;
  for (const char* text :
       {"", "abc", "é", "\u33FF", "\uA000", "ひらがな", "한글", "\xE4", "\xE4\xB8"})
    EXPECT_FALSE(has_chinese(text)) << text;
}

TEST(ChineseScript, BadBytesStay) {
  for (const std::string text :
       {"\xE7", "\xE7\x8D", "\xE7\x41\x41", "\xE7\x8D\x41", "\xFF\xFE", "\xE7\x8D\x8E\xE7"})
    EXPECT_EQ(to_simplified(text).size(), text.size());
  EXPECT_EQ(to_simplified("\xE7\x41獎"), "\xE7\x41奖");
}

}  // namespace
}  // namespace remit::base
