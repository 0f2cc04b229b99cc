/* One run over tables. sqlite3_interrupt stops it: between batches a statement of no consequence is
 * stepped, which is what every version of SQLite answers the question with. */
#include "remit_sqlite.h"

static int32_t interrupted(void* probe, uint64_t done, uint64_t total) {
  sqlite3_stmt* const statement = probe;
  const int step = sqlite3_step(statement);
  (void)done;
  (void)total;
  sqlite3_reset(statement);
  return step == SQLITE_INTERRUPT;
}

static remit_status evaluate(remit_connection* connection, const remit_policy* policy,
                             const remit_data* data, const char* as_of, remit_results** results,
                             remit_error** error) {
  sqlite3_stmt* probe = NULL;
  remit_options* options = remit_sqlite_options(as_of, error);
  remit_status status = REMIT_OUT_OF_MEMORY;
  if (options != NULL &&
      sqlite3_prepare_v2(connection->db, "SELECT 1", -1, &probe, NULL) == SQLITE_OK) {
    status = remit_options_set_progress(options, interrupted, probe, error);
    if (status == REMIT_OK) status = remit_evaluate(policy, data, options, results, error);
  }
  remit_options_free(options);
  sqlite3_finalize(probe);
  return status;
}

char* remit_sqlite_run(remit_connection* connection, const char* text, size_t text_size,
                       const char* tables, size_t tables_size, remit_compiled** compiled,
                       remit_results** results, remit_words* words, int* code) {
  remit_error* error = NULL;
  remit_data* data = NULL;
  remit_status status = REMIT_OUT_OF_MEMORY;
  char* trouble = remit_sqlite_words(connection, tables, tables_size, words);
  *compiled = NULL;
  *results = NULL;
  *code = SQLITE_ERROR;
  if (trouble != NULL) return trouble;
  *compiled = remit_sqlite_compile(connection, text, text_size, words->as_of, &error);
  if (*compiled != NULL) status = remit_data_new((*compiled)->policy, &data, &error);
  if (status == REMIT_OK) {
    trouble = remit_sqlite_fill(connection, (*compiled)->policy, data, tables, tables_size,
                                words->language, code);
    if (trouble == NULL) {
      status = evaluate(connection, (*compiled)->policy, data, words->as_of, results, &error);
    }
  }
  if (trouble == NULL && *results == NULL) {
    trouble = error != NULL ? remit_sqlite_message(error, words->language, code)
                            : remit_sqlite_say(words->language, remit_message_no_memory);
  }
  remit_error_free(error);
  remit_data_free(data);
  return trouble;
}
