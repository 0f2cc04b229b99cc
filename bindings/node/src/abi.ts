// Generated from capi/remit.json by bindings/node/generate_abi.py; not edited by hand.

/** An address that the library gave, or null. */
export type Pointer = unknown;

export const ABI_VERSION = 0x00010004;
export const DEPTH_UNFOLDED = 0xffffffff;

/** What became of a call. */
export const
  OK = 0, INVALID_ARGUMENT = 1, OUT_OF_MEMORY = 2, POLICY_ERROR = 3, DATA_ERROR = 4, NOT_FOUND
  = 5, LIMIT_EXCEEDED = 6, CANCELLED = 7, UNSUPPORTED = 8, INTERNAL_ERROR = 9,
  BUFFER_TOO_SMALL = 10;

/** The languages in which Remit answers. */
export const
  LANGUAGE_EN = 0, LANGUAGE_ZH = 1;

/** How a text is laid out. */
export const
  FORMAT_TEXT = 0, FORMAT_JSON = 1, FORMAT_ANSI = 2, FORMAT_HTML = 3;

/** What a cell holds. */
export const
  KIND_BOOLEAN = 0, KIND_NUMBER = 1, KIND_MONEY = 2, KIND_DATE = 3, KIND_TEXT = 4,
  KIND_CATEGORY = 5, KIND_REFERENCE = 6, KIND_DURATION = 7;

/** Whether a cell has a value. */
export const
  STATE_VALUE = 0, STATE_BLANK = 1, STATE_ERROR = 2;

/** How grave a diagnostic is. */
export const
  SEVERITY_ERROR = 0, SEVERITY_WARNING = 1, SEVERITY_NOTE = 2;

/** Texts of a diagnostic. */
export const
  DIAGNOSTIC_CODE = 0, DIAGNOSTIC_NAME = 1, DIAGNOSTIC_FILE = 2, DIAGNOSTIC_MESSAGE = 3,
  DIAGNOSTIC_HELP = 4, DIAGNOSTIC_REPLACEMENT = 5;

/**
 * Numbers of a diagnostic. Offsets count bytes of the file as given, from 0, ends are exclusive;
 * lines and columns count from 1; columns in code points, display columns in terminal cells.
 */
export const
  DIAGNOSTIC_SEVERITY = 0, DIAGNOSTIC_BEGIN = 1, DIAGNOSTIC_END = 2, DIAGNOSTIC_LINE = 3,
  DIAGNOSTIC_COLUMN = 4, DIAGNOSTIC_DISPLAY_COLUMN = 5, DIAGNOSTIC_END_LINE = 6,
  DIAGNOSTIC_END_COLUMN = 7, DIAGNOSTIC_FIX_BEGIN = 8, DIAGNOSTIC_FIX_END = 9;

/** What REMIT_OPTION_ONLY adds up. What a run was not asked for is REMIT_UNSUPPORTED. */
export const
  OUTPUT_COLUMNS = 1, OUTPUT_LEDGER = 2, OUTPUT_TOTALS = 4, OUTPUT_TARGETS = 8,
  OUTPUT_FINDINGS = 16, OUTPUT_ATTRIBUTIONS = 32, OUTPUT_ERRORS = 64;

/** Whole-number options. Limits protect the host against a text or a table from a stranger. */
export const
  OPTION_THREADS = 0, OPTION_BATCH_ROWS = 1, OPTION_ISA = 2, OPTION_EVALUATOR = 3,
  OPTION_ASCENDING_KEYS = 4, OPTION_PROFILE = 5, OPTION_ONLY = 6, OPTION_MAX_SOURCE_BYTES =
  100, OPTION_MAX_TOKENS = 101, OPTION_MAX_NESTING_DEPTH = 102, OPTION_MAX_DECLARATIONS = 103,
  OPTION_MAX_COLUMNS = 104, OPTION_MAX_EXPRESSION_NODES = 105, OPTION_MAX_TEXT_BYTES = 106,
  OPTION_MAX_NUMBER_DIGITS = 107, OPTION_MAX_DIAGNOSTICS = 108, OPTION_MAX_ROWS = 109,
  OPTION_MAX_MEMORY_BYTES = 110, OPTION_MAX_STEPS = 111, OPTION_MAX_MILLISECONDS = 112,
  OPTION_MAX_KEPT_BYTES = 113;

/** Limits by name: who wrote the texts and the tables. */
export const
  PROFILE_OWN = 0, PROFILE_UNTRUSTED = 1;

/** Texts of a policy. */
export const
  POLICY_NAME = 0, POLICY_TITLE = 1, POLICY_HASH = 2;

/**
 * The lists that describe a policy. Fields and columns are those of one entity; for the others
 * `entity` is ignored.
 */
export const
  LIST_ENTITIES = 0, LIST_FIELDS = 1, LIST_COLUMNS = 2, LIST_CLAUSES = 3, LIST_HOLES = 4,
  LIST_TESTS = 5;

/** Texts of an entry; what an entry does not have is an empty text. */
export const
  ENTRY_NAME = 0, ENTRY_LABEL_EN = 1, ENTRY_LABEL_ZH = 2, ENTRY_CITE = 3, ENTRY_FORM = 4,
  ENTRY_DECLARATION = 5, ENTRY_ROLE = 6, ENTRY_CURRENCY = 7, ENTRY_REFERS_TO = 8, ENTRY_UNIT =
  9, ENTRY_FILE = 10, ENTRY_SAYS = 11, ENTRY_READING = 12, ENTRY_NOT_COMPUTED = 13,
  ENTRY_HEADER = 14;

/** Numbers of an entry; -1 for what it does not have. */
export const
  ENTRY_KIND = 0, ENTRY_SCALE = 1, ENTRY_IS_RATIO = 2, ENTRY_IS_KEY = 3, ENTRY_IS_OPTIONAL =
  4, ENTRY_HAS_DEFAULT = 5, ENTRY_IS_HOLE = 6, ENTRY_KEY_FIELD = 7, ENTRY_IS_ENTITY = 8,
  ENTRY_CATEGORY_COUNT = 9, ENTRY_BEGIN = 10, ENTRY_END = 11, ENTRY_LINE = 12, ENTRY_COLUMN =
  13, ENTRY_IS_PERCENT = 14, ENTRY_IS_BOUNDED = 15, ENTRY_IS_LEFT_OUT = 16, ENTRY_KEY_PARTS =
  17, ENTRY_KEY_PART = 18, ENTRY_IS_MADE = 19, ENTRY_MAY_NOT_APPLY = 20;

/** Stages of the compilation. */
export const
  STAGE_TREE = 0, STAGE_MODEL = 1, STAGE_PLAN = 2;

/** Spelling of the keywords that remit_format writes; ZH_HANT: in traditional characters. */
export const
  KEYWORDS_AS_WRITTEN = 0, KEYWORDS_EN = 1, KEYWORDS_ZH = 2, KEYWORDS_ZH_HANT = 3;

/** The tables of a run; the names in brackets are those of the columns. */
export const
  TABLE_ENTITY = 0, TABLE_LEDGER = 1, TABLE_TOTALS = 2, TABLE_TARGETS = 3, TABLE_ROUNDING = 4,
  TABLE_ERRORS = 5, TABLE_STAGES = 6, TABLE_RULES = 7, TABLE_NOTES = 8, TABLE_CAUSES = 9,
  TABLE_ENTITY_ALL = 10, TABLE_FINDINGS = 11, TABLE_ATTRIBUTIONS = 12;

/**
 * The tables of remit_results_payments. In each the column `list` says to which list a row
 * belongs: a list for each payer and currency, and one for what is paid back to it.
 */
export const
  PAYMENTS_LISTS = 0, PAYMENTS_LINES = 1, PAYMENTS_BY_REWARD = 2, PAYMENTS_BY_PAYEE = 3;

/** The tables of a comparison; the names in brackets are those of the columns. */
export const
  COMPARISON_CHANGES = 0, COMPARISON_TOTALS = 1, COMPARISON_REWARDS = 2, COMPARISON_COUNTS =
  3, COMPARISON_DISTRIBUTION = 4, COMPARISON_ROWS = 5, COMPARISON_FINDINGS = 6;

