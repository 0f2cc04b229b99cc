#include "things.h"

const char kEveryForm[] =
    "policy every_form \"Every form\" {\n"
    "  source \"test\"\n"
    "  effective 2010-01-01 to 2010-12-31\n"
    "  currency CNY\n"
    "  rounding half_up to 0.01 CNY\n"
    "  party city_treasury \"City treasury\"\n"
    "  entity unit { key name : text  kind : one of { township, subdistrict, city_department } }\n"
    "  entity project {\n"
    "    key id        : text\n"
    "    introduced_by : unit\n"
    "    investment    : money default 0\n"
    "    local_revenue : money \"local general revenue actually formed\"\n"
    "    listed        : bool default false\n"
    "    opened        : date optional\n"
    "  }\n"
    "  param most = 50 CNY\n"
    "  define brought for unit = sum(project.local_revenue)\n"
    "  define best for unit = max(project.local_revenue where listed)\n"
    "  define age for project = 2010 - year(opened)\n"
    "  define started for project = opened\n"
    "  target big cite \"1\" : count(project where investment >= 3000 CNY) >= 2\n"
    "  rank place for unit cite \"2\" { by brought desc within kind ties standard }\n"
    "  split home for project cite \"3\" {\n"
    "    amount local_revenue\n"
    "    share city 1/3\n"
    "    share unit 2/3 to introduced_by\n"
    "    remainder to city\n"
    "  }\n"
    "  reward bonus for project cite \"4\" {\n"
    "    when introduced_by.kind is city_department\n"
    "    pay 20% * local_revenue / 3\n"
    "    floor 0 CNY\n"
    "    cap most\n"
    "    from city_treasury\n"
    "    to introduced_by\n"
    "  }\n"
    "  test \"a cap\" {\n"
    "    given unit { name \"Development office\" kind city_department }\n"
    "    given project { id \"p\" introduced_by \"Development office\" local_revenue 2000 }\n"
    "    expect project \"p\" bonus = 50\n"
    "  }\n"
    "  test \"wrong on purpose\" {\n"
    "    given unit from \"units.csv\"\n"
    "    given project { id \"p\" introduced_by \"Development office\" local_revenue 2000 }\n"
    "    expect project \"p\" bonus = 51\n"
    "  }\n"
    "}\n";

void nothing(Things* t) { (void)t; }

void with_options(Things* t) { CHECK_OK(remit_options_new(&t->options, &error)); }

void with_cancel(Things* t) {
  with_options(t);
  CHECK_OK(remit_cancel_new(&t->cancel, &error));
}

void with_complaint(Things* t) {
  const char* name = "wrong.remit";
  const char* text = "policy p { currency CNY define x = y + 1 define x = 2 }";
  CHECK(remit_compile(1, &name, &text, NULL, NULL, &t->policy, &t->complaint) ==
        REMIT_POLICY_ERROR);
}

void with_policy(Things* t) { t->policy = compile_text(kEveryForm); }

static void set(Things* t, size_t entity, uint64_t row, size_t field, const char* text) {
  CHECK_OK(remit_data_set_text(t->data, entity, row, field, text, REMIT_NUL, &error));
}

static void add_project(Things* t, const char* id, int64_t revenue, const char* opened) {
  uint64_t row = 0;
  CHECK_OK(remit_data_add_row(t->data, kProject, &row, &error));
  set(t, kProject, row, kId, id);
  set(t, kProject, row, kIntroducedBy, "Development office of the city");
  CHECK_OK(remit_data_set_int64(t->data, kProject, row, kRevenue, revenue, 2, &error));
  set(t, kProject, row, kOpened, opened);
}

static void with_empty_data(Things* t) {
  with_policy(t);
  with_options(t);
  CHECK_OK(remit_data_new(t->policy, &t->data, &error));
}

void with_data(Things* t) {
  uint64_t row = 0;
  with_empty_data(t);
  for (row = 0; row < 2; ++row) CHECK_OK(remit_data_add_row(t->data, kUnit, NULL, &error));
  set(t, kUnit, 0, 0, "Development office of the city");
  set(t, kUnit, 0, 1, "city_department");
  set(t, kUnit, 1, 0, "North township");
  set(t, kUnit, 1, 1, "township");
  add_project(t, "the first project", 10001, "2009-06-01");
  add_project(t, "the second project", 333333, "no date at all");
  add_project(t, "the third project", -1, "");
}

