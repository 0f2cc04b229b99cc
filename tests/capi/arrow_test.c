/* Tables in and out through the Arrow C data interface: types, nulls, offsets, dictionaries,
 * streams, refusals, and who releases what. */
#include <stdbool.h>

#include "check.h"

static int released;

static void release_array(struct ArrowArray* array) {
  int64_t i = 0;
  for (i = 0; i < array->n_children; ++i) {
    if (array->children[i]->release != NULL) array->children[i]->release(array->children[i]);
  }
  array->release = NULL;
  ++released;
}

static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }

/* A struct array of up to six columns, in static memory. */
enum { kColumns = 6 };
typedef struct {
  struct ArrowSchema schema;
  struct ArrowSchema columns[kColumns];
  struct ArrowSchema* column_pointers[kColumns];
  struct ArrowArray array;
  struct ArrowArray cells[kColumns];
  struct ArrowArray* cell_pointers[kColumns];
  const void* buffers[kColumns][3];
  const void* no_buffers[1];
} Batch;

static void begin(Batch* batch, int64_t rows) {
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

static struct ArrowArray* add(Batch* batch, const char* name, const char* format,
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

/* The arrays stay in use after this returns. */
static void set_units(remit_data* data, const Places* at) {
  static Batch batch;
  static struct ArrowSchema words;
  static struct ArrowArray dictionary;
  static const void* word_buffers[3] = {NULL, kWordOffsets, kWords};
  begin(&batch, 2);
  add(&batch, "name", "u", NULL, kUnitOffsets, kUnitNames);
  add(&batch, "kind", "i", NULL, kKinds, NULL);
  memset(&words, 0, sizeof words);
  words.format = "u";
  words.release = release_schema;
  memset(&dictionary, 0, sizeof dictionary);
  dictionary.length = 3;
  dictionary.n_buffers = 3;
  dictionary.buffers = word_buffers;
  dictionary.release = release_array;
  batch.columns[1].dictionary = &words;
  batch.cells[1].dictionary = &dictionary;
  CHECK_OK(remit_data_set_arrow(data, at->unit, &batch.schema, &batch.array, &error));
  CHECK(batch.array.release == NULL);
  CHECK(batch.schema.release != NULL);
  CHECK(remit_data_row_count(data, at->unit) == 2);
}

static void fill_projects(Batch* batch) {
  begin(batch, 4);
  add(batch, "id", "u", NULL, kIdOffsets, kIds);
  add(batch, "introduced_by", "u", NULL, kHomeOffsets, kHomes);
  add(batch, "located_in", "u", NULL, kHomeOffsets, kHomes);
  add(batch, "investment", "l", NULL, kInvestment, NULL);
  add(batch, "local general revenue actually formed", "g", NULL, kRevenue, NULL); /* label */
}

static void check_figures(const remit_policy* policy, const remit_data* data, const Places* at) {
  remit_results* results = NULL;
  remit_table* table = NULL;
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  CHECK(remit_results_error_count(results) == 0);
  table = entity_table(results, at->project);
  CHECK(remit_table_row_count(table) == 3);
  CHECK(strcmp(cell(table, 0, "id"), "p1") == 0);
  CHECK(strcmp(cell(table, 0, "tax_bonus"), "500000.00") == 0);
  CHECK(strcmp(cell(table, 1, "tax_bonus"), "200000.05") == 0);
  CHECK(strcmp(cell(table, 2, "tax_bonus"), "0.00") == 0);
  remit_table_free(table);
  remit_results_free(results);
}

/* The struct array itself is a slice: rows 1 to 3 of four. */
static void takes_slices(const remit_policy* policy, const Places* at) {
  remit_data* data = NULL;
  Batch batch;
  CHECK_OK(remit_data_new(policy, &data, &error));
  set_units(data, at);
  fill_projects(&batch);
  batch.array.offset = 1;
  batch.array.length = 3;
  CHECK_OK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, &error));
  check_figures(policy, data, at);
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_data_set_text(data, at->project, 0, at->id, "x", 1, &error));
  remit_data_free(data);
}

typedef struct {
  Batch batches[2];
  int next;
} Chunks;

static int chunk_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  *out = ((Chunks*)stream->private_data)->batches[0].schema;
  return 0;
}

static int next_chunk(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  Chunks* chunks = stream->private_data;
  memset(out, 0, sizeof *out);
  if (chunks->next < 2) *out = chunks->batches[chunks->next++].array;
  return 0;
}

static int fail_chunk(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  (void)stream;
  memset(out, 0, sizeof *out);
  return 5;
}

static const char* last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the disk is gone";
}

static void release_stream(struct ArrowArrayStream* stream) {
  stream->release = NULL;
  ++released;
}

