// Generated from capi/remit.json by bindings/java/generate_abi.py; not edited by hand.
package remit;

import com.sun.jna.Callback;

/** Every function of remit.h; the conventions stand there. */
final class Abi {
  private Abi() {}

  static {
    NativeLibraries.register(Abi.class);
  }

  static final int ABI_VERSION = 0x00010004;
  static final int DEPTH_UNFOLDED = 0xFFFFFFFF;

  /** Status: What became of a call. */
  static final int OK = 0;
  static final int INVALID_ARGUMENT = 1;
  static final int OUT_OF_MEMORY = 2;
  static final int POLICY_ERROR = 3;
  static final int DATA_ERROR = 4;
  static final int NOT_FOUND = 5;
  static final int LIMIT_EXCEEDED = 6;
  static final int CANCELLED = 7;
  static final int UNSUPPORTED = 8;
  static final int INTERNAL_ERROR = 9;
  static final int BUFFER_TOO_SMALL = 10;

  /** Language: The languages in which Remit answers. */
  static final int LANGUAGE_EN = 0;
  static final int LANGUAGE_ZH = 1;

  /** FormatKind: How a text is laid out. */
  static final int FORMAT_TEXT = 0;
  static final int FORMAT_JSON = 1;
  static final int FORMAT_ANSI = 2;
  static final int FORMAT_HTML = 3;

  /** Kind: What a cell holds. */
  static final int KIND_BOOLEAN = 0;
  static final int KIND_NUMBER = 1;
  static final int KIND_MONEY = 2;
  static final int KIND_DATE = 3;
  static final int KIND_TEXT = 4;
  static final int KIND_CATEGORY = 5;
  static final int KIND_REFERENCE = 6;
  static final int KIND_DURATION = 7;

  /** State: Whether a cell has a value. */
  static final int STATE_VALUE = 0;
  static final int STATE_BLANK = 1;
  static final int STATE_ERROR = 2;

  /** Severity: How grave a diagnostic is. */
  static final int SEVERITY_ERROR = 0;
  static final int SEVERITY_WARNING = 1;
  static final int SEVERITY_NOTE = 2;

  /** DiagnosticText: Texts of a diagnostic. */
  static final int DIAGNOSTIC_CODE = 0;
  static final int DIAGNOSTIC_NAME = 1;
  static final int DIAGNOSTIC_FILE = 2;
  static final int DIAGNOSTIC_MESSAGE = 3;
  static final int DIAGNOSTIC_HELP = 4;
  static final int DIAGNOSTIC_REPLACEMENT = 5;

  /**
   * DiagnosticNumber: Numbers of a diagnostic. Offsets count bytes of the file as given, from 0,
   * ends are exclusive; lines and columns count from 1; columns in code points, display columns
   * in terminal cells.
   */
  static final int DIAGNOSTIC_SEVERITY = 0;
  static final int DIAGNOSTIC_BEGIN = 1;
  static final int DIAGNOSTIC_END = 2;
  static final int DIAGNOSTIC_LINE = 3;
  static final int DIAGNOSTIC_COLUMN = 4;
  static final int DIAGNOSTIC_DISPLAY_COLUMN = 5;
  static final int DIAGNOSTIC_END_LINE = 6;
  static final int DIAGNOSTIC_END_COLUMN = 7;
  static final int DIAGNOSTIC_FIX_BEGIN = 8;
  static final int DIAGNOSTIC_FIX_END = 9;

  /** Output: What REMIT_OPTION_ONLY adds up. What a run was not asked for is REMIT_UNSUPPORTED. */
  static final int OUTPUT_COLUMNS = 1;
  static final int OUTPUT_LEDGER = 2;
  static final int OUTPUT_TOTALS = 4;
  static final int OUTPUT_TARGETS = 8;
  static final int OUTPUT_FINDINGS = 16;
  static final int OUTPUT_ATTRIBUTIONS = 32;
  static final int OUTPUT_ERRORS = 64;

  /**
   * Option: Whole-number options. Limits protect the host against a text or a table from a
   * stranger.
   */
  static final int OPTION_THREADS = 0;
  static final int OPTION_BATCH_ROWS = 1;
  static final int OPTION_ISA = 2;
  static final int OPTION_EVALUATOR = 3;
  static final int OPTION_ASCENDING_KEYS = 4;
  static final int OPTION_PROFILE = 5;
  static final int OPTION_ONLY = 6;
  static final int OPTION_MAX_SOURCE_BYTES = 100;
  static final int OPTION_MAX_TOKENS = 101;
  static final int OPTION_MAX_NESTING_DEPTH = 102;
  static final int OPTION_MAX_DECLARATIONS = 103;
  static final int OPTION_MAX_COLUMNS = 104;
  static final int OPTION_MAX_EXPRESSION_NODES = 105;
  static final int OPTION_MAX_TEXT_BYTES = 106;
  static final int OPTION_MAX_NUMBER_DIGITS = 107;
  static final int OPTION_MAX_DIAGNOSTICS = 108;
  static final int OPTION_MAX_ROWS = 109;
  static final int OPTION_MAX_MEMORY_BYTES = 110;
  static final int OPTION_MAX_STEPS = 111;
  static final int OPTION_MAX_MILLISECONDS = 112;
  static final int OPTION_MAX_KEPT_BYTES = 113;

  /** Profile: Limits by name: who wrote the texts and the tables. */
  static final int PROFILE_OWN = 0;
  static final int PROFILE_UNTRUSTED = 1;

  /** PolicyTextKind: Texts of a policy. */
  static final int POLICY_NAME = 0;
  static final int POLICY_TITLE = 1;
  static final int POLICY_HASH = 2;

