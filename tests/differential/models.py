#!/usr/bin/env python3
"""Random models: every evaluator against the oracle, cell by cell, faults included.

    models.py DRIVER [--seconds N] [--seed S] [--cases N] [--keep DIR]
"""

import argparse
import glob
import json
import os
import random
import sys
import time
import traceback


from differential import Driver, count_cells, differences
from random_model import random_model
from random_tables import random_tables
from shrink import shrink_model


def make_case(seed):
    source = random.Random(seed)
    model, constants = random_model(source, source.randint(1, 8))
    return model, random_tables(source, constants, source.choice([1, 3, 8]))


def difference(driver, model, tables):
    """What differs first, or None."""
    reply = driver.ask({"model": model, "tables": tables})
    try:
        found = differences(model, tables, reply)
    except Exception:  # a fault of the oracle is a difference too, and to be shrunk like one
        found = [("oracle", "", 0, traceback.format_exc(), "")]
    return (found[0] if found else None), count_cells(reply)


def replay(driver, directory):
    """The cases that failed once: how many there are, and how many fail again."""
    paths = sorted(glob.glob(os.path.join(directory or "", "model_*.json"))) if directory else []
    failed = 0
    for path in paths:
        with open(path, encoding="utf-8") as case_file:
            case = json.load(case_file)
        found = difference(driver, case["model"], case["tables"])[0]
        if found is not None:
            failed += 1
            print(f"{path}: {found}")
    return len(paths), failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=10**9)
    parser.add_argument("--report", action="store_true", help="nothing more to report here")
    parser.add_argument("--keep", help="directory of failing cases, replayed first")
    options = parser.parse_args()
    driver = Driver(options.driver)
    begin, cases, cells = time.monotonic(), 0, 0
    kept, failed = replay(driver, options.keep)
    while cases < options.cases and time.monotonic() - begin < options.seconds and failed < 5:
        seed = options.seed + cases
        model, tables = make_case(seed)
        found, count = difference(driver, model, tables)
        cases, cells = cases + 1, cells + count
        if found is None:
            continue
        failed += 1
        kind = found[0]
        model, tables = shrink_model(
            model, tables, lambda m, t: (difference(driver, m, t)[0] or [None])[0] == kind
        )
        found = difference(driver, model, tables)[0] or found
        print(f"seed {seed}: {found[0]} {found[1]} row {found[2]}: expected {found[3]}, "
              f"got {found[4]}")  # fmt: skip
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
            path = os.path.join(options.keep, f"model_{seed}.json")
            with open(path, "w", encoding="utf-8") as case_file:
                json.dump({"model": model, "tables": tables}, case_file, ensure_ascii=False, indent=1)
            print(f"  kept as {path}")
    driver.close()
    print(f"{kept} kept cases, {cases} random models, {cells} cells compared, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