void with_unit_batch(Things* t) {
  with_empty_data(t);
  fill_units(&t->batches[0]);
  t->schema = t->batches[0].schema;
  t->array = t->batches[0].array;
}

void open_projects(Things* t, struct ArrowArrayStream* stream) {
  fill_projects(&t->batches[0]);
  fill_projects(&t->batches[1]);
  t->batches[0].columns[2].name = t->batches[1].columns[2].name = "remark"; /* only noted */
  t->batches[0].array.offset = 1;
  t->batches[0].array.length = 1;
  t->batches[1].array.offset = 2;
  t->batches[1].array.length = 2;
  t->chunks.batches = t->batches;
  t->chunks.count = 2;
  open_chunks(&t->chunks, stream);
}

void with_stream(Things* t) {
  with_empty_data(t);
  open_projects(t, &t->stream);
}

void with_batches(Things* t) {
  with_empty_data(t);
  CHECK_OK(remit_data_add_row(t->data, kUnit, NULL, &error));
  set(t, kUnit, 0, 0, "Development office");
  set(t, kUnit, 0, 1, "city_department");
}

void with_wrong_batch(Things* t) {
  with_unit_batch(t);
  t->batches[0].columns[0].name = "not_the_name";
}

static void with_evaluator(Things* t, int64_t evaluator) {
  with_data(t);
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_EVALUATOR, evaluator, &error));
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_BATCH_ROWS, 2, &error));
}

void with_row_run(Things* t) { with_evaluator(t, 1); }
void with_columnar_run(Things* t) { with_evaluator(t, 2); }
void with_threads(Things* t) {
  with_evaluator(t, 2);
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_THREADS, 3, &error));
}

void with_results(Things* t) {
  with_columnar_run(t);
  CHECK_OK(remit_evaluate(t->policy, t->data, t->options, &t->results, &error));
}

void with_profile(Things* t) {
  with_columnar_run(t);
  CHECK_OK(remit_options_set_int(t->options, REMIT_OPTION_PROFILE, 1, &error));
  CHECK_OK(remit_evaluate(t->policy, t->data, t->options, &t->results, &error));
}

void with_comparison(Things* t) {
  remit_results* later = NULL;
  with_results(t);
  CHECK_OK(remit_data_set_text(t->data, kProject, 0, kRevenue, "1", REMIT_NUL, &error));
  CHECK_OK(remit_evaluate(t->policy, t->data, t->options, &later, &error));
  CHECK_OK(remit_compare(t->results, later, t->options, &t->comparison, &error));
  remit_results_free(later);
}

void with_table(Things* t) {
  with_results(t);
  t->table = entity_table(t->results, kProject);
}

void with_text(Things* t) {
  with_results(t);
  CHECK_OK(remit_results_digest(t->results, &t->text, &error));
}

void with_case(Things* t) {
  with_batches(t);
  add_project(t, "the only project", 10001, "2009-06-01");
  CHECK_OK(remit_case_new(t->policy, t->data, kProject, NULL, &t->one, &error));
}

void free_things(Things* t) {
  remit_policy_free(t->policy);
  remit_options_free(t->options);
  remit_cancel_free(t->cancel);
  remit_data_free(t->data);
  remit_data_free(t->copy);
  remit_exchange_free(t->exchange);
  remit_case_free(t->one);
  remit_results_free(t->results);
  remit_comparison_free(t->comparison);
  remit_table_free(t->table);
  remit_string_free(t->text);
  remit_error_free(t->complaint);
  remit_shard_state_free(t->state);
  remit_shard_state_free(t->other);
  if (t->schema.release != NULL) t->schema.release(&t->schema);
  if (t->array.release != NULL) t->array.release(&t->array);
  if (t->stream.release != NULL) t->stream.release(&t->stream);
  memset(t, 0, sizeof *t);
}

/* FNV-1a over what is asked of the objects. */
static uint64_t mix(uint64_t state, const void* bytes, size_t size) {
  size_t i = 0;
  for (i = 0; i < size; ++i) state = (state ^ ((const unsigned char*)bytes)[i]) * 1099511628211u;
  return state;
}

static uint64_t mix_number(uint64_t state, uint64_t number) {
  return mix(state, &number, sizeof number);
}

static uint64_t mix_text(uint64_t state, const char* text) {
  return text == NULL ? mix_number(state, 0) : mix(state, text, strlen(text) + 1);
}

