"""Rows in batches, without any package that speaks Arrow: tables of one policy are the rows of
another."""

import datetime
import threading
from decimal import Decimal

import pytest

import remit

ROWS = 1000
SIZE = 64


@pytest.fixture(scope="module")
def source() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY
          entity row { key id : text  number : count }
          define v for row = 100 CNY * number
          define unit for row = number
        }"""
    )


@pytest.fixture(scope="module")
def target() -> remit.Policy:
    return remit.compile(
        """policy q { currency CNY rounding half_up to 0.01 party county
          entity office { key name : text  least : money }
          entity row { key id : text  v : money  unit : count optional }
          reward bonus for row { pay 10% * v  from county }
          define part for row = round(v / sum(row.v), to 0.000001, half_up)
          define most = max(row.v)
          define gap for office = most - least
        }"""
    )


@pytest.fixture(scope="module")
def batches(source):
    """The rows of `target`, some at a time."""
    made = []
    for first in range(0, ROWS, SIZE):
        rows = [{"id": f"r{i:04}", "number": i} for i in range(first, min(first + SIZE, ROWS))]
        made.append(source.evaluate({"row": rows})["row"])
    return made


OFFICES = {"office": [{"name": "A", "least": 5}]}


@pytest.fixture(scope="module")
def whole(target):
    rows = [{"id": f"r{i:04}", "v": 100 * i, "unit": i} for i in range(ROWS)]
    return target.evaluate({**OFFICES, "row": rows})


def test_the_figures_are_those_of_a_run_in_memory(target, batches, whole):
    assert target.traversals("row") == 2
    opened = []

    def rows():
        opened.append(threading.get_ident())
        return iter(batches)

    run = target.evaluate_batches(OFFICES, "row", rows)
    with pytest.raises(ValueError, match="not finished"):
        run.results  # noqa: B018
    bonus, part, first_rows, paid = [], [], [], Decimal(0)
    for batch in run:
        first_rows.append(batch.first_row)
        bonus += batch.table["bonus"]
        part += batch.table["part"]
        paid += sum(line["amount"] for line in batch.results.ledger)
        last = batch
    assert first_rows == list(range(0, ROWS, SIZE))
    assert bonus == whole["row"]["bonus"]
    assert part == whole["row"]["part"]
    assert paid == sum(line["amount"] for line in whole.ledger)
    assert len(opened) == 2
    assert run.results["office"]["gap"] == whole["office"]["gap"]
    assert [dict(row) for row in run.results.totals] == [dict(row) for row in whole.totals]
    assert last.table["bonus"] == bonus[-len(last.table) :]  # tables outlive their batch
    with pytest.raises(ValueError, match="closed"):
        last.results.errors  # noqa: B018
    with pytest.raises(ValueError, match="once"):
        iter(run)


def test_a_list_of_batches_can_be_read_again_without_a_function(target, batches, whole):
    run = target.evaluate_batches(OFFICES, "row", batches, ascending_keys=True, threads=2)
    assert run.finish()["whole"]["most"] == whole["whole"]["most"]


def test_a_share_of_a_total_keeps_no_row(target, batches, whole):
    run = target.evaluate_batches(OFFICES, "row", batches, limits={"max_kept_bytes": 1})
    assert [part for batch in run for part in batch.table["part"]] == whole["row"]["part"]


def test_out_as_a_stream(target, batches, whole):
    # The stream's columns are the fields of another policy.
    reader = remit.compile(
        """policy r { currency CNY rounding half_up to 0.01
          entity line { key id : text  bonus : money }
          define all_of_it = sum(line.bonus)
          define twice for line = 2 * bonus
        }"""
    )
    run = target.evaluate_batches(OFFICES, "row", batches)
    results = reader.evaluate({"line": run})
    assert results["whole"]["all_of_it"] == [sum(whole["row"]["bonus"])]
    assert len(results["line"]) == ROWS
    assert run.results.totals["payments"] == whole.totals["payments"]


def test_the_stream_of_one_run_feeds_another(target, batches, whole):
    reader = remit.compile(
        """policy r { currency CNY rounding half_up to 0.01
          entity line { key id : text  bonus : money }
          define twice for line = 2 * bonus
        }"""
    )
    assert reader.traversals("line") == 1
    first = target.evaluate_batches(OFFICES, "row", batches)
    second = reader.evaluate_batches({}, "line", first)
    twice = [value for batch in second for value in batch.table["twice"]]
    assert twice == [2 * value for value in whole["row"]["bonus"]]


def test_leaving_the_loop_stops_the_run(target, batches):
    threads = threading.active_count()
    for batch in target.evaluate_batches(OFFICES, "row", batches):
        assert batch.first_row == 0
        break
    assert threading.active_count() == threads
    run = target.evaluate_batches(OFFICES, "row", batches)
    next(iter(run))
    run.close()
    assert threading.active_count() == threads
    target.evaluate_batches(OFFICES, "row", batches)  # never begun


def test_what_the_source_raises_is_raised_here(target, batches):
    class Broken(Exception):
        pass

    def no_rows():
        raise Broken("no rows today")

    with pytest.raises(Broken, match="today"):
        target.evaluate_batches(OFFICES, "row", no_rows).finish()

    def some_rows():
        yield batches[0]
        raise Broken("halfway")

    with pytest.raises(Broken, match="halfway"):
        target.evaluate_batches(OFFICES, "row", some_rows).finish()
    with pytest.raises(TypeError, match="int"):
        target.evaluate_batches(OFFICES, "row", lambda: 7).finish()


def test_what_the_loop_raises_stops_the_run(target, batches):
    threads = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        for batch in target.evaluate_batches(OFFICES, "row", batches):
            batch.first_row / 0
    assert threading.active_count() == threads


def test_a_cancelled_run(target, batches):
    flag = remit.Cancel()
    seen = 0
    with pytest.raises(remit.Cancelled):
        for _ in target.evaluate_batches(OFFICES, "row", batches, cancel=flag):
            seen += 1
            flag.request()
    assert seen == 1


def test_refusals(target, batches):
    with pytest.raises(remit.DataError, match="key"):
        target.evaluate_batches(OFFICES, "row", [batches[0], batches[0]]).finish()
    with pytest.raises(remit.NotFound):
        target.evaluate_batches(OFFICES, "nobody", batches)
    with pytest.raises(ValueError, match="isa"):
        target.evaluate_batches(OFFICES, "row", batches, isa="best")
    refers = remit.compile(
        """policy s { entity a { key id : text } entity b { key id : text  of : a }
          define n for a = count(b) }"""
    )
    with pytest.raises(remit.Unsupported, match="refers to"):
        refers.traversals("a")
    run = target.evaluate_batches(OFFICES, "row", batches)
    for batch in run:
        # While it is handed over its own rows can be explained.
        assert "bonus" in batch.results.explain("row", 0, "bonus")
        break


def test_other_threads_go_on(target, batches):
    going = threading.Event()
    counted = []

    def count():
        while not going.is_set():
            counted.append(datetime.datetime.now())

    thread = threading.Thread(target=count)
    thread.start()
    try:
        for _ in range(3):
            target.evaluate_batches(OFFICES, "row", batches).finish()
    finally:
        going.set()
        thread.join()
    assert counted
