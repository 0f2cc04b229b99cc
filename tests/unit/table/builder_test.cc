#include "table/builder.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "table/format_value.h"
#include "table/whole_shares.h"

namespace remit::table {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using type::CellFault;

FieldSchema field_at(std::string name, type::Type type, std::uint32_t column, int decimals = 0) {
  FieldSchema schema;
  schema.name = std::move(name);
  schema.type = type;
  schema.column = column;
  schema.decimals = decimals;
  return schema;
}

// The whole, units by name, projects that refer to a unit and perhaps to another project.
Schemas schemas() {
  EntitySchema whole;
  EntitySchema unit{"unit", "单位", {field_at("name", type::kText, 0)}, {0}};
  FieldSchema kind = field_at("kind", type::category(0), 1);
  kind.categories = {"township", "乡镇"};
  unit.fields.push_back(kind);
  EntitySchema project{"project", "", {field_at("id", type::kNumber, 2)}, {0}};
  project.fields.push_back(field_at("unit", type::reference(1), 3));
  FieldSchema paid = field_at("paid", type::money(0), 4, 2);
  paid.default_text = "0";
  project.fields.push_back(paid);
  FieldSchema part_of = field_at("part_of", type::reference(2), 5);
  part_of.optional = true;
  project.fields.push_back(part_of);
  project.fields.push_back(field_at("amount", type::money(0), 6, 2));
  return {whole, unit, project};
}
enum { kId, kUnit, kPaid, kPartOf, kAmount };

Naming naming(const Dataset& dataset) {
  return {std::make_shared<Names>(Names{{{"township", "乡镇"}}, {{}, {0}, {0}}}), &dataset};
}

void add(TableBuilder& table, std::initializer_list<std::string_view> cells) {
  const std::uint64_t row = table.add_row();
  std::size_t field_index = 0;
  for (const std::string_view cell : cells) table.set_text(row, field_index++, cell);
}

std::string print(const Dataset& dataset, std::size_t entity) {
  const Naming names = naming(dataset);
  std::string text;
  const Table& table = dataset.tables[entity];
  for (std::uint64_t row = 0; row < table.rows; ++row) {
    for (const ColumnData& column : table.columns) {
      const type::Fault* fault = column.fault(row);
      text += fault == nullptr ? format_value(column, row, names)
                               : absl::StrCat("!", static_cast<int>(fault->code));
      text += ' ';
    }
    text += '\n';
  }
  return text;
}

std::vector<std::string> print(const std::vector<InputProblem>& problems) {
  static constexpr const char* kNames[] = {"bad_value",
                                           "percent_twice",
                                           "misplaced_percent",
                                           "beyond_whole",
                                           "spreadsheet_error",
                                           "lost_digits",
                                           "day_number",
                                           "grouped_number",
                                           "wide_digits",
                                           "formula",
                                           "unit_in_cell",
                                           "total_row",
                                           "note_row",
                                           "total_word",
                                           "accounting_sign",
                                           "text_mark",
                                           "word_for_nothing",
                                           "covered",
                                           "too_many_decimals",
                                           "inexact_float",
                                           "misplaced_float",
                                           "large_float",
                                           "too_large",
                                           "bad_text",
                                           "blank",
                                           "blank_key",
                                           "duplicate_key",
                                           "unknown_reference",
                                           "missing_column",
                                           "circular_reference"};
  std::vector<std::string> lines;
  for (const InputProblem& p : problems) {
    lines.push_back(std::string(kNames[static_cast<int>(p.kind)]) + " " + std::to_string(p.entity) +
                    "." + std::to_string(p.field) + " row " + std::to_string(p.row) + " key [" +
                    p.key + "] text [" + p.text + "]");
  }
  return lines;
}

TEST(Builder, ResolvesReferencesByKey) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"甲局", "乡镇"});
  add(builder.table(1), {"乙局", "township"});
  add(builder.table(2), {"1", "乙局", "", "", "12.5"});
  add(builder.table(2), {"2", " 甲局 ", "3", "1", "-0.01"});
  const auto built = builder.build();
  EXPECT_THAT(print(built.problems), IsEmpty());
  EXPECT_EQ(print(built.dataset, 1), "甲局 乡镇 \n乙局 township \n");
  EXPECT_EQ(print(built.dataset, 2), "1 乙局 0.00 !1 12.50 \n2 甲局 3.00 1 -0.01 \n");
  EXPECT_EQ(built.dataset.tables[0].rows, 1u);
}

