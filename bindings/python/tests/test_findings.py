"""The lists of what was found, and of what counts as somebody's without being paid."""

import datetime

import remit

POLICY = """policy found {
  effective 2024-01-01 to 2024-03-31
  currency CNY
  rounding half_up to 0.01
  entity unit { key name : text }
  entity report { key id : text  unit : unit  day : date }
  duty monthly cite "I" { of unit  every month  by report on day }
  finding idle for unit cite "II" { when monthly.missing > 1  against name }
  split home for report cite "III" { amount 10 CNY  share all 100% to unit }
}"""
DATA = {
    "unit": [{"name": "A"}, {"name": "B"}],
    "report": [{"id": "1", "unit": "A", "day": datetime.date(2024, 1, 31)}, {"id": "2", "unit": "A", "day": datetime.date(2024, 2, 1)}],
}


def test_findings_and_attributions_are_tables():
    results = remit.compile(POLICY).evaluate(DATA, as_of=datetime.date(2024, 3, 1))
    assert [(row["finding"], row["form"], row["key"], row["against"], row["holds"]) for row in results.findings] == [
        ("monthly.missing", "duty", "B/2024/1", "B", True), ("monthly.missing", "duty", "B/2024/2", "B", True),
        ("idle", "finding", "B", "B", True)]
    assert [(row["whose"], str(row["amount"])) for row in results.attributions] == [("A", "10.00"), ("A", "10.00")]
    assert len(results.ledger) == 0
    assert results["monthly"].row(("A", "2024", "2"))["done_on"] == datetime.date(2024, 2, 1)


def test_a_policy_without_any_has_empty_tables():
    results = remit.compile("policy none { entity unit { key name : text } }").evaluate({"unit": [{"name": "A"}]})
    assert (len(results.findings), len(results.attributions)) == (0, 0)
    assert results.findings.column_names == []
