"""Twin declarations of every form: two that compute the same, each with a name and a clause of its own. Whatever is
explained of one of them, or of what reads it, never names the other, nor quotes its text or its clause.

usage: REMIT_LIBRARY=libremit.so.1 PYTHONPATH=bindings/python python3 tests/explain/twins_test.py
"""

import datetime
import re
import unittest
from pathlib import Path

import remit

FORMS = Path(__file__).resolve().parents[2] / "src/check/forms/forms.def"

WORLD = """policy twins {
  effective 2009-01-01 to 2011-12-31
  currency CNY
  rounding half_up to 0.01 CNY
  party office
  event opening = 2010-06-01
  entity holiday { key day : date  worked : bool default false }
  entity unit { key name : text  kind : one of { town, county }  goal : money  staff : count }
  entity item {
    key id : text
    unit   : unit
    sector : one of { farm, trade }
    fee    : money
    cost   : money
    n      : count
    ratio  : percent
    start  : date
    finish : date optional
    ok     : bool
    way    : one of { warn, remove } optional
    dated by start
  }
  entity visit { key no : count  item : item  day : date  paid : money  seen : bool  dated by day }
  entity report { key id : text  unit : unit  year : count  profit : money  period year within unit }
%s}
"""
TABLES = {
    "holiday": [{"day": "2010-10-01", "worked": "false"}],
    "unit": [
        {"name": "U", "kind": "town", "goal": "100", "staff": "7"},
        {"name": "V", "kind": "county", "goal": "900", "staff": "3"},
    ],
    "item": [
        {"id": "x", "unit": "U", "sector": "farm", "fee": "50", "cost": "20", "n": "4", "ratio": "0.3", "start": "2010-02-01",
         "finish": "2010-02-20", "ok": "true", "way": "warn"},
        {"id": "y", "unit": "U", "sector": "farm", "fee": "50", "cost": "9", "n": "2", "ratio": "1", "start": "2010-03-01",
         "finish": None, "ok": "true", "way": None},
        {"id": "z", "unit": "V", "sector": "trade", "fee": "8", "cost": "80", "n": "6", "ratio": "0", "start": "2010-09-20",
         "finish": "2011-01-02", "ok": "false", "way": "remove"},
    ],
    "visit": [
        {"no": "1", "item": "x", "day": "2010-02-03", "paid": "30", "seen": "true"},
        {"no": "2", "item": "x", "day": "2010-07-03", "paid": "45", "seen": "true"},
        {"no": "3", "item": "y", "day": "2010-03-03", "paid": "12", "seen": "false"},
        {"no": "4", "item": "z", "day": "2010-09-30", "paid": "60", "seen": "true"},
    ],
    "report": [
        {"id": "a", "unit": "U", "year": "2009", "profit": "5"},
        {"id": "b", "unit": "U", "year": "2010", "profit": "6"},
    ],
}
DAY = datetime.date(2010, 12, 31)

# What is put after the name of each: `{b}` is the clause and what it says and how it is read.
BASIS = 'cite "{c}" says "as {c} says" reading "as {c} is read"'

