"""SQLite, in memory, integer fen."""

from __future__ import annotations

import sqlite3

import numpy as np

from engines.base import Engine
from work import AMOUNTS, ROW_OUTPUTS, UNIT_OUTPUTS, Answers, Work

_ROWS = """
create table result as
with parts as (
  select id, unit, registered,
    case when kind = 1 then min(((tax_revenue - incentive_paid) * 20 + 50) / 100, 50000000)
         else 0 end as bonus,
    case when kind = 2 then (fixed_assets + 50) / 100 else 0 end as finder,
    min((min(fixed_assets, 1000000000) * 50
       + max(min(fixed_assets, 10000000000) - 1000000000, 0) * 10
       + max(fixed_assets - 10000000000, 0) * 5 + 5000) / 10000, 50000000) as tier,
    fixed_assets * 10000 + actual_fdi_usd * 68275 >= target_fixed_assets * 8000 as met
  from project)
select id, unit, bonus, finder, tier, met,
  case when registered then bonus + finder + case when met then tier else 0 end else 0 end as total
from parts
"""
_UNITS = """
create table unit_result as
with sums as (select unit, sum(total) as sum, sum(met) as met from result group by unit),
all_units as (select id, coalesce(sum, 0) as sum, coalesce(met, 0) as met
              from unit left join sums on unit.id = sums.unit),
places as (select *, rank() over (order by sum desc) as rank from all_units)
select *, case when rank <= 5 then 2000000 when rank <= 10 then 1000000 else 0 end as prize
from places
"""


class SQLite(Engine):
    name = "SQLite, integer fen"
    note = "`create table as` in memory"
    most_rows = 200_000

    def prepare(self, work: Work, rows: int) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        names = ("id", *AMOUNTS, "kind", "registered", "unit")
        typed = ", ".join(f"{name} integer" for name in names)
        self.connection.execute(f"create table project ({typed})")
        self.connection.execute("create table unit (id integer primary key)")
        columns = [np.arange(rows)] + [work.columns[name][:rows] for name in names[1:]]
        self.connection.execute("begin")
        self.connection.executemany(
            f"insert into project values ({', '.join('?' * len(names))})",
            zip(*(column.tolist() for column in columns)),
        )
        self.connection.executemany(
            "insert into unit values (?)", ((unit,) for unit in range(work.unit_count))
        )
        self.connection.execute("commit")

    def run(self, units: bool) -> None:
        self.connection.execute("drop table if exists result")
        self.connection.execute(_ROWS)
        if units:
            self.connection.execute("drop table if exists unit_result")
            self.connection.execute(_UNITS)

    def _columns(self, names: tuple[str, ...], table: str) -> dict[str, np.ndarray]:
        rows = self.connection.execute(f"select {', '.join(names)} from {table} order by id").fetchall()
        return {name: np.array([row[i] for row in rows]) for i, name in enumerate(names)}

    def answers(self, units: bool) -> Answers:
        found = Answers(self._columns(ROW_OUTPUTS, "result"))
        if units:
            found.units = self._columns(UNIT_OUTPUTS, "unit_result")
        return found
