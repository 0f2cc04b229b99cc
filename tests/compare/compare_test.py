"""Compares random policies and the worked ones with a changed text or changed data, and holds everything that
`remit compare` writes against two runs of their own (joined.py).

    compare_test.py PATH-OF-REMIT [--seconds N] [--seed S]
"""

import argparse
import csv
import random
import re
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import joined

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "differential"))
from random_data import random_data  # noqa: E402
from random_policy import random_policy  # noqa: E402

DAY = "2010-07-01"
# Changes of one policy, and tables for it, that are tried until a payment differs.
MOST_TRIES = 16
# What is said of a cell that its field cannot have; it is not worked out of others.
INVALID = "the input is not a value of the field"
# Comparisons, however slow the machine.
LEAST = 20


class Refused(Exception):
    """The changed policy is none."""


class Nothing(Exception):
    """Nobody is paid anything, on either side."""


class Bench:
    """A folder with an old and a new policy and their data."""

    def __init__(self, remit, folder):
        self.remit, self.folder = remit, folder

    def call(self, *arguments):
        done = subprocess.run([self.remit, *map(str, arguments), "--lang", "en"], capture_output=True, text=True)
        if done.returncode not in (0, 3):
            raise Refused(done.stderr)
        return done.stdout

    def compare(self, before, after, data, data_new, *more):
        out = self.folder / "out"
        arguments = [before] if before == after else [before, after]
        if data != data_new:
            arguments += ["--data-new", data_new]
        self.call("compare", *arguments, "--data", data, "--out", out, "--as-of", DAY, "--by", "payee", *more)
        return {path.stem: joined.rows_of(path) for path in out.glob("*.csv")}

    def run(self, policy, data, name):
        out = self.folder / name
        self.call("run", policy, "--data", data, "--out", out, "--as-of", DAY)
        return joined.Ledger(out)


def same_sums(rows, word, before, after):
    """Whether the sums of a table are those of the ledgers; groups of nothing count as well."""
    net = lambda row, side: joined.number(row[side]) - joined.number(row.get("repay_" + side, ""))
    for side, ledger in (("before", before), ("after", after)):
        found = {(row[word], row["currency"]): net(row, side) for row in rows}
        wanted = ledger.total(word)
        for group in set(found) | set(wanted):
            assert found.get(group, 0) == wanted.get(group, 0), (word, side, group, found.get(group), wanted.get(group))
    for row in rows:
        assert joined.number(row["difference"]) == joined.number(row["after"]) - joined.number(row["before"]), row


def check_error(row):
    """A line that is in error on one side for a cell of the data: no cell is named that is as good on both sides."""
    if [row["status_before"], row["status_after"]].count("error") == 1 and row["parts_by"] in ("input", "place"):
        if INVALID in row["reason_before"] + row["reason_after"]:
            assert INVALID in row["parts_before"] + row["parts_after"], row


def check(tables, before, after):
    """Everything that two ledgers tell of a comparison."""
    places = joined.differing(before, after)
    found = {(row["reward"], row["entity"], row["key"]) for row in tables["changes"]}
    assert found == places, (found - places, places - found)
    for row in tables["changes"]:
        # An empty cell is a line that one side lacks, unless the status says that it is in error.
        if "error" not in (row["status_before"], row["status_after"]):
            more = joined.number(row["after"]) - joined.number(row["before"])
            assert joined.number(row["difference"]) == more, row
        assert row["parts_by"] in ("clause", "input", "place", "row") and row["parts"], row
        assert "intermediate figure" not in row["parts"], row
        check_error(row)
    told = {(row["finding"], row["entity"], row["key"]) for row in tables["findings"]}
    wanted = joined.findings_differing(before, after)
    assert wanted <= told, wanted - told
    # Beyond these only what is not known on either side, for another reason.
    assert all(set(before.findings.get(place, ())) == set(after.findings.get(place, ())) == {""} for place in told - wanted), told - wanted
    same_sums(tables["totals"], "payer", before, after)
    same_sums(tables["rewards"], "reward", before, after)
    same_sums(tables["totals-payee"], "payee", before, after)
    counts, spread, odd = joined.count(before, after)
    for row in tables["rewards"]:
        if row["reward"] in odd:
            continue
        wanted = counts[row["reward"], row["currency"]]
        for name in ("gain", "lose", "stay", "nothing", "undetermined"):
            assert int(row[name]) == wanted[name], (row, name, wanted)
    if not odd:
        for row in tables["distribution"]:
            wanted = joined.quantile(spread[row["currency"]], Fraction(row["share"]))
            assert joined.number(row["difference"]) == wanted, (row, wanted)
        assert {row["currency"] for row in tables["distribution"]} == {c for c, all_ in spread.items() if all_}
        for row in tables["counts"]:
            assert joined.number(row["gained"]) == sum(x for x in spread[row["currency"]] if x > 0)
            assert joined.number(row["lost"]) == sum(x for x in spread[row["currency"]] if x < 0)


