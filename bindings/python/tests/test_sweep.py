"""What-ifs."""

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
    with pytest.raises(remit.NotFound, match="is `rate` meant"):
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
