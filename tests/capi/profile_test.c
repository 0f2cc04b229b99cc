/* Where the time of a run goes: two more tables of its results, when it was asked to measure. */
#include "check.h"

static const char kText[] =
    "policy p {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party county\n"
    "  entity unit { key name : text }\n"
    "  entity project { key id : count  unit : unit  amount : money }\n"
    "  reward bonus \"Bonus\" for project cite \"4\" { pay 20% * amount  cap 500 CNY  from county "
    "}\n"
    "  define bonuses for unit = sum(project.bonus)\n"
    "  rank place for unit { by bonuses desc ties standard }\n"
    "}\n";

enum { kUnit = 1, kProject = 2, kUnits = 3, kRows = 1000 };

static remit_data* fill(const remit_policy* policy) {
  static const char* const kNames[kUnits] = {"A", "B", "C"};
  remit_data* data = NULL;
  uint64_t row = 0;
  CHECK_OK(remit_data_new(policy, &data, &error));
  for (row = 0; row < kUnits; ++row) {
    CHECK_OK(remit_data_add_row(data, kUnit, NULL, &error));
    CHECK_OK(remit_data_set_text(data, kUnit, row, 0, kNames[row], 1, &error));
  }
  for (row = 0; row < kRows; ++row) {
    CHECK_OK(remit_data_add_row(data, kProject, NULL, &error));
    CHECK_OK(remit_data_set_int64(data, kProject, row, 0, (int64_t)row, 0, &error));
    CHECK_OK(remit_data_set_text(data, kProject, row, 1, kNames[row % kUnits], 1, &error));
    CHECK_OK(remit_data_set_int64(data, kProject, row, 2, (int64_t)(row * 7919), 2, &error));
  }
  return data;
}

static remit_table* table(const remit_results* results, remit_table_kind which) {
  remit_table* made = NULL;
  CHECK_OK(remit_results_table(results, which, 0, REMIT_LANGUAGE_EN, &made, &error));
  return made;
}

static int64_t number(const remit_table* from, uint64_t row, const char* column) {
  size_t index = 0;
  int64_t value = 0;
  CHECK_OK(remit_table_find_column(from, column, REMIT_NUL, &index, &error));
  CHECK_OK(remit_table_int64(from, row, index, &value, &error));
  return value;
}

static int64_t sum(const remit_table* from, const char* column) {
  int64_t all = 0;
  uint64_t row = 0;
  for (row = 0; row < remit_table_row_count(from); ++row) all += number(from, row, column);
  return all;
}

/* The first line whose column has that text. */
static uint64_t line(const remit_table* from, const char* column, const char* text) {
  uint64_t row = 0;
  while (row < remit_table_row_count(from) && strcmp(cell(from, row, column), text) != 0) ++row;
  CHECK(row < remit_table_row_count(from));
  return row;
}

static remit_state state(const remit_table* from, uint64_t row, const char* column) {
  size_t index = 0;
  CHECK_OK(remit_table_find_column(from, column, REMIT_NUL, &index, &error));
  return remit_table_state(from, row, index);
}

static void check_stages(const remit_table* stages) {
  const uint64_t pass = line(stages, "entity", "project");
  const uint64_t ranks = line(stages, "part", "columns");
  CHECK(strcmp(cell(stages, 0, "part"), "link") == 0);
  CHECK(strcmp(cell(stages, 1, "part"), "bind") == 0);
  CHECK(strcmp(cell(stages, remit_table_row_count(stages) - 1, "part"), "results") == 0);
  CHECK(state(stages, 0, "stage") == REMIT_STATE_BLANK);
  CHECK(number(stages, pass, "stage") == 0);
  CHECK(number(stages, pass, "rows") == kRows);
  CHECK(number(stages, pass, "run_ns") > 0);
  CHECK(number(stages, pass, "steps") * kRows == number(stages, pass, "rows_64"));
  CHECK(strcmp(cell(stages, pass, "declarations"), "bonus, bonuses") == 0);
  CHECK(number(stages, ranks, "stage") > 0);
  CHECK(number(stages, ranks, "rows") == kUnits);
  CHECK(strcmp(cell(stages, ranks, "declarations"), "place") == 0);
  CHECK(sum(stages, "traversal") == 0);
}

static void check_rules(const remit_table* rules, const remit_table* stages) {
  const uint64_t bonus = line(rules, "declaration", "bonus");
  uint64_t row = 0;
  CHECK(remit_table_row_count(rules) == 3);
  CHECK(strcmp(cell(rules, bonus, "form"), "reward") == 0);
  CHECK(strcmp(cell(rules, bonus, "label"), "Bonus") == 0);
  CHECK(strcmp(cell(rules, bonus, "clause"), "4") == 0);
  CHECK(number(rules, bonus, "ns") > 0);
  for (row = 1; row < remit_table_row_count(rules); ++row) {
    CHECK(number(rules, row - 1, "ns") >= number(rules, row, "ns"));
  }
  CHECK(sum(rules, "rows_64") == sum(stages, "rows_64"));
  CHECK(sum(rules, "rows_128") == sum(stages, "rows_128"));
  CHECK(sum(rules, "rows_unlimited") == sum(stages, "rows_unlimited"));
}

int main(void) {
  remit_policy* policy = compile_text(kText);
  remit_data* data = fill(policy);
  remit_options* options = NULL;
  remit_results* results = NULL;
  remit_table* stages = NULL;
  remit_table* rules = NULL;
  int64_t value = -1;

  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_get_int(options, REMIT_OPTION_PROFILE, &value, &error));
  CHECK(value == 0);
  CHECK_FAILS(REMIT_INVALID_ARGUMENT,
              remit_options_set_int(options, REMIT_OPTION_PROFILE, 2, &error));

  /* Nobody asked. */
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_results_table(results, REMIT_TABLE_STAGES, 0,
                                                     REMIT_LANGUAGE_EN, &stages, &error));
  remit_results_free(results);

  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_PROFILE, 1, &error));
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  stages = table(results, REMIT_TABLE_STAGES);
  rules = table(results, REMIT_TABLE_RULES);
  remit_results_free(results); /* tables live on */
  check_stages(stages);
  check_rules(rules, stages);
  remit_table_free(stages);
  remit_table_free(rules);

  /* The row evaluator measures nothing. */
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_EVALUATOR, 1, &error));
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_results_table(results, REMIT_TABLE_RULES, 0,
                                                     REMIT_LANGUAGE_ZH, &rules, &error));
  CHECK(rules == NULL);

  remit_results_free(results);
  remit_options_free(options);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