  /**
   * List: The lists that describe a policy. Fields and columns are those of one entity; for the
   * others {@code entity} is ignored.
   */
  static final int LIST_ENTITIES = 0;
  static final int LIST_FIELDS = 1;
  static final int LIST_COLUMNS = 2;
  static final int LIST_CLAUSES = 3;
  static final int LIST_HOLES = 4;
  static final int LIST_TESTS = 5;

  /** EntryText: Texts of an entry; what an entry does not have is an empty text. */
  static final int ENTRY_NAME = 0;
  static final int ENTRY_LABEL_EN = 1;
  static final int ENTRY_LABEL_ZH = 2;
  static final int ENTRY_CITE = 3;
  static final int ENTRY_FORM = 4;
  static final int ENTRY_DECLARATION = 5;
  static final int ENTRY_ROLE = 6;
  static final int ENTRY_CURRENCY = 7;
  static final int ENTRY_REFERS_TO = 8;
  static final int ENTRY_UNIT = 9;
  static final int ENTRY_FILE = 10;
  static final int ENTRY_SAYS = 11;
  static final int ENTRY_READING = 12;
  static final int ENTRY_NOT_COMPUTED = 13;
  static final int ENTRY_HEADER = 14;

  /** EntryNumber: Numbers of an entry; -1 for what it does not have. */
  static final int ENTRY_KIND = 0;
  static final int ENTRY_SCALE = 1;
  static final int ENTRY_IS_RATIO = 2;
  static final int ENTRY_IS_KEY = 3;
  static final int ENTRY_IS_OPTIONAL = 4;
  static final int ENTRY_HAS_DEFAULT = 5;
  static final int ENTRY_IS_HOLE = 6;
  static final int ENTRY_KEY_FIELD = 7;
  static final int ENTRY_IS_ENTITY = 8;
  static final int ENTRY_CATEGORY_COUNT = 9;
  static final int ENTRY_BEGIN = 10;
  static final int ENTRY_END = 11;
  static final int ENTRY_LINE = 12;
  static final int ENTRY_COLUMN = 13;
  static final int ENTRY_IS_PERCENT = 14;
  static final int ENTRY_IS_BOUNDED = 15;
  static final int ENTRY_IS_LEFT_OUT = 16;
  static final int ENTRY_KEY_PARTS = 17;
  static final int ENTRY_KEY_PART = 18;
  static final int ENTRY_IS_MADE = 19;
  static final int ENTRY_MAY_NOT_APPLY = 20;

  /** Stage: Stages of the compilation. */
  static final int STAGE_TREE = 0;
  static final int STAGE_MODEL = 1;
  static final int STAGE_PLAN = 2;

  /**
   * Keywords: Spelling of the keywords that remit_format writes; ZH_HANT: in traditional
   * characters.
   */
  static final int KEYWORDS_AS_WRITTEN = 0;
  static final int KEYWORDS_EN = 1;
  static final int KEYWORDS_ZH = 2;
  static final int KEYWORDS_ZH_HANT = 3;

  /** TableKind: The tables of a run; the names in brackets are those of the columns. */
  static final int TABLE_ENTITY = 0;
  static final int TABLE_LEDGER = 1;
  static final int TABLE_TOTALS = 2;
  static final int TABLE_TARGETS = 3;
  static final int TABLE_ROUNDING = 4;
  static final int TABLE_ERRORS = 5;
  static final int TABLE_STAGES = 6;
  static final int TABLE_RULES = 7;
  static final int TABLE_NOTES = 8;
  static final int TABLE_CAUSES = 9;
  static final int TABLE_ENTITY_ALL = 10;
  static final int TABLE_FINDINGS = 11;
  static final int TABLE_ATTRIBUTIONS = 12;

  /**
   * PaymentsKind: The tables of remit_results_payments. In each the column {@code list} says to
   * which list a row belongs: a list for each payer and currency, and one for what is paid back
   * to it.
   */
  static final int PAYMENTS_LISTS = 0;
  static final int PAYMENTS_LINES = 1;
  static final int PAYMENTS_BY_REWARD = 2;
  static final int PAYMENTS_BY_PAYEE = 3;

  /** ComparisonKind: The tables of a comparison; the names in brackets are those of the columns. */
  static final int COMPARISON_CHANGES = 0;
  static final int COMPARISON_TOTALS = 1;
  static final int COMPARISON_REWARDS = 2;
  static final int COMPARISON_COUNTS = 3;
  static final int COMPARISON_DISTRIBUTION = 4;
  static final int COMPARISON_ROWS = 5;
  static final int COMPARISON_FINDINGS = 6;

  /** ExchangeWord: The words of a cell of an exchange, each an int64_t. */
  static final int EXCHANGE_WORD_STATE = 0;
  static final int EXCHANGE_WORD_LOW = 1;
  static final int EXCHANGE_WORD_HIGH = 2;
  static final int EXCHANGE_WORD_SCALE = 3;
  static final int EXCHANGE_WORD_COUNT = 4;

  /**
   * ExchangeState: What a cell of an exchange holds. What remit_case_table has of a figure it
   * has as long as the case has not run since, by itself or by another exchange.
   */
  static final int EXCHANGE_VALUE = 0;
  static final int EXCHANGE_BLANK = 1;
  static final int EXCHANGE_ERROR = 2;
  static final int EXCHANGE_KEPT = 3;
  static final int EXCHANGE_TEXT = 4;

  /** Direction: Which value is sought. */
  static final int LARGEST = 0;
  static final int SMALLEST = 1;

