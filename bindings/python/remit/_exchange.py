"""Cells of a case in, figures out, in one call."""

from __future__ import annotations

import ctypes
import datetime
import decimal
import struct
from typing import Any, Callable, Sequence

from remit import _abi
from remit._data import Data
from remit._description import Description
from remit._errors import DataError, NotFound
from remit._handle import Owner
from remit._library import LIBRARY, call
from remit._schema import Entity
from remit._table import Table
from remit._values import Cell
from remit._words import listed, say

_WORDS = struct.Struct(f"={_abi.EXCHANGE_WORD_COUNT}q")
_SIGN = 1 << 63
_LEAST, _MOST = -(1 << 127), (1 << 127) - 1
_MOST_DIGITS_AFTER = 76
_EPOCH = datetime.date(1970, 1, 1).toordinal()
# Figures have 38 digits at most: no product of one with a unit is rounded.
_EXACT = decimal.Context(prec=128)
_UNITS = [decimal.Decimal((0, (1,), -digits)) for digits in range(_MOST_DIGITS_AFTER + 1)]
# A function object of its own: it takes an address as a number, which is found in a third of the time.
_RUN = LIBRARY["remit_exchange_run"]
_RUN.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
_RUN.restype = ctypes.c_int32


class Exchange(Owner):
    """Cells of a case in and figures out by memory that the library reads and writes: a run is one call,
    whatever number of cells and figures. For a service to which a microsecond matters; made by
    Case.exchange(). For the thread that the case belongs to.

        with policy.case("project") as case, case.exchange(["revenue"], ["bonus"]) as desk:
            (bonus,) = desk.run(Decimal("800000.05"))
    """

    _free = "remit_exchange_free"

    def __init__(
        self,
        case: Owner,
        policy: Description,
        entity: int,
        data: Data,
        table: Table,
        fields: Sequence[str],
        columns: Sequence[str],
        language: str,
    ) -> None:
        # Lends data and table.
        self._case, self._language = case, language
        of, by_name = policy.entities[entity], policy.fields_by_name[entity]
        for name in fields:
            if name not in by_name:
                known = listed(language, (field.name for field in of.fields))
                raise DataError(say(language, "no_field", of.name, name, known))
        index = {name: at for at, name in reversed(list(enumerate(table.column_names)))}
        for name in columns:
            if name not in index:
                raise NotFound(say(language, "no_column", name, listed(language, table.column_names)))
        taken, given = [by_name[name][0] for name in fields], [index[name] for name in columns]
        made = ctypes.c_void_p()
        arguments = (
            (ctypes.c_size_t * len(taken))(*taken),
            len(taken),
            (ctypes.c_size_t * len(given))(*given),
            len(given),
        )
        call("remit_exchange_new", case._pointer, *arguments, ctypes.byref(made), language=language)
        super().__init__(made)
        self._address = made.value
        self._cells = _memory(LIBRARY.remit_exchange_cells(made), len(taken))
        self._figures = _memory(LIBRARY.remit_exchange_figures(made), len(given))
        self._unpack = struct.Struct(f"={len(given) * _abi.EXCHANGE_WORD_COUNT}q").unpack_from
        self._setters = [
            _setter(self._cells, at, by_name[name][1], of.fields[by_name[name][0]].categories, data, entity, name)
            for at, name in enumerate(fields)
        ]
        self._readers = [
            _reader(at, table, column, _words_of(of, name)) for at, (column, name) in enumerate(zip(given, columns))
        ]

    def run(self, *cells: object) -> tuple[Cell, ...]:
        """Sets the cells, in the order of the fields, computes, and gives the figures in the order of the
        columns, as remit.Table has them; a figure in error is a CellError. Values are those that Data
        takes. `...` leaves a cell as it stands, and so are those beyond the ones given. When it raises,
        cells before the one in question are set."""
        pointer, setters = self._pointer, self._setters
        if len(cells) > len(setters):
            raise TypeError(f"{len(cells)} cells for {len(setters)} fields")
        for put, value in zip(setters, cells):
            if value is not ...:
                put(value)
        # The error is asked for where there is one.
        if _RUN(self._address, None):
            call("remit_exchange_run", pointer, language=self._language)
        words = self._unpack(self._figures)
        return tuple([read(words) for read in self._readers])

    def close(self) -> None:
        """Frees the exchange; the case goes on. Further use is a ValueError, closing again does nothing."""
        self._cells = self._figures = memoryview(b"")
        self._setters, self._readers, self._address = [], [], None
        super().close()


