"""The measured work in Remit and in what one would use instead, one thread each, in one process.

    make bench-compare                      # 1 000 000 rows
    make bench-compare COMPARE="--rows 10000000 --repeat 3"

Every contender gets the same rows (a fixed seed), in the form that suits it best, made beforehand.
Contenders take turns, so that noise hits all alike; the least elapsed time of each counts. Every
figure is compared with H's; one that differs is an error exit, unless the contender is marked as
inexact. `threads` is processor time over elapsed time: above 1, an engine used more than the one it
was given.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import pathlib
import platform
import sys
import time

# Read when polars and the numeric libraries are loaded.
for _variable in ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[_variable] = "1"

_TOP = pathlib.Path(__file__).resolve().parents[2]
_LIBRARIES = _TOP / "build" / "release" / "lib"
os.environ.setdefault("REMIT_LIBRARY", str(_LIBRARIES / "libremit.so.1"))
sys.path.insert(0, str(_TOP / "bindings" / "python"))

from engines import (  # noqa: E402 - the environment comes first
    decimal_engine,
    duckdb_engine,
    frames,
    native,
    numpy_engine,
    openfisca_engine,
    remit_python,
    sqlite_engine,
    zen_engine,
)
from engines.base import Engine  # noqa: E402
from work import Answers, Work  # noqa: E402

ENGINES: tuple[type[Engine], ...] = (
    native.ByHand,
    native.Plain,
    native.Remit,
    remit_python.Kept,
    remit_python.ArrowInAndOut,
    duckdb_engine.Tightest,
    duckdb_engine.Wide,
    numpy_engine.Blocks,
    numpy_engine.Whole,
    frames.Polars,
    frames.Arrow,
    openfisca_engine.OpenFisca,
    openfisca_engine.OpenFiscaFloat,
    sqlite_engine.SQLite,
    decimal_engine.PythonDecimal,
    zen_engine.Zen,
)
YARDSTICK, OURS, GOAL_AGAINST = native.ByHand.name, native.Remit.name, duckdb_engine.Tightest.name
GOAL = 20.0
WORKS = {"R1-R5": False, "R1-R6": True}


@dataclasses.dataclass
class Measured:
    """The best of all turns of one contender at one work."""

    seconds: float = float("inf")
    threads: float = 1.0

    def turn(self, body) -> None:
        elapsed, processor = time.perf_counter(), time.process_time()
        body()
        elapsed = time.perf_counter() - elapsed
        processor = time.process_time() - processor
        if elapsed < self.seconds:
            self.seconds, self.threads = elapsed, processor / elapsed


@dataclasses.dataclass
class Contender:
    engine: Engine
    rows: int
    measured: dict[str, Measured]

    def per_row(self, work: str) -> float:
        """Nanoseconds."""
        return 1e9 * self.measured[work].seconds / self.rows


def check(contender: Contender, work: Work, cache: dict[tuple[int, bool], Answers]) -> list[str]:
    """What differs from H's figures; runs the contender once more."""
    complaints = []
    for name, units in WORKS.items():
        if name not in contender.measured:
            continue
        key = (contender.rows, units)
        if key not in cache:
            work.by_hand(contender.rows, units)
            cache[key] = work.outputs(contender.rows, units)
        contender.engine.run(units)
        differences = contender.engine.answers(units).differences(cache[key])
        complaints += [f"{contender.engine.name}, {name}, {line}" for line in differences]
    return complaints


def cell(contender: Contender, work: str, base: dict[str, float]) -> str:
    if work not in contender.measured:
        return f"{'-':>10} {'-':>9} {'-':>9}"
    per_row = contender.per_row(work)
    return f"{per_row:10.2f} {per_row / base[YARDSTICK]:9.1f} {per_row / base[OURS]:9.1f}"


def print_table(contenders: list[Contender]) -> None:
    bases = {
        work: {c.engine.name: c.per_row(work) for c in contenders if work in c.measured}
        for work in WORKS
    }
    print(f"{'':34}{'':>10}" + "".join(f"{work:^33}" for work in WORKS))
    columns = f"{'ns/row':>10} {'x H':>9} {'x Remit':>9}"
    print(f"{'':34}{'rows':>10}   {columns}   {columns}  threads")
    for contender in contenders:
        cells = "   ".join(cell(contender, work, bases[work]) for work in WORKS)
        threads = max(m.threads for m in contender.measured.values())
        print(f"{contender.engine.name:34}{contender.rows:10}   {cells}  {threads:5.2f}")
    print()
    for contender in contenders:
        print(f"{contender.engine.name}: {contender.engine.note}")


def machine() -> str:
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(": ")[2]
            break
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="words in the names of the contenders")
    arguments = parser.parse_args()
    work = Work(_LIBRARIES / "libwork_library.so", arguments.rows)
    print(f"{machine()}; loops for {work.isa}; least of {arguments.repeat} turns, elapsed time\n")
    contenders = []
    for kind in ENGINES:
        always = kind.name in (YARDSTICK, OURS)
        if arguments.only and not always and not any(w.lower() in kind.name.lower() for w in arguments.only):
            continue
        engine = kind()
        rows = min(arguments.rows, engine.most_rows)
        engine.prepare(work, rows)
        works = {name: Measured() for name, units in WORKS.items() if engine.has_units or not units}
        contenders.append(Contender(engine, rows, works))
    for _ in range(arguments.repeat):
        for name, units in WORKS.items():
            for contender in contenders:
                if name in contender.measured:
                    contender.measured[name].turn(lambda: contender.engine.run(units))
    expected: dict[tuple[int, bool], Answers] = {}
    wrong: list[str] = []
    inexact: list[str] = []
    for contender in contenders:
        found = check(contender, work, expected)
        (wrong if contender.engine.exact else inexact).extend(found)
    print_table(contenders)
    print()
    if inexact:
        print("\n".join(["known to be inexact:", *inexact, ""]))
    if wrong:
        print("\n".join(["FIGURES DIFFER:", *wrong]))
        return 1
    print("all exact contenders agree with H in every figure")
    by_name = {contender.engine.name: contender for contender in contenders}
    if GOAL_AGAINST in by_name:
        for name in WORKS:
            ratio = by_name[GOAL_AGAINST].per_row(name) / by_name[OURS].per_row(name)
            verdict = "met" if ratio >= GOAL else "missed"
            print(f"goal {name}: {ratio:.1f} times as fast as {GOAL_AGAINST}; {GOAL:.0f} {verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
