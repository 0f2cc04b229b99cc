// Generated from capi/remit.json by bindings/dotnet/generate_native.py; not edited by hand.
// Never compiled: no .NET SDK was at hand. See README.md.
#nullable enable
using System;
using System.Runtime.InteropServices;

namespace Remit.Native;

/// <summary>
/// What became of a call.
/// </summary>
public enum Status
{
    Ok = 0,
    /// <summary>
    /// NULL, an index out of range, a wrong handle, bad UTF-8
    /// </summary>
    InvalidArgument = 1,
    OutOfMemory = 2,
    /// <summary>
    /// the policy text has errors: see remit_error_diagnostics
    /// </summary>
    PolicyError = 3,
    /// <summary>
    /// a table does not fit the policy: a missing column, a wrong type
    /// </summary>
    DataError = 4,
    /// <summary>
    /// no such entity, field, column or row
    /// </summary>
    NotFound = 5,
    LimitExceeded = 6,
    /// <summary>
    /// by remit_cancel_request or by the progress callback
    /// </summary>
    Cancelled = 7,
    /// <summary>
    /// not in this build, or not on this processor
    /// </summary>
    Unsupported = 8,
    /// <summary>
    /// a fault of Remit itself; please report it
    /// </summary>
    InternalError = 9,
    /// <summary>
    /// nothing was written; *size says what is needed
    /// </summary>
    BufferTooSmall = 10,
}

/// <summary>
/// The languages in which Remit answers.
/// </summary>
public enum Language
{
    LanguageEn = 0,
    LanguageZh = 1,
}

/// <summary>
/// How a text is laid out.
/// </summary>
public enum FormatKind
{
    FormatText = 0,
    FormatJson = 1,
    /// <summary>
    /// text with terminal colours
    /// </summary>
    FormatAnsi = 2,
    /// <summary>
    /// of an explanation: a page that needs nothing else and can be printed
    /// </summary>
    FormatHtml = 3,
}

/// <summary>
/// What a cell holds.
/// </summary>
public enum Kind
{
    KindBoolean = 0,
    /// <summary>
    /// counts, ratios and percentages too
    /// </summary>
    KindNumber = 1,
    KindMoney = 2,
    KindDate = 3,
    KindText = 4,
    /// <summary>
    /// one of a closed list of words
    /// </summary>
    KindCategory = 5,
    /// <summary>
    /// the key of a row of another entity
    /// </summary>
    KindReference = 6,
    /// <summary>
    /// a whole number of days, workdays, months or years
    /// </summary>
    KindDuration = 7,
}

/// <summary>
/// Whether a cell has a value.
/// </summary>
public enum State
{
    StateValue = 0,
    StateBlank = 1,
    StateError = 2,
}

/// <summary>
/// How grave a diagnostic is.
/// </summary>
public enum Severity
{
    SeverityError = 0,
    SeverityWarning = 1,
    SeverityNote = 2,
}

/// <summary>
/// Texts of a diagnostic.
/// </summary>
public enum DiagnosticText
{
    /// <summary>
    /// "R0201": stable, for programs
    /// </summary>
    DiagnosticCode = 0,
    /// <summary>
    /// "unknown_name"
    /// </summary>
    DiagnosticName = 1,
    /// <summary>
    /// name of the source, as given to remit_compile
    /// </summary>
    DiagnosticFile = 2,
    DiagnosticMessage = 3,
    /// <summary>
    /// how to mend it; may be empty
    /// </summary>
    DiagnosticHelp = 4,
    /// <summary>
    /// a suggestion for the range FIX_BEGIN to FIX_END
    /// </summary>
    DiagnosticReplacement = 5,
}

/// <summary>
/// Numbers of a diagnostic. Offsets count bytes of the file as given, from 0, ends are exclusive; lines and columns count from 1; columns in code points, display columns in terminal cells.
/// </summary>
public enum DiagnosticNumber
{
    /// <summary>
    /// a remit_severity
    /// </summary>
    DiagnosticSeverity = 0,
    DiagnosticBegin = 1,
    DiagnosticEnd = 2,
    DiagnosticLine = 3,
    DiagnosticColumn = 4,
    DiagnosticDisplayColumn = 5,
    DiagnosticEndLine = 6,
    DiagnosticEndColumn = 7,
    /// <summary>
    /// -1 when there is no suggestion
    /// </summary>
    DiagnosticFixBegin = 8,
    DiagnosticFixEnd = 9,
}

/// <summary>
/// What REMIT_OPTION_ONLY adds up. What a run was not asked for is REMIT_UNSUPPORTED.
/// </summary>
public enum Output
{
    /// <summary>
    /// REMIT_TABLE_ENTITY, explanations, comparisons, the digest
    /// </summary>
    OutputColumns = 1,
    /// <summary>
    /// REMIT_TABLE_LEDGER, payment lists, totals by other groups
    /// </summary>
    OutputLedger = 2,
    /// <summary>
    /// REMIT_TABLE_TOTALS
    /// </summary>
    OutputTotals = 4,
    /// <summary>
    /// REMIT_TABLE_TARGETS
    /// </summary>
    OutputTargets = 8,
    /// <summary>
    /// REMIT_TABLE_FINDINGS
    /// </summary>
    OutputFindings = 16,
    /// <summary>
    /// REMIT_TABLE_ATTRIBUTIONS
    /// </summary>
    OutputAttributions = 32,
    /// <summary>
    /// REMIT_TABLE_ERRORS, REMIT_TABLE_CAUSES
    /// </summary>
    OutputErrors = 64,
}

/// <summary>
/// Whole-number options. Limits protect the host against a text or a table from a stranger.
/// </summary>
public enum Option
{
    /// <summary>
    /// threads of a run; 0: one per processor; default 1
    /// </summary>
    OptionThreads = 0,
    /// <summary>
    /// rows per batch; 0, the default: chosen by Remit
    /// </summary>
    OptionBatchRows = 1,
    /// <summary>
    /// 0 automatic, 1 portable, 2, 3, 4: x86-64-v2, v3, v4
    /// </summary>
    OptionIsa = 2,
    /// <summary>
    /// 0 automatic, 1 row by row, 2 columnar: same figures
    /// </summary>
    OptionEvaluator = 3,
    /// <summary>
    /// 1: the keys of rows that come in batches ascend strictly (whole numbers by value, texts by their bytes) and need not be remembered; 0, the default: 9 to 18 bytes of each key are kept
    /// </summary>
    OptionAscendingKeys = 4,
    /// <summary>
    /// 1: a run measures where its time goes, for REMIT_TABLE_STAGES and REMIT_TABLE_RULES, and is columnar unless REMIT_OPTION_EVALUATOR says row by row; 0, the default: it does not
    /// </summary>
    OptionProfile = 5,
    /// <summary>
    /// what a run is asked for, a sum of REMIT_OUTPUT_ numbers; the default is all of them. Nothing else is computed, written or kept, and what is asked for is the same bytes as of a whole run. Of remit_evaluate and remit_evaluate_batches
    /// </summary>
    OptionOnly = 6,
    /// <summary>
    /// of one policy text
    /// </summary>
    OptionMaxSourceBytes = 100,
    /// <summary>
    /// of one policy text
    /// </summary>
    OptionMaxTokens = 101,
    /// <summary>
    /// of brackets, blocks and operators; at most 1000
    /// </summary>
    OptionMaxNestingDepth = 102,
    /// <summary>
    /// of one policy set
    /// </summary>
    OptionMaxDeclarations = 103,
    /// <summary>
    /// of one entity
    /// </summary>
    OptionMaxColumns = 104,
    /// <summary>
    /// of one policy set
    /// </summary>
    OptionMaxExpressionNodes = 105,
    /// <summary>
    /// of one string, in the policy or in a cell
    /// </summary>
    OptionMaxTextBytes = 106,
    /// <summary>
    /// of one number as written
    /// </summary>
    OptionMaxNumberDigits = 107,
    /// <summary>
    /// errors kept, and as many warnings
    /// </summary>
    OptionMaxDiagnostics = 108,
    /// <summary>
    /// of one table; taken when the policy is compiled
    /// </summary>
    OptionMaxRows = 109,
    /// <summary>
    /// of the columns and the long numbers of one run, and of what one text is compiled into
    /// </summary>
    OptionMaxMemoryBytes = 110,
    /// <summary>
    /// rows times formula nodes of a run; 0: unbounded
    /// </summary>
    OptionMaxSteps = 111,
    /// <summary>
    /// wall clock of a run, of compiling or formatting a text, of an explanation; 0: unbounded
    /// </summary>
    OptionMaxMilliseconds = 112,
    /// <summary>
    /// bytes of columns that a policy which ranks or divides rows needs of all batches; 0: unbounded
    /// </summary>
    OptionMaxKeptBytes = 113,
}

