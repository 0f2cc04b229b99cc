/* From text to figures: compile, look inside, fill, evaluate, read, explain. */
#include <math.h>

#include "check.h"

static void looks_inside(const remit_policy* policy) {
  const Places at = find_places(policy);
  size_t size = 0;
  size_t count = 0;
  int64_t number = 0;
  const char* text = remit_policy_text(policy, REMIT_POLICY_NAME, &size);
  CHECK(strcmp(text, "open_economy_2010") == 0 && size == strlen(text));
  CHECK(strcmp(remit_policy_text(policy, REMIT_POLICY_TITLE, NULL),
               "Opinion on the open economy of townships") == 0);
  CHECK(strlen(remit_policy_text(policy, REMIT_POLICY_HASH, NULL)) == 64);
  CHECK(remit_policy_text(policy, 99, &size) == NULL && size == 0);
  /* `located_in` is never used. */
  CHECK(remit_diagnostics_count(remit_policy_diagnostics(policy)) == 1);
  CHECK(remit_diagnostics_number(remit_policy_diagnostics(policy), 0, REMIT_DIAGNOSTIC_SEVERITY) ==
        REMIT_SEVERITY_WARNING);

  CHECK_OK(remit_policy_count(policy, REMIT_LIST_ENTITIES, 0, &count, &error));
  CHECK(count == 3); /* the whole too */
  CHECK_OK(remit_policy_count(policy, REMIT_LIST_FIELDS, at.project, &count, &error));
  CHECK(count == 6);
  CHECK_OK(remit_policy_count(policy, REMIT_LIST_TESTS, 0, &count, &error));
  CHECK(count == 1);
  CHECK_OK(remit_policy_entry_number(policy, REMIT_LIST_ENTITIES, 0, at.project,
                                     REMIT_ENTRY_KEY_FIELD, &number, &error));
  CHECK((size_t)number == at.id);
  CHECK_OK(remit_policy_entry_number(policy, REMIT_LIST_ENTITIES, 0, 0, REMIT_ENTRY_KEY_FIELD,
                                     &number, &error));
  CHECK(number == -1);
  CHECK_OK(remit_policy_entry_number(policy, REMIT_LIST_FIELDS, at.project, at.local_revenue,
                                     REMIT_ENTRY_KIND, &number, &error));
  CHECK(number == REMIT_KIND_MONEY);
  text = remit_policy_list_text(policy, REMIT_LIST_FIELDS, at.project, at.local_revenue,
                                REMIT_ENTRY_CURRENCY, &size);
  CHECK(strcmp(text, "CNY") == 0 && size == 3);
  text = remit_policy_list_text(policy, REMIT_LIST_FIELDS, at.project, at.id, REMIT_ENTRY_CURRENCY,
                                &size);
  CHECK(strcmp(text, "") == 0 && size == 0);
  CHECK_OK(remit_policy_entry_text(policy, REMIT_LIST_FIELDS, at.project, at.introduced_by,
                                   REMIT_ENTRY_REFERS_TO, &text, NULL, &error));
  CHECK(strcmp(text, "unit") == 0);
  CHECK_OK(remit_policy_entry_number(policy, REMIT_LIST_FIELDS, at.project, at.incentives_paid,
                                     REMIT_ENTRY_HAS_DEFAULT, &number, &error));
  CHECK(number == 1);
  CHECK_OK(remit_policy_entry_number(policy, REMIT_LIST_FIELDS, at.unit, at.unit_kind,
                                     REMIT_ENTRY_CATEGORY_COUNT, &number, &error));
  CHECK(number == 3);
  CHECK_OK(remit_policy_category(policy, REMIT_LIST_FIELDS, at.unit, at.unit_kind, 2, &text, &size,
                                 &error));
  CHECK(strcmp(text, "city_department") == 0 && size == strlen(text));
  CHECK(remit_policy_list_category(policy, REMIT_LIST_FIELDS, at.unit, at.unit_kind, 2, &size) ==
        text);
  CHECK(size == strlen(text));
  CHECK_OK(remit_policy_entry_text(policy, REMIT_LIST_COLUMNS, at.project, at.bonus,
                                   REMIT_ENTRY_CITE, &text, NULL, &error));
  CHECK(strcmp(text, "III(3)2") == 0);
  CHECK_OK(remit_policy_entry_text(policy, REMIT_LIST_COLUMNS, at.project, at.bonus,
                                   REMIT_ENTRY_DECLARATION, &text, NULL, &error));
  CHECK(strcmp(text, "tax_bonus") == 0);
  CHECK_OK(remit_policy_entry_number(policy, REMIT_LIST_COLUMNS, at.project, at.bonus,
                                     REMIT_ENTRY_LINE, &number, &error));
  CHECK(number >= 24 && number <= 30);
}

