/* Whatever a careless host passes, a status comes back. */
#include "check.h"

#define REFUSES(call) CHECK_FAILS(REMIT_INVALID_ARGUMENT, call)

static const char kBadUtf8[] = "\xff\xfe";

static void values_of_nothing(void) {
  size_t size = 7;
  CHECK(remit_error_status(NULL) == REMIT_OK);
  CHECK(remit_error_message(NULL, REMIT_LANGUAGE_EN, &size)[0] == '\0' && size == 0);
  CHECK(remit_error_diagnostics(NULL) == NULL);
  CHECK(remit_diagnostics_count(NULL) == 0);
  CHECK(remit_diagnostics_text(NULL, 0, 0, 0, NULL) == NULL);
  CHECK(remit_diagnostics_number(NULL, 0, 0) == -1);
  CHECK(remit_string_data(NULL, &size)[0] == '\0');
  CHECK(remit_policy_text(NULL, 0, &size) == NULL);
  CHECK(remit_policy_diagnostics(NULL) == NULL);
  CHECK(remit_data_row_count(NULL, 0) == 0);
  CHECK(remit_results_error_count(NULL) == 0);
  CHECK(remit_table_name(NULL, &size)[0] == '\0');
  CHECK(remit_table_row_count(NULL) == 0);
  CHECK(remit_table_column_count(NULL) == 0);
  CHECK(remit_table_column_text(NULL, 0, 0, &size) == NULL);
  CHECK(remit_table_column_number(NULL, 0, 0) == -1);
  CHECK(remit_table_state(NULL, 0, 0) == -1);
  remit_string_free(NULL);
  remit_error_free(NULL);
  remit_options_free(NULL);
  remit_cancel_free(NULL);
  remit_cancel_request(NULL);
  remit_cancel_reset(NULL);
  remit_policy_free(NULL);
  remit_data_free(NULL);
  remit_results_free(NULL);
  remit_table_free(NULL);
}

static void compile_arguments(void) {
  const char* name = "p.remit";
  const char* text = kPolicyText;
  const char* nothing = NULL;
  remit_policy* policy = NULL;
  remit_string* out = NULL;
  REFUSES(remit_compile(0, &name, &text, NULL, NULL, &policy, &error));
  REFUSES(remit_compile(1, NULL, &text, NULL, NULL, &policy, &error));
  REFUSES(remit_compile(1, &name, NULL, NULL, NULL, &policy, &error));
  REFUSES(remit_compile(1, &nothing, &text, NULL, NULL, &policy, &error));
  REFUSES(remit_compile(1, &name, &nothing, NULL, NULL, &policy, &error));
  REFUSES(remit_compile(1, &name, &text, NULL, NULL, NULL, &error));
  REFUSES(remit_format(NULL, text, REMIT_NUL, 0, NULL, &out, &error));
  REFUSES(remit_format(name, NULL, 5, 0, NULL, &out, &error));
  REFUSES(remit_format(name, text, REMIT_NUL, 9, NULL, &out, &error));
  REFUSES(remit_format(name, text, REMIT_NUL, 0, NULL, NULL, &error));
  { /* No text at all is an empty one where its size says so. */
    const size_t none = 0, some = 5;
    const char* empty = "";
    const remit_status wanted = remit_compile(1, &name, &empty, NULL, NULL, &policy, NULL);
    remit_policy_free(policy);
    policy = NULL;
    CHECK(remit_compile(1, &name, &nothing, &none, NULL, &policy, NULL) == wanted);
    remit_policy_free(policy);
    policy = NULL;
    REFUSES(remit_compile(1, &name, &nothing, &some, NULL, &policy, &error));
  }
  CHECK(strcmp(remit_status_name(-1), "?") == 0);
  CHECK(strcmp(remit_status_name(1000), "?") == 0);
  /* Nobody has to ask why. */
  CHECK(remit_compile(0, NULL, NULL, NULL, NULL, &policy, NULL) == REMIT_INVALID_ARGUMENT);
}

