/* What goes back to SQLite: cells, texts, failures. */
#include <stdarg.h>

#include "remit_sqlite.h"

static int code_of(remit_status status) {
  if (status == REMIT_OUT_OF_MEMORY) return SQLITE_NOMEM;
  if (status == REMIT_CANCELLED) return SQLITE_INTERRUPT;
  return SQLITE_ERROR;
}

char* remit_sqlite_message(const remit_error* error, remit_language language, int* code) {
  const remit_trouble trouble = remit_trouble_of(error, language);
  const char* const between = language == REMIT_LANGUAGE_ZH ? "；" : "; ";
  *code = code_of(trouble.status);
  if (trouble.code == NULL) {
    return sqlite3_mprintf("remit: %s",
                           trouble.message == NULL ? "out of memory" : trouble.message);
  }
  return sqlite3_mprintf("remit: %s:%lld:%lld: %s %s%s%s", trouble.file, (long long)trouble.line,
                         (long long)trouble.column, trouble.code, trouble.message,
                         trouble.hint == NULL ? "" : between,
                         trouble.hint == NULL ? "" : trouble.hint);
}

char* remit_sqlite_say(remit_language language, remit_message word, ...) {
  va_list arguments;
  char* said = NULL;
  char* message = NULL;
  va_start(arguments, word);
  said = sqlite3_vmprintf(remit_say(word, language), arguments);
  va_end(arguments);
  message = said == NULL ? NULL : sqlite3_mprintf("remit: %s", said);
  sqlite3_free(said);
  return message;
}

char* remit_sqlite_unknown(remit_language language, const remit_policy* policy, remit_list list,
                           size_t entity, const char* name, size_t size) {
  sqlite3_str* names = sqlite3_str_new(NULL);
  char* known = NULL;
  char* message = NULL;
  size_t count = 0;
  size_t i = 0;
  (void)remit_policy_count(policy, list, entity, &count, NULL);
  for (i = 0; i < count; ++i) {
    if (i > 0) sqlite3_str_appendall(names, language == REMIT_LANGUAGE_ZH ? "、" : ", ");
    sqlite3_str_appendall(names,
                          remit_policy_list_text(policy, list, entity, i, REMIT_ENTRY_NAME, NULL));
  }
  known = sqlite3_str_finish(names);
  if (list == REMIT_LIST_ENTITIES) {
    message = remit_sqlite_say(language, remit_message_no_entity, (int)size, name,
                               known == NULL ? "" : known);
  } else {
    message = remit_sqlite_say(
        language, remit_message_no_field,
        remit_policy_list_text(policy, REMIT_LIST_ENTITIES, 0, entity, REMIT_ENTRY_NAME, NULL),
        (int)size, name, known == NULL ? "" : known);
  }
  sqlite3_free(known);
  return message;
}

void remit_sqlite_fail(sqlite3_context* context, remit_error* error, remit_language language) {
  int code = SQLITE_NOMEM;
  char* message = error == NULL ? NULL : remit_sqlite_message(error, language, &code);
  remit_error_free(error);
  if (message == NULL) {
    sqlite3_result_error_nomem(context);
    return;
  }
  sqlite3_result_error(context, message, -1);
  sqlite3_result_error_code(context, code);
  sqlite3_free(message);
}

void remit_sqlite_text(sqlite3_context* context, const char* text, size_t size) {
  if (text == NULL) {
    sqlite3_result_null(context);
  } else {
    sqlite3_result_text64(context, text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
  }
}

void remit_sqlite_cell(sqlite3_context* context, const remit_table* table, uint64_t row,
                       size_t column, int amounts) {
  const int64_t kind = remit_table_column_number(table, column, REMIT_ENTRY_KIND);
  remit_string* text = NULL;
  remit_error* error = NULL;
  int64_t whole = 0;
  int32_t truth = 0;
  size_t size = 0;
  const char* bytes = NULL;
  if (remit_table_state(table, row, column) != REMIT_STATE_VALUE) {
    sqlite3_result_null(context);
    return;
  }
  if (kind == REMIT_KIND_BOOLEAN &&
      remit_table_bool(table, row, column, &truth, NULL) == REMIT_OK) {
    sqlite3_result_int(context, truth);
    return;
  }
  if (!amounts && kind == REMIT_KIND_NUMBER &&
      remit_table_column_number(table, column, REMIT_ENTRY_SCALE) == 0 &&
      remit_table_int64(table, row, column, &whole, NULL) == REMIT_OK) {
    sqlite3_result_int64(context, whole);
    return;
  }
  if (remit_table_cell_text(table, row, column, &text, &error) != REMIT_OK) {
    remit_sqlite_fail(context, error, REMIT_LANGUAGE_EN);
    return;
  }
  bytes = remit_string_data(text, &size);
  remit_sqlite_text(context, bytes, size);
  remit_string_free(text);
}
