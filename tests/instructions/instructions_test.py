#!/usr/bin/env python3
"""How many instructions what is done again and again takes, counted by callgrind: unlike times, counts are the same on a busy machine.

usage: instructions_test.py REMIT ONE_ROW

REMIT is the program, ONE_ROW instructions_one_row. The exit status is 77 (skipped) without valgrind. Beside each limit, which is what
was reached with a tenth of room (the build that is tested has its assertions), stands the goal where it is another.
"""

from __future__ import annotations

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FEW, MANY = 100, 1_100
AMOUNTS = 50

# How a row is computed, the most instructions, the goal.
ONE_ROW = (("case", 683, 600), ("exchange", 754, 600), ("evaluate", 10_720, 12_000))
ONE_LINE = 2_200_000
# What an editor waits for after a key in a file of 500 lines: complaints, and with them colours and completion. The goal is a
# frame, 16 ms, at 3 instructions a nanosecond.
FRAME = 48_000_000
KEY, KEY_ALL = 7_550_000, 23_800_000
REWARD = (178_000, 70_000)
# An entity may have 20 000 columns, of which a reward and its formula take ten.
REWARDS_FEW, REWARDS_MANY = 500, 1_500


def count(*command: str, given: bytes = b"") -> int:
    """Instructions of a whole process, with what it reads."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
            capture_output=True,
            input=given,
        )
    found = re.search(rb"refs:\s+([\d,]+)", done.stderr)
    if done.returncode != 0 or found is None:
        sys.exit(f"{' '.join(command)}: {done.stdout!r}{done.stderr!r}")
    return int(found[1].replace(b",", b""))


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


def keys(text: str, count: int, asked: tuple[str, ...]) -> bytes:
    """What an editor sends: a blank comes and goes behind a `pay`, and requests follow each key."""
    sent = b""
    uri = "file:///nowhere/p.remit"

    def send(**message: object) -> None:
        nonlocal sent
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        sent += b"Content-Length: %d\r\n\r\n" % len(body) + body

    lines = text.split("\n")
    line = next(i for i, each in enumerate(lines) if each.strip().startswith("pay "))
    here = {"line": line, "character": len(lines[line])}
    send(id=1, method="initialize", params={"capabilities": {}})
    send(method="textDocument/didOpen", params={"textDocument": {"uri": uri, "languageId": "remit", "version": 1, "text": text}})
    for key in range(count):
        end = {**here, "character": here["character"] + key % 2}
        change = {"range": {"start": here, "end": end}, "text": " " if key % 2 == 0 else ""}
        send(method="textDocument/didChange", params={"textDocument": {"uri": uri, "version": key + 2}, "contentChanges": [change]})
        for method in asked:
            send(id=2, method=method, params={"textDocument": {"uri": uri}, "position": here})
    send(id=3, method="shutdown")
    send(method="exit")
    return sent


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
        none, some, many = (check(policy_of(rewards)) for rewards in (0, REWARDS_FEW, REWARDS_MANY))
        hold("check of a reward", (many - none) / REWARDS_MANY, *REWARD)
        draft = (ROOT / "policies" / "002" / "en" / "policy.remit").read_text(encoding="utf-8")
        for what, asked, most in (
            ("a key in 500 lines", (), KEY),
            ("a key, colours and completion", ("textDocument/semanticTokens/full", "textDocument/completion"), KEY_ALL),
        ):
            few, more = (count(remit, "lsp", given=keys(draft, number, asked)) for number in (2, 12))
            hold(what, (more - few) / 10, most, FRAME)
        further = (many - some) / (REWARDS_MANY - REWARDS_FEW)
        growth = further / ((some - none) / REWARDS_FEW)
        hold("check of a further reward, by one of the first, per cent", growth * 100, 115)
    if failed:
        sys.exit("too many: " + ", ".join(failed))


if __name__ == "__main__":
    main(*sys.argv[1:])
