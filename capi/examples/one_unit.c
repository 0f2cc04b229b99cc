/* One project: compile a policy, set the cells, evaluate, print the amount and why. */
#include <remit.h>
#include <stdio.h>
#include <stdlib.h>

static const char kPolicy[] =
    "policy example \"A bonus for what is invested\" {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party treasury \"City treasury\"\n"
    "  entity project { key id : text   invested : money   owner : text }\n"
    "  reward bonus for project cite \"II(3)\" {\n"
    "    when invested >= 100万 CNY\n"
    "    pay  1.25% * invested\n"
    "    cap  50万 CNY\n"
    "    from treasury\n"
    "    to   owner\n"
    "  }\n"
    "}\n";

/* Says what went wrong and ends; a real host would pass it on. */
static void check(remit_status status, remit_error* error) {
  if (status == REMIT_OK) return;
  fprintf(stderr, "%s: %s\n", remit_status_name(status),
          remit_error_message(error, REMIT_LANGUAGE_EN, NULL));
  remit_error_free(error);
  exit(1);
}

int main(void) {
  const char* name = "example.remit";
  const char* text = kPolicy;
  remit_error* error = NULL;
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* projects = NULL;
  remit_string* why = NULL;
  size_t entity = 0;
  size_t column = 0;
  int64_t fen = 0;

  check(remit_compile(1, &name, &text, NULL, NULL, &policy, &error), error);
  check(remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, "project", REMIT_NUL, &entity, &error),
        error);

  check(remit_data_new(policy, &data, &error), error);
  check(remit_data_add_row(data, entity, NULL, &error), error);
  check(remit_data_set_by_name(data, "project", 0, "id", "p1", &error), error);
  check(remit_data_set_by_name(data, "project", 0, "owner", "Harbour Ltd", &error), error);
  check(remit_data_set_by_name(data, "project", 0, "invested", "12345678.90", &error), error);

  check(remit_evaluate(policy, data, NULL, &results, &error), error);
  check(remit_results_table(results, REMIT_TABLE_ENTITY, entity, REMIT_LANGUAGE_EN, &projects,
                            &error),
        error);
  check(remit_table_find_column(projects, "bonus", REMIT_NUL, &column, &error), error);
  check(remit_table_int64(projects, 0, column, &fen, &error), error);
  printf("bonus: %lld.%02lld CNY\n", (long long)(fen / 100), (long long)(fen % 100));

  check(remit_results_explain(results, entity, 0, "bonus", REMIT_NUL, 0, REMIT_FORMAT_TEXT,
                              REMIT_LANGUAGE_EN, &why, &error),
        error);
  fputs(remit_string_data(why, NULL), stdout);

  remit_string_free(why);
  remit_table_free(projects);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