static void reads_figures(const remit_results* results, const Places* at) {
  remit_table* projects = entity_table(results, at->project);
  uint64_t row = 9;
  size_t column = 0;
  size_t size = 0;
  int64_t fen = 0;
  int64_t high = 1;
  uint64_t low = 0;
  int32_t scale = 0;
  char small[4];
  CHECK(remit_table_row_count(projects) == 3);
  CHECK_OK(remit_table_find_row(projects, "p2", REMIT_NUL, &row, &error));
  CHECK(row == 1);
  CHECK_OK(remit_table_find_column(projects, "tax_bonus", REMIT_NUL, &column, &error));
  CHECK(strcmp(cell(projects, 0, "tax_bonus"), "500000.00") == 0);
  CHECK(strcmp(cell(projects, 1, "tax_bonus"), "200000.05") == 0);
  CHECK(strcmp(cell(projects, 2, "tax_bonus"), "0.00") == 0);
  CHECK_OK(remit_table_int64(projects, 1, column, &fen, &error));
  CHECK(fen == 20000005);
  CHECK_OK(remit_table_decimal(projects, 1, column, &high, &low, &scale, &error));
  CHECK(high == 0 && low == 20000005 && scale == 2);
  CHECK(remit_table_state(projects, 1, column) == REMIT_STATE_VALUE);
  CHECK(remit_table_column_number(projects, column, REMIT_ENTRY_SCALE) == 2);
  CHECK(strcmp(remit_table_column_text(projects, column, REMIT_ENTRY_CURRENCY, NULL), "CNY") == 0);
  CHECK_FAILS(REMIT_BUFFER_TOO_SMALL,
              remit_table_text(projects, 0, column, small, sizeof small, &size, &error));
  CHECK(size == 9);
  CHECK_FAILS(REMIT_NOT_FOUND, remit_table_find_row(projects, "p9", REMIT_NUL, &row, &error));
  remit_table_free(projects);
}

static void reads_reports(const remit_results* results) {
  remit_table* table = NULL;
  CHECK_OK(remit_results_table(results, REMIT_TABLE_TOTALS, 0, REMIT_LANGUAGE_EN, &table, &error));
  CHECK(remit_table_row_count(table) == 1);
  CHECK(strcmp(cell(table, 0, "amount"), "700000.05") == 0);
  remit_table_free(table);
  CHECK_OK(remit_results_table(results, REMIT_TABLE_LEDGER, 0, REMIT_LANGUAGE_EN, &table, &error));
  CHECK(remit_table_row_count(table) >= 2);
  CHECK(strcmp(cell(table, 0, "amount"), "500000.00") == 0);
  CHECK(strcmp(cell(table, 0, "clause"), "III(3)2") == 0);
  remit_table_free(table);
  CHECK_OK(remit_results_table(results, REMIT_TABLE_TARGETS, 0, REMIT_LANGUAGE_EN, &table, &error));
  CHECK(remit_table_row_count(table) == 1);
  CHECK(strcmp(cell(table, 0, "met"), "true") == 0);
  remit_table_free(table);
}

