/* Tables in: for each entity a relation, a query or rows as JSON. A query is run on the same
 * connection, must only read, and is one statement. */
#include "remit_sqlite.h"

typedef struct {
  remit_connection* connection;
  const remit_policy* policy;
  remit_data* data;
  size_t entity;
  uint64_t row;
  remit_language language;
  int* code;
  uint64_t rows;    /**< rows of JSON so far */
  uint64_t* set_in; /**< by field: the row that set it last */
} Filling;

static char* told(const Filling* filling, remit_error* error) {
  int ignored = SQLITE_ERROR;
  char* message = error == NULL ? remit_sqlite_say(filling->language, remit_message_no_memory)
                                : remit_sqlite_message(error, filling->language,
                                                       filling->code ? filling->code : &ignored);
  remit_error_free(error);
  return message;
}

/* ---- Names of columns: the library says what it thinks of them, as of a table without rows. */

static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }
static void release_array(struct ArrowArray* array) { array->release = NULL; }

typedef struct {
  struct ArrowSchema schema, *schemas, **schema_list;
  struct ArrowArray array, *arrays, **array_list;
} NoRows;

static const void* const kNoBuffers[3] = {NULL, "\0\0\0", ""};

static char* check_names(const Filling* filling, sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  const size_t n = (size_t)count;
  NoRows none;
  remit_error* error = NULL;
  remit_status status = REMIT_OUT_OF_MEMORY;
  int i = 0;
  memset(&none, 0, sizeof none);
  none.schemas = sqlite3_malloc64(n * sizeof *none.schemas);
  none.schema_list = sqlite3_malloc64(n * sizeof(void*));
  none.arrays = sqlite3_malloc64(n * sizeof *none.arrays);
  none.array_list = sqlite3_malloc64(n * sizeof(void*));
  if (none.schemas != NULL && none.schema_list != NULL && none.arrays != NULL &&
      none.array_list != NULL) {
    memset(none.schemas, 0, n * sizeof *none.schemas);
    memset(none.arrays, 0, n * sizeof *none.arrays);
    for (i = 0; i < count; ++i) {
      none.schema_list[i] = &none.schemas[i];
      none.array_list[i] = &none.arrays[i];
      none.schemas[i].format = "u";
      none.schemas[i].name = sqlite3_column_name(statement, i);
      none.schemas[i].flags = ARROW_FLAG_NULLABLE;
      none.schemas[i].release = release_schema;
      none.arrays[i].n_buffers = 3;
      none.arrays[i].buffers = (const void**)kNoBuffers;
      none.arrays[i].release = release_array;
    }
    none.schema.format = "+s";
    none.schema.name = "";
    none.schema.n_children = count;
    none.schema.children = none.schema_list;
    none.schema.release = release_schema;
    none.array.n_buffers = 1;
    none.array.buffers = (const void**)kNoBuffers;
    none.array.n_children = count;
    none.array.children = none.array_list;
    none.array.release = release_array;
    status =
        remit_data_set_arrow(filling->data, filling->entity, &none.schema, &none.array, &error);
    if (none.array.release != NULL) none.array.release(&none.array);
    if (status == REMIT_OK) {
      status = remit_data_clear(filling->data, filling->entity, &error);
    }
  }
  sqlite3_free(none.schemas);
  sqlite3_free(none.schema_list);
  sqlite3_free(none.arrays);
  sqlite3_free(none.array_list);
  return status == REMIT_OK ? NULL : told(filling, error);
}

/* ---- Queries */

typedef struct {
  int used;
  size_t field;
  remit_kind kind;
} Column;

