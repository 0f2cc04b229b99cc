/*
 * remit.h - Remit, an exact policy engine, for every language that can call C.
 *
 * CONVENTIONS
 *
 *  1. Ownership. Every object is an opaque handle. A function named ..._new, or one whose last
 *     out-parameter is a handle without `const`, gives you a handle to free with the matching
 *     ..._free; ..._free(NULL) does nothing. A `const` pointer that a function gives you is
 *     borrowed: it lives as long as the object it came from. An object keeps alive whatever it was
 *     made from, so handles may be freed in any order. Freeing a handle twice, or using it after it
 *     was freed, is undefined, as for free(3); a handle of the wrong kind is noticed and refused.
 *  2. Threads. remit_policy, remit_results, remit_comparison, remit_table, remit_error,
 *     remit_diagnostics, remit_string and remit_shard_state never change: any number of threads may
 * use one at once, without locks. remit_data and remit_options belong to one thread while they are
 * being changed; while nobody changes them they may be read, that is evaluated with, by many. A
 * remit_case, with what is borrowed from it and its remit_exchange, belongs to one thread at a time.
 * remit_cancel may be used by any thread at any time. Free an object when no other thread is using
 * it.
 *  3. Errors. A function that can fail returns a remit_status; REMIT_OK is 0. Its last parameter
 *     `error` may be NULL; otherwise *error is set to NULL on success and to a remit_error, yours
 *     to free, on failure. After a failure the other out-parameters are NULL or 0, and no object is
 *     changed except as the function says. Running out of memory is REMIT_OUT_OF_MEMORY, and the
 *     library is as usable afterwards as before. Nothing is printed, nothing aborts, no C++
 *     exception comes out.
 *  4. NULL. A NULL where an object, a text or an out-parameter is needed is
 *     REMIT_INVALID_ARGUMENT, except where the parameter is said to be optional. Functions that
 *     return a value rather than a status answer 0, NULL or "" for a NULL object.
 *  5. Strings. UTF-8. A text goes in as pointer and size in bytes; the size REMIT_NUL means "up to
 *     the terminating NUL". Ill-formed UTF-8 and embedded NULs are refused. A text comes out in one
 *     of two ways. One that an object holds is the value of the function, borrowed, and NULL where
 *     there is no such text; `size`, the last parameter, receives its bytes unless it is NULL, and
 *     a NUL follows the text in any case. One that is made on demand comes as a remit_string. (The
 *     texts that live forever, of remit_version, remit_build and remit_status_name, have no
 * `size`.)
 *  6. Figures. Exact: as text, or as coefficient and scale (coefficient * 10^-scale), 64 or 128
 *     bits, or in Arrow decimal columns. A double never comes out; one that goes in counts as the
 *     shortest decimal that reads back as it, in columns of figures, and is refused elsewhere.
 *     Truth values are numbers, int32_t (in remit_policy_entry_number and
 *     remit_table_column_number int64_t): 0 or 1 and nothing else.
 *  7. Numbering. Rows, entities, fields and columns are counted from 0. Entity 0 is the
 *     jurisdiction as a whole, a table of exactly one row.
 *  8. Versions. Call remit_abi_version() once and compare with REMIT_ABI_VERSION. Within one major
 *     number functions and constants are only ever added, and constants keep their numbers, so ask
 *     for "is it X" rather than "is it none of those I know". Enumerations travel as int32_t.
 *  9. The host's own. The library reads no files, no clock and no environment for a figure, and
 *     changes no locale, no signal handler and no other state of the process. Threads exist only
 *     during calls that were asked for them by REMIT_OPTION_THREADS. Of the stack of the calling
 *     thread 64 KiB are enough for a formula of ten brackets or ten terms one in the other, 128 KiB
 *     for forty terms, 8 MiB for whatever the default limits allow; what is nested deeper than the
 *     stack takes is REMIT_LIMIT_EXCEEDED.
 */
#ifndef REMIT_H_
#define REMIT_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32) && defined(REMIT_BUILDS_LIBRARY)
#define REMIT_API __declspec(dllexport)
#elif defined(_WIN32)
#define REMIT_API __declspec(dllimport)
#elif defined(__GNUC__) || defined(__clang__)
#define REMIT_API __attribute__((visibility("default")))
#else
#define REMIT_API
#endif

/** Version of this header: major * 65536 + minor. */
#define REMIT_ABI_VERSION 0x00010004u

/** As a size: the text ends at its NUL. */
#define REMIT_NUL ((size_t)-1)

/* ---- The Arrow C data interface ------------------------------------------------------------- */

/* As published in https://arrow.apache.org/docs/format/CDataInterface.html; guarded so that it may
 * meet the same definitions from another header. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

/* ---- Handles -------------------------------------------------------------------------------- */

/** A compiled policy set. Immutable. */
typedef struct remit_policy remit_policy;
/** The input tables of a run. */
typedef struct remit_data remit_data;
/** What a run computed. Immutable. */
typedef struct remit_results remit_results;
/** Rows and columns that came out: an entity's figures, the ledger, totals ... Immutable. */
typedef struct remit_table remit_table;
/** Why a call failed. Immutable. */
typedef struct remit_error remit_error;
/** Complaints about a policy text. Immutable; always borrowed. */
typedef struct remit_diagnostics remit_diagnostics;
/** How to compile and how to run. */
typedef struct remit_options remit_options;
/** A flag that stops runs. */
typedef struct remit_cancel remit_cancel;
/** A text made on demand. Immutable. */
typedef struct remit_string remit_string;
/** Two runs held against each other. Immutable. */
typedef struct remit_comparison remit_comparison;
/** One row of an entity, evaluated again and again. */
typedef struct remit_case remit_case;
/** Cells of a case in, figures out, by memory. */
typedef struct remit_exchange remit_exchange;
/** What the shards of a run send each other. Immutable. */
typedef struct remit_shard_state remit_shard_state;

/* ---- Constants ------------------------------------------------------------------------------ */

/** What became of a call. */
typedef int32_t remit_status;
enum {
  REMIT_OK = 0,
  REMIT_INVALID_ARGUMENT = 1, /**< NULL, an index out of range, a wrong handle, bad UTF-8 */
  REMIT_OUT_OF_MEMORY = 2,
  REMIT_POLICY_ERROR = 3, /**< the policy text has errors: see remit_error_diagnostics */
  REMIT_DATA_ERROR = 4,   /**< a table does not fit the policy: a missing column, a wrong type */
  REMIT_NOT_FOUND = 5,    /**< no such entity, field, column or row */
  REMIT_LIMIT_EXCEEDED = 6,
  REMIT_CANCELLED = 7,        /**< by remit_cancel_request or by the progress callback */
  REMIT_UNSUPPORTED = 8,      /**< not in this build, or not on this processor */
  REMIT_INTERNAL_ERROR = 9,   /**< a fault of Remit itself; please report it */
  REMIT_BUFFER_TOO_SMALL = 10 /**< nothing was written; *size says what is needed */
};

/** The languages in which Remit answers. */
typedef int32_t remit_language;
enum { REMIT_LANGUAGE_EN = 0, REMIT_LANGUAGE_ZH = 1 };

/** How a text is laid out. */
typedef int32_t remit_format_kind;
enum {
  REMIT_FORMAT_TEXT = 0,
  REMIT_FORMAT_JSON = 1,
  REMIT_FORMAT_ANSI = 2, /**< text with terminal colours */
  REMIT_FORMAT_HTML = 3 /**< of an explanation: a page that needs nothing else and can be printed */
};

/** As the depth of an explanation: down to the inputs, and figures of other rows spelled out too.
 */
#define REMIT_DEPTH_UNFOLDED 0xFFFFFFFFu

/** What a cell holds. */
typedef int32_t remit_kind;
enum {
  REMIT_KIND_BOOLEAN = 0,
  REMIT_KIND_NUMBER = 1, /**< counts, ratios and percentages too */
  REMIT_KIND_MONEY = 2,
  REMIT_KIND_DATE = 3,
  REMIT_KIND_TEXT = 4,
  REMIT_KIND_CATEGORY = 5,  /**< one of a closed list of words */
  REMIT_KIND_REFERENCE = 6, /**< the key of a row of another entity */
  REMIT_KIND_DURATION = 7   /**< a whole number of days, workdays, months or years */
};

/** Whether a cell has a value. */
typedef int32_t remit_state;
enum { REMIT_STATE_VALUE = 0, REMIT_STATE_BLANK = 1, REMIT_STATE_ERROR = 2 };

/** How grave a diagnostic is. */
typedef int32_t remit_severity;
enum { REMIT_SEVERITY_ERROR = 0, REMIT_SEVERITY_WARNING = 1, REMIT_SEVERITY_NOTE = 2 };

/* ---- The library ---------------------------------------------------------------------------- */

