"""Tables that come out of a run."""

from __future__ import annotations

import ctypes
import dataclasses
import html
from typing import Any, Iterator

from remit import _abi, _arrow
from remit._errors import current_language, language_number
from remit._handle import Owner
from remit._library import LIBRARY, call, encode, take_string, text
from remit._values import Cell, CellError, cell_value

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

# Bytes that hold most cells.
_USUAL_TEXT = 64

# Rows that a notebook shows of a table.
_SHOWN_ROWS = 20


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of a table. `scale` is the number of digits after the point of a number or money;
    `currency` is that of money, "CNY"."""

    name: str
    kind: str
    label_en: str
    label_zh: str
    scale: int
    currency: str


class Table(Owner):
    """Rows and columns; immutable. A row is a dict, so `for row in table` works, and
    `table["amount"]` is a list. Whole tables go to pandas, polars, pyarrow or DuckDB by the Arrow
    PyCapsule interface: `pandas.DataFrame.from_arrow(table)`, `polars.DataFrame(table)`,
    `pyarrow.table(table)`.

    Cells are described in remit._values: Decimal, int, str, date, bool, None for blank, CellError.
    """

    _free = "remit_table_free"

    def __init__(self, handle: ctypes.c_void_p) -> None:
        super().__init__(handle)
        self._kinds: list[int] = []
        self.columns: tuple[Column, ...] = tuple(
            self._column(i) for i in range(LIBRARY.remit_table_column_count(handle))
        )
        self._index = {column.name: i for i, column in enumerate(self.columns)}

    def _column(self, index: int) -> Column:
        def word(which: int) -> str:
            return text(LIBRARY.remit_table_column_text(self._pointer, index, which, None))

        def number(which: int) -> int:
            return int(LIBRARY.remit_table_column_number(self._pointer, index, which))

        kind = number(_abi.ENTRY_KIND)
        self._kinds.append(kind)
        return Column(
            name=word(_abi.ENTRY_NAME),
            kind=KINDS.get(kind, "unknown"),
            label_en=word(_abi.ENTRY_LABEL_EN),
            label_zh=word(_abi.ENTRY_LABEL_ZH),
            scale=number(_abi.ENTRY_SCALE),
            currency=word(_abi.ENTRY_CURRENCY),
        )

    @property
    def name(self) -> str:
        """"unit", "ledger", "totals" ..."""
        return text(LIBRARY.remit_table_name(self._pointer, None))

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]

    def __len__(self) -> int:
        return int(LIBRARY.remit_table_row_count(self._pointer))

    def _number_of(self, column: str | int) -> int:
        if isinstance(column, str):
            if column in self._index:
                return self._index[column]
            raise KeyError(column)
        if not 0 <= column < len(self.columns):
            raise IndexError(column)
        return column

    def text(self, row: int, column: str | int) -> str:
        """The cell as it would stand in a table file; "" for blank and error."""
        number = self._number_of(column)
        size = ctypes.c_size_t()
        capacity = _USUAL_TEXT
        while True:
            # A buffer of its own for each call: threads may share the table.
            buffer = ctypes.create_string_buffer(capacity)
            status = LIBRARY.remit_table_text(
                self._pointer, row, number, buffer, capacity, ctypes.byref(size), None
            )
            if status == _abi.OK:
                return buffer.raw[: size.value].decode()
            if status != _abi.BUFFER_TOO_SMALL:
                raise IndexError((row, column))
            capacity = size.value + 1

    def cell(self, row: int, column: str | int) -> Cell:
        """The value of one cell; a CellError object where it is in error."""
        number = self._number_of(column)
        state = LIBRARY.remit_table_state(self._pointer, row, number)
        if state == _abi.STATE_VALUE:
            return cell_value(
                self._kinds[number], self.columns[number].scale, self.text(row, number)
            )
        if state == _abi.STATE_BLANK:
            return None
        if state == _abi.STATE_ERROR:
            return self._fault(row, number)
        raise IndexError((row, column))

    def _fault(self, row: int, column: int) -> CellError:
        name = ctypes.c_char_p()
        detail = ctypes.c_void_p()
        words = language_number(current_language())
        call(
            "remit_table_fault",
            self._pointer,
            row,
            column,
            words,
            ctypes.byref(name),
            ctypes.byref(detail),
        )
        return CellError(text(name.value), take_string(detail))

    def find(self, key: str) -> int:
        """The row of an entity's table with that key. NotFound if there is none."""
        row = ctypes.c_uint64()
        data = encode(key, "key")
        call("remit_table_find_row", self._pointer, data, len(data), ctypes.byref(row))
        return row.value

    def row(self, row: int | str) -> dict[str, Cell]:
        """One row as a dict, by number or by key."""
        number = self.find(row) if isinstance(row, str) else row
        if not 0 <= number < len(self):
            raise IndexError(row)
        return {column.name: self.cell(number, i) for i, column in enumerate(self.columns)}

    def __getitem__(self, column: str) -> list[Cell]:
        number = self._number_of(column)
        return [self.cell(row, number) for row in range(len(self))]

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        for row in range(len(self)):
            yield self.row(row)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """All rows as dicts."""
        return list(self)

    def to_csv(self) -> str:
        """The table as RFC 4180 text with CR LF; errors and blanks are empty."""
        lines = [self.column_names]
        for row in range(len(self)):
            lines.append([self.text(row, i) for i in range(len(self.columns))])
        return "".join(",".join(map(_quoted, line)) + "\r\n" for line in lines)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table as an Arrow stream; blanks and errors are null, money is decimal128."""
        return _arrow.export_stream(self._pointer)

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """The table as one Arrow struct array."""
        return _arrow.export_array(self._pointer)

    def __repr__(self) -> str:
        return f"<Table {self.name!r}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        label = "label_zh" if current_language() == "zh" else "label_en"
        head = "".join(f"<th>{html.escape(getattr(c, label))}</th>" for c in self.columns)
        rows = []
        for row in range(min(len(self), _SHOWN_ROWS)):
            rows.append("<tr>" + "".join(map(_html_cell, self.row(row).values())) + "</tr>")
        more = len(self) - _SHOWN_ROWS
        tail = f"<p>+ {more}</p>" if more > 0 else ""
        return (
            f"<table><caption>{html.escape(self.name)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{tail}"
        )


def _html_cell(value: Cell) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, CellError):
        return f'<td title="{html.escape(value.detail, quote=True)}">{html.escape(str(value))}</td>'
    return f"<td>{html.escape(str(value))}</td>"


def _quoted(cell: str) -> str:
    if any(character in cell for character in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def take_table(call_name: str, *arguments: Any) -> Table:
    """A table that a function gives by its last out-parameter."""
    handle = ctypes.c_void_p()
    call(call_name, *arguments, ctypes.byref(handle))
    return Table(handle)


__all__ = ["Column", "Table", "take_table"]
