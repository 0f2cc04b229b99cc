/* Prepared figures: a policy made ready for one row, kept for the next row. A statement keeps its
 * own by auxiliary data of its first argument; one whose policy comes from a query, for which
 * SQLite keeps none, finds it in the connection's short list. */
#include "prepared.h"

enum { kKept = 8 };

void remit_sqlite_release(void* kept) {
  remit_prepared* prepared = kept;
  int i = 0;
  size_t field = 0;
  if (prepared == NULL || --prepared->uses > 0) return;
  for (field = 0; prepared->held != NULL && field < prepared->fields; ++field) {
    sqlite3_free(prepared->held[field].text);
  }
  sqlite3_free(prepared->held);
  for (i = 0; i < prepared->name_count; ++i) sqlite3_free(prepared->names[i].text);
  remit_case_free(prepared->one_case);
  remit_sqlite_drop(prepared->compiled);
  sqlite3_free(prepared->names);
  sqlite3_free(prepared->column);
  sqlite3_free(prepared->kinds);
  sqlite3_free(prepared->set_in);
  sqlite3_free(prepared);
}

void remit_sqlite_forget(remit_connection* connection) {
  while (connection->figures != NULL) {
    remit_prepared* first = connection->figures;
    connection->figures = first->next;
    remit_sqlite_release(first);
  }
}

static char* named(remit_prepared* prepared, const char* column, size_t size,
                   remit_language language) {
  const remit_policy* policy = prepared->compiled->policy;
  const char* name = NULL;
  const remit_figure_count found = remit_figure_find(policy, column, size, &prepared->figure);
  if (found == REMIT_FIGURE_NONE) {
    return remit_sqlite_say(language, remit_message_no_column, (int)size, column);
  }
  if (found == REMIT_FIGURE_AMBIGUOUS) {
    return remit_sqlite_say(language, remit_message_several_columns, (int)size, column);
  }
  name = remit_policy_list_text(policy, REMIT_LIST_COLUMNS, prepared->figure.entity,
                                prepared->figure.column, REMIT_ENTRY_NAME, NULL);
  if (remit_table_find_column(remit_case_table(prepared->one_case), name, REMIT_NUL,
                              &prepared->table_column, NULL) != REMIT_OK) {
    return remit_sqlite_say(language, remit_message_no_column, (int)strlen(name), name);
  }
  return NULL;
}

static int get_ready(remit_prepared* prepared, remit_error** error) {
  const remit_policy* policy = prepared->compiled->policy;
  const size_t entity = prepared->figure.entity;
  remit_options* options = remit_sqlite_options(prepared->compiled->as_of, error);
  size_t i = 0;
  remit_status status = REMIT_OUT_OF_MEMORY;
  if (options == NULL) return 0;
  status = remit_case_new(policy, NULL, entity, options, &prepared->one_case, error);
  remit_options_free(options);
  if (status != REMIT_OK) return 0;
  prepared->data = remit_case_data(prepared->one_case);
  (void)remit_policy_count(policy, REMIT_LIST_FIELDS, entity, &prepared->fields, NULL);
  prepared->kinds = sqlite3_malloc64((prepared->fields + 1) * sizeof *prepared->kinds);
  prepared->set_in = sqlite3_malloc64((prepared->fields + 1) * sizeof *prepared->set_in);
  prepared->held = sqlite3_malloc64((prepared->fields + 1) * sizeof *prepared->held);
  if (prepared->held != NULL) {
    memset(prepared->held, 0, (prepared->fields + 1) * sizeof *prepared->held);
  }
  if (prepared->kinds == NULL || prepared->set_in == NULL || prepared->held == NULL) return 0;
  for (i = 0; i < prepared->fields; ++i) {
    prepared->kinds[i] = remit_sqlite_kind(policy, entity, i);
    prepared->set_in[i] = 0;
  }
  return 1;
}

/** Takes over one use of `compiled`. */
static remit_prepared* prepare(remit_compiled* compiled, const char* column, size_t size,
                               remit_language language, char** trouble) {
  remit_prepared* prepared = sqlite3_malloc64(sizeof *prepared);
  remit_error* error = NULL;
  int code = SQLITE_ERROR;
  if (prepared == NULL) {
    remit_sqlite_drop(compiled);
    return NULL;
  }
  memset(prepared, 0, sizeof *prepared);
  prepared->uses = 1;
  prepared->compiled = compiled;
  prepared->column = sqlite3_malloc64(size + 1);
  prepared->size = size;
  if (prepared->column != NULL) {
    memcpy(prepared->column, column, size);
    (void)remit_figure_find(compiled->policy, column, size, &prepared->figure);
    if (get_ready(prepared, &error)) *trouble = named(prepared, column, size, language);
    if (error != NULL) *trouble = remit_sqlite_message(error, language, &code);
    remit_error_free(error);
    if (*trouble == NULL && prepared->held != NULL) return prepared;
  }
  remit_sqlite_release(prepared);
  return NULL;
}

static int is_it(const remit_prepared* prepared, const remit_value* policy,
                 const remit_value* column, const char* as_of) {
  const remit_compiled* compiled = prepared->compiled;
  return prepared->size == column->size &&
         memcmp(prepared->column, column->text, column->size) == 0 &&
         strcmp(compiled->as_of, as_of) == 0 && compiled->size == policy->size &&
         memcmp(compiled->text, policy->text, policy->size) == 0;
}

static remit_prepared* take_out(remit_connection* connection, const remit_value* policy,
                                const remit_value* column, const char* as_of) {
  remit_prepared** at = &connection->figures;
  for (; *at != NULL; at = &(*at)->next) {
    remit_prepared* found = *at;
    if (is_it(found, policy, column, as_of)) {
      *at = found->next;
      return found;
    }
  }
  return NULL;
}

static void put_first(remit_connection* connection, remit_prepared* prepared) {
  remit_prepared** at = &connection->figures;
  remit_prepared* oldest = NULL;
  int count = 0;
  prepared->next = connection->figures;
  connection->figures = prepared;
  for (; *at != NULL && count < kKept; ++count) at = &(*at)->next;
  oldest = *at;
  if (oldest == NULL) return;
  *at = oldest->next;
  remit_sqlite_release(oldest);
}

remit_prepared* remit_sqlite_figure(remit_connection* connection, const remit_value* policy,
                                    const remit_value* column, const remit_words* words,
                                    char** trouble) {
  remit_prepared* prepared = take_out(connection, policy, column, words->as_of);
  if (prepared == NULL) {
    remit_error* error = NULL;
    int code = SQLITE_ERROR;
    remit_compiled* compiled =
        remit_sqlite_compile(connection, policy->text, policy->size, words->as_of, &error);
    if (compiled != NULL) {
      prepared = prepare(compiled, column->text, column->size, words->language, trouble);
    } else if (error != NULL) {
      *trouble = remit_sqlite_message(error, words->language, &code);
      remit_error_free(error);
    }
    if (prepared == NULL) return NULL;
  }
  put_first(connection, prepared);
  ++prepared->uses;
  return prepared;
}
