/* What a thread needs of stack. Each call runs on a thread of its own whose stack is painted before, so
 * that what was touched of it can be counted afterwards; the deepest texts that the default nesting
 * allows must stay within what docs/architecture.md promises. `--measure` prints every figure. */
#define _GNU_SOURCE
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

/* A formula of `count` times `open`, `v`, and as many times `close`. */
typedef struct {
  const char* name;
  const char* open;
  const char* close;
  int count;
} Shape;

static const Shape kShapes[] = {
    {"flat", "", "", 1},
    {"brackets", "(", ")", kNesting - 2},
    {"signs", "-", "", kNesting - 2},
    {"calls", "max(", ", 1)", kNesting - 2},
    {"choices", "if v > 1 then ", " else 2", kNesting - 2},
    {"sum", "v + ", "", kChain - 10},
    {"products", "1.0 * v + ", "", kChain / 2 - 10},
    {"conditions", "if v > 1 and v > 2 then 1 else ", "", kNesting - 2},
};

typedef struct {
  char text[kMostText];
  const char* name;
  int refused;
} Job;

static void write_text(Job* job, const Shape* shape) {
  char* at = job->text;
  int i = 0;
  at += sprintf(at, "%s", kBegin);
  for (i = 0; i < shape->count; ++i) at += sprintf(at, "%s", shape->open);
  at += sprintf(at, "v");
  for (i = 0; i < shape->count; ++i) at += sprintf(at, "%s", shape->close);
  sprintf(at, "%s", kEnd);
  CHECK(strlen(job->text) < kMostText);
}

/* Every dear call of the interface, one after the other. */
static void* work(void* context) {
  Job* job = context;
  const char* name = "p.remit";
  const char* text = job->text;
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_options* options = NULL;
  remit_string* made = NULL;
  remit_error* error = NULL;
  int evaluator = 0;
  if (remit_compile(1, &name, &text, NULL, NULL, &policy, &error) != REMIT_OK) {
    remit_diagnostics_render(remit_error_diagnostics(error), REMIT_FORMAT_TEXT, REMIT_LANGUAGE_ZH,
                             &made, NULL);
    remit_string_free(made);
    remit_error_free(error);
    job->refused = 1;
    return NULL;
  }
  CHECK_OK(remit_format(name, text, REMIT_NUL, REMIT_KEYWORDS_ZH, NULL, &made, &error));
  remit_string_free(made);
  CHECK_OK(remit_policy_dump(policy, REMIT_STAGE_MODEL, &made, &error));
  remit_string_free(made);
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_data_new(policy, &data, &error));
  CHECK_OK(remit_data_add_row(data, 1, NULL, &error));
  CHECK_OK(remit_data_set_text(data, 1, 0, 0, "a", REMIT_NUL, &error));
  CHECK_OK(remit_data_set_text(data, 1, 0, 1, "2.5", REMIT_NUL, &error));
  for (evaluator = 1; evaluator <= 2; ++evaluator) {
    CHECK_OK(remit_options_set_int(options, REMIT_OPTION_EVALUATOR, evaluator, &error));
    CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
    CHECK_OK(remit_results_explain(results, 1, 0, "y", REMIT_NUL, 0, REMIT_FORMAT_TEXT,
                                   REMIT_LANGUAGE_EN, &made, &error));
    remit_string_free(made);
    remit_results_free(results);
  }
  remit_data_free(data);
  remit_options_free(options);
  remit_policy_free(policy);
  return NULL;
}

/* Bytes of a stack of `size` that were touched. */
static size_t run_on(size_t size, Job* job) {
  pthread_attr_t attributes;
  pthread_t thread;
  size_t untouched = 0;
  unsigned char* stack =
      mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
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

int main(int argc, char** argv) {
  static Job job;
  const int measure = argc > 1 && strcmp(argv[1], "--measure") == 0;
  size_t i = 0;
  for (i = 0; i < sizeof kShapes / sizeof kShapes[0]; ++i) {
    size_t used = 0;
    write_text(&job, &kShapes[i]);
    job.refused = 0;
    used = run_on(kRoomy, &job);
    if (measure) printf("%-12s %8zu bytes%s\n", kShapes[i].name, used, job.refused ? " (refused)" : "");
    CHECK(!job.refused);
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    if (!measure) {
      CHECK(used <= kPromised - 8 * 1024);
      run_on(kPromised, &job);
      run_on(kMusl, &job);
    }
#endif
  }
  return 0;
}
