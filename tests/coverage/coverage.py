#!/usr/bin/env python3
"""What the tests reach of the sources, by room: build/coverage/coverage.md and coverage.zh.md.

usage: coverage.py BUILD [--missing ROOM]

BUILD is the tree of the preset `coverage` after its tests have run; its folder `profiles` holds what they counted. With
--missing, the lines and branches of one room that nothing reached are printed, and no page is written. Branches are those of
the sources, counted by clang as it reads them (llvm-cov, source-based): both ways of every condition, without what a call may
throw. A condition of a template is one condition, whatever types it is compiled for; one that the compiler decides is none.
Assertions are compiled out: a promise that always holds has a branch that never runs.

One thing only is left out: the way past all cases of a `switch` without `default`. All of these are over enumerations and name
every enumerator, which the compiler holds them to (-Werror=switch-enum), so no test can go that way.
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Between them they hold every source of the product.
OBJECTS = ("bin/remit", "lib/libremit.so.1", "bin/remit_grammar")
ROOMS = re.compile(r"^(src/[a-z]+|capi|cli|tools/grammar)/")
FOLDED = re.compile(r"^\s*\|\s+Branch \((\d+):(\d+)\): \[Folded")

PAGE = {
    "en": """# What the tests reach

<!-- Written by `make coverage`; not by hand. -->

Of the branches of the sources (both ways of every condition) the tests of `make test` that are written in C++, C and Python run
**{branches} %**, of the lines {lines} %. The tests of the other hosts are not counted. Measured with clang's source-based coverage
(`llvm-cov`), assertions and the way past all cases of a `switch` left out, on commit `{commit}`;
`tests/coverage/coverage.py build/coverage --missing ROOM` prints what is not reached in a room.

| room | lines | of them run | branches | of them run |
|---|---:|---:|---:|---:|
{rows}
""",
    "zh": """# 测试走到哪里

<!-- 由 `make coverage` 写成，不手改。 -->

源程序的分支（每个条件的真、假两路）中，`make test` 里用 C++、C 和 Python 写的测试走到 **{branches} %**，行走到 {lines} %；其他语言接口的测试不计在内。
用 clang 的源码级覆盖（`llvm-cov`）量得，断言及 `switch` 各分支之外的去路除外，提交 `{commit}`；`tests/coverage/coverage.py build/coverage --missing 目录` 列出某个目录里没有走到的地方。

| 目录 | 行 | 走到 | 分支 | 走到 |
|---|---:|---:|---:|---:|
{rows}
""",
}
TOTAL = {"en": "all", "zh": "合计"}
FILE = {"en": "coverage.md", "zh": "coverage.zh.md"}


@dataclasses.dataclass
class Count:
    """Of lines or of branches."""

    all: int = 0
    run: int = 0

    def add(self, summary: dict[str, int]) -> None:
        self.all += summary["count"]
        self.run += summary["covered"]

    def percent(self) -> str:
        # Cut, not rounded: 100 % is said only of what is whole.
        return f"{self.run * 1000 // self.all / 10:.1f}" if self.all else "100.0"


def llvm(tool: str, *arguments: str | pathlib.Path) -> str:
    done = subprocess.run([f"llvm-{tool}-14", *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"llvm-{tool}: {done.stderr}")
    return done.stdout


def counted(build: pathlib.Path) -> list[str | pathlib.Path]:
    """What llvm-cov is told: the counts and the programs."""
    profiles = sorted((build / "profiles").glob("*.profraw"))
    if not profiles:
        sys.exit(f"{build}/profiles: no counts; `make coverage` runs the tests first (a tree configured with another compiler before counts nothing)")
    merged = build / "tests.profdata"
    listed = build / "profiles.txt"
    listed.write_text("".join(f"{profile}\n" for profile in profiles))
    llvm("profdata", "merge", "--sparse", "--failure-mode=all", "--input-files", listed, "--output", merged)
    first, *others = (build / name for name in OBJECTS)
    return [f"--instr-profile={merged}", first, *(f"--object={other}" for other in others)]


@dataclasses.dataclass
class Condition:
    """Which of its ways were gone, in any of the types that a template is compiled for; of a switch, whether it was asked."""

    of_switch: bool = False
    taken: bool = False
    not_taken: bool = False

    @property
    def ways(self) -> int:
        return 1 if self.of_switch else 2

    @property
    def gone(self) -> int:
        return int(self.not_taken) if self.of_switch else self.taken + self.not_taken


def folded(told: list[str | pathlib.Path]) -> set[tuple[str, int, int]]:
    """Where conditions stand that the compiler decides: only llvm-cov's text tells them from those that nothing reached."""
    places = set()
    path = ""
    for line in llvm("cov", "show", "--show-branches=count", "--show-instantiations=false", *told).splitlines():
        if line.startswith("/") and line.endswith(":"):
            path = line[:-1]
        elif found := FOLDED.match(line):
            places.add((path, int(found[1]), int(found[2])))
    return places