static void explains(const remit_results* results, const Places* at) {
  remit_string* text = NULL;
  size_t size = 0;
  CHECK_OK(remit_results_explain(results, at->project, 0, "tax_bonus", REMIT_NUL, 0,
                                 REMIT_FORMAT_TEXT, REMIT_LANGUAGE_EN, &text, &error));
  CHECK(strstr(remit_string_data(text, &size), "500,000.00") != NULL);
  CHECK(strstr(remit_string_data(text, &size), "III(3)2") != NULL);
  CHECK(size == strlen(remit_string_data(text, NULL)));
  remit_string_free(text);
  CHECK_OK(remit_results_explain(results, at->project, 0, "tax_bonus.amount", REMIT_NUL, 0,
                                 REMIT_FORMAT_JSON, REMIT_LANGUAGE_ZH, &text, &error));
  CHECK(remit_string_data(text, NULL)[0] == '{');
  remit_string_free(text);
  CHECK_OK(remit_results_explain(results, at->project, 0, "tax_bonus", REMIT_NUL,
                                 REMIT_DEPTH_UNFOLDED, REMIT_FORMAT_HTML, REMIT_LANGUAGE_EN, &text,
                                 &error));
  CHECK(strncmp(remit_string_data(text, NULL), "<!DOCTYPE html>", 15) == 0);
  CHECK(strstr(remit_string_data(text, NULL), "500,000.00") != NULL);
  remit_string_free(text);
}

static void keeps_what_it_needs(void) {
  /* Parents are freed first; the table still reads. */
  remit_policy* policy = compile_text(kPolicyText);
  const Places at = find_places(policy);
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  remit_table* table = NULL;
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, at.project);
  remit_policy_free(policy);
  remit_data_free(data);
  remit_results_free(results);
  CHECK(strcmp(cell(table, 1, "tax_bonus"), "200000.05") == 0);
  remit_table_free(table);
}

static void clones_data(const remit_policy* policy, const remit_data* data, const Places* at) {
  remit_data* copy = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  CHECK_OK(remit_data_clone(data, &copy, &error));
  CHECK_OK(remit_data_set_decimal(copy, at->project, 1, at->local_revenue, 0, 1000, 1, &error));
  CHECK_OK(remit_evaluate(policy, copy, NULL, &results, &error));
  table = entity_table(results, at->project);
  CHECK(strcmp(cell(table, 1, "tax_bonus"), "20.00") == 0);
  remit_table_free(table);
  remit_results_free(results);
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, at->project);
  CHECK(strcmp(cell(table, 1, "tax_bonus"), "200000.05") == 0);
  remit_table_free(table);
  remit_results_free(results);
  CHECK_OK(remit_data_clear(copy, at->project, &error));
  CHECK(remit_data_row_count(copy, at->project) == 0);
  CHECK(remit_data_row_count(data, at->project) == 3);
  remit_data_free(copy);
}

static void reports_cells_in_error(const remit_policy* policy, const Places* at) {
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  remit_table* table = NULL;
  remit_string* detail = NULL;
  const char* name = NULL;
  size_t column = 0;
  size_t size = 0;
  CHECK_OK(remit_data_set_text(data, at->project, 1, at->local_revenue, "1e5", REMIT_NUL, &error));
  CHECK_OK(remit_data_set_blank(data, at->project, 2, at->introduced_by, &error));
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  CHECK(remit_results_error_count(results) > 0);
  table = entity_table(results, at->project);
  CHECK_OK(remit_table_find_column(table, "tax_bonus", REMIT_NUL, &column, &error));
  CHECK(remit_table_state(table, 0, column) == REMIT_STATE_VALUE);
  CHECK(remit_table_state(table, 1, column) == REMIT_STATE_ERROR);
  CHECK(remit_table_state(table, 2, column) == REMIT_STATE_ERROR);
  CHECK(strcmp(cell(table, 1, "tax_bonus"), "") == 0);
  CHECK_OK(remit_table_fault(table, 1, column, REMIT_LANGUAGE_EN, &name, &detail, &error));
  CHECK(strcmp(name, "bad_cell") == 0);
  CHECK(remit_string_data(detail, NULL)[0] != '\0');
  remit_string_free(detail);
  CHECK_OK(remit_table_fault(table, 0, column, REMIT_LANGUAGE_EN, &name, &detail, &error));
  CHECK(name == NULL && detail == NULL);
  name = remit_table_fault_name(table, 1, column, &size);
  CHECK(strcmp(name, "bad_cell") == 0 && size == strlen(name));
  CHECK(remit_table_fault_name(table, 0, column, &size) == NULL && size == 0);
  CHECK_OK(remit_table_fault_detail(table, 1, column, REMIT_LANGUAGE_EN, &detail, &error));
  CHECK(strstr(remit_string_data(detail, NULL), "not a value of the field") != NULL);
  remit_string_free(detail);
  CHECK_OK(remit_table_fault_detail(table, 0, column, REMIT_LANGUAGE_EN, &detail, &error));
  CHECK(detail == NULL);
  remit_table_free(table);
  CHECK_OK(remit_results_table(results, REMIT_TABLE_ERRORS, 0, REMIT_LANGUAGE_ZH, &table, &error));
  CHECK(remit_table_row_count(table) == remit_results_error_count(results));
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
}