  /**
   * Called during a run, on the thread that called, some ten times a second at most. {@code
   * total} is in one unit with {@code done}, of no meaning by itself. Anything but 0 stops the
   * run (REMIT_CANCELLED). It must return; in C++ it must not throw. It must not free what the
   * run uses.
   */
  interface Progress extends Callback {
    int invoke(long context, long done, long total);
  }

  /**
   * Fills the table of {@code entity} for a test that says {@code given ENTITY from "path"}, by
   * the functions on {@code data}. Anything but REMIT_OK fails the test, REMIT_OUT_OF_MEMORY the
   * call. {@code data} is borrowed for the call.
   */
  interface LoadTable extends Callback {
    int invoke(long context, long path, long entity, long data);
  }

  /**
   * Fills {@code stream}, which is empty, with a new Arrow stream of the entity's rows from the
   * first one on; each of its arrays is one batch. Called once for each traversal. Remit
   * releases the stream. Anything but REMIT_OK ends the run with that status.
   */
  interface OpenRows extends Callback {
    int invoke(long context, long stream);
  }

  /**
   * Takes what one batch came to: remit_results_table gives its rows, and its own lines of
   * ledger, totals, targets and errors; during the call remit_results_explain explains figures
   * of its rows, where those of other batches are not named. {@code batch} is borrowed for the
   * call, tables taken from it live on; {@code first_row} counts from 0. Anything but REMIT_OK
   * ends the run with that status.
   */
  interface TakeBatch extends Callback {
    int invoke(long context, long firstRow, long batch);
  }

  /**
   * The REMIT_ABI_VERSION of the library that is loaded. Same major number, and a minor number
   * not below the header's: the two fit.
   */
  static native int remit_abi_version();

  /** The version of the library as text, "0.1.0". Lives forever. */
  static native long remit_version();

  /**
   * What the linker calls this library, to the byte of it: 40 hexadecimal digits as a rule, or
   * empty where it was not asked to. Lives forever.
   */
  static native long remit_build();

  /** The name of a status, "REMIT_OK"; "?" for a number that is none. Lives forever. */
  static native long remit_status_name(int status);

  /** The bytes of a string and, unless {@code size} is NULL, how many. Borrowed. */
  static native long remit_string_data(long string, long[] size);

  /** Frees a string. */
  static native void remit_string_free(long string);

  /** The status that the failed call returned. */
  static native int remit_error_status(long error);

  /** One line for a person. Borrowed. */
  static native long remit_error_message(long error, int language, long[] size);

  /**
   * All complaints about the policy text, none for other kinds of error. Borrowed, never NULL
   * unless {@code error} is.
   */
  static native long remit_error_diagnostics(long error);

  /** Frees an error. */
  static native void remit_error_free(long error);

  /** How many diagnostics there are, in the order of the text. */
  static native long remit_diagnostics_count(long diagnostics);

  /**
   * One text of diagnostic {@code index}, in {@code language} where it is worded. Borrowed; NULL
   * for an index or a text that does not exist.
   */
  static native long remit_diagnostics_text(
      long diagnostics, long index, int which, int language, long[] size);

  /** One number of diagnostic {@code index}; -1 for an index or a number that does not exist. */
  static native long remit_diagnostics_number(long diagnostics, long index, int which);

  /** All of them for a reader (with the line of the policy and a caret) or as JSON. */
  static native int remit_diagnostics_render(
      long diagnostics, int format, int language, long[] text, long[] error);

  /** Options with their defaults. A NULL {@code options} elsewhere means the same. */
  static native int remit_options_new(long[] options, long[] error);

  /** Frees options. */
  static native void remit_options_free(long options);

  /**
   * Sets a whole-number option; REMIT_INVALID_ARGUMENT for an unknown one or a value out of
   * range.
   */
  static native int remit_options_set_int(long options, int option, long value, long[] error);

  /** Reads a whole-number option. */
  static native int remit_options_get_int(long options, int option, long[] value, long[] error);

  /**
   * Sets all limits (REMIT_OPTION_MAX_SOURCE_BYTES and those after it) to those of a profile;
   * each may be set otherwise afterwards. REMIT_INVALID_ARGUMENT for a profile that does not
   * exist.
   */
  static native int remit_options_set_profile(long options, int profile, long[] error);

  /**
   * The day for which: remit_compile chooses among several versions of a policy the one in force
   * on that day (not set: the last), and {@code today} in a policy means it in a run (not set:
   * what asks for today is in error; the library never reads a clock for a figure).
   */
  static native int remit_options_set_as_of(
      long options, int year, int month, int day, long[] error);

  /**
   * What is done with these options stops when {@code cancel} is requested: compiling,
   * formatting, a run, and what is computed of its results later (explanations,
   * REMIT_TABLE_ROUNDING). It ends some milliseconds later, 20 at most, also within one cell.
   * {@code cancel} may be NULL, which takes the flag away again. The options and the results
   * keep it alive.
   */
  static native int remit_options_set_cancel(long options, long cancel, long[] error);

  /**
   * Sets the progress callback. {@code progress} may be NULL, which takes it away again. {@code
   * context} is handed back to it.
   */
  static native int remit_options_set_progress(
      long options, Progress progress, long context, long[] error);

  /** A flag that is not requested. */
  static native int remit_cancel_new(long[] cancel, long[] error);

  /**
   * Stops every run that watches the flag, and those yet to come. Any thread, any time, a signal
   * handler too.
   */
  static native void remit_cancel_request(long cancel);

  /** Takes the request back. */
  static native void remit_cancel_reset(long cancel);