// A key that is blank or unreadable puts its whole row in error; errors of their own stay.
TEST(Builder, EveryBadCellIsReportedAndPoisonsOnlyItself) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"甲局", "县"});
  add(builder.table(2), {"1", "丙局", "0.005", "9", "五万"});
  add(builder.table(2), {"x", "甲局", "1", "", ""});
  add(builder.table(2), {"", "", "1", "", "1" + std::string(40, '0')});
  const auto built = builder.build();
  EXPECT_EQ(print(built.dataset, 2),
            "1 !6 !3 !6 !3 \n"
            "!3 !3 !3 !3 !2 \n"
            "!2 !2 !2 !2 !5 \n");
  EXPECT_EQ(built.dataset.tables[2].refused.size(), 2U);
  EXPECT_THAT(print(built.problems),
              ElementsAre("bad_value 1.1 row 0 key [甲局] text [县]",
                          "unknown_reference 2.1 row 0 key [1] text [丙局]",
                          "too_many_decimals 2.2 row 0 key [1] text [0.005]",
                          "unknown_reference 2.3 row 0 key [1] text [9]",
                          "bad_value 2.4 row 0 key [1] text [五万]",
                          "bad_value 2.0 row 1 key [] text [x]", "blank 2.4 row 1 key [] text []",
                          "blank_key 2.0 row 2 key [] text []", "blank 2.1 row 2 key [] text []",
                          "too_large 2.4 row 2 key [] text [1" + std::string(40, '0') + "]"));
}

TEST(Builder, DuplicateKeysAreInDoubtAndSoAreReferencesToThem) {
  DatasetBuilder builder(schemas());
  for (const char* name : {"甲", "乙", "甲", "甲"}) add(builder.table(1), {name, "乡镇"});
  add(builder.table(2), {"1", "甲", "", "", "1"});
  add(builder.table(2), {"2", "乙", "", "", "1"});
  const auto built = builder.build();
  EXPECT_EQ(print(built.dataset, 1), "!7 !7 \n乙 乡镇 \n!7 !7 \n!7 !7 \n");
  EXPECT_THAT(print(built.problems), ElementsAre("duplicate_key 1.0 row 0 key [甲] text [甲]",
                                                 "duplicate_key 1.0 row 2 key [甲] text [甲]",
                                                 "duplicate_key 1.0 row 3 key [甲] text [甲]"));
  EXPECT_EQ(built.problems[0].other_row, 2u);
  EXPECT_EQ(built.problems[2].other_row, 0u);
  const ColumnData shown = shown_keys(built.dataset.tables[1].columns[0]);
  EXPECT_TRUE(shown.faults.empty());
  EXPECT_EQ(format_value(shown, 2, naming(built.dataset)), "甲");
  const ColumnData& unit = built.dataset.tables[2].columns[kUnit];
  EXPECT_EQ(*unit.fault(0), (type::Fault{CellFault::duplicate_key, 0, 0}));
  EXPECT_EQ(unit.fault(1), nullptr);
}

TEST(Builder, KeysThatLookTheSameAreInDoubtBoth) {
  for (const char* other : {"Ａ1", "A1\u200B", "a1", "\uFEFFＡ１"}) {
    DatasetBuilder builder(schemas());
    builder.table(1).set_lines(std::vector<LineRun>{{0, 2}, {2, 9}});
    for (const char* name : {"A1", "B", other}) add(builder.table(1), {name, "乡镇"});
    const auto built = builder.build();
    // A mark of the order of bytes is no letter of the key.
    const std::string kept = absl::StrReplaceAll(other, {{"\uFEFF", ""}});
    EXPECT_THAT(print(built.problems),
                ElementsAre("duplicate_key 1.0 row 0 key [A1] text [A1]",
                            "duplicate_key 1.0 row 2 key [" + kept + "] text [" + kept + "]"));
    ASSERT_EQ(built.problems.size(), 2u) << other;
    EXPECT_EQ(built.problems[0].hint, kept);
    EXPECT_EQ(built.problems[0].line, 2u);
    EXPECT_EQ(built.problems[0].other_line, 9u);
    EXPECT_EQ(built.problems[1].hint, "A1");
    EXPECT_EQ(built.problems[1].line, 9u);
    EXPECT_EQ(built.problems[1].other_line, 2u);
    const ColumnData& keys = built.dataset.tables[1].columns[0];
    EXPECT_NE(keys.fault(0), nullptr);
    EXPECT_EQ(keys.fault(1), nullptr);
    EXPECT_NE(keys.fault(2), nullptr);
  }
  for (const char* other : {"A2", "a", "1", "Ä1", "A 1", "①"}) {
    DatasetBuilder builder(schemas());
    for (const char* name : {"A1", other}) add(builder.table(1), {name, "乡镇"});
    EXPECT_THAT(print(builder.build().problems), IsEmpty()) << other;
  }
}

