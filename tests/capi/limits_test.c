/* Limits on texts and digits, set when the policy is compiled, hold in cells too. */
#include "check.h"

static const char kText[] =
    "policy p { currency CNY entity e { key id : text  v : number to 0.01 }\n"
    "  define twice for e = 2 * v }\n";
enum { kEntity = 1, kId = 0, kValue = 1 };

static remit_policy* limited(void) {
  const char* name = "policy.remit";
  const char* text = kText;
  remit_options* options = NULL;
  remit_policy* policy = NULL;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_TEXT_BYTES, 4, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_NUMBER_DIGITS, 5, &error));
  CHECK_OK(remit_compile(1, &name, &text, NULL, options, &policy, &error));
  remit_options_free(options);
  return policy;
}

static void set(remit_data* data, uint64_t row, const char* id, const char* value) {
  CHECK_OK(remit_data_add_row(data, kEntity, NULL, &error));
  CHECK_OK(remit_data_set_text(data, kEntity, row, kId, id, REMIT_NUL, &error));
  CHECK_OK(remit_data_set_text(data, kEntity, row, kValue, value, REMIT_NUL, &error));
}

static int64_t option(const remit_options* options, remit_option which) {
  int64_t value = -1;
  CHECK_OK(remit_options_get_int(options, which, &value, &error));
  return value;
}

/* A profile sets every limit and nothing else; a limit may be set otherwise afterwards. */
static void profiles(void) {
  remit_options* own = NULL;
  remit_options* stranger = NULL;
  CHECK_OK(remit_options_new(&own, &error));
  CHECK_OK(remit_options_new(&stranger, &error));
  CHECK_OK(remit_options_set_int(stranger, REMIT_OPTION_THREADS, 3, &error));
  CHECK_OK(remit_options_set_profile(stranger, REMIT_PROFILE_UNTRUSTED, &error));
  for (remit_option each = REMIT_OPTION_MAX_SOURCE_BYTES; each <= REMIT_OPTION_MAX_KEPT_BYTES;
       ++each) {
    const int64_t most = option(own, each);
    const int64_t less = option(stranger, each);
    CHECK(less > 0);
    CHECK(most == 0 || less < most);
  }
  CHECK(option(stranger, REMIT_OPTION_THREADS) == 3);
  CHECK_OK(remit_options_set_int(stranger, REMIT_OPTION_MAX_ROWS, 7, &error));
  CHECK(option(stranger, REMIT_OPTION_MAX_ROWS) == 7);
  CHECK_OK(remit_options_set_profile(stranger, REMIT_PROFILE_OWN, &error));
  CHECK(option(stranger, REMIT_OPTION_MAX_ROWS) == option(own, REMIT_OPTION_MAX_ROWS));
  CHECK(option(stranger, REMIT_OPTION_MAX_KEPT_BYTES) == 0);
  remit_options_free(own);
  remit_options_free(stranger);
}

int main(void) {
  remit_policy* policy = limited();
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t twice = 0;
  CHECK_OK(remit_data_new(policy, &data, &error));
  set(data, 0, "abcd", "123.45");
  set(data, 1, "abcde", "1");
  set(data, 2, "c", "123456");
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = entity_table(results, kEntity);
  CHECK_OK(remit_table_find_column(table, "twice", REMIT_NUL, &twice, &error));
  CHECK(strcmp(cell(table, 0, "twice"), "246.90") == 0);
  CHECK(remit_table_state(table, 1, kId) == REMIT_STATE_ERROR);
  CHECK(remit_table_state(table, 2, twice) == REMIT_STATE_ERROR);
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  profiles();
  return 0;
}