static char* add_rows(const Filling* filling, sqlite3_stmt* statement, const Column* columns) {
  const int count = sqlite3_column_count(statement);
  remit_error* error = NULL;
  int step = SQLITE_DONE;
  while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
    uint64_t row = 0;
    int i = 0;
    if (filling->entity != 0 &&
        remit_data_add_row(filling->data, filling->entity, &row, &error) != REMIT_OK) {
      return told(filling, error);
    }
    for (i = 0; i < count; ++i) {
      const remit_value cell = remit_sqlite_result(statement, i);
      if (columns[i].used && remit_sqlite_set(filling->data, filling->entity, row, columns[i].field,
                                              columns[i].kind, &cell, &error) != REMIT_OK) {
        return told(filling, error);
      }
    }
  }
  if (step == SQLITE_DONE) return NULL;
  *filling->code = step;
  return sqlite3_mprintf("remit: %s", sqlite3_errmsg(filling->connection->db));
}

static char* read_statement(const Filling* filling, sqlite3_stmt* statement) {
  const int count = sqlite3_column_count(statement);
  Column* columns = NULL;
  char* trouble = filling->entity == 0 ? NULL : check_names(filling, statement);
  int i = 0;
  if (trouble != NULL) return trouble;
  columns = sqlite3_malloc64((size_t)count * sizeof *columns);
  if (columns == NULL) return told(filling, NULL);
  for (i = 0; i < count; ++i) {
    columns[i].used = remit_policy_find(filling->policy, REMIT_LIST_FIELDS, filling->entity,
                                        sqlite3_column_name(statement, i), REMIT_NUL,
                                        &columns[i].field, NULL) == REMIT_OK;
    columns[i].kind = columns[i].used
                          ? remit_sqlite_kind(filling->policy, filling->entity, columns[i].field)
                          : REMIT_KIND_TEXT;
  }
  trouble = add_rows(filling, statement, columns);
  sqlite3_free(columns);
  return trouble;
}

/** Whether the text is the name of a relation, `project` or `main."my projects"`, and no query:
 * blanks and brackets stand in quotes only. */
static int is_relation(const char* text, size_t size) {
  size_t i = 0;
  int quoted = 0;
  for (i = 0; i < size; ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && strchr(" \t\r\n(", text[i]) != NULL) return 0;
  }
  return size > 0;
}

static char* query_of(const char* text, size_t size) {
  const char* point = memchr(text, '.', size);
  if (!is_relation(text, size)) return sqlite3_mprintf("%.*s", (int)size, text);
  if (memchr(text, '"', size) != NULL)
    return sqlite3_mprintf("SELECT * FROM %.*s", (int)size, text);
  if (point == NULL) return sqlite3_mprintf("SELECT * FROM \"%.*w\"", (int)size, text);
  return sqlite3_mprintf("SELECT * FROM \"%.*w\".\"%.*w\"", (int)(point - text), text,
                         (int)(size - (size_t)(point - text) - 1), point + 1);
}

static int is_nothing(const char* tail) {
  for (; *tail != '\0'; ++tail) {
    if (strchr(" \t\r\n;", *tail) == NULL) return 0;
  }
  return 1;
}

static char* read_query(const Filling* filling, const char* text, size_t size) {
  sqlite3* const db = filling->connection->db;
  char* query = query_of(text, size);
  sqlite3_stmt* statement = NULL;
  const char* tail = "";
  char* trouble = NULL;
  if (query == NULL) return told(filling, NULL);
  if (sqlite3_prepare_v2(db, query, -1, &statement, &tail) != SQLITE_OK) {
    trouble = sqlite3_mprintf("remit: %s, in %s", sqlite3_errmsg(db), query);
  } else if (statement == NULL || sqlite3_column_count(statement) == 0 ||
             !sqlite3_stmt_readonly(statement) || !is_nothing(tail)) {
    trouble = remit_sqlite_say(filling->language, remit_message_bad_query, query);
  } else {
    trouble = read_statement(filling, statement);
  }
  sqlite3_finalize(statement);
  sqlite3_free(query);
  return trouble;
}

/* ---- Rows as JSON */

