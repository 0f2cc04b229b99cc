/* remit.value and its like: a figure of one row. A statement keeps the policy made ready for its
 * rows, with the other tables that it was given, as long as it runs. A call site may outlive the
 * statement: PL/pgSQL keeps its own until the transaction ends. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"
#include "utils/snapmgr.h"
#include "utils/typcache.h"
/* clang-format on */

/** What a statement sees. The same as before: whatever was read is what would be read again. */
typedef struct {
  TransactionId xmin, xmax;
  uint32 running, running_below;
  CommandId command;
  SubTransactionId within; /**< what a savepoint took back was seen within it */
} Moment;

/** What a call site keeps from row to row. */
typedef struct {
  MemoryContext context; /**< everything below is in it */
  text* policy;
  text* column_asked;
  char* column;
  bytea* tables; /**< NULL: none */
  DateADT as_of;
  Moment moment;
  Compiled* compiled;
  remit_figure figure;
  size_t table_column;
  remit_case* one_case;
  remit_data* data;
  /* Rows as records. */
  uint64 row_type; /**< of this definition: a table may be altered */
  MemoryContext mapping;
  TupleDesc columns;
  CellWay* ways; /**< by attribute */
  /* Rows as objects. */
  size_t fields;
  CellWay* field_ways;
  uint64* set_in; /**< by field: the row that set it last; 0: it is blank */
  uint64 row;
} Site;

/* ---- Getting ready */

static void find_figure(Site* site) {
  const remit_policy* policy = site->compiled->policy;
  const size_t size = strlen(site->column);
  const remit_figure_count found = remit_figure_find(policy, site->column, size, &site->figure);
  if (found == REMIT_FIGURE_NONE) {
    remit_pg_refuse(ERRCODE_UNDEFINED_COLUMN, remit_message_no_column, (int)size, site->column);
  }
  if (found == REMIT_FIGURE_AMBIGUOUS) {
    remit_pg_refuse(ERRCODE_AMBIGUOUS_COLUMN, remit_message_several_columns, (int)size,
                    site->column);
  }
}

static void make_case(Site* site, Datum tables) {
  const remit_policy* policy = site->compiled->policy;
  Owned* options = remit_pg_options(site->as_of, CurrentMemoryContext);
  Owned* one_case = OWN(site->context, case);
  Owned* data = OWN(CurrentMemoryContext, data);
  remit_error* error = NULL;
  const char* name = remit_policy_list_text(policy, REMIT_LIST_COLUMNS, site->figure.entity,
                                            site->figure.column, REMIT_ENTRY_NAME, NULL);
  remit_pg_check(remit_data_new(policy, HANDLE(data, data), &error), &error, NULL, NULL);
  if (site->tables != NULL) {
    Catcher catcher = {NULL, CurrentMemoryContext};
    Sources sources;
    SPI_connect();
    sources = remit_pg_sources(policy, tables, &catcher);
    (void)remit_pg_fill(data->handle, &sources, NULL, &catcher);
    SPI_finish();
    /* The row itself is none of them. */
    if (site->figure.entity != 0) {
      remit_pg_check(remit_data_clear(data->handle, site->figure.entity, &error), &error, NULL,
                     NULL);
    }
  }
  remit_pg_check(remit_case_new(policy, data->handle, site->figure.entity, options->handle,
                                HANDLE(one_case, case), &error),
                 &error, NULL, NULL);
  site->one_case = one_case->handle;
  site->data = remit_case_data(site->one_case);
  remit_pg_check(remit_table_find_column(remit_case_table(site->one_case), name, REMIT_NUL,
                                         &site->table_column, &error),
                 &error, NULL, NULL);
}