/** The REMIT_ABI_VERSION of the library that is loaded. Same major number, and a minor number not
 * below the header's: the two fit. */
REMIT_API uint32_t remit_abi_version(void);

/** The version of the library as text, "0.1.0". Lives forever. */
REMIT_API const char* remit_version(void);
/** What the linker calls this library, to the byte of it: 40 hexadecimal digits as a rule, or empty
 * where it was not asked to. Lives forever. */
REMIT_API const char* remit_build(void);

/** The name of a status, "REMIT_OK"; "?" for a number that is none. Lives forever. */
REMIT_API const char* remit_status_name(remit_status status);

/** The bytes of a string and, unless `size` is NULL, how many. Borrowed. */
REMIT_API const char* remit_string_data(const remit_string* string, size_t* size);
/** Frees a string. */
REMIT_API void remit_string_free(remit_string* string);

/* ---- Errors and diagnostics ------------------------------------------------------------------ */

/** The status that the failed call returned. */
REMIT_API remit_status remit_error_status(const remit_error* error);
/** One line for a person. Borrowed. */
REMIT_API const char* remit_error_message(const remit_error* error, remit_language language,
                                          size_t* size);
/** All complaints about the policy text, none for other kinds of error. Borrowed, never NULL unless
 * `error` is. */
REMIT_API const remit_diagnostics* remit_error_diagnostics(const remit_error* error);
/** Frees an error. */
REMIT_API void remit_error_free(remit_error* error);

/** How many diagnostics there are, in the order of the text. */
REMIT_API size_t remit_diagnostics_count(const remit_diagnostics* diagnostics);

/** Texts of a diagnostic. */
typedef int32_t remit_diagnostic_text;
enum {
  REMIT_DIAGNOSTIC_CODE = 0, /**< "R0201": stable, for programs */
  REMIT_DIAGNOSTIC_NAME = 1, /**< "unknown_name" */
  REMIT_DIAGNOSTIC_FILE = 2, /**< name of the source, as given to remit_compile */
  REMIT_DIAGNOSTIC_MESSAGE = 3,
  REMIT_DIAGNOSTIC_HELP = 4,       /**< how to mend it; may be empty */
  REMIT_DIAGNOSTIC_REPLACEMENT = 5 /**< a suggestion for the range FIX_BEGIN to FIX_END */
};

/** One text of diagnostic `index`, in `language` where it is worded. Borrowed; NULL for an index
 * or a text that does not exist. */
REMIT_API const char* remit_diagnostics_text(const remit_diagnostics* diagnostics, size_t index,
                                             remit_diagnostic_text which, remit_language language,
                                             size_t* size);

/** Numbers of a diagnostic. Offsets count bytes of the file as given, from 0, ends are exclusive;
 * lines and columns count from 1; columns in code points, display columns in terminal cells. */
typedef int32_t remit_diagnostic_number;
enum {
  REMIT_DIAGNOSTIC_SEVERITY = 0, /**< a remit_severity */
  REMIT_DIAGNOSTIC_BEGIN = 1,
  REMIT_DIAGNOSTIC_END = 2,
  REMIT_DIAGNOSTIC_LINE = 3,
  REMIT_DIAGNOSTIC_COLUMN = 4,
  REMIT_DIAGNOSTIC_DISPLAY_COLUMN = 5,
  REMIT_DIAGNOSTIC_END_LINE = 6,
  REMIT_DIAGNOSTIC_END_COLUMN = 7,
  REMIT_DIAGNOSTIC_FIX_BEGIN = 8, /**< -1 when there is no suggestion */
  REMIT_DIAGNOSTIC_FIX_END = 9
};

/** One number of diagnostic `index`; -1 for an index or a number that does not exist. */
REMIT_API int64_t remit_diagnostics_number(const remit_diagnostics* diagnostics, size_t index,
                                           remit_diagnostic_number which);

/** All of them for a reader (with the line of the policy and a caret) or as JSON. */
REMIT_API remit_status remit_diagnostics_render(const remit_diagnostics* diagnostics,
                                                remit_format_kind format, remit_language language,
                                                remit_string** text, remit_error** error);

/* ---- Options: limits, threads, cancel, progress ---------------------------------------------- */

/** Options with their defaults. A NULL `options` elsewhere means the same. */
REMIT_API remit_status remit_options_new(remit_options** options, remit_error** error);
/** Frees options. */
REMIT_API void remit_options_free(remit_options* options);

/** What REMIT_OPTION_ONLY adds up. What a run was not asked for is REMIT_UNSUPPORTED. */
typedef int32_t remit_output;
enum {
  REMIT_OUTPUT_COLUMNS = 1,       /**< REMIT_TABLE_ENTITY, explanations, comparisons, the digest */
  REMIT_OUTPUT_LEDGER = 2,        /**< REMIT_TABLE_LEDGER, payment lists, totals by other groups */
  REMIT_OUTPUT_TOTALS = 4,        /**< REMIT_TABLE_TOTALS */
  REMIT_OUTPUT_TARGETS = 8,       /**< REMIT_TABLE_TARGETS */
  REMIT_OUTPUT_FINDINGS = 16,     /**< REMIT_TABLE_FINDINGS */
  REMIT_OUTPUT_ATTRIBUTIONS = 32, /**< REMIT_TABLE_ATTRIBUTIONS */
  REMIT_OUTPUT_ERRORS = 64        /**< REMIT_TABLE_ERRORS, REMIT_TABLE_CAUSES */
};

/** Whole-number options. Limits protect the host against a text or a table from a stranger. */
typedef int32_t remit_option;
enum {
  REMIT_OPTION_THREADS = 0,    /**< threads of a run; 0: one per processor; default 1 */
  REMIT_OPTION_BATCH_ROWS = 1, /**< rows per batch; 0, the default: chosen by Remit */
  REMIT_OPTION_ISA = 2,        /**< 0 automatic, 1 portable, 2, 3, 4: x86-64-v2, v3, v4 */
  REMIT_OPTION_EVALUATOR = 3,  /**< 0 automatic, 1 row by row, 2 columnar: same figures */
  /** 1: the keys of rows that come in batches ascend strictly (whole numbers by value, texts by
   * their bytes) and need not be remembered; 0, the default: 9 to 18 bytes of each key are kept */
  REMIT_OPTION_ASCENDING_KEYS = 4,
  /** 1: a run measures where its time goes, for REMIT_TABLE_STAGES and REMIT_TABLE_RULES, and is
   * columnar unless REMIT_OPTION_EVALUATOR says row by row; 0, the default: it does not */
  REMIT_OPTION_PROFILE = 5,
  /** what a run is asked for, a sum of REMIT_OUTPUT_ numbers; the default is all of them. Nothing
   * else is computed, written or kept, and what is asked for is the same bytes as of a whole run.
   * Of remit_evaluate and remit_evaluate_batches */
  REMIT_OPTION_ONLY = 6,

  REMIT_OPTION_MAX_SOURCE_BYTES = 100,     /**< of one policy text */
  REMIT_OPTION_MAX_TOKENS = 101,           /**< of one policy text */
  REMIT_OPTION_MAX_NESTING_DEPTH = 102,    /**< of brackets, blocks and operators; at most 1000 */
  REMIT_OPTION_MAX_DECLARATIONS = 103,     /**< of one policy set */
  REMIT_OPTION_MAX_COLUMNS = 104,          /**< of one entity */
  REMIT_OPTION_MAX_EXPRESSION_NODES = 105, /**< of one policy set */
  REMIT_OPTION_MAX_TEXT_BYTES = 106,       /**< of one string, in the policy or in a cell */
  REMIT_OPTION_MAX_NUMBER_DIGITS = 107,    /**< of one number as written */
  REMIT_OPTION_MAX_DIAGNOSTICS = 108,      /**< errors kept, and as many warnings */
  REMIT_OPTION_MAX_ROWS = 109,             /**< of one table; taken when the policy is compiled */
  /** of the columns and the long numbers of one run, and of what one text is compiled into */
  REMIT_OPTION_MAX_MEMORY_BYTES = 110,
  REMIT_OPTION_MAX_STEPS = 111,            /**< rows times formula nodes of a run; 0: unbounded */
  /** wall clock of a run, of compiling or formatting a text, of an explanation; 0: unbounded */
  REMIT_OPTION_MAX_MILLISECONDS = 112,
  /** bytes of columns that a policy which ranks or divides rows needs of all batches; 0: unbounded
   */
  REMIT_OPTION_MAX_KEPT_BYTES = 113
};

/** Sets a whole-number option; REMIT_INVALID_ARGUMENT for an unknown one or a value out of range.
 */
REMIT_API remit_status remit_options_set_int(remit_options* options, remit_option option,
                                             int64_t value, remit_error** error);
/** Reads a whole-number option. */
REMIT_API remit_status remit_options_get_int(const remit_options* options, remit_option option,
                                             int64_t* value, remit_error** error);

