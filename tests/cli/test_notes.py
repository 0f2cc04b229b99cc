"""What there is to say of a run as a whole: law that is not in force, periods that are missing."""

import json

POLICY = """policy stalls "Stalls" {
  effective 2008-01-01 to 2012-12-31
  currency CNY
  rounding half_up to 0.01
  party office
  param cut cite "1" = 10%
  entity stall { key id : text  fee : money }
  reward grant for stall cite "1" { pay cut * fee from office }
}
"""
LATER = """policy stalls_2010 {
  effective 2010-01-01
  amends stalls { replace param cut cite "2" = 5% }
}
"""
REPORTS = """policy reports "Reports" {
  currency CNY
  entity report { key id : text  shop : text  month_no : count  so_far : money  period month_no within shop }
  define in_month for report = so_far - (previous.so_far otherwise 0 CNY)
}
"""


def stalls(desk):
    desk.write("stalls.remit", POLICY)
    desk.write("later.remit", LATER)
    desk.write("tables/stall.csv", "id,fee\na,100\n")


def run(desk, *words, lang="en"):
    return desk.remit("run", *words, "--data", "tables", "--format", "csv", "--lang", lang)


def test_a_policy_out_of_force_is_noted_and_refused_if_strict(desk):
    stalls(desk)
    for day in ("2007-12-31", "2013-01-01"):
        outcome = run(desk, "stalls.remit", "--as-of", day)
        assert outcome.status == 0
        assert f"on {day} the policy `stalls` is not in force" in outcome.err
        assert "from 2008-01-01 to 2012-12-31" in outcome.err
        outcome = run(desk, "stalls.remit", "--as-of", day, "--strict", "--out", "out")
        assert outcome.status == 2 and outcome.out == ""
        assert not (desk.directory / "out").exists()
        assert run(desk, "stalls.remit", "--as-of", day, lang="zh").err.count("不在有效期内") == 1
    for day in ("2008-01-01", "2012-12-31"):
        assert run(desk, "stalls.remit", "--as-of", day, "--strict").err == ""
    assert run(desk, "stalls.remit").err == ""


def test_an_amendment_has_no_effect_before_its_first_day(desk):
    stalls(desk)
    both = ("stalls.remit", "later.remit")
    outcome = run(desk, *both, "--as-of", "2009-12-31")
    assert ",10.00," in outcome.out
    assert "on 2009-12-31 the amendment `stalls_2010` has no effect: it holds from 2010-01-01 on" in outcome.err
    assert run(desk, *both, "--as-of", "2009-12-31", "--strict").status == 2
    outcome = run(desk, *both, "--as-of", "2010-01-01", "--strict")
    assert outcome.status == 0 and outcome.err == "" and ",5.00," in outcome.out
    assert ",5.00," in run(desk, *both).out
    # Before all of them the first is the law that is nearest.
    outcome = run(desk, *both, "--as-of", "2007-05-05")
    assert ",10.00," in outcome.out and outcome.err.count("note:") == 2
    explained = desk.remit("explain", *both, "stall", "a", "grant", "--data", "tables", "--as-of", "2009-05-05")
    assert "10.00" in explained.out and "stalls_2010" in explained.err


def test_missing_periods_are_noted(desk):
    desk.write("reports.remit", REPORTS)
    rows = ["1,A,1,10", "2,A,2,25", "3,A,4,40", "4,B,2,7", "5,B,7,9", "6,C,3,1"]
    desk.write("tables/report.csv", "id,shop,month_no,so_far\n" + "\n".join(rows) + "\n")
    outcome = run(desk, "reports.remit")
    assert outcome.status == 0
    assert "between the rows of `report` periods are missing, 5 in all (A: 3; B: from 3 to 6)" in outcome.err
    assert "A：3；B：自 3 至 6" in run(desk, "reports.remit", lang="zh").err
    assert run(desk, "reports.remit", "--strict").status == 2
    notes = json.loads(desk.remit("run", "reports.remit", "--data", "tables", "--format", "json").out)["notes"]
    assert [(note["code"], note["entity"]) for note in notes] == [("R0813", "report")]
    desk.write("tables/report.csv", "id,shop,month_no,so_far\n" + "\n".join(rows[:2] + rows[3:4]) + "\n")
    assert run(desk, "reports.remit").err == ""


def test_months_of_years_are_no_periods(desk):
    desk.write("reports.remit", REPORTS)
    rows = "id,shop,month_no,so_far\n1,A,202011,10\n2,A,202012,12\n3,A,202101,12\n"
    desk.write("tables/report.csv", rows)
    outcome = run(desk, "reports.remit")
    assert "88 in all (A: from 202013 to 202100; these are months of years" in outcome.err
    assert "12 × 年 + 月" in run(desk, "reports.remit", lang="zh").err
    desk.write("tables/report.csv", rows + "4,A,202103,15\n")
    assert "months of years" not in run(desk, "reports.remit").err


