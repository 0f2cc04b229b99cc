/* Cells between PostgreSQL and the library: as numbers, days and truth values where both have them,
 * as exact text else. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "catalog/pg_type.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
/* clang-format on */

void remit_pg_way(CellWay* way, Oid type, const remit_policy* policy, size_t entity, size_t field) {
  int64_t kind = REMIT_KIND_TEXT;
  bool varies = false;
  (void)remit_policy_entry_number(policy, REMIT_LIST_FIELDS, entity, field, REMIT_ENTRY_KIND, &kind,
                                  NULL);
  way->type = getBaseType(type);
  way->field = field;
  way->kind = (remit_kind)kind;
  way->used = true;
  getTypeOutputInfo(type, &way->output, &varies);
}

static remit_status set_whole(remit_data* data, size_t entity, const CellWay* way, int64 whole,
                              remit_error** error) {
  char digits[32];
  if (way->kind == REMIT_KIND_NUMBER || way->kind == REMIT_KIND_MONEY) {
    return remit_data_set_int64(data, entity, 0, way->field, whole, 0, error);
  }
  snprintf(digits, sizeof digits, INT64_FORMAT, whole);
  return remit_data_set_text(data, entity, 0, way->field, digits, REMIT_NUL, error);
}

static remit_status set_day(remit_data* data, size_t entity, const CellWay* way, DateADT day,
                            remit_error** error) {
  int year = 0;
  int month = 0;
  int of_month = 0;
  j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &of_month);
  return remit_data_set_date(data, entity, 0, way->field, year, month, of_month, error);
}

remit_status remit_pg_set(remit_data* data, size_t entity, const CellWay* way, Datum value,
                          bool is_null, remit_error** error) {
  char* text = NULL;
  if (is_null) return remit_data_set_blank(data, entity, 0, way->field, error);
  switch (way->type) {
    case INT2OID:
      return set_whole(data, entity, way, DatumGetInt16(value), error);
    case INT4OID:
      return set_whole(data, entity, way, DatumGetInt32(value), error);
    case INT8OID:
      return set_whole(data, entity, way, DatumGetInt64(value), error);
    case FLOAT8OID:
      return remit_data_set_double(data, entity, 0, way->field, DatumGetFloat8(value), error);
    case BOOLOID:
      if (way->kind == REMIT_KIND_BOOLEAN) {
        return remit_data_set_bool(data, entity, 0, way->field, DatumGetBool(value), error);
      }
      break;
    case DATEOID:
      if (way->kind == REMIT_KIND_DATE && !DATE_NOT_FINITE(DatumGetDateADT(value))) {
        return set_day(data, entity, way, DatumGetDateADT(value), error);
      }
      break;
    default:
      break;
  }
  text = OidOutputFunctionCall(way->output, value);
  if (way->type == NUMERICOID && (text[0] == 'N' || strchr(text, 'I') != NULL)) {
    /* NaN and infinities are no values, and NaN no word for nothing. */
    return remit_data_set_unreadable(data, entity, 0, way->field, text, REMIT_NUL, error);
  }
  return remit_data_set_text(data, entity, 0, way->field, text, REMIT_NUL, error);
}

/** The text of a cell, as a cstring of PostgreSQL. */
static char* text_of(const remit_table* table, uint64 row, size_t column) {
  remit_string* text = NULL;
  remit_error* error = NULL;
  Owned* owned = OWN(CurrentMemoryContext, string);
  const remit_status status = remit_table_cell_text(table, row, column, &text, &error);
  char* copy = NULL;
  owned->handle = text;
  remit_pg_check(status, &error, NULL, NULL);
  copy = pstrdup(remit_string_data(text, NULL));
  owned->handle = NULL;
  remit_string_free(text);
  return copy;
}

static void refuse(const remit_table* table, size_t column, Oid type) {
  const char* name = remit_table_column_text(table, column, REMIT_ENTRY_NAME, NULL);
  remit_pg_refuse(ERRCODE_DATATYPE_MISMATCH, remit_message_other_type, name, format_type_be(type));
}

bool remit_pg_cell(const remit_table* table, uint64 row, size_t column, Oid type, Datum* value) {
  const int64_t kind = remit_table_column_number(table, column, REMIT_ENTRY_KIND);
  const bool is_figure =
      kind == REMIT_KIND_NUMBER || kind == REMIT_KIND_MONEY || kind == REMIT_KIND_DURATION;
  int32_t truth = 0;
  switch (type) {
    case TEXTOID:
    case VARCHAROID:
      break;
    case NUMERICOID:
    case INT8OID:
    case INT4OID:
      if (!is_figure) refuse(table, column, type);
      break;
    case BOOLOID:
      if (kind != REMIT_KIND_BOOLEAN) refuse(table, column, type);
      break;
    case DATEOID:
      if (kind != REMIT_KIND_DATE) refuse(table, column, type);
      break;
    default:
      refuse(table, column, type);
  }
  if (remit_table_state(table, row, column) != REMIT_STATE_VALUE) return false;
  if (type == BOOLOID) {
    (void)remit_table_bool(table, row, column, &truth, NULL);
    *value = BoolGetDatum(truth != 0);
  } else if (type == DATEOID) {
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    (void)remit_table_date(table, row, column, &year, &month, &day, NULL);
    *value = DateADTGetDatum(date2j(year, month, day) - POSTGRES_EPOCH_JDATE);
  } else {
    char* text = text_of(table, row, column);
    if (type == NUMERICOID) {
      *value = DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
                                   Int32GetDatum(-1));
    } else if (type == INT8OID) {
      *value = DirectFunctionCall1(int8in, CStringGetDatum(text));
    } else if (type == INT4OID) {
      *value = DirectFunctionCall1(int4in, CStringGetDatum(text));
    } else {
      *value = CStringGetTextDatum(text);
    }
  }
  return true;
}
