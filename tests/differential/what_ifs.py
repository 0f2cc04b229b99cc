#!/usr/bin/env python3
"""What-ifs about random policies, held against single runs of policies whose text was edited.

    what_ifs.py REMIT [--seconds N] [--seed S] [--cases N] [--report]

Some percentages of a random policy become parameters. `remit sweep` over a grid of their values must give
the totals, counts and targets that `remit run` gives of the text with each value in the place of the
parameter's; `remit solve` the value that a scan of these figures finds.
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time
from decimal import Decimal, getcontext

from random_data import random_data
from random_policy import random_policy

RATE = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?%")
getcontext().prec = 100  # sums of amounts are exact: 28 digits would round what is near the bounds of a field
VALUES = ("0.5%", "1%", "2.5%", "7%", "20%", "33.3%", "50%", "80%", "100%", "120%", "5‰")


# So many policies are drawn for one that has percentages and is not refused: most that are say what always holds.
DRAWS = 30
# So many cases are looked at, however long they take.
LEAST = 12


class Case:
    """A policy with parameters in the place of some of its percentages, and its tables."""

    def __init__(self, seed, is_policy):
        self.random = random.Random(seed)
        for _ in range(DRAWS):
            maker = self.draw()
            if self.chosen and is_policy(self.policy(None)):
                break
        rows = self.random.choice([2, 4, 12, 40])
        draws = (random_data(self.random, maker, rows) for _ in range(60))
        self.tables = next((draw for draw in draws if all(table["rows"] for table in draw.values())), None)
        if self.tables is None:  # a table without rows has no header here
            self.chosen = []
            return
        self.grid = [self.random.sample(VALUES, self.random.choice([2, 3])) for _ in self.chosen]
        self.as_of = self.tables["whole"]["rows"][0][0]
        self.open = dict(zip(self.tables["whole"]["header"][1:], self.tables["whole"]["rows"][0][1:]))

    def draw(self):
        self.text, maker = random_policy(self.random, self.random.choice(["en", "zh", "mixed"]))
        self.param, self.name = maker.w("param"), maker.w.name
        spots = list(RATE.finditer(self.text))
        self.chosen = sorted(self.random.sample(spots, min(len(spots), self.random.choice([1, 1, 2]))), key=lambda m: m.start())
        return maker

    def policy(self, values):
        """The text with those values of the parameters; None: as they were."""
        parts, at = [], 0
        for i, spot in enumerate(self.chosen):
            parts += [self.text[at : spot.start()], f"swept{i}"]
            at = spot.end()
        text = "".join(parts) + self.text[at:]
        given = values or [spot.group() for spot in self.chosen]
        lines = "".join(f"\n  {self.param} swept{i} = {value}" for i, value in enumerate(given))
        brace = text.index("{") + 1
        return text[:brace] + lines + text[brace:]

    def variants(self):
        found = [[]]
        for values in self.grid:
            found = [row + [value] for row in found for value in values]
        return found


class Program:
    def __init__(self, remit, folder):
        self.remit, self.folder = remit, pathlib.Path(folder)

    def fill(self, case):
        for old in self.folder.glob("*"):
            old.unlink()
        for name, table in case.tables.items():
            if name == "whole":
                name, header = "generated", list(case.open)
                rows = [list(case.open.values())]
                if not header:
                    continue
            else:
                header, rows = table["header"], table["rows"]
            if not header:
                continue
            with open(self.folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([header, *rows])

    def is_policy(self, text):
        done = subprocess.run([self.remit, "check", "-"], input=text.encode(), capture_output=True, check=False)
        return done.returncode == 0

    def ask(self, verb, text, case, *options):
        """(exit status, what was printed as JSON, complaints)."""
        path = self.folder / "policy.remit"
        path.write_text(text, encoding="utf-8")
        command = [self.remit, verb, str(path), "--data", str(self.folder), "--as-of", case.as_of, "--format", "json"]
        done = subprocess.run([*command, "--lang", "en", *options], capture_output=True, check=False)
        answer = json.loads(done.stdout) if done.stdout else None
        return done.returncode, answer, done.stderr.decode()


def expected_figures(run):
    """What a single run says: totals by payer and reward, counts, targets; undetermined ones apart."""
    figures, unsure = collections.defaultdict(Decimal), collections.Counter()
    for line in run["ledger"]:
        names = (f"total({line['payer']})", f"total({line['reward']})", f"count({line['reward']})")
        if line["status"] == "error":
            unsure.update(names)
        if line["status"] != "due" or line["amount"] is None or isinstance(line["amount"], dict):
            continue
        amount = Decimal(line["amount"])
        figures[names[0]] += amount
        figures[names[1]] += amount
        figures[names[2]] += 1 if amount else 0
    for line in run["targets"]:
        if line["met"] is True:
            figures[f"targets.{line['target']}.met"] += 1
        elif isinstance(line["met"], dict):  # an error; a row without a target has no figure at all
            figures[f"targets.{line['target']}.undetermined"] += 1
    return figures, unsure


def quoted(name):
    """As a figure asks for it: the law before an amendment is called by several words."""
    return f'"{name}"' if " " in name else name


def compare(sweep, case, runs):
    """What of the sweep differs from the runs, or None."""
    if len(sweep["variants"]) != len(runs):
        return f"{len(sweep['variants'])} variants, {len(runs)} runs"
    for row, values, run in zip(sweep["variants"], case.variants(), runs):
        if [row[f"swept{i}"] for i in range(len(values))] != values:
            return f"{row} is not {values}"
        figures, unsure = expected_figures(run)
        for asked, said in row.items():
            name = asked.replace('"', "")
            if not name.startswith(("total(", "count(", "targets.")):
                continue
            if isinstance(said, dict):  # only rows in error as a whole, or more digits than there can be
                if not run["errors"]:
                    return f"{values}: {name} is {said}, and the run has no error"
                continue
            if Decimal(said) != figures[name]:
                return f"{values}: {name} is {said}, not {figures[name]}"
            if not name.startswith("total("):
                continue
            if any(line["reason"] == "duplicate_key" or line["key"] == "" for line in run["errors"]):
                continue  # rows in error as a whole are none of the rows counted
            undetermined = row.get(asked.replace("total", "undetermined", 1))
            if undetermined is not None and not isinstance(undetermined, dict):
                if int(undetermined) != unsure[name]:
                    return f"{values}: {undetermined} of {name} undetermined, not {unsure[name]}"
            elif unsure[name] and not isinstance(undetermined, dict):
                return f"{values}: {unsure[name]} of {name} are undetermined, and nothing is said"
    return None


def share_of(text):
    """The number that a percentage is."""
    return Decimal(text[:-1]) / (1000 if text[-1] == "‰" else 100)


def check_solution(program, case, sweep):
    """The same question to `solve` as to the rows of the sweep; None if they agree."""
    rows = sweep["variants"]
    numbers = [
        name for name in rows[0]
        if name.startswith(("total(", "count(")) and all(isinstance(row.get(name), str) for row in rows)
    ]  # fmt: skip
    if len(case.grid) != 1 or not numbers:
        return None
    name = case.random.choice(numbers)
    bound = case.random.choice(rows)[name]
    unit = " CNY" if name.startswith("total(") else ""
    direction = case.random.choice(["largest", "smallest"])
    relation = case.random.choice(["<=", ">="])
    condition = f"{name} {relation} {bound}{unit}"
    setting = f"swept0={','.join(case.grid[0])}"
    status, found, said = program.ask(
        "solve", case.policy(None), case, "--set", setting, f"--{direction}", "--so-that", condition)  # fmt: skip
    if found is None:
        return None if "R0" in said else f"solve {condition}: {said}"
    ordered = {}  # the largest value is so wherever it is listed; one that is written twice is one
    for text, row in zip(case.grid[0], rows):
        ordered.setdefault(share_of(text), (text, row))
    values, rows = zip(*(ordered[value] for value in sorted(ordered)))
    holds = [eval(f"a {relation} b", {"a": Decimal(row[name]), "b": Decimal(bound)}) for row in rows]  # noqa: S307
    places = [i for i, each in enumerate(holds) if each]
    wanted = values[places[-1 if direction == "largest" else 0]] if places else None
    if found["value"] != wanted:
        return f"solve {direction} {condition}: {found['value']}, a scan finds {wanted}"
    changes = sum(a != b for a, b in zip(holds, holds[1:]))
    if found["changes"] != changes or found["tried"] != len(rows):
        return f"solve {condition}: {found['changes']} changes, not {changes}"
    return None


def check_row(program, case, tally):
    """From which value of a cell on a reward is at least so much: `solve` against runs of tables in which that
    cell was changed; None if they agree."""
    entity, field = case.name("project"), case.name(case.random.choice(["revenue", "invested"]))
    table = case.tables[entity]
    keys = [row[0] for row in table["rows"]]
    if field not in table["header"]:
        return None
    text, column = case.policy(None), table["header"].index(field)
    place = case.random.randrange(len(keys))
    key, before = keys[place], table["rows"][place][column]
    if not key or keys.count(key) > 1 or "/" in key:
        return None
    values, found, reward = ["0", "1000", "123456.78", "5000000", "99999999.99"], [], None
    for value in values:
        table["rows"][place][column] = value
        program.fill(case)
        _, run, said = program.ask("run", text, case)
        if run is None:
            return None
        lines = [line for line in run["ledger"] if line["entity"] == entity and line["key"] == key and line["currency"]]
        if any(" " in line["reward"] and line["status"] != "nothing" for line in lines):
            return None  # the reward's name means the law before an amendment in this row
        lines = [line for line in lines if " " not in line["reward"]]
        paid = [line for line in lines if line["status"] != "repay" and (reward is None or line["reward"] == reward)]
        if not paid:
            break
        reward = paid[0]["reward"]
        amount = paid[0]["amount"]
        found.append(None if isinstance(amount, dict) else Decimal(amount or 0))
    table["rows"][place][column] = before
    program.fill(case)
    known = [amount for amount in found if amount is not None]
    if len(found) < len(values) or not known or "shared among" in text or "分给" in text:
        return None
    bound = case.random.choice(known)
    holds = [amount is not None and amount >= bound for amount in found]
    direction = case.random.choice(["largest", "smallest"])
    places = [i for i, each in enumerate(holds) if each]
    wanted = values[places[-1 if direction == "largest" else 0]] if places else None
    status, solved, said = program.ask(
        "solve", text, case, "--for", entity, key, "--input", f"{field}={','.join(values)}",
        f"--{direction}", "--so-that", f"{reward} >= {bound}")  # fmt: skip
    if solved is None:
        return f"row {key}: {said}"
    tally["rows"] += 1
    if solved["value"] != wanted:
        return f"row {key}: {direction} {field} for which {reward} >= {bound} is {solved['value']}, not {wanted} ({found})"
    return None


# What a value that is tried may settle, or make nothing of, without being refused: in a policy somebody wrote it.
SETTLED = {"R0277", "R0352", "R0528", "R0701", "R0702", "R0703", "R0705", "R0706", "R0714"}


def examine(program, seed, tally):
    case = Case(seed, program.is_policy)
    if not case.chosen:
        return None
    program.fill(case)
    settings = [x for i, values in enumerate(case.grid) for x in ("--set", f"swept{i}={','.join(values)}")]
    status, sweep, said = program.ask("sweep", case.policy(None), case, *settings, "--show", "totals,rewards,targets")
    runs = []
    for values in case.variants():
        status_of_run, run, said_of_run = program.ask("run", case.policy(values), case)
        if run is None:
            tally["refused"] += 1
            good = sweep is None or set(re.findall(r"error\[(R\d{4})\]", said_of_run)) <= SETTLED
            return None if good else f"{values}: refused as a policy, but swept: {said_of_run}"
        runs.append(run)
    if sweep is None:
        if "nothing is asked for" in said:
            return None
        if program.ask("run", case.policy(None), case)[1] is None:  # it is no policy with the values that it has
            tally["refused"] += 1
            return None
        return f"not swept: {said}"
    rewards = sorted({line["reward"] for line in runs[0]["ledger"]})
    if rewards:
        counted = ",".join(f"count({quoted(name)})" for name in rewards)
        status, counts, said = program.ask("sweep", case.policy(None), case, *settings, "--show", counted)
        if counts is None:
            if "R0201" not in said:
                return f"not counted: {said}"
        else:
            for row, more in zip(sweep["variants"], counts["variants"]):
                row.update({k.replace('"', ""): v for k, v in more.items() if k.startswith("count(")})
    tally["cases"] += 1
    tally["figures"] += sum(len(row) for row in sweep["variants"])
    return compare(sweep, case, runs) or check_solution(program, case, sweep) or check_row(program, case, tally)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("remit")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    begun, failed, tally = time.monotonic(), 0, collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(options.remit, folder)
        for seed in range(options.seed, options.seed + options.cases):
            if time.monotonic() - begun > options.seconds and tally["cases"] >= LEAST:
                break
            wrong = examine(program, seed, tally)
            if wrong:
                failed += 1
                print(f"seed {seed}: {wrong}")
                if failed >= 5:
                    break
    if options.report or failed:
        print(dict(tally))
    # Of policies that are refused nothing is learned.
    raise SystemExit(1 if failed or tally["refused"] > tally["cases"] else 0)


if __name__ == "__main__":
    main()
