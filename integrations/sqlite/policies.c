/* Compiled policies: a few are kept for each connection, so that a statement which names its policy
 * by a query compiles it once and not once a row. */
#include "remit_sqlite.h"

enum { kKept = 8 };

void remit_sqlite_drop(void* kept) {
  remit_compiled* compiled = kept;
  if (compiled == NULL || --compiled->uses > 0) return;
  remit_policy_free(compiled->policy);
  sqlite3_free(compiled->text);
  sqlite3_free(compiled);
}

remit_options* remit_sqlite_options(const char* as_of, remit_error** error) {
  remit_options* options = NULL;
  int32_t year = 0;
  int32_t month = 0;
  int32_t day = 0;
  if (remit_options_new(&options, error) != REMIT_OK) return NULL;
  if (as_of[0] != '\0') {
    (void)remit_read_day(as_of, strlen(as_of), &year, &month, &day);
    if (remit_options_set_as_of(options, year, month, day, error) != REMIT_OK) {
      remit_options_free(options);
      return NULL;
    }
  }
  return options;
}

static remit_policy* compile(const char* text, size_t size, const char* as_of,
                             remit_error** error) {
  const char* const name = "policy";
  remit_policy* policy = NULL;
  remit_options* options = remit_sqlite_options(as_of, error);
  if (options == NULL) return NULL;
  (void)remit_compile(1, &name, &text, &size, options, &policy, error);
  remit_options_free(options);
  return policy;
}

/** Takes what was found out of the list, to put it in front again. */
static remit_compiled* take_out(remit_connection* connection, const char* text, size_t size,
                                const char* as_of) {
  remit_compiled** at = &connection->policies;
  for (; *at != NULL; at = &(*at)->next) {
    remit_compiled* found = *at;
    if (found->size == size && memcmp(found->text, text, size) == 0 &&
        strcmp(found->as_of, as_of) == 0) {
      *at = found->next;
      return found;
    }
  }
  return NULL;
}

static void drop_oldest(remit_connection* connection) {
  remit_compiled** at = &connection->policies;
  remit_compiled* oldest = NULL;
  int count = 0;
  for (; *at != NULL && count < kKept; ++count) at = &(*at)->next;
  oldest = *at;
  if (oldest == NULL) return;
  *at = oldest->next;
  remit_sqlite_drop(oldest);
}

remit_compiled* remit_sqlite_compile(remit_connection* connection, const char* text, size_t size,
                                     const char* as_of, remit_error** error) {
  remit_compiled* compiled = take_out(connection, text, size, as_of);
  *error = NULL;
  if (compiled == NULL) {
    remit_policy* policy = compile(text, size, as_of, error);
    if (policy == NULL) return NULL;
    compiled = sqlite3_malloc64(sizeof *compiled);
    if (compiled != NULL) {
      memset(compiled, 0, sizeof *compiled);
      compiled->uses = 1;
      compiled->policy = policy;
      compiled->size = size;
      compiled->text = sqlite3_malloc64(size + 1);
      memcpy(compiled->as_of, as_of, strlen(as_of) + 1);
    }
    if (compiled == NULL || compiled->text == NULL) {
      if (compiled == NULL) remit_policy_free(policy);
      remit_sqlite_drop(compiled);
      return NULL;
    }
    memcpy(compiled->text, text, size);
  }
  compiled->next = connection->policies;
  connection->policies = compiled;
  drop_oldest(connection);
  ++compiled->uses;
  return compiled;
}
