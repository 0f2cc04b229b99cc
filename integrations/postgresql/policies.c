/* Policies by name or text; a session keeps a few compiled. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/datetime.h"
/* clang-format on */

enum { kKept = 8 };

static Compiled* kept_policies = NULL;

static void drop(void* kept) {
  Compiled* compiled = kept;
  if (--compiled->uses > 0) return;
  remit_policy_free(compiled->policy);
  free(compiled->key);
  free(compiled);
}

static Compiled* take_out(const char* key, size_t size, DateADT as_of) {
  Compiled** at = &kept_policies;
  for (; *at != NULL; at = &(*at)->next) {
    Compiled* found = *at;
    if (found->size == size && found->as_of == as_of && memcmp(found->key, key, size) == 0) {
      *at = found->next;
      return found;
    }
  }
  return NULL;
}

static void put_first(Compiled* compiled) {
  Compiled** at = &kept_policies;
  int count = 0;
  compiled->next = kept_policies;
  kept_policies = compiled;
  for (; *at != NULL && count < kKept; ++count) at = &(*at)->next;
  if (*at != NULL) {
    Compiled* oldest = *at;
    *at = oldest->next;
    drop(oldest);
  }
}

Owned* remit_pg_options(DateADT as_of, MemoryContext context) {
  Owned* options = OWN(context, options);
  remit_error* error = NULL;
  int year = 0;
  int month = 0;
  int day = 0;
  remit_pg_check(remit_options_new(HANDLE(options, options), &error), &error, NULL, NULL);
  if (as_of == kNoDay) return options;
  j2date(as_of + POSTGRES_EPOCH_JDATE, &year, &month, &day);
  remit_pg_check(remit_options_set_as_of(options->handle, year, month, day, &error), &error, NULL,
                 NULL);
  return options;
}

DateADT remit_pg_day(FunctionCallInfo fcinfo, int argument) {
  if (PG_NARGS() <= argument || fcinfo->args[argument].isnull) return kNoDay;
  if (DATE_NOT_FINITE(DatumGetDateADT(fcinfo->args[argument].value))) {
    remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_no_day);
  }
  return DatumGetDateADT(fcinfo->args[argument].value);
}

static Compiled* compile_anew(int count, const char* const* texts, char* key, size_t size,
                              DateADT as_of) {
  Owned* options = remit_pg_options(as_of, CurrentMemoryContext);
  const char** names = palloc(sizeof *names * (size_t)count);
  Compiled* compiled = NULL;
  remit_policy* policy = NULL;
  remit_error* error = NULL;
  remit_status status = REMIT_OK;
  int i = 0;
  for (i = 0; i < count; ++i) names[i] = i == 0 ? "policy" : psprintf("policy+%d", i);
  status = remit_compile((size_t)count, names, texts, NULL, options->handle, &policy, &error);
  remit_pg_check(status, &error, count == 1 ? texts[0] : NULL, NULL);
  compiled = calloc(1, sizeof *compiled);
  if (compiled != NULL) compiled->key = malloc(size);
  if (compiled == NULL || compiled->key == NULL) {
    free(compiled);
    remit_policy_free(policy);
    ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
  }
  memcpy(compiled->key, key, size);
  compiled->size = size;
  compiled->as_of = as_of;
  compiled->policy = policy;
  compiled->uses = 1;
  return compiled;
}

Compiled* remit_pg_compile(int count, const char* const* texts, DateADT as_of,
                           MemoryContext context) {
  Owned* use = remit_pg_own(context, drop);
  StringInfoData key;
  Compiled* compiled = NULL;
  int i = 0;
  initStringInfo(&key);
  for (i = 0; i < count; ++i) {
    appendBinaryStringInfo(&key, texts[i], (int)strlen(texts[i]) + 1);
  }
  compiled = take_out(key.data, (size_t)key.len, as_of);
  if (compiled == NULL) compiled = compile_anew(count, texts, key.data, (size_t)key.len, as_of);
  put_first(compiled);
  ++compiled->uses;
  use->handle = compiled;
  pfree(key.data);
  return compiled;
}

