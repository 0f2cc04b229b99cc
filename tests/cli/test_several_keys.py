"""remit run and explain: keys of several fields, columns shown, totals by other groups."""

import csv
import io
import json

POLICY = """policy years "Years" {
  currency CNY
  rounding half_up to 0.01
  party office
  entity shop { key name : text  town : text }
  entity yearly { shop : shop  year : count  fee : money column "fee_cny"  key shop, year }
  reward grant for yearly cite "1" { pay 10% * fee from office to shop }
  intermediate define half for yearly = fee / 2
  show yearly { year, shop.town "城镇" / "Town", grant, half }
}
"""


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def fill(desk):
    desk.write("years.remit", POLICY)
    desk.write("data/shop.csv", "name,town\nA,Elm\nB,Oak\n")
    desk.write("data/yearly.csv", "shop,year,fee_cny\nA,2009,100\nA,2010,200\nB,2010,50\nB,2010,7\n,2010,1\n")


def run(desk, *words):
    return desk.remit("run", "years.remit", "--data", "data", *words)


def test_files_have_the_columns_shown_under_their_captions(desk):
    fill(desk)
    assert run(desk, "--out", "shown").status == 3
    assert desk.read("shown/yearly.csv").splitlines()[:2] == ["year,Town,grant,half", "2009,Elm,10.00,50.000"]
    assert run(desk, "--out", "zh", "--lang", "zh").status == 3
    assert desk.read("zh/yearly.csv").splitlines()[0] == "year,城镇,grant,half"
    assert run(desk, "--out", "all", "--all").status == 3
    assert desk.read("all/yearly.csv").splitlines()[0].startswith("shop,year,grant.eligible,")
    assert run(desk, "--out", "some", "--show", "yearly=shop,grant").status == 3
    assert desk.read("some/yearly.csv").splitlines()[:2] == ["shop,grant", "A,10.00"]
    for wrong in ("yearly=nothing", "nobody=grant", "grant"):
        assert run(desk, "--show", wrong).status == 2


def test_the_parts_stand_together_where_a_row_is_named(desk):
    fill(desk)
    run(desk, "--out", "out")
    ledger = rows(desk.read("out/ledger.csv"))
    assert [line["key"] for line in ledger] == ["A/2009", "A/2010", "B/2010", "B/2010", ""]
    errors = rows(desk.read("out/errors.csv"))
    assert errors[0]["key"] == "B/2010"
    assert "the key `B/2010` stands twice in `yearly`" in errors[0]["detail"]


def test_a_row_is_explained_by_its_key(desk):
    fill(desk)
    for key in (["A/2010"], ["--key", "A", "--key", "2010"]):
        told = desk.remit("explain", "years.remit", "--data", "data", "yearly", *key, "grant")
        assert told.status == 0 and "A/2010" in told.out, told.err
    nobody = desk.remit("explain", "years.remit", "--data", "data", "yearly", "A/2011", "grant")
    assert nobody.status == 2 and "A/2011" in nobody.err
    nobody = desk.remit("explain", "years.remit", "--data", "data", "yearly", "--key", "", "--key", "2010", "grant")
    assert nobody.status == 2 and "--key needs a value" in nobody.err


def test_totals_by_other_groups(desk):
    fill(desk)
    outcome = run(desk, "--by", "payee", "--by", "shop.town,reward", "--out", "out")
    assert "Totals by payee\n" in outcome.out
    # Groups are called as their columns are, whatever word asked for them.
    assert "按收款方、奖励合计\n" in run(desk, "--by", "payee,reward", "--lang", "zh").out
    assert [(line["payee"], line["amount"], line["undetermined"]) for line in rows(desk.read("out/totals-payee.csv"))] == [
        ("A", "30.00", "0"), ("", "0.00", "3")]
    by_town = rows(desk.read("out/totals-shop.town-reward.csv"))
    assert [(line["shop.town"], line["reward"], line["amount"]) for line in by_town] == [
        ("Elm", "grant", "30.00"), ("", "grant", "0.00")]
    result = json.loads(run(desk, "--by", "收款方", "--format", "json").out)
    assert result["totals_by"]["收款方"][0]["amount"] == "30.00"
    for words, unknown in (("nothing", "nothing"), ("payee,", ""), ("shop.", "shop.")):
        wrong = run(desk, "--by", words)
        assert wrong.status == 2 and f"has `{unknown}`" in wrong.err


def test_totals_by_a_column_that_is_no_name_of_a_file(desk):
    fill(desk)
    desk.write("years.remit", POLICY.replace('year : count', 'year : count "年度/期间"'))
    assert run(desk, "--by", "年度/期间", "--out", "out").status == 3
    assert rows(desk.read("out/totals-年度-期间.csv"))[0]["年度/期间"] == "2009"
