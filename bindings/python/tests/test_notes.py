"""What there is to say of a run as a whole."""

import datetime

import remit

POLICY = """policy stalls "Stalls" {
  effective 2008-01-01 to 2012-12-31
  currency CNY
  rounding half_up to 0.01
  party office
  param cut cite "1" = 10%
  entity stall { key id : text  n : count  fee : money  period n }
  reward grant for stall cite "1" { pay cut * fee from office }
  define grown for stall = fee - (previous.fee otherwise 0 CNY)
}
"""
LATER = "policy later { effective 2010-01-01 amends stalls { replace param cut cite \"2\" = 5% } }"
ROWS = {"stall": [{"id": "a", "n": 1, "fee": "100"}, {"id": "b", "n": 4, "fee": "x"}]}


def day(text):
    return datetime.date.fromisoformat(text)


def test_notes():
    policy = remit.compile(POLICY)
    results = policy.evaluate(ROWS, as_of=day("2013-01-01"))
    assert [row["code"] for row in results.notes] == ["R0810", "R0813"]
    assert "2013-01-01" in results.notes.row(0)["message"]
    assert results.notes.row(1)["entity"] == "stall" and "2 to 3" in results.notes.row(1)["message"]
    assert "不在有效期内" in results.report("notes", language="zh").row(0)["message"]
    inside = policy.evaluate({"stall": ROWS["stall"][:1]}, as_of=day("2012-12-31"))
    assert len(inside.notes) == 0


def test_an_amendment_before_its_first_day():
    early = remit.compile(POLICY, LATER, as_of=day("2009-05-05"))
    results = early.evaluate(ROWS, as_of=day("2009-05-05"))
    assert str(results["stall"].row(0)["grant"]) == "10.00"
    assert results.notes.row(0)["code"] == "R0811"
    # Compiled for one day, run for another on which the amendment holds.
    assert early.evaluate(ROWS, as_of=day("2011-05-05")).notes.row(0)["code"] == "R0812"
    late = remit.compile(POLICY, LATER)
    results = late.evaluate(ROWS, as_of=day("2009-05-05"))
    assert results.notes.row(0)["code"] == "R0810"
    assert str(late.evaluate(ROWS)["stall"].row(0)["grant"]) == "5.00"


def test_causes():
    causes = remit.compile(POLICY).evaluate(ROWS).causes
    assert len(causes) == 1
    assert causes.row(0)["key"] == "b" and causes.row(0)["column"] == "fee" and causes.row(0)["cells"] > 1
