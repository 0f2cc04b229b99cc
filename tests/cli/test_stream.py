"""remit run --stream: a table that comes in batches gives the same files, byte for byte."""

import fcntl
import os
import json
import random
import re

import pytest

POLICY = """policy wide "Wide" {
  effective 2010-01-01 to 2010-12-31
  currency  CNY
  rounding  half_up to 0.01
  party     treasury "City treasury"
  party     county

  entity unit {
    key name : text
    kind     : one of { township, department }
  }

  entity project "项目" {
    key id     : text
    unit       : unit
    investment : money "投资额"
    signed     : date optional
    check "signed in time" : not signed is given or signed <= 2010-12-31
  }

  target big cite "I" : sum(project.investment) >= 1000 million CNY
  target good for project cite "II" : investment >= 5 million CNY

  reward bonus for project cite "II(1)" {
    when unit.kind is department
    pay  2% * investment
    cap  50万元
    from treasury
    to   unit
  }
  reward flat for unit cite "II(2)" {
    when kind is township
    pay  10_000 CNY
    from county
  }
  reward share for project cite "II(3)" {
    pay  1_000_000 CNY * (investment / sum(project.investment))
    from county
    to   unit
  }
}
"""

UNITS = ["A,department", "B,township", "C,department"]


# Rows whose file is larger than one batch.
MANY = 140_000


def projects(count, seed=1):
    draw = random.Random(seed)
    for i in range(count):
        signed = draw.choice(["", "2010-03-01", "2010-12-31", "2011-01-01"])
        amount = "oops" if i % 9973 == 5 else f"{draw.randrange(10**9) / 100:.2f}"
        name = f'"P ""{i}"""' if i % 1000 == 0 else f"P{i}"
        yield f"{name},{draw.choice('ABC')},{amount},{signed}"


def fill(desk, rows, encoding="utf-8", end="\n", header="id,unit,投资额,signed"):
    desk.write("wide.remit", POLICY)
    desk.write("wide/unit.csv", "name,kind\n" + "".join(u + "\n" for u in UNITS))
    desk.write("wide/project.csv", end.join([header, *rows, ""]).encode(encoding))


def run(desk, out, *arguments):
    return desk.remit("run", "wide.remit", "--data", "wide", "--out", out, *arguments)


def files(desk, name):
    """But for the manifest, which also says how the rows came."""
    return {path.name: path.read_bytes() for path in (desk.directory / name).iterdir() if path.suffix == ".csv"}


def manifest(desk, name):
    return json.loads((desk.directory / name / "manifest.json").read_bytes())


def expect_same_files(desk, *arguments):
    return expect_files_as_in_memory(desk, "--stream", "project", *arguments)


def expect_files_as_in_memory(desk, *arguments):
    plain = run(desk, "plain", "--memory", "0")
    other = run(desk, "other", *arguments)
    assert other.status == plain.status, other.err
    expected, found = files(desk, "plain"), files(desk, "other")
    assert set(found) == set(expected)
    for name, content in expected.items():
        if name == "errors.csv":
            expect_same_errors(content.decode(), found[name].decode())
        else:
            assert found[name] == content, name
    expect_same_manifest(manifest(desk, "plain"), manifest(desk, "other"))
    return other


def expect_same_manifest(expected, found):
    """But for how the rows came, and the words of errors."""
    for manifest in (expected, found):
        del manifest["batches"]
        manifest["outputs"] = [output for output in manifest["outputs"] if output["file"] != "errors.csv"]
    assert found == expected


def expect_same_errors(expected, found):
    """Line by line; but an error that began in another batch names its row by the number."""
    expected, found = expected.split("\r\n"), found.split("\r\n")
    assert len(found) == len(expected)
    for line, other in zip(expected, found):
        if line != other:
            assert re.sub(r"项目 “P(\d+)”", lambda m: f"项目 row {int(m[1]) + 1}", line) == other


def test_the_files_are_the_same(desk):
    fill(desk, projects(MANY))
    outcome = expect_same_files(desk)
    assert outcome.status == 3
    assert f"project: {MANY} rows in batches, read 2 times" in outcome.out
    assert "Targets" in outcome.out and "Totals per payer" in outcome.out
    expect_same_files(desk, "--threads", "2", "--isa", "portable")


def test_gb18030_and_crlf(desk):
    fill(desk, projects(30_000), encoding="gb18030", end="\r\n")
    expect_same_files(desk)


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_rows(desk, count):
    fill(desk, projects(count))
    expect_same_files(desk)


