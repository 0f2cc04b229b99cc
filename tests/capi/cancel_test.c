/* Runs end when they are told to, and nothing is left behind. */
#include <pthread.h>

#include "check.h"

enum { kRows = 200000 };

typedef struct {
  int calls;
  int stop_at;
  uint64_t last_done;
  uint64_t total;
} Watch;

static int32_t watch(void* context, uint64_t done, uint64_t total) {
  Watch* it = context;
  CHECK(done <= total);
  CHECK(done >= it->last_done);
  it->last_done = done;
  it->total = total;
  ++it->calls;
  return it->calls == it->stop_at;
}

static remit_data* many_projects(const remit_policy* policy) {
  const Places at = find_places(policy);
  remit_data* data = sample_data(policy);
  uint64_t row = 0;
  char id[32];
  int i = 0;
  for (i = 0; i < kRows; ++i) {
    sprintf(id, "q%d", i);
    CHECK_OK(remit_data_add_row(data, at.project, &row, &error));
    CHECK_OK(remit_data_set_text(data, at.project, row, at.id, id, REMIT_NUL, &error));
    CHECK_OK(remit_data_set_text(data, at.project, row, at.introduced_by, "Development office",
                                 REMIT_NUL, &error));
    CHECK_OK(remit_data_set_int64(data, at.project, row, at.local_revenue, i, 2, &error));
  }
  return data;
}

static void stops_by_progress(const remit_policy* policy, const remit_data* data,
                              int32_t evaluator) {
  remit_options* options = NULL;
  remit_results* results = NULL;
  Watch it = {0, 1, 0, 0};
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_EVALUATOR, evaluator, &error));
  CHECK_OK(remit_options_set_progress(options, watch, &it, &error));
  CHECK_FAILS(REMIT_CANCELLED, remit_evaluate(policy, data, options, &results, &error));
  CHECK(results == NULL && it.calls == 1);
  it.calls = 0;
  it.stop_at = -1;
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  CHECK(it.calls >= 1 && it.last_done == it.total);
  remit_results_free(results);
  it.calls = 0;
  CHECK_OK(remit_options_set_progress(options, NULL, NULL, &error));
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  CHECK(it.calls == 0);
  remit_results_free(results);
  remit_options_free(options);
}

static void* request(void* cancel) {
  remit_cancel_request(cancel);
  return NULL;
}

/* What is measured later watches the flag of its run; what the run computed is there. */
static void stops_measuring(const remit_results* results) {
  remit_table* table = NULL;
  remit_string* text = NULL;
  CHECK_FAILS(REMIT_CANCELLED, remit_results_table(results, REMIT_TABLE_ROUNDING, 0,
                                                   REMIT_LANGUAGE_EN, &table, &error));
  CHECK(table == NULL);
  CHECK_OK(remit_results_table(results, REMIT_TABLE_TOTALS, 0, REMIT_LANGUAGE_EN, &table, &error));
  remit_table_free(table);
  CHECK_OK(remit_results_explain(results, 2, 0, "tax_bonus", REMIT_NUL, 0, REMIT_FORMAT_TEXT,
                                 REMIT_LANGUAGE_EN, &text, &error));
  remit_string_free(text);
}

static void stops_by_flag(const remit_policy* policy, const remit_data* data) {
  remit_options* options = NULL;
  remit_cancel* cancel = NULL;
  remit_results* results = NULL;
  pthread_t thread;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_cancel_new(&cancel, &error));
  CHECK_OK(remit_options_set_cancel(options, cancel, &error));
  CHECK(pthread_create(&thread, NULL, request, cancel) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  CHECK_FAILS(REMIT_CANCELLED, remit_evaluate(policy, data, options, &results, &error));
  remit_cancel_reset(cancel);
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  remit_cancel_request(cancel);
  remit_cancel_free(cancel); /* the options and the results still watch the flag */
  stops_measuring(results);
  remit_results_free(results);
  CHECK_FAILS(REMIT_CANCELLED, remit_evaluate(policy, data, options, &results, &error));
  CHECK_OK(remit_options_set_cancel(options, NULL, &error));
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  remit_results_free(results);
  remit_options_free(options);
}

static void keeps_limits(const remit_policy* policy, const remit_data* data) {
  static const remit_option kLimits[] = {REMIT_OPTION_MAX_STEPS, REMIT_OPTION_MAX_MEMORY_BYTES};
  size_t i = 0;
  for (i = 0; i < sizeof kLimits / sizeof kLimits[0]; ++i) {
    remit_options* options = NULL;
    remit_results* results = NULL;
    CHECK_OK(remit_options_new(&options, &error));
    CHECK_OK(remit_options_set_int(options, kLimits[i], 100, &error));
    CHECK_FAILS(REMIT_LIMIT_EXCEEDED, remit_evaluate(policy, data, options, &results, &error));
    remit_options_free(options);
  }
}

/* Rows are limited when the policy is compiled, for its data. */
static void keeps_rows(void) {
  const char* name = "p.remit";
  const char* text = kPolicyText;
  remit_options* options = NULL;
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_ROWS, 2, &error));
  CHECK_OK(remit_compile(1, &name, &text, NULL, options, &policy, &error));
  CHECK_OK(remit_data_new(policy, &data, &error));
  CHECK_OK(remit_data_add_row(data, 1, NULL, &error));
  CHECK_OK(remit_data_add_row(data, 1, NULL, &error));
  CHECK_FAILS(REMIT_LIMIT_EXCEEDED, remit_data_add_row(data, 1, NULL, &error));
  remit_data_free(data);
  remit_policy_free(policy);
  remit_options_free(options);
}

int main(void) {
  remit_policy* policy = compile_text(kPolicyText);
  remit_data* data = many_projects(policy);
  stops_by_progress(policy, data, 1);
  stops_by_progress(policy, data, 2);
  stops_by_flag(policy, data);
  keeps_limits(policy, data);
  keeps_rows();
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
