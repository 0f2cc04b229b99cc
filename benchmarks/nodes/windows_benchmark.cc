// Folds whose rows each result has for itself, written as a policy writes them, each beside the
// loop that one would write for it: the best of the rows between two bounds, all but the highest
// and the lowest, the middle one, and a ceiling over what was granted since a day. Thirty groups;
// each window holds a fifth of its group, so that it grows with the rows: what is not n log n
// shows.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "check/check.h"
#include "column/evaluate.h"
#include "diagnostic/sink.h"
#include "lowering/from_model.h"
#include "measured_column.h"
#include "remit/limits.h"
#include "syntax/parse.h"

namespace {

using namespace remit;
using benchmarks::Integers;

enum class Work { top, without, median, ceiling };

constexpr std::int64_t kTeams = 30, kDays = 1'000'000'000, kWindow = kDays / 5;
constexpr std::int64_t kCeiling = 500'000'000'000;  // in fen

struct Rows {
  explicit Rows(std::size_t size) : id(size), team(size), day(size), asked(size) {
    std::mt19937_64 random(size);
    std::iota(id.begin(), id.end(), std::int64_t{0});
    for (std::size_t i = 0; i < size; ++i) {
      team[i] = static_cast<std::int64_t>(random() % kTeams);
      day[i] = static_cast<std::int64_t>(random() % kDays);
      asked[i] = static_cast<std::int64_t>(random() % 1'000'000'000);
    }
  }
  Integers id, team, day, asked;
};

const char* formula(Work work) {
  switch (work) {
    case Work::top:
      return "sum(asked top 3 by asked where team = this.team and day > this.day - 200000000 and "
             "day <= this.day)";
    case Work::without:
      return "sum(asked without highest 1 and lowest 1 where team = this.team and "
             "day > this.day - 200000000 and day <= this.day)";
    case Work::median:
      return "round(median(asked where team = this.team and day > this.day - 200000000 and "
             "day <= this.day), to 0.01, half_up)";
    case Work::ceiling:
      return "max(0 CNY, min(asked, 5000000000 CNY - "
             "sum(earlier.measured where day > this.day - 200000000)))";
  }
  return "";
}

/// The policy with the one column to be measured.
std::unique_ptr<check::Model> model_of(Work work) {
  const Limits limits;
  base::SourceSet sources;
  const std::string entity =
      "  entity aid {\n    key id : count\n    team : count\n    day : count\n    asked : money\n"
      "    sequence by day asc within team ties by key\n  }\n";
  sources.add("windows.remit",
              "policy windows \"Windows\" {\n  source \"1\"\n  currency CNY\n"
              "  rounding half_up to 0.01\n" +
                  entity + "  define measured for aid : money = " + formula(work) + "\n}\n");
  diagnostic::DiagnosticSink sink;
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(sources[0], limits, sink));
  std::vector<std::unique_ptr<check::Model>> models = check::check(trees, sources, limits, sink);
  return sink.has_errors() || models.empty() ? nullptr : std::move(models.back());
}

/// The rows by team and day; equal ones as they stand in the table.
std::vector<std::uint32_t> in_order(const Rows& rows) {
  std::vector<std::uint32_t> order(rows.id.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    if (rows.team[x] != rows.team[y]) return rows.team[x] < rows.team[y];
    return rows.day[x] != rows.day[y] ? rows.day[x] < rows.day[y] : x < y;
  });
  return order;
}

/// The amounts in a window, by size, and their sum.
class Best {
 public:
  void add(std::int64_t value) {
    values_.insert(value);
    sum_ += value;
  }
  void remove(std::int64_t value) {
    values_.erase(values_.find(value));
    sum_ -= value;
  }
  std::int64_t top() const {
    std::int64_t sum = 0;
    std::size_t left = std::min<std::size_t>(3, values_.size());
    for (auto at = values_.rbegin(); left > 0; ++at, --left) sum += *at;
    return sum;
  }
  std::int64_t without() const {
    return values_.size() < 3 ? 0 : sum_ - *values_.begin() - *values_.rbegin();
  }

 private:
  std::multiset<std::int64_t> values_;
  std::int64_t sum_ = 0;
};

/// The amounts in a window in two halves, the lower of which is as large or one larger.
class Halves {
 public:
  void add(std::int64_t value) {
    (low_.empty() || value <= *low_.rbegin() ? low_ : high_).insert(value);
    balance();
  }
  void remove(std::int64_t value) {
    auto& half = value <= *low_.rbegin() ? low_ : high_;
    half.erase(half.find(value));
    balance();
  }
  /// In fen, halves up.
  std::int64_t median() const {
    const bool odd = low_.size() > high_.size();
    return odd ? *low_.rbegin() : (*low_.rbegin() + *high_.begin() + 1) / 2;
  }

