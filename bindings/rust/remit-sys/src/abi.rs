// Generated from capi/remit.json by bindings/rust/generate_sys.py; not edited by hand.

use crate::arrow::{ArrowArray, ArrowArrayStream, ArrowSchema};
use core::ffi::{c_char, c_void};

/// `REMIT_ABI_VERSION` of remit.h.
pub const REMIT_ABI_VERSION: u32 = 0x00010004;
/// `REMIT_DEPTH_UNFOLDED` of remit.h.
pub const REMIT_DEPTH_UNFOLDED: u32 = 0xffffffff;

/// What became of a call.
pub type remit_status = i32;
/// One of `remit_status`.
pub const REMIT_OK: remit_status = 0;
/// NULL, an index out of range, a wrong handle, bad UTF-8
pub const REMIT_INVALID_ARGUMENT: remit_status = 1;
/// One of `remit_status`.
pub const REMIT_OUT_OF_MEMORY: remit_status = 2;
/// the policy text has errors: see remit_error_diagnostics
pub const REMIT_POLICY_ERROR: remit_status = 3;
/// a table does not fit the policy: a missing column, a wrong type
pub const REMIT_DATA_ERROR: remit_status = 4;
/// no such entity, field, column or row
pub const REMIT_NOT_FOUND: remit_status = 5;
/// One of `remit_status`.
pub const REMIT_LIMIT_EXCEEDED: remit_status = 6;
/// by remit_cancel_request or by the progress callback
pub const REMIT_CANCELLED: remit_status = 7;
/// not in this build, or not on this processor
pub const REMIT_UNSUPPORTED: remit_status = 8;
/// a fault of Remit itself; please report it
pub const REMIT_INTERNAL_ERROR: remit_status = 9;
/// nothing was written; *size says what is needed
pub const REMIT_BUFFER_TOO_SMALL: remit_status = 10;

/// The languages in which Remit answers.
pub type remit_language = i32;
/// One of `remit_language`.
pub const REMIT_LANGUAGE_EN: remit_language = 0;
/// One of `remit_language`.
pub const REMIT_LANGUAGE_ZH: remit_language = 1;

/// How a text is laid out.
pub type remit_format_kind = i32;
/// One of `remit_format_kind`.
pub const REMIT_FORMAT_TEXT: remit_format_kind = 0;
/// One of `remit_format_kind`.
pub const REMIT_FORMAT_JSON: remit_format_kind = 1;
/// text with terminal colours
pub const REMIT_FORMAT_ANSI: remit_format_kind = 2;
/// of an explanation: a page that needs nothing else and can be printed
pub const REMIT_FORMAT_HTML: remit_format_kind = 3;

/// What a cell holds.
pub type remit_kind = i32;
/// One of `remit_kind`.
pub const REMIT_KIND_BOOLEAN: remit_kind = 0;
/// counts, ratios and percentages too
pub const REMIT_KIND_NUMBER: remit_kind = 1;
/// One of `remit_kind`.
pub const REMIT_KIND_MONEY: remit_kind = 2;
/// One of `remit_kind`.
pub const REMIT_KIND_DATE: remit_kind = 3;
/// One of `remit_kind`.
pub const REMIT_KIND_TEXT: remit_kind = 4;
/// one of a closed list of words
pub const REMIT_KIND_CATEGORY: remit_kind = 5;
/// the key of a row of another entity
pub const REMIT_KIND_REFERENCE: remit_kind = 6;
/// a whole number of days, workdays, months or years
pub const REMIT_KIND_DURATION: remit_kind = 7;

/// Whether a cell has a value.
pub type remit_state = i32;
/// One of `remit_state`.
pub const REMIT_STATE_VALUE: remit_state = 0;
/// One of `remit_state`.
pub const REMIT_STATE_BLANK: remit_state = 1;
/// One of `remit_state`.
pub const REMIT_STATE_ERROR: remit_state = 2;

/// How grave a diagnostic is.
pub type remit_severity = i32;
/// One of `remit_severity`.
pub const REMIT_SEVERITY_ERROR: remit_severity = 0;
/// One of `remit_severity`.
pub const REMIT_SEVERITY_WARNING: remit_severity = 1;
/// One of `remit_severity`.
pub const REMIT_SEVERITY_NOTE: remit_severity = 2;

/// Texts of a diagnostic.
pub type remit_diagnostic_text = i32;
/// "R0201": stable, for programs
pub const REMIT_DIAGNOSTIC_CODE: remit_diagnostic_text = 0;
/// "unknown_name"
pub const REMIT_DIAGNOSTIC_NAME: remit_diagnostic_text = 1;
/// name of the source, as given to remit_compile
pub const REMIT_DIAGNOSTIC_FILE: remit_diagnostic_text = 2;
/// One of `remit_diagnostic_text`.
pub const REMIT_DIAGNOSTIC_MESSAGE: remit_diagnostic_text = 3;
/// how to mend it; may be empty
pub const REMIT_DIAGNOSTIC_HELP: remit_diagnostic_text = 4;
/// a suggestion for the range FIX_BEGIN to FIX_END
pub const REMIT_DIAGNOSTIC_REPLACEMENT: remit_diagnostic_text = 5;

/// Numbers of a diagnostic. Offsets count bytes of the file as given, from 0, ends are exclusive;
/// lines and columns count from 1; columns in code points, display columns in terminal cells.
pub type remit_diagnostic_number = i32;
/// a remit_severity
pub const REMIT_DIAGNOSTIC_SEVERITY: remit_diagnostic_number = 0;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_BEGIN: remit_diagnostic_number = 1;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_END: remit_diagnostic_number = 2;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_LINE: remit_diagnostic_number = 3;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_COLUMN: remit_diagnostic_number = 4;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_DISPLAY_COLUMN: remit_diagnostic_number = 5;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_END_LINE: remit_diagnostic_number = 6;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_END_COLUMN: remit_diagnostic_number = 7;
/// -1 when there is no suggestion
pub const REMIT_DIAGNOSTIC_FIX_BEGIN: remit_diagnostic_number = 8;
/// One of `remit_diagnostic_number`.
pub const REMIT_DIAGNOSTIC_FIX_END: remit_diagnostic_number = 9;

/// What REMIT_OPTION_ONLY adds up. What a run was not asked for is REMIT_UNSUPPORTED.
pub type remit_output = i32;
/// REMIT_TABLE_ENTITY, explanations, comparisons, the digest
pub const REMIT_OUTPUT_COLUMNS: remit_output = 1;
/// REMIT_TABLE_LEDGER, payment lists, totals by other groups
pub const REMIT_OUTPUT_LEDGER: remit_output = 2;
/// REMIT_TABLE_TOTALS
pub const REMIT_OUTPUT_TOTALS: remit_output = 4;
/// REMIT_TABLE_TARGETS
pub const REMIT_OUTPUT_TARGETS: remit_output = 8;
/// REMIT_TABLE_FINDINGS
pub const REMIT_OUTPUT_FINDINGS: remit_output = 16;
/// REMIT_TABLE_ATTRIBUTIONS
pub const REMIT_OUTPUT_ATTRIBUTIONS: remit_output = 32;
/// REMIT_TABLE_ERRORS, REMIT_TABLE_CAUSES
pub const REMIT_OUTPUT_ERRORS: remit_output = 64;

/// Whole-number options. Limits protect the host against a text or a table from a stranger.
pub type remit_option = i32;
/// threads of a run; 0: one per processor; default 1
pub const REMIT_OPTION_THREADS: remit_option = 0;
/// rows per batch; 0, the default: chosen by Remit
pub const REMIT_OPTION_BATCH_ROWS: remit_option = 1;
/// 0 automatic, 1 portable, 2, 3, 4: x86-64-v2, v3, v4
pub const REMIT_OPTION_ISA: remit_option = 2;
/// 0 automatic, 1 row by row, 2 columnar: same figures
pub const REMIT_OPTION_EVALUATOR: remit_option = 3;
/// 1: the keys of rows that come in batches ascend strictly (whole numbers by value, texts by their
/// bytes) and need not be remembered; 0, the default: 9 to 18 bytes of each key are kept
pub const REMIT_OPTION_ASCENDING_KEYS: remit_option = 4;
/// 1: a run measures where its time goes, for REMIT_TABLE_STAGES and REMIT_TABLE_RULES, and is
/// columnar unless REMIT_OPTION_EVALUATOR says row by row; 0, the default: it does not
pub const REMIT_OPTION_PROFILE: remit_option = 5;
/// what a run is asked for, a sum of REMIT_OUTPUT_ numbers; the default is all of them. Nothing
/// else is computed, written or kept, and what is asked for is the same bytes as of a whole run. Of
/// remit_evaluate and remit_evaluate_batches
pub const REMIT_OPTION_ONLY: remit_option = 6;
/// of one policy text
pub const REMIT_OPTION_MAX_SOURCE_BYTES: remit_option = 100;
/// of one policy text
pub const REMIT_OPTION_MAX_TOKENS: remit_option = 101;
/// of brackets, blocks and operators; at most 1000
pub const REMIT_OPTION_MAX_NESTING_DEPTH: remit_option = 102;
/// of one policy set
pub const REMIT_OPTION_MAX_DECLARATIONS: remit_option = 103;
/// of one entity
pub const REMIT_OPTION_MAX_COLUMNS: remit_option = 104;
/// of one policy set
pub const REMIT_OPTION_MAX_EXPRESSION_NODES: remit_option = 105;
/// of one string, in the policy or in a cell
pub const REMIT_OPTION_MAX_TEXT_BYTES: remit_option = 106;
/// of one number as written
pub const REMIT_OPTION_MAX_NUMBER_DIGITS: remit_option = 107;
/// errors kept, and as many warnings
pub const REMIT_OPTION_MAX_DIAGNOSTICS: remit_option = 108;
/// of one table; taken when the policy is compiled
pub const REMIT_OPTION_MAX_ROWS: remit_option = 109;
/// of the columns and the long numbers of one run, and of what one text is compiled into
pub const REMIT_OPTION_MAX_MEMORY_BYTES: remit_option = 110;
/// rows times formula nodes of a run; 0: unbounded
pub const REMIT_OPTION_MAX_STEPS: remit_option = 111;
/// wall clock of a run, of compiling or formatting a text, of an explanation; 0: unbounded
pub const REMIT_OPTION_MAX_MILLISECONDS: remit_option = 112;
/// bytes of columns that a policy which ranks or divides rows needs of all batches; 0: unbounded
pub const REMIT_OPTION_MAX_KEPT_BYTES: remit_option = 113;

