/* Batches of rows as Arrow arrays. All memory is malloc's: the library releases it when it likes,
 * on whatever memory context stands then. */
/* PostgreSQL's own header comes first. */
/* clang-format off */
#include "remit_pg.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/lsyscache.h"
/* clang-format on */

/** One column on its way: either numbers of 8 or 4 bytes, or texts. */
typedef struct {
  const void* buffers[3]; /* validity, values or offsets, bytes */
  int64_t nulls;
  uint64 bytes;
} Column;

static const char* format_of(Oid type) {
  switch (getBaseType(type)) {
    case INT2OID:
    case INT4OID:
    case INT8OID:
      return "l";
    case FLOAT4OID:
    case FLOAT8OID:
      return "g";
    case BOOLOID:
      return "b";
    case DATEOID:
      return "tdD";
    default:
      return "u";
  }
}

/* ---- Schema */

static void release_child_schema(struct ArrowSchema* schema) {
  free((char*)schema->name);
  schema->release = NULL;
}

static void release_schema(struct ArrowSchema* schema) {
  int64_t i = 0;
  for (i = 0; i < schema->n_children; ++i) {
    struct ArrowSchema* child = schema->children[i];
    if (child->release != NULL) child->release(child);
  }
  free(schema->private_data);
  free(schema->children);
  schema->release = NULL;
}

bool remit_pg_schema(TupleDesc columns, struct ArrowSchema* schema) {
  const int count = columns->natts;
  struct ArrowSchema* children = calloc((size_t)count + 1, sizeof *children);
  int i = 0;
  memset(schema, 0, sizeof *schema);
  schema->format = "+s";
  schema->name = "";
  schema->private_data = children;
  schema->children = calloc((size_t)count + 1, sizeof *schema->children);
  schema->release = release_schema;
  if (children == NULL || schema->children == NULL) {
    release_schema(schema);
    return false;
  }
  for (i = 0; i < count; ++i) {
    schema->children[i] = &children[i];
    children[i].format = format_of(TupleDescAttr(columns, i)->atttypid);
    children[i].name = strdup(NameStr(TupleDescAttr(columns, i)->attname));
    children[i].flags = ARROW_FLAG_NULLABLE;
    children[i].release = release_child_schema;
    schema->n_children = i + 1;
    if (children[i].name == NULL) {
      release_schema(schema);
      return false;
    }
  }
  return true;
}

/* ---- Arrays */

static void release_child(struct ArrowArray* array) {
  Column* column = array->private_data;
  int i = 0;
  for (i = 0; i < 3; ++i) free((void*)column->buffers[i]);
  free(column);
  array->release = NULL;
}

static void release_array(struct ArrowArray* array) {
  int64_t i = 0;
  for (i = 0; i < array->n_children; ++i) {
    struct ArrowArray* child = array->children[i];
    if (child->release != NULL) child->release(child);
  }
  free(array->private_data);
  free(array->children);
  free((void*)array->buffers);
  array->release = NULL;
}

static void set_bit(uint8* bits, uint64 at) { bits[at / 8] |= (uint8)(1 << (at % 8)); }

/** Texts are gathered in PostgreSQL's memory first, since their functions may raise. */
static bool texts_of(TupleDesc columns, int at, SPITupleTable* rows, uint64 count, uint8* valid,
                     Column* column) {
  const Oid type = TupleDescAttr(columns, at)->atttypid;
  int32* offsets = malloc(sizeof *offsets * (count + 1));
  StringInfoData bytes;
  Oid output = InvalidOid;
  bool varies = false;
  uint64 i = 0;
  column->buffers[1] = offsets;
  if (offsets == NULL) return false;
  getTypeOutputInfo(type, &output, &varies);
  initStringInfo(&bytes);
  offsets[0] = 0;
  for (i = 0; i < count; ++i) {
    bool is_null = true;
    const Datum value = heap_getattr(rows->vals[i], at + 1, columns, &is_null);
    if (is_null) {
      ++column->nulls;
    } else {
      char* text = OidOutputFunctionCall(output, value);
      set_bit(valid, i);
      appendStringInfoString(&bytes, text);
      pfree(text);
    }
    offsets[i + 1] = bytes.len;
  }
  column->buffers[2] = malloc((size_t)bytes.len + 1);
  if (column->buffers[2] == NULL) return false;
  memcpy((void*)column->buffers[2], bytes.data, (size_t)bytes.len);
  column->bytes = (uint64)bytes.len;
  pfree(bytes.data);
  return true;
}

