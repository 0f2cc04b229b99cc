#include "entry_points.h"

static char buffer[200];
static size_t size;
static uint64_t low;
static int32_t scale;
static int32_t month;
static int32_t day;

static remit_status table(Things* t, remit_table_kind which, remit_error** error) {
  return remit_results_table(t->results, which, kProject, REMIT_LANGUAGE_ZH, &t->table, error);
}

/* A table of times, which are never the same: only its lines are counted. */
static remit_status times(Things* t, remit_table_kind which, remit_error** error) {
  remit_table* made = NULL;
  const remit_status status =
      remit_results_table(t->results, which, 0, REMIT_LANGUAGE_ZH, &made, error);
  t->number = (int64_t)remit_table_row_count(made);
  remit_table_free(made);
  return status;
}

static remit_status explain(Things* t, remit_format_kind format, remit_error** error) {
  return remit_results_explain(t->results, kProject, 0, "bonus", REMIT_NUL, 0, format,
                               REMIT_LANGUAGE_ZH, &t->text, error);
}

/* The first column of that name of the table. */
static size_t column(const Things* t, const char* name) {
  size_t index = 0;
  CHECK(remit_table_find_column(t->table, name, REMIT_NUL, &index, NULL) == REMIT_OK);
  return index;
}

static size_t wanted; /* the column that a case reads */
static const char* const second_project = "the second project";
static const char* const two_parts[] = {"the second project", "2010"};
static const char* const by_payee_and_reward[] = {"payee", "reward"};
static const size_t open_units[] = {kUnit};
static const char* const by_nothing[] = {"nothing of this name"};

static void with_columns(Things* t) {
  with_table(t);
  wanted = column(t, "bonus");
}

/* The whole's table, where the target's column is. */
static void with_target(Things* t) {
  with_results(t);
  t->table = entity_table(t->results, 0);
  wanted = column(t, "big.met");
}

/* The age of the second project, whose date is none. */
static void with_fault(Things* t) {
  with_table(t);
  wanted = column(t, "age");
  CHECK(remit_table_state(t->table, 1, wanted) == REMIT_STATE_ERROR);
}

static void with_date(Things* t) {
  with_table(t);
  wanted = column(t, "started");
}

/* A table of texts. */
static void with_errors(Things* t) {
  with_results(t);
  CHECK_OK(
      remit_results_table(t->results, REMIT_TABLE_ERRORS, 0, REMIT_LANGUAGE_EN, &t->table, &error));
}

static remit_status export_array(Things* t, remit_error** error) {
  const remit_status status = remit_table_export_arrow(t->table, &t->schema, &t->array, error);
  t->number = t->array.length;
  return status;
}

static remit_status export_stream(Things* t, remit_error** error) {
  const remit_status status = remit_table_export_arrow_stream(t->table, &t->stream, error);
  t->number = t->stream.release != NULL;
  return status;
}

/* A case that ran, of which something changed that a prepared run does not take. */
static void with_changed_case(Things* t) {
  with_case(t);
  CHECK_OK(remit_case_run(t->one, NULL));
  CHECK_OK(remit_data_set_text(remit_case_data(t->one), kProject, 0, kId, "another project",
                               REMIT_NUL, NULL));
}

/* Runs the case and reads what it shows, whatever came of the run. */
static remit_status run_case(Things* t, remit_error** error) {
  const remit_status status = remit_case_run(t->one, error);
  const remit_table* shown = remit_case_table(t->one);
  const size_t columns = remit_table_column_count(shown);
  size_t i;
  for (i = 0; i < columns && remit_table_row_count(shown) > 0; ++i) {
    char text[64];
    size_t size = 0;
    (void)remit_table_text(shown, 0, i, text, sizeof text, &size, NULL);
  }
  t->number = status == REMIT_OK ? (int64_t)columns : 0;
  return status;
}

static const size_t exchanged_fields[] = {kInvestment, kRevenue, kOpened};
static const size_t exchanged_columns[] = {0, 1, 2, 3};

