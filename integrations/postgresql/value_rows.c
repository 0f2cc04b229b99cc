/* The row of remit.value: a record of whatever type it comes with, or an object. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "site.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/numeric.h"
#include "utils/typcache.h"
/* clang-format on */

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

void remit_pg_set_record(Site* site, HeapTupleHeader header) {
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

void remit_pg_set_object(Site* site, Jsonb* object) {
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
