"""Tables that come out of a run."""

from __future__ import annotations

import ctypes
import dataclasses
import datetime
import html
import operator
from typing import Any, Callable, Iterable, Iterator, Sequence

from remit import _abi, _arrow
from remit._columns import Columns
from remit._errors import language_number
from remit._handle import Owner
from remit._library import LIBRARY, call, encode, take_string, text
from remit._values import KINDS, Cell, CellError, cell_value, value_text

# Rows that a notebook shows of a table.
_SHOWN_ROWS = 20
# No number of a row; ctypes would take a greater one modulo its width.
_NO_ROW = 1 << 63


def _key_text(part: str | int | datetime.date) -> str:
    """A part of a key as it stands in the data."""
    if isinstance(part, str):
        return part
    if type(part) is datetime.date:
        return part.isoformat()
    if not isinstance(part, bool):
        try:
            return str(operator.index(part))
        except TypeError:
            pass
    raise TypeError(f"a part of a key is a text, a whole number or a date, not a {type(part).__name__}")


@dataclasses.dataclass(frozen=True)
class Column:
    """A column of a table. `kind` is "boolean", "number", "money", "date", "text", "category",
    "reference" or "duration"; `scale` the number of digits after the point of a number or money, -1 for
    other kinds; `currency` that of money, "CNY", and "" for other kinds."""

    name: str
    kind: str
    label_en: str
    label_zh: str
    scale: int
    currency: str


class Table(Owner):
    """Rows and columns; immutable, so any number of threads may use one. A row is a dict, so `for row in
    table` works, and `table["amount"]` is a list. Rows are counted from 0. Whole tables go to pandas,
    polars, pyarrow or DuckDB by the Arrow PyCapsule interface: `pandas.DataFrame.from_arrow(table)`,
    `polars.DataFrame(table)`, `pyarrow.table(table)`.

    Cells are described in remit._values: Decimal, int, str, date, bool, None for blank, CellError. Money
    is in units of the column's currency, durations are in the column's own unit. `language`, "en" or
    "zh", is that of CellError.detail and of the headings in a notebook.
    """

    _free = "remit_table_free"

    def __init__(self, handle: ctypes.c_void_p, language: str) -> None:
        super().__init__(handle)
        self.language = language
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
        """The cell as it would stand in a table file; "" for blank and error. IndexError for a row or a
        number of a column that does not exist, KeyError for a name."""
        number = self._number_of(column)
        if not 0 <= row < len(self):
            raise IndexError((row, column))
        out = ctypes.c_void_p()
        where = (self._pointer, row, number)
        call("remit_table_cell_text", *where, ctypes.byref(out), language=self.language)
        return take_string(out)

    def cell(self, row: int, column: str | int) -> Cell:
        """The value of one cell; a CellError object where it is in error. IndexError and KeyError as
        for text()."""
        number = self._number_of(column)
        state = LIBRARY.remit_table_state(self._pointer, row, number) if 0 <= row < _NO_ROW else -1
        if state == _abi.STATE_VALUE:
            return cell_value(
                self._kinds[number], self.columns[number].scale, self.text(row, number)
            )
        if state == _abi.STATE_BLANK:
            return None
        if state == _abi.STATE_ERROR:
            return self._fault(row, number)
        raise IndexError((row, column))

    def _null(self, row: int, column: int) -> Cell:
        """What a cell without value is."""
        state = LIBRARY.remit_table_state(self._pointer, row, column)
        return self._fault(row, column) if state == _abi.STATE_ERROR else None

    def _fault(self, row: int, column: int) -> CellError:
        where = (self._pointer, row, column)
        detail = ctypes.c_void_p()
        call(
            "remit_table_fault_detail",
            *where,
            language_number(self.language),
            ctypes.byref(detail),
            language=self.language,
        )
        name = LIBRARY.remit_table_fault_name(*where, None)
        return CellError(text(name), take_string(detail))

    def find(self, key: str | Sequence[str | int | datetime.date]) -> int:
        """The number of the row of an entity's table with that key; a key of several fields by its parts,
        or as one text joined by "/" where that means one row alone. NotFound if there is none; TypeError for a part
        that is neither a text nor a whole number nor a date."""
        row = ctypes.c_uint64()
        if not isinstance(key, str):
            parts = [encode(_key_text(part), "key") for part in key]
            texts = (ctypes.c_char_p * len(parts))(*parts)
            sizes = (ctypes.c_size_t * len(parts))(*map(len, parts))
            parts_of_key = (self._pointer, texts, sizes, len(parts))
            call("remit_table_find_row_by_parts", *parts_of_key, ctypes.byref(row), language=self.language)
            return row.value
        data = encode(key, "key")
        where = (self._pointer, data, len(data))
        call("remit_table_find_row", *where, ctypes.byref(row), language=self.language)
        return row.value

    def row(self, row: int | str | Sequence[str | int | datetime.date]) -> dict[str, Cell]:
        """One row as a dict, by number or by key (of several fields by its parts). IndexError for a number, NotFound for a key that does not
        exist."""
        number = row if isinstance(row, int) else self.find(row)
        if not 0 <= number < len(self):
            raise IndexError(row)
        return {column.name: self.cell(number, i) for i, column in enumerate(self.columns)}

    def _pieces(self, columns: Iterable[int]) -> Iterator[list[list[Cell]]]:
        types = [(kind, column.scale) for kind, column in zip(self._kinds, self.columns)]
        return Columns(self._pointer, types, self._null, self.language).pieces(list(columns))

    def __getitem__(self, column: str) -> list[Cell]:
        cells: list[Cell] = []
        for piece in self._pieces([self._number_of(column)]):
            cells += piece[0]
        return cells

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        if not self.columns:
            yield from ({} for _ in range(len(self)))
            return
        as_row = _row_maker(self.column_names)
        for piece in self._pieces(range(len(self.columns))):
            yield from map(as_row, *piece)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """All rows as dicts; about 3 microseconds for each row of ten columns."""
        return list(self)

    def to_csv(self) -> str:
        """The table as RFC 4180 text with CR LF; errors and blanks are empty."""
        if not self.columns:
            return "\r\n" * (1 + len(self))
        lines = [",".join(map(_quoted, self.column_names))]
        for piece in self._pieces(range(len(self.columns))):
            texts = [[_quoted(value_text(value)) for value in column] for column in piece]
            lines += map(",".join, zip(*texts))
        return "".join(line + "\r\n" for line in lines)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The table as an Arrow stream; blanks and errors are null, money is decimal128."""
        return _arrow.export_stream(self._pointer, self.language)

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """The table as one Arrow struct array."""
        return _arrow.export_array(self._pointer, self.language)

    def _described(self) -> str:
        return f"<Table {self.name!r}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        label = "label_zh" if self.language == "zh" else "label_en"
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


def _row_maker(names: list[str]) -> Callable[..., dict[str, Cell]]:
    """A function from the cells of a row to the row: a dict as if written out, which is made in half the
    time of dict(zip(names, cells))."""
    cells = [f"_{i}" for i in range(len(names))]
    entries = ", ".join(f"{name!r}: {cell}" for name, cell in zip(names, cells))
    made: Callable[..., dict[str, Cell]] = eval(f"lambda {', '.join(cells)}: {{{entries}}}")
    return made


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


def take_table(call_name: str, *arguments: Any, language: str) -> Table:
    """A table that a function gives by its last out-parameter."""
    handle = ctypes.c_void_p()
    call(call_name, *arguments, ctypes.byref(handle), language=language)
    return Table(handle, language)


__all__ = ["Column", "Table", "take_table"]
