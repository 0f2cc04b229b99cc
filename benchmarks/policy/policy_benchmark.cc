// The policy of seed 002 over its own tables with as many projects as asked for: bound tables, the
// whole run with every target, reward and split, one thread and two.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/remit.h"

namespace {

using namespace remit;

constexpr std::string_view kFolder = "policies/002/en/";
using Columns = std::vector<std::vector<std::string>>;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) std::abort();
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Columns of a file without quotes, each with its header first.
Columns read_columns(const std::string& name) {
  Columns columns;
  std::istringstream lines(read_file(std::string(kFolder) + "data/" + name + ".csv"));
  for (std::string line; std::getline(lines, line);) {
    std::size_t column = 0;
    for (std::string_view rest = line;; ++column) {
      const std::size_t comma = rest.find(',');
      if (column == columns.size()) columns.emplace_back();
      columns[column].emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return columns;
}

/// The rows again and again until there are `rows`, the first column made unique.
void repeat(Columns& columns, std::size_t rows) {
  const std::size_t own = columns[0].size() - 1;
  for (std::vector<std::string>& column : columns) {
    for (std::size_t row = own; row < rows; ++row)
      column.push_back(&column == &columns[0] ? "g" + std::to_string(row) : column[1 + row % own]);
  }
}

void load(const Policy& policy, Data& data, const std::string& name, const Columns& columns) {
  std::vector<TextColumn> table;
  for (const std::vector<std::string>& column : columns) {
    TextColumn& text = table.emplace_back();
    const std::string_view header = column[0];
    text.header = header.substr(0, header.find(" ("));
    if (header.find("10k") != std::string_view::npos) text.exponent = 4;
    if (header.find('%') != std::string_view::npos) text.exponent = -2;
    text.cells.assign(column.begin() + 1, column.end());
  }
  const auto entity = policy.find_entity(name);
  if (!entity || !data.set_table_text(*entity, table).ok()) std::abort();
}

void seed_002(benchmark::State& state) {
  const auto policy = compile({{"policy.remit", read_file(std::string(kFolder) + "policy.remit")}});
  if (!policy.ok()) std::abort();
  Data data = policy->new_data();
  for (const char* name :
       {"unit", "task", "report", "park", "inspection", "enterprise", "key_project", "publication", "supervision"})
    load(*policy, data, name, read_columns(name));
  Columns projects = read_columns("project");
  repeat(projects, static_cast<std::size_t>(state.range(0)));
  load(*policy, data, "project", projects);
  RunOptions options;
  options.as_of = Date{2010, 12, 31};
  options.evaluator = Evaluator::columnar;
  options.threads = static_cast<std::uint32_t>(state.range(1));
  for (auto _ : state) {
    const auto results = policy->evaluate(data, options);
    if (!results.ok()) std::abort();
    benchmark::DoNotOptimize(results->error_count());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(seed_002)
    ->ArgNames({"projects", "threads"})
    ->Args({100'000, 1})
    ->Args({1'000'000, 1})
    ->Args({1'000'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
