/* The library is loaded, used on threads, and unloaded, again and again: nothing of it stays
 * behind. usage: capi_unload PATH_OF_LIBREMIT */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "remit.h"

enum { kTimes = 40, kThreads = 4 };

#define CHECK(condition)                                                      \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      exit(1);                                                                \
    }                                                                         \
  } while (0)

static void* library;

/* The function of that name; ISO C knows no cast from an object's address. */
#define FIND(pointer, name)                      \
  do {                                           \
    void* const found = dlsym(library, #name);   \
    CHECK(found != NULL);                        \
    memcpy(&(pointer), &found, sizeof(pointer)); \
  } while (0)

static const char kPolicy[] =
    "policy p { currency CNY rounding half_up to 0.01\n"
    "entity e { key id : text  a : count }\ndefine y for e = a * 3 }";

static void* use(void* unused) {
  __typeof__(&remit_compile) compile;
  __typeof__(&remit_policy_free) policy_free;
  __typeof__(&remit_error_free) error_free;
  remit_policy* policy = NULL;
  remit_error* error = NULL;
  const char* const name = "p.remit";
  const char* const text = kPolicy;
  size_t size = sizeof kPolicy - 1;
  (void)unused;
  FIND(compile, remit_compile);
  FIND(policy_free, remit_policy_free);
  FIND(error_free, remit_error_free);
  CHECK(compile(1, &name, &text, &size, NULL, &policy, &error) == REMIT_OK);
  policy_free(policy);
  policy = NULL;
  size -= 1; /* no closing brace */
  CHECK(compile(1, &name, &text, &size, NULL, &policy, &error) == REMIT_POLICY_ERROR);
  error_free(error);
  return NULL;
}

static long threads_alive(void) {
  long threads = -1;
  char line[200];
  FILE* const status = fopen("/proc/self/status", "r");
  if (status == NULL) return -1;
  while (fgets(line, sizeof line, status) != NULL)
    if (sscanf(line, "Threads: %ld", &threads) == 1) break;
  fclose(status);
  return threads;
}

/* Whether no more threads are left than so many. A thread that was joined is counted until the
 * system has done with it, which on a busy machine takes a while. */
static int none_left(long before) {
  const struct timespec pause = {0, 1000 * 1000};
  int i = 0;
  for (i = 0; i < 10 * 1000; ++i) {
    if (threads_alive() <= before) return 1;
    nanosleep(&pause, NULL);
  }
  return 0;
}

int main(int count, char** arguments) {
  const long before = threads_alive();
  int time = 0, i = 0;
  CHECK(count == 2);
  for (time = 0; time < kTimes; ++time) {
    pthread_t threads[kThreads];
    library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    CHECK(library != NULL);
    for (i = 0; i < kThreads; ++i) CHECK(pthread_create(&threads[i], NULL, use, NULL) == 0);
    for (i = 0; i < kThreads; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
    CHECK(dlclose(library) == 0);
    CHECK(none_left(before));
  }
  return 0;
}
