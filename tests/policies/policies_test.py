"""Holds the worked policies against their expected figures, and their two languages against each
other. usage: python3 tests/policies/policies_test.py PATH-OF-REMIT
"""

import csv
import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

POLICIES = Path(__file__).resolve().parents[2] / "policies"
# The day of the run; the three worked examples ask for none.
SEEDS = {"000": "2009-01-31", "001": "2006-01-31", "002": "2011-01-31", "003": "2006-12-31", "004": "2016-01-31"}
ALL = {**SEEDS, "income-tax": None, "grants": None, "score-card": None, "new-and-old": None,
       "wage-withholding": None, "aid-cumulation": None, "lot-queue": None, "five-year-fund": None}
# Seed 001 has one county that set no ratio: its cells are errors, and that is right.
WITH_ERRORS = {"001"}
LISTS = {"ledger", "totals", "targets", "errors", "findings", "attributions"}
WRITTEN_BY_HAND = {"boundaries.csv", "english.csv", "sentences.csv"}
# The examples whose data.py draws tables and computes figures from them; REMIT_DRAWS=500 draws more.
DRAWN = ("income-tax", "new-and-old", "wage-withholding", "aid-cumulation", "lot-queue", "five-year-fund")
DRAWS = int(os.environ.get("REMIT_DRAWS", "3"))
REMIT = "remit"


class AnotherDraw:
    """Stands for the module `random`: the same draws, from another beginning."""

    def __init__(self, draw):
        self.draw = draw

    def Random(self, seed):  # noqa: N802 - the name that data.py asks for
        return random.Random(f"{seed}-{self.draw}")


def remit(*arguments):
    return subprocess.run([REMIT, *map(str, arguments)], capture_output=True, text=True, check=False)