/** The words of a cell of an exchange, each an int64_t. */
export const
  EXCHANGE_WORD_STATE = 0, EXCHANGE_WORD_LOW = 1, EXCHANGE_WORD_HIGH = 2, EXCHANGE_WORD_SCALE
  = 3, EXCHANGE_WORD_COUNT = 4;

/**
 * What a cell of an exchange holds. What remit_case_table has of a figure it has as long as the
 * case has not run since, by itself or by another exchange.
 */
export const
  EXCHANGE_VALUE = 0, EXCHANGE_BLANK = 1, EXCHANGE_ERROR = 2, EXCHANGE_KEPT = 3, EXCHANGE_TEXT
  = 4;

/** Which value is sought. */
export const
  LARGEST = 0, SMALLEST = 1;

/** The types of callbacks, for koffi. */
export const CALLBACKS = [
  "int32_t remit_progress(void *context, uint64_t done, uint64_t total)",
  "int32_t remit_load_table(void *context, uint8_t *path, uint8_t *entity, void *data)",
  "int32_t remit_open_rows(void *context, void *stream)",
  "int32_t remit_take_batch(void *context, uint64_t first_row, void *batch)",
];

/** The prototypes of functions, for koffi. */
export const FUNCTIONS = {
  remit_abi_version:
    "uint32_t remit_abi_version(void)",
  remit_version:
    "void *remit_version(void)",
  remit_build:
    "void *remit_build(void)",
  remit_status_name:
    "void *remit_status_name(int32_t status)",
  remit_string_data:
    "void *remit_string_data(void *string, _Out_ size_t *size)",
  remit_string_free:
    "void remit_string_free(void *string)",
  remit_error_status:
    "int32_t remit_error_status(void *error)",
  remit_error_message:
    "void *remit_error_message(void *error, int32_t language, _Out_ size_t *size)",
  remit_error_diagnostics:
    "void *remit_error_diagnostics(void *error)",
  remit_error_free:
    "void remit_error_free(void *error)",
  remit_diagnostics_count:
    "size_t remit_diagnostics_count(void *diagnostics)",
  remit_diagnostics_text:
    "void *remit_diagnostics_text(void *diagnostics, size_t index, int32_t which, int32_t language, _Out_ size_t *size)",
  remit_diagnostics_number:
    "int64_t remit_diagnostics_number(void *diagnostics, size_t index, int32_t which)",
  remit_diagnostics_render:
    "int32_t remit_diagnostics_render(void *diagnostics, int32_t format, int32_t language, _Out_ void **text, _Out_ void **error)",
  remit_options_new:
    "int32_t remit_options_new(_Out_ void **options, _Out_ void **error)",
  remit_options_free:
    "void remit_options_free(void *options)",
  remit_options_set_int:
    "int32_t remit_options_set_int(void *options, int32_t option, int64_t value, _Out_ void **error)",
  remit_options_get_int:
    "int32_t remit_options_get_int(void *options, int32_t option, _Out_ int64_t *value, _Out_ void **error)",
  remit_options_set_profile:
    "int32_t remit_options_set_profile(void *options, int32_t profile, _Out_ void **error)",
  remit_options_set_as_of:
    "int32_t remit_options_set_as_of(void *options, int32_t year, int32_t month, int32_t day, _Out_ void **error)",
  remit_options_set_cancel:
    "int32_t remit_options_set_cancel(void *options, void *cancel, _Out_ void **error)",
  remit_options_set_progress:
    "int32_t remit_options_set_progress(void *options, remit_progress *progress, void *context, _Out_ void **error)",
  remit_cancel_new:
    "int32_t remit_cancel_new(_Out_ void **cancel, _Out_ void **error)",
  remit_cancel_request:
    "void remit_cancel_request(void *cancel)",
  remit_cancel_reset:
    "void remit_cancel_reset(void *cancel)",
  remit_cancel_free:
    "void remit_cancel_free(void *cancel)",
  remit_compile:
    "int32_t remit_compile(size_t count, void **names, void **texts, size_t *sizes, void *options, _Out_ void **policy, _Out_ void **error)",
  remit_policy_free:
    "void remit_policy_free(void *policy)",
  remit_policy_text:
    "void *remit_policy_text(void *policy, int32_t which, _Out_ size_t *size)",
  remit_policy_diagnostics:
    "void *remit_policy_diagnostics(void *policy)",
  remit_policy_count:
    "int32_t remit_policy_count(void *policy, int32_t list, size_t entity, _Out_ size_t *count, _Out_ void **error)",
  remit_policy_find:
    "int32_t remit_policy_find(void *policy, int32_t list, size_t entity, uint8_t *name, size_t size, _Out_ size_t *index, _Out_ void **error)",
  remit_policy_list_text:
    "void *remit_policy_list_text(void *policy, int32_t list, size_t entity, size_t index, int32_t which, _Out_ size_t *size)",
  remit_policy_entry_text:
    "int32_t remit_policy_entry_text(void *policy, int32_t list, size_t entity, size_t index, int32_t which, _Out_ void **text, _Out_ size_t *size, _Out_ void **error)",
  remit_policy_entry_number:
    "int32_t remit_policy_entry_number(void *policy, int32_t list, size_t entity, size_t index, int32_t which, _Out_ int64_t *value, _Out_ void **error)",
  remit_policy_list_category:
    "void *remit_policy_list_category(void *policy, int32_t list, size_t entity, size_t index, size_t category, _Out_ size_t *size)",
  remit_policy_category:
    "int32_t remit_policy_category(void *policy, int32_t list, size_t entity, size_t index, size_t category, _Out_ void **text, _Out_ size_t *size, _Out_ void **error)",
  remit_policy_dump:
    "int32_t remit_policy_dump(void *policy, int32_t stage, _Out_ void **text, _Out_ void **error)",
  remit_policy_run_tests:
    "int32_t remit_policy_run_tests(void *policy, void *options, remit_load_table *load_table, void *context, int32_t language, _Out_ void **outcome, _Out_ void **error)",
  remit_format:
    "int32_t remit_format(uint8_t *name, uint8_t *text, size_t size, int32_t keywords, void *options, _Out_ void **formatted, _Out_ void **error)",
  remit_data_new:
    "int32_t remit_data_new(void *policy, _Out_ void **data, _Out_ void **error)",
  remit_data_clone:
    "int32_t remit_data_clone(void *data, _Out_ void **copy, _Out_ void **error)",
  remit_data_free:
    "void remit_data_free(void *data)",
  remit_data_add_row:
    "int32_t remit_data_add_row(void *data, size_t entity, _Out_ uint64_t *row, _Out_ void **error)",
  remit_data_row_count:
    "uint64_t remit_data_row_count(void *data, size_t entity)",
  remit_data_clear:
    "int32_t remit_data_clear(void *data, size_t entity, _Out_ void **error)",
  remit_data_set_text:
    "int32_t remit_data_set_text(void *data, size_t entity, uint64_t row, size_t field, uint8_t *text, size_t size, _Out_ void **error)",
  remit_data_set_by_name:
    "int32_t remit_data_set_by_name(void *data, uint8_t *entity, uint64_t row, uint8_t *field, uint8_t *text, _Out_ void **error)",
  remit_data_set_int64:
    "int32_t remit_data_set_int64(void *data, size_t entity, uint64_t row, size_t field, int64_t coefficient, int32_t scale, _Out_ void **error)",
  remit_data_set_decimal:
    "int32_t remit_data_set_decimal(void *data, size_t entity, uint64_t row, size_t field, int64_t high, uint64_t low, int32_t scale, _Out_ void **error)",
  remit_data_set_double:
    "int32_t remit_data_set_double(void *data, size_t entity, uint64_t row, size_t field, double value, _Out_ void **error)",
  remit_data_set_unreadable:
    "int32_t remit_data_set_unreadable(void *data, size_t entity, uint64_t row, size_t field, uint8_t *text, size_t size, _Out_ void **error)",
  remit_data_set_bool:
    "int32_t remit_data_set_bool(void *data, size_t entity, uint64_t row, size_t field, int32_t value, _Out_ void **error)",
  remit_data_set_date:
    "int32_t remit_data_set_date(void *data, size_t entity, uint64_t row, size_t field, int32_t year, int32_t month, int32_t day, _Out_ void **error)",
  remit_data_set_blank:
    "int32_t remit_data_set_blank(void *data, size_t entity, uint64_t row, size_t field, _Out_ void **error)",
  remit_data_set_arrow:
    "int32_t remit_data_set_arrow(void *data, size_t entity, void *schema, void *array, _Out_ void **error)",
  remit_data_set_arrow_stream:
    "int32_t remit_data_set_arrow_stream(void *data, size_t entity, void *stream, _Out_ void **error)",
  remit_data_set_threads:
    "int32_t remit_data_set_threads(void *data, int32_t threads, _Out_ void **error)",
  remit_data_notes:
    "int32_t remit_data_notes(void *data, int32_t language, _Out_ void **notes, _Out_ void **error)",
  remit_evaluate:
    "int32_t remit_evaluate(void *policy, void *data, void *options, _Out_ void **results, _Out_ void **error)",
  remit_policy_traversals:
    "int32_t remit_policy_traversals(void *policy, size_t entity, _Out_ int32_t *traversals, _Out_ void **error)",
  remit_evaluate_batches:
    "int32_t remit_evaluate_batches(void *policy, void *data, size_t entity, remit_open_rows *open, remit_take_batch *take, void *context, void *options, _Out_ void **results, _Out_ void **error)",
  remit_results_free:
    "void remit_results_free(void *results)",
  remit_results_error_count:
    "uint64_t remit_results_error_count(void *results)",
  remit_results_digest:
    "int32_t remit_results_digest(void *results, _Out_ void **digest, _Out_ void **error)",
  remit_results_manifest:
    "int32_t remit_results_manifest(void *results, _Out_ void **manifest, _Out_ void **error)",
  remit_results_table:
    "int32_t remit_results_table(void *results, int32_t which, size_t entity, int32_t language, _Out_ void **table, _Out_ void **error)",
  remit_results_totals_by:
    "int32_t remit_results_totals_by(void *results, void **by, size_t *sizes, size_t count, _Out_ void **table, _Out_ void **error)",
  remit_results_payments:
    "int32_t remit_results_payments(void *results, int32_t which, void **columns, size_t *sizes, size_t count, int32_t language, _Out_ void **table, _Out_ void **error)",
  remit_results_explain:
    "int32_t remit_results_explain(void *results, size_t entity, uint64_t row, uint8_t *column, size_t size, uint32_t depth, int32_t format, int32_t language, _Out_ void **explanation, _Out_ void **error)",
  remit_shard_gather:
    "int32_t remit_shard_gather(void *policy, void *data, size_t entity, uint32_t shard, void *before, void *rows, void *options, _Out_ void **gathered, _Out_ void **error)",
  remit_shard_results:
    "int32_t remit_shard_results(void *policy, void *data, size_t entity, uint32_t shard, void *before, void *rows, remit_take_batch *take, void *context, void *options, _Out_ void **gathered, _Out_ void **error)",
  remit_shard_state_merge:
    "int32_t remit_shard_state_merge(void *state, void *other, _Out_ void **merged, _Out_ void **error)",
  remit_shard_state_advance:
    "int32_t remit_shard_state_advance(void *policy, void *data, void *gathered, void *before, void *options, _Out_ void **advanced, _Out_ void **error)",
  remit_shard_state_part:
    "int32_t remit_shard_state_part(void *advanced, uint32_t shard, _Out_ void **part, _Out_ void **error)",
  remit_shard_state_results:
    "int32_t remit_shard_state_results(void *policy, void *data, void *gathered, void *before, void *options, _Out_ void **results, _Out_ void **error)",
  remit_shard_state_traversal:
    "int32_t remit_shard_state_traversal(void *state)",
  remit_shard_state_shard_count:
    "size_t remit_shard_state_shard_count(void *state)",
  remit_shard_state_shard:
    "uint32_t remit_shard_state_shard(void *state, size_t index)",
  remit_shard_state_bytes:
    "int32_t remit_shard_state_bytes(void *state, _Out_ void **bytes, _Out_ void **error)",
  remit_shard_state_of_bytes:
    "int32_t remit_shard_state_of_bytes(uint8_t *bytes, size_t size, _Out_ void **state, _Out_ void **error)",
  remit_shard_state_export_arrow:
    "int32_t remit_shard_state_export_arrow(void *state, void *stream, _Out_ void **error)",
  remit_shard_state_import_arrow:
    "int32_t remit_shard_state_import_arrow(void *stream, _Out_ void **state, _Out_ void **error)",
  remit_shard_state_free:
    "void remit_shard_state_free(void *state)",
  remit_compare:
    "int32_t remit_compare(void *before, void *after, void *options, _Out_ void **comparison, _Out_ void **error)",
  remit_comparison_free:
    "void remit_comparison_free(void *comparison)",
  remit_comparison_change_count:
    "uint64_t remit_comparison_change_count(void *comparison)",
  remit_comparison_table:
    "int32_t remit_comparison_table(void *comparison, int32_t which, int32_t language, _Out_ void **table, _Out_ void **error)",
  remit_comparison_largest:
    "int32_t remit_comparison_largest(void *comparison, uint64_t most, int32_t language, _Out_ void **table, _Out_ void **error)",
  remit_comparison_groups:
    "int32_t remit_comparison_groups(void *comparison, void **by, size_t *sizes, size_t count, _Out_ void **table, _Out_ void **error)",
  remit_compare_texts:
    "int32_t remit_compare_texts(void *before, void *after, _Out_ void **table, _Out_ void **error)",
  remit_case_new:
    "int32_t remit_case_new(void *policy, void *data, size_t entity, void *options, _Out_ void **one_case, _Out_ void **error)",
  remit_case_free:
    "void remit_case_free(void *one_case)",
  remit_case_data:
    "void *remit_case_data(void *one_case)",
  remit_case_run:
    "int32_t remit_case_run(void *one_case, _Out_ void **error)",
  remit_case_table:
    "void *remit_case_table(void *one_case)",
  remit_case_needs:
    "int32_t remit_case_needs(void *one_case, uint8_t *column, size_t size, void **answered, size_t *sizes, size_t count, size_t *open, size_t open_count, _Out_ void **needs, _Out_ void **error)",
  remit_exchange_new:
    "int32_t remit_exchange_new(void *one_case, size_t *fields, size_t field_count, size_t *columns, size_t column_count, _Out_ void **exchange, _Out_ void **error)",
  remit_exchange_free:
    "void remit_exchange_free(void *exchange)",
  remit_exchange_cells:
    "void *remit_exchange_cells(void *exchange)",
  remit_exchange_figures:
    "void *remit_exchange_figures(void *exchange)",
  remit_exchange_run:
    "int32_t remit_exchange_run(void *exchange, _Out_ void **error)",
  remit_sweep:
    "int32_t remit_sweep(void *policy, void *data, void **set, size_t *set_sizes, size_t set_count, void **show, size_t *show_sizes, size_t show_count, void *options, _Out_ void **sweep, _Out_ void **error)",
  remit_sweep_picture:
    "int32_t remit_sweep_picture(void *sweep, size_t parameters, size_t column, int32_t language, _Out_ void **picture, _Out_ void **error)",
  remit_solve:
    "int32_t remit_solve(void *policy, void *data, void **set, size_t *set_sizes, size_t set_count, uint8_t *condition, size_t condition_size, int32_t direction, uint8_t *entity, size_t entity_size, uint8_t *key, size_t key_size, void *options, _Out_ void **solution, _Out_ void **tried, _Out_ void **error)",
  remit_table_free:
    "void remit_table_free(void *table)",
  remit_table_name:
    "void *remit_table_name(void *table, _Out_ size_t *size)",
  remit_table_row_count:
    "uint64_t remit_table_row_count(void *table)",
  remit_table_column_count:
    "size_t remit_table_column_count(void *table)",
  remit_table_column_text:
    "void *remit_table_column_text(void *table, size_t column, int32_t which, _Out_ size_t *size)",
  remit_table_column_number:
    "int64_t remit_table_column_number(void *table, size_t column, int32_t which)",
  remit_table_find_column:
    "int32_t remit_table_find_column(void *table, uint8_t *name, size_t size, _Out_ size_t *column, _Out_ void **error)",
  remit_table_find_row:
    "int32_t remit_table_find_row(void *table, uint8_t *key, size_t size, _Out_ uint64_t *row, _Out_ void **error)",
  remit_table_find_row_by_parts:
    "int32_t remit_table_find_row_by_parts(void *table, void **parts, size_t *sizes, size_t count, _Out_ uint64_t *row, _Out_ void **error)",
  remit_table_state:
    "int32_t remit_table_state(void *table, uint64_t row, size_t column)",
  remit_table_cell_text:
    "int32_t remit_table_cell_text(void *table, uint64_t row, size_t column, _Out_ void **text, _Out_ void **error)",
  remit_table_text:
    "int32_t remit_table_text(void *table, uint64_t row, size_t column, _Out_ uint8_t *buffer, size_t capacity, _Out_ size_t *size, _Out_ void **error)",
  remit_table_int64:
    "int32_t remit_table_int64(void *table, uint64_t row, size_t column, _Out_ int64_t *coefficient, _Out_ void **error)",
  remit_table_decimal:
    "int32_t remit_table_decimal(void *table, uint64_t row, size_t column, _Out_ int64_t *high, _Out_ uint64_t *low, _Out_ int32_t *scale, _Out_ void **error)",
  remit_table_bool:
    "int32_t remit_table_bool(void *table, uint64_t row, size_t column, _Out_ int32_t *value, _Out_ void **error)",
  remit_table_date:
    "int32_t remit_table_date(void *table, uint64_t row, size_t column, _Out_ int32_t *year, _Out_ int32_t *month, _Out_ int32_t *day, _Out_ void **error)",
  remit_table_fault_name:
    "void *remit_table_fault_name(void *table, uint64_t row, size_t column, _Out_ size_t *size)",
  remit_table_fault_detail:
    "int32_t remit_table_fault_detail(void *table, uint64_t row, size_t column, int32_t language, _Out_ void **detail, _Out_ void **error)",
  remit_table_fault:
    "int32_t remit_table_fault(void *table, uint64_t row, size_t column, int32_t language, _Out_ void **name, _Out_ void **detail, _Out_ void **error)",
  remit_table_export_arrow:
    "int32_t remit_table_export_arrow(void *table, void *schema, void *array, _Out_ void **error)",
  remit_table_export_arrow_stream:
    "int32_t remit_table_export_arrow_stream(void *table, void *stream, _Out_ void **error)",
} as const;

