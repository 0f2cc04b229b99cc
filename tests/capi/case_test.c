/* One row evaluated again and again: the same figures as a run of its own, whatever changes. */
#include "check.h"

static const char* const kPolicy =
    "policy cases {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party treasury\n"
    "  entity unit { key code : count   factor : percent }\n"
    "  entity project {\n"
    "    key number : count\n"
    "    revenue : money\n"
    "    incentives : money default 0\n"
    "    jobs : count\n"
    "    opened : date\n"
    "    local : bool\n"
    "    of : unit optional\n"
    "  }\n"
    "  define per_job for project cite \"2\" = round(revenue / jobs, to 0.01 CNY, half_up)\n"
    "  reward bonus for project cite \"1\" {\n"
    "    when revenue > 100 CNY and opened >= 2010-01-01 and local\n"
    "    pay  20% * (revenue - incentives)\n"
    "    cap  50万 CNY\n"
    "    from treasury\n"
    "  }\n"
    "}\n";

enum { kUnit = 1, kProject = 2 };
enum { kNumber, kRevenue, kIncentives, kJobs, kOpened, kLocal, kOf };

static remit_policy* compile(const char* text) {
  const char* name = "cases.remit";
  remit_policy* policy = NULL;
  CHECK_OK(remit_compile(1, &name, &text, NULL, NULL, &policy, &error));
  return policy;
}

/* Every cell of the case against a run over the same tables. */
static void compare(const remit_policy* policy, remit_case* of, size_t entity) {
  const remit_table* mine = remit_case_table(of);
  remit_results* results = NULL;
  remit_table* table = NULL;
  char a[200], b[200];
  size_t column, size;
  CHECK_OK(remit_case_run(of, &error));
  CHECK_OK(remit_evaluate(policy, remit_case_data(of), NULL, &results, &error));
  CHECK_OK(
      remit_results_table(results, REMIT_TABLE_ENTITY, entity, REMIT_LANGUAGE_EN, &table, &error));
  CHECK(remit_table_row_count(mine) == remit_table_row_count(table));
  CHECK(remit_table_column_count(mine) == remit_table_column_count(table));
  for (column = 0; column < remit_table_column_count(table); ++column) {
    CHECK(remit_table_state(mine, 0, column) == remit_table_state(table, 0, column));
    CHECK_OK(remit_table_text(mine, 0, column, a, sizeof a, &size, &error));
    CHECK_OK(remit_table_text(table, 0, column, b, sizeof b, &size, &error));
    CHECK(strcmp(a, b) == 0);
    if (remit_table_state(table, 0, column) == REMIT_STATE_ERROR) {
      const char *x = NULL, *y = NULL;
      remit_string *p = NULL, *q = NULL;
      CHECK_OK(remit_table_fault(mine, 0, column, REMIT_LANGUAGE_EN, &x, &p, &error));
      CHECK_OK(remit_table_fault(table, 0, column, REMIT_LANGUAGE_EN, &y, &q, &error));
      CHECK(strcmp(x, y) == 0);
      CHECK(strcmp(remit_string_data(p, NULL), remit_string_data(q, NULL)) == 0);
      remit_string_free(p);
      remit_string_free(q);
    }
  }
  remit_table_free(table);
  remit_results_free(results);
}

static void set(remit_case* of, size_t field, int64_t coefficient, int32_t scale) {
  CHECK_OK(
      remit_data_set_int64(remit_case_data(of), kProject, 0, field, coefficient, scale, &error));
}

static void set_text(remit_case* of, size_t field, const char* text) {
  CHECK_OK(remit_data_set_text(remit_case_data(of), kProject, 0, field, text, REMIT_NUL, &error));
}