/** Limits by name: who wrote the texts and the tables. */
typedef int32_t remit_profile;
enum {
  REMIT_PROFILE_OWN = 0, /**< one's own: the defaults; no limit of time or steps */
  /** a stranger's: every limit is set, and far below the defaults: a run, or compiling a text,
   * takes 800 ms and 128 MiB at most, no table has more than 100 000 rows */
  REMIT_PROFILE_UNTRUSTED = 1
};

/** Sets all limits (REMIT_OPTION_MAX_SOURCE_BYTES and those after it) to those of a profile; each
 * may be set otherwise afterwards. REMIT_INVALID_ARGUMENT for a profile that does not exist. */
REMIT_API remit_status remit_options_set_profile(remit_options* options, remit_profile profile,
                                                 remit_error** error);
/** The day for which: remit_compile chooses among several versions of a policy the one in force on
 * that day (not set: the last), and `today` in a policy means it in a run (not set: what asks for
 * today is in error; the library never reads a clock for a figure). */
REMIT_API remit_status remit_options_set_as_of(remit_options* options, int32_t year, int32_t month,
                                               int32_t day, remit_error** error);
/** What is done with these options stops when `cancel` is requested: compiling, formatting, a run,
 * and what is computed of its results later (explanations, REMIT_TABLE_ROUNDING). It ends some
 * milliseconds later, 20 at most, also within one cell. `cancel` may be NULL, which takes the flag
 * away again. The options and the results keep it alive. */
REMIT_API remit_status remit_options_set_cancel(remit_options* options, const remit_cancel* cancel,
                                                remit_error** error);

/** Called during a run, on the thread that called, some ten times a second at most. `total` is in
 * one unit with `done`, of no meaning by itself. Anything but 0 stops the run (REMIT_CANCELLED). It
 * must return; in C++ it must not throw. It must not free what the run uses. */
typedef int32_t (*remit_progress)(void* context, uint64_t done, uint64_t total);

/** Sets the progress callback. `progress` may be NULL, which takes it away again. `context` is
 * handed back to it. */
REMIT_API remit_status remit_options_set_progress(remit_options* options, remit_progress progress,
                                                  void* context, remit_error** error);

/** A flag that is not requested. */
REMIT_API remit_status remit_cancel_new(remit_cancel** cancel, remit_error** error);
/** Stops every run that watches the flag, and those yet to come. Any thread, any time, a signal
 * handler too. */
REMIT_API void remit_cancel_request(const remit_cancel* cancel);
/** Takes the request back. */
REMIT_API void remit_cancel_reset(const remit_cancel* cancel);
/** Frees the handle; options that watch the flag go on watching it. */
REMIT_API void remit_cancel_free(remit_cancel* cancel);

/* ---- Policies -------------------------------------------------------------------------------- */

/**
 * Compiles a policy and the files that amend it.
 *
 * @param count   number of files, at least 1
 * @param names   what diagnostics call each file; a name ending in ".md" is read as Markdown whose
 *                fenced `remit` blocks are the policy
 * @param texts   the text of each file
 * @param sizes   the size of each text in bytes; NULL: all end at their NUL
 * @param options limits; may be NULL
 * @param policy  receives the policy
 * @return REMIT_POLICY_ERROR with every complaint in the error, or REMIT_LIMIT_EXCEEDED
 */
REMIT_API remit_status remit_compile(size_t count, const char* const* names,
                                     const char* const* texts, const size_t* sizes,
                                     const remit_options* options, remit_policy** policy,
                                     remit_error** error);
/** Frees a policy; its data and results live on. */
REMIT_API void remit_policy_free(remit_policy* policy);

/** Texts of a policy. */
typedef int32_t remit_policy_text_kind;
enum {
  REMIT_POLICY_NAME = 0,
  REMIT_POLICY_TITLE = 1,
  /** 64 hexadecimal digits, the same for every layout and spelling of the same policy */
  REMIT_POLICY_HASH = 2
};
/** A text of the policy. Borrowed; NULL for one that does not exist. */
REMIT_API const char* remit_policy_text(const remit_policy* policy, remit_policy_text_kind which,
                                        size_t* size);
/** Warnings and notes of the compilation. Borrowed. */
REMIT_API const remit_diagnostics* remit_policy_diagnostics(const remit_policy* policy);

/** The lists that describe a policy. Fields and columns are those of one entity; for the others
 * `entity` is ignored. */
typedef int32_t remit_list;
enum {
  REMIT_LIST_ENTITIES = 0,
  REMIT_LIST_FIELDS = 1,  /**< input columns */
  REMIT_LIST_COLUMNS = 2, /**< columns that the policy defines */
  REMIT_LIST_CLAUSES = 3, /**< declarations and the clause each one cites */
  REMIT_LIST_HOLES = 4,   /**< what the document leaves open */
  REMIT_LIST_TESTS = 5    /**< the policy's own tests */
};

/** Length of a list. */
REMIT_API remit_status remit_policy_count(const remit_policy* policy, remit_list list,
                                          size_t entity, size_t* count, remit_error** error);
/** Index of an entry by its name. A field is found by its label too, a column by the name of its
 * declaration (`big_projects` is `big_projects.met`). REMIT_NOT_FOUND if there is none. */
REMIT_API remit_status remit_policy_find(const remit_policy* policy, remit_list list, size_t entity,
                                         const char* name, size_t size, size_t* index,
                                         remit_error** error);

/** Texts of an entry; what an entry does not have is an empty text. */
typedef int32_t remit_entry_text;
enum {
  REMIT_ENTRY_NAME = 0,     /**< every list; the title of a test */
  REMIT_ENTRY_LABEL_EN = 1, /**< words for a reader; fields and entities: as the policy has it */
  REMIT_ENTRY_LABEL_ZH = 2,
  REMIT_ENTRY_CITE = 3,          /**< the clause */
  REMIT_ENTRY_FORM = 4,          /**< "reward", "target", ...; columns and clauses */
  REMIT_ENTRY_DECLARATION = 5,   /**< columns and clauses */
  REMIT_ENTRY_ROLE = 6,          /**< "amount", "eligible", "met", ...; columns */
  REMIT_ENTRY_CURRENCY = 7,      /**< of money: "CNY" */
  REMIT_ENTRY_REFERS_TO = 8,     /**< entity of a reference */
  REMIT_ENTRY_UNIT = 9,          /**< of a duration: "days", "workdays", "months", "years" */
  REMIT_ENTRY_FILE = 10,         /**< where it stands; columns and clauses */
  REMIT_ENTRY_SAYS = 11,         /**< clauses: the clause in short */
  REMIT_ENTRY_READING = 12,      /**< clauses: how it was read where it could be read otherwise */
  REMIT_ENTRY_NOT_COMPUTED = 13, /**< clauses: why nothing computes it; empty where it is */
  REMIT_ENTRY_HEADER = 14 /**< fields: what the data calls it besides its name and its label */
};
/** A text of an entry. Borrowed; NULL for an entry or a text that does not exist. */
REMIT_API const char* remit_policy_list_text(const remit_policy* policy, remit_list list,
                                             size_t entity, size_t index, remit_entry_text which,
                                             size_t* size);
/** Deprecated, for remit_policy_list_text: the same by an out-parameter, with the reason for what
 * does not exist. `size` may be NULL. */
REMIT_API remit_status remit_policy_entry_text(const remit_policy* policy, remit_list list,
                                               size_t entity, size_t index, remit_entry_text which,
                                               const char** text, size_t* size,
                                               remit_error** error);

/** Numbers of an entry; -1 for what it does not have. */
typedef int32_t remit_entry_number;
enum {
  REMIT_ENTRY_KIND = 0,           /**< a remit_kind; fields, columns, holes that are parameters */
  REMIT_ENTRY_SCALE = 1,          /**< digits after the point of a number */
  REMIT_ENTRY_IS_RATIO = 2,       /**< 1: an unrounded quotient, whose text may be "1/3" */
  REMIT_ENTRY_IS_KEY = 3,         /**< fields */
  REMIT_ENTRY_IS_OPTIONAL = 4,    /**< fields: may be blank */
  REMIT_ENTRY_HAS_DEFAULT = 5,    /**< fields: blank takes the policy's default */
  REMIT_ENTRY_IS_HOLE = 6,        /**< fields and entities that the document leaves open */
  REMIT_ENTRY_KEY_FIELD = 7,      /**< entities: index of the key field, of several the first */
  REMIT_ENTRY_IS_ENTITY = 8,      /**< holes: a table is missing, not a parameter */
  REMIT_ENTRY_CATEGORY_COUNT = 9, /**< fields and columns of REMIT_KIND_CATEGORY */
  REMIT_ENTRY_BEGIN = 10,         /**< where it stands, as for diagnostics */
  REMIT_ENTRY_END = 11,
  REMIT_ENTRY_LINE = 12,
  REMIT_ENTRY_COLUMN = 13,
  REMIT_ENTRY_IS_PERCENT = 14, /**< fields: cells may be written with % and ‰ */
  REMIT_ENTRY_IS_BOUNDED = 15, /**< fields: the policy states bounds; a percentage without them lies
                                    within 0..100 % */
  REMIT_ENTRY_IS_LEFT_OUT = 16, /**< fields: rows whose reference names no row are left out */
  REMIT_ENTRY_KEY_PARTS = 17,   /**< entities: how many fields are its key together */
  REMIT_ENTRY_KEY_PART = 18,    /**< key fields: which part of the key it is, from 0 */
  REMIT_ENTRY_IS_MADE = 19,     /**< entities: the policy makes the rows; no table of it is given */
  REMIT_ENTRY_MAY_NOT_APPLY = 20 /**< fields: a cell may say `n/a`, that there is no value */
};
/** A number of an entry. */
REMIT_API remit_status remit_policy_entry_number(const remit_policy* policy, remit_list list,
                                                 size_t entity, size_t index,
                                                 remit_entry_number which, int64_t* value,
                                                 remit_error** error);
