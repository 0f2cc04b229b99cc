/* Memory that fails in the first call of a process, which builds what is needed once (indices of
 * currencies and attributes; the grammar and its words are constant): the call says so, and the
 * next one builds it. Every failure has a process of its own.
 *
 * usage: first_use_test [POINTS]   about POINTS allocations fail; without it, each */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "failing_memory.h"
#include "things.h"

typedef struct {
  long allocations;
  int told; /* that memory ran out */
} Report;

static Report* report; /* shared with the children */

/* The first call of this process, with one failure; then the same without. */
static void first_use(long number, int and_later) {
  const char* name = "first.remit";
  const char* text = kEveryForm;
  remit_policy* policy = NULL;
  remit_error* error = NULL;
  remit_status status = REMIT_OK;
  fail_allocation(number, and_later);
  status = remit_compile(1, &name, &text, NULL, NULL, &policy, &error);
  report->allocations = allocations();
  remit_error_free(error);
  stop_failing();
  report->told = status == REMIT_OUT_OF_MEMORY;
  CHECK(status == REMIT_OK || status == REMIT_OUT_OF_MEMORY);
  CHECK((policy != NULL) == (status == REMIT_OK));
  remit_policy_free(policy);
  policy = compile_text(text);
  CHECK(strlen(remit_policy_text(policy, REMIT_POLICY_HASH, NULL)) == 64);
  remit_policy_free(policy);
}

static void run(long number, int and_later) {
  int outcome = 0;
  const pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    first_use(number, and_later);
    _exit(0);
  }
  CHECK(waitpid(child, &outcome, 0) == child);
  if (!WIFEXITED(outcome) || WEXITSTATUS(outcome) != 0) {
    fprintf(stderr, "allocation %ld%s\n", number, and_later ? " and all later ones" : "");
    exit(1);
  }
}

int main(int argc, char** argv) {
  const long points = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
  long step = 1;
  long all = 0;
  long number = 0;
  long told = 0;
  report = mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  CHECK(report != MAP_FAILED);
  run(-1, 0);
  all = report->allocations;
  CHECK(all > 100 && report->told == 0);
  if (points > 0) step = all / points + 1;
  for (number = 0; number < all; number += step) {
    run(number, 1);
    told += report->told;
    run(number, 0);
    told += report->told;
  }
  CHECK(told > number / step); /* of two calls for each, nearly all */
  printf("%ld allocations at first use, each %ld.: %ld told\n", all, step, told);
  return 0;
}
