/* Every question that can be asked of an entry of every list of a policy, and of a column of a
 * table: where it is answered and where not, and what is said to a question that there is not. And
 * every function that frees is given an object of another kind, which nothing happens to. */
#include "check.h"

static const char* const kPolicy =
    "policy lists {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party office\n"
    "  open param ratio : percent cite \"III\"\n"
    "  open entity task { key name : text  goal : money }\n"
    "  entity town { key name : text }\n"
    "  entity yearly {\n"
    "    town   : town\n"
    "    year   : count\n"
    "    kind   : one of { small, large }\n"
    "    share  : percent default 10%\n"
    "    opened : date optional\n"
    "    income : money \"income of the year\"\n"
    "    key town, year\n"
    "  }\n"
    "  define age for yearly = days between 2010-01-01 and opened\n"
    "  reward bonus for yearly cite \"1\" says \"a share of the income\" {\n"
    "    when kind is large\n"
    "    pay  share * income\n"
    "    from office\n"
    "  }\n"
    "  reward open_one for yearly cite \"2\" { pay ratio * income from office }\n"
    "  test \"small ones get nothing\" {\n"
    "    given town { name \"t\" }\n"
    "    given yearly { town \"t\" year 2010 kind small income 100 }\n"
    "    expect yearly \"t\", 2010 bonus = 0\n"
    "  }\n"
    "}\n";

enum { kLists = 6, kTexts = 15, kNumbers = 21 };
enum {
  kEntities = 1 << REMIT_LIST_ENTITIES,
  kFields = 1 << REMIT_LIST_FIELDS,
  kColumns = 1 << REMIT_LIST_COLUMNS,
  kClauses = 1 << REMIT_LIST_CLAUSES,
  kHoles = 1 << REMIT_LIST_HOLES
};

/* Which lists may answer a number with another than -1, and which always do. */
static const struct {
  int may, always;
} kAnswers[kNumbers] = {
    [REMIT_ENTRY_KIND] = {kFields | kColumns | kHoles, kFields | kColumns},
    [REMIT_ENTRY_SCALE] = {kFields | kColumns | kHoles, 0},
    [REMIT_ENTRY_IS_RATIO] = {kFields | kColumns | kHoles, kFields | kColumns},
    [REMIT_ENTRY_IS_KEY] = {kFields, kFields},
    [REMIT_ENTRY_IS_OPTIONAL] = {kFields, kFields},
    [REMIT_ENTRY_HAS_DEFAULT] = {kFields, kFields},
    [REMIT_ENTRY_IS_HOLE] = {kFields | kEntities, kFields | kEntities},
    [REMIT_ENTRY_KEY_FIELD] = {kEntities, 0},
    [REMIT_ENTRY_IS_ENTITY] = {kHoles, kHoles},
    [REMIT_ENTRY_CATEGORY_COUNT] = {kFields | kColumns, 0},
    [REMIT_ENTRY_BEGIN] = {kColumns | kClauses, kColumns | kClauses},
    [REMIT_ENTRY_END] = {kColumns | kClauses, kColumns | kClauses},
    [REMIT_ENTRY_LINE] = {kColumns | kClauses, kColumns | kClauses},
    [REMIT_ENTRY_COLUMN] = {kColumns | kClauses, kColumns | kClauses},
    [REMIT_ENTRY_IS_PERCENT] = {kFields, kFields},
    [REMIT_ENTRY_IS_BOUNDED] = {kFields, kFields},
    [REMIT_ENTRY_IS_LEFT_OUT] = {kFields, kFields},
    [REMIT_ENTRY_KEY_PARTS] = {kEntities, kEntities},
    [REMIT_ENTRY_KEY_PART] = {kFields, 0},
    [REMIT_ENTRY_IS_MADE] = {kEntities, kEntities},
    [REMIT_ENTRY_MAY_NOT_APPLY] = {kFields, kFields},
};
/* Which lists may answer a text with another than an empty one. */
static const int kSays[kTexts] = {
    [REMIT_ENTRY_NAME] = -1,
    [REMIT_ENTRY_LABEL_EN] = kEntities | kFields | kColumns | kClauses,
    [REMIT_ENTRY_LABEL_ZH] = kEntities | kFields | kColumns | kClauses,
    [REMIT_ENTRY_CITE] = -1,
    [REMIT_ENTRY_FORM] = kColumns | kClauses,
    [REMIT_ENTRY_DECLARATION] = kColumns | kClauses,
    [REMIT_ENTRY_ROLE] = kColumns,
    [REMIT_ENTRY_CURRENCY] = kFields | kColumns | kHoles,
    [REMIT_ENTRY_REFERS_TO] = kFields | kColumns | kHoles,
    [REMIT_ENTRY_UNIT] = kFields | kColumns | kHoles,
    [REMIT_ENTRY_FILE] = kColumns | kClauses,
    [REMIT_ENTRY_SAYS] = kClauses,
    [REMIT_ENTRY_READING] = kClauses,
    [REMIT_ENTRY_NOT_COMPUTED] = kClauses,
    [REMIT_ENTRY_HEADER] = kFields,
};

