/* An hour, or some seconds, of random calls on 16 threads: policies that are reloaded, texts that
 * are no policies, limits that are hit, runs that are cancelled. Memory and descriptors are flat at
 * the end.
 *
 * usage: capi_soak [MINUTES [SEED]]          0.1 minutes without an argument */
#define _GNU_SOURCE
#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "check.h"

enum { kThreads = 16, kCancels = 4, kRows = 40, kMostText = 8192 };

static atomic_int over;
static atomic_ulong calls, refused, stopped;
static remit_cancel* cancels[kCancels];
/* The policy that all use; whoever replaces it waits until nobody does. */
static remit_policy* shared;
static pthread_rwlock_t in_use = PTHREAD_RWLOCK_INITIALIZER;

/* xorshift64*, of S. Vigna */
static uint64_t next(uint64_t* state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 2685821657736338717u;
}
static uint64_t below(uint64_t* state, uint64_t bound) { return next(state) % bound; }

/* Whether a call went well; what may stop it is counted, everything else ends the program. */
static int went_well(remit_status status, remit_error** error) {
  ++calls;
  if (status == REMIT_OK) return 1;
  if (status == REMIT_LIMIT_EXCEEDED || status == REMIT_CANCELLED) {
    ++stopped;
  } else if (status == REMIT_POLICY_ERROR || status == REMIT_DATA_ERROR) {
    ++refused;
  } else {
    fprintf(stderr, "%s: %s\n", remit_status_name(status),
            remit_error_message(*error, REMIT_LANGUAGE_EN, NULL));
    exit(1);
  }
  CHECK(remit_error_message(*error, REMIT_LANGUAGE_ZH, NULL) != NULL);
  remit_error_free(*error);
  *error = NULL;
  return 0;
}

/* Options with now and then a limit that is hit, a cancel that somebody requests, threads. */
static remit_options* some_options(uint64_t* dice) {
  remit_options* options = NULL;
  CHECK_OK(remit_options_new(&options, &error));
  if (below(dice, 4) == 0)
    CHECK_OK(remit_options_set_profile(options, REMIT_PROFILE_UNTRUSTED, &error));
  if (below(dice, 8) == 0)
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_MEMORY_BYTES,
                                   (int64_t)below(dice, 200000), &error));
  if (below(dice, 8) == 0)
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_STEPS, 1 + (int64_t)below(dice, 500),
                                   &error));
  if (below(dice, 8) == 0)
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_MILLISECONDS,
                                   1 + (int64_t)below(dice, 3), &error));
  if (below(dice, 2) == 0)
    CHECK_OK(remit_options_set_cancel(options, cancels[below(dice, kCancels)], &error));
  if (below(dice, 4) == 0)
    CHECK_OK(
        remit_options_set_int(options, REMIT_OPTION_THREADS, 1 + (int64_t)below(dice, 3), &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_EVALUATOR, (int64_t)below(dice, 3), &error));
  return options;
}

/* The text of the tests, as it is, or with some bytes of it written over, doubled or left out. */
static void some_text(uint64_t* dice, char* text) {
  const char* const from = below(dice, 2) == 0 ? kPolicyText : kPolicyTextRespelt;
  size_t size = strlen(from);
  int changes = (int)below(dice, 4);
  memcpy(text, from, size + 1);
  for (; changes > 0; --changes) {
    const size_t at = below(dice, size);
    const size_t some = below(dice, size - at < 40 ? size - at : 40);
    switch (below(dice, 3)) {
      case 0:
        text[at] = (char)(1 + below(dice, 127));
        break;
      case 1:
        memmove(text + at + some, text + at, size - at + 1);
        size += some;
        break;
      default:
        memmove(text + at, text + at + some, size - at - some + 1);
        size -= some;
    }
  }
}

static void compile_some(uint64_t* dice, int replace) {
  char text[kMostText];
  const char* name = "p.remit";
  const char* texts = text;
  remit_policy* policy = NULL;
  remit_policy* old = NULL;
  remit_string* formatted = NULL;
  remit_error* error = NULL;
  remit_options* options = some_options(dice);
  some_text(dice, text);
  if (went_well(remit_format(name, text, REMIT_NUL, REMIT_KEYWORDS_ZH, options, &formatted, &error),
                &error))
    remit_string_free(formatted);
  if (replace) strcpy(text, kPolicyText);
  if (went_well(remit_compile(1, &name, &texts, NULL, options, &policy, &error), &error)) {
    if (replace) {
      pthread_rwlock_wrlock(&in_use);
      old = shared;
      shared = policy;
      pthread_rwlock_unlock(&in_use);
      remit_policy_free(old);
    } else {
      remit_policy_free(policy);
    }
  }
  remit_options_free(options);
}

