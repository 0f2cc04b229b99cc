"""The C interface as ctypes sees it.

Generated from capi/remit.json by scripts/generate_abi.py; not edited by hand.
"""

from __future__ import annotations

import ctypes
from typing import Any

ABI_VERSION = 0x00010004
DEPTH_UNFOLDED = 0xFFFFFFFF

OK = 0
INVALID_ARGUMENT = 1
OUT_OF_MEMORY = 2
POLICY_ERROR = 3
DATA_ERROR = 4
NOT_FOUND = 5
LIMIT_EXCEEDED = 6
CANCELLED = 7
UNSUPPORTED = 8
INTERNAL_ERROR = 9
BUFFER_TOO_SMALL = 10
LANGUAGE_EN = 0
LANGUAGE_ZH = 1
FORMAT_TEXT = 0
FORMAT_JSON = 1
FORMAT_ANSI = 2
FORMAT_HTML = 3
KIND_BOOLEAN = 0
KIND_NUMBER = 1
KIND_MONEY = 2
KIND_DATE = 3
KIND_TEXT = 4
KIND_CATEGORY = 5
KIND_REFERENCE = 6
KIND_DURATION = 7
STATE_VALUE = 0
STATE_BLANK = 1
STATE_ERROR = 2
SEVERITY_ERROR = 0
SEVERITY_WARNING = 1
SEVERITY_NOTE = 2
DIAGNOSTIC_CODE = 0
DIAGNOSTIC_NAME = 1
DIAGNOSTIC_FILE = 2
DIAGNOSTIC_MESSAGE = 3
DIAGNOSTIC_HELP = 4
DIAGNOSTIC_REPLACEMENT = 5
DIAGNOSTIC_SEVERITY = 0
DIAGNOSTIC_BEGIN = 1
DIAGNOSTIC_END = 2
DIAGNOSTIC_LINE = 3
DIAGNOSTIC_COLUMN = 4
DIAGNOSTIC_DISPLAY_COLUMN = 5
DIAGNOSTIC_END_LINE = 6
DIAGNOSTIC_END_COLUMN = 7
DIAGNOSTIC_FIX_BEGIN = 8
DIAGNOSTIC_FIX_END = 9
OUTPUT_COLUMNS = 1
OUTPUT_LEDGER = 2
OUTPUT_TOTALS = 4
OUTPUT_TARGETS = 8
OUTPUT_FINDINGS = 16
OUTPUT_ATTRIBUTIONS = 32
OUTPUT_ERRORS = 64
OPTION_THREADS = 0
OPTION_BATCH_ROWS = 1
OPTION_ISA = 2
OPTION_EVALUATOR = 3
OPTION_ASCENDING_KEYS = 4
OPTION_PROFILE = 5
OPTION_ONLY = 6
OPTION_MAX_SOURCE_BYTES = 100
OPTION_MAX_TOKENS = 101
OPTION_MAX_NESTING_DEPTH = 102
OPTION_MAX_DECLARATIONS = 103
OPTION_MAX_COLUMNS = 104
OPTION_MAX_EXPRESSION_NODES = 105
OPTION_MAX_TEXT_BYTES = 106
OPTION_MAX_NUMBER_DIGITS = 107
OPTION_MAX_DIAGNOSTICS = 108
OPTION_MAX_ROWS = 109
OPTION_MAX_MEMORY_BYTES = 110
OPTION_MAX_STEPS = 111
OPTION_MAX_MILLISECONDS = 112
OPTION_MAX_KEPT_BYTES = 113
PROFILE_OWN = 0
PROFILE_UNTRUSTED = 1
POLICY_NAME = 0
POLICY_TITLE = 1
POLICY_HASH = 2
LIST_ENTITIES = 0
LIST_FIELDS = 1
LIST_COLUMNS = 2
LIST_CLAUSES = 3
LIST_HOLES = 4
LIST_TESTS = 5
ENTRY_NAME = 0
ENTRY_LABEL_EN = 1
ENTRY_LABEL_ZH = 2
ENTRY_CITE = 3
ENTRY_FORM = 4
ENTRY_DECLARATION = 5
ENTRY_ROLE = 6
ENTRY_CURRENCY = 7
ENTRY_REFERS_TO = 8
ENTRY_UNIT = 9
ENTRY_FILE = 10
ENTRY_SAYS = 11
ENTRY_READING = 12
ENTRY_NOT_COMPUTED = 13
ENTRY_HEADER = 14
ENTRY_KIND = 0
ENTRY_SCALE = 1
ENTRY_IS_RATIO = 2
ENTRY_IS_KEY = 3
ENTRY_IS_OPTIONAL = 4
ENTRY_HAS_DEFAULT = 5
ENTRY_IS_HOLE = 6
ENTRY_KEY_FIELD = 7
ENTRY_IS_ENTITY = 8
ENTRY_CATEGORY_COUNT = 9
ENTRY_BEGIN = 10
ENTRY_END = 11
ENTRY_LINE = 12
ENTRY_COLUMN = 13
ENTRY_IS_PERCENT = 14
ENTRY_IS_BOUNDED = 15
ENTRY_IS_LEFT_OUT = 16
ENTRY_KEY_PARTS = 17
ENTRY_KEY_PART = 18
ENTRY_IS_MADE = 19
ENTRY_MAY_NOT_APPLY = 20
STAGE_TREE = 0
STAGE_MODEL = 1
STAGE_PLAN = 2
KEYWORDS_AS_WRITTEN = 0
KEYWORDS_EN = 1
KEYWORDS_ZH = 2
KEYWORDS_ZH_HANT = 3
TABLE_ENTITY = 0
TABLE_LEDGER = 1
TABLE_TOTALS = 2
TABLE_TARGETS = 3
TABLE_ROUNDING = 4
TABLE_ERRORS = 5
TABLE_STAGES = 6
TABLE_RULES = 7
TABLE_NOTES = 8
TABLE_CAUSES = 9
TABLE_ENTITY_ALL = 10
TABLE_FINDINGS = 11
TABLE_ATTRIBUTIONS = 12
PAYMENTS_LISTS = 0
PAYMENTS_LINES = 1
PAYMENTS_BY_REWARD = 2
PAYMENTS_BY_PAYEE = 3
COMPARISON_CHANGES = 0
COMPARISON_TOTALS = 1
COMPARISON_REWARDS = 2
COMPARISON_COUNTS = 3
COMPARISON_DISTRIBUTION = 4
COMPARISON_ROWS = 5
COMPARISON_FINDINGS = 6
EXCHANGE_WORD_STATE = 0
EXCHANGE_WORD_LOW = 1
EXCHANGE_WORD_HIGH = 2
EXCHANGE_WORD_SCALE = 3
EXCHANGE_WORD_COUNT = 4
EXCHANGE_VALUE = 0
EXCHANGE_BLANK = 1
EXCHANGE_ERROR = 2
EXCHANGE_KEPT = 3
EXCHANGE_TEXT = 4
LARGEST = 0
SMALLEST = 1

