/* About a policy itself, and about one figure in words: remit_check, remit_hash, remit_explain. */
#include "remit_sqlite.h"

/** An argument as text; NULL where it is NULL or missing. */
static remit_value text_of(int count, sqlite3_value** arguments, int which) {
  const remit_value none = {SQLITE_NULL, 0, 0, NULL, 0};
  remit_value value = none;
  if (which >= count || sqlite3_value_type(arguments[which]) == SQLITE_NULL) return none;
  value.type = SQLITE_TEXT;
  value.text = (const char*)sqlite3_value_text(arguments[which]);
  value.size = (size_t)sqlite3_value_bytes(arguments[which]);
  return value;
}

static int language_of(int count, sqlite3_value** arguments, int which, remit_language* language) {
  const remit_value asked = text_of(count, arguments, which);
  *language = REMIT_LANGUAGE_EN;
  if (asked.text == NULL || strcmp(asked.text, "en") == 0) return 1;
  *language = REMIT_LANGUAGE_ZH;
  return strcmp(asked.text, "zh") == 0;
}

static void refuse(sqlite3_context* context, remit_message word) {
  char* message = remit_sqlite_say(REMIT_LANGUAGE_EN, word);
  sqlite3_result_error(context, message == NULL ? "remit" : message, -1);
  sqlite3_free(message);
}

static void give_string(sqlite3_context* context, remit_string* string) {
  size_t size = 0;
  const char* text = remit_string_data(string, &size);
  remit_sqlite_text(context, text, size);
  remit_string_free(string);
}

/** remit_check(POLICY [, LANGUAGE [, FORMAT]]): NULL for a policy without errors and warnings, else
 * what is to be said of it, for a reader, or as `json`. */
static void check(sqlite3_context* context, int count, sqlite3_value** arguments) {
  const char* const name = "policy";
  const remit_value text = text_of(count, arguments, 0);
  const remit_value format = text_of(count, arguments, 2);
  remit_language language = REMIT_LANGUAGE_EN;
  remit_policy* policy = NULL;
  remit_error* error = NULL;
  remit_error* unwritten = NULL;
  remit_string* told = NULL;
  const remit_diagnostics* diagnostics = NULL;
  if (text.text == NULL) return;
  if (!language_of(count, arguments, 1, &language)) {
    refuse(context, remit_message_bad_language);
    return;
  }
  if (remit_compile(1, &name, &text.text, &text.size, NULL, &policy, &error) == REMIT_OK) {
    diagnostics = remit_policy_diagnostics(policy);
  } else {
    diagnostics = remit_error_diagnostics(error);
  }
  if (remit_diagnostics_count(diagnostics) == 0) {
    if (policy == NULL) {
      remit_sqlite_fail(context, error, language);
      return;
    }
  } else if (remit_diagnostics_render(diagnostics,
                                      format.text != NULL && strcmp(format.text, "json") == 0
                                          ? REMIT_FORMAT_JSON
                                          : REMIT_FORMAT_TEXT,
                                      language, &told, &unwritten) == REMIT_OK) {
    give_string(context, told);
  } else {
    remit_sqlite_fail(context, unwritten, language);
  }
  remit_policy_free(policy);
  remit_error_free(error);
}

/** remit_hash(POLICY): the same for every layout and spelling of the same policy. */
static void hash(sqlite3_context* context, int count, sqlite3_value** arguments) {
  const remit_value text = text_of(count, arguments, 0);
  remit_error* error = NULL;
  remit_compiled* compiled = NULL;
  size_t size = 0;
  const char* digits = NULL;
  if (text.text == NULL) return;
  compiled = remit_sqlite_compile(sqlite3_user_data(context), text.text, text.size, "", &error);
  if (compiled == NULL) {
    remit_sqlite_fail(context, error, REMIT_LANGUAGE_EN);
    return;
  }
  digits = remit_policy_text(compiled->policy, REMIT_POLICY_HASH, &size);
  remit_sqlite_text(context, digits, size);
  remit_sqlite_drop(compiled);
}

