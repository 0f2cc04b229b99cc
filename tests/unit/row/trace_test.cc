#include "row/trace.h"

#include "fixture.h"

namespace remit::row {
namespace {

using number::Rational;

struct Traces : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId unit = b.add_entity("unit");
  EntityId project = b.add_entity("project");
  table::Dataset data;

  Trace of(ColumnId column, std::uint64_t row, TraceOptions options = {}) {
    data = c.dataset();
    Evaluator evaluator(b.plan(), data);
    return trace(evaluator, column, row, options);
  }
  template <typename T>
  const T& detail(const Trace& trace, TraceId id = 0) {
    return std::get<T>(*trace.cells[id].detail);
  }
  /// Columns of the operands of a cell.
  std::vector<ColumnId> operands(const Trace& trace, TraceId id = 0) {
    std::vector<ColumnId> columns;
    for (const TraceId operand : trace.cells[id].operands) {
      columns.push_back(trace.cells[operand].column);
    }
    return columns;
  }
};

TEST_F(Traces, AFormulaDownToItsInputs) {
  const ColumnId x = c.field(project, "x", kNumber, "7 9");
  const ColumnId twice =
      b.add_map(project, "twice", b.apply(Opcode::add, kNumber, {b.column(x), b.column(x)}));
  const ColumnId sum =
      b.add_map(project, "sum", b.apply(Opcode::add, kNumber, {b.column(twice), b.column(x)}));
  const Trace trace = of(sum, 1);
  ASSERT_EQ(trace.cells.size(), 3u);  // x is there once, though used twice
  EXPECT_EQ(test::show(trace.cells[0].value), "27");
  EXPECT_EQ(operands(trace), (std::vector<ColumnId>{twice, x}));
  EXPECT_EQ(detail<InputTrace>(trace, 2).field, 0u);
  EXPECT_FALSE(trace.cut);
  const Trace shallow = of(sum, 1, {.depth = 1});
  EXPECT_TRUE(shallow.cut);
  EXPECT_FALSE(shallow.cells[1].detail.has_value());
}

TEST_F(Traces, OnlyWhatDecided) {
  const ColumnId yes = c.field(project, "yes", kBoolean, "true");
  const ColumnId no = c.field(project, "no", kBoolean, "false");
  const ColumnId x = c.field(project, "x", kNumber, "1");
  const ColumnId bad = c.field(project, "bad", kNumber, "!3");
  const ExpressionId both = b.apply(Opcode::conjunction, kBoolean, {b.column(yes), b.column(no)});
  const ColumnId chosen =
      b.add_map(project, "", b.apply(Opcode::choose, kNumber, {both, b.column(bad), b.column(x)}));
  EXPECT_EQ(operands(of(chosen, 0)), (std::vector<ColumnId>{no, x}));
}

TEST_F(Traces, BandsRoundingsLimits) {
  type::Scale scale{"tier", type::ScaleKind::marginal, {}};
  scale.bands.push_back({Rational(0), true, Rational(100), true, Rational(1, 10), {}});
  scale.bands.push_back({Rational(100), false, std::nullopt, false, Rational(1, 3), {}});
  const auto s = b.add_scale(scale);
  const ColumnId x = c.field(project, "x", kNumber, "200");
  const ExpressionId scaled = b.apply(Opcode::scale, kNumber, {b.column(x)}, s);
  const ExpressionId capped = b.apply(Opcode::minimum, kNumber, {scaled, b.number("40")});
  const ColumnId result =
      b.add_map(project, "", b.round(capped, {number::RoundingMode::down, number::Decimal{1, -1}}));
  const Trace trace = of(result, 0);
  const auto& formula = detail<FormulaTrace>(trace);
  ASSERT_EQ(formula.bands.size(), 1u);
  ASSERT_EQ(formula.bands[0].parts.size(), 2u);
  EXPECT_EQ(formula.bands[0].parts[0].amount.to_text(), "10");
  EXPECT_EQ(formula.bands[0].parts[1].amount.to_text(), "100/3");
  ASSERT_EQ(formula.limits.size(), 1u);
  EXPECT_TRUE(formula.limits[0].binds());
  EXPECT_EQ(formula.limits[0].limit, 1u);
  EXPECT_EQ(formula.limits[0].bound.to_text(), "40");
  EXPECT_EQ(formula.limits[0].without.to_text(), "130/3");
  ASSERT_EQ(formula.roundings.size(), 1u);
  EXPECT_EQ(formula.roundings[0].gained().to_text(), "0");
}

TEST_F(Traces, DatedParametersNameTheirDay) {
  const auto rate = b.add_dated({"rate", {0, 100}, {b.number("1"), b.number("2")}, true, 300});
  c.field(project, "x", kNumber, "1");
  const ColumnId early =
      b.add_map(project, "", b.apply(Opcode::dated, kNumber, {b.date(99)}, rate));
  const ColumnId late =
      b.add_map(project, "", b.apply(Opcode::dated, kNumber, {b.date(100)}, rate));
  const Trace first = of(early, 0);
  EXPECT_EQ(detail<FormulaTrace>(first).dated[0].since.days, 0);
  EXPECT_EQ(detail<FormulaTrace>(first).dated[0].until->days, 99);
  const Trace second = of(late, 0);
  EXPECT_EQ(detail<FormulaTrace>(second).dated[0].until->days, 300);
}

TEST_F(Traces, FoldsShowTheLargest) {
  c.field(unit, "name", kText, "A B");
  const ColumnId by = c.field(project, "by", type::reference(unit), "#0 #0 #1 #0 #0");
  const ColumnId x = c.field(project, "x", kNumber, "1 -9 100 5 7");
  const ColumnId ok = c.field(project, "ok", kBoolean, "true true true true false");
  const auto fold = [&](plan::FoldOp op) {
    return b.add_node(unit, "", kNumber, plan::Fold{op, project, by, false, {}, {}, x, ok});
  };
  const Trace sum = of(fold(plan::FoldOp::sum), 0, {.contributions = 2});
  const auto& detail_of_sum = detail<FoldTrace>(sum);
  EXPECT_EQ(detail_of_sum.members, 4u);
  EXPECT_EQ(detail_of_sum.counted, 3u);
  ASSERT_EQ(detail_of_sum.largest.size(), 2u);
  EXPECT_EQ(detail_of_sum.largest[0].row, 1u);
  EXPECT_EQ(detail_of_sum.largest[1].row, 3u);
  EXPECT_EQ(sum.cells[detail_of_sum.largest[0].cell].column, x);
  const Trace least = of(fold(plan::FoldOp::minimum), 0);
  ASSERT_EQ(detail<FoldTrace>(least).largest.size(), 1u);
  EXPECT_EQ(detail<FoldTrace>(least).largest[0].row, 1u);
}

TEST_F(Traces, RanksNameTheirTies) {
  const ColumnId x = c.field(unit, "x", kNumber, "30 20 20 10 40");
  const ColumnId ok = c.field(unit, "ok", kBoolean, "true true true true false");
  const ColumnId place = b.add_node(unit, "", kNumber, plan::Rank{{{x, true}}, {}, ok});
  const Trace second = of(place, 1);
  const auto& rank = detail<RankTrace>(second);
  EXPECT_TRUE(rank.competes);
  EXPECT_EQ(rank.competitors, 4u);
  EXPECT_EQ(rank.better, 1u);
  EXPECT_EQ(rank.tied_count, 1u);
  EXPECT_EQ(rank.tied, (std::vector<std::uint64_t>{2}));
  EXPECT_FALSE(detail<RankTrace>(of(place, 4)).competes);
}

TEST_F(Traces, TiesNameWhatDecides) {
  const ColumnId x = c.field(unit, "x", kNumber, "30 20 20 20 10");
  const ColumnId day = c.field(unit, "day", kNumber, "1 1 2 2 1");
  const auto place = [&](std::vector<plan::SortKey> keys) {
    return b.add_node(unit, "", kNumber,
                      plan::Rank{std::move(keys), {}, plan::kNoColumn, plan::RankOutput::position});
  };
  const auto tie = [&](ColumnId column, std::uint64_t row, TraceOptions options = {}) {
    return detail<RankTrace>(of(column, row, options)).broken;
  };
  // Told apart by the last key; by the order of the table, which hides those of the last key.
  const ColumnId places = place({{x, true}, {day, false}});
  EXPECT_EQ(tie(places, 1).decided_by, day);
  EXPECT_EQ(tie(places, 1).rows, (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(tie(places, 1, {.contributions = 1}).rows.size(), 1u);
  EXPECT_EQ(tie(places, 1, {.contributions = 1}).count, 2u);
  EXPECT_EQ(tie(places, 2).decided_by, plan::kNoColumn);
  EXPECT_EQ(tie(places, 2).rows, (std::vector<std::uint64_t>{3}));
  EXPECT_EQ(tie(places, 3).rows, (std::vector<std::uint64_t>{2}));
  EXPECT_EQ(tie(places, 0).count, 0u);
  // What a single key tells apart was never a tie.
  EXPECT_EQ(tie(place({{x, true}}), 0).count, 0u);
}

TEST_F(Traces, SharesAndWhatRoundingGaveThem) {
  const ColumnId budget = c.field(kWhole, "budget", kNumber, "100", 2);
  const ColumnId asked = c.field(unit, "asked", kNumber, "1 1 1", 2);
  plan::Apportion node;
  node.total = budget;
  node.weight = asked;
  node.rounding = number::Rounding{number::RoundingMode::half_up, {1, 2}};
  const ColumnId part = b.add_node(unit, "", kNumber, node);
  const Trace traced = of(part, 0);
  const auto& share = detail<ShareTrace>(traced);
  EXPECT_EQ(share.recipients, 3u);
  EXPECT_EQ(share.weights.to_text(), "3");
  EXPECT_EQ(share.share->exact.to_text(), "100/3");
  EXPECT_EQ(share.share->gained.to_text(), "1/150");
  EXPECT_EQ(operands(traced), (std::vector<ColumnId>{budget, asked}));
}

TEST_F(Traces, LookupsGoToTheOtherRow) {
  const ColumnId kind = c.field(unit, "kind", kText, "a b");
  const ColumnId by = c.field(project, "by", type::reference(unit), "#1 -");
  const ColumnId seen = b.add_node(project, "", kText, plan::Lookup{by, kind});
  const Trace trace = of(seen, 0);
  EXPECT_EQ(detail<LookupTrace>(trace).row, 1u);
  EXPECT_EQ(trace.cells[detail<LookupTrace>(trace).target].row, 1u);
  EXPECT_FALSE(detail<LookupTrace>(of(seen, 1)).row.has_value());
}

// Naming the cells of both sides moves the one that is told of; the sanitizers watch this.
TEST_F(Traces, MatchesGoToTheRowFound) {
  const ColumnId theirs = c.field(unit, "code", kText, "EUR USD");
  const ColumnId since = c.field(unit, "since", kDate, "2010-01-01 2010-01-01");
  const ColumnId ours = c.field(project, "code", kText, "USD JPY");
  const ColumnId on = c.field(project, "on", kDate, "2010-06-01 2010-06-01");
  const ColumnId found =
      b.add_node(project, "", type::reference(unit),
                 plan::Match{unit, {{ours, theirs}}, plan::Match::Pair{on, since}});
  const Trace trace = of(found, 0);
  EXPECT_EQ(detail<MatchTrace>(trace).row, 1u);
  EXPECT_EQ(operands(trace), (std::vector<ColumnId>{ours, on, theirs, since}));
  EXPECT_FALSE(detail<MatchTrace>(of(found, 1)).row.has_value());
}

TEST_F(Traces, UsesWhatARunHasComputed) {
  const ColumnId x = c.field(project, "x", kNumber, "7");
  const ColumnId y =
      b.add_map(project, "y", b.apply(Opcode::add, kNumber, {b.column(x), b.number("1")}));
  const ColumnId z =
      b.add_map(project, "z", b.apply(Opcode::add, kNumber, {b.column(y), b.number("1")}));
  data = c.dataset();
  table::Results known;
  known.columns.resize(b.plan().columns.size());
  known.columns[y] = encode(b.plan().columns[y], std::vector<Value>{Rational(100)});
  Evaluator evaluator(b.plan(), data, {.known = &known, .stop = {}});
  EXPECT_EQ(test::show(trace(evaluator, z, 0).cells[0].value), "101");
}

}  // namespace
}  // namespace remit::row
