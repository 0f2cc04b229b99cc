"""The other verbs."""

import json
import re
import xml.etree.ElementTree

import pytest


def test_check(desk):
    outcome = desk.remit("check", "sample.remit")
    assert outcome.status == 0
    desk.write("bad.remit", "policy p {\n  currency CNY\n  define x : nobody + nothing\n}\n")
    outcome = desk.remit("check", "bad.remit")
    assert outcome.status == 1
    assert "bad.remit:3:" in outcome.out
    assert "nobody" in outcome.out and "nothing" in outcome.out  # all errors of one run
    assert "错误" in desk.remit("check", "--lang", "zh", "bad.remit").out


def test_each_policy_is_checked_and_tested_for_itself(desk):
    desk.write("other.remit", desk.read("sample.remit").replace("policy sample", "policy other"))
    desk.write("bad.remit", "policy p {\n  currency CNY\n  define x : nobody\n}\n")
    outcome = desk.remit("test", "sample.remit", "other.remit", "--junit", "junit.xml")
    assert outcome.status == 0, outcome.err
    assert "2 tests, 0 failed" in outcome.out
    suites = xml.etree.ElementTree.fromstring(desk.read("junit.xml"))
    assert [suite.get("name") for suite in suites] == ["sample", "other"]
    outcome = desk.remit("check", "sample.remit", "bad.remit", "other.remit")
    assert outcome.status == 1
    assert "nobody" in outcome.out and "other.remit" in outcome.out
    found = json.loads(desk.remit("check", "--format", "json", "bad.remit", "sample.remit").out)
    assert found["errors"] == 1 and len(found["diagnostics"]) == 1


def test_check_as_json(desk):
    desk.write("bad.remit", "policy p {\n  currency CNY\n  define x : nobody\n}\n")
    outcome = desk.remit("check", "--format", "json", "bad.remit")
    assert outcome.status == 1
    found = json.loads(outcome.out)["diagnostics"]
    assert found[0]["file"] == "bad.remit"
    assert found[0]["begin"]["line"] == 3


def test_check_explains_codes(desk):
    outcome = desk.remit("check", "--explain", "R1003")
    assert outcome.status == 0
    assert "R1003" in outcome.out
    assert desk.remit("check", "--explain", "R9999").status == 2
    assert desk.remit("check").status == 2


def test_explain(desk):
    outcome = desk.remit("explain", "sample.remit", "project", "p3", "bonus", "--data", "data")
    assert outcome.status == 0, outcome.err
    assert "500000" in outcome.out.replace(",", "")
    assert "II(1)" in outcome.out
    outcome = desk.remit("explain", "sample.remit", "project", "p3", "bonus", "--data", "data",
                         "--format", "json")
    json.loads(outcome.out)
    outcome = desk.remit("explain", "sample.remit", "project", "p3", "bonus", "--data", "data",
                         "--format", "html", "--lang", "zh")
    assert outcome.out.startswith("<!DOCTYPE html>") and '<html lang="zh' in outcome.out
    outcome = desk.remit("explain", "sample.remit", "project", "p3", "bonus", "--data", "data",
                         "--depth", "1", "--lang", "en")
    assert "(1) " in outcome.out and "(2) " not in outcome.out
    assert "left out here" in outcome.out
    outcome = desk.remit("explain", "sample.remit", "project", "p3", "bonus", "--data", "data",
                         "--unfold", "--lang", "en")
    assert outcome.status == 0 and "left out here" not in outcome.out
    for cell in (("nobody", "p3", "bonus"), ("project", "nobody", "bonus"),
                 ("project", "p3", "nobody")):
        outcome = desk.remit("explain", "sample.remit", *cell, "--data", "data")
        assert outcome.status == 2
        assert "nobody" in outcome.err


def test_test(desk):
    outcome = desk.remit("test", "sample.remit", "--junit", "junit.xml")
    assert outcome.status == 0, outcome.out
    assert "the cap binds" in outcome.out
    suite = xml.etree.ElementTree.fromstring(desk.read("junit.xml"))[0]
    assert suite.get("tests") == "1" and suite.get("failures") == "0"


