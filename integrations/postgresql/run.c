/* One run. Where the planner expects more rows of an entity than work_mem holds, and the policy
 * allows it, they are read in batches, once for each traversal; else all tables are in memory. */
#include "remit_pg.h"

typedef struct {
  Rows* rows;
  Catcher* catcher;
  TakeResults take;
  void* context;
} Streaming;

/** Ctrl-C and statement_timeout set a flag; the library looks at it some ten times a second. */
static int32_t interrupted(void* unused, uint64_t done, uint64_t total) {
  (void)unused;
  (void)done;
  (void)total;
  return InterruptPending && (QueryCancelPending || ProcDiePending);
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

/** The largest table that exceeds work_mem and whose rows may come in batches. */
static Source* to_stream(const remit_policy* policy, const Sources* sources) {
  Source* largest = NULL;
  int i = 0;
  for (i = 0; i < sources->count; ++i) {
    Source* source = &sources->sources[i];
    int32_t traversals = 0;
    if (source->bytes > (double)work_mem * 1024 &&
        (largest == NULL || source->bytes > largest->bytes) &&
        remit_policy_traversals(policy, source->entity, &traversals, NULL) == REMIT_OK) {
      largest = source;
    }
  }
  return largest;
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
  remit_pg_check(remit_data_new(compiled->policy, HANDLE(data, data), &error), &error, NULL, NULL);
  remit_pg_check(remit_options_set_progress(options->handle, interrupted, NULL, &error), &error,
                 NULL, NULL);
  remit_pg_fill(data->handle, &sources, streamed, &catcher);
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
  take(context, results->handle, false);
}
