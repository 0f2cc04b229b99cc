#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace remit::base {
namespace {

TEST(Utf8, DecodesEachLength) {
  const std::string text = "a\u00e9\u5143\U0001F4B0";
  const char32_t expected[] = {'a', 0xE9, 0x5143, 0x1F4B0};
  size_t offset = 0;
  for (int i = 0; i < 4; ++i) {
    const Decoded decoded = decode_utf8(text, offset);
    EXPECT_TRUE(decoded.valid);
    EXPECT_EQ(decoded.code_point, expected[i]);
    EXPECT_EQ(decoded.size, i + 1);
    offset += decoded.size;
  }
  EXPECT_EQ(decode_utf8(text, offset).size, 0);
}

TEST(Utf8, EncodesWhatItDecodes) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    std::string text;
    append_utf8(code_point, text);
    const Decoded decoded = decode_utf8(text, 0);
    ASSERT_TRUE(decoded.valid) << std::hex << static_cast<uint32_t>(code_point);
    ASSERT_EQ(decoded.code_point, code_point);
    ASSERT_EQ(decoded.size, text.size());
  }
}

TEST(Utf8, WritesTheReplacementCharacterForWhatCannotBe) {
  for (const char32_t code_point : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}}) {
    std::string text;
    append_utf8(code_point, text);
    EXPECT_EQ(text, "\uFFFD");
  }
}

// Ill-formed sequences of The Unicode Standard, chapter 3, tables 3-7 and 3-8.
TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_EQ(first_invalid_utf8("政策 policy"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("ab\x80"), 2u);            // lone continuation
  EXPECT_EQ(first_invalid_utf8("\xC0\x80"), 0u);          // overlong
  EXPECT_EQ(first_invalid_utf8("\xC1\xBF"), 0u);          // overlong
  EXPECT_EQ(first_invalid_utf8("\xE0\x9F\x80"), 0u);      // overlong
  EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0u);      // surrogate
  EXPECT_EQ(first_invalid_utf8("\xF0\x8F\xBF\xBF"), 0u);  // overlong
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0u);  // above U+10FFFF
  EXPECT_EQ(first_invalid_utf8("\xF5\x80\x80\x80"), 0u);
  EXPECT_EQ(first_invalid_utf8("x\xE5\x85"), 1u);  // cut short
  EXPECT_EQ(first_invalid_utf8("\xE5\x41\x83"), 0u);
  EXPECT_EQ(first_invalid_utf8("\xFF"), 0u);
  const std::string gb18030 = "\xD5\xFE\xB2\xDF";  // 政策
  EXPECT_EQ(first_invalid_utf8(gb18030), 0u);
}

TEST(Utf8, NormalisesToComposedForm) {
  EXPECT_EQ(normalise_nfc("plain"), "plain");
  EXPECT_EQ(normalise_nfc("e\u0301"), "\u00e9");
  EXPECT_EQ(normalise_nfc("\uf900"), "\u8c48");  // CJK compatibility ideograph
  EXPECT_EQ(normalise_nfc("元"), "元");
  EXPECT_EQ(normalise_nfc("，"), "，");  // NFC leaves full-width forms alone
  EXPECT_EQ(normalise_nfc("e\xCC"), "e\xCC");
}

// Totals of XID_Start and XID_Continue in Unicode 15.0, DerivedCoreProperties.txt. The derivation
// was compared with that file code point by code point; a newer utf8proc changes the totals.
TEST(Utf8, IdentifierCharactersAreThoseOfUnicode15) {
  size_t start = 0;
  size_t more = 0;
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (is_xid_start(code_point)) ++start;
    if (is_xid_continue(code_point)) ++more;
    ASSERT_LE(is_xid_start(code_point), is_xid_continue(code_point));
  }
  EXPECT_EQ(start, 136322u);
  EXPECT_EQ(more, 139463u);
}

TEST(Utf8, IdentifierCharactersByExample) {
  for (const char32_t code_point : {U'a', U'Z', U'元', U'é', U'ß', U'\u2118', U'あ'}) {
    EXPECT_TRUE(is_xid_start(code_point));
  }
  for (const char32_t code_point : {U'_', U'7', U'７', U'\u0301', U'·'}) {
    EXPECT_FALSE(is_xid_start(code_point));
    EXPECT_TRUE(is_xid_continue(code_point));
  }
  for (const char32_t code_point : {U' ', U'-', U'，', U'“', U'×', U'%', U'\u309B', U'\u037A'}) {
    EXPECT_FALSE(is_xid_continue(code_point));
  }
}

TEST(Utf8, DisplayWidthCountsTerminalCells) {
  EXPECT_EQ(display_width(U'a'), 1);
  EXPECT_EQ(display_width(U'元'), 2);
  EXPECT_EQ(display_width(U'，'), 2);
  EXPECT_EQ(display_width(U'Ａ'), 2);
  EXPECT_EQ(display_width(U'ｱ'), 1);  // half-width katakana
  EXPECT_EQ(display_width(U'\u0301'), 0);
  EXPECT_EQ(display_width(U'\u200B'), 0);
  EXPECT_EQ(display_width(U'“'), 1);
  EXPECT_EQ(display_width(U'💰'), 2);
  EXPECT_EQ(display_width(U'\t'), 0);
  EXPECT_EQ(display_width("50万元 e\u0301"), 8u);
  EXPECT_EQ(display_width("a\xFF"), 2u);
}