  /** Frees the handle; options that watch the flag go on watching it. */
  static native void remit_cancel_free(long cancel);

  /** Compiles a policy and the files that amend it. */
  static native int remit_compile(
      long count, long[] names, long[] texts, long[] sizes, long options, long[] policy, long[]
      error);

  /** Frees a policy; its data and results live on. */
  static native void remit_policy_free(long policy);

  /** A text of the policy. Borrowed; NULL for one that does not exist. */
  static native long remit_policy_text(long policy, int which, long[] size);

  /** Warnings and notes of the compilation. Borrowed. */
  static native long remit_policy_diagnostics(long policy);

  /** Length of a list. */
  static native int remit_policy_count(
      long policy, int list, long entity, long[] count, long[] error);

  /**
   * Index of an entry by its name. A field is found by its label too, a column by the name of
   * its declaration ({@code big_projects} is {@code big_projects.met}). REMIT_NOT_FOUND if there
   * is none.
   */
  static native int remit_policy_find(
      long policy, int list, long entity, byte[] name, long size, long[] index, long[] error);

  /** A text of an entry. Borrowed; NULL for an entry or a text that does not exist. */
  static native long remit_policy_list_text(
      long policy, int list, long entity, long index, int which, long[] size);

  /**
   * Deprecated, for remit_policy_list_text: the same by an out-parameter, with the reason for
   * what does not exist. {@code size} may be NULL.
   */
  static native int remit_policy_entry_text(
      long policy, int list, long entity, long index, int which, long[] text, long[] size, long[]
      error);

  /** A number of an entry. */
  static native int remit_policy_entry_number(
      long policy, int list, long entity, long index, int which, long[] value, long[] error);

  /**
   * Word {@code category} of a category field or column. Borrowed; NULL for one that does not
   * exist.
   */
  static native long remit_policy_list_category(
      long policy, int list, long entity, long index, long category, long[] size);

  /**
   * Deprecated, for remit_policy_list_category: the same by an out-parameter. {@code size} may
   * be NULL.
   */
  static native int remit_policy_category(
      long policy, int list, long entity, long index, long category, long[] text, long[] size,
      long[] error);

  /** A stage of the compilation as text, for people who want to look inside. */
  static native int remit_policy_dump(long policy, int stage, long[] text, long[] error);

  /**
   * Runs the policy's own tests. The outcome is a table: title, passed (a truth value), message,
   * file, line (a number). {@code load_table} and {@code options} may be NULL.
   */
  static native int remit_policy_run_tests(
      long policy, long options, LoadTable loadTable, long context, int language, long[] outcome,
      long[] error);

  /**
   * A policy text in the canonical layout, comments kept. REMIT_POLICY_ERROR if it does not
   * parse. {@code options} may be NULL.
   */
  static native int remit_format(
      byte[] name, byte[] text, long size, int keywords, long options, long[] formatted, long[]
      error);

  /** Empty tables for a policy. Entity 0, the whole, has its one row already. */
  static native int remit_data_new(long policy, long[] data, long[] error);

  /** A copy that changes independently; whole columns are shared until one of the two changes. */
  static native int remit_data_clone(long data, long[] copy, long[] error);

  /** Frees data; results made from it live on. */
  static native void remit_data_free(long data);

  /** Appends a row of blank cells; {@code row} (may be NULL) receives its number. */
  static native int remit_data_add_row(long data, long entity, long[] row, long[] error);

  /** Rows of a table; 0 for an entity that does not exist. */
  static native long remit_data_row_count(long data, long entity);

  /** Drops the rows of one table, so that the object can be filled again. */
  static native int remit_data_clear(long data, long entity, long[] error);

  /**
   * Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true",
   * a category's word, the key of the row referred to (which may be added later). An empty text
   * is a blank cell. A text that is no value of the field's type does not fail the call: the
   * cell becomes an error, listed in REMIT_TABLE_ERRORS of the results.
   */
  static native int remit_data_set_text(
      long data, long entity, long row, long field, byte[] text, long size, long[] error);

  /**
   * The same with the entity and the field by name (or the field's label), all three ending at
   * their NUL.
   */
  static native int remit_data_set_by_name(
      long data, byte[] entity, long row, byte[] field, byte[] text, long[] error);

  /**
   * Sets a cell of a number or money field to coefficient * 10^-scale. More digits after the
   * point than the field has make the cell an error, never a rounding.
   */
  static native int remit_data_set_int64(
      long data, long entity, long row, long field, long coefficient, int scale, long[] error);

  /** The same with a 128-bit two's complement coefficient, high * 2^64 + low. */
  static native int remit_data_set_decimal(
      long data, long entity, long row, long field, long high, long low, int scale, long[] error);

  /**
   * Sets a cell from a binary float. In a field of figures (number, money, duration) that is
   * neither key nor reference it counts as the shortest decimal that reads back as the same
   * double; NaN is a blank cell. Any other float does not fail the call, but makes the cell an
   * error: in any other field (an id of 18 digits has lost its last ones by then), infinite, of
   * more decimals than the field keeps, or so large that two values of the field may read as it:
   * from 2^53 on, and from 2^46 on where the field keeps two decimals.
   */
  static native int remit_data_set_double(
      long data, long entity, long row, long field, double value, long[] error);

  /**
   * Makes a cell an error, for what is no value at all in the host's language: a text that is
   * not Unicode, an object. {@code text} is shown in its place.
   */
  static native int remit_data_set_unreadable(
      long data, long entity, long row, long field, byte[] text, long size, long[] error);

  /** Sets a cell of a boolean field: 0 or 1. */
  static native int remit_data_set_bool(
      long data, long entity, long row, long field, int value, long[] error);