/** Word `category` of a category field or column. Borrowed; NULL for one that does not exist. */
REMIT_API const char* remit_policy_list_category(const remit_policy* policy, remit_list list,
                                                 size_t entity, size_t index, size_t category,
                                                 size_t* size);
/** Deprecated, for remit_policy_list_category: the same by an out-parameter. `size` may be NULL. */
REMIT_API remit_status remit_policy_category(const remit_policy* policy, remit_list list,
                                             size_t entity, size_t index, size_t category,
                                             const char** text, size_t* size, remit_error** error);

/** Stages of the compilation. */
typedef int32_t remit_stage;
enum { REMIT_STAGE_TREE = 0, REMIT_STAGE_MODEL = 1, REMIT_STAGE_PLAN = 2 };
/** A stage of the compilation as text, for people who want to look inside. */
REMIT_API remit_status remit_policy_dump(const remit_policy* policy, remit_stage stage,
                                         remit_string** text, remit_error** error);

/** Fills the table of `entity` for a test that says `given ENTITY from "path"`, by the functions
 * on `data`. Anything but REMIT_OK fails the test, REMIT_OUT_OF_MEMORY the call. `data` is borrowed
 * for the call. */
typedef remit_status (*remit_load_table)(void* context, const char* path, const char* entity,
                                         remit_data* data);

/** Runs the policy's own tests. The outcome is a table: title, passed (a truth value), message,
 * file, line (a number).
 * `load_table` and `options` may be NULL. */
REMIT_API remit_status remit_policy_run_tests(const remit_policy* policy,
                                              const remit_options* options,
                                              remit_load_table load_table, void* context,
                                              remit_language language, remit_table** outcome,
                                              remit_error** error);

/** Spelling of the keywords that remit_format writes; ZH_HANT: in traditional characters. */
typedef int32_t remit_keywords;
enum {
  REMIT_KEYWORDS_AS_WRITTEN = 0,
  REMIT_KEYWORDS_EN = 1,
  REMIT_KEYWORDS_ZH = 2,
  REMIT_KEYWORDS_ZH_HANT = 3
};
/** A policy text in the canonical layout, comments kept. REMIT_POLICY_ERROR if it does not parse.
 * `options` may be NULL. */
REMIT_API remit_status remit_format(const char* name, const char* text, size_t size,
                                    remit_keywords keywords, const remit_options* options,
                                    remit_string** formatted, remit_error** error);

/* ---- Data in --------------------------------------------------------------------------------- */

/** Empty tables for a policy. Entity 0, the whole, has its one row already. */
REMIT_API remit_status remit_data_new(const remit_policy* policy, remit_data** data,
                                      remit_error** error);
/** A copy that changes independently; whole columns are shared until one of the two changes. */
REMIT_API remit_status remit_data_clone(const remit_data* data, remit_data** copy,
                                        remit_error** error);
/** Frees data; results made from it live on. */
REMIT_API void remit_data_free(remit_data* data);

/** Appends a row of blank cells; `row` (may be NULL) receives its number. */
REMIT_API remit_status remit_data_add_row(remit_data* data, size_t entity, uint64_t* row,
                                          remit_error** error);
/** Rows of a table; 0 for an entity that does not exist. */
REMIT_API uint64_t remit_data_row_count(const remit_data* data, size_t entity);
/** Drops the rows of one table, so that the object can be filled again. */
REMIT_API remit_status remit_data_clear(remit_data* data, size_t entity, remit_error** error);

/**
 * Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true", a
 * category's word, the key of the row referred to (which may be added later). An empty text is a
 * blank cell. A text that is no value of the field's type does not fail the call: the cell becomes
 * an error, listed in REMIT_TABLE_ERRORS of the results.
 */
REMIT_API remit_status remit_data_set_text(remit_data* data, size_t entity, uint64_t row,
                                           size_t field, const char* text, size_t size,
                                           remit_error** error);
/** The same with the entity and the field by name (or the field's label), all three ending at
 * their NUL. */
REMIT_API remit_status remit_data_set_by_name(remit_data* data, const char* entity, uint64_t row,
                                              const char* field, const char* text,
                                              remit_error** error);
/** Sets a cell of a number or money field to coefficient * 10^-scale. More digits after the point
 * than the field has make the cell an error, never a rounding. */
REMIT_API remit_status remit_data_set_int64(remit_data* data, size_t entity, uint64_t row,
                                            size_t field, int64_t coefficient, int32_t scale,
                                            remit_error** error);
/** The same with a 128-bit two's complement coefficient, high * 2^64 + low. */
REMIT_API remit_status remit_data_set_decimal(remit_data* data, size_t entity, uint64_t row,
                                              size_t field, int64_t high, uint64_t low,
                                              int32_t scale, remit_error** error);
/** Sets a cell from a binary float. In a field of figures (number, money, duration) that is neither
 * key nor reference it counts as the shortest decimal that reads back as the same double; NaN is a
 * blank cell. Any other float does not fail the call, but makes the cell an error: in any other
 * field (an id of 18 digits has lost its last ones by then), infinite, of more decimals than the
 * field keeps, or so large that two values of the field may read as it: from 2^53 on, and from 2^46
 * on where the field keeps two decimals. */
REMIT_API remit_status remit_data_set_double(remit_data* data, size_t entity, uint64_t row,
                                             size_t field, double value, remit_error** error);
/** Makes a cell an error, for what is no value at all in the host's language: a text that is not
 * Unicode, an object. `text` is shown in its place. */
REMIT_API remit_status remit_data_set_unreadable(remit_data* data, size_t entity, uint64_t row,
                                                 size_t field, const char* text, size_t size,
                                                 remit_error** error);
/** Sets a cell of a boolean field: 0 or 1. */
REMIT_API remit_status remit_data_set_bool(remit_data* data, size_t entity, uint64_t row,
                                           size_t field, int32_t value, remit_error** error);
/** Sets a cell of a date field. */
REMIT_API remit_status remit_data_set_date(remit_data* data, size_t entity, uint64_t row,
                                           size_t field, int32_t year, int32_t month, int32_t day,
                                           remit_error** error);
/** Makes a cell blank. */
REMIT_API remit_status remit_data_set_blank(remit_data* data, size_t entity, uint64_t row,
                                            size_t field, remit_error** error);

/**
 * Replaces a whole table by an Arrow struct array (a record batch).
 *
 * Columns are matched with fields by name or label, in any order. Taken are int8 to int64 and
 * unsigned, decimal 32 to 256, utf8, large_utf8, utf8_view, dictionaries of texts, bool, date32,
 * date64 and timestamps without time zone (a time of day is an error of that cell), and float32 and
 * float64, each cell as by remit_data_set_double; nulls, offsets and slices included. Texts may be
 * whole numbers, but a column of floats for a field that takes none is REMIT_DATA_ERROR, unless it
 * holds nothing but nulls and NaN. So is an extension type that is not stored as text.
 * Buffers whose layout fits are used in place. An unknown column is ignored with a note
 * (remit_data_notes), unless it is almost the name of a field without a column. Such a one, a
 * missing column, a column given twice or a type that does not fit is REMIT_DATA_ERROR, which names
 * it, and leaves the table as it was.
 *
 * Takes over `array` whatever the outcome (its release callback is NULL afterwards; the memory is
 * released with the last object that uses it, on whatever thread that happens). `schema` is only
 * read and stays yours.
 */
REMIT_API remit_status remit_data_set_arrow(remit_data* data, size_t entity,
                                            const struct ArrowSchema* schema,
                                            struct ArrowArray* array, remit_error** error);
/** The same from a stream of such arrays, which is read to its end. Takes over `stream`. */
REMIT_API remit_status remit_data_set_arrow_stream(remit_data* data, size_t entity,
                                                   struct ArrowArrayStream* stream,
                                                   remit_error** error);
