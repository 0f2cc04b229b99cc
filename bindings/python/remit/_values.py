"""Python values as cells, and cells as Python values.

In, by kind of field:

- None, NaN of any type, pandas.NA and NaT are blank cells everywhere;
- str, as the cell would stand in a table, everywhere;
- int everywhere but in dates;
- float, decimal.Decimal and fractions.Fraction in figures (number, money, duration); a whole Decimal in
  texts too. A float counts as the shortest decimal that reads back the same, never in a key or in a
  reference; a Fraction must equal a decimal;
- bool in booleans; datetime.date, and a datetime at midnight without time zone, in dates;
- numpy's scalars are what they hold.

Anything else of these types is an error of the cell; other types are a TypeError.

Out: bool; datetime.date; int for numbers without decimals and durations; decimal.Decimal for other
numbers and money, with all digits of the column's scale; fractions.Fraction for unrounded quotients
that no decimal equals; str for text, categories and references; None for blank; CellError.
"""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import fractions
from typing import Any, Union

from remit import _abi

KINDS = {
    _abi.KIND_BOOLEAN: "boolean",
    _abi.KIND_NUMBER: "number",
    _abi.KIND_MONEY: "money",
    _abi.KIND_DATE: "date",
    _abi.KIND_TEXT: "text",
    _abi.KIND_CATEGORY: "category",
    _abi.KIND_REFERENCE: "reference",
    _abi.KIND_DURATION: "duration",
}

Value = Union[str, int, decimal.Decimal, float, fractions.Fraction, bool, datetime.date, None]

_FIGURES = {"number", "money", "duration"}


@dataclasses.dataclass(frozen=True)
class CellError:
    """A cell without value: the stable name of the reason, such as "division_by_zero", and a sentence
    in the language of the table. False where a condition is asked for."""

    name: str
    detail: str

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return f"#{self.name}"


Cell = Union[str, int, decimal.Decimal, fractions.Fraction, bool, datetime.date, None, CellError]


@dataclasses.dataclass(frozen=True)
class Unreadable:
    """What is no value of the field, as it is shown."""

    shown: str


Prepared = Union[str, float, Unreadable]


def prepared(value: object, kind: str) -> Prepared:
    """What the library is given for a value in a field of that kind: a text ("" for blank), a float, or
    that it is no value. TypeError for types that no cell is made from, ValueError for a fraction that
    no decimal equals."""
    given = type(value)
    if given is str:
        return str(value)
    if value is None:
        return ""
    if given is int:
        return str(value)
    if given is float:
        return float(value)  # type: ignore[arg-type]
    return _prepared_plain(value if given in _PLAIN else _plain(value), kind)


_PLAIN = {bool, decimal.Decimal, fractions.Fraction, datetime.date, datetime.datetime}


def _prepared_plain(value: object, kind: str) -> Prepared:
    if value is None:
        return ""
    if isinstance(value, Unreadable):
        return value
    if isinstance(value, bool):
        text = "true" if value else "false"
        return text if kind == "boolean" else _no_value(value, "bool")
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return float(value)
    if isinstance(value, decimal.Decimal):
        return _prepared_decimal(value, kind)
    if isinstance(value, fractions.Fraction):
        return _fraction_text(value) if kind in _FIGURES else _no_value(value, "Fraction")
    if isinstance(value, datetime.datetime):
        midnight = value.tzinfo is None and value.time() == datetime.time()
        if not midnight or kind != "date":
            return _no_value(value.isoformat(), "datetime")
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat() if kind == "date" else _no_value(value, "date")
    raise TypeError(f"a cell cannot be made from {type(value).__name__}")


def _no_value(shown: object, of: str) -> Unreadable:
    return Unreadable(f"{shown} ({of})")


def _prepared_decimal(value: decimal.Decimal, kind: str) -> Prepared:
    if value.is_nan():
        return ""
    if value.is_infinite():
        return _no_value(value, "Decimal")
    # Whether "5.0" means the key "5" cannot be told; a whole number is written one way only.
    whole = int(value.as_tuple().exponent) >= 0
    if kind in _FIGURES or kind == "boolean" or whole:
        return format(value, "f")
    return _no_value(value, "Decimal")


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


def _plain(value: Any) -> object:
    """The value itself, None where it is a missing one, or what numpy's scalar holds."""
    if type(value).__name__ == "NAType":  # pandas.NA compares with nothing, itself included
        return None
    kind = getattr(getattr(value, "dtype", None), "kind", None)
    if kind is not None and getattr(value, "shape", None) == ():
        return _plain_of_numpy(value, kind)
    if isinstance(value, (float, datetime.datetime)) and value != value:  # NaN; pandas.NaT
        return None
    plain: object = value
    return plain


def _plain_of_numpy(value: Any, kind: str) -> object:
    if kind == "b":
        return bool(value)
    if kind in "iu":
        return int(value)
    if kind == "f":
        # By its own shortest decimal: 0.1 in 32 bits is 0.1, and not 0.10000000149011612.
        number = float(str(value))
        exact = 2.0 ** {2: 11, 4: 24}.get(value.dtype.itemsize, 53)
        too_large = abs(number) >= exact and abs(number) != float("inf")
        return _no_value(value, value.dtype.name) if too_large and exact < 2.0**53 else number
    if kind == "U":
        return str(value)
    if kind == "M":
        return _day_of_numpy(str(value))
    raise TypeError(f"a cell cannot be made from {value.dtype.name}")


def _day_of_numpy(text: str) -> object:
    if text == "NaT":
        return None
    day, _, time = text.partition("T")
    if len(day) != 10 or time.strip("0:."):
        return _no_value(text, "datetime64")
    return datetime.date.fromisoformat(day)


def cell_value(kind: int, scale: int, text: str) -> Cell:
    """The Python value of a cell that has one, from its text."""
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


def value_text(value: Cell) -> str:
    """The text of a cell from its value, as remit.Table.text has it; "" for blank and error."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, CellError):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


__all__ = ["KINDS", "Cell", "CellError", "Prepared", "Unreadable", "Value", "cell_value", "prepared", "value_text"]