def load(path):
    spec = importlib.util.spec_from_file_location(path.parent.name + "_" + path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def plain(cell):
    """Numbers as fractions, so that 5, 5.0 and 5.00 are one; every other cell as it is."""
    try:
        return Fraction(cell)
    except (ValueError, ZeroDivisionError):
        return cell


class Folder:
    """The outcome of a run: the tables of an output directory, by name."""

    def __init__(self, test, policy, data, as_of=None):
        with tempfile.TemporaryDirectory() as out:
            options = ["--data", data, "--out", out] + (["--as-of", as_of] if as_of else [])
            done = remit("run", policy, *options)
            self.status = done.returncode
            test.assertIn(self.status, (0, 3), done.stdout + done.stderr)
            self.tables = {path.stem: read(path) for path in Path(out).glob("*.csv")}

    def translated(self, words):
        """Every Chinese word of headers, names and cells in English."""

        def word(text):
            # The parts of an attribute, and those of a key of several fields.
            return re.sub(r"[^./]+", lambda part: words.to_english(part.group()), text)

        return {
            word(name): [[word(cell) for cell in row] for row in rows]
            for name, rows in self.tables.items()
        }


def columns(rows, wanted):
    """The wanted columns, row by row; `x` is `x.met` where there is no other `x`."""
    header = rows[0]
    at = [header.index(name if name in header else f"{name}.met") for name in wanted]
    return [[plain(row[i]) for i in at] for row in rows[1:]]


def formulas(plan, words):
    """The expressions and columns of a plan as text, in English, without names and reasons: these
    quote the policy."""
    lines = []
    for line in plan.splitlines():
        line = re.sub(r"[^\s(),]+", lambda word: words.to_english(word.group()), line)
        if re.match(r"e\d+ = ", line):
            lines.append(re.sub(r" (text|category) .*|#\d+", r" \1", line))
        elif re.match(r"c\d+ ", line):
            name, _, rest = line.partition(" = ")
            lines.append(name.split()[0] + " " + re.sub(r" : .*", "", rest.split("   ")[0]))
    return lines


# Attributes are words of the language, not of a policy's data.
ATTRIBUTES = {
    "完成数": "metric", "目标数": "goal", "达标": "met", "完成率": "progress", "差额": "shortfall", "原因": "reason",
    "符合条件": "eligible", "封顶": "capped", "名次": "rank", "实付金额": "paid", "结余": "left", "到期日": "due",
    "逾期": "late", "合计": "total",
}  # fmt: skip
MAGNITUDES = {
    "万": 10**4, "亿": 10**8, "thousand": 10**3, "million": 10**6, "billion": 10**9, "%": Fraction(1, 100),
    "‰": Fraction(1, 1000), "": 1,
}  # fmt: skip
TOKEN = re.compile(
    r"(?P<text>“[^”]*”|\"[^\"]*\")|(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<number>-?\d[\d_]*(?:\.\d+)?) ?(?P<magnitude>万|亿|thousand\b|million\b|billion\b|%|‰)?"
    r" ?(?P<unit>元|美元|欧元|CNY\b|USD\b|EUR\b|[个人支](?!\w))?|(?P<attribute>\.\w+)|(?P<word>\w+)|(?P<sign>[^\s\w])"
)


def tests_of(policy, module):
    """The tests of a policy as lists of tokens in English: amounts as numbers, texts by the order of
    their first appearance, titles left out."""
    done = subprocess.run([REMIT, "fmt", "--keywords", "en", "-"], input=policy.read_text(encoding="utf-8"),
                          capture_output=True, text=True, check=True)
    headers, tests, entity = getattr(module, "HEADERS", {}), [], ""

    def english(word):
        field = [f for (owner, f), chinese in headers.items() if owner == entity and chinese == word]
        return field[0] if field else module.WORDS.to_english(word)

    for block in re.split(r"\n  test (?=[“\"])", done.stdout)[1:]:
        tokens, texts, before = [], {}, ""
        for token in TOKEN.finditer(block):
            if token["text"]:
                word = f"text {texts.setdefault(token['text'], len(texts))}"
            elif token["number"]:
                word = Fraction(token["number"].replace("_", "")) * MAGNITUDES[token["magnitude"] or ""]
            elif token["attribute"]:
                name = token["attribute"][1:]
                word = "." + ATTRIBUTES.get(name, module.WORDS.to_english(name))
            elif token["word"] and before in ("given", "expect"):
                word = entity = module.WORDS.to_english(token["word"])
            else:
                word = english(token["word"]) if token["word"] else token["day"] or token["sign"]
            before = word
            tokens.append(word)
        # `expect x` says the same as `expect x = true`.
        tests.append(" ".join(map(str, tokens[1:])).replace(" = true", ""))
    return tests


class WorkedPolicies(unittest.TestCase):
    def policies(self):
        return sorted(POLICIES.glob("**/policy.remit"))

    def test_they_check_and_their_tests_pass(self):
        for policy in self.policies():
            with self.subTest(policy=policy):
                done = remit("check", "--lang", "en", policy)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertNotIn("warning[", done.stdout + done.stderr)
                done = remit("test", policy)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_they_stand_in_the_one_layout(self):
        for policy in self.policies():
            with self.subTest(policy=policy):
                self.assertEqual(remit("fmt", "--check", policy).returncode, 0)

    def test_both_languages_give_the_same_figures(self):
        for seed, as_of in ALL.items():
            with self.subTest(seed=seed):
                folder = POLICIES / seed
                module = load(folder / "data.py")
                english = Folder(self, folder / "en" / "policy.remit", folder / "en" / "data", as_of)
                chinese = Folder(self, folder / "policy.remit", folder / "data", as_of)
                self.assertEqual(english.status, 3 if seed in WITH_ERRORS else 0)
                self.assertEqual(chinese.status, english.status)
                tables = chinese.translated(module.WORDS)
                self.assertEqual(sorted(tables), sorted(english.tables))
                for name in set(tables) - LISTS:
                    own = {(entity, module.WORDS.to_english(chinese_word)): field
                           for (entity, field), chinese_word in getattr(module, "HEADERS", {}).items()}
                    header = [own.get((name, cell), cell) for cell in tables[name][0]]
                    # Reasons quote the conditions in the words of the policy.
                    keep = [i for i, cell in enumerate(header) if not cell.endswith(".reason")]
                    ours = [[row[i] for i in keep] for row in [header, *tables[name][1:]]]
                    theirs = [[row[i] for i in keep] for row in english.tables[name]]
                    if name in self.summaries(folder):  # in the order of texts, which each language has its own of
                        ours, theirs = sorted(ours), sorted(theirs)
                    self.assertEqual(ours, theirs, name)
                wanted = ["reward", "key", "payer", "payee", "amount", "currency", "status"]
                self.assertEqual(columns(tables["ledger"], wanted), columns(english.tables["ledger"], wanted))
                wanted = ["target", "key", "metric", "goal", "progress", "met"]
                self.assertEqual(columns(tables["targets"], wanted), columns(english.tables["targets"], wanted))
                for name, wanted in (("findings", ["finding", "form", "entity", "key", "against", "holds"]),
                                     ("attributions", ["split", "part", "key", "whose", "amount"])):
                    if name in english.tables:
                        self.assertEqual(columns(tables[name], wanted), columns(english.tables[name], wanted))

    @staticmethod
    def summaries(folder):
        return re.findall(r"^  summary (\w+)", (folder / "en" / "policy.remit").read_text(encoding="utf-8"), re.MULTILINE)

    def test_both_languages_have_the_same_plan_but_for_names(self):
        for seed in ALL:
            with self.subTest(seed=seed):
                words = load(POLICIES / seed / "data.py").WORDS
                chinese, english = (
                    formulas(remit("dump", "--stage", "plan", POLICIES / seed / path).stdout, words)
                    for path in ("policy.remit", "en/policy.remit")
                )
                self.assertGreater(len(english), 50)
                self.assertEqual(chinese, english)

    def test_both_languages_have_the_same_tests(self):
        for name in ALL:
            with self.subTest(policy=name):
                module = load(POLICIES / name / "data.py")
                chinese, english = (
                    tests_of(POLICIES / name / path, module) for path in ("policy.remit", "en/policy.remit")
                )
                self.assertGreater(len(english), 0)
                self.assertEqual(len(chinese), len(english))
                for ours, theirs in zip(chinese, english, strict=True):
                    self.assertEqual(ours, theirs)

    def test_figures_are_those_computed_without_remit(self):
        for seed, as_of in ALL.items():
            with self.subTest(seed=seed):
                folder = POLICIES / seed
                run = Folder(self, folder / "en" / "policy.remit", folder / "en" / "data", as_of)
                for path in sorted((folder / "expected").glob("*.csv")):
                    expected = read(path)
                    self.compare(path.stem, expected, run.tables)

    def compare(self, name, expected, tables):
        want = [[plain(cell) for cell in row] for row in expected[1:]]
        if name == "targets":
            got = [row for row in columns(tables[name], ["target", "metric", "goal", "met", "key"]) if row[4] == ""]
            self.assertEqual([row[:4] for row in got if row[1] != ""], want, name)
        elif name == "ledger":
            got = columns(tables[name], [*expected[0], "status"])
            got = [row[:-1] for row in got if row[-1] == "due"]
            self.assertEqual(sorted(map(str, self.ledger_keys(got))), sorted(map(str, self.ledger_keys(want))), name)
        elif name == "totals":
            sums = {}
            for payer, _, amount in want:
                sums[payer] = sums.get(payer, 0) + amount
            paid = columns(tables[name], ["payer", "amount"])
            got = {payer: amount for payer, amount in paid if payer != "" and amount != 0}
            self.assertEqual(got, sums, name)
        else:
            self.assertEqual(columns(tables[name], expected[0]), want, name)

    @staticmethod
    def ledger_keys(rows):
        """A part of a split is named `split.part` in the ledger, the split alone in `expected/`."""
        return [[str(row[0]).partition(".")[0], *row[1:]] for row in rows]

    def test_data_and_expectations_are_what_their_programs_write(self):
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "policies"
            shutil.copytree(POLICIES, copy)
            for path in copy.glob("**/*.csv"):
                if path.name not in WRITTEN_BY_HAND:
                    path.unlink()
            for program in (*sorted(copy.glob("*/data.py")), *sorted(copy.glob("*/expected.py"))):
                subprocess.run([sys.executable, program], check=True)
            self.assertEqual(self.contents(copy), self.contents(POLICIES))

    @staticmethod
    def contents(folder):
        return {path.relative_to(folder): path.read_bytes() for path in folder.glob("**/*.csv")}

    def test_generated_data_gives_the_figures_computed_without_remit(self):
        for seed, as_of in SEEDS.items():
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as out:
                data, wanted = Path(out) / "data", Path(out) / "expected"
                generator = [sys.executable, POLICIES / "generate.py", seed, "--rows", "2000", "--out", data]
                subprocess.run(generator, check=True)
                run = Folder(self, POLICIES / seed / "en" / "policy.remit", data, as_of)
                self.assertEqual(run.status, 0)
                oracle = load(POLICIES / seed / "expected.py")
                oracle.DATA, oracle.OUT = data, wanted
                oracle.main()
                paths = sorted(wanted.glob("*.csv"))
                self.assertGreater(len(paths), 3)
                for path in paths:
                    self.compare(path.stem, read(path), run.tables)

    def test_other_draws_of_the_examples_give_the_figures_computed_without_remit(self):
        for name in DRAWN:
            for draw in range(1, DRAWS + 1):
                with self.subTest(policy=name, draw=draw), tempfile.TemporaryDirectory() as out:
                    module = load(POLICIES / name / "data.py")
                    module.HERE, module.random = Path(out), AnotherDraw(draw)
                    module.main()
                    run = Folder(self, POLICIES / name / "en" / "policy.remit", Path(out) / "en" / "data")
                    self.assertEqual(run.status, 0)
                    paths = sorted((Path(out) / "expected").glob("*.csv"))
                    self.assertGreater(len(paths), 0)
                    for path in paths:
                        self.compare(path.stem, read(path), run.tables)

    def test_generated_data_is_the_same_every_time_and_in_both_languages(self):
        for seed, as_of in SEEDS.items():
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as out:
                folders = [Path(out) / name for name in ("first", "second", "zh", "other")]
                options = [[], [], ["--language", "zh"], ["--number", "2"]]
                for folder, more in zip(folders, options, strict=True):
                    generator = [sys.executable, POLICIES / "generate.py", seed, "--rows", "500", "--out", folder]
                    subprocess.run([*generator, *more], check=True)
                first, second, chinese, other = folders
                self.assertEqual(self.contents(first), self.contents(second))
                self.assertNotEqual(self.contents(first), self.contents(other))
                words = load(POLICIES / seed / "data.py").WORDS
                english = Folder(self, POLICIES / seed / "en" / "policy.remit", first, as_of)
                totals = Folder(self, POLICIES / seed / "policy.remit", chinese, as_of).translated(words)
                wanted = ["payer", "amount"]
                if "totals" in english.tables:
                    self.assertEqual(columns(totals["totals"], wanted), columns(english.tables["totals"], wanted))


if __name__ == "__main__":
    REMIT = sys.argv.pop(1)
    unittest.main()
