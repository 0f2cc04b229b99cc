/* A policy with mistakes: what an editor or a web form shows to its writer. */
#include <remit.h>
#include <stdio.h>

static const char kPolicy[] =
    "policy draft \"A draft\" {\n"
    "  currency CNY\n"
    "  entity project { key id : text   invested : money }\n"
    "  define bonus for project = investd * 2\n"
    "  define odd for project = invested + id\n"
    "}\n";

int main(void) {
  const char* name = "draft.remit";
  const char* text = kPolicy;
  remit_error* error = NULL;
  remit_policy* policy = NULL;
  remit_string* report = NULL;
  const remit_diagnostics* all = NULL;
  size_t i = 0;
  if (remit_compile(1, &name, &text, NULL, NULL, &policy, &error) != REMIT_POLICY_ERROR) {
    remit_error_free(error);
    remit_policy_free(policy);
    return 1;
  }
  all = remit_error_diagnostics(error);
  for (i = 0; i < remit_diagnostics_count(all); ++i) {
    printf("line %lld, column %lld: %s\n",
           (long long)remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_LINE),
           (long long)remit_diagnostics_number(all, i, REMIT_DIAGNOSTIC_COLUMN),
           remit_diagnostics_text(all, i, REMIT_DIAGNOSTIC_MESSAGE, REMIT_LANGUAGE_EN, NULL));
  }
  if (remit_diagnostics_render(all, REMIT_FORMAT_TEXT, REMIT_LANGUAGE_ZH, &report, NULL) ==
      REMIT_OK) {
    fputs(remit_string_data(report, NULL), stdout);
  }
  remit_string_free(report);
  remit_error_free(error);
  return 0;
}