# One group: declarations that hold figures which are computed alike. `{n}` is the name.
GROUPS = {
    "conditions": [
        "define {n} for item {b} : bool = sum(visit.paid) > 40 CNY",
        "define {n} for item {b} : bool = sum(visit.paid) > 40 CNY and ok",
        "finding {n} for item {b} {{ when sum(visit.paid) > 40 CNY  against unit }}",
        "honour {n} for item {b} {{ when sum(visit.paid) > 40 CNY }}",
        "eligibility {n} for item {b} {{ when sum(visit.paid) > 40 CNY }}",
        "sanction {n} for item {b} {{ when sum(visit.paid) > 40 CNY  against unit }}",
        "sanction {n} for item {b} {{ when sum(visit.paid) > 40 CNY  one of {{ warn, remove }} by way }}",
        "reward {n}_paid for item {b} {{ pay fee from office }}\n"
        "  sanction {n} for item {b} {{ when sum(visit.paid) > 40 CNY  block {n}_paid }}",
        "reward {n} for item {b} {{ when sum(visit.paid) > 40 CNY  pay 5 CNY from office }}",
        "reward {n} for item {b} {{ when sum(visit.paid) > 40 CNY  honour \"Title of {n}\" }}",
        "open list {n} for item {b} {{ when sum(visit.paid) > 40 CNY  named sector is farm  others by ok }}",
        "target {n} for item {b} : sum(visit.paid) > 40 CNY",
        "target {n} for item {b} : sum(visit.paid) > 40 CNY {{ when sum(visit.paid) > 40 CNY }}",
        "deadline {n} for item {b} {{ when sum(visit.paid) > 40 CNY  from start within 10 days  done finish }}",
    ],
    "sums": [
        "define {n} for unit {b} = sum(item.fee where ok)",
        "define {n} for unit {b} = sum(item.fee where ok) - sum(item.cost where ok)",
        "target {n} for unit {b} : sum(item.fee where ok) >= goal {{ milestone half by opening on its day at least 50% }}",
        "target {n} for unit {b} : sum(item.fee where ok) = goal",
        "reward {n} for unit {b} {{ pay sum(item.fee where ok) from office }}",
        "reward {n} for unit {b} {{ pay goal  cap sum(item.fee where ok)  floor 5 CNY  from office }}",
        "reward {n} for unit {b} {{ pay sum(item.fee where ok)  top up goal  from office }}",
        "expense {n} for unit {b} {{ pay sum(item.fee where ok)  cap 90 CNY  from office to name }}",
        "split {n} for unit {b} {{ amount sum(item.fee where ok)  share a 60% to office  share b 40% to unit"
        "  remainder to a  rounding half_up to 0.1  from office }}",
        "score {n} for unit {b} {{ item {n}_part : sum(item.fee where ok) / goal weight 40 at most 120%  total at most 100"
        "  rounding half_up to 0.1 }}",
    ],
    "places": [
        "rank {n} for item {b} {{ when ok  by fee desc, cost asc within unit ties standard }}",
        "rank {n} for item {b} {{\n    when ok\n    by fee desc, cost asc\n    within unit\n    ties standard\n  }}",
        "define {n} for item {b} = rank(fee desc, cost asc within unit where ok ties standard)",
        "reward {n} for item {b} {{ when ok  rank by fee desc, cost asc within unit among qualified ties standard"
        "  pay {{ 1 : 9 CNY, 2..3 : 4 CNY }} from office }}",
        "reward {n} for item {b} {{ rank by fee desc ties share  pay {{ 1..2 : 9 CNY }} from office }}",
        "rank {n} for item {b} {{ by fee desc ties dense }}",
    ],
    "parts": [
        "define {n} for item {b} = share(100 CNY, by n within unit where ok ties by id remainder to largest)",
        "define {n} for item {b} = 1 CNY + share(100 CNY, by n within unit where ok ties by id remainder to largest)",
        "reward {n} for item {b} {{ pay fee  cap 60 CNY per unit pro rata ties by key  from office }}",
        "reward {n} for item {b} {{ pay fee  cap 60 CNY per unit in order of start, id  from office }}",
        "reward {n} for item {b} {{ pay 10 CNY from office to visit shared among visit by no remainder to largest ties by key }}",
        "reward {n}_paid for item {b} {{ pay fee from office }}\n"
        "  fund {n} {b} {{ budget 70 CNY  pays {n}_paid  when short in order of start, id }}",
        "reward {n}_paid for item {b} {{ pay fee from office }}\n"
        "  fund {n} {b} {{ budget 70 CNY  pays {n}_paid  when short pro rata ties by key  remainder to largest }}",
        "reward {n}_paid for item {b} {{ pay fee from office }}\n"
        "  fund {n} {b} {{ budget 70 CNY from 2010-01-01 to 2011-12-31 each year of start  pays {n}_paid"
        "  when short in order of start, id  carry over }}",
        "reward {n}_a for item {b} {{ pay fee from office }}\n  reward {n}_b for item {b} {{ pay cost from office }}\n"
        "  cap together {{ {n}_a, {n}_b }} {b} at most 55 CNY per unit pro rata ties by start, id",
        "reward {n}_a for item {b} {{ pay fee from office }}\n  reward {n}_b for item {b} {{ pay cost from office }}\n"
        "  choose highest of {{ {n}_a, {n}_b }} ties to first",
        "reward {n}_a for item {b} {{ pay fee from office }}\n  reward {n}_b for item {b} {{ pay cost from office }}\n"
        "  choose highest of {{ {n}_a, {n}_b }} per unit ties to first by start, id",
    ],
    "tables": [
        "scale {n}_scale {b} marginal {{ up to 20 CNY : 5%, after : 20% }}\n  define {n} for item {b} = {n}_scale(fee)",
        "scale {n}_scale {b} step {{ below 20 : 1 CNY, from 20 : 2 CNY }}\n  reward {n} for item {b} {{ pay {n}_scale(n) from office }}",
        "param {n}_rate {b} = 10%\n  define {n} for item {b} = {n}_rate * fee",
        "param {n}_rate {b} = 10% from 2010-01-01, 20% from 2010-06-01\n  define {n} for item {b} = ({n}_rate on start) * fee",
        "param {n}_rate {b} : percent by unit.kind {{ town : 1%, county : 2% }}\n  define {n} for item {b} = {n}_rate(unit.kind) * fee",
        "schedule {n}_life for item {b} starting start {{ years 1..2 : 100%, after : 0% }}\n  define {n} for item {b} = {n}_life * fee",
        "define {n}_of(a : money) {b} : money = a + 1 CNY\n  define {n} for item {b} = {n}_of(fee)",
    ],
    "days": [
        "deadline {n} for item {b} {{ from start within 10 days  done finish  against unit }}",
        "deadline {n} for item {b} {{ from start within 5 workdays by court }}",
        "define {n} for item {b} : bool = ok and workdays between start and opening by court > 5",
        "duty {n} {b} {{ of item where ok  every quarter of 2010  by visit on day }}",
        "duty {n} {b} {{ every month of 2010  by visit on day }}",
    ],
    "rows": [
        "summary {n} {b} from item by sector {{ {n}_costs = sum(cost)  {n}_many = count(item) }}",
        "entity {n} from each unit, quarter of 2010\n  define {n}_due for {n} {b} = days",
        "define {n} for report {b} = profit + (previous.{n} otherwise 0 CNY)",
        "define {n} for report {b} = previous.profit otherwise 0 CNY",
        "define {n} for item {b} = last(visit.paid by day)",
        "define {n} for item {b} = sum(visit.paid as of opening)",
    ],
}
CALENDAR = "  calendar court from holiday day day worked worked\n"

