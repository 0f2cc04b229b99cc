// The cost of the C interface: one unit set cell by cell, evaluated and read; whole tables.
#include <benchmark/benchmark.h>
#include <remit.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

constexpr const char* kPolicy = R"(
policy boundary {
  currency CNY
  rounding half_up to 0.01
  party treasury
  entity project { key number : count   revenue : money   incentives : money }
  reward bonus for project cite "1" {
    when revenue > 0 CNY
    pay  20% * (revenue - incentives)
    cap  50万 CNY
    from treasury
  }
})";

constexpr std::size_t kProject = 1;

void check(remit_status status) {
  if (status != REMIT_OK) std::abort();
}

remit_policy* compile() {
  const char* name = "boundary.remit";
  remit_policy* policy = nullptr;
  check(remit_compile(1, &name, &kPolicy, nullptr, nullptr, &policy, nullptr));
  return policy;
}

remit_data* make_rows(const remit_policy* policy, std::int64_t rows) {
  remit_data* data = nullptr;
  check(remit_data_new(policy, &data, nullptr));
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto row = static_cast<std::uint64_t>(i);
    check(remit_data_add_row(data, kProject, nullptr, nullptr));
    check(remit_data_set_int64(data, kProject, row, 0, i, 0, nullptr));
    check(remit_data_set_int64(data, kProject, row, 1, i * 7919 % 100'000'000, 2, nullptr));
    check(remit_data_set_int64(data, kProject, row, 2, i % 1000, 2, nullptr));
  }
  return data;
}

/// A cell changes, the run, a figure comes back.
void one_unit(benchmark::State& state) {
  remit_policy* policy = compile();
  remit_data* data = make_rows(policy, 1);
  std::size_t column = 0;
  std::int64_t fen = 0;
  for (auto _ : state) {
    remit_results* results = nullptr;
    remit_table* table = nullptr;
    check(remit_data_set_int64(data, kProject, 0, 1, 123'456'789 + fen % 2, 2, nullptr));
    check(remit_evaluate(policy, data, nullptr, &results, nullptr));
    check(remit_results_table(results, REMIT_TABLE_ENTITY, kProject, REMIT_LANGUAGE_EN, &table,
                              nullptr));
    if (column == 0) {
      check(remit_table_find_column(table, "bonus", REMIT_NUL, &column, nullptr));
    }
    check(remit_table_int64(table, 0, column, &fen, nullptr));
    benchmark::DoNotOptimize(fen);
    remit_table_free(table);
    remit_results_free(results);
  }
  remit_data_free(data);
  remit_policy_free(policy);
}
BENCHMARK(one_unit);

/// The same by way of a case: the policy is made ready for the row once.
void one_case(benchmark::State& state) {
  remit_policy* policy = compile();
  remit_data* data = make_rows(policy, 1);
  remit_case* of = nullptr;
  check(remit_case_new(policy, data, kProject, nullptr, &of, nullptr));
  remit_data* cells = remit_case_data(of);
  const remit_table* table = remit_case_table(of);
  std::size_t column = 0;
  check(remit_table_find_column(table, "bonus", REMIT_NUL, &column, nullptr));
  std::int64_t fen = 0;
  std::int64_t sum = 0;
  for (auto _ : state) {
    check(remit_data_set_int64(cells, kProject, 0, 1, 123'456'789 + fen % 2, 2, nullptr));
    check(remit_case_run(of, nullptr));
    check(remit_table_int64(table, 0, column, &fen, nullptr));
    benchmark::DoNotOptimize(sum += fen);
  }
  remit_case_free(of);
  remit_data_free(data);
  remit_policy_free(policy);
}
BENCHMARK(one_case);

/// The same in one call, by memory.
void one_exchange(benchmark::State& state) {
  remit_policy* policy = compile();
  remit_data* data = make_rows(policy, 1);
  remit_case* of = nullptr;
  check(remit_case_new(policy, data, kProject, nullptr, &of, nullptr));
  const std::size_t field = 1;
  std::size_t column = 0;
  check(remit_table_find_column(remit_case_table(of), "bonus", REMIT_NUL, &column, nullptr));
  remit_exchange* exchange = nullptr;
  check(remit_exchange_new(of, &field, 1, &column, 1, &exchange, nullptr));
  std::int64_t* const cell = remit_exchange_cells(exchange);
  const std::int64_t* const figure = remit_exchange_figures(exchange);
  cell[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_VALUE;
  cell[REMIT_EXCHANGE_WORD_HIGH] = 0;
  cell[REMIT_EXCHANGE_WORD_SCALE] = 2;
  std::int64_t sum = 0;
  for (auto _ : state) {
    cell[REMIT_EXCHANGE_WORD_LOW] = 123'456'789 + figure[REMIT_EXCHANGE_WORD_LOW] % 2;
    check(remit_exchange_run(exchange, nullptr));
    benchmark::DoNotOptimize(sum += figure[REMIT_EXCHANGE_WORD_LOW]);
  }
  remit_exchange_free(exchange);
  remit_case_free(of);
  remit_data_free(data);
  remit_policy_free(policy);
}
BENCHMARK(one_exchange);

/// Nothing changes: what a run itself takes.
void one_case_run(benchmark::State& state) {
  remit_policy* policy = compile();
  remit_data* data = make_rows(policy, 1);
  remit_case* of = nullptr;
  check(remit_case_new(policy, data, kProject, nullptr, &of, nullptr));
  for (auto _ : state) check(remit_case_run(of, nullptr));
  remit_case_free(of);
  remit_data_free(data);
  remit_policy_free(policy);
}
BENCHMARK(one_case_run);

/// Tables that are there already; the run and the figures as Arrow.
void rows(benchmark::State& state) {
  remit_policy* policy = compile();
  remit_data* data = make_rows(policy, state.range(0));
  for (auto _ : state) {
    remit_results* results = nullptr;
    remit_table* table = nullptr;
    ArrowSchema schema;
    ArrowArray array;
    check(remit_evaluate(policy, data, nullptr, &results, nullptr));
    check(remit_results_table(results, REMIT_TABLE_ENTITY, kProject, REMIT_LANGUAGE_EN, &table,
                              nullptr));
    check(remit_table_export_arrow(table, &schema, &array, nullptr));
    schema.release(&schema);
    array.release(&array);
    remit_table_free(table);
    remit_results_free(results);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  remit_data_free(data);
  remit_policy_free(policy);
}
BENCHMARK(rows)->Arg(1)->Arg(1000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

/// Cells set one by one.
void cells(benchmark::State& state) {
  remit_policy* policy = compile();
  for (auto _ : state) remit_data_free(make_rows(policy, 1000));
  state.SetItemsProcessed(state.iterations() * 3000);
  remit_policy_free(policy);
}
BENCHMARK(cells);

}  // namespace
