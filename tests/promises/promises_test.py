"""What a policy promises of money holds: "at most", "at least", the steps of a rounding, the coins of the
currency, and one figure for a cell, its lines in the ledger, the totals and the fund.

Every form that limits, divides or pays back stands in one policy; it is written for every mode of rounding
and several steps, and run over random tables with refunds, rows that nobody shares and weights of zero.

usage: python3 tests/promises/promises_test.py PATH-OF-REMIT [SEED]
"""

import csv
import random
import re
import subprocess
import sys
import tempfile
import unittest
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

REMIT = "remit"
SEED = 1
MODES = ["half_up", "half_even", "half_down", "up", "down", "ceiling", "floor"]
STEPS = ["0.01", "0.05", "1", "10"]
COIN = Fraction("0.01")

POLICY = """policy promises {{
  currency CNY
  rounding {header_mode} to {header}
  party office
  entity stall {{
    key id : text  fee : money  most : money to 0.0001  street : text  tier : count  open : bool  moved : bool
  }}
  entity helper {{ key no : text  stall : stall  w : count }}
  reward capped  for stall cite "1" {{ pay fee cap most {own} from office }}
  reward floored for stall cite "2" {{ pay fee floor most {own} from office }}
  reward ratio   for stall cite "3" {{ pay fee cap most / 7 {own} from office }}
  reward behind  for stall cite "4" {{ pay fee {own} cap most / 7 from office }}
  reward in_street for stall cite "5" {{ pay fee cap 777.77 CNY per street pro rata ties by key {own} from office }}
  reward queue   for stall cite "6" {{ pay fee cap 777.77 CNY per street in order of id {own} from office }}
  reward left    for stall cite "7" {{ pay fee {own} from office }}
  reward right   for stall cite "8" {{ pay fee / 3 {own} from office }}
  cap together {{ left, right }} cite "9" at most 155.55 CNY {joint}
  reward west    for stall cite "10" {{ pay fee {own} from office }}
  reward east    for stall cite "11" {{ pay fee / 3 {own} from office }}
  cap together {{ west, east }} cite "12" at most 155.55 CNY per street {joint} ties by key
  reward paid    for stall cite "13" {{ pay fee {own} from office }}
  reward paid_too for stall cite "14" {{ pay fee / 9 {own} from office }}
  fund pot cite "15" {{ budget 1234.56 CNY pays paid, paid_too when short {short} ties by key }}
  reward parts   for stall cite "16" {{ pay fee {own} from office
    instalments {{ 33% when open, 67% when moved }} less fee / 5 }}
  reward back    for stall cite "17" {{ pay fee {own} from office claw back 33% when moved }}
  reward topped  for stall cite "18" {{ pay fee {own} top up most / 7 from office }}
  reward shared  for stall cite "19" {{ pay fee {own} from office to helper shared among helper by w
    remainder to largest ties by key claw back all when moved }}
  reward shared_later for stall cite "20" {{ pay fee {own} from office to helper shared among helper equally
    remainder to first ties by key instalments {{ 33% when open, 67% when moved }} }}
  reward tied    for stall cite "22" {{ rank by tier desc ties share
    pay {{ 1 : 1000 CNY, 2 : 610 CNY, 3 : 450 CNY }} {own} from office }}
  fund jar cite "21" {{ budget 987.65 CNY pays shared, shared_later, parts when short {short} ties by key }}
}}
"""


def number(text):
    return Fraction(text)


class Run:
    """The tables that came out, in exact numbers."""

    def __init__(self, policy, stalls, helpers):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "promises.remit").write_text(policy, encoding="utf-8")
            self.write(folder / "stall.csv", stalls)
            self.write(folder / "helper.csv", helpers)
            out = folder / "out"
            done = subprocess.run(
                [REMIT, "run", folder / "promises.remit", "--data", folder, "--out", out, "--format", "csv"],
                capture_output=True, check=False,
            )  # fmt: skip
            if done.returncode:
                raise AssertionError(done.stderr.decode() + policy)
            self.stalls = self.read(out / "stall.csv")
            self.helpers = self.read(out / "helper.csv")
            self.ledger = self.read(out / "ledger.csv")
            self.totals = self.read(out / "totals.csv")
            self.whole = self.read(out / "promises.csv")[0]
        self.given = {row["id"]: row for row in stalls}

    @staticmethod
    def write(path, rows):
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def lines(self, reward, *status):
        return [number(line["amount"]) for line in self.ledger
                if line["reward"] == reward and line["status"] in (status or ("due", "nothing"))]  # fmt: skip

    def sum_of(self, column):
        return sum(number(row[column]) for row in self.stalls)