/// <summary>
/// Limits by name: who wrote the texts and the tables.
/// </summary>
public enum Profile
{
    /// <summary>
    /// one's own: the defaults; no limit of time or steps
    /// </summary>
    ProfileOwn = 0,
    /// <summary>
    /// a stranger's: every limit is set, and far below the defaults: a run, or compiling a text, takes 800 ms and 128 MiB at most, no table has more than 100 000 rows
    /// </summary>
    ProfileUntrusted = 1,
}

/// <summary>
/// Texts of a policy.
/// </summary>
public enum PolicyTextKind
{
    PolicyName = 0,
    PolicyTitle = 1,
    /// <summary>
    /// 64 hexadecimal digits, the same for every layout and spelling of the same policy
    /// </summary>
    PolicyHash = 2,
}

/// <summary>
/// The lists that describe a policy. Fields and columns are those of one entity; for the others `entity` is ignored.
/// </summary>
public enum List
{
    ListEntities = 0,
    /// <summary>
    /// input columns
    /// </summary>
    ListFields = 1,
    /// <summary>
    /// columns that the policy defines
    /// </summary>
    ListColumns = 2,
    /// <summary>
    /// declarations and the clause each one cites
    /// </summary>
    ListClauses = 3,
    /// <summary>
    /// what the document leaves open
    /// </summary>
    ListHoles = 4,
    /// <summary>
    /// the policy's own tests
    /// </summary>
    ListTests = 5,
}

/// <summary>
/// Texts of an entry; what an entry does not have is an empty text.
/// </summary>
public enum EntryText
{
    /// <summary>
    /// every list; the title of a test
    /// </summary>
    EntryName = 0,
    /// <summary>
    /// words for a reader; fields and entities: as the policy has it
    /// </summary>
    EntryLabelEn = 1,
    EntryLabelZh = 2,
    /// <summary>
    /// the clause
    /// </summary>
    EntryCite = 3,
    /// <summary>
    /// "reward", "target", ...; columns and clauses
    /// </summary>
    EntryForm = 4,
    /// <summary>
    /// columns and clauses
    /// </summary>
    EntryDeclaration = 5,
    /// <summary>
    /// "amount", "eligible", "met", ...; columns
    /// </summary>
    EntryRole = 6,
    /// <summary>
    /// of money: "CNY"
    /// </summary>
    EntryCurrency = 7,
    /// <summary>
    /// entity of a reference
    /// </summary>
    EntryRefersTo = 8,
    /// <summary>
    /// of a duration: "days", "workdays", "months", "years"
    /// </summary>
    EntryUnit = 9,
    /// <summary>
    /// where it stands; columns and clauses
    /// </summary>
    EntryFile = 10,
    /// <summary>
    /// clauses: the clause in short
    /// </summary>
    EntrySays = 11,
    /// <summary>
    /// clauses: how it was read where it could be read otherwise
    /// </summary>
    EntryReading = 12,
    /// <summary>
    /// clauses: why nothing computes it; empty where it is
    /// </summary>
    EntryNotComputed = 13,
    /// <summary>
    /// fields: what the data calls it besides its name and its label
    /// </summary>
    EntryHeader = 14,
}

/// <summary>
/// Numbers of an entry; -1 for what it does not have.
/// </summary>
public enum EntryNumber
{
    /// <summary>
    /// a remit_kind; fields, columns, holes that are parameters
    /// </summary>
    EntryKind = 0,
    /// <summary>
    /// digits after the point of a number
    /// </summary>
    EntryScale = 1,
    /// <summary>
    /// 1: an unrounded quotient, whose text may be "1/3"
    /// </summary>
    EntryIsRatio = 2,
    /// <summary>
    /// fields
    /// </summary>
    EntryIsKey = 3,
    /// <summary>
    /// fields: may be blank
    /// </summary>
    EntryIsOptional = 4,
    /// <summary>
    /// fields: blank takes the policy's default
    /// </summary>
    EntryHasDefault = 5,
    /// <summary>
    /// fields and entities that the document leaves open
    /// </summary>
    EntryIsHole = 6,
    /// <summary>
    /// entities: index of the key field, of several the first
    /// </summary>
    EntryKeyField = 7,
    /// <summary>
    /// holes: a table is missing, not a parameter
    /// </summary>
    EntryIsEntity = 8,
    /// <summary>
    /// fields and columns of REMIT_KIND_CATEGORY
    /// </summary>
    EntryCategoryCount = 9,
    /// <summary>
    /// where it stands, as for diagnostics
    /// </summary>
    EntryBegin = 10,
    EntryEnd = 11,
    EntryLine = 12,
    EntryColumn = 13,
    /// <summary>
    /// fields: cells may be written with % and ‰
    /// </summary>
    EntryIsPercent = 14,
    /// <summary>
    /// fields: the policy states bounds; a percentage without them lies within 0..100 %
    /// </summary>
    EntryIsBounded = 15,
    /// <summary>
    /// fields: rows whose reference names no row are left out
    /// </summary>
    EntryIsLeftOut = 16,
    /// <summary>
    /// entities: how many fields are its key together
    /// </summary>
    EntryKeyParts = 17,
    /// <summary>
    /// key fields: which part of the key it is, from 0
    /// </summary>
    EntryKeyPart = 18,
    /// <summary>
    /// entities: the policy makes the rows; no table of it is given
    /// </summary>
    EntryIsMade = 19,
    /// <summary>
    /// fields: a cell may say `n/a`, that there is no value
    /// </summary>
    EntryMayNotApply = 20,
}

/// <summary>
/// Stages of the compilation.
/// </summary>
public enum Stage
{
    StageTree = 0,
    StageModel = 1,
    StagePlan = 2,
}

/// <summary>
/// Spelling of the keywords that remit_format writes; ZH_HANT: in traditional characters.
/// </summary>
public enum Keywords
{
    KeywordsAsWritten = 0,
    KeywordsEn = 1,
    KeywordsZh = 2,
    KeywordsZhHant = 3,
}

