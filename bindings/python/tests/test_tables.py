"""Tables are read column by column; cell by cell comes to the same."""

import csv
import datetime
import decimal
import io
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import ROOT

import remit

# Every kind of column, with blanks, errors, texts that are not ASCII, and numbers of every width.
TEXT = """policy p { currency CNY rounding half_up to 0.01  party office
  entity town { key no : count  name : text }
  entity a {
    key id : text  flag : bool optional  n : count optional  v : money optional
    r : number optional  d : date optional  word : one of { 甲, 乙 } optional
    of : town optional  note : text optional
  }
  define flag2 for a = flag
  define n2 for a = n
  define v2 for a = v
  define v3 for a = 3 * v
  define word2 for a = word
  define d2 for a = d
  define note2 for a = note
  define of2 for a = of
  define sum2 for a = v + 1 CNY
  intermediate define part for a = v / 3
  reward grant for a cite "一（二）" { pay v from office to id }
}"""


@pytest.fixture(scope="module")
def results() -> remit.Results:
    towns = [{"no": 7, "name": "北乡"}, {"no": 10**25, "name": "南乡"}]
    rows = []
    for i in range(5000):
        rows.append(
            {
                "id": f"项目{i}" if i % 3 else f"p{i}",
                "flag": [True, False, None][i % 3],
                "n": [i, -i, None, 10**30 + i][i % 4],
                "v": ["0.05", -i, None, "12345678901234567890.12", "wrong"][i % 5],
                "r": i % 7,
                "d": [datetime.date(1, 1, 1), None, datetime.date(9999, 12, 31)][i % 3],
                "word": ["甲", None, "乙"][i % 3],
                "of": [7, None, 10**25][i % 3],
                "note": ["", "说明", "x" * (i % 50), " ", None][i % 5],
            }
        )
    return remit.compile(TEXT).evaluate({"town": towns, "a": rows})


def tables(results):
    yield results["a"]
    yield results["whole"]
    for name in ("ledger", "totals", "targets", "errors", "rounding"):
        yield results.report(name)


def test_rows_are_their_cells(results):
    kinds = set()
    for table in tables(results):
        kinds |= {column.kind for column in table.columns}
        rows = list(table)
        assert len(rows) == len(table)
        step = max(1, len(table) // 700)
        for i in range(0, len(table), step):
            assert rows[i] == table.row(i)
            assert list(rows[i]) == table.column_names
            for name, value in rows[i].items():
                cell = table.cell(i, name)
                assert type(value) is type(cell) and str(value) == str(cell)
        for name in table.column_names:
            assert [row[name] for row in rows] == table[name]
    assert kinds >= {"boolean", "number", "money", "date", "text", "category", "reference"}


def test_csv_is_the_texts_of_the_cells(results):
    for table in tables(results):
        header, *lines = csv.reader(io.StringIO(table.to_csv(), newline=""))
        assert header == table.column_names and len(lines) == len(table)
        for i in range(0, len(table), max(1, len(table) // 300)):
            assert lines[i] == [table.text(i, name) for name in table.column_names]


def test_what_cells_are(results):
    table = results["a"]
    assert table["v2"][:5] == [
        Decimal("0.05"),
        Decimal("-1.00"),
        None,
        Decimal("12345678901234567890.12"),
        table.cell(4, "v2"),
    ]
    assert [str(value) for value in table["v2"][:2]] == ["0.05", "-1.00"]
    assert table["n2"][:4] == [0, -1, None, 10**30 + 3]
    assert table["d2"][:3] == [datetime.date(1, 1, 1), None, datetime.date(9999, 12, 31)]
    assert table["of2"][:3] == ["7", None, str(10**25)]
    assert table["word2"][:3] == ["甲", None, "乙"]
    error = table["v2"][4]
    assert (error.name, bool(error)) == ("bad_cell", False) and "v" in error.detail


def test_figures_keep_all_digits_whatever_the_context(results):
    with decimal.localcontext() as context:
        context.prec = 3
        assert results["a"]["v2"][3] == Decimal("12345678901234567890.12")


def test_unrounded_quotients():
    policy = remit.compile(
        """policy q { entity a { key id : text  n : count }
          intermediate define third for a = n / 3
          define again for a = round(third, to 0.1, half_up) }"""
    )
    rows = [{"id": i, "n": n} for i, n in enumerate([1, 3, 0, 7])]
    table = policy.evaluate({"a": rows})["a"]
    if "third" in table.column_names:
        assert table["third"] == [Fraction(1, 3), 1, 0, Fraction(7, 3)]
    assert table["again"] == [Decimal("0.3"), Decimal("1.0"), Decimal("0.0"), Decimal("2.3")]


def test_a_column_that_does_not_exist(results):
    table = results["a"]
    for ask in (lambda: table["nothing"], lambda: table.cell(0, "nothing")):
        with pytest.raises(KeyError, match="nothing"):
            ask()
    for row in (-1, len(table)):
        for ask in (table.row, lambda at: table.cell(at, 0), lambda at: table.text(at, 0)):
            with pytest.raises(IndexError):
                ask(row)


def test_tables_of_no_rows():
    results = remit.compile(TEXT).evaluate({"town": [], "a": []})
    for table in (results["a"], results.ledger, results.errors):
        assert list(table) == [] and table["key" if "key" in table.column_names else "id"] == []
        assert table.to_csv() == ",".join(table.column_names) + "\r\n"


def test_policies_of_the_book_read_the_same_both_ways():
    seen = 0
    for path in sorted((ROOT / "policies").glob("*/*.remit"))[:40]:
        try:
            policy = remit.load(path)
        except remit.PolicyError:
            continue  # an amendment, which is nothing by itself
        results = policy.evaluate(policy.data(), as_of=datetime.date(2024, 1, 1))
        for entity in policy.entities:
            table = results[entity.name]
            assert list(table) == [table.row(i) for i in range(len(table))]
            seen += len(table)
    assert seen > 5


def test_a_list_costs_a_fraction_of_its_cells(results):
    """Whatever the machine: cell by cell each cell is two calls of the library or three."""
    table = results.report("ledger")
    fastest = {}
    for name, read in {
        "rows": lambda: list(table),
        "cells": lambda: [table.row(i) for i in range(1000)],
    }.items():
        times = []
        for _ in range(3):
            begin = time.process_time()
            read()
            times.append(time.process_time() - begin)
        fastest[name] = min(times)
    assert fastest["rows"] / len(table) < fastest["cells"] / 1000 / 5, fastest