def random_tables(source):
    stalls, helpers = [], []
    for index in range(source.choice([1, 3, 12])):
        fee = source.choice([0, 1, 333, 10_050, 12_345, 99_999, -1, -4_321, source.randint(-20_000, 90_000)])
        most = source.choice([0, 1_005_700, 999_999, 50_050, -83_333, source.randint(0, 9_000_000)])
        stalls.append({
            "id": f"s{index:02d}",
            "fee": f"{fee / 100:.2f}",
            "most": f"{most / 10_000:.4f}",
            "street": source.choice("ab"),
            "tier": source.choice([1, 1, 2]),
            "open": source.choice(["true", "false"]),
            "moved": source.choice(["true", "false"]),
        })  # fmt: skip
        for _ in range(source.choice([0, 1, 3])):
            weight = source.choice([0, 0, 1, 2, 5])
            helpers.append({"no": len(helpers), "stall": stalls[-1]["id"], "w": weight})
    helpers = helpers or [{"no": 0, "stall": stalls[0]["id"], "w": 1}]
    return stalls, helpers


WRITTEN = """policy written {{
  currency CNY
  rounding half_up to 0.01
  party office
  entity stall {{ key id : text  fee : money  street : text  n : count }}
  entity helper {{ key no : text  stall : stall  w : count }}
  reward other for stall cite "0" {{ pay fee / 2 from office }}
  {form}
}}
"""

# Where an amount is written that limits or is set aside, `{0}`; and where it must be a number of coins.
LIMITS = {
    "cap": 'reward a for stall cite "1" {{ pay fee cap {0} from office }}',
    "cap behind a rounding": 'reward a for stall cite "1" {{ pay fee rounding half_up to 0.01 cap {0} from office }}',
    "cap per": 'reward a for stall cite "1" {{ pay fee cap {0} per street pro rata ties by key from office }}',
    "cap per, in order": 'reward a for stall cite "1" {{ pay fee cap {0} per street in order of id from office }}',
    "cap together": 'reward a for stall cite "1" {{ pay fee from office }} cap together {{ a, other }} at most {0} pro rata',
    "cap together per": 'reward a for stall cite "1" {{ pay fee from office }}'
                        ' cap together {{ a, other }} at most {0} per street in order ties by key',
    "budget": 'reward a for stall cite "1" {{ pay fee from office }}'
              ' fund f cite "2" {{ budget {0} pays a when short pro rata ties by key }}',
    "budget of a day": 'reward a for stall cite "1" {{ pay fee from office }} fund f cite "2" {{'
                       " budget 5 CNY from 2009-01-01, {0} from 2010-01-01 pays a when short pro rata ties by key }}",
    "budget of each year": 'reward a for stall cite "1" {{ pay fee from office }} fund f cite "2" {{'
                           " budget {0} each year of n pays a when short pro rata ties by key }}",
    "floor of each year": 'reward a for stall cite "1" {{ pay fee from office }} fund f cite "2" {{'
                          " budget 5 CNY each year of n floor {0} pays a when short pro rata ties by key }}",
    "budget, refused": 'reward a for stall cite "1" {{ pay fee from office }}'
                       ' fund f cite "2" {{ budget {0} pays a when short refuse }}',
    "carried over": 'reward a for stall cite "1" {{ pay fee from office }}'
                    ' fund f cite "2" {{ budget 5 CNY carry over {0} pays a when short pro rata ties by key }}',
    "most of a share": "define r for stall = share(5 CNY, by n at most {0} remainder to largest ties by key)",
    "least of a share": "define r for stall = share(5 CNY, by n at least {0} remainder to largest ties by key)",
    "most of a sharer": 'reward a for stall cite "1" {{ pay fee from office to helper shared among helper by w'
                        " at most {0} remainder to largest ties by key }}",
    "floor of a fund": 'reward a for stall cite "1" {{ pay fee from office }}'
                       ' fund f cite "2" {{ budget 5 CNY floor {0} pays a when short pro rata ties by key }}',
}


