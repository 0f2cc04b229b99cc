// Tables, constants, formulas, payments and whatever else a plan lists beside its columns, and one
// thing of it wrong at a time.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "everything.h"

namespace remit::plan::testing {
namespace {

TEST(VerifyLists, Tables) {
  EXPECT_EQ(said([](E& a) { a.plan.entities.clear(); }), "plan: no whole");
  EXPECT_EQ(said([](E& a) { a.plan.entities[a.town].key = {7}; }), "plan: key of town");
  EXPECT_EQ(said([](E& a) { a.plan.columns[0].entity = 4; }), "plan: table of c0");
  // A default is a constant: it is there, reads nothing, and is no column.
  for (const ExpressionId wrong : {ExpressionId{kNowhere}, ExpressionId{Everything().half}})
    EXPECT_EQ(said([&](E& a) { a.plan.entities[a.stall].fields[2].default_value = wrong; }),
              "plan: default of stall.fee");
  EXPECT_EQ(
      said([](E& a) { a.plan.entities[a.stall].fields[2].default_value = a.b.column(a.fee); }),
      "plan: default of stall.fee");
  for (const ColumnId wrong : {kNowhere, Everything().tax}) {
    EXPECT_EQ(said([&](E& a) { a.plan.calendars[0].date = wrong; }), "plan: calendar office");
    EXPECT_EQ(said([&](E& a) { a.plan.calendars[0].worked = wrong; }), "plan: calendar office");
  }
  EXPECT_EQ(said([](E& a) { a.plan.calendars[0].worked = kNoColumn; }), "");
}

TEST(VerifyLists, Recurrences) {
  const auto range = [](std::int64_t first, std::int64_t end) {
    return said([=](E& a) {
      a.plan.recurrences[0].first = static_cast<ColumnId>(first);
      a.plan.recurrences[0].end = static_cast<ColumnId>(end);
    });
  };
  const Everything sound;
  const std::string no_range = "plan: a recurrence that is no range of columns";
  EXPECT_EQ(range(sound.rated, sound.rated), no_range);
  EXPECT_EQ(range(sound.rated, kNowhere), no_range);
  EXPECT_EQ(said([](E& a) { a.plan.recurrences.push_back(a.plan.recurrences[0]); }), no_range);
  EXPECT_EQ(said([](E& a) { a.plan.recurrences[0].order = 0; }),
            "plan: a recurrence without an order");
  // A part of a split is no map and no lookup; nor is a column of another table part of it.
  const auto part = [](const Plan& plan, ColumnId id) {
    return "plan: c" + std::to_string(id) + " " + plan.entities[plan.columns[id].entity].name +
           "." + plan.columns[id].name + ": cannot be part of a recurrence";
  };
  EXPECT_EQ(range(sound.share, sound.halved), part(sound.plan, sound.share));
  EXPECT_EQ(range(sound.taxed, sound.best), part(sound.plan, sound.total));
  EXPECT_EQ(said([](E& a) { a.plan.columns[a.halved].form.ratio = true; }),
            part(sound.plan, sound.halved));
}

TEST(VerifyLists, ListsOfConstants) {
  const auto steps = [](const std::function<void(std::vector<Band>&)>& slip) {
    return said([&](E& a) { slip(a.plan.scales[0].bands); });
  };
  EXPECT_EQ(steps([](auto& bands) { bands[0].upper.reset(); }), "plan: scale steps");
  EXPECT_EQ(steps([](auto& bands) { bands[1].lower.reset(); }), "plan: scale steps");
  EXPECT_EQ(steps([](auto& bands) { bands[0].upper = number::Rational(6); }), "plan: scale steps");
  EXPECT_EQ(steps([](auto& bands) { bands[0].upper = number::Rational(4); }), "plan: scale steps");
  EXPECT_EQ(steps([](auto& bands) { bands.clear(); }), "plan: scale steps");
  EXPECT_EQ(said([](E& a) {
              a.plan.scales[0].kind = ScaleKind::step;
              a.plan.scales[0].bands[0].upper = number::Rational(4);
            }),
            "");
  EXPECT_EQ(said([](E& a) { a.plan.dated[0].days.pop_back(); }), "plan: dated dated");
  EXPECT_EQ(said([](E& a) { a.plan.dated[0].days[1] = -1; }), "plan: dated dated");
  EXPECT_EQ(said([](E& a) { a.plan.dated[0].values[1] = kNowhere; }), "plan: dated dated");
  EXPECT_EQ(said([](E& a) { a.plan.matrices[0].values[1] = a.b.column(a.fee); }),
            "plan: matrix rates");
}

TEST(VerifyLists, Formulas) {
  const auto formula = [](ExpressionId E::*at, const std::string& what,
                          const std::function<void(Expression&, E&)>& slip) {
    Everything all;
    const ExpressionId id = all.*at;
    const std::string op(type::name(all.plan.expressions[id].op));
    slip(all.plan.expressions[id], all);
    EXPECT_EQ(verify(all.plan).message(),
              "plan: e" + std::to_string(id) + " (" + op + "): " + what);
  };
  formula(&E::half, "operands out of range", [](Expression& e, E&) { e.first_operand = kNowhere; });
  formula(&E::half, "type of the result", [](Expression& e, E&) { e.type = type::kText; });
  formula(&E::low, "operands of several types", [](Expression& e, E& a) {
    a.plan.expressions[a.plan.operands[e.first_operand + 1]].type = a.kind;
  });
  formula(&E::low, "type of the result", [](Expression& e, E&) { e.type = type::kNumber; });
  formula(&E::rate, "payload 1", [](Expression& e, E&) { e.payload = 1; });
  formula(&E::rate, "number of axes", [](Expression&, E& a) {
    a.plan.matrices[0].extents = {1, 2};
  });
  formula(&E::rate, "extent of axis 0", [](Expression& e, E& a) {
    const ExpressionId axis = a.plan.operands[e.first_operand];
    a.plan.expressions[axis].type = a.plan.columns[a.axis].type = a.kind;
  });
  formula(&E::rate, "type of operand 0", [](Expression& e, E& a) {
    const ExpressionId axis = a.plan.operands[e.first_operand];
    a.plan.expressions[axis].type = a.plan.columns[a.axis].type = type::category(9);
  });
}

TEST(VerifyLists, Remarks) {
  EXPECT_EQ(said([](E& a) { a.plan.remarks[0].value = kNowhere; }), "plan: value of rule");
  EXPECT_EQ(said([](E& a) { a.plan.remark_uses[0].remark = 1; }), "plan: use of a remark");
}

TEST(VerifyLists, TablesThatAreMade) {
  EXPECT_EQ(said([](E& a) { a.plan.made[0].entity = kWhole; }), "plan: no such made entity");
  EXPECT_EQ(said([](E& a) { a.plan.made[0].entity = 9; }), "plan: no such made entity");
  const auto rows = [](std::size_t which, const std::function<void(MadeRows&, const E&)>& slip) {
    EXPECT_EQ(said([&](E& a) { slip(a.plan.made[which], a); }), "plan: rows of month");
  };
  rows(0, [](MadeRows& m, const E&) { m.fields.clear(); });
  rows(0, [](MadeRows& m, const E&) { m.sources[0].rows = kWhole; });
  rows(0, [](MadeRows& m, const E&) { m.sources[0].rows = 9; });
  for (const ColumnId wrong : {kNowhere, Everything().tax, Everything().fee}) {
    rows(0, [&](MadeRows& m, const E&) { m.sources[0].where = wrong; });
    rows(0, [&](MadeRows& m, const E&) { m.from = wrong; });
    rows(0, [&](MadeRows& m, const E&) { m.to = wrong; });
    rows(0, [&](MadeRows& m, const E&) { m.cuts[0] = wrong; });
  }
  rows(1, [](MadeRows& m, const E&) { m.sources.clear(); });
  rows(1, [](MadeRows& m, const E&) { m.groups.push_back(m.groups[0]); });
  rows(1, [](MadeRows& m, const E&) { m.sources.push_back(m.sources[0]); });
  rows(1, [](MadeRows& m, const E& a) { m.groups[0] = a.tax; });
}

TEST(VerifyLists, WhatIsPaidAimedAtAndFound) {
  const auto payment = [](const std::function<void(Payment&, const E&)>& slip) {
    EXPECT_EQ(said([&](E& a) { slip(a.plan.payments[0], a); }), "plan: payment grant");
  };
  payment([](Payment& p, const E&) { p.amount = kNowhere; });
  payment([](Payment& p, const E&) { p.reason = kNowhere; });
  payment([](Payment& p, const E&) { p.honoured = kNowhere; });
  payment([](Payment& p, const E&) { p.where = kNowhere; });
  payment([](Payment& p, const E&) { p.payer.party = 1; });
  for (Payer Payment::*who : {&Payment::payee, &Payment::account, &Payment::purpose})
    payment([who](Payment& p, const E&) {
      p.*who = {.kind = Payer::Kind::column, .column = kNowhere};
    });
  payment([](Payment& p, const E&) { p.details[0].amount = kNoColumn; });
  for (ColumnId Target::*which : {&Target::metric, &Target::goal, &Target::met, &Target::progress})
    EXPECT_EQ(said([&](E& a) { a.plan.targets[0].*which = kNowhere; }), "plan: target goal");
  const auto finding = [](const std::function<void(Finding&, const E&)>& slip) {
    EXPECT_EQ(said([&](E& a) { slip(a.plan.findings[0], a); }), "plan: finding late");
  };
  finding([](Finding& f, const E&) { f.holds = kNoColumn; });
  finding([](Finding& f, const E& a) { f.holds = a.fee; });
  finding([](Finding& f, const E&) { f.against = {.kind = Payer::Kind::party, .party = 1}; });
  finding([](Finding& f, const E&) { f.grounds[0].holds = kNowhere; });
  finding([](Finding& f, const E&) { f.figures = {kNowhere, kNowhere}; });
}

}  // namespace
}  // namespace remit::plan::testing
