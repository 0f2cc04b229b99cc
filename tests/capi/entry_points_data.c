#include "entry_points.h"

static int32_t stop(void* context, uint64_t done, uint64_t total) {
  (void)context;
  (void)done;
  (void)total;
  return 1;
}

static void with_stop(Things* t) {
  with_columnar_run(t);
  CHECK_OK(remit_options_set_progress(t->options, stop, NULL, &error));
}

static void with_limit(Things* t) {
  with_columnar_run(t);
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_MAX_STEPS, 1, &error));
}

/* Data whose tables came as Arrow arrays, with a note. */
static void with_arrow_data(Things* t) {
  with_stream(t);
  CHECK_OK(remit_data_set_arrow_stream(t->data, kProject, &t->stream, &error));
}

static remit_status open_rows(void* context, struct ArrowArrayStream* stream) {
  open_projects((Things*)context, stream);
  return REMIT_OK;
}

/* Asks for the ledger of a batch, and counts its lines. */
static remit_status take_batch(void* context, uint64_t first_row, const remit_results* batch) {
  remit_table* ledger = NULL;
  const remit_status status =
      remit_results_table(batch, REMIT_TABLE_LEDGER, 0, REMIT_LANGUAGE_EN, &ledger, NULL);
  ((Things*)context)->number += (int64_t)(first_row + remit_table_row_count(ledger));
  remit_table_free(ledger);
  return status;
}

static void with_measured_run(Things* t) {
  with_columnar_run(t);
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_PROFILE, 1, &error));
}

static void with_measured_batches(Things* t) {
  with_batches(t);
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_PROFILE, 1, &error));
}

static const char* const caps[] = {"most=40,50"};
static const char* const figures[] = {"total()", "count(bonus)"};

static void with_sweep(Things* t) {
  with_data(t);
  CHECK_OK(
      remit_sweep(t->policy, t->data, caps, NULL, 1, figures, NULL, 2, NULL, &t->table, &error));
}

static remit_status solved(Things* t, const char* entity, const char* key, remit_error** error) {
  const size_t size = entity == NULL ? 0 : REMIT_NUL;
  return remit_solve(t->policy, t->data, caps, NULL, 1, "total() <= 100000", REMIT_NUL,
                     REMIT_LARGEST, entity, size, key, size, NULL, &t->table, NULL, error);
}

static remit_status evaluate_batches(Things* t, size_t entity, remit_error** error) {
  const remit_status status = remit_evaluate_batches(t->policy, t->data, entity, open_rows,
                                                     take_batch, t, t->options, &t->results, error);
  if (status != REMIT_OK) t->number = 0;
  return status;
}

