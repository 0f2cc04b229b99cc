"""Real pandas, polars, pyarrow and DuckDB, in and out. Collected only by tests/long.sh, which
installs them: then a package that is missing is a failure, not a skip."""

import datetime
from decimal import Decimal

import duckdb
import numpy
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


# ---- What frames make of tables that people keep


@pytest.fixture(scope="module")
def kept() -> remit.Policy:
    return remit.compile(
        """policy k { currency CNY rounding half_up to 0.01
          entity unit { key no : text }
          entity t {
            key id : text  of : unit optional  n : count optional  v : money optional
            ok : bool optional  d : date optional  word : one of { a, b } optional
            note : text optional
          }
          define n2 for t = n
          define v2 for t = v
          define ok2 for t = ok
          define d2 for t = d
          define word2 for t = word
          define note2 for t = note
        }"""
    )


def read(kept, table, column="id"):
    results = kept.evaluate({"unit": [{"no": "5"}], "t": table})
    return results["t"][column], [line["detail"] for line in results.errors]


FLOATS = "the column `{}` of `t` holds floats, and its field takes none: read the column as text"


def test_ids_with_a_blank_are_floats_by_then(kept, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id,of,n\n110101199003070018,5,1\n,5,2\n", encoding="utf-8")
    with pytest.raises(remit.DataError, match=FLOATS.format("id")):
        read(kept, pandas.read_csv(path))
    ids, _ = read(kept, pandas.read_csv(path, dtype=str))
    assert ids[0] == "110101199003070018" and not ids[1]  # no id: blank, an error of its own
    ids, _ = read(kept, pandas.read_csv(path, dtype={"id": "Int64"}))
    assert ids[0] == "110101199003070018" and not ids[1]  # no id: blank, an error of its own
    with pytest.raises(remit.DataError, match=FLOATS.format("of")):
        read(kept, pandas.DataFrame({"id": ["a", "b"], "of": [5, None]}))
    with pytest.raises(remit.DataError, match=FLOATS.format("id")):
        read(kept, polars.DataFrame({"id": [1.5]}))


@pytest.mark.parametrize("kind", ["float64", "float32", "object", "category"])
@pytest.mark.parametrize("column", ["of", "n", "v", "ok", "d", "word", "note"])
def test_a_column_that_nobody_filled_in_is_blank(kept, column, kind):
    nothing = pandas.Series([float("nan")] * 2, dtype=kind)
    frame = pandas.DataFrame({"id": ["a", "b"], column: nothing})
    results = kept.evaluate({"unit": [], "t": frame})
    assert results.error_count == 0
    rows = kept.evaluate({"unit": [], "t": [{"id": "a"}, {"id": "b"}]})
    assert results.digest == rows.digest


FRAMES = {
    "Int64 with NA": ({"n": pandas.array([1, None], dtype="Int64")}, "n2", [1, None]),
    "boolean with NA": ({"ok": pandas.array([True, None], dtype="boolean")}, "ok2", [True, None]),
    "objects of truth": ({"ok": pandas.Series([True, None], dtype=object)}, "ok2", [True, None]),
    "truth as 0 and 1": ({"ok": [1, 0]}, "ok2", [True, False]),
    "categories": ({"word": pandas.Categorical(["a", None])}, "word2", ["a", None]),
    "days": ({"d": pandas.to_datetime(["2010-01-31", None])}, "d2", [datetime.date(2010, 1, 31), None]),
    "decimals": ({"v": [Decimal("1.50"), None]}, "v2", [Decimal("1.50"), None]),
    "decimals and NaN": ({"v": [Decimal("1.50"), float("nan")]}, "v2", [Decimal("1.50"), None]),
    "floats and NaN": ({"v": [0.1, float("nan")]}, "v2", [Decimal("0.10"), None]),
    "strings and NaN": ({"note": ["x", float("nan")]}, "note2", ["x", None]),
    "whole numbers as text": ({"note": [18, 19]}, "note2", ["18", "19"]),
}


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("form", ["frame", "records", "columns"])
def test_what_frames_hold_is_what_comes_out(kept, name, form):
    cells, column, expected = FRAMES[name]
    frame = pandas.DataFrame({"id": ["a", "b"], **cells})
    table = {
        "frame": lambda: frame,
        "records": lambda: frame.to_dict("records"),
        "columns": lambda: {name: series for name, series in frame.items()},
    }[form]()
    found, errors = read(kept, table, column)
    assert found == expected and errors == []


REFUSED = {
    "mixed objects": ({"id": ["a", 7]}, Exception, "column id"),
    "whole and broken numbers": ({"id": pandas.Series([7, 8.5], dtype=object)}, remit.DataError, "`id`"),
    "categories of floats": ({"id": pandas.Categorical([1.0, 2.0])}, remit.DataError, "`id`"),
    "truth as an id": ({"id": [True, False]}, remit.DataError, "`id`"),
    "truth as a number": ({"id": ["a", "b"], "n": [True, False]}, remit.DataError, "`n`"),
    "truth as floats": ({"id": ["a", "b"], "ok": [1, None]}, remit.DataError, "`ok`"),
    "a day as a text": ({"id": pandas.to_datetime(["2010-01-31"])}, remit.DataError, "`id`"),
    "a day somewhere": (
        {"id": ["a"], "d": pandas.to_datetime(["2010-01-31"]).tz_localize("Asia/Shanghai")},
        remit.DataError,
        "`d`",
    ),
    "a month as a number": (
        {"id": ["a"], "n": pandas.PeriodIndex(["2010-01"], freq="M")},
        remit.DataError,
        "`n` of `t` has the Arrow format `pandas.period`",
    ),
    "a span as a number": ({"id": ["a"], "n": pandas.to_timedelta([1], unit="D")}, remit.DataError, "`n`"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_be_misread_is_refused_by_name(kept, name):
    cells, error, words = REFUSED[name]
    with pytest.raises(error, match=words):
        read(kept, pandas.DataFrame(cells))


def test_cells_that_are_no_value_are_told(kept):
    morning = pandas.to_datetime(["2010-01-31 08:30"])
    _, errors = read(kept, pandas.DataFrame({"id": ["a"], "d": morning}))
    assert errors[0] == "row 1, column `d` of `t`: `2010-01-31T08:30:00` is not a date such as 2010-01-31"
    _, errors = read(kept, {"id": ["a"], "d": morning})
    assert errors[0].startswith("row 1, column `d` of `t`: `2010-01-31T08:30:00 (datetime)` is not")
    _, errors = read(kept, pandas.DataFrame({"id": ["a", "b"], "n": [2**53 + 1, None]}))
    assert errors[0] == "row 1, column `n` of `t`: the float 9007199254740992 is too large to be exact"
    single = numpy.array([2**24 + 1], dtype="float32")
    for table in (pandas.DataFrame({"id": ["a"], "n": single}), {"id": ["a"], "n": single}):
        _, errors = read(kept, table)
        assert "16777216" in errors[0]


def test_floats_of_32_bits_are_told_from_those_of_64(kept):
    frame = pandas.DataFrame({"id": ["a"], "v": numpy.array([0.1], dtype="float32")})
    assert read(kept, frame, "v2") == ([Decimal("0.10")], [])
    # A record has it as a float of 64 bits, and so with the digits of one.
    _, errors = read(kept, frame.to_dict("records"))
    assert errors[0].endswith("0.10000000149011612 does not fit 2 decimals")


def test_scalars_of_numpy(kept):
    row = {
        "id": numpy.int64(7),
        "n": numpy.uint8(3),
        "v": numpy.float32(0.1),
        "ok": numpy.bool_(True),
        "d": numpy.datetime64("2010-01-31T00:00:00.000"),
        "word": numpy.str_("a"),
        "note": numpy.datetime64("NaT"),
    }
    results = kept.evaluate({"unit": [], "t": [row]})
    assert results.error_count == 0
    assert list(results["t"].row(0).values()) == [
        "7",
        3,
        Decimal("0.10"),
        True,
        datetime.date(2010, 1, 31),
        "a",
        None,
    ]
    for bad in (numpy.float64(7), numpy.bool_(True), numpy.datetime64("2010-01")):
        assert len(read(kept, [{"id": "a", "note": bad}])[1]) > 0
    with pytest.raises(TypeError, match="note: a cell cannot be made from timedelta64"):
        read(kept, [{"id": "a", "note": numpy.timedelta64(1, "D")}])
    assert read(kept, [{"id": "a", "n": pandas.NA, "d": pandas.NaT, "v": numpy.nan}]) == (["a"], [])


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
