/* The rooms of the SQLite extension: what its files share. Over remit.h and sqlite3ext.h alone.
 * Everything of a connection is used by one thread at a time, as SQLite sees to. */
#ifndef REMIT_SQLITE_H_
#define REMIT_SQLITE_H_

#include <sqlite3ext.h>

#include "../common/figure.h"
#include "../common/words.h"

#ifndef SQLITE_CORE
extern const sqlite3_api_routines* sqlite3_api;
#endif

/** A policy that was compiled, kept by the connection and by whoever uses it. */
typedef struct remit_compiled remit_compiled;
struct remit_compiled {
  int uses;
  char* text;
  size_t size;
  char as_of[11]; /**< "2024-12-31", or empty */
  remit_policy* policy;
  remit_compiled* next; /**< in the connection's list, the last one used first */
};

/** One figure of one row again and again, kept by the connection and by statements. */
typedef struct remit_prepared remit_prepared;

/** What the extension keeps of a connection. */
typedef struct {
  sqlite3* db;
  int uses; /**< functions and modules that are registered */
  remit_compiled* policies;
  remit_prepared* figures;
} remit_connection;

/** A value as SQLite has it, of a column or of an argument. */
typedef struct {
  int type; /**< SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB, SQLITE_NULL */
  sqlite3_int64 whole;
  double binary;
  const char* text; /**< of SQLITE_TEXT and SQLITE_BLOB */
  size_t size;
} remit_value;

/** What is said beside the figures, by members that begin with `@`, which no field does. */
typedef struct {
  char as_of[11];
  remit_language language;
} remit_words;

/* ---- answer.c: what goes back to SQLite */

/** A failure as a text for sqlite3_free and a code of SQLite: sentence, remedy, place. */
char* remit_sqlite_message(const remit_error* error, remit_language language, int* code);
/** The same as the outcome of a function. Takes over `error`. */
void remit_sqlite_fail(sqlite3_context* context, remit_error* error, remit_language language);
/** A cell: counts and truth values as integers, every other figure as text, NULL for what has no
 * value. `amounts`: whole numbers are amounts too, of a column that has decimals in other rows or
 * other policies. */
void remit_sqlite_cell(sqlite3_context* context, const remit_table* table, uint64_t row,
                       size_t column, int amounts);
/** What is said of a call that cannot go on, as a text for sqlite3_free. */
char* remit_sqlite_say(remit_language language, remit_message word, ...);
/** Of a name that no entity has, or, with an entity, no field of it. */
char* remit_sqlite_unknown(remit_language language, const remit_policy* policy, remit_list list,
                           size_t entity, const char* name, size_t size);
/** A text that may be NULL. */
void remit_sqlite_text(sqlite3_context* context, const char* text, size_t size);

/* ---- policies.c */

/** The policy of a text, compiled now or before; drop it after use. NULL, with `error`, for a text
 * with errors; NULL without for no memory. */
remit_compiled* remit_sqlite_compile(remit_connection* connection, const char* text, size_t size,
                                     const char* as_of, remit_error** error);
/** Ends one use. */
void remit_sqlite_drop(void* compiled);
/** Options with the day; NULL if the day is none or there is no memory. */
remit_options* remit_sqlite_options(const char* as_of, remit_error** error);

/* ---- cells.c: values in */

remit_value remit_sqlite_argument(sqlite3_value* value);
remit_value remit_sqlite_result(sqlite3_stmt* statement, int column);
/** Sets a cell of a field of `kind`. */
remit_status remit_sqlite_set(remit_data* data, size_t entity, uint64_t row, size_t field,
                              remit_kind kind, const remit_value* value, remit_error** error);
remit_kind remit_sqlite_kind(const remit_policy* policy, size_t entity, size_t field);

/* ---- members.c: JSON, read by SQLite */

/** Takes one member; `type` is json_each's. A text that is returned, for sqlite3_free, ends the
 * walk. Numbers come as they are written. */
typedef char* (*remit_member)(void* context, const char* key, size_t key_size, const char* type,
                              const remit_value* value);
/** Walks the members of an object, or the elements of an array. NULL if all went well. `language`
 * is that of what it says itself; NULL: what it cannot read is passed over. `cached` (may be NULL)
 * holds the statement from one call to the next. */
char* remit_sqlite_members(remit_connection* connection, const remit_language* language,
                           sqlite3_stmt** cached, const char* json, size_t size, remit_member take,
                           void* context);
/** Whether the text begins as an object does. */
int remit_sqlite_is_object(const char* json, size_t size);
/** Reads one member that begins with `@`. NULL if all went well. */
char* remit_sqlite_word(remit_words* words, const char* key, size_t size, const remit_value* value);
/** Reads those of an object. */
char* remit_sqlite_words(remit_connection* connection, const char* json, size_t size,
                         remit_words* words);

/* ---- tables.c, run.c */

/** Fills tables from an object: a relation, a query or rows for each entity. NULL if all went well,
 * else a text for sqlite3_free and, in `code`, SQLite's number of it. */
char* remit_sqlite_fill(remit_connection* connection, const remit_policy* policy, remit_data* data,
                        const char* json, size_t size, remit_language language, int* code);
/** Fills one table from an array of objects. */
char* remit_sqlite_fill_rows(remit_connection* connection, const remit_policy* policy,
                             remit_data* data, size_t entity, const char* json, size_t size,
                             remit_language language);
/** Reads the tables and evaluates; an interrupt of the connection stops it. NULL if all went well.
 */
char* remit_sqlite_run(remit_connection* connection, const char* text, size_t text_size,
                       const char* tables, size_t tables_size, remit_compiled** compiled,
                       remit_results** results, remit_words* words, int* code);

/* ---- value.c, lists.c, explain.c, check.c: what a statement can call */

void remit_sqlite_forget(remit_connection* connection); /**< the prepared figures */
int remit_sqlite_add_values(remit_connection* connection);
int remit_sqlite_add_lists(remit_connection* connection);
int remit_sqlite_add_texts(remit_connection* connection);
/** Ends the use of a connection by one function or module. */
void remit_sqlite_leave(void* connection);

#endif /* REMIT_SQLITE_H_ */
