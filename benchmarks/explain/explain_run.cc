// How long an explanation takes beside the run whose cell it explains: the first of each column,
// for which the rows are looked through, and those that follow.
//
//   explain_run [rows] [threads]     from the top of the project
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "remit/remit.h"

namespace {

using namespace remit;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kUnits = 3000;
constexpr int kTurns = 25;

template <typename T>
T value_of(Result<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().message(Language::en).c_str());
  std::exit(1);
}

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The same numbers at every run.
class Dice {
 public:
  std::uint64_t below(std::uint64_t bound) {
    state_ = state_ * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    return (state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_ = 20'240'101;
};

std::string money(std::uint64_t fen) {
  char text[32];
  std::snprintf(text, sizeof text, "%llu.%02llu", static_cast<unsigned long long>(fen / 100),
                static_cast<unsigned long long>(fen % 100));
  return text;
}

/// Columns of texts, which are let go once the table is set.
struct Texts {
  const char* header;
  std::vector<std::string> cells;
};

void set_table(Data& data, const Policy& policy, const char* entity, std::vector<Texts> columns) {
  std::vector<TextColumn> table;
  for (const Texts& column : columns) {
    TextColumn& text = table.emplace_back();
    text.header = column.header;
    text.cells.assign(column.cells.begin(), column.cells.end());
  }
  const Status done = data.set_table_text(*policy.find_entity(entity), table);
  if (!done.ok()) std::exit(1);
}

Data make_data(const Policy& policy, std::size_t rows) {
  Data data = policy.new_data();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kUnits; ++i) names.push_back("U" + std::to_string(i));
  Dice dice;
  Texts id{"id", {}}, unit{"unit", {}}, revenue{"revenue", {}}, before{"paid_before", {}},
      filed{"filed_on", {}}, asked{"asked", {}};
  for (std::size_t i = 0; i < rows; ++i) {
    id.cells.push_back("P" + std::to_string(i));
    unit.cells.push_back(names[dice.below(kUnits)]);
    revenue.cells.push_back(money(dice.below(400'000'000)));
    before.cells.push_back(money(dice.below(40'000'000)));
    char day[16];
    std::snprintf(day, sizeof day, "2024-%02d-%02d", static_cast<int>(1 + dice.below(12)),
                  static_cast<int>(1 + dice.below(28)));
    filed.cells.emplace_back(day);
    asked.cells.push_back(std::to_string(1 + dice.below(90'000)));
  }
  set_table(data, policy, "unit", {{"name", std::move(names)}});
  set_table(data, policy, "project",
            {std::move(id), std::move(unit), std::move(revenue), std::move(before),
             std::move(filed), std::move(asked)});
  return data;
}

void measure(const Policy& policy, const Results& results, const char* entity, const char* column,
             double run) {
  const std::size_t of = entity[0] == '-' ? 0 : *policy.find_entity(entity);
  const std::uint64_t rows = of == 0 ? 1 : results.entity(of).row_count();
  Dice dice;
  double first = 0;
  std::vector<double> later;
  for (int turn = 0; turn <= kTurns; ++turn) {
    const std::uint64_t row = dice.below(rows);
    const Clock::time_point start = Clock::now();
    value_of(results.explain_text(of, row, column));
    const double took = milliseconds_since(start);
    if (turn == 0) first = took;
    if (turn > 0) later.push_back(took);
  }
  std::sort(later.begin(), later.end());
  const double median = later[later.size() / 2], most = later.back();
  std::printf("| %-8s | %-14s | %9.2f | %7.3f | %7.3f | 1/%.0f |\n", entity, column, first, median,
              most, run / median);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  std::ifstream file("benchmarks/explain/explain.remit", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const Policy policy = value_of(compile({{"explain.remit", text}}));
  const Data data = make_data(policy, rows);
  RunOptions options;
  options.threads = argc > 2 ? static_cast<std::uint32_t>(std::atoi(argv[2])) : 1;
  const Clock::time_point start = Clock::now();
  const Results results = value_of(policy.evaluate(data, options));
  const double run = milliseconds_since(start);
  std::printf("%zu rows, the run: %.1f ms; explanations in ms\n\n", rows, run);
  std::printf("| of       | column         |     first |  median |    most | of the run |\n");
  std::printf("|----------|----------------|----------:|--------:|--------:|-----------:|\n");
  for (const char* column : {"bonus", "place", "place_in_unit", "grant", "top_up"})
    measure(policy, results, "project", column, run);
  for (const char* column : {"total_bonus", "unit_place"})
    measure(policy, results, "unit", column, run);
  for (const char* column : {"grown.met", "grants.left", "top_ups.left"})
    measure(policy, results, "-", column, run);
  return 0;
}