static remit_policy* policy;

static int64_t number(remit_list list, size_t entity, size_t index, remit_entry_number which) {
  int64_t value = -2;
  CHECK_OK(remit_policy_entry_number(policy, list, entity, index, which, &value, &error));
  return value;
}

static void ask_everything(remit_list list, size_t entity, size_t index) {
  const char* text = NULL;
  size_t size = 0, other = 0, i = 0;
  int64_t value = 0, categories = 0;
  int which = 0;
  for (which = 0; which < kTexts; ++which) {
    CHECK_OK(remit_policy_entry_text(policy, list, entity, index, which, &text, &size, &error));
    CHECK(text != NULL && strlen(text) == size);
    CHECK(strcmp(text, remit_policy_list_text(policy, list, entity, index, which, &other)) == 0);
    CHECK(size == other);
    CHECK(size == 0 || (kSays[which] & 1 << list) != 0);
    CHECK(which != REMIT_ENTRY_NAME || size > 0);
  }
  for (which = 0; which < kNumbers; ++which) {
    value = number(list, entity, index, which);
    CHECK(value >= 0 || (value == -1 && (kAnswers[which].always & 1 << list) == 0));
    CHECK(value == -1 || (kAnswers[which].may & 1 << list) != 0);
  }
  for (which = -1; which <= kTexts; which += kTexts + 1) {
    CHECK(remit_policy_list_text(policy, list, entity, index, which, &size) == NULL && size == 0);
    CHECK_FAILS(REMIT_INVALID_ARGUMENT,
                remit_policy_entry_text(policy, list, entity, index, which, &text, NULL, &error));
  }
  for (which = -1; which <= kNumbers; which += kNumbers + 1)
    CHECK_FAILS(REMIT_INVALID_ARGUMENT,
                remit_policy_entry_number(policy, list, entity, index, which, &value, &error));
  categories = number(list, entity, index, REMIT_ENTRY_CATEGORY_COUNT);
  for (i = 0; (int64_t)i < categories; ++i) {
    CHECK_OK(remit_policy_category(policy, list, entity, index, i, &text, NULL, &error));
    CHECK(strcmp(text, remit_policy_list_category(policy, list, entity, index, i, &size)) == 0);
    CHECK(size > 0);
  }
  CHECK(remit_policy_list_category(policy, list, entity, index, i, &size) == NULL && size == 0);
  CHECK_FAILS(REMIT_INVALID_ARGUMENT,
              remit_policy_category(policy, list, entity, index, i, &text, &size, &error));
}

static void ask_list(remit_list list, size_t entity) {
  size_t count = 0, index = 0, found = 0;
  int64_t value = 0;
  CHECK_OK(remit_policy_count(policy, list, entity, &count, &error));
  for (index = 0; index < count; ++index) {
    const char* name = remit_policy_list_text(policy, list, entity, index, REMIT_ENTRY_NAME, NULL);
    ask_everything(list, entity, index);
    CHECK_OK(remit_policy_find(policy, list, entity, name, REMIT_NUL, &found, &error));
    CHECK(found <= index);
  }
  CHECK_FAILS(REMIT_NOT_FOUND,
              remit_policy_find(policy, list, entity, "nobody", 6, &found, &error));
  CHECK_FAILS(REMIT_INVALID_ARGUMENT, remit_policy_entry_number(policy, list, entity, count,
                                                                REMIT_ENTRY_KIND, &value, &error));
  CHECK(remit_policy_list_text(policy, list, entity, count, REMIT_ENTRY_NAME, NULL) == NULL);
}

static size_t find(remit_list list, size_t entity, const char* name) {
  size_t index = 0;
  CHECK_OK(remit_policy_find(policy, list, entity, name, REMIT_NUL, &index, &error));
  return index;
}

