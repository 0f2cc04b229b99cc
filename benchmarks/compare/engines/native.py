"""The loops written by hand, and Remit's engine called from C++: no binding to another language."""

from __future__ import annotations

from engines.base import Engine
from work import Answers, Work


class ByHand(Engine):
    name = "H, fused C++ by hand"
    note = "the yardstick: one vectorised loop for this work only"
    plain = False

    def prepare(self, work: Work, rows: int) -> None:
        self.work, self.rows = work, rows

    def run(self, units: bool) -> None:
        self.work.by_hand(self.rows, units, self.plain)

    def answers(self, units: bool) -> Answers:
        return self.work.outputs(self.rows, units)


class Plain(ByHand):
    name = "plain C++"
    note = "int64, `if` and `/ 100`, as a user would write it"
    plain = True


class Remit(Engine):
    name = "Remit, bound tables"
    note = "C++ over tables bound beforehand, as DuckDB reads its own; results stay columns"

    def prepare(self, work: Work, rows: int) -> None:
        self.work, self.rows = work, rows
        if rows != work.rows:
            raise ValueError("the engine takes all rows")

    def run(self, units: bool) -> None:
        self.work.by_engine(units)

    def answers(self, units: bool) -> Answers:
        self.work.copy_engine_results()
        return self.work.outputs(self.rows, units)
