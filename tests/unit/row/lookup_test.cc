#include "fixture.h"

namespace remit::row {
namespace {

struct Lookups : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId unit = b.add_entity("unit");
  EntityId project = b.add_entity("project");
};

TEST_F(Lookups, ThroughAReference) {
  const ColumnId size = c.field(unit, "size", kNumber, "10 - !3");                     // 0
  const ColumnId by = c.field(project, "by", type::reference(unit), "#1 #0 - !6 #2");  // 1
  const ColumnId seen = b.add_node(project, "seen", kNumber, plan::Lookup{by, size});
  EXPECT_EQ(cells(c, seen), "!1@0:1 10 !1@1:2 !6@1:3 !3@0:2");
}

struct Matches : Lookups {
  EntityId rates = b.add_entity("rates");
};

TEST_F(Matches, ByContent) {
  const ColumnId theirs = c.field(rates, "code", kText, "USD EUR USD - JPY");     // 0
  const ColumnId ours = c.field(project, "code", kText, "EUR USD JPY GBP - !3");  // 1
  const ColumnId found = b.add_node(project, "rate", type::reference(rates),
                                    plan::Match{rates, {{ours, theirs}}, {}});  // 2
  EXPECT_EQ(cells(c, found), "#1 !7@2:1 #4 !1@2:3 !1@1:4 !3@1:5");
}

TEST_F(Matches, LatestAsOf) {
  const ColumnId code = c.field(rates, "code", kText, "USD USD EUR USD");
  const ColumnId since =
      c.field(rates, "since", kDate, "2010-03-01 2010-01-01 2010-01-01 2010-01-01");
  const ColumnId ours = c.field(project, "code", kText, "USD USD USD EUR USD");
  const ColumnId on =
      c.field(project, "on", kDate, "2010-03-01 2010-02-28 2009-12-31 2010-12-31 -");
  const ColumnId found =
      b.add_node(project, "rate", type::reference(rates),
                 plan::Match{rates, {{ours, code}}, plan::Match::Pair{on, since}});  // 4
  EXPECT_EQ(cells(c, found), "#0 !7@4:1 !1@4:2 #2 !1@3:4");
}

TEST_F(Matches, TwoLatestStayATieWhenAnOlderOneFollows) {
  const ColumnId code = c.field(rates, "code", kText, "USD USD USD");
  const ColumnId since = c.field(rates, "since", kDate, "2010-03-01 2010-03-01 2010-01-01");
  const ColumnId ours = c.field(project, "code", kText, "USD");
  const ColumnId on = c.field(project, "on", kDate, "2010-12-31");
  const ColumnId found =
      b.add_node(project, "rate", type::reference(rates),
                 plan::Match{rates, {{ours, code}}, plan::Match::Pair{on, since}});  // 4
  EXPECT_EQ(cells(c, found), "!7@4:0");
}

TEST_F(Matches, AnErrorAmongTheirsHidesWhichMatch) {
  const ColumnId theirs = c.field(rates, "code", kText, "USD !3 EUR !3");  // 0
  const ColumnId ours = c.field(project, "code", kText, "USD - !3");       // 1
  const ColumnId found =
      b.add_node(project, "rate", type::reference(rates), plan::Match{rates, {{ours, theirs}}, {}});
  EXPECT_EQ(cells(c, found), "!3@0:1 !1@1:1 !3@1:2");
}

TEST_F(Matches, AnErrorAmongTheirDatesHidesWhichOfTheirKeyMatch) {
  const ColumnId code = c.field(rates, "code", kText, "USD EUR USD JPY");
  const ColumnId since = c.field(rates, "since", kDate, "2010-03-01 2010-01-01 !3 -");  // 1
  const ColumnId ours = c.field(project, "code", kText, "USD EUR JPY");
  const ColumnId on = c.field(project, "on", kDate, "2010-03-01 2010-03-01 2010-03-01");
  const ColumnId found =
      b.add_node(project, "rate", type::reference(rates),
                 plan::Match{rates, {{ours, code}}, plan::Match::Pair{on, since}});  // 4
  EXPECT_EQ(cells(c, found), "!3@1:2 #1 !1@4:2");
}

TEST_F(Matches, AnOpenTableThatIsNotGivenIsAHole) {
  b.plan().entities[rates].hole = true;
  const ColumnId theirs = c.absent_field(rates, "code", kText);
  const ColumnId ours = c.field(project, "code", kText, "USD");  // 1
  const ColumnId found = b.add_node(project, "rate", type::reference(rates),
                                    plan::Match{rates, {{ours, theirs}}, {}});  // 2
  EXPECT_EQ(cells(c, found), "!10@2:0");
}

}  // namespace
}  // namespace remit::row
