/* A figure of one row, made ready. */
#ifndef REMIT_SQLITE_PREPARED_H_
#define REMIT_SQLITE_PREPARED_H_

#include "remit_sqlite.h"

/** A name as an argument gave it, and the field that it means. */
typedef struct {
  char* text;
  size_t size;
  size_t field;
} remit_named_field;

/** The text that a field holds. */
typedef struct {
  char* text; /**< NULL: another kind of value, or blank */
  size_t size;
} remit_held_text;

struct remit_prepared {
  int uses;
  remit_compiled* compiled;
  char* column; /**< as the caller wrote it */
  size_t size;
  remit_figure figure;
  size_t table_column;
  remit_case* one_case;
  remit_data* data; /**< the case's */
  size_t fields;
  remit_kind* kinds;        /**< by field */
  uint64_t* set_in;         /**< by field: the last row that set it; 0: it is blank */
  remit_held_text* held;    /**< by field: a text that is set again as it is makes no work */
  uint64_t row;             /**< rows so far */
  int tables;               /**< rows of other tables may be there */
  remit_named_field* names; /**< by place among the arguments */
  int name_count;
  remit_prepared* next;
};

/** The figure that is asked for, ready now or before; release it after use. NULL with `trouble`, a
 * text for sqlite3_free, or without it for no memory. */
remit_prepared* remit_sqlite_figure(remit_connection* connection, const remit_value* policy,
                                    const remit_value* column, const remit_words* words,
                                    char** trouble);
/** Ends one use. */
void remit_sqlite_release(void* prepared);

#endif /* REMIT_SQLITE_PREPARED_H_ */