def test_a_history_that_nobody_reads_backwards_has_no_gaps(desk):
    desk.write("reports.remit", REPORTS.replace("so_far - (previous.so_far otherwise 0 CNY)", "so_far"))
    desk.write("tables/report.csv", "id,shop,month_no,so_far\n1,A,1,10\n2,A,5,25\n")
    assert run(desk, "reports.remit").err == ""


def test_what_was_looked_up_in_vain_is_named(desk):
    desk.write("levy.remit", """policy levies {
  currency CNY
  entity stall { key id : text  year : count  d : date  part : number }
  scale levy step { from 2015 below 2016 : 5%, from 2016 below 2017 : 6% }
  scale bonus step { from 20% below 50% : 1 }
  param old cite "1" = 1% from 2022-01-01 to 2022-01-31
  define g for stall = levy(year + 1)
  define h for stall = old on d
  define k for stall = bonus(10% + part)
  define late for stall = days between d and today
}
""")
    desk.write("tables/stall.csv", "id,year,d,part\na,2017,2023-05-05,0.03\n")
    outcome = desk.remit("run", "levy.remit", "--data", "tables", "--out", "out", "--lang", "en")
    assert outcome.status == 3
    errors = desk.read("out/errors.csv")
    assert "no bracket of `levy` covers 2018; they cover from 2015, below 2017" in errors
    assert "`old` has no value on 2023-05-05; it holds from 2022-01-01 to 2022-01-31" in errors
    assert "no bracket of `bonus` covers 13%; they cover from 20%, below 50%" in errors
    assert "the day of the run is not given (`--as-of DATE`" in errors
    assert "no bracket of `levy` covers 2018" in desk.remit(
        "explain", "levy.remit", "stall", "a", "g", "--data", "tables", "--lang", "en").out


def test_errors_are_told_by_where_they_began(desk):
    desk.write("chain.remit", """policy chains {
  currency CNY
  entity stall { key id : text  fee : money }
  define a for stall = fee * 2
  define b for stall = a * 2
  define c for stall = b * 2
  define all_fees = sum(stall.c)
}
""")
    desk.write("tables/stall.csv", "id,fee\na,x\nb,5\nc,y\n")
    outcome = desk.remit("run", "chain.remit", "--data", "tables", "--out", "out", "--lang", "en")
    assert outcome.status == 3
    told = outcome.out[outcome.out.index("Errors, by where they began"):]
    assert told.count("bad_cell") == 2
    assert desk.read("out/errors.csv").count("bad_cell") == 9
    causes = json.loads(desk.remit("run", "chain.remit", "--data", "tables", "--format", "json").out)["causes"]
    assert [(cause["key"], cause["column"], cause["cells"]) for cause in causes] == [
        ("a", "fee", "5"), ("c", "fee", "4")]


CLAIMS = """policy claims "Claims" {
  effective 2010-01-01 to 2010-12-31
  currency CNY
  rounding half_up to 0.01
  entity claim { key id : text  filed : date optional  asked : money  dated by filed }
  define total = sum(claim.asked)
}
"""
CHANGED = """policy changed "Changed" {
  effective 2011-01-01 to 2011-12-31
  amends claims from 2011-01-01 by claim.filed { replace define part for claim = 20% * asked }
}
"""


def test_rows_dated_outside_the_time_of_the_policy_are_noted_and_refused_if_strict(desk):
    desk.write("claims.remit", CLAIMS)
    rows = "id,filed,asked\na,2009-12-31,1\nb,2010-01-01,1\nc,2010-12-31,1\nd,2011-01-01,1\ne,,1\n"
    desk.write("tables/claim.csv", rows)
    outcome = run(desk, "claims.remit")
    assert outcome.status == 0
    said = "rows of `claim` are dated outside the time of the policy (from 2010-01-01 to 2010-12-31), 2 in all: a: 2009-12-31; d: 2011-01-01"
    assert outcome.err.count(said) == 1
    assert "“claim”中共有 2 行的日期不在政策有效期内（自 2010-01-01 至 2010-12-31）：a：2009-12-31" in run(desk, "claims.remit", lang="zh").err
    assert run(desk, "claims.remit", "--strict").status != 0
    desk.write("tables/claim.csv", "id,filed,asked\nb,2010-01-01,1\nc,2010-12-31,1\n")
    assert run(desk, "claims.remit", "--strict").err == ""


def test_an_amendment_by_row_dates_its_rows_and_leaves_the_earlier_ones_to_what_it_amends(desk):
    base = CLAIMS.replace("  dated by filed", "").replace("define total = sum(claim.asked)", "define part for claim = 10% * asked")
    desk.write("claims.remit", base.replace(" optional", ""))
    desk.write("changed.remit", CHANGED)
    desk.write("tables/claim.csv", "id,filed,asked\na,2009-12-31,1\nb,2010-01-01,1\nd,2011-12-31,1\ne,2012-01-01,1\n")
    outcome = run(desk, "claims.remit", "changed.remit")
    assert "(from 2010-01-01 to 2011-12-31), 2 in all: a: 2009-12-31; e: 2012-01-01" in outcome.err
