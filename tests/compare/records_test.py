"""Runs random policies and the worked ones, and holds what a run leaves behind against its own files by a program
that knows nothing of Remit: every digest and count of the manifest; what `verify` says of files as they were written
and of files in which one cell was changed; every sum and line of the report's page against the ledger.

    records_test.py PATH-OF-REMIT [--seconds N] [--seed S]
"""

import argparse
import collections
import csv
import hashlib
import html.parser
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import joined
from compare_test import DAY, ROOT, paying_policy, tables_for, write_table

LEAST = 10
# What is shown in the place of an amount that is not known.
UNKNOWN = "\u2014"


class Tables(html.parser.HTMLParser):
    """The tables of a page: the heading above each, its class and its rows."""

    def __init__(self, page):
        super().__init__()
        self.found, self.heading, self.at = [], {"h2": "", "h3": ""}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in self.heading:
            self.heading[tag], self.at = "", tag
            if tag == "h2":
                self.heading["h3"] = ""
        elif tag == "table":
            self.found.append((dict(self.heading), dict(attributes).get("class"), []))
        elif tag == "tr":
            self.found[-1][2].append([])
        elif tag in ("td", "th"):
            self.found[-1][2][-1].append("")
            self.at = tag

    def handle_endtag(self, tag):
        if tag == self.at:
            self.at = None

    def handle_data(self, data):
        if self.at in self.heading:
            self.heading[self.at] += data
        elif self.at:
            self.found[-1][2][-1][-1] += data

    def under(self, h2, h3="", name=None):
        """The rows below a heading, by column; None if there is no such table."""
        for heading, table, (captions, *rows) in self.found:
            if heading["h2"].startswith(h2) and heading["h3"] == h3 and table == name:
                yield heading["h2"], [dict(zip(captions, row, strict=True)) for row in rows]


def number(shown):
    return joined.number(shown.replace(",", ""))


class Run:
    """A run in a folder of its own, with what it wrote."""

    def __init__(self, remit, folder):
        self.remit, self.folder, self.out = remit, folder, folder / "out"

    def call(self, *arguments):
        return subprocess.run([self.remit, *map(str, arguments), "--lang", "en"], capture_output=True, text=True, cwd=self.folder)

    def make(self, text, tables):
        """False: the policy cannot be run over these tables."""
        (self.folder / "policy.remit").write_text(text, encoding="utf-8")
        for entity, (header, rows) in tables.items():
            if header:
                write_table(self.folder / "data" / f"{entity}.csv", header, rows)
        (self.folder / "data").mkdir(exist_ok=True)
        return self.call("run", "policy.remit", "--data", "data", "--out", "out", "--as-of", DAY).returncode in (0, 3)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_manifest(run):
    manifest = json.loads((run.out / "manifest.json").read_text(encoding="utf-8"))
    written = {path.name for path in run.out.iterdir()} - {"manifest.json"}
    assert {each["file"] for each in manifest["outputs"]} == written, (manifest["outputs"], written)
    for each in manifest["outputs"]:
        assert each["sha256"] == digest(run.out / each["file"]), each
    for each in manifest["tables"]:
        path = run.out / each["path"]
        with open(path, newline="", encoding="utf-8") as file:
            rows = sum(1 for row in csv.reader(file) if row) - 1
        assert each["sha256"] == digest(path) and each["rows"] == rows, (each, rows)
    assert [digest(run.out / each["path"]) for each in manifest["policy"]["texts"]] == [each["sha256"] for each in manifest["policy"]["texts"]]
    return manifest


