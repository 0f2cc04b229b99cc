/* Cells between PostgreSQL and the library: as numbers, days and truth values where both have them,
 * as exact text else. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/bytea.h"
#include "utils/datetime.h"
#include "utils/float.h"
#include "utils/guc.h"
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
  switch (way->type) {
    case TEXTOID:
    case VARCHAROID:
    case BPCHAROID:
    case NUMERICOID:
    case INT2OID:
    case INT4OID:
    case INT8OID:
    case FLOAT4OID:
    case FLOAT8OID:
    case BOOLOID:
      way->as_set = false;
      break;
    default:
      way->as_set = true;
  }
}

/* What a session shows texts like would reach keys and figures: a float of fewer digits, a day in
 * another order. */
int remit_pg_begin_texts(void) {
  const bool plain = DateStyle == USE_ISO_DATES && IntervalStyle == INTSTYLE_POSTGRES &&
                     extra_float_digits >= 1 && bytea_output == BYTEA_OUTPUT_HEX;
  static const char* const kSettings[][2] = {{"datestyle", "ISO"},
                                             {"intervalstyle", "postgres"},
                                             {"extra_float_digits", "3"},
                                             {"bytea_output", "hex"}};
  int level = 0;
  size_t i = 0;
  if (plain) return 0;
  level = NewGUCNestLevel();
  for (i = 0; i < lengthof(kSettings); ++i) {
    (void)set_config_option(kSettings[i][0], kSettings[i][1], PGC_USERSET, PGC_S_SESSION,
                            GUC_ACTION_SAVE, true, 0, false);
  }
  return level;
}

void remit_pg_end_texts(int level) {
  if (level > 0) AtEOXact_GUC(true, level);
}

double remit_pg_single(float4 value) {
  char digits[FLOAT_SHORTEST_DECIMAL_LEN];
  if (isnan(value) || isinf(value)) return (double)value;
  (void)float_to_shortest_decimal_buf(value, digits);
  return strtod(digits, NULL);
}

/** The text of a value, whatever the session shows it like. */
static char* text_of_value(const CellWay* way, Datum value) {
  const int level = way->as_set ? remit_pg_begin_texts() : 0;
  char* text = OidOutputFunctionCall(way->output, value);
  remit_pg_end_texts(level);
  return text;
}

static bool is_figure(remit_kind kind) {
  return kind == REMIT_KIND_NUMBER || kind == REMIT_KIND_MONEY || kind == REMIT_KIND_DURATION;
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

/** False for a day that the library does not know. */
static bool set_day(remit_data* data, size_t entity, const CellWay* way, DateADT day,
                    remit_status* status, remit_error** error) {
  int year = 0;
  int month = 0;
  int of_month = 0;
  if (DATE_NOT_FINITE(day)) return false;
  j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &of_month);
  if (year < 1 || year > 9999) return false;
  *status = remit_data_set_date(data, entity, 0, way->field, year, month, of_month, error);
  return true;
}

remit_status remit_pg_set(remit_data* data, size_t entity, const CellWay* way, Datum value,
                          bool is_null, remit_error** error) {
  char* text = NULL;
  remit_status status = REMIT_OK;
  if (is_null) return remit_data_set_blank(data, entity, 0, way->field, error);
  switch (way->type) {
    case INT2OID:
      return set_whole(data, entity, way, DatumGetInt16(value), error);
    case INT4OID:
      return set_whole(data, entity, way, DatumGetInt32(value), error);
    case INT8OID:
      return set_whole(data, entity, way, DatumGetInt64(value), error);
    case FLOAT4OID:
      return remit_data_set_double(data, entity, 0, way->field,
                                   remit_pg_single(DatumGetFloat4(value)), error);
    case FLOAT8OID:
      return remit_data_set_double(data, entity, 0, way->field, DatumGetFloat8(value), error);
    case BOOLOID:
      if (way->kind == REMIT_KIND_BOOLEAN) {
        return remit_data_set_bool(data, entity, 0, way->field, DatumGetBool(value), error);
      }
      break;
    case DATEOID:
      if (way->kind != REMIT_KIND_DATE) break;
      if (set_day(data, entity, way, DatumGetDateADT(value), &status, error)) return status;
      text = text_of_value(way, value);
      return remit_data_set_unreadable(data, entity, 0, way->field, text, REMIT_NUL, error);
    default:
      break;
  }
  text = text_of_value(way, value);
  if (way->type == NUMERICOID && is_figure(way->kind) &&
      (text[0] == 'N' || strchr(text, 'I') != NULL)) {
    /* NaN and infinities are no values, and NaN no word for nothing. */
    return remit_data_set_unreadable(data, entity, 0, way->field, text, REMIT_NUL, error);
  }
  return remit_data_set_text(data, entity, 0, way->field, text, REMIT_NUL, error);
}

char* remit_pg_text(const remit_table* table, uint64 row, size_t column) {
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

/** A number as a column of a scale keeps it: raises where it would be another one. */
static Datum numeric_of(const remit_table* table, size_t column, const char* text, int32 typmod) {
  const Datum exact = DirectFunctionCall3(numeric_in, CStringGetDatum(text),
                                          ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
  Datum kept = exact;
  if (typmod < 0) return exact;
  kept = DirectFunctionCall2(numeric, exact, Int32GetDatum(typmod));
  if (!DatumGetBool(DirectFunctionCall2(numeric_eq, exact, kept))) {
    remit_pg_refuse(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, remit_message_not_kept, text,
                    remit_table_column_text(table, column, REMIT_ENTRY_NAME, NULL),
                    format_type_with_typemod(NUMERICOID, typmod));
  }
  return kept;
}

bool remit_pg_cell(const remit_table* table, uint64 row, size_t column, Oid type, int32 typmod,
                   Datum* value) {
  const int64_t kind = remit_table_column_number(table, column, REMIT_ENTRY_KIND);
  int32_t truth = 0;
  switch (type) {
    case TEXTOID:
    case VARCHAROID:
      break;
    case NUMERICOID:
    case INT8OID:
    case INT4OID:
      if (!is_figure((remit_kind)kind)) refuse(table, column, type);
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
    char* text = remit_pg_text(table, row, column);
    if (type == NUMERICOID) {
      *value = numeric_of(table, column, text, typmod);
    } else if (type == INT8OID) {
      *value = DirectFunctionCall1(int8in, CStringGetDatum(text));
    } else if (type == INT4OID) {
      *value = DirectFunctionCall1(int4in, CStringGetDatum(text));
    } else if (type == VARCHAROID) {
      *value = DirectFunctionCall3(varcharin, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid),
                                   Int32GetDatum(typmod));
    } else {
      *value = CStringGetTextDatum(text);
    }
  }
  return true;
}
