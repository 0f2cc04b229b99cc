// Code generated from capi/remit.json by bindings/go/generate_abi.py; DO NOT EDIT.

package remit

import "unsafe"

const cAbiVersion = 0x00010004
const cDepthUnfolded = 0xFFFFFFFF

// What became of a call.
const cOk = 0
const cInvalidArgument = 1
const cOutOfMemory = 2
const cPolicyError = 3
const cDataError = 4
const cNotFound = 5
const cLimitExceeded = 6
const cCancelled = 7
const cUnsupported = 8
const cInternalError = 9
const cBufferTooSmall = 10

// The languages in which Remit answers.
const cLanguageEn = 0
const cLanguageZh = 1

// How a text is laid out.
const cFormatText = 0
const cFormatJson = 1
const cFormatAnsi = 2
const cFormatHtml = 3

// What a cell holds.
const cKindBoolean = 0
const cKindNumber = 1
const cKindMoney = 2
const cKindDate = 3
const cKindText = 4
const cKindCategory = 5
const cKindReference = 6
const cKindDuration = 7

// Whether a cell has a value.
const cStateValue = 0
const cStateBlank = 1
const cStateError = 2

// How grave a diagnostic is.
const cSeverityError = 0
const cSeverityWarning = 1
const cSeverityNote = 2

// Texts of a diagnostic.
const cDiagnosticCode = 0
const cDiagnosticName = 1
const cDiagnosticFile = 2
const cDiagnosticMessage = 3
const cDiagnosticHelp = 4
const cDiagnosticReplacement = 5

// Numbers of a diagnostic. Offsets count bytes of the file as given, from 0, ends are exclusive;
// lines and columns count from 1; columns in code points, display columns in terminal cells.
const cDiagnosticSeverity = 0
const cDiagnosticBegin = 1
const cDiagnosticEnd = 2
const cDiagnosticLine = 3
const cDiagnosticColumn = 4
const cDiagnosticDisplayColumn = 5
const cDiagnosticEndLine = 6
const cDiagnosticEndColumn = 7
const cDiagnosticFixBegin = 8
const cDiagnosticFixEnd = 9

// What REMIT_OPTION_ONLY adds up. What a run was not asked for is REMIT_UNSUPPORTED.
const cOutputColumns = 1
const cOutputLedger = 2
const cOutputTotals = 4
const cOutputTargets = 8
const cOutputFindings = 16
const cOutputAttributions = 32
const cOutputErrors = 64

// Whole-number options. Limits protect the host against a text or a table from a stranger.
const cOptionThreads = 0
const cOptionBatchRows = 1
const cOptionIsa = 2
const cOptionEvaluator = 3
const cOptionAscendingKeys = 4
const cOptionProfile = 5
const cOptionOnly = 6
const cOptionMaxSourceBytes = 100
const cOptionMaxTokens = 101
const cOptionMaxNestingDepth = 102
const cOptionMaxDeclarations = 103
const cOptionMaxColumns = 104
const cOptionMaxExpressionNodes = 105
const cOptionMaxTextBytes = 106
const cOptionMaxNumberDigits = 107
const cOptionMaxDiagnostics = 108
const cOptionMaxRows = 109
const cOptionMaxMemoryBytes = 110
const cOptionMaxSteps = 111
const cOptionMaxMilliseconds = 112
const cOptionMaxKeptBytes = 113

// Limits by name: who wrote the texts and the tables.
const cProfileOwn = 0
const cProfileUntrusted = 1

// Texts of a policy.
const cPolicyName = 0
const cPolicyTitle = 1
const cPolicyHash = 2

// The lists that describe a policy. Fields and columns are those of one entity; for the others
// `entity` is ignored.
const cListEntities = 0
const cListFields = 1
const cListColumns = 2
const cListClauses = 3
const cListHoles = 4
const cListTests = 5

// Texts of an entry; what an entry does not have is an empty text.
const cEntryName = 0
const cEntryLabelEn = 1
const cEntryLabelZh = 2
const cEntryCite = 3
const cEntryForm = 4
const cEntryDeclaration = 5
const cEntryRole = 6
const cEntryCurrency = 7
const cEntryRefersTo = 8
const cEntryUnit = 9
const cEntryFile = 10
const cEntrySays = 11
const cEntryReading = 12
const cEntryNotComputed = 13
const cEntryHeader = 14

// Numbers of an entry; -1 for what it does not have.
const cEntryKind = 0
const cEntryScale = 1
const cEntryIsRatio = 2
const cEntryIsKey = 3
const cEntryIsOptional = 4
const cEntryHasDefault = 5
const cEntryIsHole = 6
const cEntryKeyField = 7
const cEntryIsEntity = 8
const cEntryCategoryCount = 9
const cEntryBegin = 10
const cEntryEnd = 11
const cEntryLine = 12
const cEntryColumn = 13
const cEntryIsPercent = 14
const cEntryIsBounded = 15
const cEntryIsLeftOut = 16
const cEntryKeyParts = 17
const cEntryKeyPart = 18
const cEntryIsMade = 19
const cEntryMayNotApply = 20

// Stages of the compilation.
const cStageTree = 0
const cStageModel = 1
const cStagePlan = 2

// Spelling of the keywords that remit_format writes; ZH_HANT: in traditional characters.
const cKeywordsAsWritten = 0
const cKeywordsEn = 1
const cKeywordsZh = 2
const cKeywordsZhHant = 3

