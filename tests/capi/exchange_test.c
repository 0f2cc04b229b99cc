/* Cells in and figures out by memory: the same figures as those of the case, whatever goes in. */
#include "check.h"

static const char* const kPolicy =
    "policy exchanged {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party treasury\n"
    "  entity unit { key code : text  factor : percent }\n"
    "  entity project {\n"
    "    key name : text\n"
    "    revenue : money\n"
    "    share : percent optional\n"
    "    jobs : count\n"
    "    opened : date\n"
    "    local : bool\n"
    "    level : one of { low, mid, high }\n"
    "    stay : count\n"
    "    of : unit optional\n"
    "    remarks : text optional\n"
    "  }\n"
    "  define per_job for project = round(revenue / jobs, to 0.01 CNY, half_up)\n"
    "  define twice for project = 2 * jobs\n"
    "  define closes for project : date = opened + stay months\n"
    "  define waited for project = 2010-12-31 - opened\n"
    "  define grade for project = if local then level else low\n"
    "  define open for project : bool = opened >= 2010-01-01\n"
    "  define vast for project = revenue * 100 / 1 CNY * jobs * jobs * jobs\n"
    "  define note for project : text = remarks otherwise \"none\"\n"
    "  reward bonus for project cite \"1\" {\n"
    "    when revenue > 100 CNY and local\n"
    "    pay  (share otherwise 20%) * revenue\n"
    "    cap  50万 CNY\n"
    "    from treasury\n"
    "  }\n"
    "}\n";

enum { kUnit = 1, kProject = 2 };
enum { kName, kRevenue, kShare, kJobs, kOpened, kLocal, kLevel, kStay, kOf, kRemarks };

/* The fields that are numbers here, in an order of their own, and their places in it. */
static const size_t kTaken[] = {kJobs, kRevenue, kShare, kOpened, kLocal, kLevel, kStay};
enum { kTakenCount = sizeof kTaken / sizeof *kTaken };
enum { kAtJobs, kAtRevenue, kAtShare, kAtOpened, kAtLocal, kAtLevel, kAtStay };
enum { kMostColumns = 64 };

typedef struct {
  remit_policy* policy;
  remit_case* of;
  remit_exchange* exchange;
  int64_t* cells;
  const int64_t* figures;
  size_t columns;
} Desk;

static remit_policy* compile(void) {
  const char* name = "exchanged.remit";
  remit_policy* policy = NULL;
  CHECK_OK(remit_compile(1, &name, &kPolicy, NULL, NULL, &policy, &error));
  return policy;
}

static Desk opened(void) {
  Desk desk;
  size_t columns[kMostColumns], i;
  desk.policy = compile();
  CHECK_OK(remit_case_new(desk.policy, NULL, kProject, NULL, &desk.of, &error));
  CHECK_OK(
      remit_data_set_text(remit_case_data(desk.of), kProject, 0, kName, "甲", REMIT_NUL, &error));
  desk.columns = remit_table_column_count(remit_case_table(desk.of));
  CHECK(desk.columns <= kMostColumns);
  for (i = 0; i < desk.columns; ++i) columns[i] = i;
  CHECK_OK(remit_exchange_new(desk.of, kTaken, kTakenCount, columns, desk.columns, &desk.exchange,
                              &error));
  desk.cells = remit_exchange_cells(desk.exchange);
  desk.figures = remit_exchange_figures(desk.exchange);
  return desk;
}

static void closed(Desk* desk) {
  remit_exchange_free(desk->exchange);
  remit_case_free(desk->of);
  remit_policy_free(desk->policy);
}

