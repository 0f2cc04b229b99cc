"""Texts that are put together, and cells that say that they do not apply, in every way of running."""

import pytest

POLICY = """policy rents "Rents" {
  effective 2010-01-01 to 2030-12-31
  currency  EUR
  rounding  half_up to 0.01
  party     treasury

  entity town { key name : text  kind : one of { old, new } }
  entity site {
    key id : text
    at     : town
    year   : count
    rent   : money optional or not applicable
    since  : date
  }
  define label for site = join(at, "/", at.kind, "/", year)
  define again for site = join(label, " ", since)
  define of_town for town = sum(site.rent)
  define mine for site = join(id, ":", of_size)
  define of_size for site = length(again)
  reward help for site cite "1" {
    when rent is applicable
    pay  10% * rent
    from treasury
    to   again
  }
}
"""
TOWNS = "name,kind\n" + "".join(f"t{i},{'old' if i % 3 else 'new'}\n" for i in range(7))


def sites(rows):
    lines = ["id,at,year,rent,since"]
    for i in range(rows):
        rent = "n/a" if i % 5 == 0 else "不适用" if i % 5 == 1 else f"{i % 900}.25"
        lines.append(f"s{i},t{i * 37 % 7},{2000 + i * 11 % 30},{rent},20{10 + i % 15}-0{1 + i % 9}-1{i % 9}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def rents(desk):
    desk.write("rents.remit", POLICY)
    desk.write("data/town.csv", TOWNS)

    def run(rows, out, *arguments):
        desk.write("data/site.csv", sites(rows))
        done = desk.remit("run", "rents.remit", "--data", "data", "--out", out, *arguments)
        assert done.status == 0, done.err
        names = ["site.csv", "town.csv", "ledger.csv", "totals.csv"]
        return {name: desk.read(f"{out}/{name}") for name in names}

    return run


def test_in_memory_in_batches_and_by_threads(rents):
    alone = rents(4000, "alone", "--threads", "1")
    assert rents(4000, "many", "--threads", "3") == alone
    assert rents(4000, "batches", "--stream", "site") == alone


def test_few_rows_are_those_of_many(rents):
    few = rents(9, "few")
    many = rents(3000, "many")
    for i in range(1, 10):
        ours, theirs = few["site.csv"].splitlines()[i], many["site.csv"].splitlines()[i]
        assert ours == theirs
    assert few["site.csv"].splitlines()[3].startswith("s2,t4/old/2022,t4/old/2022 2012-03-12,")


def test_keywords_in_chinese_and_back(desk):
    desk.write("rents.remit", POLICY)
    chinese = desk.remit("fmt", "--keywords", "zh", "-", stdin=POLICY).out
    assert "可不适用" in chinese and "连接(at" in chinese and "rent 适用" in chinese
    assert desk.remit("fmt", "--keywords", "en", "-", stdin=chinese).out == desk.remit("fmt", "-", stdin=POLICY).out
    traditional = desk.remit("fmt", "--keywords", "zh-Hant", "-", stdin=POLICY).out
    assert "可不適用" in traditional and "連接(at" in traditional and "rent 適用" in traditional
    assert desk.remit("fmt", "--keywords", "en", "-", stdin=traditional).out == desk.remit("fmt", "-", stdin=POLICY).out


def test_a_word_for_nothing_is_an_error_where_it_is_not_declared(desk):
    desk.write("rents.remit", POLICY.replace(" optional or not applicable", " optional"))
    desk.write("data/town.csv", TOWNS)
    desk.write("data/site.csv", sites(3))
    done = desk.remit("run", "rents.remit", "--data", "data", "--out", "out")
    assert done.status != 0
