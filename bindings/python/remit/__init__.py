"""Remit: who must reach what, who is paid how much, who bears it, and which clause says so.

    import remit

    policy = remit.load("policy.remit")
    results = policy.evaluate({"project": rows})
    print(results.explain("project", "p1", "tax_bonus"))

Figures are exact: Decimal and int in and out, never a rounding that the policy does not write.
What it says is in English, or in Chinese where `language="zh"` is given to load(), compile() or a call.
"""

from remit._batches import Batch, Batches
from remit._case import Case
from remit._exchange import Exchange
from remit._data import Data
from remit._comparison import Comparison, compare, diff
from remit._compile import compile, format, load
from remit._errors import (
    Cancelled,
    DataError,
    DataWarning,
    Diagnostic,
    Diagnostics,
    InvalidArgument,
    LimitExceeded,
    NotFound,
    OutOfMemory,
    PolicyError,
    RemitError,
    Unsupported,
)
from remit._library import build, version
from remit._needs import Need, Needs
from remit._policy import Policy, TestOutcome
from remit._profile import Profile, RuleTime, StageTime
from remit._results import Explanation, Payments, Results
from remit._run import Cancel, limits
from remit._schema import Clause, DefinedColumn, Entity, Field, Hole
from remit._shards import ShardBatches, Shards, ShardState
from remit._sweep import Solution, Sweep
from remit._table import Column, Table
from remit._values import CellError

__version__ = version()

__all__ = [
    "Batch",
    "Batches",
    "Cancel",
    "Cancelled",
    "Case",
    "CellError",
    "Clause",
    "Column",
    "Comparison",
    "Data",
    "DataError",
    "DataWarning",
    "DefinedColumn",
    "Diagnostic",
    "Diagnostics",
    "Entity",
    "Exchange",
    "Explanation",
    "Field",
    "Hole",
    "InvalidArgument",
    "LimitExceeded",
    "Need",
    "Needs",
    "NotFound",
    "OutOfMemory",
    "Payments",
    "Policy",
    "PolicyError",
    "Profile",
    "RemitError",
    "Results",
    "RuleTime",
    "ShardBatches",
    "ShardState",
    "Shards",
    "Solution",
    "StageTime",
    "Sweep",
    "Table",
    "TestOutcome",
    "Unsupported",
    "build",
    "compare",
    "compile",
    "diff",
    "format",
    "limits",
    "load",
    "version",
]