/* Counts the errors in `detail` of which `words` stand. */
static int errors_with(const remit_table* errors, const char* words) {
  int found = 0;
  uint64_t row = 0;
  for (row = 0; row < remit_table_row_count(errors); ++row) {
    found += strstr(cell(errors, row, "detail"), words) != NULL;
  }
  return found;
}

/* A float is a figure, or an error of its cell: never a name, and never a digit that is lost. */
static void takes_floats_for_figures_only(const remit_policy* policy, const Places* at) {
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t column = 0;
  CHECK_OK(remit_data_set_double(data, at->project, 0, at->local_revenue, 100.25, &error));
  CHECK_OK(remit_data_set_double(data, at->project, 1, at->local_revenue, 1e17, &error));
  CHECK_OK(remit_data_set_double(data, at->project, 2, at->introduced_by, 5.0, &error));
  CHECK_OK(remit_data_set_double(data, at->project, 2, at->incentives_paid, NAN, &error));
  CHECK_OK(remit_data_set_double(data, at->unit, 1, at->unit_kind, 1.5, &error));
  CHECK_OK(
      remit_data_set_unreadable(data, at->project, 1, at->investment, "a list", REMIT_NUL, &error));
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, at->project);
  CHECK_OK(remit_table_find_column(table, "tax_bonus", REMIT_NUL, &column, &error));
  CHECK(strcmp(cell(table, 0, "tax_bonus"), "20.05") == 0);
  CHECK(remit_table_state(table, 1, column) == REMIT_STATE_ERROR);
  remit_table_free(table);
  CHECK_OK(remit_results_table(results, REMIT_TABLE_ERRORS, 0, REMIT_LANGUAGE_EN, &table, &error));
  CHECK(errors_with(table, "the float 1e+17 is too large to be exact") == 1);
  CHECK(errors_with(table, "the float 5 stands where a key is needed") == 1);
  CHECK(errors_with(table, "the float 1.5 stands where") == 1);
  CHECK(errors_with(table, "`a list` is not a number") == 1);
  CHECK(errors_with(table, "incentives_paid") == 0); /* a blank takes the policy's default */
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
}

/* What there is to say of a run as a whole, and where its errors began. */
static void tells_notes_and_causes(void) {
  const char* name = "p.remit";
  const char* text =
      "policy p { effective 2010-01-01 to 2010-12-31 currency CNY\n"
      "entity u { key id : text n : count fee : money period n }\n"
      "define grown for u = fee - (previous.fee otherwise 0 CNY) }";
  const char* const rows[2][3] = {{"a", "1", "5"}, {"b", "4", "x"}};
  const char* const fields[3] = {"id", "n", "fee"};
  remit_policy* policy = NULL;
  remit_options* options = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  uint64_t row = 0;
  size_t field = 0;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_set_as_of(options, 2011, 1, 1, &error));
  CHECK_OK(remit_compile(1, &name, &text, NULL, options, &policy, &error));
  CHECK_OK(remit_data_new(policy, &data, &error));
  CHECK_OK(remit_data_add_row(data, 1, NULL, &error));
  CHECK_OK(remit_data_add_row(data, 1, NULL, &error));
  for (row = 0; row < 2; ++row) {
    for (field = 0; field < 3; ++field) {
      CHECK_OK(remit_data_set_by_name(data, "u", row, fields[field], rows[row][field], &error));
    }
  }
  CHECK_OK(remit_evaluate(policy, data, options, &results, &error));
  CHECK_OK(remit_results_table(results, REMIT_TABLE_NOTES, 0, REMIT_LANGUAGE_EN, &table, &error));
  CHECK(remit_table_row_count(table) == 2);
  CHECK(strcmp(cell(table, 0, "code"), "R0810") == 0);
  CHECK(strcmp(cell(table, 0, "entity"), "") == 0);
  CHECK(strstr(cell(table, 0, "message"), "not in force") != NULL);
  CHECK(strcmp(cell(table, 1, "entity"), "u") == 0);
  CHECK(strstr(cell(table, 1, "message"), "2 to 3") != NULL);
  remit_table_free(table);
  CHECK_OK(remit_results_table(results, REMIT_TABLE_CAUSES, 0, REMIT_LANGUAGE_ZH, &table, &error));
  CHECK(remit_table_row_count(table) == 1);
  CHECK(strcmp(cell(table, 0, "column"), "fee") == 0);
  CHECK(strcmp(cell(table, 0, "cells"), "2") == 0);
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  remit_options_free(options);
}

