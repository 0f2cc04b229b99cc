#!/usr/bin/env python3
"""The order of `when` lines decides nothing: random policies with several conditions a reward, and the
same with these lines in the opposite order, give the same cells.

    when_order.py DRIVER [--seconds N] [--seed S]

Which condition a reason names is the first that certainly fails, so another order may name another one;
that something is refused, due or in error may not change. Of two errors either may be the one that stands.
"""

import argparse
import random
import sys
import time

from differential import Driver
from random_data import random_data
from random_policy import RandomPolicy, random_policy


class SeveralConditions(RandomPolicy):
    when_counts = (2, 3)


def turned(text, word):
    """The policy with each run of `when` lines in the opposite order, and how many runs there are."""
    lines, runs, begin = text.split("\n"), 0, None
    for number in range(len(lines) + 1):
        is_when = number < len(lines) and lines[number].strip().startswith(word + " ")
        if is_when and begin is None:
            begin = number
        if not is_when and begin is not None:
            if number - begin > 1:
                lines[begin:number] = reversed(lines[begin:number])
                runs += 1
            begin = None
    return "\n".join(lines), runs


def kind_of(name, cell):
    if isinstance(cell, dict):
        return "blank" if cell["fault"][0] == "blank" else "error"
    if name.endswith((".reason", ".standing")) and isinstance(cell, str) and cell.startswith("not met"):
        return "not met"
    return cell


def cells(reply):
    """{(evaluator, entity, column): kinds of its cells}"""
    columns = reply["model"]["columns"]
    found = {}
    for evaluator, by_number in reply["cells"].items():
        for number, values in by_number.items():
            column = columns[int(number)]
            if column["name"]:
                kinds = [kind_of(column["name"], value) for value in values]
                found[evaluator, column["entity"], column["name"]] = kinds
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    driver = Driver(options.driver)
    begin, seed, cases, refused, failed = time.monotonic(), options.seed, 0, 0, 0
    while time.monotonic() - begin < options.seconds and failed < 5:
        source = random.Random(seed)
        text, maker = random_policy(source, source.choice(["en", "zh"]), SeveralConditions)
        tables = random_data(source, maker, 12)
        other, runs = turned(text, maker.w("when"))
        seed += 1
        if runs == 0:
            continue
        replies = [driver.ask({"policy": each, "tables": tables}) for each in (text, other)]
        if any("diagnostics" in reply for reply in replies):
            refused += 1
            continue
        cases += 1
        first, second = map(cells, replies)
        differing = [key for key in first if first[key] != second.get(key)]
        if differing:
            failed += 1
            key = differing[0]
            print(f"seed {seed - 1}: {key}: {first[key]} became {second.get(key)}\n{text}")
    driver.close()
    print(f"{cases} policies in both orders, {refused} refused by the checker, {failed} failed")
    if cases == 0 or cases * 8 < refused:
        print("most policies were refused: the generator no longer fits the language")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