TEST(Builder, ATwinIsNoLikeness) {
  DatasetBuilder builder(schemas());
  for (const char* name : {"A1", "a1", "a1"}) add(builder.table(1), {name, "乡镇"});
  const auto built = builder.build();
  // Each row that is in doubt stands in the list once, and its key is a fault once.
  EXPECT_THAT(print(built.problems), ElementsAre("duplicate_key 1.0 row 0 key [A1] text [A1]",
                                                 "duplicate_key 1.0 row 1 key [a1] text [a1]",
                                                 "duplicate_key 1.0 row 2 key [a1] text [a1]"));
  ASSERT_EQ(built.problems.size(), 3u);
  EXPECT_EQ(built.problems[0].hint, "a1");
  EXPECT_EQ(built.problems[1].hint, "A1");
  EXPECT_EQ(built.problems[2].other_row, 1u);
  EXPECT_EQ(built.problems[2].hint, "");
  std::vector<std::uint64_t> faulty;
  for (const auto& [row, fault] : built.dataset.tables[1].columns[0].faults) faulty.push_back(row);
  EXPECT_THAT(faulty, ElementsAre(0u, 1u, 2u));
}

TEST(Builder, AReferenceToEitherOfTwoLookAlikesIsInDoubt) {
  DatasetBuilder builder(schemas());
  for (const char* name : {"A1", "B", "a1"}) add(builder.table(1), {name, "乡镇"});
  add(builder.table(2), {"1", "A1", "", "", "1"});
  add(builder.table(2), {"2", "a1", "", "", "1"});
  add(builder.table(2), {"3", "B", "", "", "1"});
  const auto built = builder.build();
  const ColumnData& unit = built.dataset.tables[2].columns[kUnit];
  EXPECT_EQ(*unit.fault(0), (type::Fault{CellFault::duplicate_key, 0, 0}));
  EXPECT_EQ(*unit.fault(1), (type::Fault{CellFault::duplicate_key, 0, 2}));
  EXPECT_EQ(unit.fault(2), nullptr);
}

TEST(Builder, AReferenceSaysWhichKeyLooksTheSame) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"Café", "乡镇"});
  add(builder.table(2), {"1", "Cafe\u0301", "", "", "1"});
  add(builder.table(2), {"2", "Cafe", "", "", "1"});
  const auto built = builder.build();
  ASSERT_EQ(built.problems.size(), 2u);
  EXPECT_EQ(built.problems[0].hint, "Café");
  EXPECT_EQ(built.problems[1].hint, "");
}

