/* Record batches in static memory, in the Arrow C data interface. */
#ifndef REMIT_TESTS_CAPI_ARROW_BATCH_H_
#define REMIT_TESTS_CAPI_ARROW_BATCH_H_

#include <remit.h>

/* A struct array of up to six columns. It must stay where it is while it is in use. */
enum { kBatchColumns = 6 };
typedef struct {
  struct ArrowSchema schema;
  struct ArrowSchema columns[kBatchColumns];
  struct ArrowSchema* column_pointers[kBatchColumns];
  struct ArrowArray array;
  struct ArrowArray cells[kBatchColumns];
  struct ArrowArray* cell_pointers[kBatchColumns];
  const void* buffers[kBatchColumns][3];
  const void* no_buffers[1];
  struct ArrowSchema words; /* of a dictionary */
  struct ArrowArray dictionary;
} Batch;

/* Arrays released since the program began. */
extern int released_arrays;

void begin_batch(Batch* batch, int64_t rows);
struct ArrowArray* add_column(Batch* batch, const char* name, const char* format,
                              const void* validity, const void* second, const void* third);

/* The units of the tests' policy, their kind as a dictionary: two rows. */
void fill_units(Batch* batch);
/* Its projects: rows 1 to 3 are those of sample_data(), row 0 is one with a negative revenue. */
void fill_projects(Batch* batch);

/* A stream over `count` batches; `stream` refers to `chunks`. */
typedef struct {
  Batch* batches;
  int count;
  int next;
} Chunks;
void open_chunks(Chunks* chunks, struct ArrowArrayStream* stream);

#endif