def codes_of(policy):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "written.remit"
        path.write_text(policy, encoding="utf-8")
        done = subprocess.run([REMIT, "check", path], capture_output=True, check=False, text=True)
        return set(re.findall(r"error\[(R\d+)\]", done.stdout + done.stderr))


def errors_of(policy, tables):
    """The lines of errors.csv of a run over these tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "written.remit").write_text(policy, encoding="utf-8")
        for table, text in tables.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8")
        done = subprocess.run([REMIT, "run", folder / "written.remit", "--data", folder, "--out", folder / "out"],
                              capture_output=True, check=False, text=True)  # fmt: skip
        if done.returncode not in (0, 3):
            raise AssertionError(done.stderr + policy)
        with open(folder / "out" / "errors.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


class WrittenLimits(unittest.TestCase):
    """A limit that is written lies above zero and is a number of coins, in whatever form it stands."""

    def test_written_limits(self):
        for name, form in LIMITS.items():
            for amount, code in (("-5 CNY", "R0599"), ("-0.01 CNY", "R0599"), ("5 CNY", None), ("0.01 CNY", None)):
                with self.subTest(form=name, amount=amount):
                    found = codes_of(WRITTEN.format(form=form.format(amount)))
                    self.assertEqual(found, {code} if code else set())
            if "share" in name:
                continue  # limits of parts count in whole steps
            with self.subTest(form=name, amount="finer than a coin"):
                found = codes_of(WRITTEN.format(form=form.format("0.001 CNY")))
                self.assertTrue(found & {"R0530", "R0528"}, found)


# Wherever keys order rows, `{0}`; a key that is the same for all rows, or stands before, orders nothing.
PAID = 'reward a for stall cite "1" {{ pay fee from office }} '
ORDERS = {
    "rank": 'rank r for stall cite "1" {{ by fee desc, {0} desc ties standard }}',
    "ties of a rank": 'rank r for stall cite "1" {{ by fee desc ties by {0} asc }}',
    "rank of a formula": "define r for stall = rank(fee desc, {0} desc ties standard)",
    "ties of a formula": "define r for stall = rank(fee desc ties by {0} asc)",
    "rank of a reward": 'reward a for stall cite "1" {{ rank by fee desc, {0} desc ties standard'
                        " pay {{ 1 : 5 CNY }} from office }}",
    "first": "define r = first(stall.id by fee desc, {0} desc ties by key)",
    "top": "define r = sum(stall.fee top 3 by fee, {0} ties by key)",
    "sequence": "entity day {{ key id : text  fee : money  n : count  sequence by fee desc, {0} desc ties by key }}"
                " define r for day = sum(earlier.fee)",
    "cap in order": 'reward a for stall cite "1" {{ pay fee cap 5 CNY per street'
                    " in order of fee, {0} ties by key from office }}",
    "fund in order": PAID + 'fund f cite "2" {{ budget 5 CNY pays a when short in order of fee, {0} ties by key }}',
    "ties of an order": 'reward a for stall cite "1" {{ pay fee cap 5 CNY per street'
                        " in order of fee ties by {0}, id from office }}",
    "ties of the first": "define r = first(stall.street by fee desc ties by {0} asc, id)",
    "ties of the top": "define r = sum(stall.fee top 3 by fee ties by {0} asc, id)",
    "share": "define r for stall = share(5 CNY, by fee remainder to first in order of fee, {0} ties by key)",
    "first only": 'reward a for stall cite "1" {{ pay fee from office to helper'
                  " shared among helper first only in order of w, {1}, no }}",
}  # fmt: skip


class IdleKeys(unittest.TestCase):
    def test_keys_that_order_nothing(self):
        for name, form in ORDERS.items():
            for key, of_helper, code in (("1", "1", "R0352"), ("fee", "w", "R0714"), ("n", "abs(w - 1)", None)):
                with self.subTest(form=name, key=key):
                    found = codes_of(WRITTEN.format(form=form.format(key, of_helper)))
                    self.assertEqual(found, {code} if code else set())


# Wherever rows are grouped, `{0}`: by what several share, and neither by nothing nor by what names each row.
GROUPS = {
    "rank": 'rank r for stall cite "1" {{ by fee desc within {0} ties standard }}',
    "rank of a formula": "define r for stall = rank(fee desc within {0} ties standard)",
    "rank of a reward": 'reward a for stall cite "1" {{ rank by fee desc within {0} ties standard'
                        " pay {{ 1 : 5 CNY }} from office }}",
    "sum": "define r for stall = sum(fee within {0})",
    "share": "define r for stall = share(5 CNY, by n within {0} remainder to largest ties by key)",
    "cap": 'reward a for stall cite "1" {{ pay fee cap 5 CNY per {0} pro rata ties by key from office }}',
    "cap together": PAID + "cap together {{ a, other }} at most 5 CNY per {0} pro rata ties by key",
    "choose": PAID + "choose highest of {{ a, other }} per {0} ties to first by key",
    "period": "entity day {{ key id : text  n : count  street : text  period n within {0} }}"
              " define r for day = n - (previous.n otherwise 0)",
    "sequence": "entity day {{ key id : text  n : count  street : text  sequence by n desc within {0} ties by key }}"
                " define r for day = sum(earlier.n)",
    "earlier": "entity day {{ key id : text  n : count  street : text  sequence by n desc ties by key }}"
               " define r for day = sum(earlier.n within {0})",
    "summary": "summary s from stall by {0} {{ rows = count(stall) }}",
}  # fmt: skip


class IdleGroups(unittest.TestCase):
    def test_groups_that_say_nothing(self):
        for name, form in GROUPS.items():
            for group, codes in (("street", {None}), ("id", {"R0715"}), ("id, street", {"R0715"}),
                                 ("street, street", {"R0277", "R0204"}), ("5", {"R0352", "R0284", "R0101"})):
                if name == "cap together" and "," in group:
                    continue  # a limit of several rewards has one group
                with self.subTest(form=name, group=group):
                    found = codes_of(WRITTEN.format(form=form.format(group)))
                    self.assertTrue(found & codes or (None in codes and not found), found)


class BlankGroups(unittest.TestCase):
    def test_errors_name_the_field_that_is_blank(self):
        """Wherever rows are grouped by a field that may be blank: what is an error then is one of that field."""
        tables = {
            "stall": "id,fee,n,street,spare\na,10,1,x,\nb,20,2,y,y\nc,3,3,z,y\n",
            "helper": "no,stall,w\n1,a,1\n",
            "day": "id,n,street,spare\n1,1,x,\n2,2,y,y\n",
        }
        policy = WRITTEN.replace("street : text", "street : text  spare : text optional")
        told = 0
        for name, form in GROUPS.items():
            form = form.format("spare").replace("street : text", "street : text  spare : text optional")
            with self.subTest(form=name):
                for line in errors_of(policy.format(form=form), tables):
                    if line["reason"] == "left_out":
                        continue  # of a summary: the row itself is
                    told += 1
                    self.assertIn("(spare, ", line["detail"], line)
        self.assertGreater(told, 3)


class Promises(unittest.TestCase):
    def test_promises_of_every_form(self):
        source = random.Random(SEED)
        for mode in MODES:
            for step in STEPS:
                for own in ("", f"rounding {mode} to {step}"):
                    header = step if not own else source.choice(STEPS)
                    words = {
                        "header_mode": mode, "header": header, "own": own,
                        "joint": source.choice(["pro rata", "in order"]),
                        "short": source.choice(["pro rata", "in order of fee"]),
                    }  # fmt: skip
                    policy = POLICY.format(**words)
                    run = Run(policy, *random_tables(source))
                    run.rounds_first = bool(own)
                    with self.subTest(mode=mode, step=step, own=own, header=header):
                        self.check(run, Fraction(step))

    def check(self, run, step):
        for row in run.stalls:
            given = run.given[row["id"]]
            self.check_limits(row, given, step)
            self.check_later(row)
            if run.rounds_first:  # both together are never more than what is rounded before
                received = max(number(given["most"]) / 7, 0)
                self.assertLessEqual(number(row["topped"]), max(number(row["back"]) - received, 0))
        self.check_prizes(run)
        self.check_sums(run)
        self.check_ledger(run)

    def check_prizes(self, run):
        self.assertLessEqual(run.sum_of("tied"), Fraction("2060.05"))
        tiers = defaultdict(set)
        for row in run.stalls:
            tiers[run.given[row["id"]]["tier"]].add(row["tied"])
        self.assertTrue(all(len(prizes) == 1 for prizes in tiers.values()))

    def check_limits(self, row, given, step):
        most = number(given["most"])
        limited = ("capped", "floored", "ratio", "behind", "topped", "tied", "in_street", "queue")
        cell = {name: number(row[name]) for name in limited}
        limit = max(most, 0)
        self.assertLessEqual(cell["capped"], limit)
        self.assertGreaterEqual(cell["floored"], most)
        self.assertLessEqual(cell["ratio"], limit / 7)
        self.assertLessEqual(cell["behind"], limit / 7)
        # A limit that comes out below zero takes nothing from anybody: only a refund lies below.
        for name in ("capped", "ratio", "behind"):
            self.assertTrue(cell[name] >= 0 or number(given["fee"]) < 0, name)
        for name, value in cell.items():
            self.assertEqual((value / step).denominator, 1, name)
        divided = ("left", "right", "west", "east", "paid", "paid_too", "parts.payable", "back.repay", "shared")
        for name in divided:
            self.assertEqual((number(row[name]) / COIN).denominator, 1, name)
        self.assertLessEqual(number(row["left"]) + number(row["right"]), Fraction("155.55"))

    def check_later(self, row):
        for part, whole in (("parts.payable", "parts"), ("back.repay", "back"), ("shared.repay", "shared"),
                            ("shared_later.payable", "shared_later")):  # fmt: skip
            value, limit = number(row[part]), number(row[whole])
            self.assertLessEqual(min(limit, 0), value, part)
            self.assertLessEqual(value, max(limit, 0), part)

    def check_sums(self, run):
        streets = defaultdict(Fraction)
        for row in run.stalls:
            street = run.given[row["id"]]["street"]
            for name in ("in_street", "queue", "west", "east"):
                kind = "joint" if name in ("west", "east") else name
                streets[kind, street] += number(row[name])
        for (kind, _), value in streets.items():
            self.assertLessEqual(value, Fraction("155.55" if kind == "joint" else "777.77"), kind)
        paid = run.sum_of("paid") + run.sum_of("paid_too")
        self.assertEqual(number(run.whole["pot.paid"]), paid)
        self.assertEqual(paid, sum(run.lines("paid") + run.lines("paid_too")))
        self.assertLessEqual(paid, Fraction("1234.56"))
        self.assertEqual(number(run.whole["pot.left"]), Fraction("1234.56") - paid)
        jar = [run.lines(reward) for reward in ("shared", "shared_later", "parts")]
        self.assertEqual(number(run.whole["jar.paid"]), sum(map(sum, jar)))
        promised = run.sum_of("shared") + run.sum_of("shared_later") + run.sum_of("parts")
        self.assertLessEqual(promised, Fraction("987.65"))
        self.assertEqual(number(run.whole["jar.left"]), Fraction("987.65") - promised)

    def check_ledger(self, run):
        whole = ("capped", "in_street", "left", "right", "west", "east", "back", "shared")
        cells = {name: name for name in whole}
        cells |= {"parts": "parts.payable", "shared_later": "shared_later.payable"}
        for reward, column in cells.items():
            self.assertEqual(sum(run.lines(reward)), run.sum_of(column), reward)
        for reward in ("back", "shared"):
            self.assertEqual(-sum(run.lines(reward, "repay")), run.sum_of(reward + ".repay"), reward)
        due = sum(number(line["amount"]) for line in run.ledger if line["status"] == "due")
        back = sum(number(line["amount"]) for line in run.ledger if line["status"] == "repay")
        total = {name: sum(number(row[name]) for row in run.totals) for name in ("amount", "repay")}
        self.assertEqual((total["amount"], -total["repay"]), (due, back))
        for line in run.ledger:
            amount = number(line["amount"])
            self.assertEqual((amount / COIN).denominator, 1)
            self.assertEqual(line["status"] in ("due", "repay"), amount != 0)
            self.assertEqual(line["status"] == "nothing", amount == 0)
            if line["status"] == "nothing":
                self.assertNotIn(line["reason"], ("due", ""))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        REMIT = sys.argv.pop(1)
    if len(sys.argv) > 1:
        SEED = int(sys.argv.pop(1))
    unittest.main()
