/* remit_value and remit_reason: a figure of one row, and why it has none.
 *
 *   remit_value(POLICY, COLUMN, NAME, VALUE, NAME, VALUE, ...)
 *   remit_value(POLICY, COLUMN, JSON)
 */
#include "prepared.h"

/** One call, or as much of it as a walk over JSON has to know. */
typedef struct {
  remit_connection* connection;
  remit_prepared* prepared;
  int asks_reason;
  remit_words words;
} Call;

static char* told(const Call* call, remit_error* error) {
  int code = SQLITE_ERROR;
  char* message = error == NULL ? remit_sqlite_say(call->words.language, remit_message_no_memory)
                                : remit_sqlite_message(error, call->words.language, &code);
  remit_error_free(error);
  return message;
}

/** Whether the field holds this text already; if not, from now on. A text has the row made ready
 * anew, so one that stays the same from row to row is not set again. */
static int holds(remit_prepared* prepared, size_t field, const remit_value* value) {
  remit_held_text* held = &prepared->held[field];
  const int is_text = value->type == SQLITE_TEXT && value->text != NULL;
  if (is_text && held->text != NULL && prepared->set_in[field] != 0 && held->size == value->size &&
      memcmp(held->text, value->text, value->size) == 0) {
    return 1;
  }
  sqlite3_free(held->text);
  held->text = is_text ? sqlite3_malloc64(value->size + 1) : NULL;
  held->size = value->size;
  if (held->text != NULL) memcpy(held->text, value->text, value->size);
  return 0;
}

static char* set(Call* call, size_t field, const char* name, size_t size,
                 const remit_value* value) {
  remit_prepared* const prepared = call->prepared;
  remit_error* error = NULL;
  if (prepared->set_in[field] == prepared->row) {
    return remit_sqlite_say(call->words.language, remit_message_twice, (int)size, name);
  }
  if (!holds(prepared, field, value) &&
      remit_sqlite_set(prepared->data, prepared->figure.entity, 0, field, prepared->kinds[field],
                       value, &error) != REMIT_OK) {
    return told(call, error);
  }
  prepared->set_in[field] = prepared->row;
  return NULL;
}

/* ---- Pairs */

static int remember(remit_prepared* prepared, int place, const remit_value* name, size_t field) {
  if (place >= prepared->name_count) {
    remit_named_field* more =
        sqlite3_realloc64(prepared->names, (size_t)(place + 1) * sizeof *more);
    if (more == NULL) return 0;
    memset(more + prepared->name_count, 0,
           (size_t)(place + 1 - prepared->name_count) * sizeof *more);
    prepared->names = more;
    prepared->name_count = place + 1;
  }
  sqlite3_free(prepared->names[place].text);
  prepared->names[place].text = sqlite3_mprintf("%.*s", (int)name->size, name->text);
  prepared->names[place].size = name->size;
  prepared->names[place].field = field;
  return prepared->names[place].text != NULL;
}

static char* field_at(Call* call, int place, const remit_value* name, size_t* field) {
  remit_prepared* const prepared = call->prepared;
  if (place < prepared->name_count) {
    const remit_named_field* known = &prepared->names[place];
    if (known->text != NULL && known->size == name->size &&
        memcmp(known->text, name->text, name->size) == 0) {
      *field = known->field;
      return NULL;
    }
  }
  if (remit_policy_find(prepared->compiled->policy, REMIT_LIST_FIELDS, prepared->figure.entity,
                        name->text, name->size, field, NULL) != REMIT_OK) {
    return remit_sqlite_unknown(call->words.language, prepared->compiled->policy, REMIT_LIST_FIELDS,
                                prepared->figure.entity, name->text, name->size);
  }
  return remember(prepared, place, name, *field) ? NULL : told(call, NULL);
}

static char* set_pairs(Call* call, int count, sqlite3_value** pairs) {
  int i = 0;
  for (i = 0; i + 1 < count; i += 2) {
    const remit_value name = remit_sqlite_argument(pairs[i]);
    const remit_value value = remit_sqlite_argument(pairs[i + 1]);
    size_t field = 0;
    char* trouble = NULL;
    if (name.text[0] == '@') continue;
    trouble = field_at(call, i / 2, &name, &field);
    if (trouble == NULL) trouble = set(call, field, name.text, name.size, &value);
    if (trouble != NULL) return trouble;
  }
  return NULL;
}