  /** Sets a cell of a date field. */
  static native int remit_data_set_date(
      long data, long entity, long row, long field, int year, int month, int day, long[] error);

  /** Makes a cell blank. */
  static native int remit_data_set_blank(
      long data, long entity, long row, long field, long[] error);

  /**
   * Replaces a whole table by an Arrow struct array (a record batch).
   * Columns are matched with fields by name or label, in any order. Taken are int8 to int64 and
   * unsigned, decimal 32 to 256, utf8, large_utf8, utf8_view, dictionaries of texts, bool,
   * date32, date64 and timestamps without time zone (a time of day is an error of that cell),
   * and float32 and float64, each cell as by remit_data_set_double; nulls, offsets and slices
   * included. Texts may be whole numbers, but a column of floats for a field that takes none is
   * REMIT_DATA_ERROR, unless it holds nothing but nulls and NaN. So is an extension type that is
   * not stored as text. Buffers whose layout fits are used in place. An unknown column is
   * ignored with a note (remit_data_notes), unless it is almost the name of a field without a
   * column. Such a one, a missing column, a column given twice or a type that does not fit is
   * REMIT_DATA_ERROR, which names it, and leaves the table as it was.
   * Takes over {@code array} whatever the outcome (its release callback is NULL afterwards; the
   * memory is released with the last object that uses it, on whatever thread that happens).
   * {@code schema} is only read and stays yours.
   */
  static native int remit_data_set_arrow(
      long data, long entity, long schema, long array, long[] error);

  /** The same from a stream of such arrays, which is read to its end. Takes over {@code stream}. */
  static native int remit_data_set_arrow_stream(long data, long entity, long stream, long[] error);

  /**
   * As many threads as Arrow comes in on from here on, into {@code data} and clones of it: 0 is
   * one per processor, at most 1024; 1 at first. What comes in does not depend on it. Runs find
   * and bind what they read on the threads of their options (REMIT_OPTION_THREADS); so do the
   * batches of a stream.
   */
  static native int remit_data_set_threads(long data, int threads, long[] error);

  /**
   * What was noticed while data came in and stopped nothing, as a table: entity, column,
   * message.
   */
  static native int remit_data_notes(long data, int language, long[] notes, long[] error);

  /**
   * Computes every column that the policy defines. Cells in error do not fail the run: they are
   * counted by remit_results_error_count and listed in REMIT_TABLE_ERRORS. {@code options} may
   * be NULL.
   */
  static native int remit_evaluate(
      long policy, long data, long options, long[] results, long[] error);

  /**
   * How often a run reads all rows of {@code entity} when they come in batches: once more than
   * the policy has steps that need all of them first. REMIT_UNSUPPORTED, with the reason, when
   * they cannot come in batches.
   */
  static native int remit_policy_traversals(
      long policy, long entity, int[] traversals, long[] error);

  /**
   * Evaluates while the rows of {@code entity} come in batches; {@code data} has all other
   * tables. Batches go to {@code take} in the last traversal; {@code take} and {@code options}
   * may be NULL. {@code results} are those of the other entities, with totals over everything.
   * Every figure is that of remit_evaluate; a key that occurs twice is REMIT_DATA_ERROR.
   * Callbacks are called on this thread.
   */
  static native int remit_evaluate_batches(
      long policy, long data, long entity, OpenRows open, TakeBatch take, long context, long
      options, long[] results, long[] error);

  /** Frees results; tables taken from them live on. */
  static native void remit_results_free(long results);

  /** Cells in error, inputs and defined columns. */
  static native long remit_results_error_count(long results);

  /**
   * 32 hexadecimal digits over every figure: equal for equal results at any number of threads,
   * batch size, instruction set and evaluator.
   */
  static native int remit_results_digest(long results, long[] digest, long[] error);

  /**
   * What was computed from what, as JSON (docs/manifest.md): version and build of the engine,
   * the policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each
   * table, the digest of the figures. Equal runs have equal manifests: no clock is read.
   */
  static native int remit_results_manifest(long results, long[] manifest, long[] error);

  /**
   * A table of the results. {@code entity} matters for REMIT_TABLE_ENTITY only; {@code language}
   * words reasons and details. Columns may be added at the end: find them by name.
   * REMIT_UNSUPPORTED for REMIT_TABLE_STAGES and REMIT_TABLE_RULES of a run that did not measure
   * (REMIT_OPTION_PROFILE), of one row by row and of one batch, and for what the run was not
   * asked for (REMIT_OPTION_ONLY).
   */
  static native int remit_results_table(
      long results, int which, long entity, int language, long[] table, long[] error);

  /**
   * Totals by other groups than the payer: {@code by} are {@code count} words, each {@code
   * payer}, {@code payee}, {@code reward}, {@code clause}, a field or defined column of the rows
   * that are paid, or one of a row that they refer to ({@code unit.region}). Columns: one for
   * each word, then those of REMIT_TABLE_TOTALS but the payer. What has no such column, or a
   * blank there, is in the group of the empty text. {@code sizes} may be NULL where all words
   * end with NUL. REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED for rows
   * that came in batches.
   */
  static native int remit_results_totals_by(
      long results, long[] by, long[] sizes, long count, long[] table, long[] error);

  /**
   * The payments as an office files them: what each payer has to pay in one currency, line by
   * line, with what was asked for, what funds and joint limits cut of it and why, and what is
   * granted. {@code columns} are {@code count} further columns of the lines, by the words of
   * remit_results_totals_by ({@code unit.account}); {@code sizes} may be NULL where all words
   * end with NUL. REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED for rows
   * that came in batches.
   */
  static native int remit_results_payments(
      long results, int which, long[] columns, long[] sizes, long count, int language, long[]
      table, long[] error);