def test_a_failing_test_shows_both_cells_and_how_the_actual_one_came_about(desk):
    desk.write("sample.remit", desk.read("sample.remit").replace("bonus = 500_000", "bonus = 4"))
    outcome = desk.remit("test", "sample.remit", "--junit", "junit.xml", "--lang", "en")
    assert outcome.status == 1
    assert "project \"p\" bonus: expected 4, got 500000.00" in outcome.out
    assert "sample.remit:31:3" in outcome.out
    assert "II(1)" in outcome.out  # the clause
    assert "3,000,000.00" in outcome.out  # the data as entered
    assert "600,000" in outcome.out  # the amount before the limit
    suite = xml.etree.ElementTree.fromstring(desk.read("junit.xml"))[0]
    assert suite.get("failures") == "1"
    assert "3,000,000.00" in suite[0][0].get("message")
    chinese = desk.remit("test", "sample.remit", "--lang", "zh").out
    assert "project \"p\" bonus：应为 4，实为 500000.00" in chinese
    assert "依据：II(1)" in chinese and "ratio = 20%；investment = 300万元" in chinese


def test_a_test_may_ask_for_a_cell_by_a_path(desk):
    text = desk.read("sample.remit").replace("bonus = 500_000", "unit.kind = township")
    desk.write("sample.remit", text)
    outcome = desk.remit("test", "sample.remit")
    assert outcome.status == 1
    assert "project \"p\" unit.kind: expected township, got department" in outcome.out
    desk.write("sample.remit", text.replace("= township", "= department"))
    assert desk.remit("test", "sample.remit").status == 0


COVERED = """policy covered "Covered" {
  currency CNY
  rounding half_up to 0.01
  party    treasury

  entity project {
    key id     : text
    industrial : bool
    investment : money
  }

  scale rates slab {
    below 100万元 : 1%,
    from 100万元 below 500万元 : 2%,
    from 500万元 : 3%
  }

  define base for project = if industrial then investment else 80% * investment

  reward bonus for project cite "1" {
    when investment >= 50万元
    pay  rates(base)
    cap  10万元
    from treasury
  }

  reward extra for project cite "2" {
    when industrial and investment > 1000万元
    pay  if investment > 2000万元 then 2000元 else 1000元
    from treasury
  }

  test "small ones" {
    given project from "projects.csv"
    expect project "a" bonus = 0
    expect project "b" bonus = 20_000
  }
}
"""


def covered(desk, *options):
    desk.write("covered.remit", COVERED)
    desk.write("projects.csv", "id,industrial,investment\na,true,400000\nb,true,1000000\n")
    outcome = desk.remit("test", "covered.remit", "--coverage", *options)
    assert outcome.status == 0, outcome.out + outcome.err
    return outcome.out


def test_coverage_names_what_no_test_reaches(desk):
    out = covered(desk, "--lang", "en")
    # base and bonus take effect, extra does not.
    assert "rules: 2 of 3 reached (66 %)" in out
    # Of base's two branches one; of bonus's condition both; of extra's two conditions `industrial`
    # only holds and the other only fails; extra's own branches are out of reach.
    assert "branches: 5 of 10 reached (50 %)" in out
    # 400 000 gets no bonus, so only the second band applies.
    assert "bands: 1 of 3 reached (33 %)" in out
    assert "caps: 0 of 1 reached (0 %)" in out
    missed = [line.strip() for line in out.splitlines() if line.startswith("    covered.remit")]
    assert missed == [
        "covered.remit:13:5: band never reached: below 100万元 : 1%,",
        "covered.remit:15:5: band never reached: from 500万元 : 3%",
        "covered.remit:18:64: branch never taken: 80% * investment",
        "covered.remit:23:5: limit never changes an amount: cap  10万元",
        "covered.remit:27:3: rule `extra` never takes effect",
        "covered.remit:28:10: condition always met: industrial",
        "covered.remit:28:25: condition never met: investment > 1000万元",
        "covered.remit:29:38: branch never taken: 2000元",
        "covered.remit:29:49: branch never taken: 1000元",
    ]


def test_coverage_in_chinese_and_as_json(desk):
    out = covered(desk, "--lang", "zh")
    assert "条款：已覆盖 2，共 3（66%）" in out
    assert "covered.remit:23:5: 从未起作用的限额：cap  10万元" in out
    found = json.loads(covered(desk, "--format", "json"))
    assert found["tests"] == 1 and found["failed"] == 0
    [policy] = found["policies"]
    assert policy["tests"][0]["passed"] is True
    coverage = policy["coverage"]
    assert {kind: (one["reached"], one["places"], one["percent"]) for kind, one in coverage.items()} == {
        "rules": (2, 3, 66), "branches": (5, 10, 50), "bands": (1, 3, 33), "caps": (0, 1, 0)}
    assert coverage["caps"]["list"] == [{"text": "cap  10万元", "goal": "binds", "reached": False,
                                         "file": "covered.remit", "line": 23, "column": 5}]