 private:
  void balance() {
    if (low_.size() > high_.size() + 1) move(low_, std::prev(low_.end()), high_);
    if (high_.size() > low_.size()) move(high_, high_.begin(), low_);
  }
  static void move(std::multiset<std::int64_t>& from, std::multiset<std::int64_t>::iterator which,
                   std::multiset<std::int64_t>& to) {
    to.insert(from.extract(which));
  }
  std::multiset<std::int64_t> low_, high_;
};

/// Over windows that move with the row: `figure` of the values that are in.
template <typename Values, typename Figure>
void slide(const Rows& rows, Figure figure, Integers& out) {
  const std::vector<std::uint32_t> order = in_order(rows);
  const auto team = [&](std::size_t i) { return rows.team[order[i]]; };
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && team(end) == team(begin)) ++end;
    Values values;
    std::size_t first = begin, next = begin;
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t day = rows.day[order[i]];
      while (next < end && rows.day[order[next]] <= day) values.add(rows.asked[order[next++]]);
      while (rows.day[order[first]] <= day - kWindow) values.remove(rows.asked[order[first++]]);
      out[order[i]] = figure(values);
    }
    begin = end;
  }
}

/// What is granted, up to a ceiling over what was granted since a day.
void grant(const Rows& rows, Integers& out) {
  const std::vector<std::uint32_t> order = in_order(rows);
  std::int64_t granted = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::uint32_t row = order[i];
    if (i == 0 || rows.team[order[i - 1]] != rows.team[row]) granted = 0, first = i;
    while (rows.day[order[first]] <= rows.day[row] - kWindow) granted -= out[order[first++]];
    out[row] = std::max<std::int64_t>(0, std::min(rows.asked[row], kCeiling - granted));
    granted += out[row];
  }
}

void by_hand(Work work, const Rows& rows, Integers& out) {
  switch (work) {
    case Work::top:
      return slide<Best>(
          rows, [](const Best& values) { return values.top(); }, out);
    case Work::without:
      return slide<Best>(
          rows, [](const Best& values) { return values.without(); }, out);
    case Work::median:
      return slide<Halves>(
          rows, [](const Halves& values) { return values.median(); }, out);
    case Work::ceiling:
      return grant(rows, out);
  }
}

table::Dataset dataset_of(const Rows& rows) {
  table::Dataset dataset;
  dataset.tables.resize(2);
  dataset.tables[0] = {1, {}, true};
  dataset.tables[1] = {rows.id.size(),
                       {benchmarks::borrowed(type::kNumber, 0, rows.id),
                        benchmarks::borrowed(type::kNumber, 0, rows.team),
                        benchmarks::borrowed(type::kNumber, 0, rows.day),
                        benchmarks::borrowed(type::money(0), 2, rows.asked)},
                       true};
  return dataset;
}

/// The second argument: 0 by hand, 1 the engine.
void window(benchmark::State& state, Work work) {
  const Rows rows(static_cast<std::size_t>(state.range(0)));
  const std::unique_ptr<check::Model> model = model_of(work);
  if (model == nullptr) return state.SkipWithError("the policy is refused");
  std::vector<plan::ColumnId> columns;
  const auto plan = lowering::lower(*model, &columns);
  const auto measured = std::find_if(model->columns.begin(), model->columns.end(),
                                     [](const auto& column) { return column.name == "measured"; });
  const plan::ColumnId asked_for =
      columns[static_cast<std::size_t>(measured - model->columns.begin())];
  const table::Dataset dataset = dataset_of(rows);
  const column::Evaluator evaluator(*plan, dataset);
  Integers out(rows.id.size());
  by_hand(work, rows, out);
  std::optional<table::Results> results = *evaluator.evaluate();
  if (benchmarks::integers_of(*results->columns[asked_for]) != out) {
    return state.SkipWithError("the figures differ");
  }
  for (auto _ : state) {
    if (state.range(1) == 0) {
      by_hand(work, rows, out);
      benchmark::DoNotOptimize(out.data());
    } else {
      results.reset();
      results = *evaluator.evaluate();
    }
  }
  state.SetLabel(state.range(1) == 0 ? "by hand" : "engine");
  benchmarks::count_rows(state);
}

void sizes(benchmark::internal::Benchmark* one) {
  one->ArgNames({"rows", "engine"});
  for (const std::int64_t rows : {100'000, 1'000'000}) {
    for (const std::int64_t engine : {0, 1}) one->Args({rows, engine});
  }
  one->Unit(benchmark::kMicrosecond)->MinTime(0.2);
}

BENCHMARK_CAPTURE(window, top, Work::top)->Apply(sizes);
BENCHMARK_CAPTURE(window, without, Work::without)->Apply(sizes);
BENCHMARK_CAPTURE(window, median, Work::median)->Apply(sizes);
BENCHMARK_CAPTURE(window, ceiling, Work::ceiling)->Apply(sizes);

}  // namespace