TEST(Builder, SharesLieWithinAWhole) {
  Schemas one = schemas();
  FieldSchema ratio = field_at("ratio", type::kNumber, 9, 4);
  ratio.percent = true;
  ratio.whole = true;
  ratio.optional = true;
  one[0].fields = {ratio};
  const auto problems = [&](const auto& set) {
    DatasetBuilder builder(one);
    set(builder.table(0));
    const auto built = builder.build();
    std::string text;
    for (const InputProblem& problem : built.problems) {
      text += problem.text + " " + problem.hint;
      EXPECT_EQ(built.dataset.tables[0].columns[0].fault(0)->code, CellFault::bad_cell);
    }
    EXPECT_EQ(builder.table(0).column(0).small_value(0).has_value(),
              text.empty() && !built.dataset.tables[0].columns[0].fault(0));
    return text;
  };
  const auto of_text = [&](std::string_view cell) {
    return problems([&](TableBuilder& table) { table.set_text(0, 0, cell); });
  };
  for (const char* cell : {"0", "1", "0.5", "100%", "1000‰", ""}) EXPECT_EQ(of_text(cell), "");
  EXPECT_EQ(of_text("15"), "15 1500%");
  EXPECT_EQ(of_text("-0.01"), "-0.01 -1%");
  EXPECT_EQ(of_text("1.0001"), "1.0001 100.01%");
  EXPECT_EQ(problems([](TableBuilder& table) { table.set_number(0, 0, 15, 0); }), "15 1500%");
  EXPECT_EQ(problems([](TableBuilder& table) { table.set_double(0, 0, 1.5); }), "1.5 150%");
  EXPECT_EQ(problems([](TableBuilder& table) { table.set_double(0, 0, 0.15); }), "");
  // With so many decimals, 1 is no number of 38 digits.
  for (const int decimals : {37, 38, 39, 41, 60}) {
    EXPECT_TRUE(is_share_of_whole(0, decimals)) << decimals;
    EXPECT_TRUE(is_share_of_whole(1, decimals)) << decimals;
    EXPECT_FALSE(is_share_of_whole(-1, decimals)) << decimals;
  }
}

TEST(Builder, ARowOfTotalsIsRefusedWhicheverCellSaysSo) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"甲局", "township"});
  add(builder.table(2), {"1", "甲局", "1", "", "5"});
  add(builder.table(2), {"2", "合计", "1", "", "5"});
  add(builder.table(2), {"3", "甲局", "1", "", "5"});
  builder.table(2).refuse_total(2, "Total", "village");
  const auto built = builder.build();
  const auto faults = built.dataset.tables[2].refused;
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].first, 1u);
  EXPECT_EQ(faults[1].first, 2u);
  const auto lines = print(built.problems);
  EXPECT_NE(std::ranges::find(lines, "total_word 2.0 row 1 key [] text [合计]"), lines.end());
  EXPECT_NE(std::ranges::find(lines, "total_word 2.0 row 2 key [] text [Total]"), lines.end());
}

TEST(Builder, WordsForNothingAreToldOnceEach) {
  Schemas all = schemas();
  FieldSchema note = field_at("note", type::kText, 7);
  note.optional = true;
  all[1].fields.push_back(note);
  DatasetBuilder builder(all);
  TableBuilder& table = builder.table(1);
  add(table, {"甲局", "township", "无"});
  add(table, {"乙局", "township", "-"});
  add(table, {"丙局", "township", "-"});
  add(table, {"NULL", "township", ""});
  ASSERT_EQ(table.words_for_nothing(2).size(), 2u);
  EXPECT_EQ(table.words_for_nothing(2)[1].word, "-");
  EXPECT_EQ(table.words_for_nothing(2)[1].row, 1u);
  table.set_text(0, 2, "well");
  EXPECT_EQ(table.words_for_nothing(2).size(), 1u);
  EXPECT_EQ(print(builder.build().problems).front().substr(0, 16), "word_for_nothing");
}

TEST(Builder, ReferencesToATableThatNobodyGaveAreHoles) {
  DatasetBuilder builder(schemas());
  add(builder.table(2), {"1", "甲", "", "", "1"});
  const auto built = builder.build();
  EXPECT_THAT(print(built.problems), IsEmpty());
  EXPECT_EQ(built.dataset.tables[2].columns[kUnit].fault(0)->code, CellFault::hole);
  EXPECT_FALSE(built.dataset.tables[1].given);
}

TEST(Builder, AColumnThatNobodySetIsReportedOnce) {
  DatasetBuilder builder(schemas());
  TableBuilder& units = builder.table(1);
  for (int i = 0; i < 3; ++i) units.set_number(units.add_row(), 0, i, 0);
  const auto built = builder.build();
  EXPECT_THAT(print(built.problems), ElementsAre("missing_column 1.1 row 0 key [] text []"));
  EXPECT_EQ(built.dataset.tables[1].columns[1].faults.size(), 3u);
}

