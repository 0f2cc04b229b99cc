"""remit run: figures, formats, files, exit statuses."""

import csv
import io
import json

import pytest


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_it_prints_what_a_finance_office_wants_to_see(desk):
    outcome = desk.run()
    assert outcome.status == 0, outcome.err
    assert outcome.err == ""
    for words in ("Targets", "Payments", "Totals per payer", "246.91", "500,000.00", "500,246.91", "II(1)"):
        assert words in outcome.out
    assert "p2" not in outcome.out  # a township is paid nothing


def test_chinese(desk):
    outcome = desk.run("--lang", "zh")
    assert outcome.status == 0
    for words in ("目标完成情况", "支付清单", "各支付方合计"):
        assert words in outcome.out
    assert "Payments" not in outcome.out


def test_the_language_comes_from_the_locale(desk):
    assert "支付清单" in desk.run(environment={"LC_ALL": "zh_CN.UTF-8"}).out
    assert "Payments" in desk.run(environment={"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}).out


def test_csv_is_the_ledger(desk):
    outcome = desk.run("--format", "csv")
    assert outcome.status == 0
    paid = {line["key"]: line["amount"] for line in rows(outcome.out)}
    assert paid["p1"] == "246.91"
    assert paid["p3"] == "500000.00"


def test_json_has_everything(desk):
    outcome = desk.run("--format", "json")
    assert outcome.status == 0
    result = json.loads(outcome.out)
    assert result["policy"] == "sample"
    assert {line["key"]: line["amount"] for line in result["ledger"]}["p3"] == "500000.00"
    assert result["errors"] == []
    assert result["targets"][0]["met"] is True
    assert set(result["entities"]) == {"sample", "unit", "project"}


def test_out_writes_every_table(desk):
    assert desk.run("--out", "results").status == 0
    files = {path.name for path in (desk.directory / "results").iterdir()}
    assert {"project.csv", "ledger.csv", "totals.csv", "errors.csv", "targets.csv"} <= files
    project = rows(desk.read("results/project.csv"))
    assert [line["id"] for line in project] == ["p1", "p2", "p3"]


def test_a_bad_cell_is_an_error_and_the_rest_goes_on(desk):
    outcome = desk.run_with_projects(
        "id,unit,investment\np1,A,abc\np2,A,100\n", "--format", "csv", "--out", "results")
    assert outcome.status == 3
    paid = {line["key"]: line["amount"] for line in rows(outcome.out)}
    assert paid["p2"] == "20.00"
    errors = desk.read("results/errors.csv")
    assert "abc" in errors and "investment" in errors and "p1" in errors


def test_a_bad_policy_runs_nothing(desk):
    desk.write("sample.remit", "policy p { define x : y }")
    outcome = desk.run()
    assert outcome.status == 1
    assert "sample.remit:1:" in outcome.err
    assert outcome.out == ""


def test_files_that_cannot_be_read(desk):
    outcome = desk.remit("run", "none.remit")
    assert outcome.status == 2
    assert "none.remit" in outcome.err
    outcome = desk.run("--table", "project=none.csv")
    assert outcome.status == 2
    assert "none.csv" in outcome.err


def test_a_missing_table_is_named(desk):
    (desk.directory / "data/unit.csv").unlink()
    outcome = desk.run()
    assert outcome.status == 2
    assert "unit" in outcome.err


def test_tables_from_elsewhere(desk):
    desk.write("other.csv", "id,unit,investment\nq,A,10\n")
    outcome = desk.run("--table", "project=other.csv", "--format", "csv")
    assert outcome.status == 0
    assert [line["key"] for line in rows(outcome.out)] == ["q"]
    desk.write("again.csv", "id,unit,investment\nr,A,10\n")
    outcome = desk.run("--table", "项目=again.csv", "--format", "csv")
    assert [line["key"] for line in rows(outcome.out)] == ["r"]


def test_a_table_may_be_named_by_the_label(desk):
    (desk.directory / "data/project.csv").rename(desk.directory / "data/项目.csv")
    assert desk.run().status == 0


@pytest.mark.parametrize("arguments", [
    (), ("frobnicate",), ("run",), ("run", "sample.remit", "--format", "xml"),
    ("run", "sample.remit", "--data", "data", "--as-of", "31.1.2010"),
    ("run", "sample.remit", "--data", "data", "--table", "project"),
    ("run", "sample.remit", "--data", "data", "--table", "nobody=x.csv"),
])
def test_usage(desk, arguments):
    outcome = desk.remit(*arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err != ""


def test_usage_in_chinese(desk):
    outcome = desk.remit("run", "--lang", "zh")
    assert outcome.status == 2
    assert "缺少 FILE" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        ([], "缺少动词，如 run", "a verb is required, such as run"),
        (["run", "--threads", "x", "sample.remit"], "“x”不能作为 --threads 的值", "`x` is no value of --threads"),
        (["run", "--format", "xml", "sample.remit"], "可用 {text,csv,json}", "there are {text,csv,json}"),
        (["check", "--bogus", "sample.remit"], "此处不应有：--bogus", "not expected here: --bogus"),
        (["rnu", "sample.remit"], "没有动词“rnu”；是否应为“run”？", "there is no verb `rnu`; did you mean `run`?"),
        (["pay", "sample.remit"], "没有动词“pay”\n", "there is no verb `pay`\n"),
        (["run", "sample.remit", "--dta", "data"], "是否应为“--data”？", "did you mean `--data`?"),
        (["run", "sample.remit", "--lnag=zh"], "是否应为“--lang”？", "did you mean `--lang`?"),
        (["explain", "sample.remit", "projects", "p", "c", "--data", "data"], "没有数据表“projects”；是否应为“project”？",
         "no entity `projects`; did you mean `project`?"),
        (["check", "sample.remit", "--junit"], "此处不应有：--junit", "not expected here: --junit"),
        (["test", "sample.remit", "--junit"], "--junit 后面缺少值", "--junit needs a value"),
        (["explain", "p", "c"], "COLUMN：至少需要 3 个词，只有 2 个", "COLUMN: 3 are needed at least, not 2"),
        (["explain", "project", "p", "c"], "COLUMN：至少需要 4 个词，只有 3 个", "COLUMN: 4 are needed at least, not 3"),
        (["check", "no.remit"], "无法读取“no.remit”：没有这个文件或文件夹",
         "cannot read `no.remit`: there is no such file or folder"),
        (["test", "sample.remit", "--junit", "no/x.xml"], "无法写入“no/x.xml”：没有这个文件或文件夹",
         "cannot write `no/x.xml`: there is no such file or folder"),
    ],
)
def test_what_is_wrong_with_the_arguments_in_both_languages(desk, arguments, chinese, english):
    for language, words in (("zh", chinese), ("en", english)):
        outcome = desk.remit("--lang", language, *arguments)
        assert outcome.status == 2
        assert words in outcome.err


def test_help_and_version(desk):
    outcome = desk.remit("--help")
    assert outcome.status == 0
    for verb in ("check", "run", "explain", "test", "fmt", "dump", "bench"):
        assert verb in outcome.out
    assert "用法" in desk.remit("run", "--help", "--lang", "zh").out
    assert desk.remit("--version").out.startswith("remit ")


def test_instruction_set_by_option_and_by_environment(desk):
    best = desk.run("--format", "json")
    assert desk.run("--isa", "portable", "--format", "json").out == best.out
    portable = {"REMIT_ISA": "portable"}
    assert desk.run("--format", "json", environment=portable).out == best.out
    wrong = desk.run("--format", "json", environment={"REMIT_ISA": "v9"})
    assert wrong.status == 2 and "v9" in wrong.err
    # The option goes before the environment.
    assert desk.run("--isa", "auto", environment={"REMIT_ISA": "portable"}).status == 0


def test_threads_and_lines_change_no_figure(desk):
    one = desk.run("--threads", "1", "--format", "json")
    assert desk.run("--threads", "2", "--format", "json").out == one.out
    assert "and 1 more" in desk.run("--lines", "1").out


def test_reasons_follow_the_language_in_every_list(desk):
    """B is no department: the ledger and the table of projects say so in the same words."""
    reasons = {}
    for language in ("en", "zh"):
        outcome = desk.remit("run", "sample.remit", "--data", "data", "--out", language,
                             "--lang", language)
        assert outcome.status in (0, 3), outcome.err
        ledger = {row["key"]: row["reason"] for row in rows(desk.read(f"{language}/ledger.csv"))}
        table = {row["id"]: row["bonus.reason"] for row in rows(desk.read(f"{language}/project.csv"))}
        assert table["p2"] == ledger["p2"]
        reasons[language] = table
    assert reasons["en"]["p2"].isascii() and not reasons["zh"]["p2"].isascii()
    assert reasons["en"]["p1"] != reasons["zh"]["p1"]  # due


@pytest.mark.parametrize("command", [
    ["run", "sample.remit", "--data", "data", "--format", "csv"],
    ["run", "sample.remit", "--data", "data"],
    ["check", "sample.remit"],
    ["test", "sample.remit"],
    ["dump", "--stage", "plan", "sample.remit"],
    ["explain", "sample.remit", "project", "p1", "bonus", "--data", "data"],
])
def test_what_cannot_be_printed_is_not_taken_for_success(desk, command):
    assert desk.remit(*command).out
    with open("/dev/full", "wb") as full:
        outcome = desk.remit(*command, stdout=full)
    assert outcome.status == 2
    assert "cannot write to the standard output: No space left on device" in outcome.err
    outcome = desk.remit(*command, "--lang", "zh", stdout=None)
    assert outcome.status == 2
    assert "无法写到标准输出" in outcome.err


@pytest.mark.parametrize("out, lost", [("data", "data/unit.csv"), ("data/../data/.", "data/unit.csv"),
                                       ("linked", "data/unit.csv"), ("beside", "data/project.csv")])
def test_results_never_overwrite_what_the_run_reads(desk, out, lost):
    """By whatever name: the folder itself, a link to it, a link to one table."""
    (desk.directory / "linked").symlink_to("data")
    (desk.directory / "beside").mkdir()
    (desk.directory / "beside" / "project.csv").hardlink_to(desk.directory / "data" / "project.csv")
    before = desk.read(lost)
    for more in ([], ["--stream", "project"]):
        outcome = desk.run("--out", out, *more)
        assert outcome.status == 2
        assert f"--out would overwrite `{lost}`, which is read" in outcome.err
        assert desk.read(lost) == before
        assert not (desk.directory / out / "ledger.csv").exists()


def test_totals_of_whatever_have_the_digits_of_the_finest_reward(desk):
    desk.write("coarse.remit", """policy coarse {
      currency CNY  rounding half_up to 0.01  party treasury
      entity stall { key id : text  fee : money }
      reward tens for stall cite "1" { pay fee rounding half_up to 10 from treasury }
      reward coins for stall cite "2" { pay fee / 3 from treasury }
    }""")
    desk.write("stalls/stall.csv", "id,fee\na,100\nb,5\n")  # 100 and 10; 33.33 and 1.67
    outcome = desk.remit("run", "coarse.remit", "--data", "stalls", "--by", "payee", "--by", "reward", "--format", "json")
    told = json.loads(outcome.out)
    assert [line["amount"] for line in told["totals"]] == ["145.00"]
    assert [line["amount"] for line in told["totals_by"]["payee"]] == ["133.33", "11.67"]
    assert [line["amount"] for line in told["totals_by"]["reward"]] == ["110.00", "35.00"]
