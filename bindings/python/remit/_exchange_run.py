"""The run of an exchange, written out for the cells and figures that it has, as dataclasses writes what it
makes: a loop over them, and a call for each, would take longer than what they do."""

from __future__ import annotations

import decimal
import itertools
import linecache
import struct
import textwrap
import weakref
from typing import Any, Callable, Sequence

from remit import _abi

WORDS = struct.Struct(f"={_abi.EXCHANGE_WORD_COUNT}q")
# Figures have 38 digits at most: no product of one with a unit is rounded.
EXACT = decimal.Context(prec=128)
MOST_DIGITS_AFTER = 76
# No number of 64 bits.
BEYOND = 1 << 64
UNITS = [decimal.Decimal((0, (1,), -digits)) for digits in range(MOST_DIGITS_AFTER + 1)]

# What does not fit is not packed: pack_into() clears the words before it raises, and they would be a 0.
_PUT = {
    "figure": """
    if type({cell}) is Decimal:
        whole, _, digits = str({cell}).partition(".")
        try:
            number = int(whole + digits)
        except ValueError:  # an exponent, NaN
            number = beyond
        high = number >> 63
        if high and high != -1:
            puts[{at}]({cell})
        else:
            pack(cells, {place}, {value}, number, high, len(digits))
    elif {cell} is not ...:
        puts[{at}]({cell})""",
    "minor": """
    if type({cell}) is int:
        high = {cell} >> 63
        if high and high != -1:
            puts[{at}]({cell})
        else:
            pack(cells, {place}, {value}, {cell}, high, {minor_unit})
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
_NUMBERS = itertools.count(1)
_RUN = """
def run(self, {parameters}):
    try:
        cells, figures, unpack, puts, reads = self._desk{puts}
        # The error is asked for where there is one.
        if call(self._address, None):
            self._fail()
        words = {words} = unpack(figures)
        return ({reads})
    except (TypeError, ValueError):
        self._desk  # ValueError where a cell, or a signal, closed the exchange meanwhile
        raise
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
        puts=textwrap.indent("".join(filled(_PUT, fields)), "    "),
        words="".join(f"state{at}, low{at}, high{at}, scale{at}, " for at in range(len(columns))) or "_",
        reads="".join(f"{read}, " for read in filled(_READ, columns)),
    )
    names: dict[str, Any] = {
        "Decimal": decimal.Decimal,
        "beyond": BEYOND,
        "pack": WORDS.pack_into,
        "multiply": EXACT.multiply,
        "units": UNITS,
        "call": call,
    }
    file = f"<remit exchange {next(_NUMBERS)}>"
    exec(compile(text, file, "exec"), names)  # of the templates above and of numbers
    run = names["run"]
    # For tracebacks and debuggers, as long as it lives.
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    weakref.finalize(run, linecache.cache.pop, file, None).atexit = False
    return run  # type: ignore[no-any-return]


__all__ = ["EXACT", "MOST_DIGITS_AFTER", "UNITS", "WORDS", "run_of"]
