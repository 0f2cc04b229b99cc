"""A number beyond the width of a parameter never goes in as another one."""

import ctypes

import pytest
import remit
from remit import _abi
from remit._library import LIBRARY, call

WHOLE = (ctypes.c_int32, ctypes.c_uint32, ctypes.c_int64, ctypes.c_uint64, ctypes.c_size_t)


class Named(int):
    """A number of a class of its own, as those of enumerations are."""


def places():
    """Each integer that a function with an error takes, with the first numbers that do not fit."""
    for name in sorted(_abi.FUNCTIONS):
        kinds = getattr(LIBRARY, name).argtypes or []
        if not kinds or kinds[-1] is not ctypes.POINTER(ctypes.c_void_p):
            continue
        for place, kind in enumerate(kinds[:-1]):
            if kind in WHOLE:
                bits = 8 * ctypes.sizeof(kind)
                signed = kind(-1).value < 0
                wrong = [1 << (bits - signed), (1 << bits) + 1, -(1 << (bits - 1)) - 1] + ([] if signed else [-1])
                yield name, place, len(kinds) - 1, wrong


def test_no_call_takes_a_number_modulo_its_width():
    found = list(places())
    assert len(found) > 50
    for name, place, count, wrong in found:
        for value in (each for number in wrong for each in (number, Named(number))):
            arguments = [0] * count
            arguments[place] = value
            with pytest.raises(ValueError, match="out of range"):
                call(name, *arguments, language="en")


def test_numbers_of_hosts():
    policy = remit.compile(
        """policy p { currency CNY rounding half_up to 0.01 party treasury
          entity project { key id : count  revenue : money }
          reward share for project cite "1" { pay revenue * 10% from treasury } }"""
    )
    tables = {"project": [{"id": 1, "revenue": 100}, {"id": 2, "revenue": 200}]}
    results = policy.evaluate(tables)
    shards = policy.shards({}, "project")
    # What a shard needs is there only between two traversals.
    source = remit.compile(
        "policy s { currency CNY entity project { key id : count  n : count } define revenue for project = 100 CNY * n }"
    )
    rows = source.evaluate({"project": [{"id": 1, "n": 1}, {"id": 2, "n": 2}]})["project"]
    several = remit.compile(
        """policy p { currency CNY rounding half_up to 0.01
          entity project { key id : count  revenue : money }
          define part for project = round(100 * revenue / sum(project.revenue), to 0.01, half_up) }"""
    ).shards({}, "project")
    assert several.traversals == 2
    advanced = several.advance(several.gather(0, rows))
    assert advanced.part(0)
    for wrong in (-1, 1 << 32, 1 << 64, (1 << 64) + 1):
        for attempt in (
            lambda n: policy.evaluate(tables, threads=n),
            lambda n: policy.evaluate(tables, batch_rows=n),
            lambda n: policy.evaluate(tables, limits={"max_columns": n}),
            lambda n: results.explain("project", n, "share"),
            lambda n: results.explain("project", 1, "share", depth=n),
            lambda n: shards.gather(n, []),
            lambda n: shards.results(n, []).__iter__().__next__(),
            lambda n: advanced.part(n),
        ):
            with pytest.raises((ValueError, remit.RemitError)):
                attempt(wrong)


def test_rows_and_columns_of_a_table():
    policy = remit.compile(
        "policy p { entity a { key id : count  n : count optional  m : count }"
        " define figure for a = id  define nothing for a = n  define wrong for a = 2 * m }"
    )
    table = policy.evaluate({"a": [{"id": 7, "m": "x"}]})["a"]
    assert table.row(0)["nothing"] is None and isinstance(table.row(0)["wrong"], remit.CellError)
    for wrong in (-1, 1, 1 << 32, 1 << 63, 1 << 64, -(1 << 64), Named(1 << 64)):
        for column in ("figure", "nothing", "wrong"):
            for read in (table.cell, table.text):
                with pytest.raises(IndexError):
                    read(wrong, column)
        with pytest.raises(IndexError):
            table.row(wrong)
        with pytest.raises(IndexError):
            table.cell(0, wrong if wrong != 1 else 4)


def test_rows_are_not_given_twice():
    policy = remit.compile(
        """policy p { currency CNY rounding half_up to 0.01
          entity project { key id : count  revenue : money } define all = sum(project.revenue) }"""
    )
    rows = [{"id": 1, "revenue": 100}]
    for attempt in (
        lambda: policy.shards({"project": rows}, "project"),
        lambda: policy.evaluate_batches({"project": rows}, "project", rows),
    ):
        with pytest.raises(ValueError, match="among the tables as well"):
            attempt()
