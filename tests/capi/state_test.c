/* The process is as it was: locale, signal handlers, standard streams, environment, working
 * directory, file descriptors, rounding mode, floating-point flags. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier): what the C library asks for */
#include <dirent.h>
#include <fenv.h>
#include <locale.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "scenario.h"

extern char** environ;

typedef struct {
  char locale[200];
  struct sigaction handlers[65];
  char directory[4096];
  char** environment;
  size_t environment_size;
  mode_t mask;
  int descriptors;
  int rounding;
  sigset_t blocked;
} State;

static int open_descriptors(void) {
  DIR* directory = opendir("/proc/self/fd");
  int count = 0;
  CHECK(directory != NULL);
  while (readdir(directory) != NULL) ++count;
  closedir(directory);
  return count;
}

static State look(void) {
  State state;
  int number = 0;
  memset(&state, 0, sizeof state);
  strncpy(state.locale, setlocale(LC_ALL, NULL), sizeof state.locale - 1);
  for (number = 1; number < 65; ++number) sigaction(number, NULL, &state.handlers[number]);
  CHECK(getcwd(state.directory, sizeof state.directory) != NULL);
  state.environment = environ;
  while (environ[state.environment_size] != NULL) ++state.environment_size;
  state.mask = umask(0);
  umask(state.mask);
  state.descriptors = open_descriptors();
  state.rounding = fegetround();
  sigprocmask(SIG_BLOCK, NULL, &state.blocked);
  return state;
}

static void same(const State* a, const State* b) {
  int number = 0;
  CHECK(strcmp(a->locale, b->locale) == 0);
  for (number = 1; number < 65; ++number) {
    CHECK(a->handlers[number].sa_handler == b->handlers[number].sa_handler);
    CHECK(a->handlers[number].sa_flags == b->handlers[number].sa_flags);
  }
  CHECK(strcmp(a->directory, b->directory) == 0);
  CHECK(a->environment == b->environment && a->environment_size == b->environment_size);
  CHECK(a->mask == b->mask);
  CHECK(a->descriptors == b->descriptors);
  CHECK(a->rounding == b->rounding);
  CHECK(memcmp(&a->blocked, &b->blocked, sizeof a->blocked) == 0);
}

static void on_signal(int number) { (void)number; }

/* Runs the scenario with both output streams pointing at an empty file, which stays empty. */
static void stays_silent(void) {
  FILE* file = tmpfile();
  struct stat facts;
  int out = dup(1);
  int err = dup(2);
  int whole = 0;
  CHECK(file != NULL);
  fflush(NULL);
  dup2(fileno(file), 1);
  dup2(fileno(file), 2);
  whole = run_scenario();
  fflush(NULL);
  dup2(out, 1);
  dup2(err, 2);
  close(out);
  close(err);
  CHECK(fstat(fileno(file), &facts) == 0);
  CHECK(whole == 1);
  CHECK(facts.st_size == 0);
  fclose(file);
}

static void keeps_digest_in_any_locale_and_rounding(void) {
  static const char* const kLocales[] = {"C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8"};
  static const int kRoundings[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
  char first[100] = "";
  size_t i = 0;
  for (i = 0; i < 4; ++i) {
    remit_policy* policy = NULL;
    remit_data* data = NULL;
    remit_results* results = NULL;
    remit_string* digest = NULL;
    setlocale(LC_ALL, kLocales[i]); /* a locale that is not installed changes nothing */
    fesetround(kRoundings[i]);
    policy = compile_text(kPolicyText);
    data = sample_data(policy);
    CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
    CHECK_OK(remit_results_digest(results, &digest, &error));
    if (i == 0) strcpy(first, remit_string_data(digest, NULL));
    CHECK(strcmp(first, remit_string_data(digest, NULL)) == 0);
    remit_string_free(digest);
    remit_results_free(results);
    remit_data_free(data);
    remit_policy_free(policy);
  }
  fesetround(FE_TONEAREST);
  setlocale(LC_ALL, "C");
}

int main(void) {
  State before;
  State after;
  signal(SIGINT, on_signal);
  signal(SIGFPE, on_signal);
  signal(SIGPIPE, SIG_IGN);
  setlocale(LC_ALL, "C.UTF-8");
  before = look();
  stays_silent();
  after = look();
  same(&before, &after);
  keeps_digest_in_any_locale_and_rounding();
  return 0;
}