/** The texts that stand under a name, in `context`. */
static const char** texts_of(const char* name, int version, int* count, MemoryContext context) {
  static const char kQuery[] =
      "SELECT texts FROM remit.policies WHERE name OPERATOR(pg_catalog.=) $1 AND"
      " ($2 IS NULL OR version OPERATOR(pg_catalog.=) $2) ORDER BY version DESC LIMIT 1";
  Oid types[2] = {TEXTOID, INT4OID};
  Datum values[2] = {CStringGetTextDatum(name), Int32GetDatum(version)};
  const char nulls[3] = {' ', version < 0 ? 'n' : ' ', '\0'};
  const char** texts = NULL;
  bool is_null = true;
  SPI_connect();
  if (SPI_execute_with_args(kQuery, 2, types, values, nulls, true, 1) != SPI_OK_SELECT) {
    elog(ERROR, "remit.policies cannot be read");
  }
  if (SPI_processed == 1) {
    Datum array = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null);
    Datum* items = NULL;
    bool* blanks = NULL;
    int i = 0;
    deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false, TYPALIGN_INT, &items, &blanks,
                      count);
    texts = MemoryContextAllocZero(context, sizeof *texts * (size_t)Max(*count, 1));
    for (i = 0; i < *count; ++i) {
      char* item = blanks[i] ? pstrdup("") : TextDatumGetCString(items[i]);
      texts[i] = MemoryContextStrdup(context, item);
    }
  }
  SPI_finish();
  return texts;
}

Compiled* remit_pg_policy(const char* named, DateADT as_of, MemoryContext context) {
  const char* at = strrchr(named, '@');
  const char** texts = NULL;
  int count = 0;
  if (strchr(named, '{') != NULL) return remit_pg_compile(1, &named, as_of, context);
  if (at != NULL) {
    char* end = NULL;
    const long version = strtol(at + 1, &end, 10);
    if (end != at + 1 && *end == '\0' && version > 0 && version <= PG_INT32_MAX) {
      texts =
          texts_of(pnstrdup(named, (Size)(at - named)), (int)version, &count, CurrentMemoryContext);
    }
  } else {
    texts = texts_of(named, -1, &count, CurrentMemoryContext);
  }
  if (texts == NULL || count == 0) {
    remit_pg_refuse(ERRCODE_UNDEFINED_OBJECT, remit_message_no_policy, named);
  }
  return remit_pg_compile(count, texts, as_of, context);
}

size_t remit_pg_entity(const remit_policy* policy, const char* name) {
  size_t entity = 0;
  if (remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, name, REMIT_NUL, &entity, NULL) !=
      REMIT_OK) {
    remit_pg_unknown(policy, REMIT_LIST_ENTITIES, 0, name);
  }
  return entity;
}

PG_FUNCTION_INFO_V1(remit_pg_hash);
Datum remit_pg_hash(PG_FUNCTION_ARGS) {
  Datum* items = NULL;
  bool* blanks = NULL;
  int count = 0;
  int i = 0;
  const char** texts = NULL;
  Compiled* compiled = NULL;
  deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false, TYPALIGN_INT, &items, &blanks,
                    &count);
  if (count == 0) remit_pg_refuse(ERRCODE_INVALID_PARAMETER_VALUE, remit_message_no_policy, "");
  texts = palloc(sizeof *texts * (size_t)count);
  for (i = 0; i < count; ++i) texts[i] = blanks[i] ? "" : TextDatumGetCString(items[i]);
  compiled = remit_pg_compile(count, texts, kNoDay, CurrentMemoryContext);
  PG_RETURN_TEXT_P(cstring_to_text(remit_policy_text(compiled->policy, REMIT_POLICY_HASH, NULL)));
}
