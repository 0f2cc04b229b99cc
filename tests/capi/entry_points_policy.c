#include "entry_points.h"

static const char* const kName = "every_form.remit";
static const char* const kText = kEveryForm;
static const char* const kWrong = "policy p { currency CNY define x = y + 1 define x = 2 }";
static const char* const kBroken = "policy p { entity { ]";

static const remit_diagnostics* complaints(const Things* t) {
  return remit_error_diagnostics(t->complaint);
}

static int32_t go_on(void* context, uint64_t done, uint64_t total) {
  (void)context;
  return done > total;
}

static remit_status load_units(void* context, const char* path, const char* entity,
                               remit_data* data) {
  remit_status status = remit_data_add_row(data, kUnit, NULL, NULL);
  (void)context;
  if (status != REMIT_OK || strcmp(path, "units.csv") != 0) return status;
  status = remit_data_set_by_name(data, entity, 0, "name", "Development office", NULL);
  if (status != REMIT_OK) return status;
  return remit_data_set_by_name(data, entity, 0, "kind", "city_department", NULL);
}

/* clang-format off */
#define TABLE(RETURNS, ANSWERS) \
  ANSWERS(remit_abi_version, plain, nothing, t->number = remit_abi_version()) \
  ANSWERS(remit_version, plain, nothing, t->borrowed = remit_version()) \
  ANSWERS(remit_build, plain, nothing, t->borrowed = remit_build()) \
  ANSWERS(remit_status_name, plain, nothing, t->borrowed = remit_status_name(REMIT_OK)) \
  ANSWERS(remit_string_data, plain, with_text, t->borrowed = remit_string_data(t->text, NULL)) \
  ANSWERS(remit_string_free, plain, with_text, (remit_string_free(t->text), t->text = NULL)) \
  ANSWERS(remit_error_status, plain, with_complaint, t->number = remit_error_status(t->complaint)) \
  ANSWERS(remit_error_message, plain, with_complaint, \
          t->borrowed = remit_error_message(t->complaint, REMIT_LANGUAGE_ZH, NULL)) \
  ANSWERS(remit_error_diagnostics, plain, with_complaint, t->number = complaints(t) != NULL) \
  ANSWERS(remit_error_free, plain, with_complaint, \
          (remit_error_free(t->complaint), t->complaint = NULL)) \
  ANSWERS(remit_diagnostics_count, plain, with_complaint, \
          t->number = (int64_t)remit_diagnostics_count(complaints(t))) \
  ANSWERS(remit_diagnostics_text, plain, with_complaint, \
          t->borrowed = remit_diagnostics_text(complaints(t), 0, REMIT_DIAGNOSTIC_MESSAGE, \
                                               REMIT_LANGUAGE_ZH, NULL)) \
  ANSWERS(remit_diagnostics_number, plain, with_complaint, \
          t->number = remit_diagnostics_number(complaints(t), 0, REMIT_DIAGNOSTIC_END)) \
  RETURNS(remit_diagnostics_render, text, REMIT_OK, with_complaint, \
          remit_diagnostics_render(complaints(t), REMIT_FORMAT_TEXT, REMIT_LANGUAGE_ZH, &t->text, \
                                   error)) \
  RETURNS(remit_diagnostics_render, json, REMIT_OK, with_complaint, \
          remit_diagnostics_render(complaints(t), REMIT_FORMAT_JSON, REMIT_LANGUAGE_EN, &t->text, \
                                   error)) \
  RETURNS(remit_diagnostics_render, ansi, REMIT_OK, with_complaint, \
          remit_diagnostics_render(complaints(t), REMIT_FORMAT_ANSI, REMIT_LANGUAGE_EN, &t->text, \
                                   error)) \
  RETURNS(remit_diagnostics_render, refused, REMIT_INVALID_ARGUMENT, with_complaint, \
          remit_diagnostics_render(complaints(t), 9, REMIT_LANGUAGE_EN, &t->text, error)) \
  RETURNS(remit_options_new, plain, REMIT_OK, nothing, remit_options_new(&t->options, error)) \
  ANSWERS(remit_options_free, plain, with_options, \
          (remit_options_free(t->options), t->options = NULL)) \
  RETURNS(remit_options_set_int, plain, REMIT_OK, with_options, \
          remit_options_set_int(t->options, REMIT_OPTION_THREADS, 3, error)) \
  RETURNS(remit_options_set_int, refused, REMIT_INVALID_ARGUMENT, with_options, \
          remit_options_set_int(t->options, REMIT_OPTION_THREADS, -3, error)) \
  RETURNS(remit_options_get_int, plain, REMIT_OK, with_options, \
          remit_options_get_int(t->options, REMIT_OPTION_MAX_ROWS, &t->number, error)) \
  RETURNS(remit_options_get_int, refused, REMIT_INVALID_ARGUMENT, with_options, \
          remit_options_get_int(t->options, -1, &t->number, error)) \
  RETURNS(remit_options_set_profile, plain, REMIT_OK, with_options, \
          remit_options_set_profile(t->options, REMIT_PROFILE_UNTRUSTED, error)) \
  RETURNS(remit_options_set_profile, refused, REMIT_INVALID_ARGUMENT, with_options, \
          remit_options_set_profile(t->options, 2, error)) \
  RETURNS(remit_options_set_as_of, plain, REMIT_OK, with_options, \
          remit_options_set_as_of(t->options, 2010, 6, 1, error)) \
  RETURNS(remit_options_set_as_of, refused, REMIT_INVALID_ARGUMENT, with_options, \
          remit_options_set_as_of(t->options, 2010, 6, 31, error)) \
  RETURNS(remit_options_set_cancel, plain, REMIT_OK, with_cancel, \
          remit_options_set_cancel(t->options, t->cancel, error)) \
  RETURNS(remit_options_set_cancel, none, REMIT_OK, with_cancel, \
          remit_options_set_cancel(t->options, NULL, error)) \
  RETURNS(remit_options_set_progress, plain, REMIT_OK, with_options, \
          remit_options_set_progress(t->options, go_on, t, error)) \
  RETURNS(remit_cancel_new, plain, REMIT_OK, nothing, remit_cancel_new(&t->cancel, error)) \
  ANSWERS(remit_cancel_request, plain, with_cancel, remit_cancel_request(t->cancel)) \
  ANSWERS(remit_cancel_reset, plain, with_cancel, remit_cancel_reset(t->cancel)) \
  ANSWERS(remit_cancel_free, plain, with_cancel, (remit_cancel_free(t->cancel), t->cancel = NULL)) \
  RETURNS(remit_compile, plain, REMIT_OK, nothing, \
          remit_compile(1, &kName, &kText, NULL, NULL, &t->policy, error)) \
  RETURNS(remit_compile, complains, REMIT_POLICY_ERROR, nothing, \
          remit_compile(1, &kName, &kWrong, NULL, NULL, &t->policy, error)) \
  RETURNS(remit_compile, syntax, REMIT_POLICY_ERROR, nothing, \
          remit_compile(1, &kName, &kBroken, NULL, NULL, &t->policy, error)) \
  RETURNS(remit_compile, refused, REMIT_INVALID_ARGUMENT, nothing, \
          remit_compile(0, &kName, &kText, NULL, NULL, &t->policy, error)) \
  ANSWERS(remit_policy_free, plain, with_policy, (remit_policy_free(t->policy), t->policy = NULL)) \
  ANSWERS(remit_policy_text, plain, with_policy, \
          t->borrowed = remit_policy_text(t->policy, REMIT_POLICY_HASH, NULL)) \
  ANSWERS(remit_policy_diagnostics, plain, with_policy, \
          t->number = (int64_t)remit_diagnostics_count(remit_policy_diagnostics(t->policy))) \
  RETURNS(remit_policy_count, plain, REMIT_OK, with_policy, \
          remit_policy_count(t->policy, REMIT_LIST_COLUMNS, kProject, (size_t*)&t->number, error)) \
  RETURNS(remit_policy_count, refused, REMIT_INVALID_ARGUMENT, with_policy, \
          remit_policy_count(t->policy, 77, 0, (size_t*)&t->number, error)) \
  RETURNS(remit_policy_find, plain, REMIT_OK, with_policy, \
          remit_policy_find(t->policy, REMIT_LIST_COLUMNS, kProject, "bonus", REMIT_NUL, \
                            (size_t*)&t->number, error)) \
  RETURNS(remit_policy_find, absent, REMIT_NOT_FOUND, with_policy, \
          remit_policy_find(t->policy, REMIT_LIST_FIELDS, kProject, "a bonus", REMIT_NUL, \
                            (size_t*)&t->number, error)) \
  ANSWERS(remit_policy_list_text, plain, with_policy, \
          t->borrowed = remit_policy_list_text(t->policy, REMIT_LIST_CLAUSES, 0, 0, \
                                               REMIT_ENTRY_CITE, NULL)) \
  ANSWERS(remit_policy_list_category, plain, with_policy, \
          t->borrowed = remit_policy_list_category(t->policy, REMIT_LIST_FIELDS, kUnit, 1, 2, \
                                                   NULL)) \
  RETURNS(remit_policy_entry_text, plain, REMIT_OK, with_policy, \
          remit_policy_entry_text(t->policy, REMIT_LIST_CLAUSES, 0, 0, REMIT_ENTRY_CITE, \
                                  &t->borrowed, NULL, error)) \
  RETURNS(remit_policy_entry_text, refused, REMIT_INVALID_ARGUMENT, with_policy, \
          remit_policy_entry_text(t->policy, REMIT_LIST_CLAUSES, 0, 99, REMIT_ENTRY_CITE, \
                                  &t->borrowed, NULL, error)) \
  RETURNS(remit_policy_entry_number, plain, REMIT_OK, with_policy, \
          remit_policy_entry_number(t->policy, REMIT_LIST_FIELDS, kUnit, 1, \
                                    REMIT_ENTRY_CATEGORY_COUNT, &t->number, error)) \
  RETURNS(remit_policy_category, plain, REMIT_OK, with_policy, \
          remit_policy_category(t->policy, REMIT_LIST_FIELDS, kUnit, 1, 2, &t->borrowed, NULL, \
                                error)) \
  RETURNS(remit_policy_dump, tree, REMIT_OK, with_policy, \
          remit_policy_dump(t->policy, REMIT_STAGE_TREE, &t->text, error)) \
  RETURNS(remit_policy_dump, model, REMIT_OK, with_policy, \
          remit_policy_dump(t->policy, REMIT_STAGE_MODEL, &t->text, error)) \
  RETURNS(remit_policy_dump, plan, REMIT_OK, with_policy, \
          remit_policy_dump(t->policy, REMIT_STAGE_PLAN, &t->text, error)) \
  RETURNS(remit_policy_run_tests, plain, REMIT_OK, with_policy, \
          remit_policy_run_tests(t->policy, NULL, NULL, NULL, REMIT_LANGUAGE_ZH, &t->table, \
                                 error)) \
  RETURNS(remit_policy_run_tests, loads, REMIT_OK, with_columnar_run, \
          remit_policy_run_tests(t->policy, t->options, load_units, t, REMIT_LANGUAGE_EN, \
                                 &t->table, error)) \
  RETURNS(remit_format, plain, REMIT_OK, nothing, \
          remit_format(kName, kText, REMIT_NUL, REMIT_KEYWORDS_ZH, NULL, &t->text, error)) \
  RETURNS(remit_format, complains, REMIT_POLICY_ERROR, nothing, \
          remit_format(kName, kBroken, REMIT_NUL, REMIT_KEYWORDS_ZH, NULL, &t->text, error))
/* clang-format on */

DEFINE_ENTRY_POINTS(kPolicyEntryPoints, TABLE)
