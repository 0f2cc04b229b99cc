#!/usr/bin/env python3
"""Changes one sign, number, word, condition or statement of the sources at a time, and asks whether a test notices.

usage: mutation.py BUILD make [--count N] [--files M] [--seed S] [--among ROOM...]
           draws N changes in each room (in M files of it, drawn before) and builds them
       mutation.py BUILD run [--seconds S] [--only NUMBER...]
           asks who notices, of all or of these

All changes are compiled at once, each behind a switch (switch.h), so one build serves them all: `make` writes the changed sources to
BUILD/mutated and has the tree BUILD compile them instead of those of src/. A change that does not compile is taken out. `run` first writes
down which test reaches which change, then makes one change after another with those tests alone that reach it, the quickest first; tests
that take longer than S seconds are left out. Survivors are printed as they come: read each. Either a test is missing, or the change means
the same (then the line may say more than it needs); SURVIVORS.md has those that were read.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import pathlib
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import changes
import tests_of
from changes import Change

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = list(tests_of.PROGRAMS)


@dataclasses.dataclass(frozen=True)
class Mutant:
    number: int
    room: str
    file: str
    change: Change

    def __str__(self) -> str:
        return f"{self.number} {self.file}:{self.change.line}: {' '.join(self.change.shown.split())[:160]}"


def draw(rooms: list[str], count: int, files: int, seed: int) -> list[Mutant]:
    """Some more than are wanted, for some will not compile; in the order of being drawn, room by room."""
    drawn = []
    for room in rooms:
        dice = random.Random(f"{seed} {room}")
        sources = sorted((ROOT / room).rglob("*.cc"))
        some = sorted(dice.sample(sources, min(len(sources), files)))
        there = [(str(file.relative_to(ROOT)), change) for file in some for change in changes.all_changes(file.read_bytes())]
        print(f"{room}: {len(there)} changes there are in {len(some)} of {len(sources)} files", flush=True)
        for file, change in dice.sample(there, min(len(there), count * 9 // 8)):
            drawn.append(Mutant(len(drawn) + 1, room, file, change))
    return drawn


def write_sources(tree: pathlib.Path, mutants: list[Mutant]) -> dict[str, list[int]]:
    """The changed sources; for each, whose its lines are. What is the same is not written again."""
    lines_of = {}
    switch = f'#include "{pathlib.Path(__file__).with_name("switch.h")}"\n'
    for file in sorted({each.file for each in mutants}):
        text, lines = changes.with_changes((ROOT / file).read_bytes(), [(each.number, each.change) for each in mutants if each.file == file])
        lines_of[file] = [0, *lines]
        to = tree / "mutated" / file
        to.parent.mkdir(parents=True, exist_ok=True)
        if not to.exists() or to.read_text(encoding="utf-8") != switch + text:
            to.write_text(switch + text, encoding="utf-8")
    return lines_of


def broken(output: str, tree: pathlib.Path, lines_of: dict[str, list[int]]) -> set[int]:
    """The changes that errors of the compiler speak of."""
    found = set()
    for file, line in re.findall(re.escape(str(tree / "mutated")) + r"/([\w/.]+\.cc):(\d+):\d+: (?:fatal )?(?:error|note)", output):
        found.add(lines_of[file][int(line) - 1])
    return found - {0}


def make(tree: pathlib.Path, count: int, files: int, seed: int, rooms: list[str]) -> None:
    mutants = draw(rooms, count, files, seed)
    for old in (tree / "mutated").rglob("*.cc"):
        if str(old.relative_to(tree / "mutated")) not in {each.file for each in mutants}:
            old.unlink()
    while True:
        lines_of = write_sources(tree, mutants)
        subprocess.run(["cmake", f"-DREMIT_MUTATED={tree / 'mutated'}", tree], cwd=ROOT, check=True, capture_output=True)
        built = subprocess.run(["cmake", "--build", tree, "--parallel", str(tests_of.WORKERS), "--target", *tests_of.targets(rooms), "--", "-k", "0"],
                               cwd=ROOT, check=False, capture_output=True, text=True)  # fmt: skip
        if built.returncode == 0:
            break
        errors = broken(built.stdout + built.stderr, tree, lines_of)
        if not errors:
            sys.exit(built.stdout[-3000:] + built.stderr[-3000:])
        print(f"{len(errors)} do not compile: {' '.join(map(str, sorted(errors)))}", flush=True)
        mutants = [each for each in mutants if each.number not in errors]
    kept = [each for room in rooms for each in [each for each in mutants if each.room == room][:count]]
    (tree / "mutated" / "mutants.json").write_text(json.dumps([dataclasses.asdict(each) for each in kept], indent=1), encoding="utf-8")
    (tree / "mutated" / "reached.json").unlink(missing_ok=True)


def run(tree: pathlib.Path, seconds: float, only: list[int]) -> None:
    made = json.loads((tree / "mutated" / "mutants.json").read_text(encoding="utf-8"))
    mutants = [Mutant(each["number"], each["room"], each["file"], Change(**each["change"])) for each in made]
    asked = [each for each in mutants if not only or each.number in only]
    tests = tests_of.recorded(tree, list(dict.fromkeys(each.room for each in asked)), seconds)

    def one(mutant: Mutant) -> str:
        noticed = tests_of.who_notices(tree, mutant.number, mutant.room, tests)
        reached = sum(mutant.number in each.reached for each in tests)
        print(f"noticed by {noticed}: {mutant}" if noticed else f"SURVIVED, reached by {reached}: {mutant}", flush=True)
        return noticed

    with ThreadPoolExecutor(tests_of.WORKERS) as pool:
        noticed = list(pool.map(one, asked))
    for room in dict.fromkeys(each.room for each in asked):
        mine = [by for each, by in zip(asked, noticed) if each.room == room]
        print(f"{room}: {sum(map(bool, mine))} of {len(mine)} noticed")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("build", type=pathlib.Path)
    given.add_argument("what", choices=["make", "run"])
    given.add_argument("--count", type=int, default=20)
    given.add_argument("--files", type=int, default=1000)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--among", nargs="+", default=ROOMS, choices=ROOMS)
    given.add_argument("--seconds", type=float, default=600)
    given.add_argument("--only", nargs="+", type=int, default=[])
    said = given.parse_args()
    if said.what == "make":
        make(said.build.resolve(), said.count, said.files, said.seed, said.among)
    else:
        run(said.build.resolve(), said.seconds, said.only)


if __name__ == "__main__":
    main()
