"""The cases of tests/spec through Python, and so through the C interface."""

import datetime
import re
import unicodedata

import pytest
from conftest import ROOT

import remit

SPEC = ROOT / "tests" / "spec"


def cases(kind):
    found = sorted(SPEC.glob(f"**/{kind}/*.spec"))
    return [pytest.param(path, id=str(path.relative_to(SPEC))) for path in found]


def sections(path):
    """(word, name, text) of each titled section."""
    parts = re.split(r"^=== (.*)\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]
    for title, text in zip(parts[::2], parts[1::2]):
        word, _, name = title.partition(" ")
        yield word, name, text


def rows(text):
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split(",") for line in lines]


def sources(path):
    return [
        (name or "policy.remit", text) for word, name, text in sections(path) if word == "policy"
    ]


def headers_of_data(path):
    """{what the data calls a field: its name}: a row as a dict goes by the names of the policy."""
    text = "\n".join(text for _, text in sources(path))
    return {header: name for name, header in re.findall(r'(\w+)\s*:\s*[^:\n]*?column "([^"]+)"', text)}


def as_of(path):
    for word, _, text in sections(path):
        if word == "options":
            return datetime.date.fromisoformat(text.removeprefix("as_of = ").strip())
    return None


def shown(table, row, column):
    value = table.cell(row, column)
    return f"!{value.name}" if isinstance(value, remit.CellError) else table.text(row, column)


def test_there_are_cases():
    assert len(cases("good")) > 30 and len(cases("bad")) > 10


@pytest.mark.parametrize("path", cases("good"))
def test_good(path):
    day = as_of(path)
    policy = remit.compile(*sources(path), as_of=day)
    data = policy.data()
    for word, name, text in sections(path):
        if word == "table":
            header, *body = rows(text)
            names = headers_of_data(path)
            header = [names.get(each, each) for each in header]
            data[name] = [dict(zip(header, row)) for row in body]
    results = policy.evaluate(data, as_of=day)
    compared = 0
    for word, name, text in sections(path):
        if word == "expect":
            header, *body = rows(text)
            reports = ("ledger", "totals", "targets", "findings", "attributions", "errors")
            table = getattr(results, name) if name in reports else results[name]
            found = [[shown(table, i, column) for column in header] for i in range(len(table))]
            assert found == [row + [""] * (len(header) - len(row)) for row in body], name
            compared += 1
    assert compared


# `   ^^^ R0201 -> better` in a comment below the line; `---` is a second place.
MARK = re.compile(r"(\^+|-+)(?:\.\.\.)? (R\d{4})(?: -> (.*))?")


def marks(name, text):
    """(file, line, column, code, replacement) of each place marked; columns are a terminal's."""
    marked = 0
    for number, line in enumerate(text.splitlines(), 1):
        found = list(MARK.finditer(line)) if line.startswith("#") else []
        marked = marked if found else number
        for mark in found:
            if mark[1].startswith("^"):
                yield name, marked, mark.start() + 1, mark[2], mark[3]


@pytest.mark.parametrize("path", cases("bad"))
def test_bad(path):
    try:
        said = remit.compile(*sources(path)).diagnostics
    except remit.PolicyError as error:
        said = error.diagnostics
    lines = {name: text.splitlines() for name, text in sources(path)}

    def column(each):
        before = lines[each.file][each.line - 1][: each.column - 1]
        return 1 + sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)

    found = [(e.file, e.line, column(e), e.code, e.replacement) for e in said]
    expected = [mark for name, text in sources(path) for mark in marks(name, text)]
    assert sorted(found, key=str) == sorted(expected, key=str)
