/* What a run gives, as functions that are tables: remit_ledger(POLICY, TABLES) and its like. */
#include "remit_sqlite.h"

enum { kMostColumns = 16 };

/** One of these functions. The columns are found by name in the library's table; hidden ones are
 * the arguments, in their order, and stand last. */
typedef struct {
  const char* name;
  const char* declaration;
  remit_table_kind kind;
  int columns;
  int arguments;
  int tables;       /**< which argument has the tables */
  unsigned amounts; /**< columns, a bit each, whose figures are texts even where they are whole */
  const char* names[kMostColumns];
} List;

static const List kLists[] = {
    {"remit_ledger",
     "CREATE TABLE x(reward, entity, key, payer, payee, amount, currency, clause, status, reason,"
     " honour, account, purpose, policy HIDDEN, tables HIDDEN)",
     REMIT_TABLE_LEDGER,
     13,
     2,
     1,
     1U << 5,
     {"reward", "entity", "key", "payer", "payee", "amount", "currency", "clause", "status",
      "reason", "honour", "account", "purpose"}},
    {"remit_totals",
     "CREATE TABLE x(payer, currency, amount, payments, undetermined, repay, policy HIDDEN,"
     " tables HIDDEN)",
     REMIT_TABLE_TOTALS,
     6,
     2,
     1,
     1U << 2 | 1U << 5,
     {"payer", "currency", "amount", "payments", "undetermined", "repay"}},
    {"remit_targets",
     "CREATE TABLE x(target, entity, key, metric, goal, progress, met, clause, comparison,"
     " policy HIDDEN, tables HIDDEN)",
     REMIT_TABLE_TARGETS,
     9,
     2,
     1,
     1U << 3 | 1U << 4 | 1U << 5,
     {"target", "entity", "key", "metric", "goal", "progress", "met", "clause", "comparison"}},
    {"remit_errors",
     "CREATE TABLE x(entity, key, row, \"column\", reason, detail, policy HIDDEN, tables HIDDEN)",
     REMIT_TABLE_ERRORS,
     6,
     2,
     1,
     0,
     {"entity", "key", "row", "column", "reason", "detail"}},
    {"remit_findings",
     "CREATE TABLE x(finding, form, entity, key, \"against\", clause, holds, reason, policy HIDDEN,"
     " tables HIDDEN)",
     REMIT_TABLE_FINDINGS,
     8,
     2,
     1,
     0,
     {"finding", "form", "entity", "key", "against", "clause", "holds", "reason"}},
    {"remit_columns",
     "CREATE TABLE x(key, row, \"column\", value, reason, detail, policy HIDDEN, entity HIDDEN,"
     " tables HIDDEN)",
     REMIT_TABLE_ENTITY_ALL,
     6,
     3,
     2,
     0,
     {"key", "row", "column", "value", "reason", "detail"}},
};

typedef struct {
  sqlite3_vtab base;
  const List* list;
  remit_connection* connection;
} Table;

typedef struct {
  sqlite3_vtab_cursor base;
  remit_table* table;
  remit_language language;
  uint64_t at;
  uint64_t end;
  size_t found[kMostColumns]; /**< the library's number of each column; SIZE_MAX: it has none */
  size_t keys;                /**< of remit_columns: how many columns are the key */
} Cursor;

/** A module and the connection that it belongs to. */
typedef struct {
  const List* list;
  remit_connection* connection;
} Module;

static int connect(sqlite3* db, void* module, int argc, const char* const* argv,
                   sqlite3_vtab** made, char** trouble) {
  const Module* const of = module;
  Table* table = NULL;
  const int code = sqlite3_declare_vtab(db, of->list->declaration);
  (void)argc;
  (void)argv;
  (void)trouble;
  if (code != SQLITE_OK) return code;
  table = sqlite3_malloc64(sizeof *table);
  if (table == NULL) return SQLITE_NOMEM;
  memset(table, 0, sizeof *table);
  table->list = of->list;
  table->connection = of->connection;
  *made = &table->base;
  return SQLITE_OK;
}