/** Explains one cell of a finished run. */
static remit_string* explanation(const remit_policy* policy, const remit_results* results,
                                 const remit_value* entity, const remit_value* key,
                                 const remit_value* column, remit_format_kind format,
                                 remit_language language, remit_error** error) {
  remit_table* table = NULL;
  remit_string* told = NULL;
  size_t index = 0;
  uint64_t row = 0;
  remit_status status =
      remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, entity->text, entity->size, &index, error);
  if (status == REMIT_OK) {
    status = remit_results_table(results, REMIT_TABLE_ENTITY_ALL, index, language, &table, error);
  }
  if (status == REMIT_OK && index != 0) {
    status =
        remit_table_find_row(table, key->text == NULL ? "" : key->text, key->size, &row, error);
  }
  if (status == REMIT_OK) {
    (void)remit_results_explain(results, index, row, column->text, column->size, 0, format,
                                language, &told, error);
  }
  remit_table_free(table);
  return told;
}

static remit_format_kind format_of(const remit_value* asked) {
  if (asked->text != NULL && strcmp(asked->text, "json") == 0) return REMIT_FORMAT_JSON;
  if (asked->text != NULL && strcmp(asked->text, "html") == 0) return REMIT_FORMAT_HTML;
  return REMIT_FORMAT_TEXT;
}

/** remit_explain(POLICY, TABLES, ENTITY, KEY, COLUMN [, LANGUAGE [, FORMAT]]) */
static void explain(sqlite3_context* context, int count, sqlite3_value** arguments) {
  remit_words words = {"", REMIT_LANGUAGE_EN};
  remit_language language = REMIT_LANGUAGE_EN;
  remit_compiled* compiled = NULL;
  remit_results* results = NULL;
  remit_error* error = NULL;
  int code = SQLITE_ERROR;
  char* trouble = NULL;
  const remit_value policy = text_of(count, arguments, 0);
  const remit_value tables = text_of(count, arguments, 1);
  const remit_value entity = text_of(count, arguments, 2);
  const remit_value key = text_of(count, arguments, 3);
  const remit_value column = text_of(count, arguments, 4);
  const remit_value format = text_of(count, arguments, 6);
  if (count < 5 || count > 7 || policy.text == NULL || tables.text == NULL || entity.text == NULL ||
      column.text == NULL || !language_of(count, arguments, 5, &language)) {
    sqlite3_result_error(context,
                         "remit: remit_explain takes policy, tables, entity, key, column and, if "
                         "wanted, a language ('en', 'zh') and a format ('text', 'json', 'html')",
                         -1);
    return;
  }
  trouble = remit_sqlite_run(sqlite3_user_data(context), policy.text, policy.size, tables.text,
                             tables.size, &compiled, &results, &words, &code);
  if (count < 6) language = words.language;
  if (trouble != NULL) {
    sqlite3_result_error(context, trouble, -1);
    sqlite3_result_error_code(context, code);
    sqlite3_free(trouble);
  } else {
    remit_string* told = explanation(compiled->policy, results, &entity, &key, &column,
                                     format_of(&format), language, &error);
    if (told == NULL) {
      remit_sqlite_fail(context, error, language);
    } else {
      give_string(context, told);
    }
  }
  remit_results_free(results);
  remit_sqlite_drop(compiled);
}

static void version(sqlite3_context* context, int count, sqlite3_value** arguments) {
  (void)count;
  (void)arguments;
  remit_sqlite_text(context, remit_version(), strlen(remit_version()));
}

typedef struct {
  const char* name;
  int arguments;
  int flags;
  void (*call)(sqlite3_context*, int, sqlite3_value**);
} Text;

static const Text kTexts[] = {
    {"remit_check", 1, SQLITE_DETERMINISTIC, check},
    {"remit_check", 2, SQLITE_DETERMINISTIC, check},
    {"remit_check", 3, SQLITE_DETERMINISTIC, check},
    {"remit_hash", 1, SQLITE_DETERMINISTIC, hash},
    {"remit_explain", -1, 0, explain},
    {"remit_version", 0, 0, version},
};

int remit_sqlite_add_texts(remit_connection* connection) {
  size_t i = 0;
  for (i = 0; i < sizeof kTexts / sizeof kTexts[0]; ++i) {
    int code = SQLITE_OK;
    ++connection->uses;
    code = sqlite3_create_function_v2(connection->db, kTexts[i].name, kTexts[i].arguments,
                                      SQLITE_UTF8 | kTexts[i].flags, connection, kTexts[i].call,
                                      NULL, NULL, remit_sqlite_leave);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}
