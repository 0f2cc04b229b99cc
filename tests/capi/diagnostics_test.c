/* A policy with mistakes: every complaint comes out, with its place, in both languages. */
#include "check.h"

static const char kWrong[] =
    "policy p \"wrong\" {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  entity unit { key name : text  revenue : money }\n"
    "  define bonus for unit = revenu * 2\n"
    "  define other for unit = revenue + name\n"
    "}\n";

static remit_error* compile_error(const char* text, size_t size, const remit_options* options,
                                  remit_status wanted) {
  const char* name = "政策.remit";
  remit_policy* policy = NULL;
  remit_error* error = NULL;
  CHECK(remit_compile(1, &name, &text, &size, options, &policy, &error) == wanted);
  CHECK(policy == NULL && error != NULL);
  return error;
}

static void lists_complaints(void) {
  remit_error* error = compile_error(kWrong, strlen(kWrong), NULL, REMIT_POLICY_ERROR);
  const remit_diagnostics* all = remit_error_diagnostics(error);
  remit_string* text = NULL;
  size_t size = 0;
  CHECK(remit_diagnostics_count(all) == 2);
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_SEVERITY) == REMIT_SEVERITY_ERROR);
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_LINE) == 5);
  CHECK(remit_diagnostics_number(all, 1, REMIT_DIAGNOSTIC_LINE) == 6);
  {
    const int64_t begin = remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_BEGIN);
    const int64_t end = remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_END);
    CHECK(end - begin == 6 && strncmp(kWrong + begin, "revenu", 6) == 0);
  }
  CHECK(strcmp(remit_diagnostics_text(all, 0, REMIT_DIAGNOSTIC_FILE, REMIT_LANGUAGE_EN, NULL),
               "政策.remit") == 0);
  CHECK(remit_diagnostics_text(all, 0, REMIT_DIAGNOSTIC_CODE, REMIT_LANGUAGE_EN, &size)[0] == 'R');
  CHECK(size == 5);
  CHECK(
      strcmp(remit_diagnostics_text(all, 0, REMIT_DIAGNOSTIC_REPLACEMENT, REMIT_LANGUAGE_EN, NULL),
             "revenue") == 0);
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_FIX_BEGIN) ==
        remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_BEGIN));
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_FIX_END) ==
        remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_END));
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_COLUMN) == 27);
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_DISPLAY_COLUMN) == 27);
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_END_LINE) == 5);
  CHECK(remit_diagnostics_number(all, 0, REMIT_DIAGNOSTIC_END_COLUMN) == 33);
  CHECK(strcmp(remit_diagnostics_text(all, 0, REMIT_DIAGNOSTIC_MESSAGE, REMIT_LANGUAGE_EN, NULL),
               remit_diagnostics_text(all, 0, REMIT_DIAGNOSTIC_MESSAGE, REMIT_LANGUAGE_ZH, NULL)) !=
        0);
  CHECK(remit_diagnostics_text(all, 2, REMIT_DIAGNOSTIC_MESSAGE, REMIT_LANGUAGE_EN, NULL) == NULL);
  CHECK(remit_diagnostics_text(all, 0, 77, REMIT_LANGUAGE_EN, NULL) == NULL);
  CHECK(remit_diagnostics_number(all, 2, REMIT_DIAGNOSTIC_LINE) == -1);
  CHECK(remit_diagnostics_number(all, 0, 77) == -1);

  CHECK_OK(remit_diagnostics_render(all, REMIT_FORMAT_TEXT, REMIT_LANGUAGE_EN, &text, &error));
  CHECK(strstr(remit_string_data(text, NULL), "政策.remit:5:27") != NULL);
  CHECK(strchr(remit_string_data(text, NULL), '\033') == NULL);
  remit_string_free(text);
  CHECK_OK(remit_diagnostics_render(all, REMIT_FORMAT_ANSI, REMIT_LANGUAGE_EN, &text, &error));
  CHECK(strchr(remit_string_data(text, NULL), '\033') != NULL);
  remit_string_free(text);
  CHECK_OK(remit_diagnostics_render(all, REMIT_FORMAT_JSON, REMIT_LANGUAGE_ZH, &text, &error));
  CHECK(remit_string_data(text, NULL)[0] == '{');
  remit_string_free(text);
  remit_error_free(error);
}

static void refuses_bad_bytes(void) {
  static const char kBadUtf8[] = "policy p { # \xff\xfe\n}";
  static const char kWithNul[] = "policy p {\0}";
  remit_error* error = compile_error(kBadUtf8, sizeof kBadUtf8 - 1, NULL, REMIT_POLICY_ERROR);
  CHECK(remit_diagnostics_count(remit_error_diagnostics(error)) > 0);
  remit_error_free(error);
  error = compile_error(kWithNul, sizeof kWithNul - 1, NULL, REMIT_POLICY_ERROR);
  CHECK(remit_diagnostics_count(remit_error_diagnostics(error)) > 0);
  remit_error_free(error);
}

static void keeps_limits(void) {
  remit_options* options = NULL;
  remit_error* failure = NULL;
  char* deep = NULL;
  const size_t depth = 200000;
  int64_t value = 0;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_SOURCE_BYTES, 10, &error));
  CHECK_OK(remit_options_get_int(options, REMIT_OPTION_MAX_SOURCE_BYTES, &value, &error));
  CHECK(value == 10);
  failure = compile_error(kWrong, strlen(kWrong), options, REMIT_LIMIT_EXCEEDED);
  remit_error_free(failure);
  remit_options_free(options);

  /* Brackets that would overflow a careless parser's stack. */
  deep = malloc(depth + 100);
  CHECK(deep != NULL);
  strcpy(deep, "policy p { define x = ");
  memset(deep + strlen(deep), '(', depth);
  failure = compile_error(deep, strlen("policy p { define x = ") + depth, NULL, REMIT_POLICY_ERROR);
  remit_error_free(failure);
  free(deep);
}

int main(void) {
  lists_complaints();
  refuses_bad_bytes();
  keeps_limits();
  return 0;
}
