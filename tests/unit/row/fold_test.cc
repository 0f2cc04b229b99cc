#include "fixture.h"

namespace remit::row {
namespace {

using plan::Fold;
using plan::FoldOp;

struct Folds : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId unit = b.add_entity("unit");
  EntityId project = b.add_entity("project");
  ColumnId name = c.field(unit, "name", kText, "A B C");  // 0

  Fold over(FoldOp op, ColumnId via, ColumnId value, ColumnId where = plan::kNoColumn) {
    return Fold{op, project, via, false, {}, {}, value, where};
  }
};

TEST_F(Folds, OverTheRowsThatReferHere) {
  const ColumnId by = c.field(project, "by", type::reference(unit), "#0 #1 #0 - #1");
  const ColumnId x = c.field(project, "x", kNumber, "1.50 2 3 100 -4", 2);
  const ColumnId big = c.field(project, "big", kBoolean, "true true false true true");
  const auto folded = [&](FoldOp op, ColumnId value, ColumnId where = plan::kNoColumn) {
    const type::Type type = op == FoldOp::any || op == FoldOp::all ? kBoolean : kNumber;
    return cells(c, b.add_node(unit, "", type, over(op, by, value, where)));
  };
  EXPECT_EQ(folded(FoldOp::sum, x), "4.5 -2 0");
  EXPECT_EQ(folded(FoldOp::sum, x, big), "1.5 -2 0");
  EXPECT_EQ(folded(FoldOp::count, plan::kNoColumn), "2 2 0");
  EXPECT_EQ(folded(FoldOp::count, plan::kNoColumn, big), "1 2 0");
  EXPECT_EQ(folded(FoldOp::any, big), "true true false");
  EXPECT_EQ(folded(FoldOp::all, big), "false true true");
  const ColumnId minimum = static_cast<ColumnId>(b.plan().columns.size());
  EXPECT_EQ(folded(FoldOp::minimum, x), "1.5 -4 !1@" + std::to_string(minimum) + ":2");
  EXPECT_EQ(folded(FoldOp::maximum, x, big), "1.5 2 !1@" + std::to_string(minimum + 1) + ":2");
}

TEST_F(Folds, FaultsOfTheFirstRowThatCounts) {
  const ColumnId by = c.field(project, "by", type::reference(unit), "#0 #0 #1 #1 #2 #2");  // 1
  const ColumnId x = c.field(project, "x", kNumber, "!3 - - 5 1 !3");                      // 2
  const ColumnId ok = c.field(project, "ok", kBoolean, "false true false true true !3");   // 3
  const ColumnId sum = b.add_node(unit, "", kNumber, over(FoldOp::sum, by, x, ok));
  EXPECT_EQ(cells(c, sum), "!2@2:1 5 !3@3:5");
  const ColumnId count =
      b.add_node(unit, "", kNumber, over(FoldOp::count, by, plan::kNoColumn, ok));
  EXPECT_EQ(cells(c, count), "1 1 !3@3:5");
}

TEST_F(Folds, ABadReferenceMakesEveryGroupUncertain) {
  const ColumnId by = c.field(project, "by", type::reference(unit), "#0 !6 #1 !6");  // 1
  const ColumnId x = c.field(project, "x", kNumber, "1 2 3 4");
  const ColumnId none = c.field(project, "ok", kBoolean, "true false true false");
  const ColumnId second = c.field(project, "ok2", kBoolean, "true false true -");  // 4
  EXPECT_EQ(cells(c, b.add_node(unit, "", kNumber, over(FoldOp::sum, by, x))),
            "!6@1:1 !6@1:1 !6@1:1");
  EXPECT_EQ(cells(c, b.add_node(unit, "", kNumber, over(FoldOp::sum, by, x, none))), "1 3 0");
  EXPECT_EQ(cells(c, b.add_node(unit, "", kNumber, over(FoldOp::sum, by, x, second))),
            "!2@4:3 !2@4:3 !2@4:3");
}

TEST_F(Folds, OverAllRowsForTheWhole) {
  const ColumnId x = c.field(project, "x", kNumber, "1 2 3");
  const ColumnId sum = b.add_node(kWhole, "total", kNumber, over(FoldOp::sum, plan::kNoColumn, x));
  EXPECT_EQ(cells(c, sum), "6");
}

TEST_F(Folds, Partitioned) {
  const ColumnId kind = c.field(project, "kind", kText, "a b a - !3 b");                    // 1
  const ColumnId x = c.field(project, "x", kNumber, "1 2 3 4 5 6");                         // 2
  const ColumnId ok = c.field(project, "ok", kBoolean, "true true true true false false");  // 3
  const ColumnId most =
      b.add_node(project, "", kNumber,
                 Fold{FoldOp::maximum, project, plan::kNoColumn, true, {kind}, {}, x, ok});
  EXPECT_EQ(cells(c, most), "3 2 3 !1@1:3 !3@1:4 2");
  const ColumnId all = b.add_node(project, "", kNumber,
                                  Fold{FoldOp::sum, project, plan::kNoColumn, true, {kind}, {}, x});
  EXPECT_EQ(cells(c, all), "!3@1:4 !3@1:4 !3@1:4 !1@1:3 !3@1:4 !3@1:4");
}

TEST_F(Folds, AnOpenTableThatIsNotGivenIsAHole) {
  const EntityId tasks = b.add_entity("tasks");
  b.plan().entities[tasks].hole = true;
  const ColumnId amount = c.absent_field(tasks, "amount", kNumber);
  const ColumnId sum = b.add_node(kWhole, "", kNumber,
                                  Fold{FoldOp::sum, tasks, plan::kNoColumn, false, {}, {}, amount});
  EXPECT_EQ(cells(c, sum), "!10@" + std::to_string(sum) + ":0");
}

}  // namespace
}  // namespace remit::row
