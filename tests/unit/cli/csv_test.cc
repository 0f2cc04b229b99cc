#include <string>

#include "cli/csv/csv_parser.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/encoding.h"
#include "cli/csv/header_unit.h"
#include "gtest/gtest.h"

namespace remit::cli {
namespace {

// Headers, then rows, cells separated by `|`; or the error.
std::string parse(std::string_view text) {
  CsvTable table;
  if (const std::optional<CsvError> error = parse_csv(text, table)) {
    constexpr const char* kNames[] = {"no header", "ragged row", "unclosed quote"};
    return std::string(kNames[static_cast<int>(error->kind)]) + " " + std::to_string(error->row);
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
  EXPECT_EQ(parse("a\n\"x\"y\n"), "a|\nxy|");
}

TEST(ParseCsv, BlanksAreTrimmedOutsideQuotes) {
  EXPECT_EQ(parse(" a , b\n 1\t,  2  \n"), "a|b|\n1|2|");
}

TEST(ParseCsv, RowsThatSpreadsheetsLeaveBehind) {
  EXPECT_EQ(parse("a,b,,\n1,2,,\n,,,\n\n3,4\n"), "a|b|\n1|2|\n3|4|");
  EXPECT_EQ(parse("a,b\n"), "a|b|");
}

TEST(ParseCsv, Errors) {
  EXPECT_EQ(parse(""), "no header 0");
  EXPECT_EQ(parse("\n\n"), "no header 0");
  EXPECT_EQ(parse("a,b\n1,2\n3\n"), "ragged row 2");
  EXPECT_EQ(parse("a,b\n1,2,3\n"), "ragged row 1");
  EXPECT_EQ(parse("a,b\n1,\"2\n3,4\n"), "unclosed quote 1");
  EXPECT_EQ(parse("\"a"), "unclosed quote 0");
}

TEST(Decode, Utf8WithAndWithoutMark) {
  EXPECT_EQ(decode("甲,乙").text, "甲,乙");
  EXPECT_EQ(decode("\xEF\xBB\xBF甲").text, "甲");
  EXPECT_FALSE(decode("甲").gb18030);
}

TEST(Decode, Gb18030) {
  const Decoded decoded = decode("\xCD\xB6\xD7\xCA\xB6\xEE,\x95\x32\x82\x36");
  EXPECT_TRUE(decoded.gb18030);
  EXPECT_EQ(decoded.text, "投资额,𠀀");
  EXPECT_EQ(encode_gb18030("投资额"), "\xCD\xB6\xD7\xCA\xB6\xEE");
}

TEST(Decode, NeitherEncoding) { EXPECT_EQ(decode("ab\xFF\xFF").bad_byte, 3u); }

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

std::string exponent(std::string_view unit, ValueKind kind, std::string currency = "CNY") {
  ValueType type;
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
  EXPECT_EQ(exponent("万", money), "4");
  EXPECT_EQ(exponent("CNY", money), "0");
  EXPECT_EQ(exponent("10k CNY", money), "4");
  EXPECT_EQ(exponent("10,000 yuan", money), "4");
  EXPECT_EQ(exponent("million CNY", money), "6");
  EXPECT_EQ(exponent("1000 RMB", money), "3");
  EXPECT_EQ(exponent("万美元", money, "USD"), "4");
  EXPECT_EQ(exponent("m USD", money, "USD"), "6");
}

TEST(UnitExponent, RefusesToGuess) {
  EXPECT_EQ(exponent("万美元", ValueKind::money, "CNY"), "unknown");
  EXPECT_EQ(exponent("万元", ValueKind::money, "USD"), "unknown");
  EXPECT_EQ(exponent("20 CNY", ValueKind::money), "unknown");
  EXPECT_EQ(exponent("%", ValueKind::money), "unknown");
  EXPECT_EQ(exponent("net of tax", ValueKind::money), "unknown");
  EXPECT_EQ(exponent("千克", ValueKind::number), "unknown");
}

TEST(UnitExponent, NumbersAndOthers) {
  EXPECT_EQ(exponent("%", ValueKind::number), "-2");
  EXPECT_EQ(exponent("‰", ValueKind::number), "-3");
  EXPECT_EQ(exponent("百分比", ValueKind::number), "-2");
  EXPECT_EQ(exponent("人", ValueKind::number), "0");
  EXPECT_EQ(exponent("万人", ValueKind::number), "4");
  EXPECT_EQ(exponent("千个", ValueKind::number), "3");
  EXPECT_EQ(exponent("100 people", ValueKind::number), "2");
  EXPECT_EQ(exponent("全称", ValueKind::text), "0");
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
  EXPECT_EQ(cell(" a"), "\" a\"");
  EXPECT_EQ(parse("x\n" + cell("a\"\n,b")), "x|\na\"\n,b|");
}

}  // namespace
}  // namespace remit::cli
