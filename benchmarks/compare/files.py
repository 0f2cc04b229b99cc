"""From a file to a file: the measured work R1 to R5 and a ledger of two rewards, in Remit and in DuckDB.

    build/compare/bin/python benchmarks/compare/files.py [--rows N] [--repeat N] [--threads N ...] [--remit PROGRAM]

Both read project.csv and write the figures of each row and the ledger as CSV. Each run is a process of its own, and what counts is its
processor time, of which other work on the machine takes none; elapsed time and the most memory stand beside it. They take turns, the
least of each counts, and every figure and every line is compared before anything is printed.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

_TOP = pathlib.Path(__file__).resolve().parents[2]
UNITS = 3000
REWARDS = """
  party treasury
  reward paid_bonus "Bonus" for project cite "R1" { when bonus > 0 CNY  pay bonus  from treasury  to unit }
  reward paid_tier "Tier" for project cite "R3" { when met and registered  pay tier  from treasury  to unit }
}
"""
MAKE = """
copy (
  select i as id, fen(i, 1, 500_000_000) as tax_revenue, fen(i, 2, 100_000_000) as incentive_paid,
    fen(i, 3, 50_000_000_000) as fixed_assets, fen(i, 4, 60_000_000_000) as target_fixed_assets, fen(i, 5, 900_000_000) as actual_fdi_usd,
    case hash(i, 6) % 3 when 0 then 'township' when 1 then 'department' else 'introducer' end as kind,
    hash(i, 7) % 10 > 0 as registered, (hash(i, 8) % {units})::integer as unit
  from range({rows}) r(i)
) to '{folder}/project.csv' (header)
"""
FIGURES = """
create temp table figures as
with parts as (
  select id, unit, registered,
    case when kind = 'department' then least(round((tax_revenue - incentive_paid) * 0.2::decimal(1,1), 2), 500000.00) else 0.00 end as bonus,
    case when kind = 'introducer' then round(fixed_assets * 0.01::decimal(2,2), 2) else 0.00 end as finder,
    least(round(least(fixed_assets, 10000000.00) * 0.005::decimal(3,3)
      + greatest(least(fixed_assets, 100000000.00) - 10000000.00, 0.00) * 0.001::decimal(3,3)
      + greatest(fixed_assets - 100000000.00, 0.00) * 0.0005::decimal(4,4), 2), 500000.00) as tier,
    fixed_assets + actual_fdi_usd * 6.8275::decimal(5,4) >= target_fixed_assets * 0.8::decimal(1,1) as met
  from read_csv('{folder}/project.csv', header = true, columns = {{'id': 'integer', 'tax_revenue': 'decimal(13,2)',
    'incentive_paid': 'decimal(13,2)', 'fixed_assets': 'decimal(13,2)', 'target_fixed_assets': 'decimal(13,2)',
    'actual_fdi_usd': 'decimal(13,2)', 'kind': 'varchar', 'registered': 'boolean', 'unit': 'integer'}}))
select id, bonus, finder, tier, met,
  case when registered then bonus + finder + case when met then tier else 0.00 end else 0.00 end as total, unit, registered
from parts
"""
WRITE = """
copy (select id, bonus, finder, tier, met, total from figures) to '{folder}/duckdb_project.csv' (header);
copy (select 'paid_bonus' as reward, id, 'treasury' as payer, unit as payee, bonus as amount from figures where bonus > 0
  union all select 'paid_tier', id, 'treasury', unit, tier from figures where met and registered) to '{folder}/duckdb_ledger.csv' (header)
"""


def engine(folder: str, threads: int) -> None:
    """What the process of DuckDB does; its own start and the loading of Python do not count."""
    import duckdb

    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    connection = duckdb.connect(config={"threads": threads, "preserve_insertion_order": True})
    connection.execute(FIGURES.format(folder=folder))
    connection.execute(WRITE.format(folder=folder))
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed, after.ru_maxrss / 1024)


def run_engine(folder: str, threads: int) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--engine", folder, "--threads", str(threads)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    processor, elapsed, memory = map(float, done.stdout.split())
    return processor, elapsed, memory


def run_remit(program: str, folder: str, threads: int) -> tuple[float, float, float]:
    start = time.perf_counter()
    child = subprocess.Popen(
        [program, "run", f"{folder}/work.remit", "--table", f"project={folder}/project.csv", "--table", f"unit={folder}/unit.csv"]
        + ["--out", f"{folder}/remit", "--threads", str(threads)],
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit("remit failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024


def prepare(folder: str, rows: int) -> None:
    import duckdb

    connection = duckdb.connect()
    connection.execute("create macro fen(i, s, most) as ((hash(i, s) % most)::bigint / 100.0)::decimal(13,2)")
    connection.execute(MAKE.format(folder=folder, rows=rows, units=UNITS))
    connection.execute(f"copy (select range::integer as id from range({UNITS})) to '{folder}/unit.csv' (header)")
    text = (_TOP / "benchmarks" / "compare" / "work.remit").read_text(encoding="utf-8")
    (pathlib.Path(folder) / "work.remit").write_text(text[: text.rindex("}")] + REWARDS, encoding="utf-8")


def compare(folder: str) -> None:
    import duckdb

    connection = duckdb.connect()
    sides = {
        "project": "select id, bonus::decimal(18,2), finder::decimal(18,2), tier::decimal(18,2), met, total::decimal(18,2) from {}",
        "ledger": "select reward, {key}, payee, amount::decimal(18,2) from {{}} where amount > 0",
    }
    for name, select in sides.items():
        ours = select.format(key="key as id") if name == "ledger" else select
        theirs = select.format(key="id") if name == "ledger" else select
        ours = ours.format(f"read_csv('{folder}/remit/{name}.csv', header = true)")
        theirs = theirs.format(f"read_csv('{folder}/duckdb_{name}.csv', header = true)")
        for one, other in ((ours, theirs), (theirs, ours)):
            (different,) = connection.execute(f"select count(*) from ({one} except all {other})").fetchone()
            if different:
                sys.exit(f"{name}: {different} lines differ")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--remit", default=str(_TOP / "build" / "release" / "bin" / "remit"))
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        return engine(asked.engine, asked.threads[0])
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, asked.rows)
        found: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
        for _ in range(asked.repeat):
            for threads in asked.threads:
                found.setdefault(("Remit", threads), []).append(run_remit(asked.remit, folder, threads))
                found.setdefault(("DuckDB", threads), []).append(run_engine(folder, threads))
        compare(folder)
    print(f"{asked.rows} rows, the least of {asked.repeat}\n\n| | threads | processor time | elapsed | memory |\n|---|---|---|---|---|")
    for (name, threads), runs in found.items():
        processor, elapsed = min(run[0] for run in runs), min(run[1] for run in runs)
        print(f"| {name} | {threads} | {processor:.2f} s | {elapsed:.2f} s | {max(run[2] for run in runs):.0f} MiB |")
    for threads in asked.threads:
        ours, theirs = (min(run[0] for run in found[name, threads]) for name in ("Remit", "DuckDB"))
        print(f"\n{threads} threads: DuckDB takes {theirs / ours:.2f} times the processor time")


if __name__ == "__main__":
    main()
