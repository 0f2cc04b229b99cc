#!/usr/bin/env python3
"""How many instructions what is done again and again takes, counted by callgrind: unlike times, counts are the same on a busy machine.

usage: instructions_test.py REMIT ONE_ROW

REMIT is the program, ONE_ROW instructions_one_row. The exit status is 77 (skipped) without valgrind. Beside each limit, which is what
was reached with a tenth of room (the build that is tested has its assertions), stands the goal where it is another.
"""

from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FEW, MANY = 100, 1_100
AMOUNTS = 50

# How a row is computed, the most instructions, the goal.
ONE_ROW = (("case", 2_000, 600), ("evaluate", 14_000, 12_000))
ONE_LINE = 3_000_000
REWARD = (285_000, 70_000)


def count(*command: str) -> int:
    """Instructions of a whole process."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
            capture_output=True,
            text=True,
        )
    found = re.search(r"refs:\s+([\d,]+)", done.stderr)
    if done.returncode != 0 or found is None:
        sys.exit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return int(found[1].replace(",", ""))


def policy_of(rewards: int) -> str:
    """Rewards of six clauses with a formula each; benchmarks/compile has the same."""
    text = (
        'policy generated "Generated" {\n  source "1"\n  effective 2010-01-01 to 2010-12-31\n  currency CNY\n'
        "  rounding half_up to 0.01\n  party treasury\n"
        "  entity unit {\n    key name : text\n    kind : one of { township, department }\n  }\n"
        "  entity project {\n    key id : text\n    introduced_by : unit\n"
    )
    text += "".join(f"    amount_{i} : money default 0\n" for i in range(AMOUNTS)) + "  }\n"
    for i in range(rewards):
        a, b = f"amount_{i % AMOUNTS}", f"amount_{(i + 7) % AMOUNTS}"
        text += (
            f'\n  define base_{i} for project cite "{i}" = if {a} > {b} then {a} - {b} else 0 CNY\n'
            f'  reward bonus_{i} "Bonus" for project cite "III({i})" {{\n'
            f"    when introduced_by.kind is township and {a} >= 500万 CNY\n"
            f"    pay  12.5% * (base_{i} - {b}) + min({a}, 5_000 CNY)\n"
            "    cap  50万 CNY\n    floor 0 CNY\n    from treasury\n    to introduced_by\n  }\n"
        )
    return text + "}\n"


def main(remit: str, one_row: str) -> None:
    if shutil.which("valgrind") is None:
        sys.exit(77)
    failed = []

    def hold(what: str, found: float, most: int, goal: int | None = None) -> None:
        print(f"{what}: {found:,.0f}, at most {most:,}" + (f" (goal {goal:,})" if goal else ""))
        if found > most:
            failed.append(what)

    for how, most, goal in ONE_ROW:
        each = (count(one_row, how, str(MANY)) - count(one_row, how, str(FEW))) / (MANY - FEW)
        hold(f"one row by {how}", each, most, goal)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "p.remit"

        def check(text: str) -> int:
            path.write_text(text, encoding="utf-8")
            return count(remit, "check", str(path))

        line = "policy p { currency CNY rounding half_up to 0.01 entity e { key id : text v : money } define d for e = 10% * v }\n"
        hold("check of one line", check(line), ONE_LINE)
        none, some, many = check(policy_of(0)), check(policy_of(500)), check(policy_of(2_000))
        hold("check of a reward", (many - none) / 2_000, *REWARD)
        growth = (many - some) / (some - none) / 3
        hold("check of 1 500 further rewards, by 500 first ones, per cent", growth * 100, 115)
    if failed:
        sys.exit("too many: " + ", ".join(failed))


if __name__ == "__main__":
    main(*sys.argv[1:])
