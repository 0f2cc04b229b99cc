"""The table of operations that Remit itself reads (src/type/operations.def), as operations.json has it.

What an operation is called, what it takes, whether it is strict and what its payload is called are
read there; what it means over values is said once more in oracle_operations.py.
"""

import json
import os

_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "operations.json")
with open(_PATH, encoding="utf-8") as _file:
    _TABLE = json.load(_file)
OPERATIONS = {row["name"]: row for row in _TABLE["operations"]}
FUNCTIONS = _TABLE["functions"]

LEAVES = {name for name, row in OPERATIONS.items() if row["leaf"]}
# Operations whose value is known when all operands are constants.
FOLDED = {name for name, row in OPERATIONS.items() if row["folds"]}
STRICT = {
    name for name, row in OPERATIONS.items() if not row["leaf"] and row["evaluation"] == "strict"
}
# Those of which one operand may decide, and the value that does.
DECISIVE = {
    name: row["evaluation"] == "until_true"
    for name, row in OPERATIONS.items()
    if row["evaluation"] in ("until_false", "until_true")
}


def evaluation(name):
    return OPERATIONS[name]["evaluation"]


def digits(name):
    return OPERATIONS[name]["digits"]


def payload(name):
    """The member of the expression that holds the payload, or None."""
    member = OPERATIONS[name]["payload"]
    return None if member == "none" else member


def taking(*kinds, gives):
    """The operations with exactly these kinds of operands and this kind of result."""
    return [
        name
        for name, row in OPERATIONS.items()
        if row["least"] == row["most"] == len(kinds)
        and [row["first"], row["rest"]][: len(kinds)] == list(kinds)
        and row["result"] == gives
    ]
