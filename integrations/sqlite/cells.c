/* Values in: each as SQLite holds it, cell by cell, since a column of SQLite may hold any type. */
#include "remit_sqlite.h"

remit_value remit_sqlite_argument(sqlite3_value* value) {
  remit_value cell = {SQLITE_NULL, 0, 0, NULL, 0};
  cell.type = sqlite3_value_type(value);
  if (cell.type == SQLITE_INTEGER) cell.whole = sqlite3_value_int64(value);
  if (cell.type == SQLITE_FLOAT) cell.binary = sqlite3_value_double(value);
  if (cell.type == SQLITE_TEXT || cell.type == SQLITE_BLOB) {
    cell.text = (const char*)sqlite3_value_text(value);
    cell.size = (size_t)sqlite3_value_bytes(value);
  }
  return cell;
}

remit_value remit_sqlite_result(sqlite3_stmt* statement, int column) {
  remit_value cell = {SQLITE_NULL, 0, 0, NULL, 0};
  cell.type = sqlite3_column_type(statement, column);
  if (cell.type == SQLITE_INTEGER) cell.whole = sqlite3_column_int64(statement, column);
  if (cell.type == SQLITE_FLOAT) cell.binary = sqlite3_column_double(statement, column);
  if (cell.type == SQLITE_TEXT || cell.type == SQLITE_BLOB) {
    cell.text = (const char*)sqlite3_column_text(statement, column);
    cell.size = (size_t)sqlite3_column_bytes(statement, column);
  }
  return cell;
}

remit_kind remit_sqlite_kind(const remit_policy* policy, size_t entity, size_t field) {
  int64_t kind = REMIT_KIND_TEXT;
  (void)remit_policy_entry_number(policy, REMIT_LIST_FIELDS, entity, field, REMIT_ENTRY_KIND, &kind,
                                  NULL);
  return (remit_kind)kind;
}

static remit_status set_whole(remit_data* data, size_t entity, uint64_t row, size_t field,
                              remit_kind kind, sqlite3_int64 whole, remit_error** error) {
  char digits[24];
  if (kind == REMIT_KIND_NUMBER || kind == REMIT_KIND_MONEY) {
    return remit_data_set_int64(data, entity, row, field, whole, 0, error);
  }
  if (kind == REMIT_KIND_BOOLEAN && (whole == 0 || whole == 1)) {
    return remit_data_set_bool(data, entity, row, field, (int32_t)whole, error);
  }
  sqlite3_snprintf((int)sizeof digits, digits, "%lld", whole);
  return remit_data_set_text(data, entity, row, field, digits, REMIT_NUL, error);
}

/** SQLite keeps bytes of any kind as text; those that are none make the cell an error. */
static remit_status set_text(remit_data* data, size_t entity, uint64_t row, size_t field,
                             const remit_value* value, remit_error** error) {
  const remit_status status =
      remit_data_set_text(data, entity, row, field, value->text, value->size, error);
  if (status != REMIT_INVALID_ARGUMENT) return status;
  if (error != NULL) {
    remit_error_free(*error);
    *error = NULL;
  }
  return remit_data_set_unreadable(data, entity, row, field, "TEXT", REMIT_NUL, error);
}

remit_status remit_sqlite_set(remit_data* data, size_t entity, uint64_t row, size_t field,
                              remit_kind kind, const remit_value* value, remit_error** error) {
  switch (value->type) {
    case SQLITE_INTEGER:
      return set_whole(data, entity, row, field, kind, value->whole, error);
    case SQLITE_FLOAT:
      return remit_data_set_double(data, entity, row, field, value->binary, error);
    case SQLITE_TEXT:
      if (value->text == NULL) return REMIT_OUT_OF_MEMORY;
      return set_text(data, entity, row, field, value, error);
    case SQLITE_BLOB:
      return remit_data_set_unreadable(data, entity, row, field, "BLOB", REMIT_NUL, error);
    default:
      return remit_data_set_blank(data, entity, row, field, error);
  }
}
