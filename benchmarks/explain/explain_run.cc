// What an explanation takes beside the run whose cell it explains, in processor time: the first of
// each column, those that follow, and the slowest of them, which is what the goal is about; of rows
// that come in batches, while a batch is handed over.
//
//   explain_run [rows] [threads] [rows of a batch]     from the top of the project
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "remit/remit.h"

namespace {

using namespace remit;

constexpr std::size_t kUnits = 3000;
/// Beyond those after which rows are put in order for who asks for many.
constexpr int kTurns = 80;

template <typename T>
T value_of(Result<T> result) {
  if (result.ok()) return *std::move(result);
  std::fprintf(stderr, "%s\n", result.error().message(Language::en).c_str());
  std::exit(1);
}

/// Of all threads of the process; other work on the machine takes none of it.
double milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
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

struct Texts {
  const char* header;
  std::vector<std::string> cells;
};

/// Sets some rows of a table.
void set_rows(Data& data, const Policy& policy, const char* entity,
              const std::vector<Texts>& columns, std::size_t begin, std::size_t end) {
  std::vector<TextColumn> table;
  for (const Texts& column : columns) {
    TextColumn& text = table.emplace_back();
    text.header = column.header;
    text.cells.assign(column.cells.begin() + static_cast<std::ptrdiff_t>(begin),
                      column.cells.begin() + static_cast<std::ptrdiff_t>(end));
  }
  const Status done = data.set_table_text(*policy.find_entity(entity), table);
  if (!done.ok()) std::exit(1);
}

std::vector<std::string> unit_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kUnits; ++i) names.push_back("U" + std::to_string(i));
  return names;
}

Data make_units(const Policy& policy) {
  Data data = policy.new_data();
  set_rows(data, policy, "unit", {{"name", unit_names()}}, 0, kUnits);
  return data;
}

std::vector<Texts> make_projects(std::size_t rows) {
  const std::vector<std::string> names = unit_names();
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
  return {std::move(id),     std::move(unit),  std::move(revenue),
          std::move(before), std::move(filed), std::move(asked)};
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
    const double start = milliseconds();
    value_of(results.explain_text(of, row, column));
    const double took = milliseconds() - start;
    if (turn == 0) first = took;
    if (turn > 0) later.push_back(took);
  }
  std::sort(later.begin(), later.end());
  const double median = later[later.size() / 2], most = later.back();
  std::printf("| %-8s | %-14s | %9.2f | %7.3f | %7.3f | 1/%.0f | 1/%.0f |\n", entity, column, first,
              median, most, run / first, run / most);
}

void print_head(std::size_t rows, double run) {
  std::printf("%zu rows, the run: %.1f ms; explanations in ms\n\n", rows, run);
  std::printf(
      "| of       | column         |     first |  median |    most | first of the run | most of "
      "the run |\n"
      "|----------|----------------|----------:|--------:|--------:|-----------------:|------------"
      "----:|\n");
}

constexpr const char* kOfProjects[] = {"bonus", "place", "place_in_unit", "grant", "top_up"};

void at_once(const Policy& policy, std::size_t rows, const RunOptions& options) {
  Data data = make_units(policy);
  set_rows(data, policy, "project", make_projects(rows), 0, rows);
  const double start = milliseconds();
  const Results results = value_of(policy.evaluate(data, options));
  const double run = milliseconds() - start;
  print_head(rows, run);
  for (const char* column : kOfProjects) measure(policy, results, "project", column, run);
  for (const char* column : {"total_bonus", "unit_place"})
    measure(policy, results, "unit", column, run);
  for (const char* column : {"grown.met", "grants.left", "top_ups.left"})
    measure(policy, results, "-", column, run);
}

/// Explains cells of the last batch; the run is told without that.
void in_batches(const Policy& policy, std::size_t rows, std::size_t batch,
                const RunOptions& options) {
  const Data units = make_units(policy);
  const std::vector<Texts> projects = make_projects(rows);
  std::size_t next = 0;
  StreamSource source;
  source.rewind = [&] {
    next = 0;
    return Status(Done{});
  };
  source.next = [&](Data& data) -> Result<bool> {
    if (next == rows) return false;
    const std::size_t end = std::min(rows, next + batch);
    set_rows(data, policy, "project", projects, next, end);
    next = end;
    return true;
  };
  StreamOptions how;
  how.run = options;
  const double start = milliseconds();
  const StreamSink sink = [&](const StreamBatch& got) {
    if (next < rows) return Status(Done{});
    const double run = milliseconds() - start;
    print_head(rows, run);
    for (const char* column : kOfProjects) measure(policy, got.results, "project", column, run);
    return Status(Done{});
  };
  value_of(policy.evaluate_stream(units, *policy.find_entity("project"), source, sink, how));
}

/// A text cannot put rows in order that come in batches.
std::string without_keys(std::string text) {
  const std::string by_key = "ties by key";
  for (std::size_t at = 0; (at = text.find(by_key)) != std::string::npos;)
    text.replace(at, by_key.size(), "ties by row order");
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const std::size_t batch = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 0;
  std::ifstream file("benchmarks/explain/explain.remit", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (batch > 0) text = without_keys(std::move(text));
  const Policy policy = value_of(compile({{"explain.remit", text}}));
  RunOptions options;
  options.threads = argc > 2 ? static_cast<std::uint32_t>(std::atoi(argv[2])) : 1;
  if (batch > 0) {
    in_batches(policy, rows, batch, options);
  } else {
    at_once(policy, rows, options);
  }
  return 0;
}
