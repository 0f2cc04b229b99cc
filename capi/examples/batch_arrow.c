/* A whole table in and a whole table out through the Arrow C data interface. */
#include <remit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kRows = 1000 };

static const char kPolicy[] =
    "policy example \"A bonus for what is invested\" {\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01\n"
    "  party treasury \"City treasury\"\n"
    "  entity project { key number : count   invested : money }\n"
    "  reward bonus for project cite \"II(3)\" {\n"
    "    pay  1.25% * invested\n"
    "    cap  50万 CNY\n"
    "    from treasury\n"
    "  }\n"
    "}\n";

static void check(remit_status status, remit_error* error) {
  if (status == REMIT_OK) return;
  fprintf(stderr, "%s: %s\n", remit_status_name(status),
          remit_error_message(error, REMIT_LANGUAGE_EN, NULL));
  remit_error_free(error);
  exit(1);
}

/* The host's own columns: whole numbers, and money as decimal128 with two decimals. They are used
 * in place, so they stay until the release callback says that nobody needs them. */
static int64_t numbers[kRows];
static int64_t invested[kRows][2];

static void release_array(struct ArrowArray* array) { array->release = NULL; }
static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }

int main(void) {
  const char* name = "example.remit";
  const char* text = kPolicy;
  remit_error* error = NULL;
  remit_policy* policy = NULL;
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_table* table = NULL;
  size_t entity = 0;
  int64_t i = 0;

  struct ArrowSchema fields[2];
  struct ArrowSchema* field_list[2] = {&fields[0], &fields[1]};
  struct ArrowSchema schema;
  struct ArrowArray columns[2];
  struct ArrowArray* column_list[2] = {&columns[0], &columns[1]};
  struct ArrowArray batch;
  const void* number_buffers[2] = {NULL, numbers};
  const void* invested_buffers[2] = {NULL, invested};
  const void* no_buffers[1] = {NULL};

  for (i = 0; i < kRows; ++i) {
    numbers[i] = i;
    invested[i][0] = i * 1000003;
    invested[i][1] = 0;
  }
  memset(fields, 0, sizeof fields);
  memset(&schema, 0, sizeof schema);
  memset(columns, 0, sizeof columns);
  memset(&batch, 0, sizeof batch);
  fields[0].format = "l";
  fields[0].name = "number";
  fields[1].format = "d:38,2";
  fields[1].name = "invested";
  schema.format = "+s";
  schema.n_children = 2;
  schema.children = field_list;
  for (i = 0; i < 2; ++i) {
    fields[i].release = release_schema;
    columns[i].length = kRows;
    columns[i].n_buffers = 2;
    columns[i].release = release_array;
  }
  columns[0].buffers = number_buffers;
  columns[1].buffers = invested_buffers;
  schema.release = release_schema;
  batch.length = kRows;
  batch.n_buffers = 1;
  batch.buffers = no_buffers;
  batch.n_children = 2;
  batch.children = column_list;
  batch.release = release_array;

  check(remit_compile(1, &name, &text, NULL, NULL, &policy, &error), error);
  check(remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, "project", REMIT_NUL, &entity, &error),
        error);
  check(remit_data_new(policy, &data, &error), error);
  check(remit_data_set_arrow(data, entity, &schema, &batch, &error), error);
  check(remit_evaluate(policy, data, NULL, &results, &error), error);
  check(remit_results_table(results, REMIT_TABLE_ENTITY, entity, REMIT_LANGUAGE_EN, &table, &error),
        error);

  {
    struct ArrowSchema out_schema;
    struct ArrowArray out;
    int64_t column = 0;
    int64_t total = 0;
    check(remit_table_export_arrow(table, &out_schema, &out, &error), error);
    while (strcmp(out_schema.children[column]->name, "bonus") != 0) ++column;
    printf("bonus has the format %s\n", out_schema.children[column]->format);
    for (i = 0; i < out.length; ++i) {
      /* Each figure is 128 bits; these fit the lower half. */
      const int64_t* halves = out.children[column]->buffers[1];
      total += halves[2 * (i + out.children[column]->offset)];
    }
    printf("%lld projects, %lld.%02lld CNY\n", (long long)out.length, (long long)(total / 100),
           (long long)(total % 100));
    out.release(&out);
    out_schema.release(&out_schema);
  }

  remit_table_free(table);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