static char* take_cell(void* context, const char* key, size_t size, const char* type,
                       const remit_value* value) {
  const Filling* filling = context;
  remit_error* error = NULL;
  size_t field = 0;
  if (strcmp(type, "object") == 0 || strcmp(type, "array") == 0) {
    return remit_sqlite_say(filling->language, remit_message_bad_cell, (int)size, key);
  }
  if (remit_policy_find(filling->policy, REMIT_LIST_FIELDS, filling->entity, key, size, &field,
                        NULL) != REMIT_OK) {
    return remit_sqlite_unknown(filling->language, filling->policy, REMIT_LIST_FIELDS,
                                filling->entity, key, size);
  }
  if (filling->set_in[field] == filling->rows) {
    return remit_sqlite_say(filling->language, remit_message_twice, (int)size, key);
  }
  filling->set_in[field] = filling->rows;
  if (remit_sqlite_set(filling->data, filling->entity, filling->row, field,
                       remit_sqlite_kind(filling->policy, filling->entity, field), value,
                       &error) != REMIT_OK) {
    return told(filling, error);
  }
  return NULL;
}

static char* take_row(void* context, const char* key, size_t size, const char* type,
                      const remit_value* value) {
  Filling* filling = context;
  remit_error* error = NULL;
  (void)key;
  (void)size;
  if (strcmp(type, "object") != 0)
    return remit_sqlite_say(filling->language, remit_message_bad_row);
  if (filling->entity != 0 &&
      remit_data_add_row(filling->data, filling->entity, &filling->row, &error) != REMIT_OK) {
    return told(filling, error);
  }
  ++filling->rows;
  return remit_sqlite_members(filling->connection, &filling->language, NULL, value->text,
                              value->size, take_cell, filling);
}

char* remit_sqlite_fill_rows(remit_connection* connection, const remit_policy* policy,
                             remit_data* data, size_t entity, const char* json, size_t size,
                             remit_language language) {
  int code = SQLITE_ERROR;
  remit_error* error = NULL;
  Filling filling = {connection, policy, data, entity, 0, language, &code, 0, NULL};
  size_t fields = 0;
  char* trouble = NULL;
  if (entity != 0 && remit_data_clear(data, entity, &error) != REMIT_OK) {
    return told(&filling, error);
  }
  (void)remit_policy_count(policy, REMIT_LIST_FIELDS, entity, &fields, NULL);
  filling.set_in = sqlite3_malloc64((fields + 1) * sizeof *filling.set_in);
  if (filling.set_in == NULL) return told(&filling, NULL);
  memset(filling.set_in, 0, (fields + 1) * sizeof *filling.set_in);
  trouble = remit_sqlite_members(connection, &language, NULL, json, size, take_row, &filling);
  sqlite3_free(filling.set_in);
  return trouble;
}

/* ---- All of them */

static char* take_table(void* context, const char* key, size_t size, const char* type,
                        const remit_value* value) {
  Filling* filling = context;
  if (size > 0 && key[0] == '@') return NULL;
  if (remit_policy_find(filling->policy, REMIT_LIST_ENTITIES, 0, key, size, &filling->entity,
                        NULL) != REMIT_OK) {
    return remit_sqlite_unknown(filling->language, filling->policy, REMIT_LIST_ENTITIES, 0, key,
                                size);
  }
  if (remit_data_row_count(filling->data, filling->entity) > 0) {
    return remit_sqlite_say(filling->language, remit_message_table_twice, (int)size, key);
  }
  if (strcmp(type, "text") == 0) return read_query(filling, value->text, value->size);
  if (strcmp(type, "array") == 0) {
    return remit_sqlite_fill_rows(filling->connection, filling->policy, filling->data,
                                  filling->entity, value->text, value->size, filling->language);
  }
  return remit_sqlite_say(filling->language, remit_message_bad_table, (int)size, key);
}

char* remit_sqlite_fill(remit_connection* connection, const remit_policy* policy, remit_data* data,
                        const char* json, size_t size, remit_language language, int* code) {
  Filling filling = {connection, policy, data, 0, 0, language, code, 0, NULL};
  if (!remit_sqlite_is_object(json, size)) {
    return remit_sqlite_say(language, remit_message_bad_object, "tables");
  }
  return remit_sqlite_members(connection, &language, NULL, json, size, take_table, &filling);
}
