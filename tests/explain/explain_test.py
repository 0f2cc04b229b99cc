"""Explains cells of the worked policies and holds the memos against those in expected/.

usage: python3 tests/explain/explain_test.py PATH-OF-REMIT [--record]

After --record, read what changed: a memo here is one that a person has found right.
"""

import json
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = Path(__file__).resolve().parent / "expected"
REMIT = "remit"

# name of the memo: policy, data, day, language, entity, key, column
CELLS = {
    # The cap takes a fen: 20 % of 2,500,000.05 is 500,000.01.
    "cap.zh": ("002/policy.remit", "002/data", "2010-12-31", "zh", "项目", "P003", "部门引进奖"),
    "cap.en": ("002/en/policy.remit", "002/en/data", "2010-12-31", "en", "project", "P003", "department_bonus"),
    # A place that two units share.
    "rank.zh": ("002/policy.remit", "002/data", "2010-12-31", "zh", "单位", "东溪镇", "年终排位"),
    # First come, first served, and the fund runs out within this request.
    "fund.zh": ("000/policy.remit", "000/data", "2008-12-31", "zh", "基金申请", "F6", "基金支出"),
    # 3 % of 36,000, 10 % of 108,000, 20 % of 156,000.
    "brackets.zh": ("income-tax/policy.remit", "income-tax/data", None, "zh", "纳税人", "级03上限", "应纳税额"),
    # A pot that is short: pro rata, with a floor, the remainder to the largest.
    "share.en": ("grants/en/policy.remit", "grants/en/data", None, "en", "district", "Capital", "grant"),
}

MEMBERS = {
    "id", "column", "title", "entity", "row", "key", "type", "value", "text", "fault", "form", "declaration", "role",
    "clause", "says", "reading", "written", "place", "kind", "sentences", "operands",
}
OF_KIND = {
    "input": {"decision", "hole"},
    "formula": {"formula", "figures", "comparisons", "bands", "limits", "roundings", "dated"},
    "lookup": {"read_from"},
    "match": {"found"},
    "fold": {"operation", "rows", "counted", "contributions"},
    "rank": {"output", "competes", "competitors", "better", "tied_count", "tied", "tie", "group", "order"},
}
OF_SHARE = {
    "takes_part", "total", "recipients", "turn", "weight", "weights", "cap", "floor", "exact", "part", "gained",
    "bound", "left", "before", "group", "order", "tie",
}


def explain(cell, output_format):
    policy, data, as_of, language, *place = CELLS[cell]
    command = [REMIT, "explain", ROOT / "policies" / policy, *place, "--data", ROOT / "policies" / data]
    command += ["--lang", language, "--format", output_format]
    if as_of:
        command += ["--as-of", as_of]
    done = subprocess.run(list(map(str, command)), capture_output=True, check=False)
    if done.returncode not in (0, 3):
        raise AssertionError(done.stderr.decode())
    return done.stdout.decode()


class Explanations(unittest.TestCase):
    maxDiff = None

    def test_memos_are_those_that_were_read(self):
        for name in CELLS:
            with self.subTest(cell=name):
                expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")
                self.assertEqual(explain(name, "text"), expected)

    def test_json_has_the_documented_members(self):
        for name in CELLS:
            with self.subTest(cell=name):
                self.check_document(json.loads(explain(name, "json")))

    def check_document(self, document):
        self.assertEqual(document["version"], 1)
        self.assertTrue(document["complete"])
        cells = document["cells"]
        self.assertEqual([cell["id"] for cell in cells], list(range(len(cells))))
        reached = {0} | {operand for cell in cells for operand in cell["operands"]}
        self.assertEqual(reached, set(range(len(cells))))
        for cell in cells:
            members = set(cell)
            self.assertLessEqual(MEMBERS, members)
            if cell["kind"] in ("share", "part"):
                self.assertLessEqual(members - MEMBERS, OF_SHARE)
                self.assertIn("takes_part", cell)
            else:
                self.assertEqual(members, MEMBERS | OF_KIND[cell["kind"]])

    def test_roundings_and_limits_add_up(self):
        """The JSON's own figures agree with each other, computed anew."""
        from fractions import Fraction  # pylint: disable=import-outside-toplevel

        for name in CELLS:
            for cell in json.loads(explain(name, "json"))["cells"]:
                for done in cell.get("roundings", []):
                    gained = Fraction(done["rounded"]) - Fraction(done["exact"])
                    self.assertEqual(gained, Fraction(done["gained"]))
                    self.assertEqual(Fraction(done["rounded"]) / Fraction(done["grid"]) % 1, 0)
                    self.assertLess(abs(gained), Fraction(done["grid"]))
                for limit in cell.get("limits", []):
                    self.assertEqual(limit["binds"], Fraction(limit["without"]) != Fraction(limit["result"]))
                    self.assertEqual(limit["binds"], limit["figure_without"] is not None)
                for taken in cell.get("bands", []):
                    for part in taken["parts"]:
                        if taken["kind"] != "step":
                            self.assertEqual(Fraction(part["part"]) * Fraction(part["rate"]), Fraction(part["amount"]))


def record():
    for name in CELLS:
        (EXPECTED / f"{name}.txt").write_text(explain(name, "text"), encoding="utf-8")


if __name__ == "__main__":
    REMIT = sys.argv.pop(1)
    if "--record" in sys.argv:
        record()
    else:
        unittest.main()
