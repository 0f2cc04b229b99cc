"""`remit compare` and `remit diff`."""

import csv
import io
import json


def changed(desk, old="cap  50万元", new="cap  40万元"):
    text = desk.read("sample.remit")
    assert old in text
    desk.write("new.remit", text.replace(old, new))


def compare(desk, *arguments):
    return desk.remit("compare", "sample.remit", "new.remit", "--data", "data", *arguments)


def test_a_changed_cap_is_why(desk):
    changed(desk)
    outcome = compare(desk, "--format", "csv")
    assert outcome.status == 0, outcome.err
    (row,) = csv.DictReader(io.StringIO(outcome.out))
    assert (row["key"], row["before"], row["after"], row["difference"]) == ("p3", "500000.00", "400000.00", "-100000.00")
    assert (row["parts_by"], row["parts_before"], row["parts_after"]) == ("clause", "cap 50万元", "cap 40万元")
    summary = compare(desk, "--by", "payee", "--lang", "zh")
    assert summary.status == 0 and "cap 40万元" in summary.out and "按收款方合计" in summary.out


def test_of_two_conditions_the_one_that_refuses_is_why(desk):
    desk.write("sample.remit", desk.read("sample.remit").replace("    when unit.kind is department\n",
               "    when unit.kind is department\n    when investment >= 1000\n    when ratio > 0\n").replace("investment >= 1000", "investment >= 1000元"))
    changed(desk, "when investment >= 1000元\n    when ratio > 0\n", "when investment >= 2000元\n    when ratio > 1%\n")
    (row,) = csv.DictReader(io.StringIO(compare(desk, "--format", "csv").out))
    assert row["key"] == "p1" and row["parts_before"] == "when investment >= 1000元"


def test_tables_that_changed(desk):
    for name in ("unit", "project"):
        desk.write(f"later/{name}.csv", desk.read(f"data/{name}.csv").replace("4000000", "1000000").replace("p1,", "p4,"))
    outcome = desk.remit("compare", "sample.remit", "--data", "data", "--data-new", "later", "--out", "out")
    assert outcome.status == 0, outcome.err
    rows = {row["key"]: row for row in csv.DictReader(io.StringIO(desk.read("out/changes.csv")))}
    assert {key: row["parts_by"] for key, row in rows.items()} == {"p1": "row", "p3": "input", "p4": "row"}
    assert "投资额" in rows["p3"]["parts_at"] or "investment" in rows["p3"]["parts_at"]
    only = [tuple(row.values()) for row in csv.DictReader(io.StringIO(desk.read("out/rows.csv")))]
    assert sorted(only) == [("project", "p1", "before"), ("project", "p4", "after")]


def test_a_reward_that_is_there_on_one_side_only(desk):
    text = desk.read("sample.remit")
    desk.write("new.remit", text[: text.index("  reward bonus")] + "  define unused = 1\n" + text[text.rindex("}"):])
    rows = list(csv.DictReader(io.StringIO(compare(desk, "--format", "csv").out)))
    assert {row["parts_by"] for row in rows} == {"clause"} and {row["status_after"] for row in rows} == {""}
    assert all(row["parts_before"].startswith("reward bonus") and row["parts_after"] == "" for row in rows)


def test_everything_as_json(desk):
    changed(desk)
    found = json.loads(compare(desk, "--format", "json").out)
    assert [row["difference"] for row in found["totals"]] == ["-100000.00"]
    assert found["before"]["policy_hash"] != found["after"]["policy_hash"]
    assert found["counts"][0]["lose"] == "1" and found["changes"][0]["parts_by"] == "clause"