TEST(Utf8, WhatIsHiddenIsWrittenOut) {
  EXPECT_EQ(show_hidden("plain 茶摊 é　，"), "plain 茶摊 é　，");
  EXPECT_EQ(show_hidden("a\x1b[31m\n\t\x7f"), "a\\x1b[31m\\x0a\\x09\\x7f");
  EXPECT_EQ(show_hidden("a\nb\x1b", true), "a\nb\\x1b");
  EXPECT_EQ(show_hidden("A1\u200B\u202E\uFEFF\u2066"), "A1<U+200B><U+202E><U+FEFF><U+2066>");
  EXPECT_EQ(show_hidden("a\u00A0b\u00AD\u0085"), "a\\xa0b\\xad\\x85");
  EXPECT_EQ(show_hidden("\uE000\u3164\uFE0F\U000E0001"), "<U+E000><U+3164><U+FE0F><U+0E0001>");
  EXPECT_EQ(show_hidden("\xFF茶"), "\\xff茶");
  EXPECT_EQ(show_hidden("e\u0301"), "e\u0301");
  EXPECT_EQ(show_hidden("e\u0301é\uF90A金", false, true), "e<U+0301>é<U+F90A>金");
}

TEST(Utf8, FullWidthAsciiHasANarrowTwin) {
  EXPECT_EQ(narrow(U'！'), U'!');
  EXPECT_EQ(narrow(U'Ａ'), U'A');
  EXPECT_EQ(narrow(U'～'), U'~');
  for (const char32_t other : {U'a', U'　', U'、', U'\uFF00', U'｟', U'金'}) {
    EXPECT_EQ(narrow(other), other);
  }
}

TEST(Utf8, WhatLooksAlikeHasOneForm) {
  for (const char* text : {"A1", "a1", "Ａ１", "A\u200B1", "\uFEFFA1", "A1\u2060", "\u202DＡ1"}) {
    EXPECT_EQ(look_alike_form(text), "a1") << text;
  }
  EXPECT_EQ(look_alike_form("Cafe\u0301"), look_alike_form("CAFÉ"));
  EXPECT_EQ(look_alike_form("\uF90A"), "金");
  EXPECT_EQ(look_alike_form("甲\u00A0乙"), look_alike_form("甲　乙"));
  EXPECT_NE(look_alike_form("A 1"), look_alike_form("A1"));
  for (const char* spread : {"张 三", "张　三", "张\u00A0三", " 张　 三 "}) {
    EXPECT_EQ(look_alike_form(spread), "张三") << spread;
  }
  EXPECT_NE(look_alike_form("甲 1"), look_alike_form("甲1"));
  EXPECT_NE(look_alike_form("A 甲"), look_alike_form("A甲"));
  for (const auto& [one, other] :
       {std::pair("①", "1"), std::pair("Ⅱ区", "II区"), std::pair("㈠", "(一)"),
        std::pair("A–1", "A-1"), std::pair("A−1", "A-1"), std::pair("O’N", "O'N"),
        std::pair("㉑", "21"), std::pair("㊀", "一"), std::pair("⼀", "一"), std::pair("ｱ", "ア"),
        std::pair("ㄱ", "\u1100"), std::pair("Ǆ", "dž"), std::pair("ǲ", "dz"), std::pair("ﬁ", "fi"),
        std::pair("а1", "a1"), std::pair("阿·买", "阿•买"), std::pair("阿・买", "阿·买")}) {
    EXPECT_EQ(look_alike_form(one), look_alike_form(other)) << one;
  }
  EXPECT_NE(look_alike_form("²"), look_alike_form("2"));
}

// A mark that leaves no trace makes a text one that is not plain, and changes nothing else.
TEST(Utf8, PlainTextsHaveTheFormThatAnyOthersHave) {
  constexpr char32_t kLast = 0x10FFFF;
  std::size_t plain = 0;
  for (char32_t c = 1; c <= kLast; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string letter;
    append_utf8(c, letter);
    EXPECT_EQ(is_plain_text(letter), (c >= 0x20 && c < 0x7F) || is_common_ideograph(c)) << letter;
    if (!is_plain_text(letter)) continue;
    ++plain;
    EXPECT_EQ(normalise_nfc(letter), letter);
    EXPECT_EQ(show_hidden(letter, false, true), letter);
    for (const char* text : {"", "a", "甲", "甲 ", " a ", "A1 甲  "}) {
      const std::string one = text + letter, two = letter + " " + text, three = one + letter;
      for (const std::string& each : {one, two, three})
        EXPECT_EQ(look_alike_form(each), look_alike_form(each + "\u200B")) << each;
    }
  }
  EXPECT_EQ(plain, 0x7Fu - 0x20 + 0xA000 - 0x4E00);
  for (const char* bad : {"\xE4\xB8", "\xE4\xB8\x7F", "\xE4\xB7\xBF", "\xEA\x80\x80", "\x80",
                          "\xE5", "\xE5\xC0\x80", "\xFF", "\x7F", "\n"})
    EXPECT_FALSE(is_plain_text(bad)) << bad;
}

TEST(Utf8, CountsCodePoints) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("50万元"), 4u);
  EXPECT_EQ(count_code_points("\xFF\xFE元"), 3u);
}

}  // namespace
}  // namespace remit::base