static void takes_streams(const remit_policy* policy, const Places* at) {
  static Chunks chunks;
  struct ArrowArrayStream stream = {chunk_schema, next_chunk, last_error, release_stream, &chunks};
  remit_data* data = NULL;
  fill_projects(&chunks.batches[0]);
  chunks.batches[0].array.offset = 1;
  chunks.batches[0].array.length = 1;
  fill_projects(&chunks.batches[1]);
  chunks.batches[1].array.offset = 2;
  chunks.batches[1].array.length = 2;
  chunks.next = 0;
  CHECK_OK(remit_data_new(policy, &data, &error));
  set_units(data, at);
  CHECK_OK(remit_data_set_arrow_stream(data, at->project, &stream, &error));
  CHECK(stream.release == NULL);
  check_figures(policy, data, at);
  /* A stream that fails leaves the table as it was. */
  stream.get_next = fail_chunk;
  stream.release = release_stream;
  CHECK_FAILS(REMIT_DATA_ERROR, remit_data_set_arrow_stream(data, at->project, &stream, &error));
  CHECK(stream.release == NULL);
  check_figures(policy, data, at);
  remit_data_free(data);
}

static void refuses_by_name(const remit_policy* policy, const Places* at) {
  remit_data* data = NULL;
  remit_error* error = NULL;
  remit_table* notes = NULL;
  Batch batch;
  CHECK(remit_data_new(policy, &data, NULL) == REMIT_OK);
  fill_projects(&batch);
  batch.columns[0].name = "identity";
  CHECK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, &error) ==
        REMIT_DATA_ERROR);
  CHECK(batch.array.release == NULL);
  CHECK(strstr(remit_error_message(error, REMIT_LANGUAGE_EN, NULL), "`id`") != NULL);
  CHECK(strstr(remit_error_message(error, REMIT_LANGUAGE_ZH, NULL), "id") != NULL);
  remit_error_free(error);
  fill_projects(&batch);
  batch.columns[4].name = "investment"; /* twice */
  CHECK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, NULL) ==
        REMIT_DATA_ERROR);
  fill_projects(&batch);
  batch.columns[3].format = "tdD"; /* money is no date */
  CHECK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, NULL) ==
        REMIT_DATA_ERROR);
  fill_projects(&batch);
  batch.schema.format = "l"; /* no table */
  CHECK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, NULL) ==
        REMIT_DATA_ERROR);
  CHECK(remit_data_row_count(data, at->project) == 0);
  /* A column that nobody needs is only noted. */
  fill_projects(&batch);
  add(&batch, "remark", "g", NULL, kRevenue, NULL);
  CHECK_OK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, &error));
  CHECK_OK(remit_data_notes(data, REMIT_LANGUAGE_EN, &notes, &error));
  CHECK(remit_table_row_count(notes) == 1);
  CHECK(strcmp(cell(notes, 0, "column"), "remark") == 0);
  remit_table_free(notes);
  remit_data_free(data);
}

/* Nulls are blanks, and a float that does not fit the field is an error of that cell only. */
static void reads_cells_as_they_are(const remit_policy* policy, const Places* at) {
  static const uint8_t kValid[] = {0x0d}; /* row 1 is null */
  static const double kOdd[] = {100.0, 0.0, 0.125, 1e300};
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t column = 0;
  Batch batch;
  CHECK_OK(remit_data_new(policy, &data, &error));
  set_units(data, at);
  fill_projects(&batch);
  batch.buffers[4][0] = kValid;
  batch.buffers[4][1] = kOdd;
  batch.cells[4].null_count = 1;
  CHECK_OK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, &error));
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, at->project);
  CHECK_OK(remit_table_find_column(table, "tax_bonus", REMIT_NUL, &column, &error));
  CHECK(strcmp(cell(table, 0, "tax_bonus"), "20.00") == 0);
  CHECK(remit_table_state(table, 1, column) == REMIT_STATE_ERROR);
  CHECK(remit_table_state(table, 2, column) == REMIT_STATE_ERROR);
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
}

/* What comes out is decimal128 and lives by itself. */
static void writes(const remit_policy* policy, const Places* at) {
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  remit_table* table = NULL;
  struct ArrowSchema schema;
  struct ArrowArray array;
  struct ArrowArrayStream stream;
  const int64_t* words = NULL;
  int64_t i = 0;
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, at->project);
  CHECK_OK(remit_table_export_arrow(table, &schema, &array, &error));
  CHECK_OK(remit_table_export_arrow_stream(table, &stream, &error));
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
  CHECK(strcmp(schema.format, "+s") == 0);
  CHECK(array.length == 3 && array.n_children == schema.n_children);
  while (strcmp(schema.children[i]->name, "tax_bonus") != 0) CHECK(++i < schema.n_children);
  CHECK(strcmp(schema.children[i]->format, "d:38,2") == 0);
  words = (const int64_t*)array.children[i]->buffers[1] + 2 * array.children[i]->offset;
  CHECK(words[0] == 50000000 && words[1] == 0);
  CHECK(words[2] == 20000005 && words[3] == 0);
  schema.release(&schema);
  array.release(&array);
  CHECK(stream.get_next(&stream, &array) == 0 && array.length == 3);
  array.release(&array);
  CHECK(stream.get_next(&stream, &array) == 0 && array.release == NULL);
  stream.release(&stream);
}

int main(void) {
  remit_policy* policy = compile_text(kPolicyText);
  const Places at = find_places(policy);
  takes_slices(policy, &at);
  takes_streams(policy, &at);
  refuses_by_name(policy, &at);
  reads_cells_as_they_are(policy, &at);
  writes(policy, &at);
  remit_policy_free(policy);
  CHECK(released > 0);
  return 0;
}
