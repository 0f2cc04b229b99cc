#!/usr/bin/env python3
"""Random policies as text, in English, Chinese and both: compiled, lowered, and computed by every
evaluator and by the oracle, cell by cell, faults included.

    policies.py DRIVER [--seconds N] [--seed S] [--cases N] [--keep DIR] [--report]
"""

import argparse
import collections
import glob
import json
import os
import random
import sys
import time
import traceback

from differential import Driver, count_cells, differences
from random_data import random_data
from random_policy import random_policy
from shrink import shrink_policy


# So many rows that batches and threads have their share of work; too many for the oracle, so that
# the columnar evaluator is only held against the row evaluator.
WIDE = 700


def is_wide(tables):
    return any(len(table["rows"]) > 100 for table in tables.values())


def make_case(seed):
    source = random.Random(seed)
    text, maker = random_policy(source, source.choice(["en", "zh", "mixed"]))
    rows = source.choice([1, 4, 4, 12, 12, 12, 12, WIDE])
    return text, random_data(source, maker, rows), maker.uses


def examine(driver, text, tables):
    """(what differs first or None, the answer)."""
    reply = driver.ask({"policy": text, "tables": tables})
    if "diagnostics" in reply:
        return None, reply
    try:
        found = differences(reply.get("model"), tables, reply, with_oracle=not is_wide(tables))
    except Exception:  # a fault of the oracle is a difference too, and to be shrunk like one
        found = [("oracle", "", 0, traceback.format_exc(), "")]
    return (found[0] if found else None), reply


def replay(driver, directory):
    """The cases that failed once: how many there are, and how many fail again."""
    paths = sorted(glob.glob(os.path.join(directory or "", "policy_*.json"))) if directory else []
    failed = 0
    for path in paths:
        with open(path, encoding="utf-8") as case_file:
            case = json.load(case_file)
        found, reply = examine(driver, case["policy"], case["tables"])
        if found is not None or "diagnostics" in reply:
            failed += 1
            print(f"{path}: {found or reply['diagnostics'][0]['message']}")
    return len(paths), failed


class Tally:
    def __init__(self):
        self.cases = self.cells = self.rows = self.failed = 0
        self.forms = collections.Counter()
        self.refused = collections.Counter()

    def add(self, uses, tables, reply):
        if "diagnostics" in reply:
            errors = [each for each in reply["diagnostics"] if each["severity"] == "error"]
            self.refused[errors[0]["code"] + " " + errors[0]["name"]] += 1
            return
        self.cases += 1
        self.cells += count_cells(reply)
        self.rows += sum(len(table["rows"]) for table in tables.values())
        self.forms.update(uses)

    def report(self):
        print("policies that used a form:", dict(sorted(self.forms.items())))
        print("refused by the checker:", dict(self.refused.most_common()))


def keep(directory, seed, text, tables):
    os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, f"policy_{seed}.json")
    with open(path, "w", encoding="utf-8") as case_file:
        json.dump({"policy": text, "tables": tables}, case_file, ensure_ascii=False, indent=1)
    print(f"  kept as {path}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=10**9)
    parser.add_argument("--keep", help="directory of failing cases, replayed first")
    parser.add_argument("--report", action="store_true", help="count forms and refusals")
    options = parser.parse_args()
    driver = Driver(options.driver)
    begin, tally, seed = time.monotonic(), Tally(), options.seed
    kept, tally.failed = replay(driver, options.keep)
    while time.monotonic() - begin < options.seconds and tally.failed < 5:
        if seed - options.seed >= options.cases:
            break
        text, tables, uses = make_case(seed)
        found, reply = examine(driver, text, tables)
        tally.add(uses, tables, reply)
        if found is not None:
            tally.failed += 1
            text, tables = shrink_policy(
                text, tables, lambda t, d: (examine(driver, t, d)[0] or [None])[0] == found[0]
            )
            found = examine(driver, text, tables)[0] or found
            print(f"seed {seed}: {found[0]} {found[1]} row {found[2]}: expected {found[3]}, "
                  f"got {found[4]}")  # fmt: skip
            if options.keep:
                keep(options.keep, seed, text, tables)
        seed += 1
    driver.close()
    if options.report:
        tally.report()
    refused = sum(tally.refused.values())
    print(f"{kept} kept cases, {tally.cases} random policies over {tally.rows} rows, "
          f"{tally.cells} cells compared, {refused} refused by the checker, {tally.failed} failed")  # fmt: skip
    # A condition drawn at random often can only hold or fail, which the checker refuses (R07xx).
    certain = sum(times for code, times in tally.refused.items() if code.startswith("R07"))
    if tally.cases < refused - certain or tally.cases * 2 < refused:
        print("most policies were refused: the generator no longer fits the language")
        return 1
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