static uint64_t mix_string(uint64_t state, remit_string* string) {
  state = mix_text(state, remit_string_data(string, NULL));
  remit_string_free(string);
  return state;
}

static uint64_t mix_table(uint64_t state, const remit_table* table) {
  char buffer[10000];
  size_t size = 0;
  size_t column = 0;
  uint64_t row = 0;
  for (column = 0; column < remit_table_column_count(table); ++column) {
    state = mix_text(state, remit_table_column_text(table, column, REMIT_ENTRY_NAME, NULL));
    for (row = 0; row < remit_table_row_count(table); ++row) {
      CHECK_OK(remit_table_text(table, row, column, buffer, sizeof buffer, &size, &error));
      state = mix_text(state, buffer);
      state = mix_number(state, (uint64_t)remit_table_state(table, row, column));
    }
  }
  return state;
}

static uint64_t mix_comparison(uint64_t state, const remit_comparison* comparison) {
  remit_table* table = NULL;
  CHECK_OK(remit_comparison_table(comparison, REMIT_COMPARISON_CHANGES, REMIT_LANGUAGE_ZH, &table,
                                  &error));
  state = mix_table(state, table);
  remit_table_free(table);
  return state;
}

static uint64_t mix_results(uint64_t state, const remit_results* results) {
  static const remit_table_kind kKinds[] = {REMIT_TABLE_ENTITY, REMIT_TABLE_LEDGER,
                                            REMIT_TABLE_ERRORS};
  remit_string* digest = NULL;
  size_t i = 0;
  CHECK_OK(remit_results_digest(results, &digest, &error));
  state = mix_string(state, digest);
  for (i = 0; i < sizeof kKinds / sizeof kKinds[0]; ++i) {
    remit_table* table = NULL;
    CHECK_OK(remit_results_table(results, kKinds[i], kProject, REMIT_LANGUAGE_ZH, &table, &error));
    state = mix_table(state, table);
    remit_table_free(table);
  }
  return state;
}

/* What a run over the data gives, and what was noted. */
static uint64_t mix_data(uint64_t state, const remit_policy* policy, const remit_data* data) {
  remit_results* results = NULL;
  remit_table* notes = NULL;
  CHECK_OK(remit_data_notes(data, REMIT_LANGUAGE_EN, &notes, &error));
  state = mix_table(state, notes);
  remit_table_free(notes);
  CHECK_OK(remit_evaluate(policy, data, NULL, &results, &error));
  state = mix_results(state, results);
  remit_results_free(results);
  return state;
}

static uint64_t mix_options(uint64_t state, const remit_options* options) {
  int64_t value = 0;
  CHECK_OK(remit_options_get_int(options, REMIT_OPTION_THREADS, &value, &error));
  return mix_number(state, (uint64_t)value);
}

static uint64_t mix_shard_state(uint64_t state, const remit_shard_state* of) {
  remit_string* bytes = NULL;
  size_t size = 0;
  const char* data = NULL;
  CHECK_OK(remit_shard_state_bytes(of, &bytes, &error));
  data = remit_string_data(bytes, &size);
  state = mix(state, data, size);
  remit_string_free(bytes);
  return state;
}

uint64_t state_of(const Things* t) {
  uint64_t state = 14695981039346656037u;
  state = mix_text(state, remit_policy_text(t->policy, REMIT_POLICY_HASH, NULL));
  if (t->options != NULL) state = mix_options(state, t->options);
  if (t->data != NULL) state = mix_data(state, t->policy, t->data);
  if (t->copy != NULL) state = mix_data(state, t->policy, t->copy);
  if (t->one != NULL) state = mix_table(state, remit_case_table(t->one));
  if (t->results != NULL) state = mix_results(state, t->results);
  if (t->comparison != NULL) state = mix_comparison(state, t->comparison);
  if (t->table != NULL) state = mix_table(state, t->table);
  state = mix_text(state, remit_string_data(t->text, NULL));
  state = mix_text(state, remit_error_message(t->complaint, REMIT_LANGUAGE_ZH, NULL));
  if (t->state != NULL) state = mix_shard_state(state, t->state);
  if (t->other != NULL) state = mix_shard_state(state, t->other);
  state = mix_text(state, t->borrowed);
  return mix_number(state, (uint64_t)t->number);
}
