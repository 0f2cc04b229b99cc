"""A key of several fields, what a policy shows, and totals by other groups than the payer."""

import datetime
from decimal import Decimal

import pytest

import remit

YEARS = """policy years {
  currency CNY
  rounding half_up to 0.01
  party office
  entity shop { key name : text  town : text }
  entity yearly { shop : shop  year : count  fee : money column "fee_cny"  key shop, year }
  entity visit { key id : text  shop : text  year : count  filed : yearly by (shop_row, year)  shop_row : shop by (shop) }
  reward grant for yearly cite "1" { pay 10% * fee from office to shop }
  define fee_of for visit = filed.fee
  show yearly { year, shop.town "城镇" / "Town", grant "奖金" / "Grant" }
}"""

SHOPS = [{"name": "A", "town": "Elm"}, {"name": "B/C", "town": "Oak"}]
YEARLY = [
    {"shop": "A", "year": 2009, "fee": Decimal(100)},
    {"shop": "A", "year": 2010, "fee": Decimal(200)},
    {"shop": "B/C", "year": 2010, "fee": Decimal(50)},
]


@pytest.fixture(name="results", scope="module")
def fixture_results():
    visits = [{"id": "1", "shop": "A", "year": 2010}, {"id": "2", "shop": "A", "year": 2011}]
    return remit.compile(YEARS).evaluate({"shop": SHOPS, "yearly": YEARLY, "visit": visits})


def test_rows_are_found_by_the_parts_of_their_key(results):
    table = results.all("yearly")
    assert table.row(("A", "2010"))["grant"] == Decimal("20.00")
    assert table.row("A/2010")["grant"] == Decimal("20.00")
    assert table.find(("B/C", "2010")) == 2
    for nobody in (("A",), ("A", "2011"), ("A", "2010", "1")):
        with pytest.raises(remit.NotFound):
            table.find(nobody)
    assert "A/2010" in results.explain("yearly", ("A", "2010"), "grant")


def test_a_part_of_a_key_may_be_what_the_table_shows(results):
    table = results.all("yearly")
    first = table.row(0)
    assert first["year"] == 2009
    assert table.find((first["shop"], first["year"])) == 0
    assert "A/2010" in results.explain("yearly", ("A", 2010), "grant")
    for wrong in (2010.0, True, None, Decimal(2010), datetime.datetime(2010, 1, 1)):
        with pytest.raises(TypeError, match="a part of a key"):
            table.find(("A", wrong))


def test_days_name_rows_too():
    policy = remit.compile("""policy days {
      entity unit { key name : text }
      entity visit { unit : unit  day : date  n : count  key unit, day }
      define twice for visit = 2 * n
    }""")
    day = datetime.date(2024, 2, 29)
    results = policy.evaluate({"unit": [{"name": "A"}], "visit": [{"unit": "A", "day": day, "n": 4}]})
    assert results["visit"].row(("A", day))["twice"] == 8


def test_what_the_policy_shows(results):
    table = results["yearly"]
    assert [column.name for column in table.columns] == ["year", "shop.town", "grant"]
    assert [column.label_zh for column in table.columns] == ["year", "城镇", "奖金"]
    assert list(table["shop.town"]) == ["Elm", "Elm", "Oak"]
    assert table.find(("A", "2009")) == 0
    assert [column.name for column in results.all("yearly").columns][:2] == ["shop", "year"]


def test_a_reference_found_by_content(results):
    assert results["visit"].row("1")["fee_of"] == Decimal("200.00")
    assert results["visit"].row("2")["fee_of"].name == "bad_reference"


def test_totals_by_other_groups(results):
    assert [(row["payee"], row["amount"]) for row in results.totals_by("payee")] == [
        ("A", Decimal("30.00")), ("B/C", Decimal("5.00"))]
    by_town = results.totals_by("shop.town", "reward").to_dicts()
    assert [(row["shop.town"], row["reward"], row["amount"], row["payments"]) for row in by_town] == [
        ("Elm", "grant", Decimal("30.00"), 2), ("Oak", "grant", Decimal("5.00"), 1)]
    with pytest.raises(remit.NotFound):
        results.totals_by("nothing")
