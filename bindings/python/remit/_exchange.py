"""Cells of a case in, figures out, in one call."""

from __future__ import annotations

import ctypes
import datetime
import decimal
import functools
import operator
import struct
from typing import Any, Callable, Sequence

from remit import _abi
from remit._data import Data
from remit._description import Description
from remit._errors import DataError, NotFound
from remit._exchange_run import EXACT, MOST_DIGITS_AFTER, UNITS, WORDS, run_of
from remit._handle import Owner
from remit._library import LIBRARY, call
from remit._schema import DefinedColumn, Entity, Field
from remit._table import Column, Table
from remit._values import Cell
from remit._words import listed, say

_VALUE = _abi.EXCHANGE_VALUE
_SIGN = 1 << 63
_LEAST, _MOST = -(1 << 127), (1 << 127) - 1
_EPOCH = datetime.date(1970, 1, 1).toordinal()
_FINEST_MINOR_UNIT = 38
# Any number is exact in it.
_WIDEST = decimal.Context(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
# A function object of its own: it takes an address as a number, which is found in a third of the time.
_RUN = LIBRARY["remit_exchange_run"]
_RUN.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
_RUN.restype = ctypes.c_int32

_Put = Callable[[object], None]
_Read = Callable[[tuple[int, ...]], Cell]


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
        minor_unit: int | None,
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
        both = [*(of.fields[field] for field in taken), *(table.columns[column] for column in given)]
        minor_unit = _minor_unit_of(minor_unit, [each for each in both if each.kind == "money"])
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
        cells = _memory(LIBRARY.remit_exchange_cells(made), len(taken))
        figures = _memory(LIBRARY.remit_exchange_figures(made), len(given))
        unpack = struct.Struct(f"={len(given) * _abi.EXCHANGE_WORD_COUNT}q").unpack_from
        slow = [_slow(cells, at, data, entity, name) for at, name in enumerate(fields)]
        puts = [_setter(cells, at, of.fields[field], minor_unit, slow[at]) for at, field in enumerate(taken)]
        reads = [
            _reader(at, table, column, minor_unit, _words_of(of, name))
            for at, (column, name) in enumerate(zip(given, columns))
        ]
        self._desk = cells, figures, unpack, puts, reads
        kinds_in = tuple(_kind_of(of.fields[field], minor_unit, "figure") for field in taken)
        kinds_out = tuple(_kind_of(table.columns[column], minor_unit, "whole") for column in given)
        self.__class__ = _class_of(kinds_in, kinds_out, minor_unit)

    def run(self, *cells: object) -> tuple[Cell, ...]:
        """Sets the cells, in the order of the fields, computes, and gives the figures in the order of the
        columns, as remit.Table has them; a figure in error is a CellError. Values are those that Data
        takes; amounts of an exchange with a minor unit are whole numbers, in and out. `...` leaves a cell
        as it stands, and so are those beyond the ones given. When it raises, cells before the one in
        question are set."""
        # That of the class which _class_of made: here for who calls it by the name of this one.
        return type(self).run(self, *cells)

    def _fail(self) -> None:
        call("remit_exchange_run", self._pointer, language=self._language)

    def close(self) -> None:
        """Frees the exchange; the case goes on. Further use is a ValueError, closing again does nothing."""
        # Gone before the memory is: what runs at this time, and closes by a cell of it, must not write there.
        cells, figures, *_ = self.__dict__.pop("_desk", (memoryview(b""), memoryview(b"")))
        self.__dict__.pop("_address", None)
        cells.release()
        figures.release()
        super().close()

    def __getattr__(self, name: str) -> Any:
        if name in ("_desk", "_address"):
            raise ValueError("this Exchange is closed")
        raise AttributeError(name)


@functools.lru_cache(maxsize=256)
def _class_of(fields: tuple[str, ...], columns: tuple[str, ...], minor_unit: int | None) -> type[Exchange]:
    """Exchanges of these kinds. A method of a class, since a function of the exchange alone, which somebody may
    keep, would have to hold it in a cycle."""
    run = run_of(fields, columns, minor_unit, _RUN)
    run.__doc__, run.__qualname__ = Exchange.run.__doc__, Exchange.run.__qualname__
    return type("Exchange", (Exchange,), {"run": run, "__doc__": Exchange.__doc__, "__module__": __name__})


def _kind_of(of: Field | Column, minor_unit: int | None, whole: str) -> str:
    """Which of the templates of run_of; `whole` is that for whole numbers."""
    if of.kind == "money" and minor_unit is not None:
        return "minor"
    if of.kind == "duration" or of.kind == "number" and of.scale == 0:
        return whole
    return "figure" if of.kind in ("number", "money") else "other"


def _minor_unit_of(given: object, money: Sequence[Field | Column]) -> int | None:
    """The digits of the minor unit as an int, for these fields and columns of money."""
    if given is None:
        return None
    if isinstance(given, bool):
        raise TypeError(f"a minor unit of {given} digits")
    digits = operator.index(given)  # type: ignore[arg-type]  # TypeError for what is no number
    if not 0 <= digits <= _FINEST_MINOR_UNIT:
        raise ValueError(f"a minor unit of {digits} digits; there are 0 to {_FINEST_MINOR_UNIT}")
    for each in money:
        if isinstance(each, Column) and not 0 <= each.scale <= digits:
            raise ValueError(f"{each.name!r} may be finer than a minor unit of {digits} digits")
        # The smallest unit of one currency is not that of another.
        if each.currency == "" or each.currency != money[0].currency:
            mixed = ", ".join(f"{one.name!r} {one.currency or '?'}" for one in money)
            raise ValueError(f"a minor unit is that of one currency: {mixed}")
    return digits


# What sets and reads is no method: it would hold the exchange in a cycle, to be freed at some later time.
def _slow(cells: memoryview, at: int, data: Data, entity: int, field: str) -> _Put:
    """What is no number of 128 bits: set as every other cell is, and kept here."""
    pack, place = WORDS.pack_into, at * WORDS.size

    def put(value: object) -> None:
        data._set_row(entity, 0, {field: value})
        pack(cells, place, _abi.EXCHANGE_KEPT, 0, 0, 0)

    return put


def _setter(cells: memoryview, at: int, field: Field, minor_unit: int | None, slow: _Put) -> _Put:
    """What writes the words of a cell, whatever it is, by the kind of its field; what is usual is done before
    (run_of)."""
    pack, place = WORDS.pack_into, at * WORDS.size

    def put_number(number: int, scale: int) -> bool:
        """Whether it is a number of 128 bits."""
        if not _LEAST <= number <= _MOST or scale > MOST_DIGITS_AFTER:
            return False
        pack(cells, place, _VALUE, (number + _SIGN) % (2 * _SIGN) - _SIGN, number >> 64, scale)
        return True

    def put_minor(value: object) -> None:
        if value is None:
            return slow(value)
        if isinstance(value, bool):
            raise TypeError(f"no whole number of the minor unit: {value!r}")
        number = operator.index(value)  # type: ignore[arg-type]  # TypeError for what is none
        if not put_number(number, minor_unit or 0):
            slow(_WIDEST.scaleb(decimal.Decimal(number), -(minor_unit or 0)))

    def put(value: object) -> None:
        found = number_of(value)
        if found is None or not put_number(*found):
            slow(value)

    number_of = _numbers_of(field.kind, field.categories)
    return put_minor if field.kind == "money" and minor_unit is not None else put


def _words_of(of: Entity, column: str) -> tuple[str, ...]:
    """The words of a category, a defined column or the key, by the numbers that figures have for them."""
    described: list[DefinedColumn | Field] = [*of.columns, *of.fields]
    return next((each.categories for each in described if each.name == column), ())


def _reader(at: int, table: Table, column: int, minor_unit: int | None, categories: Sequence[str]) -> _Read:
    """What reads a figure from the words of all. Texts and errors are the table's, which shows the last run
    of the case: run() reads them at once."""
    of = table.columns[column]
    first = at * _abi.EXCHANGE_WORD_COUNT
    state, low = first + _abi.EXCHANGE_WORD_STATE, first + _abi.EXCHANGE_WORD_LOW
    high, scale = first + _abi.EXCHANGE_WORD_HIGH, first + _abi.EXCHANGE_WORD_SCALE
    is_whole = of.kind == "duration" or of.kind == "number" and of.scale == 0

    def figure(words: tuple[int, ...]) -> Cell:
        whole = (words[high] << 64) + words[low] % (2 * _SIGN)
        digits = words[scale]
        if minor_unit is not None and of.kind == "money":
            unit: int = 10 ** (minor_unit - digits)
            return whole * unit
        return whole if is_whole and digits == 0 else EXACT.multiply(whole, UNITS[digits])

    others: dict[str, Callable[[tuple[int, ...]], Cell]] = {
        "boolean": lambda words: words[low] == 1,
        "date": lambda words: datetime.date.fromordinal(words[low] + _EPOCH),
        "category": lambda words: categories[words[low]],
    }
    value = others.get(of.kind, figure)

    def read(words: tuple[int, ...]) -> Cell:
        if words[state] == _VALUE:
            return value(words)
        return None if words[state] == _abi.EXCHANGE_BLANK else table.cell(0, column)

    return read


def _numbers_of(kind: str, categories: Sequence[str]) -> Callable[[object], tuple[int, int] | None]:
    """By the kind of a field, what gives a value as number and scale; None for one that has no such number."""

    def of_figure(value: object) -> tuple[int, int] | None:
        if type(value) is not decimal.Decimal:
            return (value, 0) if type(value) is int else None
        whole, _, digits = str(value).partition(".")
        try:
            return int(whole + digits), len(digits)
        except ValueError:  # an exponent, NaN, Infinity
            return None

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
    return memoryview((ctypes.c_char * (count * WORDS.size)).from_address(address)).cast("B")


__all__ = ["Exchange"]