// The tables of a run; the names in brackets are those of the columns.
const cTableEntity = 0
const cTableLedger = 1
const cTableTotals = 2
const cTableTargets = 3
const cTableRounding = 4
const cTableErrors = 5
const cTableStages = 6
const cTableRules = 7
const cTableNotes = 8
const cTableCauses = 9
const cTableEntityAll = 10
const cTableFindings = 11
const cTableAttributions = 12

// The tables of remit_results_payments. In each the column `list` says to which list a row
// belongs: a list for each payer and currency, and one for what is paid back to it.
const cPaymentsLists = 0
const cPaymentsLines = 1
const cPaymentsByReward = 2
const cPaymentsByPayee = 3

// The tables of a comparison; the names in brackets are those of the columns.
const cComparisonChanges = 0
const cComparisonTotals = 1
const cComparisonRewards = 2
const cComparisonCounts = 3
const cComparisonDistribution = 4
const cComparisonRows = 5
const cComparisonFindings = 6

// The words of a cell of an exchange, each an int64_t.
const cExchangeWordState = 0
const cExchangeWordLow = 1
const cExchangeWordHigh = 2
const cExchangeWordScale = 3
const cExchangeWordCount = 4

// What a cell of an exchange holds. What remit_case_table has of a figure it has as long as the
// case has not run since, by itself or by another exchange.
const cExchangeValue = 0
const cExchangeBlank = 1
const cExchangeError = 2
const cExchangeKept = 3
const cExchangeText = 4

// Which value is sought.
const cLargest = 0
const cSmallest = 1

// The REMIT_ABI_VERSION of the library that is loaded. Same major number, and a minor number not
// below the header's: the two fit.
var remit_abi_version func() uint32

// The version of the library as text, "0.1.0". Lives forever.
var remit_version func() unsafe.Pointer

// What the linker calls this library, to the byte of it: 40 hexadecimal digits as a rule, or empty
// where it was not asked to. Lives forever.
var remit_build func() unsafe.Pointer

// The name of a status, "REMIT_OK"; "?" for a number that is none. Lives forever.
var remit_status_name func(status int32) unsafe.Pointer

// The bytes of a string and, unless `size` is NULL, how many. Borrowed.
var remit_string_data func(string unsafe.Pointer, size *uintptr) unsafe.Pointer

// Frees a string.
var remit_string_free func(string unsafe.Pointer)

// The status that the failed call returned.
var remit_error_status func(error unsafe.Pointer) int32

// One line for a person. Borrowed.
var remit_error_message func(error unsafe.Pointer, language int32, size *uintptr) unsafe.Pointer

// All complaints about the policy text, none for other kinds of error. Borrowed, never NULL unless
// `error` is.
var remit_error_diagnostics func(error unsafe.Pointer) unsafe.Pointer

// Frees an error.
var remit_error_free func(error unsafe.Pointer)

// How many diagnostics there are, in the order of the text.
var remit_diagnostics_count func(diagnostics unsafe.Pointer) uintptr

// One text of diagnostic `index`, in `language` where it is worded. Borrowed; NULL for an index or
// a text that does not exist.
var remit_diagnostics_text func(diagnostics unsafe.Pointer, index uintptr, which int32, language int32, size *uintptr) unsafe.Pointer

// One number of diagnostic `index`; -1 for an index or a number that does not exist.
var remit_diagnostics_number func(diagnostics unsafe.Pointer, index uintptr, which int32) int64

// All of them for a reader (with the line of the policy and a caret) or as JSON.
var remit_diagnostics_render func(diagnostics unsafe.Pointer, format int32, language int32, text *unsafe.Pointer, error *unsafe.Pointer) int32

