/* Tables in: for each entity a relation or a query, read through a cursor as whoever calls. A
 * cursor is opened read-only on the snapshot of the statement, so every reading gives the same rows
 * and a query that writes is refused. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include <errno.h>
#include "catalog/namespace.h"
#include "nodes/plannodes.h"
#include "optimizer/optimizer.h"
#include "parser/scansup.h"
#include "utils/jsonb.h"
#include "utils/plancache.h"
#include "utils/portal.h"
#include "utils/regproc.h"
/* clang-format on */

enum { kBatchRows = 8192 };

/* ---- The stream */

static void close_portal(Rows* rows) {
  if (rows->portal != NULL) SPI_cursor_close(rows->portal);
  rows->portal = NULL;
}

static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* schema) {
  const Rows* rows = stream->private_data;
  volatile int outcome = 0;
  PG_TRY();
  { outcome = remit_pg_schema(rows->columns, schema) ? 0 : ENOMEM; }
  PG_CATCH();
  {
    remit_pg_catch(rows->catcher);
    outcome = EIO;
  }
  PG_END_TRY();
  return outcome;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* array) {
  Rows* rows = stream->private_data;
  volatile int outcome = 0;
  array->release = NULL;
  PG_TRY();
  {
    SPI_cursor_fetch(rows->portal, true, rows->batch);
    if (SPI_processed > 0 && !remit_pg_array(SPI_tuptable->tupdesc, rows->used, SPI_tuptable,
                                             SPI_processed, array, &rows->bytes)) {
      outcome = ENOMEM;
    }
    SPI_freetuptable(SPI_tuptable);
    if (outcome == 0 && rows->most > 0 && rows->bytes > rows->most) {
      if (array->release != NULL) array->release(array);
      outcome = ENOBUFS;
    }
  }
  PG_CATCH();
  {
    remit_pg_catch(rows->catcher);
    outcome = EIO;
  }
  PG_END_TRY();
  return outcome;
}

static const char* last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the query failed";
}

static void release_stream(struct ArrowArrayStream* stream) { stream->release = NULL; }

remit_status remit_pg_open(Rows* rows, struct ArrowArrayStream* stream) {
  volatile remit_status status = REMIT_OK;
  memset(stream, 0, sizeof *stream);
  PG_TRY();
  {
    close_portal(rows);
    rows->bytes = 0;
    rows->portal = SPI_cursor_open(NULL, rows->plan, NULL, NULL, true);
  }
  PG_CATCH();
  {
    remit_pg_catch(rows->catcher);
    status = REMIT_DATA_ERROR;
  }
  PG_END_TRY();
  if (status != REMIT_OK) return status;
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = last_error;
  stream->release = release_stream;
  stream->private_data = rows;
  return REMIT_OK;
}

/* ---- The argument */

#if PG_VERSION_NUM >= 160000
#define NAMES_OF(text) stringToQualifiedNameList(text, NULL)
#else
#define NAMES_OF(text) stringToQualifiedNameList(text)
#endif

/** A name as it stands for FROM, or the text itself where it is a query. */
static char* query_of(const char* text) {
  const char* at = text;
  bool quoted = false;
  for (; *at != '\0' && (quoted || (!scanner_isspace(*at) && *at != '(')); ++at) {
    if (*at == '"') quoted = !quoted;
  }
  if (*at != '\0' || text[0] == '\0') return pstrdup(text);
  return psprintf("SELECT * FROM %s", NameListToQuotedString(NAMES_OF(text)));
}

/** Which columns are fields, as the library says of a table without rows. All of them where it does
 * not say: then it will, when the rows come. */
static bool* used_of(const remit_policy* policy, size_t entity, TupleDesc columns) {
  Owned* data = OWN(CurrentMemoryContext, data);
  Owned* notes = OWN(CurrentMemoryContext, table);
  struct ArrowSchema schema;
  struct ArrowArray array;
  remit_error* error = NULL;
  remit_status status = remit_data_new(policy, HANDLE(data, data), &error);
  bool* used = palloc(sizeof *used * (size_t)Max(columns->natts, 1));
  size_t column = 0;
  uint64 row = 0;
  int i = 0;
  remit_pg_check(status, &error, NULL, NULL);
  if (!remit_pg_schema(columns, &schema)) return NULL;
  status = REMIT_OUT_OF_MEMORY;
  if (remit_pg_array(columns, NULL, NULL, 0, &array, NULL)) {
    status = remit_data_set_arrow(data->handle, entity, &schema, &array, &error);
    if (array.release != NULL) array.release(&array);
  }
  schema.release(&schema);
  remit_error_free(error);
  if (status != REMIT_OK ||
      remit_data_notes(data->handle, REMIT_LANGUAGE_EN, HANDLE(notes, table), NULL) != REMIT_OK ||
      remit_table_find_column(notes->handle, "column", REMIT_NUL, &column, NULL) != REMIT_OK) {
    return NULL;
  }
  for (i = 0; i < columns->natts; ++i) used[i] = true;
  for (row = 0; row < remit_table_row_count(notes->handle); ++row) {
    const char* name = remit_pg_text(notes->handle, row, column);
    for (i = 0; i < columns->natts; ++i) {
      if (strcmp(name, NameStr(TupleDescAttr(columns, i)->attname)) == 0) used[i] = false;
    }
  }
  return used;
}

