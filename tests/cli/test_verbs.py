"""The other verbs."""

import json
import xml.etree.ElementTree


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


def test_a_failing_test_shows_both_cells(desk):
    desk.write("sample.remit", desk.read("sample.remit").replace("bonus = 500_000", "bonus = 4"))
    outcome = desk.remit("test", "sample.remit", "--junit", "junit.xml")
    assert outcome.status == 1
    assert "500000" in outcome.out and "sample.remit:" in outcome.out
    suite = xml.etree.ElementTree.fromstring(desk.read("junit.xml"))[0]
    assert suite.get("failures") == "1"


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
    assert desk.remit("fmt", "-", stdin="policy {").status == 1


def test_dump(desk):
    for stage in ("tree", "model", "plan"):
        outcome = desk.remit("dump", "--stage", stage, "sample.remit")
        assert outcome.status == 0
        assert "bonus" in outcome.out


def test_bench(desk):
    outcome = desk.remit("bench", "sample.remit", "--rows", "1000", "--repeat", "2")
    assert outcome.status == 0, outcome.err
    assert len(outcome.out.splitlines()) == 2
    assert "1010 rows" in outcome.out
