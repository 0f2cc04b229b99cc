#include "entry_points.h"

/* A rank and a share: two traversals. */
static const char kNation[] =
    "policy nation {\n"
    "  currency CNY  rounding half_up to 0.01 CNY  party treasury\n"
    "  entity unit { key name : text  kind : one of { township, subdistrict, city_department } }\n"
    "  entity project {\n"
    "    key id : text  introduced_by : unit  investment : money default 0\n"
    "    local_revenue : money \"local general revenue actually formed\"\n"
    "    listed : bool default false  opened : date optional\n"
    "  }\n"
    "  define brought for unit = sum(project.local_revenue)\n"
    "  define place for project = rank(local_revenue desc ties standard)\n"
    "  define share for project = round(local_revenue / sum(project.local_revenue), to 0.01, "
    "half_up)\n"
    "  reward bonus for project cite \"1\" { pay 10% * local_revenue from treasury }\n"
    "}\n";

enum { kShard = 3, kOtherShard = 5 };

static void with_nation(Things* t) {
  t->policy = compile_text(kNation);
  CHECK_OK(remit_options_new(&t->options, &error));
  CHECK_OK(remit_data_new(t->policy, &t->data, &error));
  CHECK_OK(remit_data_add_row(t->data, kUnit, NULL, &error));
  CHECK_OK(remit_data_set_text(t->data, kUnit, 0, 0, "Development office", REMIT_NUL, &error));
  CHECK_OK(remit_data_set_text(t->data, kUnit, 0, 1, "city_department", REMIT_NUL, &error));
}

static void with_rows(Things* t) {
  with_nation(t);
  open_projects(t, &t->stream);
}

static void with_gathered(Things* t) {
  with_rows(t);
  CHECK_OK(remit_shard_gather(t->policy, t->data, kProject, kShard, NULL, &t->stream, t->options,
                              &t->state, &error));
}

/* And a shard without rows. */
static void with_two(Things* t) {
  with_gathered(t);
  CHECK_OK(remit_shard_gather(t->policy, t->data, kProject, kOtherShard, NULL, NULL, NULL,
                              &t->other, &error));
}

static void with_advanced(Things* t) {
  with_gathered(t);
  CHECK_OK(
      remit_shard_state_advance(t->policy, t->data, t->state, NULL, t->options, &t->other, &error));
}

static void with_next_rows(Things* t) {
  with_advanced(t);
  remit_shard_state_free(t->state);
  t->state = NULL;
  open_projects(t, &t->stream);
}

static void with_last(Things* t) {
  with_next_rows(t);
  CHECK_OK(remit_shard_results(t->policy, t->data, kProject, kShard, t->other, &t->stream, NULL,
                               NULL, t->options, &t->state, &error));
}

static void with_bytes(Things* t) {
  with_gathered(t);
  CHECK_OK(remit_shard_state_bytes(t->state, &t->text, &error));
}

static void with_exported(Things* t) {
  with_gathered(t);
  CHECK_OK(remit_shard_state_export_arrow(t->state, &t->stream, &error));
}

static remit_status take(void* context, uint64_t first_row, const remit_results* batch) {
  (void)first_row;
  ((Things*)context)->number += (int64_t)remit_results_error_count(batch);
  return REMIT_OK;
}

static remit_status give(Things* t, remit_error** error) {
  const remit_status status =
      remit_shard_results(t->policy, t->data, kProject, kShard, t->other, &t->stream, take, t,
                          t->options, &t->state, error);
  if (status != REMIT_OK) t->number = 0;
  return status;
}

/* What a call made, in the place of t->other, where it succeeds. */
static remit_status put(Things* t, remit_status status, remit_shard_state* made) {
  if (status != REMIT_OK) return status;
  remit_shard_state_free(t->other);
  t->other = made;
  return status;
}

static remit_status merge(Things* t, remit_error** error) {
  remit_shard_state* made = NULL;
  const remit_status status = remit_shard_state_merge(t->state, t->other, &made, error);
  return put(t, status, made);
}

