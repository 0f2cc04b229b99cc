"""From a file to a file: the measured work R1 to R5 and a ledger of two rewards, in Remit and in DuckDB.

    build/compare/bin/python benchmarks/compare/files.py [--rows N] [--repeat N] [--threads N ...] [--remit PROGRAM]

Both read project.csv and write the figures of each row and the ledger as CSV: the same lines and columns, paid or not, each with its
clause, its status and why, byte for byte the same but for the ends of lines. DuckDB also runs once more with less to write: six figures of
a row instead of fourteen, five columns of what is paid instead of eleven of everything. What Remit does beside that it does in all runs:
it checks each cell, keeps the SHA-256 of what it reads and writes, and writes totals, targets, errors and a manifest.

Each run is a process of its own, and what counts is its processor time, of which other work on the machine takes none; elapsed time and
the most memory stand beside it. They take turns, the least of each counts, and everything is compared before anything is printed.
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
CONTESTANTS = ("Remit", "DuckDB", "DuckDB, less")
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
copy (select id, bonus, finder, tier, met, total, bonus > 0 as "paid_bonus.eligible", false as "paid_bonus.capped", greatest(bonus, 0.00) as paid_bonus,
    case when bonus > 0 then 'due' else 'not met: bonus > 0 CNY' end as "paid_bonus.reason",
    met and registered as "paid_tier.eligible", false as "paid_tier.capped", case when met and registered then tier else 0.00 end as paid_tier,
    case when not met then 'not met: met' when not registered then 'not met: registered' else 'due' end as "paid_tier.reason"
  from figures) to '{folder}/duckdb_project.csv' (header);
copy (
  select 'paid_bonus' as reward, 'project' as entity, id as key, 'treasury' as payer, unit as payee, greatest(bonus, 0.00) as amount, 'CNY' as currency,
    'R1' as clause, case when bonus > 0 then 'due' else 'nothing' end as status,
    case when bonus > 0 then 'due' else 'not met: bonus > 0 CNY' end as reason, null as honour from figures
  union all
  select 'paid_tier', 'project', id, 'treasury', unit, case when met and registered then tier else 0.00 end, 'CNY',
    'R3', case when met and registered then 'due' else 'nothing' end,
    case when not met then 'not met: met' when not registered then 'not met: registered' else 'due' end, null from figures
) to '{folder}/duckdb_ledger.csv' (header)
"""
WRITE_LESS = """
copy (select id, bonus, finder, tier, met, total from figures) to '{folder}/less_project.csv' (header);
copy (select 'paid_bonus' as reward, id, 'treasury' as payer, unit as payee, bonus as amount from figures where bonus > 0
  union all select 'paid_tier', id, 'treasury', unit, tier from figures where met and registered) to '{folder}/less_ledger.csv' (header)
"""


def engine(folder: str, threads: int, less: bool) -> None:
    """What the process of DuckDB does; its own start and the loading of Python do not count."""
    import duckdb

    before = resource.getrusage(resource.RUSAGE_SELF)
    start = time.perf_counter()
    connection = duckdb.connect(config={"threads": threads, "preserve_insertion_order": True})
    connection.execute(FIGURES.format(folder=folder))
    connection.execute((WRITE_LESS if less else WRITE).format(folder=folder))
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed, after.ru_maxrss / 1024)


def run_engine(folder: str, threads: int, less: bool) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--engine", folder, "--threads", str(threads)] + (["--less"] if less else [])
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


def compare(folder: str) -> dict[str, int]:
    """Ends the program where the two wrote different files; else the bytes of each contestant's."""
    sizes = dict.fromkeys(CONTESTANTS, 0)
    for name in ("project", "ledger"):
        ours, theirs = (pathlib.Path(folder, file).read_bytes() for file in (f"remit/{name}.csv", f"duckdb_{name}.csv"))
        sizes["Remit"] += len(ours)
        sizes["DuckDB"] += len(theirs)
        sizes["DuckDB, less"] += os.path.getsize(f"{folder}/less_{name}.csv")
        if ours.replace(b"\r\n", b"\n") != theirs:
            sys.exit(f"{name}: the files differ")
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--remit", default=str(_TOP / "build" / "release" / "bin" / "remit"))
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--less", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.engine:
        return engine(asked.engine, asked.threads[0], asked.less)
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, asked.rows)
        found: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
        for _ in range(asked.repeat):
            for threads in asked.threads:
                found.setdefault(("Remit", threads), []).append(run_remit(asked.remit, folder, threads))
                for name in CONTESTANTS[1:]:
                    found.setdefault((name, threads), []).append(run_engine(folder, threads, name != "DuckDB"))
        sizes = compare(folder)
    print(f"{asked.rows} rows, the least of {asked.repeat}\n\n| | threads | processor time | of Remit's | elapsed | memory | written |")
    print("|---|---|---|---|---|---|---|")
    for (name, threads), runs in found.items():
        processor, elapsed = min(run[0] for run in runs), min(run[1] for run in runs)
        ratio = processor / min(run[0] for run in found["Remit", threads])
        memory = max(run[2] for run in runs)
        print(
            f"| {name} | {threads} | {processor:.2f} s | {ratio:.2f} | {elapsed:.2f} s | {memory:.0f} MiB | {sizes[name] / 2**20:.0f} MiB |"
        )


if __name__ == "__main__":
    main()