/** As many threads as Arrow comes in on from here on, into `data` and clones of it: 0 is one per
 * processor, at most 1024; 1 at first. What comes in does not depend on it. Runs find and bind what
 * they read on the threads of their options (REMIT_OPTION_THREADS); so do the batches of a stream. */
REMIT_API remit_status remit_data_set_threads(remit_data* data, int32_t threads,
                                              remit_error** error);
/** What was noticed while data came in and stopped nothing, as a table: entity, column, message. */
REMIT_API remit_status remit_data_notes(const remit_data* data, remit_language language,
                                        remit_table** notes, remit_error** error);

/* ---- Runs and results ------------------------------------------------------------------------ */

/** Computes every column that the policy defines. Cells in error do not fail the run: they are
 * counted by remit_results_error_count and listed in REMIT_TABLE_ERRORS. `options` may be NULL. */
REMIT_API remit_status remit_evaluate(const remit_policy* policy, const remit_data* data,
                                      const remit_options* options, remit_results** results,
                                      remit_error** error);
/* Rows in batches: more rows of one entity than memory holds. */

/** Fills `stream`, which is empty, with a new Arrow stream of the entity's rows from the first one
 * on; each of its arrays is one batch. Called once for each traversal. Remit releases the stream.
 * Anything but REMIT_OK ends the run with that status. */
typedef remit_status (*remit_open_rows)(void* context, struct ArrowArrayStream* stream);
/** Takes what one batch came to: remit_results_table gives its rows, and its own lines of ledger,
 * totals, targets and errors; during the call remit_results_explain explains figures of its rows,
 * where those of other batches are not named. `batch` is borrowed for the call, tables taken from
 * it live on; `first_row` counts from 0. Anything but REMIT_OK ends the run with that
 * status. */
typedef remit_status (*remit_take_batch)(void* context, uint64_t first_row,
                                         const remit_results* batch);

/** How often a run reads all rows of `entity` when they come in batches: once more than the policy
 * has steps that need all of them first. REMIT_UNSUPPORTED, with the reason, when they cannot come
 * in batches. */
REMIT_API remit_status remit_policy_traversals(const remit_policy* policy, size_t entity,
                                               int32_t* traversals, remit_error** error);
/** Evaluates while the rows of `entity` come in batches; `data` has all other tables. Batches go to
 * `take` in the last traversal; `take` and `options` may be NULL. `results` are those of the other
 * entities, with totals over everything. Every figure is that of remit_evaluate; a key that occurs
 * twice is REMIT_DATA_ERROR. Callbacks are called on this thread. */
REMIT_API remit_status remit_evaluate_batches(const remit_policy* policy, const remit_data* data,
                                              size_t entity, remit_open_rows open,
                                              remit_take_batch take, void* context,
                                              const remit_options* options, remit_results** results,
                                              remit_error** error);
/** Frees results; tables taken from them live on. */
REMIT_API void remit_results_free(remit_results* results);
/** Cells in error, inputs and defined columns. */
REMIT_API uint64_t remit_results_error_count(const remit_results* results);
/** 32 hexadecimal digits over every figure: equal for equal results at any number of threads, batch
 * size, instruction set and evaluator. */
REMIT_API remit_status remit_results_digest(const remit_results* results, remit_string** digest,
                                            remit_error** error);

/** What was computed from what, as JSON (docs/manifest.md): version and build of the engine, the
 * policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each table,
 * the digest of the figures. Equal runs have equal manifests: no clock is read. */
REMIT_API remit_status remit_results_manifest(const remit_results* results, remit_string** manifest,
                                              remit_error** error);

/** The tables of a run; the names in brackets are those of the columns. */
typedef int32_t remit_table_kind;
enum {
  /** what the policy shows of one entity, or else its key and defined columns */
  REMIT_TABLE_ENTITY = 0,
  /** one line per reward and row [reward, entity, key, payer, payee, amount, currency, clause,
   * status (due, nothing, error, repay), reason (worded), honour; account and purpose where the
   * policy names any]; what is to be paid back has a
   * line of its own, `repay`, with the amount below zero */
  REMIT_TABLE_LEDGER = 1,
  /** what each payer owes [payer, currency, amount, payments, undetermined; and, if the policy
   * claims anything back, repay: what is to be paid back to it] */
  REMIT_TABLE_TOTALS = 2,
  /** [target, entity, key, metric, goal, progress, met, clause, comparison] */
  REMIT_TABLE_TARGETS = 3,
  /** what rounding changed, measured when asked for by a run of its own; REMIT_CANCELLED if the
   * run's cancel is requested [declaration, entity, key, exact, rounded,
   * difference] */
  REMIT_TABLE_ROUNDING = 4,
  /** cells in error [entity, key, row (from 1), column, reason, detail (worded)] */
  REMIT_TABLE_ERRORS = 5,
  /** where the time of the run went, part by part in order; all times together are the run's
   * [traversal, part, stage, entity, rows, steps, prepare_ns, run_ns, fold_ns, rows_64, rows_128,
   * rows_unlimited, declarations]. `part`: "link" (keys and references), "bind" (widths of
   * columns), "pass" over the rows, "columns" (ranks, look-ups, divisions), "results"; of rows in
   * batches also "read" and "take", the time of the callbacks. `stage` (from 0) is blank for parts
   * that are none. `traversal`, from 1: in which reading of the batches, or after which; else 0.
   * `rows_64` and so on: rows by width of the arithmetic, counted once a step */
  REMIT_TABLE_STAGES = 6,
  /** the same by declaration, the most expensive first [form, declaration, label, clause, ns,
   * rows_64, rows_128, rows_unlimited, with (others whose work is in its time)] */
  REMIT_TABLE_RULES = 7,
  /** what is to be said of the run as a whole: the policy or an amendment does not hold on its day,
   * periods are missing between the rows of a table, or rows are dated outside the policy's time
   * [code ("R0810"), entity (blank: the run), message (worded)] */
  REMIT_TABLE_NOTES = 8,
  /** where errors began, each place once [entity, key, row (from 1), column, reason, detail
   * (worded), cells (in error because of it)] */
  REMIT_TABLE_CAUSES = 9,
  /** key and all defined columns of one entity, whatever the policy shows of them */
  REMIT_TABLE_ENTITY_ALL = 10,
  /** what holds of which rows: findings, sanctions, titles, what an open list does not cover,
   * checks that fail, and what was owed and is late or missing [finding, form (finding, sanction,
   * honour, open list, check, duty, deadline), entity, key, against, clause, holds (an error where
   * it is not known), reason (the conditions that hold)]; without columns for a policy that has
   * none of these */
  REMIT_TABLE_FINDINGS = 11,
  /** what counts as whose without being paid, by splits without a payer [split, part, entity, key,
   * whose, amount, currency, clause]; without columns for a policy that attributes nothing */
  REMIT_TABLE_ATTRIBUTIONS = 12
};
/** A table of the results. `entity` matters for REMIT_TABLE_ENTITY only; `language` words
 * reasons and details. Columns may be added at the end: find them by name. REMIT_UNSUPPORTED for
 * REMIT_TABLE_STAGES and REMIT_TABLE_RULES of a run that did not measure (REMIT_OPTION_PROFILE), of
 * one row by row and of one batch, and for what the run was not asked for (REMIT_OPTION_ONLY). */
REMIT_API remit_status remit_results_table(const remit_results* results, remit_table_kind which,
                                           size_t entity, remit_language language,
                                           remit_table** table, remit_error** error);

/** Totals by other groups than the payer: `by` are `count` words, each `payer`, `payee`, `reward`,
 * `clause`, a field or defined column of the rows that are paid, or one of a row that they refer to
 * (`unit.region`). Columns: one for each word, then those of REMIT_TABLE_TOTALS but the payer. What
 * has no such column, or a blank there, is in the group of the empty text. `sizes` may be NULL
 * where all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED
 * for rows that came in batches. */
REMIT_API remit_status remit_results_totals_by(const remit_results* results, const char* const* by,
                                               const size_t* sizes, size_t count,
                                               remit_table** table, remit_error** error);

/** The tables of remit_results_payments. In each the column `list` says to which list a row
 * belongs: a list for each payer and currency, and one for what is paid back to it. */
typedef int32_t remit_payments_kind;
enum {
  /** the lists: list (from 1), payer, currency, repay, payments, undetermined (lines in error),
   * asked, cut, amount, in_capitals (the amount in Chinese capital numerals) */
  REMIT_PAYMENTS_LISTS = 0,
  /** their lines: list, number (from 1 in each list), payer, payee, account and purpose (where the
   * policy names any), further columns, reward, entity, key, clause, asked, cut, amount, currency,
   * status, reason */
  REMIT_PAYMENTS_LINES = 1,
  /** sums: list, reward, payments, asked, cut, amount */
  REMIT_PAYMENTS_BY_REWARD = 2,
  /** sums: list, payee, payments, asked, cut, amount */
  REMIT_PAYMENTS_BY_PAYEE = 3
};
/** The payments as an office files them: what each payer has to pay in one currency, line by line,
 * with what was asked for, what funds and joint limits cut of it and why, and what is granted.
 * `columns` are `count` further columns of the lines, by the words of remit_results_totals_by
 * (`unit.account`); `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word
 * that nothing paid has; REMIT_UNSUPPORTED for rows that came in batches. */
