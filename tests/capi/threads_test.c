/* One policy and one table shared by threads, and a policy for each thread: figures are equal.
 * Meant to run under ThreadSanitizer too. */
#include <pthread.h>

#include "check.h"

enum { kThreads = 8, kRounds = 20 };

static const remit_policy* shared_policy;
static const remit_data* shared_data;
static const remit_results* shared_results;
static char expected[100];

static void check_digest(const remit_results* results) {
  remit_string* digest = NULL;
  CHECK_OK(remit_results_digest(results, &digest, &error));
  CHECK(strcmp(remit_string_data(digest, NULL), expected) == 0);
  remit_string_free(digest);
}

static void* evaluate_shared(void* unused) {
  int round = 0;
  (void)unused;
  for (round = 0; round < kRounds; ++round) {
    remit_options* options = NULL;
    remit_results* results = NULL;
    remit_table* table = NULL;
    remit_string* text = NULL;
    uint64_t row = 0;
    CHECK_OK(remit_options_new(&options, &error));
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_THREADS, 1 + round % 3, &error));
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_EVALUATOR, round % 3, &error));
    CHECK_OK(remit_evaluate(shared_policy, shared_data, options, &results, &error));
    check_digest(results);
    check_digest(shared_results);
    CHECK_OK(remit_results_table(shared_results, REMIT_TABLE_ENTITY, 2, REMIT_LANGUAGE_EN, &table,
                                 &error));
    CHECK_OK(remit_table_find_row(table, "p3", REMIT_NUL, &row, &error));
    CHECK(row == 2);
    CHECK_OK(remit_results_explain(shared_results, 2, row, "tax_bonus", REMIT_NUL, 0,
                                   REMIT_FORMAT_TEXT, REMIT_LANGUAGE_ZH, &text, &error));
    remit_string_free(text);
    remit_table_free(table);
    remit_results_free(results);
    remit_options_free(options);
  }
  return NULL;
}

static void* live_alone(void* unused) {
  remit_policy* policy = compile_text(kPolicyText);
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  (void)unused;
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  check_digest(results);
  remit_policy_free(policy);
  remit_results_free(results);
  remit_data_free(data);
  return NULL;
}

static void run_all(void* (*body)(void*)) {
  pthread_t threads[kThreads];
  int i = 0;
  for (i = 0; i < kThreads; ++i) CHECK(pthread_create(&threads[i], NULL, body, NULL) == 0);
  for (i = 0; i < kThreads; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
}

int main(void) {
  remit_policy* policy = compile_text(kPolicyText);
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  remit_string* digest = NULL;
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  CHECK_OK(remit_results_digest(results, &digest, &error));
  strcpy(expected, remit_string_data(digest, NULL));
  remit_string_free(digest);
  shared_policy = policy;
  shared_data = data;
  shared_results = results;
  run_all(evaluate_shared);
  run_all(live_alone);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