/** Rows of a batch, of which several are in memory at a time. */
static long batch_of(int width) {
  const long rows = (long)work_mem * 1024 / 4 / Max(width, 1);
  return Min(Max(rows, 1), kBatchRows);
}

static void prepare(Source* source) {
  List* plans = NIL;
  CachedPlanSource* planned = NULL;
  CachedPlan* plan = NULL;
  source->rows.plan = SPI_prepare_cursor(source->query, 0, NULL, CURSOR_OPT_NO_SCROLL);
  if (source->rows.plan == NULL) {
    remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_query, source->query);
  }
  plans = SPI_plan_get_plan_sources(source->rows.plan);
  if (list_length(plans) != 1 || !SPI_is_cursor_plan(source->rows.plan)) {
    remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_query, source->query);
  }
  planned = linitial(plans);
  source->rows.columns = CreateTupleDescCopy(planned->resultDesc);
  source->changes = contain_volatile_functions((Node*)planned->query_list);
  source->rows.batch = kBatchRows;
  plan = SPI_plan_get_cached_plan(source->rows.plan);
  if (plan != NULL) {
    const PlannedStmt* statement = linitial(plan->stmt_list);
    if (IsA(statement, PlannedStmt) && statement->planTree != NULL) {
      source->bytes = statement->planTree->plan_rows * statement->planTree->plan_width;
      source->rows.batch = batch_of(statement->planTree->plan_width);
    }
    ReleaseCachedPlan(plan, 0); /* of a plan that is not saved nobody else counts the uses */
  }
}

Sources remit_pg_sources(const remit_policy* policy, Datum tables, Catcher* catcher) {
  Jsonb* object = DatumGetJsonbP(tables);
  JsonbIterator* iterator = JsonbIteratorInit(&object->root);
  Sources sources = {0, NULL};
  JsonbValue value;
  JsonbIteratorToken token = WJB_DONE;
  size_t entity = 0;
  char* name = NULL;
  if (!JB_ROOT_IS_OBJECT(object)) {
    remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_object, "tables");
  }
  sources.sources = palloc0(sizeof *sources.sources * (JB_ROOT_COUNT(object) + 1));
  while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE) {
    if (token == WJB_KEY) {
      name = pnstrdup(value.val.string.val, (Size)value.val.string.len);
      entity = remit_pg_entity(policy, name);
    } else if (token == WJB_VALUE) {
      Source* source = &sources.sources[sources.count];
      if (value.type != jbvString) {
        remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_relation,
                        (int)strlen(name), name);
      }
      source->entity = entity;
      source->query = query_of(pnstrdup(value.val.string.val, (Size)value.val.string.len));
      source->rows.catcher = catcher;
      prepare(source);
      source->rows.used = used_of(policy, entity, source->rows.columns);
      ++sources.count;
    }
  }
  return sources;
}

Source* remit_pg_fill(remit_data* data, const Sources* sources, const Source* but,
                      Catcher* catcher) {
  Source* large = NULL;
  int i = 0;
  for (i = 0; i < sources->count; ++i) {
    Source* source = &sources->sources[i];
    struct ArrowArrayStream stream;
    remit_error* error = NULL;
    remit_status status = REMIT_OK;
    if (source == but) continue;
    status = remit_pg_open(&source->rows, &stream);
    if (status == REMIT_OK) {
      status = remit_data_set_arrow_stream(data, source->entity, &stream, &error);
    }
    if (status != REMIT_OK && catcher->error == NULL && source->rows.most > 0 &&
        source->rows.bytes > source->rows.most) {
      int other = 0;
      for (; other < sources->count; ++other) sources->sources[other].rows.most = 0;
      remit_error_free(error);
      error = NULL;
      large = source;
      status = REMIT_OK;
    }
    remit_pg_check(status, &error, NULL, catcher);
    close_portal(&source->rows);
  }
  return large;
}
