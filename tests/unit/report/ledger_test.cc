#include "report/ledger.h"

#include "fixture.h"
#include "report/errors.h"
#include "report/rounding.h"
#include "report/targets.h"
#include "report/totals.h"
#include "report/words.h"
#include "type/roles.h"

namespace remit::report {
namespace {

TEST_F(Bonus, LedgerHasALinePerRowWithItsReason) {
  const auto it = ran();
  const auto report = it->run();
  const Ledger ledger(report);
  ASSERT_EQ(ledger.size(), 5u);
  const auto line = [&](std::uint64_t i, Language language) {
    const LedgerLine l = ledger.line(i);
    return l.payee + " from " + l.payer + ": " + test::show(l.amount) + ", " +
           status_text(report, l, language);
  };
  EXPECT_EQ(line(0, Language::en), "p1 from city: 20.01, due");
  EXPECT_EQ(line(1, Language::en), "p2 from county: 500, due");
  EXPECT_EQ(line(2, Language::en), "p3 from city: 0, due");  // -0.004 rounds to nothing
  EXPECT_EQ(line(3, Language::en), "p4 from city: 0, not a department");
  EXPECT_EQ(line(3, Language::zh), "p4 from city: 0, 不是县直部门");
  EXPECT_EQ(line(4, Language::en).substr(0, 10), "p5 from : ");
  EXPECT_EQ(status_text(report, ledger.line(4), Language::en),
            "not determined: a value that it needs is blank");
  EXPECT_EQ(ledger.line(4).status, PaymentStatus::error);
  EXPECT_EQ(clause_of(it->plan, it->plan.payments[0]), "III(3)2");
}

TEST_F(Bonus, TotalsNameWhoPays) {
  const auto it = ran();
  const std::vector<Total> found = totals(it->run());
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].payer, "city");
  EXPECT_EQ(found[0].amount.to_text(), "20.01");
  EXPECT_EQ(found[0].payments, 1u);
  EXPECT_EQ(found[0].undetermined, 0u);
  EXPECT_EQ(found[1].payer, "county");
  EXPECT_EQ(found[1].amount.to_text(), "500");
  // The row whose payer nobody entered: an error of its own, which leaves the totals open.
  EXPECT_EQ(found[2].payer, "");
  EXPECT_EQ(found[2].amount.to_text(), "0");
  EXPECT_EQ(found[2].payments, 0u);
  EXPECT_EQ(found[2].undetermined, 1u);
}

TEST(Totals, SumBeyond128Bits) {
  Case c;
  plan::Builder& b = c.builder;
  const EntityId e = b.add_entity("e");
  const std::string most(38, '9');
  std::string cells;
  for (int i = 0; i < 40; ++i) cells += most + ' ';
  const ColumnId x = c.field(e, "x", kNumber, cells);
  b.plan().parties.push_back({"city", ""});
  plan::Payment payment;
  payment.entity = e;
  payment.amount = x;
  payment.payer.kind = plan::Payer::Kind::party;
  b.plan().payments.push_back(payment);
  const auto it = run(b.plan(), c.dataset());
  const std::vector<Total> found = totals(it->run());
  ASSERT_EQ(found.size(), 1u);
  // 40 * (10^38 - 1)
  EXPECT_EQ(found[0].amount.to_text(), "39" + std::string(36, '9') + "60");
}

TEST_F(Bonus, ErrorsNameTheCellWhereTheyBegan) {
  const auto it = ran();
  const auto report = it->run();
  const Errors errors(report);
  // The amount of p5; the blanks themselves are no errors.
  ASSERT_EQ(errors.size(), 1u);
  const CellError error = errors.error(0);
  EXPECT_EQ(error.column, amount);
  EXPECT_EQ(error.row, 4u);
  EXPECT_EQ(error_text(report, error, Language::en),
            "a value that it needs is blank (revenue, Project “p5”)");
  EXPECT_EQ(error_text(report, error, Language::zh), "所依据的数据空缺（Project“p5”，revenue）");
}

/// The rows say who pays the bonus; who pays and gets the others stands once for all rows.
TEST_F(Bonus, WhatIsDueIsNotedWhereTheWholeNamesSomebody) {
  const plan::Payer one{plan::Payer::Kind::column, 0, c.field(kWhole, "treasury", kText, "city")};
  plan::Payment payment = b.plan().payments[0];
  payment.payer = one;
  b.plan().payments.push_back(payment);
  payment.amount =
      b.add_map(project, "", b.apply(Opcode::multiply, money, {b.number("0"), b.column(revenue)}));
  b.plan().payments.push_back(payment);  // of which nothing is due
  payment = b.plan().payments[0];
  payment.payee = one;
  b.plan().payments.push_back(payment);
  const auto it = ran();
  std::vector<bool> due;
  note_due(it->run(), due);
  EXPECT_EQ(due, (std::vector<bool>{false, true, false, true}));
}

