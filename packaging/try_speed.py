"""How long the measured work (R1 to R6, benchmarks/compare) takes with the library of a release, beside the one of
this machine's build: at most 1.05 times, with each instruction set that this processor has.

Two processes, one for each library, take turns at the same rows, on one thread. Of the processor time of each that
counts which a quarter of its turns stay below, so that what else runs on the machine counts little; the least of all
is now and then a slip of the clock. Both must give the same figures.

usage: packaging/try_speed.py [LIBRARY [OTHER]]     the release's for linux-x86_64, and build/release's or build/tested's
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from platforms import PLATFORMS, PYTHON_OF_SYSTEM, ROOT

MOST = 1.05
ROWS = 40_000
UNITS = 300
TURNS = int(os.environ.get("REMIT_TURNS", "120"))
SETS = ("portable", "x86-64-v2", "x86-64-v3", "x86-64-v4")
WORK = ROOT / "benchmarks" / "compare"
KINDS = ("township", "department", "introducer")


def table() -> dict[str, list]:
    draw = random.Random(20100101)
    amounts = ("tax_revenue", "incentive_paid", "fixed_assets", "target_fixed_assets", "actual_fdi_usd")
    return {
        "id": list(range(ROWS)),
        **{name: [f"{draw.randrange(10**10) / 100:.2f}" for _ in range(ROWS)] for name in amounts},
        "kind": [draw.choice(KINDS) for _ in range(ROWS)],
        "registered": [draw.random() < 0.9 for _ in range(ROWS)],
        "unit": [draw.randrange(UNITS) for _ in range(ROWS)],
    }


def turns() -> None:
    """The process of one library: reads names of instruction sets, says nanoseconds and what came out."""
    sys.path.insert(0, str(ROOT / "bindings" / "python"))
    import remit

    policy = remit.load(WORK / "work.remit", WORK / "units.remit")
    data = policy.data({"unit": {"id": list(range(UNITS))}, "project": table()})
    print("ready", flush=True)
    for line in sys.stdin:
        begin = time.process_time_ns()
        try:
            results = policy.evaluate(data, isa=line.strip())
        except remit.RemitError as error:
            print(f"not here: {error}".splitlines()[0], flush=True)
            continue
        took = time.process_time_ns() - begin
        figures = [list(results[name][column]) for name, column in (("project", "total"), ("unit", "prize"))]
        print(took, hashlib.sha256(repr(figures).encode()).hexdigest(), flush=True)


class Contender:
    """A process with one library, ready to take its turn."""

    def __init__(self, library: Path) -> None:
        self.process = subprocess.Popen(
            [PYTHON_OF_SYSTEM, "-B", __file__, "--turns"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "REMIT_LIBRARY": str(library)},
        )  # fmt: skip
        assert self.answer() == "ready"

    def answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def turn(self, isa: str) -> str:
        assert self.process.stdin
        self.process.stdin.write(f"{isa}\n")
        self.process.stdin.flush()
        return self.answer()


def ratio(ours: Contender, theirs: Contender, isa: str) -> float | None:
    """The lower quarter over the lower quarter; None if the processor has no such instructions, on which both must agree."""
    able = [contender.turn(isa)[0].isdigit() for contender in (ours, theirs)]
    assert able[0] == able[1], f"{isa}: one of the two libraries does not find it in this processor"
    if not able[0]:
        return None
    times: tuple[list[int], list[int]] = ([], [])
    said = set()
    for _ in range(TURNS):
        for at, contender in enumerate((ours, theirs)):
            took, _, figures = contender.turn(isa).partition(" ")
            times[at].append(int(took))
            said.add(figures)
    assert len(said) == 1, f"{isa}: the two libraries give other figures"
    first, second = (sorted(each)[TURNS // 4] for each in times)
    return first / second


def main() -> int:
    if "--turns" in sys.argv:
        turns()
        return 0
    built = [ROOT / "build" / tree / "lib" / "libremit.so.1" for tree in ("release", "tested")]
    given = [Path(each) for each in sys.argv[1:]]
    library = given[0] if given else PLATFORMS["linux-x86_64"].library
    other = given[1] if len(given) > 1 else next(each for each in built if each.exists())
    ours, theirs = Contender(library), Contender(other)
    found = {isa: ratio(ours, theirs, isa) for isa in SETS}
    shown = ", ".join(f"{isa} {value:.2f}" for isa, value in found.items() if value is not None)
    print(f"linux-x86_64: time of the measured work over that of {other.parts[-3]}: {shown}")
    return 0 if all(value is None or value <= MOST for value in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