// Options with their defaults. A NULL `options` elsewhere means the same.
var remit_options_new func(options *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees options.
var remit_options_free func(options unsafe.Pointer)

// Sets a whole-number option; REMIT_INVALID_ARGUMENT for an unknown one or a value out of range.
var remit_options_set_int func(options unsafe.Pointer, option int32, value int64, error *unsafe.Pointer) int32

// Reads a whole-number option.
var remit_options_get_int func(options unsafe.Pointer, option int32, value *int64, error *unsafe.Pointer) int32

// Sets all limits (REMIT_OPTION_MAX_SOURCE_BYTES and those after it) to those of a profile; each
// may be set otherwise afterwards. REMIT_INVALID_ARGUMENT for a profile that does not exist.
var remit_options_set_profile func(options unsafe.Pointer, profile int32, error *unsafe.Pointer) int32

// The day for which: remit_compile chooses among several versions of a policy the one in force on
// that day (not set: the last), and `today` in a policy means it in a run (not set: what asks for
// today is in error; the library never reads a clock for a figure).
var remit_options_set_as_of func(options unsafe.Pointer, year int32, month int32, day int32, error *unsafe.Pointer) int32

// What is done with these options stops when `cancel` is requested: compiling, formatting, a run,
// and what is computed of its results later (explanations, REMIT_TABLE_ROUNDING). It ends some
// milliseconds later, 20 at most, also within one cell. `cancel` may be NULL, which takes the flag
// away again. The options and the results keep it alive.
var remit_options_set_cancel func(options unsafe.Pointer, cancel unsafe.Pointer, error *unsafe.Pointer) int32

// Sets the progress callback. `progress` may be NULL, which takes it away again. `context` is
// handed back to it.
var remit_options_set_progress func(options unsafe.Pointer, progress uintptr, context unsafe.Pointer, error *unsafe.Pointer) int32

// A flag that is not requested.
var remit_cancel_new func(cancel *unsafe.Pointer, error *unsafe.Pointer) int32

// Stops every run that watches the flag, and those yet to come. Any thread, any time, a signal
// handler too.
var remit_cancel_request func(cancel unsafe.Pointer)

// Takes the request back.
var remit_cancel_reset func(cancel unsafe.Pointer)

// Frees the handle; options that watch the flag go on watching it.
var remit_cancel_free func(cancel unsafe.Pointer)

// Compiles a policy and the files that amend it.
var remit_compile func(count uintptr, names *unsafe.Pointer, texts *unsafe.Pointer, sizes *uintptr, options unsafe.Pointer, policy *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees a policy; its data and results live on.
var remit_policy_free func(policy unsafe.Pointer)

// A text of the policy. Borrowed; NULL for one that does not exist.
var remit_policy_text func(policy unsafe.Pointer, which int32, size *uintptr) unsafe.Pointer

// Warnings and notes of the compilation. Borrowed.
var remit_policy_diagnostics func(policy unsafe.Pointer) unsafe.Pointer

// Length of a list.
var remit_policy_count func(policy unsafe.Pointer, list int32, entity uintptr, count *uintptr, error *unsafe.Pointer) int32

// Index of an entry by its name. A field is found by its label too, a column by the name of its
// declaration (`big_projects` is `big_projects.met`). REMIT_NOT_FOUND if there is none.
var remit_policy_find func(policy unsafe.Pointer, list int32, entity uintptr, name *byte, size uintptr, index *uintptr, error *unsafe.Pointer) int32

// A text of an entry. Borrowed; NULL for an entry or a text that does not exist.
var remit_policy_list_text func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, which int32, size *uintptr) unsafe.Pointer

// Deprecated, for remit_policy_list_text: the same by an out-parameter, with the reason for what
// does not exist. `size` may be NULL.
var remit_policy_entry_text func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, which int32, text *unsafe.Pointer, size *uintptr, error *unsafe.Pointer) int32

// A number of an entry.
var remit_policy_entry_number func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, which int32, value *int64, error *unsafe.Pointer) int32

// Word `category` of a category field or column. Borrowed; NULL for one that does not exist.
var remit_policy_list_category func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, category uintptr, size *uintptr) unsafe.Pointer

// Deprecated, for remit_policy_list_category: the same by an out-parameter. `size` may be NULL.
var remit_policy_category func(policy unsafe.Pointer, list int32, entity uintptr, index uintptr, category uintptr, text *unsafe.Pointer, size *uintptr, error *unsafe.Pointer) int32

// A stage of the compilation as text, for people who want to look inside.
var remit_policy_dump func(policy unsafe.Pointer, stage int32, text *unsafe.Pointer, error *unsafe.Pointer) int32

// Runs the policy's own tests. The outcome is a table: title, passed (a truth value), message,
// file, line (a number). `load_table` and `options` may be NULL.
var remit_policy_run_tests func(policy unsafe.Pointer, options unsafe.Pointer, loadTable uintptr, context unsafe.Pointer, language int32, outcome *unsafe.Pointer, error *unsafe.Pointer) int32

// A policy text in the canonical layout, comments kept. REMIT_POLICY_ERROR if it does not parse.
// `options` may be NULL.
var remit_format func(name *byte, text *byte, size uintptr, keywords int32, options unsafe.Pointer, formatted *unsafe.Pointer, error *unsafe.Pointer) int32

// Empty tables for a policy. Entity 0, the whole, has its one row already.
var remit_data_new func(policy unsafe.Pointer, data *unsafe.Pointer, error *unsafe.Pointer) int32

// A copy that changes independently; whole columns are shared until one of the two changes.
var remit_data_clone func(data unsafe.Pointer, copy *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees data; results made from it live on.
var remit_data_free func(data unsafe.Pointer)

// Appends a row of blank cells; `row` (may be NULL) receives its number.
var remit_data_add_row func(data unsafe.Pointer, entity uintptr, row *uint64, error *unsafe.Pointer) int32

// Rows of a table; 0 for an entity that does not exist.
var remit_data_row_count func(data unsafe.Pointer, entity uintptr) uint64

// Drops the rows of one table, so that the object can be filled again.
var remit_data_clear func(data unsafe.Pointer, entity uintptr, error *unsafe.Pointer) int32

// Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true", a
// category's word, the key of the row referred to (which may be added later). An empty text is a
// blank cell. A text that is no value of the field's type does not fail the call: the cell becomes
// an error, listed in REMIT_TABLE_ERRORS of the results.
var remit_data_set_text func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, text *byte, size uintptr, error *unsafe.Pointer) int32

// The same with the entity and the field by name (or the field's label), all three ending at their
// NUL.
var remit_data_set_by_name func(data unsafe.Pointer, entity *byte, row uint64, field *byte, text *byte, error *unsafe.Pointer) int32

// Sets a cell of a number or money field to coefficient * 10^-scale. More digits after the point
// than the field has make the cell an error, never a rounding.
var remit_data_set_int64 func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, coefficient int64, scale int32, error *unsafe.Pointer) int32

// The same with a 128-bit two's complement coefficient, high * 2^64 + low.
var remit_data_set_decimal func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, high int64, low uint64, scale int32, error *unsafe.Pointer) int32

