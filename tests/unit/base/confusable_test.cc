#include "base/confusable.h"

#include <gtest/gtest.h>

namespace remit::base {
namespace {

TEST(Confusable, WhatIsDrawnAlikeHasOneForm) {
  EXPECT_EQ(drawn_form("t\u0430x"), drawn_form("tax"));
  EXPECT_EQ(drawn_form("rate_\uFF41"), drawn_form("rate_a"));
  EXPECT_EQ(drawn_form("\u30A8\u8D44"), drawn_form("\u5DE5\u8D44"));
  EXPECT_EQ(drawn_form("\u0391\u7EA7"), drawn_form("A\u7EA7"));
  EXPECT_EQ(drawn_form("\u2F00\u7EA7"), drawn_form("\u4E00\u7EA7"));  // a radical of a PDF
  EXPECT_EQ(drawn_form("n\u0430\u00EFve"), drawn_form("na\u00EFve"));
}

TEST(Confusable, WhatIsDrawnApartHasTwo) {
  EXPECT_NE(drawn_form("tax"), drawn_form("Tax"));
  EXPECT_NE(drawn_form("naive"), drawn_form("na\u00EFve"));
  EXPECT_NE(drawn_form("\u672A\u6536"), drawn_form("\u672B\u6536"));
  EXPECT_NE(drawn_form("\u03B2"), drawn_form("b"));
}

TEST(Confusable, PlainNamesAreTheirOwnForm) {
  for (const char* name : {"tax_2024", "A\u7EA7\u6570", "\u5DE5\u8D44"}) {
    EXPECT_TRUE(is_plainly_drawn(name)) << name;
    EXPECT_EQ(drawn_form(name), name);
    EXPECT_FALSE(stray_letter(name)) << name;
  }
  EXPECT_FALSE(is_plainly_drawn("\u30A8\u8D44"));
  EXPECT_FALSE(is_plainly_drawn("\uFF21\u7EA7"));
}

TEST(Confusable, LettersOfAnotherAlphabetStray) {
  const auto stray = stray_letter("t\u0430x");
  ASSERT_TRUE(stray);
  EXPECT_EQ(stray->alphabet, Alphabet::cyrillic);
  EXPECT_EQ(stray->letter, U'\u0430');
  EXPECT_EQ(stray_letter("\u0422\u6064")->alphabet, Alphabet::cyrillic);
  EXPECT_EQ(stray_letter("rh\u03BF")->alphabet, Alphabet::greek);
  EXPECT_EQ(stray_letter("\u0391\u7EA7")->alphabet, Alphabet::greek);
  EXPECT_EQ(stray_letter("\u03B1\u0430")->alphabet, Alphabet::cyrillic);
  EXPECT_EQ(stray_letter("\u13AAB")->alphabet, Alphabet::cherokee);
  EXPECT_EQ(stray_letter("\u0585ne")->alphabet, Alphabet::armenian);
}

TEST(Confusable, OneAlphabetAndSignsAreAtHome) {
  // Russian, Greek, Japanese, Korean; Greek letters as signs beside Chinese and Latin ones.
  for (const char* name : {"\u043D\u0430\u043B\u043E\u0433_2", "\u03B2\u03AC\u03C3\u03B7",
                           "\u30B3\u30B9\u30C8A", "\uBE44\uC6A9B", "\u7CFB\u6570\u03B1", "\u0394t",
                           "\u03BC\u503C", "na\u00EFve", "\uFF21\u7EA7"})
    EXPECT_FALSE(stray_letter(name)) << name;
}

}  // namespace
}  // namespace remit::base
