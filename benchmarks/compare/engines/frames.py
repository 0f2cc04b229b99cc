"""Decimals in polars and in pyarrow."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from engines import arrow_rows
from engines.base import Engine
from work import AMOUNTS, ROW_OUTPUTS, UNIT_OUTPUTS, Answers, Work


class Polars(Engine):
    name = "polars, Decimal(38, 6)"
    note = "products keep the scale of their wider factor: six decimals hold them all"

    def prepare(self, work: Work, rows: int) -> None:
        frame = pl.from_arrow(arrow_rows.table(work, rows, {name: 38 for name in AMOUNTS}))
        self.frame = frame.with_columns(
            *(pl.col(name).cast(pl.Decimal(38, 6)) for name in AMOUNTS),
            pl.col("kind").cast(pl.Enum(["township", "department", "introducer"])),
        )
        self.units = pl.DataFrame({"unit": np.arange(work.unit_count, dtype=np.int64)})

    def run(self, units: bool) -> None:
        def money(text: str) -> pl.Expr:
            return pl.lit(Decimal(text), pl.Decimal(38, 6))

        def fen(amount: pl.Expr) -> pl.Expr:
            return amount.round(2, mode="half_away_from_zero")

        assets = pl.col("fixed_assets")
        share = fen((pl.col("tax_revenue") - pl.col("incentive_paid")) * money("0.2"))
        cap, none = money("500000"), money("0")
        steps = (
            pl.min_horizontal(assets, money("10000000")) * money("0.005")
            + pl.max_horizontal(pl.min_horizontal(assets, money("100000000")) - money("10000000"), none)
            * money("0.001")
            + pl.max_horizontal(assets - money("100000000"), none) * money("0.0005")
        )
        reached = assets + pl.col("actual_fdi_usd") * money("6.8275")
        rewards = pl.col("bonus") + pl.col("finder") + pl.when("met").then("tier").otherwise(none)
        self.rows = (
            self.frame.lazy()
            .select(
                "unit",
                "registered",
                bonus=pl.when(pl.col("kind") == "department")
                .then(pl.min_horizontal(share, cap))
                .otherwise(none),
                finder=pl.when(pl.col("kind") == "introducer")
                .then(fen(assets * money("0.01")))
                .otherwise(none),
                tier=pl.min_horizontal(fen(steps), cap),
                met=reached >= pl.col("target_fixed_assets") * money("0.8"),
            )
            .with_columns(total=pl.when("registered").then(rewards).otherwise(none))
            .collect()
        )
        if units:
            sums = self.rows.group_by("unit").agg(
                sum=pl.col("total").sum(), met=pl.col("met").sum().cast(pl.Int64)
            )
            rank = pl.col("rank")
            self.by_unit = (
                self.units.join(sums, on="unit", how="left")
                .with_columns(pl.col("sum").fill_null(none), pl.col("met").fill_null(0))
                .with_columns(rank=pl.col("sum").rank("min", descending=True).cast(pl.Int64))
                .with_columns(
                    prize=pl.when(rank <= 5)
                    .then(money("20000"))
                    .otherwise(pl.when(rank <= 10).then(money("10000")).otherwise(none))
                )
                .sort("unit")
            )

    @staticmethod
    def _integers(column: pl.Series) -> np.ndarray:
        if column.dtype.is_decimal():
            return arrow_rows.coefficients(column.to_arrow(), 6) // 10_000
        return column.cast(pl.Int64).to_numpy()

    def answers(self, units: bool) -> Answers:
        found = Answers({name: self._integers(self.rows[name]) for name in ROW_OUTPUTS})
        if units:
            found.units = {name: self._integers(self.by_unit[name]) for name in UNIT_OUTPUTS}
        return found


class Arrow(Engine):
    name = "pyarrow decimal128"
    note = "compute functions over whole columns, tightest precisions"
    has_units = False

    def prepare(self, work: Work, rows: int) -> None:
        pa.set_cpu_count(1)
        table = arrow_rows.table(work, rows, arrow_rows.TIGHTEST)
        self.columns = {name: table[name].combine_chunks() for name in table.column_names}
        kinds = work.columns["kind"][:rows]
        self.is_department, self.is_introducer = pa.array(kinds == 1), pa.array(kinds == 2)

    def run(self, units: bool) -> None:
        c = self.columns

        def number(text: str) -> pa.Scalar:
            return pa.scalar(Decimal(text))

        def fen(amount: pa.Array) -> pa.Array:
            return pc.round(amount, 2, round_mode="half_towards_infinity")

        def at_most(amount: pa.Array, cap: str) -> pa.Array:
            return pc.min_element_wise(amount, pa.scalar(Decimal(cap), amount.type))

        def above(amount: pa.Array, edge: str) -> pa.Array:
            over = pc.subtract(amount, number(edge))
            return pc.max_element_wise(over, pa.scalar(Decimal(0), over.type))

        def only(condition: pa.Array, amount: pa.Array) -> pa.Array:
            return pc.if_else(condition, amount, pa.scalar(Decimal(0), amount.type))

        assets = c["fixed_assets"]
        net = pc.subtract(c["tax_revenue"], c["incentive_paid"])
        bonus = only(self.is_department, at_most(fen(pc.multiply(net, number("0.2"))), "500000.00"))
        finder = only(self.is_introducer, fen(pc.multiply(assets, number("0.01"))))
        steps = pc.add(
            pc.add(
                pc.multiply(at_most(assets, "10000000.00"), number("0.005")),
                pc.multiply(above(at_most(assets, "100000000.00"), "10000000.00"), number("0.001")),
            ),
            pc.multiply(above(assets, "100000000.00"), number("0.0005")),
        )
        tier = at_most(fen(steps), "500000.00")
        reached = pc.add(assets, pc.multiply(c["actual_fdi_usd"], number("6.8275")))
        met = pc.greater_equal(reached, pc.multiply(c["target_fixed_assets"], number("0.8")))
        rewards = pc.add(pc.add(bonus, finder), only(met, tier))
        total = only(c["registered"], rewards)
        self.found = {"bonus": bonus, "finder": finder, "tier": tier, "met": met, "total": total}

    def answers(self, units: bool) -> Answers:
        rows = {}
        for name, column in self.found.items():
            if name == "met":
                rows[name] = column.to_numpy(zero_copy_only=False).astype(np.int64)
                continue
            # Rounded to two decimals, whatever the type still carries.
            scale = column.type.scale
            rows[name] = arrow_rows.coefficients(column, scale) // 10 ** (scale - 2)
        return Answers(rows)
