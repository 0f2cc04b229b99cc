/* JSON, read by SQLite's own json_each, but for numbers: they are taken as they are written, since
 * json_each would make binary floats of them. They are asked for by their path: a key by itself
 * counts as one that begins with a digit (`2024`, a place of an array) or has a point. */
#include "remit_sqlite.h"

static const char kWalk[] =
    "SELECT key, type, CASE WHEN type IN ('integer', 'real') THEN ?1 -> fullkey ELSE value END"
    " FROM json_each(?1)";

static char* prepare(remit_connection* connection, sqlite3_stmt** statement) {
  if (sqlite3_prepare_v2(connection->db, kWalk, -1, statement, NULL) == SQLITE_OK) return NULL;
  return sqlite3_mprintf("remit: %s", sqlite3_errmsg(connection->db));
}

char* remit_sqlite_members(remit_connection* connection, const remit_language* language,
                           sqlite3_stmt** cached, const char* json, size_t size, remit_member take,
                           void* context) {
  sqlite3_stmt* statement = cached == NULL ? NULL : *cached;
  char* trouble = NULL;
  int step = SQLITE_DONE;
  if (statement == NULL && (trouble = prepare(connection, &statement)) != NULL) return trouble;
  if (cached != NULL) *cached = statement;
  sqlite3_bind_text64(statement, 1, json, size, SQLITE_STATIC, SQLITE_UTF8);
  while (trouble == NULL && (step = sqlite3_step(statement)) == SQLITE_ROW) {
    const char* key = (const char*)sqlite3_column_text(statement, 0);
    const size_t key_size = (size_t)sqlite3_column_bytes(statement, 0);
    const char* type = (const char*)sqlite3_column_text(statement, 1);
    remit_value value = remit_sqlite_result(statement, 2);
    if (type == NULL) {
      trouble = remit_sqlite_say(language == NULL ? REMIT_LANGUAGE_EN : *language,
                                 remit_message_no_memory);
      break;
    }
    if (strcmp(type, "true") == 0 || strcmp(type, "false") == 0) {
      value.type = SQLITE_TEXT;
      value.text = type;
      value.size = strlen(type);
    }
    if ((strcmp(type, "integer") == 0 || strcmp(type, "real") == 0) && value.text == NULL) {
      if (language == NULL) continue;
      trouble =
          remit_sqlite_say(*language, remit_message_unread, (int)key_size, key == NULL ? "" : key);
      break;
    }
    trouble = take(context, key == NULL ? "" : key, key_size, type, &value);
  }
  if (trouble == NULL && step != SQLITE_DONE) {
    trouble = sqlite3_mprintf("remit: %s", sqlite3_errmsg(connection->db));
  }
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (cached == NULL) sqlite3_finalize(statement);
  return trouble;
}

int remit_sqlite_is_object(const char* json, size_t size) {
  size_t i = 0;
  while (i < size && strchr(" \t\r\n", json[i]) != NULL) ++i;
  return i < size && json[i] == '{';
}

char* remit_sqlite_word(remit_words* words, const char* key, size_t size,
                        const remit_value* value) {
  int32_t year = 0;
  int32_t month = 0;
  int32_t day = 0;
  const int text = value->type == SQLITE_TEXT && value->text != NULL;
  if (size == 6 && memcmp(key, "@as_of", 6) == 0) {
    if (value->type == SQLITE_NULL) return NULL;
    if (!text || !remit_read_day(value->text, value->size, &year, &month, &day)) {
      return remit_sqlite_say(words->language, remit_message_bad_day);
    }
    memcpy(words->as_of, value->text, 10);
    words->as_of[10] = '\0';
    return NULL;
  }
  if (size == 9 && memcmp(key, "@language", 9) == 0) {
    if (text && value->size == 2 && memcmp(value->text, "en", 2) == 0) {
      words->language = REMIT_LANGUAGE_EN;
    } else if (text && value->size == 2 && memcmp(value->text, "zh", 2) == 0) {
      words->language = REMIT_LANGUAGE_ZH;
    } else {
      return remit_sqlite_say(words->language, remit_message_bad_language);
    }
    return NULL;
  }
  return remit_sqlite_say(words->language, remit_message_bad_word, (int)size, key);
}

static char* take_word(void* words, const char* key, size_t size, const char* type,
                       const remit_value* value) {
  (void)type;
  return size > 0 && key[0] == '@' ? remit_sqlite_word(words, key, size, value) : NULL;
}

char* remit_sqlite_words(remit_connection* connection, const char* json, size_t size,
                         remit_words* words) {
  const char* at = json;
  const char* const end = json + size;
  while (at < end && (at = memchr(at, '@', (size_t)(end - at))) != NULL) {
    if (at > json && at[-1] == '"') {
      return remit_sqlite_members(connection, NULL, NULL, json, size, take_word, words);
    }
    ++at;
  }
  return NULL;
}
