"""What Python code raises while the library calls it comes out of the call: the exception itself, with the
place where it was raised."""

import gc
import sys
import traceback

import pytest

import remit


class Mine(Exception):
    """An exception that cannot be made anew: nobody else knows its argument."""

    def __init__(self, what):
        super().__init__(what)
        self.what = what


def fail(what=object()):
    raise Mine(what)


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY rounding half_up to 0.01
          entity a { key id : text  n : count }
          define part for a = round(n / sum(a.n), to 0.01, half_up)
          define twice for a = 2 * n
          test "from a file" { given a from "rows.csv" expect a "x" twice = 14 }
          test "from another" { given a from "more.csv" expect a "x" twice = 14 }
        }"""
    )


@pytest.fixture(scope="module")
def rows(policy) -> list[remit.Table]:
    """Tables that can be rows of `a` again."""
    source = remit.compile("policy q { entity r { key id : text  m : count } define n for r = m }")
    return [
        source.evaluate({"r": [{"id": f"{piece}.{i}", "m": i} for i in range(50)]})["r"]
        for piece in range(3)
    ]


def generated(rows, fail_at):
    for i, piece in enumerate(rows):
        if i == fail_at:
            fail("generator")
        yield piece


class Frame:
    """Speaks Arrow, badly."""

    def __init__(self, table, part):
        self.table, self.part = table, part

    def __arrow_c_array__(self, requested_schema=None):
        if self.part == "array":
            fail("frame")
        return self.table.__arrow_c_array__()


class FailingStream:
    def __arrow_c_stream__(self, requested_schema=None):
        fail("stream")


def load_fails(path, entity, data):
    fail(path)


CALLS = {
    "progress": lambda policy, rows: policy.evaluate(
        {"a": [{"id": "x", "n": 1}]}, progress=lambda done, total: fail("progress")
    ),
    "rows of a table": lambda policy, rows: policy.data(
        {"a": ({"id": i, "n": 1 if i < 5 else fail("row")} for i in range(9))}
    ),
    "cells of a column": lambda policy, rows: policy.data(
        {"a": {"id": (i if i < 5 else fail("cell") for i in range(9)), "n": range(9)}}
    ),
    "an Arrow array": lambda policy, rows: policy.data({"a": Frame(rows[0], "array")}),
    "an Arrow stream": lambda policy, rows: policy.data({"a": FailingStream()}),
    "loading a file": lambda policy, rows: policy.run_tests(load_fails),
    "giving rows": lambda policy, rows: policy.evaluate_batches({}, "a", fail).finish(),
    "the first batch": lambda policy, rows: policy.evaluate_batches(
        {}, "a", lambda: generated(rows, 0)
    ).finish(),
    "a later batch": lambda policy, rows: policy.evaluate_batches(
        {}, "a", lambda: generated(rows, 2)
    ).finish(),
    "a batch of Arrow": lambda policy, rows: policy.evaluate_batches(
        {}, "a", lambda: iter([rows[0], Frame(rows[1], "array")])
    ).finish(),
    "a batch, as a stream": lambda policy, rows: policy.data(
        {"a": policy.evaluate_batches({}, "a", lambda: generated(rows, 1))}
    ),
    "taking a batch": lambda policy, rows: [
        fail(batch) for batch in policy.evaluate_batches({}, "a", rows)
    ],
}


@pytest.mark.parametrize("name", CALLS)
def test_it_comes_out(policy, rows, name):
    with pytest.raises(Mine) as caught:
        CALLS[name](policy, rows)
    places = [frame.name for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert places[-1] == "fail", places
    assert caught.value.__cause__ is None and caught.value.__context__ is None


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, MemoryError, StopIteration])
def test_whatever_it_is(policy, rows, kind):
    def raises(*_):
        raise kind("mine")

    with pytest.raises(kind, match="mine"):
        policy.evaluate({"a": [{"id": "x", "n": 1}]}, progress=raises)
    with pytest.raises(kind, match="mine"):
        policy.run_tests(raises)
    if kind is not StopIteration:  # which a generator may not let out
        with pytest.raises(kind, match="mine"):
            policy.evaluate_batches({}, "a", raises).finish()


def test_the_stream_of_a_run_that_fails_later(policy, rows):
    """The run that feeds another one fails when the other asks for its second batch."""
    twice = remit.compile(
        "policy s { entity b { key id : text  twice : count } define four for b = 2 * twice }"
    )
    at_once = remit.compile(
        "policy t { entity a { key id : text  n : count } define twice for a = 2 * n }"
    )

    def rows_that_end():
        yield rows[0]
        fail("second")

    feeding = at_once.evaluate_batches({}, "a", rows_that_end)
    with pytest.raises(Mine) as caught:
        twice.data({"b": feeding})
    assert caught.value.what == "second"
    feeding = at_once.evaluate_batches({}, "a", rows_that_end)
    with pytest.raises(Mine):
        twice.evaluate_batches({}, "b", feeding).finish()


def test_half_a_table_is_none(policy):
    data = policy.data({"a": [{"id": "x", "n": 1}]})
    with pytest.raises(Mine):
        data["a"] = ({"id": i, "n": 1 if i < 5 else fail("row")} for i in range(9))
    assert data.row_count("a") == 0
    with pytest.raises(TypeError, match="n: a cell cannot be made from list"):
        data["a"] = [{"id": "x", "n": 1}, {"id": "y", "n": []}]
    assert data.row_count("a") == 0
    data["a"] = [{"id": "x", "n": 1}]
    with pytest.raises(Mine):
        data["a"] = {"id": (fail("cell") for _ in range(3))}
    assert data.row_count("a") == 1  # nothing was touched yet


def test_a_file_that_is_not_there_fails_the_test_alone(policy):
    asked = []

    def load(path, entity, data):
        asked.append(path)
        if path == "more.csv":
            return False
        data.add(entity, {"id": "x", "n": 7})

    outcomes = policy.run_tests(load)
    assert asked == ["rows.csv", "more.csv"]
    assert [outcome.passed for outcome in outcomes] == [True, False]
    assert "more.csv" in outcomes[1].message and outcomes[1].line > outcomes[0].line


def test_what_a_generator_raises_when_it_is_closed(policy, rows):
    def stubborn():
        try:
            yield rows[0]
            yield rows[1]
        finally:
            fail("closing")

    twice_a_key = [rows[0], rows[0]]

    def stops_early():
        try:
            yield from twice_a_key
            yield rows[1]
        finally:
            fail("closing")

    with pytest.raises(Mine):
        policy.evaluate_batches({}, "a", stubborn).finish()
    with pytest.raises(Mine):
        policy.evaluate_batches({}, "a", stops_early).finish()


def test_nothing_is_printed_or_lost(policy, rows, capfd, monkeypatch):
    unraisable = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)
    for call in CALLS.values():
        with pytest.raises(Mine):
            call(policy, rows)
    gc.collect()
    assert unraisable == [] and capfd.readouterr() == ("", "")