/// Limits by name: who wrote the texts and the tables.
pub type remit_profile = i32;
/// one's own: the defaults; no limit of time or steps
pub const REMIT_PROFILE_OWN: remit_profile = 0;
/// a stranger's: every limit is set, and far below the defaults: a run, or compiling a text, takes
/// 800 ms and 128 MiB at most, no table has more than 100 000 rows
pub const REMIT_PROFILE_UNTRUSTED: remit_profile = 1;

/// Texts of a policy.
pub type remit_policy_text_kind = i32;
/// One of `remit_policy_text_kind`.
pub const REMIT_POLICY_NAME: remit_policy_text_kind = 0;
/// One of `remit_policy_text_kind`.
pub const REMIT_POLICY_TITLE: remit_policy_text_kind = 1;
/// 64 hexadecimal digits, the same for every layout and spelling of the same policy
pub const REMIT_POLICY_HASH: remit_policy_text_kind = 2;

/// The lists that describe a policy. Fields and columns are those of one entity; for the others
/// `entity` is ignored.
pub type remit_list = i32;
/// One of `remit_list`.
pub const REMIT_LIST_ENTITIES: remit_list = 0;
/// input columns
pub const REMIT_LIST_FIELDS: remit_list = 1;
/// columns that the policy defines
pub const REMIT_LIST_COLUMNS: remit_list = 2;
/// declarations and the clause each one cites
pub const REMIT_LIST_CLAUSES: remit_list = 3;
/// what the document leaves open
pub const REMIT_LIST_HOLES: remit_list = 4;
/// the policy's own tests
pub const REMIT_LIST_TESTS: remit_list = 5;

/// Texts of an entry; what an entry does not have is an empty text.
pub type remit_entry_text = i32;
/// every list; the title of a test
pub const REMIT_ENTRY_NAME: remit_entry_text = 0;
/// words for a reader; fields and entities: as the policy has it
pub const REMIT_ENTRY_LABEL_EN: remit_entry_text = 1;
/// One of `remit_entry_text`.
pub const REMIT_ENTRY_LABEL_ZH: remit_entry_text = 2;
/// the clause
pub const REMIT_ENTRY_CITE: remit_entry_text = 3;
/// "reward", "target", ...; columns and clauses
pub const REMIT_ENTRY_FORM: remit_entry_text = 4;
/// columns and clauses
pub const REMIT_ENTRY_DECLARATION: remit_entry_text = 5;
/// "amount", "eligible", "met", ...; columns
pub const REMIT_ENTRY_ROLE: remit_entry_text = 6;
/// of money: "CNY"
pub const REMIT_ENTRY_CURRENCY: remit_entry_text = 7;
/// entity of a reference
pub const REMIT_ENTRY_REFERS_TO: remit_entry_text = 8;
/// of a duration: "days", "workdays", "months", "years"
pub const REMIT_ENTRY_UNIT: remit_entry_text = 9;
/// where it stands; columns and clauses
pub const REMIT_ENTRY_FILE: remit_entry_text = 10;
/// clauses: the clause in short
pub const REMIT_ENTRY_SAYS: remit_entry_text = 11;
/// clauses: how it was read where it could be read otherwise
pub const REMIT_ENTRY_READING: remit_entry_text = 12;
/// clauses: why nothing computes it; empty where it is
pub const REMIT_ENTRY_NOT_COMPUTED: remit_entry_text = 13;
/// fields: what the data calls it besides its name and its label
pub const REMIT_ENTRY_HEADER: remit_entry_text = 14;

/// Numbers of an entry; -1 for what it does not have.
pub type remit_entry_number = i32;
/// a remit_kind; fields, columns, holes that are parameters
pub const REMIT_ENTRY_KIND: remit_entry_number = 0;
/// digits after the point of a number
pub const REMIT_ENTRY_SCALE: remit_entry_number = 1;
/// 1: an unrounded quotient, whose text may be "1/3"
pub const REMIT_ENTRY_IS_RATIO: remit_entry_number = 2;
/// fields
pub const REMIT_ENTRY_IS_KEY: remit_entry_number = 3;
/// fields: may be blank
pub const REMIT_ENTRY_IS_OPTIONAL: remit_entry_number = 4;
/// fields: blank takes the policy's default
pub const REMIT_ENTRY_HAS_DEFAULT: remit_entry_number = 5;
/// fields and entities that the document leaves open
pub const REMIT_ENTRY_IS_HOLE: remit_entry_number = 6;
/// entities: index of the key field, of several the first
pub const REMIT_ENTRY_KEY_FIELD: remit_entry_number = 7;
/// holes: a table is missing, not a parameter
pub const REMIT_ENTRY_IS_ENTITY: remit_entry_number = 8;
/// fields and columns of REMIT_KIND_CATEGORY
pub const REMIT_ENTRY_CATEGORY_COUNT: remit_entry_number = 9;
/// where it stands, as for diagnostics
pub const REMIT_ENTRY_BEGIN: remit_entry_number = 10;
/// One of `remit_entry_number`.
pub const REMIT_ENTRY_END: remit_entry_number = 11;
/// One of `remit_entry_number`.
pub const REMIT_ENTRY_LINE: remit_entry_number = 12;
/// One of `remit_entry_number`.
pub const REMIT_ENTRY_COLUMN: remit_entry_number = 13;
/// fields: cells may be written with % and ‰
pub const REMIT_ENTRY_IS_PERCENT: remit_entry_number = 14;
/// fields: the policy states bounds; a percentage without them lies within 0..100 %
pub const REMIT_ENTRY_IS_BOUNDED: remit_entry_number = 15;
/// fields: rows whose reference names no row are left out
pub const REMIT_ENTRY_IS_LEFT_OUT: remit_entry_number = 16;
/// entities: how many fields are its key together
pub const REMIT_ENTRY_KEY_PARTS: remit_entry_number = 17;
/// key fields: which part of the key it is, from 0
pub const REMIT_ENTRY_KEY_PART: remit_entry_number = 18;
/// entities: the policy makes the rows; no table of it is given
pub const REMIT_ENTRY_IS_MADE: remit_entry_number = 19;
/// fields: a cell may say `n/a`, that there is no value
pub const REMIT_ENTRY_MAY_NOT_APPLY: remit_entry_number = 20;

/// Stages of the compilation.
pub type remit_stage = i32;
/// One of `remit_stage`.
pub const REMIT_STAGE_TREE: remit_stage = 0;
/// One of `remit_stage`.
pub const REMIT_STAGE_MODEL: remit_stage = 1;
/// One of `remit_stage`.
pub const REMIT_STAGE_PLAN: remit_stage = 2;

/// Spelling of the keywords that remit_format writes; ZH_HANT: in traditional characters.
pub type remit_keywords = i32;
/// One of `remit_keywords`.
pub const REMIT_KEYWORDS_AS_WRITTEN: remit_keywords = 0;
/// One of `remit_keywords`.
pub const REMIT_KEYWORDS_EN: remit_keywords = 1;
/// One of `remit_keywords`.
pub const REMIT_KEYWORDS_ZH: remit_keywords = 2;
/// One of `remit_keywords`.
pub const REMIT_KEYWORDS_ZH_HANT: remit_keywords = 3;

/// The tables of a run; the names in brackets are those of the columns.
pub type remit_table_kind = i32;
/// what the policy shows of one entity, or else its key and defined columns
pub const REMIT_TABLE_ENTITY: remit_table_kind = 0;
/// one line per reward and row \[reward, entity, key, payer, payee, amount, currency, clause,
/// status (due, nothing, error, repay), reason (worded), honour; account and purpose where the
/// policy names any\]; what is to be paid back has a line of its own, `repay`, with the amount
/// below zero
pub const REMIT_TABLE_LEDGER: remit_table_kind = 1;
/// what each payer owes \[payer, currency, amount, payments, undetermined; and, if the policy
/// claims anything back, repay: what is to be paid back to it\]
pub const REMIT_TABLE_TOTALS: remit_table_kind = 2;
/// \[target, entity, key, metric, goal, progress, met, clause, comparison\]
pub const REMIT_TABLE_TARGETS: remit_table_kind = 3;
/// what rounding changed, measured when asked for by a run of its own; REMIT_CANCELLED if the run's
/// cancel is requested \[declaration, entity, key, exact, rounded, difference\]
pub const REMIT_TABLE_ROUNDING: remit_table_kind = 4;
/// cells in error \[entity, key, row (from 1), column, reason, detail (worded)\]
pub const REMIT_TABLE_ERRORS: remit_table_kind = 5;
/// where the time of the run went, part by part in order; all times together are the run's
/// \[traversal, part, stage, entity, rows, steps, prepare_ns, run_ns, fold_ns, rows_64, rows_128,
/// rows_unlimited, declarations\]. `part`: "link" (keys and references), "bind" (widths of
/// columns), "pass" over the rows, "columns" (ranks, look-ups, divisions), "results"; of rows in
/// batches also "read" and "take", the time of the callbacks. `stage` (from 0) is blank for parts
/// that are none. `traversal`, from 1: in which reading of the batches, or after which; else 0.
/// `rows_64` and so on: rows by width of the arithmetic, counted once a step
pub const REMIT_TABLE_STAGES: remit_table_kind = 6;
/// the same by declaration, the most expensive first \[form, declaration, label, clause, ns,
/// rows_64, rows_128, rows_unlimited, with (others whose work is in its time)\]
pub const REMIT_TABLE_RULES: remit_table_kind = 7;
/// what is to be said of the run as a whole: the policy or an amendment does not hold on its day,
/// periods are missing between the rows of a table, or rows are dated outside the policy's time
/// \[code ("R0810"), entity (blank: the run), message (worded)\]
pub const REMIT_TABLE_NOTES: remit_table_kind = 8;
/// where errors began, each place once \[entity, key, row (from 1), column, reason, detail
/// (worded), cells (in error because of it)\]
pub const REMIT_TABLE_CAUSES: remit_table_kind = 9;
/// key and all defined columns of one entity, whatever the policy shows of them
pub const REMIT_TABLE_ENTITY_ALL: remit_table_kind = 10;
/// what holds of which rows: findings, sanctions, titles, what an open list does not cover, checks
/// that fail, and what was owed and is late or missing \[finding, form (finding, sanction, honour,
/// open list, check, duty, deadline), entity, key, against, clause, holds (an error where it is not
/// known), reason (the conditions that hold)\]; without columns for a policy that has none of these
pub const REMIT_TABLE_FINDINGS: remit_table_kind = 11;
/// what counts as whose without being paid, by splits without a payer \[split, part, entity, key,
/// whose, amount, currency, clause\]; without columns for a policy that attributes nothing
pub const REMIT_TABLE_ATTRIBUTIONS: remit_table_kind = 12;