# What sets and reads is no method: it would hold the exchange in a cycle, to be freed at some later time.
def _setter(
    cells: memoryview, at: int, kind: str, categories: Sequence[str], data: Data, entity: int, field: str
) -> Callable[[object], None]:
    """What writes the words of a cell; the number of a value, where it has one, is by its kind."""
    number = _numbers_of(kind, categories)
    pack, place = _WORDS.pack_into, at * _WORDS.size

    def put(value: object) -> None:
        found = number(value)
        if found is None:
            # What is no number of 128 bits: set as every other cell is, and kept here.
            data._set_row(entity, 0, {field: value})
            pack(cells, place, _abi.EXCHANGE_KEPT, 0, 0, 0)
            return
        whole, scale = found
        low = whole if -_SIGN <= whole < _SIGN else (whole + _SIGN) % (2 * _SIGN) - _SIGN
        pack(cells, place, _abi.EXCHANGE_VALUE, low, whole >> 64, scale)

    return put


def _words_of(of: Entity, column: str) -> tuple[str, ...]:
    """The words of a category, a defined column or the key, by the numbers that figures have for them."""
    return next((each.categories for each in (*of.columns, *of.fields) if each.name == column), ())


def _reader(at: int, table: Table, column: int, categories: Sequence[str]) -> Callable[[tuple[int, ...]], Cell]:
    """What reads a figure from the words of all. Texts and errors are the table's, which shows the last run
    of the case: run() reads them at once."""
    of = table.columns[column]
    first = at * _abi.EXCHANGE_WORD_COUNT
    state, low = first + _abi.EXCHANGE_WORD_STATE, first + _abi.EXCHANGE_WORD_LOW
    high, scale = first + _abi.EXCHANGE_WORD_HIGH, first + _abi.EXCHANGE_WORD_SCALE
    is_whole = of.kind == "duration" or of.kind == "number" and of.scale == 0
    multiply = _EXACT.multiply

    def figure(words: tuple[int, ...]) -> Cell:
        whole = words[low]
        if words[high] != whole >> 63:
            whole = (words[high] << 64) + whole % (2 * _SIGN)
        digits = words[scale]
        return whole if is_whole and digits == 0 else multiply(whole, _UNITS[digits])

    others: dict[str, Callable[[tuple[int, ...]], Cell]] = {
        "boolean": lambda words: words[low] == 1,
        "date": lambda words: datetime.date.fromordinal(words[low] + _EPOCH),
        "category": lambda words: categories[words[low]],
    }
    value = others.get(of.kind, figure)

    def read(words: tuple[int, ...]) -> Cell:
        if words[state] == _abi.EXCHANGE_VALUE:
            return value(words)
        return None if words[state] == _abi.EXCHANGE_BLANK else table.cell(0, column)

    return read


def _numbers_of(kind: str, categories: Sequence[str]) -> Callable[[object], tuple[int, int] | None]:
    """By the kind of a field, what gives a value as number and scale; None for one that has no such number."""

    def of_figure(value: object) -> tuple[int, int] | None:
        if type(value) is decimal.Decimal:
            whole, _, digits = str(value).partition(".")
            try:
                number = int(whole + digits)
            except ValueError:  # an exponent, NaN, Infinity
                return None
            fits = _LEAST <= number <= _MOST and len(digits) <= _MOST_DIGITS_AFTER
            return (number, len(digits)) if fits else None
        return (value, 0) if type(value) is int and _LEAST <= value <= _MOST else None

    def of_date(value: object) -> tuple[int, int] | None:
        return (value.toordinal() - _EPOCH, 0) if type(value) is datetime.date else None

    def of_truth(value: object) -> tuple[int, int] | None:
        return (int(value), 0) if type(value) is bool else None

    def of_word(value: object) -> tuple[int, int] | None:
        return (categories.index(value), 0) if type(value) is str and value in categories else None

    known = {"date": of_date, "boolean": of_truth, "category": of_word}
    known |= dict.fromkeys(("number", "money", "duration"), of_figure)
    return known.get(kind, lambda value: None)


def _memory(words: Any, count: int) -> memoryview:
    """The words of so many cells, as bytes."""
    address = ctypes.cast(words, ctypes.c_void_p).value
    if address is None:
        return memoryview(bytearray())
    return memoryview((ctypes.c_char * (count * _WORDS.size)).from_address(address)).cast("B")


__all__ = ["Exchange"]
