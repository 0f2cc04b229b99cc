// Single kernels, group folds and ranks, each beside the loop that one would write for it: the
// whole node as the engine runs it, its pass compiled and its column allocated, over bound tables.
// Each pair of contenders computes the same figures; they are compared before the clock starts.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "column/evaluate.h"
#include "measured_column.h"
#include "plan/builder.h"

namespace {

using namespace remit;
using benchmarks::borrowed;
using benchmarks::Integers;
using benchmarks::integers_of;
using plan::ColumnId;
using plan::Opcode;

constexpr plan::EntityId kUnit = 1, kRow = 2;
constexpr std::size_t kUnits = 3000;
const number::Rounding kToFen{number::RoundingMode::half_up, {1, 2}};

enum class Work {
  round_share,
  compare,
  choose,
  quotient,
  rare_quotient,
  sum,
  sum_sorted,
  least,
  rank,
  one_chain,
  chains_of_ten,
  running_sum,
  as_of
};

/// The amounts below which a quotient counts: a tenth of the rows.
constexpr std::int64_t kRare = 100'000'000;

/// Rows of two amounts in fen, a flag and a unit; sorted by unit where asked for. And a period of a
/// firm: each has so many.
struct Rows {
  Rows(std::size_t size, bool sorted, std::size_t periods = 1)
      : a(size), b(size), unit(size), firm(size), period(size), flag(size) {
    std::mt19937_64 random(size);
    for (std::size_t i = 0; i < size; ++i) {
      a[i] = static_cast<std::int64_t>(random() % 1'000'000'000);
      b[i] = static_cast<std::int64_t>(random() % 1'000'000'000);
      unit[i] = static_cast<std::int64_t>(random() % kUnits);
      flag[i] = static_cast<std::uint8_t>(random() % 2);
      firm[i] = static_cast<std::int64_t>(i / periods);
      period[i] = static_cast<std::int64_t>(i % periods);
    }
    if (sorted) std::sort(unit.begin(), unit.end());
  }
  Integers a, b, unit, firm, period;
  std::vector<std::uint8_t> flag;
};

/// The plan with the one column to be measured, and its tables.
struct Made {
  Made(Work work, const Rows& rows) {
    plan::Builder builder;
    builder.add_currency({"CNY", 2});
    builder.add_entity("unit");
    builder.add_entity("row");
    const auto field = [&](const char* name, type::Type type) {
      plan::Field made;
      made.name = name;
      made.type = type;
      made.decimals = type.kind == type::TypeKind::money ? 2 : 0;
      return builder.add_field(kRow, std::move(made));
    };
    const type::Type money = type::money(0);
    const ColumnId a = field("a", money), b = field("b", money),
                   unit = field("unit", type::reference(kUnit)),
                   flag = field("flag", type::kBoolean), firm = field("firm", type::kNumber),
                   period = field("period", type::kNumber);
    const auto column = [&](ColumnId id) { return builder.column(id); };
    const auto fold = [&](plan::FoldOp op) {
      plan::Fold node;
      node.op = op;
      node.rows = kRow;
      node.via = unit;
      node.value = a;
      return builder.add_node(kUnit, "fold", money, node);
    };
    // Over the rows of the same unit whose b is less.
    const auto earlier = [&](plan::FoldOp op) {
      plan::Fold node;
      node.op = op;
      node.rows = kRow;
      node.partitioned = true;
      node.partition = {unit};
      node.value = a;
      node.window = plan::Window{.key = b, .upper = b, .upper_open = true};
      if (op == plan::FoldOp::last) node.order = {{b, false}};
      node.by_row = op == plan::FoldOp::last;
      return builder.add_node(kRow, "fold", money, node);
    };
    switch (work) {
      case Work::round_share: {
        const auto share =
            builder.apply(Opcode::multiply, money, {column(a), builder.number("0.2")});
        out = builder.add_map(kRow, "share", builder.round(share, kToFen));
        break;
      }
      case Work::compare:
        out = builder.add_map(kRow, "less",
                              builder.apply(Opcode::less, type::kBoolean, {column(a), column(b)}));
        break;
      case Work::choose:
        out = builder.add_map(
            kRow, "chosen",
            builder.apply(Opcode::choose, money, {column(flag), column(a), column(b)}));
        break;
      case Work::quotient:
      case Work::rare_quotient: {
        const auto product = builder.apply(Opcode::multiply, type::kNumber, {column(b), column(b)});
        const auto divisor = builder.apply(Opcode::add, money, {column(a), builder.number("0.01")});
        const auto quotient =
            builder.round(builder.apply(Opcode::divide, type::kNumber, {product, divisor}), kToFen);
        const auto counts = builder.apply(Opcode::less, type::kBoolean,
                                          {column(a), builder.number(std::to_string(kRare / 100))});
        out = builder.add_map(kRow, "quotient",
                              work == Work::quotient
                                  ? quotient
                                  : builder.apply(Opcode::choose, type::kNumber,
                                                  {counts, quotient, builder.number("0")}));
        break;
      }
      case Work::sum:
      case Work::sum_sorted:
        out = fold(plan::FoldOp::sum);
        break;
      case Work::least:
        out = fold(plan::FoldOp::minimum);
        break;
      case Work::rank: {
        plan::Rank node;
        node.keys = {{a, true}};
        out = builder.add_node(kRow, "rank", type::kNumber, node);
        break;
      }
      case Work::one_chain:
      case Work::chains_of_ten:
        out = total_so_far(builder, a, firm, period);
        break;
      case Work::running_sum:
        out = earlier(plan::FoldOp::sum);
        break;
      case Work::as_of:
        out = earlier(plan::FoldOp::last);
        break;
    }
    plan = builder.take();
    dataset.tables.resize(3);
    dataset.tables[0] = {1, {}, true};
    dataset.tables[kUnit] = {kUnits, {}, true};
    dataset.tables[kRow] = {
        rows.a.size(),
        {borrowed(money, 2, rows.a), borrowed(money, 2, rows.b),
         borrowed(type::reference(kUnit), 0, rows.unit), borrowed(type::kBoolean, 0, rows.flag),
         borrowed(type::kNumber, 0, rows.firm), borrowed(type::kNumber, 0, rows.period)},
        true};
  }

  /// a + (previous.so_far otherwise 0), where the row before is found by firm and period.
  static ColumnId total_so_far(plan::Builder& builder, ColumnId a, ColumnId firm, ColumnId period) {
    const type::Type money = type::money(0);
    const auto before =
        builder.add_map(kRow, "before",
                        builder.apply(Opcode::subtract, type::kNumber,
                                      {builder.column(period), builder.number("1")}),
                        {}, false);
    plan::Match match;
    match.entity = kRow;
    match.equal = {{before, period}, {firm, firm}};
    match.earlier = 1;
    const auto step =
        builder.add_node(kRow, "step", type::reference(kRow), std::move(match), {}, false);
    const auto expressions = static_cast<plan::ExpressionId>(builder.plan().expressions.size());
    plan::Recurrence recurrence{step + 1, step + 3, 1};
    builder.add_node(kRow, "last", money, plan::Lookup{step, step + 2}, {}, false);
    const auto last = builder.apply(Opcode::otherwise, money,
                                    {builder.column(step + 1), builder.number("0", money)});
    const ColumnId total = builder.add_map(
        kRow, "so_far", builder.apply(Opcode::add, money, {builder.column(a), last}));
    builder.plan().recurrences.push_back(recurrence);
    builder.settle_forms(recurrence, expressions);
    return total;
  }
  plan::Plan plan;
  table::Dataset dataset;
  ColumnId out = 0;
};

/// A row without an earlier one has no value.
constexpr std::int64_t kNothing = INT64_MAX;

/// The same by hand.
void by_hand(Work work, const Rows& rows, Integers& out) {
  const std::size_t size = rows.a.size();
  switch (work) {
    case Work::round_share:
      for (std::size_t i = 0; i < size; ++i) out[i] = (rows.a[i] * 20 + 50) / 100;
      break;
    case Work::compare:
      for (std::size_t i = 0; i < size; ++i) out[i] = rows.a[i] < rows.b[i] ? 1 : 0;
      break;
    case Work::choose:
      for (std::size_t i = 0; i < size; ++i) out[i] = rows.flag[i] != 0 ? rows.a[i] : rows.b[i];
      break;
    case Work::quotient:
    case Work::rare_quotient:
      for (std::size_t i = 0; i < size; ++i) {
        const Int128 product = Int128{rows.b[i]} * rows.b[i], divisor = rows.a[i] + 1;
        const bool counts = work == Work::quotient || rows.a[i] < kRare;
        out[i] = counts ? static_cast<std::int64_t>((2 * product + divisor) / (2 * divisor)) : 0;
      }
      break;
    case Work::sum:
    case Work::sum_sorted:
      out.assign(kUnits, 0);
      for (std::size_t i = 0; i < size; ++i)
        out[static_cast<std::size_t>(rows.unit[i])] += rows.a[i];
      break;
    case Work::least:
      out.assign(kUnits, INT64_MAX);
      for (std::size_t i = 0; i < size; ++i) {
        std::int64_t& least = out[static_cast<std::size_t>(rows.unit[i])];
        least = std::min(least, rows.a[i]);
      }
      break;
    case Work::rank: {
      std::vector<std::pair<std::int64_t, std::size_t>> order(size);
      for (std::size_t i = 0; i < size; ++i) order[i] = {rows.a[i], i};
      std::sort(order.begin(), order.end(), std::greater<>());
      std::size_t place = 0;
      for (std::size_t i = 0; i < size; ++i) {
        if (i == 0 || order[i].first != order[i - 1].first) place = i + 1;
        out[order[i].second] = static_cast<std::int64_t>(place);
      }
      break;
    }
    case Work::running_sum:
    case Work::as_of: {
      std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, std::size_t>> order(size);
      for (std::size_t i = 0; i < size; ++i) order[i] = {{rows.unit[i], rows.b[i]}, i};
      std::sort(order.begin(), order.end());
      std::int64_t sum = 0, last = kNothing;
      std::int64_t sum_before = 0, last_before = kNothing;  // of the rows with a lesser b
      for (std::size_t i = 0; i < size; ++i) {
        const auto [key, row] = order[i];
        const bool same_unit = i > 0 && order[i - 1].first.first == key.first;
        if (!same_unit) sum = sum_before = 0, last = last_before = kNothing;
        if (same_unit && order[i - 1].first != key) sum_before = sum, last_before = last;
        out[row] = work == Work::as_of ? last_before : sum_before;
        sum += rows.a[row];
        last = rows.a[row];
      }
      break;
    }
    case Work::one_chain:
    case Work::chains_of_ten:
      break;
  }
}

/// Totals along each firm's periods, whatever the order of the rows: an index of them, and the rows
/// by period.
void totals_by_hand(const Rows& rows, Integers& out) {
  base::HashMap<std::pair<std::int64_t, std::int64_t>, std::uint32_t> index;
  index.reserve(rows.a.size());
  std::vector<std::uint32_t> order(rows.a.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto earlier = [&](std::uint32_t x, std::uint32_t y) {
    return rows.period[x] < rows.period[y];
  };
  if (!std::is_sorted(order.begin(), order.end(), earlier))
    std::stable_sort(order.begin(), order.end(), earlier);
  for (const std::uint32_t row : order) {
    const auto before = index.find({rows.firm[row], rows.period[row] - 1});
    out[row] = rows.a[row] + (before == index.end() ? 0 : out[before->second]);
    index.emplace(std::pair(rows.firm[row], rows.period[row]), row);
  }
}

/// `which`: 0 by hand, 1 the engine.
void node(benchmark::State& state, Work work) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const bool chained = work == Work::one_chain || work == Work::chains_of_ten;
  const Rows rows(size, work == Work::sum_sorted, work == Work::one_chain ? size : 10);
  const auto compute = [&](Integers& to) {
    chained ? totals_by_hand(rows, to) : by_hand(work, rows, to);
  };
  const Made made(work, rows);
  const column::Evaluator evaluator(made.plan, made.dataset);
  Integers out(rows.a.size());
  std::optional<table::Results> results = *evaluator.evaluate();
  compute(out);
  const Integers found = integers_of(*results->columns[made.out]);
  for (std::size_t i = 0; i < found.size(); ++i) {
    // A unit without rows has no least value; the loop's stays where it began.
    const bool none = (work == Work::least || work == Work::as_of) && out[i] == kNothing;
    if (!none && found[i] != out[i]) {
      state.SkipWithError("the figures differ");
      return;
    }
  }
  for (auto _ : state) {
    if (state.range(1) == 0) {
      compute(out);
      benchmark::DoNotOptimize(out.data());
    } else {
      results.reset();
      results = *evaluator.evaluate();
    }
  }
  state.SetLabel(state.range(1) == 0 ? "by hand" : "engine");
  benchmarks::count_rows(state);
}

/// The first ten places by a heap, beside which a whole rank can be held.
void first_ten(benchmark::State& state) {
  const Rows rows(static_cast<std::size_t>(state.range(0)), false);
  std::vector<std::int64_t> best(10);
  for (auto _ : state) {
    std::partial_sort_copy(rows.a.begin(), rows.a.end(), best.begin(), best.end(),
                           std::greater<>());
    benchmark::DoNotOptimize(best.data());
  }
  benchmarks::count_rows(state);
}

void sizes(benchmark::internal::Benchmark* one) {
  one->ArgNames({"rows", "engine"});
  for (const std::int64_t rows : {10'000, 1'000'000, 10'000'000}) {
    for (const std::int64_t engine : {0, 1}) one->Args({rows, engine});
  }
  one->Unit(benchmark::kMicrosecond)->MinTime(0.2);
}

BENCHMARK_CAPTURE(node, round_share, Work::round_share)->Apply(sizes);
BENCHMARK_CAPTURE(node, compare, Work::compare)->Apply(sizes);
BENCHMARK_CAPTURE(node, choose, Work::choose)->Apply(sizes);
BENCHMARK_CAPTURE(node, quotient, Work::quotient)->Apply(sizes);
BENCHMARK_CAPTURE(node, rare_quotient, Work::rare_quotient)->Apply(sizes);
BENCHMARK_CAPTURE(node, group_sum, Work::sum)->Apply(sizes);
BENCHMARK_CAPTURE(node, group_sum_sorted, Work::sum_sorted)->Apply(sizes);
BENCHMARK_CAPTURE(node, group_least, Work::least)->Apply(sizes);
BENCHMARK_CAPTURE(node, rank, Work::rank)->Apply(sizes);
BENCHMARK_CAPTURE(node, one_chain, Work::one_chain)->Apply(sizes);
BENCHMARK_CAPTURE(node, chains_of_ten, Work::chains_of_ten)->Apply(sizes);
BENCHMARK_CAPTURE(node, running_sum, Work::running_sum)->Apply(sizes);
BENCHMARK_CAPTURE(node, as_of, Work::as_of)->Apply(sizes);
BENCHMARK(first_ten)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond)->MinTime(0.2);

}  // namespace
