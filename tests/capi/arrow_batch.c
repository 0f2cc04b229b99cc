#include "arrow_batch.h"

#include <string.h>

int released_arrays;

static void release_array(struct ArrowArray* array) {
  int64_t i = 0;
  for (i = 0; i < array->n_children; ++i) {
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
  }
  array->release = NULL;
  ++released_arrays;
}

static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }

void begin_batch(Batch* batch, int64_t rows) {
  memset(batch, 0, sizeof *batch);
  batch->schema.format = "+s";
  batch->schema.name = "";
  batch->schema.children = batch->column_pointers;
  batch->schema.release = release_schema;
  batch->array.length = rows;
  batch->array.n_buffers = 1;
  batch->array.buffers = batch->no_buffers;
  batch->array.children = batch->cell_pointers;
  batch->array.release = release_array;
}

struct ArrowArray* add_column(Batch* batch, const char* name, const char* format,
                              const void* validity, const void* second, const void* third) {
  const int64_t i = batch->schema.n_children++;
  struct ArrowArray* cells = &batch->cells[i];
  batch->array.n_children = batch->schema.n_children;
  batch->columns[i].format = format;
  batch->columns[i].name = name;
  batch->columns[i].flags = ARROW_FLAG_NULLABLE;
  batch->columns[i].release = release_schema;
  batch->column_pointers[i] = &batch->columns[i];
  batch->buffers[i][0] = validity;
  batch->buffers[i][1] = second;
  batch->buffers[i][2] = third;
  cells->length = batch->array.length;
  cells->null_count = validity != NULL ? -1 : 0;
  cells->n_buffers = third != NULL ? 3 : 2;
  cells->buffers = batch->buffers[i];
  cells->release = release_array;
  /* Every second one says that it has memory of its own: it may be taken out of the batch. */
  cells->private_data = i % 2 == 0 ? batch : NULL;
  batch->cell_pointers[i] = cells;
  return cells;
}

static const int32_t kUnitOffsets[] = {0, 18, 32};
static const char kUnitNames[] = "Development officeNorth township";
static const int32_t kIdOffsets[] = {0, 2, 4, 6, 8};
static const char kIds[] = "p0p1p2p3";
static const int32_t kHomeOffsets[] = {0, 18, 36, 54, 68};
static const char kHomes[] = "Development officeDevelopment officeDevelopment officeNorth township";
static const int64_t kInvestment[] = {1, 30000000, 30000000, 30000000};
static const double kRevenue[] = {-1.5, 2500000.05, 1000000.23, 9000000};
static const int32_t kKinds[] = {2, 0};
static const int32_t kWordOffsets[] = {0, 8, 19, 34};
static const char kWords[] = "townshipsubdistrictcity_department";

void fill_units(Batch* batch) {
  static const void* word_buffers[3] = {NULL, kWordOffsets, kWords};
  begin_batch(batch, 2);
  add_column(batch, "name", "u", NULL, kUnitOffsets, kUnitNames);
  add_column(batch, "kind", "i", NULL, kKinds, NULL);
  batch->words.format = "u";
  batch->words.release = release_schema;
  batch->dictionary.length = 3;
  batch->dictionary.n_buffers = 3;
  batch->dictionary.buffers = word_buffers;
  batch->dictionary.release = release_array;
  batch->columns[1].dictionary = &batch->words;
  batch->cells[1].dictionary = &batch->dictionary;
}

void fill_projects(Batch* batch) {
  begin_batch(batch, 4);
  add_column(batch, "id", "u", NULL, kIdOffsets, kIds);
  add_column(batch, "introduced_by", "u", NULL, kHomeOffsets, kHomes);
  add_column(batch, "located_in", "u", NULL, kHomeOffsets, kHomes);
  add_column(batch, "investment", "l", NULL, kInvestment, NULL);
  /* By its label. */
  add_column(batch, "local general revenue actually formed", "g", NULL, kRevenue, NULL);
}

static int chunk_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  *out = ((Chunks*)stream->private_data)->batches[0].schema;
  return 0;
}

static int next_chunk(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  Chunks* chunks = stream->private_data;
  memset(out, 0, sizeof *out);
  if (chunks->next < chunks->count) *out = chunks->batches[chunks->next++].array;
  return 0;
}

static const char* last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the disk is gone";
}

static void release_stream(struct ArrowArrayStream* stream) {
  stream->release = NULL;
  ++released_arrays;
}

void open_chunks(Chunks* chunks, struct ArrowArrayStream* stream) {
  chunks->next = 0;
  stream->get_schema = chunk_schema;
  stream->get_next = next_chunk;
  stream->get_last_error = last_error;
  stream->release = release_stream;
  stream->private_data = chunks;
}