static void follows_every_change(void) {
  static const int64_t kRevenues[] = {0,       10000,      10001,  123456789,          -5,
                                      7000000, 9000000000, -70000, 900000000000000000, 12};
  remit_policy* policy = compile(kPolicy);
  remit_case* of = NULL;
  remit_data* data;
  size_t i;
  CHECK_OK(remit_case_new(policy, NULL, kProject, NULL, &of, &error));
  data = remit_case_data(of);
  CHECK(remit_table_row_count(remit_case_table(of)) == 0);
  CHECK(remit_data_row_count(data, kProject) == 1);
  compare(policy, of, kProject); /* all blank */
  set(of, kNumber, 1, 0);
  set(of, kRevenue, 123456, 2);
  set(of, kJobs, 7, 0);
  CHECK_OK(remit_data_set_date(data, kProject, 0, kOpened, 2010, 5, 1, &error));
  CHECK_OK(remit_data_set_bool(data, kProject, 0, kLocal, 1, &error));
  compare(policy, of, kProject);
  for (i = 0; i < sizeof kRevenues / sizeof *kRevenues; ++i) {
    set(of, kRevenue, kRevenues[i], 2);
    set(of, kIncentives, (int64_t)i * 37, 2);
    compare(policy, of, kProject);
    set(of, kJobs, (int64_t)i % 3, 0); /* division by zero now and then */
    compare(policy, of, kProject);
    CHECK_OK(remit_data_set_bool(data, kProject, 0, kLocal, i % 2 == 0, &error));
    CHECK_OK(remit_data_set_date(data, kProject, 0, kOpened, 2009 + (int32_t)i % 3, 1, 1, &error));
    compare(policy, of, kProject);
  }
  set_text(of, kRevenue, "12.345"); /* an error, not a rounding */
  compare(policy, of, kProject);
  set_text(of, kRevenue, "no number");
  compare(policy, of, kProject);
  CHECK_OK(remit_data_set_blank(data, kProject, 0, kRevenue, &error));
  compare(policy, of, kProject);
  set_text(of, kRevenue, "99999999999999999999.99"); /* 128 bits */
  compare(policy, of, kProject);
  set_text(of, kRevenue, "5000.00");
  compare(policy, of, kProject);
  CHECK_OK(remit_data_set_date(data, kProject, 0, kOpened, 9000, 1, 1, &error));
  compare(policy, of, kProject);
  set(of, kNumber, 77, 0); /* the key */
  compare(policy, of, kProject);
  CHECK_OK(remit_data_add_row(data, kUnit, NULL, &error));
  CHECK_OK(remit_data_set_int64(data, kUnit, 0, 0, 3, 0, &error));
  set_text(of, kOf, "3");
  compare(policy, of, kProject);
  CHECK_OK(remit_data_add_row(data, kProject, NULL, &error)); /* two rows are no single case */
  compare(policy, of, kProject);
  CHECK_OK(remit_data_clear(data, kProject, &error));
  CHECK_OK(remit_data_add_row(data, kProject, NULL, &error));
  set(of, kRevenue, 500, 0);
  compare(policy, of, kProject);
  remit_data_free(data); /* borrowed: nothing happens */
  compare(policy, of, kProject);
  remit_policy_free(policy);
  CHECK_OK(remit_case_run(of, &error)); /* keeps the policy alive */
  remit_case_free(of);
}

/* Columns that depend on the other rows are computed as a whole. */
static void serves_policies_that_look_at_other_rows(void) {
  static const char* const kRanked =
      "policy ranked {\n"
      "  currency CNY\n"
      "  rounding half_up to 0.01\n"
      "  entity unit { key code : count   revenue : money }\n"
      "  party treasury\n"
      "  reward prize for unit cite \"1\" {\n"
      "    rank by revenue desc ties standard\n"
      "    pay { 1..2 : 2万 CNY, 3..3 : 1万 CNY }\n"
      "    from treasury\n"
      "  }\n"
      "}\n";
  remit_policy* policy = compile(kRanked);
  remit_case* of = NULL;
  int64_t i;
  CHECK_OK(remit_case_new(policy, NULL, 1, NULL, &of, &error));
  for (i = 0; i < 3; ++i) {
    CHECK_OK(remit_data_set_int64(remit_case_data(of), 1, 0, 1, i * 100, 2, &error));
    compare(policy, of, 1);
  }
  remit_case_free(of);
  remit_policy_free(policy);
}

