/* What a run gives, as functions that return sets. Columns are found by name, so a list is no more
 * than the columns that the script declares. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/tuplestore.h"
/* clang-format on */

typedef struct {
  remit_table_kind kind;
  size_t entity;
  bool exact;  /**< every column that is asked for must be there */
  bool totals; /**< of the run as a whole only */
  TupleDesc asked;
  Tuplestorestate* store;
  MemoryContext scratch;
} Listing;

static void begin(FunctionCallInfo fcinfo, Listing* list) {
  ReturnSetInfo* set = (ReturnSetInfo*)fcinfo->resultinfo;
  MemoryContext before = NULL;
  if (set == NULL || !IsA(set, ReturnSetInfo) || (set->allowedModes & SFRM_Materialize) == 0) {
    ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                    errmsg("set-valued function called in context that cannot accept a set")));
  }
  before = MemoryContextSwitchTo(set->econtext->ecxt_per_query_memory);
  if (get_call_result_type(fcinfo, NULL, &list->asked) != TYPEFUNC_COMPOSITE) {
    remit_pg_refuse(ERRCODE_SYNTAX_ERROR, remit_message_no_columns);
  }
  list->asked = CreateTupleDescCopy(list->asked);
  list->store =
      tuplestore_begin_heap((set->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
  set->returnMode = SFRM_Materialize;
  set->setResult = list->store;
  set->setDesc = list->asked;
  MemoryContextSwitchTo(before);
  list->scratch = AllocSetContextCreate(CurrentMemoryContext, "remit rows", ALLOCSET_DEFAULT_SIZES);
}

/** Where each column that is asked for stands in the table; -1: nowhere. */
static int* find_columns(const Listing* list, const remit_table* table) {
  int* found = palloc(sizeof *found * (size_t)Max(list->asked->natts, 1));
  int i = 0;
  for (i = 0; i < list->asked->natts; ++i) {
    const char* name = NameStr(TupleDescAttr(list->asked, i)->attname);
    size_t column = 0;
    found[i] = -1;
    if (remit_table_find_column(table, name, REMIT_NUL, &column, NULL) == REMIT_OK) {
      found[i] = (int)column;
    } else if (list->exact) {
      remit_pg_refuse(ERRCODE_UNDEFINED_COLUMN, remit_message_no_column, (int)strlen(name), name);
    }
  }
  return found;
}

static void take(void* context, const remit_results* results, bool batch) {
  const Listing* list = context;
  const int width = list->asked->natts;
  MemoryContext before = NULL;
  Owned* table = NULL;
  int* found = NULL;
  Datum* values = NULL;
  bool* nulls = NULL;
  remit_error* error = NULL;
  uint64 row = 0;
  uint64 rows = 0;
  if (batch && list->totals) return;
  before = MemoryContextSwitchTo(list->scratch);
  table = OWN(list->scratch, table);
  remit_pg_check(remit_results_table(results, list->kind, list->entity, remit_pg_language(),
                                     HANDLE(table, table), &error),
                 &error, NULL, NULL);
  found = find_columns(list, table->handle);
  values = palloc0(sizeof *values * (size_t)Max(width, 1));
  nulls = palloc0(sizeof *nulls * (size_t)Max(width, 1));
  rows = remit_table_row_count(table->handle);
  {
    MemoryContext cells =
        AllocSetContextCreate(list->scratch, "remit cells", ALLOCSET_DEFAULT_SIZES);
    MemoryContextSwitchTo(cells);
    for (row = 0; row < rows; ++row) {
      int i = 0;
      for (i = 0; i < width; ++i) {
        nulls[i] =
            found[i] < 0 || !remit_pg_cell(table->handle, row, (size_t)found[i],
                                           TupleDescAttr(list->asked, i)->atttypid,
                                           TupleDescAttr(list->asked, i)->atttypmod, &values[i]);
      }
      tuplestore_putvalues(list->store, list->asked, values, nulls);
      MemoryContextReset(cells);
      if (row % 1024 == 0) CHECK_FOR_INTERRUPTS();
    }
  }
  MemoryContextSwitchTo(before);
  MemoryContextReset(list->scratch);
}

/** Runs and gives a list: arguments policy, [entity,] tables, as_of. */
static Datum give(FunctionCallInfo fcinfo, remit_table_kind kind) {
  Listing list = {kind, 0,   kind == REMIT_TABLE_ENTITY_ALL, kind == REMIT_TABLE_TOTALS, NULL,
                  NULL, NULL};
  const int tables = list.exact ? 2 : 1;
  int i = 0;
  Compiled* compiled = NULL;
  begin(fcinfo, &list);
  for (i = 0; i <= tables; ++i) {
    if (PG_ARGISNULL(i)) return (Datum)0;
  }
  compiled = remit_pg_policy(text_to_cstring(PG_GETARG_TEXT_PP(0)),
                             remit_pg_day(fcinfo, tables + 1), CurrentMemoryContext);
  if (list.exact) {
    list.entity = remit_pg_entity(compiled->policy, text_to_cstring(PG_GETARG_TEXT_PP(1)));
  }
  SPI_connect();
  remit_pg_run(compiled, PG_GETARG_DATUM(tables), false, take, &list);
  SPI_finish();
  return (Datum)0;
}

#define LIST(name, kind)                \
  PG_FUNCTION_INFO_V1(remit_pg_##name); \
  Datum remit_pg_##name(PG_FUNCTION_ARGS) { return give(fcinfo, kind); }

LIST(ledger, REMIT_TABLE_LEDGER)
LIST(totals, REMIT_TABLE_TOTALS)
LIST(targets, REMIT_TABLE_TARGETS)
LIST(errors, REMIT_TABLE_ERRORS)
LIST(findings, REMIT_TABLE_FINDINGS)
LIST(columns, REMIT_TABLE_ENTITY_ALL)
