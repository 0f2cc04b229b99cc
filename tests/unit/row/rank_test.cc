#include "fixture.h"

namespace remit::row {
namespace {

using plan::Rank;
using plan::RankOutput;

struct Ranks : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId unit = b.add_entity("unit");

  std::string places(Rank node) { return cells(c, b.add_node(unit, "", kNumber, std::move(node))); }
};

TEST_F(Ranks, TiesInEachWay) {
  const ColumnId x = c.field(unit, "x", kNumber, "10 30 20 30 5");
  const auto by = [&](RankOutput output) {
    return places({{{x, true}}, {}, plan::kNoColumn, output});
  };
  EXPECT_EQ(by(RankOutput::standard), "4 1 3 1 5");
  EXPECT_EQ(by(RankOutput::dense), "3 1 2 1 4");
  EXPECT_EQ(by(RankOutput::tied), "1 2 1 2 1");
  EXPECT_EQ(by(RankOutput::position), "4 1 3 2 5");
}

TEST_F(Ranks, SecondKeyAndDirection) {
  const ColumnId x = c.field(unit, "x", kNumber, "1 1 2");
  const ColumnId y = c.field(unit, "y", kText, "b a c");
  EXPECT_EQ(places({{{x, false}, {y, false}}}), "2 1 3");
  EXPECT_EQ(places({{{x, true}, {y, true}}}), "2 3 1");
}

TEST_F(Ranks, FilterThenRankWithinPartitions) {
  const ColumnId x = c.field(unit, "x", kNumber, "9 - 7 8 6");                     // 0
  const ColumnId ok = c.field(unit, "ok", kBoolean, "true false true true true");  // 1
  const ColumnId kind = c.field(unit, "kind", kText, "a a b a -");                 // 2
  EXPECT_EQ(places({{{x, true}}, {kind}, ok}), "1 !1@3:1 1 2 !1@3:4");
}

TEST_F(Ranks, AFaultOfOneThatMightTakePartIsThatOfAllWhoDo) {
  const ColumnId x = c.field(unit, "x", kNumber, "9 - 7");               // 0
  const ColumnId ok = c.field(unit, "ok", kBoolean, "false true true");  // 1
  EXPECT_EQ(places({{{x, true}}, {}, ok}),
            "!1@2:0 !2@0:1 !2@0:1");  // who takes no part has no place
  const ColumnId unsure = c.field(unit, "unsure", kBoolean, "true !3 true");  // 3
  EXPECT_EQ(places({{{x, true}}, {}, unsure}), "!3@3:1 !3@3:1 !3@3:1");
}

}  // namespace
}  // namespace remit::row