/// The tables of remit_results_payments. In each the column `list` says to which list a row
/// belongs: a list for each payer and currency, and one for what is paid back to it.
pub type remit_payments_kind = i32;
/// the lists: list (from 1), payer, currency, repay, payments, undetermined (lines in error),
/// asked, cut, amount, in_capitals (the amount in Chinese capital numerals)
pub const REMIT_PAYMENTS_LISTS: remit_payments_kind = 0;
/// their lines: list, number (from 1 in each list), payer, payee, account and purpose (where the
/// policy names any), further columns, reward, entity, key, clause, asked, cut, amount, currency,
/// status, reason
pub const REMIT_PAYMENTS_LINES: remit_payments_kind = 1;
/// sums: list, reward, payments, asked, cut, amount
pub const REMIT_PAYMENTS_BY_REWARD: remit_payments_kind = 2;
/// sums: list, payee, payments, asked, cut, amount
pub const REMIT_PAYMENTS_BY_PAYEE: remit_payments_kind = 3;

/// The tables of a comparison; the names in brackets are those of the columns.
pub type remit_comparison_kind = i32;
/// the lines that differ \[reward, entity, key, payer_before, payer_after, payee_before,
/// payee_after, before, after, difference, currency, status_before, status_after, reason_before,
/// reason_after, honour_before, honour_after\], and where the two ways part: the first figure on
/// the way that differs although all that it is made of is the same \[parts_by (clause, input,
/// place: other rows, row: it is in one run only), parts_at (the figure), parts_before, parts_after
/// (of a clause its texts, else the values), parts (a sentence)\]. Takes about the time of both
/// runs, for what the results do not keep
pub const REMIT_COMPARISON_CHANGES: remit_comparison_kind = 0;
/// by payer \[payer, currency, before, after, difference; where a policy claims anything back
/// repay_before, repay_after; gain, lose, undetermined_before, undetermined_after (lines)\]
pub const REMIT_COMPARISON_TOTALS: remit_comparison_kind = 1;
/// by reward \[reward, currency, before, after, difference, gain, lose, stay (the same, which is
/// something), nothing (on either side), undetermined\]
pub const REMIT_COMPARISON_REWARDS: remit_comparison_kind = 2;
/// by currency \[currency, lines, gain, lose, stay, nothing, undetermined, gained, lost,
/// difference\]
pub const REMIT_COMPARISON_COUNTS: remit_comparison_kind = 3;
/// how the differences other than zero are spread \[currency, share, difference: the least that so
/// many of these lines do not exceed\]
pub const REMIT_COMPARISON_DISTRIBUTION: remit_comparison_kind = 4;
/// rows that only one of the runs has \[entity, key, only (before, after)\]
pub const REMIT_COMPARISON_ROWS: remit_comparison_kind = 5;
/// findings, sanctions, titles and duties that do not hold of the same rows on both sides
/// \[finding, form, entity, key, before, after (blank: that side has none), reason_before,
/// reason_after\]
pub const REMIT_COMPARISON_FINDINGS: remit_comparison_kind = 6;

/// The words of a cell of an exchange, each an int64_t.
pub type remit_exchange_word = i32;
/// a remit_exchange_state
pub const REMIT_EXCHANGE_WORD_STATE: remit_exchange_word = 0;
/// the number of the cell, 128 bits: high * 2^64 + low
pub const REMIT_EXCHANGE_WORD_LOW: remit_exchange_word = 1;
/// in two's complement: of 64 bits 0 or, below zero, -1
pub const REMIT_EXCHANGE_WORD_HIGH: remit_exchange_word = 2;
/// the value is the number * 10^-scale
pub const REMIT_EXCHANGE_WORD_SCALE: remit_exchange_word = 3;
/// of one cell, one after the other
pub const REMIT_EXCHANGE_WORD_COUNT: remit_exchange_word = 4;

/// What a cell of an exchange holds. What remit_case_table has of a figure it has as long as the
/// case has not run since, by itself or by another exchange.
pub type remit_exchange_state = i32;
/// One of `remit_exchange_state`.
pub const REMIT_EXCHANGE_VALUE: remit_exchange_state = 0;
/// One of `remit_exchange_state`.
pub const REMIT_EXCHANGE_BLANK: remit_exchange_state = 1;
/// figures: remit_table_fault_name of the case's table says which, as long as the case has not run
/// since
pub const REMIT_EXCHANGE_ERROR: remit_exchange_state = 2;
/// cells: as it stands in the data of the case; figures: no run yet
pub const REMIT_EXCHANGE_KEPT: remit_exchange_state = 3;
/// figures: a value, but no number: remit_table_cell_text of the case's table has it, as long as
/// the case has not run since
pub const REMIT_EXCHANGE_TEXT: remit_exchange_state = 4;

/// Which value is sought.
pub type remit_direction = i32;
/// One of `remit_direction`.
pub const REMIT_LARGEST: remit_direction = 0;
/// One of `remit_direction`.
pub const REMIT_SMALLEST: remit_direction = 1;

/// A compiled policy set. Immutable.
#[repr(C)]
pub struct remit_policy {
    _opaque: crate::Opaque,
}

/// The input tables of a run.
#[repr(C)]
pub struct remit_data {
    _opaque: crate::Opaque,
}

/// What a run computed. Immutable.
#[repr(C)]
pub struct remit_results {
    _opaque: crate::Opaque,
}

/// Rows and columns that came out: an entity's figures, the ledger, totals ... Immutable.
#[repr(C)]
pub struct remit_table {
    _opaque: crate::Opaque,
}

/// Why a call failed. Immutable.
#[repr(C)]
pub struct remit_error {
    _opaque: crate::Opaque,
}

/// Complaints about a policy text. Immutable; always borrowed.
#[repr(C)]
pub struct remit_diagnostics {
    _opaque: crate::Opaque,
}

/// How to compile and how to run.
#[repr(C)]
pub struct remit_options {
    _opaque: crate::Opaque,
}

/// A flag that stops runs.
#[repr(C)]
pub struct remit_cancel {
    _opaque: crate::Opaque,
}

/// A text made on demand. Immutable.
#[repr(C)]
pub struct remit_string {
    _opaque: crate::Opaque,
}

/// Two runs held against each other. Immutable.
#[repr(C)]
pub struct remit_comparison {
    _opaque: crate::Opaque,
}

/// One row of an entity, evaluated again and again.
#[repr(C)]
pub struct remit_case {
    _opaque: crate::Opaque,
}

/// Cells of a case in, figures out, by memory.
#[repr(C)]
pub struct remit_exchange {
    _opaque: crate::Opaque,
}

/// What the shards of a run send each other. Immutable.
#[repr(C)]
pub struct remit_shard_state {
    _opaque: crate::Opaque,
}

/// Called during a run, on the thread that called, some ten times a second at most. `total` is in
/// one unit with `done`, of no meaning by itself. Anything but 0 stops the run (REMIT_CANCELLED).
/// It must return; in C++ it must not throw. It must not free what the run uses.
pub type remit_progress = Option<unsafe extern "C" fn(context: *mut c_void, done: u64, total: u64) -> i32>;

/// Fills the table of `entity` for a test that says `given ENTITY from "path"`, by the functions on
/// `data`. Anything but REMIT_OK fails the test, REMIT_OUT_OF_MEMORY the call. `data` is borrowed
/// for the call.
pub type remit_load_table = Option<unsafe extern "C" fn(context: *mut c_void, path: *const c_char, entity: *const c_char, data: *mut remit_data) -> remit_status>;

/// Fills `stream`, which is empty, with a new Arrow stream of the entity's rows from the first one
/// on; each of its arrays is one batch. Called once for each traversal. Remit releases the stream.
/// Anything but REMIT_OK ends the run with that status.
pub type remit_open_rows = Option<unsafe extern "C" fn(context: *mut c_void, stream: *mut ArrowArrayStream) -> remit_status>;

/// Takes what one batch came to: remit_results_table gives its rows, and its own lines of ledger,
/// totals, targets and errors; during the call remit_results_explain explains figures of its rows,
/// where those of other batches are not named. `batch` is borrowed for the call, tables taken from
/// it live on; `first_row` counts from 0. Anything but REMIT_OK ends the run with that status.
pub type remit_take_batch = Option<unsafe extern "C" fn(context: *mut c_void, first_row: u64, batch: *const remit_results) -> remit_status>;

