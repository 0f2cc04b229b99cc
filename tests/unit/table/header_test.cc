#include "table/header.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Resembles, WhatWasProbablyMeant) {
  for (const auto& [header, name] :
       std::vector<std::pair<std::string, std::string>>{{"ID", "id"},
                                                        {"Fee", "fee"},
                                                        {"paid_befor", "paid_before"},
                                                        {"paid before", "paid_before"},
                                                        {"PaidBefore", "paid_before"},
                                                        {"租金 万元", "租金"},
                                                        {"租金（万元", "租金"},
                                                        {"租金额", "租金"},
                                                        {"年租金", "租金"},
                                                        {"fee[", "fee"},
                                                        {"投资", "投资额"},
                                                        {"investmnet", "investment"},
                                                        {"invest", "investment"},
                                                        {"ｆｅｅ.", "fee"},
                                                        {"比例 %", "比例"},
                                                        {"fee\u200B s", "fee"}}) {
    EXPECT_TRUE(resembles(header, name)) << header << " " << name;
  }
}

// Where keys are compared, a blank between Chinese characters is none; here it parts words.
TEST(Resembles, TheNameWithAWordBehindABlank) {
  for (const std::string name : {"税", "税额", "租金额", "fee"}) {
    for (const std::string blank : {" ", "\u3000", "\u00a0", "  "}) {
      for (const std::string more : {"额", "收入", "万元", "CNY"})
        EXPECT_TRUE(resembles(name + blank + more, name)) << name << blank << more;
    }
  }
}

TEST(Resembles, NotWhatIsAnotherName) {
  for (const auto& [header, name] :
       std::vector<std::pair<std::string, std::string>>{{"税收", "税金"},
                                                        {"q1", "q2"},
                                                        {"rate1", "rate2"},
                                                        {"tax_2023", "tax_2024"},
                                                        {"colour", "fee"},
                                                        {"id", "no"},
                                                        {"tax_office", "tax"},
                                                        {"备注", "单位"},
                                                        {"", "fee"},
                                                        {"fee", ""},
                                                        {"a", "ab"},
                                                        {"feeling", "fee"}}) {
    EXPECT_FALSE(resembles(header, name)) << header << " " << name;
  }
}

FieldSchema field(std::string name, std::string label, bool optional) {
  FieldSchema schema;
  schema.name = std::move(name);
  schema.label = std::move(label);
  schema.type = type::kText;
  schema.optional = optional;
  return schema;
}

std::vector<std::pair<std::size_t, std::size_t>> near(
    const std::vector<std::string_view>& headers) {
  EntitySchema schema{"stall", "", {field("id", "编号", false), field("note", "备注", true)}, {0}};
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& one : match_headers(schema, headers).near)
    pairs.push_back({one.column, one.field});
  return pairs;
}

TEST(MatchHeaders, AColumnIsNearOnlyAFieldWithoutOne) {
  EXPECT_THAT(near({"id", "notes"}), ElementsAre(std::pair(1, 1)));
  EXPECT_THAT(near({"id", "note", "notes"}), IsEmpty());
  EXPECT_THAT(near({"Id", "备注栏"}), ElementsAre(std::pair(0, 0), std::pair(1, 1)));
  EXPECT_THAT(near({" ｉｄ ", "\u200B备注"}), IsEmpty());
}

TEST(MatchHeaders, AMillionColumnsTakeNoTime) {
  EntitySchema schema{"stall", "", {field("id", "编号", false), field("note", "备注", true)}, {0}};
  std::vector<std::string> names;
  for (int i = 0; i < 1'000'000; ++i) names.push_back("column " + std::to_string(i));
  const std::vector<std::string_view> headers(names.begin(), names.end());
  const HeaderMatch match = match_headers(schema, headers);
  EXPECT_THAT(match.missing, ElementsAre(0));
}

}  // namespace
}  // namespace remit::table