PROGRESS = ctypes.CFUNCTYPE(
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_uint64,
    ctypes.c_uint64,
)
LOAD_TABLE = ctypes.CFUNCTYPE(
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_char_p,
    ctypes.c_char_p,
    ctypes.c_void_p,
)
OPEN_ROWS = ctypes.CFUNCTYPE(
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_void_p,
)
TAKE_BATCH = ctypes.CFUNCTYPE(
    ctypes.c_int32,
    ctypes.c_void_p,
    ctypes.c_uint64,
    ctypes.c_void_p,
)

FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "remit_abi_version": (
        ctypes.c_uint32,
        [
        ],
    ),
    "remit_version": (
        ctypes.c_char_p,
        [
        ],
    ),
    "remit_build": (
        ctypes.c_char_p,
        [
        ],
    ),
    "remit_status_name": (
        ctypes.c_char_p,
        [
            ctypes.c_int32,
        ],
    ),
    "remit_string_data": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_string_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_error_status": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_error_message": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_error_diagnostics": (
        ctypes.c_void_p,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_error_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_diagnostics_count": (
        ctypes.c_size_t,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_diagnostics_text": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_diagnostics_number": (
        ctypes.c_int64,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_int32,
        ],
    ),
    "remit_diagnostics_render": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_new": (
        ctypes.c_int32,
        [
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_options_set_int": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_get_int": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_set_profile": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_set_as_of": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_set_cancel": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_options_set_progress": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            PROGRESS,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_cancel_new": (
        ctypes.c_int32,
        [
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_cancel_request": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_cancel_reset": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_cancel_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_compile": (
        ctypes.c_int32,
        [
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_policy_text": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_policy_diagnostics": (
        ctypes.c_void_p,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_policy_count": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_find": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_list_text": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_policy_entry_text": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_entry_number": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_list_category": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_policy_category": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_dump": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_run_tests": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            LOAD_TABLE,
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_format": (
        ctypes.c_int32,
        [
            ctypes.c_char_p,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_new": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_clone": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_data_add_row": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_uint64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_row_count": (
        ctypes.c_uint64,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
        ],
    ),
    "remit_data_clear": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_text": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_by_name": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_uint64,
            ctypes.c_char_p,
            ctypes.c_char_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_int64": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_int64,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_decimal": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_int64,
            ctypes.c_uint64,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_double": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_double,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_unreadable": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_bool": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_date": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_blank": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_arrow": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_arrow_stream": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_set_threads": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_data_notes": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_evaluate": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_policy_traversals": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_evaluate_batches": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_size_t,
            OPEN_ROWS,
            TAKE_BATCH,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_results_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_results_error_count": (
        ctypes.c_uint64,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_results_digest": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_results_manifest": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_results_table": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_results_totals_by": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_results_payments": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_results_explain": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint64,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint32,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_gather": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint32,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_results": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint32,
            ctypes.c_void_p,
            ctypes.c_void_p,
            TAKE_BATCH,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_merge": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_advance": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_part": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_results": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_traversal": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_shard_state_shard_count": (
        ctypes.c_size_t,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_shard_state_shard": (
        ctypes.c_uint32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
        ],
    ),
    "remit_shard_state_bytes": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_of_bytes": (
        ctypes.c_int32,
        [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_export_arrow": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_import_arrow": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_shard_state_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_compare": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_comparison_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_comparison_change_count": (
        ctypes.c_uint64,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_comparison_table": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_int32,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_comparison_largest": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_comparison_groups": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_compare_texts": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_case_new": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_case_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_case_data": (
        ctypes.c_void_p,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_case_run": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_case_table": (
        ctypes.c_void_p,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_case_needs": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_exchange_new": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_exchange_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_exchange_cells": (
        ctypes.POINTER(ctypes.c_int64),
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_exchange_figures": (
        ctypes.POINTER(ctypes.c_int64),
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_exchange_run": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_sweep": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_sweep_picture": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_solve": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_free": (
        None,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_table_name": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_table_row_count": (
        ctypes.c_uint64,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_table_column_count": (
        ctypes.c_size_t,
        [
            ctypes.c_void_p,
        ],
    ),
    "remit_table_column_text": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_table_column_number": (
        ctypes.c_int64,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_int32,
        ],
    ),
    "remit_table_find_column": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_find_row": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_uint64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_find_row_by_parts": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_uint64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_state": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
        ],
    ),
    "remit_table_cell_text": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_text": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_int64": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_decimal": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_int64),
            ctypes.POINTER(ctypes.c_uint64),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_bool": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_date": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_int32),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_fault_name": (
        ctypes.c_char_p,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.POINTER(ctypes.c_size_t),
        ],
    ),
    "remit_table_fault_detail": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_fault": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_uint64,
            ctypes.c_size_t,
            ctypes.c_int32,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.POINTER(ctypes.c_void_p),
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_export_arrow": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
    "remit_table_export_arrow_stream": (
        ctypes.c_int32,
        [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_void_p),
        ],
    ),
}