static remit_data* some_rows(uint64_t* dice) {
  const Places at = find_places(shared);
  remit_data* data = sample_data(shared);
  int i = (int)below(dice, kRows);
  for (; i > 0; --i) {
    uint64_t row = 0;
    char text[40];
    CHECK_OK(remit_data_add_row(data, at.project, &row, &error));
    sprintf(text, "q%d", (int)below(dice, 3 * kRows)); /* now and then twice */
    CHECK_OK(remit_data_set_text(data, at.project, row, at.id, text, REMIT_NUL, &error));
    sprintf(text, "%d.%02d", (int)below(dice, 1000000), (int)below(dice, 100));
    CHECK_OK(remit_data_set_text(data, at.project, row, at.local_revenue, text, REMIT_NUL, &error));
    CHECK_OK(remit_data_set_text(data, at.project, row, at.introduced_by,
                                 below(dice, 4) == 0 ? "nobody" : "Development office", REMIT_NUL,
                                 &error));
  }
  return data;
}

static void run_some(uint64_t* dice) {
  static const remit_table_kind kTables[] = {REMIT_TABLE_LEDGER, REMIT_TABLE_TOTALS,
                                             REMIT_TABLE_ERRORS, REMIT_TABLE_CAUSES,
                                             REMIT_TABLE_ROUNDING};
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  remit_string* text = NULL;
  remit_error* error = NULL;
  remit_options* options = some_options(dice);
  pthread_rwlock_rdlock(&in_use);
  data = some_rows(dice);
  if (went_well(remit_evaluate(shared, data, options, &results, &error), &error)) {
    if (went_well(remit_results_table(results, kTables[below(dice, 5)], 0, REMIT_LANGUAGE_ZH,
                                      &table, &error),
                  &error))
      remit_table_free(table);
    if (went_well(remit_results_explain(
                      results, find_places(shared).project, below(dice, 3), "tax_bonus", REMIT_NUL,
                      0, (remit_format_kind)below(dice, 2), REMIT_LANGUAGE_EN, &text, &error),
                  &error))
      remit_string_free(text);
  }
  pthread_rwlock_unlock(&in_use);
  /* What came of it outlives the policy. */
  if (results != NULL) CHECK(remit_results_error_count(results) < 1000000);
  remit_results_free(results);
  remit_data_free(data);
  remit_options_free(options);
}

static void* work(void* context) {
  uint64_t dice = 88172645463325252u ^ (uint64_t)(uintptr_t)context * 0x9E3779B97F4A7C15u;
  while (!over) {
    switch (below(&dice, 8)) {
      case 0:
        compile_some(&dice, 0);
        break;
      case 1:
        compile_some(&dice, 1);
        break;
      case 2: {
        const remit_cancel* const which = cancels[below(&dice, kCancels)];
        remit_cancel_request(which);
        usleep((useconds_t)below(&dice, 500));
        remit_cancel_reset(which);
        break;
      }
      default:
        run_some(&dice);
    }
  }
  return NULL;
}

static long kilobytes(void) {
  FILE* file = fopen("/proc/self/statm", "r");
  long all = 0, resident = 0;
  CHECK(file != NULL);
  CHECK(fscanf(file, "%ld %ld", &all, &resident) == 2);
  fclose(file);
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static int descriptors(void) {
  DIR* directory = opendir("/proc/self/fd");
  int count = 0;
  CHECK(directory != NULL);
  while (readdir(directory) != NULL) ++count;
  closedir(directory);
  return count;
}

static void sleep_for(double seconds) {
  struct timespec time;
  time.tv_sec = (time_t)seconds;
  time.tv_nsec = (long)((seconds - (double)time.tv_sec) * 1e9);
  nanosleep(&time, NULL);
}

int main(int argc, char** argv) {
  const double minutes = argc > 1 ? strtod(argv[1], NULL) : 0.1;
  const uintptr_t seed = argc > 2 ? (uintptr_t)strtoul(argv[2], NULL, 10) : 1;
  pthread_t threads[kThreads];
  long early = 0, late = 0;
  int open_early = 0;
  uintptr_t i = 0;
  /* So that what is freed is given back, and threads keep little of their own. */
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
#endif
  for (i = 0; i < kCancels; ++i) CHECK_OK(remit_cancel_new(&cancels[i], &error));
  shared = compile_text(kPolicyText);
  for (i = 0; i < kThreads; ++i)
    CHECK(pthread_create(&threads[i], NULL, work, (void*)(seed * kThreads + i + 1)) == 0);
  sleep_for(minutes * 60 / 3);
  early = kilobytes();
  open_early = descriptors();
  sleep_for(minutes * 60 * 2 / 3);
  late = kilobytes();
  CHECK(descriptors() == open_early);
  over = 1;
  for (i = 0; i < kThreads; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
  printf(
      "%lu calls, %lu refused, %lu stopped; %ld KB after a third of the time, %ld KB at the end\n",
      (unsigned long)calls, (unsigned long)refused, (unsigned long)stopped, early, late);
  CHECK(calls > 100 && refused > 0 && stopped > 0);
  CHECK(late < early + early / 4 + 8 * 1024);
  remit_policy_free(shared);
  for (i = 0; i < kCancels; ++i) remit_cancel_free(cancels[i]);
  return 0;
}