static bool same_text(const text* a, const text* b) {
  return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
         memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

static text* copy_of(const text* given) {
  text* copy = palloc(VARSIZE_ANY(given));
  memcpy(copy, given, VARSIZE_ANY(given));
  return copy;
}

/** Whether the call is for what was made ready. */
static bool is_it(const Site* site, const text* policy, const text* column, const bytea* tables,
                  DateADT as_of) {
  if (!same_text(site->policy, policy) || !same_text(site->column_asked, column) ||
      site->as_of != as_of || (site->tables == NULL) != (tables == NULL)) {
    return false;
  }
  return tables == NULL || (VARSIZE(tables) == VARSIZE(site->tables) &&
                            memcmp(tables, site->tables, VARSIZE(tables)) == 0);
}

static Moment this_moment(void) {
  const Snapshot seen = ActiveSnapshotSet() ? GetActiveSnapshot() : NULL;
  Moment moment;
  memset(&moment, 0, sizeof moment);
  moment.within = GetCurrentSubTransactionId();
  if (seen == NULL) return moment;
  moment.xmin = seen->xmin;
  moment.xmax = seen->xmax;
  moment.running = seen->xcnt;
  moment.running_below = (uint32)seen->subxcnt;
  moment.command = seen->curcid;
  return moment;
}

/** Whether what was made ready in an earlier statement is what would be made now. */
static bool holds_still(Site* site) {
  const Moment now = this_moment();
  if (memcmp(&now, &site->moment, sizeof now) == 0) return true;
  if (site->tables != NULL) return false;
  if (remit_pg_policy(text_to_cstring(site->policy), site->as_of, CurrentMemoryContext) !=
      site->compiled) {
    return false;
  }
  site->moment = now;
  return true;
}

static Site* site_of(FunctionCallInfo fcinfo) {
  FmgrInfo* function = fcinfo->flinfo;
  Site* site = function->fn_extra;
  const text* policy = PG_GETARG_TEXT_PP(0);
  const text* column = PG_GETARG_TEXT_PP(1);
  const bool has_tables = fcinfo->nargs > 3 && !fcinfo->args[3].isnull;
  bytea* tables = has_tables ? (bytea*)PG_DETOAST_DATUM(fcinfo->args[3].value) : NULL;
  const DateADT as_of = remit_pg_day(fcinfo, 4);
  MemoryContext context = NULL;
  MemoryContext before = NULL;
  if (site != NULL && is_it(site, policy, column, tables, as_of) && holds_still(site)) return site;
  if (site != NULL) {
    function->fn_extra = NULL;
    MemoryContextDelete(site->context);
  }
  /* It is the call site's when it is ready; till then it goes with the row, should that fail. */
  context = AllocSetContextCreate(CurrentMemoryContext, "remit figure", ALLOCSET_SMALL_SIZES);
  before = MemoryContextSwitchTo(context);
  site = palloc0(sizeof *site);
  site->context = context;
  site->policy = copy_of(policy);
  site->column_asked = copy_of(column);
  site->column = text_to_cstring(column);
  site->as_of = as_of;
  site->moment = this_moment();
  if (has_tables) {
    site->tables = palloc(VARSIZE(tables));
    memcpy(site->tables, tables, VARSIZE(tables));
  }
  MemoryContextSwitchTo(before);
  site->compiled = remit_pg_policy(text_to_cstring(policy), as_of, context);
  find_figure(site);
  make_case(site, has_tables ? PointerGetDatum(tables) : (Datum)0);
  MemoryContextSetParent(context, function->fn_mcxt);
  function->fn_extra = site;
  return site;
}

/* ---- Rows as records */

/** The library's own opinion of the columns, as of a table without rows: missing fields, names that
 * are almost one. */
static void check_names(Site* site) {
  Owned* data = OWN(CurrentMemoryContext, data);
  struct ArrowSchema schema;
  struct ArrowArray array;
  remit_error* error = NULL;
  remit_status status = REMIT_OUT_OF_MEMORY;
  TupleDesc given = NULL;
  int i = 0;
  int count = 0;
  if (site->figure.entity == 0) return;
  for (i = 0; i < site->columns->natts; ++i) {
    if (!TupleDescAttr(site->columns, i)->attisdropped) ++count;
  }
  /* Where its columns stand depends on their number, from 18 on. */
  given = CreateTemplateTupleDesc(count);
  count = 0;
  for (i = 0; i < site->columns->natts; ++i) {
    const Form_pg_attribute column = TupleDescAttr(site->columns, i);
    if (column->attisdropped) continue;
    TupleDescInitEntry(given, (AttrNumber)(++count), NameStr(column->attname), column->atttypid,
                       column->atttypmod, 0);
  }
  remit_pg_check(remit_data_new(site->compiled->policy, HANDLE(data, data), &error), &error, NULL,
                 NULL);
  if (remit_pg_schema(given, &schema)) {
    if (remit_pg_array(given, NULL, NULL, 0, &array, NULL)) {
      status = remit_data_set_arrow(data->handle, site->figure.entity, &schema, &array, &error);
      if (array.release != NULL) array.release(&array);
    }
    schema.release(&schema);
  }
  remit_pg_check(status, &error, NULL, NULL);
}

static void map_columns(Site* site, Oid type, int32 typmod, uint64 definition) {
  TupleDesc columns = lookup_rowtype_tupdesc(type, typmod);
  MemoryContext before = CurrentMemoryContext;
  size_t fields = 0;
  size_t blank = 0;
  int i = 0;
  if (site->mapping == NULL) {
    site->mapping = AllocSetContextCreate(site->context, "remit row type", ALLOCSET_SMALL_SIZES);
  }
  site->ways = NULL;
  MemoryContextReset(site->mapping);
  MemoryContextSwitchTo(site->mapping);
  site->columns = CreateTupleDescCopy(columns);
  MemoryContextSwitchTo(before);
  ReleaseTupleDesc(columns);
  check_names(site);
  /* What rows of another kind have set, these may lack. */
  (void)remit_policy_count(site->compiled->policy, REMIT_LIST_FIELDS, site->figure.entity, &fields,
                           NULL);
  for (blank = 0; site->row_type != 0 && blank < fields; ++blank) {
    remit_error* error = NULL;
    remit_pg_check(remit_data_set_blank(site->data, site->figure.entity, 0, blank, &error), &error,
                   NULL, NULL);
  }
  site->ways = MemoryContextAllocZero(site->mapping,
                                      sizeof *site->ways * (size_t)Max(site->columns->natts, 1));
  for (i = 0; i < site->columns->natts; ++i) {
    const Form_pg_attribute column = TupleDescAttr(site->columns, i);
    size_t field = 0;
    if (!column->attisdropped &&
        remit_policy_find(site->compiled->policy, REMIT_LIST_FIELDS, site->figure.entity,
                          NameStr(column->attname), REMIT_NUL, &field, NULL) == REMIT_OK) {
      remit_pg_way(&site->ways[i], column->atttypid, site->compiled->policy, site->figure.entity,
                   field);
    }
  }
  site->row_type = definition;
}

static void set_record(Site* site, HeapTupleHeader header) {
  HeapTupleData tuple;
  const Oid type = HeapTupleHeaderGetTypeId(header);
  const int32 typmod = HeapTupleHeaderGetTypMod(header);
  const uint64 definition = assign_record_type_identifier(type, typmod);
  int i = 0;
  if (site->ways == NULL || site->row_type != definition) {
    map_columns(site, type, typmod, definition);
  }
  tuple.t_len = HeapTupleHeaderGetDatumLength(header);
  ItemPointerSetInvalid(&tuple.t_self);
  tuple.t_tableOid = InvalidOid;
  tuple.t_data = header;
  for (i = 0; i < site->columns->natts; ++i) {
    bool is_null = true;
    remit_error* error = NULL;
    Datum value = 0;
    if (!site->ways[i].used) continue;
    value = heap_getattr(&tuple, i + 1, site->columns, &is_null);
    remit_pg_check(
        remit_pg_set(site->data, site->figure.entity, &site->ways[i], value, is_null, &error),
        &error, NULL, NULL);
  }
}

/* ---- Rows as objects */

static void map_fields(Site* site) {
  size_t i = 0;
  (void)remit_policy_count(site->compiled->policy, REMIT_LIST_FIELDS, site->figure.entity,
                           &site->fields, NULL);
  site->field_ways =
      MemoryContextAllocZero(site->context, sizeof *site->field_ways * (site->fields + 1));
  site->set_in = MemoryContextAllocZero(site->context, sizeof *site->set_in * (site->fields + 1));
  for (i = 0; i < site->fields; ++i) {
    remit_pg_way(&site->field_ways[i], TEXTOID, site->compiled->policy, site->figure.entity, i);
  }
}

static remit_status set_member(Site* site, size_t field, const JsonbValue* value,
                               remit_error** error) {
  CellWay way = site->field_ways[field];
  switch (value->type) {
    case jbvNull:
      return remit_pg_set(site->data, site->figure.entity, &way, (Datum)0, true, error);
    case jbvBool:
      if (way.kind == REMIT_KIND_BOOLEAN) {
        way.type = BOOLOID;
        return remit_pg_set(site->data, site->figure.entity, &way, BoolGetDatum(value->val.boolean),
                            false, error);
      }
      return remit_data_set_text(site->data, site->figure.entity, 0, field,
                                 value->val.boolean ? "true" : "false", REMIT_NUL, error);
    case jbvNumeric: {
      const char* digits =
          DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
      return remit_data_set_text(site->data, site->figure.entity, 0, field, digits, REMIT_NUL,
                                 error);
    }
    default:
      return remit_data_set_text(site->data, site->figure.entity, 0, field, value->val.string.val,
                                 (size_t)value->val.string.len, error);
  }
}

static void set_object(Site* site, Jsonb* object) {
  JsonbIterator* iterator = JsonbIteratorInit(&object->root);
  JsonbIteratorToken token = WJB_DONE;
  JsonbValue value;
  remit_error* error = NULL;
  char* name = NULL;
  size_t field = 0;
  if (!JB_ROOT_IS_OBJECT(object))
    remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_row);
  if (site->set_in == NULL) map_fields(site);
  ++site->row;
  while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE) {
    if (token == WJB_KEY) {
      name = pnstrdup(value.val.string.val, (Size)value.val.string.len);
    } else if (token == WJB_VALUE) {
      if (value.type == jbvBinary) {
        remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_cell, (int)strlen(name),
                        name);
      }
      if (remit_policy_find(site->compiled->policy, REMIT_LIST_FIELDS, site->figure.entity, name,
                            REMIT_NUL, &field, NULL) != REMIT_OK) {
        remit_pg_unknown(site->compiled->policy, REMIT_LIST_FIELDS, site->figure.entity, name);
      }
      if (site->set_in[field] == site->row) {
        remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_twice, (int)strlen(name),
                        name);
      }
      remit_pg_check(set_member(site, field, &value, &error), &error, NULL, NULL);
      site->set_in[field] = site->row;
    }
  }
  for (field = 0; field < site->fields; ++field) {
    if (site->set_in[field] == 0 || site->set_in[field] == site->row) continue;
    remit_pg_check(remit_data_set_blank(site->data, site->figure.entity, 0, field, &error), &error,
                   NULL, NULL);
    site->set_in[field] = 0;
  }
}