/* An exchange that ran, of which a cell is so large now that the row is made ready anew. */
static void with_exchange(Things* t) {
  with_case(t);
  CHECK_OK(
      remit_exchange_new(t->one, exchanged_fields, 3, exchanged_columns, 4, &t->exchange, NULL));
  CHECK_OK(remit_exchange_run(t->exchange, NULL));
  remit_exchange_cells(t->exchange)[REMIT_EXCHANGE_WORD_STATE] = REMIT_EXCHANGE_VALUE;
  remit_exchange_cells(t->exchange)[REMIT_EXCHANGE_WORD_LOW] = 900000000000000;
}

/* Runs the exchange and adds up what it gives. */
static remit_status run_exchange(Things* t, remit_error** error) {
  const remit_status status = remit_exchange_run(t->exchange, error);
  const int64_t* const figures = remit_exchange_figures(t->exchange);
  size_t i;
  if (status != REMIT_OK) return status;
  for (i = 0; i < 4 * REMIT_EXCHANGE_WORD_COUNT; ++i) t->number += figures[i] * (int64_t)(i + 1);
  return status;
}

static remit_status compared(Things* t, remit_comparison_kind which, remit_error** error) {
  return remit_comparison_table(t->comparison, which, REMIT_LANGUAGE_ZH, &t->table, error);
}