static void runs_tests_and_formats(const remit_policy* policy) {
  remit_table* outcome = NULL;
  remit_string* text = NULL;
  remit_string* again = NULL;
  const char* once = NULL;
  size_t size = 0;
  size_t column = 0;
  int32_t passed = 0;
  CHECK_OK(remit_policy_run_tests(policy, NULL, NULL, NULL, REMIT_LANGUAGE_EN, &outcome, &error));
  CHECK(remit_table_row_count(outcome) == 1);
  CHECK(strcmp(cell(outcome, 0, "message"), "") == 0);
  CHECK(strcmp(cell(outcome, 0, "passed"), "true") == 0);
  CHECK_OK(remit_table_find_column(outcome, "passed", REMIT_NUL, &column, &error));
  CHECK_OK(remit_table_bool(outcome, 0, column, &passed, &error));
  CHECK(passed == 1);
  remit_table_free(outcome);
  CHECK_OK(remit_policy_dump(policy, REMIT_STAGE_PLAN, &text, &error));
  CHECK(strstr(remit_string_data(text, NULL), "tax_bonus") != NULL);
  remit_string_free(text);
  CHECK_OK(remit_format("p.remit", kPolicyText, REMIT_NUL, REMIT_KEYWORDS_AS_WRITTEN, NULL, &text,
                        &error));
  once = remit_string_data(text, &size);
  CHECK_OK(remit_format("p.remit", once, size, REMIT_KEYWORDS_AS_WRITTEN, NULL, &again, &error));
  CHECK(strcmp(once, remit_string_data(again, NULL)) == 0);
  remit_string_free(text);
  remit_string_free(again);
}

static void hashes_the_meaning(const remit_policy* policy) {
  remit_policy* respelt = compile_text(kPolicyTextRespelt);
  CHECK(strcmp(remit_policy_text(policy, REMIT_POLICY_HASH, NULL),
               remit_policy_text(respelt, REMIT_POLICY_HASH, NULL)) == 0);
  remit_policy_free(respelt);
}

/* What linkers call a library: on Windows a signature of 16 bytes. */
#ifdef _WIN32
enum { kBuildDigits = 32 };
#else
enum { kBuildDigits = 40 };
#endif

int main(void) {
  remit_policy* policy = compile_text(kPolicyText);
  const Places at = find_places(policy);
  remit_data* data = sample_data(policy);
  remit_results* results = NULL;
  CHECK(remit_abi_version() == REMIT_ABI_VERSION);
  CHECK(remit_version()[0] != '\0');
  CHECK(strlen(remit_build()) == kBuildDigits);
  CHECK(strcmp(remit_status_name(REMIT_BUFFER_TOO_SMALL), "REMIT_BUFFER_TOO_SMALL") == 0);
  CHECK(strcmp(remit_status_name(-1), "?") == 0);
  looks_inside(policy);
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  CHECK(remit_results_error_count(results) == 0);
  reads_figures(results, &at);
  reads_reports(results);
  explains(results, &at);
  keeps_what_it_needs();
  clones_data(policy, data, &at);
  reports_cells_in_error(policy, &at);
  takes_floats_for_figures_only(policy, &at);
  runs_tests_and_formats(policy);
  tells_notes_and_causes();
  hashes_the_meaning(policy);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
