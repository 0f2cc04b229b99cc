"""Tables whose rows the policy makes."""

import pytest

import remit

DUE = """policy reports_due {
  currency CNY
  entity unit { key name : text }
  entity report { unit : unit  year : count  quarter : count  key unit, year, quarter }
  entity due from each unit, quarter of 2024 { report : report by (unit, year, quarter) optional }
  define done for due = report is given
  summary by_quarter from due by year, quarter { reported = count(due where done) }
}"""

UNITS = [{"name": "A"}, {"name": "B"}]
REPORTS = [{"unit": "A", "year": 2024, "quarter": 1}, {"unit": "B", "year": 2024, "quarter": 1}]


@pytest.fixture(name="policy", scope="module")
def fixture_policy():
    return remit.compile(DUE)


def test_what_is_not_there_is_seen(policy):
    results = policy.evaluate({"unit": UNITS, "report": REPORTS})
    assert list(results["due"]["done"]) == [True, False, False, False] * 2
    assert results["due"].row(("B", "2024", "3"))["done"] is False
    assert list(results["by_quarter"]["reported"]) == [2, 0, 0, 0]


def test_no_table_of_it_is_given(policy):
    assert [entity.made for entity in policy.entities] == [False, False, False, True, True]
    with pytest.raises(remit.Unsupported):
        policy.evaluate({"unit": UNITS, "report": REPORTS, "due": [{"unit": "A"}]})
