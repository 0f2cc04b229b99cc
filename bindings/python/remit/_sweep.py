"""What-ifs: figures over a grid of parameters, and the value for which a condition holds."""

from __future__ import annotations

import ctypes
import dataclasses
from collections.abc import Iterable
from typing import Any

from remit._errors import language_number
from remit._library import call, encode, take_string
from remit._table import Table


def texts(words: str | Iterable[str], what: str) -> tuple[Any, Any, int]:
    """Texts as a C function takes them: pointers, sizes, how many. One text is a list of one."""
    encoded = [encode(word, what) for word in ([words] if isinstance(words, str) else words)]
    count = len(encoded)
    return (ctypes.c_char_p * count)(*encoded), (ctypes.c_size_t * count)(*map(len, encoded)), count


@dataclasses.dataclass(frozen=True)
class Sweep:
    """The figures of a grid. `table` has a row for each combination of the parameters' values: first the
    `parameters` as they are written, then the figures."""

    parameters: tuple[str, ...]
    table: Table

    def picture(self, figure: str, *, language: str = "en") -> str:
        """One figure as an SVG that needs nothing else: lines over the parameter of the most values, one for
        each combination of the others. Empty if there is nothing to draw; KeyError for no such figure."""
        out = ctypes.c_void_p()
        names = [column.name for column in self.table.columns]
        if figure not in names[len(self.parameters) :]:
            raise KeyError(figure)
        column = names.index(figure)
        arguments = (self.table._pointer, len(self.parameters), column, language_number(language))
        call("remit_sweep_picture", *arguments, ctypes.byref(out), language=language)
        return take_string(out)


@dataclasses.dataclass(frozen=True)
class Solution:
    """The value that was sought, None if no value on the grid does it. It is proved by `neighbour`, the next
    value in that direction, for which the condition does not hold; None if it is the last of the grid.

    `values` are on the grid, `tried` of them were tried: all, or the grid was searched. Along these the
    condition changes `changes` times; at `undetermined` of them nobody can say, and they count as not
    holding. Of `open_rows` rows it is not known what they add to the totals and counts of the condition;
    they count as nothing. `table` has them all. `current` is, of one row, what its field has now."""

    name: str
    value: str | None
    neighbour: str | None
    current: str | None
    values: int
    tried: int
    changes: int
    undetermined: int
    open_rows: int
    table: Table

    @property
    def is_whole(self) -> bool:
        """Every value of the grid was tried."""
        return self.tried == self.values

    @property
    def is_monotone(self) -> bool:
        """Along what was tried the condition changes once at most."""
        return self.changes <= 1


__all__ = ["Solution", "Sweep", "texts"]