/* A figure of the row that depends on none of its cells, as a part of others that do. */
static void serves_constants_within_formulas(void) {
  static const char* const kConstant =
      "policy constants {\n"
      "  currency CNY\n"
      "  rounding half_up to 0.01\n"
      "  entity row { key number : count  day : date }\n"
      "  party treasury\n"
      "  define fixed for row = round(abs(5 CNY), to 0.01, half_up)\n"
      "  define late for row = year(day) >= 2010\n"
      "  reward prize for row cite \"1\" {\n"
      "    when not (fixed >= year(day) * 1 CNY - 2005 CNY)\n"
      "    when not (late or year(day) < 2000)\n"
      "    pay round(fixed, to 0.01, half_up)\n"
      "    from treasury\n"
      "  }\n"
      "}\n";
  remit_policy* policy = compile(kConstant);
  remit_case* of = NULL;
  int32_t year;
  CHECK_OK(remit_case_new(policy, NULL, 1, NULL, &of, &error));
  CHECK_OK(remit_data_set_int64(remit_case_data(of), 1, 0, 0, 1, 0, &error));
  for (year = 1998; year < 2012; ++year) {
    CHECK_OK(remit_data_set_date(remit_case_data(of), 1, 0, 1, year, 1, 1, &error));
    compare(policy, of, 1);
  }
  remit_case_free(of);
  remit_policy_free(policy);
}

/* The key changes from row to row, which matters where a figure reads it, where others refer to the
 * row, and where a cell in error names it. */
static void takes_another_name(void) {
  static const char* const kKeyed[] = {
      "policy named { currency CNY entity row { key id : text  a : count  b : count }\n"
      "  define half for row = round(a / b, to 0.01, half_up) }\n",
      "policy read { currency CNY entity row { key id : text  a : count  b : count }\n"
      "  define half for row = round(a / b, to 0.01, half_up)\n"
      "  define first for row = id = \"k0\" }\n",
      "policy referred { currency CNY entity row { key id : text  a : count  b : count }\n"
      "  entity part { key number : count  of : row }\n"
      "  define half for row = round(a / b, to 0.01, half_up)\n"
      "  define parts for row = count(part) }\n",
      "policy two { currency CNY entity row { key id, b  id : text  a : count  b : count }\n"
      "  define half for row = round(a / b, to 0.01, half_up) }\n",
  };
  size_t i;
  for (i = 0; i < sizeof kKeyed / sizeof *kKeyed; ++i) {
    remit_policy* policy = compile(kKeyed[i]);
    remit_case* of = NULL;
    remit_data* data;
    int64_t row;
    CHECK_OK(remit_case_new(policy, NULL, 1, NULL, &of, &error));
    data = remit_case_data(of);
    if (i == 2) {
      CHECK_OK(remit_data_add_row(data, 2, NULL, &error));
      CHECK_OK(remit_data_set_int64(data, 2, 0, 0, 1, 0, &error));
      CHECK_OK(remit_data_set_text(data, 2, 0, 1, "k3", REMIT_NUL, &error));
    }
    for (row = 0; row < 40; ++row) {
      char key[8];
      snprintf(key, sizeof key, row % 11 == 5 && i != 3 ? "" : "k%d", (int)(row % 7));
      CHECK_OK(remit_data_set_text(data, 1, 0, 0, key, REMIT_NUL, &error));
      CHECK_OK(remit_data_set_int64(data, 1, 0, 1, row, 0, &error));
      if (row % 3 == 0) CHECK_OK(remit_data_set_int64(data, 1, 0, 2, row % 5, 0, &error));
      compare(policy, of, 1);
    }
    remit_case_free(of);
    remit_policy_free(policy);
  }
}

