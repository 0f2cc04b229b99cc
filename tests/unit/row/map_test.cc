#include "fixture.h"

namespace remit::row {
namespace {

/// A case with an entity of one row whose columns are those of the test.
struct Formulas : testing::Test {
  Case c;
  EntityId entity = c.builder.add_entity("e");
  plan::Builder& b = c.builder;

  ExpressionId in(const std::string& name, type::Type type, const std::string& cell,
                  int scale = 2) {
    return b.column(c.field(entity, name, type, cell, scale));
  }
  std::string value(ExpressionId expression) { return cells(c, b.add_map(entity, "", expression)); }
  std::string fault(int code, ColumnId column, int row = 0) {
    return "!" + std::to_string(code) + "@" + std::to_string(column) + ":" + std::to_string(row);
  }
  /// The column that the next call of value() makes.
  ColumnId next() const { return static_cast<ColumnId>(b.plan().columns.size()); }
};

TEST_F(Formulas, Arithmetic) {
  const ExpressionId x = in("x", kNumber, "7.25");
  const ExpressionId y = in("y", kNumber, "-2");
  EXPECT_EQ(value(b.apply(Opcode::add, kNumber, {x, y})), "5.25");
  EXPECT_EQ(value(b.apply(Opcode::subtract, kNumber, {x, y})), "9.25");
  EXPECT_EQ(value(b.apply(Opcode::multiply, kNumber, {x, y})), "-14.5");
  EXPECT_EQ(value(b.apply(Opcode::divide, kNumber, {x, b.number("3")})), "29/12");
  EXPECT_EQ(value(b.apply(Opcode::negate, kNumber, {x})), "-7.25");
  EXPECT_EQ(value(b.apply(Opcode::absolute, kNumber, {y})), "2");
  EXPECT_EQ(value(b.apply(Opcode::minimum, kNumber, {x, y, b.number("-3")})), "-3");
  EXPECT_EQ(value(b.apply(Opcode::maximum, kNumber, {x, y})), "7.25");
  EXPECT_EQ(value(b.apply(Opcode::floor, kNumber, {b.apply(Opcode::negate, kNumber, {x})})), "-8");
  EXPECT_EQ(value(b.apply(Opcode::ceiling, kNumber, {x})), "8");
  const number::Rounding tenth{number::RoundingMode::half_even, {1, 1}};
  EXPECT_EQ(value(b.round(x, tenth)), "7.2");
}

TEST_F(Formulas, DivisionByZeroBeginsHere) {
  const ExpressionId x = in("x", kNumber, "7");
  const ExpressionId quotient = b.apply(Opcode::divide, kNumber, {x, b.number("0")});
  EXPECT_EQ(value(quotient), fault(4, 1));
}

TEST_F(Formulas, FirstFaultInOperandOrderAndBlankIsMissing) {
  const ExpressionId blank = in("x", kNumber, "-");
  const ExpressionId bad = in("y", kNumber, "!3");
  EXPECT_EQ(value(b.apply(Opcode::add, kNumber, {blank, bad})), fault(2, 0));
  EXPECT_EQ(value(b.apply(Opcode::add, kNumber, {bad, blank})), fault(3, 1));
  EXPECT_EQ(value(blank), fault(1, 0));  // a blank that is merely passed on stays a blank
}

TEST_F(Formulas, KleeneLogic) {
  const ExpressionId yes = b.boolean(true);
  const ExpressionId no = b.boolean(false);
  const ExpressionId blank = in("x", kBoolean, "-");
  const ExpressionId bad = in("y", kBoolean, "!3");
  EXPECT_EQ(value(b.apply(Opcode::conjunction, kBoolean, {bad, no})), "false");
  EXPECT_EQ(value(b.apply(Opcode::conjunction, kBoolean, {yes, blank, bad})), fault(2, 0));
  EXPECT_EQ(value(b.apply(Opcode::conjunction, kBoolean, {yes, yes})), "true");
  EXPECT_EQ(value(b.apply(Opcode::disjunction, kBoolean, {bad, yes})), "true");
  EXPECT_EQ(value(b.apply(Opcode::disjunction, kBoolean, {no, bad, blank})), fault(3, 1));
  EXPECT_EQ(value(b.apply(Opcode::disjunction, kBoolean, {no, no})), "false");
  EXPECT_EQ(value(b.apply(Opcode::negation, kBoolean, {blank})), fault(2, 0));
}

TEST_F(Formulas, AtLeastAnswersOnceItIsCertain) {
  const ExpressionId yes = b.boolean(true);
  const ExpressionId no = b.boolean(false);
  const ExpressionId blank = in("x", kBoolean, "-");
  EXPECT_EQ(value(b.apply(Opcode::at_least, kBoolean, {yes, no, yes}, 2)), "true");
  EXPECT_EQ(value(b.apply(Opcode::at_least, kBoolean, {yes, no, no}, 2)), "false");
  EXPECT_EQ(value(b.apply(Opcode::at_least, kBoolean, {yes, yes, blank}, 2)), "true");
  EXPECT_EQ(value(b.apply(Opcode::at_least, kBoolean, {yes, blank, no}, 3)), "false");
  EXPECT_EQ(value(b.apply(Opcode::at_least, kBoolean, {yes, blank, no}, 2)), fault(2, 0));
}

TEST_F(Formulas, ChooseLooksOnlyAtWhatIsChosen) {
  const ExpressionId bad = in("x", kNumber, "!3");
  const ExpressionId blank = in("y", kNumber, "-");
  const ExpressionId unsure = in("z", kBoolean, "-");
  const ExpressionId one = b.number("1");
  EXPECT_EQ(value(b.apply(Opcode::choose, kNumber, {b.boolean(true), one, bad})), "1");
  EXPECT_EQ(value(b.apply(Opcode::choose, kNumber, {b.boolean(false), one, bad})), fault(3, 0));
  EXPECT_EQ(value(b.apply(Opcode::choose, kNumber, {b.boolean(true), blank, one})), fault(1, 1));
  EXPECT_EQ(value(b.apply(Opcode::choose, kNumber, {unsure, one, one})), fault(2, 2));
}

TEST_F(Formulas, BlankAskedFor) {
  const ExpressionId bad = in("x", kNumber, "!3");
  const ExpressionId blank = in("y", kNumber, "-");
  const ExpressionId one = b.number("1");
  const ExpressionId sum = b.apply(Opcode::add, kNumber, {blank, one});
  EXPECT_EQ(value(b.apply(Opcode::is_given, kBoolean, {blank})), "false");
  EXPECT_EQ(value(b.apply(Opcode::is_given, kBoolean, {one})), "true");
  EXPECT_EQ(value(b.apply(Opcode::is_given, kBoolean, {bad})), fault(3, 0));
  EXPECT_EQ(value(b.apply(Opcode::is_given, kBoolean, {sum})), fault(2, 1));
  EXPECT_EQ(value(b.apply(Opcode::otherwise, kNumber, {blank, one})), "1");
  EXPECT_EQ(value(b.apply(Opcode::otherwise, kNumber, {sum, one})), fault(2, 1));
  EXPECT_EQ(value(b.apply(Opcode::otherwise, kNumber, {one, bad})), "1");
}

TEST_F(Formulas, Comparisons) {
  in("x", kNumber, "0");
  const auto compares = [&](Opcode op, ExpressionId a, ExpressionId other) {
    return value(b.apply(op, kBoolean, {a, other}));
  };
  const ExpressionId third = b.apply(Opcode::divide, kNumber, {b.number("1"), b.number("3")});
  EXPECT_EQ(compares(Opcode::greater, third, b.number("0.3333333333")), "true");
  EXPECT_EQ(compares(Opcode::equal, b.number("1.0"), b.number("1")), "true");
  EXPECT_EQ(compares(Opcode::less_equal, b.number("1"), b.number("1")), "true");
  EXPECT_EQ(compares(Opcode::less, b.number("1"), b.number("1")), "false");
  EXPECT_EQ(compares(Opcode::greater_equal, b.date(10), b.date(11)), "false");
  EXPECT_EQ(compares(Opcode::less, b.text("Z"), b.text("a")), "true");
  EXPECT_EQ(compares(Opcode::less, b.text("乙"), b.text("🀄")), "true");
  EXPECT_EQ(compares(Opcode::not_equal, b.boolean(true), b.boolean(false)), "true");
  const ExpressionId red = b.text("red");
  EXPECT_EQ(value(b.apply(Opcode::is_one_of, kBoolean, {red, b.text("blue"), red})), "true");
  EXPECT_EQ(value(b.apply(Opcode::is_one_of, kBoolean, {red, b.text("blue")})), "false");
}

type::Scale scale(type::ScaleKind kind) {
  using number::Rational;
  type::Scale s{"tier", kind, {}};
  s.bands.push_back({Rational(0), true, Rational(100), true, Rational(1, 10), {}});
  s.bands.push_back({Rational(100), false, Rational(500), true, Rational(1, 20), {}});
  return s;
}

TEST_F(Formulas, Scales) {
  const auto marginal = b.add_scale(scale(type::ScaleKind::marginal));
  const auto slab = b.add_scale(scale(type::ScaleKind::slab));
  const auto step = b.add_scale(scale(type::ScaleKind::step));
  const auto at = [&](std::uint32_t s, const char* x) {
    return value(b.apply(Opcode::scale, kNumber, {b.number(x)}, s));
  };
  in("x", kNumber, "0");
  EXPECT_EQ(at(marginal, "100"), "10");
  EXPECT_EQ(at(marginal, "300"), "20");  // 100 at 10 %, 200 at 5 %
  EXPECT_EQ(at(slab, "100"), "10");      // the edge belongs to the lower band
  EXPECT_EQ(at(slab, "100.02"), "5.001");
  EXPECT_EQ(at(step, "500"), "0.05");
  const ColumnId here = next();
  EXPECT_EQ(at(step, "500.01"), fault(13, here));
  EXPECT_EQ(at(marginal, "-1"), fault(13, here + 1));
}

TEST_F(Formulas, MarginalScaleWithoutLowerEndCountsFromZero) {
  type::Scale open = scale(type::ScaleKind::marginal);
  open.bands[0].lower.reset();
  const auto s = b.add_scale(open);
  in("x", kNumber, "0");
  EXPECT_EQ(value(b.apply(Opcode::scale, kNumber, {b.number("-20")}, s)), "-2");
  EXPECT_EQ(value(b.apply(Opcode::scale, kNumber, {b.number("200")}, s)), "15");
}

TEST_F(Formulas, MatrixLastAxisFastest) {
  const auto set = b.add_category_set({{{"a", "", ""}, {"b", "", ""}, {"c", "", ""}}});
  const type::Type kind = type::category(set);
  const auto area = b.add_category_set({{{"north", "", ""}, {"south", "", ""}}});
  std::vector<ExpressionId> values;
  for (const char* v : {"11", "12", "13", "21", "22", "23"}) values.push_back(b.number(v));
  const auto m = b.add_matrix({"rates", {2, 3}, values});
  const ExpressionId x = in("area", type::category(area), "south");
  const ExpressionId y = in("kind", kind, "b");
  EXPECT_EQ(value(b.apply(Opcode::matrix, kNumber, {x, y}, m)), "22");
}

TEST_F(Formulas, DatedParameters) {
  const auto days = [](const char* text) {
    return base::days_from_civil(*base::parse_iso_date(text));
  };
  const auto rate = b.add_dated({"rate",
                                 {days("2010-01-01"), days("2012-01-01")},
                                 {b.number("0.2"), b.number("0.15")},
                                 true,
                                 days("2012-12-31")});
  in("x", kNumber, "0");
  const auto on = [&](const char* day) {
    return value(b.apply(Opcode::dated, kNumber, {b.date(days(day))}, rate));
  };
  EXPECT_EQ(on("2010-01-01"), "0.2");
  EXPECT_EQ(on("2011-12-31"), "0.2");
  EXPECT_EQ(on("2012-12-31"), "0.15");
  const ColumnId here = next();
  EXPECT_EQ(on("2009-12-31"), fault(12, here));
  EXPECT_EQ(on("2013-01-01"), fault(12, here + 1));
}

TEST_F(Formulas, OverflowAt39DigitsOfTheColumnsScale) {
  const std::string nines(38, '9');
  in("x", kNumber, "0");
  EXPECT_EQ(value(b.number(nines)), nines);
  const ColumnId here = next();
  EXPECT_EQ(value(b.apply(Opcode::add, kNumber, {b.number(nines), b.number("1")})), fault(5, here));
  EXPECT_EQ(value(b.apply(Opcode::add, kNumber, {b.number(nines), b.number("0.1")})),
            fault(5, here + 1));
  // A ratio has no limit.
  const ExpressionId ratio =
      b.apply(Opcode::divide, kNumber, {b.number(nines + "9"), b.number("7")});
  EXPECT_EQ(value(ratio), nines + "9/7");
}

TEST_F(Formulas, FaultsWrittenInThePlan) {
  in("x", kNumber, "0");
  const ColumnId here = next();
  EXPECT_EQ(value(b.fail(type::CellFault::no_quotation, kNumber)), fault(11, here));
  EXPECT_EQ(value(b.blank(kText)), fault(1, here + 1));
}

TEST_F(Formulas, LongChainsNeedNoStack) {
  ColumnId last = c.field(entity, "x", kNumber, "1", 0);
  for (int i = 0; i < 20'000; ++i) {
    last = b.add_map(entity, "", b.apply(Opcode::add, kNumber, {b.column(last), b.number("1")}));
  }
  const plan::Plan& plan = b.plan();
  const table::Dataset data = c.dataset();
  Evaluator evaluator(plan, data);
  EXPECT_EQ(test::show(evaluator.cell(last, 0)), "20001");
}

}  // namespace
}  // namespace remit::row
