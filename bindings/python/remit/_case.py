"""One row, evaluated again and again."""

from __future__ import annotations

import ctypes
import datetime
from typing import Iterable, Mapping, Sequence

from remit._data import Data
from remit._description import Description
from remit._exchange import Exchange
from remit._handle import Owner, handle_of
from remit._library import LIBRARY, call, encode, take_string
from remit._needs import Needs, read_needs
from remit._run import Options
from remit._table import Table
from remit._values import Cell


class Case(Owner):
    """One row of an entity for a program that answers one request after the other; made by
    Policy.case(). The policy is made ready for the row once, so that a run costs little more than
    setting the cells and reading the figures. For one thread at a time.

        with policy.case("project") as case:
            case.run({"tax": Decimal("1200.50")})["bonus"]
    """

    _free = "remit_case_free"

    def __init__(
        self,
        policy: Description,
        entity: str,
        data: Data | None,
        *,
        as_of: datetime.date | None,
        language: str,
    ) -> None:
        self._entity = policy.entity_index(entity)
        self._language = language
        made = ctypes.c_void_p()
        given = None if data is None else handle_of(Data, data, "data")
        with Options(language, as_of=as_of) as options:
            arguments = (policy._pointer, given, self._entity, options.handle)
            call("remit_case_new", *arguments, ctypes.byref(made), language=language)
        super().__init__(made)
        self._policy = policy
        self._data = Data(policy, ctypes.c_void_p(LIBRARY.remit_case_data(made)))._borrowed()
        self._table: Table | None = None

    def run(self, cells: Mapping[str, object] | None = None) -> dict[str, Cell]:
        """Sets `cells` (field name or label to value; what is not named stays as it was) and gives
        the key and the defined columns, as a row of remit.Table. A cell in error is a CellError.
        DataError for a name that no field has; then nothing is computed, but cells named before it
        are set."""
        pointer = self._pointer
        if cells:
            self._data._set_row(self._entity, 0, cells)
        call("remit_case_run", pointer, language=self._language)
        return self._shown().row(0)

    def exchange(
        self, fields: Sequence[str], columns: Sequence[str], *, minor_unit: int | None = None
    ) -> Exchange:
        """Cells in and figures out in one call a run, by the names or labels of fields, and the names of
        the key and of defined columns: for a service to which a microsecond matters. DataError for a
        name that no field has, NotFound for one that no column has.

        With `minor_unit`, the digits after the point of the currency's smallest unit, amounts of money go
        in and come out as int, in that unit: with 2, 80000005 is 800000.05. That is the quickest, as no
        Decimal is taken apart or made. ValueError for a column of money that may have more digits, and for
        fields and columns of several currencies, whose smallest units differ."""
        looked_up = (self._policy, self._entity, self._data, self._shown())
        return Exchange(self, *looked_up, fields, columns, minor_unit, self._language)

    def _shown(self) -> Table:
        """The figures of the last run, in row 0."""
        if self._table is None:
            shown = ctypes.c_void_p(LIBRARY.remit_case_table(self._pointer))
            self._table = Table(shown, self._language)._borrowed()
        return self._table

    def needs(
        self,
        column: str,
        *,
        answered: Iterable[str] = (),
        open: Iterable[str] = (),  # noqa: A002
    ) -> Needs:
        """Which inputs can still matter for a figure of the row, as the cells are now: for a form
        that asks no question too many. Blank cells of the row and of the whole are not known, and
        cells that hold their field's default, but those whose paths ("signed") are `answered`; so
        are the blank cells of all rows of the entities that are `open`. It need not have run.
        NotFound for a column or an entity that the policy does not have."""
        paths = [encode(path, "a path") for path in answered]
        entities = [self._policy.entity_index(entity) for entity in open]
        name = encode(column, "the column")
        arguments = (
            self._pointer,
            name,
            len(name),
            (ctypes.c_char_p * len(paths))(*paths),
            (ctypes.c_size_t * len(paths))(*map(len, paths)),
            len(paths),
            (ctypes.c_size_t * len(entities))(*entities),
            len(entities),
        )
        out = ctypes.c_void_p()
        call("remit_case_needs", *arguments, ctypes.byref(out), language=self._language)
        return read_needs(take_string(out))

    def data(self) -> Data:
        """A copy of the tables as they are now, for Policy.evaluate with its ledger and
        explanations."""
        self._pointer  # raises where the case is closed
        return self._data.copy()

    def close(self) -> None:
        """Frees the case. Further use is a ValueError, closing again does nothing."""
        self._data.close()
        if self._table is not None:
            self._table.close()
        super().close()

    def _described(self) -> str:
        return f"<Case of {self._policy.entities[self._entity].name!r}>"


__all__ = ["Case"]
