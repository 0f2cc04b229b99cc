"""Runs the driver and the oracle on one case and tells where they differ."""

import json
import subprocess
import sys
from fractions import Fraction

import oracle

sys.setrecursionlimit(100_000)


class Driver:
    """The evaluators, in a process of their own that answers line by line."""

    def __init__(self, path):
        self.path = path
        self.process = None

    def ask(self, request):
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
        try:
            self.process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            status = self.process.wait()
            self.process = None
            return {"failure": f"the driver ended with status {status}"}
        return json.loads(line)

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


def same_cell(kind, expected, actual):
    if isinstance(expected, dict) or isinstance(actual, dict):
        return expected == actual
    if kind["kind"] in ("number", "money", "duration"):
        return Fraction(expected) == Fraction(actual)
    return expected == actual


def differences(model, tables, reply, with_oracle=True):
    """[(evaluator, column name, row, expected, actual)], at most one for each column."""
    if "failure" in reply:
        return [("driver", "", 0, "an answer", reply["failure"])]
    expected = oracle.evaluate(model, tables) if with_oracle else {}
    found = [
        (evaluator, title, 0, "as the row evaluator", "otherwise")
        for evaluator, titles in reply.get("mismatches", {}).items()
        for title in titles
    ]
    for evaluator, columns in reply["cells"].items():
        for number, cells in expected.items():
            column = model["columns"][number]
            actual = columns.get(str(number))
            if actual is None or len(actual) != len(cells):
                found.append((evaluator, column["name"], 0, f"{len(cells)} cells", actual))
                continue
            for row, (mine, theirs) in enumerate(zip(cells, actual)):
                if mine is not None and not same_cell(column["type"], mine, theirs):
                    found.append((evaluator, column["name"], row, mine, theirs))
                    break
    return sorted(found, key=lambda each: (each[0] != "row", each[3] == "as the row evaluator"))


def count_cells(reply):
    return sum(
        len(cells) for columns in reply.get("cells", {}).values() for cells in columns.values()
    )