// Sets a cell from a binary float. In a field of figures (number, money, duration) that is neither
// key nor reference it counts as the shortest decimal that reads back as the same double; NaN is a
// blank cell. Any other float does not fail the call, but makes the cell an error: in any other
// field (an id of 18 digits has lost its last ones by then), infinite, of more decimals than the
// field keeps, or so large that two values of the field may read as it: from 2^53 on, and from
// 2^46 on where the field keeps two decimals.
var remit_data_set_double func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, value float64, error *unsafe.Pointer) int32

// Makes a cell an error, for what is no value at all in the host's language: a text that is not
// Unicode, an object. `text` is shown in its place.
var remit_data_set_unreadable func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, text *byte, size uintptr, error *unsafe.Pointer) int32

// Sets a cell of a boolean field: 0 or 1.
var remit_data_set_bool func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, value int32, error *unsafe.Pointer) int32

// Sets a cell of a date field.
var remit_data_set_date func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, year int32, month int32, day int32, error *unsafe.Pointer) int32

// Makes a cell blank.
var remit_data_set_blank func(data unsafe.Pointer, entity uintptr, row uint64, field uintptr, error *unsafe.Pointer) int32

// Replaces a whole table by an Arrow struct array (a record batch).
// Columns are matched with fields by name or label, in any order. Taken are int8 to int64 and
// unsigned, decimal 32 to 256, utf8, large_utf8, utf8_view, dictionaries of texts, bool, date32,
// date64 and timestamps without time zone (a time of day is an error of that cell), and float32
// and float64, each cell as by remit_data_set_double; nulls, offsets and slices included. Texts
// may be whole numbers, but a column of floats for a field that takes none is REMIT_DATA_ERROR,
// unless it holds nothing but nulls and NaN. So is an extension type that is not stored as text.
// Buffers whose layout fits are used in place. An unknown column is ignored with a note
// (remit_data_notes), unless it is almost the name of a field without a column. Such a one, a
// missing column, a column given twice or a type that does not fit is REMIT_DATA_ERROR, which
// names it, and leaves the table as it was.
// Takes over `array` whatever the outcome (its release callback is NULL afterwards; the memory is
// released with the last object that uses it, on whatever thread that happens). `schema` is only
// read and stays yours.
var remit_data_set_arrow func(data unsafe.Pointer, entity uintptr, schema unsafe.Pointer, array unsafe.Pointer, error *unsafe.Pointer) int32

// The same from a stream of such arrays, which is read to its end. Takes over `stream`.
var remit_data_set_arrow_stream func(data unsafe.Pointer, entity uintptr, stream unsafe.Pointer, error *unsafe.Pointer) int32

// As many threads as Arrow comes in on from here on, into `data` and clones of it: 0 is one per
// processor, at most 1024; 1 at first. What comes in does not depend on it. Runs find and bind
// what they read on the threads of their options (REMIT_OPTION_THREADS); so do the batches of a
// stream.
var remit_data_set_threads func(data unsafe.Pointer, threads int32, error *unsafe.Pointer) int32

// What was noticed while data came in and stopped nothing, as a table: entity, column, message.
var remit_data_notes func(data unsafe.Pointer, language int32, notes *unsafe.Pointer, error *unsafe.Pointer) int32

// Computes every column that the policy defines. Cells in error do not fail the run: they are
// counted by remit_results_error_count and listed in REMIT_TABLE_ERRORS. `options` may be NULL.
var remit_evaluate func(policy unsafe.Pointer, data unsafe.Pointer, options unsafe.Pointer, results *unsafe.Pointer, error *unsafe.Pointer) int32

// How often a run reads all rows of `entity` when they come in batches: once more than the policy
// has steps that need all of them first. REMIT_UNSUPPORTED, with the reason, when they cannot come
// in batches.
var remit_policy_traversals func(policy unsafe.Pointer, entity uintptr, traversals *int32, error *unsafe.Pointer) int32

// Evaluates while the rows of `entity` come in batches; `data` has all other tables. Batches go to
// `take` in the last traversal; `take` and `options` may be NULL. `results` are those of the other
// entities, with totals over everything. Every figure is that of remit_evaluate; a key that occurs
// twice is REMIT_DATA_ERROR. Callbacks are called on this thread.
var remit_evaluate_batches func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, open uintptr, take uintptr, context unsafe.Pointer, options unsafe.Pointer, results *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees results; tables taken from them live on.
var remit_results_free func(results unsafe.Pointer)

// Cells in error, inputs and defined columns.
var remit_results_error_count func(results unsafe.Pointer) uint64

// 32 hexadecimal digits over every figure: equal for equal results at any number of threads, batch
// size, instruction set and evaluator.
var remit_results_digest func(results unsafe.Pointer, digest *unsafe.Pointer, error *unsafe.Pointer) int32

// What was computed from what, as JSON (docs/manifest.md): version and build of the engine, the
// policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each table,
// the digest of the figures. Equal runs have equal manifests: no clock is read.
var remit_results_manifest func(results unsafe.Pointer, manifest *unsafe.Pointer, error *unsafe.Pointer) int32

