/* What a call of remit.value and its like keeps from row to row: value.c makes it ready,
 * value_rows.c sets the cells of a row. */
#ifndef REMIT_PG_SITE_H_
#define REMIT_PG_SITE_H_

/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "utils/jsonb.h"
/* clang-format on */

/** What a statement sees. The same as before: whatever was read is what would be read again. */
typedef struct {
  TransactionId xmin, xmax;
  uint32 running, running_below;
  CommandId command;
  SubTransactionId within; /**< what a savepoint took back was seen within it */
} Moment;

/** What a call site keeps from row to row. */
typedef struct {
  MemoryContext context; /**< everything below is in it */
  text* policy;
  text* column_asked;
  char* column;
  bytea* tables; /**< NULL: none */
  DateADT as_of;
  Moment moment;
  Compiled* compiled;
  remit_figure figure;
  size_t table_column;
  remit_case* one_case;
  remit_data* data;
  /* Rows as records. */
  uint64 row_type; /**< of this definition: a table may be altered */
  MemoryContext mapping;
  TupleDesc columns;
  CellWay* ways; /**< by attribute */
  /* Rows as objects. */
  size_t fields;
  CellWay* field_ways;
  uint64* set_in; /**< by field: the row that set it last; 0: it is blank */
  uint64 row;
} Site;

/** Sets the cells of the row from a record. Raises where its columns do not fit. */
void remit_pg_set_record(Site* site, HeapTupleHeader header);
/** The same from an object; what it leaves out is blank. */
void remit_pg_set_object(Site* site, Jsonb* object);

#endif /* REMIT_PG_SITE_H_ */