static void option_arguments(void) {
  remit_options* options = NULL;
  int64_t value = 0;
  REFUSES(remit_options_new(NULL, &error));
  REFUSES(remit_cancel_new(NULL, &error));
  CHECK_OK(remit_options_new(&options, &error));
  REFUSES(remit_options_set_int(NULL, REMIT_OPTION_THREADS, 1, &error));
  REFUSES(remit_options_set_int(options, 55, 1, &error));
  REFUSES(remit_options_set_int(options, REMIT_OPTION_THREADS, -1, &error));
  REFUSES(remit_options_set_int(options, REMIT_OPTION_THREADS, 100000, &error));
  REFUSES(remit_options_get_int(options, REMIT_OPTION_THREADS, NULL, &error));
  REFUSES(remit_options_get_int(options, -3, &value, &error));
  REFUSES(remit_options_set_as_of(options, 2010, 2, 29, &error));
  REFUSES(remit_options_set_as_of(options, 0, 1, 1, &error));
  CHECK_OK(remit_options_get_int(options, REMIT_OPTION_THREADS, &value, &error));
  CHECK(value == 1);
  remit_options_free(options);
}

static void policy_arguments(const remit_policy* policy) {
  size_t count = 0;
  size_t index = 0;
  int64_t number = 0;
  const char* text = NULL;
  remit_string* out = NULL;
  remit_table* table = NULL;
  REFUSES(remit_policy_count(NULL, 0, 0, &count, &error));
  REFUSES(remit_policy_count(policy, 42, 0, &count, &error));
  REFUSES(remit_policy_count(policy, REMIT_LIST_FIELDS, 99, &count, &error));
  REFUSES(remit_policy_count(policy, REMIT_LIST_FIELDS, 0, NULL, &error));
  REFUSES(remit_policy_find(policy, REMIT_LIST_FIELDS, 1, NULL, 3, &index, &error));
  REFUSES(remit_policy_find(policy, REMIT_LIST_FIELDS, 1, "a\0b", 3, &index, &error));
  REFUSES(remit_policy_find(policy, REMIT_LIST_FIELDS, 1, kBadUtf8, 2, &index, &error));
  REFUSES(remit_policy_find(policy, REMIT_LIST_FIELDS, 99, "name", 4, &index, &error));
  CHECK_FAILS(REMIT_NOT_FOUND,
              remit_policy_find(policy, REMIT_LIST_FIELDS, 1, "nothing", 7, &index, &error));
  REFUSES(remit_policy_entry_text(policy, REMIT_LIST_FIELDS, 1, 99, 0, &text, NULL, &error));
  REFUSES(remit_policy_entry_text(policy, REMIT_LIST_FIELDS, 1, 0, 99, &text, NULL, &error));
  REFUSES(remit_policy_entry_text(policy, REMIT_LIST_FIELDS, 1, 0, 0, NULL, NULL, &error));
  REFUSES(remit_policy_entry_number(policy, REMIT_LIST_FIELDS, 1, 0, 99, &number, &error));
  REFUSES(remit_policy_category(policy, REMIT_LIST_FIELDS, 1, 1, 99, &text, NULL, &error));
  REFUSES(remit_policy_category(policy, REMIT_LIST_TESTS, 0, 0, 0, &text, NULL, &error));
  CHECK(remit_policy_list_text(NULL, REMIT_LIST_FIELDS, 1, 0, 0, NULL) == NULL);
  CHECK(remit_policy_list_text(policy, REMIT_LIST_FIELDS, 1, 99, 0, &count) == NULL && count == 0);
  CHECK(remit_policy_list_text(policy, REMIT_LIST_FIELDS, 1, 0, 99, NULL) == NULL);
  CHECK(remit_policy_list_text(policy, 42, 1, 0, 0, NULL) == NULL);
  CHECK(remit_policy_list_category(policy, REMIT_LIST_FIELDS, 1, 1, 99, NULL) == NULL);
  CHECK(remit_policy_list_category(policy, REMIT_LIST_TESTS, 0, 0, 0, NULL) == NULL);
  REFUSES(remit_policy_dump(policy, 9, &out, &error));
  REFUSES(remit_policy_dump(policy, 0, NULL, &error));
  REFUSES(remit_policy_run_tests(policy, NULL, NULL, NULL, 9, &table, &error));
  REFUSES(remit_policy_run_tests(policy, NULL, NULL, NULL, 0, NULL, &error));
}