/// <summary>
/// The tables of a run; the names in brackets are those of the columns.
/// </summary>
public enum TableKind
{
    /// <summary>
    /// what the policy shows of one entity, or else its key and defined columns
    /// </summary>
    TableEntity = 0,
    /// <summary>
    /// one line per reward and row [reward, entity, key, payer, payee, amount, currency, clause, status (due, nothing, error, repay), reason (worded), honour; account and purpose where the policy names any]; what is to be paid back has a line of its own, `repay`, with the amount below zero
    /// </summary>
    TableLedger = 1,
    /// <summary>
    /// what each payer owes [payer, currency, amount, payments, undetermined; and, if the policy claims anything back, repay: what is to be paid back to it]
    /// </summary>
    TableTotals = 2,
    /// <summary>
    /// [target, entity, key, metric, goal, progress, met, clause, comparison]
    /// </summary>
    TableTargets = 3,
    /// <summary>
    /// what rounding changed, measured when asked for by a run of its own; REMIT_CANCELLED if the run's cancel is requested [declaration, entity, key, exact, rounded, difference]
    /// </summary>
    TableRounding = 4,
    /// <summary>
    /// cells in error [entity, key, row (from 1), column, reason, detail (worded)]
    /// </summary>
    TableErrors = 5,
    /// <summary>
    /// where the time of the run went, part by part in order; all times together are the run's [traversal, part, stage, entity, rows, steps, prepare_ns, run_ns, fold_ns, rows_64, rows_128, rows_unlimited, declarations]. `part`: "link" (keys and references), "bind" (widths of columns), "pass" over the rows, "columns" (ranks, look-ups, divisions), "results"; of rows in batches also "read" and "take", the time of the callbacks. `stage` (from 0) is blank for parts that are none. `traversal`, from 1: in which reading of the batches, or after which; else 0. `rows_64` and so on: rows by width of the arithmetic, counted once a step
    /// </summary>
    TableStages = 6,
    /// <summary>
    /// the same by declaration, the most expensive first [form, declaration, label, clause, ns, rows_64, rows_128, rows_unlimited, with (others whose work is in its time)]
    /// </summary>
    TableRules = 7,
    /// <summary>
    /// what is to be said of the run as a whole: the policy or an amendment does not hold on its day, periods are missing between the rows of a table, or rows are dated outside the policy's time [code ("R0810"), entity (blank: the run), message (worded)]
    /// </summary>
    TableNotes = 8,
    /// <summary>
    /// where errors began, each place once [entity, key, row (from 1), column, reason, detail (worded), cells (in error because of it)]
    /// </summary>
    TableCauses = 9,
    /// <summary>
    /// key and all defined columns of one entity, whatever the policy shows of them
    /// </summary>
    TableEntityAll = 10,
    /// <summary>
    /// what holds of which rows: findings, sanctions, titles, what an open list does not cover, checks that fail, and what was owed and is late or missing [finding, form (finding, sanction, honour, open list, check, duty, deadline), entity, key, against, clause, holds (an error where it is not known), reason (the conditions that hold)]; without columns for a policy that has none of these
    /// </summary>
    TableFindings = 11,
    /// <summary>
    /// what counts as whose without being paid, by splits without a payer [split, part, entity, key, whose, amount, currency, clause]; without columns for a policy that attributes nothing
    /// </summary>
    TableAttributions = 12,
}

/// <summary>
/// The tables of remit_results_payments. In each the column `list` says to which list a row belongs: a list for each payer and currency, and one for what is paid back to it.
/// </summary>
public enum PaymentsKind
{
    /// <summary>
    /// the lists: list (from 1), payer, currency, repay, payments, undetermined (lines in error), asked, cut, amount, in_capitals (the amount in Chinese capital numerals)
    /// </summary>
    PaymentsLists = 0,
    /// <summary>
    /// their lines: list, number (from 1 in each list), payer, payee, account and purpose (where the policy names any), further columns, reward, entity, key, clause, asked, cut, amount, currency, status, reason
    /// </summary>
    PaymentsLines = 1,
    /// <summary>
    /// sums: list, reward, payments, asked, cut, amount
    /// </summary>
    PaymentsByReward = 2,
    /// <summary>
    /// sums: list, payee, payments, asked, cut, amount
    /// </summary>
    PaymentsByPayee = 3,
}

/// <summary>
/// The tables of a comparison; the names in brackets are those of the columns.
/// </summary>
public enum ComparisonKind
{
    /// <summary>
    /// the lines that differ [reward, entity, key, payer_before, payer_after, payee_before, payee_after, before, after, difference, currency, status_before, status_after, reason_before, reason_after, honour_before, honour_after], and where the two ways part: the first figure on the way that differs although all that it is made of is the same [parts_by (clause, input, place: other rows, row: it is in one run only), parts_at (the figure), parts_before, parts_after (of a clause its texts, else the values), parts (a sentence)]. Takes about the time of both runs, for what the results do not keep
    /// </summary>
    ComparisonChanges = 0,
    /// <summary>
    /// by payer [payer, currency, before, after, difference; where a policy claims anything back repay_before, repay_after; gain, lose, undetermined_before, undetermined_after (lines)]
    /// </summary>
    ComparisonTotals = 1,
    /// <summary>
    /// by reward [reward, currency, before, after, difference, gain, lose, stay (the same, which is something), nothing (on either side), undetermined]
    /// </summary>
    ComparisonRewards = 2,
    /// <summary>
    /// by currency [currency, lines, gain, lose, stay, nothing, undetermined, gained, lost, difference]
    /// </summary>
    ComparisonCounts = 3,
    /// <summary>
    /// how the differences other than zero are spread [currency, share, difference: the least that so many of these lines do not exceed]
    /// </summary>
    ComparisonDistribution = 4,
    /// <summary>
    /// rows that only one of the runs has [entity, key, only (before, after)]
    /// </summary>
    ComparisonRows = 5,
    /// <summary>
    /// findings, sanctions, titles and duties that do not hold of the same rows on both sides [finding, form, entity, key, before, after (blank: that side has none), reason_before, reason_after]
    /// </summary>
    ComparisonFindings = 6,
}

/// <summary>
/// The words of a cell of an exchange, each an int64_t.
/// </summary>
public enum ExchangeWord
{
    /// <summary>
    /// a remit_exchange_state
    /// </summary>
    ExchangeWordState = 0,
    /// <summary>
    /// the number of the cell, 128 bits: high * 2^64 + low
    /// </summary>
    ExchangeWordLow = 1,
    /// <summary>
    /// in two's complement: of 64 bits 0 or, below zero, -1
    /// </summary>
    ExchangeWordHigh = 2,
    /// <summary>
    /// the value is the number * 10^-scale
    /// </summary>
    ExchangeWordScale = 3,
    /// <summary>
    /// of one cell, one after the other
    /// </summary>
    ExchangeWordCount = 4,
}

/// <summary>
/// What a cell of an exchange holds. What remit_case_table has of a figure it has as long as the case has not run since, by itself or by another exchange.
/// </summary>
public enum ExchangeState
{
    ExchangeValue = 0,
    ExchangeBlank = 1,
    /// <summary>
    /// figures: remit_table_fault_name of the case's table says which, as long as the case has not run since
    /// </summary>
    ExchangeError = 2,
    /// <summary>
    /// cells: as it stands in the data of the case; figures: no run yet
    /// </summary>
    ExchangeKept = 3,
    /// <summary>
    /// figures: a value, but no number: remit_table_cell_text of the case's table has it, as long as the case has not run since
    /// </summary>
    ExchangeText = 4,
}

/// <summary>
/// Which value is sought.
/// </summary>
public enum Direction
{
    Largest = 0,
    Smallest = 1,
}