def test_keys_that_ascend_need_not_be_remembered(desk):
    fill(desk, [f"P{i:06},A,100.00," for i in range(1000)])
    expect_same_files(desk, "--ascending-keys")
    fill(desk, ["P2,A,100.00,", "P1,A,100.00,"])
    outcome = run(desk, "streamed", "--stream", "project", "--ascending-keys")
    assert outcome.status == 2 and "row 2" in outcome.err


def test_a_key_that_occurs_twice_is_refused_and_no_file_is_left_half_written(desk):
    fill(desk, ["P1,A,100.00,", "P1,A,100.00,"])
    outcome = run(desk, "out", "--stream", "project")
    assert outcome.status == 2 and "line 3 (row 2) of `project` has the key of another row" in outcome.err
    assert files(desk, "out") == {}


def test_what_cannot_be_streamed_says_why(desk):
    fill(desk, projects(5))
    refused = run(desk, "out", "--stream", "unit")
    assert refused.status == 2 and "refers to its rows" in refused.err
    chinese = run(desk, "out", "--stream", "unit", "--lang", "zh")
    assert "不能分批读入" in chinese.err
    assert run(desk, "out", "--stream", "nobody").status == 2
    alone = desk.remit("run", "wide.remit", "--data", "wide", "--stream", "project")
    assert alone.status == 2 and "--out" in alone.err
    pipe = run(desk, "out", "--stream", "project", "--table", "project=/dev/stdin")
    assert pipe.status == 2 and "has to be a file: it is read 2 times" in pipe.err


def test_too_much_to_keep_is_a_limit(desk):
    policy = POLICY[: POLICY.rindex("}")] + "  rank place for project { by investment desc ties standard }\n}\n"
    fill(desk, [f"P{i},A,{i}000000.00," for i in range(MANY)])  # amounts that do not fit four bytes
    desk.write("wide.remit", policy)
    assert expect_same_files(desk).status == 0
    refused = run(desk, "out", "--stream", "project", "--stream-memory", "1")
    assert refused.status == 2 and "1048576 bytes" in refused.err


def test_a_bad_file_is_said_by_row(desk):
    fill(desk, [*projects(MANY), "P,A,1.00,,,oops"])
    outcome = run(desk, "out", "--stream", "project")
    assert outcome.status == 2 and str(MANY + 1) in outcome.err


def test_a_further_column_is_noted_once(desk):
    fill(desk, [f"P{i},A,1.00,,x{i}" for i in range(MANY)], header="id,unit,投资额,signed,colour")
    outcome = expect_same_files(desk)
    assert outcome.err.count("colour") == 1


def test_a_table_of_keys_only_is_written_too(desk):
    """An old file of that name would stay beside the new ones."""
    desk.write("keys.remit", "policy p { currency CNY rounding half_up to 0.01 entity town { key name : text } "
                             "entity stall { key id : text  town : town  fee : money } define got for town = sum(stall.fee) }")
    desk.write("k/town.csv", "name\nAlder\n")
    desk.write("k/stall.csv", "id,town,fee\n1,Alder,5\n")
    for out, more in (("memory", []), ("batches", ["--stream", "stall"])):
        assert desk.remit("run", "keys.remit", "--data", "k", "--out", out, *more).status == 0
    assert files(desk, "memory") == files(desk, "batches")
    assert set(files(desk, "memory")) >= {"stall.csv", "town.csv", "errors.csv"}


@pytest.mark.parametrize("more", [[], ["--stream", "project"]])
def test_two_runs_never_write_to_one_folder(desk, more):
    fill(desk, projects(5))
    assert run(desk, "out").status in (0, 3)
    before = files(desk, "out")
    folder = os.open(desk.directory / "out", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        refused = run(desk, "out", *more)
        assert refused.status == 2 and "another run writes to `out`" in refused.err
        assert "正在写入" in run(desk, "out", *more, "--lang", "zh").err
    finally:
        os.close(folder)
    assert files(desk, "out") == before
    assert run(desk, "out", *more).status in (0, 3)
    assert files(desk, "out") == before


def test_a_file_that_cannot_be_replaced_leaves_no_drafts(desk):
    fill(desk, projects(5))
    (desk.directory / "out" / "ledger.csv").mkdir(parents=True)
    for more in ([], ["--stream", "project"]):
        assert run(desk, "out", *more).status == 2
        assert not list((desk.directory / "out").glob("*.new"))