/** Every function of remit.h; the conventions stand there. */
export interface Abi {
  /**
   * The REMIT_ABI_VERSION of the library that is loaded. Same major number, and a minor number not
   * below the header's: the two fit.
   */
  remit_abi_version(): number;
  /** The version of the library as text, "0.1.0". Lives forever. */
  remit_version(): Pointer;
  /**
   * What the linker calls this library, to the byte of it: 40 hexadecimal digits as a rule, or
   * empty where it was not asked to. Lives forever.
   */
  remit_build(): Pointer;
  /** The name of a status, "REMIT_OK"; "?" for a number that is none. Lives forever. */
  remit_status_name(status: number): Pointer;
  /** The bytes of a string and, unless `size` is NULL, how many. Borrowed. */
  remit_string_data(string: Pointer, size: [number | bigint] | null): Pointer;
  /** Frees a string. */
  remit_string_free(string: Pointer): void;
  /** The status that the failed call returned. */
  remit_error_status(error: Pointer): number;
  /** One line for a person. Borrowed. */
  remit_error_message(error: Pointer, language: number, size: [number | bigint] | null): Pointer;
  /**
   * All complaints about the policy text, none for other kinds of error. Borrowed, never NULL
   * unless `error` is.
   */
  remit_error_diagnostics(error: Pointer): Pointer;
  /** Frees an error. */
  remit_error_free(error: Pointer): void;
  /** How many diagnostics there are, in the order of the text. */
  remit_diagnostics_count(diagnostics: Pointer): number | bigint;
  /**
   * One text of diagnostic `index`, in `language` where it is worded. Borrowed; NULL for an index
   * or a text that does not exist.
   */
  remit_diagnostics_text(diagnostics: Pointer, index: number | bigint, which: number, language: number, size: [number | bigint] | null): Pointer;
  /** One number of diagnostic `index`; -1 for an index or a number that does not exist. */
  remit_diagnostics_number(diagnostics: Pointer, index: number | bigint, which: number): number | bigint;
  /** All of them for a reader (with the line of the policy and a caret) or as JSON. */
  remit_diagnostics_render(diagnostics: Pointer, format: number, language: number, text: [Pointer], error: [Pointer] | null): number;
  /** Options with their defaults. A NULL `options` elsewhere means the same. */
  remit_options_new(options: [Pointer], error: [Pointer] | null): number;
  /** Frees options. */
  remit_options_free(options: Pointer): void;
  /** Sets a whole-number option; REMIT_INVALID_ARGUMENT for an unknown one or a value out of range. */
  remit_options_set_int(options: Pointer, option: number, value: number | bigint, error: [Pointer] | null): number;
  /** Reads a whole-number option. */
  remit_options_get_int(options: Pointer, option: number, value: [number | bigint], error: [Pointer] | null): number;
  /**
   * Sets all limits (REMIT_OPTION_MAX_SOURCE_BYTES and those after it) to those of a profile; each
   * may be set otherwise afterwards. REMIT_INVALID_ARGUMENT for a profile that does not exist.
   */
  remit_options_set_profile(options: Pointer, profile: number, error: [Pointer] | null): number;
  /**
   * The day for which: remit_compile chooses among several versions of a policy the one in force
   * on that day (not set: the last), and `today` in a policy means it in a run (not set: what asks
   * for today is in error; the library never reads a clock for a figure).
   */
  remit_options_set_as_of(options: Pointer, year: number, month: number, day: number, error: [Pointer] | null): number;
  /**
   * What is done with these options stops when `cancel` is requested: compiling, formatting, a
   * run, and what is computed of its results later (explanations, REMIT_TABLE_ROUNDING). It ends
   * some milliseconds later, 20 at most, also within one cell. `cancel` may be NULL, which takes
   * the flag away again. The options and the results keep it alive.
   */
  remit_options_set_cancel(options: Pointer, cancel: Pointer, error: [Pointer] | null): number;
  /**
   * Sets the progress callback. `progress` may be NULL, which takes it away again. `context` is
   * handed back to it.
   */
  remit_options_set_progress(options: Pointer, progress: unknown, context: Pointer, error: [Pointer] | null): number;
  /** A flag that is not requested. */
  remit_cancel_new(cancel: [Pointer], error: [Pointer] | null): number;
  /**
   * Stops every run that watches the flag, and those yet to come. Any thread, any time, a signal
   * handler too.
   */
  remit_cancel_request(cancel: Pointer): void;
  /** Takes the request back. */
  remit_cancel_reset(cancel: Pointer): void;
  /** Frees the handle; options that watch the flag go on watching it. */
  remit_cancel_free(cancel: Pointer): void;
  /** Compiles a policy and the files that amend it. */
  remit_compile(count: number | bigint, names: Uint8Array[], texts: Uint8Array[], sizes: BigUint64Array | null, options: Pointer, policy: [Pointer], error: [Pointer] | null): number;
  /** Frees a policy; its data and results live on. */
  remit_policy_free(policy: Pointer): void;
  /** A text of the policy. Borrowed; NULL for one that does not exist. */
  remit_policy_text(policy: Pointer, which: number, size: [number | bigint] | null): Pointer;
  /** Warnings and notes of the compilation. Borrowed. */
  remit_policy_diagnostics(policy: Pointer): Pointer;
  /** Length of a list. */
  remit_policy_count(policy: Pointer, list: number, entity: number | bigint, count: [number | bigint], error: [Pointer] | null): number;
  /**
   * Index of an entry by its name. A field is found by its label too, a column by the name of its
   * declaration (`big_projects` is `big_projects.met`). REMIT_NOT_FOUND if there is none.
   */
  remit_policy_find(policy: Pointer, list: number, entity: number | bigint, name: Uint8Array, size: number | bigint, index: [number | bigint], error: [Pointer] | null): number;
  /** A text of an entry. Borrowed; NULL for an entry or a text that does not exist. */
  remit_policy_list_text(policy: Pointer, list: number, entity: number | bigint, index: number | bigint, which: number, size: [number | bigint] | null): Pointer;
  /**
   * Deprecated, for remit_policy_list_text: the same by an out-parameter, with the reason for what
   * does not exist. `size` may be NULL.
   */
  remit_policy_entry_text(policy: Pointer, list: number, entity: number | bigint, index: number | bigint, which: number, text: [Pointer], size: [number | bigint] | null, error: [Pointer] | null): number;
  /** A number of an entry. */
  remit_policy_entry_number(policy: Pointer, list: number, entity: number | bigint, index: number | bigint, which: number, value: [number | bigint], error: [Pointer] | null): number;
  /** Word `category` of a category field or column. Borrowed; NULL for one that does not exist. */
  remit_policy_list_category(policy: Pointer, list: number, entity: number | bigint, index: number | bigint, category: number | bigint, size: [number | bigint] | null): Pointer;
  /** Deprecated, for remit_policy_list_category: the same by an out-parameter. `size` may be NULL. */
  remit_policy_category(policy: Pointer, list: number, entity: number | bigint, index: number | bigint, category: number | bigint, text: [Pointer], size: [number | bigint] | null, error: [Pointer] | null): number;
  /** A stage of the compilation as text, for people who want to look inside. */
  remit_policy_dump(policy: Pointer, stage: number, text: [Pointer], error: [Pointer] | null): number;
  /**
   * Runs the policy's own tests. The outcome is a table: title, passed (a truth value), message,
   * file, line (a number). `load_table` and `options` may be NULL.
   */
  remit_policy_run_tests(policy: Pointer, options: Pointer, loadTable: unknown, context: Pointer, language: number, outcome: [Pointer], error: [Pointer] | null): number;
  /**
   * A policy text in the canonical layout, comments kept. REMIT_POLICY_ERROR if it does not parse.
   * `options` may be NULL.
   */
  remit_format(name: Uint8Array, text: Uint8Array, size: number | bigint, keywords: number, options: Pointer, formatted: [Pointer], error: [Pointer] | null): number;
  /** Empty tables for a policy. Entity 0, the whole, has its one row already. */
  remit_data_new(policy: Pointer, data: [Pointer], error: [Pointer] | null): number;
  /** A copy that changes independently; whole columns are shared until one of the two changes. */
  remit_data_clone(data: Pointer, copy: [Pointer], error: [Pointer] | null): number;
  /** Frees data; results made from it live on. */
  remit_data_free(data: Pointer): void;
  /** Appends a row of blank cells; `row` (may be NULL) receives its number. */
  remit_data_add_row(data: Pointer, entity: number | bigint, row: [number | bigint] | null, error: [Pointer] | null): number;
  /** Rows of a table; 0 for an entity that does not exist. */
  remit_data_row_count(data: Pointer, entity: number | bigint): number | bigint;
  /** Drops the rows of one table, so that the object can be filled again. */
  remit_data_clear(data: Pointer, entity: number | bigint, error: [Pointer] | null): number;
  /**
   * Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true", a
   * category's word, the key of the row referred to (which may be added later). An empty text is a
   * blank cell. A text that is no value of the field's type does not fail the call: the cell
   * becomes an error, listed in REMIT_TABLE_ERRORS of the results.
   */
  remit_data_set_text(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, text: Uint8Array, size: number | bigint, error: [Pointer] | null): number;
  /**
   * The same with the entity and the field by name (or the field's label), all three ending at
   * their NUL.
   */
  remit_data_set_by_name(data: Pointer, entity: Uint8Array, row: number | bigint, field: Uint8Array, text: Uint8Array, error: [Pointer] | null): number;
  /**
   * Sets a cell of a number or money field to coefficient * 10^-scale. More digits after the point
   * than the field has make the cell an error, never a rounding.
   */
  remit_data_set_int64(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, coefficient: number | bigint, scale: number, error: [Pointer] | null): number;
  /** The same with a 128-bit two's complement coefficient, high * 2^64 + low. */
  remit_data_set_decimal(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, high: number | bigint, low: number | bigint, scale: number, error: [Pointer] | null): number;
  /**
   * Sets a cell from a binary float. In a field of figures (number, money, duration) that is
   * neither key nor reference it counts as the shortest decimal that reads back as the same
   * double; NaN is a blank cell. Any other float does not fail the call, but makes the cell an
   * error: in any other field (an id of 18 digits has lost its last ones by then), infinite, of
   * more decimals than the field keeps, or so large that two values of the field may read as it:
   * from 2^53 on, and from 2^46 on where the field keeps two decimals.
   */
  remit_data_set_double(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, value: number, error: [Pointer] | null): number;
  /**
   * Makes a cell an error, for what is no value at all in the host's language: a text that is not
   * Unicode, an object. `text` is shown in its place.
   */
  remit_data_set_unreadable(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, text: Uint8Array, size: number | bigint, error: [Pointer] | null): number;
  /** Sets a cell of a boolean field: 0 or 1. */
  remit_data_set_bool(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, value: number, error: [Pointer] | null): number;
  /** Sets a cell of a date field. */
  remit_data_set_date(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, year: number, month: number, day: number, error: [Pointer] | null): number;
  /** Makes a cell blank. */
  remit_data_set_blank(data: Pointer, entity: number | bigint, row: number | bigint, field: number | bigint, error: [Pointer] | null): number;
  /**
   * Replaces a whole table by an Arrow struct array (a record batch).
   * Columns are matched with fields by name or label, in any order. Taken are int8 to int64 and
   * unsigned, decimal 32 to 256, utf8, large_utf8, utf8_view, dictionaries of texts, bool, date32,
   * date64 and timestamps without time zone (a time of day is an error of that cell), and float32
   * and float64, each cell as by remit_data_set_double; nulls, offsets and slices included. Texts
   * may be whole numbers, but a column of floats for a field that takes none is REMIT_DATA_ERROR,
   * unless it holds nothing but nulls and NaN. So is an extension type that is not stored as text.
   * Buffers whose layout fits are used in place. An unknown column is ignored with a note
   * (remit_data_notes), unless it is almost the name of a field without a column. Such a one, a
   * missing column, a column given twice or a type that does not fit is REMIT_DATA_ERROR, which
   * names it, and leaves the table as it was.
   * Takes over `array` whatever the outcome (its release callback is NULL afterwards; the memory
   * is released with the last object that uses it, on whatever thread that happens). `schema` is
   * only read and stays yours.
   */
  remit_data_set_arrow(data: Pointer, entity: number | bigint, schema: Pointer, array: Pointer, error: [Pointer] | null): number;
  /** The same from a stream of such arrays, which is read to its end. Takes over `stream`. */
  remit_data_set_arrow_stream(data: Pointer, entity: number | bigint, stream: Pointer, error: [Pointer] | null): number;
  /**
   * As many threads as Arrow comes in on from here on, into `data` and clones of it: 0 is one per
   * processor, at most 1024; 1 at first. What comes in does not depend on it. Runs find and bind
   * what they read on the threads of their options (REMIT_OPTION_THREADS); so do the batches of a
   * stream.
   */
  remit_data_set_threads(data: Pointer, threads: number, error: [Pointer] | null): number;
  /** What was noticed while data came in and stopped nothing, as a table: entity, column, message. */
  remit_data_notes(data: Pointer, language: number, notes: [Pointer], error: [Pointer] | null): number;
  /**
   * Computes every column that the policy defines. Cells in error do not fail the run: they are
   * counted by remit_results_error_count and listed in REMIT_TABLE_ERRORS. `options` may be NULL.
   */
  remit_evaluate(policy: Pointer, data: Pointer, options: Pointer, results: [Pointer], error: [Pointer] | null): number;
  /**
   * How often a run reads all rows of `entity` when they come in batches: once more than the
   * policy has steps that need all of them first. REMIT_UNSUPPORTED, with the reason, when they
   * cannot come in batches.
   */
  remit_policy_traversals(policy: Pointer, entity: number | bigint, traversals: [number | bigint], error: [Pointer] | null): number;
  /**
   * Evaluates while the rows of `entity` come in batches; `data` has all other tables. Batches go
   * to `take` in the last traversal; `take` and `options` may be NULL. `results` are those of the
   * other entities, with totals over everything. Every figure is that of remit_evaluate; a key
   * that occurs twice is REMIT_DATA_ERROR. Callbacks are called on this thread.
   */
  remit_evaluate_batches(policy: Pointer, data: Pointer, entity: number | bigint, open: unknown, take: unknown, context: Pointer, options: Pointer, results: [Pointer], error: [Pointer] | null): number;
  /** Frees results; tables taken from them live on. */
  remit_results_free(results: Pointer): void;
  /** Cells in error, inputs and defined columns. */
  remit_results_error_count(results: Pointer): number | bigint;
  /**
   * 32 hexadecimal digits over every figure: equal for equal results at any number of threads,
   * batch size, instruction set and evaluator.
   */
  remit_results_digest(results: Pointer, digest: [Pointer], error: [Pointer] | null): number;
  /**
   * What was computed from what, as JSON (docs/manifest.md): version and build of the engine, the
   * policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each table,
   * the digest of the figures. Equal runs have equal manifests: no clock is read.
   */
  remit_results_manifest(results: Pointer, manifest: [Pointer], error: [Pointer] | null): number;
  /**
   * A table of the results. `entity` matters for REMIT_TABLE_ENTITY only; `language` words reasons
   * and details. Columns may be added at the end: find them by name. REMIT_UNSUPPORTED for
   * REMIT_TABLE_STAGES and REMIT_TABLE_RULES of a run that did not measure (REMIT_OPTION_PROFILE),
   * of one row by row and of one batch, and for what the run was not asked for
   * (REMIT_OPTION_ONLY).
   */
  remit_results_table(results: Pointer, which: number, entity: number | bigint, language: number, table: [Pointer], error: [Pointer] | null): number;
  /**
   * Totals by other groups than the payer: `by` are `count` words, each `payer`, `payee`,
   * `reward`, `clause`, a field or defined column of the rows that are paid, or one of a row that
   * they refer to (`unit.region`). Columns: one for each word, then those of REMIT_TABLE_TOTALS
   * but the payer. What has no such column, or a blank there, is in the group of the empty text.
   * `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid
   * has; REMIT_UNSUPPORTED for rows that came in batches.
   */
  remit_results_totals_by(results: Pointer, by: Uint8Array[], sizes: BigUint64Array | null, count: number | bigint, table: [Pointer], error: [Pointer] | null): number;
  /**
   * The payments as an office files them: what each payer has to pay in one currency, line by
   * line, with what was asked for, what funds and joint limits cut of it and why, and what is
   * granted. `columns` are `count` further columns of the lines, by the words of
   * remit_results_totals_by (`unit.account`); `sizes` may be NULL where all words end with NUL.
   * REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED for rows that came in
   * batches.
   */
  remit_results_payments(results: Pointer, which: number, columns: Uint8Array[], sizes: BigUint64Array | null, count: number | bigint, language: number, table: [Pointer], error: [Pointer] | null): number;
  /**
   * How a cell came about: in one paragraph what it is, under which clause and why it is not
   * another figure; then the steps, what was capped or rounded; then the inputs. As text, JSON or
   * HTML, in `language`. `column` is a defined column, by name. `depth` is how many steps from the
   * cell are spelled out, 0: down to the inputs. The figures of other rows that a sum, a rank or a
   * fund reads are named and not spelled out, unless `depth` is REMIT_DEPTH_UNFOLDED. Made on
   * demand; the run need not have been told. It reads what the run computed and computes helper
   * columns again only for the rows that the cell draws on, at most one run row by row on this
   * thread, within the time and memory that the run had, and until its cancel is requested.
   */
  remit_results_explain(results: Pointer, entity: number | bigint, row: number | bigint, column: Uint8Array, size: number | bigint, depth: number, format: number, language: number, explanation: [Pointer], error: [Pointer] | null): number;
  /**
   * Reads the rows of one shard once, and gathers what they leave behind. `before` is what the
   * traversal before was advanced to, or the shard's part of it, and NULL in the first one.
   * `before`, `rows` and `options` may be NULL: a shard may have no rows. Takes over `rows`, whose
   * arrays are batches. Numbers of shards are below 2^24, and need not follow each other. A row in
   * an error message counts from the first row of the shard.
   */
  remit_shard_gather(policy: Pointer, data: Pointer, entity: number | bigint, shard: number, before: Pointer, rows: Pointer, options: Pointer, gathered: [Pointer], error: [Pointer] | null): number;
  /**
   * The same in the last traversal: batches go to `take` as by remit_evaluate_batches; `take`,
   * `before`, `rows` and `options` may be NULL. In the only traversal of a run `first_row` counts
   * from the first row of the shard, else from the first row of the run. Takes over `rows`. What
   * is gathered is for remit_shard_state_results.
   */
  remit_shard_results(policy: Pointer, data: Pointer, entity: number | bigint, shard: number, before: Pointer, rows: Pointer, take: unknown, context: Pointer, options: Pointer, gathered: [Pointer], error: [Pointer] | null): number;
  /**
   * What two states gathered of other shards, together; in any order and tree. Cheap: rows are
   * shared. REMIT_INVALID_ARGUMENT when a shard is in both, or they are not of one run and
   * traversal.
   */
  remit_shard_state_merge(state: Pointer, other: Pointer, merged: [Pointer], error: [Pointer] | null): number;
  /**
   * From what all shards gathered, in a traversal that is not the last, to what the next one
   * begins with. `before` as for remit_shard_gather, but whole; `before` and `options` may be
   * NULL. REMIT_DATA_ERROR when a key occurs twice, or a shard has other rows than before.
   */
  remit_shard_state_advance(policy: Pointer, data: Pointer, gathered: Pointer, before: Pointer, options: Pointer, advanced: [Pointer], error: [Pointer] | null): number;
  /**
   * What one shard needs of an advanced state: its own rows of ranks and divisions, and none of
   * the others'.
   */
  remit_shard_state_part(advanced: Pointer, shard: number, part: [Pointer], error: [Pointer] | null): number;
  /**
   * From what all shards gathered in the last traversal to the results of the other entities, with
   * totals over everything, as of remit_evaluate_batches. `before` and `options` may be NULL.
   * REMIT_DATA_ERROR as for remit_shard_state_advance.
   */
  remit_shard_state_results(policy: Pointer, data: Pointer, gathered: Pointer, before: Pointer, options: Pointer, results: [Pointer], error: [Pointer] | null): number;
  /** Which traversal was gathered, or is over, from 1; 0 for NULL. */
  remit_shard_state_traversal(state: Pointer): number;
  /** How many shards were gathered, or are known; 0 for NULL. */
  remit_shard_state_shard_count(state: Pointer): number | bigint;
  /**
   * The number of one of them, ascending by `index`; 0 for NULL or an index that is not below the
   * count.
   */
  remit_shard_state_shard(state: Pointer, index: number | bigint): number;
  /**
   * The state as bytes, to be stored or sent: versioned, the same on every machine, with a
   * checksum against accidents. They are no text: NULs are among them.
   */
  remit_shard_state_bytes(state: Pointer, bytes: [Pointer], error: [Pointer] | null): number;
  /**
   * A state from its bytes, of which nothing is kept. REMIT_DATA_ERROR when they are none, not all
   * of one, altered, or of another version.
   */
  remit_shard_state_of_bytes(bytes: Uint8Array, size: number | bigint, state: [Pointer], error: [Pointer] | null): number;
  /**
   * The state as a table of one row: policy (canonical hash), entity, day, traversal, kind
   * ("gathered" or "advanced") and state, its bytes. The metadata of the schema say the same, and
   * the version as remit.state. Fills `stream`.
   */
  remit_shard_state_export_arrow(state: Pointer, stream: Pointer, error: [Pointer] | null): number;
  /**
   * Reads the column `state` of a stream to its end; of several rows the states are merged. Takes
   * over `stream`.
   */
  remit_shard_state_import_arrow(stream: Pointer, state: [Pointer], error: [Pointer] | null): number;
  /** Frees a state. */
  remit_shard_state_free(state: Pointer): void;
  /**
   * Holds two runs against each other, payment by payment: two policies over one set of tables,
   * one policy over two, or both. Rows are matched by key; entities, fields and rewards by name. A
   * line is one reward and one row, as in the ledger; a side that has no such line has nothing
   * there. REMIT_UNSUPPORTED for a run whose rows came in batches.
   */
  remit_compare(before: Pointer, after: Pointer, options: Pointer, comparison: [Pointer], error: [Pointer] | null): number;
  /** Frees a comparison; tables taken from it live on. */
  remit_comparison_free(comparison: Pointer): void;
  /** Lines that differ: in amount, status, title, payer or payee. */
  remit_comparison_change_count(comparison: Pointer): number | bigint;
  /**
   * A table of the comparison; `language` words reasons and sentences. Columns may be added at the
   * end: find them by name.
   */
  remit_comparison_table(comparison: Pointer, which: number, language: number, table: [Pointer], error: [Pointer] | null): number;
  /**
   * The columns of REMIT_COMPARISON_CHANGES for the `most` lines whose amounts differ most, the
   * largest first.
   */
  remit_comparison_largest(comparison: Pointer, most: number | bigint, language: number, table: [Pointer], error: [Pointer] | null): number;
  /**
   * By other groups than the payer: `by` are `count` words as for remit_results_totals_by; a
   * column for each of them, then those of REMIT_COMPARISON_TOTALS. `sizes` may be NULL where all
   * words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has in one of the runs.
   */
  remit_comparison_groups(comparison: Pointer, by: Uint8Array[], sizes: BigUint64Array | null, count: number | bigint, table: [Pointer], error: [Pointer] | null): number;
  /**
   * What changed in the text of a policy, declaration by declaration and clause by clause; layout,
   * comments, the language of keywords and the way numbers are written count for nothing [form,
   * name, change (added, removed, changed), before, after (as written), place_before, place_after
   * ("policy.remit:12")].
   */
  remit_compare_texts(before: Pointer, after: Pointer, table: [Pointer], error: [Pointer] | null): number;
  /**
   * One row of `entity`, to be evaluated again and again: for a program that answers one request
   * after the other. The policy is made ready for the row once. After that a run in which only
   * numbers, dates, categories and truth values of the row changed, numbers within about eight
   * times what they were before, takes no memory and a fraction of a microsecond. Any other change
   * is as right, but has the row made ready anew, which takes some ten microseconds; and a policy
   * whose columns for the row depend on the other rows of the entity (a rank, a fund) is computed
   * as a whole each time.
   */
  remit_case_new(policy: Pointer, data: Pointer, entity: number | bigint, options: Pointer, oneCase: [Pointer], error: [Pointer] | null): number;
  /** Frees a case, with what was borrowed from it. */
  remit_case_free(oneCase: Pointer): void;
  /**
   * The tables of the case: set the cells of row 0 of its entity, which is there already.
   * Borrowed, not to be freed; NULL only for NULL. remit_evaluate takes it too, for ledger and
   * explanations.
   */
  remit_case_data(oneCase: Pointer): Pointer;
  /**
   * Computes the columns of the entity from the tables as they are now. On failure the table keeps
   * the figures of the run before (after REMIT_OUT_OF_MEMORY they may be mixed with new ones), and
   * the case can run again.
   */
  remit_case_run(oneCase: Pointer, error: [Pointer] | null): number;
  /**
   * Key and defined columns of the entity, as REMIT_TABLE_ENTITY has them; no rows before the
   * first run. Borrowed, and unlike other tables not immutable: it always shows the last run. It
   * cannot be searched by key. NULL only for NULL.
   */
  remit_case_table(oneCase: Pointer): Pointer;
  /**
   * Which inputs can still matter for a figure of the row, as the cells are now: for a form that
   * asks no question too many. Blank cells of row 0, and of the whole, are not known, and cells
   * that hold their field's default; so are those of all rows of the entities in `open`. Needs no
   * run before.
   * As JSON (docs/needs.md): whether the figure is determined, whatever is not known, and what it
   * is then; else the least and the most that it can come to, and the inputs in the order in which
   * to ask. What is not asked for changes nothing, as long as answers are within the types and
   * bounds of their fields (figures without bounds within 10^18 on either side).
   */
  remit_case_needs(oneCase: Pointer, column: Uint8Array, size: number | bigint, answered: Uint8Array[] | null, sizes: BigUint64Array | null, count: number | bigint, open: BigUint64Array | null, openCount: number | bigint, needs: [Pointer], error: [Pointer] | null): number;
  /**
   * Cells of the row of a case in and figures out by memory that is agreed on here, so that
   * remit_exchange_run sets, computes and reads in one call. For hosts to which a call is dear:
   * they look for fields and columns once, write the words of the cells, call, and read the words
   * of the figures.
   * A cell, and a figure, is REMIT_EXCHANGE_WORD_COUNT words. Its number is the coefficient of a
   * number, money or duration; 0 or 1 of a truth value; the days since 1970-01-01 of a date; of a
   * category the index of the word in the list of its field or column
   * (remit_policy_list_category): look the words up there, since remit_case_table has the word of
   * the last run of the case, which need not be that of this exchange. Fields that are texts or
   * references are set in remit_case_data, and kept here.
   */
  remit_exchange_new(oneCase: Pointer, fields: BigUint64Array | null, fieldCount: number | bigint, columns: BigUint64Array | null, columnCount: number | bigint, exchange: [Pointer], error: [Pointer] | null): number;
  /** Frees an exchange, with the words that were borrowed from it. The case goes on. */
  remit_exchange_free(exchange: Pointer): void;
  /**
   * The words of the cells, in the order of `fields`: write here. They begin as kept, and stay as
   * they were written until they are written again. Borrowed, and always the same address; NULL
   * only for NULL and where there are none.
   */
  remit_exchange_cells(exchange: Pointer): Pointer;
  /**
   * The words of the figures, in the order of `columns`: those of the last run that went well.
   * Borrowed, and always the same address; NULL only for NULL and where there are none.
   */
  remit_exchange_figures(exchange: Pointer): Pointer;
  /**
   * Sets the cells that are not kept, as remit_data_set_decimal and its like do, runs the case, as
   * remit_case_run does, and reads the figures of the row; remit_case_table shows them too. A cell
   * whose number has more digits than its field is an error of the cell, as everywhere.
   * REMIT_INVALID_ARGUMENT for words that mean nothing for their field: a state or a number out of
   * range, the value of a text. Then, and when the run fails, cells before it are set, and the
   * figures are those of the run before.
   */
  remit_exchange_run(exchange: Pointer, error: [Pointer] | null): number;
  /**
   * Figures for each of a grid of parameters, as a table: one row for each combination of their
   * values, first the parameters as they are written, then the figures. They are those of single
   * runs of the policy with these values, from one reading of the tables; what does not depend on
   * the parameters is computed once. A value that the policy could not have is REMIT_POLICY_ERROR.
   * `set` and `show` may be NULL where their counts are 0, their sizes where all texts end with
   * NUL; `options` may be NULL.
   */
  remit_sweep(policy: Pointer, data: Pointer, set: Uint8Array[] | null, setSizes: BigUint64Array | null, setCount: number | bigint, show: Uint8Array[] | null, showSizes: BigUint64Array | null, showCount: number | bigint, options: Pointer, sweep: [Pointer], error: [Pointer] | null): number;
  /**
   * One figure of a sweep as a picture, an SVG that needs nothing else; empty if there is nothing
   * to draw. `parameters` is how many columns of the table are parameters, `column` the figure's.
   */
  remit_sweep_picture(sweep: Pointer, parameters: number | bigint, column: number | bigint, language: number, picture: [Pointer], error: [Pointer] | null): number;
  /**
   * The largest or smallest value of a parameter for which a condition on figures holds; or, with
   * `entity` and `key`, of a field of one row, for which a condition over the row holds. The
   * solution is a table of one row [name, found, value, neighbour (the next value in that
   * direction, for which it does not hold; blank: there is none), current (of one row: what it is
   * now), values (on the grid), tried (of them), changes (how often the condition changes along
   * them), undetermined (of them; they count as not holding), open_rows (rows of which it is not
   * known what they add to the totals and counts of the condition; they count as nothing)].
   * `options` may be NULL.
   */
  remit_solve(policy: Pointer, data: Pointer, set: Uint8Array[] | null, setSizes: BigUint64Array | null, setCount: number | bigint, condition: Uint8Array, conditionSize: number | bigint, direction: number, entity: Uint8Array | null, entitySize: number | bigint, key: Uint8Array | null, keySize: number | bigint, options: Pointer, solution: [Pointer], tried: [Pointer], error: [Pointer] | null): number;
  /** Frees a table. */
  remit_table_free(table: Pointer): void;
  /** "unit", "ledger", "totals" ... Borrowed. */
  remit_table_name(table: Pointer, size: [number | bigint] | null): Pointer;
  /** Number of rows. */
  remit_table_row_count(table: Pointer): number | bigint;
  /** Number of columns. */
  remit_table_column_count(table: Pointer): number | bigint;
  /**
   * A text of a column: REMIT_ENTRY_NAME, _LABEL_EN, _LABEL_ZH, _CURRENCY, _REFERS_TO or _UNIT.
   * Borrowed; NULL for one that does not exist.
   */
  remit_table_column_text(table: Pointer, column: number | bigint, which: number, size: [number | bigint] | null): Pointer;
  /** A number of a column: REMIT_ENTRY_KIND, _SCALE or _IS_RATIO; -1 for one that does not exist. */
  remit_table_column_number(table: Pointer, column: number | bigint, which: number): number | bigint;
  /** Index of a column by its name. */
  remit_table_find_column(table: Pointer, name: Uint8Array, size: number | bigint, column: [number | bigint], error: [Pointer] | null): number;
  /**
   * Row of an entity's table by its key; of a key of several fields as one text joined by `/`,
   * where that means one row alone.
   */
  remit_table_find_row(table: Pointer, key: Uint8Array, size: number | bigint, row: [number | bigint], error: [Pointer] | null): number;
  /**
   * The same by the parts of the key, in the policy's order. `sizes` may be NULL where all parts
   * end with NUL.
   */
  remit_table_find_row_by_parts(table: Pointer, parts: Uint8Array[], sizes: BigUint64Array | null, count: number | bigint, row: [number | bigint], error: [Pointer] | null): number;
  /** Whether a cell has a value; -1 for a cell that does not exist. */
  remit_table_state(table: Pointer, row: number | bigint, column: number | bigint): number;
  /**
   * The value of a cell as text: "500000.00", "2010-01-31", "true", a category's word, the key of
   * a reference; empty for blank and error.
   */
  remit_table_cell_text(table: Pointer, row: number | bigint, column: number | bigint, text: [Pointer], error: [Pointer] | null): number;
  /** Deprecated, for remit_table_cell_text: the same copied into a buffer. */
  remit_table_text(table: Pointer, row: number | bigint, column: number | bigint, buffer: Uint8Array | null, capacity: number | bigint, size: [number | bigint], error: [Pointer] | null): number;
  /**
   * A number, money or duration as coefficient, of the column's scale; REMIT_UNSUPPORTED for other
   * kinds, for ratios, for cells without a value and for one that needs more than 64 bits.
   */
  remit_table_int64(table: Pointer, row: number | bigint, column: number | bigint, coefficient: [number | bigint], error: [Pointer] | null): number;
  /** The same in 128 bits, two's complement, high * 2^64 + low. */
  remit_table_decimal(table: Pointer, row: number | bigint, column: number | bigint, high: [number | bigint], low: [number | bigint], scale: [number | bigint], error: [Pointer] | null): number;
  /** A boolean, 0 or 1; REMIT_UNSUPPORTED for other kinds and cells without a value. */
  remit_table_bool(table: Pointer, row: number | bigint, column: number | bigint, value: [number | bigint], error: [Pointer] | null): number;
  /** A date; REMIT_UNSUPPORTED for other kinds and cells without a value. */
  remit_table_date(table: Pointer, row: number | bigint, column: number | bigint, year: [number | bigint], month: [number | bigint], day: [number | bigint], error: [Pointer] | null): number;
  /**
   * Why a cell is an error: the stable name of the reason, "division_by_zero". Borrowed; NULL for
   * a cell that is no error or does not exist.
   */
  remit_table_fault_name(table: Pointer, row: number | bigint, column: number | bigint, size: [number | bigint] | null): Pointer;
  /** Why a cell is an error, as a sentence in `language`; NULL for a cell that is no error. */
  remit_table_fault_detail(table: Pointer, row: number | bigint, column: number | bigint, language: number, detail: [Pointer], error: [Pointer] | null): number;
  /**
   * Deprecated, for remit_table_fault_name and remit_table_fault_detail: both by out-parameters.
   * `name` and `detail` may be NULL.
   */
  remit_table_fault(table: Pointer, row: number | bigint, column: number | bigint, language: number, name: [Pointer], detail: [Pointer], error: [Pointer] | null): number;
  /**
   * The whole table as an Arrow struct array with a life of its own: you release `schema` and
   * `array`, on any thread. Blank cells and errors are null; figures are decimal128, ratios utf8.
   */
  remit_table_export_arrow(table: Pointer, schema: Pointer, array: Pointer, error: [Pointer] | null): number;
  /** The same as a stream of one array. */
  remit_table_export_arrow_stream(table: Pointer, stream: Pointer, error: [Pointer] | null): number;
}