/* ---- The functions */

/** The site with its row computed; NULL where an argument is. */
static Site* computed(FunctionCallInfo fcinfo) {
  Site* site = NULL;
  remit_error* error = NULL;
  if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2)) return NULL;
  site = site_of(fcinfo);
  if (get_fn_expr_argtype(fcinfo->flinfo, 2) == JSONBOID) {
    set_object(site, PG_GETARG_JSONB_P(2));
  } else {
    set_record(site, PG_GETARG_HEAPTUPLEHEADER(2));
  }
  remit_pg_check(remit_case_run(site->one_case, &error), &error, NULL, NULL);
  return site;
}

static Datum give(FunctionCallInfo fcinfo, Oid type) {
  const Site* site = computed(fcinfo);
  Datum value = (Datum)0;
  if (site == NULL ||
      !remit_pg_cell(remit_case_table(site->one_case), 0, site->table_column, type, -1, &value)) {
    PG_RETURN_NULL();
  }
  return value;
}

#define VALUE(name, type)                     \
  PG_FUNCTION_INFO_V1(remit_pg_value_##name); \
  Datum remit_pg_value_##name(PG_FUNCTION_ARGS) { return give(fcinfo, type); }

VALUE(numeric, NUMERICOID)
VALUE(text, TEXTOID)
VALUE(date, DATEOID)
VALUE(bool, BOOLOID)

PG_FUNCTION_INFO_V1(remit_pg_value_reason);
Datum remit_pg_value_reason(PG_FUNCTION_ARGS) {
  const Site* site = computed(fcinfo);
  const remit_table* table = NULL;
  Owned* detail = NULL;
  remit_error* error = NULL;
  text* told = NULL;
  if (site == NULL) PG_RETURN_NULL();
  table = remit_case_table(site->one_case);
  if (remit_table_state(table, 0, site->table_column) != REMIT_STATE_ERROR) PG_RETURN_NULL();
  detail = OWN(CurrentMemoryContext, string);
  remit_pg_check(remit_table_fault_detail(table, 0, site->table_column, remit_pg_language(),
                                          HANDLE(detail, string), &error),
                 &error, NULL, NULL);
  told = cstring_to_text(remit_string_data(detail->handle, NULL));
  PG_RETURN_TEXT_P(told);
}
