/* One row set, evaluated and read, `count` times: by a case, by an exchange, or by remit_evaluate.
 *   instructions_one_row case|exchange|evaluate COUNT */
#include <remit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char* const kPolicy =
    "policy boundary {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party treasury\n"
    "  entity project { key number : count   revenue : money   incentives : money }\n"
    "  reward bonus for project cite \"1\" {\n"
    "    when revenue > 0 CNY\n"
    "    pay  20% * (revenue - incentives)\n"
    "    cap  50万 CNY\n"
    "    from treasury\n"
    "  }\n"
    "}\n";

enum { kProject = 1 };

static void check(remit_status status) {
  if (status == REMIT_OK) return;
  fprintf(stderr, "status %d\n", (int)status);
  exit(1);
}

static size_t bonus_of(const remit_table* table) {
  size_t column = 0;
  check(remit_table_find_column(table, "bonus", REMIT_NUL, &column, NULL));
  return column;
}

static int64_t by_case(const remit_policy* policy, const remit_data* data, int count) {
  int64_t sum = 0, fen = 0;
  remit_case* row = NULL;
  check(remit_case_new(policy, data, kProject, NULL, &row, NULL));
  remit_data* const cells = remit_case_data(row);
  const remit_table* const table = remit_case_table(row);
  const size_t column = bonus_of(table);
  for (int i = 0; i < count; ++i) {
    check(remit_data_set_int64(cells, kProject, 0, 1, 123456789 + i % 2, 2, NULL));
    check(remit_case_run(row, NULL));
    check(remit_table_int64(table, 0, column, &fen, NULL));
    sum += fen;
  }
  remit_case_free(row);
  return sum;
}

static int64_t by_exchange(const remit_policy* policy, const remit_data* data, int count) {
  static const size_t kRevenue[] = {1};
  int64_t sum = 0;
  remit_case* row = NULL;
  remit_exchange* exchange = NULL;
  check(remit_case_new(policy, data, kProject, NULL, &row, NULL));
  const size_t column[] = {bonus_of(remit_case_table(row))};
  check(remit_exchange_new(row, kRevenue, 1, column, 1, &exchange, NULL));
  int64_t* const cell = remit_exchange_cells(exchange);
  const int64_t* const figure = remit_exchange_figures(exchange);
  cell[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_VALUE;
  cell[REMIT_EXCHANGE_WORD_HIGH] = 0;
  cell[REMIT_EXCHANGE_WORD_SCALE] = 2;
  for (int i = 0; i < count; ++i) {
    cell[REMIT_EXCHANGE_WORD_LOW] = 123456789 + i % 2;
    check(remit_exchange_run(exchange, NULL));
    sum += figure[REMIT_EXCHANGE_WORD_LOW];
  }
  remit_exchange_free(exchange);
  remit_case_free(row);
  return sum;
}

static int64_t by_run(const remit_policy* policy, remit_data* data, int count) {
  int64_t sum = 0, fen = 0;
  size_t column = 0;
  for (int i = 0; i < count; ++i) {
    remit_results* results = NULL;
    remit_table* table = NULL;
    check(remit_data_set_int64(data, kProject, 0, 1, 123456789 + i % 2, 2, NULL));
    check(remit_evaluate(policy, data, NULL, &results, NULL));
    check(remit_results_table(results, REMIT_TABLE_ENTITY, kProject, REMIT_LANGUAGE_EN, &table,
                              NULL));
    if (column == 0) column = bonus_of(table);
    check(remit_table_int64(table, 0, column, &fen, NULL));
    sum += fen;
    remit_table_free(table);
    remit_results_free(results);
  }
  return sum;
}

int main(int argc, char** argv) {
  const char* const name = "boundary.remit";
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  if (argc != 3) return 2;
  const int count = atoi(argv[2]);
  check(remit_compile(1, &name, &kPolicy, NULL, NULL, &policy, NULL));
  check(remit_data_new(policy, &data, NULL));
  check(remit_data_add_row(data, kProject, NULL, NULL));
  for (size_t field = 0; field < 3; ++field)
    check(remit_data_set_int64(data, kProject, 0, field, 100, field == 0 ? 0 : 2, NULL));
  const int64_t sum = strcmp(argv[1], "case") == 0       ? by_case(policy, data, count)
                      : strcmp(argv[1], "exchange") == 0 ? by_exchange(policy, data, count)
                                                         : by_run(policy, data, count);
  printf("%lld\n", (long long)sum);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
