#include <string>

#include "cli/csv/csv_parser.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/decode.h"
#include "cli/csv/header_unit.h"
#include "gtest/gtest.h"

namespace remit::cli {
namespace {

// Headers, then rows, cells separated by `|`; or the error.
std::string parse(std::string_view text) {
  CsvTable table;
  if (const std::optional<CsvError> error = parse_csv(text, table)) {
    constexpr const char* kNames[] = {"no header",       "ragged row",        "unclosed quote",
                                      "no header above", "text behind quote", "long row",
                                      "column numbers",  "repeated header"};
    return std::string(kNames[static_cast<int>(error->kind)]) + " " + std::to_string(error->row) +
           " in line " + std::to_string(error->line);
  }
  std::string result;
  for (const std::string_view header : table.headers) result.append(header).append("|");
  for (std::uint64_t row = 0; row < table.rows(); ++row) {
    result += '\n';
    for (const auto& column : table.columns) result.append(column[row]).append("|");
  }
  return result;
}

TEST(ParseCsv, EveryLineEnd) {
  for (const char* text :
       {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4", "a,b\n1,2\n3,4"}) {
    EXPECT_EQ(parse(text), "a|b|\n1|2|\n3|4|") << text;
  }
}

TEST(ParseCsv, QuotedCells) {
  EXPECT_EQ(parse("a,b\n\"x,y\",\"line\nbreak\"\n"), "a|b|\nx,y|line\nbreak|");
  EXPECT_EQ(parse("a\n\"he said \"\"yes\"\"\"\n"), "a|\nhe said \"yes\"|");
  EXPECT_EQ(parse("a\n\"\"\"\"\n"), "a|\n\"|");
  EXPECT_EQ(parse("a,b\n \"x\" ,2\n"), "a|b|\nx|2|");
  EXPECT_EQ(parse("a,b\n\" x \",\n"), "a|b|\n x ||");
  EXPECT_EQ(parse("a\n5\" pipe\n"), "a|\n5\" pipe|");
  for (const char* text :
       {"a\n\"x\"y\n", "a\n\"x\" y\n", "a\n\"5\"%\n", "a\n\"he \"\"said\"\"\" y\n"})
    EXPECT_EQ(parse(text), "text behind quote 1 in line 2") << text;
  EXPECT_EQ(parse("\"fe\"e\n5\n"), "text behind quote 0 in line 1");
}

TEST(ParseCsv, BlanksAreTrimmedOutsideQuotes) {
  EXPECT_EQ(parse(" a , b\n 1\t,  2  \n"), "a|b|\n1|2|");
}

TEST(ParseCsv, RowsThatSpreadsheetsLeaveBehind) {
  EXPECT_EQ(parse("a,b,,\n1,2,,\n,,,\n\n3,4\n"), "a|b|\n1|2|\n3|4|");
  EXPECT_EQ(parse("a,b\n"), "a|b|");
}

TEST(ParseCsv, Errors) {
  EXPECT_EQ(parse(""), "no header 0 in line 1");
  EXPECT_EQ(parse("\n\n"), "no header 0 in line 1");
  EXPECT_EQ(parse("a,b\n1,2\n3\n"), "ragged row 2 in line 3");
  EXPECT_EQ(parse("a,b\n1,2,3\n"), "ragged row 1 in line 2");
  EXPECT_EQ(parse("a,b\n1,\"2\n3,4\n"), "unclosed quote 1 in line 2");
  EXPECT_EQ(parse("\"a"), "unclosed quote 0 in line 1");
  EXPECT_EQ(parse("a,b\n1,2\na,b\n"), "repeated header 2 in line 3");
  EXPECT_EQ(parse("a,b\n1,2\n\xEF\xBB\xBF"
                  "a,b\n"),
            "repeated header 2 in line 3");
  EXPECT_EQ(parse("a,b,c\n1,2,3\n"), "column numbers 1 in line 2");
  EXPECT_EQ(parse("a,b\n栏次,1\n"), "column numbers 1 in line 2");
  EXPECT_EQ(parse("a,b,c\n甲,(1),(2)\n"), "column numbers 1 in line 2");
  EXPECT_EQ(parse("a,b,c\n1,2,4\n1,2,3\n"), "a|b|c|\n1|2|4|\n1|2|3|");
}

TEST(ParseCsv, ACellTooManyIsRefusedEvenIfBlank) {
  EXPECT_EQ(parse("a,b\n1,2,\n"), "ragged row 1 in line 2");
  EXPECT_EQ(parse("a,b,\n1,2,\n1,2\n"), "a|b|\n1|2|\n1|2|");
  EXPECT_EQ(parse("a,b,\n1,2,,\n"), "ragged row 1 in line 2");
  EXPECT_EQ(parse("a,b,\n1,2,3\n"), "no header above 1 in line 2");
}

TEST(ParseCsv, ALineThatNamesTheSeparator) {
  EXPECT_EQ(parse("sep=,\r\na,b\r\n1,2\r\n"), "a|b|\n1|2|");
  EXPECT_EQ(parse("sep=,\n"), "no header 0 in line 2");
}

TEST(ParseCsv, LinesAreThoseOfTheFile) {
  CsvTable table;
  ASSERT_FALSE(parse_csv("a,b\n1,\"x\r\ny\"\n\n\r\n,\n2,z\n3,z\n", table));
  EXPECT_EQ(table.lines, (std::vector<LineRun>{{0, 2}, {1, 7}}));
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    EXPECT_EQ(count_line_ends("a" + end + end + "b" + end), 3u);
  }
}

TEST(ParseCsv, ALongRow) {
  const std::string cell(kLongestRow, 'x');
  EXPECT_EQ(parse("a,b\n1,2\n1," + cell + "\n"), "long row 2 in line 3");
  EXPECT_EQ(parse("a,b\n1,\"" + cell), "long row 1 in line 2");
}

TEST(Decode, Utf8WithAndWithoutMark) {
  EXPECT_EQ(decode("甲,乙").text, "甲,乙");
  EXPECT_EQ(decode("\xEF\xBB\xBF甲").text, "甲");
  EXPECT_EQ(decode("甲").encoding, &utf8());
  EXPECT_FALSE(decode("甲").guessed);
}

TEST(Decode, Gb18030) {
  const Decoded decoded = decode("\xCD\xB6\xD7\xCA\xB6\xEE,\x95\x32\x82\x36");
  EXPECT_EQ(decoded.encoding, &gb18030());
  EXPECT_TRUE(decoded.guessed);
  EXPECT_EQ(decoded.first_name, "投资额");
  EXPECT_EQ(decoded.text, "投资额,𠀀");
  EXPECT_EQ(encode_gb18030("投资额"), "\xCD\xB6\xD7\xCA\xB6\xEE");
}

/// Why bytes are no text, as kind and line.
std::string trouble(std::string_view bytes, std::string_view encoding = "auto") {
  constexpr const char* kNames[] = {"no text",  "zero byte",    "mixed",
                                    "cut off",  "bad bytes",    "private letter",
                                    "doubtful", "marked UTF-8", "long row"};
  const Decoded decoded = decode(bytes, *encoding_named(encoding));
  if (!decoded.trouble) return "read as " + std::string(decoded.text);
  return std::string(kNames[static_cast<int>(decoded.trouble->kind)]) + " in line " +
         std::to_string(decoded.trouble->line);
}

TEST(Decode, NeitherEncoding) {
  EXPECT_EQ(trouble("a\nb\xFF\xFF\n"), "bad bytes in line 2");
  EXPECT_EQ(trouble("a\nCaf\xE9\n"), "bad bytes in line 2");
}

TEST(Decode, OneFileHasOneEncoding) {
  const std::string utf8_line = "茶摊,5\n", gb_line = "\xD4\xE7\xB5\xE3,6\n";
  EXPECT_EQ(trouble("name,fee\n" + utf8_line + gb_line), "mixed in line 3");
  EXPECT_EQ(trouble("name,fee\n" + gb_line + utf8_line), "mixed in line 2");
  EXPECT_EQ(trouble("name,fee\n" + gb_line), "read as name,fee\n早点,6\n");
  EXPECT_EQ(trouble("\xEF\xBB\xBFname\n" + gb_line), "bad bytes in line 2");
  EXPECT_EQ(trouble(gb_line, "utf-8"), "bad bytes in line 1");
  EXPECT_EQ(trouble(utf8_line, "gb18030"), "marked UTF-8 in line 1");
}

TEST(Decode, CutOffWithinALetter) {
  EXPECT_EQ(trouble("name\n茶\xE9\x97"), "cut off in line 2");
  EXPECT_EQ(trouble("name\n\xE9"), "cut off in line 2");
  EXPECT_EQ(trouble("name\n\xD4\xE7\xB5"), "cut off in line 2");
}

TEST(Decode, WhatIsHardlyChineseIsNotGuessed) {
  const std::string shift_jis = "\x83\x89\x81\x5B\x83\x81\x83\x93\x93\x58";
  EXPECT_EQ(trouble("name\n" + shift_jis), "doubtful in line 2");
  EXPECT_EQ(trouble("name\n" + shift_jis, "shift-jis"), "read as name\nラーメン店");
  EXPECT_EQ(trouble("name\n\xA4\x57\xA4\x48"), "private letter in line 2");  // Big5 上人
  EXPECT_EQ(trouble("name\n\xA4\x57\xA4\x48", "big5"), "read as name\n上人");
  EXPECT_EQ(trouble("name\n\xB2\xE8\xA5\xE9\xA5\xF3"), "doubtful in line 2");  // 茶ラメ
  EXPECT_EQ(trouble("name\nCaf\xE9t"), "doubtful in line 2");
}

TEST(Decode, WhatIsNoTable) {
  EXPECT_EQ(trouble("PK\x03\x04..."), "no text in line 1");
  EXPECT_EQ(trouble("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "no text in line 1");
  EXPECT_EQ(trouble(" <html><table>"), "no text in line 1");
  EXPECT_EQ(trouble({"i\0d\0,\0f\0", 8}), "no text in line 1");
  EXPECT_EQ(trouble({"\xFF\xFEi\0d\0", 6}), "no text in line 1");
  EXPECT_EQ(trouble(std::string(5000, 'x') + std::string("\n\0", 2)), "zero byte in line 2");
}

TEST(Decode, NamesOfEncodings) {
  EXPECT_EQ(*encoding_named("AUTO"), nullptr);
  EXPECT_EQ(*encoding_named("GBK"), &gb18030());
  EXPECT_FALSE(encoding_named("utf-16"));
}

TEST(SplitHeader, BracketsAtTheEnd) {
  for (const char* header :
       {"投资额(万元)", "投资额（万元）", " 投资额 [ 万元 ] ", "投资额（万元)"}) {
    const HeaderParts parts = split_header(header);
    EXPECT_EQ(parts.name, "投资额") << header;
    EXPECT_EQ(parts.unit, "万元") << header;
  }
  EXPECT_EQ(split_header("amount (net) (10k CNY)").name, "amount (net)");
  EXPECT_EQ(split_header("amount").unit, "");
  EXPECT_EQ(split_header("(万元)").name, "(万元)");
}

std::string exponent(std::string_view unit, ValueKind kind, std::string currency = "CNY",
                     int decimals = 6) {
  ValueType type;
  type.scale = decimals;
  type.kind = kind;
  type.currency = std::move(currency);
  const std::optional<int> power = unit_exponent(unit, type);
  return power ? std::to_string(*power) : "unknown";
}

TEST(UnitExponent, Money) {
  const ValueKind money = ValueKind::money;
  EXPECT_EQ(exponent("元", money), "0");
  EXPECT_EQ(exponent("万元", money), "4");
  EXPECT_EQ(exponent("单位：亿元", money), "8");
  EXPECT_EQ(exponent("百万元", money), "6");
  EXPECT_EQ(exponent("千亿元", money), "11");
  EXPECT_EQ(exponent("万亿元", money), "12");  // the largest word
  EXPECT_EQ(exponent("10万亿元", money), "13");
  EXPECT_EQ(exponent("1" + std::string(40, '0') + "元", money), "40");
  EXPECT_EQ(exponent("万", money), "4");
  EXPECT_EQ(exponent("CNY", money), "0");
  EXPECT_EQ(exponent("10k CNY", money), "4");
  EXPECT_EQ(exponent("10,000 yuan", money), "4");
  EXPECT_EQ(exponent("million CNY", money), "6");
  EXPECT_EQ(exponent("1000 RMB", money), "3");
  EXPECT_EQ(exponent("万美元", money, "USD"), "4");
  EXPECT_EQ(exponent("mn USD", money, "USD"), "6");
}

TEST(UnitExponent, RefusesToGuess) {
  EXPECT_EQ(exponent("万美元", ValueKind::money, "CNY"), "unknown");
  EXPECT_EQ(exponent("万元", ValueKind::money, "USD"), "unknown");
  EXPECT_EQ(exponent("20 CNY", ValueKind::money), "unknown");
  // Columns are numbered so; thousands to some, millions to others, metres to a third.
  for (const char* unit : {"1", "10", "100", "m", "m CNY"})
    EXPECT_EQ(exponent(unit, ValueKind::money, "CNY"), "unknown") << unit;
  EXPECT_EQ(exponent("100 CNY", ValueKind::money, "CNY"), "2");
  EXPECT_EQ(exponent("%", ValueKind::money), "unknown");
  EXPECT_EQ(exponent("net of tax", ValueKind::money), "unknown");
  EXPECT_EQ(exponent("千克", ValueKind::number), "unknown");
  EXPECT_EQ(exponent("%", ValueKind::number, "", 0), "unknown");
}

TEST(UnitExponent, NumbersAndOthers) {
  EXPECT_EQ(exponent("%", ValueKind::number), "-2");
  EXPECT_EQ(exponent("‰", ValueKind::number), "-3");
  EXPECT_EQ(exponent("百分比", ValueKind::number), "-2");
  EXPECT_EQ(exponent("人", ValueKind::number), "0");
  EXPECT_EQ(exponent("万人", ValueKind::number), "4");
  EXPECT_EQ(exponent("千个", ValueKind::number), "3");
  EXPECT_EQ(exponent("100 people", ValueKind::number), "2");
  for (const char* words : {"全称", "选填", "3", "元", "年月日", "10"})
    EXPECT_EQ(exponent(words, ValueKind::text), "0") << words;
  for (const char* unit : {"万元", "万", "%", "‰", "k", "1000", "千人"}) {
    EXPECT_EQ(exponent(unit, ValueKind::text), "unknown") << unit;
    EXPECT_EQ(exponent(unit, ValueKind::date), "unknown") << unit;
  }
  EXPECT_EQ(exponent("", ValueKind::number), "0");
}

TEST(CsvWriter, QuotesOnlyWhatMust) {
  const auto cell = [](std::string_view text) {
    std::string out;
    append_csv_cell(text, out);
    return out;
  };
  EXPECT_EQ(cell("甲"), "甲");
  EXPECT_EQ(cell("a,b"), "\"a,b\"");
  EXPECT_EQ(cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(cell("a\nb"), "\"a\nb\"");
  // Wherever a mark stands in a text of whatever length, and nothing else that looks like one.
  for (std::size_t size = 1; size < 40; ++size) {
    const std::string plain(size, '\xAC');  // a comma with the highest bit
    EXPECT_EQ(cell(plain), plain);
    for (std::size_t at = 0; at < size; ++at) {
      for (const char mark : {',', '"', '\r', '\n'}) {
        std::string text(size, '-');  // the one behind a comma
        text[at] = mark;
        EXPECT_EQ(cell(text).front(), '"') << text;
      }
    }
  }
  EXPECT_EQ(cell(" a"), "\" a\"");
  EXPECT_EQ(parse("x\n" + cell("a\"\n,b")), "x|\na\"\n,b|");
}

}  // namespace
}  // namespace remit::cli
