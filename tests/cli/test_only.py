"""remit run --only: what is asked for is as in the whole run, and nothing else is there."""

import itertools
import json

import pytest

LISTS = ["ledger", "totals", "targets", "errors"]
OTHERS = ["columns", "findings", "attributions"]


def files(desk, name):
    return {path.name: path.read_bytes() for path in (desk.directory / name).glob("*.csv")}


@pytest.fixture
def whole(desk):
    assert desk.run("--out", "whole").status == 0
    return files(desk, "whole")


@pytest.mark.parametrize("way", [[], ["--stream", "project"]])
def test_each_two_are_the_files_of_the_whole_run(desk, whole, way):
    for pair in itertools.combinations(LISTS + OTHERS, 2):
        name = "-".join(pair)
        outcome = desk.run("--out", name, "--only", ",".join(pair), *way)
        assert outcome.status == 0, outcome.err
        expected = {f"{word}.csv" for word in pair if word in LISTS}
        if "columns" in pair:
            expected |= {"unit.csv", "project.csv", "sample.csv"}
        found = files(desk, name)
        assert set(found) == expected & set(whole), pair
        assert found == {file: whole[file] for file in found}
        again = desk.remit("verify", name)
        assert again.status == 0, again.out + again.err
        assert json.loads(desk.read(f"{name}/manifest.json"))["options"]["only"] == [
            word for word in ["columns", *LISTS[:3], "findings", "attributions", "errors"] if word in pair
        ]


def test_the_summary_and_json_have_it_alone(desk):
    everything = json.loads(desk.run("--format", "json").out)
    part = json.loads(desk.run("--format", "json", "--only", "totals").out)
    assert part["totals"] == everything["totals"]
    assert not set(part) & {"ledger", "targets", "errors", "entities", "digest"}
    text = desk.run("--only", "targets").out
    assert "Targets" in text and "Payments" not in text and "Totals" not in text


def test_errors_are_told_all_the_same(desk):
    desk.write("data/project.csv", "id,unit,investment,ratio,signed\np1,A,1234.56,0.2,\np2,A,oops,,\n")
    whole, part = desk.run("--out", "a"), desk.run("--out", "b", "--only", "totals")
    assert whole.status == part.status == 3
    assert files(desk, "b") == {"totals.csv": files(desk, "a")["totals.csv"]}


def test_further_totals_need_no_more_words(desk):
    whole = json.loads(desk.run("--by", "payee", "--format", "json").out)
    part = json.loads(desk.run("--by", "payee", "--only", "totals", "--format", "json").out)
    assert part["totals_by"] == whole["totals_by"] and "ledger" not in part


@pytest.mark.parametrize(
    "words, said",
    [
        (["--only", "total"], "columns, ledger, totals"),
        (["--only", "totals,totals"], "said twice"),
        (["--only", "totals", "--only", "totals"], "said twice"),
        (["--only", ""], "needs a value"),
        (["--only", "totals", "--format", "csv"], "--only ledger"),
        (["--only", "totals", "--all", "--out", "x"], "--only columns"),
    ],
)
def test_what_is_wrong_is_told(desk, words, said):
    outcome = desk.run(*words)
    assert outcome.status == 2 and said in outcome.err