  /**
   * How a cell came about: in one paragraph what it is, under which clause and why it is not
   * another figure; then the steps, what was capped or rounded; then the inputs. As text, JSON
   * or HTML, in {@code language}. {@code column} is a defined column, by name. {@code depth} is
   * how many steps from the cell are spelled out, 0: down to the inputs. The figures of other
   * rows that a sum, a rank or a fund reads are named and not spelled out, unless {@code depth}
   * is REMIT_DEPTH_UNFOLDED. Made on demand; the run need not have been told. It reads what the
   * run computed and computes helper columns again only for the rows that the cell draws on, at
   * most one run row by row on this thread, within the time and memory that the run had, and
   * until its cancel is requested.
   */
  static native int remit_results_explain(
      long results, long entity, long row, byte[] column, long size, int depth, int format, int
      language, long[] explanation, long[] error);

  /**
   * Reads the rows of one shard once, and gathers what they leave behind. {@code before} is what
   * the traversal before was advanced to, or the shard's part of it, and NULL in the first one.
   * {@code before}, {@code rows} and {@code options} may be NULL: a shard may have no rows.
   * Takes over {@code rows}, whose arrays are batches. Numbers of shards are below 2^24, and
   * need not follow each other. A row in an error message counts from the first row of the
   * shard.
   */
  static native int remit_shard_gather(
      long policy, long data, long entity, int shard, long before, long rows, long options, long[]
      gathered, long[] error);

  /**
   * The same in the last traversal: batches go to {@code take} as by remit_evaluate_batches;
   * {@code take}, {@code before}, {@code rows} and {@code options} may be NULL. In the only
   * traversal of a run {@code first_row} counts from the first row of the shard, else from the
   * first row of the run. Takes over {@code rows}. What is gathered is for
   * remit_shard_state_results.
   */
  static native int remit_shard_results(
      long policy, long data, long entity, int shard, long before, long rows, TakeBatch take, long
      context, long options, long[] gathered, long[] error);

  /**
   * What two states gathered of other shards, together; in any order and tree. Cheap: rows are
   * shared. REMIT_INVALID_ARGUMENT when a shard is in both, or they are not of one run and
   * traversal.
   */
  static native int remit_shard_state_merge(long state, long other, long[] merged, long[] error);

  /**
   * From what all shards gathered, in a traversal that is not the last, to what the next one
   * begins with. {@code before} as for remit_shard_gather, but whole; {@code before} and {@code
   * options} may be NULL. REMIT_DATA_ERROR when a key occurs twice, or a shard has other rows
   * than before.
   */
  static native int remit_shard_state_advance(
      long policy, long data, long gathered, long before, long options, long[] advanced, long[]
      error);

  /**
   * What one shard needs of an advanced state: its own rows of ranks and divisions, and none of
   * the others'.
   */
  static native int remit_shard_state_part(long advanced, int shard, long[] part, long[] error);

  /**
   * From what all shards gathered in the last traversal to the results of the other entities,
   * with totals over everything, as of remit_evaluate_batches. {@code before} and {@code
   * options} may be NULL. REMIT_DATA_ERROR as for remit_shard_state_advance.
   */
  static native int remit_shard_state_results(
      long policy, long data, long gathered, long before, long options, long[] results, long[]
      error);

  /** Which traversal was gathered, or is over, from 1; 0 for NULL. */
  static native int remit_shard_state_traversal(long state);

  /** How many shards were gathered, or are known; 0 for NULL. */
  static native long remit_shard_state_shard_count(long state);

  /**
   * The number of one of them, ascending by {@code index}; 0 for NULL or an index that is not
   * below the count.
   */
  static native int remit_shard_state_shard(long state, long index);

  /**
   * The state as bytes, to be stored or sent: versioned, the same on every machine, with a
   * checksum against accidents. They are no text: NULs are among them.
   */
  static native int remit_shard_state_bytes(long state, long[] bytes, long[] error);

  /**
   * A state from its bytes, of which nothing is kept. REMIT_DATA_ERROR when they are none, not
   * all of one, altered, or of another version.
   */
  static native int remit_shard_state_of_bytes(byte[] bytes, long size, long[] state, long[] error);

  /**
   * The state as a table of one row: policy (canonical hash), entity, day, traversal, kind
   * ("gathered" or "advanced") and state, its bytes. The metadata of the schema say the same,
   * and the version as remit.state. Fills {@code stream}.
   */
  static native int remit_shard_state_export_arrow(long state, long stream, long[] error);

  /**
   * Reads the column {@code state} of a stream to its end; of several rows the states are
   * merged. Takes over {@code stream}.
   */
  static native int remit_shard_state_import_arrow(long stream, long[] state, long[] error);

  /** Frees a state. */
  static native void remit_shard_state_free(long state);

  /**
   * Holds two runs against each other, payment by payment: two policies over one set of tables,
   * one policy over two, or both. Rows are matched by key; entities, fields and rewards by name.
   * A line is one reward and one row, as in the ledger; a side that has no such line has nothing
   * there. REMIT_UNSUPPORTED for a run whose rows came in batches.
   */
  static native int remit_compare(
      long before, long after, long options, long[] comparison, long[] error);

  /** Frees a comparison; tables taken from it live on. */
  static native void remit_comparison_free(long comparison);

  /** Lines that differ: in amount, status, title, payer or payee. */
  static native long remit_comparison_change_count(long comparison);

