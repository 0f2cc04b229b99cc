/* The rooms of the PostgreSQL extension: what its files share.
 *
 * An error of PostgreSQL jumps over the frames between it and who catches it. Frames of the library
 * are C++ and must never be among these: a callback that calls PostgreSQL catches whatever is
 * raised (Catcher) and gives the library a status, and it is raised again when the library has
 * returned. Handles of the library belong to a memory context, which frees them however the call
 * ends. */
#ifndef REMIT_PG_H_
#define REMIT_PG_H_

/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "postgres.h"

#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "../common/figure.h"
#include "../common/words.h"
/* clang-format on */

/** A handle of the library that a memory context frees. */
typedef struct {
  MemoryContextCallback callback;
  void* handle;
  void (*release)(void*);
} Owned;

/** Room for a handle, before there is one, so that nothing can fail in between. */
Owned* remit_pg_own(MemoryContext context, void (*release)(void*));
#define OWN(context, kind) remit_pg_own(context, (void (*)(void*))remit_##kind##_free)
/** The place that a function of the library fills. */
#define HANDLE(owned, kind) ((remit_##kind**)&(owned)->handle)

/** What was raised while the library was on the stack. */
typedef struct {
  ErrorData* error; /**< NULL: nothing */
  MemoryContext context;
} Catcher;
/** Notes what was raised; in PG_CATCH. */
void remit_pg_catch(Catcher* catcher);

/* ---- errors.c: every one of these raises */

/** Raises what the library says, with hint and place. Frees `error`. `text`: of the policy, may be
 * NULL. */
_Noreturn void remit_pg_raise(remit_error* error, const char* text);
/** Raises when `status` says so: first what a callback caught. By address, since the call that sets
 * the error may be the first argument. Frees the error. */
void remit_pg_check(remit_status status, remit_error** error, const char* text, Catcher* catcher);
/** Raises a sentence of the catalogue of the integrations. */
_Noreturn void remit_pg_refuse(int sqlstate, remit_message word, ...);
/** Raises that there is no such entity or field, and says which there are. */
_Noreturn void remit_pg_unknown(const remit_policy* policy, remit_list list, size_t entity,
                                const char* name);
/** The language of the session, remit.language. */
remit_language remit_pg_language(void);
/** `language` if it is one, else the session's for NULL; raises for another. */
remit_language remit_pg_read_language(const char* language);

/* ---- policies.c */

/** A compiled policy, kept by the session and by whoever uses it. */
typedef struct Compiled {
  int uses;
  char* key; /**< texts one after the other, each with its NUL */
  size_t size;
  DateADT as_of; /**< or kNoDay */
  remit_policy* policy;
  struct Compiled* next;
} Compiled;

#define kNoDay DATEVAL_NOBEGIN

/** The policy that a name, name@version or text means, compiled now or before; it lives as long as
 * `context`. Call it with no SPI connection of one's own. */
Compiled* remit_pg_policy(const char* named, DateADT as_of, MemoryContext context);
/** The same of texts. */
Compiled* remit_pg_compile(int count, const char* const* texts, DateADT as_of,
                           MemoryContext context);
/** Options with the day. */
Owned* remit_pg_options(DateADT as_of, MemoryContext context);
/** The argument, or kNoDay. */
DateADT remit_pg_day(FunctionCallInfo fcinfo, int argument);
/** The entity of a name; raises if there is none. */
size_t remit_pg_entity(const remit_policy* policy, const char* name);

/* ---- cells.c */

/** How a cell of one type of PostgreSQL is handed to a field. */
typedef struct {
  Oid type;
  Oid output; /**< its function that makes text */
  size_t field;
  remit_kind kind;
  bool used;
  bool as_set; /**< its text depends on settings of the session */
} CellWay;

/** The way of a column of `type` to a field. */
void remit_pg_way(CellWay* way, Oid type, const remit_policy* policy, size_t entity, size_t field);
/** Texts as they are whatever the session shows numbers, days and times like: until
 * remit_pg_end_texts, or until the transaction or savepoint fails. */
int remit_pg_begin_texts(void);
void remit_pg_end_texts(int level);
/** A float of 4 bytes as the double that has the same shortest decimal. */
double remit_pg_single(float4 value);
/** Sets a cell of row 0 of a case. */
remit_status remit_pg_set(remit_data* data, size_t entity, const CellWay* way, Datum value,
                          bool is_null, remit_error** error);
/** The text of a cell, in the current memory. */
char* remit_pg_text(const remit_table* table, uint64 row, size_t column);
/** A cell of a result as `type`; false for one without a value. Raises for a type that it is not,
 * and for a length or a scale that would change it. */
bool remit_pg_cell(const remit_table* table, uint64 row, size_t column, Oid type, int32 typmod,
                   Datum* value);

/* ---- arrow.c, tables.c: whole tables */

/** Rows of a query, in batches: an Arrow stream over a cursor. */
typedef struct {
  SPIPlanPtr plan;
  Portal portal;
  TupleDesc columns; /**< in the memory of the caller */
  bool* used;        /**< by column: others are no fields and go as blanks; NULL: all */
  long batch;        /**< rows at a time */
  uint64 bytes;      /**< handed over since it was opened */
  uint64 most;       /**< so many at most; 0: any number */
  Catcher* catcher;
} Rows;

/** An Arrow array of `count` rows of a tuple table, in memory of malloc; false for no memory. May
 * raise, and then leaves nothing behind. Adds what it takes to `bytes`, which may be NULL. */
bool remit_pg_array(TupleDesc columns, const bool* used, SPITupleTable* rows, uint64 count,
                    struct ArrowArray* array, uint64* bytes);
bool remit_pg_schema(TupleDesc columns, struct ArrowSchema* schema);
/** Begins the query anew and fills `stream`. The library's callback. */
remit_status remit_pg_open(Rows* rows, struct ArrowArrayStream* stream);

/** One entity and where its rows are. */
typedef struct {
  size_t entity;
  char* query;
  Rows rows;
  double bytes; /**< as the planner estimates */
  bool changes; /**< read again, it may give other rows */
} Source;

typedef struct {
  int count;
  Source* sources;
} Sources;

/** Reads the argument `tables` and plans its queries. Within an SPI connection. */
Sources remit_pg_sources(const remit_policy* policy, Datum tables, Catcher* catcher);
/** Reads all of them but one (may be NULL) into `data`. The one that has more than Rows.most, which
 * is left out; NULL where none has. */
Source* remit_pg_fill(remit_data* data, const Sources* sources, const Source* but,
                      Catcher* catcher);

/* ---- run.c */

/** Takes the results, once for each batch and once for what is left, or once for a run in memory.
 * Called where errors may be raised. */
typedef void (*TakeResults)(void* context, const remit_results* results, bool batch);

/** A run, and for whom. Within an SPI connection. `in_memory`: whatever it takes. */
void remit_pg_run(Compiled* compiled, Datum tables, bool in_memory, TakeResults take,
                  void* context);

#endif /* REMIT_PG_H_ */
