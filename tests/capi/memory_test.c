/* Memory that fails at each allocation of each entry point, once and from then on: the call says
 * that memory ran out or does what it should, nothing leaks, nothing is half changed, and the
 * library works afterwards.
 *
 * usage: memory_test --functions       writes the functions that are tested
 *        memory_test POINTS            lets at most about POINTS allocations of each call fail
 *        memory_test 0 FUNCTION        each, of one function
 *        memory_test                   each */
#include "entry_points.h"
#include "failing_memory.h"

/* One call with memory as told before; what became of it. */
typedef struct {
  remit_status status;
  long allocations;
  long leaked;     /* blocks */
  uint64_t before; /* state_of */
  uint64_t after;
} Outcome;

static const EntryPoint* current;
static long current_number;
static int current_later;

static int finished;

/* A check that fails ends the program. */
static void say_where(void) {
  stop_failing();
  if (finished) return;
  fprintf(stderr, "%s (%s), allocation %ld%s\n", current->function, current->way, current_number,
          current_later ? " and all later ones" : "");
}

static Outcome run(const EntryPoint* entry, long number, int and_later) {
  static Things things;
  const long live = live_blocks();
  remit_error* error = NULL;
  Outcome outcome;
  current = entry;
  current_number = number;
  current_later = and_later;
  entry->prepare(&things);
  outcome.before = state_of(&things);
  fail_allocation(number, and_later);
  outcome.status = entry->call(&things, &error);
  outcome.allocations = allocations();
  /* Whoever has no memory left can read the error and free it. */
  CHECK((error == NULL) == (outcome.status == REMIT_OK));
  CHECK(error == NULL || remit_error_status(error) == outcome.status);
  CHECK(error == NULL || remit_error_message(error, REMIT_LANGUAGE_ZH, NULL)[0] != '\0');
  remit_error_free(error);
  stop_failing();
  outcome.after = state_of(&things);
  fail_allocation(0, 1);
  free_things(&things);
  stop_failing();
  outcome.leaked = live_blocks() - live;
  return outcome;
}

/* The call with one failure; 1 if it told that memory ran out. */
static int fails(const EntryPoint* entry, const Outcome* wanted, long number, int and_later) {
  const Outcome outcome = run(entry, number, and_later);
  CHECK(outcome.leaked == 0);
  if (outcome.status == REMIT_OUT_OF_MEMORY) {
    CHECK(outcome.after == outcome.before);
    return 1;
  }
  CHECK(outcome.status == entry->expected);
  CHECK(outcome.after == wanted->after);
  return 0;
}

/* Allocations that were made to fail, and calls that told of it, in all. */
static long tried;
static long told_in_all;

static void test(const EntryPoint* entry, long points) {
  const Outcome wanted = run(entry, -1, 0);
  const long step = points > 0 ? wanted.allocations / points + 1 : 1;
  long number = 0;
  long told = 0;
  CHECK(wanted.status == entry->expected);
  CHECK(wanted.leaked == 0);
  CHECK(entry->allocates || wanted.allocations == 0);
  for (number = 0; number < wanted.allocations; number += step) {
    told += fails(entry, &wanted, number, 0);
    told += fails(entry, &wanted, number, 1);
  }
  CHECK(wanted.allocations == 0 || told > 0);
  tried += number / step;
  told_in_all += told;
  printf("%-34s %-12s %7ld allocations, each %ld.: %ld told\n", entry->function, entry->way,
         wanted.allocations, step, told);
}

int main(int argc, char** argv) {
  static const EntryPoints* const kAll[] = {&kPolicyEntryPoints, &kDataEntryPoints,
                                            &kResultsEntryPoints, &kShardsEntryPoints};
  const int list = argc > 1 && strcmp(argv[1], "--functions") == 0;
  const long points = argc > 1 && !list ? strtol(argv[1], NULL, 10) : 0;
  const char* only = argc > 2 ? argv[2] : NULL;
  size_t part = 0;
  size_t i = 0;
  CHECK(atexit(say_where) == 0);
  /* The first exception of a process leaves something behind in the compiler's runtime. */
  CHECK(remit_options_new(NULL, NULL) == REMIT_INVALID_ARGUMENT);
  for (part = 0; part < sizeof kAll / sizeof kAll[0]; ++part) {
    for (i = 0; i < kAll[part]->count; ++i) {
      const EntryPoint* entry = &kAll[part]->entries[i];
      if (only != NULL && strcmp(only, entry->function) != 0) continue;
      if (list) {
        printf("%s\n", entry->function);
      } else {
        run(entry, -1, 0); /* what is built on first use and kept */
        test(entry, points);
      }
    }
  }
  CHECK(list || only != NULL || tried > 500);         /* memory did fail */
  CHECK(list || only != NULL || told_in_all > tried); /* of two calls for each, nearly all */
  finished = 1;
  return 0;
}