static void put(const Desk* desk, size_t cell, int64_t number, int64_t scale) {
  int64_t* const words = desk->cells + cell * REMIT_EXCHANGE_WORD_COUNT;
  words[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_VALUE;
  words[REMIT_EXCHANGE_WORD_LOW] = number;
  words[REMIT_EXCHANGE_WORD_HIGH] = number < 0 ? -1 : 0;
  words[REMIT_EXCHANGE_WORD_SCALE] = scale;
}

static int64_t* word(const Desk* desk, size_t cell, remit_exchange_word which) {
  return desk->cells + cell * REMIT_EXCHANGE_WORD_COUNT + which;
}

/* Days since 1970-01-01 of a day after 1600-03-01. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
  const int64_t since = month > 2 ? year : year - 1;
  const int64_t month_days = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5;
  return since * 365 + since / 4 - since / 100 + since / 400 + month_days + day - 1 - 719468;
}

/* A figure against the same cell of a table. */
static void same_figure(const Desk* desk, const remit_table* table, size_t column) {
  const int64_t* const words = desk->figures + column * REMIT_EXCHANGE_WORD_COUNT;
  const int64_t kind = remit_table_column_number(table, column, REMIT_ENTRY_KIND);
  const remit_state state = remit_table_state(table, 0, column);
  int64_t high = 0;
  uint64_t low = 0;
  int32_t scale = 0, truth = 0, year = 0, month = 0, day = 0;
  remit_string* text = NULL;
  size_t index = 0;
  if (state != REMIT_STATE_VALUE) {
    CHECK(words[REMIT_EXCHANGE_WORD_STATE] ==
          (state == REMIT_STATE_BLANK ? REMIT_EXCHANGE_BLANK : REMIT_EXCHANGE_ERROR));
    return;
  }
  if (kind == REMIT_KIND_TEXT || kind == REMIT_KIND_REFERENCE) {
    CHECK(words[REMIT_EXCHANGE_WORD_STATE] == REMIT_EXCHANGE_TEXT);
    return;
  }
  if (kind == REMIT_KIND_BOOLEAN) {
    CHECK_OK(remit_table_bool(table, 0, column, &truth, &error));
    low = (uint64_t)truth;
  } else if (kind == REMIT_KIND_DATE) {
    CHECK_OK(remit_table_date(table, 0, column, &year, &month, &day, &error));
    low = (uint64_t)days_of(year, month, day);
  } else if (kind == REMIT_KIND_CATEGORY) {
    CHECK_OK(remit_policy_find(desk->policy, REMIT_LIST_COLUMNS, kProject,
                               remit_table_column_text(table, column, REMIT_ENTRY_NAME, NULL),
                               REMIT_NUL, &index, &error));
    CHECK_OK(remit_table_cell_text(table, 0, column, &text, &error));
    CHECK(strcmp(remit_string_data(text, NULL),
                 remit_policy_list_category(desk->policy, REMIT_LIST_COLUMNS, kProject, index,
                                            (size_t)words[REMIT_EXCHANGE_WORD_LOW], NULL)) == 0);
    remit_string_free(text);
    low = (uint64_t)words[REMIT_EXCHANGE_WORD_LOW];
  } else if (remit_table_decimal(table, 0, column, &high, &low, &scale, NULL) != REMIT_OK) {
    CHECK(words[REMIT_EXCHANGE_WORD_STATE] == REMIT_EXCHANGE_TEXT); /* no decimal equals it */
    return;
  }
  CHECK(words[REMIT_EXCHANGE_WORD_STATE] == REMIT_EXCHANGE_VALUE);
  CHECK(words[REMIT_EXCHANGE_WORD_LOW] == (int64_t)low && words[REMIT_EXCHANGE_WORD_HIGH] == high);
  CHECK(words[REMIT_EXCHANGE_WORD_SCALE] == scale);
}

/* Runs, and holds every figure against a run of its own over the same tables. */
static void runs_as_evaluated(const Desk* desk) {
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t column;
  CHECK_OK(remit_exchange_run(desk->exchange, &error));
  CHECK_OK(remit_evaluate(desk->policy, remit_case_data(desk->of), NULL, &results, &error));
  CHECK_OK(remit_results_table(results, REMIT_TABLE_ENTITY, kProject, REMIT_LANGUAGE_EN, &table,
                               &error));
  CHECK(remit_table_column_count(table) == desk->columns);
  for (column = 0; column < desk->columns; ++column) {
    same_figure(desk, table, column);
    same_figure(desk, remit_case_table(desk->of), column);
  }
  remit_table_free(table);
  remit_results_free(results);
}

/* One cell of the case, set by hand, against what the exchange took. */
static void takes_what_the_setters_take(void) {
  static const int64_t kNumbers[] = {
      0, 1, -1, 7, 10000, 123456789, -5, 900000000000000000, INT64_MAX, INT64_MIN};
  Desk desk = opened();
  size_t i;
  CHECK(desk.figures[REMIT_EXCHANGE_WORD_STATE] == REMIT_EXCHANGE_KEPT); /* no run yet */
  for (i = 0; i < kTakenCount; ++i)
    CHECK(*word(&desk, i, REMIT_EXCHANGE_WORD_STATE) == REMIT_EXCHANGE_KEPT);
  runs_as_evaluated(&desk); /* all blank */
  put(&desk, kAtJobs, 7, 0);
  put(&desk, kAtShare, 25, 2);
  put(&desk, kAtOpened, days_of(2010, 5, 1), 0);
  put(&desk, kAtLocal, 1, 0);
  put(&desk, kAtLevel, 2, 0);
  put(&desk, kAtStay, 18, 0);
  for (i = 0; i < sizeof kNumbers / sizeof *kNumbers; ++i) {
    put(&desk, kAtRevenue, kNumbers[i], 2);
    runs_as_evaluated(&desk);
    put(&desk, kAtRevenue, kNumbers[i], 3); /* one digit too many, unless it is 0 */
    runs_as_evaluated(&desk);
    put(&desk, kAtJobs, (int64_t)i % 3, 0); /* division by zero now and then */
    put(&desk, kAtLocal, (int64_t)i % 2, 0);
    put(&desk, kAtLevel, (int64_t)i % 3, 0);
    put(&desk, kAtOpened, days_of(2009, 12, 30) + (int64_t)i, 0);
    runs_as_evaluated(&desk);
  }
  *word(&desk, kAtRevenue, REMIT_EXCHANGE_WORD_HIGH) = 1234; /* 128 bits */
  runs_as_evaluated(&desk);
  *word(&desk, kAtShare, REMIT_EXCHANGE_WORD_STATE) = REMIT_EXCHANGE_BLANK;
  runs_as_evaluated(&desk);
  CHECK_OK(remit_data_set_text(remit_case_data(desk.of), kProject, 0, kRemarks, "远", REMIT_NUL,
                               &error));
  runs_as_evaluated(&desk);
  closed(&desk);
}

/* The least and the last day that there is. */
static void knows_every_day(void) {
  Desk desk = opened();
  put(&desk, kAtOpened, -719162, 0); /* 0001-01-01 */
  put(&desk, kAtStay, 0, 0);
  CHECK_OK(remit_exchange_run(desk.exchange, &error));
  put(&desk, kAtOpened, days_of(9999, 12, 31), 0);
  runs_as_evaluated(&desk);
  closed(&desk);
}

/* Random cells, kept, blank and otherwise. */
static void follows_random_cells(void) {
  Desk desk = opened();
  uint64_t state = 20101231;
  int round;
  for (round = 0; round < 400; ++round) {
    size_t cell;
    for (cell = 0; cell < kTakenCount; ++cell) {
      int64_t drawn;
      state = state * 6364136223846793005u + 1442695040888963407u;
      drawn = (int64_t)(state >> 40);
      switch (state >> 33 & 7) {
        case 0:
          *word(&desk, cell, REMIT_EXCHANGE_WORD_STATE) = REMIT_EXCHANGE_BLANK;
          break;
        case 1:
          *word(&desk, cell, REMIT_EXCHANGE_WORD_STATE) = REMIT_EXCHANGE_KEPT;
          break;
        default:
          put(&desk, cell,
              cell == kAtOpened  ? drawn % 30000
              : cell == kAtLocal ? drawn % 2
              : cell == kAtLevel ? drawn % 3
              : cell == kAtStay  ? drawn % 100
                                 : drawn,
              cell == kAtRevenue || cell == kAtShare ? 2 : 0);
      }
    }
    runs_as_evaluated(&desk);
  }
  closed(&desk);
}

static remit_status tries(Desk* desk, size_t cell, int64_t state, int64_t low, int64_t high,
                          int64_t scale) {
  remit_status status;
  remit_error* refusal = NULL;
  int64_t* const words = desk->cells + cell * REMIT_EXCHANGE_WORD_COUNT;
  words[REMIT_EXCHANGE_WORD_STATE] = state;
  words[REMIT_EXCHANGE_WORD_LOW] = low;
  words[REMIT_EXCHANGE_WORD_HIGH] = high;
  words[REMIT_EXCHANGE_WORD_SCALE] = scale;
  status = remit_exchange_run(desk->exchange, &refusal);
  if (status != REMIT_OK) {
    CHECK(remit_error_status(refusal) == status);
    CHECK(*remit_error_message(refusal, REMIT_LANGUAGE_ZH, NULL) != '\0');
    remit_error_free(refusal);
  }
  words[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_KEPT;
  return status;
}

static void refuses_words_that_mean_nothing(void) {
  static const int64_t kStates[] = {-1, REMIT_EXCHANGE_ERROR, REMIT_EXCHANGE_TEXT, 5, INT64_MAX};
  Desk desk = opened();
  remit_case* of = desk.of;
  remit_exchange* other = NULL;
  const size_t name[] = {kName}, beyond[] = {99};
  int64_t before[REMIT_EXCHANGE_WORD_COUNT * kMostColumns];
  size_t i;
  put(&desk, kAtRevenue, 50000, 2);
  put(&desk, kAtJobs, 3, 0);
  runs_as_evaluated(&desk);
  memcpy(before, desk.figures, sizeof(int64_t) * REMIT_EXCHANGE_WORD_COUNT * desk.columns);
  for (i = 0; i < sizeof kStates / sizeof *kStates; ++i)
    CHECK(tries(&desk, kAtJobs, kStates[i], 1, 0, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtJobs, REMIT_EXCHANGE_VALUE, 1, 0, 77) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtJobs, REMIT_EXCHANGE_VALUE, 1, 0, INT64_MIN) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtLocal, REMIT_EXCHANGE_VALUE, 2, 0, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtLocal, REMIT_EXCHANGE_VALUE, 1, 1, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtLocal, REMIT_EXCHANGE_VALUE, 1, 0, 1) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtLevel, REMIT_EXCHANGE_VALUE, 3, 0, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtLevel, REMIT_EXCHANGE_VALUE, -1, -1, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtOpened, REMIT_EXCHANGE_VALUE, INT64_MAX, 0, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(tries(&desk, kAtOpened, REMIT_EXCHANGE_VALUE, -719163, -1, 0) == REMIT_INVALID_ARGUMENT);
  CHECK(memcmp(before, desk.figures, sizeof(int64_t) * REMIT_EXCHANGE_WORD_COUNT * desk.columns) ==
        0);
  runs_as_evaluated(&desk);
  /* A text has no number. */
  CHECK_OK(remit_exchange_new(of, name, 1, NULL, 0, &other, &error));
  CHECK(remit_exchange_figures(other) == NULL);
  CHECK_OK(remit_exchange_run(other, &error));
  remit_exchange_cells(other)[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_VALUE;
  CHECK(remit_exchange_run(other, NULL) == REMIT_INVALID_ARGUMENT);
  remit_exchange_cells(other)[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_BLANK;
  CHECK_OK(remit_exchange_run(other, &error));
  remit_exchange_free(other);
  CHECK(remit_exchange_new(NULL, name, 1, NULL, 0, &other, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_new(of, beyond, 1, NULL, 0, &other, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_new(of, NULL, 0, beyond, 1, &other, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_new(of, NULL, 1, NULL, 0, &other, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_new(of, NULL, 0, NULL, 1, &other, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_new(of, NULL, 0, NULL, 0, NULL, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_run(NULL, NULL) == REMIT_INVALID_ARGUMENT);
  CHECK(remit_exchange_cells(NULL) == NULL && remit_exchange_figures(NULL) == NULL);
  remit_exchange_free(NULL);
  CHECK_OK(remit_data_clear(remit_case_data(of), kProject, &error)); /* no row at all */
  CHECK(remit_exchange_run(desk.exchange, NULL) == REMIT_INVALID_ARGUMENT);
  closed(&desk);
}

/* The figures of an exchange are those of its own run, whatever runs after it. */
static void keeps_the_figures_of_its_run(void) {
  Desk desk = opened();
  static const size_t level[] = {kLevel};
  int64_t before[REMIT_EXCHANGE_WORD_COUNT * kMostColumns];
  const size_t size = sizeof(int64_t) * REMIT_EXCHANGE_WORD_COUNT * desk.columns;
  remit_exchange* other = NULL;
  size_t grade = 0, column;
  int64_t run;
  CHECK_OK(remit_policy_find(desk.policy, REMIT_LIST_COLUMNS, kProject, "grade", REMIT_NUL, &grade,
                             &error));
  for (column = 0;
       strcmp(remit_table_column_text(remit_case_table(desk.of), column, REMIT_ENTRY_NAME, NULL),
              "grade") != 0;)
    ++column;
  put(&desk, kAtRevenue, 50000, 2);
  put(&desk, kAtJobs, 3, 0);
  put(&desk, kAtLocal, 1, 0);
  put(&desk, kAtLevel, 1, 0);
  runs_as_evaluated(&desk);
  memcpy(before, desk.figures, size);
  CHECK_OK(remit_exchange_new(desk.of, level, 1, NULL, 0, &other, &error));
  remit_exchange_cells(other)[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_VALUE;
  for (run = 0; run < 3; ++run) {
    const int64_t* const words = desk.figures + column * REMIT_EXCHANGE_WORD_COUNT;
    remit_exchange_cells(other)[REMIT_EXCHANGE_WORD_LOW] = run;
    if (run < 2)
      CHECK_OK(remit_exchange_run(other, &error));
    else
      CHECK_OK(remit_case_run(desk.of, &error));
    CHECK(memcmp(before, desk.figures, size) == 0);
    CHECK(strcmp("mid", remit_policy_list_category(desk.policy, REMIT_LIST_COLUMNS, kProject, grade,
                                                   (size_t)words[REMIT_EXCHANGE_WORD_LOW], NULL)) ==
          0);
  }
  remit_exchange_free(other);
  closed(&desk);
}

/* Any order: what an exchange was made from lives on with it. */
static void outlives_its_case(void) {
  Desk desk = opened();
  put(&desk, kAtRevenue, 50000, 2);
  remit_policy_free(desk.policy);
  remit_case_free(desk.of);
  CHECK_OK(remit_exchange_run(desk.exchange, &error));
  CHECK(remit_exchange_cells(desk.exchange) == desk.cells);
  CHECK(remit_exchange_figures(desk.exchange) == desk.figures);
  remit_exchange_free(desk.exchange);
}

int main(void) {
  takes_what_the_setters_take();
  knows_every_day();
  follows_random_cells();
  refuses_words_that_mean_nothing();
  keeps_the_figures_of_its_run();
  outlives_its_case();
  return 0;
}
