#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "remit/remit.h"

namespace remit {
namespace {

using testing::HasSubstr;

constexpr const char* kSheetPolicy = R"(policy p {
  entity shop { key id : text  fee : number  note : text optional }
  define twice for shop = fee * 2
})";

/// What is said of the cells in error, in that language.
std::vector<std::string> errors(const std::vector<TextColumn>& columns, Language language) {
  const Result<Policy> policy = compile({{"p.remit", kSheetPolicy}});
  Data data = policy->new_data();
  const LineRun lines[] = {{0, 4}};
  EXPECT_TRUE(data.set_table_text(1, columns, lines).ok());
  const Result<Results> results = policy->evaluate(data);
  const Table table = results->errors(language);
  std::vector<std::string> said;
  for (std::uint64_t row = 0; row < table.row_count(); ++row)
    said.push_back(table.text(row, *table.find_column("detail")));
  return said;
}

TEST(SheetColumns, AnErrorNamesItsCell) {
  const std::vector<TextColumn> columns = {{"id", 0, false, {"a", "a"}, "shops!B"},
                                           {"fee", 0, false, {"1", "x"}, "shops!C"}};
  const auto english = errors(columns, Language::en), chinese = errors(columns, Language::zh);
  EXPECT_THAT(english, testing::Contains(HasSubstr("cell shops!C5 (row 2)")));
  EXPECT_THAT(english,
              testing::Contains(HasSubstr("rows 1 (cell shops!B4) and 2 (cell shops!B5)")));
  EXPECT_THAT(chinese, testing::Contains(HasSubstr("第 2 行（单元格 shops!C5）")));
}

TEST(SheetColumns, WhatAMergeCoversIsNoBlank) {
  const std::vector<TextColumn> columns = {
      {"id", 0, false, {"a", "b"}, "shops!A"},
      {"fee", 0, false, {"1", "2"}, "shops!B"},
      {"note", 0, false, {"x", ""}, "shops!C", {{1, "C4:C5"}}}};
  EXPECT_THAT(errors(columns, Language::en), testing::ElementsAre(HasSubstr("merged cells C4:C5")));
  EXPECT_THAT(errors(columns, Language::zh), testing::ElementsAre(HasSubstr("合并单元格 C4:C5")));
}

TEST(SheetColumns, ACoveredCellLiesWithinTheTable) {
  const Result<Policy> policy = compile({{"p.remit", kSheetPolicy}});
  Data data = policy->new_data();
  const std::vector<TextColumn> columns = {{"id", 0, false, {"a"}, {}, {{1, "A4:A5"}}},
                                           {"fee", 0, false, {"1"}}};
  EXPECT_FALSE(data.set_table_text(1, columns).ok());
}

}  // namespace
}  // namespace remit