/* clang-format off */
#define TABLE(RETURNS, ANSWERS) \
  RETURNS(remit_data_new, plain, REMIT_OK, with_policy, \
          remit_data_new(t->policy, &t->data, error)) \
  RETURNS(remit_data_clone, plain, REMIT_OK, with_data, \
          remit_data_clone(t->data, &t->copy, error)) \
  RETURNS(remit_data_clone, arrow, REMIT_OK, with_arrow_data, \
          remit_data_clone(t->data, &t->copy, error)) \
  ANSWERS(remit_data_free, plain, with_data, (remit_data_free(t->data), t->data = NULL)) \
  RETURNS(remit_data_add_row, plain, REMIT_OK, with_data, \
          remit_data_add_row(t->data, kProject, (uint64_t*)&t->number, error)) \
  RETURNS(remit_data_add_row, refused, REMIT_INVALID_ARGUMENT, with_data, \
          remit_data_add_row(t->data, 99, (uint64_t*)&t->number, error)) \
  ANSWERS(remit_data_row_count, plain, with_data, \
          t->number = (int64_t)remit_data_row_count(t->data, kProject)) \
  RETURNS(remit_data_clear, plain, REMIT_OK, with_data, \
          remit_data_clear(t->data, kProject, error)) \
  RETURNS(remit_data_clear, arrow, REMIT_OK, with_arrow_data, \
          remit_data_clear(t->data, kProject, error)) \
  RETURNS(remit_data_set_text, plain, REMIT_OK, with_data, \
          remit_data_set_text(t->data, kProject, 0, kId, "quite another name of a project", \
                              REMIT_NUL, error)) \
  RETURNS(remit_data_set_text, number, REMIT_OK, with_data, \
          remit_data_set_text(t->data, kProject, 0, kRevenue, "123456789012345678901234567.89", \
                              REMIT_NUL, error)) \
  RETURNS(remit_data_set_text, word, REMIT_OK, with_data, \
          remit_data_set_text(t->data, kUnit, 1, 1, "subdistrict", REMIT_NUL, error)) \
  RETURNS(remit_data_set_text, wrong, REMIT_OK, with_data, \
          remit_data_set_text(t->data, kProject, 0, kRevenue, "a great deal of money", REMIT_NUL, \
                              error)) \
  RETURNS(remit_data_set_text, refused, REMIT_INVALID_ARGUMENT, with_data, \
          remit_data_set_text(t->data, kProject, 99, kId, "x", 1, error)) \
  RETURNS(remit_data_set_by_name, plain, REMIT_OK, with_data, \
          remit_data_set_by_name(t->data, "project", 0, "local general revenue actually formed", \
                                 "12.34", error)) \
  RETURNS(remit_data_set_by_name, absent, REMIT_NOT_FOUND, with_data, \
          remit_data_set_by_name(t->data, "project", 0, "a field that is not there", "1", error)) \
  RETURNS(remit_data_set_int64, plain, REMIT_OK, with_data, \
          remit_data_set_int64(t->data, kProject, 0, kRevenue, 1234, 2, error)) \
  RETURNS(remit_data_set_int64, wrong, REMIT_OK, with_data, \
          remit_data_set_int64(t->data, kProject, 0, kRevenue, 1234, 9, error)) \
  RETURNS(remit_data_set_decimal, plain, REMIT_OK, with_data, \
          remit_data_set_decimal(t->data, kProject, 0, kRevenue, 5, 12345, 2, error)) \
  RETURNS(remit_data_set_double, plain, REMIT_OK, with_data, \
          remit_data_set_double(t->data, kProject, 0, kRevenue, 1234.5, error)) \
  RETURNS(remit_data_set_double, wrong, REMIT_OK, with_data, \
          remit_data_set_double(t->data, kProject, 0, kId, 900000000000000018.0, error)) \
  RETURNS(remit_data_set_unreadable, plain, REMIT_OK, with_data, \
          remit_data_set_unreadable(t->data, kProject, 0, kId, "half of a pair of surrogates", \
                                    REMIT_NUL, error)) \
  RETURNS(remit_data_set_bool, plain, REMIT_OK, with_data, \
          remit_data_set_bool(t->data, kProject, 0, kListed, 1, error)) \
  RETURNS(remit_data_set_bool, refused, REMIT_INVALID_ARGUMENT, with_data, \
          remit_data_set_bool(t->data, kProject, 0, kListed, 2, error)) \
  RETURNS(remit_data_set_date, plain, REMIT_OK, with_data, \
          remit_data_set_date(t->data, kProject, 1, kOpened, 2004, 2, 29, error)) \
  RETURNS(remit_data_set_blank, plain, REMIT_OK, with_data, \
          remit_data_set_blank(t->data, kProject, 0, kOpened, error)) \
  RETURNS(remit_data_set_arrow, plain, REMIT_OK, with_unit_batch, \
          remit_data_set_arrow(t->data, kUnit, &t->schema, &t->array, error)) \
  RETURNS(remit_data_set_arrow, missing, REMIT_DATA_ERROR, with_wrong_batch, \
          remit_data_set_arrow(t->data, kUnit, &t->schema, &t->array, error)) \
  RETURNS(remit_data_set_arrow_stream, plain, REMIT_OK, with_stream, \
          remit_data_set_arrow_stream(t->data, kProject, &t->stream, error)) \
  RETURNS(remit_data_set_arrow_stream, missing, REMIT_DATA_ERROR, with_stream, \
          remit_data_set_arrow_stream(t->data, kUnit, &t->stream, error)) \
  RETURNS(remit_data_set_threads, two, REMIT_OK, with_data, \
          remit_data_set_threads(t->data, 2, error)) \
  RETURNS(remit_data_notes, plain, REMIT_OK, with_arrow_data, \
          remit_data_notes(t->data, REMIT_LANGUAGE_ZH, &t->table, error)) \
  RETURNS(remit_sweep, grid, REMIT_OK, with_data, \
          remit_sweep(t->policy, t->data, caps, NULL, 1, figures, NULL, 2, NULL, &t->table, error)) \
  RETURNS(remit_sweep_picture, line, REMIT_OK, with_sweep, \
          remit_sweep_picture(t->table, 1, 1, REMIT_LANGUAGE_ZH, &t->text, error)) \
  RETURNS(remit_solve, grid, REMIT_OK, with_data, solved(t, NULL, NULL, error)) \
  RETURNS(remit_solve, of_a_row, REMIT_NOT_FOUND, with_data, solved(t, "project", "nobody", error)) \
  RETURNS(remit_evaluate, defaults, REMIT_OK, with_data, \
          remit_evaluate(t->policy, t->data, NULL, &t->results, error)) \
  RETURNS(remit_evaluate, row_by_row, REMIT_OK, with_row_run, \
          remit_evaluate(t->policy, t->data, t->options, &t->results, error)) \
  RETURNS(remit_evaluate, columnar, REMIT_OK, with_columnar_run, \
          remit_evaluate(t->policy, t->data, t->options, &t->results, error)) \
  RETURNS(remit_evaluate, threads, REMIT_OK, with_threads, \
          remit_evaluate(t->policy, t->data, t->options, &t->results, error)) \
  RETURNS(remit_evaluate, measured, REMIT_OK, with_measured_run, \
          remit_evaluate(t->policy, t->data, t->options, &t->results, error)) \
  RETURNS(remit_evaluate, arrow, REMIT_OK, with_arrow_data, \
          remit_evaluate(t->policy, t->data, NULL, &t->results, error)) \
  RETURNS(remit_evaluate, stopped, REMIT_CANCELLED, with_stop, \
          remit_evaluate(t->policy, t->data, t->options, &t->results, error)) \
  RETURNS(remit_policy_traversals, plain, REMIT_OK, with_policy, \
          remit_policy_traversals(t->policy, kProject, (int32_t*)&t->number, error)) \
  RETURNS(remit_policy_traversals, refused, REMIT_INVALID_ARGUMENT, with_policy, \
          remit_policy_traversals(t->policy, 99, (int32_t*)&t->number, error)) \
  RETURNS(remit_evaluate_batches, plain, REMIT_OK, with_batches, \
          evaluate_batches(t, kProject, error)) \
  RETURNS(remit_evaluate_batches, measured, REMIT_OK, with_measured_batches, \
          evaluate_batches(t, kProject, error)) \
  RETURNS(remit_evaluate_batches, refused, REMIT_INVALID_ARGUMENT, with_batches, \
          evaluate_batches(t, 99, error)) \
  RETURNS(remit_evaluate, limited, REMIT_LIMIT_EXCEEDED, with_limit, \
          remit_evaluate(t->policy, t->data, t->options, &t->results, error))
/* clang-format on */

DEFINE_ENTRY_POINTS(kDataEntryPoints, TABLE)
