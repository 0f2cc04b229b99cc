// Lists and totals as tables: every column of each, and which rows there are.
#include "report/tables.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixture.h"
#include "report/group_totals.h"
#include "report/rounding.h"

namespace remit::report {
namespace {

/// "column=text ..." of a row.
std::string row_text(const Table& table, std::uint64_t row) {
  std::string line;
  for (std::size_t i = 0; i < table.columns().size(); ++i)
    line += (i == 0 ? "" : " ") + table.columns()[i].name + "=" + table.text(row, i);
  return line;
}

TEST_F(Bonus, RoundingsAsTables) {
  const RoundingPlan measuring = rounding_plan(b.plan());
  const auto it = run(measuring.plan, c.dataset());
  const auto report = it->run();
  const Table totals = rounding_totals_table(report, measuring.items);
  ASSERT_EQ(totals.row_count(), 1u);
  EXPECT_EQ(row_text(totals, 0),
            "form=reward declaration=bonus clause=III(3)2 currency=CNY changed=2 gained=0.008 "
            "lost=0 net=0.008 undetermined=1");
  const auto list = rounding_list(report, measuring.items);
  ASSERT_EQ(list->size(), 3u);
  EXPECT_EQ(row_text(list->whole(), 0),
            "declaration=bonus entity=project key=p1 exact=20.006 rounded=20.01 difference=0.004");
  EXPECT_EQ(row_text(list->piece({1, 1}), 0),
            "declaration=bonus entity=project key=p3 exact=-0.004 rounded=0.00 difference=0.004");
}

struct AllWhole : Bonus {
  std::string revenues() const override { return "100 9000 0 700 50"; }
};

TEST_F(AllWhole, WhatRoundsNothingIsNotListed) {
  const RoundingPlan measuring = rounding_plan(b.plan());
  const auto it = run(measuring.plan, c.dataset());
  EXPECT_EQ(rounding_totals_table(it->run(), measuring.items).row_count(), 0u);
}

struct FractionOfNobody : Bonus {
  std::string revenues() const override { return "100 9000 0 700.01 50"; }
};

TEST_F(FractionOfNobody, IsNotCounted) {  // 20 % of 700.01 has a third digit, and p4 is not due
  const RoundingPlan measuring = rounding_plan(b.plan());
  const auto it = run(measuring.plan, c.dataset());
  EXPECT_EQ(rounding_totals_table(it->run(), measuring.items).row_count(), 0u);
}

struct OneUnknown : Bonus {
  std::string revenues() const override { return "100 9000 0 700 -"; }
};

TEST_F(OneUnknown, IsListedThoughNothingElseIsRounded) {
  const RoundingPlan measuring = rounding_plan(b.plan());
  const auto it = run(measuring.plan, c.dataset());
  const Table totals = rounding_totals_table(it->run(), measuring.items);
  ASSERT_EQ(totals.row_count(), 1u);
  EXPECT_EQ(row_text(totals, 0),
            "form=reward declaration=bonus clause=III(3)2 currency=CNY changed=0 gained=0 "
            "lost=0 net=0 undetermined=1");
}

TEST_F(Bonus, TotalsByWhatIsAsked) {
  const auto it = ran();
  const Table totals = GroupTotals(it->run(), {"payer"}).table();
  ASSERT_EQ(totals.row_count(), 3u);
  EXPECT_EQ(row_text(totals, 0), "payer=city currency=CNY amount=20.01 payments=1 undetermined=0");
  EXPECT_EQ(row_text(totals, 1),
            "payer=county currency=CNY amount=500.00 payments=1 undetermined=0");
  EXPECT_EQ(row_text(totals, 2), "payer= currency=CNY amount=0.00 payments=0 undetermined=1");
}

TEST_F(Bonus, AttributionsByWhoseTheyAre) {
  b.plan().payments[0].kind = plan::Payment::Kind::attributed;
  b.plan().payments[0].payee = b.plan().payments[0].payer;
  const auto it = ran();
  const Table totals = attribution_totals_table(it->run());
  ASSERT_EQ(totals.row_count(), 3u);
  EXPECT_EQ(row_text(totals, 0),
            "split=bonus whose= amount=0.00 currency=CNY rows=0 undetermined=1");
  EXPECT_EQ(row_text(totals, 1),
            "split=bonus whose=city amount=20.01 currency=CNY rows=1 undetermined=0");
  EXPECT_EQ(row_text(totals, 2),
            "split=bonus whose=county amount=500.00 currency=CNY rows=1 undetermined=0");
}

TEST(TargetList, HasASectionForEachTarget) {
  Case c;
  plan::Builder& b = c.builder;
  const EntityId unit = b.add_entity("unit");
  const ColumnId actual = c.field(unit, "actual", kNumber, "10 20");
  const auto add = [&](const char* name, const char* goal) {
    const ColumnId met = b.add_map(
        unit, "", b.apply(Opcode::greater_equal, kBoolean, {b.column(actual), b.number(goal)}),
        {"target", name, "", "", Role::met, {}});
    b.plan().targets.push_back({name, unit, actual, kNoColumn, met, kNoColumn});
  };
  add("low", "5");
  add("high", "15");
  const auto it = run(b.plan(), c.dataset());
  const auto list = target_list(it->run());
  const auto sections = [&](LineRange lines) {
    const Table piece = list->piece(lines);
    std::string all;
    for (const TableSection& each : piece.sections())
      all += std::to_string(each.number) + " from " + std::to_string(each.first_row) + "; ";
    return all;
  };
  EXPECT_EQ(sections({}), "0 from 0; 1 from 2; ");
  EXPECT_EQ(sections({1, 2}), "0 from 0; 1 from 1; ");
  EXPECT_EQ(sections({2, 2}), "1 from 0; ");
}

}  // namespace
}  // namespace remit::report
