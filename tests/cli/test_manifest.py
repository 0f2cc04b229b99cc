"""The manifest of a run, and what `verify` says of it."""

import hashlib
import json

import pytest


def made(desk, *more, out="out"):
    outcome = desk.run("--out", out, *more)
    assert outcome.status in (0, 3), outcome.err
    return json.loads(desk.read(f"{out}/manifest.json"))


def digest(path):
    return {"bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


@pytest.mark.parametrize("way", [[], ["--stream", "project"]])
def test_it_names_every_file_by_its_digest(desk, way):
    manifest = made(desk, *way, "--as-of", "2010-06-30", "--by", "payee") if not way else made(desk, *way, "--as-of", "2010-06-30")
    out = desk.directory / "out"
    assert manifest["manifest"] == 1 and manifest["as_of"] == "2010-06-30"
    for text in manifest["policy"]["texts"]:
        path = text.pop("path")
        assert path == "../sample.remit" and text == digest(out / path)
    told = {}
    for table in manifest["tables"]:
        path, told[table.pop("entity")] = table.pop("path"), table.pop("rows")
        assert table == digest(out / path)
    assert told == {"unit": 2, "project": 3}
    outputs = {output["file"]: {name: output[name] for name in ("bytes", "sha256")} for output in manifest["outputs"]}
    assert outputs == {path.name: digest(path) for path in out.iterdir() if path.suffix == ".csv"}
    assert len(manifest["engine"]["build"]) == 40 and manifest["engine"]["version"]


def test_large_files_are_read_whole(desk):
    """Beyond the block that is read at once, where a thread of its own makes the digest."""
    desk.write("data/project.csv", "id,unit,investment,ratio,signed\n" + "".join(f"p{i},A,{i}.50,,\n" for i in range(60_000)))
    manifest = made(desk)
    tables = {table["entity"]: table for table in manifest["tables"]}
    path = desk.directory / "data" / "project.csv"
    assert tables["project"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert tables["project"]["rows"] == 60_000
    assert desk.remit("verify", "out").status == 0


def test_equal_runs_have_equal_manifests(desk):
    first, again, streamed = made(desk), made(desk, out="again"), made(desk, "--stream", "project", "--threads", "2", out="streamed")
    assert first == again
    assert streamed.pop("batches")["entity"] == "project" and first.pop("batches") is None
    assert streamed == first


def changed(desk, what):
    if what == "meaning":
        desk.write("sample.remit", desk.read("sample.remit").replace("50万元", "60万元"))
    elif what == "layout":
        desk.write("sample.remit", desk.read("sample.remit") + "\n# a comment\n")
    elif what == "cells":
        desk.write("data/project.csv", desk.read("data/project.csv").replace("1234.56", "1334.56"))
    elif what == "rows":
        desk.write("data/unit.csv", desk.read("data/unit.csv") + "C,township\n")
    elif what == "output":
        desk.write("out/ledger.csv", desk.read("out/ledger.csv") + "x\n")
    elif what == "missing":
        (desk.directory / "out" / "totals.csv").unlink()


@pytest.mark.parametrize("what, said, chinese", [
    ("meaning", ["the policy means something else", "text `../sample.remit` has changed", "output `ledger.csv` comes out otherwise from line 4 on"], "政策含义已变"),
    ("layout", ["text `../sample.remit` has changed, and says the same"], "含义未变"),
    ("cells", ["table `project` (`../data/project.csv`) has changed, with 3 rows as before", "output `project.csv` comes out otherwise from line 2 on"], "仍为 3 行"),
    ("rows", ["table `unit` (`../data/unit.csv`) has changed: 2 rows, then 3"], "2 行，后为 3 行"),
    ("output", ["`out/ledger.csv` is no longer what the run wrote"], "已不是当时写出的文件"),
    ("missing", ["cannot read `out/totals.csv`"], "无法读取“out/totals.csv”"),
])
def test_verify_says_what_differs(desk, what, said, chinese):
    made(desk)
    assert desk.remit("verify", "out").status == 0
    changed(desk, what)
    outcome = desk.remit("verify", "out")
    assert outcome.status == 1, outcome
    for words in said:
        assert words in outcome.out
    assert chinese in desk.remit("verify", "out", "--lang", "zh").out
    told = json.loads(desk.remit("verify", "out", "--format", "json").out)
    assert not told["same"] and all(each["message"] in outcome.out for each in told["differences"])
    before = desk.read("out/manifest.json")
    assert desk.read("out/manifest.json") == before  # it writes nothing


@pytest.mark.parametrize("more, option", [
    (["--as-of", "2010-06-30"], "option --as-of: none, then 2010-06-30"),
    (["--all"], "option --all: false, then true"), (["--show", "project=id"], "option --show: none, then project=id"),
    (["--thousands"], "option --thousands: false, then true"), (["--by", "payee"], "option --by: none, then payee"),
    (["--encoding", "utf-8"], "option --encoding: auto, then utf-8"), (["--lang", "zh"], "option --lang: en, then zh"),
    (["--strict"], "option --strict: false, then true"),
])
def test_two_runs_with_other_options(desk, more, option):
    made(desk)
    made(desk, *more, out="other")
    outcome = desk.remit("verify", "out", "--against", "other")
    assert outcome.status == 1 and option in outcome.out, outcome
    for folder in ("out", "other"):
        assert desk.remit("verify", folder).status == 0, folder


def test_another_engine_is_a_note(desk):
    manifest = made(desk)
    manifest["engine"]["build"] = "0" * 40
    desk.write("out/manifest.json", json.dumps(manifest))
    outcome = desk.remit("verify", "out")
    assert outcome.status == 0 and "note: another engine" in outcome.out and "the same" in outcome.out


def test_a_folder_can_be_moved_and_its_inputs_too(desk):
    made(desk)
    (desk.directory / "away").mkdir()
    for name in ("out", "data", "sample.remit"):
        (desk.directory / name).rename(desk.directory / "away" / name)
    assert desk.remit("verify", "away/out").status == 0
    (desk.directory / "away" / "data").rename(desk.directory / "tables")
    (desk.directory / "away" / "sample.remit").rename(desk.directory / "now.remit")
    outcome = desk.remit("verify", "away/out")
    assert outcome.status == 2 and "cannot be computed again" in outcome.err
    outcome = desk.remit("verify", "away/out", "--policy", "now.remit", "--data", "tables")
    assert outcome.status == 0, outcome


def test_a_policy_from_the_standard_input(desk):
    assert desk.remit("run", "-", "--data", "data", "--out", "out", stdin=desk.read("sample.remit")).status == 0
    outcome = desk.remit("verify", "out")
    assert outcome.status == 2 and "--policy" in outcome.err
    assert desk.remit("verify", "out", "--policy", "sample.remit").status == 0


def test_runs_with_errors_in_batches_are_verified_as_they_were_read(desk):
    rows = "".join(f"p{i},{'A' if i % 7 else 'nobody'},{'x' if i % 11 == 0 else i},,\n" for i in range(5_000))
    desk.write("data/project.csv", "id,unit,investment,ratio,signed\n" + rows)
    made(desk, "--stream", "project")
    assert desk.remit("verify", "out").status == 0


def compared(desk, *more, out="out"):
    """A comparison of two policies over two folders of tables, written to a folder."""
    desk.write("new.remit", desk.read("sample.remit").replace("50万元", "40万元"))
    for name in ("unit", "project"):
        desk.write(f"later/{name}.csv", desk.read(f"data/{name}.csv").replace("9000000", "9500000"))
    outcome = desk.remit("compare", "sample.remit", "new.remit", "--data", "data", "--data-new", "later", "--out", out, *more)
    assert outcome.status == 0, outcome.err
    return json.loads(desk.read(f"{out}/manifest.json"))


def test_a_comparison_has_a_manifest_of_both_sides(desk):
    manifest = compared(desk, "--by", "payee", "--as-of", "2010-06-30")
    out = desk.directory / "out"
    for side, policy, folder in (("before", "../sample.remit", "data"), ("after", "../new.remit", "later")):
        (text,), tables = manifest[side]["policy"]["texts"], manifest[side]["tables"]
        assert text == {"path": policy, **digest(out / policy)}
        assert {table["entity"]: table["path"] for table in tables} == {name: f"../{folder}/{name}.csv" for name in ("unit", "project")}
        assert all({name: table[name] for name in ("bytes", "sha256")} == digest(out / table["path"]) for table in tables)
    outputs = {output["file"]: {name: output[name] for name in ("bytes", "sha256")} for output in manifest["outputs"]}
    assert outputs == {path.name: digest(path) for path in out.iterdir() if path.suffix == ".csv"}
    assert "changes.csv" in outputs and manifest["options"]["by"] == ["payee"] and manifest["as_of"] == "2010-06-30"
    assert manifest["before"]["policy"]["canonical_hash"] != manifest["after"]["policy"]["canonical_hash"]
    assert compared(desk, "--by", "payee", "--as-of", "2010-06-30", "--threads", "2", out="again") == manifest


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_comparison_is_verified(desk, language):
    compared(desk, "--by", "payee", "--lang", language)
    outcome = desk.remit("verify", "out")
    assert outcome.status == 0 and "(outputs: 8, texts: 2, tables: 4)" in outcome.out, outcome
    desk.write("later/project.csv", desk.read("later/project.csv").replace("4000000", "1000000"))
    outcome = desk.remit("verify", "out")
    assert outcome.status == 1 and "table `project` (`../later/project.csv`) has changed, with 3 rows as before" in outcome.out
    assert "output `changes.csv` comes out otherwise from line 2 on" in outcome.out and "../data" not in outcome.out
    outcome = desk.remit("verify", "out", "--policy", "sample.remit", "--policy", "sample.remit", "--data", "data")
    assert outcome.status == 1 and "the policy means something else" in outcome.out


def test_a_file_that_both_sides_read_is_told_once(desk):
    desk.write("new.remit", desk.read("sample.remit").replace("50万元", "40万元"))
    assert desk.remit("compare", "sample.remit", "new.remit", "--data", "data", "--out", "out").status == 0
    assert "texts: 2, tables: 2" in desk.remit("verify", "out").out
    desk.write("data/unit.csv", desk.read("data/unit.csv") + "C,township\n")
    assert desk.remit("verify", "out").out.count("table `unit`") == 1


def test_a_comparison_whose_inputs_were_moved(desk):
    compared(desk)
    for name in ("data", "later", "sample.remit", "new.remit"):
        (desk.directory / name).rename(desk.directory / f"moved-{name}")
    assert desk.remit("verify", "out").status == 2
    moved = ["--policy", "moved-sample.remit", "--policy", "moved-new.remit", "--data", "moved-data"]
    assert desk.remit("verify", "out", *moved, "--data-new", "moved-later").status == 0
    assert desk.remit("verify", "out", *moved).status == 1
    outcome = desk.remit("verify", "out", *moved, "--policy", "moved-new.remit")
    assert outcome.status == 2 and "once or twice" in outcome.err


def test_a_run_is_no_comparison(desk):
    made(desk)
    compared(desk, out="compared")
    for one, other in (("out", "compared"), ("compared", "out")):
        outcome = desk.remit("verify", one, "--against", other)
        assert outcome.status == 2 and "one holds a run" in outcome.err
    outcome = desk.remit("verify", "out", "--data-new", "data")
    assert outcome.status == 2 and "--data-new" in outcome.err
    assert desk.remit("verify", "compared", "--against", "compared").status == 0


def test_what_is_no_manifest(desk):
    assert desk.remit("verify", "data").status == 2
    made(desk)
    for text in ("", "{}", "[]", '{"manifest": 2}', '{"manifest": 1}', "\x00", '{"manifest": 1, "engine": 5}'):
        desk.write("out/manifest.json", text)
        outcome = desk.remit("verify", "out")
        assert outcome.status == 2 and "is no manifest" in outcome.err, text
    (desk.directory / "out" / "manifest.json").unlink()
    outcome = desk.remit("verify", "out", "--lang", "zh")
    assert outcome.status == 2 and "没有 manifest.json" in outcome.err
    assert desk.remit("verify", "out", "--against", "data", "--data", "data").status == 2


def test_a_run_that_fails_leaves_the_old_manifest(desk):
    before = made(desk)
    desk.write("data/project.csv", "id,unit,investment\n\"")
    assert desk.run("--out", "out").status == 2
    assert json.loads(desk.read("out/manifest.json")) == before