// A table of the results. `entity` matters for REMIT_TABLE_ENTITY only; `language` words reasons
// and details. Columns may be added at the end: find them by name. REMIT_UNSUPPORTED for
// REMIT_TABLE_STAGES and REMIT_TABLE_RULES of a run that did not measure (REMIT_OPTION_PROFILE),
// of one row by row and of one batch, and for what the run was not asked for (REMIT_OPTION_ONLY).
var remit_results_table func(results unsafe.Pointer, which int32, entity uintptr, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32

// Totals by other groups than the payer: `by` are `count` words, each `payer`, `payee`, `reward`,
// `clause`, a field or defined column of the rows that are paid, or one of a row that they refer
// to (`unit.region`). Columns: one for each word, then those of REMIT_TABLE_TOTALS but the payer.
// What has no such column, or a blank there, is in the group of the empty text. `sizes` may be
// NULL where all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has;
// REMIT_UNSUPPORTED for rows that came in batches.
var remit_results_totals_by func(results unsafe.Pointer, by *unsafe.Pointer, sizes *uintptr, count uintptr, table *unsafe.Pointer, error *unsafe.Pointer) int32

// The payments as an office files them: what each payer has to pay in one currency, line by line,
// with what was asked for, what funds and joint limits cut of it and why, and what is granted.
// `columns` are `count` further columns of the lines, by the words of remit_results_totals_by
// (`unit.account`); `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word
// that nothing paid has; REMIT_UNSUPPORTED for rows that came in batches.
var remit_results_payments func(results unsafe.Pointer, which int32, columns *unsafe.Pointer, sizes *uintptr, count uintptr, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32

// How a cell came about: in one paragraph what it is, under which clause and why it is not another
// figure; then the steps, what was capped or rounded; then the inputs. As text, JSON or HTML, in
// `language`. `column` is a defined column, by name. `depth` is how many steps from the cell are
// spelled out, 0: down to the inputs. The figures of other rows that a sum, a rank or a fund reads
// are named and not spelled out, unless `depth` is REMIT_DEPTH_UNFOLDED. Made on demand; the run
// need not have been told. It reads what the run computed and computes helper columns again only
// for the rows that the cell draws on, at most one run row by row on this thread, within the time
// and memory that the run had, and until its cancel is requested.
var remit_results_explain func(results unsafe.Pointer, entity uintptr, row uint64, column *byte, size uintptr, depth uint32, format int32, language int32, explanation *unsafe.Pointer, error *unsafe.Pointer) int32

// Reads the rows of one shard once, and gathers what they leave behind. `before` is what the
// traversal before was advanced to, or the shard's part of it, and NULL in the first one.
// `before`, `rows` and `options` may be NULL: a shard may have no rows. Takes over `rows`, whose
// arrays are batches. Numbers of shards are below 2^24, and need not follow each other. A row in
// an error message counts from the first row of the shard.
var remit_shard_gather func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, shard uint32, before unsafe.Pointer, rows unsafe.Pointer, options unsafe.Pointer, gathered *unsafe.Pointer, error *unsafe.Pointer) int32

// The same in the last traversal: batches go to `take` as by remit_evaluate_batches; `take`,
// `before`, `rows` and `options` may be NULL. In the only traversal of a run `first_row` counts
// from the first row of the shard, else from the first row of the run. Takes over `rows`. What is
// gathered is for remit_shard_state_results.
var remit_shard_results func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, shard uint32, before unsafe.Pointer, rows unsafe.Pointer, take uintptr, context unsafe.Pointer, options unsafe.Pointer, gathered *unsafe.Pointer, error *unsafe.Pointer) int32

// What two states gathered of other shards, together; in any order and tree. Cheap: rows are
// shared. REMIT_INVALID_ARGUMENT when a shard is in both, or they are not of one run and
// traversal.
var remit_shard_state_merge func(state unsafe.Pointer, other unsafe.Pointer, merged *unsafe.Pointer, error *unsafe.Pointer) int32

// From what all shards gathered, in a traversal that is not the last, to what the next one begins
// with. `before` as for remit_shard_gather, but whole; `before` and `options` may be NULL.
// REMIT_DATA_ERROR when a key occurs twice, or a shard has other rows than before.
var remit_shard_state_advance func(policy unsafe.Pointer, data unsafe.Pointer, gathered unsafe.Pointer, before unsafe.Pointer, options unsafe.Pointer, advanced *unsafe.Pointer, error *unsafe.Pointer) int32

// What one shard needs of an advanced state: its own rows of ranks and divisions, and none of the
// others'.
var remit_shard_state_part func(advanced unsafe.Pointer, shard uint32, part *unsafe.Pointer, error *unsafe.Pointer) int32

// From what all shards gathered in the last traversal to the results of the other entities, with
// totals over everything, as of remit_evaluate_batches. `before` and `options` may be NULL.
// REMIT_DATA_ERROR as for remit_shard_state_advance.
var remit_shard_state_results func(policy unsafe.Pointer, data unsafe.Pointer, gathered unsafe.Pointer, before unsafe.Pointer, options unsafe.Pointer, results *unsafe.Pointer, error *unsafe.Pointer) int32

// Which traversal was gathered, or is over, from 1; 0 for NULL.
var remit_shard_state_traversal func(state unsafe.Pointer) int32

// How many shards were gathered, or are known; 0 for NULL.
var remit_shard_state_shard_count func(state unsafe.Pointer) uintptr

// The number of one of them, ascending by `index`; 0 for NULL or an index that is not below the
// count.
var remit_shard_state_shard func(state unsafe.Pointer, index uintptr) uint32

