/* remit.value and its like: a figure of one row. A statement keeps the policy made ready for its
 * rows, with the other tables that it was given, as long as it runs. A call site may outlive the
 * statement: PL/pgSQL keeps its own until the transaction ends. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "site.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/snapmgr.h"
/* clang-format on */

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

/* ---- The functions */

/** The site with its row computed; NULL where an argument is. */
static Site* computed(FunctionCallInfo fcinfo) {
  Site* site = NULL;
  remit_error* error = NULL;
  if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2)) return NULL;
  site = site_of(fcinfo);
  if (get_fn_expr_argtype(fcinfo->flinfo, 2) == JSONBOID) {
    remit_pg_set_object(site, PG_GETARG_JSONB_P(2));
  } else {
    remit_pg_set_record(site, PG_GETARG_HEAPTUPLEHEADER(2));
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