static void data_arguments(const remit_policy* policy, remit_data* data) {
  const Places at = find_places(policy);
  remit_data* copy = NULL;
  REFUSES(remit_data_new(NULL, &copy, &error));
  REFUSES(remit_data_new(policy, NULL, &error));
  REFUSES(remit_data_clone(NULL, &copy, &error));
  REFUSES(remit_data_add_row(data, 99, NULL, &error));
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_data_add_row(data, 0, NULL, &error));
  REFUSES(remit_data_clear(data, 99, &error));
  REFUSES(remit_data_set_text(data, at.unit, 99, 0, "x", 1, &error));
  REFUSES(remit_data_set_text(data, at.unit, 0, 99, "x", 1, &error));
  REFUSES(remit_data_set_text(data, at.unit, 0, 0, kBadUtf8, 2, &error));
  REFUSES(remit_data_set_text(data, at.unit, 0, 0, "a\0b", 3, &error));
  REFUSES(remit_data_set_text(data, at.unit, 0, 0, NULL, 3, &error));
  CHECK_FAILS(REMIT_NOT_FOUND, remit_data_set_by_name(data, "units", 0, "name", "x", &error));
  CHECK_FAILS(REMIT_NOT_FOUND, remit_data_set_by_name(data, "unit", 0, "nom", "x", &error));
  REFUSES(remit_data_set_by_name(data, NULL, 0, "name", "x", &error));
  REFUSES(remit_data_set_int64(data, at.unit, 0, at.unit_name, 1, 0, &error));
  REFUSES(remit_data_set_int64(data, at.project, 0, at.investment, 1, 1000000, &error));
  REFUSES(remit_data_set_decimal(data, at.project, 0, at.investment, 1, 1, -1000000, &error));
  REFUSES(remit_data_set_double(NULL, at.unit, 0, 0, 1.0, &error));
  REFUSES(remit_data_set_double(data, at.unit, 99, 0, 1.0, &error));
  REFUSES(remit_data_set_unreadable(data, at.unit, 0, 99, "x", 1, &error));
  REFUSES(remit_data_set_unreadable(data, at.unit, 0, 0, kBadUtf8, 2, &error));
  REFUSES(remit_data_set_bool(data, at.project, 0, at.investment, 1, &error));
  REFUSES(remit_data_set_bool(data, at.project, 0, at.investment, 7, &error));
  REFUSES(remit_data_set_date(data, at.project, 0, at.investment, 2010, 1, 1, &error));
  REFUSES(remit_data_set_arrow(data, at.unit, NULL, NULL, &error));
  REFUSES(remit_data_set_arrow_stream(data, at.unit, NULL, &error));
  REFUSES(remit_data_set_threads(data, -1, &error));
  REFUSES(remit_data_set_threads(data, 1025, &error));
  REFUSES(remit_data_notes(data, 5, NULL, &error));
}

static void run_arguments(const remit_policy* policy, const remit_data* data) {
  remit_policy* other = compile_text(kPolicyText);
  remit_results* results = NULL;
  remit_table* table = NULL;
  remit_string* text = NULL;
  REFUSES(remit_evaluate(NULL, data, NULL, &results, &error));
  REFUSES(remit_evaluate(policy, NULL, NULL, &results, &error));
  REFUSES(remit_evaluate(policy, data, NULL, NULL, &error));
  REFUSES(remit_evaluate(other, data, NULL, &results, &error)); /* another policy's data */
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  REFUSES(remit_results_table(results, 99, 0, 0, &table, &error));
  REFUSES(remit_results_table(results, REMIT_TABLE_ENTITY, 99, 0, &table, &error));
  REFUSES(remit_results_table(results, REMIT_TABLE_LEDGER, 0, 7, &table, &error));
  REFUSES(remit_results_table(NULL, REMIT_TABLE_LEDGER, 0, 0, &table, &error));
  REFUSES(remit_results_digest(results, NULL, &error));
  REFUSES(remit_results_manifest(results, NULL, &error));
  REFUSES(remit_results_manifest(NULL, &text, &error));
  REFUSES(remit_results_explain(results, 99, 0, "x", 1, 0, 0, 0, &text, &error));
  REFUSES(remit_results_explain(results, 2, 99, "tax_bonus", 9, 0, 0, 0, &text, &error));
  CHECK_FAILS(REMIT_NOT_FOUND,
              remit_results_explain(results, 2, 0, "nothing", 7, 0, 0, 0, &text, &error));
  REFUSES(
      remit_results_explain(results, 2, 0, "tax_bonus", 9, 0, REMIT_FORMAT_ANSI, 0, &text, &error));
  remit_results_free(results);
  remit_policy_free(other);
}