  /**
   * A table of the comparison; {@code language} words reasons and sentences. Columns may be
   * added at the end: find them by name.
   */
  static native int remit_comparison_table(
      long comparison, int which, int language, long[] table, long[] error);

  /**
   * The columns of REMIT_COMPARISON_CHANGES for the {@code most} lines whose amounts differ
   * most, the largest first.
   */
  static native int remit_comparison_largest(
      long comparison, long most, int language, long[] table, long[] error);

  /**
   * By other groups than the payer: {@code by} are {@code count} words as for
   * remit_results_totals_by; a column for each of them, then those of REMIT_COMPARISON_TOTALS.
   * {@code sizes} may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word that
   * nothing paid has in one of the runs.
   */
  static native int remit_comparison_groups(
      long comparison, long[] by, long[] sizes, long count, long[] table, long[] error);

  /**
   * What changed in the text of a policy, declaration by declaration and clause by clause;
   * layout, comments, the language of keywords and the way numbers are written count for nothing
   * [form, name, change (added, removed, changed), before, after (as written), place_before,
   * place_after ("policy.remit:12")].
   */
  static native int remit_compare_texts(long before, long after, long[] table, long[] error);

  /**
   * One row of {@code entity}, to be evaluated again and again: for a program that answers one
   * request after the other. The policy is made ready for the row once. After that a run in
   * which only numbers, dates, categories and truth values of the row changed, numbers within
   * about eight times what they were before, takes no memory and a fraction of a microsecond.
   * Any other change is as right, but has the row made ready anew, which takes some ten
   * microseconds; and a policy whose columns for the row depend on the other rows of the entity
   * (a rank, a fund) is computed as a whole each time.
   */
  static native int remit_case_new(
      long policy, long data, long entity, long options, long[] oneCase, long[] error);

  /** Frees a case, with what was borrowed from it. */
  static native void remit_case_free(long oneCase);

  /**
   * The tables of the case: set the cells of row 0 of its entity, which is there already.
   * Borrowed, not to be freed; NULL only for NULL. remit_evaluate takes it too, for ledger and
   * explanations.
   */
  static native long remit_case_data(long oneCase);

  /**
   * Computes the columns of the entity from the tables as they are now. On failure the table
   * keeps the figures of the run before (after REMIT_OUT_OF_MEMORY they may be mixed with new
   * ones), and the case can run again.
   */
  static native int remit_case_run(long oneCase, long[] error);

  /**
   * Key and defined columns of the entity, as REMIT_TABLE_ENTITY has them; no rows before the
   * first run. Borrowed, and unlike other tables not immutable: it always shows the last run. It
   * cannot be searched by key. NULL only for NULL.
   */
  static native long remit_case_table(long oneCase);

  /**
   * Which inputs can still matter for a figure of the row, as the cells are now: for a form that
   * asks no question too many. Blank cells of row 0, and of the whole, are not known, and cells
   * that hold their field's default; so are those of all rows of the entities in {@code open}.
   * Needs no run before.
   * As JSON (docs/needs.md): whether the figure is determined, whatever is not known, and what
   * it is then; else the least and the most that it can come to, and the inputs in the order in
   * which to ask. What is not asked for changes nothing, as long as answers are within the types
   * and bounds of their fields (figures without bounds within 10^18 on either side).
   */
  static native int remit_case_needs(
      long oneCase, byte[] column, long size, long[] answered, long[] sizes, long count, long[]
      open, long openCount, long[] needs, long[] error);

  /**
   * Cells of the row of a case in and figures out by memory that is agreed on here, so that
   * remit_exchange_run sets, computes and reads in one call. For hosts to which a call is dear:
   * they look for fields and columns once, write the words of the cells, call, and read the
   * words of the figures.
   * A cell, and a figure, is REMIT_EXCHANGE_WORD_COUNT words. Its number is the coefficient of a
   * number, money or duration; 0 or 1 of a truth value; the days since 1970-01-01 of a date; of
   * a category the index of the word in the list of its field or column
   * (remit_policy_list_category): look the words up there, since remit_case_table has the word
   * of the last run of the case, which need not be that of this exchange. Fields that are texts
   * or references are set in remit_case_data, and kept here.
   */
  static native int remit_exchange_new(
      long oneCase, long[] fields, long fieldCount, long[] columns, long columnCount, long[]
      exchange, long[] error);

  /** Frees an exchange, with the words that were borrowed from it. The case goes on. */
  static native void remit_exchange_free(long exchange);

  /**
   * The words of the cells, in the order of {@code fields}: write here. They begin as kept, and
   * stay as they were written until they are written again. Borrowed, and always the same
   * address; NULL only for NULL and where there are none.
   */
  static native long remit_exchange_cells(long exchange);

  /**
   * The words of the figures, in the order of {@code columns}: those of the last run that went
   * well. Borrowed, and always the same address; NULL only for NULL and where there are none.
   */
  static native long remit_exchange_figures(long exchange);

  /**
   * Sets the cells that are not kept, as remit_data_set_decimal and its like do, runs the case,
   * as remit_case_run does, and reads the figures of the row; remit_case_table shows them too. A
   * cell whose number has more digits than its field is an error of the cell, as everywhere.
   * REMIT_INVALID_ARGUMENT for words that mean nothing for their field: a state or a number out
   * of range, the value of a text. Then, and when the run fails, cells before it are set, and
   * the figures are those of the run before.
   */
  static native int remit_exchange_run(long exchange, long[] error);