static remit_status part(Things* t, uint32_t shard, remit_error** error) {
  remit_shard_state* made = NULL;
  const remit_status status = remit_shard_state_part(t->other, shard, &made, error);
  return put(t, status, made);
}

static remit_status from_bytes(Things* t, size_t lacking, remit_error** error) {
  size_t size = 0;
  const char* const bytes = remit_string_data(t->text, &size);
  return remit_shard_state_of_bytes(bytes, size - lacking, &t->other, error);
}

static remit_status free_state(Things* t) {
  remit_shard_state_free(t->state);
  t->state = NULL;
  return REMIT_OK;
}

/* clang-format off */
#define TABLE(RETURNS, ANSWERS) \
  RETURNS(remit_shard_gather, plain, REMIT_OK, with_rows, \
          remit_shard_gather(t->policy, t->data, kProject, kShard, NULL, &t->stream, t->options, &t->state, error)) \
  RETURNS(remit_shard_gather, no_rows, REMIT_OK, with_nation, \
          remit_shard_gather(t->policy, t->data, kProject, kShard, NULL, NULL, NULL, &t->state, error)) \
  RETURNS(remit_shard_gather, refused, REMIT_INVALID_ARGUMENT, with_rows, \
          remit_shard_gather(t->policy, t->data, 99, kShard, NULL, &t->stream, t->options, &t->state, error)) \
  RETURNS(remit_shard_results, plain, REMIT_OK, with_next_rows, give(t, error)) \
  RETURNS(remit_shard_results, early, REMIT_INVALID_ARGUMENT, with_rows, give(t, error)) \
  RETURNS(remit_shard_state_merge, plain, REMIT_OK, with_two, \
          merge(t, error)) \
  RETURNS(remit_shard_state_advance, plain, REMIT_OK, with_gathered, \
          remit_shard_state_advance(t->policy, t->data, t->state, NULL, t->options, &t->other, error)) \
  RETURNS(remit_shard_state_part, plain, REMIT_OK, with_advanced, \
          part(t, kShard, error)) \
  RETURNS(remit_shard_state_part, refused, REMIT_INVALID_ARGUMENT, with_advanced, \
          part(t, kOtherShard, error)) \
  RETURNS(remit_shard_state_results, plain, REMIT_OK, with_last, \
          remit_shard_state_results(t->policy, t->data, t->state, t->other, t->options, &t->results, error)) \
  ANSWERS(remit_shard_state_traversal, plain, with_gathered, \
          t->number = remit_shard_state_traversal(t->state)) \
  ANSWERS(remit_shard_state_shard_count, plain, with_gathered, \
          t->number = (int64_t)remit_shard_state_shard_count(t->state)) \
  ANSWERS(remit_shard_state_shard, plain, with_gathered, \
          t->number = (int64_t)remit_shard_state_shard(t->state, 0)) \
  RETURNS(remit_shard_state_bytes, plain, REMIT_OK, with_gathered, \
          remit_shard_state_bytes(t->state, &t->text, error)) \
  RETURNS(remit_shard_state_of_bytes, plain, REMIT_OK, with_bytes, from_bytes(t, 0, error)) \
  RETURNS(remit_shard_state_of_bytes, cut_off, REMIT_DATA_ERROR, with_bytes, from_bytes(t, 1, error)) \
  RETURNS(remit_shard_state_export_arrow, plain, REMIT_OK, with_gathered, \
          remit_shard_state_export_arrow(t->state, &t->stream, error)) \
  RETURNS(remit_shard_state_import_arrow, plain, REMIT_OK, with_exported, \
          remit_shard_state_import_arrow(&t->stream, &t->other, error)) \
  ANSWERS(remit_shard_state_free, plain, with_gathered, free_state(t))
/* clang-format on */

DEFINE_ENTRY_POINTS(kShardsEntryPoints, TABLE)