static bool numbers_of(TupleDesc columns, int at, SPITupleTable* rows, uint64 count, uint8* valid,
                       Column* column) {
  const Oid type = getBaseType(TupleDescAttr(columns, at)->atttypid);
  void* values = calloc(count + 1, sizeof(int64));
  uint64 i = 0;
  column->buffers[1] = values;
  if (values == NULL) return false;
  for (i = 0; i < count; ++i) {
    bool is_null = true;
    const Datum value = heap_getattr(rows->vals[i], at + 1, columns, &is_null);
    if (is_null) {
      ++column->nulls;
      continue;
    }
    set_bit(valid, i);
    if (type == INT2OID) ((int64*)values)[i] = DatumGetInt16(value);
    if (type == INT4OID) ((int64*)values)[i] = DatumGetInt32(value);
    if (type == INT8OID) ((int64*)values)[i] = DatumGetInt64(value);
    if (type == FLOAT4OID) ((double*)values)[i] = remit_pg_single(DatumGetFloat4(value));
    if (type == FLOAT8OID) ((double*)values)[i] = DatumGetFloat8(value);
    if (type == BOOLOID && DatumGetBool(value)) set_bit(values, i);
    /* Days count from 2000 in PostgreSQL and from 1970 in Arrow; `infinity` stays out of range. */
    if (type == DATEOID) {
      const DateADT day = DatumGetDateADT(value);
      ((int32*)values)[i] =
          DATE_NOT_FINITE(day) ? day : day + (POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE);
    }
  }
  return true;
}

/** A column that no field reads: blanks. It may be large, and cost much to make a text of. */
static bool blanks_of(bool is_text, uint64 count, Column* column) {
  column->nulls = (int64_t)count;
  column->buffers[1] = calloc(count + 1, is_text ? sizeof(int32) : sizeof(int64));
  if (is_text) column->buffers[2] = calloc(1, 1);
  return column->buffers[1] != NULL && (!is_text || column->buffers[2] != NULL);
}

static bool fill_child(TupleDesc columns, int at, bool used, SPITupleTable* rows, uint64 count,
                       struct ArrowArray* child, uint64* bytes) {
  Column* column = calloc(1, sizeof *column);
  uint8* valid = calloc(count / 8 + 8, 1);
  const bool is_text = strcmp(format_of(TupleDescAttr(columns, at)->atttypid), "u") == 0;
  bool filled = false;
  if (column == NULL || valid == NULL) {
    free(column);
    free(valid);
    return false;
  }
  column->buffers[0] = valid;
  child->length = (int64_t)count;
  child->buffers = column->buffers;
  child->n_buffers = is_text ? 3 : 2;
  child->private_data = column;
  child->release = release_child;
  filled = !used     ? blanks_of(is_text, count, column)
           : is_text ? texts_of(columns, at, rows, count, valid, column)
                     : numbers_of(columns, at, rows, count, valid, column);
  child->null_count = column->nulls;
  if (bytes != NULL) *bytes += column->bytes + 8 * count;
  return filled;
}

bool remit_pg_array(TupleDesc columns, const bool* used, SPITupleTable* rows, uint64 count,
                    struct ArrowArray* array, uint64* bytes) {
  struct ArrowArray* children = calloc((size_t)columns->natts + 1, sizeof *children);
  bool filled = true;
  int i = 0;
  /* Functions that make texts leave copies behind, for each cell of a run: they go with the batch.
   */
  MemoryContext before = CurrentMemoryContext;
  MemoryContext cells = NULL;
  memset(array, 0, sizeof *array);
  array->length = (int64_t)count;
  array->n_buffers = 1;
  array->buffers = calloc(1, sizeof *array->buffers);
  array->children = calloc((size_t)columns->natts + 1, sizeof *array->children);
  array->private_data = children;
  array->release = release_array;
  if (children == NULL || array->buffers == NULL || array->children == NULL) {
    release_array(array);
    return false;
  }
  for (i = 0; i < columns->natts; ++i) array->children[i] = &children[i];
  array->n_children = columns->natts;
  PG_TRY();
  {
    const int level = remit_pg_begin_texts();
    cells = AllocSetContextCreate(before, "remit texts", ALLOCSET_DEFAULT_SIZES);
    MemoryContextSwitchTo(cells);
    for (i = 0; filled && i < columns->natts; ++i) {
      filled = fill_child(columns, i, used == NULL || used[i], rows, count, &children[i], bytes);
    }
    MemoryContextSwitchTo(before);
    MemoryContextDelete(cells);
    remit_pg_end_texts(level);
  }
  PG_CATCH();
  {
    release_array(array);
    PG_RE_THROW();
  }
  PG_END_TRY();
  if (!filled) release_array(array);
  return filled;
}
