"""Holds the documents' policies against what was worked out from their texts by hand (boundaries.csv, in both languages),
their English twins against the Chinese policies, and the README tables of clauses against `remit clauses`.
usage: python3 tests/policies/documents_test.py PATH-OF-REMIT
"""

import csv
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

POLICIES = Path(__file__).resolve().parents[2] / "policies"
TOOLS = POLICIES / "tools"
BARE = re.compile(r"-?\d[\d_]*(\.\d+)?%?|\d{4}-\d\d-\d\d|true|false|blank")
REMIT = "remit"


def tool(name):
    sys.path.insert(0, str(TOOLS))
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Layout:
    """What the English policy says of its tables: keys and their types, words of categories."""

    def __init__(self, folder):
        text = (folder / "en" / "policy.remit").read_text(encoding="utf-8")
        self.keys, self.categories = {}, set()
        for name, body in re.findall(r"^  (?:open )?entity (\w+)[^\n]*\{\n(.*?)^  \}", text, re.DOTALL | re.MULTILINE):
            if single := re.search(r"^    key (\w+) *: (\w+)", body, re.MULTILINE):
                self.keys[name] = single.groups()
            self.categories |= {w for words in re.findall(r"one of \{([^}]*)\}", body) for w in re.findall(r"\w+", words)}
        self.cites = re.findall(r"cite \"([^\"]*)\"|clause \"([^\"]*)\"", text)
        self.cites = {one or other for one, other in self.cites}


class Writer:
    """Cases as tests of a policy, in one of its languages."""

    def __init__(self, layout, translate):
        self.layout, self.translate = layout, translate

    def value(self, cell, quoted=False):
        if BARE.fullmatch(cell) and not quoted:
            return cell
        word = self.translate(cell)
        return word if cell in self.layout.categories and not quoted else f'"{word}"'

    def name(self, path, table=""):
        head, dot, attribute = path.partition(".")
        return self.translate(head, table) + dot + self.translate(attribute)

    def key(self, table, row):
        """The key of a row as an expectation names it: `A/2008/1` is three values."""
        if table in self.layout.keys:
            return self.value(row, quoted=self.layout.keys[table][1] != "date")
        return ", ".join(self.value(part) for part in row.split("/"))

    def line(self, row):
        cells = [cell.strip().split("=", 1) for cell in row["cells"].split(";") if cell.strip()]
        table = row["table"]
        if row["part"] == "given":
            if table == "param":
                return [f"given param {self.name(name)} = {value}" for name, value in cells]
            if repeated := re.fullmatch(r"(.*)\*(\d+)", row["row"]):  # `P*74` are the rows P1 to P74
                return [line for i in range(1, int(repeated[2]) + 1)
                        for line in self.line({**row, "row": f"{repeated[1]}{i}"})]
            if row["row"] != "":
                field, kind = self.layout.keys[table]
                cells = [[field, row["row"]], *cells]
            words = [f"{self.name(name, table)} "
                     + self.value(value, quoted=i == 0 and row["row"] != "" and kind == "text")
                     for i, (name, value) in enumerate(cells)]
            return [f"given {self.translate(table)} {{ {' '.join(words)} }}"]
        where = f"{self.translate(table)} {self.key(table, row['row'])} " if table else ""
        return [f"expect {where}{self.name(name, table)}" + (" error" if value == "error" else f" = {self.value(value)}")
                for name, value in cells]


def cases(path):
    """Lists of rows; a row without a title belongs to the case above it."""
    found = []
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["case"] != "":
                found.append([])
            found[-1].append(row)
    return found


def tests(path, layout, translate):
    writer, lines = Writer(layout, translate), []
    for case in cases(path):
        lines += [f'  test "{case[0]["case"]}" {{', f"    as of {case[0]['as_of']}"]
        lines += ["    " + line for row in case for line in writer.line(row)]
        lines.append("  }")
    return "\n".join(lines)


class Documents(unittest.TestCase):
    def folders(self):
        return sorted(path.parent for path in POLICIES.glob("*/boundaries.csv"))

    def run_with(self, policy, more):
        text = policy.read_text(encoding="utf-8").rstrip()
        self.assertEqual(text[-1], "}")
        own = re.sub(r"^  (测试|test) .*?^  \}\n", "", text[:-1], flags=re.DOTALL | re.MULTILINE)
        with tempfile.TemporaryDirectory() as out:
            path = Path(out) / "policy.remit"
            path.write_text(own + more + "\n}\n", encoding="utf-8")
            return subprocess.run([REMIT, "test", "--lang", "en", path], capture_output=True, text=True, check=False)

    def test_boundary_cases_worked_out_from_the_text(self):
        self.assertGreater(len(self.folders()), 0)
        for folder in self.folders():
            layout, twin = Layout(folder), tool("twin")
            words, headers = twin.load(folder).WORDS, getattr(twin.load(folder), "HEADERS", {})

            def chinese(word, table="", words=words, headers=headers):
                return headers.get((table, word)) or words.to_chinese(word)

            for policy, translate in ((folder / "en" / "policy.remit", lambda word, table="": word),
                                      (folder / "policy.remit", chinese)):
                with self.subTest(policy=policy):
                    done = self.run_with(policy, tests(folder / "boundaries.csv", layout, translate))
                    self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[:4000])
                    self.assertRegex(done.stdout, rf"\b{len(cases(folder / 'boundaries.csv'))} tests, 0 failed")

    def test_each_boundary_case_names_a_clause_that_the_policy_cites(self):
        for folder in self.folders():
            cites = Layout(folder).cites
            for case in cases(folder / "boundaries.csv"):
                with self.subTest(folder=folder.name, case=case[0]["case"]):
                    self.assertTrue(any(cite.startswith(case[0]["clause"]) for cite in cites), case[0]["clause"])

    def test_each_clause_says_what_it_is_about(self):
        for folder in self.folders():
            for policy in (folder / "policy.remit", folder / "en" / "policy.remit"):
                done = subprocess.run([REMIT, "clauses", "--format", "json", policy], capture_output=True, text=True, check=True)
                listed = [clause for clause in json.loads(done.stdout) if clause["clause"] != ""]
                self.assertGreater(len(listed), 10)
                for clause in listed:
                    with self.subTest(policy=policy, clause=clause["clause"]):
                        self.assertNotEqual(clause["says"], "")

    def test_english_twins_are_what_the_tool_writes(self):
        twin = tool("twin")
        for path in sorted(POLICIES.glob("*/english.csv")):
            with self.subTest(folder=path.parent.name):
                english = (path.parent / "en" / "policy.remit").read_text(encoding="utf-8")
                self.assertEqual(twin.written(REMIT, path.parent / "en" / "policy.remit"), english)
                policy = (path.parent / "policy.remit").read_text(encoding="utf-8")
                self.assertEqual([text for text in twin.texts(path.parent) if text not in policy], [], "no longer in the policy")

    def test_tables_of_clauses_are_what_the_policies_say(self):
        clauses = tool("clauses")
        for path in sorted(POLICIES.glob("*/README*.md")):
            if clauses.BEGIN in path.read_text(encoding="utf-8"):
                with self.subTest(readme=path):
                    self.assertEqual(clauses.written(REMIT, path), path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    REMIT = sys.argv.pop(1)
    unittest.main()