# ---- Changes of text and data

def numbers_in(text):
    """Where numbers stand outside of texts, comments, dates and names, and not in the policy's own tests."""
    quoted = [match.span() for match in re.finditer(r'"[^"\n]*"|“[^”\n]*”|#.*|\d{4}-\d\d-\d\d|\d+年\d+月\d+日', text)]
    for match in re.finditer(r"(?<![\w.-])\d[\d_]*(?:\.\d+)?(?![\d-])", text):
        if not any(first <= match.start() < last for first, last in quoted):
            yield match


# Lines that say how much.
AMOUNTS = re.compile(r"pay|cap|floor|param|share|budget|limit|marginal|step|slab|define|amount|发放|封顶|保底|参数|分|预算|定义|金额|:")


def changed_text(source, text):
    """The text with one number raised, and the numbers; None if it has none."""
    found = list(numbers_in(text))
    if not found:
        return None
    lines = {match: text[text.rfind("\n", 0, match.start()) + 1 : match.start()] for match in found}
    match = source.choice([match for match in found if AMOUNTS.search(lines[match])] or found)
    plain = match.group().replace("_", "")
    raised = f"{float(plain) * source.choice([1.1, 2, 3]):.2f}" if "." in plain else str(int(plain) + source.choice([1, 2, 10]))
    return text[: match.start()] + raised + text[match.end():], match.group(), raised


def changed_rows(source, header, rows):
    """The rows with one of them taken away, one repeated under another key, one cell changed, or in another order."""
    rows = [list(row) for row in rows]
    if not rows or not header:
        return rows
    what = source.choice(["drop", "cell", "column", "order", "blank"])
    at, column = source.randrange(len(rows)), source.randrange(len(header))
    if what == "drop":
        del rows[at]
    elif what == "order":
        source.shuffle(rows)
    elif what == "column":
        for row, cell in zip(rows, source.sample([row[column] for row in rows], len(rows)), strict=True):
            row[column] = cell
    else:
        rows[at][column] = "" if what == "blank" else source.choice(rows)[column]
    return rows


