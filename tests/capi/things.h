/* What an entry point works on, made afresh for every call of the memory test, and one number that
 * says in what state all of it is. */
#ifndef REMIT_TESTS_CAPI_THINGS_H_
#define REMIT_TESTS_CAPI_THINGS_H_

#include "arrow_batch.h"
#include "check.h"

typedef struct {
  remit_policy* policy;
  remit_options* options;
  remit_cancel* cancel;
  remit_data* data;
  remit_data* copy;
  remit_case* one;
  remit_exchange* exchange;
  remit_results* results;
  remit_comparison* comparison;
  remit_table* table;
  remit_string* text;
  remit_error* complaint;
  remit_shard_state* state;
  remit_shard_state* other;
  struct ArrowSchema schema;
  struct ArrowArray array;
  struct ArrowArrayStream stream;
  Batch batches[2];
  Chunks chunks;
  const char* borrowed;
  int64_t number;
} Things;

/* Preparations; each includes those above it that it needs. */
void nothing(Things* t);
void with_options(Things* t);
void with_cancel(Things* t);
void with_complaint(Things* t);
void with_policy(Things* t);
void with_data(Things* t);         /* with options too */
void with_unit_batch(Things* t);   /* an array of the units in t->array, data without rows */
void with_stream(Things* t);       /* two batches of projects in t->stream, likewise */
void with_batches(Things* t);      /* units by cell, projects in t->batches */
void with_wrong_batch(Things* t);  /* an array without the key */
void with_row_run(Things* t);      /* options that ask for the row evaluator */
void with_columnar_run(Things* t); /* the other, in batches of two rows */
void with_threads(Things* t);      /* on three threads */
void with_results(Things* t);
void with_profile(Things* t); /* results of a run that measured */
void with_table(Things* t);
void with_comparison(Things* t); /* of the results with those of another revenue */
void with_text(Things* t);
void with_case(Things* t); /* of the projects, with one row */

/* Two batches of projects in t->batches, three rows in all, and a stream over them. */
void open_projects(Things* t, struct ArrowArrayStream* stream);

/* Frees everything that is there. */
void free_things(Things* t);
/* A number that is equal for equal states, of inputs and outputs. */
uint64_t state_of(const Things* t);

/* A policy with every form that has machinery of its own; entities area, unit and project. */
extern const char kEveryForm[];
enum { kUnit = 1, kProject = 2 };
enum { kId, kIntroducedBy, kInvestment, kRevenue, kListed, kOpened };

#endif
