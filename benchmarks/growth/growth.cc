// How time and memory grow: with rows, rules, columns, groups and the length of a chain of
// references. One line for each measurement: axis, how many, what was measured, the figure. The
// pictures in docs/performance.md are drawn from them by draw.py.
//
//   bench_growth [axis]...     rows rules columns groups references; from the top of the project
//
// Each size runs in a process of its own, whose peak memory is that of this size alone. Times are
// the least of some turns, in milliseconds, memory is in bytes.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "arrow_rows.h"
#include "machine.h"
#include "work_policy.h"

namespace remit::benchmarks {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTurns = 3;
constexpr std::uint64_t kSeed = 20'100'101;

double milliseconds(const std::function<void()>& body) {
  const Clock::time_point start = Clock::now();
  body();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double least_of_turns(const std::function<void()>& body) {
  double least = 1e300;
  for (int turn = 0; turn < kTurns; ++turn) least = std::min(least, milliseconds(body));
  return least;
}

/// What one size came to.
using Report = std::function<void(const char* what, double figure)>;

std::uint64_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Policy policy_of(const std::string& rules) {
  CompileOptions options;
  options.limits.columns = 1'000'000;
  const std::string head =
      "policy generated \"Generated\" {\n  source \"1\"\n  effective 2010-01-01 to 2010-12-31\n"
      "  currency CNY\n  rounding half_up to 0.01\n  party treasury\n";
  return value_of(compile({{"growth.remit", head + rules + "}\n"}}, options));
}

std::vector<std::int64_t> ascending(std::size_t rows) {
  std::vector<std::int64_t> keys(rows);
  std::iota(keys.begin(), keys.end(), std::int64_t{0});
  return keys;
}

/// Numbers below `bound`, the same at every run.
std::vector<std::int64_t> numbers(std::size_t rows, std::uint64_t bound) {
  std::vector<std::int64_t> values(rows);
  std::uint64_t state = kSeed;
  for (std::int64_t& value : values) {
    state = state * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    value = static_cast<std::int64_t>((state >> 33) % bound);
  }
  return values;
}

RunOptions one_thread() {
  RunOptions options;
  options.threads = 1;
  options.evaluator = Evaluator::columnar;  // also where automatic would take the other
  return options;
}

/// A first run, which links and binds the tables, and later ones; and what all of it took.
void report_runs(const Policy& policy, const Data& data, const Report& report) {
  const RunOptions options = one_thread();
  std::optional<Results> results;
  report("first run", milliseconds([&] { results = value_of(policy.evaluate(data, options)); }));
  report("later runs", least_of_turns([&] {
           results.reset();
           results = value_of(policy.evaluate(data, options));
         }));
  report("peak memory", static_cast<double>(peak_bytes()));
}

/// The measured work R1 to R6.
void by_rows(std::size_t rows, const Report& report) {
  const WorkPolicy work(true);
  Data data = work.policy.new_data();
  value_of(give_units(data, work.unit));
  value_of(ArrowRows(make_rows(rows, kSeed), 0, Amounts::decimal64).give(data, work.project));
  report_runs(work.policy, data, report);
}

/// So many rewards of six clauses over a thousand rows.
void by_rules(std::size_t rules, const Report& report) {
  constexpr std::size_t kRows = 1'000, kAmounts = 50;
  std::string text =
      "  entity unit { key id : count }\n"
      "  entity project {\n    key id : count\n    introduced_by : unit\n";
  for (std::size_t i = 0; i < kAmounts; ++i) text += "    a" + std::to_string(i) + " : money\n";
  text += "  }\n";
  for (std::size_t i = 0; i < rules; ++i) {
    const std::string n = std::to_string(i), a = "a" + std::to_string(i % kAmounts),
                      b = "a" + std::to_string((i + 7) % kAmounts);
    text += "  reward bonus_" + n + " \"Bonus\" for project cite \"III(" + n + ")\" {\n    when " +
            a + " >= 500 CNY\n    pay 12.5% * " + b +
            "\n    cap 50_000 CNY\n    floor 0 CNY\n    from treasury\n    to introduced_by\n  }\n";
  }
  std::optional<Policy> policy;
  report("checking", milliseconds([&] { policy = policy_of(text); }));
  Data data = policy->new_data();
  value_of(give_units(data, *policy->find_entity("unit")));
  ArrowTable table;
  table.add("id", "l", ascending(kRows));
  table.add("introduced_by", "l", numbers(kRows, kUnits));
  for (std::size_t i = 0; i < kAmounts; ++i)
    table.add("a" + std::to_string(i), "d:18,2,64", numbers(kRows, 10'000'000));
  value_of(table.give(data, *policy->find_entity("project")));
  report_runs(*policy, data, report);
}

/// So many columns of amounts, of each of which a share is computed, over a thousand rows.
void by_columns(std::size_t columns, const Report& report) {
  constexpr std::size_t kRows = 1'000;
  std::string text = "  entity project {\n    key id : count\n";
  for (std::size_t i = 0; i < columns; ++i) text += "    a" + std::to_string(i) + " : money\n";
  text += "  }\n";
  for (std::size_t i = 0; i < columns; ++i) {
    const std::string n = std::to_string(i);
    text += "  define share_" + n + " for project cite \"1\" = round(12.5% * a" + n + ")\n";
  }
  std::optional<Policy> policy;
  report("checking", milliseconds([&] { policy = policy_of(text); }));
  Data data = policy->new_data();
  ArrowTable table;
  table.add("id", "l", ascending(kRows));
  for (std::size_t i = 0; i < columns; ++i)
    table.add("a" + std::to_string(i), "d:18,2,64", numbers(kRows, 10'000'000));
  value_of(table.give(data, *policy->find_entity("project")));
  report_runs(*policy, data, report);
}

/// A million amounts added up by so many groups, which are ranked.
void by_groups(std::size_t groups, const Report& report) {
  constexpr std::size_t kRows = 1'000'000;
  const Policy policy = policy_of(
      "  entity unit { key id : count }\n"
      "  entity project {\n    key id : count\n    unit : unit\n    amount : money\n  }\n"
      "  define together for unit cite \"1\" = sum(project.amount)\n"
      "  rank place for unit { by together desc ties standard }\n");
  Data data = policy.new_data();
  ArrowTable units, rows;
  units.add("id", "l", ascending(groups));
  value_of(units.give(data, *policy.find_entity("unit")));
  rows.add("id", "l", ascending(kRows));
  rows.add("unit", "l", numbers(kRows, groups));
  rows.add("amount", "d:18,2,64", numbers(kRows, 10'000'000));
  value_of(rows.give(data, *policy.find_entity("project")));
  report_runs(policy, data, report);
}

/// A value reached over so many references, each from a table of ten thousand rows to the next.
void by_references(std::size_t depth, const Report& report) {
  constexpr std::size_t kRows = 10'000;
  std::string text = "  entity e0 {\n    key id : count\n    amount : money\n  }\n";
  std::string path;
  for (std::size_t i = 1; i <= depth; ++i) {
    const std::string above = "e" + std::to_string(i - 1);
    text += "  entity e" + std::to_string(i) + " {\n    key id : count\n    above : " + above +
            "\n  }\n";
    path += "above.";
  }
  text += "  define share for e" + std::to_string(depth) + " cite \"1\" = round(12.5% * " + path +
          "amount)\n";
  std::optional<Policy> policy;
  report("checking", milliseconds([&] { policy = policy_of(text); }));
  Data data = policy->new_data();
  for (std::size_t i = 0; i <= depth; ++i) {
    ArrowTable table;
    table.add("id", "l", ascending(kRows));
    if (i == 0)
      table.add("amount", "d:18,2,64", numbers(kRows, 10'000'000));
    else
      table.add("above", "l", numbers(kRows, kRows));
    value_of(table.give(data, *policy->find_entity("e" + std::to_string(i))));
  }
  report_runs(*policy, data, report);
}

struct Axis {
  const char* name;
  std::vector<std::size_t> sizes;
  void (*measure)(std::size_t, const Report&);
};

const std::vector<Axis>& axes() {
  static const std::vector<Axis> all = {
      {"rows", {1'000, 10'000, 100'000, 1'000'000, 10'000'000}, by_rows},
      {"rules", {10, 30, 100, 300, 1'000, 3'000, 10'000}, by_rules},
      {"columns", {10, 30, 100, 300, 1'000, 3'000, 10'000}, by_columns},
      {"groups", {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000}, by_groups},
      {"references", {1, 2, 4, 8, 16, 32, 64}, by_references}};
  return all;
}

void measure_apart(const Axis& axis, std::size_t size) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child < 0) stop("no process can be started");
  if (child == 0) {
    axis.measure(size, [&](const char* what, double figure) {
      std::printf("%s\t%zu\t%s\t%.4f\n", axis.name, size, what, figure);
    });
    std::fflush(stdout);
    std::_Exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) stop("a measurement failed");
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) {
  using namespace remit::benchmarks;
  const std::vector<std::string> asked(argv + 1, argv + argc);
  print_machine(stderr);
  for (const Axis& axis : axes()) {
    const bool wanted =
        asked.empty() || std::find(asked.begin(), asked.end(), axis.name) != asked.end();
    for (std::size_t i = 0; wanted && i < axis.sizes.size(); ++i)
      measure_apart(axis, axis.sizes[i]);
  }
  return 0;
}
