"""Input tables."""

from __future__ import annotations

import collections.abc
import ctypes
from typing import TYPE_CHECKING, Any, Iterable, Mapping

from remit import _arrow
from remit._errors import DataError, current_language, language_number
from remit._handle import Owner
from remit._library import LIBRARY, call
from remit._table import Table, take_table
from remit._values import cell_text

if TYPE_CHECKING:
    from remit._policy import Policy

# A stray surrogate or a NUL is no text; the cell becomes an error like any other bad cell, by a
# character that no number, date or word contains.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Data(Owner):
    """The input tables of a run. Filled by one thread at a time; may be evaluated again and again.

    `data["project"] = ...` replaces a table by an iterable of dicts (field name or label to value),
    by a dict of columns, or by anything with the Arrow PyCapsule interface: a pandas or polars data
    frame, a pyarrow table, a DuckDB relation. Values: see remit._values.
    """

    _free = "remit_data_free"

    def __init__(self, policy: Policy, handle: ctypes.c_void_p | None = None) -> None:
        if handle is None:
            handle = ctypes.c_void_p()
            call("remit_data_new", policy._pointer, ctypes.byref(handle))
        super().__init__(handle)
        self._policy = policy

    def copy(self) -> Data:
        """A copy that changes independently."""
        handle = ctypes.c_void_p()
        call("remit_data_clone", self._pointer, ctypes.byref(handle))
        return Data(self._policy, handle)

    def __setitem__(self, entity: str, table: Any) -> None:
        index = self._policy.entity_index(entity)
        if _arrow.is_arrow(table):
            _arrow.set_table(self._pointer, index, table)
            return
        if not isinstance(table, collections.abc.Iterable) or isinstance(table, (str, bytes)):
            raise TypeError(f"a table cannot be made from {type(table).__name__}")
        call("remit_data_clear", self._pointer, index)
        if index == 0:
            self._set_whole(table)
            return
        rows = _rows_of_columns(table) if isinstance(table, Mapping) else table
        for row in rows:
            self.add(entity, row)

    def _set_whole(self, table: Iterable[Any]) -> None:
        # The whole has its one row already; a dict is that row.
        rows = [table] if isinstance(table, Mapping) else list(table)
        if len(rows) != 1:
            raise DataError(f"the whole has exactly one row, not {len(rows)}")
        self._set_row(0, 0, rows[0])

    def add(self, entity: str, row: Mapping[str, object]) -> int:
        """Appends a row and gives its number."""
        index = self._policy.entity_index(entity)
        number = ctypes.c_uint64()
        call("remit_data_add_row", self._pointer, index, ctypes.byref(number))
        self._set_row(index, number.value, row)
        return number.value

    def _set_row(self, entity: int, row: int, cells: Mapping[str, object]) -> None:
        fields = self._policy._field_indices[entity]
        for name, value in cells.items():
            field = fields.get(name)
            if field is None:
                known = ", ".join(field.name for field in self._policy.entities[entity].fields)
                raise DataError(f"no field is called {name!r}; there are {known}")
            text = cell_text(value).replace("\0", _REPLACEMENT)
            data = text.encode(errors="replace")
            call("remit_data_set_text", self._pointer, entity, row, field, data, len(data))

    def row_count(self, entity: str) -> int:
        """Rows of a table."""
        index = self._policy.entity_index(entity)
        return int(LIBRARY.remit_data_row_count(self._pointer, index))

    @property
    def notes(self) -> Table:
        """What was noticed and stopped nothing, such as columns that no field names."""
        words = language_number(current_language())
        return take_table("remit_data_notes", self._pointer, words)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{entity.name}: {self.row_count(entity.name)}"
            for entity in self._policy.entities
            if entity.name != "whole"
        )
        return f"<Data for {self._policy.name!r}: {counts}>"


def _rows_of_columns(columns: Mapping[str, Iterable[object]]) -> list[dict[str, object]]:
    """A dict of columns as rows."""
    lists = {name: list(values) for name, values in columns.items()}
    lengths = {len(values) for values in lists.values()}
    if len(lengths) > 1:
        raise DataError("the columns differ in length")
    return [dict(zip(lists, row)) for row in zip(*lists.values())]


__all__ = ["Data"]