# Forms that compute nothing which a twin could be mistaken for.
NO_TWIN = {
    "Source", "Issued", "Effective", "Currency", "Reading", "Party", "Rounding", "Event", "Rate", "Calendar", "OpenEntity", "OpenParam",
    "Uncomputed", "Show", "Test", "WholeCheck",
}
WORD_OF_FORM = {"Ranking": "rank", "CapTogether": "cap together", "OpenList": "open list"}

OWN = (("alpha", "A1"), ("omega", "O9"))
# What may be said of a column in another one's formula, by its type.
USES = {"boolean": "not {}", "money": "{} + 3 CNY", "date": "{} + 3 days", "category": "{} is given", "text": "{} is given"}


def declared(form, name, clause):
    return "  " + form.format(n=name, c=clause, b=BASIS.format(c=clause)) + "\n"


def belongs(column, name):
    """`alpha`, `alpha.met`, `alpha_paid`: of the declarations of that name."""
    return re.fullmatch(rf"{name}([._].*)?", column) is not None


def uses(policy):
    """A formula over each column of the twins: `alpha_use_3`, which has the clause of its own twin."""
    lines = []
    for entity in policy.entities:
        for column in entity.columns:
            for name, clause in OWN:
                if not belongs(column.name, name) or column.role in ("field", "key"):
                    continue
                use = USES.get(column.kind, "{} + 3")
                where = f" for {entity.name}" if entity.name else ""
                basis = BASIS.format(c=clause)
                lines.append(f"  define {name}_use_{len(lines)}{where} {basis} = {use.format(column.name)}\n")
    return lines


class Twins(unittest.TestCase):
    maxDiff = None

    def compiled(self, text):
        try:
            return remit.compile(WORLD % text)
        except remit.PolicyError as error:
            self.refusals.append(str(error))
            return None

    def with_uses(self, text):
        """With what may be said of each of its columns; a use that the checker refuses is left out."""
        policy = self.compiled(text)
        if policy is None:
            return None
        lines = uses(policy)
        all_of_them = self.compiled(text + "".join(lines))
        if all_of_them is not None:
            return all_of_them
        good = [line for line in lines if self.compiled(text + line) is not None]
        return self.compiled(text + "".join(good)) or policy

    def test_never_each_other(self):
        self.refusals = []
        self.memos = 0
        for group, forms in GROUPS.items():
            for i, one in enumerate(forms):
                alone = declared(one, *OWN[0])
                self.assertIsNotNone(self.compiled(CALENDAR + alone), (alone, self.refusals[-1:]))
                for other in forms[i:]:
                    with self.subTest(group=group, one=one, other=other):
                        self.check(CALENDAR + alone + declared(other, *OWN[1]))
        print(f"{self.memos} memos")
        self.assertGreater(self.memos, 5000)

    def check(self, text):
        policy = self.with_uses(text)
        self.assertIsNotNone(policy, self.refusals[-1:])
        results = policy.evaluate(TABLES, as_of=DAY)
        for entity in policy.entities:
            table = results[entity.name or "whole"]
            for column in table.column_names:
                for (name, _), foreign in zip(OWN, reversed(OWN)):
                    if not belongs(column, name) or belongs(entity.name, foreign[0]):
                        continue
                    for row in range(min(len(table), 3)):
                        self.read(results.explain(entity.name or "whole", row, column), foreign, text)

    def read(self, memo, foreign, text):
        self.memos += 1
        for word in foreign:
            self.assertNotIn(word, str(memo), text)
            for cell in memo.data["cells"]:
                said = (cell["title"], cell["declaration"], cell["clause"], cell["says"], cell["reading"], cell["written"])
                self.assertNotIn(word, " ".join(said), text)

    def test_every_form_has_its_twins(self):
        """A new form of the language needs a row above."""
        all_text = " ".join(form for forms in GROUPS.values() for form in forms)
        for name in re.findall(r"REMIT_FORM\(k(\w+)\)", FORMS.read_text(encoding="utf-8")):
            if name not in NO_TWIN:
                word = WORD_OF_FORM.get(name, name.lower())
                self.assertRegex(all_text, rf"\b{word} \{{n\}}|\b{word} (?:\{{|highest)", name)


if __name__ == "__main__":
    unittest.main()