def verified(run):
    done = run.call("verify", "out", "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)
    assert told["same"] == (done.returncode == 0)
    return told


def changed_cell(source, path):
    """Another text in one cell of a table; the bytes as they were, or None if it has none."""
    before = path.read_bytes()
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    if len(rows) < 2 or not rows[0]:
        return None
    row = source.choice(rows[1:])
    if not row:
        return None
    at = source.randrange(len(row))
    row[at] = row[at] + "1"
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return before


def check_verify(run, manifest, source):
    """What was written is as it was; of one file changed it is that file which is named."""
    assert verified(run) == {"same": True, "differences": []} | {k: v for k, v in verified(run).items() if k not in ("same", "differences")}
    choices = [run.out / each["file"] for each in manifest["outputs"]] + [run.out / each["path"] for each in manifest["tables"]]
    path = source.choice(choices)
    before = changed_cell(source, path)
    if before is None:
        return False
    told = verified(run)
    path.write_bytes(before)
    assert not told["same"] and any(path.name in each["message"] for each in told["differences"]), (path, told)
    if path.parent == run.out:  # nothing else has changed
        assert all(path.name in each["message"] for each in told["differences"]), (path, told)
    assert verified(run)["same"]
    return True


def sums_of(lines, words):
    """Amounts and lines in error by words of the ledger and currency."""
    amounts, unknown = collections.defaultdict(lambda: joined.number("0")), collections.Counter()
    for line in lines:
        group = (*(line[word] for word in words), line["currency"])
        if line["status"] == "error":
            unknown[group] += 1
        else:
            amounts[group] += joined.number(line["amount"])
    return amounts, unknown


def check_sums(page, heading, word, lines):
    amounts, unknown = sums_of(lines, [word])
    rows = [row for _, rows in page.under("Payments", heading, "sums") for row in rows]
    found = {(next(iter(row.values())), row["currency"]): row for row in rows}
    for group in set(found) | {group for group, amount in amounts.items() if amount}:
        row = found[group]
        net = number(row["amount"]) - number(row.get("to be paid back", ""))
        assert net == amounts.get(group, 0), (heading, group, row, amounts.get(group))
        assert int(row["undetermined"].replace(",", "") or 0) == unknown.get(group, 0), (heading, group, row, unknown.get(group))


def check_report(run):
    done = run.call("report", "policy.remit", "--data", "data", "--as-of", DAY, "--lines", "0")
    assert done.returncode in (0, 3), done.stderr
    page = Tables(done.stdout)
    lines = [line for line in joined.rows_of(run.out / "ledger.csv") if line["currency"]]
    check_sums(page, "Totals per payer", "payer", lines)
    check_sums(page, "By reward", "reward", lines)
    check_sums(page, "By payee", "payee", lines)
    granted = sorted((line["reward"], line["payee"], joined.number(line["amount"])) for line in lines
                     if line["status"] == "due" and joined.number(line["amount"]))
    listed = []
    for _, rows in page.under("Payment list", "", "lines"):
        reward = next((caption for caption in rows[0] if caption.startswith("reward")), None) if rows else None
        listed += [(row[reward], row["payee"], number(row["Granted"])) for row in rows if row["Granted"] != UNKNOWN]
    listed = sorted(line for line in listed if line[2] > 0)
    assert listed == [line for line in granted if line[2] > 0], (set(listed) ^ set(granted))
    return len(granted)


def case(remit, source, text, tables):
    """Payments of the run, None if there is none; whether a change was tried."""
    with tempfile.TemporaryDirectory() as folder:
        run = Run(remit, Path(folder))
        if not run.make(text, tables):
            return None
        manifest = check_manifest(run)
        tried = check_verify(run, manifest, source)
        return check_report(run), tried


def tables_of(folder):
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with open(path, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        tables[path.stem] = (header, rows)
    return tables


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("remit")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    remit = str(Path(options.remit).resolve())
    begin, seed = time.monotonic(), options.seed
    done = refused = payments = changes = 0
    folders = sorted(path.parent for path in (ROOT / "policies").glob("*/policy.remit"))
    while time.monotonic() - begin < options.seconds or done < LEAST:
        source = random.Random(seed)
        try:
            if seed % 8:
                text, maker = paying_policy(remit, source)
                found = case(remit, source, text, tables_for(remit, source, text, maker))
            else:
                folder = folders[seed // 8 % len(folders)]
                found = case(remit, source, (folder / "policy.remit").read_text(encoding="utf-8"), tables_of(folder / "data"))
        except Exception:
            print(f"seed {seed}")
            raise
        if found is None:
            refused += 1
        else:
            done, payments, changes = done + 1, payments + found[0], changes + found[1]
        seed += 1
    print(f"{done} runs with {payments} payments, {changes} of them with a changed cell; {refused} refused")
    return 0 if done > refused and changes > done / 3 else 1


if __name__ == "__main__":
    sys.exit(main())
