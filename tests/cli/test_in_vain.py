"""What would replace a file that is read, or have no effect, is refused; tables that hold more than rows are told."""

import os
import threading

import pytest

STALLS = """policy stalls {
  currency CNY
  rounding half_up to 0.01
  party office
  entity stall { key id : text "编号"  rent : money default 7 "租金"  share : percent default 100% "比例（%）" }
  reward grant for stall cite "1" { pay rent * share from office to id }
  test "of a file" { given stall from "rows.csv" expect stall "a" grant = 5 }
}
"""


def stalls(desk, rows):
    desk.write("stalls.remit", STALLS)
    desk.write("tables/stall.csv", rows)
    return desk.remit("run", "stalls.remit", "--data", "tables", "--format", "csv")


@pytest.mark.parametrize("arguments", [
    ["--ascending-keys"], ["--stream-memory", "5"], ["--all"], ["--show", "project=bonus"],
    ["--profile", "--format", "csv"], ["--all", "--show", "project=bonus", "--out", "out"],
    ["--by", "payee", "--by", "payee"], ["--by", "payee,payee"],
    ["--show", "project=bonus", "--show", "project=id", "--out", "out"], ["--show", "project=bonus,bonus", "--out", "out"],
    ["--table", "unit=data/unit.csv", "--table", "unit=data/unit.csv"],
])
def test_options_without_effect_are_refused(desk, arguments):
    for language, words in (("en", ("has no effect", "is said twice")), ("zh", ("不起作用", "写了两次"))):
        outcome = desk.run("--lang", language, *arguments)
        assert outcome.status == 2 and any(each in outcome.err for each in words), outcome.err
        assert outcome.out == "" and not (desk.directory / "out").exists()


def test_further_totals_replace_no_table(desk):
    rows = desk.write("out/totals-payee.csv", desk.read("data/unit.csv")).read_bytes()
    outcome = desk.run("--table", "unit=out/totals-payee.csv", "--out", "out", "--by", "payee")
    assert outcome.status == 2 and "out/totals-payee.csv" in outcome.err
    assert (desk.directory / "out/totals-payee.csv").read_bytes() == rows


def test_a_report_of_tests_replaces_no_policy_link_or_pipe(desk):
    before = desk.read("sample.remit")
    outcome = desk.remit("test", "sample.remit", "--junit", "sample.remit")
    assert outcome.status == 2 and "--junit" in outcome.err
    assert desk.read("sample.remit") == before
    desk.write("real.xml", "")
    os.symlink("real.xml", desk.directory / "link.xml")
    assert desk.remit("test", "sample.remit", "--junit", "link.xml").status == 0
    assert (desk.directory / "link.xml").is_symlink() and "testsuite" in desk.read("real.xml")
    pipe = desk.directory / "pipe.xml"
    os.mkfifo(pipe)
    told = []
    reader = threading.Thread(target=lambda: told.append(pipe.read_text()), daemon=True)
    reader.start()
    assert desk.remit("test", "sample.remit", "--junit", "pipe.xml").status == 0
    reader.join(10)
    assert pipe.is_fifo() and "testsuite" in told[0]


def test_a_test_reads_only_below_the_folder_of_its_policy(desk):
    rows = "编号,租金\na,5\n"
    desk.write("policy/stalls.remit", STALLS)
    desk.write("policy/rows.csv", rows)
    assert desk.remit("test", "policy/stalls.remit").status == 0
    (desk.directory / "policy/rows.csv").unlink()
    desk.write("rows.csv", rows)
    os.symlink("../rows.csv", desk.directory / "policy/rows.csv")
    outcome = desk.remit("test", "policy/stalls.remit")
    assert outcome.status != 0 and "lies outside the folder" in outcome.out + outcome.err


@pytest.mark.parametrize("header", ["租金合计", "1.租金", "金租", "租⾦", "rent1", "租金（10）", "租金(m)"])
def test_a_default_never_takes_the_place_of_figures(desk, header):
    outcome = stalls(desk, f"编号,{header}\na,100\n")
    assert outcome.status == 2 and header in outcome.err, outcome.err


def test_a_unit_in_a_label_holds(desk):
    assert ",2.50," in stalls(desk, "编号,租金,比例（%）\na,5,50\n").out


@pytest.mark.parametrize("key", ["全县合计", "合计（元）", "平均", "average", "备注：以上为准", "填表人：张三", "第1页 共3页", "Note: preliminary"])
def test_totals_and_notes_are_not_paid(desk, key):
    outcome = stalls(desk, f"编号,租金\na,5\n{key},5\n")
    assert outcome.status == 3 and outcome.out.count(",error,") == 1 and outcome.out.count("5.00") == 1


@pytest.mark.parametrize("twins", [("金", "⾦"), ("a b", "a  b"), ("张三", "张　三"), ("张三", "张 三"), ("ﾊﾞ", "バ")])
def test_keys_that_look_alike_are_not_paid(desk, twins):
    outcome = stalls(desk, "编号,租金\n" + "".join(f"{key},5\n" for key in twins))
    assert outcome.status == 3 and outcome.out.count(",error,") == 2


def test_a_policy_beside_is_told(desk):
    desk.write("stalls.remit", STALLS)
    outcome = desk.remit("run", "stalls.remit", "sample.remit", "--data", "data")
    assert outcome.status == 0 and "the policy `stalls` is not computed" in outcome.err
    desk.write("twice.remit", STALLS + STALLS)
    assert "R0204" in desk.remit("check", "twice.remit").err + desk.remit("check", "twice.remit").out