static char* words_of_pairs(remit_words* words, int count, sqlite3_value** pairs) {
  int i = 0;
  for (i = 0; i < count; i += 2) {
    const remit_value name = remit_sqlite_argument(pairs[i]);
    char* trouble = NULL;
    if (i + 1 == count || name.type != SQLITE_TEXT || name.text == NULL) {
      return remit_sqlite_say(words->language, remit_message_bad_pairs);
    }
    if (name.size == 0 || name.text[0] != '@') continue;
    {
      const remit_value value = remit_sqlite_argument(pairs[i + 1]);
      trouble = remit_sqlite_word(words, name.text, name.size, &value);
    }
    if (trouble != NULL) return trouble;
  }
  return NULL;
}

/* ---- JSON */

static char* take_member(void* context, const char* key, size_t size, const char* type,
                         const remit_value* value) {
  Call* const call = context;
  remit_prepared* const prepared = call->prepared;
  const remit_policy* const policy = prepared->compiled->policy;
  size_t index = 0;
  if (size > 0 && key[0] == '@') return NULL;
  if (strcmp(type, "array") == 0) {
    if (remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, key, size, &index, NULL) != REMIT_OK) {
      return remit_sqlite_unknown(call->words.language, policy, REMIT_LIST_ENTITIES, 0, key, size);
    }
    if (index == prepared->figure.entity) {
      return remit_sqlite_say(call->words.language, remit_message_own_row, (int)size, key);
    }
    if (remit_data_row_count(prepared->data, index) > 0) {
      return remit_sqlite_say(call->words.language, remit_message_table_twice, (int)size, key);
    }
    prepared->tables = 1;
    return remit_sqlite_fill_rows(call->connection, policy, prepared->data, index, value->text,
                                  value->size, call->words.language);
  }
  if (strcmp(type, "object") == 0) {
    return remit_sqlite_say(call->words.language, remit_message_bad_cell, (int)size, key);
  }
  if (remit_policy_find(policy, REMIT_LIST_FIELDS, prepared->figure.entity, key, size, &index,
                        NULL) != REMIT_OK) {
    return remit_sqlite_unknown(call->words.language, policy, REMIT_LIST_FIELDS,
                                prepared->figure.entity, key, size);
  }
  return set(call, index, key, size, value);
}

/** Rows that the object before had brought along. */
static char* clear_tables(Call* call) {
  remit_prepared* const prepared = call->prepared;
  remit_error* error = NULL;
  size_t entities = 0;
  size_t i = 0;
  if (!prepared->tables) return NULL;
  (void)remit_policy_count(prepared->compiled->policy, REMIT_LIST_ENTITIES, 0, &entities, NULL);
  for (i = 0; i < entities; ++i) {
    if (i != prepared->figure.entity && remit_data_clear(prepared->data, i, &error) != REMIT_OK) {
      return told(call, error);
    }
  }
  prepared->tables = 0;
  return NULL;
}

/* ---- The functions */

static void finalize(void* statement) { sqlite3_finalize(statement); }

static char* fill(Call* call, sqlite3_context* context, int count, sqlite3_value** cells) {
  remit_prepared* const prepared = call->prepared;
  char* trouble = NULL;
  size_t i = 0;
  ++prepared->row;
  if (count == 1) {
    const remit_value json = remit_sqlite_argument(cells[0]);
    /* The column's name is a literal as a rule, for which SQLite keeps the statement. */
    sqlite3_stmt* walk = sqlite3_get_auxdata(context, 1);
    const int is_new = walk == NULL;
    trouble = clear_tables(call);
    if (trouble == NULL && json.text != NULL && !remit_sqlite_is_object(json.text, json.size)) {
      trouble = remit_sqlite_say(call->words.language, remit_message_bad_pairs);
    }
    if (trouble == NULL) {
      trouble = remit_sqlite_members(call->connection, &call->words.language, &walk,
                                     json.text == NULL ? "{}" : json.text,
                                     json.text == NULL ? 2 : json.size, take_member, call);
    }
    if (is_new && walk != NULL) {
      sqlite3_set_auxdata(context, 1, walk, finalize);
    }
  } else {
    trouble = set_pairs(call, count, cells);
  }
  if (trouble != NULL) return trouble;
  for (i = 0; i < prepared->fields; ++i) {
    remit_error* error = NULL;
    if (prepared->set_in[i] == 0 || prepared->set_in[i] == prepared->row) continue;
    if (remit_data_set_blank(prepared->data, prepared->figure.entity, 0, i, &error) != REMIT_OK) {
      return told(call, error);
    }
    prepared->set_in[i] = 0;
  }
  return NULL;
}

