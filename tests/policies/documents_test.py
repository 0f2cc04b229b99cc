"""Holds the documents' policies against what was worked out from their texts by hand (boundaries.csv, in both languages),
among it every case of independent.md, by somebody who has not read them; their English twins against the Chinese policies, and
the README tables of clauses against `remit clauses`.
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
from decimal import Decimal
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
        self.name = re.search(r"^policy (\w+)", text, re.MULTILINE)[1]
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
        if row["part"] not in ("given", "expect"):
            return []
        table, cells = row["table"], cells_of(row)
        if row["part"] == "given":
            if table == "param":
                return [f"given param {self.name(name)} = {value}" for name, value in cells]
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


    def tables(self, case):
        """The rows given, as a folder of tables has them: {name: rows as dictionaries}."""
        found = {}
        for row in case:
            if row["part"] == "given":
                table, cells = row["table"], cells_of(row)
                if row["row"] != "":
                    cells = [[self.layout.keys[table][0], row["row"]], *cells]
                name = self.layout.name if table == "param" else self.translate(table)
                rows = found.setdefault(name, [] if table != "param" else [{}])
                words = {self.name(header, table): cell if BARE.fullmatch(cell) else self.translate(cell) for header, cell in cells}
                if table == "param":
                    rows[0].update(words)
                else:
                    rows.append(words)
        return found


def cells_of(row):
    return [cell.strip().split("=", 1) for cell in row["cells"].split(";") if cell.strip()]


def repeated(row):
    """`P*74` stands for P1 to P74, in the row or in a cell: a row for each."""
    times = {int(n) for n in re.findall(r"\*(\d+)", f"{row['row']};{row['cells']}")}
    if not times:
        return [row]
    (last,) = times
    return [{name: re.sub(r"\*\d+", str(i), text) if name in ("row", "cells") else text for name, text in row.items()}
            for i in range(1, last + 1)]


def cases(path):
    """Lists of rows; a row without a title belongs to the case above it.

    `given` and `expect` are what the policy is asked. `pays`: what a payer (the table) pays to somebody (the row), or in all.
    `differs`: what the independent reader worked out where the text bears both readings and the policy has the other one, which
    the `expect` beside it is. `unbound`: why the tables have no place for a case."""
    found = []
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["case"] != "":
                found.append([])
            found[-1] += repeated(row)
    return found


def is_test(case):
    return any(row["part"] == "expect" for row in case)


def tests(path, layout, translate, of=is_test, told=lambda row: row):
    writer, lines = Writer(layout, translate), []
    for case in filter(of, cases(path)):
        lines += [f'  test "{case[0]["case"]}" {{', f"    as of {case[0]['as_of']}"]
        lines += ["    " + line for row in case for line in writer.line(told(row))]
        lines.append("  }")
    return "\n".join(lines)


def is_differing(case):
    return any(row["part"] == "differs" for row in case)


def as_differing(row):
    """What the other reading expects in place of what the policy's does."""
    return {**row, "part": {"differs": "expect", "expect": "left out"}.get(row["part"], row["part"])}