# The integers that functions take by value, by name.
INTEGERS: dict[str, dict[str, Any]] = {
    "remit_status_name": {"status": ctypes.c_int32},
    "remit_error_message": {"language": ctypes.c_int32},
    "remit_diagnostics_text": {"index": ctypes.c_size_t, "which": ctypes.c_int32, "language": ctypes.c_int32},
    "remit_diagnostics_number": {"index": ctypes.c_size_t, "which": ctypes.c_int32},
    "remit_diagnostics_render": {"format": ctypes.c_int32, "language": ctypes.c_int32},
    "remit_options_set_int": {"option": ctypes.c_int32, "value": ctypes.c_int64},
    "remit_options_get_int": {"option": ctypes.c_int32},
    "remit_options_set_profile": {"profile": ctypes.c_int32},
    "remit_options_set_as_of": {"year": ctypes.c_int32, "month": ctypes.c_int32, "day": ctypes.c_int32},
    "remit_compile": {"count": ctypes.c_size_t},
    "remit_policy_text": {"which": ctypes.c_int32},
    "remit_policy_count": {"list": ctypes.c_int32, "entity": ctypes.c_size_t},
    "remit_policy_find": {"list": ctypes.c_int32, "entity": ctypes.c_size_t, "size": ctypes.c_size_t},
    "remit_policy_list_text": {"list": ctypes.c_int32, "entity": ctypes.c_size_t, "index": ctypes.c_size_t, "which": ctypes.c_int32},
    "remit_policy_entry_text": {"list": ctypes.c_int32, "entity": ctypes.c_size_t, "index": ctypes.c_size_t, "which": ctypes.c_int32},
    "remit_policy_entry_number": {"list": ctypes.c_int32, "entity": ctypes.c_size_t, "index": ctypes.c_size_t, "which": ctypes.c_int32},
    "remit_policy_list_category": {"list": ctypes.c_int32, "entity": ctypes.c_size_t, "index": ctypes.c_size_t, "category": ctypes.c_size_t},
    "remit_policy_category": {"list": ctypes.c_int32, "entity": ctypes.c_size_t, "index": ctypes.c_size_t, "category": ctypes.c_size_t},
    "remit_policy_dump": {"stage": ctypes.c_int32},
    "remit_policy_run_tests": {"language": ctypes.c_int32},
    "remit_format": {"size": ctypes.c_size_t, "keywords": ctypes.c_int32},
    "remit_data_add_row": {"entity": ctypes.c_size_t},
    "remit_data_row_count": {"entity": ctypes.c_size_t},
    "remit_data_clear": {"entity": ctypes.c_size_t},
    "remit_data_set_text": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t, "size": ctypes.c_size_t},
    "remit_data_set_by_name": {"row": ctypes.c_uint64},
    "remit_data_set_int64": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t, "coefficient": ctypes.c_int64, "scale": ctypes.c_int32},
    "remit_data_set_decimal": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t, "high": ctypes.c_int64, "low": ctypes.c_uint64, "scale": ctypes.c_int32},
    "remit_data_set_double": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t},
    "remit_data_set_unreadable": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t, "size": ctypes.c_size_t},
    "remit_data_set_bool": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t, "value": ctypes.c_int32},
    "remit_data_set_date": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t, "year": ctypes.c_int32, "month": ctypes.c_int32, "day": ctypes.c_int32},
    "remit_data_set_blank": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "field": ctypes.c_size_t},
    "remit_data_set_arrow": {"entity": ctypes.c_size_t},
    "remit_data_set_arrow_stream": {"entity": ctypes.c_size_t},
    "remit_data_set_threads": {"threads": ctypes.c_int32},
    "remit_data_notes": {"language": ctypes.c_int32},
    "remit_policy_traversals": {"entity": ctypes.c_size_t},
    "remit_evaluate_batches": {"entity": ctypes.c_size_t},
    "remit_results_table": {"which": ctypes.c_int32, "entity": ctypes.c_size_t, "language": ctypes.c_int32},
    "remit_results_totals_by": {"count": ctypes.c_size_t},
    "remit_results_payments": {"which": ctypes.c_int32, "count": ctypes.c_size_t, "language": ctypes.c_int32},
    "remit_results_explain": {"entity": ctypes.c_size_t, "row": ctypes.c_uint64, "size": ctypes.c_size_t, "depth": ctypes.c_uint32, "format": ctypes.c_int32, "language": ctypes.c_int32},
    "remit_shard_gather": {"entity": ctypes.c_size_t, "shard": ctypes.c_uint32},
    "remit_shard_results": {"entity": ctypes.c_size_t, "shard": ctypes.c_uint32},
    "remit_shard_state_part": {"shard": ctypes.c_uint32},
    "remit_shard_state_shard": {"index": ctypes.c_size_t},
    "remit_shard_state_of_bytes": {"size": ctypes.c_size_t},
    "remit_comparison_table": {"which": ctypes.c_int32, "language": ctypes.c_int32},
    "remit_comparison_largest": {"most": ctypes.c_uint64, "language": ctypes.c_int32},
    "remit_comparison_groups": {"count": ctypes.c_size_t},
    "remit_case_new": {"entity": ctypes.c_size_t},
    "remit_case_needs": {"size": ctypes.c_size_t, "count": ctypes.c_size_t, "open_count": ctypes.c_size_t},
    "remit_exchange_new": {"field_count": ctypes.c_size_t, "column_count": ctypes.c_size_t},
    "remit_sweep": {"set_count": ctypes.c_size_t, "show_count": ctypes.c_size_t},
    "remit_sweep_picture": {"parameters": ctypes.c_size_t, "column": ctypes.c_size_t, "language": ctypes.c_int32},
    "remit_solve": {"set_count": ctypes.c_size_t, "condition_size": ctypes.c_size_t, "direction": ctypes.c_int32, "entity_size": ctypes.c_size_t, "key_size": ctypes.c_size_t},
    "remit_table_column_text": {"column": ctypes.c_size_t, "which": ctypes.c_int32},
    "remit_table_column_number": {"column": ctypes.c_size_t, "which": ctypes.c_int32},
    "remit_table_find_column": {"size": ctypes.c_size_t},
    "remit_table_find_row": {"size": ctypes.c_size_t},
    "remit_table_find_row_by_parts": {"count": ctypes.c_size_t},
    "remit_table_state": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_cell_text": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_text": {"row": ctypes.c_uint64, "column": ctypes.c_size_t, "capacity": ctypes.c_size_t},
    "remit_table_int64": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_decimal": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_bool": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_date": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_fault_name": {"row": ctypes.c_uint64, "column": ctypes.c_size_t},
    "remit_table_fault_detail": {"row": ctypes.c_uint64, "column": ctypes.c_size_t, "language": ctypes.c_int32},
    "remit_table_fault": {"row": ctypes.c_uint64, "column": ctypes.c_size_t, "language": ctypes.c_int32},
}

