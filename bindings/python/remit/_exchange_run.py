"""The run of an exchange, written out for the cells and figures that it has, as dataclasses writes what it
makes: a loop over them, and a call for each, would take longer than what they do."""

from __future__ import annotations

import decimal
import struct
from typing import Any, Callable, Sequence

from remit import _abi

WORDS = struct.Struct(f"={_abi.EXCHANGE_WORD_COUNT}q")
# Figures have 38 digits at most: no product of one with a unit is rounded.
EXACT = decimal.Context(prec=128)
MOST_DIGITS_AFTER = 76
UNITS = [decimal.Decimal((0, (1,), -digits)) for digits in range(MOST_DIGITS_AFTER + 1)]

_PUT = {
    "figure": """
    if type({cell}) is Decimal:
        whole, _, digits = str({cell}).partition(".")
        try:
            number = int(whole + digits)
            pack(cells, {place}, {value}, number, number >> 63, len(digits))
        except Other:  # an exponent, NaN, more than 64 bits
            puts[{at}]({cell})
    elif {cell} is not ...:
        puts[{at}]({cell})""",
    "minor": """
    if type({cell}) is int:
        try:
            pack(cells, {place}, {value}, {cell}, {cell} >> 63, {minor_unit})
        except Other:
            puts[{at}]({cell})
    elif {cell} is not ...:
        puts[{at}]({cell})""",
    "other": """
    if {cell} is not ...:
        puts[{at}]({cell})""",
}
_NARROW = "state{at} == {value} and high{at} == low{at} >> 63"
_READ = {
    "figure": "multiply(low{at}, units[scale{at}]) if {narrow} else reads[{at}](words)",
    "whole": "low{at} if {narrow} and scale{at} == 0 else reads[{at}](words)",
    "minor": "low{at} if {narrow} and scale{at} == {minor_unit} else reads[{at}](words)",
    "other": "reads[{at}](words)",
}
_RUN = """
def run(self, {parameters}):
    cells, figures, unpack, puts, reads = self._desk{puts}
    # The error is asked for where there is one; a closed exchange has no address.
    if call(self._address, None):
        self._fail()
    words = {words} = unpack(figures)
    return ({reads})
"""


def run_of(
    fields: tuple[str, ...], columns: tuple[str, ...], minor_unit: int | None, call: Callable[..., int]
) -> Callable[..., Any]:
    """What sets, computes and reads, for cells and figures that are of these kinds: keys of _PUT and of _READ.
    What is neither a Decimal nor an int of 64 bits goes by `puts` and `reads` of the exchange."""
    constants = {"value": _abi.EXCHANGE_VALUE, "minor_unit": minor_unit}

    def filled(templates: dict[str, str], kinds: Sequence[str]) -> list[str]:
        return [
            templates[kind].format(
                at=at,
                cell=f"cell{at}",
                place=at * WORDS.size,
                narrow=_NARROW.format(at=at, **constants),
                **constants,
            )
            for at, kind in enumerate(kinds)
        ]

    cells = "".join(f"cell{at}=..., " for at in range(len(fields)))
    text = _RUN.format(
        parameters=f"{cells}/" if cells else "",
        puts="".join(filled(_PUT, fields)),
        words="".join(f"state{at}, low{at}, high{at}, scale{at}, " for at in range(len(columns))) or "_",
        reads="".join(f"{read}, " for read in filled(_READ, columns)),
    )
    names: dict[str, Any] = {
        "Decimal": decimal.Decimal,
        "Other": (ValueError, struct.error),
        "pack": WORDS.pack_into,
        "multiply": EXACT.multiply,
        "units": UNITS,
        "call": call,
    }
    exec(text, names)  # of the templates above and of numbers
    return names["run"]  # type: ignore[no-any-return]


__all__ = ["EXACT", "MOST_DIGITS_AFTER", "UNITS", "WORDS", "run_of"]