static void table_arguments(const remit_policy* policy, const remit_data* data) {
  remit_results* results = NULL;
  remit_table* table = NULL;
  remit_string* text = NULL;
  char buffer[10];
  size_t size = 0;
  int64_t number = 0;
  int32_t part = 0;
  struct ArrowSchema schema;
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, 2);
  CHECK(remit_table_state(table, 99, 0) == -1);
  CHECK(remit_table_state(table, 0, 99) == -1);
  CHECK(remit_table_column_text(table, 99, 0, NULL) == NULL);
  CHECK(remit_table_column_number(table, 99, 0) == -1);
  REFUSES(remit_table_cell_text(table, 99, 0, &text, &error));
  REFUSES(remit_table_cell_text(table, 0, 99, &text, &error));
  REFUSES(remit_table_cell_text(table, 0, 0, NULL, &error));
  CHECK(remit_table_fault_name(table, 0, 99, NULL) == NULL);
  CHECK(remit_table_fault_name(NULL, 0, 0, &size) == NULL && size == 0);
  REFUSES(remit_table_fault_detail(table, 99, 0, REMIT_LANGUAGE_EN, &text, &error));
  REFUSES(remit_table_fault_detail(table, 0, 0, 9, &text, &error));
  REFUSES(remit_table_text(table, 99, 0, buffer, sizeof buffer, &size, &error));
  REFUSES(remit_table_text(table, 0, 99, buffer, sizeof buffer, &size, &error));
  REFUSES(remit_table_text(table, 0, 0, NULL, 10, &size, &error));
  REFUSES(remit_table_text(table, 0, 0, buffer, sizeof buffer, NULL, &error));
  CHECK_FAILS(REMIT_BUFFER_TOO_SMALL, remit_table_text(table, 0, 0, NULL, 0, &size, &error));
  CHECK(size == 2);
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_table_int64(table, 0, 0, &number, &error));
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_table_bool(table, 0, 0, &part, &error));
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_table_date(table, 0, 0, &part, &part, &part, &error));
  REFUSES(remit_table_find_row(table, NULL, 1, NULL, &error));
  REFUSES(remit_table_export_arrow(table, &schema, NULL, &error));
  REFUSES(remit_table_export_arrow_stream(table, NULL, &error));
  remit_table_free(table);
  remit_results_free(results);
}

/* Handles begin with a mark, so one taken for another is noticed. */
static void mistaken_handles(remit_policy* policy, remit_data* data) {
  remit_results* results = NULL;
  REFUSES(remit_evaluate((const remit_policy*)data, data, NULL, &results, &error));
  REFUSES(remit_evaluate(policy, (const remit_data*)policy, NULL, &results, &error));
  CHECK(remit_table_row_count((const remit_table*)policy) == 0);
  remit_table_free((remit_table*)policy); /* nothing happens */
  CHECK(strcmp(remit_policy_text(policy, REMIT_POLICY_NAME, NULL), "open_economy_2010") == 0);
}

int main(void) {
  remit_policy* policy = compile_text(kPolicyText);
  remit_data* data = sample_data(policy);
  values_of_nothing();
  compile_arguments();
  option_arguments();
  policy_arguments(policy);
  data_arguments(policy, data);
  run_arguments(policy, data);
  table_arguments(policy, data);
  mistaken_handles(policy, data);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
