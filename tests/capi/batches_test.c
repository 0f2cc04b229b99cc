/* Rows in batches through Arrow streams: the figures of a run in memory, refusals, and callbacks
 * that give up. */
#include "check.h"

enum { kRows = 1000, kBatch = 64 };

static const char kText[] =
    "policy shares \"Shares\" {\n"
    "  effective 2010-01-01\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01 CNY\n"
    "  entity office { key id : count }\n"
    "  entity claim { key id : count  office : office  amount : money }\n"
    "  define claimed for office = sum(claim.amount)\n"
    "  define part for claim : number =\n"
    "    if office.claimed > 0 CNY then round(amount / office.claimed, to 0.0001, half_up) else 0\n"
    "  rank place for claim { by amount desc ties standard }\n"
    "}\n";

static int64_t amount_of(int64_t row) { return (row * 7919) % 10007; }

/* A stream of the rows, and how many streams there were and are. */
typedef struct {
  int64_t next;
  int opened, live;
} Rows;

/* One array of it, on its own until it is released. */
typedef struct {
  int64_t cells[3][kBatch];
  const void* buffers[3][2];
  struct ArrowArray columns[3];
  struct ArrowArray* pointers[3];
  const void* none[1];
} Block;

static void release_column(struct ArrowArray* array) { array->release = NULL; }
static void release_array(struct ArrowArray* array) {
  free(array->private_data);
  array->release = NULL;
}
static void release_schema(struct ArrowSchema* schema) { schema->release = NULL; }

static int get_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  static const char* const kNames[] = {"id", "office", "amount"};
  static const char* const kFormats[] = {"l", "l", "d:18,2,64"};
  static struct ArrowSchema columns[3];
  static struct ArrowSchema* pointers[3];
  int i = 0;
  (void)stream;
  memset(out, 0, sizeof *out);
  memset(columns, 0, sizeof columns);
  for (i = 0; i < 3; ++i) {
    columns[i].name = kNames[i];
    columns[i].format = kFormats[i];
    columns[i].release = release_schema;
    pointers[i] = &columns[i];
  }
  out->format = "+s";
  out->n_children = 3;
  out->children = pointers;
  out->release = release_schema;
  return 0;
}

static int get_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  Rows* rows = (Rows*)stream->private_data;
  const int64_t count = kRows - rows->next < kBatch ? kRows - rows->next : kBatch;
  Block* block = NULL;
  int64_t i = 0;
  memset(out, 0, sizeof *out);
  if (count == 0) return 0;
  block = (Block*)calloc(1, sizeof *block);
  CHECK(block != NULL);
  for (i = 0; i < count; ++i) {
    block->cells[0][i] = rows->next + i;
    block->cells[1][i] = (rows->next + i) % 3;
    block->cells[2][i] = amount_of(rows->next + i);
  }
  rows->next += count;
  for (i = 0; i < 3; ++i) {
    block->buffers[i][1] = block->cells[i];
    block->columns[i].length = count;
    block->columns[i].n_buffers = 2;
    block->columns[i].buffers = block->buffers[i];
    block->columns[i].release = release_column;
    block->pointers[i] = &block->columns[i];
  }
  out->length = count;
  out->n_buffers = 1;
  out->buffers = block->none;
  out->n_children = 3;
  out->children = block->pointers;
  out->release = release_array;
  out->private_data = block;
  return 0;
}

static const char* last_error(struct ArrowArrayStream* stream) {
  (void)stream;
  return "none";
}
static void release_stream(struct ArrowArrayStream* stream) {
  --((Rows*)stream->private_data)->live;
  stream->release = NULL;
}

static void fill_stream(Rows* rows, struct ArrowArrayStream* stream) {
  rows->next = 0;
  ++rows->live;
  stream->get_schema = get_schema;
  stream->get_next = get_next;
  stream->get_last_error = last_error;
  stream->release = release_stream;
  stream->private_data = rows;
}

/* What the callbacks share. */
typedef struct {
  Rows rows;
  const remit_table* expected;
  size_t claim;
  uint64_t seen;
  int give_up;
} Run;

static remit_status open_rows(void* context, struct ArrowArrayStream* stream) {
  Run* run = (Run*)context;
  ++run->rows.opened;
  if (run->give_up == 1) return REMIT_NOT_FOUND;
  if (run->give_up == 3) return REMIT_INTERNAL_ERROR;
  fill_stream(&run->rows, stream);
  return REMIT_OK;
}

static remit_status take_batch(void* context, uint64_t first_row, const remit_results* batch) {
  Run* run = (Run*)context;
  remit_table* table = entity_table(batch, run->claim);
  remit_table* times = NULL;
  uint64_t row = 0;
  char wanted[64];
  static const char* const kColumns[] = {"id", "part", "place"};
  size_t i = 0;
  if (run->give_up == 2) {
    remit_table_free(table);
    return REMIT_CANCELLED;
  }
  CHECK(first_row == run->seen);
  CHECK_FAILS(REMIT_UNSUPPORTED,
              remit_results_table(batch, REMIT_TABLE_STAGES, 0, REMIT_LANGUAGE_EN, &times, &error));
  for (row = 0; row < remit_table_row_count(table); ++row) {
    for (i = 0; i < 3; ++i) {
      strcpy(wanted, cell(run->expected, first_row + row, kColumns[i]));
      CHECK(strcmp(cell(table, row, kColumns[i]), wanted) == 0);
    }
  }
  run->seen += remit_table_row_count(table);
  remit_table_free(table);
  return REMIT_OK;
}

static int64_t number(const remit_table* table, uint64_t row, const char* column) {
  return strtoll(cell(table, row, column), NULL, 10);
}

