"""What-ifs."""

import random

import pytest

import remit

POLICY = """policy grants {
  currency CNY
  rounding half_up to 0.01 CNY
  party treasury
  entity project { key id : text  revenue : money }
  param rate = 20%
  param most = 500_000 CNY
  target grown for project cite "1" : revenue >= 1_000_000 CNY
  reward bonus for project cite "4" { pay rate * revenue  cap most  from treasury  to project }
}
"""
TABLES = {"project": [{"id": "a", "revenue": "800000.05"}, {"id": "b", "revenue": 4_000_000}]}


@pytest.fixture
def policy():
    return remit.compile(POLICY)


def test_sweep_is_single_runs(policy):
    sweep = policy.sweep(TABLES, ["rate=10%..20%/5%", "most=300000,500000"], "totals,targets")
    assert sweep.parameters == ("rate", "most")
    for row in sweep.table:
        text = POLICY.replace("= 20%", f"= {row['rate']}").replace("= 500_000 CNY", f"= {row['most']} CNY")
        results = remit.compile(text).evaluate(TABLES)
        assert row["total(treasury)"] == next(iter(results.totals))["amount"]
        assert row["targets.grown.met"] == 1


def test_nothing_is_read_twice(policy):
    with policy.data(TABLES) as data:
        assert len(policy.sweep(data, "rate=1%..100%/1%").table) == 100
        assert len(policy.sweep(data, "rate=1%,2%", ["total()", "count(bonus)"]).table) == 2


def test_picture(policy):
    sweep = policy.sweep(TABLES, "rate=10%..20%/5%", "total(treasury)")
    assert sweep.picture("total(treasury)").startswith("<svg ")
    with pytest.raises(KeyError):
        sweep.picture("rate")


def test_solution_is_proved(policy):
    found = policy.solve(TABLES, "rate=10%..20%/0.1%", "total(treasury) <= 600000")
    assert (found.name, found.value, found.neighbour) == ("rate", "12.4%", "12.5%")
    assert found.is_whole and found.is_monotone and found.current is None
    assert len(found.table) == found.values == 101
    none = policy.solve(TABLES, "rate=10%..20%/1%", "total(treasury) < 0")
    assert none.value is None and none.neighbour is None


def test_of_one_row(policy):
    found = policy.solve(TABLES, "revenue", "bonus >= 500000", smallest=True, row=("project", "a"))
    assert (found.value, found.neighbour, found.current) == ("2499999.98", "2499999.97", "800000.05")
    assert not found.is_whole


def test_what_means_nothing(policy):
    with pytest.raises(remit.NotFound, match="did you mean `rate`"):
        policy.sweep(TABLES, "rote=1%")
    with pytest.raises(remit.PolicyError):
        policy.sweep(TABLES, "rate=1 CNY,2 CNY")
    with pytest.raises(remit.InvalidArgument):
        policy.sweep(TABLES, "rate")
    with pytest.raises(remit.NotFound, match="没有行"):
        policy.solve(TABLES, "revenue", "bonus > 0", row=("project", "z"), language="zh")


def test_cancel_stops_it(policy):
    cancel = remit.Cancel()
    cancel.request()
    with pytest.raises(remit.Cancelled):
        policy.sweep(TABLES, "rate=1%..100%/1%", cancel=cancel)


SUMS = """policy sums {
  currency CNY
  rounding half_up to 0.01 CNY
  param rate = 20%
  param most = 500 CNY
  entity project {
    key id : count
    a : money  b : money optional  kind : one of { north, south } optional
    open : bool optional  late : bool optional  share : percent optional
  }
  define bonus for project = if kind = north then min(round(a * rate), most) else 0 CNY
  define part for project = if late then round(a * 1%) else 0 CNY
  define far for project : bool = a * rate + (b otherwise 0 CNY) >= most
  define whole for project = if open then bonus + part + (if far then b + 1 CNY else 0 CNY) else 0 CNY
  define loose for project = bonus + b + (if open then (if late then a else 0 CNY) else 0 CNY)
  intermediate define odd for project = bonus * share + a / 3
}
"""
ASKED = (
    "sum(project.bonus), sum(project.whole), sum(project.loose), round(sum(project.odd), to 0.01, half_up), count(project where far),"
    " sum(project.whole where far), sum(project.whole + project.bonus), max(project.whole)"
)


def test_many_variants_at_once_are_those_one_by_one():
    """What is shared between variants (totals in parts, common formulas) never changes a figure, and rows in
    error are in error: blanks stand wherever they may, in some tables only where nothing counts."""
    draw, policy = random.Random(14), remit.compile(SUMS)
    in_error = 0
    for turn in range(40):
        blank = draw.choice([0, 0, 0.02, 0.2])
        row = {
            "a": lambda: f"{draw.randint(-9_999, 99_999) / 100:.2f}",
            "b": lambda: f"{draw.randint(-9_999, 99_999) / 100:.2f}",
            "kind": lambda: draw.choice(["north", "south"]),
            "open": lambda: draw.choice(["true", "false"]),
            "late": lambda: draw.choice(["true", "false"]),
            "share": lambda: f"{draw.randint(0, 100)}%",
        }
        rows = [
            {"id": i} | {name: None if name != "a" and draw.random() < blank else make() for name, make in row.items()}
            for i in range(draw.choice([0, 1, 7, 300, 3000]))
        ]
        with policy.data({"project": rows}) as data:
            together = list(policy.sweep(data, ["rate=1%,20%,33.3%", "most=5,100,123.45"], ASKED).table)
            for variant in together:
                values = [f"rate={variant['rate']}", f"most={variant['most']}"]
                assert list(policy.sweep(data, values, ASKED).table) == [variant], (turn, values)
        in_error += sum(isinstance(variant["sum(project.whole)"], remit.CellError) for variant in together)
    assert 0 < in_error < 40 * 9
