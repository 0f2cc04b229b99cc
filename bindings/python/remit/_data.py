"""Input tables."""

from __future__ import annotations

import collections.abc
import ctypes
from typing import Any, Iterable, Mapping

from remit import _abi, _streams
from remit._description import Description
from remit._errors import DataError, language_number
from remit._handle import Owner
from remit._library import LIBRARY, call
from remit._table import Table, take_table
from remit._values import Unreadable, prepared
from remit._words import listed, say


class Data(Owner):
    """The input tables of a run. Filled by one thread at a time; while nobody fills it, any number of
    threads may evaluate it, again and again.

    `data["project"] = ...` replaces a table by an iterable of dicts (field name or label to value),
    by a dict of columns, or by anything with the Arrow PyCapsule interface: a pandas or polars data
    frame, a pyarrow table, a DuckDB relation. Values: see remit._values. What an iterator raises comes
    out as it is; the table is then as before, or without rows where it was read row by row.
    """

    _free = "remit_data_free"

    def __init__(self, policy: Description, handle: ctypes.c_void_p | None = None) -> None:
        if handle is None:
            handle = ctypes.c_void_p()
            out = ctypes.byref(handle)
            call("remit_data_new", policy._pointer, out, language=policy.language)
        super().__init__(handle)
        self._policy = policy

    def _call(self, what: str, *arguments: Any) -> None:
        call(f"remit_data_{what}", self._pointer, *arguments, language=self._policy.language)

    def copy(self) -> Data:
        """A copy that changes independently."""
        handle = ctypes.c_void_p()
        self._call("clone", ctypes.byref(handle))
        return Data(self._policy, handle)

    def __setitem__(self, entity: str, table: Any) -> None:
        pointer, index = self._pointer, self._policy.entity_index(entity)
        if _streams.is_arrow(table):
            _streams.set_table(pointer, index, table, self._policy.language)
            return
        if not isinstance(table, collections.abc.Iterable) or isinstance(table, (str, bytes)):
            raise TypeError(f"a table cannot be made from {type(table).__name__}")
        if index == 0:
            self._set_whole(table)
            return
        rows = self._rows_of_columns(table) if isinstance(table, Mapping) else table
        self._call("clear", index)
        try:
            for row in rows:
                self.add(entity, row)
        except BaseException:
            # Half a table would be evaluated as if it were all of it.
            self._call("clear", index)
            raise

    def _set_whole(self, table: Iterable[Any]) -> None:
        # The whole has its one row already; a dict is that row.
        rows = [table] if isinstance(table, Mapping) else list(table)
        if len(rows) != 1:
            raise DataError(say(self._policy.language, "one_row", len(rows)))
        self._call("clear", 0)
        self._set_row(0, 0, rows[0])

    def _rows_of_columns(self, columns: Mapping[str, Iterable[object]]) -> Iterable[dict[str, object]]:
        """A dict of columns as rows."""
        lists = {}
        for name, values in columns.items():
            if isinstance(values, (str, bytes, Mapping)):
                raise TypeError(
                    f"the column {name!r} must be a list of cells, not {type(values).__name__}: "
                    "a table is a list of rows, or a dict of columns"
                )
            lists[name] = list(values)
        lengths = {len(values) for values in lists.values()}
        if len(lengths) > 1:
            language = self._policy.language
            each = listed(language, (f"{name} {len(values)}" for name, values in lists.items()))
            raise DataError(say(language, "lengths", each))
        return [dict(zip(lists, row)) for row in zip(*lists.values())]

    def add(self, entity: str, row: Mapping[str, object]) -> int:
        """Appends a row, a dict of field name or label to value, and gives its number, from 0. DataError
        for a name that no field has, and for a field that two names mean."""
        if not isinstance(row, Mapping):
            raise TypeError(f"a row is a dict of field to value, not {type(row).__name__}")
        index = self._policy.entity_index(entity)
        number = ctypes.c_uint64()
        self._call("add_row", index, ctypes.byref(number))
        self._set_row(index, number.value, row)
        return number.value

    def _set_row(self, entity: int, row: int, cells: Mapping[str, object]) -> None:
        pointer, fields = self._pointer, self._policy.fields_by_name[entity]
        seen = 0  # a bit for each field
        for name, value in cells.items():
            found = fields.get(name)
            if found is None:
                language, of = self._policy.language, self._policy.entities[entity]
                known = listed(language, (field.name for field in of.fields))
                raise DataError(say(language, "no_field", of.name, name, known))
            index, kind = found
            if seen >> index & 1:
                language, of = self._policy.language, self._policy.entities[entity]
                raise DataError(say(language, "field_twice", of.name, of.fields[index].name))
            seen |= 1 << index
            try:
                given = value if type(value) is str else prepared(value, kind)
            except (TypeError, ValueError) as error:
                raise type(error)(f"{name}: {error}") from None
            if isinstance(given, str) and given.isascii() and "\0" not in given:
                # By far the most frequent; why it failed, if it did, the second call tells.
                data = given.encode()
                where = (entity, row, index, data, len(data))
                if LIBRARY.remit_data_set_text(pointer, *where, None) != _abi.OK:
                    self._call("set_text", *where)
            else:
                self._set_cell((entity, row, index), given)

    def _set_cell(self, where: tuple[int, int, int], given: object) -> None:
        if isinstance(given, float):
            self._call("set_double", *where, given)
            return
        shown = given.shown if isinstance(given, Unreadable) else str(given)
        try:
            data = shown.encode()
        except UnicodeEncodeError:  # half a pair of surrogates
            data = b"\0"
        if b"\0" not in data and not isinstance(given, Unreadable):
            self._call("set_text", *where, data, len(data))
            return
        # Neither a NUL nor half a character can be shown to the library as they are.
        data = shown.encode(errors="backslashreplace").replace(b"\0", b"\\x00")
        self._call("set_unreadable", *where, data, len(data))

    def row_count(self, entity: str) -> int:
        """Rows of a table."""
        index = self._policy.entity_index(entity)
        return int(LIBRARY.remit_data_row_count(self._pointer, index))

    @property
    def notes(self) -> Table:
        """What was noticed and stopped nothing, such as columns that no field names: entity, column,
        message."""
        language = self._policy.language
        words = language_number(language)
        return take_table("remit_data_notes", self._pointer, words, language=language)

    def _described(self) -> str:
        counts = ", ".join(
            f"{entity.name}: {self.row_count(entity.name)}"
            for entity in self._policy.entities
            if entity.name != "whole"
        )
        return f"<Data for {self._policy.name!r}: {counts}>"


__all__ = ["Data"]
