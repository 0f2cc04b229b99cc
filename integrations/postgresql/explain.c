/* One figure in words, and what is to be said of a text. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/tuplestore.h"
/* clang-format on */

typedef struct {
  const Compiled* compiled;
  const char* entity;
  const char* key;
  const char* column;
  remit_language language;
  remit_format_kind format;
  MemoryContext context;
  text* told;
} Asked;

static void take(void* context, const remit_results* results, bool batch) {
  Asked* asked = context;
  const size_t entity = remit_pg_entity(asked->compiled->policy, asked->entity);
  Owned* table = OWN(CurrentMemoryContext, table);
  Owned* told = OWN(CurrentMemoryContext, string);
  remit_error* error = NULL;
  uint64_t row = 0;
  MemoryContext before = NULL;
  (void)batch;
  remit_pg_check(remit_results_table(results, REMIT_TABLE_ENTITY_ALL, entity, asked->language,
                                     HANDLE(table, table), &error),
                 &error, NULL, NULL);
  if (entity != 0) {
    remit_pg_check(remit_table_find_row(table->handle, asked->key, REMIT_NUL, &row, &error), &error,
                   NULL, NULL);
  }
  remit_pg_check(
      remit_results_explain(results, entity, row, asked->column, REMIT_NUL, 0, asked->format,
                            asked->language, HANDLE(told, string), &error),
      &error, NULL, NULL);
  before = MemoryContextSwitchTo(asked->context);
  asked->told = cstring_to_text(remit_string_data(told->handle, NULL));
  MemoryContextSwitchTo(before);
}

static char* argument(FunctionCallInfo fcinfo, int which) {
  return PG_NARGS() <= which || fcinfo->args[which].isnull
             ? NULL
             : text_to_cstring(DatumGetTextPP(fcinfo->args[which].value));
}

PG_FUNCTION_INFO_V1(remit_pg_explain);
Datum remit_pg_explain(PG_FUNCTION_ARGS) {
  const char* format = argument(fcinfo, 6);
  Compiled* compiled = NULL;
  Asked asked;
  int i = 0;
  memset(&asked, 0, sizeof asked);
  for (i = 0; i < 5; ++i) {
    if (i != 3 && PG_ARGISNULL(i)) PG_RETURN_NULL();
  }
  asked.language = remit_pg_read_language(argument(fcinfo, 5));
  if (format == NULL || strcmp(format, "text") == 0) {
    asked.format = REMIT_FORMAT_TEXT;
  } else if (strcmp(format, "json") == 0) {
    asked.format = REMIT_FORMAT_JSON;
  } else if (strcmp(format, "html") == 0) {
    asked.format = REMIT_FORMAT_HTML;
  } else {
    remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_bad_format);
  }
  compiled = remit_pg_policy(argument(fcinfo, 0), remit_pg_day(fcinfo, 7), CurrentMemoryContext);
  asked.compiled = compiled;
  asked.entity = argument(fcinfo, 2);
  asked.key = argument(fcinfo, 3) == NULL ? "" : argument(fcinfo, 3);
  asked.column = argument(fcinfo, 4);
  asked.context = CurrentMemoryContext;
  SPI_connect();
  remit_pg_run(compiled, PG_GETARG_DATUM(1), true, take, &asked);
  SPI_finish();
  PG_RETURN_TEXT_P(asked.told);
}

/* ---- remit.check */

static const char* const kSeverities[] = {"error", "warning", "note"};

static Datum text_at(const remit_diagnostics* all, size_t i, remit_diagnostic_text which) {
  const char* text = remit_diagnostics_text(all, i, which, remit_pg_language(), NULL);
  return CStringGetTextDatum(text == NULL ? "" : text);
}

static Datum number_at(const remit_diagnostics* all, size_t i, remit_diagnostic_number which) {
  return Int32GetDatum((int32)remit_diagnostics_number(all, i, which));
}

PG_FUNCTION_INFO_V1(remit_pg_check_text);
Datum remit_pg_check_text(PG_FUNCTION_ARGS) {
  ReturnSetInfo* set = (ReturnSetInfo*)fcinfo->resultinfo;
  const char* const name = "policy";
  const char* given = text_to_cstring(PG_GETARG_TEXT_PP(0));
  Owned* policy = OWN(CurrentMemoryContext, policy);
  Owned* error = OWN(CurrentMemoryContext, error);
  const remit_diagnostics* all = NULL;
  MemoryContext before = NULL;
  Tuplestorestate* store = NULL;
  TupleDesc asked = NULL;
  size_t i = 0;
  if (set == NULL || !IsA(set, ReturnSetInfo) || (set->allowedModes & SFRM_Materialize) == 0) {
    ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                    errmsg("set-valued function called in context that cannot accept a set")));
  }
  if (remit_compile(1, &name, &given, NULL, NULL, HANDLE(policy, policy), HANDLE(error, error)) ==
      REMIT_OK) {
    all = remit_policy_diagnostics(policy->handle);
  } else {
    all = remit_error_diagnostics(error->handle);
    if (remit_diagnostics_count(all) == 0) {
      remit_error* told = error->handle;
      error->handle = NULL;
      remit_pg_raise(told, given);
    }
  }
  before = MemoryContextSwitchTo(set->econtext->ecxt_per_query_memory);
  if (get_call_result_type(fcinfo, NULL, &asked) != TYPEFUNC_COMPOSITE) {
    elog(ERROR, "return type must be a row type");
  }
  asked = CreateTupleDescCopy(asked);
  store =
      tuplestore_begin_heap((set->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
  set->returnMode = SFRM_Materialize;
  set->setResult = store;
  set->setDesc = asked;
  MemoryContextSwitchTo(before);
  for (i = 0; i < remit_diagnostics_count(all); ++i) {
    const int64_t severity = remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_SEVERITY);
    Datum values[8] = {
        CStringGetTextDatum(kSeverities[Min(Max(severity, 0), 2)]),
        text_at(all, i, REMIT_DIAGNOSTIC_CODE),
        number_at(all, i, REMIT_DIAGNOSTIC_LINE),
        number_at(all, i, REMIT_DIAGNOSTIC_COLUMN),
        text_at(all, i, REMIT_DIAGNOSTIC_MESSAGE),
        text_at(all, i, REMIT_DIAGNOSTIC_HELP),
        number_at(all, i, REMIT_DIAGNOSTIC_BEGIN),
        number_at(all, i, REMIT_DIAGNOSTIC_END),
    };
    bool nulls[8] = {false};
    tuplestore_putvalues(store, asked, values, nulls);
  }
  return (Datum)0;
}
