"""What the service answers is what the program says."""

import csv
import json
import subprocess
import time
from pathlib import Path

import pytest

from service import POLICY, PROGRAM, TABLES, Service

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "policies"


def remit(*words, **options):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, **options)
    assert done.returncode in (0, 3), done
    return done.stdout


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [{name: cell for name, cell in row.items()} for row in csv.DictReader(file)]


def test_health_and_the_list(service):
    assert service.get("/health").json == {"status": "ok"}
    [policy] = service.get("/v1/policies").json["policies"]
    assert policy["name"] == "grant" and policy["title"] == "Grants" and len(policy["policy_hash"]) == 64
    assert policy["versions"] == [{"name": "grant", "from": "2010-01-01", "to": None}]


def test_evaluate_gives_figures_as_texts(service):
    answer = service.post("/v1/policies/grant/evaluate", {"tables": TABLES}).json
    assert [row["bonus"] for row in answer["entities"]["project"]] == ["246.91", "0.00", "500000.00"]
    assert answer["totals"][0]["amount"] == "500246.91"
    assert answer["errors"] == [] and answer["notes"] == []


def test_parts_are_those_asked_for(service):
    answer = service.post("/v1/policies/grant/evaluate", {"tables": TABLES, "parts": ["totals", "digest"]}).json
    assert set(answer) == {"policy", "title", "policy_hash", "totals", "digest"}


def test_a_part_alone_is_what_it_is_beside_the_others(folder):
    """What is not asked for is not computed; the rest must not differ by it."""
    checked = POLICY.rstrip().removesuffix("}") + '  check few : count(project) <= 2\n}\n'
    (folder / "grant.remit").write_text(checked)
    tables = {**TABLES, "project": [*TABLES["project"], {"id": "p9", "unit": "A", "investment": "1 000"}]}
    with Service(folder) as service:
        whole = service.post("/v1/policies/grant/evaluate", {"tables": tables}).json
        parts = [part for part in whole if part not in ("policy", "title", "policy_hash")]
        assert {"entities", "ledger", "totals", "targets", "findings", "errors", "causes", "notes", "digest"} <= set(parts)
        assert whole["errors"] and whole["findings"] and whole["causes"]
        for part in parts:
            alone = service.post("/v1/policies/grant/evaluate", {"tables": tables, "parts": [part]}).json
            assert alone[part] == whole[part], part


def test_numbers_keep_their_digits(service):
    exact = "12345678901234567.89"
    body = json.dumps({"tables": TABLES}).replace("9000000", exact)
    tables = service.post("/v1/policies/grant/evaluate", body.replace('"B", "inv', '"A", "inv')).json
    assert tables["targets"][0]["progress"] not in (None, "")
    whole = json.loads(body.replace(exact, f'"{exact}"').replace('"B", "inv', '"A", "inv'))
    assert service.post("/v1/policies/grant/evaluate", whole).json == tables


def test_a_parameter_of_the_whole(folder):
    (folder / "grant.remit").write_text(POLICY.replace('param     top cite "I" = 500_000 CNY', 'open param top : money cite "I"'))
    with Service(folder) as service:
        for name in ("whole", "grant"):
            answer = service.post("/v1/policies/grant/evaluate", {"tables": {**TABLES, name: {"top": "100"}}}).json
            assert answer["entities"]["project"][2]["bonus"] == "100.00"


def test_an_error_of_a_cell_is_a_value(service):
    tables = {**TABLES, "project": [{"id": "p1", "unit": "A", "investment": "1 000"}]}
    answer = service.post("/v1/policies/grant/evaluate", {"tables": tables})
    assert answer.status == 200
    assert "error" in answer.json["entities"]["project"][0]["bonus"]
    assert answer.json["errors"][0]["column"] == "investment"


@pytest.mark.parametrize("name", ["income-tax", "grants", "score-card"])
def test_the_worked_policies_come_out_as_the_program_prints_them(name, tmp_path):
    """Every table and every figure of `remit run --format json`."""
    [policy] = (EXAMPLES / name).glob("*.remit")
    data = EXAMPLES / name / "data"
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "p.remit").write_bytes(policy.read_bytes())
    printed = json.loads(remit("run", policy, "--data", data, "--format", "json", "--as-of", "2024-06-30"))
    tables = {file.stem: rows_of(file) for file in data.glob("*.csv")}
    with Service(folder, "--body", "100000") as service:
        answer = service.post("/v1/policies/p/evaluate", {"tables": tables, "as_of": "2024-06-30"})
    assert answer.status == 200, answer.body.decode()
    told = answer.json
    told.pop("notes"), printed.pop("notes")
    assert told == printed