  /**
   * Figures for each of a grid of parameters, as a table: one row for each combination of their
   * values, first the parameters as they are written, then the figures. They are those of single
   * runs of the policy with these values, from one reading of the tables; what does not depend
   * on the parameters is computed once. A value that the policy could not have is
   * REMIT_POLICY_ERROR. {@code set} and {@code show} may be NULL where their counts are 0, their
   * sizes where all texts end with NUL; {@code options} may be NULL.
   */
  static native int remit_sweep(
      long policy, long data, long[] set, long[] setSizes, long setCount, long[] show, long[]
      showSizes, long showCount, long options, long[] sweep, long[] error);

  /**
   * One figure of a sweep as a picture, an SVG that needs nothing else; empty if there is
   * nothing to draw. {@code parameters} is how many columns of the table are parameters, {@code
   * column} the figure's.
   */
  static native int remit_sweep_picture(
      long sweep, long parameters, long column, int language, long[] picture, long[] error);

  /**
   * The largest or smallest value of a parameter for which a condition on figures holds; or,
   * with {@code entity} and {@code key}, of a field of one row, for which a condition over the
   * row holds. The solution is a table of one row [name, found, value, neighbour (the next value
   * in that direction, for which it does not hold; blank: there is none), current (of one row:
   * what it is now), values (on the grid), tried (of them), changes (how often the condition
   * changes along them), undetermined (of them; they count as not holding), open_rows (rows of
   * which it is not known what they add to the totals and counts of the condition; they count as
   * nothing)]. {@code options} may be NULL.
   */
  static native int remit_solve(
      long policy, long data, long[] set, long[] setSizes, long setCount, byte[] condition, long
      conditionSize, int direction, byte[] entity, long entitySize, byte[] key, long keySize, long
      options, long[] solution, long[] tried, long[] error);

  /** Frees a table. */
  static native void remit_table_free(long table);

  /** "unit", "ledger", "totals" ... Borrowed. */
  static native long remit_table_name(long table, long[] size);

  /** Number of rows. */
  static native long remit_table_row_count(long table);

  /** Number of columns. */
  static native long remit_table_column_count(long table);

  /**
   * A text of a column: REMIT_ENTRY_NAME, _LABEL_EN, _LABEL_ZH, _CURRENCY, _REFERS_TO or _UNIT.
   * Borrowed; NULL for one that does not exist.
   */
  static native long remit_table_column_text(long table, long column, int which, long[] size);

  /** A number of a column: REMIT_ENTRY_KIND, _SCALE or _IS_RATIO; -1 for one that does not exist. */
  static native long remit_table_column_number(long table, long column, int which);

  /** Index of a column by its name. */
  static native int remit_table_find_column(
      long table, byte[] name, long size, long[] column, long[] error);

  /**
   * Row of an entity's table by its key; of a key of several fields as one text joined by {@code
   * /}, where that means one row alone.
   */
  static native int remit_table_find_row(
      long table, byte[] key, long size, long[] row, long[] error);

  /**
   * The same by the parts of the key, in the policy's order. {@code sizes} may be NULL where all
   * parts end with NUL.
   */
  static native int remit_table_find_row_by_parts(
      long table, long[] parts, long[] sizes, long count, long[] row, long[] error);

  /** Whether a cell has a value; -1 for a cell that does not exist. */
  static native int remit_table_state(long table, long row, long column);

  /**
   * The value of a cell as text: "500000.00", "2010-01-31", "true", a category's word, the key
   * of a reference; empty for blank and error.
   */
  static native int remit_table_cell_text(
      long table, long row, long column, long[] text, long[] error);

  /** Deprecated, for remit_table_cell_text: the same copied into a buffer. */
  static native int remit_table_text(
      long table, long row, long column, byte[] buffer, long capacity, long[] size, long[] error);

  /**
   * A number, money or duration as coefficient, of the column's scale; REMIT_UNSUPPORTED for
   * other kinds, for ratios, for cells without a value and for one that needs more than 64 bits.
   */
  static native int remit_table_int64(
      long table, long row, long column, long[] coefficient, long[] error);

  /** The same in 128 bits, two's complement, high * 2^64 + low. */
  static native int remit_table_decimal(
      long table, long row, long column, long[] high, long[] low, int[] scale, long[] error);

  /** A boolean, 0 or 1; REMIT_UNSUPPORTED for other kinds and cells without a value. */
  static native int remit_table_bool(long table, long row, long column, int[] value, long[] error);

  /** A date; REMIT_UNSUPPORTED for other kinds and cells without a value. */
  static native int remit_table_date(
      long table, long row, long column, int[] year, int[] month, int[] day, long[] error);

  /**
   * Why a cell is an error: the stable name of the reason, "division_by_zero". Borrowed; NULL
   * for a cell that is no error or does not exist.
   */
  static native long remit_table_fault_name(long table, long row, long column, long[] size);

  /** Why a cell is an error, as a sentence in {@code language}; NULL for a cell that is no error. */
  static native int remit_table_fault_detail(
      long table, long row, long column, int language, long[] detail, long[] error);

  /**
   * Deprecated, for remit_table_fault_name and remit_table_fault_detail: both by out-parameters.
   * {@code name} and {@code detail} may be NULL.
   */
  static native int remit_table_fault(
      long table, long row, long column, int language, long[] name, long[] detail, long[] error);

  /**
   * The whole table as an Arrow struct array with a life of its own: you release {@code schema}
   * and {@code array}, on any thread. Blank cells and errors are null; figures are decimal128,
   * ratios utf8.
   */
  static native int remit_table_export_arrow(long table, long schema, long array, long[] error);

  /** The same as a stream of one array. */
  static native int remit_table_export_arrow_stream(long table, long stream, long[] error);
}
