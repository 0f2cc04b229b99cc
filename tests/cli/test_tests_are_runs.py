"""What a run gives, a test over the same rows expects: of any number of rows, none too, and on any day."""

import csv
import random
import re

import pytest

POLICY = """policy pp "P" {
  currency CNY
  rounding half_up to 0.01
  party office
  entity unit { key name : text }
  entity stall { key id : text  unit : unit optional  fee : money optional  n : count  d : date optional }
  define by_unit for unit = sum(stall.fee via unit where stall.fee is given)
  define rows for unit = count(stall)
  define whole = sum(stall.fee where fee is given)
  define most = max(stall.fee)
  define few = count(unit)
  define first_one = first(stall.id by d asc, id asc where d is given)
  define rk for stall = rank(n desc ties standard)
  define sh for stall = share(10 CNY, by n ties by key remainder to largest)
  define avg for unit = round(average(stall.fee via unit where stall.fee is given), to 0.01, half_up)
  define left_days for stall = days between (d otherwise 2010-01-01) and today
  target t cite "1" : sum(stall.fee where fee is given) >= 100 CNY
  reward g for stall cite "2" { when n > 1 pay (fee otherwise 0 CNY) cap 50 CNY from office }
  reward h for unit cite "3" { rank by rows desc ties share pay { 1 : 10 CNY, 2 : 4 CNY } from office }
  fund f cite "4" { budget 60 CNY pays g when short pro rata ties by key }
"""
COLUMNS = {
    "pp": ["whole", "most", "few", "first_one", "t.metric", "t.met", "f.paid", "f.left"],
    "unit": ["by_unit", "rows", "avg", "h", "h.reason"],
    "stall": ["rk", "sh", "left_days", "g", "g.reason", "g.eligible"],
}
# A row goes through one evaluator in a small test and through the other in a large one: 64 rows lie between.
COUNTS = [(0, 0), (1, 0), (0, 1), (2, 5), (3, 5), (63, 2), (64, 0), (65, 1), (1, 63), (1, 64), (2, 65), (0, 66), (64, 64), (65, 65)]


def literal(text):
    plain = re.fullmatch(r"-?\d+(\.\d+)?|true|false|\d{4}-\d\d-\d\d", text)
    return "blank" if text == "" else text if plain else f'"{text}"'


def rows_of(desk, name):
    with open(desk.directory / name, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def expectations(desk):
    faults = {(line["entity"], line["key"], line["column"]): line["reason"] for line in rows_of(desk, "out/errors.csv")}
    for table, columns in COLUMNS.items():
        for row in rows_of(desk, f"out/{table}.csv"):
            key = "" if table == "pp" else next(iter(row.values()))
            place = "" if table == "pp" else f'{table} "{key}" '
            for column in columns:
                fault = faults.get(("whole" if table == "pp" else table, key, column))
                yield f"expect {place}{column} " + (f"error {fault}" if fault else f"= {literal(row[column])}")


@pytest.mark.parametrize("units, stalls", COUNTS)
def test_what_a_run_gives_a_test_expects(desk, units, stalls):
    draw = random.Random(units * 100 + stalls)
    day = draw.choice(["2010-01-01", "2012-02-29"])
    names = [f"u{i}" for i in range(units)]
    rows = [(f"s{i}", draw.choice([*names, ""]), draw.choice(["", "0", "10", "12.5", "-3", "99999.99"]),
             str(draw.randrange(6)), draw.choice(["", "2010-03-01", "2011-12-31"])) for i in range(stalls)]
    desk.write("pp.remit", POLICY + "}\n")
    desk.write("unit.csv", "name\n" + "".join(f"{name}\n" for name in names))
    desk.write("stall.csv", "id,unit,fee,n,d\n" + "".join(",".join(row) + "\n" for row in rows))
    run = desk.remit("run", "pp.remit", "--data", ".", "--out", "out", "--as-of", day)
    assert run.status in (0, 3), run.err
    given = [f'given unit {{ name "{name}" }}' for name in names]
    for row in rows:
        cells = [f'{field} "{cell}"' if field in ("id", "unit") else f"{field} {cell}"
                 for field, cell in zip(("id", "unit", "fee", "n", "d"), row) if cell]
        given.append("given stall { " + "  ".join(cells) + " }")
    lines = "\n".join([f"as of {day}", *given, *expectations(desk)])
    desk.write("pp.remit", POLICY + f'test "as run" {{\n{lines}\n}}\n}}\n')
    tested = desk.remit("test", "pp.remit")
    assert tested.status == 0, tested.out


def test_the_tests_of_a_policy_that_is_left_out_are_told(desk):
    one = 'policy one {{ entity a {{ key id : text }} define n = count(a) test "t" {{ expect n = {} }} }}\n'
    desk.write("both.remit", one.format(1) + one.replace("one", "two").format(0))
    for language, words in (("en", "`one` is not computed"), ("zh", "one")):
        tested = desk.remit("test", "both.remit", "--lang", language)
        assert tested.status == 0 and words in tested.err, tested.err
    desk.write("one.remit", one.format(0))
    assert desk.remit("test", "one.remit").err == ""
