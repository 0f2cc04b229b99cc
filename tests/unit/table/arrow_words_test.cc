// Dictionaries of words, and texts that are taken as they are.
#include <string>
#include <vector>

#include "arrow_host.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using namespace arrow_host;

FieldSchema kind() {
  FieldSchema field = arrow_host::field("x", type::category(0));
  field.categories = {"甲", "乙"};
  return field;
}

template <typename Index>
Column indices(const char* format, const std::vector<Index>& values, Column words) {
  Column column = fixed<Index>("x", format, values);
  column.dictionary = {std::move(words)};
  return column;
}

const std::vector<std::string> kWords = {"乙", "甲", "乙", " 甲 "};  // twice, and with blanks

TEST(ArrowWords, IndicesOfEveryWidth) {
  const Column words = texts<std::int32_t>("", "u", kWords);
  const std::string expected = "甲 乙 乙 甲 甲";
  EXPECT_EQ(cells(kind(), indices<std::int8_t>("c", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::uint8_t>("C", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::int16_t>("s", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::uint16_t>("S", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::int32_t>("i", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::uint32_t>("I", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::int64_t>("l", {1, 0, 2, 3, 1}, words)), expected);
  EXPECT_EQ(cells(kind(), indices<std::uint64_t>("L", {1, 0, 2, 3, 1}, words)), expected);
}

TEST(ArrowWords, IndicesBeyondTheDictionaryAreRefused) {
  const Column words = texts<std::int32_t>("", "u", kWords);
  const auto is_refused = [](Column column) {
    Host host({std::move(column)});
    const Outcome outcome = read(kind(), host);
    return outcome.arrow.error && outcome.arrow.error->kind == ArrowError::Kind::malformed;
  };
  EXPECT_TRUE(is_refused(indices<std::int8_t>("c", {0, 4}, words)));
  EXPECT_TRUE(is_refused(indices<std::int8_t>("c", {0, -1}, words)));
  EXPECT_TRUE(is_refused(indices<std::uint64_t>("L", {0, ~0ull}, words)));
  EXPECT_TRUE(is_refused(indices<std::uint64_t>("L", {1ull << 63, 0}, words)));
  EXPECT_TRUE(is_refused(indices<std::int8_t>("c", {0}, texts<std::int32_t>("", "u", {}))));
}

TEST(ArrowWords, WordsThatAreBlankOrNoWords) {
  const Column words = with_nulls(texts<std::int32_t>("", "u", {"乙", "丙", "甲", ""}), 0b1011);
  EXPECT_EQ(cells(kind(), indices<std::int8_t>("c", {0, 1, 2, 3, 0, 1}, words)),
            "乙 !3 !1 !1 乙 !3");
  // What no row says is no problem.
  Host host({indices<std::int8_t>("c", {0, 0, 0, 0}, words)});
  EXPECT_EQ(read(kind(), host).built.problems.size(), 0u);
}

TEST(ArrowWords, ProblemsNameTheWord) {
  const Column words = texts<std::int32_t>("", "u", {"乙", "丙"});
  Host host({indices<std::int8_t>("c", {0, 1, 1}, words)});
  const auto problems = read(kind(), host).built.problems;
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].kind, ProblemKind::bad_value);
  EXPECT_EQ(problems[0].row, 1u);
  EXPECT_EQ(problems[0].text, "丙");
  EXPECT_EQ(problems[1].row, 2u);
}

TEST(ArrowWords, NullsAmongIndicesMayHoldAnything) {
  const Column words = texts<std::int32_t>("", "u", {"乙", "甲"});
  EXPECT_EQ(cells(kind(), with_nulls(indices<std::int8_t>("c", {0, 99, 1}, words), 0b101)),
            "乙 !1 甲");
  EXPECT_EQ(cells(kind(), with_nulls(indices<std::int8_t>("c", {0, 1, 1}, words), 0b101)),
            "乙 !1 甲");
}

TEST(ArrowWords, ASliceOfADictionary) {
  Column words = texts<std::int32_t>("", "u", {"丙", "乙", "甲", "丙"});
  words.offset = 1;
  words.length = 2;
  EXPECT_EQ(cells(kind(), indices<std::int8_t>("c", {0, 1, 1, 0}, words)), "乙 甲 甲 乙");
}

TEST(ArrowWords, MoreWordsThanRows) {
  const Column words = texts<std::int32_t>("", "u", {"甲", "乙", "丙", "甲"});
  EXPECT_EQ(cells(kind(), indices<std::int8_t>("c", {2, 1, 3}, words)), "!3 乙 甲");
}

TEST(ArrowWords, DictionariesOfOtherTypes) {
  const FieldSchema money = field("x", type::money(0), 2);
  EXPECT_EQ(
      cells(money, indices<std::int8_t>("c", {1, 0, 1}, fixed<Int128>("", "d:38,2", {5, 250}))),
      "2.50 0.05 2.50");
  EXPECT_EQ(cells(money,
                  indices<std::int8_t>("c", {1, 0, 1}, texts<std::int64_t>("", "U", {"7", "0.5"}))),
            "0.50 7.00 0.50");
  const Int128 wide = Int128{1} << 70;
  EXPECT_EQ(cells(field("x", type::kNumber),
                  indices<std::int8_t>("c", {1, 0, 1}, fixed<Int128>("", "d:38,0", {wide, 2}))),
            "2 1180591620717411303424 2");
  EXPECT_EQ(cells(field("x", type::kDate),
                  indices<std::int8_t>("c", {1, 0}, fixed<std::int32_t>("", "tdD", {0, 1}))),
            "1970-01-02 1970-01-01");
  EXPECT_EQ(
      cells(field("x", type::kText),
            indices<std::int8_t>("c", {1, 0, 1}, texts<std::int32_t>("", "u", {"甲", " b "}))),
      " b  甲  b ");
}

/// Texts in the middle of a block that need reading, next to some that do not.
TEST(ArrowWords, TextsThatNeedReading) {
  const FieldSchema text = field("x", type::kText);
  std::vector<std::string> given(1100, "plain");
  std::string expected;
  given[3] = "";
  given[5] = " ends ";
  given[7] = "　";  // an ideographic space
  given[1030] = std::string("n\0l", 3);
  given[1040] = "\xE4\xB8";  // half a character
  given[1041] = "\xAD";      // and the rest of it
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool blank = i == 3 || i == 7;
    const bool bad = i == 1030 || i == 1040 || i == 1041;
    absl::StrAppend(&expected, i == 0 ? "" : " ", blank ? "!1" : bad ? "!3" : given[i]);
  }
  EXPECT_TRUE(cells(text, texts<std::int32_t>("x", "u", given)) == expected);
  EXPECT_TRUE(cells(text, texts<std::int64_t>("x", "U", given)) == expected);
}

// Names of rows are compared without the blanks around them.
TEST(ArrowWords, KeysAreTrimmedAndOthersInPlace) {
  const Schemas schemas = {EntitySchema{}, EntitySchema{"t", "", {field("x", type::kText)}, {0}}};
  for (const bool blanks : {false, true}) {
    Host host({texts<std::int64_t>("x", "U", {"甲", blanks ? "b " : "b"})});
    const void* const bytes = host.array()->children[0]->buffers[2];
    DatasetBuilder builder(schemas);
    ASSERT_FALSE(import_arrow(host.schema(), host.array(), 10, builder.table(1)).error);
    EXPECT_EQ(host.released, blanks ? 1 : 0);
    const auto built = builder.build();
    const auto& keys = std::get<TextData>(built.dataset.tables[1].columns[0].storage);
    EXPECT_EQ(keys[1], "b");
    EXPECT_EQ(keys.bytes.data() == bytes, !blanks);
  }
}

// A limit of the host on texts and digits, whichever road they take into the table: as a block that
// needs no reading, row by row, as words of a dictionary, and as numbers written out.
TEST(ArrowTexts, HoldToTheLimitsOfTheHost) {
  FieldSchema text = arrow_host::field("x", type::kText);
  text.limits.text_bytes = 4;
  FieldSchema number = arrow_host::field("x", type::kNumber, 2);
  number.limits.number_digits = 4;
  EXPECT_EQ(cells(text, texts<std::int32_t>("x", "u", {"abcd", "efgh"})), "abcd efgh");
  EXPECT_EQ(cells(text, texts<std::int32_t>("x", "u", {"abcd", "efghi"})), "abcd !3");
  EXPECT_EQ(cells(text, texts<std::int64_t>("x", "U", {"a", "", "efghi"})), "a !1 !3");
  const Column words = texts<std::int32_t>("", "u", {"abcd", "efghi"});
  EXPECT_EQ(cells(text, indices<std::int8_t>("c", {0, 1, 0}, words)), "abcd !3 abcd");
  EXPECT_EQ(cells(number, texts<std::int32_t>("x", "u", {"12.34", "12345"})), "12.34 !3");
}

}  // namespace
}  // namespace remit::table
