"""What a run computed."""

from __future__ import annotations

import ctypes
import functools
import html
import json
from typing import TYPE_CHECKING, Any

from remit import _abi
from remit._errors import current_language, language_number
from remit._handle import Owner
from remit._library import LIBRARY, call, encode, take_string
from remit._profile import Profile, read_profile
from remit._table import Table, take_table

if TYPE_CHECKING:
    from remit._policy import Policy


class Explanation(str):
    """How a cell came about: the text itself, and the same as Python objects."""

    data: Any

    def __new__(cls, text: str, data: Any) -> Explanation:
        made = super().__new__(cls, text)
        made.data = data
        return made

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self)}</pre>"


class Results(Owner):
    """What one run computed; immutable. `results["project"]` is the table of an entity, with its key
    and every column the policy defines; `results["whole"]` that of the
    whole, of one row."""

    _free = "remit_results_free"

    def __init__(self, handle: ctypes.c_void_p, policy: Policy) -> None:
        super().__init__(handle)
        self._policy = policy

    def _table(self, which: int, entity: int = 0, language: str | None = None) -> Table:
        words = language_number(language or current_language())
        return take_table("remit_results_table", self._pointer, which, entity, words)

    def __getitem__(self, entity: str) -> Table:
        return self._table(_abi.TABLE_ENTITY, self._policy.entity_index(entity))

    @functools.cached_property
    def ledger(self) -> Table:
        """One line per reward and row: reward, entity, key, payer, payee, amount, clause, ..."""
        return self._table(_abi.TABLE_LEDGER)

    @functools.cached_property
    def totals(self) -> Table:
        """What each payer owes, by currency."""
        return self._table(_abi.TABLE_TOTALS)

    @functools.cached_property
    def targets(self) -> Table:
        """Targets, and whether they are met."""
        return self._table(_abi.TABLE_TARGETS)

    @functools.cached_property
    def rounding(self) -> Table:
        """What rounding changed, cell by cell."""
        return self._table(_abi.TABLE_ROUNDING)

    @functools.cached_property
    def errors(self) -> Table:
        """Cells in error, each with its first cause."""
        return self._table(_abi.TABLE_ERRORS)

    @functools.cached_property
    def profile(self) -> Profile:
        """Where the time of the run went. Unsupported unless it was asked for by `profile=True`;
        a run row by row and a single batch have none."""
        return read_profile(self._table(_abi.TABLE_STAGES), self._table(_abi.TABLE_RULES))

    @property
    def error_count(self) -> int:
        """Number of rows of `errors`."""
        return int(LIBRARY.remit_results_error_count(self._pointer))

    @property
    def digest(self) -> str:
        """Hexadecimal digits over every figure: equal for equal results at any number of threads,
        batch size, instruction set and evaluator."""
        out = ctypes.c_void_p()
        call("remit_results_digest", self._pointer, ctypes.byref(out))
        return take_string(out)

    def explain(
        self,
        entity: str,
        key: str | int | None,
        column: str,
        *,
        language: str | None = None,
        depth: int = 0,
    ) -> Explanation:
        """How a cell came about: clause, formula, inputs, caps and roundings.

        `key` is the row's key, or its number; None for the whole. `depth` is how many steps from
        the cell are spelled out, 0: down to the inputs. Raises NotFound.
        """
        index = self._policy.entity_index(entity)
        row = self[entity].find(key) if isinstance(key, str) else key or 0
        words = language_number(language or current_language())

        def rendered(layout: int) -> str:
            name = encode(column, "column")
            out = ctypes.c_void_p()
            call(
                "remit_results_explain",
                self._pointer,
                index,
                row,
                name,
                len(name),
                depth,
                layout,
                words,
                ctypes.byref(out),
            )
            return take_string(out)

        return Explanation(rendered(_abi.FORMAT_TEXT), json.loads(rendered(_abi.FORMAT_JSON)))

    def __repr__(self) -> str:
        return f"<Results of {self._policy.name!r}: {self.error_count} cells in error>"

    def _repr_html_(self) -> str:
        shown = [self.targets, self.totals, self.ledger]
        if self.error_count:
            shown.append(self.errors)
        return "".join(table._repr_html_() for table in shown if len(table))
