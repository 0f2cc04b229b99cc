"""A row without a key of its own is in error as a whole, from whichever host it comes."""

from decimal import Decimal

import pytest

import remit

STALLS = """policy stalls {
  currency CNY
  rounding half_up to 0.01
  party office
  entity stall { key id : text  fee : money }
  reward grant for stall cite "1" { pay fee from office }
  define five for stall = 5
  define all_grants = sum(stall.grant)
  define rows = count(stall)
}"""


@pytest.fixture(name="stalls", scope="module")
def fixture_stalls():
    return remit.compile(STALLS)


def arrow(rows):
    pyarrow = pytest.importorskip("pyarrow")
    return pyarrow.table({
        "id": pyarrow.array([row["id"] for row in rows], pyarrow.string()),
        "fee": pyarrow.array([row["fee"] for row in rows], pyarrow.decimal128(10, 2)),
    })


@pytest.mark.parametrize("evaluator", ["row", "columnar"])
@pytest.mark.parametrize("shape", [list, arrow])
def test_a_key_that_stands_twice(stalls, evaluator, shape):
    rows = [{"id": key, "fee": Decimal(fee)} for key, fee in (("a", 5), ("a", 6), ("b", 7))]
    results = stalls.evaluate({"stall": shape(rows)}, evaluator=evaluator)
    table = results["stall"].to_dicts()
    assert [row["id"] for row in table] == ["a", "a", "b"]
    assert [row["five"] for row in table[2:]] == [5]
    for row in table[:2]:
        assert isinstance(row["grant"], remit.CellError) and isinstance(row["five"], remit.CellError)
    ledger = results.ledger.to_dicts()
    assert [line["key"] for line in ledger] == ["a", "a", "b"]
    assert [line["status"] for line in ledger] == ["error", "error", "due"]
    (whole,) = results["whole"].to_dicts()
    assert isinstance(whole["all_grants"], remit.CellError) and isinstance(whole["rows"], remit.CellError)
    keys = [line for line in results.errors.to_dicts() if line["column"] == "id"]
    assert [line["detail"] for line in keys] == [
        "the key `a` stands twice in `stall`: rows 1 and 2",
        "the key `a` stands twice in `stall`: rows 1 and 2",
    ]


@pytest.mark.parametrize("evaluator", ["row", "columnar"])
def test_a_blank_key(stalls, evaluator):
    rows = [{"id": "a", "fee": 5}, {"id": None, "fee": 6}]
    results = stalls.evaluate({"stall": rows}, evaluator=evaluator)
    first, second = results["stall"].to_dicts()
    assert first["grant"] == Decimal("5.00")
    assert isinstance(second["grant"], remit.CellError) and isinstance(second["five"], remit.CellError)
    assert [line["status"] for line in results.ledger.to_dicts()] == ["due", "error"]


def test_blank_keys_in_batches(stalls):
    pyarrow = pytest.importorskip("pyarrow")
    keys = [("a", 5), (None, 6), ("c", 7)]
    schema = pyarrow.schema([("id", pyarrow.string()), ("fee", pyarrow.decimal128(10, 2))])
    batches = [
        pyarrow.RecordBatch.from_pylist([{"id": key, "fee": Decimal(fee)}], schema) for key, fee in keys
    ]
    run = stalls.evaluate_batches({}, "stall", batches)
    tables = [batch.table.to_dicts() for batch in run]
    assert [isinstance(table[0]["five"], remit.CellError) for table in tables] == [False, True, False]