/// Every function of the library; the conventions of remit.h hold.
#[derive(Clone, Copy)]
pub struct Api {
    /// The REMIT_ABI_VERSION of the library that is loaded. Same major number, and a minor number
    /// not below the header's: the two fit.
    pub remit_abi_version: unsafe extern "C" fn() -> u32,
    /// The version of the library as text, "0.1.0". Lives forever.
    pub remit_version: unsafe extern "C" fn() -> *const c_char,
    /// What the linker calls this library, to the byte of it: 40 hexadecimal digits as a rule, or
    /// empty where it was not asked to. Lives forever.
    pub remit_build: unsafe extern "C" fn() -> *const c_char,
    /// The name of a status, "REMIT_OK"; "?" for a number that is none. Lives forever.
    pub remit_status_name: unsafe extern "C" fn(status: remit_status) -> *const c_char,
    /// The bytes of a string and, unless `size` is NULL, how many. Borrowed.
    pub remit_string_data: unsafe extern "C" fn(string: *const remit_string, size: *mut usize) -> *const c_char,
    /// Frees a string.
    pub remit_string_free: unsafe extern "C" fn(string: *mut remit_string),
    /// The status that the failed call returned.
    pub remit_error_status: unsafe extern "C" fn(error: *const remit_error) -> remit_status,
    /// One line for a person. Borrowed.
    pub remit_error_message: unsafe extern "C" fn(error: *const remit_error, language: remit_language, size: *mut usize) -> *const c_char,
    /// All complaints about the policy text, none for other kinds of error. Borrowed, never NULL
    /// unless `error` is.
    pub remit_error_diagnostics: unsafe extern "C" fn(error: *const remit_error) -> *const remit_diagnostics,
    /// Frees an error.
    pub remit_error_free: unsafe extern "C" fn(error: *mut remit_error),
    /// How many diagnostics there are, in the order of the text.
    pub remit_diagnostics_count: unsafe extern "C" fn(diagnostics: *const remit_diagnostics) -> usize,
    /// One text of diagnostic `index`, in `language` where it is worded. Borrowed; NULL for an
    /// index or a text that does not exist.
    pub remit_diagnostics_text: unsafe extern "C" fn(diagnostics: *const remit_diagnostics, index: usize, which: remit_diagnostic_text, language: remit_language, size: *mut usize) -> *const c_char,
    /// One number of diagnostic `index`; -1 for an index or a number that does not exist.
    pub remit_diagnostics_number: unsafe extern "C" fn(diagnostics: *const remit_diagnostics, index: usize, which: remit_diagnostic_number) -> i64,
    /// All of them for a reader (with the line of the policy and a caret) or as JSON.
    pub remit_diagnostics_render: unsafe extern "C" fn(diagnostics: *const remit_diagnostics, format: remit_format_kind, language: remit_language, text: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Options with their defaults. A NULL `options` elsewhere means the same.
    pub remit_options_new: unsafe extern "C" fn(options: *mut *mut remit_options, error: *mut *mut remit_error) -> remit_status,
    /// Frees options.
    pub remit_options_free: unsafe extern "C" fn(options: *mut remit_options),
    /// Sets a whole-number option; REMIT_INVALID_ARGUMENT for an unknown one or a value out of
    /// range.
    pub remit_options_set_int: unsafe extern "C" fn(options: *mut remit_options, option: remit_option, value: i64, error: *mut *mut remit_error) -> remit_status,
    /// Reads a whole-number option.
    pub remit_options_get_int: unsafe extern "C" fn(options: *const remit_options, option: remit_option, value: *mut i64, error: *mut *mut remit_error) -> remit_status,
    /// Sets all limits (REMIT_OPTION_MAX_SOURCE_BYTES and those after it) to those of a profile;
    /// each may be set otherwise afterwards. REMIT_INVALID_ARGUMENT for a profile that does not
    /// exist.
    pub remit_options_set_profile: unsafe extern "C" fn(options: *mut remit_options, profile: remit_profile, error: *mut *mut remit_error) -> remit_status,
    /// The day for which: remit_compile chooses among several versions of a policy the one in force
    /// on that day (not set: the last), and `today` in a policy means it in a run (not set: what
    /// asks for today is in error; the library never reads a clock for a figure).
    pub remit_options_set_as_of: unsafe extern "C" fn(options: *mut remit_options, year: i32, month: i32, day: i32, error: *mut *mut remit_error) -> remit_status,
    /// What is done with these options stops when `cancel` is requested: compiling, formatting, a
    /// run, and what is computed of its results later (explanations, REMIT_TABLE_ROUNDING). It ends
    /// some milliseconds later, 20 at most, also within one cell. `cancel` may be NULL, which takes
    /// the flag away again. The options and the results keep it alive.
    pub remit_options_set_cancel: unsafe extern "C" fn(options: *mut remit_options, cancel: *const remit_cancel, error: *mut *mut remit_error) -> remit_status,
    /// Sets the progress callback. `progress` may be NULL, which takes it away again. `context` is
    /// handed back to it.
    pub remit_options_set_progress: unsafe extern "C" fn(options: *mut remit_options, progress: remit_progress, context: *mut c_void, error: *mut *mut remit_error) -> remit_status,
    /// A flag that is not requested.
    pub remit_cancel_new: unsafe extern "C" fn(cancel: *mut *mut remit_cancel, error: *mut *mut remit_error) -> remit_status,
    /// Stops every run that watches the flag, and those yet to come. Any thread, any time, a signal
    /// handler too.
    pub remit_cancel_request: unsafe extern "C" fn(cancel: *const remit_cancel),
    /// Takes the request back.
    pub remit_cancel_reset: unsafe extern "C" fn(cancel: *const remit_cancel),
    /// Frees the handle; options that watch the flag go on watching it.
    pub remit_cancel_free: unsafe extern "C" fn(cancel: *mut remit_cancel),
    /// Compiles a policy and the files that amend it.
    ///
    /// `count`: number of files, at least 1
    ///
    /// `names`: what diagnostics call each file; a name ending in ".md" is read as Markdown whose
    /// fenced `remit` blocks are the policy
    ///
    /// `texts`: the text of each file
    ///
    /// `sizes`: the size of each text in bytes; NULL: all end at their NUL
    ///
    /// `options`: limits; may be NULL
    ///
    /// `policy`: receives the policy
    ///
    /// Answers REMIT_POLICY_ERROR with every complaint in the error, or REMIT_LIMIT_EXCEEDED
    pub remit_compile: unsafe extern "C" fn(count: usize, names: *const *const c_char, texts: *const *const c_char, sizes: *const usize, options: *const remit_options, policy: *mut *mut remit_policy, error: *mut *mut remit_error) -> remit_status,
    /// Frees a policy; its data and results live on.
    pub remit_policy_free: unsafe extern "C" fn(policy: *mut remit_policy),
    /// A text of the policy. Borrowed; NULL for one that does not exist.
    pub remit_policy_text: unsafe extern "C" fn(policy: *const remit_policy, which: remit_policy_text_kind, size: *mut usize) -> *const c_char,
    /// Warnings and notes of the compilation. Borrowed.
    pub remit_policy_diagnostics: unsafe extern "C" fn(policy: *const remit_policy) -> *const remit_diagnostics,
    /// Length of a list.
    pub remit_policy_count: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, count: *mut usize, error: *mut *mut remit_error) -> remit_status,
    /// Index of an entry by its name. A field is found by its label too, a column by the name of
    /// its declaration (`big_projects` is `big_projects.met`). REMIT_NOT_FOUND if there is none.
    pub remit_policy_find: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, name: *const c_char, size: usize, index: *mut usize, error: *mut *mut remit_error) -> remit_status,
    /// A text of an entry. Borrowed; NULL for an entry or a text that does not exist.
    pub remit_policy_list_text: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, index: usize, which: remit_entry_text, size: *mut usize) -> *const c_char,
    /// Deprecated, for remit_policy_list_text: the same by an out-parameter, with the reason for
    /// what does not exist. `size` may be NULL.
    pub remit_policy_entry_text: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, index: usize, which: remit_entry_text, text: *mut *const c_char, size: *mut usize, error: *mut *mut remit_error) -> remit_status,
    /// A number of an entry.
    pub remit_policy_entry_number: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, index: usize, which: remit_entry_number, value: *mut i64, error: *mut *mut remit_error) -> remit_status,
    /// Word `category` of a category field or column. Borrowed; NULL for one that does not exist.
    pub remit_policy_list_category: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, index: usize, category: usize, size: *mut usize) -> *const c_char,
    /// Deprecated, for remit_policy_list_category: the same by an out-parameter. `size` may be
    /// NULL.
    pub remit_policy_category: unsafe extern "C" fn(policy: *const remit_policy, list: remit_list, entity: usize, index: usize, category: usize, text: *mut *const c_char, size: *mut usize, error: *mut *mut remit_error) -> remit_status,
    /// A stage of the compilation as text, for people who want to look inside.
    pub remit_policy_dump: unsafe extern "C" fn(policy: *const remit_policy, stage: remit_stage, text: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Runs the policy's own tests. The outcome is a table: title, passed (a truth value), message,
    /// file, line (a number). `load_table` and `options` may be NULL.
    pub remit_policy_run_tests: unsafe extern "C" fn(policy: *const remit_policy, options: *const remit_options, load_table: remit_load_table, context: *mut c_void, language: remit_language, outcome: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// A policy text in the canonical layout, comments kept. REMIT_POLICY_ERROR if it does not
    /// parse. `options` may be NULL.
    pub remit_format: unsafe extern "C" fn(name: *const c_char, text: *const c_char, size: usize, keywords: remit_keywords, options: *const remit_options, formatted: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Empty tables for a policy. Entity 0, the whole, has its one row already.
    pub remit_data_new: unsafe extern "C" fn(policy: *const remit_policy, data: *mut *mut remit_data, error: *mut *mut remit_error) -> remit_status,
    /// A copy that changes independently; whole columns are shared until one of the two changes.
    pub remit_data_clone: unsafe extern "C" fn(data: *const remit_data, copy: *mut *mut remit_data, error: *mut *mut remit_error) -> remit_status,
    /// Frees data; results made from it live on.
    pub remit_data_free: unsafe extern "C" fn(data: *mut remit_data),
    /// Appends a row of blank cells; `row` (may be NULL) receives its number.
    pub remit_data_add_row: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: *mut u64, error: *mut *mut remit_error) -> remit_status,
    /// Rows of a table; 0 for an entity that does not exist.
    pub remit_data_row_count: unsafe extern "C" fn(data: *const remit_data, entity: usize) -> u64,
    /// Drops the rows of one table, so that the object can be filled again.
    pub remit_data_clear: unsafe extern "C" fn(data: *mut remit_data, entity: usize, error: *mut *mut remit_error) -> remit_status,
    /// Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true",
    /// a category's word, the key of the row referred to (which may be added later). An empty text
    /// is a blank cell. A text that is no value of the field's type does not fail the call: the
    /// cell becomes an error, listed in REMIT_TABLE_ERRORS of the results.
    pub remit_data_set_text: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, text: *const c_char, size: usize, error: *mut *mut remit_error) -> remit_status,
    /// The same with the entity and the field by name (or the field's label), all three ending at
    /// their NUL.
    pub remit_data_set_by_name: unsafe extern "C" fn(data: *mut remit_data, entity: *const c_char, row: u64, field: *const c_char, text: *const c_char, error: *mut *mut remit_error) -> remit_status,
    /// Sets a cell of a number or money field to coefficient * 10^-scale. More digits after the
    /// point than the field has make the cell an error, never a rounding.
    pub remit_data_set_int64: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, coefficient: i64, scale: i32, error: *mut *mut remit_error) -> remit_status,
    /// The same with a 128-bit two's complement coefficient, high * 2^64 + low.
    pub remit_data_set_decimal: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, high: i64, low: u64, scale: i32, error: *mut *mut remit_error) -> remit_status,
    /// Sets a cell from a binary float. In a field of figures (number, money, duration) that is
    /// neither key nor reference it counts as the shortest decimal that reads back as the same
    /// double; NaN is a blank cell. Any other float does not fail the call, but makes the cell an
    /// error: in any other field (an id of 18 digits has lost its last ones by then), infinite, of
    /// more decimals than the field keeps, or so large that two values of the field may read as it:
    /// from 2^53 on, and from 2^46 on where the field keeps two decimals.
    pub remit_data_set_double: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, value: f64, error: *mut *mut remit_error) -> remit_status,
    /// Makes a cell an error, for what is no value at all in the host's language: a text that is
    /// not Unicode, an object. `text` is shown in its place.
    pub remit_data_set_unreadable: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, text: *const c_char, size: usize, error: *mut *mut remit_error) -> remit_status,
    /// Sets a cell of a boolean field: 0 or 1.
    pub remit_data_set_bool: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, value: i32, error: *mut *mut remit_error) -> remit_status,
    /// Sets a cell of a date field.
    pub remit_data_set_date: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, year: i32, month: i32, day: i32, error: *mut *mut remit_error) -> remit_status,
    /// Makes a cell blank.
    pub remit_data_set_blank: unsafe extern "C" fn(data: *mut remit_data, entity: usize, row: u64, field: usize, error: *mut *mut remit_error) -> remit_status,
    /// Replaces a whole table by an Arrow struct array (a record batch).
    ///
    /// Columns are matched with fields by name or label, in any order. Taken are int8 to int64 and
    /// unsigned, decimal 32 to 256, utf8, large_utf8, utf8_view, dictionaries of texts, bool,
    /// date32, date64 and timestamps without time zone (a time of day is an error of that cell),
    /// and float32 and float64, each cell as by remit_data_set_double; nulls, offsets and slices
    /// included. Texts may be whole numbers, but a column of floats for a field that takes none is
    /// REMIT_DATA_ERROR, unless it holds nothing but nulls and NaN. So is an extension type that is
    /// not stored as text. Buffers whose layout fits are used in place. An unknown column is
    /// ignored with a note (remit_data_notes), unless it is almost the name of a field without a
    /// column. Such a one, a missing column, a column given twice or a type that does not fit is
    /// REMIT_DATA_ERROR, which names it, and leaves the table as it was.
    ///
    /// Takes over `array` whatever the outcome (its release callback is NULL afterwards; the memory
    /// is released with the last object that uses it, on whatever thread that happens). `schema` is
    /// only read and stays yours.
    pub remit_data_set_arrow: unsafe extern "C" fn(data: *mut remit_data, entity: usize, schema: *const ArrowSchema, array: *mut ArrowArray, error: *mut *mut remit_error) -> remit_status,
    /// The same from a stream of such arrays, which is read to its end. Takes over `stream`.
    pub remit_data_set_arrow_stream: unsafe extern "C" fn(data: *mut remit_data, entity: usize, stream: *mut ArrowArrayStream, error: *mut *mut remit_error) -> remit_status,
    /// As many threads as Arrow comes in on from here on, into `data` and clones of it: 0 is one
    /// per processor, at most 1024; 1 at first. What comes in does not depend on it. Runs find and
    /// bind what they read on the threads of their options (REMIT_OPTION_THREADS); so do the
    /// batches of a stream.
    pub remit_data_set_threads: unsafe extern "C" fn(data: *mut remit_data, threads: i32, error: *mut *mut remit_error) -> remit_status,
    /// What was noticed while data came in and stopped nothing, as a table: entity, column,
    /// message.
    pub remit_data_notes: unsafe extern "C" fn(data: *const remit_data, language: remit_language, notes: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// Computes every column that the policy defines. Cells in error do not fail the run: they are
    /// counted by remit_results_error_count and listed in REMIT_TABLE_ERRORS. `options` may be
    /// NULL.
    pub remit_evaluate: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, options: *const remit_options, results: *mut *mut remit_results, error: *mut *mut remit_error) -> remit_status,
    /// How often a run reads all rows of `entity` when they come in batches: once more than the
    /// policy has steps that need all of them first. REMIT_UNSUPPORTED, with the reason, when they
    /// cannot come in batches.
    pub remit_policy_traversals: unsafe extern "C" fn(policy: *const remit_policy, entity: usize, traversals: *mut i32, error: *mut *mut remit_error) -> remit_status,
    /// Evaluates while the rows of `entity` come in batches; `data` has all other tables. Batches
    /// go to `take` in the last traversal; `take` and `options` may be NULL. `results` are those of
    /// the other entities, with totals over everything. Every figure is that of remit_evaluate; a
    /// key that occurs twice is REMIT_DATA_ERROR. Callbacks are called on this thread.
    pub remit_evaluate_batches: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, entity: usize, open: remit_open_rows, take: remit_take_batch, context: *mut c_void, options: *const remit_options, results: *mut *mut remit_results, error: *mut *mut remit_error) -> remit_status,
    /// Frees results; tables taken from them live on.
    pub remit_results_free: unsafe extern "C" fn(results: *mut remit_results),
    /// Cells in error, inputs and defined columns.
    pub remit_results_error_count: unsafe extern "C" fn(results: *const remit_results) -> u64,
    /// 32 hexadecimal digits over every figure: equal for equal results at any number of threads,
    /// batch size, instruction set and evaluator.
    pub remit_results_digest: unsafe extern "C" fn(results: *const remit_results, digest: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// What was computed from what, as JSON (docs/manifest.md): version and build of the engine,
    /// the policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each
    /// table, the digest of the figures. Equal runs have equal manifests: no clock is read.
    pub remit_results_manifest: unsafe extern "C" fn(results: *const remit_results, manifest: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// A table of the results. `entity` matters for REMIT_TABLE_ENTITY only; `language` words
    /// reasons and details. Columns may be added at the end: find them by name. REMIT_UNSUPPORTED
    /// for REMIT_TABLE_STAGES and REMIT_TABLE_RULES of a run that did not measure
    /// (REMIT_OPTION_PROFILE), of one row by row and of one batch, and for what the run was not
    /// asked for (REMIT_OPTION_ONLY).
    pub remit_results_table: unsafe extern "C" fn(results: *const remit_results, which: remit_table_kind, entity: usize, language: remit_language, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// Totals by other groups than the payer: `by` are `count` words, each `payer`, `payee`,
    /// `reward`, `clause`, a field or defined column of the rows that are paid, or one of a row
    /// that they refer to (`unit.region`). Columns: one for each word, then those of
    /// REMIT_TABLE_TOTALS but the payer. What has no such column, or a blank there, is in the group
    /// of the empty text. `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a
    /// word that nothing paid has; REMIT_UNSUPPORTED for rows that came in batches.
    pub remit_results_totals_by: unsafe extern "C" fn(results: *const remit_results, by: *const *const c_char, sizes: *const usize, count: usize, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// The payments as an office files them: what each payer has to pay in one currency, line by
    /// line, with what was asked for, what funds and joint limits cut of it and why, and what is
    /// granted. `columns` are `count` further columns of the lines, by the words of
    /// remit_results_totals_by (`unit.account`); `sizes` may be NULL where all words end with NUL.
    /// REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED for rows that came in
    /// batches.
    pub remit_results_payments: unsafe extern "C" fn(results: *const remit_results, which: remit_payments_kind, columns: *const *const c_char, sizes: *const usize, count: usize, language: remit_language, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// How a cell came about: in one paragraph what it is, under which clause and why it is not
    /// another figure; then the steps, what was capped or rounded; then the inputs. As text, JSON
    /// or HTML, in `language`. `column` is a defined column, by name. `depth` is how many steps
    /// from the cell are spelled out, 0: down to the inputs. The figures of other rows that a sum,
    /// a rank or a fund reads are named and not spelled out, unless `depth` is
    /// REMIT_DEPTH_UNFOLDED. Made on demand; the run need not have been told. It reads what the run
    /// computed and computes helper columns again only for the rows that the cell draws on, at most
    /// one run row by row on this thread, within the time and memory that the run had, and until
    /// its cancel is requested.
    pub remit_results_explain: unsafe extern "C" fn(results: *const remit_results, entity: usize, row: u64, column: *const c_char, size: usize, depth: u32, format: remit_format_kind, language: remit_language, explanation: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Reads the rows of one shard once, and gathers what they leave behind. `before` is what the
    /// traversal before was advanced to, or the shard's part of it, and NULL in the first one.
    /// `before`, `rows` and `options` may be NULL: a shard may have no rows. Takes over `rows`,
    /// whose arrays are batches. Numbers of shards are below 2^24, and need not follow each other.
    /// A row in an error message counts from the first row of the shard.
    pub remit_shard_gather: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, entity: usize, shard: u32, before: *const remit_shard_state, rows: *mut ArrowArrayStream, options: *const remit_options, gathered: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// The same in the last traversal: batches go to `take` as by remit_evaluate_batches; `take`,
    /// `before`, `rows` and `options` may be NULL. In the only traversal of a run `first_row`
    /// counts from the first row of the shard, else from the first row of the run. Takes over
    /// `rows`. What is gathered is for remit_shard_state_results.
    pub remit_shard_results: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, entity: usize, shard: u32, before: *const remit_shard_state, rows: *mut ArrowArrayStream, take: remit_take_batch, context: *mut c_void, options: *const remit_options, gathered: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// What two states gathered of other shards, together; in any order and tree. Cheap: rows are
    /// shared. REMIT_INVALID_ARGUMENT when a shard is in both, or they are not of one run and
    /// traversal.
    pub remit_shard_state_merge: unsafe extern "C" fn(state: *const remit_shard_state, other: *const remit_shard_state, merged: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// From what all shards gathered, in a traversal that is not the last, to what the next one
    /// begins with. `before` as for remit_shard_gather, but whole; `before` and `options` may be
    /// NULL. REMIT_DATA_ERROR when a key occurs twice, or a shard has other rows than before.
    pub remit_shard_state_advance: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, gathered: *const remit_shard_state, before: *const remit_shard_state, options: *const remit_options, advanced: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// What one shard needs of an advanced state: its own rows of ranks and divisions, and none of
    /// the others'.
    pub remit_shard_state_part: unsafe extern "C" fn(advanced: *const remit_shard_state, shard: u32, part: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// From what all shards gathered in the last traversal to the results of the other entities,
    /// with totals over everything, as of remit_evaluate_batches. `before` and `options` may be
    /// NULL. REMIT_DATA_ERROR as for remit_shard_state_advance.
    pub remit_shard_state_results: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, gathered: *const remit_shard_state, before: *const remit_shard_state, options: *const remit_options, results: *mut *mut remit_results, error: *mut *mut remit_error) -> remit_status,
    /// Which traversal was gathered, or is over, from 1; 0 for NULL.
    pub remit_shard_state_traversal: unsafe extern "C" fn(state: *const remit_shard_state) -> i32,
    /// How many shards were gathered, or are known; 0 for NULL.
    pub remit_shard_state_shard_count: unsafe extern "C" fn(state: *const remit_shard_state) -> usize,
    /// The number of one of them, ascending by `index`; 0 for NULL or an index that is not below
    /// the count.
    pub remit_shard_state_shard: unsafe extern "C" fn(state: *const remit_shard_state, index: usize) -> u32,
    /// The state as bytes, to be stored or sent: versioned, the same on every machine, with a
    /// checksum against accidents. They are no text: NULs are among them.
    pub remit_shard_state_bytes: unsafe extern "C" fn(state: *const remit_shard_state, bytes: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// A state from its bytes, of which nothing is kept. REMIT_DATA_ERROR when they are none, not
    /// all of one, altered, or of another version.
    pub remit_shard_state_of_bytes: unsafe extern "C" fn(bytes: *const c_char, size: usize, state: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// The state as a table of one row: policy (canonical hash), entity, day, traversal, kind
    /// ("gathered" or "advanced") and state, its bytes. The metadata of the schema say the same,
    /// and the version as remit.state. Fills `stream`.
    pub remit_shard_state_export_arrow: unsafe extern "C" fn(state: *const remit_shard_state, stream: *mut ArrowArrayStream, error: *mut *mut remit_error) -> remit_status,
    /// Reads the column `state` of a stream to its end; of several rows the states are merged.
    /// Takes over `stream`.
    pub remit_shard_state_import_arrow: unsafe extern "C" fn(stream: *mut ArrowArrayStream, state: *mut *mut remit_shard_state, error: *mut *mut remit_error) -> remit_status,
    /// Frees a state.
    pub remit_shard_state_free: unsafe extern "C" fn(state: *mut remit_shard_state),
    /// Holds two runs against each other, payment by payment: two policies over one set of tables,
    /// one policy over two, or both. Rows are matched by key; entities, fields and rewards by name.
    /// A line is one reward and one row, as in the ledger; a side that has no such line has nothing
    /// there. REMIT_UNSUPPORTED for a run whose rows came in batches.
    ///
    /// `options`: say how what the results do not keep is computed again (threads, instruction set,
    /// limits, cancel); may be NULL
    pub remit_compare: unsafe extern "C" fn(before: *const remit_results, after: *const remit_results, options: *const remit_options, comparison: *mut *mut remit_comparison, error: *mut *mut remit_error) -> remit_status,
    /// Frees a comparison; tables taken from it live on.
    pub remit_comparison_free: unsafe extern "C" fn(comparison: *mut remit_comparison),
    /// Lines that differ: in amount, status, title, payer or payee.
    pub remit_comparison_change_count: unsafe extern "C" fn(comparison: *const remit_comparison) -> u64,
    /// A table of the comparison; `language` words reasons and sentences. Columns may be added at
    /// the end: find them by name.
    pub remit_comparison_table: unsafe extern "C" fn(comparison: *const remit_comparison, which: remit_comparison_kind, language: remit_language, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// The columns of REMIT_COMPARISON_CHANGES for the `most` lines whose amounts differ most, the
    /// largest first.
    pub remit_comparison_largest: unsafe extern "C" fn(comparison: *const remit_comparison, most: u64, language: remit_language, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// By other groups than the payer: `by` are `count` words as for remit_results_totals_by; a
    /// column for each of them, then those of REMIT_COMPARISON_TOTALS. `sizes` may be NULL where
    /// all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has in one of the runs.
    pub remit_comparison_groups: unsafe extern "C" fn(comparison: *const remit_comparison, by: *const *const c_char, sizes: *const usize, count: usize, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// What changed in the text of a policy, declaration by declaration and clause by clause;
    /// layout, comments, the language of keywords and the way numbers are written count for nothing
    /// \[form, name, change (added, removed, changed), before, after (as written), place_before,
    /// place_after ("policy.remit:12")\].
    pub remit_compare_texts: unsafe extern "C" fn(before: *const remit_policy, after: *const remit_policy, table: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// One row of `entity`, to be evaluated again and again: for a program that answers one request
    /// after the other. The policy is made ready for the row once. After that a run in which only
    /// numbers, dates, categories and truth values of the row changed, numbers within about eight
    /// times what they were before, takes no memory and a fraction of a microsecond. Any other
    /// change is as right, but has the row made ready anew, which takes some ten microseconds; and
    /// a policy whose columns for the row depend on the other rows of the entity (a rank, a fund)
    /// is computed as a whole each time.
    ///
    /// `data`: the other tables, and the row as it is to begin with; copied. May be NULL
    ///
    /// `options`: hold for every run, which calls no progress callback; may be NULL
    pub remit_case_new: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, entity: usize, options: *const remit_options, one_case: *mut *mut remit_case, error: *mut *mut remit_error) -> remit_status,
    /// Frees a case, with what was borrowed from it.
    pub remit_case_free: unsafe extern "C" fn(one_case: *mut remit_case),
    /// The tables of the case: set the cells of row 0 of its entity, which is there already.
    /// Borrowed, not to be freed; NULL only for NULL. remit_evaluate takes it too, for ledger and
    /// explanations.
    pub remit_case_data: unsafe extern "C" fn(one_case: *mut remit_case) -> *mut remit_data,
    /// Computes the columns of the entity from the tables as they are now. On failure the table
    /// keeps the figures of the run before (after REMIT_OUT_OF_MEMORY they may be mixed with new
    /// ones), and the case can run again.
    pub remit_case_run: unsafe extern "C" fn(one_case: *mut remit_case, error: *mut *mut remit_error) -> remit_status,
    /// Key and defined columns of the entity, as REMIT_TABLE_ENTITY has them; no rows before the
    /// first run. Borrowed, and unlike other tables not immutable: it always shows the last run. It
    /// cannot be searched by key. NULL only for NULL.
    pub remit_case_table: unsafe extern "C" fn(one_case: *const remit_case) -> *const remit_table,
    /// Which inputs can still matter for a figure of the row, as the cells are now: for a form that
    /// asks no question too many. Blank cells of row 0, and of the whole, are not known, and cells
    /// that hold their field's default; so are those of all rows of the entities in `open`. Needs
    /// no run before.
    ///
    /// As JSON (docs/needs.md): whether the figure is determined, whatever is not known, and what
    /// it is then; else the least and the most that it can come to, and the inputs in the order in
    /// which to ask. What is not asked for changes nothing, as long as answers are within the types
    /// and bounds of their fields (figures without bounds within 10^18 on either side).
    ///
    /// `column`: a defined column, by name; REMIT_NOT_FOUND for another
    ///
    /// `answered`: `count` paths (`signed`, `unit.closed`) of fields that are left as they are,
    /// blank or default, because that is the answer; may be NULL if there are none
    ///
    /// `sizes`: of these texts; may be NULL where all of them end with NUL
    ///
    /// `open`: `open_count` entities, rows of which were added for what the row refers to; may be
    /// NULL if there are none
    pub remit_case_needs: unsafe extern "C" fn(one_case: *const remit_case, column: *const c_char, size: usize, answered: *const *const c_char, sizes: *const usize, count: usize, open: *const usize, open_count: usize, needs: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Cells of the row of a case in and figures out by memory that is agreed on here, so that
    /// remit_exchange_run sets, computes and reads in one call. For hosts to which a call is dear:
    /// they look for fields and columns once, write the words of the cells, call, and read the
    /// words of the figures.
    ///
    /// A cell, and a figure, is REMIT_EXCHANGE_WORD_COUNT words. Its number is the coefficient of a
    /// number, money or duration; 0 or 1 of a truth value; the days since 1970-01-01 of a date; of
    /// a category the index of the word in the list of its field or column
    /// (remit_policy_list_category): look the words up there, since remit_case_table has the word
    /// of the last run of the case, which need not be that of this exchange. Fields that are texts
    /// or references are set in remit_case_data, and kept here.
    ///
    /// `fields`: `field_count` fields of the entity of the case; may be NULL if there are none
    ///
    /// `columns`: `column_count` columns of remit_case_table; may be NULL if there are none
    pub remit_exchange_new: unsafe extern "C" fn(one_case: *mut remit_case, fields: *const usize, field_count: usize, columns: *const usize, column_count: usize, exchange: *mut *mut remit_exchange, error: *mut *mut remit_error) -> remit_status,
    /// Frees an exchange, with the words that were borrowed from it. The case goes on.
    pub remit_exchange_free: unsafe extern "C" fn(exchange: *mut remit_exchange),
    /// The words of the cells, in the order of `fields`: write here. They begin as kept, and stay
    /// as they were written until they are written again. Borrowed, and always the same address;
    /// NULL only for NULL and where there are none.
    pub remit_exchange_cells: unsafe extern "C" fn(exchange: *mut remit_exchange) -> *mut i64,
    /// The words of the figures, in the order of `columns`: those of the last run that went well.
    /// Borrowed, and always the same address; NULL only for NULL and where there are none.
    pub remit_exchange_figures: unsafe extern "C" fn(exchange: *const remit_exchange) -> *const i64,
    /// Sets the cells that are not kept, as remit_data_set_decimal and its like do, runs the case,
    /// as remit_case_run does, and reads the figures of the row; remit_case_table shows them too. A
    /// cell whose number has more digits than its field is an error of the cell, as everywhere.
    /// REMIT_INVALID_ARGUMENT for words that mean nothing for their field: a state or a number out
    /// of range, the value of a text. Then, and when the run fails, cells before it are set, and
    /// the figures are those of the run before.
    pub remit_exchange_run: unsafe extern "C" fn(exchange: *mut remit_exchange, error: *mut *mut remit_error) -> remit_status,
    /// Figures for each of a grid of parameters, as a table: one row for each combination of their
    /// values, first the parameters as they are written, then the figures. They are those of single
    /// runs of the policy with these values, from one reading of the tables; what does not depend
    /// on the parameters is computed once. A value that the policy could not have is
    /// REMIT_POLICY_ERROR. `set` and `show` may be NULL where their counts are 0, their sizes where
    /// all texts end with NUL; `options` may be NULL.
    ///
    /// `set`: "rate=10%..30%/1%", "cap=300000,500000": several are a grid, the last fastest. May be
    /// NULL
    ///
    /// `set_sizes`: may be NULL
    ///
    /// `show`: figures, separated by commas: totals, rewards, targets, total(NAME), count(NAME),
    /// targets.NAME.met, or any formula over the policy as a whole; none: totals and targets. May
    /// be NULL
    ///
    /// `show_sizes`: may be NULL
    pub remit_sweep: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, set: *const *const c_char, set_sizes: *const usize, set_count: usize, show: *const *const c_char, show_sizes: *const usize, show_count: usize, options: *const remit_options, sweep: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// One figure of a sweep as a picture, an SVG that needs nothing else; empty if there is
    /// nothing to draw. `parameters` is how many columns of the table are parameters, `column` the
    /// figure's.
    pub remit_sweep_picture: unsafe extern "C" fn(sweep: *const remit_table, parameters: usize, column: usize, language: remit_language, picture: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// The largest or smallest value of a parameter for which a condition on figures holds; or,
    /// with `entity` and `key`, of a field of one row, for which a condition over the row holds.
    /// The solution is a table of one row \[name, found, value, neighbour (the next value in that
    /// direction, for which it does not hold; blank: there is none), current (of one row: what it
    /// is now), values (on the grid), tried (of them), changes (how often the condition changes
    /// along them), undetermined (of them; they count as not holding), open_rows (rows of which it
    /// is not known what they add to the totals and counts of the condition; they count as
    /// nothing)\]. `options` may be NULL.
    ///
    /// `set`: as remit_sweep's: one parameter of several values, others of one; of one row a field,
    /// "revenue=0..10000000/0.01", or its name alone. May be NULL
    ///
    /// `set_sizes`: may be NULL
    ///
    /// `condition`: "total(treasury) \<= 20000000"; of one row "bonus \>= 500000"
    ///
    /// `entity`: may be NULL: of the policy as a whole
    ///
    /// `key`: may be NULL: of the policy as a whole
    ///
    /// `tried`: a row for each value that was tried \[the value, holds\]; may be NULL
    pub remit_solve: unsafe extern "C" fn(policy: *const remit_policy, data: *const remit_data, set: *const *const c_char, set_sizes: *const usize, set_count: usize, condition: *const c_char, condition_size: usize, direction: remit_direction, entity: *const c_char, entity_size: usize, key: *const c_char, key_size: usize, options: *const remit_options, solution: *mut *mut remit_table, tried: *mut *mut remit_table, error: *mut *mut remit_error) -> remit_status,
    /// Frees a table.
    pub remit_table_free: unsafe extern "C" fn(table: *mut remit_table),
    /// "unit", "ledger", "totals" ... Borrowed.
    pub remit_table_name: unsafe extern "C" fn(table: *const remit_table, size: *mut usize) -> *const c_char,
    /// Number of rows.
    pub remit_table_row_count: unsafe extern "C" fn(table: *const remit_table) -> u64,
    /// Number of columns.
    pub remit_table_column_count: unsafe extern "C" fn(table: *const remit_table) -> usize,
    /// A text of a column: REMIT_ENTRY_NAME, _LABEL_EN, _LABEL_ZH, _CURRENCY, _REFERS_TO or _UNIT.
    /// Borrowed; NULL for one that does not exist.
    pub remit_table_column_text: unsafe extern "C" fn(table: *const remit_table, column: usize, which: remit_entry_text, size: *mut usize) -> *const c_char,
    /// A number of a column: REMIT_ENTRY_KIND, _SCALE or _IS_RATIO; -1 for one that does not exist.
    pub remit_table_column_number: unsafe extern "C" fn(table: *const remit_table, column: usize, which: remit_entry_number) -> i64,
    /// Index of a column by its name.
    pub remit_table_find_column: unsafe extern "C" fn(table: *const remit_table, name: *const c_char, size: usize, column: *mut usize, error: *mut *mut remit_error) -> remit_status,
    /// Row of an entity's table by its key; of a key of several fields as one text joined by `/`,
    /// where that means one row alone.
    pub remit_table_find_row: unsafe extern "C" fn(table: *const remit_table, key: *const c_char, size: usize, row: *mut u64, error: *mut *mut remit_error) -> remit_status,
    /// The same by the parts of the key, in the policy's order. `sizes` may be NULL where all parts
    /// end with NUL.
    pub remit_table_find_row_by_parts: unsafe extern "C" fn(table: *const remit_table, parts: *const *const c_char, sizes: *const usize, count: usize, row: *mut u64, error: *mut *mut remit_error) -> remit_status,
    /// Whether a cell has a value; -1 for a cell that does not exist.
    pub remit_table_state: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize) -> remit_state,
    /// The value of a cell as text: "500000.00", "2010-01-31", "true", a category's word, the key
    /// of a reference; empty for blank and error.
    pub remit_table_cell_text: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, text: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Deprecated, for remit_table_cell_text: the same copied into a buffer.
    ///
    /// `buffer`: where the text and a NUL are written; may be NULL if capacity is 0
    ///
    /// `capacity`: bytes of the buffer
    ///
    /// `size`: receives the size of the text without the NUL
    ///
    /// Answers REMIT_BUFFER_TOO_SMALL, with *size set, when capacity \<= *size
    pub remit_table_text: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, buffer: *mut c_char, capacity: usize, size: *mut usize, error: *mut *mut remit_error) -> remit_status,
    /// A number, money or duration as coefficient, of the column's scale; REMIT_UNSUPPORTED for
    /// other kinds, for ratios, for cells without a value and for one that needs more than 64 bits.
    pub remit_table_int64: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, coefficient: *mut i64, error: *mut *mut remit_error) -> remit_status,
    /// The same in 128 bits, two's complement, high * 2^64 + low.
    pub remit_table_decimal: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, high: *mut i64, low: *mut u64, scale: *mut i32, error: *mut *mut remit_error) -> remit_status,
    /// A boolean, 0 or 1; REMIT_UNSUPPORTED for other kinds and cells without a value.
    pub remit_table_bool: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, value: *mut i32, error: *mut *mut remit_error) -> remit_status,
    /// A date; REMIT_UNSUPPORTED for other kinds and cells without a value.
    pub remit_table_date: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, year: *mut i32, month: *mut i32, day: *mut i32, error: *mut *mut remit_error) -> remit_status,
    /// Why a cell is an error: the stable name of the reason, "division_by_zero". Borrowed; NULL
    /// for a cell that is no error or does not exist.
    pub remit_table_fault_name: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, size: *mut usize) -> *const c_char,
    /// Why a cell is an error, as a sentence in `language`; NULL for a cell that is no error.
    pub remit_table_fault_detail: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, language: remit_language, detail: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// Deprecated, for remit_table_fault_name and remit_table_fault_detail: both by out-parameters.
    /// `name` and `detail` may be NULL.
    pub remit_table_fault: unsafe extern "C" fn(table: *const remit_table, row: u64, column: usize, language: remit_language, name: *mut *const c_char, detail: *mut *mut remit_string, error: *mut *mut remit_error) -> remit_status,
    /// The whole table as an Arrow struct array with a life of its own: you release `schema` and
    /// `array`, on any thread. Blank cells and errors are null; figures are decimal128, ratios
    /// utf8.
    pub remit_table_export_arrow: unsafe extern "C" fn(table: *const remit_table, schema: *mut ArrowSchema, array: *mut ArrowArray, error: *mut *mut remit_error) -> remit_status,
    /// The same as a stream of one array.
    pub remit_table_export_arrow_stream: unsafe extern "C" fn(table: *const remit_table, stream: *mut ArrowArrayStream, error: *mut *mut remit_error) -> remit_status,
}

impl Api {
    /// The functions of a library that is open, each by its name.
    ///
    /// # Safety
    ///
    /// It is a library of Remit, and stays open as long as one of them may be called.
    pub unsafe fn of(library: &libloading::Library) -> Result<Api, libloading::Error> {
        unsafe {
            Ok(Api {
                remit_abi_version: *library.get(b"remit_abi_version\0")?,
                remit_version: *library.get(b"remit_version\0")?,
                remit_build: *library.get(b"remit_build\0")?,
                remit_status_name: *library.get(b"remit_status_name\0")?,
                remit_string_data: *library.get(b"remit_string_data\0")?,
                remit_string_free: *library.get(b"remit_string_free\0")?,
                remit_error_status: *library.get(b"remit_error_status\0")?,
                remit_error_message: *library.get(b"remit_error_message\0")?,
                remit_error_diagnostics: *library.get(b"remit_error_diagnostics\0")?,
                remit_error_free: *library.get(b"remit_error_free\0")?,
                remit_diagnostics_count: *library.get(b"remit_diagnostics_count\0")?,
                remit_diagnostics_text: *library.get(b"remit_diagnostics_text\0")?,
                remit_diagnostics_number: *library.get(b"remit_diagnostics_number\0")?,
                remit_diagnostics_render: *library.get(b"remit_diagnostics_render\0")?,
                remit_options_new: *library.get(b"remit_options_new\0")?,
                remit_options_free: *library.get(b"remit_options_free\0")?,
                remit_options_set_int: *library.get(b"remit_options_set_int\0")?,
                remit_options_get_int: *library.get(b"remit_options_get_int\0")?,
                remit_options_set_profile: *library.get(b"remit_options_set_profile\0")?,
                remit_options_set_as_of: *library.get(b"remit_options_set_as_of\0")?,
                remit_options_set_cancel: *library.get(b"remit_options_set_cancel\0")?,
                remit_options_set_progress: *library.get(b"remit_options_set_progress\0")?,
                remit_cancel_new: *library.get(b"remit_cancel_new\0")?,
                remit_cancel_request: *library.get(b"remit_cancel_request\0")?,
                remit_cancel_reset: *library.get(b"remit_cancel_reset\0")?,
                remit_cancel_free: *library.get(b"remit_cancel_free\0")?,
                remit_compile: *library.get(b"remit_compile\0")?,
                remit_policy_free: *library.get(b"remit_policy_free\0")?,
                remit_policy_text: *library.get(b"remit_policy_text\0")?,
                remit_policy_diagnostics: *library.get(b"remit_policy_diagnostics\0")?,
                remit_policy_count: *library.get(b"remit_policy_count\0")?,
                remit_policy_find: *library.get(b"remit_policy_find\0")?,
                remit_policy_list_text: *library.get(b"remit_policy_list_text\0")?,
                remit_policy_entry_text: *library.get(b"remit_policy_entry_text\0")?,
                remit_policy_entry_number: *library.get(b"remit_policy_entry_number\0")?,
                remit_policy_list_category: *library.get(b"remit_policy_list_category\0")?,
                remit_policy_category: *library.get(b"remit_policy_category\0")?,
                remit_policy_dump: *library.get(b"remit_policy_dump\0")?,
                remit_policy_run_tests: *library.get(b"remit_policy_run_tests\0")?,
                remit_format: *library.get(b"remit_format\0")?,
                remit_data_new: *library.get(b"remit_data_new\0")?,
                remit_data_clone: *library.get(b"remit_data_clone\0")?,
                remit_data_free: *library.get(b"remit_data_free\0")?,
                remit_data_add_row: *library.get(b"remit_data_add_row\0")?,
                remit_data_row_count: *library.get(b"remit_data_row_count\0")?,
                remit_data_clear: *library.get(b"remit_data_clear\0")?,
                remit_data_set_text: *library.get(b"remit_data_set_text\0")?,
                remit_data_set_by_name: *library.get(b"remit_data_set_by_name\0")?,
                remit_data_set_int64: *library.get(b"remit_data_set_int64\0")?,
                remit_data_set_decimal: *library.get(b"remit_data_set_decimal\0")?,
                remit_data_set_double: *library.get(b"remit_data_set_double\0")?,
                remit_data_set_unreadable: *library.get(b"remit_data_set_unreadable\0")?,
                remit_data_set_bool: *library.get(b"remit_data_set_bool\0")?,
                remit_data_set_date: *library.get(b"remit_data_set_date\0")?,
                remit_data_set_blank: *library.get(b"remit_data_set_blank\0")?,
                remit_data_set_arrow: *library.get(b"remit_data_set_arrow\0")?,
                remit_data_set_arrow_stream: *library.get(b"remit_data_set_arrow_stream\0")?,
                remit_data_set_threads: *library.get(b"remit_data_set_threads\0")?,
                remit_data_notes: *library.get(b"remit_data_notes\0")?,
                remit_evaluate: *library.get(b"remit_evaluate\0")?,
                remit_policy_traversals: *library.get(b"remit_policy_traversals\0")?,
                remit_evaluate_batches: *library.get(b"remit_evaluate_batches\0")?,
                remit_results_free: *library.get(b"remit_results_free\0")?,
                remit_results_error_count: *library.get(b"remit_results_error_count\0")?,
                remit_results_digest: *library.get(b"remit_results_digest\0")?,
                remit_results_manifest: *library.get(b"remit_results_manifest\0")?,
                remit_results_table: *library.get(b"remit_results_table\0")?,
                remit_results_totals_by: *library.get(b"remit_results_totals_by\0")?,
                remit_results_payments: *library.get(b"remit_results_payments\0")?,
                remit_results_explain: *library.get(b"remit_results_explain\0")?,
                remit_shard_gather: *library.get(b"remit_shard_gather\0")?,
                remit_shard_results: *library.get(b"remit_shard_results\0")?,
                remit_shard_state_merge: *library.get(b"remit_shard_state_merge\0")?,
                remit_shard_state_advance: *library.get(b"remit_shard_state_advance\0")?,
                remit_shard_state_part: *library.get(b"remit_shard_state_part\0")?,
                remit_shard_state_results: *library.get(b"remit_shard_state_results\0")?,
                remit_shard_state_traversal: *library.get(b"remit_shard_state_traversal\0")?,
                remit_shard_state_shard_count: *library.get(b"remit_shard_state_shard_count\0")?,
                remit_shard_state_shard: *library.get(b"remit_shard_state_shard\0")?,
                remit_shard_state_bytes: *library.get(b"remit_shard_state_bytes\0")?,
                remit_shard_state_of_bytes: *library.get(b"remit_shard_state_of_bytes\0")?,
                remit_shard_state_export_arrow: *library.get(b"remit_shard_state_export_arrow\0")?,
                remit_shard_state_import_arrow: *library.get(b"remit_shard_state_import_arrow\0")?,
                remit_shard_state_free: *library.get(b"remit_shard_state_free\0")?,
                remit_compare: *library.get(b"remit_compare\0")?,
                remit_comparison_free: *library.get(b"remit_comparison_free\0")?,
                remit_comparison_change_count: *library.get(b"remit_comparison_change_count\0")?,
                remit_comparison_table: *library.get(b"remit_comparison_table\0")?,
                remit_comparison_largest: *library.get(b"remit_comparison_largest\0")?,
                remit_comparison_groups: *library.get(b"remit_comparison_groups\0")?,
                remit_compare_texts: *library.get(b"remit_compare_texts\0")?,
                remit_case_new: *library.get(b"remit_case_new\0")?,
                remit_case_free: *library.get(b"remit_case_free\0")?,
                remit_case_data: *library.get(b"remit_case_data\0")?,
                remit_case_run: *library.get(b"remit_case_run\0")?,
                remit_case_table: *library.get(b"remit_case_table\0")?,
                remit_case_needs: *library.get(b"remit_case_needs\0")?,
                remit_exchange_new: *library.get(b"remit_exchange_new\0")?,
                remit_exchange_free: *library.get(b"remit_exchange_free\0")?,
                remit_exchange_cells: *library.get(b"remit_exchange_cells\0")?,
                remit_exchange_figures: *library.get(b"remit_exchange_figures\0")?,
                remit_exchange_run: *library.get(b"remit_exchange_run\0")?,
                remit_sweep: *library.get(b"remit_sweep\0")?,
                remit_sweep_picture: *library.get(b"remit_sweep_picture\0")?,
                remit_solve: *library.get(b"remit_solve\0")?,
                remit_table_free: *library.get(b"remit_table_free\0")?,
                remit_table_name: *library.get(b"remit_table_name\0")?,
                remit_table_row_count: *library.get(b"remit_table_row_count\0")?,
                remit_table_column_count: *library.get(b"remit_table_column_count\0")?,
                remit_table_column_text: *library.get(b"remit_table_column_text\0")?,
                remit_table_column_number: *library.get(b"remit_table_column_number\0")?,
                remit_table_find_column: *library.get(b"remit_table_find_column\0")?,
                remit_table_find_row: *library.get(b"remit_table_find_row\0")?,
                remit_table_find_row_by_parts: *library.get(b"remit_table_find_row_by_parts\0")?,
                remit_table_state: *library.get(b"remit_table_state\0")?,
                remit_table_cell_text: *library.get(b"remit_table_cell_text\0")?,
                remit_table_text: *library.get(b"remit_table_text\0")?,
                remit_table_int64: *library.get(b"remit_table_int64\0")?,
                remit_table_decimal: *library.get(b"remit_table_decimal\0")?,
                remit_table_bool: *library.get(b"remit_table_bool\0")?,
                remit_table_date: *library.get(b"remit_table_date\0")?,
                remit_table_fault_name: *library.get(b"remit_table_fault_name\0")?,
                remit_table_fault_detail: *library.get(b"remit_table_fault_detail\0")?,
                remit_table_fault: *library.get(b"remit_table_fault\0")?,
                remit_table_export_arrow: *library.get(b"remit_table_export_arrow\0")?,
                remit_table_export_arrow_stream: *library.get(b"remit_table_export_arrow_stream\0")?,
            })
        }
    }
}
