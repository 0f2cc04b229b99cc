/* One run. Where the planner expects more rows of an entity than work_mem holds, and the policy
 * allows it, they are read in batches, once for each traversal; else all tables are in memory. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "utils/guc.h"
/* clang-format on */

typedef struct {
  Rows* rows;
  Catcher* catcher;
  TakeResults take;
  void* context;
} Streaming;

/** Ctrl-C, statement_timeout and what other processes ask for set a flag; the library looks at it
 * some ten times a second. What ends the process waits until the library has returned; all else is
 * done here, so that nobody waits for a long run. */
static int32_t interrupted(void* context, uint64_t done, uint64_t total) {
  Catcher* catcher = context;
  volatile int32_t stop = 0;
  (void)done;
  (void)total;
  if (!InterruptPending) return 0;
  if (ProcDiePending) return 1;
  PG_TRY();
  { CHECK_FOR_INTERRUPTS(); }
  PG_CATCH();
  {
    remit_pg_catch(catcher);
    stop = 1;
  }
  PG_END_TRY();
  return stop;
}

static remit_status open_rows(void* context, struct ArrowArrayStream* stream) {
  const Streaming* streaming = context;
  return remit_pg_open(streaming->rows, stream);
}

static remit_status take_batch(void* context, uint64_t first_row, const remit_results* batch) {
  const Streaming* streaming = context;
  volatile remit_status status = REMIT_OK;
  (void)first_row;
  PG_TRY();
  { streaming->take(streaming->context, batch, true); }
  PG_CATCH();
  {
    remit_pg_catch(streaming->catcher);
    status = REMIT_DATA_ERROR;
  }
  PG_END_TRY();
  return status;
}

/** The largest table that exceeds work_mem, as the planner expects, and whose rows may come in
 * batches: not those of a query that gives others whenever it is read, if the policy reads them
 * more than once. Where it expects less of all of them, each such table is held to it. */
static Source* to_stream(const remit_policy* policy, const Sources* sources) {
  const uint64 most = (uint64)work_mem * 1024;
  Source* largest = NULL;
  int i = 0;
  for (i = 0; i < sources->count; ++i) {
    Source* source = &sources->sources[i];
    int32_t traversals = 0;
    if (remit_policy_traversals(policy, source->entity, &traversals, NULL) != REMIT_OK) continue;
    if (source->changes && traversals > 1) continue;
    source->rows.most = most;
    if (source->bytes > (double)most && (largest == NULL || source->bytes > largest->bytes)) {
      largest = source;
    }
  }
  for (i = 0; largest != NULL && i < sources->count; ++i) sources->sources[i].rows.most = 0;
  return largest;
}

/** Until AtEOXact_GUC of what it gives, a table is read from its beginning, whoever else reads it:
 * every reading gives the rows in one order. */
static int begin_readings(void) {
  const int level = NewGUCNestLevel();
  (void)set_config_option("synchronize_seqscans", "off", PGC_USERSET, PGC_S_SESSION,
                          GUC_ACTION_SAVE, true, 0, false);
  return level;
}

void remit_pg_run(Compiled* compiled, Datum tables, bool in_memory, TakeResults take,
                  void* context) {
  Catcher catcher = {NULL, CurrentMemoryContext};
  const Sources sources = remit_pg_sources(compiled->policy, tables, &catcher);
  Source* streamed = in_memory ? NULL : to_stream(compiled->policy, &sources);
  Owned* options = remit_pg_options(compiled->as_of, CurrentMemoryContext);
  Owned* data = OWN(CurrentMemoryContext, data);
  Owned* results = OWN(CurrentMemoryContext, results);
  remit_error* error = NULL;
  remit_status status = REMIT_OK;
  const int level = begin_readings();
  remit_pg_check(remit_data_new(compiled->policy, HANDLE(data, data), &error), &error, NULL, NULL);
  remit_pg_check(remit_options_set_progress(options->handle, interrupted, &catcher, &error), &error,
                 NULL, NULL);
  {
    Source* large = remit_pg_fill(data->handle, &sources, streamed, &catcher);
    if (large != NULL) streamed = large;
  }
  if (streamed != NULL) {
    ereport(DEBUG1, (errmsg_internal("remit: rows come in batches: %s", streamed->query)));
  }
  if (streamed == NULL) {
    status = remit_evaluate(compiled->policy, data->handle, options->handle,
                            HANDLE(results, results), &error);
  } else {
    Streaming streaming = {&streamed->rows, &catcher, take, context};
    status = remit_evaluate_batches(compiled->policy, data->handle, streamed->entity, open_rows,
                                    take_batch, &streaming, options->handle,
                                    HANDLE(results, results), &error);
  }
  remit_pg_check(status, &error, NULL, &catcher);
  AtEOXact_GUC(true, level);
  take(context, results->handle, false);
}
