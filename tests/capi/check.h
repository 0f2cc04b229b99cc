/* What the tests of the C interface share: checks that stop the program, and a policy with data. */
#ifndef REMIT_TESTS_CAPI_CHECK_H_
#define REMIT_TESTS_CAPI_CHECK_H_

#include <remit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                      \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      exit(1);                                                                \
    }                                                                         \
  } while (0)

/* `call` uses `&error` as its last argument; on failure its message is printed. */
#define CHECK_OK(call)                                                                          \
  do {                                                                                          \
    remit_error* error = NULL;                                                                  \
    remit_status status_ = (call);                                                              \
    if (status_ != REMIT_OK || error != NULL) {                                                 \
      fprintf(stderr, "%s:%d: %s: %s: %s\n", __FILE__, __LINE__, #call,                         \
              remit_status_name(status_), remit_error_message(error, REMIT_LANGUAGE_EN, NULL)); \
      exit(1);                                                                                  \
    }                                                                                           \
  } while (0)

/* `call` uses `&error`; it must fail with `wanted` and say why. */
#define CHECK_FAILS(wanted, call)                                           \
  do {                                                                      \
    remit_error* error = NULL;                                              \
    remit_status status_ = (call);                                          \
    if (status_ != (wanted)) {                                              \
      fprintf(stderr, "%s:%d: %s: %s, not %s\n", __FILE__, __LINE__, #call, \
              remit_status_name(status_), remit_status_name(wanted));       \
      exit(1);                                                              \
    }                                                                       \
    CHECK(error != NULL);                                                   \
    CHECK(remit_error_status(error) == status_);                            \
    CHECK(remit_error_message(error, REMIT_LANGUAGE_EN, NULL)[0] != '\0');  \
    CHECK(remit_error_message(error, REMIT_LANGUAGE_ZH, NULL)[0] != '\0');  \
    remit_error_free(error);                                                \
  } while (0)

/* The policy that most tests use, and a second spelling of the same. */
extern const char kPolicyText[];
extern const char kPolicyTextRespelt[];

/* Entities, fields and columns of that policy, as remit_policy_find gives them. */
typedef struct {
  size_t unit, project;
  size_t unit_name, unit_kind;
  size_t id, introduced_by, located_in, investment, local_revenue, incentives_paid;
  size_t bonus;
} Places;

remit_policy* compile_text(const char* text);
Places find_places(const remit_policy* policy);
/* Two units and three projects, set cell by cell:
 * p1 a department's, capped at 500000.00; p2 a department's, 200000.05; p3 a township's, none. */
remit_data* sample_data(const remit_policy* policy);
/* A text cell of a table, in a static buffer. */
const char* cell(const remit_table* table, uint64_t row, const char* column);
remit_table* entity_table(const remit_results* results, size_t entity);

#endif