def test_coverage_is_whole_where_tests_reach_everything(desk):
    desk.write("covered.remit", COVERED.replace('    given project from "projects.csv"\n', """
    given project { id "a" industrial true investment 400_000 }
    given project { id "b" industrial true investment 1_000_000 }
    given project { id "c" industrial false investment 6_250_000 }
    given project { id "d" industrial true investment 30_000_000 }
    given project { id "e" industrial true investment 15_000_000 }
    given project { id "f" industrial true investment 600_000 }
"""))
    out = desk.remit("test", "covered.remit", "--coverage", "--lang", "en").out
    for kind, places in (("rules", 3), ("branches", 10), ("bands", 3), ("caps", 1)):
        assert f"{kind}: {places} of {places} reached (100 %)" in out
    assert "never" not in out and "always" not in out


def test_fmt(desk):
    untidy = desk.read("sample.remit").replace("  ", " ")
    desk.write("untidy.remit", untidy)
    outcome = desk.remit("fmt", "--check", "untidy.remit")
    assert outcome.status == 1
    assert "untidy.remit" in outcome.out
    assert desk.read("untidy.remit") == untidy
    assert desk.remit("fmt", "untidy.remit").status == 0
    tidy = desk.read("untidy.remit")
    assert tidy != untidy
    assert desk.remit("fmt", "--check", "untidy.remit").status == 0
    assert desk.remit("fmt", "-", stdin=untidy).out == tidy
    chinese = desk.remit("fmt", "--keywords", "zh", "-", stdin=untidy).out
    assert "政策 sample" in chinese
    assert "50万元" in chinese and "500_000" in chinese
    english = desk.remit("fmt", "--keywords", "en", "-", stdin=chinese).out
    assert english == tidy.replace("1000万元", "10 million CNY").replace("50万元", "500 thousand CNY")
    traditional = desk.remit("fmt", "--keywords", "zh-Hant", "-", stdin=untidy).out
    assert "政策 sample" in traditional and "數據表 project" in traditional and "数据表" not in traditional
    assert desk.remit("fmt", "-", stdin=traditional).out == traditional
    assert desk.remit("fmt", "--keywords", "zh", "-", stdin=traditional).out == chinese
    assert desk.remit("fmt", "-", stdin="policy {").status == 1


def test_dump(desk):
    for stage in ("tree", "model", "plan"):
        outcome = desk.remit("dump", "--stage", stage, "sample.remit")
        assert outcome.status == 0
        assert "bonus" in outcome.out


def test_bench(desk):
    outcome = desk.remit("bench", "sample.remit", "--rows", "1000", "--repeat", "2")
    assert outcome.status == 0, outcome.err
    lines = outcome.out.splitlines()
    assert lines[0].startswith("1010 rows") and lines[1].startswith("1010 rows")
    assert " ns a row, 0 errors" in lines[0]
    assert lines[2].startswith("memory: ")
    widths = re.search(r"64 bits ([0-9.]+) %, 128 bits ([0-9.]+) %, unlimited 0.0 %", outcome.out)
    assert widths and abs(sum(map(float, widths.groups())) - 100) < 0.2
    assert "Time by stage" in outcome.out and "Time by rule" in outcome.out
    rules = outcome.out[outcome.out.index("Time by rule") :]
    assert re.search(r"reward bonus +II\(1\)", rules)
    assert re.search(r"target big +I\b", rules)
    chinese = desk.remit("bench", "sample.remit", "--rows", "100", "--repeat", "1", "--lang", "zh").out
    assert "各阶段用时" in chinese and "各条款用时" in chinese and "位宽" in chinese


def test_bench_for_programs(desk):
    # A share of at most 1 would leave every product within 64 bits.
    desk.write("sample.remit", desk.read("sample.remit").replace(': percent "比例"', ': number "比例"'))
    arguments = ("bench", "sample.remit", "--rows", "1000", "--repeat", "3", "--format", "json")
    outcome = desk.remit(*arguments)
    assert outcome.status == 0, outcome.err
    report = json.loads(outcome.out)
    assert report["rows"] == 1010 and report["errors"] == 0 and report["error_reasons"] == []
    assert len(report["seconds"]) == 3
    assert {stage["entity"] for stage in report["stages"]} == {"whole", "project"}
    stages = sum(s["prepare_ns"] + s["run_ns"] + s["fold_ns"] for s in report["stages"])
    assert stages <= report["profiled_run_ns"]
    bonus = next(rule for rule in report["rules"] if rule["declaration"] == "bonus")
    assert bonus["form"] == "reward" and bonus["cite"] == "II(1)" and bonus["ns"] > 0
    assert sum(rule["ns"] for rule in report["rules"]) <= report["profiled_run_ns"]
    widths = report["rows_by_width"]
    by_rule = [rule["rows_by_width"] for rule in report["rules"]]
    for width in ("64", "128", "unlimited"):
        assert sum(rule[width] for rule in by_rule) == widths[width]
    # An amount times a number of many decimals is what goes beyond 64 bits.
    assert widths["64"] > 0 and widths["unlimited"] == 0
    assert widths["128"] == bonus["rows_by_width"]["128"] > 0
    many = desk.remit(*arguments, "--rows-of", "unit=500")
    assert json.loads(many.out)["rows"] == 1500
    for wrong in ("unit", "unit=0", "unit=x", "nobody=5"):
        assert desk.remit(*arguments, "--rows-of", wrong).status == 2, wrong


