"""remit run --profile: where the time of a run over one's own tables went."""

import json

from test_stream import MANY, files, fill, projects, run


def number(text):
    return int(text.replace(",", ""))


def test_parts_and_rules(desk):
    outcome = desk.run("--profile")
    assert outcome.status == 0, outcome.err
    parts, rules = outcome.out.split("Time by part of the run")[1].split("Time by rule")
    assert "pass over rows" in parts and "bonus" in parts and "traversal" not in parts
    assert "bonus" in rules and "II(1)" in rules
    chinese = desk.run("--profile", "--lang", "zh").out
    assert "各环节用时" in chinese and "逐批计算" in chinese
    assert "奖励" in chinese and "reward" not in chinese
    assert "Time by" not in desk.run().out


def test_json_has_every_figure(desk):
    found = json.loads(desk.run("--profile", "--format", "json").out)
    stages, rules = found["profile"]["stages"], found["profile"]["rules"]
    assert [stage["part"] for stage in stages[:2]] == ["link", "bind"]
    rows = [stage for stage in stages if stage["entity"] == "project" and stage["part"] == "pass"]
    assert rows and all(number(stage["rows"]) == 3 for stage in rows)
    assert {rule["declaration"] for rule in rules} >= {"bonus", "big"}
    counted = [sum(number(x["rows_64"]) for x in lines) for lines in (stages, rules)]
    assert counted[0] == counted[1] > 0
    assert "profile" not in json.loads(desk.run("--format", "json").out)


def test_rows_in_batches_are_summed_up_and_each_reading_is_there(desk):
    fill(desk, projects(MANY))
    plain = run(desk, "plain", "--stream", "project")
    outcome = run(desk, "measured", "--stream", "project", "--profile", "--lines", "0")
    assert outcome.status == plain.status and files(desk, "plain") == files(desk, "measured")
    parts = outcome.out.split("Time by part of the run")[1].split("Time by rule")[0].splitlines()
    cells = [line.split() for line in parts if line.strip()]
    readings = [line[0] for line in cells if "reading" in line]
    assert readings == ["1", "2"]
    passes = [line for line in cells if line[1:4] == ["pass", "over", "rows"] and "project" in line]
    assert {line[0] for line in passes} == {"1", "2"}
    assert all(f"{MANY:,}" in line for line in passes)