/** What this package says for itself, in English and in Chinese. */
export const WORDS = {
  noEntity: ["no entity is called “{0}”; there are {1}", "没有名为“{0}”的数据表，现有：{1}"],
  noField: ["“{0}” has no field “{1}”; there are {2}", "数据表“{0}”没有字段“{1}”，现有：{2}"],
  fieldTwice: ["the row gives the field “{1}” of “{0}” twice", "这一行两次给出数据表“{0}”的字段“{1}”"],
  noTable: ["no table is given for: {0}; one without rows is given empty", "没有给出以下数据表：{0}；没有数据行的表请给空表"],
  noColumn: ["no column is called “{0}”; there are {1}", "没有名为“{0}”的列，现有：{1}"],
  noRow: ["there is no row {0}; there are {1} rows", "没有第 {0} 行，共 {1} 行"],
  noRowObject: ["{0} is no row: give cells by the names of fields", "{0} 不能作为一行：请按字段名称给出各单元格"],
  noValue: ["the cell has no value: {0}", "该格没有值：{0}"],
  oneRow: ["the whole has exactly one row, not {0}", "总体表只有一行，而不是 {0} 行"],
  lengths: ["the columns differ in length: {0}", "各列长度不一：{0}"],
  notDay: ["not a day: “{0}”; write 2010-12-31", "“{0}”不是日期，应写作 2010-12-31"],
  notDecimal: ["not a decimal number of at most 38 digits: “{0}”", "“{0}”不是至多 38 位的十进制数"],
  notUnicode: ["the text is not Unicode: half of a surrogate pair", "文本不是有效的 Unicode：代理对不完整"],
  nul: ["the name “{0}” contains a NUL", "名称“{0}”含有 NUL 字符"],
  closed: ["it is closed", "已关闭"],
  separator: [", ", "、"],
} as const;
