/* Where SQLite begins: one init function, under the name of the file and under a short one for
 * whoever compiles the extension in (sqlite3_auto_extension). */
#include "remit_sqlite.h"

SQLITE_EXTENSION_INIT1

#define REMIT_SQLITE_API __attribute__((visibility("default")))

void remit_sqlite_leave(void* kept) {
  remit_connection* connection = kept;
  if (--connection->uses > 0) return;
  remit_sqlite_forget(connection);
  while (connection->policies != NULL) {
    remit_compiled* first = connection->policies;
    connection->policies = first->next;
    remit_sqlite_drop(first);
  }
  sqlite3_free(connection);
}

REMIT_SQLITE_API int sqlite3_remit_init(sqlite3* db, char** trouble,
                                        const sqlite3_api_routines* api);
int sqlite3_remit_init(sqlite3* db, char** trouble, const sqlite3_api_routines* api) {
  remit_connection* connection = NULL;
  int code = SQLITE_OK;
  SQLITE_EXTENSION_INIT2(api);
  (void)api;
  if (remit_abi_version() >> 16 != REMIT_ABI_VERSION >> 16 ||
      remit_abi_version() < REMIT_ABI_VERSION) {
    *trouble = remit_sqlite_say(REMIT_LANGUAGE_EN, remit_message_too_old, remit_version());
    return SQLITE_ERROR;
  }
  connection = sqlite3_malloc64(sizeof *connection);
  if (connection == NULL) return SQLITE_NOMEM;
  memset(connection, 0, sizeof *connection);
  connection->db = db;
  connection->uses = 1; /* this function's, until it is over */
  code = remit_sqlite_add_values(connection);
  if (code == SQLITE_OK) code = remit_sqlite_add_lists(connection);
  if (code == SQLITE_OK) code = remit_sqlite_add_texts(connection);
  remit_sqlite_leave(connection);
  return code;
}

REMIT_SQLITE_API int sqlite3_remitsqlite_init(sqlite3* db, char** trouble,
                                              const sqlite3_api_routines* api);
int sqlite3_remitsqlite_init(sqlite3* db, char** trouble, const sqlite3_api_routines* api) {
  return sqlite3_remit_init(db, trouble, api);
}
