"""Cells of a whole table, column by column: read from its Arrow form, some thousand rows at a time. A
call of the library for each cell would take ten times as long."""

from __future__ import annotations

import ctypes
import datetime
import decimal
from typing import Any, Callable, Iterator, Sequence

from remit import _abi, _arrow
from remit._values import Cell, cell_value

# Rows that are decoded at once: few at first, for whoever looks at the first row only.
_FIRST_ROWS = 64
_MOST_ROWS = 4096

_LOW = (1 << 64) - 1
_EPOCH = datetime.date(1970, 1, 1).toordinal()
# As exact as any figure of the library: nothing is rounded to the digits of the thread's own context.
_EXACT = decimal.Context(prec=100, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)

Decode = Callable[[int, int], "list[Any]"]
"""The cells of rows `begin` to `end`, the latter excluded; anything where a cell is null."""


class _Schema(ctypes.Structure):
    pass


class _Array(ctypes.Structure):
    pass


# As the Arrow C data interface prescribes; what is not read has no type.
_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_void_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.POINTER(_Schema)),
]
_Array._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(_Array))),
    ("dictionary", ctypes.POINTER(_Array)),
]


def _numbers(address: int, code: str, size: int, begin: int, end: int) -> list[int]:
    """Integers begin .. end of a buffer, of `size` bytes each."""
    count = (end - begin) * size
    data = (ctypes.c_char * count).from_address(address + begin * size)
    return memoryview(data).cast("B").cast(code).tolist()  # type: ignore[call-overload, no-any-return]


def _texts(array: Any, code: str, size: int) -> Decode:
    offsets_at, bytes_at = array.buffers[1], array.buffers[2]

    def decode(begin: int, end: int) -> list[Any]:
        ends = _numbers(offsets_at, code, size, begin, end + 1)
        first, last, count = ends[0], ends[-1], end - begin
        if first == last:
            return [""] * count
        data = ctypes.string_at(bytes_at + first, last - first)
        one = data[: ends[1] - first]
        # One text in every row, as in most columns of a report.
        if data == one * count and ends == list(range(first, last + 1, len(one))):
            return [one.decode()] * count
        if first:
            ends = [at - first for at in ends]
        text = data.decode()
        if len(text) == len(data):  # every character is one byte
            return [text[a:b] for a, b in zip(ends, ends[1:])]
        return [data[a:b].decode() for a, b in zip(ends, ends[1:])]

    return decode


def _wholes(array: Any) -> Decode:
    """The coefficients of 128-bit decimals."""
    at = array.buffers[1]

    def decode(begin: int, end: int) -> list[Any]:
        words = _numbers(at, "q", 8, 2 * begin, 2 * end)
        pairs = zip(words[0::2], words[1::2])
        return [low if high == low >> 63 else high << 64 | low & _LOW for low, high in pairs]

    return decode


def _decimals(array: Any, scale: int) -> Decode:
    wholes, scaleb = _wholes(array), _EXACT.scaleb
    return lambda begin, end: [scaleb(whole, -scale) for whole in wholes(begin, end)]


def _days(array: Any) -> Decode:
    at, day = array.buffers[1], datetime.date.fromordinal

    def decode(begin: int, end: int) -> list[Any]:
        # What stands at a null is no day.
        ordinals = [_EPOCH + days for days in _numbers(at, "i", 4, begin, end)]
        return [day(n) if 0 < n <= 3652059 else None for n in ordinals]

    return decode


def _bits(at: int, begin: int, end: int) -> list[bool]:
    first = begin // 8
    data = ctypes.string_at(at + first, (end + 7) // 8 - first)
    word = int.from_bytes(data, "little") >> (begin - 8 * first)
    return [digit == "1" for digit in reversed(f"{word:0{end - begin}b}")][: end - begin]


def _decode(schema: Any, array: Any, kind: int, scale: int) -> Decode:
    """How the cells of one column are read."""
    layout = schema.format
    if schema.dictionary:
        words = schema.dictionary.contents, array.dictionary.contents
        names = _decode(*words, kind, scale)(0, words[1].length)
        codes = array.buffers[1]
        return lambda begin, end: [
            names[code] if 0 <= code < len(names) else None
            for code in _numbers(codes, "i", 4, begin, end)
        ]
    if layout in (b"U", b"u"):
        texts = _texts(array, *(("q", 8) if layout == b"U" else ("i", 4)))
        if kind not in (_abi.KIND_NUMBER, _abi.KIND_MONEY):
            return texts
        # Unrounded quotients; what stands at a null is empty.
        return lambda begin, end: [
            cell_value(kind, scale, text) if text else None for text in texts(begin, end)
        ]
    if layout.startswith(b"d:"):
        wanted = _decimals(array, int(layout.split(b",")[1]))
        if kind == _abi.KIND_MONEY or (kind == _abi.KIND_NUMBER and scale != 0):
            return wanted
        if kind == _abi.KIND_NUMBER:
            return _wholes(array)
        return lambda begin, end: [format(value, "f") for value in wanted(begin, end)]
    if layout == b"tdD":
        return _days(array)
    if layout == b"b":
        return lambda begin, end: _bits(array.buffers[1], begin, end)
    if layout == b"l":
        at, shown = array.buffers[1], int if kind == _abi.KIND_DURATION else str
        return lambda begin, end: [shown(number) for number in _numbers(at, "q", 8, begin, end)]
    raise NotImplementedError(f"the Arrow format {layout!r}")  # not of this library


class Columns:
    """The columns of a table in memory. `null(row, column)` says what a cell without value is: None, or
    a CellError. One thread at a time."""

    def __init__(
        self,
        table: ctypes.c_void_p,
        types: Sequence[tuple[int, int]],
        null: Callable[[int, int], Cell],
        language: str,
    ) -> None:
        self._exported = _arrow.Exported(table, language)  # owns what is read below
        schema = _Schema.from_address(self._exported.schema)
        array = _Array.from_address(self._exported.array)
        self.rows = int(array.length)
        self._null = null
        self._arrays = [array.children[i].contents for i in range(array.n_children)]
        self._decode = [
            _decode(schema.children[i].contents, self._arrays[i], *types[i])
            for i in range(array.n_children)
        ]

    def cells(self, column: int, begin: int, end: int) -> list[Cell]:
        """The cells of a column in rows `begin` to `end`, the latter excluded."""
        array = self._arrays[column]
        found: list[Cell] = self._decode[column](begin + array.offset, end + array.offset)
        if array.null_count and array.buffers[0]:
            filled = _bits(array.buffers[0], begin + array.offset, end + array.offset)
            if not all(filled):
                for i, is_value in enumerate(filled):
                    if not is_value:
                        found[i] = self._null(begin + i, column)
        return found

    def pieces(self, columns: Sequence[int]) -> Iterator[list[list[Cell]]]:
        """These columns, some thousand rows at a time."""
        begin, count = 0, _FIRST_ROWS
        while begin < self.rows:
            end = min(begin + count, self.rows)
            yield [self.cells(column, begin, end) for column in columns]
            begin, count = end, min(2 * count, _MOST_ROWS)


__all__ = ["Columns"]