REMIT_API remit_status remit_results_payments(const remit_results* results,
                                              remit_payments_kind which, const char* const* columns,
                                              const size_t* sizes, size_t count,
                                              remit_language language, remit_table** table,
                                              remit_error** error);

/** How a cell came about: in one paragraph what it is, under which clause and why it is not another
 * figure; then the steps, what was capped or rounded; then the inputs. As text, JSON or HTML, in
 * `language`. `column` is a defined column, by name. `depth` is how many steps from the cell are
 * spelled out, 0: down to the inputs. The figures of other rows that a sum, a rank or a fund reads
 * are named and not spelled out, unless `depth` is REMIT_DEPTH_UNFOLDED. Made on demand; the run
 * need not have been told. It reads what the run computed and computes helper columns again only
 * for the rows that the cell draws on, at most one run row by row on this thread, within the time
 * and memory that the run had, and until its cancel is requested. */
REMIT_API remit_status remit_results_explain(const remit_results* results, size_t entity,
                                             uint64_t row, const char* column, size_t size,
                                             uint32_t depth, remit_format_kind format,
                                             remit_language language, remit_string** explanation,
                                             remit_error** error);

/* ---- Shards ---------------------------------------------------------------------------------- */

/* A run in parts, on any number of machines. The rows of one entity lie in shards, which the host
 * numbers; the order of the rows of the run is that of (shard, row). In each of the run's
 * traversals (remit_policy_traversals) the rows of every shard are gathered into a state, the
 * states are merged in any order and tree, and the merged one is advanced; the last traversal gives
 * the results. Every figure is that of remit_evaluate. `data` has all other tables, and `options`
 * the same day and outputs everywhere: a state knows its policy, day, outputs, tables, entity and
 * traversal, and is refused where they differ. */

/** Reads the rows of one shard once, and gathers what they leave behind. `before` is what the
 * traversal before was advanced to, or the shard's part of it, and NULL in the first one. `before`,
 * `rows` and `options` may be NULL: a shard may have no rows. Takes over `rows`, whose arrays are
 * batches. Numbers of shards are below 2^24, and
 * need not follow each other. A row in an error message counts from the first row of the shard. */
REMIT_API remit_status remit_shard_gather(const remit_policy* policy, const remit_data* data,
                                          size_t entity, uint32_t shard,
                                          const remit_shard_state* before,
                                          struct ArrowArrayStream* rows,
                                          const remit_options* options,
                                          remit_shard_state** gathered, remit_error** error);
/** The same in the last traversal: batches go to `take` as by remit_evaluate_batches; `take`,
 * `before`, `rows` and `options` may be NULL. In the only traversal of a run `first_row` counts
 * from the first row of the shard, else from the first row of the run. Takes over `rows`. What is
 * gathered is for remit_shard_state_results. */
REMIT_API remit_status remit_shard_results(const remit_policy* policy, const remit_data* data,
                                           size_t entity, uint32_t shard,
                                           const remit_shard_state* before,
                                           struct ArrowArrayStream* rows, remit_take_batch take,
                                           void* context, const remit_options* options,
                                           remit_shard_state** gathered, remit_error** error);
/** What two states gathered of other shards, together; in any order and tree. Cheap: rows are
 * shared. REMIT_INVALID_ARGUMENT when a shard is in both, or they are not of one run and traversal.
 */
REMIT_API remit_status remit_shard_state_merge(const remit_shard_state* state,
                                               const remit_shard_state* other,
                                               remit_shard_state** merged, remit_error** error);
/** From what all shards gathered, in a traversal that is not the last, to what the next one begins
 * with. `before` as for remit_shard_gather, but whole; `before` and `options` may be NULL.
 * REMIT_DATA_ERROR when a key occurs twice, or a shard has other rows than before. */
REMIT_API remit_status remit_shard_state_advance(const remit_policy* policy, const remit_data* data,
                                                 const remit_shard_state* gathered,
                                                 const remit_shard_state* before,
                                                 const remit_options* options,
                                                 remit_shard_state** advanced, remit_error** error);
/** What one shard needs of an advanced state: its own rows of ranks and divisions, and none of the
 * others'. */
REMIT_API remit_status remit_shard_state_part(const remit_shard_state* advanced, uint32_t shard,
                                              remit_shard_state** part, remit_error** error);
/** From what all shards gathered in the last traversal to the results of the other entities, with
 * totals over everything, as of remit_evaluate_batches. `before` and `options` may be NULL.
 * REMIT_DATA_ERROR as for remit_shard_state_advance. */
REMIT_API remit_status remit_shard_state_results(const remit_policy* policy, const remit_data* data,
                                                 const remit_shard_state* gathered,
                                                 const remit_shard_state* before,
                                                 const remit_options* options,
                                                 remit_results** results, remit_error** error);
/** Which traversal was gathered, or is over, from 1; 0 for NULL. */
REMIT_API int32_t remit_shard_state_traversal(const remit_shard_state* state);
/** How many shards were gathered, or are known; 0 for NULL. */
REMIT_API size_t remit_shard_state_shard_count(const remit_shard_state* state);
/** The number of one of them, ascending by `index`; 0 for NULL or an index that is not below the
 * count. */
REMIT_API uint32_t remit_shard_state_shard(const remit_shard_state* state, size_t index);
/** The state as bytes, to be stored or sent: versioned, the same on every machine, with a checksum
 * against accidents. They are no text: NULs are among them. */
REMIT_API remit_status remit_shard_state_bytes(const remit_shard_state* state, remit_string** bytes,
                                               remit_error** error);
/** A state from its bytes, of which nothing is kept. REMIT_DATA_ERROR when they are none, not all
 * of one, altered, or of another version. */
REMIT_API remit_status remit_shard_state_of_bytes(const char* bytes, size_t size,
                                                  remit_shard_state** state, remit_error** error);
/** The state as a table of one row: policy (canonical hash), entity, day, traversal, kind
 * ("gathered" or "advanced") and state, its bytes. The metadata of the schema say the same, and the
 * version as remit.state. Fills `stream`. */
REMIT_API remit_status remit_shard_state_export_arrow(const remit_shard_state* state,
                                                      struct ArrowArrayStream* stream,
                                                      remit_error** error);
/** Reads the column `state` of a stream to its end; of several rows the states are merged. Takes
 * over `stream`. */
REMIT_API remit_status remit_shard_state_import_arrow(struct ArrowArrayStream* stream,
                                                      remit_shard_state** state,
                                                      remit_error** error);
/** Frees a state. */
REMIT_API void remit_shard_state_free(remit_shard_state* state);

/* ---- Two runs compared ----------------------------------------------------------------------- */

/**
 * Holds two runs against each other, payment by payment: two policies over one set of tables, one
 * policy over two, or both. Rows are matched by key; entities, fields and rewards by name. A line
 * is one reward and one row, as in the ledger; a side that has no such line has nothing there.
 * REMIT_UNSUPPORTED for a run whose rows came in batches.
 *
 * @param options say how what the results do not keep is computed again (threads, instruction set,
 *                limits, cancel); may be NULL
 */
REMIT_API remit_status remit_compare(const remit_results* before, const remit_results* after,
                                     const remit_options* options, remit_comparison** comparison,
                                     remit_error** error);
/** Frees a comparison; tables taken from it live on. */
REMIT_API void remit_comparison_free(remit_comparison* comparison);
/** Lines that differ: in amount, status, title, payer or payee. */
REMIT_API uint64_t remit_comparison_change_count(const remit_comparison* comparison);