/** The statement's own if it has one that still is what is asked for. */
static remit_prepared* prepared_for(Call* call, sqlite3_context* context, sqlite3_value** arguments,
                                    char** trouble) {
  remit_prepared* kept = sqlite3_get_auxdata(context, 0);
  const remit_value column = remit_sqlite_argument(arguments[1]);
  remit_value policy;
  if (kept != NULL && column.size == kept->size && column.text != NULL &&
      memcmp(column.text, kept->column, kept->size) == 0 &&
      strcmp(kept->compiled->as_of, call->words.as_of) == 0) {
    ++kept->uses;
    return kept;
  }
  policy = remit_sqlite_argument(arguments[0]);
  /* readfile() gives the bytes of a file as a BLOB. */
  if ((policy.type != SQLITE_TEXT && policy.type != SQLITE_BLOB) || column.type != SQLITE_TEXT) {
    *trouble = remit_sqlite_say(call->words.language, remit_message_bad_texts);
    return NULL;
  }
  kept = remit_sqlite_figure(call->connection, &policy, &column, &call->words, trouble);
  if (kept == NULL) return NULL;
  ++kept->uses;
  sqlite3_set_auxdata(context, 0, kept, remit_sqlite_release);
  return kept;
}

static void answer(const Call* call, sqlite3_context* context) {
  const remit_table* table = remit_case_table(call->prepared->one_case);
  const size_t column = call->prepared->table_column;
  remit_string* detail = NULL;
  remit_error* error = NULL;
  if (!call->asks_reason) {
    remit_sqlite_cell(context, table, 0, column, 0);
  } else if (remit_table_state(table, 0, column) != REMIT_STATE_ERROR) {
    sqlite3_result_null(context);
  } else if (remit_table_fault_detail(table, 0, column, call->words.language, &detail, &error) !=
             REMIT_OK) {
    remit_sqlite_fail(context, error, call->words.language);
  } else {
    size_t size = 0;
    const char* text = remit_string_data(detail, &size);
    remit_sqlite_text(context, text, size);
    remit_string_free(detail);
  }
}

static void answer_call(sqlite3_context* context, int count, sqlite3_value** arguments,
                        int asks_reason) {
  remit_connection* const connection = sqlite3_user_data(context);
  Call call = {connection, NULL, asks_reason, {"", REMIT_LANGUAGE_EN}};
  remit_error* error = NULL;
  char* trouble = NULL;
  if (count < 2) {
    trouble = remit_sqlite_say(REMIT_LANGUAGE_EN, remit_message_bad_texts);
  } else if (count == 3) {
    const remit_value json = remit_sqlite_argument(arguments[2]);
    if (json.text != NULL) {
      trouble = remit_sqlite_words(connection, json.text, json.size, &call.words);
    }
  } else {
    trouble = words_of_pairs(&call.words, count - 2, arguments + 2);
  }
  if (trouble == NULL) call.prepared = prepared_for(&call, context, arguments, &trouble);
  if (call.prepared != NULL) trouble = fill(&call, context, count - 2, arguments + 2);
  if (trouble != NULL) {
    sqlite3_result_error(context, trouble, -1);
    sqlite3_free(trouble);
  } else if (call.prepared == NULL) {
    sqlite3_result_error_nomem(context);
  } else if (remit_case_run(call.prepared->one_case, &error) != REMIT_OK) {
    remit_sqlite_fail(context, error, call.words.language);
  } else {
    answer(&call, context);
  }
  remit_sqlite_release(call.prepared);
}

static void answer_value(sqlite3_context* context, int count, sqlite3_value** arguments) {
  answer_call(context, count, arguments, 0);
}

static void answer_reason(sqlite3_context* context, int count, sqlite3_value** arguments) {
  answer_call(context, count, arguments, 1);
}

int remit_sqlite_add_values(remit_connection* connection) {
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  int code = SQLITE_OK;
  ++connection->uses;
  code = sqlite3_create_function_v2(connection->db, "remit_value", -1, flags, connection,
                                    answer_value, NULL, NULL, remit_sqlite_leave);
  if (code != SQLITE_OK) return code;
  ++connection->uses;
  return sqlite3_create_function_v2(connection->db, "remit_reason", -1, flags, connection,
                                    answer_reason, NULL, NULL, remit_sqlite_leave);
}
