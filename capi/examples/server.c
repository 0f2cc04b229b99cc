/* A server that takes a new version of its policy while requests are evaluated: readers hold the
 * version they began with, and the last of them frees it. */
#include <pthread.h>
#include <remit.h>
#include <stdio.h>
#include <stdlib.h>

enum { kThreads = 4, kRequests = 200, kReloads = 20 };

/* A policy and how many use it; the table of versions has one use itself. */
typedef struct {
  remit_policy* policy;
  int uses;
} Version;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Version* current;

static void check(remit_status status, remit_error* error) {
  if (status == REMIT_OK) return;
  fprintf(stderr, "%s: %s\n", remit_status_name(status),
          remit_error_message(error, REMIT_LANGUAGE_EN, NULL));
  exit(1);
}

static Version* take(void) {
  Version* version = NULL;
  pthread_mutex_lock(&lock);
  version = current;
  ++version->uses;
  pthread_mutex_unlock(&lock);
  return version;
}

static void drop(Version* version) {
  int last = 0;
  pthread_mutex_lock(&lock);
  last = --version->uses == 0;
  pthread_mutex_unlock(&lock);
  if (!last) return;
  remit_policy_free(version->policy);
  free(version);
}

/* Compiles a version and puts it in place of the current one. */
static void reload(int percent) {
  char text[400];
  const char* name = "server.remit";
  const char* source = text;
  remit_error* error = NULL;
  Version* version = malloc(sizeof *version);
  Version* before = NULL;
  if (version == NULL) exit(1);
  snprintf(text, sizeof text,
           "policy server \"Version %d\" { currency CNY rounding half_up to 0.01\n"
           "  entity project { key id : text  invested : money }\n"
           "  define bonus for project = round(%d%% * invested, to 0.01, half_up) }\n",
           percent, percent);
  version->uses = 1;
  version->policy = NULL;
  check(remit_compile(1, &name, &source, NULL, NULL, &version->policy, &error), error);
  pthread_mutex_lock(&lock);
  before = current;
  current = version;
  pthread_mutex_unlock(&lock);
  if (before != NULL) drop(before);
}

/* One request: the bonus of 100.00 is as many yuan as the version has percent. */
static int64_t answer(const remit_policy* policy) {
  remit_error* error = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t column = 0;
  int64_t fen = 0;
  check(remit_data_new(policy, &data, &error), error);
  check(remit_data_add_row(data, 1, NULL, &error), error);
  check(remit_data_set_by_name(data, "project", 0, "id", "p1", &error), error);
  check(remit_data_set_by_name(data, "project", 0, "invested", "100.00", &error), error);
  check(remit_evaluate(policy, data, NULL, &results, &error), error);
  check(remit_results_table(results, REMIT_TABLE_ENTITY, 1, REMIT_LANGUAGE_EN, &table, &error),
        error);
  check(remit_table_find_column(table, "bonus", REMIT_NUL, &column, &error), error);
  check(remit_table_int64(table, 0, column, &fen, &error), error);
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
  return fen;
}

static void* serve(void* unused) {
  int i = 0;
  (void)unused;
  for (i = 0; i < kRequests; ++i) {
    Version* version = take();
    const int64_t fen = answer(version->policy);
    if (fen < 100 || fen > 100 * kReloads) exit(1);
    drop(version);
  }
  return NULL;
}

int main(void) {
  pthread_t threads[kThreads];
  int i = 0;
  reload(1);
  for (i = 0; i < kThreads; ++i) {
    if (pthread_create(&threads[i], NULL, serve, NULL) != 0) return 1;
  }
  for (i = 2; i <= kReloads; ++i) reload(i);
  for (i = 0; i < kThreads; ++i) pthread_join(threads[i], NULL);
  printf("%d requests, %d versions; the last gives %lld fen\n", kThreads * kRequests, kReloads,
         (long long)answer(current->policy));
  drop(current);
  return 0;
}
