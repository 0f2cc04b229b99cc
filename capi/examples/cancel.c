/* A run that somebody stops: progress on one thread, the cancel from another. */
#include <pthread.h>
#include <remit.h>
#include <stdio.h>
#include <stdlib.h>

enum { kRows = 200000 };

static void check(remit_status status, remit_error* error) {
  if (status == REMIT_OK) return;
  fprintf(stderr, "%s: %s\n", remit_status_name(status),
          remit_error_message(error, REMIT_LANGUAGE_EN, NULL));
  exit(1);
}

static int32_t show(void* context, uint64_t done, uint64_t total) {
  (void)context;
  if (total != 0) fprintf(stderr, "\r%3d %%", (int)(100 * done / total));
  return 0;
}

static void* stop(void* cancel) {
  remit_cancel_request(cancel);
  return NULL;
}

int main(void) {
  const char* name = "example.remit";
  const char* text =
      "policy example \"Ranks\" { currency CNY\n"
      "  entity project { key number : count  invested : money }\n"
      "  define place for project = rank(invested desc ties standard) }\n";
  remit_error* error = NULL;
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_options* options = NULL;
  remit_cancel* cancel = NULL;
  remit_status status = REMIT_OK;
  pthread_t thread;
  uint64_t row = 0;

  check(remit_compile(1, &name, &text, NULL, NULL, &policy, &error), error);
  check(remit_data_new(policy, &data, &error), error);
  for (row = 0; row < kRows; ++row) {
    check(remit_data_add_row(data, 1, NULL, &error), error);
    check(remit_data_set_int64(data, 1, row, 0, (int64_t)row, 0, &error), error);
    check(remit_data_set_int64(data, 1, row, 1, (int64_t)(row * 7919 % kRows), 0, &error), error);
  }
  check(remit_options_new(&options, &error), error);
  check(remit_cancel_new(&cancel, &error), error);
  check(remit_options_set_cancel(options, cancel, &error), error);
  check(remit_options_set_progress(options, show, NULL, &error), error);

  if (pthread_create(&thread, NULL, stop, cancel) != 0) return 1;
  status = remit_evaluate(policy, data, options, &results, &error);
  pthread_join(thread, NULL);
  /* The run may have been quicker than the one who stops it. */
  if (status != REMIT_OK && status != REMIT_CANCELLED) check(status, error);
  printf("%s\n", remit_status_name(status));
  remit_error_free(error);
  remit_results_free(results);

  /* The flag can be used again. */
  remit_cancel_reset(cancel);
  check(remit_evaluate(policy, data, options, &results, &error), error);
  printf("then %s\n", remit_status_name(REMIT_OK));

  remit_results_free(results);
  remit_cancel_free(cancel);
  remit_options_free(options);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