def test_files_of_one_policy_are_joined_by_commas(desk):
    text = desk.read("sample.remit")
    desk.write("sample.remit", text[: text.index("  test ")] + "}\n")
    desk.write("later.remit", "policy later { effective 2010-01-01 to 2010-12-31 amends sample { repeal bonus } }\n")
    outcome = desk.remit("compare", "sample.remit", "sample.remit,later.remit", "--data", "data", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert rows and all("repeal bonus" in row["parts_after"] for row in rows), outcome.err


def test_what_cannot_be_compared_is_said(desk):
    for arguments in (["sample.remit", "--data", "data"], ["sample.remit", "--data-new", "data"],
                      ["sample.remit", "sample.remit", "--data", "data", "--by", "nothing"],
                      ["sample.remit", "sample.remit", "--data", "data", "--by", "payee", "--by", "payee"]):
        outcome = desk.remit("compare", *arguments)
        assert outcome.status == 2 and outcome.err and not outcome.out
    assert desk.remit("compare", "sample.remit", "absent.remit", "--data", "data").status == 2
    desk.write("bad.remit", "policy sample { currency CNY define x = y }\n")
    assert desk.remit("compare", "sample.remit", "bad.remit", "--data", "data").status == 1


def test_inputs_are_not_written_over(desk):
    desk.write("data/rows.csv", "id\n")
    changed(desk)
    outcome = compare(desk, "--table", "project=data/rows.csv", "--out", "data")
    assert outcome.status == 2 and "rows.csv" in outcome.err and desk.read("data/rows.csv") == "id\n"


def test_diff_tells_what_changed_in_the_text(desk):
    assert "same" in desk.remit("diff", "sample.remit", "sample.remit").out
    desk.write("new.remit", desk.read("sample.remit"))
    assert desk.remit("fmt", "--keywords", "zh", "new.remit").status == 0
    assert "same" in desk.remit("diff", "sample.remit", "new.remit").out
    desk.write("new.remit", desk.read("new.remit").replace("50万元", "60万元").replace("比例 * investment", "ratio * investment"))
    rows = json.loads(desk.remit("diff", "sample.remit", "new.remit", "--format", "json").out)["differences"]
    assert [(row["form"], row["name"], row["change"]) for row in rows] == [("reward", "bonus", "changed")]
    assert rows[0]["before"] == "cap 50万元" and rows[0]["place_before"] == "sample.remit:26"
    text = desk.read("sample.remit").replace("  target big", "  define extra = 1\n  target big").replace("    cap  50万元\n", "")
    desk.write("new.remit", text)
    rows = json.loads(desk.remit("diff", "sample.remit", "new.remit", "--format", "json").out)["differences"]
    assert [(row["form"], row["change"]) for row in rows] == [("reward", "removed"), ("define", "added")]


def test_what_is_not_determined_is_told_beside_the_sums(desk):
    changed(desk)
    desk.write("later/unit.csv", desk.read("data/unit.csv"))
    desk.write("later/project.csv", desk.read("data/project.csv").replace("4000000", "oops"))
    sides = ["compare", "sample.remit", "--data", "data", "--data-new", "later"]
    assert "not determined on one side or both: 1." in desk.remit(*sides).out
    assert "有 1 笔在一方或双方未能确定" in desk.remit(*sides, "--lang", "zh").out
    assert "on one side or both" not in compare(desk).out
    report = ["report", *sides[1:]]
    assert "not determined on one side or both: 1." in desk.remit(*report).out


def test_titles_that_differ(desk):
    title = '  honour star "Star" for project cite "V" { when investment >= 4_000_000 }\n'.replace("4_000_000", "400万元")
    text = desk.read("sample.remit")
    desk.write("sample.remit", text[: text.index("  reward bonus")] + title + text[text.index("  reward bonus"):])
    changed(desk, "400万元", "500万元")
    assert compare(desk, "--out", "out").status == 0
    (row,) = csv.DictReader(io.StringIO(desk.read("out/findings.csv")))
    assert [row[name] for name in ("finding", "form", "entity", "key", "before", "after")] == ["star", "honour", "project", "p3", "true", "false"]
    assert "400万元" in row["reason_before"] and row["reason_after"] == ""
    assert "Findings, sanctions, titles" in compare(desk).out and "star" in compare(desk, "--lang", "zh").out
    assert json.loads(compare(desk, "--format", "json").out)["findings"][0]["key"] == "p3"
    # The title is new, the row is, or its cell cannot be read: the side without it has nothing there.
    desk.write("sample.remit", text)
    rows = list(csv.DictReader(io.StringIO(compare(desk, "--out", "new") and desk.read("new/findings.csv"))))
    assert [(row["key"], row["before"], row["after"]) for row in rows] == [("p2", "", "true")]
    assert "star" in desk.remit("report", "sample.remit", "new.remit", "--data", "data").out
