/* Evaluates a policy over CSV files and prints a table as CSV: the C side of the test that every
 * way of calling gives the same bytes.
 *
 * usage: capi_evaluate_csv POLICY TABLE ENTITY=FILE...; TABLE is ledger, totals, targets, errors or
 * the name of an entity. */
#include "check.h"

static char* read_file(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  char* text = NULL;
  CHECK(file != NULL);
  fseek(file, 0, SEEK_END);
  *size = (size_t)ftell(file);
  rewind(file);
  text = malloc(*size + 1);
  CHECK(text != NULL && fread(text, 1, *size, file) == *size);
  text[*size] = '\0';
  fclose(file);
  return text;
}

/* Reads one cell in place and moves on; *end is what ended it: ',', '\n' or 0. */
static char* next_cell(char** at, char* end) {
  char* begin = *at;
  char* to = begin;
  char* from = begin;
  if (*from == '"') {
    for (++from; *from != '"' || from[1] == '"'; ++from) {
      if (*from == '"') ++from;
      *to++ = *from;
    }
    ++from;
  } else {
    while (*from != ',' && *from != '\n' && *from != '\0') *to++ = *from++;
  }
  *end = *from;
  *at = *from == '\0' ? from : from + 1;
  *to = '\0';
  return begin;
}

static void load(const remit_policy* policy, remit_data* data, const char* entity,
                 const char* path) {
  size_t fields[64];
  size_t columns = 0;
  size_t index = 0;
  size_t size = 0;
  char* text = read_file(path, &size);
  char* at = text;
  char end = ',';
  CHECK_OK(remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, entity, REMIT_NUL, &index, &error));
  while (end == ',') {
    const char* header = next_cell(&at, &end);
    CHECK(columns < 64);
    CHECK_OK(remit_policy_find(policy, REMIT_LIST_FIELDS, index, header, REMIT_NUL,
                               &fields[columns++], &error));
  }
  while (*at != '\0') {
    uint64_t row = 0;
    size_t i = 0;
    CHECK_OK(remit_data_add_row(data, index, &row, &error));
    for (i = 0; i < columns; ++i) {
      const char* cell_text = next_cell(&at, &end);
      CHECK_OK(remit_data_set_text(data, index, row, fields[i], cell_text, REMIT_NUL, &error));
    }
  }
  free(text);
}

static void print_cell(const char* text, int first) {
  if (!first) putchar(',');
  if (strpbrk(text, ",\"\r\n") == NULL) {
    fputs(text, stdout);
    return;
  }
  putchar('"');
  for (; *text != '\0'; ++text) {
    if (*text == '"') putchar('"');
    putchar(*text);
  }
  putchar('"');
}

static void print_table(const remit_table* table) {
  const size_t columns = remit_table_column_count(table);
  remit_string* text = NULL;
  uint64_t row = 0;
  size_t column = 0;
  for (column = 0; column < columns; ++column) {
    print_cell(remit_table_column_text(table, column, REMIT_ENTRY_NAME, NULL), column == 0);
  }
  fputs("\r\n", stdout);
  for (row = 0; row < remit_table_row_count(table); ++row) {
    for (column = 0; column < columns; ++column) {
      CHECK_OK(remit_table_cell_text(table, row, column, &text, &error));
      print_cell(remit_string_data(text, NULL), column == 0);
      remit_string_free(text);
    }
    fputs("\r\n", stdout);
  }
}

static remit_table* find_table(const remit_policy* policy, const remit_results* results,
                               const char* name) {
  static const char* const kNames[] = {"", "ledger", "totals", "targets", "rounding", "errors"};
  remit_table* table = NULL;
  remit_table_kind which = REMIT_TABLE_LEDGER;
  size_t entity = 0;
  while (which <= REMIT_TABLE_ERRORS && strcmp(kNames[which], name) != 0) ++which;
  if (which > REMIT_TABLE_ERRORS) {
    which = REMIT_TABLE_ENTITY;
    CHECK_OK(remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, name, REMIT_NUL, &entity, &error));
  }
  CHECK_OK(remit_results_table(results, which, entity, REMIT_LANGUAGE_EN, &table, &error));
  return table;
}

int main(int argc, char** argv) {
  size_t size = 0;
  char* source = NULL;
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  int i = 0;
  CHECK(argc >= 3);
  source = read_file(argv[1], &size);
  policy = compile_text(source);
  CHECK_OK(remit_data_new(policy, &data, &error));
  for (i = 3; i < argc; ++i) {
    char* equals = strchr(argv[i], '=');
    CHECK(equals != NULL);
    *equals = '\0';
    load(policy, data, argv[i], equals + 1);
  }
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  table = find_table(policy, results, argv[2]);
  print_table(table);
  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  free(source);
  return 0;
}