def write_table(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def headers(remit, text):
    """The fields of each table of a policy."""
    with tempfile.TemporaryDirectory() as folder:
        policy = Path(folder) / "policy.remit"
        policy.write_text(text, encoding="utf-8")
        model = Bench(remit, Path(folder)).call("dump", "--stage", "model", policy)
    found, entity = {}, None
    for line in model.splitlines():
        if line.startswith("entity "):
            entity = line.split()[1]
            found[entity] = []
        elif not line.startswith("  "):
            entity = None
        elif entity and (field := re.match(r"  (?:key |decision |open )*(\S+) : ", line)):
            found[entity].append(field[1])
    return found


def compared(bench, texts, tables):
    """Writes, compares and checks; the tables of the comparison."""
    paths = []
    for name, text, data in zip(("old", "new"), texts, tables, strict=True):
        policy = bench.folder / f"{name}.remit"
        policy.write_text(text, encoding="utf-8")
        for entity, (header, rows) in data.items():
            if header:
                write_table(bench.folder / name / f"{entity}.csv", header, rows)
        paths.append((policy, bench.folder / name))
    (old, old_data), (new, new_data) = paths
    if texts[0] == texts[1]:
        new = old
    if tables[0] == tables[1]:
        new_data = old_data
    before, after = bench.run(old, old_data, "before"), bench.run(new, new_data, "after")
    if not (before.pays() or after.pays()):
        raise Nothing
    found = bench.compare(old, new, old_data, new_data)
    check(found, before, after)
    kinds = {row["parts_by"] for row in found["changes"]}
    # What did not change is no reason.
    if texts[0] == texts[1]:
        assert "clause" not in kinds, kinds
    if tables[0] == tables[1]:
        assert not kinds & {"input", "row"}, kinds
    return found


def paying_policy(remit, source):
    """A random policy that the checker takes and that pays something, and who made it."""
    while True:
        text, maker = random_policy(source, source.choice(["en", "zh", "mixed"]))
        pays = len(re.findall(r"^  (?:reward|奖励|split|分成|honour|荣誉) ", text, re.M)) > 1
        one_file = len(re.findall(r"^(?:policy|政策) ", text, re.M)) == 1
        if not pays or not one_file:
            continue
        done = subprocess.run([remit, "check", "-"], input=text, capture_output=True, text=True)
        if done.returncode == 0:
            return text, maker


def changed_case(remit, source, text, tables):
    """The text, the data or both changed, compared; the tables of the comparison."""
    what, one = source.choice(["text", "data", "both"]), None
    new_text, new_tables = text, dict(tables)
    if what != "data":
        one = changed_text(source, text)
        if one is None:
            raise Refused("no number")
        new_text = one[0]
    if what != "text":
        for name in source.sample(sorted(set(new_tables) - {"generated"}), 3):
            new_tables[name] = (tables[name][0], changed_rows(source, *tables[name]))
    with tempfile.TemporaryDirectory() as folder:
        found = compared(Bench(remit, Path(folder)), (text, new_text), (tables, new_tables))
    # One number changed: it is the reason, and nothing else.
    for row in found["changes"]:
        if what == "text" and row["parts_by"] == "clause":
            assert one[2] in row["parts_after"] or one[1] in row["parts_before"], (one[1:], row)
    return found


def tables_for(remit, source, text, maker):
    """Random tables of a policy: header and rows by name."""
    tables = {name: (table["header"], table["rows"]) for name, table in random_data(source, maker, source.choice([4, 12, 40, 120])).items()}
    tables["generated"] = tables.pop("whole")  # it has one row, whatever becomes of the others
    tables["generated"] = ([h for h in tables["generated"][0] if h != "as_of"],
                           [[c for h, c in zip(tables["generated"][0], row) if h != "as_of"] for row in tables["generated"][1]])
    for name, header in headers(remit, text).items():
        if name in tables and not tables[name][0]:
            tables[name] = (header, [])
    return tables


def random_case(remit, seed):
    """A random policy over tables for which it pays somebody, changed until a payment differs: a few times at most."""
    source = random.Random(seed)
    text, maker = paying_policy(remit, source)
    tables, found, why = tables_for(remit, source, text, maker), None, None
    for _ in range(MOST_TRIES):
        try:
            found = changed_case(remit, source, text, tables)
            if found["changes"]:
                break
        except Refused as error:
            why = error
        except Nothing as nothing:
            tables, why = tables_for(remit, source, text, maker), nothing
    if found is None:
        raise why
    return len(found["changes"]), {row["parts_by"] for row in found["changes"]}


def worked(remit, source, folder):
    """One change of a worked policy or of its data."""
    data = folder / "data"
    text = (folder / "policy.remit").read_text(encoding="utf-8")
    rules = re.sub(r"^  (?:test|测试|示例) .*?^  \}\n", "", text, flags=re.S | re.M)
    tables = {}
    for path in sorted(data.glob("*.csv")):
        with open(path, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        tables[path.stem] = (header, rows)
    new_rules, new_tables = rules, dict(tables)
    if source.random() < 0.6:
        new_rules = changed_text(source, rules)[0]
    else:
        name = source.choice(sorted(tables))
        new_tables[name] = (tables[name][0], changed_rows(source, *tables[name]))
    with tempfile.TemporaryDirectory() as out:
        return len(compared(Bench(remit, Path(out)), (rules, new_rules), (tables, new_tables))["changes"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("remit")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    remit = str(Path(options.remit).resolve())
    begin, seed, kinds = time.monotonic(), options.seed, set()
    done = refused = idle = changes = differing = 0
    folders = sorted(path.parent for path in (ROOT / "policies").glob("*/policy.remit"))
    while time.monotonic() - begin < options.seconds or done < LEAST:
        try:
            if seed % 4:
                count, by = random_case(remit, seed)
                kinds |= by
            else:
                count = worked(remit, random.Random(seed), folders[seed // 4 % len(folders)])
            done, changes, differing = done + 1, changes + count, differing + (count > 0)
        except Refused:
            refused += 1
        except Nothing:
            idle += 1
        except AssertionError:
            print(f"seed {seed}")
            raise
        seed += 1
    print(f"{done} comparisons of policies that pay, {differing} with lines that differ: {changes} "
          f"({', '.join(sorted(kinds))}); {refused} refused, {idle} that pay nobody")
    return 0 if done > refused / 3 and differing > done / 2 else 1


if __name__ == "__main__":
    sys.exit(main())
