#!/usr/bin/env python3
"""Changes one sign, number, word or statement of the sources at a time, builds, and asks whether a test notices.

usage: mutation.py BUILD --count N [--seed S] [--among ROOM...]       N changes, drawn from the rooms evenly
       mutation.py BUILD --apply FILE:LINE:COLUMN TEXT BY             one change again, after a test was written

BUILD is the tree of the preset `tested`, built. Each change is written into its source, what could notice is built and run, the quickest
first, and the source is put back, also after Ctrl-C; so nothing else may use this work tree meanwhile. A change that does not compile is
drawn again. Survivors are printed as they come: read each. Either a test is missing, or the change means the same (then the line may say
more than it needs).
"""

from __future__ import annotations

import argparse
import dataclasses
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Room -> the tests that could notice, the quickest first; each step only for what the one before let pass.
NOTICED_BY = {
    "src/number": (["unit_number", "decimal_cases"], ["spec"], ["fractions_oracle", "unit_row", "differential_models"]),
    "src/check": (["unit_check", "catalogue_examples"], ["spec"], ["one_truth", "explain", "policies", "unit_editor", "promises", "needs"]),
    "src/lowering": (["unit_lowering"], ["spec"], ["row_column", "differential_policies", "differential_models", "explain_memos"]),
    "src/report": (["unit_report", "explain"], ["spec", "explain_readings"], ["unit_api", "explain_memos", "explain_twins", "promises", "cli"]),
    "src/column/nodes": (["unit_column"], ["spec"], ["row_column", "differential_models", "differential_policies", "promises"]),
}
PROGRAMS = {  # of the tests whose program has another name
    "decimal_cases": ["decimal_cases_test"], "fractions_oracle": ["number_driver"], "differential_models": ["differential_driver", "remit"],
    "differential_policies": ["differential_driver", "remit"], "explain": ["remit"], "explain_memos": ["remit"], "explain_twins": ["remit"],
    "explain_readings": ["remit"], "policies": ["remit"], "promises": ["remit"], "needs": ["remit", "remit_capi"],
    "cli": ["remit", "remit_capi"],
}  # fmt: skip
SECONDS = 300  # a test that takes longer than this has noticed: it hangs
SIGNS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+": "-", "-": "+", "*": "/",
         "+=": "-=", "-=": "+=", "|=": "&=", "&=": "|="}  # fmt: skip
WORDS = {"true": "false", "false": "true", "begin": "end", "front": "back", "back": "front", "min": "max", "max": "min",
         "continue": "break", "break": "continue", "lower_bound": "upper_bound", "upper_bound": "lower_bound"}  # fmt: skip
TOKEN = re.compile(
    r"(?P<sign>(?<= )(?:<=|>=|==|!=|&&|\|\||\+=|-=|\|=|&=|[<>+*-])(?= ))|(?P<no>(?<=[( ])!(?=[\w(]))"
    r"|(?P<number>(?<![\w.'])\d+(?![\w.']))|(?P<word>\b(?:" + "|".join(WORDS) + r")\b)"
)
STATEMENT = re.compile(r"^ +(?:if \([^;{}]*\) )?(?P<statement>[\w.\->\[\]*:]+(?:\(.*\)| [-+|&]?= .*|\+\+|--));$")
# What a test cannot or need not notice: promises, sizes asked for beforehand, what says how much work is done.
LEFT_ALONE = re.compile(r"\b(assert|static_assert|reserve|REMIT_\w+|budget|spend\w*|Budget|#include|using|namespace|template)\b|^\s*//|^#")


@dataclasses.dataclass(frozen=True)
class Change:
    file: pathlib.Path
    line: int  # from 0
    column: int
    text: str
    by: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line + 1}:{self.column}: {self.text!r} -> {self.by!r}"


def blank(text: str) -> str:
    """The same places without texts, characters and comments."""
    return re.sub(r'"(?:[^"\\\n]|\\.)*"|(?<!\w)\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*', lambda found: " " * len(found[0]), text)


def changes(file: pathlib.Path) -> list[Change]:
    found = []
    for at, line in enumerate(blank(file.read_text(encoding="utf-8")).split("\n")):
        if LEFT_ALONE.search(line):
            continue
        for token in TOKEN.finditer(line):
            text = token[0]
            by = {"sign": SIGNS.get(text), "no": "", "number": str(int(text) + 1) if text.isdigit() else None, "word": WORDS.get(text)}
            found.append(Change(file, at, token.start(), text, by[token.lastgroup]))
        if statement := STATEMENT.match(line):
            found.append(Change(file, at, statement.start("statement"), statement["statement"], ""))
    return found


def run(*command: str | pathlib.Path) -> bool:
    return subprocess.run([str(each) for each in command], cwd=ROOT, capture_output=True, check=False).returncode == 0


def build(tree: pathlib.Path, tests: list[str]) -> bool:
    programs = sorted({program for test in tests for program in PROGRAMS.get(test, [test])})
    return run("cmake", "--build", tree, "--parallel", "2", "--target", *programs)


def who_notices(tree: pathlib.Path, change: Change) -> str | None:
    """A test, "" for nobody, or nothing if the change does not compile."""
    room = next(room for room in NOTICED_BY if change.file.is_relative_to(ROOT / room))
    before = change.file.read_text(encoding="utf-8")
    lines = before.split("\n")
    line = lines[change.line]
    lines[change.line] = line[: change.column] + change.by + line[change.column + len(change.text) :]
    try:
        change.file.write_text("\n".join(lines), encoding="utf-8")
        for tests in NOTICED_BY[room]:
            if not build(tree, tests):
                return None
            if not run("ctest", "--test-dir", tree, "--stop-on-failure", "--parallel", "2", "--timeout", str(SECONDS),
                       "--tests-regex", f"^({'|'.join(tests)})$"):  # fmt: skip
                return " or ".join(tests)
        return ""
    finally:
        change.file.write_text(before, encoding="utf-8")


def sample(tree: pathlib.Path, count: int, seed: int, rooms: list[str]) -> None:
    dice = random.Random(seed)
    drawn = {room: [each for file in sorted((ROOT / room).rglob("*.cc")) for each in changes(file)] for room in rooms}
    print("changes there are: " + ", ".join(f"{room} {len(of)}" for room, of in drawn.items()), flush=True)
    killed = {room: [0, 0] for room in rooms}
    for number in range(count):
        room = rooms[number % len(rooms)]
        while True:
            change, begun = dice.choice(drawn[room]), time.monotonic()
            if (noticed := who_notices(tree, change)) is not None:
                break
        killed[room][1] += 1
        killed[room][0] += bool(noticed)
        print(f"{'noticed' if noticed else 'SURVIVED'} {change}  ({noticed or 'nobody'}, {time.monotonic() - begun:.0f} s)", flush=True)
    for room, (dead, all_of_them) in killed.items():
        print(f"{room}: {dead} of {all_of_them}")


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    given.add_argument("build", type=pathlib.Path)
    given.add_argument("--count", type=int, default=20)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--among", nargs="+", default=list(NOTICED_BY))
    given.add_argument("--apply", nargs=3, metavar=("PLACE", "TEXT", "BY"))
    said = given.parse_args()
    if not said.apply:
        sample(said.build.resolve(), said.count, said.seed, said.among)
        return
    place, text, by = said.apply
    file, line, column = place.split(":")
    noticed = who_notices(said.build.resolve(), Change(ROOT / file, int(line) - 1, int(column), text, by))
    print("does not compile" if noticed is None else f"noticed by {noticed}" if noticed else "SURVIVED")
    sys.exit(0 if noticed else 1)


if __name__ == "__main__":
    main()
