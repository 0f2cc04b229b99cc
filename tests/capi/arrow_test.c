/* Tables in and out through the Arrow C data interface: types, nulls, offsets, dictionaries,
 * streams, refusals, and who releases what. */
#include "arrow_batch.h"
#include "check.h"

/* The arrays stay in use after this returns. */
static void set_units(remit_data* data, const Places* at) {
  static Batch batch;
  fill_units(&batch);
  CHECK_OK(remit_data_set_arrow(data, at->unit, &batch.schema, &batch.array, &error));
  CHECK(batch.array.release == NULL);
  CHECK(batch.schema.release != NULL);
  CHECK(remit_data_row_count(data, at->unit) == 2);
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

static int fail_chunk(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  (void)stream;
  memset(out, 0, sizeof *out);
  return 5;
}

static void takes_streams(const remit_policy* policy, const Places* at) {
  static Batch batches[2];
  Chunks chunks = {batches, 2, 0};
  struct ArrowArrayStream stream;
  remit_data* data = NULL;
  fill_projects(&batches[0]);
  batches[0].array.offset = 1;
  batches[0].array.length = 1;
  fill_projects(&batches[1]);
  batches[1].array.offset = 2;
  batches[1].array.length = 2;
  open_chunks(&chunks, &stream);
  CHECK_OK(remit_data_new(policy, &data, &error));
  set_units(data, at);
  CHECK_OK(remit_data_set_arrow_stream(data, at->project, &stream, &error));
  CHECK(stream.release == NULL);
  check_figures(policy, data, at);
  /* A stream that fails leaves the table as it was. */
  open_chunks(&chunks, &stream);
  stream.get_next = fail_chunk;
  CHECK_FAILS(REMIT_DATA_ERROR, remit_data_set_arrow_stream(data, at->project, &stream, &error));
  CHECK(stream.release == NULL);
  check_figures(policy, data, at);
  remit_data_free(data);
}

static void refuses_by_name(const remit_policy* policy, const Places* at) {
  static const int64_t kRemarks[] = {1, 2, 3, 4};
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
  /* A column that nobody needs is only noted, with what takes its default meanwhile. */
  fill_projects(&batch);
  add_column(&batch, "remark", "l", NULL, kRemarks, NULL);
  CHECK_OK(remit_data_set_arrow(data, at->project, &batch.schema, &batch.array, &error));
  CHECK_OK(remit_data_notes(data, REMIT_LANGUAGE_EN, &notes, &error));
  CHECK(remit_table_row_count(notes) == 2);
  CHECK(strcmp(cell(notes, 0, "column"), "remark") == 0);
  CHECK(strcmp(cell(notes, 1, "column"), "incentives_paid") == 0);
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
  CHECK(released_arrays > 0);
  return 0;
}
