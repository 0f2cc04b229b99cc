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
import re
import sys
import time
import traceback

from accepted import without
from differential import Driver, count_cells, differences
from random_data import random_data
from random_policy import random_policy
from shrink import shrink_policy


# So many rows that batches and threads have their share of work; too many for the oracle, so that
# the columnar evaluator is only held against the row evaluator.
WIDE = 700
# How often what is refused of a policy is left out, and the rest tried again.
ROUNDS = 8
# Every how many policies rows are given in shards as well, which takes as long as all else.
SHARDS = 4


def is_wide(tables):
    return any(len(table["rows"]) > 100 for table in tables.values())


def make_case(seed):
    source = random.Random(seed)
    text, maker = random_policy(source, source.choice(["en", "zh", "mixed"]))
    rows = source.choice([1, 4, 4, 12, 12, 12, 12, WIDE])
    return text, random_data(source, maker, rows), maker.uses


def errors_of(reply):
    return [each for each in reply.get("diagnostics", []) if each["severity"] == "error"]


def ask(driver, text, tables, in_shards):
    """(the text as far as it is accepted, the answer to it, what was refused at first)."""
    refused = []
    for _ in range(ROUNDS):
        reply = driver.ask({"policy": text, "tables": tables, "shards": in_shards})
        errors = errors_of(reply)
        refused = refused or [each["code"] + " " + each["name"] for each in errors]
        rest = without(text, errors) if errors else None
        if rest is None:
            break
        text = rest
    return text, reply, refused


def examine(driver, text, tables, in_shards=True):
    """(what differs first or None, the answer)."""
    reply = driver.ask({"policy": text, "tables": tables, "shards": in_shards})
    return judged(reply, tables), reply


def judged(reply, tables):
    """What differs first, or None."""
    if "diagnostics" in reply:
        return None
    try:
        found = differences(reply.get("model"), tables, reply, with_oracle=not is_wide(tables))
    except Exception:  # a fault of the oracle is a difference too, and to be shrunk like one
        found = [("oracle", "", 0, traceback.format_exc(), "")]
    return found[0] if found else None


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
        self.refused = collections.Counter()  # what nothing was accepted of
        self.left_out = collections.Counter()  # what was refused of the others, and left out
        self.shortened = 0

    def add(self, uses, text, tables, reply, refused):
        if "diagnostics" in reply:
            self.refused[refused[0]] += 1
            return
        self.shortened += bool(refused)
        self.left_out.update(refused)
        uses = [use for use in uses if re.search(rf"\b{use}\d", text) or not use.isalpha()]
        self.cases += 1
        self.cells += count_cells(reply)
        self.rows += sum(len(table["rows"]) for table in tables.values())
        self.forms.update(uses)

    def report(self):
        print("policies that used a form:", dict(sorted(self.forms.items())))
        print("left out, as the checker refuses it:", dict(self.left_out.most_common()))
        print("refused altogether:", dict(self.refused.most_common()))


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
        in_shards = seed % SHARDS == 0
        text, reply, refused = ask(driver, text, tables, in_shards)
        tally.add(uses, text, tables, reply, refused)
        found = judged(reply, tables)
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
          f"{tally.cells} cells compared, {tally.shortened} without what the checker refuses of them, "
          f"{refused} refused altogether, {tally.failed} failed")  # fmt: skip
    if tally.cases < 9 * refused:
        print("most policies were refused: the generator no longer fits the language")
        return 1
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