// The state as bytes, to be stored or sent: versioned, the same on every machine, with a checksum
// against accidents. They are no text: NULs are among them.
var remit_shard_state_bytes func(state unsafe.Pointer, bytes *unsafe.Pointer, error *unsafe.Pointer) int32

// A state from its bytes, of which nothing is kept. REMIT_DATA_ERROR when they are none, not all
// of one, altered, or of another version.
var remit_shard_state_of_bytes func(bytes *byte, size uintptr, state *unsafe.Pointer, error *unsafe.Pointer) int32

// The state as a table of one row: policy (canonical hash), entity, day, traversal, kind
// ("gathered" or "advanced") and state, its bytes. The metadata of the schema say the same, and
// the version as remit.state. Fills `stream`.
var remit_shard_state_export_arrow func(state unsafe.Pointer, stream unsafe.Pointer, error *unsafe.Pointer) int32

// Reads the column `state` of a stream to its end; of several rows the states are merged. Takes
// over `stream`.
var remit_shard_state_import_arrow func(stream unsafe.Pointer, state *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees a state.
var remit_shard_state_free func(state unsafe.Pointer)

// Holds two runs against each other, payment by payment: two policies over one set of tables, one
// policy over two, or both. Rows are matched by key; entities, fields and rewards by name. A line
// is one reward and one row, as in the ledger; a side that has no such line has nothing there.
// REMIT_UNSUPPORTED for a run whose rows came in batches.
var remit_compare func(before unsafe.Pointer, after unsafe.Pointer, options unsafe.Pointer, comparison *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees a comparison; tables taken from it live on.
var remit_comparison_free func(comparison unsafe.Pointer)

// Lines that differ: in amount, status, title, payer or payee.
var remit_comparison_change_count func(comparison unsafe.Pointer) uint64

// A table of the comparison; `language` words reasons and sentences. Columns may be added at the
// end: find them by name.
var remit_comparison_table func(comparison unsafe.Pointer, which int32, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32

// The columns of REMIT_COMPARISON_CHANGES for the `most` lines whose amounts differ most, the
// largest first.
var remit_comparison_largest func(comparison unsafe.Pointer, most uint64, language int32, table *unsafe.Pointer, error *unsafe.Pointer) int32

// By other groups than the payer: `by` are `count` words as for remit_results_totals_by; a column
// for each of them, then those of REMIT_COMPARISON_TOTALS. `sizes` may be NULL where all words end
// with NUL. REMIT_NOT_FOUND for a word that nothing paid has in one of the runs.
var remit_comparison_groups func(comparison unsafe.Pointer, by *unsafe.Pointer, sizes *uintptr, count uintptr, table *unsafe.Pointer, error *unsafe.Pointer) int32

// What changed in the text of a policy, declaration by declaration and clause by clause; layout,
// comments, the language of keywords and the way numbers are written count for nothing [form,
// name, change (added, removed, changed), before, after (as written), place_before, place_after
// ("policy.remit:12")].
var remit_compare_texts func(before unsafe.Pointer, after unsafe.Pointer, table *unsafe.Pointer, error *unsafe.Pointer) int32

// One row of `entity`, to be evaluated again and again: for a program that answers one request
// after the other. The policy is made ready for the row once. After that a run in which only
// numbers, dates, categories and truth values of the row changed, numbers within about eight times
// what they were before, takes no memory and a fraction of a microsecond. Any other change is as
// right, but has the row made ready anew, which takes some ten microseconds; and a policy whose
// columns for the row depend on the other rows of the entity (a rank, a fund) is computed as a
// whole each time.
var remit_case_new func(policy unsafe.Pointer, data unsafe.Pointer, entity uintptr, options unsafe.Pointer, oneCase *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees a case, with what was borrowed from it.
var remit_case_free func(oneCase unsafe.Pointer)

// The tables of the case: set the cells of row 0 of its entity, which is there already. Borrowed,
// not to be freed; NULL only for NULL. remit_evaluate takes it too, for ledger and explanations.
var remit_case_data func(oneCase unsafe.Pointer) unsafe.Pointer

// Computes the columns of the entity from the tables as they are now. On failure the table keeps
// the figures of the run before (after REMIT_OUT_OF_MEMORY they may be mixed with new ones), and
// the case can run again.
var remit_case_run func(oneCase unsafe.Pointer, error *unsafe.Pointer) int32

// Key and defined columns of the entity, as REMIT_TABLE_ENTITY has them; no rows before the first
// run. Borrowed, and unlike other tables not immutable: it always shows the last run. It cannot be
// searched by key. NULL only for NULL.
var remit_case_table func(oneCase unsafe.Pointer) unsafe.Pointer

// Which inputs can still matter for a figure of the row, as the cells are now: for a form that
// asks no question too many. Blank cells of row 0, and of the whole, are not known, and cells that
// hold their field's default; so are those of all rows of the entities in `open`. Needs no run
// before.
// As JSON (docs/needs.md): whether the figure is determined, whatever is not known, and what it is
// then; else the least and the most that it can come to, and the inputs in the order in which to
// ask. What is not asked for changes nothing, as long as answers are within the types and bounds
// of their fields (figures without bounds within 10^18 on either side).
var remit_case_needs func(oneCase unsafe.Pointer, column *byte, size uintptr, answered *unsafe.Pointer, sizes *uintptr, count uintptr, open *uintptr, openCount uintptr, needs *unsafe.Pointer, error *unsafe.Pointer) int32

// Cells of the row of a case in and figures out by memory that is agreed on here, so that
// remit_exchange_run sets, computes and reads in one call. For hosts to which a call is dear: they
// look for fields and columns once, write the words of the cells, call, and read the words of the
// figures.
// A cell, and a figure, is REMIT_EXCHANGE_WORD_COUNT words. Its number is the coefficient of a
// number, money or duration; 0 or 1 of a truth value; the days since 1970-01-01 of a date; of a
// category the index of the word in the list of its field or column (remit_policy_list_category):
// look the words up there, since remit_case_table has the word of the last run of the case, which
// need not be that of this exchange. Fields that are texts or references are set in
// remit_case_data, and kept here.
var remit_exchange_new func(oneCase unsafe.Pointer, fields *uintptr, fieldCount uintptr, columns *uintptr, columnCount uintptr, exchange *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees an exchange, with the words that were borrowed from it. The case goes on.
var remit_exchange_free func(exchange unsafe.Pointer)

// The words of the cells, in the order of `fields`: write here. They begin as kept, and stay as
// they were written until they are written again. Borrowed, and always the same address; NULL only
// for NULL and where there are none.
var remit_exchange_cells func(exchange unsafe.Pointer) unsafe.Pointer

// The words of the figures, in the order of `columns`: those of the last run that went well.
// Borrowed, and always the same address; NULL only for NULL and where there are none.
var remit_exchange_figures func(exchange unsafe.Pointer) unsafe.Pointer

// Sets the cells that are not kept, as remit_data_set_decimal and its like do, runs the case, as
// remit_case_run does, and reads the figures of the row; remit_case_table shows them too. A cell
// whose number has more digits than its field is an error of the cell, as everywhere.
// REMIT_INVALID_ARGUMENT for words that mean nothing for their field: a state or a number out of
// range, the value of a text. Then, and when the run fails, cells before it are set, and the
// figures are those of the run before.
var remit_exchange_run func(exchange unsafe.Pointer, error *unsafe.Pointer) int32

// Figures for each of a grid of parameters, as a table: one row for each combination of their
// values, first the parameters as they are written, then the figures. They are those of single
// runs of the policy with these values, from one reading of the tables; what does not depend on
// the parameters is computed once. A value that the policy could not have is REMIT_POLICY_ERROR.
// `set` and `show` may be NULL where their counts are 0, their sizes where all texts end with NUL;
// `options` may be NULL.
var remit_sweep func(policy unsafe.Pointer, data unsafe.Pointer, set *unsafe.Pointer, setSizes *uintptr, setCount uintptr, show *unsafe.Pointer, showSizes *uintptr, showCount uintptr, options unsafe.Pointer, sweep *unsafe.Pointer, error *unsafe.Pointer) int32

// One figure of a sweep as a picture, an SVG that needs nothing else; empty if there is nothing to
// draw. `parameters` is how many columns of the table are parameters, `column` the figure's.
var remit_sweep_picture func(sweep unsafe.Pointer, parameters uintptr, column uintptr, language int32, picture *unsafe.Pointer, error *unsafe.Pointer) int32

// The largest or smallest value of a parameter for which a condition on figures holds; or, with
// `entity` and `key`, of a field of one row, for which a condition over the row holds. The
// solution is a table of one row [name, found, value, neighbour (the next value in that direction,
// for which it does not hold; blank: there is none), current (of one row: what it is now), values
// (on the grid), tried (of them), changes (how often the condition changes along them),
// undetermined (of them; they count as not holding), open_rows (rows of which it is not known what
// they add to the totals and counts of the condition; they count as nothing)]. `options` may be
// NULL.
var remit_solve func(policy unsafe.Pointer, data unsafe.Pointer, set *unsafe.Pointer, setSizes *uintptr, setCount uintptr, condition *byte, conditionSize uintptr, direction int32, entity *byte, entitySize uintptr, key *byte, keySize uintptr, options unsafe.Pointer, solution *unsafe.Pointer, tried *unsafe.Pointer, error *unsafe.Pointer) int32

// Frees a table.
var remit_table_free func(table unsafe.Pointer)

// "unit", "ledger", "totals" ... Borrowed.
var remit_table_name func(table unsafe.Pointer, size *uintptr) unsafe.Pointer

// Number of rows.
var remit_table_row_count func(table unsafe.Pointer) uint64

// Number of columns.
var remit_table_column_count func(table unsafe.Pointer) uintptr

// A text of a column: REMIT_ENTRY_NAME, _LABEL_EN, _LABEL_ZH, _CURRENCY, _REFERS_TO or _UNIT.
// Borrowed; NULL for one that does not exist.
var remit_table_column_text func(table unsafe.Pointer, column uintptr, which int32, size *uintptr) unsafe.Pointer

// A number of a column: REMIT_ENTRY_KIND, _SCALE or _IS_RATIO; -1 for one that does not exist.
var remit_table_column_number func(table unsafe.Pointer, column uintptr, which int32) int64

// Index of a column by its name.
var remit_table_find_column func(table unsafe.Pointer, name *byte, size uintptr, column *uintptr, error *unsafe.Pointer) int32

// Row of an entity's table by its key; of a key of several fields as one text joined by `/`, where
// that means one row alone.
var remit_table_find_row func(table unsafe.Pointer, key *byte, size uintptr, row *uint64, error *unsafe.Pointer) int32

// The same by the parts of the key, in the policy's order. `sizes` may be NULL where all parts end
// with NUL.
var remit_table_find_row_by_parts func(table unsafe.Pointer, parts *unsafe.Pointer, sizes *uintptr, count uintptr, row *uint64, error *unsafe.Pointer) int32

// Whether a cell has a value; -1 for a cell that does not exist.
var remit_table_state func(table unsafe.Pointer, row uint64, column uintptr) int32

// The value of a cell as text: "500000.00", "2010-01-31", "true", a category's word, the key of a
// reference; empty for blank and error.
var remit_table_cell_text func(table unsafe.Pointer, row uint64, column uintptr, text *unsafe.Pointer, error *unsafe.Pointer) int32

// Deprecated, for remit_table_cell_text: the same copied into a buffer.
var remit_table_text func(table unsafe.Pointer, row uint64, column uintptr, buffer *byte, capacity uintptr, size *uintptr, error *unsafe.Pointer) int32

// A number, money or duration as coefficient, of the column's scale; REMIT_UNSUPPORTED for other
// kinds, for ratios, for cells without a value and for one that needs more than 64 bits.
var remit_table_int64 func(table unsafe.Pointer, row uint64, column uintptr, coefficient *int64, error *unsafe.Pointer) int32

// The same in 128 bits, two's complement, high * 2^64 + low.
var remit_table_decimal func(table unsafe.Pointer, row uint64, column uintptr, high *int64, low *uint64, scale *int32, error *unsafe.Pointer) int32

// A boolean, 0 or 1; REMIT_UNSUPPORTED for other kinds and cells without a value.
var remit_table_bool func(table unsafe.Pointer, row uint64, column uintptr, value *int32, error *unsafe.Pointer) int32

// A date; REMIT_UNSUPPORTED for other kinds and cells without a value.
var remit_table_date func(table unsafe.Pointer, row uint64, column uintptr, year *int32, month *int32, day *int32, error *unsafe.Pointer) int32

// Why a cell is an error: the stable name of the reason, "division_by_zero". Borrowed; NULL for a
// cell that is no error or does not exist.
var remit_table_fault_name func(table unsafe.Pointer, row uint64, column uintptr, size *uintptr) unsafe.Pointer

// Why a cell is an error, as a sentence in `language`; NULL for a cell that is no error.
var remit_table_fault_detail func(table unsafe.Pointer, row uint64, column uintptr, language int32, detail *unsafe.Pointer, error *unsafe.Pointer) int32

// Deprecated, for remit_table_fault_name and remit_table_fault_detail: both by out-parameters.
// `name` and `detail` may be NULL.
var remit_table_fault func(table unsafe.Pointer, row uint64, column uintptr, language int32, name *unsafe.Pointer, detail *unsafe.Pointer, error *unsafe.Pointer) int32

// The whole table as an Arrow struct array with a life of its own: you release `schema` and
// `array`, on any thread. Blank cells and errors are null; figures are decimal128, ratios utf8.
var remit_table_export_arrow func(table unsafe.Pointer, schema unsafe.Pointer, array unsafe.Pointer, error *unsafe.Pointer) int32

// The same as a stream of one array.
var remit_table_export_arrow_stream func(table unsafe.Pointer, stream unsafe.Pointer, error *unsafe.Pointer) int32

// What this package says for itself, in English and in Chinese; all else is worded by the library.
var (
	noEntity    = [2]string{"no entity is called “%[1]v”; there are %[2]v", "没有名为“%[1]v”的数据表，现有：%[2]v"}
	noField     = [2]string{"“%[1]v” has no field “%[2]v”; there are %[3]v", "数据表“%[1]v”没有字段“%[2]v”，现有：%[3]v"}
	fieldTwice  = [2]string{"the row gives the field “%[2]v” of “%[1]v” twice", "这一行两次给出数据表“%[1]v”的字段“%[2]v”"}
	noTable     = [2]string{"no table is given for: %[1]v; one without rows is given empty", "没有给出以下数据表：%[1]v；没有数据行的表请给空表"}
	noColumn    = [2]string{"no column is called “%[1]v”; there are %[2]v", "没有名为“%[1]v”的列，现有：%[2]v"}
	noRow       = [2]string{"there is no row %[1]v; there are %[2]v rows", "没有第 %[1]v 行，共 %[2]v 行"}
	noRowObject = [2]string{"%[1]v is no row: give cells by the names of fields", "%[1]v 不能作为一行：请按字段名称给出各单元格"}
	noValue     = [2]string{"the cell has no value: %[1]v", "该格没有值：%[1]v"}
	oneRow      = [2]string{"the whole has exactly one row, not %[1]v", "总体表只有一行，而不是 %[1]v 行"}
	lengths     = [2]string{"the columns differ in length: %[1]v", "各列长度不一：%[1]v"}
	notDay      = [2]string{"not a day: “%[1]v”; write 2010-12-31", "“%[1]v”不是日期，应写作 2010-12-31"}
	notDecimal  = [2]string{"not a decimal number of at most 38 digits: “%[1]v”", "“%[1]v”不是至多 38 位的十进制数"}
	notUnicode  = [2]string{"the text is not Unicode: half of a surrogate pair", "文本不是有效的 Unicode：代理对不完整"}
	nul         = [2]string{"the name “%[1]v” contains a NUL", "名称“%[1]v”含有 NUL 字符"}
	closed      = [2]string{"it is closed", "已关闭"}
	separator   = [2]string{", ", "、"}
)