TEST(Builder, CellsMayBeSetInAnyOrderAndAgain) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"甲", "乡镇"});
  TableBuilder& projects = builder.table(2);
  projects.set_text(2, kUnit, "wrong");
  projects.set_text(2, kUnit, "甲");
  for (std::uint64_t row : {2u, 0u, 1u}) {
    projects.set_number(row, kId, static_cast<Int128>(row), 0);
    projects.set_text(row, kAmount, "not yet");
    projects.set_blank(row, kAmount);
    projects.set_number(row, kAmount, 7, 1);
  }
  projects.set_text(0, kUnit, "甲");
  projects.set_text(1, kUnit, "甲");
  const auto built = builder.build();
  EXPECT_THAT(print(built.problems), IsEmpty());
  EXPECT_EQ(print(built.dataset, 2),
            "0 甲 0.00 !1 0.70 \n1 甲 0.00 !1 0.70 \n2 甲 0.00 !1 0.70 \n");
}

TEST(Builder, NumbersWidenOnlyWhenTheyMust) {
  DatasetBuilder builder(schemas());
  TableBuilder& projects = builder.table(2);
  projects.set_text(0, kAmount, "92233720368547758.07");
  auto built = builder.build();
  const auto& narrow = built.dataset.tables[2].columns[kAmount].storage;
  EXPECT_TRUE(std::holds_alternative<Buffer<std::int64_t>>(narrow));
  projects.clear();
  projects.set_text(0, kAmount, "1");
  projects.set_text(1, kAmount, "92233720368547758.08");
  projects.set_text(2, kAmount, "2");
  for (std::uint64_t row : {0u, 1u, 2u}) projects.set_number(row, kId, static_cast<Int128>(row), 0);
  built = builder.build();
  const ColumnData& wide = built.dataset.tables[2].columns[kAmount];
  ASSERT_TRUE(std::holds_alternative<Buffer<Int128>>(wide.storage));
  EXPECT_EQ(format_value(wide, 0, naming(built.dataset)), "1.00");
  EXPECT_EQ(format_value(wide, 1, naming(built.dataset)), "92233720368547758.08");
  EXPECT_EQ(format_value(wide, 2, naming(built.dataset)), "2.00");
}

TEST(Builder, WhatWasBuiltStaysWhenTheBuilderGoesOn) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"甲", "乡镇"});
  add(builder.table(2), {"1", "甲", "1", "", "5"});
  const DatasetBuilder copy = builder;
  const auto before = builder.build();
  builder.table(2).set_text(0, kAmount, "6");
  builder.table(1).set_text(0, 0, "乙");
  add(builder.table(2), {"2", "甲", "1", "", "7"});
  EXPECT_EQ(print(before.dataset, 2), "1 甲 1.00 !1 5.00 \n");
  EXPECT_EQ(print(copy.build().dataset, 2), "1 甲 1.00 !1 5.00 \n");
  EXPECT_EQ(print(builder.build().dataset, 2), "1 !6 1.00 !1 6.00 \n2 !6 1.00 !1 7.00 \n");
}

TEST(Builder, FloatsCountByTheirShortestDecimal) {
  DatasetBuilder builder(schemas());
  TableBuilder& projects = builder.table(2);
  projects.set_double(0, kAmount, 0.1 + 0.2);
  projects.set_double(1, kAmount, 1234.5);
  projects.set_double(2, kAmount, std::numeric_limits<double>::quiet_NaN());
  projects.set_double(3, kAmount, 1e22);
  projects.set_double(4, kAmount, std::numeric_limits<double>::infinity());
  projects.set_double(4, kId, 17.0);
  projects.set_number(1, kId, 1, 0);
  projects.set_number(2, kId, 2, 0);
  const auto built = builder.build();
  const ColumnData& amount = built.dataset.tables[2].columns[kAmount];
  EXPECT_EQ(amount.fault(0)->code, CellFault::bad_cell);
  EXPECT_EQ(format_value(amount, 1, naming(built.dataset)), "1234.50");
  EXPECT_EQ(amount.fault(2)->code, CellFault::missing);
  EXPECT_THAT(print(built.problems),
              ::testing::IsSupersetOf({
                  "inexact_float 2.4 row 0 key [] text [0.30000000000000004]",
                  "large_float 2.4 row 3 key [] text [1e+22]",
                  "bad_value 2.4 row 4 key [] text [inf]",
                  "misplaced_float 2.0 row 4 key [] text [17]",
              }));
}

