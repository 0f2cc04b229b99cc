"""Two runs held against each other, against their ledgers joined; and two texts."""

from decimal import Decimal

import pytest
from conftest import POLICY_FILE

import remit


@pytest.fixture(scope="module")
def changed() -> remit.Policy:
    text = POLICY_FILE.read_text(encoding="utf-8")
    assert "cap  50万 CNY" in text
    return remit.compile(text.replace("cap  50万 CNY", "cap  40万 CNY"))


def joined(before: remit.Results, after: remit.Results) -> dict[tuple[str, str], Decimal]:
    """What every line of the ledgers has more."""
    amounts = [
        {(row["reward"], row["key"]): row["amount"] for row in results.ledger}
        for results in (before, after)
    ]
    ours, theirs = amounts
    return {
        place: theirs.get(place, Decimal(0)) - ours.get(place, Decimal(0))
        for place in {**ours, **theirs}
        if isinstance(ours.get(place, 0), (Decimal, int)) and isinstance(theirs.get(place, 0), (Decimal, int))
    }


def test_two_policies(policy, changed, tables):
    before, after = policy.evaluate(tables), changed.evaluate(tables)
    found = remit.compare(before, after)
    wanted = {place: more for place, more in joined(before, after).items() if more}
    assert {(row["reward"], row["key"]): row["difference"] for row in found.changes} == wanted
    assert found.change_count == len(wanted) > 0
    assert {row["parts_by"] for row in found.changes} == {"clause"}
    assert all("became" in row["parts"] for row in found.changes)
    (counts,) = found.counts
    assert counts["lines"] == len(joined(before, after))
    assert counts["lose"] == len(wanted) and counts["difference"] == sum(wanted.values())
    assert {row["payer"]: row["after"] - row["before"] for row in found.totals} == {
        row["payer"]: row["difference"] for row in found.totals
    }
    assert sum(row["difference"] for row in found.totals_by("payee")) == sum(wanted.values())
    assert len(found.rows) == 0
    assert [row["key"] for row in found.largest(1)] == [max(wanted, key=lambda place: abs(wanted[place]))[1]]
    with pytest.raises(remit.NotFound):
        found.totals_by("nothing")
    assert "改为" in remit.compare(before, after, language="zh").changes.to_dicts()[0]["parts"]


def test_two_tables(policy, tables):
    before = policy.evaluate(tables)
    projects = [dict(row) for row in tables["project"]]
    projects[1]["local_revenue"] = "1000000.33"
    after = policy.evaluate({**tables, "project": list(reversed(projects[:2]))})
    found = remit.compare(before, after)
    by_key = {row["key"]: row for row in found.changes}
    assert by_key["p2"]["parts_by"] == "input"
    assert found.rows.to_dicts() == [{"entity": "project", "key": projects[2]["id"], "only": "before"}]


def test_titles_that_differ():
    text = """policy titles {
      currency CNY
      rounding half_up to 0.01
      entity row { key id : text  worth : money }
      honour star "Star" for row cite "1" { when worth >= 100 CNY }
    }"""
    rows = {"row": [{"id": "a", "worth": "150"}, {"id": "b", "worth": "250"}, {"id": "c", "worth": "x"}]}
    old, new = remit.compile(text), remit.compile(text.replace("100 CNY", "200 CNY"))
    found = remit.compare(old.evaluate(rows), new.evaluate(rows))
    assert [(row["finding"], row["form"], row["key"], row["before"], row["after"]) for row in found.findings] == [
        ("star", "honour", "a", True, False)
    ]
    fewer = {"row": rows["row"][1:]}
    (row,) = remit.compare(old.evaluate(rows), old.evaluate(fewer)).findings
    assert (row["key"], row["before"], row["after"]) == ("a", True, None)
    assert len(remit.compare(old.evaluate(rows), old.evaluate(rows)).findings) == 0


def test_same_runs_do_not_differ(policy, tables):
    results = policy.evaluate(tables)
    found = remit.compare(results, results)
    assert found.change_count == 0 and len(found.changes) == 0


def test_texts(policy, changed):
    assert len(remit.diff(policy, policy)) == 0
    chinese = remit.compile(remit.format(POLICY_FILE.read_text(encoding="utf-8"), keywords="zh"))
    assert len(remit.diff(policy, chinese)) == 0
    changes = remit.diff(policy, changed).to_dicts()
    assert changes and {row["change"] for row in changes} == {"changed"}
    assert all(row["before"] != row["after"] for row in changes)