/** The tables of a comparison; the names in brackets are those of the columns. */
typedef int32_t remit_comparison_kind;
enum {
  /** the lines that differ [reward, entity, key, payer_before, payer_after, payee_before,
   * payee_after, before, after, difference, currency, status_before, status_after, reason_before,
   * reason_after, honour_before, honour_after], and where the two ways part: the first figure on
   * the way that differs although all that it is made of is the same [parts_by (clause, input,
   * place: other rows, row: it is in one run only), parts_at (the figure), parts_before,
   * parts_after (of a clause its texts, else the values), parts (a sentence)]. Takes about the time
   * of both runs, for what the results do not keep */
  REMIT_COMPARISON_CHANGES = 0,
  /** by payer [payer, currency, before, after, difference; where a policy claims anything back
   * repay_before, repay_after; gain, lose, undetermined_before, undetermined_after (lines)] */
  REMIT_COMPARISON_TOTALS = 1,
  /** by reward [reward, currency, before, after, difference, gain, lose, stay (the same, which is
   * something), nothing (on either side), undetermined] */
  REMIT_COMPARISON_REWARDS = 2,
  /** by currency [currency, lines, gain, lose, stay, nothing, undetermined, gained, lost,
   * difference] */
  REMIT_COMPARISON_COUNTS = 3,
  /** how the differences other than zero are spread [currency, share, difference: the least that so
   * many of these lines do not exceed] */
  REMIT_COMPARISON_DISTRIBUTION = 4,
  /** rows that only one of the runs has [entity, key, only (before, after)] */
  REMIT_COMPARISON_ROWS = 5,
  /** findings, sanctions, titles and duties that do not hold of the same rows on both sides
   * [finding, form, entity, key, before, after (blank: that side has none), reason_before,
   * reason_after] */
  REMIT_COMPARISON_FINDINGS = 6
};
/** A table of the comparison; `language` words reasons and sentences. Columns may be added at the
 * end: find them by name. */
REMIT_API remit_status remit_comparison_table(const remit_comparison* comparison,
                                              remit_comparison_kind which, remit_language language,
                                              remit_table** table, remit_error** error);
/** The columns of REMIT_COMPARISON_CHANGES for the `most` lines whose amounts differ most, the
 * largest first. */
REMIT_API remit_status remit_comparison_largest(const remit_comparison* comparison, uint64_t most,
                                                remit_language language, remit_table** table,
                                                remit_error** error);
/** By other groups than the payer: `by` are `count` words as for remit_results_totals_by; a column
 * for each of them, then those of REMIT_COMPARISON_TOTALS. `sizes` may be NULL where all words end
 * with NUL. REMIT_NOT_FOUND for a word that nothing paid has in one of the runs. */
REMIT_API remit_status remit_comparison_groups(const remit_comparison* comparison,
                                               const char* const* by, const size_t* sizes,
                                               size_t count, remit_table** table,
                                               remit_error** error);
/** What changed in the text of a policy, declaration by declaration and clause by clause; layout,
 * comments, the language of keywords and the way numbers are written count for nothing [form, name,
 * change (added, removed, changed), before, after (as written), place_before, place_after
 * ("policy.remit:12")]. */
REMIT_API remit_status remit_compare_texts(const remit_policy* before, const remit_policy* after,
                                           remit_table** table, remit_error** error);

/* ---- One case after the other ---------------------------------------------------------------- */

/**
 * One row of `entity`, to be evaluated again and again: for a program that answers one request
 * after the other. The policy is made ready for the row once. After that a run in which only
 * numbers, dates, categories and truth values of the row changed, numbers within about eight times
 * what they were before, takes no memory and a fraction of a microsecond. Any other change is as
 * right, but has the row made ready anew, which takes some ten microseconds; and a policy whose
 * columns for the row depend on the other rows of the entity (a rank, a fund) is computed as a
 * whole each time.
 *
 * @param data    the other tables, and the row as it is to begin with; copied. May be NULL
 * @param options hold for every run, which calls no progress callback; may be NULL
 */
REMIT_API remit_status remit_case_new(const remit_policy* policy, const remit_data* data,
                                      size_t entity, const remit_options* options,
                                      remit_case** one_case, remit_error** error);
/** Frees a case, with what was borrowed from it. */
REMIT_API void remit_case_free(remit_case* one_case);
/** The tables of the case: set the cells of row 0 of its entity, which is there already. Borrowed,
 * not to be freed; NULL only for NULL. remit_evaluate takes it too, for ledger and explanations. */
REMIT_API remit_data* remit_case_data(remit_case* one_case);
/** Computes the columns of the entity from the tables as they are now. On failure the table keeps
 * the figures of the run before (after REMIT_OUT_OF_MEMORY they may be mixed with new ones), and
 * the case can run again. */
REMIT_API remit_status remit_case_run(remit_case* one_case, remit_error** error);
/** Key and defined columns of the entity, as REMIT_TABLE_ENTITY has them; no rows before the first
 * run. Borrowed, and unlike other tables not immutable: it always shows the last run. It cannot be
 * searched by key. NULL only for NULL. */
REMIT_API const remit_table* remit_case_table(const remit_case* one_case);
/**
 * Which inputs can still matter for a figure of the row, as the cells are now: for a form that asks
 * no question too many. Blank cells of row 0, and of the whole, are not known, and cells that hold
 * their field's default; so are those of all rows of the entities in `open`. Needs no run before.
 *
 * As JSON (docs/needs.md): whether the figure is determined, whatever is not known, and what it is
 * then; else the least and the most that it can come to, and the inputs in the order in which to
 * ask. What is not asked for changes nothing, as long as answers are within the types and bounds of
 * their fields (figures without bounds within 10^18 on either side).
 *
 * @param column   a defined column, by name; REMIT_NOT_FOUND for another
 * @param answered `count` paths (`signed`, `unit.closed`) of fields that are left as they are,
 *                 blank or default, because that is the answer; may be NULL if there are none
 * @param sizes    of these texts; may be NULL where all of them end with NUL
 * @param open     `open_count` entities, rows of which were added for what the row refers to; may
 *                 be NULL if there are none
 */
REMIT_API remit_status remit_case_needs(const remit_case* one_case, const char* column, size_t size,
                                        const char* const* answered, const size_t* sizes,
                                        size_t count, const size_t* open, size_t open_count,
                                        remit_string** needs, remit_error** error);

/** The words of a cell of an exchange, each an int64_t. */
typedef int32_t remit_exchange_word;
enum {
  REMIT_EXCHANGE_WORD_STATE = 0, /**< a remit_exchange_state */
  REMIT_EXCHANGE_WORD_LOW = 1,   /**< the number of the cell, 128 bits: high * 2^64 + low */
  REMIT_EXCHANGE_WORD_HIGH = 2,  /**< in two's complement: of 64 bits 0 or, below zero, -1 */
  REMIT_EXCHANGE_WORD_SCALE = 3, /**< the value is the number * 10^-scale */
  REMIT_EXCHANGE_WORD_COUNT = 4  /**< of one cell, one after the other */
};

/** What a cell of an exchange holds. What remit_case_table has of a figure it has as long as the
 * case has not run since, by itself or by another exchange. */
typedef int32_t remit_exchange_state;
enum {
  REMIT_EXCHANGE_VALUE = 0,
  REMIT_EXCHANGE_BLANK = 1,
  /** figures: remit_table_fault_name of the case's table says which, as long as the case has not
   * run since */
  REMIT_EXCHANGE_ERROR = 2,
  REMIT_EXCHANGE_KEPT = 3, /**< cells: as it stands in the data of the case; figures: no run yet */
  /** figures: a value, but no number: remit_table_cell_text of the case's table has it, as long as
   * the case has not run since */
  REMIT_EXCHANGE_TEXT = 4
};

/**
 * Cells of the row of a case in and figures out by memory that is agreed on here, so that
 * remit_exchange_run sets, computes and reads in one call. For hosts to which a call is dear: they
 * look for fields and columns once, write the words of the cells, call, and read the words of the
 * figures.
 *
 * A cell, and a figure, is REMIT_EXCHANGE_WORD_COUNT words. Its number is the coefficient of a
 * number, money or duration; 0 or 1 of a truth value; the days since 1970-01-01 of a date; of a
 * category the index of the word in the list of its field or column (remit_policy_list_category):
 * look the words up there, since remit_case_table has the word of the last run of the case, which
 * need not be that of this exchange. Fields that are texts or references are set in
 * remit_case_data, and kept here.
 *
 * @param fields  `field_count` fields of the entity of the case; may be NULL if there are none
 * @param columns `column_count` columns of remit_case_table; may be NULL if there are none
 */
REMIT_API remit_status remit_exchange_new(remit_case* one_case, const size_t* fields,
                                          size_t field_count, const size_t* columns,
                                          size_t column_count, remit_exchange** exchange,
                                          remit_error** error);
/** Frees an exchange, with the words that were borrowed from it. The case goes on. */
REMIT_API void remit_exchange_free(remit_exchange* exchange);
/** The words of the cells, in the order of `fields`: write here. They begin as kept, and stay as
 * they were written until they are written again. Borrowed, and always the same address; NULL only
 * for NULL and where there are none. */
REMIT_API int64_t* remit_exchange_cells(remit_exchange* exchange);
/** The words of the figures, in the order of `columns`: those of the last run that went well.
 * Borrowed, and always the same address; NULL only for NULL and where there are none. */