TEST_F(Bonus, RoundingLedgerCountsOnlyWhatIsPaid) {
  const RoundingPlan measuring = rounding_plan(b.plan());
  ASSERT_EQ(measuring.items.size(), 1u);
  const auto it = run(measuring.plan, c.dataset());
  const auto report = it->run();
  const std::vector<RoundingTotal> found = rounding_totals(report, measuring.items);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].name, "bonus");
  EXPECT_EQ(found[0].cite, "III(3)2");
  // p1: 20.006 -> 20.01; p3: -0.004 -> 0; p2 is whole, p4 is not eligible, p5 is unknown.
  EXPECT_EQ(found[0].gained.to_text(), "0.008");
  EXPECT_EQ(found[0].lost.to_text(), "0");
  EXPECT_EQ(found[0].changed, 2u);
  EXPECT_EQ(found[0].undetermined, 1u);
  const RoundingLines lines(report, measuring.items);
  ASSERT_EQ(lines.size(), 3u);
  const RoundingLine first = lines.line(0);
  EXPECT_EQ(test::show(report.at(first.item.exact, first.row)), "20.006");
  EXPECT_EQ(test::show(report.at(first.item.rounded, first.row)), "20.01");
}

/// A condition of the reward is a truth too, and stands before the column that says who gets it.
TEST(Rounding, CountsWhoIsEligibleNotWhoMeetsOneCondition) {
  Case c;
  plan::Builder& b = c.builder;
  const type::Type money = type::money(b.add_currency({"CNY", 2}));
  const EntityId e = b.add_entity("e");
  const ColumnId x = c.field(e, "x", money, "0.003 0.004 0.001", 3);
  const auto column = [&](const char* name, ExpressionId value, Role role) {
    return b.add_map(e, name, value, {"reward", "r", "", "", role, {}});
  };
  const auto less_than = [&](const char* most) {
    return b.apply(Opcode::less, kBoolean, {b.column(x), b.number(most, money)});
  };
  column("r.small", less_than("0.002"), Role::condition);
  column("r.eligible", less_than("0.004"), Role::eligible);
  column("", b.round(b.column(x), kFen), Role::rounded);
  const RoundingPlan measuring = rounding_plan(b.plan());
  const auto it = run(measuring.plan, c.dataset());
  const auto totals = rounding_totals(it->run(), measuring.items);
  ASSERT_EQ(totals.size(), 1u);
  EXPECT_EQ(totals[0].lost.to_text(), "-0.004");  // 0.003 and 0.001
  EXPECT_EQ(totals[0].changed, 2u);
}

TEST(Targets, LinesAndSummary) {
  Case c;
  plan::Builder& b = c.builder;
  const EntityId unit = b.add_entity("unit");
  const ColumnId actual = c.field(unit, "actual", kNumber, "10 20 -");
  const ExpressionId holds =
      b.apply(Opcode::greater_equal, kBoolean, {b.column(actual), b.number("15")});
  const ColumnId met = b.add_map(unit, "t.met", holds, {"target", "t", "", "II(1)", Role::met, {}});
  b.plan().targets.push_back({"t", unit, actual, kNoColumn, met, kNoColumn});
  const auto it = run(b.plan(), c.dataset());
  const auto report = it->run();
  const Targets targets(report);
  ASSERT_EQ(targets.size(), 3u);
  EXPECT_EQ(test::show(targets.line(1).met), "true");
  EXPECT_TRUE(row::is_blank(targets.line(1).goal));
  const auto summary = summarise_targets(report);
  EXPECT_EQ(summary[0].met, 1u);
  EXPECT_EQ(summary[0].missed, 1u);
  EXPECT_EQ(summary[0].undetermined, 1u);
  EXPECT_EQ(clause_of(it->plan, it->plan.targets[0]), "II(1)");
}

TEST(Words, AreThereInBothLanguages) {
  for (int code = 0; code <= static_cast<int>(type::CellFault::edges_not_ascending); ++code) {
    const auto fault = static_cast<type::CellFault>(code);
    EXPECT_FALSE(fault_text(fault, Language::en).empty());
    EXPECT_NE(fault_text(fault, Language::en), fault_text(fault, Language::zh));
  }
  EXPECT_EQ(fault_text(type::CellFault::no_holidays, Language::zh), "日历未涵盖所需日期");
  EXPECT_EQ(type::role_word(Role::helper, Language::en), "intermediate figure");
}

TEST_F(Bonus, ColumnsHaveTitles) {
  EXPECT_EQ(column_title(b.plan(), amount, Language::en), "Tax bonus");
  EXPECT_EQ(column_title(b.plan(), base, Language::en), "Tax bonus: amount before limits");
  EXPECT_EQ(column_title(b.plan(), cap, Language::zh), "Tax bonus：封顶后金额");
  EXPECT_EQ(column_title(b.plan(), revenue, Language::en), "revenue");
}

}  // namespace
}  // namespace remit::report
