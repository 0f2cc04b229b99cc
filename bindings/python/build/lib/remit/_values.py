"""Python values as cells, and cells as Python values.

In: str as it would stand in a table; int; decimal.Decimal; float by its shortest decimal that reads
back the same; fractions.Fraction only where a decimal equals it; bool; datetime.date; None is blank.
Out: bool; datetime.date; int for numbers without decimals and durations; decimal.Decimal for other
numbers and money, with all digits of the column's scale; fractions.Fraction for unrounded quotients
that no decimal equals; str for text, categories and references; None for blank; CellError.
"""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import fractions
from typing import Union

from remit import _abi

Value = Union[str, int, decimal.Decimal, float, fractions.Fraction, bool, datetime.date, None]


@dataclasses.dataclass(frozen=True)
class CellError:
    """A cell without value: the stable name of the reason, and a sentence."""

    name: str
    detail: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"#{self.name}"


Cell = Union[str, int, decimal.Decimal, fractions.Fraction, bool, datetime.date, None, CellError]


def cell_text(value: object) -> str:
    """The text that a value stands for in a table; "" for None. TypeError for other types."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return format(decimal.Decimal(repr(value)), "f")
    if isinstance(value, fractions.Fraction):
        return _fraction_text(value)
    if isinstance(value, datetime.datetime):
        raise TypeError("a datetime is no date: say .date()")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"a cell cannot be made from {type(value).__name__}")


def _fraction_text(value: fractions.Fraction) -> str:
    rest, digits = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        digits = max(digits, count)
    if rest != 1:
        raise ValueError(f"{value} has no finite decimal: round it by the rule that applies")
    scaled = value.numerator * 10**digits // value.denominator
    return format(decimal.Decimal(scaled).scaleb(-digits, decimal.Context(prec=10_000)), "f")


def cell_value(kind: int, scale: int, text: str) -> Cell:
    """The Python value of a cell that has one."""
    if kind == _abi.KIND_BOOLEAN:
        return text == "true"
    if kind == _abi.KIND_DATE:
        return datetime.date.fromisoformat(text)
    if kind == _abi.KIND_DURATION:
        return int(text)
    if kind in (_abi.KIND_NUMBER, _abi.KIND_MONEY):
        if "/" in text:
            return fractions.Fraction(text)
        if kind == _abi.KIND_NUMBER and scale == 0 and "." not in text:
            return int(text)
        return decimal.Decimal(text)
    return text
