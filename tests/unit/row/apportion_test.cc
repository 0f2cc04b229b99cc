#include "fixture.h"

namespace remit::row {
namespace {

using number::RemainderRule;
using number::ShareMethod;
using plan::Apportion;

struct Apportions : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId claim = b.add_entity("claim");
  static constexpr auto kNone = plan::kNoColumn;

  Apportion node(ColumnId total, ColumnId weight) {
    Apportion result;
    result.total = total;
    result.weight = weight;
    result.rounding = number::Rounding{number::RoundingMode::half_up, {1, 2}};
    return result;
  }
  std::string parts(Apportion apportion) {
    return cells(c, b.add_node(claim, "", kNumber, std::move(apportion)));
  }
  ColumnId next() const { return static_cast<ColumnId>(b.plan().columns.size()); }
  std::string fault(int code, ColumnId column, int row) {
    return "!" + std::to_string(code) + "@" + std::to_string(column) + ":" + std::to_string(row);
  }
};

TEST_F(Apportions, ProRataToTheFen) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "100", 2);
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 1 1", 2);
  // 33.333.. each; the missing fen goes to the first of equal tails.
  EXPECT_EQ(parts(node(budget, asked)), "33.34 33.33 33.33");
}

TEST_F(Apportions, WhereFalseGetsNothingAndAsksNothing) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "90", 2);
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 !3 2", 2);
  const ColumnId ok = c.field(claim, "ok", kBoolean, "true false true");
  Apportion n = node(budget, asked);
  n.where = ok;
  EXPECT_EQ(parts(n), "30 0 60");
}

TEST_F(Apportions, WithinGroupsOfTheirOwnTotal) {
  const ColumnId kind = c.field(claim, "kind", kText, "a b a -");           // 0
  const ColumnId total = c.field(claim, "total", kNumber, "10 7 10 5", 2);  // 1
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 5 3 1", 2);    // 2
  Apportion n = node(total, asked);
  n.partition = {kind};
  EXPECT_EQ(parts(n), "2.5 7 7.5 " + fault(1, 0, 3));
}

// Which of two totals is meant would be decided by the order of the rows.
TEST_F(Apportions, TotalsOfOneGroupThatDifferCannotBeShared) {
  const ColumnId kind = c.field(claim, "kind", kText, "a b a b");           // 0
  const ColumnId total = c.field(claim, "total", kNumber, "10 7 11 7", 2);  // 1
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 5 3 2", 2);    // 2
  Apportion n = node(total, asked);
  n.partition = {kind};
  EXPECT_EQ(parts(n), fault(14, 3, 0) + " 5 " + fault(14, 3, 2) + " 2");
}

TEST_F(Apportions, AFaultIsItsGroupsOnly) {
  const ColumnId kind = c.field(claim, "kind", kText, "a b a b");           // 0
  const ColumnId total = c.field(claim, "total", kNumber, "10 7 10 7", 2);  // 1
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 5 - 2", 2);    // 2
  Apportion n = node(total, asked);
  n.partition = {kind};
  EXPECT_EQ(parts(n), fault(2, 2, 2) + " 5 " + fault(2, 2, 2) + " 2");
}

TEST_F(Apportions, TheTotalsFaultComesFirst) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "-", 2);  // 0
  const ColumnId asked = c.field(claim, "asked", kNumber, "!3 1", 2);
  EXPECT_EQ(parts(node(budget, asked)), fault(2, 0, 0) + " " + fault(2, 0, 0));
}

TEST_F(Apportions, AnErrorInThePartitionIsEverybodysWhoTakesPart) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "10", 2);
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 1 1", 2);
  const ColumnId kind = c.field(claim, "kind", kText, "a !3 b");  // 2
  const ColumnId ok = c.field(claim, "ok", kBoolean, "true true false");
  Apportion n = node(budget, asked);
  n.partition = {kind};
  n.where = ok;
  EXPECT_EQ(parts(n), fault(3, 2, 1) + " " + fault(3, 2, 1) + " 0");
}

TEST_F(Apportions, InOrderUpToTheCap) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "100", 2);
  const ColumnId asked = c.field(claim, "asked", kNumber, "50 60 40", 2);
  const ColumnId filed = c.field(claim, "filed", kDate, "2010-03-01 2010-01-01 2010-02-01");
  Apportion n = node(budget, kNone);
  n.method = ShareMethod::in_order;
  n.cap = asked;
  n.order = {{filed, false}};
  EXPECT_EQ(parts(n), "0 60 40");
}

TEST_F(Apportions, CapsPassOnWhatTheyHoldBack) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "100", 2);
  const ColumnId asked = c.field(claim, "asked", kNumber, "2 1 1", 2);
  const ColumnId cap = c.field(claim, "cap", kNumber, "20 1000 1000", 2);
  Apportion n = node(budget, asked);
  n.cap = cap;
  EXPECT_EQ(parts(n), "20 40 40");
}

TEST_F(Apportions, NamedOwnerTakesTheRemainder) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "100", 2);
  const ColumnId asked = c.field(claim, "asked", kNumber, "1 1 1", 2);
  const ColumnId owner = c.field(claim, "owner", kBoolean, "false false true");
  const ColumnId nobody = c.field(claim, "nobody", kBoolean, "false false false");
  Apportion n = node(budget, asked);
  n.remainder = RemainderRule::named;
  n.owner = owner;
  EXPECT_EQ(parts(n), "33.33 33.33 33.34");
  n.owner = nobody;
  const ColumnId here = next();
  EXPECT_EQ(parts(n), fault(14, here, 0) + " " + fault(14, here, 1) + " " + fault(14, here, 2));
}

TEST_F(Apportions, NothingToShareByAndNegativeWeights) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "100", 2);
  const ColumnId nothing = c.field(kWhole, "nothing", kNumber, "0", 2);
  const ColumnId zero = c.field(claim, "zero", kNumber, "0 0", 2);
  const ColumnId negative = c.field(claim, "negative", kNumber, "2 -1", 2);
  const ColumnId here = next();
  EXPECT_EQ(parts(node(budget, zero)), fault(14, here, 0) + " " + fault(14, here, 1));
  EXPECT_EQ(parts(node(nothing, zero)), "0 0");
  EXPECT_EQ(parts(node(budget, negative)), fault(15, here + 2, 0) + " " + fault(15, here + 2, 1));
}

TEST_F(Apportions, AmongPartiesOfOneRow) {
  const ColumnId amount = c.field(claim, "amount", kNumber, "100 -100 - 10", 2);  // 0
  const ColumnId city = c.field(claim, "city", kNumber, "1 1 1 !3");              // 1
  const ColumnId town = c.field(claim, "town", kNumber, "2 2 2 1");
  plan::PartySplit split;
  split.total = amount;
  split.weights = {city, town};
  split.rounding = {number::RoundingMode::half_up, {1, 2}};
  split.remainder = RemainderRule::named;
  split.owner = 1;
  const auto s = b.add_party_split(split);
  const ColumnId first = b.add_node(claim, "", kNumber, plan::PartyShare{s, 0});
  const ColumnId second = b.add_node(claim, "", kNumber, plan::PartyShare{s, 1});
  EXPECT_EQ(cells(c, first), "33.33 -33.33 !2@0:2 !3@1:3");
  EXPECT_EQ(cells(c, second), "66.67 -66.67 !2@0:2 !3@1:3");
}

}  // namespace
}  // namespace remit::row
