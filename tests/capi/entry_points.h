/* Every function of remit.h, called in one way or in several: the table of the memory test. */
#ifndef REMIT_TESTS_CAPI_ENTRY_POINTS_H_
#define REMIT_TESTS_CAPI_ENTRY_POINTS_H_

#include "things.h"

typedef struct {
  const char* function;
  const char* way;
  remit_status expected; /* when there is memory enough */
  int allocates;         /* 0: answers a value, so it cannot say that memory ran out */
  void (*prepare)(Things*);
  remit_status (*call)(Things*, remit_error**);
} EntryPoint;

typedef struct {
  const EntryPoint* entries;
  size_t count;
} EntryPoints;

extern const EntryPoints kPolicyEntryPoints;
extern const EntryPoints kDataEntryPoints;
extern const EntryPoints kResultsEntryPoints;
extern const EntryPoints kShardsEntryPoints;

/* The tables below are macros TABLE(RETURNS, ANSWERS): one line per way of calling a function, for
 * those that return a status, and for those that answer a value or nothing. `t` is the Things. */
#define DEFINE_RETURNS(function, way, expected, prepare, ...)                   \
  static remit_status call_##function##_##way(Things* t, remit_error** error) { \
    (void)t;                                                                    \
    return __VA_ARGS__;                                                         \
  }
#define DEFINE_ANSWERS(function, way, prepare, ...)                             \
  static remit_status call_##function##_##way(Things* t, remit_error** error) { \
    *error = NULL;                                                              \
    (void)t;                                                                    \
    (void)(__VA_ARGS__);                                                        \
    return REMIT_OK;                                                            \
  }
#define ROW_RETURNS(function, way, expected, prepare, ...) \
  {#function, #way, expected, 1, prepare, call_##function##_##way},
#define ROW_ANSWERS(function, way, prepare, ...) \
  {#function, #way, REMIT_OK, 0, prepare, call_##function##_##way},

#define DEFINE_ENTRY_POINTS(name, TABLE)                                     \
  TABLE(DEFINE_RETURNS, DEFINE_ANSWERS)                                      \
  static const EntryPoint name##_rows[] = {TABLE(ROW_RETURNS, ROW_ANSWERS)}; \
  const EntryPoints name = {name##_rows, sizeof name##_rows / sizeof name##_rows[0]};

#endif
