/* What a thread needs of stack. Texts as people nest them work on a thread of 64 KiB, and the
 * deepest that the limits allow end in an error there, not in a crash. Each call runs on a thread
 * of its own whose stack is painted before, so that what was touched of it can be counted:
 * `--measure` prints it. */
#define _GNU_SOURCE
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/mman.h>

#include "check.h"

enum { kPromised = 64 * 1024, kMusl = 128 * 1024, kRoomy = 8 * 1024 * 1024, kPaint = 0xA5 };
enum { kNesting = 200, kChain = 10 * kNesting, kMostText = 64 * 1024 };

static const char kBegin[] =
    "policy p {\n  currency CNY\n  rounding half_up to 0.01\n"
    "  entity e { key id : text  v : number to 0.01 }\n  define y for e = ";
static const char kEnd[] = "\n}\n";

/* A formula of some times `open` (with its number), `v`, and as many times `close`: as often as
 * people may write it, and as often as the default limits allow. */
typedef struct {
  const char* name;
  const char* open;
  const char* close;
  int common;
  int most;
} Shape;

static const Shape kShapes[] = {
    {"brackets", "(", ")", 15, kNesting - 2},
    {"signs", "-", "", 15, kNesting - 2},
    {"calls", "max(", ", 1)", 10, kNesting - 2},
    {"choices", "if v > %d then ", " else 2", 10, kNesting - 2},
    {"rungs", "if v = %d and id != \"x\" then 1 else ", "", 10, kNesting - 2},
    {"sum", "v + ", "", 10, kChain - 10},
    {"products", "1.5 * v + ", "", 10, kChain - 10},
};

typedef struct {
  char text[kMostText];
  int refused;
} Job;

static void write_text(Job* job, const Shape* shape, int count) {
  char* at = job->text;
  int i = 0;
  at += sprintf(at, "%s", kBegin);
  for (i = 0; i < count; ++i) at += sprintf(at, shape->open, i);
  at += sprintf(at, "v");
  for (i = 0; i < count; ++i) at += sprintf(at, "%s", shape->close);
  sprintf(at, "%s", kEnd);
  CHECK(strlen(job->text) < kMostText);
}

/* Whether a call went well. What is nested too deeply, for the limits or for the stack, is refused.
 */
static int is_done(Job* job, remit_status status, remit_error** error) {
  if (status == REMIT_OK) return 1;
  CHECK(status == REMIT_LIMIT_EXCEEDED || status == REMIT_POLICY_ERROR);
  CHECK(remit_error_message(*error, REMIT_LANGUAGE_ZH, NULL)[0] != '\0');
  remit_error_free(*error);
  *error = NULL;
  job->refused = 1;
  return 0;
}

static void run(Job* job, const remit_policy* policy) {
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_options* options = NULL;
  remit_string* made = NULL;
  remit_error* error = NULL;
  int evaluator = 0;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_data_new(policy, &data, &error));
  CHECK_OK(remit_data_add_row(data, 1, NULL, &error));
  CHECK_OK(remit_data_set_text(data, 1, 0, 0, "a", REMIT_NUL, &error));
  CHECK_OK(remit_data_set_text(data, 1, 0, 1, "2.5", REMIT_NUL, &error));
  for (evaluator = 1; evaluator <= 2; ++evaluator) {
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_EVALUATOR, evaluator, &error));
    if (!is_done(job, remit_evaluate(policy, data, options, &results, &error), &error)) continue;
    if (is_done(job,
                remit_results_explain(results, 1, 0, "y", REMIT_NUL, 0, REMIT_FORMAT_TEXT,
                                      REMIT_LANGUAGE_EN, &made, &error),
                &error))
      remit_string_free(made);
    remit_results_free(results);
  }
  remit_data_free(data);
  remit_options_free(options);
}

/* Every dear call of the interface, one after the other. */
static void* work(void* context) {
  Job* job = context;
  const char* name = "p.remit";
  const char* text = job->text;
  remit_policy* policy = NULL;
  remit_string* made = NULL;
  remit_error* error = NULL;
  if (is_done(job, remit_format(name, text, REMIT_NUL, REMIT_KEYWORDS_ZH, NULL, &made, &error),
              &error))
    remit_string_free(made);
  if (!is_done(job, remit_compile(1, &name, &text, NULL, NULL, &policy, &error), &error))
    return NULL;
  run(job, policy);
  remit_policy_free(policy);
  return NULL;
}

/* Bytes of a stack of `size`, or of the least that this system gives a thread, that were touched.
 */
static size_t run_on(size_t size, Job* job) {
  const size_t least = (size_t)PTHREAD_STACK_MIN; /* 128 KiB on aarch64 */
  pthread_attr_t attributes;
  pthread_t thread;
  size_t untouched = 0;
  unsigned char* stack = NULL;
  if (size < least) size = least;
  stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  CHECK(stack != MAP_FAILED);
  memset(stack, kPaint, size);
  CHECK(pthread_attr_init(&attributes) == 0);
  CHECK(pthread_attr_setstack(&attributes, stack, size) == 0);
  CHECK(pthread_create(&thread, &attributes, work, job) == 0);
  CHECK(pthread_join(thread, NULL) == 0);
  while (untouched < size && stack[untouched] == kPaint) ++untouched;
  pthread_attr_destroy(&attributes);
  munmap(stack, size);
  return size - untouched;
}

static void measure(Job* job, const Shape* shape) {
  size_t common = 0, most = 0;
  write_text(job, shape, shape->common);
  common = run_on(kRoomy, job);
  write_text(job, shape, shape->most);
  job->refused = 0;
  most = run_on(kRoomy, job);
  printf("%-10s %5d times %8zu bytes, %5d times %8zu bytes%s\n", shape->name, shape->common, common,
         shape->most, most, job->refused ? " (refused)" : "");
}

int main(int argc, char** argv) {
  static Job job;
  const int measures = argc > 1 && strcmp(argv[1], "--measure") == 0;
  size_t i = 0;
  for (i = 0; i < sizeof kShapes / sizeof kShapes[0]; ++i) {
    if (measures) {
      measure(&job, &kShapes[i]);
      continue;
    }
    write_text(&job, &kShapes[i], kShapes[i].most);
    run_on(kRoomy, &job);
/* What is not optimised, or watched by a sanitizer, needs more. */
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    run_on(kMusl, &job);
    run_on(kPromised, &job);
    write_text(&job, &kShapes[i], kShapes[i].common);
    job.refused = 0;
    CHECK(run_on(kPromised, &job) <= kPromised);
    if (job.refused) fprintf(stderr, "%s\n", kShapes[i].name);
    CHECK(!job.refused);
#endif
  }
  return 0;
}