/* clang-format off */
#define TABLE(RETURNS, ANSWERS) \
  ANSWERS(remit_results_free, plain, with_results, \
          (remit_results_free(t->results), t->results = NULL)) \
  ANSWERS(remit_results_error_count, plain, with_results, \
          t->number = (int64_t)remit_results_error_count(t->results)) \
  RETURNS(remit_results_digest, plain, REMIT_OK, with_results, \
          remit_results_digest(t->results, &t->text, error)) \
  RETURNS(remit_results_manifest, plain, REMIT_OK, with_results, \
          remit_results_manifest(t->results, &t->text, error)) \
  RETURNS(remit_results_totals_by, groups, REMIT_OK, with_results, \
          remit_results_totals_by(t->results, by_payee_and_reward, NULL, 2, &t->table, error)) \
  RETURNS(remit_results_totals_by, absent, REMIT_NOT_FOUND, with_results, \
          remit_results_totals_by(t->results, by_nothing, NULL, 1, &t->table, error)) \
  RETURNS(remit_results_payments, lists, REMIT_OK, with_results, \
          remit_results_payments(t->results, REMIT_PAYMENTS_LISTS, NULL, NULL, 0, \
                                 REMIT_LANGUAGE_ZH, &t->table, error)) \
  RETURNS(remit_results_payments, lines, REMIT_OK, with_results, \
          remit_results_payments(t->results, REMIT_PAYMENTS_LINES, by_payee_and_reward, NULL, 2, \
                                 REMIT_LANGUAGE_ZH, &t->table, error)) \
  RETURNS(remit_results_payments, sums, REMIT_OK, with_results, \
          remit_results_payments(t->results, REMIT_PAYMENTS_BY_PAYEE, NULL, NULL, 0, \
                                 REMIT_LANGUAGE_EN, &t->table, error)) \
  RETURNS(remit_results_payments, absent, REMIT_NOT_FOUND, with_results, \
          remit_results_payments(t->results, REMIT_PAYMENTS_LINES, by_nothing, NULL, 1, \
                                 REMIT_LANGUAGE_EN, &t->table, error)) \
  RETURNS(remit_results_payments, refused, REMIT_INVALID_ARGUMENT, with_results, \
          remit_results_payments(t->results, 4, NULL, NULL, 0, REMIT_LANGUAGE_EN, &t->table, \
                                 error)) \
  RETURNS(remit_results_table, entity_all, REMIT_OK, with_results, \
          table(t, REMIT_TABLE_ENTITY_ALL, error)) \
  RETURNS(remit_results_table, entity, REMIT_OK, with_results, table(t, REMIT_TABLE_ENTITY, error)) \
  RETURNS(remit_results_table, ledger, REMIT_OK, with_results, table(t, REMIT_TABLE_LEDGER, error)) \
  RETURNS(remit_results_table, totals, REMIT_OK, with_results, table(t, REMIT_TABLE_TOTALS, error)) \
  RETURNS(remit_results_table, targets, REMIT_OK, with_results, \
          table(t, REMIT_TABLE_TARGETS, error)) \
  RETURNS(remit_results_table, rounding, REMIT_OK, with_results, \
          table(t, REMIT_TABLE_ROUNDING, error)) \
  RETURNS(remit_results_table, errors, REMIT_OK, with_results, table(t, REMIT_TABLE_ERRORS, error)) \
  RETURNS(remit_results_table, notes, REMIT_OK, with_results, table(t, REMIT_TABLE_NOTES, error)) \
  RETURNS(remit_results_table, causes, REMIT_OK, with_results, table(t, REMIT_TABLE_CAUSES, error)) \
  RETURNS(remit_results_table, findings, REMIT_OK, with_results, \
          table(t, REMIT_TABLE_FINDINGS, error)) \
  RETURNS(remit_results_table, attributions, REMIT_OK, with_results, \
          table(t, REMIT_TABLE_ATTRIBUTIONS, error)) \
  RETURNS(remit_results_table, stages, REMIT_OK, with_profile, times(t, REMIT_TABLE_STAGES, error)) \
  RETURNS(remit_results_table, rules, REMIT_OK, with_profile, times(t, REMIT_TABLE_RULES, error)) \
  RETURNS(remit_results_table, unmeasured, REMIT_UNSUPPORTED, with_results, \
          times(t, REMIT_TABLE_RULES, error)) \
  RETURNS(remit_results_table, refused, REMIT_INVALID_ARGUMENT, with_results, table(t, 99, error)) \
  RETURNS(remit_results_explain, text, REMIT_OK, with_results, \
          explain(t, REMIT_FORMAT_TEXT, error)) \
  RETURNS(remit_results_explain, json, REMIT_OK, with_results, \
          explain(t, REMIT_FORMAT_JSON, error)) \
  RETURNS(remit_results_explain, html, REMIT_OK, with_results, \
          explain(t, REMIT_FORMAT_HTML, error)) \
  RETURNS(remit_results_explain, absent, REMIT_NOT_FOUND, with_results, \
          remit_results_explain(t->results, kProject, 0, "malus", REMIT_NUL, 0, REMIT_FORMAT_TEXT, \
                                REMIT_LANGUAGE_ZH, &t->text, error)) \
  RETURNS(remit_compare, plain, REMIT_OK, with_results, \
          remit_compare(t->results, t->results, t->options, &t->comparison, error)) \
  RETURNS(remit_compare, refused, REMIT_INVALID_ARGUMENT, with_results, \
          remit_compare(t->results, NULL, NULL, &t->comparison, error)) \
  ANSWERS(remit_comparison_free, plain, with_comparison, \
          (remit_comparison_free(t->comparison), t->comparison = NULL)) \
  ANSWERS(remit_comparison_change_count, plain, with_comparison, \
          t->number = (int64_t)remit_comparison_change_count(t->comparison)) \
  RETURNS(remit_comparison_table, changes, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_CHANGES, error)) \
  RETURNS(remit_comparison_table, totals, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_TOTALS, error)) \
  RETURNS(remit_comparison_table, rewards, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_REWARDS, error)) \
  RETURNS(remit_comparison_table, counts, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_COUNTS, error)) \
  RETURNS(remit_comparison_table, distribution, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_DISTRIBUTION, error)) \
  RETURNS(remit_comparison_table, rows, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_ROWS, error)) \
  RETURNS(remit_comparison_table, findings, REMIT_OK, with_comparison, \
          compared(t, REMIT_COMPARISON_FINDINGS, error)) \
  RETURNS(remit_comparison_table, refused, REMIT_INVALID_ARGUMENT, with_comparison, \
          compared(t, 99, error)) \
  RETURNS(remit_comparison_largest, plain, REMIT_OK, with_comparison, \
          remit_comparison_largest(t->comparison, 3, REMIT_LANGUAGE_EN, &t->table, error)) \
  RETURNS(remit_comparison_groups, groups, REMIT_OK, with_comparison, \
          remit_comparison_groups(t->comparison, by_payee_and_reward, NULL, 2, &t->table, error)) \
  RETURNS(remit_comparison_groups, absent, REMIT_NOT_FOUND, with_comparison, \
          remit_comparison_groups(t->comparison, by_nothing, NULL, 1, &t->table, error)) \
  RETURNS(remit_compare_texts, plain, REMIT_OK, with_policy, \
          remit_compare_texts(t->policy, t->policy, &t->table, error)) \
  RETURNS(remit_case_new, plain, REMIT_OK, with_data, \
          remit_case_new(t->policy, NULL, kProject, t->options, &t->one, error)) \
  RETURNS(remit_case_new, refused, REMIT_INVALID_ARGUMENT, with_data, \
          remit_case_new(t->policy, NULL, 99, t->options, &t->one, error)) \
  RETURNS(remit_case_run, first, REMIT_OK, with_case, run_case(t, error)) \
  RETURNS(remit_case_run, changed, REMIT_OK, with_changed_case, run_case(t, error)) \
  RETURNS(remit_case_run, refused, REMIT_INVALID_ARGUMENT, nothing, remit_case_run(NULL, error)) \
  RETURNS(remit_case_needs, plain, REMIT_OK, with_case, \
          remit_case_needs(t->one, "bonus", REMIT_NUL, by_nothing, NULL, 1, open_units, 1, &t->text, error)) \
  RETURNS(remit_case_needs, absent, REMIT_NOT_FOUND, with_case, \
          remit_case_needs(t->one, "nothing", REMIT_NUL, NULL, NULL, 0, NULL, 0, &t->text, error)) \
  ANSWERS(remit_case_free, plain, with_case, (remit_case_free(t->one), t->one = NULL)) \
  ANSWERS(remit_case_data, plain, with_case, t->number = remit_case_data(t->one) != NULL) \
  ANSWERS(remit_case_table, plain, with_case, t->number = remit_case_table(t->one) != NULL) \
  RETURNS(remit_exchange_new, plain, REMIT_OK, with_case, \
          remit_exchange_new(t->one, exchanged_fields, 3, exchanged_columns, 4, &t->exchange, error)) \
  RETURNS(remit_exchange_new, refused, REMIT_INVALID_ARGUMENT, with_case, \
          remit_exchange_new(t->one, NULL, 3, NULL, 0, &t->exchange, error)) \
  RETURNS(remit_exchange_run, plain, REMIT_OK, with_exchange, run_exchange(t, error)) \
  RETURNS(remit_exchange_run, refused, REMIT_INVALID_ARGUMENT, nothing, \
          remit_exchange_run(NULL, error)) \
  ANSWERS(remit_exchange_free, plain, with_exchange, \
          (remit_exchange_free(t->exchange), t->exchange = NULL)) \
  ANSWERS(remit_exchange_cells, plain, with_exchange, \
          t->number = remit_exchange_cells(t->exchange) != NULL) \
  ANSWERS(remit_exchange_figures, plain, with_exchange, \
          t->number = remit_exchange_figures(t->exchange) != NULL) \
  ANSWERS(remit_table_free, plain, with_table, (remit_table_free(t->table), t->table = NULL)) \
  ANSWERS(remit_table_name, plain, with_table, t->borrowed = remit_table_name(t->table, NULL)) \
  ANSWERS(remit_table_row_count, plain, with_table, \
          t->number = (int64_t)remit_table_row_count(t->table)) \
  ANSWERS(remit_table_column_count, plain, with_table, \
          t->number = (int64_t)remit_table_column_count(t->table)) \
  ANSWERS(remit_table_column_text, plain, with_table, \
          t->borrowed = remit_table_column_text(t->table, 1, REMIT_ENTRY_LABEL_ZH, NULL)) \
  ANSWERS(remit_table_column_number, plain, with_table, \
          t->number = remit_table_column_number(t->table, 1, REMIT_ENTRY_SCALE)) \
  RETURNS(remit_table_find_column, plain, REMIT_OK, with_table, \
          remit_table_find_column(t->table, "bonus", REMIT_NUL, (size_t*)&t->number, error)) \
  RETURNS(remit_table_find_column, absent, REMIT_NOT_FOUND, with_table, \
          remit_table_find_column(t->table, "malus", REMIT_NUL, (size_t*)&t->number, error)) \
  RETURNS(remit_table_find_row, plain, REMIT_OK, with_table, \
          remit_table_find_row(t->table, "the second project", REMIT_NUL, (uint64_t*)&t->number, \
                               error)) \
  RETURNS(remit_table_find_row, absent, REMIT_NOT_FOUND, with_table, \
          remit_table_find_row(t->table, "no project of this name", REMIT_NUL, \
                               (uint64_t*)&t->number, error)) \
  RETURNS(remit_table_find_row_by_parts, plain, REMIT_OK, with_table, \
          remit_table_find_row_by_parts(t->table, &second_project, NULL, 1, \
                                        (uint64_t*)&t->number, error)) \
  RETURNS(remit_table_find_row_by_parts, absent, REMIT_NOT_FOUND, with_table, \
          remit_table_find_row_by_parts(t->table, two_parts, NULL, 2, (uint64_t*)&t->number, \
                                        error)) \
  ANSWERS(remit_table_state, plain, with_table, t->number = remit_table_state(t->table, 0, 1)) \
  RETURNS(remit_table_cell_text, plain, REMIT_OK, with_table, \
          remit_table_cell_text(t->table, 0, 0, &t->text, error)) \
  RETURNS(remit_table_cell_text, refused, REMIT_INVALID_ARGUMENT, with_table, \
          remit_table_cell_text(t->table, 99, 0, &t->text, error)) \
  RETURNS(remit_table_text, plain, REMIT_OK, with_table, \
          remit_table_text(t->table, 0, 0, buffer, sizeof buffer, &size, error)) \
  RETURNS(remit_table_text, number, REMIT_OK, with_columns, \
          remit_table_text(t->table, 0, wanted, buffer, sizeof buffer, &size, error)) \
  RETURNS(remit_table_text, small, REMIT_BUFFER_TOO_SMALL, with_table, \
          remit_table_text(t->table, 0, 0, buffer, 1, &size, error)) \
  RETURNS(remit_table_int64, plain, REMIT_OK, with_columns, \
          remit_table_int64(t->table, 0, wanted, &t->number, error)) \
  RETURNS(remit_table_int64, refused, REMIT_UNSUPPORTED, with_table, \
          remit_table_int64(t->table, 0, 0, &t->number, error)) \
  RETURNS(remit_table_decimal, plain, REMIT_OK, with_columns, \
          remit_table_decimal(t->table, 0, wanted, &t->number, &low, &scale, error)) \
  RETURNS(remit_table_bool, plain, REMIT_OK, with_target, \
          remit_table_bool(t->table, 0, wanted, &scale, error)) \
  RETURNS(remit_table_date, plain, REMIT_OK, with_date, \
          remit_table_date(t->table, 0, wanted, &scale, &month, &day, error)) \
  RETURNS(remit_table_date, refused, REMIT_UNSUPPORTED, with_table, \
          remit_table_date(t->table, 0, 0, &scale, &month, &day, error)) \
  ANSWERS(remit_table_fault_name, one, with_fault, \
          t->borrowed = remit_table_fault_name(t->table, 1, wanted, NULL)) \
  RETURNS(remit_table_fault_detail, none, REMIT_OK, with_columns, \
          remit_table_fault_detail(t->table, 0, wanted, REMIT_LANGUAGE_EN, &t->text, error)) \
  RETURNS(remit_table_fault_detail, one, REMIT_OK, with_fault, \
          remit_table_fault_detail(t->table, 1, wanted, REMIT_LANGUAGE_ZH, &t->text, error)) \
  RETURNS(remit_table_fault, none, REMIT_OK, with_columns, \
          remit_table_fault(t->table, 0, wanted, REMIT_LANGUAGE_EN, &t->borrowed, &t->text, error)) \
  RETURNS(remit_table_fault, one, REMIT_OK, with_fault, \
          remit_table_fault(t->table, 1, wanted, REMIT_LANGUAGE_ZH, &t->borrowed, &t->text, error)) \
  RETURNS(remit_table_export_arrow, plain, REMIT_OK, with_table, export_array(t, error)) \
  RETURNS(remit_table_export_arrow, words, REMIT_OK, with_errors, export_array(t, error)) \
  RETURNS(remit_table_export_arrow_stream, plain, REMIT_OK, with_table, export_stream(t, error))
/* clang-format on */

DEFINE_ENTRY_POINTS(kResultsEntryPoints, TABLE)