def test_bench_knows_holidays_periods_and_today(desk):
    policy = """policy calendar_days {
  effective 2010-01-01 to 2010-12-31
  currency  CNY
  rounding  half_up to 0.01
  entity holiday { key day_of : date  worked_day : bool }
  calendar office_days from holiday day day_of worked worked_day
  entity office { key name : text }
  entity case { key id : text  received : date  finished : date optional }
  entity report {
    key id     : text
    office     : office
    quarter_no : count within 1..4
    amount     : money
    period quarter_no within office
  }
  deadline handling for case { from received  within 20 workdays  done finished }
  define growth for report = amount - (previous.amount otherwise 0 CNY)
  define age for case = days between received and today
}
"""
    desk.write("days.remit", policy)
    outcome = desk.remit("bench", "days.remit", "--rows", "4000", "--repeat", "1", "--format", "json")
    assert outcome.status == 0, outcome.err
    report = json.loads(outcome.out)
    assert report["errors"] == 0, report["error_reasons"]
    assert report["as_of"]
    text = desk.remit("bench", "days.remit", "--rows", "4000", "--repeat", "1").out
    assert text.startswith("as of " + report["as_of"])
    given = desk.remit("bench", "days.remit", "--rows", "40", "--repeat", "1", "--as-of", "2010-06-30")
    assert "as of" not in given.out


def test_bench_says_why_cells_are_in_error(desk):
    policy = """policy holes {
  currency CNY
  rounding half_up to 0.01
  entity claim { key id : text  amount : money }
  define never for claim = fail_always
  define fail_always for claim = round(amount / (amount * 0), to 0.01, half_up)
}
"""
    desk.write("holes.remit", policy)
    outcome = desk.remit("bench", "holes.remit", "--rows", "100", "--repeat", "1")
    assert outcome.status == 0, outcome.err
    assert "100 cells of claim.never: division_by_zero, e.g." in outcome.out


def test_bench_makes_rows_that_pass_the_checks(desk):
    # Chance alone would pass all three in one row of some thousands.
    policy = """policy strict {
  effective 2010-01-01
  currency  CNY
  rounding  half_up to 0.01
  entity office { key name : text  staff : count within 5..8 }
  entity claim {
    key id   : text
    office   : office
    filed    : date
    month_no : count within 1..12
    amount   : money
    check "of that year" : year(filed) = 2010
    check "more than nothing" : amount > 0 and amount <= 300 CNY
    check "staffed" : office.staff <= 7 * month_no
  }
  scale tiers step { from 0 CNY below 100 CNY : 1 CNY, from 100 CNY below 200 CNY : 2 CNY, else 3 CNY }
  define fee for claim = tiers(amount)
  define month_fee for claim = if month_no = 12 then fee * 2 else fee
}
""".replace("else 3 CNY", "else : 3 CNY")
    desk.write("strict.remit", policy)
    outcome = desk.remit("bench", "strict.remit", "--rows", "5000", "--repeat", "1")
    assert outcome.status == 0, outcome.err
    assert "5050 rows" in outcome.out
    assert ", 0 errors" in outcome.out, outcome.out
    again = desk.remit("bench", "strict.remit", "--rows", "10", "--repeat", "1", "--as-of", "2010-13-01")
    assert again.status == 2


@pytest.mark.parametrize("asked", ['(if {} then street else town) = ""', "(if {} then kind else kind) is null"])
def test_what_other_languages_say_is_told_once_at_every_depth(desk, asked):
    """A side that is looked at twice at each level would take years of forty."""
    inner = "open"
    for _ in range(40):
        inner = asked.format(inner)
    desk.write("deep.remit", f"""policy deep {{
  entity e {{ key id : text  open : bool  street : text  town : text  kind : one of {{ a, b }} }}
  define d for e : bool = {inner}
}}
""")
    outcome = desk.remit("check", "deep.remit")
    assert outcome.status in (0, 1), outcome
