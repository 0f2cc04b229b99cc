"""numpy on int64 fen, with whole columns and with blocks that stay in the cache."""

from __future__ import annotations

import numpy as np

from engines.base import Engine
from work import AMOUNTS, ROW_OUTPUTS, Answers, Work


def half_up(n: np.ndarray, divisor: int) -> np.ndarray:
    """Amounts of this work are never negative."""
    return (n + divisor // 2) // divisor


def rows_of_work(c: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    assets = c["fixed_assets"]
    share = half_up((c["tax_revenue"] - c["incentive_paid"]) * 20, 100)
    bonus = np.where(c["kind"] == 1, np.minimum(share, 50_000_000), 0)
    finder = np.where(c["kind"] == 2, half_up(assets, 100), 0)
    steps = (
        np.minimum(assets, 1_000_000_000) * 50
        + np.maximum(np.minimum(assets, 10_000_000_000) - 1_000_000_000, 0) * 10
        + np.maximum(assets - 10_000_000_000, 0) * 5
    )
    tier = np.minimum(half_up(steps, 10_000), 50_000_000)
    met = assets * 10_000 + c["actual_fdi_usd"] * 68_275 >= c["target_fixed_assets"] * 8_000
    total = np.where(c["registered"] != 0, bonus + finder + np.where(met, tier, 0), 0)
    return {"bonus": bonus, "finder": finder, "tier": tier, "met": met, "total": total}


def units_of_work(unit: np.ndarray, total: np.ndarray, met: np.ndarray, count: int) -> dict:
    sums = np.zeros(count, np.int64)
    np.add.at(sums, unit, total)
    mets = np.bincount(unit[met], minlength=count)
    ascending = np.sort(sums)
    rank = count - np.searchsorted(ascending, sums, side="right") + 1
    prize = np.where(rank <= 5, 2_000_000, np.where(rank <= 10, 1_000_000, 0))
    return {"sum": sums, "met": mets, "rank": rank, "prize": prize}


class Whole(Engine):
    name = "numpy int64, whole columns"
    note = "integer fen, floor division"
    block = 0

    def prepare(self, work: Work, rows: int) -> None:
        names = (*AMOUNTS, "kind", "registered", "unit")
        self.columns = {name: work.columns[name][:rows] for name in names}
        self.count, self.rows = work.unit_count, rows
        self.out = {
            name: np.empty(rows, bool if name == "met" else np.int64) for name in ROW_OUTPUTS
        }

    def run(self, units: bool) -> None:
        if self.block == 0:
            self.out = rows_of_work(self.columns)
        else:
            for at in range(0, self.rows, self.block):
                part = slice(at, at + self.block)
                found = rows_of_work({name: column[part] for name, column in self.columns.items()})
                for name, values in found.items():
                    self.out[name][part] = values
        if units:
            self.found = units_of_work(
                self.columns["unit"], self.out["total"], self.out["met"], self.count
            )

    def answers(self, units: bool) -> Answers:
        rows = {name: values.astype(np.int64) for name, values in self.out.items()}
        return Answers(rows, self.found if units else None)


class Blocks(Whole):
    name = "numpy int64, blocks"
    note = "the same, 8 192 rows at a time"
    block = 8192
