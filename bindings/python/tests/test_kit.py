"""The kit of cases (tests/kit) through Python, and so through the C interface."""

import datetime
import sys
import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import ROOT

import remit
from remit._values import value_text

sys.path.insert(0, str(ROOT / "tests" / "kit"))
import kit  # noqa: E402

CASES = kit.cases()


def having(*members):
    found = [case for case in CASES if any(member in case for member in members)]
    return [pytest.param(case, id=case["name"]) for case in found]


def sources(case):
    return [(each["name"], each["text"]) for each in case["sources"]]


def day(case):
    return datetime.date.fromisoformat(case["as_of"]) if "as_of" in case else None


def filled(case):
    policy = remit.compile(*sources(case), as_of=day(case))
    data = policy.data()
    for each in case["tables"]:
        data[each["table"]] = [dict(zip(each["columns"], row)) for row in each["rows"]]
    return policy, data


def evaluated(case):
    policy, data = filled(case)
    return policy.evaluate(data, as_of=day(case))


def cell(table, row, column):
    value = table.cell(row, column)
    return f"!{value.name}" if isinstance(value, remit.CellError) else table.text(row, column)


def figure(text):
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return text


def test_there_are_cases():
    assert len(CASES) > 370
    assert len(having("diagnostics")) > 70 and len(having("expect")) > 200 and len(having("explanations")) > 5


@pytest.mark.parametrize("case", having("expect"))
def test_figures(case):
    results = evaluated(case)
    assert case["expect"]
    for each in case["expect"]:
        name, columns = each["table"], each["columns"]
        table = getattr(results, name) if name in kit.LISTS else results[name]
        # The attribute that a name alone stands for.
        there = {column.name for column in table.columns}
        wanted = [column if column in there else f"{column}.met" for column in columns]
        found = [[cell(table, row, column) for column in wanted] for row in range(len(table))]
        expected = each["rows"]
        if case["equal"] == "value":
            found, expected = ([[figure(text) for text in row] for row in rows] for rows in (found, expected))
        assert found == expected, name


def typed(kind, text):
    """A cell as a program has it: a number, a day ...; else its text."""
    try:
        if kind in ("number", "money", "duration"):
            return Decimal(text)
        if kind == "date":
            return datetime.date.fromisoformat(text)
        if kind == "boolean":
            return {"true": True, "false": False}[text]
    except (ArithmeticError, ValueError, KeyError):
        pass
    return text or None


def exchanged_text(value):
    if isinstance(value, remit.CellError):
        return f"!{value.name}"
    return value_text(value)


@pytest.mark.parametrize("case", having("expect"))
def test_first_rows_are_exchanged(case):
    """The first row of every table that figures are expected of, cell by cell through an exchange."""
    policy, data = filled(case)
    entities = {name: each for each in policy.entities for name in (each.name, each.label) if name}
    for expected in case["expect"]:
        name = expected["table"]
        entity = entities.get(policy.entities[policy.entity_index(name)].name) if name not in kit.LISTS else None
        if entity is None or entity.made or not expected["rows"]:
            continue
        with policy.case(name, data, as_of=day(case)) as one:
            there = set(one._shown().column_names)
            columns = [column if column in there else f"{column}.met" for column in expected["columns"]]
            # A result may show fields too, which a case does not.
            wanted = [cell for column, cell in zip(columns, expected["rows"][0]) if column in there]
            columns = [column for column in columns if column in there]
            cells = [...] * len(entity.fields)
            for table in case["tables"]:
                if entities.get(policy.entities[policy.entity_index(table["table"])].name) is entity and table["rows"]:
                    for column, text in zip(table["columns"], table["rows"][0]):
                        at = next(
                            i for i, f in enumerate(entity.fields) if column in (f.name, f.label, getattr(f, "header", None))
                        )
                        cells[at] = typed(entity.fields[at].kind, text)
            with one.exchange([field.name for field in entity.fields], columns) as desk:
                found = [exchanged_text(value) for value in desk.run(*cells)]
        if case["equal"] == "value":
            found, wanted = [list(map(figure, texts)) for texts in (found, wanted)]
        assert found == wanted, name


@pytest.mark.parametrize("case", having("diagnostics"))
def test_diagnostics(case):
    try:
        said = remit.compile(*sources(case)).diagnostics
    except remit.PolicyError as error:
        said = error.diagnostics
    lines = {name: text.splitlines() for name, text in sources(case)}

    def display_column(each):
        before = lines[each.file][each.line - 1][: each.column - 1]
        return 1 + sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)

    found = [(e.code, e.file, e.line, display_column(e), e.replacement) for e in said]
    expected = [tuple(each.values()) for each in case["diagnostics"]]
    assert sorted(found, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("case", having("explanations"))
def test_explanations(case):
    results = evaluated(case)
    for each in case["explanations"]:
        memo = results.explain(each["entity"], each["key"], each["column"], language=each["language"])
        assert memo == each["text"]
