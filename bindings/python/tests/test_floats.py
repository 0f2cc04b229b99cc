"""Numbers that programs keep as binary floats: figures, where they are exact, and never names. What is
missing, in every spelling, is a blank."""

import datetime
import math
from decimal import Decimal

import pytest

import remit

NAN = float("nan")
ID = 900000000000000018  # as a float it ends in 000


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(
        """policy ids { currency CNY rounding half_up to 0.01  party office
          entity person { key id : text  name : text  fee : money }
          entity numbered { key no : count  v : money optional }
          entity head {
            key id : text  who : person optional  nth : numbered optional
            note : text optional  word : one of { a, b } optional  day : date optional
            open : bool optional  n : count optional  v : money optional  r : number optional
          }
          reward grant for person cite "1" { pay fee from office to name }
          define gets for head = who.fee
          define note2 for head = note
          define n2 for head = n
          define v2 for head = v
        }"""
    )


def evaluated(policy, **head):
    return policy.evaluate(
        {
            "person": [{"id": "5", "name": "Li", "fee": 1}],
            "numbered": [{"no": 5}],
            "head": [{"id": "h", **head}],
        }
    )


def details(results) -> list[str]:
    return [line["detail"] for line in results.errors]


# What takes no float, and what its error says is needed.
NEEDED = {
    "id": "a key",
    "who": "a key",
    "nth": "a key",
    "note": "a text",
    "word": "a or b",
    "day": "a date",
    "open": "a yes or no",
}


@pytest.mark.parametrize("field", NEEDED)
@pytest.mark.parametrize("value", [5.0, 1.5, float(ID), -0.0, math.inf])
def test_a_float_is_no_name(policy, field, value):
    said = details(evaluated(policy, **{field: value}))
    text = said[0]
    assert text.startswith(f"row 1, column `{field}` of `head`: the float ")
    assert f" stands where {NEEDED[field]}" in text and text.endswith("needed"), text


@pytest.mark.parametrize("field", set(NEEDED) - {"id"} | {"n", "v", "r"})
@pytest.mark.parametrize("missing", [None, NAN, -NAN, Decimal("NaN"), ""])
def test_what_is_missing_is_blank(policy, field, missing):
    blank = evaluated(policy)
    found = evaluated(policy, **{field: missing})
    assert found.digest == blank.digest and details(found) == details(blank) == []


def test_keys_and_payees(policy):
    def run(identity, name="Li"):
        rows = [{"id": identity, "name": name, "fee": 1}]
        return policy.evaluate({"person": rows, "numbered": [], "head": []})

    assert run(ID)["person"]["id"] == [str(ID)]
    results = run(float(ID))
    assert isinstance(results["person"].cell(0, "id"), remit.CellError)
    assert results.ledger.row(0)["status"] == "error" and results.ledger.row(0)["key"] == ""
    # The whole row is in error for it, and says so.
    assert set(details(results)) == {
        "row 1, column `id` of `person`: the float 9e+17 stands where a key is needed"
    }
    for bad, shown in (
        (True, "`True (bool)`"),
        (datetime.date(2010, 1, 31), "`2010-01-31 (date)`"),
        (Decimal("12.50"), "`12.50 (Decimal)`"),
        ("\ud800", "`\\ud800`"),
        ("a\0b", "`a\\x00b`"),
    ):
        assert set(details(run(bad))) == {f"row 1, column `id` of `person`: {shown} is not a text"}
        assert details(run("x", bad))[0] == (
            f"row 1, column `name` of `person`: {shown} is not a text"
        )
    assert details(run("x", 12.0))[0].endswith("the float 12 stands where a text is needed")
    # One blank more, and pandas gives floats for the whole column: each is told, and the blank too.
    columns = {"id": ["a", "b"], "name": [NAN, 12.0], "fee": [1, 1]}
    told = details(policy.evaluate({"person": columns, "numbered": [], "head": []}))
    assert len([each for each in told if each.startswith("row 1, column `name`")]) == 1
    assert len([each for each in told if "the float 12 stands where a text is needed" in each]) == 1


def test_one_row_after_the_other(policy):
    others = {"person": [{"id": "5", "name": "Li", "fee": 1}], "numbered": []}
    with policy.case("head", others) as case:
        assert case.run({"id": "h", "who": "5", "v": 0.5})["v2"] == Decimal("0.50")
        row = case.run({"who": 5.0, "v": 1e17})
        assert isinstance(row["gets"], remit.CellError) and isinstance(row["v2"], remit.CellError)
        assert isinstance(case.run({"id": float(ID)})["id"], remit.CellError)
        row = case.run({"id": "h", "who": NAN, "v": NAN})
        assert (row["id"], row["v2"]) == ("h", None)


@pytest.mark.parametrize(
    "field, value, expected",
    [
        ("n2", 5.0, 5),
        ("n2", 2.0**53 - 1, 2**53 - 1),
        ("n2", 1 - 2.0**53, 1 - 2**53),
        ("v2", 0.1, Decimal("0.10")),
        ("v2", -1234.56, Decimal("-1234.56")),
        ("v2", 2.0**46 - 1, Decimal(2**46 - 1)),
    ],
)
def test_figures_are_the_shortest_decimals(policy, field, value, expected):
    assert evaluated(policy, **{field[:-1]: value})["head"][field] == [expected]


@pytest.mark.parametrize(
    "field, value, why",
    [
        ("n", 2.0**53, "the float 9007199254740992 is too large to be exact"),
        ("n", 1.10101e17, "the float 1.10101e+17 is too large to be exact"),
        ("v", 2.0**46, "the float 70368744177664 is too large to be exact"),
        ("v", -1e300, "the float -1e+300 is too large to be exact"),
        ("n", 1.5, "1.5 does not fit 0 decimals"),
        ("v", 0.1 + 0.2, "0.30000000000000004 does not fit 2 decimals"),
        ("v", math.inf, "`inf` is not a number"),
    ],
)
def test_figures_that_are_not_exact(policy, field, value, why):
    assert details(evaluated(policy, **{field: value}))[0].endswith(why)


def test_whole_numbers_are_exact_at_any_size(policy):
    assert evaluated(policy, n=ID, v=10**20)["head"].row(0)["v2"] == Decimal(10**20)
    assert evaluated(policy, nth=5).error_count == 0
    assert evaluated(policy, note=ID)["head"]["note2"] == [str(ID)]
    assert evaluated(policy, note=Decimal(ID))["head"]["note2"] == [str(ID)]


def test_in_chinese(policy):
    results = policy.evaluate(
        {"person": [{"id": 5.0, "name": "Li", "fee": 2.0**60}], "numbered": [], "head": []},
        language="zh",
    )
    assert details(results)[:2] == [
        "表“person”第 1 行“id”列：此处应为标识，给出的却是浮点数 5",
        "表“person”第 1 行“fee”列：浮点数 1152921504606846976 过大，已不精确",
    ]
