"""Values in and out."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

import remit
from remit._values import Unreadable, prepared


@pytest.fixture(scope="module")
def echo() -> remit.Policy:
    """Gives back what it is given."""
    return remit.compile(
        """policy echo { currency CNY
          entity a {
            key id : text
            flag : bool optional  count : count optional  amount : money optional
            ratio : number optional  day : date optional  word : one of { x, y } optional
          }
          define flag2 for a = flag
          define count2 for a = count
          define amount2 for a = amount
          define day2 for a = day
          define word2 for a = word
        }"""
    )


def back(echo, **cells):
    results = echo.evaluate({"a": [{"id": "k", **cells}]})
    return {name.removesuffix("2"): value for name, value in results["a"].row(0).items()}


def test_values_come_back(echo):
    row = back(
        echo,
        flag=True,
        count=7,
        amount=Decimal("-12.50"),
        day=datetime.date(2010, 2, 28),
        word="y",
    )
    assert row == {
        "id": "k",
        "flag": True,
        "count": 7,
        "amount": Decimal("-12.50"),
        "day": datetime.date(2010, 2, 28),
        "word": "y",
    }
    assert type(row["count"]) is int and str(row["amount"]) == "-12.50"


def test_none_is_blank_and_blank_is_none(echo):
    assert back(echo)["amount"] is None
    assert back(echo, amount=None)["amount"] is None
    assert back(echo, amount="")["amount"] is None


@pytest.mark.parametrize(
    "given, kind, text",
    [
        (Decimal("1E+3"), "money", "1000"),
        (Decimal("12.50"), "money", "12.50"),
        (Fraction(1, 8), "number", "0.125"),
        (10**30, "number", "1" + "0" * 30),
        (18, "text", "18"),
        (Decimal(18), "text", "18"),
        (True, "boolean", "true"),
        (1, "boolean", "1"),
        (datetime.date(987, 6, 5), "date", "0987-06-05"),
        (datetime.datetime(2010, 1, 1), "date", "2010-01-01"),
        (Decimal("NaN"), "money", ""),
        (Decimal("sNaN"), "text", ""),
    ],
)
def test_text_of_values(given, kind, text):
    assert prepared(given, kind) == text


@pytest.mark.parametrize(
    "given, kind, shown",
    [
        (True, "text", "True (bool)"),
        (True, "number", "True (bool)"),
        (Decimal("5.0"), "reference", "5.0 (Decimal)"),
        (Decimal("Infinity"), "money", "Infinity (Decimal)"),
        (Fraction(1, 2), "text", "1/2 (Fraction)"),
        (datetime.date(2010, 1, 31), "text", "2010-01-31 (date)"),
        (datetime.datetime(2010, 1, 31, 8, 30), "date", "2010-01-31T08:30:00 (datetime)"),
        (
            datetime.datetime(2010, 1, 31, tzinfo=datetime.timezone.utc),
            "date",
            "2010-01-31T00:00:00+00:00 (datetime)",
        ),
    ],
)
def test_what_is_no_value_of_the_field(given, kind, shown):
    assert prepared(given, kind) == Unreadable(shown)


@pytest.mark.parametrize("bad", [object(), b"x", [1], datetime.timedelta(1), 1j])
def test_other_types_are_refused(echo, bad):
    with pytest.raises(TypeError, match="amount: a cell cannot be made from"):
        back(echo, amount=bad)


def test_a_third_is_no_decimal(echo):
    with pytest.raises(ValueError, match="amount: 1/3 has no finite decimal"):
        back(echo, amount=Fraction(1, 3))


@pytest.mark.parametrize("bad", [0.125, float("inf"), float("-inf"), "12,5", "1e5", "\x00", "\ud800"])
def test_bad_cells_are_errors_of_the_cell(echo, bad):
    value = back(echo, amount=bad)["amount"]
    assert isinstance(value, remit.CellError) and value.name == "bad_cell" and not value


def test_errors_are_listed_with_their_words(echo):
    results = echo.evaluate({"a": [{"id": "k", "amount": "lots"}]})
    first = results.errors.row(0)
    assert (first["entity"], first["key"], first["row"], first["column"]) == ("a", "k", 1, "amount")
    assert first["reason"] == "bad_cell" and "lots" in first["detail"]
    chinese = echo.evaluate({"a": [{"id": "k", "amount": "lots"}]}, language="zh")
    assert chinese.errors.row(0)["detail"] == "表“a”第 1 行“amount”列：“lots”不是数值"


def test_unknown_names(echo):
    with pytest.raises(remit.DataError, match="amont"):
        echo.data({"a": [{"id": "k", "amont": 1}]})
    with pytest.raises(remit.NotFound, match="b"):
        echo.data({"b": []})
    with pytest.raises(TypeError):
        echo.data({"a": 5})
    with pytest.raises(TypeError, match="a row is a dict"):
        echo.data({"a": ["x", "y"]})
    # One row, taken for columns: "xy" would be two cells.
    with pytest.raises(TypeError, match="the column 'id' must be a list"):
        echo.data({"a": {"id": "xy"}})


def test_columns_as_a_dict(echo):
    data = echo.data({"a": {"id": ["x", "y"], "count": [1, None]}})
    assert data.row_count("a") == 2
    assert echo.evaluate(data)["a"]["count2"] == [1, None]
    with pytest.raises(remit.DataError):
        echo.data({"a": {"id": ["x", "y"], "count": [1]}})


def test_data_is_used_again_and_copied(echo):
    data = echo.data({"a": [{"id": "x", "count": 1}]})
    copy = data.copy()
    copy.add("a", {"id": "y", "count": 2})
    assert echo.evaluate(data)["a"]["count2"] == [1]
    assert echo.evaluate(copy)["a"]["count2"] == [1, 2]
    data["a"] = []
    assert echo.evaluate(data)["a"]["count2"] == []


LIMITED = """policy p { currency CNY
  entity e { key id : text  v : number to 0.01 }
  define twice for e = 2 * v
}"""


def test_limits_hold_in_cells_and_in_arrow():
    """Texts of more than 4 bytes and numbers of more than 5 digits as written are errors of their cells."""
    policy = remit.compile(LIMITED, limits={"max_text_bytes": 4, "max_number_digits": 5})
    rows = [{"id": "abcd", "v": "123.45"}, {"id": "abcde", "v": "1"}, {"id": "c", "v": "123456"}]
    table = policy.evaluate({"e": rows})["e"].to_dicts()
    # A row whose key cannot be read is in error as a whole.
    assert table[0]["twice"] == Decimal("246.90") and isinstance(table[1]["id"], remit.CellError)
    assert all(isinstance(row["twice"], remit.CellError) for row in table[1:])
    # The same ids from Arrow, out of a policy that has no such limits.
    ids = remit.compile("policy q { currency CNY entity e { key id : text  v : number to 0.01 } }")
    arrow = ids.evaluate({"e": [{"id": row["id"], "v": 1} for row in rows]})["e"]
    wanted = remit.compile(
        "policy r { currency CNY entity e { key id : text } define n for e = 1 }",
        limits={"max_text_bytes": 4},
    )
    through = wanted.evaluate(wanted.data({"e": arrow}))["e"].to_dicts()
    assert [isinstance(row["id"], remit.CellError) for row in through] == [False, True, False]