# What this package says for itself, in English and in Chinese.
WORDS: dict[str, tuple[str, str]] = {
    "no_entity": (
        "no entity is called “{0}”; there are {1}",
        "没有名为“{0}”的数据表，现有：{1}",
    ),
    "no_field": (
        "“{0}” has no field “{1}”; there are {2}",
        "数据表“{0}”没有字段“{1}”，现有：{2}",
    ),
    "field_twice": (
        "the row gives the field “{1}” of “{0}” twice",
        "这一行两次给出数据表“{0}”的字段“{1}”",
    ),
    "no_table": (
        "no table is given for: {0}; one without rows is given empty",
        "没有给出以下数据表：{0}；没有数据行的表请给空表",
    ),
    "no_column": (
        "no column is called “{0}”; there are {1}",
        "没有名为“{0}”的列，现有：{1}",
    ),
    "no_row": (
        "there is no row {0}; there are {1} rows",
        "没有第 {0} 行，共 {1} 行",
    ),
    "no_row_object": (
        "{0} is no row: give cells by the names of fields",
        "{0} 不能作为一行：请按字段名称给出各单元格",
    ),
    "no_value": (
        "the cell has no value: {0}",
        "该格没有值：{0}",
    ),
    "one_row": (
        "the whole has exactly one row, not {0}",
        "总体表只有一行，而不是 {0} 行",
    ),
    "lengths": (
        "the columns differ in length: {0}",
        "各列长度不一：{0}",
    ),
    "not_day": (
        "not a day: “{0}”; write 2010-12-31",
        "“{0}”不是日期，应写作 2010-12-31",
    ),
    "not_decimal": (
        "not a decimal number of at most 38 digits: “{0}”",
        "“{0}”不是至多 38 位的十进制数",
    ),
    "not_unicode": (
        "the text is not Unicode: half of a surrogate pair",
        "文本不是有效的 Unicode：代理对不完整",
    ),
    "nul": (
        "the name “{0}” contains a NUL",
        "名称“{0}”含有 NUL 字符",
    ),
    "closed": (
        "it is closed",
        "已关闭",
    ),
    "separator": (
        ", ",
        "、",
    ),
}


def declare(library: ctypes.CDLL) -> None:
    """Gives every function of the library its types."""
    for name, (result, parameters) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = parameters