def conditions_of(told: list[str | pathlib.Path]) -> dict[str, dict[tuple[int, ...], Condition]]:
    """By file and by where it begins and ends, of the project's own sources."""
    decided = folded(told)
    conditions: dict[str, dict[tuple[int, ...], Condition]] = {}
    for file in json.loads(llvm("cov", "export", *told))["data"][0]["files"]:
        path = pathlib.Path(file["filename"])
        if not path.is_relative_to(ROOT):
            continue
        own = conditions.setdefault(str(path.relative_to(ROOT)), {})
        lines = path.read_bytes().split(b"\n")
        for *place, taken, not_taken, _, _, _ in file["branches"]:
            row, column = place[:2]
            if not taken and not not_taken and (str(path), row, column) in decided:
                continue
            # Where a switch has a `default`, clang counts that instead.
            of_switch = lines[row - 1][: column - 1].endswith(b"switch (")
            condition = own.setdefault(tuple(place), Condition(of_switch))
            condition.taken |= taken > 0
            condition.not_taken |= not_taken > 0
    return conditions


def rooms_of(build: pathlib.Path) -> dict[str, tuple[Count, Count]]:
    told = counted(build)
    rooms: dict[str, tuple[Count, Count]] = {}
    conditions = conditions_of(told)
    for file in json.loads(llvm("cov", "export", "--summary-only", *told))["data"][0]["files"]:
        path = pathlib.Path(file["filename"])
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else ""
        if found := ROOMS.match(name):
            lines, branches = rooms.setdefault(found[1], (Count(), Count()))
            lines.add(file["summary"]["lines"])
            for condition in conditions.get(name, {}).values():
                branches.all += condition.ways
                branches.run += condition.gone
    return dict(sorted(rooms.items()))


def write_pages(build: pathlib.Path, rooms: dict[str, tuple[Count, Count]]) -> None:
    lines = Count(sum(room[0].all for room in rooms.values()), sum(room[0].run for room in rooms.values()))
    branches = Count(sum(room[1].all for room in rooms.values()), sum(room[1].run for room in rooms.values()))
    commit = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    for language, page in PAGE.items():
        listed = {**{f"`{name}`": room for name, room in rooms.items()}, TOTAL[language]: (lines, branches)}
        rows = "\n".join(
            f"| {name} | {of_lines.all} | {of_lines.percent()} % | {of_branches.all} | {of_branches.percent()} % |"
            for name, (of_lines, of_branches) in listed.items()
        )
        said = page.format(branches=branches.percent(), lines=lines.percent(), commit=commit.stdout.strip(), rows=rows)
        (build / FILE[language]).write_text(said, encoding="utf-8")
    print(f"branches: {branches.percent()} % of {branches.all}; lines: {lines.percent()} % of {lines.all}")


def print_missing(build: pathlib.Path, room: str) -> None:
    for name, conditions in conditions_of(counted(build)).items():
        for (line, column, *_), each in sorted(conditions.items()):
            if pathlib.Path(name).is_relative_to(room) and each.gone < each.ways:
                said = "never true" if each.not_taken else "never false" if each.taken else "never asked"
                print(f"{name}:{line}:{column}: {said}")


def main(build: str, *options: str) -> None:
    if options[:1] == ("--missing",):
        print_missing(pathlib.Path(build), options[1])
    else:
        write_pages(pathlib.Path(build), rooms_of(pathlib.Path(build)))


if __name__ == "__main__":
    main(*sys.argv[1:])