def in_ranges(text):
    """The numbers of a title: `4 to 6 and 9b` are 4, 5, 6 and 9."""
    found = set()
    for first, last in re.findall(r"(\d+)[a-z]?(?: to (\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


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

    def policies(self):
        """(folder, layout, policy, how its words are said) in both languages."""
        for folder in self.folders():
            module = tool("twin").load(folder)
            words, headers = module.WORDS, getattr(module, "HEADERS", {})

            def chinese(word, table="", words=words, headers=headers):
                return headers.get((table, word)) or words.to_chinese(word)

            yield folder, Layout(folder), folder / "en" / "policy.remit", lambda word, table="": word
            yield folder, Layout(folder), folder / "policy.remit", chinese

    def test_boundary_cases_worked_out_from_the_text(self):
        self.assertGreater(len(self.folders()), 0)
        for folder, layout, policy, translate in self.policies():
            with self.subTest(policy=policy):
                path = folder / "boundaries.csv"
                done = self.run_with(policy, tests(path, layout, translate))
                amiss = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("  passed")]
                self.assertEqual(done.returncode, 0, "\n".join(amiss[:60]))
                self.assertRegex(done.stdout, rf"\b{len(list(filter(is_test, cases(path))))} tests, 0 failed")

    def test_who_is_paid_what_by_whom(self):
        """In English; that the payments are the same in Chinese is policies_test's."""
        for folder, layout, policy, translate in self.policies():
            for case in cases(folder / "boundaries.csv") if policy.parent.name == "en" else ():
                expected = [row for row in case if row["part"] == "pays"]
                if expected:
                    with self.subTest(policy=policy, case=case[0]["case"]):
                        paid = self.paid(policy, layout.name, Writer(layout, translate).tables(case), case[0]["as_of"])
                        for row in expected:
                            payer, payee = translate(row["table"]), translate(row["row"]) if row["row"] else ""
                            amount = sum(sum_ for (by, to), sum_ in paid.items() if by == payer and payee in ("", to))
                            self.assertEqual(amount, Decimal(row["cells"]), (payer, payee))

    def paid(self, policy, whole, tables, as_of):
        """{(payer, payee): amount} of a run over the tables; of those that the case does not give there are no rows, and what it
        leaves open of the whole is open."""
        with tempfile.TemporaryDirectory() as out:
            for path in (policy.parent / "data").glob("*.csv"):
                if path.stem != whole:
                    headers = path.read_text(encoding="utf-8").splitlines()[0]
                    (Path(out) / path.name).write_text(headers + "\n", encoding="utf-8")
            for name, rows in tables.items():
                headers = list(dict.fromkeys(header for row in rows for header in row))
                with open(Path(out) / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
                    writer = csv.DictWriter(file, headers)
                    writer.writeheader()
                    writer.writerows(rows)
            command = [REMIT, "run", "--lang", "en", "--format", "json", "--only", "ledger", "--as-of", as_of, "--data", out, policy]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertIn(done.returncode, (0, 3), done.stderr)
        found = {}
        for line in json.loads(done.stdout)["ledger"]:
            if line["amount"]:
                key = line["payer"], line["payee"]
                found[key] = found.get(key, Decimal(0)) + Decimal(line["amount"])
        return found

    def test_readings_that_differ_are_those_that_are_said_to(self):
        """The other reading's outcome is not the policy's, in any of these cases."""
        for folder, layout, policy, translate in self.policies():
            path = folder / "boundaries.csv"
            differing = list(filter(is_differing, cases(path)))
            if differing:
                with self.subTest(policy=policy):
                    done = self.run_with(policy, tests(path, layout, translate, is_differing, as_differing))
                    self.assertRegex(done.stdout, rf"\b{len(differing)} tests, {len(differing)} failed")

    def test_every_independent_case_is_bound(self):
        for path in sorted(POLICIES.glob("*/independent.md")):
            with self.subTest(path=path):
                worked = {int(n) for n in re.findall(r"^(\d+)\. ", path.read_text(encoding="utf-8"), re.MULTILINE)}
                titles = [case[0]["case"] for case in cases(path.parent / "boundaries.csv")]
                bound = set().union(*(in_ranges(title.partition(":")[0]) for title in titles if title.startswith("independent ")))
                self.assertEqual(worked - bound, set(), "not bound")
                self.assertEqual(bound - worked, set(), "not worked out")

    def test_each_boundary_case_names_a_clause_that_the_policy_cites(self):
        for folder in self.folders():
            cites = Layout(folder).cites
            for case in cases(folder / "boundaries.csv"):
                with self.subTest(folder=folder.name, case=case[0]["case"]):
                    self.assertTrue(any(cite.startswith(case[0]["clause"]) for cite in cites), case[0]["clause"])

    def test_every_sentence_of_the_document_has_a_clause(self):
        """And every clause that the policy cites, the title apart, has a sentence."""
        for folder in self.folders():
            done = subprocess.run([REMIT, "clauses", "--format", "json", folder / "policy.remit"], capture_output=True, text=True, check=True)
            cited = {clause["clause"] for clause in json.loads(done.stdout)} - {""}
            with open(folder / "sentences.csv", newline="", encoding="utf-8") as file:
                named = [clause for row in csv.DictReader(file) for clause in row["条款"].split("；")]
            with self.subTest(folder=folder.name):
                self.assertGreater(len(named), 20)
                self.assertEqual(set(named) - cited - {"标题"}, set(), "sentences without a clause of the policy")
                without = {clause for clause in cited if not any(name.startswith(clause) for name in named)}
                self.assertEqual(without - {"标题"}, set(), "clauses without a sentence")

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