/// <summary>
/// Called during a run, on the thread that called, some ten times a second at most. `total` is in one unit with `done`, of no meaning by itself. Anything but 0 stops the run (REMIT_CANCELLED). It must return; in C++ it must not throw. It must not free what the run uses.
/// </summary>
[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate int Progress(IntPtr context, ulong done, ulong total);

/// <summary>
/// Fills the table of `entity` for a test that says `given ENTITY from "path"`, by the functions on `data`. Anything but REMIT_OK fails the test, REMIT_OUT_OF_MEMORY the call. `data` is borrowed for the call.
/// </summary>
[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate Status LoadTable(IntPtr context, IntPtr path, IntPtr entity, IntPtr data);

/// <summary>
/// Fills `stream`, which is empty, with a new Arrow stream of the entity's rows from the first one on; each of its arrays is one batch. Called once for each traversal. Remit releases the stream. Anything but REMIT_OK ends the run with that status.
/// </summary>
[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate Status OpenRows(IntPtr context, IntPtr stream);

/// <summary>
/// Takes what one batch came to: remit_results_table gives its rows, and its own lines of ledger, totals, targets and errors; during the call remit_results_explain explains figures of its rows, where those of other batches are not named. `batch` is borrowed for the call, tables taken from it live on; `first_row` counts from 0. Anything but REMIT_OK ends the run with that status.
/// </summary>
[UnmanagedFunctionPointer(CallingConvention.Cdecl)]
public delegate Status TakeBatch(IntPtr context, ulong firstRow, IntPtr batch);

/// <summary>Every function of remit.h. Handles and texts are pointers; see the conventions there.</summary>
public static class Functions
{
    private const string Library = "remit";

    public const uint AbiVersion = 65540u;

    public const uint DepthUnfolded = 4294967295u;

    /// <summary>
    /// The REMIT_ABI_VERSION of the library that is loaded. Same major number, and a minor number not below the header's: the two fit.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_abi_version", CallingConvention = CallingConvention.Cdecl)]
    public static extern uint AbiVersion();

    /// <summary>
    /// The version of the library as text, "0.1.0". Lives forever.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_version", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr Version();

    /// <summary>
    /// What the linker calls this library, to the byte of it: 40 hexadecimal digits as a rule, or empty where it was not asked to. Lives forever.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_build", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr Build();

    /// <summary>
    /// The name of a status, "REMIT_OK"; "?" for a number that is none. Lives forever.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_status_name", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr StatusName(Status status);

    /// <summary>
    /// The bytes of a string and, unless `size` is NULL, how many. Borrowed.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_string_data", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr StringData(IntPtr string, out nuint size);

    /// <summary>
    /// Frees a string.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_string_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void StringFree(IntPtr string);

    /// <summary>
    /// The status that the failed call returned.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_error_status", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ErrorStatus(IntPtr error);

    /// <summary>
    /// One line for a person. Borrowed.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_error_message", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr ErrorMessage(IntPtr error, Language language, out nuint size);

    /// <summary>
    /// All complaints about the policy text, none for other kinds of error. Borrowed, never NULL unless `error` is.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_error_diagnostics", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr ErrorDiagnostics(IntPtr error);

    /// <summary>
    /// Frees an error.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_error_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void ErrorFree(IntPtr error);

    /// <summary>
    /// How many diagnostics there are, in the order of the text.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_diagnostics_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern nuint DiagnosticsCount(IntPtr diagnostics);

    /// <summary>
    /// One text of diagnostic `index`, in `language` where it is worded. Borrowed; NULL for an index or a text that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_diagnostics_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr DiagnosticsText(IntPtr diagnostics, nuint index, DiagnosticText which, Language language, out nuint size);

    /// <summary>
    /// One number of diagnostic `index`; -1 for an index or a number that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_diagnostics_number", CallingConvention = CallingConvention.Cdecl)]
    public static extern long DiagnosticsNumber(IntPtr diagnostics, nuint index, DiagnosticNumber which);

    /// <summary>
    /// All of them for a reader (with the line of the policy and a caret) or as JSON.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_diagnostics_render", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DiagnosticsRender(IntPtr diagnostics, FormatKind format, Language language, out IntPtr text, out IntPtr error);

    /// <summary>
    /// Options with their defaults. A NULL `options` elsewhere means the same.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_new", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsNew(out IntPtr options, out IntPtr error);

    /// <summary>
    /// Frees options.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void OptionsFree(IntPtr options);

    /// <summary>
    /// Sets a whole-number option; REMIT_INVALID_ARGUMENT for an unknown one or a value out of range.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_set_int", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsSetInt(IntPtr options, Option option, long value, out IntPtr error);

    /// <summary>
    /// Reads a whole-number option.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_get_int", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsGetInt(IntPtr options, Option option, out long value, out IntPtr error);

    /// <summary>
    /// Sets all limits (REMIT_OPTION_MAX_SOURCE_BYTES and those after it) to those of a profile; each may be set otherwise afterwards. REMIT_INVALID_ARGUMENT for a profile that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_set_profile", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsSetProfile(IntPtr options, Profile profile, out IntPtr error);

    /// <summary>
    /// The day for which: remit_compile chooses among several versions of a policy the one in force on that day (not set: the last), and `today` in a policy means it in a run (not set: what asks for today is in error; the library never reads a clock for a figure).
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_set_as_of", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsSetAsOf(IntPtr options, int year, int month, int day, out IntPtr error);

    /// <summary>
    /// What is done with these options stops when `cancel` is requested: compiling, formatting, a run, and what is computed of its results later (explanations, REMIT_TABLE_ROUNDING). It ends some milliseconds later, 20 at most, also within one cell. `cancel` may be NULL, which takes the flag away again. The options and the results keep it alive.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_set_cancel", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsSetCancel(IntPtr options, IntPtr cancel, out IntPtr error);

    /// <summary>
    /// Sets the progress callback. `progress` may be NULL, which takes it away again. `context` is handed back to it.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_options_set_progress", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status OptionsSetProgress(IntPtr options, Progress? progress, IntPtr context, out IntPtr error);

    /// <summary>
    /// A flag that is not requested.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_cancel_new", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status CancelNew(out IntPtr cancel, out IntPtr error);

    /// <summary>
    /// Stops every run that watches the flag, and those yet to come. Any thread, any time, a signal handler too.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_cancel_request", CallingConvention = CallingConvention.Cdecl)]
    public static extern void CancelRequest(IntPtr cancel);

    /// <summary>
    /// Takes the request back.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_cancel_reset", CallingConvention = CallingConvention.Cdecl)]
    public static extern void CancelReset(IntPtr cancel);

    /// <summary>
    /// Frees the handle; options that watch the flag go on watching it.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_cancel_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void CancelFree(IntPtr cancel);

    /// <summary>
    /// Compiles a policy and the files that amend it.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_compile", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status Compile(nuint count, IntPtr[] names, IntPtr[] texts, nuint[]? sizes, IntPtr options, out IntPtr policy, out IntPtr error);

    /// <summary>
    /// Frees a policy; its data and results live on.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void PolicyFree(IntPtr policy);

    /// <summary>
    /// A text of the policy. Borrowed; NULL for one that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr PolicyText(IntPtr policy, PolicyTextKind which, out nuint size);

    /// <summary>
    /// Warnings and notes of the compilation. Borrowed.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_diagnostics", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr PolicyDiagnostics(IntPtr policy);

    /// <summary>
    /// Length of a list.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyCount(IntPtr policy, List list, nuint entity, out nuint count, out IntPtr error);

    /// <summary>
    /// Index of an entry by its name. A field is found by its label too, a column by the name of its declaration (`big_projects` is `big_projects.met`). REMIT_NOT_FOUND if there is none.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_find", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyFind(IntPtr policy, List list, nuint entity, IntPtr name, nuint size, out nuint index, out IntPtr error);

    /// <summary>
    /// A text of an entry. Borrowed; NULL for an entry or a text that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_list_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr PolicyListText(IntPtr policy, List list, nuint entity, nuint index, EntryText which, out nuint size);

    /// <summary>
    /// Deprecated, for remit_policy_list_text: the same by an out-parameter, with the reason for what does not exist. `size` may be NULL.
    /// </summary>
    [Obsolete("see the summary")]
    [DllImport(Library, EntryPoint = "remit_policy_entry_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyEntryText(IntPtr policy, List list, nuint entity, nuint index, EntryText which, out IntPtr text, out nuint size, out IntPtr error);

    /// <summary>
    /// A number of an entry.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_entry_number", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyEntryNumber(IntPtr policy, List list, nuint entity, nuint index, EntryNumber which, out long value, out IntPtr error);

    /// <summary>
    /// Word `category` of a category field or column. Borrowed; NULL for one that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_list_category", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr PolicyListCategory(IntPtr policy, List list, nuint entity, nuint index, nuint category, out nuint size);

    /// <summary>
    /// Deprecated, for remit_policy_list_category: the same by an out-parameter. `size` may be NULL.
    /// </summary>
    [Obsolete("see the summary")]
    [DllImport(Library, EntryPoint = "remit_policy_category", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyCategory(IntPtr policy, List list, nuint entity, nuint index, nuint category, out IntPtr text, out nuint size, out IntPtr error);

    /// <summary>
    /// A stage of the compilation as text, for people who want to look inside.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_dump", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyDump(IntPtr policy, Stage stage, out IntPtr text, out IntPtr error);

    /// <summary>
    /// Runs the policy's own tests. The outcome is a table: title, passed (a truth value), message, file, line (a number). `load_table` and `options` may be NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_run_tests", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyRunTests(IntPtr policy, IntPtr options, LoadTable? loadTable, IntPtr context, Language language, out IntPtr outcome, out IntPtr error);

    /// <summary>
    /// A policy text in the canonical layout, comments kept. REMIT_POLICY_ERROR if it does not parse. `options` may be NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_format", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status Format(IntPtr name, IntPtr text, nuint size, Keywords keywords, IntPtr options, out IntPtr formatted, out IntPtr error);

    /// <summary>
    /// Empty tables for a policy. Entity 0, the whole, has its one row already.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_new", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataNew(IntPtr policy, out IntPtr data, out IntPtr error);

    /// <summary>
    /// A copy that changes independently; whole columns are shared until one of the two changes.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_clone", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataClone(IntPtr data, out IntPtr copy, out IntPtr error);

    /// <summary>
    /// Frees data; results made from it live on.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void DataFree(IntPtr data);

    /// <summary>
    /// Appends a row of blank cells; `row` (may be NULL) receives its number.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_add_row", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataAddRow(IntPtr data, nuint entity, out ulong row, out IntPtr error);

    /// <summary>
    /// Rows of a table; 0 for an entity that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_row_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern ulong DataRowCount(IntPtr data, nuint entity);

    /// <summary>
    /// Drops the rows of one table, so that the object can be filled again.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_clear", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataClear(IntPtr data, nuint entity, out IntPtr error);

    /// <summary>
    /// Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true", a category's word, the key of the row referred to (which may be added later). An empty text is a blank cell. A text that is no value of the field's type does not fail the call: the cell becomes an error, listed in REMIT_TABLE_ERRORS of the results.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetText(IntPtr data, nuint entity, ulong row, nuint field, IntPtr text, nuint size, out IntPtr error);

    /// <summary>
    /// The same with the entity and the field by name (or the field's label), all three ending at their NUL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_by_name", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetByName(IntPtr data, IntPtr entity, ulong row, IntPtr field, IntPtr text, out IntPtr error);

    /// <summary>
    /// Sets a cell of a number or money field to coefficient * 10^-scale. More digits after the point than the field has make the cell an error, never a rounding.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_int64", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetInt64(IntPtr data, nuint entity, ulong row, nuint field, long coefficient, int scale, out IntPtr error);

    /// <summary>
    /// The same with a 128-bit two's complement coefficient, high * 2^64 + low.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_decimal", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetDecimal(IntPtr data, nuint entity, ulong row, nuint field, long high, ulong low, int scale, out IntPtr error);

    /// <summary>
    /// Sets a cell from a binary float. In a field of figures (number, money, duration) that is neither key nor reference it counts as the shortest decimal that reads back as the same double; NaN is a blank cell. Any other float does not fail the call, but makes the cell an error: in any other field (an id of 18 digits has lost its last ones by then), infinite, of more decimals than the field keeps, or so large that two values of the field may read as it: from 2^53 on, and from 2^46 on where the field keeps two decimals.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_double", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetDouble(IntPtr data, nuint entity, ulong row, nuint field, double value, out IntPtr error);

    /// <summary>
    /// Makes a cell an error, for what is no value at all in the host's language: a text that is not Unicode, an object. `text` is shown in its place.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_unreadable", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetUnreadable(IntPtr data, nuint entity, ulong row, nuint field, IntPtr text, nuint size, out IntPtr error);

    /// <summary>
    /// Sets a cell of a boolean field: 0 or 1.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_bool", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetBool(IntPtr data, nuint entity, ulong row, nuint field, int value, out IntPtr error);

    /// <summary>
    /// Sets a cell of a date field.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_date", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetDate(IntPtr data, nuint entity, ulong row, nuint field, int year, int month, int day, out IntPtr error);

    /// <summary>
    /// Makes a cell blank.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_blank", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetBlank(IntPtr data, nuint entity, ulong row, nuint field, out IntPtr error);

    /// <summary>
    /// Replaces a whole table by an Arrow struct array (a record batch).
    /// 
    /// Columns are matched with fields by name or label, in any order. Taken are int8 to int64 and unsigned, decimal 32 to 256, utf8, large_utf8, utf8_view, dictionaries of texts, bool, date32, date64 and timestamps without time zone (a time of day is an error of that cell), and float32 and float64, each cell as by remit_data_set_double; nulls, offsets and slices included. Texts may be whole numbers, but a column of floats for a field that takes none is REMIT_DATA_ERROR, unless it holds nothing but nulls and NaN. So is an extension type that is not stored as text. Buffers whose layout fits are used in place. An unknown column is ignored with a note (remit_data_notes), unless it is almost the name of a field without a column. Such a one, a missing column, a column given twice or a type that does not fit is REMIT_DATA_ERROR, which names it, and leaves the table as it was.
    /// 
    /// Takes over `array` whatever the outcome (its release callback is NULL afterwards; the memory is released with the last object that uses it, on whatever thread that happens). `schema` is only read and stays yours.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_arrow", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetArrow(IntPtr data, nuint entity, IntPtr schema, IntPtr array, out IntPtr error);

    /// <summary>
    /// The same from a stream of such arrays, which is read to its end. Takes over `stream`.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_arrow_stream", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetArrowStream(IntPtr data, nuint entity, IntPtr stream, out IntPtr error);

    /// <summary>
    /// As many threads as Arrow comes in on from here on, into `data` and clones of it: 0 is one per processor, at most 1024; 1 at first. What comes in does not depend on it. Runs find and bind what they read on the threads of their options (REMIT_OPTION_THREADS); so do the batches of a stream.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_set_threads", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataSetThreads(IntPtr data, int threads, out IntPtr error);

    /// <summary>
    /// What was noticed while data came in and stopped nothing, as a table: entity, column, message.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_data_notes", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status DataNotes(IntPtr data, Language language, out IntPtr notes, out IntPtr error);

    /// <summary>
    /// Computes every column that the policy defines. Cells in error do not fail the run: they are counted by remit_results_error_count and listed in REMIT_TABLE_ERRORS. `options` may be NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_evaluate", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status Evaluate(IntPtr policy, IntPtr data, IntPtr options, out IntPtr results, out IntPtr error);

    /// <summary>
    /// How often a run reads all rows of `entity` when they come in batches: once more than the policy has steps that need all of them first. REMIT_UNSUPPORTED, with the reason, when they cannot come in batches.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_policy_traversals", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status PolicyTraversals(IntPtr policy, nuint entity, out int traversals, out IntPtr error);

    /// <summary>
    /// Evaluates while the rows of `entity` come in batches; `data` has all other tables. Batches go to `take` in the last traversal; `take` and `options` may be NULL. `results` are those of the other entities, with totals over everything. Every figure is that of remit_evaluate; a key that occurs twice is REMIT_DATA_ERROR. Callbacks are called on this thread.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_evaluate_batches", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status EvaluateBatches(IntPtr policy, IntPtr data, nuint entity, OpenRows open, TakeBatch? take, IntPtr context, IntPtr options, out IntPtr results, out IntPtr error);

    /// <summary>
    /// Frees results; tables taken from them live on.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void ResultsFree(IntPtr results);

    /// <summary>
    /// Cells in error, inputs and defined columns.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_error_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern ulong ResultsErrorCount(IntPtr results);

    /// <summary>
    /// 32 hexadecimal digits over every figure: equal for equal results at any number of threads, batch size, instruction set and evaluator.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_digest", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ResultsDigest(IntPtr results, out IntPtr digest, out IntPtr error);

    /// <summary>
    /// What was computed from what, as JSON (docs/manifest.md): version and build of the engine, the policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each table, the digest of the figures. Equal runs have equal manifests: no clock is read.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_manifest", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ResultsManifest(IntPtr results, out IntPtr manifest, out IntPtr error);

    /// <summary>
    /// A table of the results. `entity` matters for REMIT_TABLE_ENTITY only; `language` words reasons and details. Columns may be added at the end: find them by name. REMIT_UNSUPPORTED for REMIT_TABLE_STAGES and REMIT_TABLE_RULES of a run that did not measure (REMIT_OPTION_PROFILE), of one row by row and of one batch, and for what the run was not asked for (REMIT_OPTION_ONLY).
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_table", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ResultsTable(IntPtr results, TableKind which, nuint entity, Language language, out IntPtr table, out IntPtr error);

    /// <summary>
    /// Totals by other groups than the payer: `by` are `count` words, each `payer`, `payee`, `reward`, `clause`, a field or defined column of the rows that are paid, or one of a row that they refer to (`unit.region`). Columns: one for each word, then those of REMIT_TABLE_TOTALS but the payer. What has no such column, or a blank there, is in the group of the empty text. `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED for rows that came in batches.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_totals_by", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ResultsTotalsBy(IntPtr results, IntPtr[] by, nuint[]? sizes, nuint count, out IntPtr table, out IntPtr error);

    /// <summary>
    /// The payments as an office files them: what each payer has to pay in one currency, line by line, with what was asked for, what funds and joint limits cut of it and why, and what is granted. `columns` are `count` further columns of the lines, by the words of remit_results_totals_by (`unit.account`); `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has; REMIT_UNSUPPORTED for rows that came in batches.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_payments", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ResultsPayments(IntPtr results, PaymentsKind which, IntPtr[] columns, nuint[]? sizes, nuint count, Language language, out IntPtr table, out IntPtr error);

    /// <summary>
    /// How a cell came about: in one paragraph what it is, under which clause and why it is not another figure; then the steps, what was capped or rounded; then the inputs. As text, JSON or HTML, in `language`. `column` is a defined column, by name. `depth` is how many steps from the cell are spelled out, 0: down to the inputs. The figures of other rows that a sum, a rank or a fund reads are named and not spelled out, unless `depth` is REMIT_DEPTH_UNFOLDED. Made on demand; the run need not have been told. It reads what the run computed and computes helper columns again only for the rows that the cell draws on, at most one run row by row on this thread, within the time and memory that the run had, and until its cancel is requested.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_results_explain", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ResultsExplain(IntPtr results, nuint entity, ulong row, IntPtr column, nuint size, uint depth, FormatKind format, Language language, out IntPtr explanation, out IntPtr error);

    /// <summary>
    /// Reads the rows of one shard once, and gathers what they leave behind. `before` is what the traversal before was advanced to, or the shard's part of it, and NULL in the first one. `before`, `rows` and `options` may be NULL: a shard may have no rows. Takes over `rows`, whose arrays are batches. Numbers of shards are below 2^24, and need not follow each other. A row in an error message counts from the first row of the shard.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_gather", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardGather(IntPtr policy, IntPtr data, nuint entity, uint shard, IntPtr before, IntPtr rows, IntPtr options, out IntPtr gathered, out IntPtr error);

    /// <summary>
    /// The same in the last traversal: batches go to `take` as by remit_evaluate_batches; `take`, `before`, `rows` and `options` may be NULL. In the only traversal of a run `first_row` counts from the first row of the shard, else from the first row of the run. Takes over `rows`. What is gathered is for remit_shard_state_results.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_results", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardResults(IntPtr policy, IntPtr data, nuint entity, uint shard, IntPtr before, IntPtr rows, TakeBatch? take, IntPtr context, IntPtr options, out IntPtr gathered, out IntPtr error);

    /// <summary>
    /// What two states gathered of other shards, together; in any order and tree. Cheap: rows are shared. REMIT_INVALID_ARGUMENT when a shard is in both, or they are not of one run and traversal.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_merge", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateMerge(IntPtr state, IntPtr other, out IntPtr merged, out IntPtr error);

    /// <summary>
    /// From what all shards gathered, in a traversal that is not the last, to what the next one begins with. `before` as for remit_shard_gather, but whole; `before` and `options` may be NULL. REMIT_DATA_ERROR when a key occurs twice, or a shard has other rows than before.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_advance", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateAdvance(IntPtr policy, IntPtr data, IntPtr gathered, IntPtr before, IntPtr options, out IntPtr advanced, out IntPtr error);

    /// <summary>
    /// What one shard needs of an advanced state: its own rows of ranks and divisions, and none of the others'.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_part", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStatePart(IntPtr advanced, uint shard, out IntPtr part, out IntPtr error);

    /// <summary>
    /// From what all shards gathered in the last traversal to the results of the other entities, with totals over everything, as of remit_evaluate_batches. `before` and `options` may be NULL. REMIT_DATA_ERROR as for remit_shard_state_advance.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_results", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateResults(IntPtr policy, IntPtr data, IntPtr gathered, IntPtr before, IntPtr options, out IntPtr results, out IntPtr error);

    /// <summary>
    /// Which traversal was gathered, or is over, from 1; 0 for NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_traversal", CallingConvention = CallingConvention.Cdecl)]
    public static extern int ShardStateTraversal(IntPtr state);

    /// <summary>
    /// How many shards were gathered, or are known; 0 for NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_shard_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern nuint ShardStateShardCount(IntPtr state);

    /// <summary>
    /// The number of one of them, ascending by `index`; 0 for NULL or an index that is not below the count.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_shard", CallingConvention = CallingConvention.Cdecl)]
    public static extern uint ShardStateShard(IntPtr state, nuint index);

    /// <summary>
    /// The state as bytes, to be stored or sent: versioned, the same on every machine, with a checksum against accidents. They are no text: NULs are among them.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_bytes", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateBytes(IntPtr state, out IntPtr bytes, out IntPtr error);

    /// <summary>
    /// A state from its bytes, of which nothing is kept. REMIT_DATA_ERROR when they are none, not all of one, altered, or of another version.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_of_bytes", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateOfBytes(IntPtr bytes, nuint size, out IntPtr state, out IntPtr error);

    /// <summary>
    /// The state as a table of one row: policy (canonical hash), entity, day, traversal, kind ("gathered" or "advanced") and state, its bytes. The metadata of the schema say the same, and the version as remit.state. Fills `stream`.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_export_arrow", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateExportArrow(IntPtr state, IntPtr stream, out IntPtr error);

    /// <summary>
    /// Reads the column `state` of a stream to its end; of several rows the states are merged. Takes over `stream`.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_import_arrow", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ShardStateImportArrow(IntPtr stream, out IntPtr state, out IntPtr error);

    /// <summary>
    /// Frees a state.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_shard_state_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void ShardStateFree(IntPtr state);

    /// <summary>
    /// Holds two runs against each other, payment by payment: two policies over one set of tables, one policy over two, or both. Rows are matched by key; entities, fields and rewards by name. A line is one reward and one row, as in the ledger; a side that has no such line has nothing there. REMIT_UNSUPPORTED for a run whose rows came in batches.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_compare", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status Compare(IntPtr before, IntPtr after, IntPtr options, out IntPtr comparison, out IntPtr error);

    /// <summary>
    /// Frees a comparison; tables taken from it live on.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_comparison_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void ComparisonFree(IntPtr comparison);

    /// <summary>
    /// Lines that differ: in amount, status, title, payer or payee.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_comparison_change_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern ulong ComparisonChangeCount(IntPtr comparison);

    /// <summary>
    /// A table of the comparison; `language` words reasons and sentences. Columns may be added at the end: find them by name.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_comparison_table", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ComparisonTable(IntPtr comparison, ComparisonKind which, Language language, out IntPtr table, out IntPtr error);

    /// <summary>
    /// The columns of REMIT_COMPARISON_CHANGES for the `most` lines whose amounts differ most, the largest first.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_comparison_largest", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ComparisonLargest(IntPtr comparison, ulong most, Language language, out IntPtr table, out IntPtr error);

    /// <summary>
    /// By other groups than the payer: `by` are `count` words as for remit_results_totals_by; a column for each of them, then those of REMIT_COMPARISON_TOTALS. `sizes` may be NULL where all words end with NUL. REMIT_NOT_FOUND for a word that nothing paid has in one of the runs.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_comparison_groups", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ComparisonGroups(IntPtr comparison, IntPtr[] by, nuint[]? sizes, nuint count, out IntPtr table, out IntPtr error);

    /// <summary>
    /// What changed in the text of a policy, declaration by declaration and clause by clause; layout, comments, the language of keywords and the way numbers are written count for nothing [form, name, change (added, removed, changed), before, after (as written), place_before, place_after ("policy.remit:12")].
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_compare_texts", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status CompareTexts(IntPtr before, IntPtr after, out IntPtr table, out IntPtr error);

    /// <summary>
    /// One row of `entity`, to be evaluated again and again: for a program that answers one request after the other. The policy is made ready for the row once. After that a run in which only numbers, dates, categories and truth values of the row changed, numbers within about eight times what they were before, takes no memory and a fraction of a microsecond. Any other change is as right, but has the row made ready anew, which takes some ten microseconds; and a policy whose columns for the row depend on the other rows of the entity (a rank, a fund) is computed as a whole each time.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_case_new", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status CaseNew(IntPtr policy, IntPtr data, nuint entity, IntPtr options, out IntPtr oneCase, out IntPtr error);

    /// <summary>
    /// Frees a case, with what was borrowed from it.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_case_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void CaseFree(IntPtr oneCase);

    /// <summary>
    /// The tables of the case: set the cells of row 0 of its entity, which is there already. Borrowed, not to be freed; NULL only for NULL. remit_evaluate takes it too, for ledger and explanations.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_case_data", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr CaseData(IntPtr oneCase);

    /// <summary>
    /// Computes the columns of the entity from the tables as they are now. On failure the table keeps the figures of the run before (after REMIT_OUT_OF_MEMORY they may be mixed with new ones), and the case can run again.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_case_run", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status CaseRun(IntPtr oneCase, out IntPtr error);

    /// <summary>
    /// Key and defined columns of the entity, as REMIT_TABLE_ENTITY has them; no rows before the first run. Borrowed, and unlike other tables not immutable: it always shows the last run. It cannot be searched by key. NULL only for NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_case_table", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr CaseTable(IntPtr oneCase);

    /// <summary>
    /// Which inputs can still matter for a figure of the row, as the cells are now: for a form that asks no question too many. Blank cells of row 0, and of the whole, are not known, and cells that hold their field's default; so are those of all rows of the entities in `open`. Needs no run before.
    /// 
    /// As JSON (docs/needs.md): whether the figure is determined, whatever is not known, and what it is then; else the least and the most that it can come to, and the inputs in the order in which to ask. What is not asked for changes nothing, as long as answers are within the types and bounds of their fields (figures without bounds within 10^18 on either side).
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_case_needs", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status CaseNeeds(IntPtr oneCase, IntPtr column, nuint size, IntPtr[]? answered, nuint[]? sizes, nuint count, nuint[]? open, nuint openCount, out IntPtr needs, out IntPtr error);

    /// <summary>
    /// Cells of the row of a case in and figures out by memory that is agreed on here, so that remit_exchange_run sets, computes and reads in one call. For hosts to which a call is dear: they look for fields and columns once, write the words of the cells, call, and read the words of the figures.
    /// 
    /// A cell, and a figure, is REMIT_EXCHANGE_WORD_COUNT words. Its number is the coefficient of a number, money or duration; 0 or 1 of a truth value; the days since 1970-01-01 of a date; of a category the index of the word in the list of its field or column (remit_policy_list_category): look the words up there, since remit_case_table has the word of the last run of the case, which need not be that of this exchange. Fields that are texts or references are set in remit_case_data, and kept here.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_exchange_new", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ExchangeNew(IntPtr oneCase, nuint[]? fields, nuint fieldCount, nuint[]? columns, nuint columnCount, out IntPtr exchange, out IntPtr error);

    /// <summary>
    /// Frees an exchange, with the words that were borrowed from it. The case goes on.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_exchange_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void ExchangeFree(IntPtr exchange);

    /// <summary>
    /// The words of the cells, in the order of `fields`: write here. They begin as kept, and stay as they were written until they are written again. Borrowed, and always the same address; NULL only for NULL and where there are none.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_exchange_cells", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr ExchangeCells(IntPtr exchange);

    /// <summary>
    /// The words of the figures, in the order of `columns`: those of the last run that went well. Borrowed, and always the same address; NULL only for NULL and where there are none.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_exchange_figures", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr ExchangeFigures(IntPtr exchange);

    /// <summary>
    /// Sets the cells that are not kept, as remit_data_set_decimal and its like do, runs the case, as remit_case_run does, and reads the figures of the row; remit_case_table shows them too. A cell whose number has more digits than its field is an error of the cell, as everywhere. REMIT_INVALID_ARGUMENT for words that mean nothing for their field: a state or a number out of range, the value of a text. Then, and when the run fails, cells before it are set, and the figures are those of the run before.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_exchange_run", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status ExchangeRun(IntPtr exchange, out IntPtr error);

    /// <summary>
    /// Figures for each of a grid of parameters, as a table: one row for each combination of their values, first the parameters as they are written, then the figures. They are those of single runs of the policy with these values, from one reading of the tables; what does not depend on the parameters is computed once. A value that the policy could not have is REMIT_POLICY_ERROR. `set` and `show` may be NULL where their counts are 0, their sizes where all texts end with NUL; `options` may be NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_sweep", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status Sweep(IntPtr policy, IntPtr data, IntPtr[]? set, nuint[]? setSizes, nuint setCount, IntPtr[]? show, nuint[]? showSizes, nuint showCount, IntPtr options, out IntPtr sweep, out IntPtr error);

    /// <summary>
    /// One figure of a sweep as a picture, an SVG that needs nothing else; empty if there is nothing to draw. `parameters` is how many columns of the table are parameters, `column` the figure's.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_sweep_picture", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status SweepPicture(IntPtr sweep, nuint parameters, nuint column, Language language, out IntPtr picture, out IntPtr error);

    /// <summary>
    /// The largest or smallest value of a parameter for which a condition on figures holds; or, with `entity` and `key`, of a field of one row, for which a condition over the row holds. The solution is a table of one row [name, found, value, neighbour (the next value in that direction, for which it does not hold; blank: there is none), current (of one row: what it is now), values (on the grid), tried (of them), changes (how often the condition changes along them), undetermined (of them; they count as not holding), open_rows (rows of which it is not known what they add to the totals and counts of the condition; they count as nothing)]. `options` may be NULL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_solve", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status Solve(IntPtr policy, IntPtr data, IntPtr[]? set, nuint[]? setSizes, nuint setCount, IntPtr condition, nuint conditionSize, Direction direction, IntPtr entity, nuint entitySize, IntPtr key, nuint keySize, IntPtr options, out IntPtr solution, out IntPtr tried, out IntPtr error);

    /// <summary>
    /// Frees a table.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_free", CallingConvention = CallingConvention.Cdecl)]
    public static extern void TableFree(IntPtr table);

    /// <summary>
    /// "unit", "ledger", "totals" ... Borrowed.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_name", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr TableName(IntPtr table, out nuint size);

    /// <summary>
    /// Number of rows.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_row_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern ulong TableRowCount(IntPtr table);

    /// <summary>
    /// Number of columns.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_column_count", CallingConvention = CallingConvention.Cdecl)]
    public static extern nuint TableColumnCount(IntPtr table);

    /// <summary>
    /// A text of a column: REMIT_ENTRY_NAME, _LABEL_EN, _LABEL_ZH, _CURRENCY, _REFERS_TO or _UNIT. Borrowed; NULL for one that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_column_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr TableColumnText(IntPtr table, nuint column, EntryText which, out nuint size);

    /// <summary>
    /// A number of a column: REMIT_ENTRY_KIND, _SCALE or _IS_RATIO; -1 for one that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_column_number", CallingConvention = CallingConvention.Cdecl)]
    public static extern long TableColumnNumber(IntPtr table, nuint column, EntryNumber which);

    /// <summary>
    /// Index of a column by its name.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_find_column", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableFindColumn(IntPtr table, IntPtr name, nuint size, out nuint column, out IntPtr error);

    /// <summary>
    /// Row of an entity's table by its key; of a key of several fields as one text joined by `/`, where that means one row alone.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_find_row", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableFindRow(IntPtr table, IntPtr key, nuint size, out ulong row, out IntPtr error);

    /// <summary>
    /// The same by the parts of the key, in the policy's order. `sizes` may be NULL where all parts end with NUL.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_find_row_by_parts", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableFindRowByParts(IntPtr table, IntPtr[] parts, nuint[]? sizes, nuint count, out ulong row, out IntPtr error);

    /// <summary>
    /// Whether a cell has a value; -1 for a cell that does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_state", CallingConvention = CallingConvention.Cdecl)]
    public static extern State TableState(IntPtr table, ulong row, nuint column);

    /// <summary>
    /// The value of a cell as text: "500000.00", "2010-01-31", "true", a category's word, the key of a reference; empty for blank and error.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_cell_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableCellText(IntPtr table, ulong row, nuint column, out IntPtr text, out IntPtr error);

    /// <summary>
    /// Deprecated, for remit_table_cell_text: the same copied into a buffer.
    /// </summary>
    [Obsolete("see the summary")]
    [DllImport(Library, EntryPoint = "remit_table_text", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableText(IntPtr table, ulong row, nuint column, IntPtr buffer, nuint capacity, out nuint size, out IntPtr error);

    /// <summary>
    /// A number, money or duration as coefficient, of the column's scale; REMIT_UNSUPPORTED for other kinds, for ratios, for cells without a value and for one that needs more than 64 bits.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_int64", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableInt64(IntPtr table, ulong row, nuint column, out long coefficient, out IntPtr error);

    /// <summary>
    /// The same in 128 bits, two's complement, high * 2^64 + low.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_decimal", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableDecimal(IntPtr table, ulong row, nuint column, out long high, out ulong low, out int scale, out IntPtr error);

    /// <summary>
    /// A boolean, 0 or 1; REMIT_UNSUPPORTED for other kinds and cells without a value.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_bool", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableBool(IntPtr table, ulong row, nuint column, out int value, out IntPtr error);

    /// <summary>
    /// A date; REMIT_UNSUPPORTED for other kinds and cells without a value.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_date", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableDate(IntPtr table, ulong row, nuint column, out int year, out int month, out int day, out IntPtr error);

    /// <summary>
    /// Why a cell is an error: the stable name of the reason, "division_by_zero". Borrowed; NULL for a cell that is no error or does not exist.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_fault_name", CallingConvention = CallingConvention.Cdecl)]
    public static extern IntPtr TableFaultName(IntPtr table, ulong row, nuint column, out nuint size);

    /// <summary>
    /// Why a cell is an error, as a sentence in `language`; NULL for a cell that is no error.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_fault_detail", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableFaultDetail(IntPtr table, ulong row, nuint column, Language language, out IntPtr detail, out IntPtr error);

    /// <summary>
    /// Deprecated, for remit_table_fault_name and remit_table_fault_detail: both by out-parameters. `name` and `detail` may be NULL.
    /// </summary>
    [Obsolete("see the summary")]
    [DllImport(Library, EntryPoint = "remit_table_fault", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableFault(IntPtr table, ulong row, nuint column, Language language, out IntPtr name, out IntPtr detail, out IntPtr error);

    /// <summary>
    /// The whole table as an Arrow struct array with a life of its own: you release `schema` and `array`, on any thread. Blank cells and errors are null; figures are decimal128, ratios utf8.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_export_arrow", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableExportArrow(IntPtr table, IntPtr schema, IntPtr array, out IntPtr error);

    /// <summary>
    /// The same as a stream of one array.
    /// </summary>
    [DllImport(Library, EntryPoint = "remit_table_export_arrow_stream", CallingConvention = CallingConvention.Cdecl)]
    public static extern Status TableExportArrowStream(IntPtr table, IntPtr stream, out IntPtr error);
}
