"""Real pandas, polars, pyarrow and DuckDB, in and out. Collected only by tests/long.sh, which
installs them: then a package that is missing is a failure, not a skip."""

import datetime
from decimal import Decimal

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.compute
import pytest

import remit

ROWS = {
    "id": ["x", "y", "z"],
    "v": [Decimal("0.50"), None, Decimal("1250000.00")],
    "n": [1, 2, 3],
    "ok": [True, False, None],
    "d": [datetime.date(2010, 1, 31), None, datetime.date(1969, 12, 31)],
    "word": ["a", "b", "a"],
}


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY rounding half_up to 0.01
          entity t {
            key id : text
            v : money optional  n : count  ok : bool optional  d : date optional
            word : one of { a, b }
          }
          define twice for t = 2 * v
          define n2 for t = n + 1
          define ok2 for t = ok
          define d2 for t = d
          define word2 for t = word
        }"""
    )


def arrow_table() -> pyarrow.Table:
    schema = pyarrow.schema(
        [
            ("id", pyarrow.string()),
            ("v", pyarrow.decimal128(18, 2)),
            ("n", pyarrow.int64()),
            ("ok", pyarrow.bool_()),
            ("d", pyarrow.date32()),
            ("word", pyarrow.string()),
        ]
    )
    return pyarrow.table(ROWS, schema=schema)


def chunked() -> pyarrow.Table:
    table = arrow_table()
    return pyarrow.concat_tables([table.slice(0, 1), table.slice(1)])


def dictionary() -> pyarrow.Table:
    table = arrow_table()
    return table.set_column(5, "word", table["word"].dictionary_encode())


SOURCES = {
    "pyarrow": arrow_table,
    "chunks": chunked,
    "dictionary": dictionary,
    "batch": lambda: arrow_table().to_batches()[0],
    "slice": lambda: pyarrow.concat_tables([arrow_table(), arrow_table()]).slice(3),
    "pandas": lambda: arrow_table().to_pandas(types_mapper=pandas.ArrowDtype),
    "polars": lambda: polars.DataFrame(arrow_table()),
    "polars categories": lambda: polars.DataFrame(arrow_table()).with_columns(
        polars.col("word").cast(polars.Categorical)
    ),
    "duckdb": lambda: duckdb.arrow(arrow_table()),
}


@pytest.fixture(params=SOURCES)
def results(policy, request) -> remit.Results:
    return policy.evaluate({"t": SOURCES[request.param]()})


def test_in(results):
    table = results["t"]
    assert table["id"] == ["x", "y", "z"]
    first, blank, last = table["twice"]
    assert (first, last) == (Decimal("1.00"), Decimal("2500000.00"))
    # Twice a blank is no zero.
    assert isinstance(blank, remit.CellError) and blank.name == "missing"
    assert results.error_count == 1, results.errors.to_dicts()
    assert table["n2"] == [2, 3, 4]
    assert table["ok2"] == [True, False, None]
    assert table["d2"] == ROWS["d"]
    assert table["word2"] == ROWS["word"]


def test_out(policy):
    table = policy.evaluate({"t": arrow_table()})["t"]
    twice = [Decimal("1.00"), None, Decimal("2500000.00")]
    arrow = pyarrow.table(table)
    assert arrow["twice"].to_pylist() == twice
    assert arrow["twice"].type == pyarrow.decimal128(38, 2)
    assert arrow["d2"].to_pylist() == ROWS["d"]
    assert arrow["word2"].to_pylist() == ROWS["word"]
    frame = polars.DataFrame(table)
    assert frame["twice"].to_list() == twice
    data = arrow.to_pandas()
    assert list(data["id"]) == ["x", "y", "z"]
    total = duckdb.sql("select sum(twice) from arrow").fetchall()
    assert total == [(Decimal("2500001.00"),)]


def test_floats_of_pandas(policy):
    frame = pandas.DataFrame({"id": ["x"], "v": [0.1], "n": [1], "word": ["a"]})
    assert policy.evaluate({"t": frame})["t"]["twice"] == [Decimal("0.20")]
    frame["v"] = 0.125
    (bad,) = policy.evaluate({"t": frame})["t"]["twice"]
    assert isinstance(bad, remit.CellError)


def test_a_million_rows_through_arrow(policy):
    count = 1_000_000
    ids = pyarrow.array(range(count)).cast(pyarrow.string())
    words = pyarrow.array(["a", "b"] * (count // 2))
    numbers = pyarrow.array(range(count))
    table = pyarrow.table({"id": ids, "n": numbers, "word": words})
    wide = table.append_column("v", numbers.cast(pyarrow.decimal128(19, 0)))
    out = pyarrow.table(policy.evaluate({"t": wide}, threads=2)["t"])
    assert out.num_rows == count
    assert pyarrow.compute.sum(out["twice"]).as_py() == count * (count - 1)


# ---- Rows in batches


@pytest.fixture(scope="module")
def shares() -> remit.Policy:
    return remit.compile(
        """policy q { currency CNY rounding half_up to 0.01 party county
          entity t { key id : text  v : money }
          reward bonus for t { pay 10% * v  from county }
          define part for t = round(v / sum(t.v), to 0.000001, half_up)
        }"""
    )


def many_rows(count: int) -> pyarrow.Table:
    values = [Decimal(i * i) / 100 for i in range(count)]
    return pyarrow.table(
        {
            "id": [f"k{i:06}" for i in range(count)],
            "v": pyarrow.array(values, pyarrow.decimal128(18, 2)),
        }
    )


def sources(table: pyarrow.Table):
    return {
        "a pyarrow table in pieces": pyarrow.Table.from_batches(table.to_batches(max_chunksize=700)),
        "a list of record batches": table.to_batches(max_chunksize=700),
        "a new reader each time": lambda: pyarrow.RecordBatchReader.from_batches(
            table.schema, iter(table.to_batches(max_chunksize=700))
        ),
        "polars": polars.DataFrame(table),
        "pandas": table.to_pandas(types_mapper=pandas.ArrowDtype),
    }


@pytest.mark.parametrize("kind", sorted(sources(many_rows(1))))
def test_batches_in(shares, kind):
    table = many_rows(5000)
    whole = shares.evaluate({"t": table})
    run = shares.evaluate_batches({}, "t", sources(table)[kind], ascending_keys=True)
    bonus = [value for batch in run for value in batch.table["bonus"]]
    assert bonus == whole["t"]["bonus"]
    assert run.results.totals.to_dicts() == whole.totals.to_dicts()


def test_batches_out(shares):
    table = many_rows(5000)
    expected = pyarrow.table(shares.evaluate({"t": table})["t"])
    rows = table.to_batches(max_chunksize=700)
    reader = pyarrow.RecordBatchReader.from_stream(shares.evaluate_batches({}, "t", rows))
    pieces = list(reader)
    assert len(pieces) == 8
    assert pyarrow.Table.from_batches(pieces).equals(expected)
    frame = polars.DataFrame(shares.evaluate_batches({}, "t", rows))
    assert frame.equals(polars.DataFrame(expected))
    lines = pyarrow.RecordBatchReader.from_stream(shares.evaluate_batches({}, "t", rows))
    total = duckdb.sql("select sum(bonus), count(*) from lines").fetchall()[0]
    assert total == (sum(expected["bonus"].to_pylist()), 5000)


def test_a_reader_that_is_not_read_to_the_end_stops_the_run(shares):
    rows = many_rows(5000).to_batches(max_chunksize=700)
    reader = pyarrow.RecordBatchReader.from_stream(shares.evaluate_batches({}, "t", rows))
    assert reader.read_next_batch().num_rows == 700
    del reader


def test_what_goes_wrong_is_told_at_once_or_by_the_reader(shares):
    rows = many_rows(2000).to_batches(max_chunksize=700)
    twice = [*rows, rows[0]]
    # Shares of a total: all rows were read before there is a first batch.
    with pytest.raises(remit.DataError, match="key"):
        pyarrow.RecordBatchReader.from_stream(shares.evaluate_batches({}, "t", twice))
    at_once = remit.compile(
        """policy q { currency CNY rounding half_up to 0.01
          entity t { key id : text  v : money }
          define double for t = 2 * v
        }"""
    )
    assert at_once.traversals("t") == 1
    reader = pyarrow.RecordBatchReader.from_stream(at_once.evaluate_batches({}, "t", twice))
    with pytest.raises((OSError, pyarrow.ArrowInvalid), match="key"):
        reader.read_all()
