"""Python's decimal module, a row at a time."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from engines.base import Engine
from work import AMOUNTS, KINDS, ROW_OUTPUTS, UNIT_OUTPUTS, Answers, Work

FEN = Decimal("0.01")
NOTHING = Decimal("0.00")


def fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


def one_row(tax, paid, assets, target, fdi, kind, registered):
    """R1 to R5 of one project."""
    bonus = finder = NOTHING
    if kind == "department":
        bonus = min(fen((tax - paid) * Decimal("0.2")), Decimal(500_000))
    if kind == "introducer":
        finder = fen(assets * Decimal("0.01"))
    low, high = Decimal(10_000_000), Decimal(100_000_000)
    steps = min(assets, low) * Decimal("0.005")
    if assets > low:
        steps += (min(assets, high) - low) * Decimal("0.001")
    if assets > high:
        steps += (assets - high) * Decimal("0.0005")
    tier = min(fen(steps), Decimal(500_000))
    met = assets + fdi * Decimal("6.8275") >= target * Decimal("0.8")
    total = bonus + finder + (tier if met else NOTHING) if registered else NOTHING
    return bonus, finder, tier, met, total


class PythonDecimal(Engine):
    name = "Python Decimal"
    note = "a function called for each row"
    most_rows = 20_000

    def prepare(self, work: Work, rows: int) -> None:
        columns = [[Decimal(v) * FEN for v in work.columns[name][:rows].tolist()] for name in AMOUNTS]
        columns.append([KINDS[k] for k in work.columns["kind"][:rows].tolist()])
        columns.append(work.columns["registered"][:rows].astype(bool).tolist())
        self.rows = list(zip(*columns))
        self.unit = work.columns["unit"][:rows].tolist()
        self.count = work.unit_count

    def run(self, units: bool) -> None:
        self.found = [one_row(*row) for row in self.rows]
        if not units:
            return
        sums, mets = [NOTHING] * self.count, [0] * self.count
        for unit, (_, _, _, met, total) in zip(self.unit, self.found):
            sums[unit] += total
            mets[unit] += met
        ranks: list[int] = [0] * self.count
        order = sorted(range(self.count), key=lambda unit: -sums[unit])
        for at, unit in enumerate(order):
            tied = at > 0 and sums[order[at - 1]] == sums[unit]
            ranks[unit] = ranks[order[at - 1]] if tied else at + 1
        prizes = [Decimal(20_000 if r <= 5 else 10_000 if r <= 10 else 0) for r in ranks]
        self.units = list(zip(sums, mets, ranks, prizes))

    @staticmethod
    def _integers(rows: list, names: tuple[str, ...]) -> dict[str, np.ndarray]:
        def integer(value: object) -> int:
            return int(value * 100) if isinstance(value, Decimal) else int(value)

        return {name: np.array([integer(row[i]) for row in rows]) for i, name in enumerate(names)}

    def answers(self, units: bool) -> Answers:
        found = Answers(self._integers(self.found, ROW_OUTPUTS))
        if units:
            found.units = self._integers(self.units, UNIT_OUTPUTS)
        return found