static void ask_what_is_known(void) {
  const size_t yearly = find(REMIT_LIST_ENTITIES, 0, "yearly");
  const size_t town = find(REMIT_LIST_FIELDS, yearly, "town");
  const size_t share = find(REMIT_LIST_FIELDS, yearly, "share");
  const size_t age = find(REMIT_LIST_COLUMNS, yearly, "age");
  const size_t bonus = find(REMIT_LIST_CLAUSES, 0, "bonus");
  CHECK(number(REMIT_LIST_ENTITIES, 0, yearly, REMIT_ENTRY_KEY_PARTS) == 2);
  CHECK(number(REMIT_LIST_ENTITIES, 0, yearly, REMIT_ENTRY_KEY_FIELD) == (int64_t)town);
  CHECK(number(REMIT_LIST_ENTITIES, 0, yearly, REMIT_ENTRY_IS_HOLE) == 0);
  CHECK(number(REMIT_LIST_ENTITIES, 0, find(REMIT_LIST_ENTITIES, 0, "task"), REMIT_ENTRY_IS_HOLE) ==
        1);
  CHECK(number(REMIT_LIST_FIELDS, yearly, find(REMIT_LIST_FIELDS, yearly, "year"),
               REMIT_ENTRY_KEY_PART) == 1);
  CHECK(number(REMIT_LIST_FIELDS, yearly, share, REMIT_ENTRY_KEY_PART) == -1);
  CHECK(number(REMIT_LIST_FIELDS, yearly, share, REMIT_ENTRY_HAS_DEFAULT) == 1);
  CHECK(number(REMIT_LIST_FIELDS, yearly, share, REMIT_ENTRY_IS_PERCENT) == 1);
  CHECK(number(REMIT_LIST_COLUMNS, yearly, age, REMIT_ENTRY_IS_RATIO) == 0);
  CHECK(number(REMIT_LIST_COLUMNS, yearly, age, REMIT_ENTRY_LINE) == 17);
  CHECK(number(REMIT_LIST_COLUMNS, yearly, age, REMIT_ENTRY_BEGIN) <
        number(REMIT_LIST_COLUMNS, yearly, age, REMIT_ENTRY_END));
  CHECK(number(REMIT_LIST_HOLES, 0, find(REMIT_LIST_HOLES, 0, "task"), REMIT_ENTRY_IS_ENTITY) == 1);
  CHECK(number(REMIT_LIST_HOLES, 0, find(REMIT_LIST_HOLES, 0, "ratio"), REMIT_ENTRY_IS_ENTITY) ==
        0);
  CHECK(strcmp(remit_policy_list_text(policy, REMIT_LIST_FIELDS, yearly, town,
                                      REMIT_ENTRY_REFERS_TO, NULL),
               "town") == 0);
  CHECK(strcmp(remit_policy_list_text(policy, REMIT_LIST_CLAUSES, 0, bonus, REMIT_ENTRY_SAYS, NULL),
               "a share of the income") == 0);
}

static void ask_columns(void) {
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t column = 0;
  int which = 0;
  CHECK_OK(remit_data_new(policy, &data, &error));
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  CHECK_OK(remit_results_table(results, REMIT_TABLE_ENTITY, find(REMIT_LIST_ENTITIES, 0, "yearly"),
                               REMIT_LANGUAGE_EN, &table, &error));
  for (column = 0; column < remit_table_column_count(table); ++column) {
    for (which = -1; which <= kTexts; ++which) {
      const int told = which == REMIT_ENTRY_NAME || which == REMIT_ENTRY_LABEL_EN ||
                       which == REMIT_ENTRY_LABEL_ZH || which == REMIT_ENTRY_CURRENCY ||
                       which == REMIT_ENTRY_REFERS_TO || which == REMIT_ENTRY_UNIT;
      CHECK((remit_table_column_text(table, column, which, NULL) != NULL) == told);
    }
    for (which = -1; which <= kNumbers; ++which) {
      const int told =
          which == REMIT_ENTRY_KIND || which == REMIT_ENTRY_SCALE || which == REMIT_ENTRY_IS_RATIO;
      CHECK((remit_table_column_number(table, column, which) != -1) == told);
    }
  }
  CHECK(remit_table_column_text(table, column, REMIT_ENTRY_NAME, NULL) == NULL);
  CHECK(remit_table_column_number(table, column, REMIT_ENTRY_KIND) == -1);
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
}

/* What is freed as something else is as it was. */
static void free_others(void) {
  remit_options* options = NULL;
  remit_cancel* cancel = NULL;
  int64_t value = 0;
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_cancel_new(&cancel, &error));
  remit_string_free((remit_string*)options);
  remit_error_free((remit_error*)options);
  remit_cancel_free((remit_cancel*)options);
  remit_cancel_request((remit_cancel*)options);
  remit_cancel_reset((remit_cancel*)options);
  remit_policy_free((remit_policy*)options);
  remit_data_free((remit_data*)options);
  remit_results_free((remit_results*)options);
  remit_shard_state_free((remit_shard_state*)options);
  remit_comparison_free((remit_comparison*)options);
  remit_case_free((remit_case*)options);
  remit_exchange_free((remit_exchange*)options);
  remit_table_free((remit_table*)options);
  remit_options_free((remit_options*)cancel);
  CHECK_OK(remit_options_get_int(options, REMIT_OPTION_THREADS, &value, &error));
  CHECK_OK(remit_options_set_cancel(options, cancel, &error));
  remit_cancel_free(cancel);
  remit_options_free(options);
}

int main(void) {
  const char* name = "lists.remit";
  size_t entities = 0, entity = 0;
  remit_list list = 0;
  CHECK_OK(remit_compile(1, &name, &kPolicy, NULL, NULL, &policy, &error));
  CHECK_OK(remit_policy_count(policy, REMIT_LIST_ENTITIES, 0, &entities, &error));
  for (list = 0; list < kLists; ++list) {
    const int of_entity = list == REMIT_LIST_FIELDS || list == REMIT_LIST_COLUMNS;
    for (entity = 0; entity < (of_entity ? entities : 1); ++entity) ask_list(list, entity);
    if (of_entity)
      CHECK_FAILS(REMIT_INVALID_ARGUMENT,
                  remit_policy_find(policy, list, entities, "x", 1, &entity, &error));
  }
  ask_what_is_known();
  ask_columns();
  free_others();
  remit_policy_free(policy);
  return 0;
}