def test_explain_is_what_the_program_says(service, folder, tmp_path):
    (tmp_path / "unit.csv").write_text("name,kind\nA,department\nB,township\n")
    (tmp_path / "project.csv").write_text(
        "id,unit,investment,ratio,signed\np1,A,1234.56,0.2,2010-01-31\np2,B,9000000,,\np3,A,4000000,,\n")
    cell = {"tables": TABLES, "entity": "project", "key": "p3", "column": "bonus"}
    for format in ("json", "text", "html"):
        words = ["explain", folder / "grant.remit", "--data", tmp_path, "project", "p3", "bonus", "--format", format]
        for language in ("en", "zh"):
            answer = service.post("/v1/policies/grant/explain", {**cell, "format": format}, accept_language=language)
            assert answer.status == 200
            assert answer.body.decode().rstrip("\n") == remit(*words, "--lang", language).rstrip("\n")
    html = service.post("/v1/policies/grant/explain", {**cell, "format": "html"})
    assert html.headers["content-type"].startswith("text/html")


def test_needs_is_what_the_program_says(service, folder):
    given = {"unit.kind": "department"}
    answer = service.post("/v1/policies/grant/needs", {"entity": "project", "column": "bonus", "given": given}).json
    printed = remit("needs", folder / "grant.remit", "project", "bonus", "--given", "unit.kind=department",
                    "--format", "json")
    assert answer == json.loads(printed)
    assert [need["path"] for need in answer["inputs"]] == ["ratio", "investment"]


def test_clauses_and_check(service):
    [clause] = [c for c in service.get("/v1/policies/grant/clauses").json["clauses"] if c["declaration"] == "bonus"]
    assert clause["clause"] == "II(1)" and clause["says"] == "a fifth"
    assert service.get("/v1/policies/grant/check").json["errors"] == 0
    wrong = {"sources": [{"name": "x.remit", "text": POLICY.replace("ratio *", "ratoi *")}]}
    told = service.post("/v1/check", wrong).json
    assert told["errors"] == 1 and told["diagnostics"][0]["code"] == "R0201"
    refused = service.post("/v1/evaluate", {**wrong, "tables": TABLES})
    assert refused.code == "policy_error" and refused.json["diagnostics"]["errors"] == 1
    right = {"sources": [{"name": "x.remit", "text": POLICY}], "tables": TABLES}
    assert service.post("/v1/evaluate", right).json == service.post(
        "/v1/policies/grant/evaluate", {"tables": TABLES}).json


def test_fields_and_figures(service):
    whole, unit, project = service.get("/v1/policies/grant", accept_language="zh-CN,zh;q=0.9").json["entities"]
    assert (whole["name"], unit["name"], project["label"]) == ("whole", "unit", "项目")
    assert unit["fields"][1]["words"] == ["township", "department"]
    assert project["fields"][2] == {"name": "investment", "label": "投资额", "kind": "money", "currency": "CNY",
                                    "decimals": 2, "key": False, "optional": False, "default": False}
    assert "bonus" in [column["name"] for column in project["columns"]]


def test_versions_follow_the_day(folder):
    (folder / "grant.remit").unlink()
    (folder / "基金").mkdir()
    (folder / "基金" / "b-first.remit").write_text(POLICY)
    (folder / "基金" / "a-later.remit").write_text(
        'policy later "Later" { effective 2012-01-01 amends grant { replace param top cite "I" = 100 CNY } }\n')
    with Service(folder) as service:
        versions = service.get("/v1/policies/基金/versions").json["versions"]
        assert [(v["name"], v["from"], v["to"]) for v in versions] == [
            ("grant", "2010-01-01", None), ("later", "2012-01-01", None)]
        for day, bonus in (("2011-12-31", "500000.00"), ("2012-01-01", "100.00"), (None, "100.00")):
            body = {"tables": TABLES, **({"as_of": day} if day else {})}
            answer = service.post("/v1/policies/基金/evaluate", body).json
            assert answer["entities"]["project"][2]["bonus"] == bonus, day


def test_on_a_unix_socket(folder, tmp_path):
    path = tmp_path / "s"
    with Service(folder, unix=path) as service:
        assert service.get("/health").status == 200
        assert path.stat().st_mode & 0o007 == 0
    assert not path.exists()


def test_head_and_keep_alive(service):
    connection = service.connection()
    assert service.ask("HEAD", "/health", connection=connection).body == b""
    for _ in range(3):
        assert service.ask("GET", "/health", connection=connection).body == b'{"status":"ok"}'


def test_counters(service):
    service.get("/health"), service.get("/nowhere")
    # a request is counted when its answer has gone out, which its sender may know first
    for _ in range(100):
        text = service.get("/metrics").body.decode()
        if 'route="health"' in text and 'route="none"' in text:
            break
        time.sleep(0.02)
    assert 'remit_requests_total{route="health",status="2xx"} 1' in text
    assert 'remit_requests_total{route="none",status="4xx"} 1' in text
    assert "remit_policies 1" in text
    for line in text.splitlines():
        assert line.startswith("# ") or len(line.rsplit(" ", 1)) == 2 and float(line.rsplit(" ", 1)[1]) >= 0