static int disconnect(sqlite3_vtab* table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

/** Every argument is needed; idxNum says which are there. */
static int best_index(sqlite3_vtab* base, sqlite3_index_info* info) {
  const List* const list = ((Table*)base)->list;
  int i = 0;
  int given = 0;
  for (i = 0; i < info->nConstraint; ++i) {
    const struct sqlite3_index_constraint* asked = &info->aConstraint[i];
    const int argument = asked->iColumn - list->columns;
    if (argument < 0 || asked->op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (!asked->usable) return SQLITE_CONSTRAINT;
    if ((given & (1 << argument)) != 0) continue;
    given |= 1 << argument;
    info->aConstraintUsage[i].argvIndex = argument + 1;
    info->aConstraintUsage[i].omit = 1;
  }
  if (given != (1 << list->arguments) - 1) {
    sqlite3_free(base->zErrMsg);
    base->zErrMsg =
        sqlite3_mprintf("remit: %s takes %d arguments: %s", list->name, list->arguments,
                        list->arguments == 3 ? "policy, entity, tables" : "policy, tables");
    return SQLITE_ERROR;
  }
  info->estimatedCost = 1e6;
  info->estimatedRows = 10000;
  return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab* table, sqlite3_vtab_cursor** made) {
  Cursor* cursor = sqlite3_malloc64(sizeof *cursor);
  (void)table;
  if (cursor == NULL) return SQLITE_NOMEM;
  memset(cursor, 0, sizeof *cursor);
  *made = &cursor->base;
  return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor* base) {
  remit_table_free(((Cursor*)base)->table);
  sqlite3_free(base);
  return SQLITE_OK;
}

static int told(sqlite3_vtab* table, char* trouble, int code) {
  sqlite3_free(table->zErrMsg);
  table->zErrMsg = trouble;
  return trouble == NULL ? SQLITE_NOMEM : code;
}

static void find_columns(Cursor* cursor, const List* list) {
  int i = 0;
  for (i = 0; i < list->columns; ++i) {
    if (remit_table_find_column(cursor->table, list->names[i], REMIT_NUL, &cursor->found[i],
                                NULL) != REMIT_OK) {
      cursor->found[i] = SIZE_MAX;
    }
  }
}

/** Which entity remit_columns is asked for, and how its key is written. */
static char* entity_of(const remit_policy* policy, const remit_value* name, Cursor* cursor,
                       size_t* entity, remit_language language) {
  const char* const text = name->text == NULL ? "" : name->text;
  const size_t size = name->text == NULL ? 0 : name->size;
  int64_t parts = 0;
  if (remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, text, size, entity, NULL) != REMIT_OK) {
    return remit_sqlite_unknown(language, policy, REMIT_LIST_ENTITIES, 0, text, size);
  }
  (void)remit_policy_entry_number(policy, REMIT_LIST_ENTITIES, 0, *entity, REMIT_ENTRY_KEY_PARTS,
                                  &parts, NULL);
  cursor->keys = parts > 0 ? (size_t)parts : 0;
  return NULL;
}

static int filter(sqlite3_vtab_cursor* base, int number, const char* name, int argc,
                  sqlite3_value** argv) {
  Cursor* const cursor = (Cursor*)base;
  Table* const table = (Table*)base->pVtab;
  const List* const list = table->list;
  const remit_value policy = remit_sqlite_argument(argv[0]);
  const remit_value tables = remit_sqlite_argument(argv[list->tables]);
  remit_words words = {"", REMIT_LANGUAGE_EN};
  remit_compiled* compiled = NULL;
  remit_results* results = NULL;
  remit_error* error = NULL;
  size_t entity = 0;
  int code = SQLITE_ERROR;
  char* trouble = NULL;
  (void)number;
  (void)name;
  (void)argc;
  remit_table_free(cursor->table);
  cursor->table = NULL;
  cursor->at = cursor->end = 0;
  if (policy.text == NULL || tables.text == NULL) {
    return told(&table->base, remit_sqlite_say(words.language, remit_message_bad_object, "tables"),
                SQLITE_ERROR);
  }
  trouble = remit_sqlite_run(table->connection, policy.text, policy.size, tables.text, tables.size,
                             &compiled, &results, &words, &code);
  if (trouble == NULL && list->kind == REMIT_TABLE_ENTITY_ALL) {
    const remit_value asked = remit_sqlite_argument(argv[1]);
    trouble = entity_of(compiled->policy, &asked, cursor, &entity, words.language);
  }
  if (trouble == NULL && results != NULL &&
      remit_results_table(results, list->kind, entity, words.language, &cursor->table, &error) !=
          REMIT_OK) {
    trouble = remit_sqlite_message(error, words.language, &code);
    remit_error_free(error);
  }
  remit_results_free(results);
  remit_sqlite_drop(compiled);
  if (trouble != NULL || cursor->table == NULL) return told(&table->base, trouble, code);
  cursor->language = words.language;
  cursor->end = remit_table_row_count(cursor->table);
  if (list->kind == REMIT_TABLE_ENTITY_ALL) {
    cursor->end *= remit_table_column_count(cursor->table) - cursor->keys;
  } else {
    find_columns(cursor, list);
  }
  return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor* base) {
  ++((Cursor*)base)->at;
  return SQLITE_OK;
}

static int at_end(sqlite3_vtab_cursor* base) {
  const Cursor* const cursor = (const Cursor*)base;
  return cursor->at >= cursor->end;
}

static int row_id(sqlite3_vtab_cursor* base, sqlite3_int64* row) {
  *row = (sqlite3_int64)((Cursor*)base)->at + 1;
  return SQLITE_OK;
}

/* ---- remit_columns: a line for each cell of a defined column */

static void key_of(sqlite3_context* context, const Cursor* cursor, uint64_t row) {
  sqlite3_str* key = sqlite3_str_new(NULL);
  size_t i = 0;
  int size = 0;
  for (i = 0; i < cursor->keys; ++i) {
    remit_string* text = NULL;
    if (i > 0) sqlite3_str_appendchar(key, 1, '/');
    if (remit_table_cell_text(cursor->table, row, i, &text, NULL) != REMIT_OK) continue;
    sqlite3_str_appendall(key, remit_string_data(text, NULL));
    remit_string_free(text);
  }
  size = sqlite3_str_length(key);
  if (sqlite3_str_errcode(key) != SQLITE_OK) {
    sqlite3_free(sqlite3_str_finish(key));
    sqlite3_result_error_nomem(context);
  } else if (size == 0) {
    sqlite3_free(sqlite3_str_finish(key));
    sqlite3_result_null(context);
  } else {
    sqlite3_result_text(context, sqlite3_str_finish(key), size, sqlite3_free);
  }
}

static void cell_line(sqlite3_context* context, const Cursor* cursor, int which) {
  const size_t width = remit_table_column_count(cursor->table) - cursor->keys;
  const uint64_t row = cursor->at / width;
  const size_t column = cursor->keys + (size_t)(cursor->at % width);
  size_t size = 0;
  const char* text = NULL;
  remit_string* detail = NULL;
  switch (which) {
    case 0:
      key_of(context, cursor, row);
      return;
    case 1:
      sqlite3_result_int64(context, (sqlite3_int64)row + 1);
      return;
    case 2:
      text = remit_table_column_text(cursor->table, column, REMIT_ENTRY_NAME, &size);
      remit_sqlite_text(context, text, size);
      return;
    case 3:
      remit_sqlite_cell(context, cursor->table, row, column, 0);
      return;
    case 4:
      text = remit_table_fault_name(cursor->table, row, column, &size);
      remit_sqlite_text(context, text, size);
      return;
    default:
      if (remit_table_state(cursor->table, row, column) != REMIT_STATE_ERROR) return;
      if (remit_table_fault_detail(cursor->table, row, column, cursor->language, &detail, NULL) !=
          REMIT_OK) {
        sqlite3_result_error_nomem(context);
        return;
      }
      text = remit_string_data(detail, &size);
      remit_sqlite_text(context, text, size);
      remit_string_free(detail);
  }
}

static int give(sqlite3_vtab_cursor* base, sqlite3_context* context, int which) {
  const Cursor* const cursor = (const Cursor*)base;
  const List* const list = ((const Table*)base->pVtab)->list;
  if (which >= list->columns) return SQLITE_OK;
  if (list->kind == REMIT_TABLE_ENTITY_ALL) {
    cell_line(context, cursor, which);
  } else if (cursor->found[which] != SIZE_MAX) {
    remit_sqlite_cell(context, cursor->table, cursor->at, cursor->found[which],
                      (list->amounts >> which) & 1);
  }
  return SQLITE_OK;
}

static const sqlite3_module kModule = {
    .iVersion = 2,
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next,
    .xEof = at_end,
    .xColumn = give,
    .xRowid = row_id,
};

static void free_module(void* module) {
  remit_connection* const connection = ((Module*)module)->connection;
  sqlite3_free(module);
  remit_sqlite_leave(connection);
}

int remit_sqlite_add_lists(remit_connection* connection) {
  size_t i = 0;
  for (i = 0; i < sizeof kLists / sizeof kLists[0]; ++i) {
    int code = SQLITE_NOMEM;
    Module* module = sqlite3_malloc64(sizeof *module);
    if (module == NULL) return SQLITE_NOMEM;
    module->list = &kLists[i];
    module->connection = connection;
    ++connection->uses;
    code = sqlite3_create_module_v2(connection->db, kLists[i].name, &kModule, module, free_module);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}