TEST(Builder, AHoleIsNoComplaint) {
  Schemas open = schemas();
  FieldSchema ratio = field_at("ratio", type::kNumber, 9, 4);
  ratio.hole = true;
  ratio.percent = true;
  open[0].fields = {ratio};
  DatasetBuilder builder(open);
  auto built = builder.build();
  EXPECT_THAT(built.problems, IsEmpty());
  EXPECT_EQ(built.dataset.tables[0].columns[0].fault(0)->code, CellFault::hole);
  builder.table(0).set_text(0, 0, "15%");
  built = builder.build();
  EXPECT_EQ(format_value(built.dataset.tables[0].columns[0], 0, naming(built.dataset)), "0.1500");
}

TEST(Builder, KeysThatAreReferences) {
  Schemas chain = schemas();
  EntitySchema task{"task", "", {field_at("unit", type::reference(1), 10)}, {0}};
  task.fields.push_back(field_at("goal", type::kNumber, 11));
  EntitySchema report{"report", "", {field_at("task", type::reference(3), 12)}, {}};
  chain.push_back(task);
  chain.push_back(report);
  DatasetBuilder builder(chain);
  add(builder.table(1), {"甲", "乡镇"});
  add(builder.table(1), {"乙", "乡镇"});
  add(builder.table(3), {"乙", "5"});
  add(builder.table(4), {"乙"});
  const auto built = builder.build();
  EXPECT_THAT(print(built.problems), IsEmpty());
  const Naming names{
      std::make_shared<Names>(Names{{{"township", "乡镇"}}, {{}, {0}, {0}, {0}, {}}}),
      &built.dataset};
  EXPECT_EQ(format_value(built.dataset.tables[4].columns[0], 0, names), "乙");
  EXPECT_EQ(format_key(3, 0, names), "乙");
}

TEST(Builder, RebuiltIsWhatIsReadAnew) {
  DatasetBuilder builder(schemas());
  add(builder.table(1), {"甲局", "乡镇"});
  add(builder.table(1), {"乙局", "township"});
  add(builder.table(2), {"1", "乙局", "", "", "12.5"});
  add(builder.table(2), {"2", "甲局", "3", "1", "-0.01"});
  const std::vector<std::string> texts = {"1", "2", "3.25", "", "甲局", "乡镇", "bad", "0.001"};
  std::mt19937 random(7);
  DatasetBuilder::Built before = builder.build();
  std::vector<DatasetBuilder::Changed> changed;
  int rebuilt = 0;
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    const std::uint32_t entity = 1 + random() % 2;
    const std::uint32_t field = random() % (entity == 1 ? 2 : 5);
    builder.table(entity).set_text(random() % 2, field, texts[random() % texts.size()]);
    changed.push_back({entity, field});
    if (random() % 3 == 0) continue;
    const DatasetBuilder::Built all = builder.build();
    if (const auto again = builder.rebuild(before, changed)) {
      ++rebuilt;
      EXPECT_EQ(print(again->problems), print(all.problems));
      for (const std::size_t table : {1, 2})
        EXPECT_EQ(print(again->dataset, table), print(all.dataset, table));
      EXPECT_EQ(again->dataset.tables[2].refused, all.dataset.tables[2].refused);
    } else {
      ++refused;
    }
    before = all;
    changed.clear();
    if (random() % 4 == 0) continue;
    // Let it be in order again.
    for (const std::uint64_t row : {0, 1}) {
      builder.table(1).set_text(row, 0, row == 0 ? "甲局" : "乙局");
      builder.table(1).set_text(row, 1, "乡镇");
      builder.table(2).set_text(row, kId, row == 0 ? "1" : "2");
      builder.table(2).set_text(row, kUnit, "甲局");
      builder.table(2).set_text(row, kPaid, "5");
      builder.table(2).set_text(row, kPartOf, "");
      builder.table(2).set_text(row, kAmount, "7");
    }
    before = builder.build();
  }
  EXPECT_GT(rebuilt, 100);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace remit::table
