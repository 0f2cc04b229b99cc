"""DuckDB, in memory: its own tables in, its own tables out."""

from __future__ import annotations

import duckdb
import numpy as np

from engines import arrow_rows
from engines.base import Engine
from work import AMOUNTS, ROW_OUTPUTS, UNIT_OUTPUTS, Answers, Work

# A cap on the rounding grid may be taken after rounding. Literals have the fewest digits that hold
# them, so that products stay as narrow as they can be.
_ROWS = """
create or replace temp table result as
with parts as (
  select *,
    case when kind = 'department'
         then least(round((tax_revenue - incentive_paid) * 0.2::decimal(1,1), 2), 500000.00)
         else 0.00 end as bonus,
    case when kind = 'introducer' then round(fixed_assets * 0.01::decimal(2,2), 2)
         else 0.00 end as finder,
    least(round(
        least(fixed_assets, 10000000.00) * 0.005::decimal(3,3)
      + greatest(least(fixed_assets, 100000000.00) - 10000000.00, 0.00) * 0.001::decimal(3,3)
      + greatest(fixed_assets - 100000000.00, 0.00) * 0.0005::decimal(4,4), 2), 500000.00) as tier,
    fixed_assets + actual_fdi_usd * 6.8275::decimal(5,4)
      >= target_fixed_assets * 0.8::decimal(1,1) as met
  from project)
select id, unit, bonus, finder, tier, met,
  case when registered then bonus + finder + case when met then tier else 0.00 end
       else 0.00 end as total
from parts
"""
_UNITS = """
create or replace temp table unit_result as
with sums as (select unit, sum(total) as sum, count(*) filter (met) as met from result group by unit),
all_units as (select id, coalesce(sum, 0) as sum, coalesce(met, 0) as met
              from unit left join sums on unit.id = sums.unit),
places as (select *, rank() over (order by sum desc) as rank from all_units)
select *, case when rank <= 5 then 20000.00 when rank <= 10 then 10000.00 else 0.00 end as prize
from places
"""


class Tightest(Engine):
    name = "DuckDB, tightest DECIMAL"
    note = "one thread, tables in memory, `create temp table as`"
    precisions = arrow_rows.TIGHTEST

    def prepare(self, work: Work, rows: int) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        arrow = arrow_rows.table(work, rows, self.precisions)
        self.connection.register("arrow_rows", arrow)
        amounts = ", ".join(f"{name}::decimal({self.precisions.get(name, 18)},2) {name}" for name in AMOUNTS)
        self.connection.execute(
            f"create table project as select id, {amounts}, "
            "kind::enum('township', 'department', 'introducer') kind, registered, unit::integer unit "
            "from arrow_rows"
        )
        self.connection.unregister("arrow_rows")
        self.connection.execute(
            f"create table unit as select range::integer id from range({work.unit_count})"
        )

    def run(self, units: bool) -> None:
        self.connection.execute(_ROWS)
        if units:
            self.connection.execute(_UNITS)

    def _columns(self, names: tuple[str, ...], money: set[str], table: str) -> dict[str, np.ndarray]:
        asked = ", ".join(f"({n} * 100)::bigint {n}" if n in money else f"{n}::bigint {n}" for n in names)
        found = self.connection.execute(f"select {asked} from {table} order by id").fetchnumpy()
        return {name: np.asarray(found[name]) for name in names}

    def answers(self, units: bool) -> Answers:
        money = {"bonus", "finder", "tier", "total", "sum", "prize"}
        found = Answers(self._columns(ROW_OUTPUTS, money, "result"))
        if units:
            found.units = self._columns(UNIT_OUTPUTS, money, "unit_result")
        return found


class Wide(Tightest):
    name = "DuckDB, DECIMAL(18,2)"
    note = "the same with the usual type for money"
    precisions = {}