REMIT_API const int64_t* remit_exchange_figures(const remit_exchange* exchange);
/** Sets the cells that are not kept, as remit_data_set_decimal and its like do, runs the case, as
 * remit_case_run does, and reads the figures of the row; remit_case_table shows them too. A cell
 * whose number has more digits than its field is an error of the cell, as everywhere.
 * REMIT_INVALID_ARGUMENT for words that mean nothing for their field: a state or a number out of
 * range, the value of a text. Then, and when the run fails, cells before it are set, and the
 * figures are those of the run before. */
REMIT_API remit_status remit_exchange_run(remit_exchange* exchange, remit_error** error);

/* ---- What-ifs -------------------------------------------------------------------------------- */

/** Figures for each of a grid of parameters, as a table: one row for each combination of their
 * values, first the parameters as they are written, then the figures. They are those of single runs
 * of the policy with these values, from one reading of the tables; what does not depend on the
 * parameters is computed once. A value that the policy could not have is REMIT_POLICY_ERROR. `set`
 * and `show` may be NULL where their counts are 0, their sizes where all texts end with NUL;
 * `options` may be NULL.
 *
 * @param set   "rate=10%..30%/1%", "cap=300000,500000": several are a grid, the last fastest. May
 * be NULL
 * @param set_sizes   may be NULL
 * @param show  figures, separated by commas: totals, rewards, targets, total(NAME), count(NAME),
 *              targets.NAME.met, or any formula over the policy as a whole; none: totals and
 *              targets. May be NULL
 * @param show_sizes  may be NULL
 */
REMIT_API remit_status remit_sweep(const remit_policy* policy, const remit_data* data,
                                   const char* const* set, const size_t* set_sizes,
                                   size_t set_count, const char* const* show,
                                   const size_t* show_sizes, size_t show_count,
                                   const remit_options* options, remit_table** sweep,
                                   remit_error** error);
/** One figure of a sweep as a picture, an SVG that needs nothing else; empty if there is nothing to
 * draw. `parameters` is how many columns of the table are parameters, `column` the figure's. */
REMIT_API remit_status remit_sweep_picture(const remit_table* sweep, size_t parameters,
                                           size_t column, remit_language language,
                                           remit_string** picture, remit_error** error);

/** Which value is sought. */
typedef int32_t remit_direction;
enum { REMIT_LARGEST = 0, REMIT_SMALLEST = 1 };

/** The largest or smallest value of a parameter for which a condition on figures holds; or, with
 * `entity` and `key`, of a field of one row, for which a condition over the row holds. The solution
 * is a table of one row [name, found, value, neighbour (the next value in that direction, for which
 * it does not hold; blank: there is none), current (of one row: what it is now), values (on the
 * grid), tried (of them), changes (how often the condition changes along them), undetermined (of
 * them; they count as not holding), open_rows (rows of which it is not known what they add to the
 * totals and counts of the condition; they count as nothing)]. `options` may be NULL.
 *
 * @param set   as remit_sweep's: one parameter of several values, others of one; of one row a
 * field, "revenue=0..10000000/0.01", or its name alone. May be NULL
 * @param set_sizes   may be NULL
 * @param condition   "total(treasury) <= 20000000"; of one row "bonus >= 500000"
 * @param entity      may be NULL: of the policy as a whole
 * @param key         may be NULL: of the policy as a whole
 * @param tried       a row for each value that was tried [the value, holds]; may be NULL
 */
REMIT_API remit_status remit_solve(const remit_policy* policy, const remit_data* data,
                                   const char* const* set, const size_t* set_sizes,
                                   size_t set_count, const char* condition, size_t condition_size,
                                   remit_direction direction, const char* entity,
                                   size_t entity_size, const char* key, size_t key_size,
                                   const remit_options* options, remit_table** solution,
                                   remit_table** tried, remit_error** error);

/* ---- Tables out ------------------------------------------------------------------------------ */

/** Frees a table. */
REMIT_API void remit_table_free(remit_table* table);
/** "unit", "ledger", "totals" ... Borrowed. */
REMIT_API const char* remit_table_name(const remit_table* table, size_t* size);
/** Number of rows. */
REMIT_API uint64_t remit_table_row_count(const remit_table* table);
/** Number of columns. */
REMIT_API size_t remit_table_column_count(const remit_table* table);
/** A text of a column: REMIT_ENTRY_NAME, _LABEL_EN, _LABEL_ZH, _CURRENCY, _REFERS_TO or _UNIT.
 * Borrowed; NULL for one that does not exist. */
REMIT_API const char* remit_table_column_text(const remit_table* table, size_t column,
                                              remit_entry_text which, size_t* size);
/** A number of a column: REMIT_ENTRY_KIND, _SCALE or _IS_RATIO; -1 for one that does not exist. */
REMIT_API int64_t remit_table_column_number(const remit_table* table, size_t column,
                                            remit_entry_number which);
/** Index of a column by its name. */
REMIT_API remit_status remit_table_find_column(const remit_table* table, const char* name,
                                               size_t size, size_t* column, remit_error** error);
/** Row of an entity's table by its key; of a key of several fields as one text joined by `/`, where
 * that means one row alone. */
REMIT_API remit_status remit_table_find_row(const remit_table* table, const char* key, size_t size,
                                            uint64_t* row, remit_error** error);
/** The same by the parts of the key, in the policy's order. `sizes` may be NULL where all parts end
 * with NUL. */
REMIT_API remit_status remit_table_find_row_by_parts(const remit_table* table,
                                                     const char* const* parts, const size_t* sizes,
                                                     size_t count, uint64_t* row,
                                                     remit_error** error);

/** Whether a cell has a value; -1 for a cell that does not exist. */
REMIT_API remit_state remit_table_state(const remit_table* table, uint64_t row, size_t column);
/** The value of a cell as text: "500000.00", "2010-01-31", "true", a category's word, the key of a
 * reference; empty for blank and error. */
REMIT_API remit_status remit_table_cell_text(const remit_table* table, uint64_t row, size_t column,
                                             remit_string** text, remit_error** error);
/**
 * Deprecated, for remit_table_cell_text: the same copied into a buffer.
 *
 * @param buffer   where the text and a NUL are written; may be NULL if capacity is 0
 * @param capacity bytes of the buffer
 * @param size     receives the size of the text without the NUL
 * @return REMIT_BUFFER_TOO_SMALL, with *size set, when capacity <= *size
 */
REMIT_API remit_status remit_table_text(const remit_table* table, uint64_t row, size_t column,
                                        char* buffer, size_t capacity, size_t* size,
                                        remit_error** error);
/** A number, money or duration as coefficient, of the column's scale; REMIT_UNSUPPORTED for other
 * kinds, for ratios, for cells without a value and for one that needs more than 64 bits. */
REMIT_API remit_status remit_table_int64(const remit_table* table, uint64_t row, size_t column,
                                         int64_t* coefficient, remit_error** error);
/** The same in 128 bits, two's complement, high * 2^64 + low. */
REMIT_API remit_status remit_table_decimal(const remit_table* table, uint64_t row, size_t column,
                                           int64_t* high, uint64_t* low, int32_t* scale,
                                           remit_error** error);
/** A boolean, 0 or 1; REMIT_UNSUPPORTED for other kinds and cells without a value. */
REMIT_API remit_status remit_table_bool(const remit_table* table, uint64_t row, size_t column,
                                        int32_t* value, remit_error** error);
/** A date; REMIT_UNSUPPORTED for other kinds and cells without a value. */
REMIT_API remit_status remit_table_date(const remit_table* table, uint64_t row, size_t column,
                                        int32_t* year, int32_t* month, int32_t* day,
                                        remit_error** error);
/** Why a cell is an error: the stable name of the reason, "division_by_zero". Borrowed; NULL for a
 * cell that is no error or does not exist. */
REMIT_API const char* remit_table_fault_name(const remit_table* table, uint64_t row, size_t column,
                                             size_t* size);
/** Why a cell is an error, as a sentence in `language`; NULL for a cell that is no error. */
REMIT_API remit_status remit_table_fault_detail(const remit_table* table, uint64_t row,
                                                size_t column, remit_language language,
                                                remit_string** detail, remit_error** error);
/** Deprecated, for remit_table_fault_name and remit_table_fault_detail: both by out-parameters.
 * `name` and `detail` may be NULL. */
REMIT_API remit_status remit_table_fault(const remit_table* table, uint64_t row, size_t column,
                                         remit_language language, const char** name,
                                         remit_string** detail, remit_error** error);

/** The whole table as an Arrow struct array with a life of its own: you release `schema` and
 * `array`, on any thread. Blank cells and errors are null; figures are decimal128, ratios utf8. */
REMIT_API remit_status remit_table_export_arrow(const remit_table* table,
                                                struct ArrowSchema* schema,
                                                struct ArrowArray* array, remit_error** error);
/** The same as a stream of one array. */
REMIT_API remit_status remit_table_export_arrow_stream(const remit_table* table,
                                                       struct ArrowArrayStream* stream,
                                                       remit_error** error);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* REMIT_H_ */