static void refuses(void) {
  remit_policy* policy = compile(kPolicy);
  remit_policy* other = compile(kPolicy);
  remit_options* options = NULL;
  remit_cancel* cancel = NULL;
  remit_data* data = NULL;
  remit_case* of = NULL;
  CHECK(remit_case_new(NULL, NULL, kProject, NULL, &of, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_new(policy, NULL, 3, NULL, &of, NULL) == REMIT_INVALID_ARGUMENT && of == NULL);
  CHECK(remit_case_new(policy, NULL, kProject, NULL, NULL, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK_OK(remit_data_new(other, &data, &error));
  CHECK(remit_case_new(policy, data, kProject, NULL, &of, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_run(NULL, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_data(NULL) == NULL && remit_case_table(NULL) == NULL);
  remit_case_free(NULL);
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_cancel_new(&cancel, &error));
  CHECK_OK(remit_options_set_cancel(options, cancel, &error));
  CHECK_OK(remit_case_new(policy, NULL, kProject, options, &of, &error));
  CHECK_OK(remit_case_run(of, &error));
  remit_cancel_request(cancel);
  CHECK(remit_case_run(of, NULL) == REMIT_CANCELLED);
  remit_cancel_reset(cancel);
  CHECK_OK(remit_case_run(of, &error));
  remit_case_free(of);
  remit_cancel_free(cancel);
  remit_options_free(options);
  remit_data_free(data);
  remit_policy_free(other);
  remit_policy_free(policy);
}

/* What still matters for a figure, and what it is once nothing does. */
static int says(const remit_case* of, const char* column, const char* const* answered, size_t count,
                const char* words) {
  remit_string* text = NULL;
  int found = 0;
  CHECK_OK(remit_case_needs(of, column, REMIT_NUL, answered, NULL, count, NULL, 0, &text, &error));
  found = strstr(remit_string_data(text, NULL), words) != NULL;
  remit_string_free(text);
  return found;
}

static void asks_no_question_too_many(void) {
  static const char* const kAnswered[] = {"incentives", "of"};
  static const size_t kOpen[] = {9};
  remit_policy* policy = compile(kPolicy);
  remit_case* of = NULL;
  remit_string* text = NULL;
  const char* nothing = NULL;
  remit_data* data;
  CHECK_OK(remit_case_new(policy, NULL, kProject, NULL, &of, &error));
  data = remit_case_data(of);
  CHECK(says(of, "bonus", NULL, 0, "\"determined\": false"));
  CHECK(says(of, "bonus", NULL, 0, "\"path\": \"revenue\""));
  CHECK(says(of, "bonus", NULL, 0, "\"path\": \"incentives\""));
  CHECK(!says(of, "bonus", NULL, 0, "\"path\": \"jobs\""));
  CHECK(!says(of, "bonus", NULL, 0, "\"path\": \"of\""));
  CHECK(says(of, "per_job", NULL, 0, "\"path\": \"jobs\""));
  /* What is left at its default is known when that is the answer. */
  CHECK(!says(of, "bonus", kAnswered, 2, "\"path\": \"incentives\""));
  CHECK_OK(remit_data_set_bool(data, kProject, 0, kLocal, 0, &error));
  CHECK(says(of, "bonus", NULL, 0, "\"figure\": \"0.00\""));
  CHECK(says(of, "bonus", NULL, 0, "\"inputs\": []"));
  CHECK(remit_case_needs(of, "nothing", REMIT_NUL, NULL, NULL, 0, NULL, 0, &text, NULL) ==
        REMIT_NOT_FOUND);
  CHECK(remit_case_needs(of, "bonus", REMIT_NUL, NULL, NULL, 0, kOpen, 1, &text, NULL) ==
        REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_needs(of, "bonus", REMIT_NUL, NULL, NULL, 0, NULL, 1, &text, NULL) ==
        REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_needs(of, "bonus", REMIT_NUL, NULL, NULL, 1, NULL, 0, &text, NULL) ==
        REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_needs(of, "bonus", REMIT_NUL, &nothing, NULL, 1, NULL, 0, &text, NULL) ==
        REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_needs(of, NULL, REMIT_NUL, NULL, NULL, 0, NULL, 0, &text, NULL) ==
        REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_needs(NULL, "bonus", REMIT_NUL, NULL, NULL, 0, NULL, 0, &text, NULL) ==
        REMIT_INVALID_ARGUMENT);
  CHECK(remit_case_needs(of, "bonus", REMIT_NUL, NULL, NULL, 0, NULL, 0, NULL, NULL) ==
        REMIT_INVALID_ARGUMENT);
  remit_case_free(of);
  remit_policy_free(policy);
}

int main(void) {
  follows_every_change();
  serves_policies_that_look_at_other_rows();
  serves_constants_within_formulas();
  takes_another_name();
  refuses();
  asks_no_question_too_many();
  return 0;
}