/* Every traversal with its parts in order, and what it is for. */
static void check_profile(const remit_results* results) {
  remit_table* stages = NULL;
  remit_table* rules = NULL;
  uint64_t row = 0;
  int64_t rows[3] = {0, 0, 0};
  CHECK_OK(remit_results_table(results, REMIT_TABLE_STAGES, 0, REMIT_LANGUAGE_EN, &stages, &error));
  CHECK_OK(remit_results_table(results, REMIT_TABLE_RULES, 0, REMIT_LANGUAGE_EN, &rules, &error));
  for (row = 0; row < remit_table_row_count(stages); ++row) {
    const int64_t traversal = number(stages, row, "traversal");
    CHECK(traversal >= 0 && traversal <= 2);
    if (strcmp(cell(stages, row, "part"), "read") == 0) {
      rows[traversal] = number(stages, row, "rows");
    }
    if (strcmp(cell(stages, row, "part"), "pass") == 0 &&
        strcmp(cell(stages, row, "entity"), "claim") == 0) {
      CHECK(number(stages, row, "rows") == kRows); /* summed over the batches */
      CHECK(strcmp(cell(stages, row, "declarations"), traversal == 1 ? "claimed" : "part") == 0);
      CHECK(number(stages, row, "run_ns") > 0);
    }
  }
  CHECK(rows[0] == 0 && rows[1] == kRows && rows[2] == kRows);
  CHECK(remit_table_row_count(rules) == 3);
  remit_table_free(stages);
  remit_table_free(rules);
}

static size_t entity(const remit_policy* policy, const char* name) {
  size_t index = 0;
  CHECK_OK(remit_policy_find(policy, REMIT_LIST_ENTITIES, 0, name, strlen(name), &index, &error));
  return index;
}

int main(void) {
  static Run run;
  remit_policy* policy = compile_text(kText);
  const size_t office = entity(policy, "office");
  remit_data* data = NULL;
  remit_results* results = NULL;
  remit_results* streamed = NULL;
  remit_options* options = NULL;
  remit_table* expected = NULL;
  remit_table* ours = NULL;
  remit_table* theirs = NULL;
  struct ArrowArrayStream stream;
  int32_t traversals = 0;
  int64_t i = 0;
  char wanted[64];

  run.claim = entity(policy, "claim");
  CHECK_OK(remit_data_new(policy, &data, &error));
  for (i = 0; i < 3; ++i) {
    uint64_t row = 0;
    CHECK_OK(remit_data_add_row(data, office, &row, &error));
    CHECK_OK(remit_data_set_int64(data, office, row, 0, i, 0, &error));
  }
  /* In memory. */
  memset(&stream, 0, sizeof stream);
  fill_stream(&run.rows, &stream);
  CHECK_OK(remit_data_set_arrow_stream(data, run.claim, &stream, &error));
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  CHECK(remit_results_error_count(results) == 0);
  expected = entity_table(results, run.claim);
  CHECK(remit_table_row_count(expected) == kRows);
  run.expected = expected;

  /* Shares of a sum need it first; places are kept for all rows. */
  CHECK_OK(remit_policy_traversals(policy, run.claim, &traversals, &error));
  CHECK(traversals == 2);
  CHECK_FAILS(REMIT_UNSUPPORTED, remit_policy_traversals(policy, office, &traversals, &error));
  CHECK_OK(remit_options_new(&options, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_ASCENDING_KEYS, 1, &error));
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_PROFILE, 1, &error));
  CHECK_OK(remit_evaluate_batches(policy, data, run.claim, open_rows, take_batch, &run, options,
                                  &streamed, &error));
  check_profile(streamed);
  CHECK(run.seen == kRows);
  CHECK(run.rows.opened == 2);
  CHECK(run.rows.live == 0);
  ours = entity_table(results, office);
  theirs = entity_table(streamed, office);
  for (i = 0; i < 3; ++i) {
    strcpy(wanted, cell(ours, (uint64_t)i, "claimed"));
    CHECK(strcmp(cell(theirs, (uint64_t)i, "claimed"), wanted) == 0);
  }
  remit_results_free(streamed);

  /* Too much to keep, and hosts that give up. */
  CHECK_OK(remit_options_set_int(options, REMIT_OPTION_MAX_KEPT_BYTES, 100, &error));
  CHECK_FAILS(REMIT_LIMIT_EXCEEDED,
              remit_evaluate_batches(policy, data, run.claim, open_rows, take_batch, &run, options,
                                     &streamed, &error));
  run.give_up = 1;
  CHECK_FAILS(REMIT_NOT_FOUND, remit_evaluate_batches(policy, data, run.claim, open_rows, NULL,
                                                      &run, NULL, &streamed, &error));
  run.give_up = 2;
  CHECK_FAILS(REMIT_CANCELLED, remit_evaluate_batches(policy, data, run.claim, open_rows,
                                                      take_batch, &run, NULL, &streamed, &error));
  run.give_up =
      3; /* is handed on as the host's, not as a fault of Remit that stops anything else */
  CHECK_FAILS(REMIT_INTERNAL_ERROR,
              remit_evaluate_batches(policy, data, run.claim, open_rows, take_batch, &run, NULL,
                                     &streamed, &error));
  CHECK_FAILS(REMIT_INVALID_ARGUMENT,
              remit_evaluate_batches(policy, data, run.claim, NULL, take_batch, &run, NULL,
                                     &streamed, &error));
  CHECK(streamed == NULL);
  CHECK(run.rows.live == 0);

  remit_table_free(ours);
  remit_table_free(theirs);
  remit_table_free(expected);
  remit_options_free(options);
  remit_results_free(results);
  remit_data_free(data);
  remit_policy_free(policy);
  return 0;
}
