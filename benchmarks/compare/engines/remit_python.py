"""Remit's Python package: the policy as text, Arrow in, Arrow out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

import remit
from engines import arrow_rows
from engines.base import FOLDER, Engine
from work import ROW_OUTPUTS, UNIT_OUTPUTS, Answers, Work

_UNIT_COLUMNS = dict(zip(UNIT_OUTPUTS, ("sum_total", "met_count", "place", "prize")))


def _integers(column: pa.ChunkedArray) -> np.ndarray:
    if pa.types.is_decimal(column.type):
        return arrow_rows.coefficients(column, 2 if column.type.scale else 0)
    return column.to_numpy().astype(np.int64)


class Kept(Engine):
    name = "Remit, Python, data kept"
    note = "evaluate() over a Data filled before; results left in Remit"

    def prepare(self, work: Work, rows: int) -> None:
        self.policies = [
            remit.load(FOLDER / "work.remit"),
            remit.load(FOLDER / "work.remit", FOLDER / "units.remit"),
        ]
        self.projects = arrow_rows.table(work, rows)
        self.units_table = pa.table({"id": pa.array(np.arange(work.unit_count, dtype=np.int64))})
        self.data = [self._filled(policy) for policy in self.policies]

    def _filled(self, policy: remit.Policy) -> remit.Data:
        return policy.data({"unit": self.units_table, "project": self.projects})

    def run(self, units: bool) -> None:
        self.results = None  # as a caller that is done with the last ones
        self.results = self.policies[units].evaluate(self.data[units])

    def answers(self, units: bool) -> Answers:
        if self.results.error_count:
            raise ValueError(f"{self.results.error_count} cells are errors")
        projects = pa.table(self.results["project"])
        found = Answers({name: _integers(projects[name]) for name in ROW_OUTPUTS})
        if units:
            table = pa.table(self.results["unit"])
            found.units = {
                name: _integers(table[column]) for name, column in _UNIT_COLUMNS.items()
            }
            # Whole yuan have no decimals; the work counts in fen.
            if table["prize"].type.scale == 0:
                found.units["prize"] = found.units["prize"] * 100
        return found


class ArrowInAndOut(Kept):
    name = "Remit, Python, Arrow in and out"
    note = "decimal128 taken in, bound, keys indexed, evaluated, decimal128 out"

    def run(self, units: bool) -> None:
        self.results = self.tables = None
        self.results = self.policies[units].evaluate(self._filled(self.policies[units]))
        self.tables = [pa.table(self.results["project"])]
        if units:
            self.tables.append(pa.table(self.results["unit"]))
