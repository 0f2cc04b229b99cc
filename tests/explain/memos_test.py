"""Every memo of every worked policy and of every case of tests/spec, held against memo_checks.py; and
limits and names of random formulas, held against a computation of their own.

usage: REMIT_LIBRARY=libremit.so.1 PYTHONPATH=bindings/python python3 tests/explain/memos_test.py
"""

import csv
import datetime
import io
import random
import re
import unittest
from fractions import Fraction
from pathlib import Path

import memo_checks
import remit

ROOT = Path(__file__).resolve().parents[2]
POLICIES = {
    "000": "2008-12-31",
    "001": "2005-12-31",
    "002": "2010-12-31",
    "003": "2006-12-31",
    "004": "2015-12-31",
    "income-tax": None,
    "grants": None,
    "score-card": None,
}
# Rows of each column that are explained.
ROWS = 4


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def read_csv(text):
    """{column: cells}, blanks as None."""
    rows = list(csv.reader(io.StringIO(text)))
    return {name: [(row[i] if i < len(row) else "") or None for row in rows[1:]] for i, name in enumerate(rows[0])}


def spec_cases():
    """[(name, text of the policy, {table: columns}, day)]"""
    cases = []
    for path in sorted((ROOT / "tests/spec").glob("*/good/*.spec")):
        parts = re.split(r"^=== (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        policy, tables, as_of = [], {}, None
        for heading, text in zip(parts[1::2], parts[2::2]):
            kind, _, name = heading.strip().partition(" ")
            if kind == "policy":
                policy.append(text)
            elif kind == "table" and text.strip():
                columns = read_csv(text.strip("\n"))
                whole = name == "whole"
                tables[name] = {field: cells[0] for field, cells in columns.items()} if whole else columns
            elif kind == "options":
                found = re.search(r"as_of = (\S+)", text)
                as_of = found.group(1) if found else None
        cases.append((f"{path.parent.parent.name}/{path.stem}", policy, tables, day(as_of)))
    return cases


def worked_policies():
    cases = []
    for name, as_of in POLICIES.items():
        for folder in (ROOT / "policies" / name, ROOT / "policies" / name / "en"):
            if not (folder / "policy.remit").exists():
                continue
            tables = {
                path.stem: read_csv(path.read_text(encoding="utf-8-sig"))
                for path in (folder / "data").glob("*.csv")
            }
            text = (folder / "policy.remit").read_text(encoding="utf-8")
            cases.append((str(folder.relative_to(ROOT)), [text], tables, day(as_of)))
    return cases


def explained(policy, results):
    """Every column of some rows: (entity, row, column)."""
    for entity in policy.entities:
        name = entity.name or "whole"
        table = results[name]
        for column in table.column_names:
            for row in range(min(len(table), ROWS)):
                yield name, row, column


class Memos(unittest.TestCase):
    maxDiff = None

    def test_of_everything_there_is(self):
        count = skipped = 0
        self.days = 0
        for name, policy, tables, as_of in worked_policies() + spec_cases():
            with self.subTest(case=name):
                try:
                    compiled = remit.compile(*policy)
                    results = compiled.evaluate(tables, as_of=as_of)
                except remit.RemitError:
                    skipped += 1
                    continue
                for place in explained(compiled, results):
                    for language in ("en", "zh"):
                        self.check(results.explain(*place, language=language), language, place)
                        count += 1
        print(f"{count} memos, {skipped} cases that do not run")
        self.assertGreater(count, 2000)
        self.assertLess(skipped, 12)
        self.assertGreater(self.days, 20)

    def check(self, memo, language, place):
        self.assertIsNone(memo_checks.says_nothing(memo, language), (place, memo))
        self.assertEqual(memo_checks.misnumbered(memo, language), [], (place, memo))
        self.assertTrue(memo.data["summary"], place)
        for cell in memo.data["cells"]:
            if cell["column"] == "as_of":  # the day of the run, which no document left open
                self.assertEqual(cell["sentences"], [], place)
                self.days += 1
        if language == "en":
            for cell in memo.data["cells"]:
                if cell["kind"] == "formula" and "figures" in cell:
                    self.assertEqual(memo_checks.hidden_sides(cell), [], (place, cell["figures"]))


# ---- Limits: what the figure would be without one, computed by this file.


class Limit:
    """A minimum or maximum of an expression and a constant of its own, on either side."""

    def __init__(self, of, bound, is_cap, first):
        self.of, self.bound, self.is_cap, self.first = of, bound, is_cap, first

    def text(self):
        sides = [self.of.text(), f"{self.bound}"]
        if self.first:
            sides.reverse()
        return f"{'min' if self.is_cap else 'max'}({', '.join(sides)})"

    def value(self, row, without=None):
        inner = self.of.value(row, without)
        if without is self:
            return inner
        return (min if self.is_cap else max)(inner, Fraction(self.bound))

    def limits(self):
        return [self] + self.of.limits()


class Field:
    def __init__(self, name):
        self.name = name

    def text(self):
        return self.name

    def value(self, row, without=None):
        del without
        return Fraction(row[self.name])

    def limits(self):
        return []


class Arithmetic:
    """Also a comparison and a choice by it: the other branch counts where the limit decided."""

    def __init__(self, operator, left, right):
        self.operator, self.left, self.right = operator, left, right

    def text(self):
        if self.operator == "if":
            return f"(if {self.left.text()} > {self.right.text()} then {self.left.text()} else 2 * {self.right.text()})"
        return f"({self.left.text()} {self.operator} {self.right.text()})"

    def value(self, row, without=None):
        left, right = self.left.value(row, without), self.right.value(row, without)
        if self.operator == "if":
            return left if left > right else 2 * right
        return {"+": left + right, "-": left - right, "*": left * right}[self.operator]

    def limits(self):
        return self.left.limits() + self.right.limits()


TRIAL = "policy trial {\n  entity item { key id : text  a : number  b : number  c : number }\n%s}\n"


def compiles(formula):
    """Both sides of a difference may be the same, which the checker refuses."""
    try:
        remit.compile(TRIAL % f"  define f for item = {formula.text()}\n")
    except remit.PolicyError:
        return False
    return True


class Formulas:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.bounds = 0

    def any(self, depth):
        kind = self.random.random()
        if depth == 0 or kind < 0.15:
            return Field(self.random.choice("abc"))
        if kind < 0.6:
            self.bounds += 1
            # No bound stands twice in a formula, so that it tells which limit is meant.
            bound = f"{self.random.randint(-40, 90)}.{self.bounds:03d}"
            return Limit(self.any(depth - 1), bound, self.random.random() < 0.5, self.random.random() < 0.5)
        operator = self.random.choice(["+", "-", "*", "if"])
        return Arithmetic(operator, self.any(depth - 1), self.any(depth - 1))


class Limits(unittest.TestCase):
    def test_the_figure_without_a_limit_is_what_it_would_be(self):
        told = 0
        for seed in range(12):
            formulas = [one for number in range(12) if compiles(one := Formulas(100 * seed + number).any(4))]
            rows = [
                {"id": str(row), **{name: str(random.Random(seed * 9 + row).randint(-50, 120)) for name in "abc"}}
                for row in range(3)
            ]
            defines = "".join(f"  define f{i} for item = {one.text()}\n" for i, one in enumerate(formulas))
            policy = remit.compile(TRIAL % defines)
            results = policy.evaluate({"item": rows})
            for i, formula in enumerate(formulas):
                for number, row in enumerate(rows):
                    told += self.check(results.explain("item", number, f"f{i}"), formula, row)
        print(f"{told} limits that hold")
        self.assertGreater(told, 200)

    def check(self, memo, formula, row):
        cell = memo.data["cells"][0]
        if cell["kind"] != "formula":
            return 0
        self.assertEqual(Fraction(cell["value"]), formula.value(row))
        by_bound = {Fraction(limit.bound): limit for limit in formula.limits()}
        told = 0
        for limit in cell["limits"]:
            node = by_bound.get(Fraction(limit["limit"]))
            self.assertIsNotNone(node, (formula.text(), limit))
            self.assertEqual(limit["kind"], "cap" if node.is_cap else "floor")
            self.assertEqual(Fraction(limit["without"]), node.of.value(row), formula.text())
            if not limit["binds"]:
                continue
            told += 1
            expected = formula.value(row, without=node)
            self.assertEqual(Fraction(limit["figure_without"]), expected, formula.text())
            said = [line for line in cell["sentences"] if "he figure would be" in line]
            self.assertTrue(any(expected in memo_checks.figures_in(line) for line in said), (formula.text(), said))
        return told


# ---- Names: of two declarations that compute the same, each memo knows its own.

SHARED = {
    "boolean": ["shop.big", "not shop.big", "shop.big and fee > 2 CNY", "any(part.main)", "count(part) >= 1"],
    "money": ["sum(part.amount)", "max(part.amount)", "fee + sum(part.amount where part.main)", "2 * shop.rent"],
    "number": ["count(part)", "rank(fee desc ties standard)", "shop.size"],
}
NAMES = """policy trial {
  currency CNY
  rounding half_up to 0.01 CNY
  party office
  entity shop { key id : text  big : bool  rent : money  size : number }
  entity item { key id : text  shop : shop  fee : money }
  entity part { key id : text  of_item : item  amount : money  main : bool }
%s}
"""
TABLES = {
    "shop": [{"id": "S", "big": "true", "rent": "7", "size": "3"}],
    "item": [{"id": "x", "shop": "S", "fee": "5"}, {"id": "y", "shop": "S", "fee": "1"}],
    "part": [{"id": "1", "of_item": "x", "amount": "10", "main": "true"}],
}


def declarations(kind, formula):
    """Declarations in which the formula may stand; `{0}` is the name, `{1}` the clause."""
    found = [f"define {{0}} for item cite \"{{1}}\" reading \"as {{1}} is read\" = {formula}"]
    if kind == "boolean":
        found.append(f"define {{0}} for item cite \"{{1}}\" reading \"as {{1}} is read\" : bool = {formula} or fee > 90 CNY")
        found.append(f"reward {{0}} for item cite \"{{1}}\" reading \"as {{1}} is read\" {{{{ when {formula} pay 1 CNY from office }}}}")
    if kind == "money":
        found.append(f"reward {{0}} for item cite \"{{1}}\" reading \"as {{1}} is read\" {{{{ pay {formula} from office }}}}")
        found.append(f"reward {{0}} for item cite \"{{1}}\" reading \"as {{1}} is read\" {{{{ pay fee cap {formula} from office }}}}")
    return found


class Names(unittest.TestCase):
    def test_never_those_of_another_declaration_that_is_equal(self):
        tried = 0
        for kind, formulas in SHARED.items():
            for formula in formulas:
                forms = declarations(kind, formula)
                for one in forms:
                    for other in forms:
                        tried += self.check(one.format("alpha", "A1"), other.format("omega", "O9"))
        self.assertGreater(tried, 30)

    def check(self, one, other):
        try:
            policy = remit.compile(NAMES % f"  {one}\n  {other}\n")
        except remit.PolicyError:
            return 0
        results = policy.evaluate(TABLES)
        for own, foreign in ((("alpha", "A1"), ("omega", "O9")), (("omega", "O9"), ("alpha", "A1"))):
            for key in ("x", "y"):
                memo = results.explain("item", key, own[0])
                for word in foreign:
                    self.assertNotIn(word, memo, (one, other, memo))
                    for cell in memo.data["cells"]:
                        said = (cell["title"], cell["declaration"], cell["clause"], cell["says"], cell["reading"])
                        self.assertNotIn(word, " ".join(said), (one, other))
        return 1


class Remarks(unittest.TestCase):
    """What gives no column of its own is named where a figure rests on it, and only there."""

    POLICY = """
policy named "Named" {
  source "No. 1"
  effective 2010-01-01
  currency CNY
  rounding half_up to 0.01
  party city
  entity project {
    key id : text
    fee : money
    abroad : money USD
    start : date
    check "the fee is paid" : fee > 3 CNY
    check abroad < 1000000 USD
  }
  entity quotation { key day : date  value : number to 0.0001 }
  param usual "The usual share" cite "3" = 20%
  param other "Another share" cite "4" = 20%
  event opening "The opening" = 2010-05-01
  scale brackets "The brackets" cite "9" marginal { up to 100 CNY : 1%, after : 2% }
  rate USD to CNY cite "11" from quotation value value day day fallback latest earlier
  define named for project cite "1" = usual * fee
  define plain for project cite "1" = 20% * fee
  define late for project cite "1" = start > opening
  define tax for project cite "1" = brackets(fee)
  define home for project cite "1" = abroad in CNY on start
  reward one for project cite "2" { when late pay usual * fee from city to project }
  reward two for project cite "5" { when late pay other * fee from city to project }
  cap together { one, two } cite "7" at most 550 CNY in order
}
"""

    @classmethod
    def setUpClass(cls):
        cls.policy = remit.compile(cls.POLICY)
        project = {
            "id": ["a", "b", "c"],
            "fee": ["9000", "1", "9000"],
            "abroad": ["10", "10", "1000000"],
            "start": ["2010-06-01"] * 3,
        }
        cls.results = cls.policy.evaluate({"project": project, "quotation": {"day": ["2010-01-01"], "value": ["6.5"]}})

    def memo(self, column, language="en", row=0):
        return str(self.results.explain("project", row, column, language=language))

    def test_constants_and_tables(self):
        self.assertIn("“usual” (The usual share) [clause 3] is 20%.", self.memo("named"))
        self.assertIn("“usual”（The usual share）【3】为 20%。", self.memo("named", "zh"))
        self.assertIn("“opening” (The opening) is 2010-05-01.", self.memo("late"))
        self.assertIn("“brackets” (The brackets) [clause 9]", self.memo("tax"))
        self.assertIn("Converted at the rate “USD/CNY” [clause 11].", self.memo("home"))

    def test_never_what_is_equal_but_not_named(self):
        self.assertNotIn("usual", self.memo("plain"))
        one = self.memo("one").split("pay usual * fee")[-1].split("pay other * fee")[0]
        self.assertIn("“usual”", one)
        self.assertNotIn("“other”", one)

    def test_limits_that_rewards_share(self):
        self.assertIn("[clause 7]", self.memo("two"))

    def test_checks(self):
        self.assertIn("does not pass the check “the fee is paid”", self.memo("named", row=1))
        self.assertIn("未通过校验“the fee is paid”", self.memo("named", "zh", 1))
        self.assertIn("does not pass the check “abroad < 1000000 USD”", self.memo("home", row=2))


if __name__ == "__main__":
    unittest.main()
