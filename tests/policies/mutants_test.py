"""Changes one sign, number, condition or conjunction of a document's policy at a time, and asks whether its tests and the
boundary cases notice. What nobody notices is a rule that the document's cases do not hold down.

usage: python3 tests/policies/mutants_test.py PATH-OF-REMIT [--all]    (--all: every change, and prints those unnoticed)
"""

import re
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import documents_test as documents

STEP, MOST = 6, 0.2  # every sixth change; defaults, checks and guards against no rows are what may go unnoticed
SIGNS = {">=": ">", "<=": "<", ">": ">=", "<": "<=", "!=": "="}
WORDS = {"and": "or", "or": "and"}


def changes(rules):
    """(first, last, instead) of every change, outside of texts and comments."""
    quoted = [match.span() for match in re.finditer(r'"[^"\n]*"|#.*', rules)]
    found = [(m, SIGNS[m.group()]) for m in re.finditer(r">=|<=|!=|(?<![<>!=])[<>](?!=)", rules)]
    found += [(m, WORDS[m.group()]) for m in re.finditer(r"\b(?:and|or)\b", rules)]
    found += [(m, f"{float(m.group().replace('_', '')) + 1:g}")
              for m in re.finditer(r"(?<![\w.-])\d[\d_]*(?:\.\d+)?(?![\w-])", rules)]
    found += [(m, "") for m in re.finditer(r"\bnot (?!in|given|computed)", rules)]
    found += [(m, "") for m in re.finditer(r"^    when .*\n", rules, re.MULTILINE)]
    return sorted((*m.span(), instead) for m, instead in found
                  if not any(first <= m.start() < last for first, last in quoted))


class Mutants(unittest.TestCase):
    everything = False

    def test_changed_rules_are_noticed(self):
        for folder in sorted(path.parent for path in documents.POLICIES.glob("*/boundaries.csv")):
            with self.subTest(folder=folder.name), tempfile.TemporaryDirectory() as out:
                text = (folder / "en" / "policy.remit").read_text(encoding="utf-8").rstrip()[:-1]
                own = [test for test in re.findall(r"^  test .*?^  \}\n", text, re.DOTALL | re.MULTILINE) if "from \"" not in test]
                rules = re.sub(r"^  test .*?^  \}\n", "", text, flags=re.DOTALL | re.MULTILINE)
                tests = "".join(own) + documents.tests(folder / "boundaries.csv", documents.Layout(folder), lambda w, table="": w)

                def outcome(changed, tests=tests, out=out):
                    path = Path(out) / f"{abs(hash(changed))}.remit"
                    path.write_text(f"{changed}\n{tests}\n}}\n", encoding="utf-8")
                    done = subprocess.run([documents.REMIT, "test", "--lang", "en", path], capture_output=True, text=True, check=False)
                    path.unlink()
                    return "refused" if done.stdout.startswith("0 tests") else "unnoticed" if done.returncode == 0 else "noticed"

                self.assertEqual(outcome(rules), "unnoticed")
                tried = changes(rules)[:: 1 if self.everything else STEP]
                with ThreadPoolExecutor(2) as pool:
                    outcomes = list(pool.map(lambda c: outcome(rules[: c[0]] + c[2] + rules[c[1] :]), tried))
                unnoticed = [c for c, what in zip(tried, outcomes, strict=True) if what == "unnoticed"]
                lines = [f"line {rules.count(chr(10), 0, first) + 1}: {rules[first:last].strip()!r} -> {instead!r}"
                         for first, last, instead in unnoticed]
                if self.everything:
                    print(folder.name, len(tried), "changes, unnoticed:", *lines, sep="\n  ")
                self.assertGreater(len(tried) - outcomes.count("refused"), 5)
                self.assertLessEqual(len(unnoticed), MOST * len(tried), "\n".join(lines))


if __name__ == "__main__":
    documents.REMIT = sys.argv.pop(1)
    if "--all" in sys.argv:
        sys.argv.remove("--all")
        Mutants.everything = True
    unittest.main()
