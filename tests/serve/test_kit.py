"""Every case of the kit (docs/writing-a-binding.md) through the service: policies, tables and days in, figures out."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from service import Service

ROOT = Path(__file__).resolve().parents[2]
LISTS = {"ledger", "totals", "targets", "errors", "findings", "attributions"}


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    kit = tmp_path_factory.mktemp("kit") / "kit.json"
    subprocess.run([sys.executable, "-B", ROOT / "tests/kit/kit.py", kit], check=True, cwd=ROOT, capture_output=True)
    return json.loads(kit.read_text(encoding="utf-8"))["cases"]


def body_of(case):
    tables = {table["table"]: [dict(zip(table["columns"], row)) for row in table["rows"]] for table in case["tables"]}
    day = {"as_of": case["as_of"]} if case.get("as_of") else {}
    return {"sources": case["sources"], "tables": tables, **day}


def shown(cell):
    if isinstance(cell, dict):
        return "!" + cell["error"]
    return {None: "", True: "true", False: "false"}.get(cell, cell)


def same(mine, theirs, by_value):
    if mine == theirs or not by_value:
        return mine == theirs
    try:
        return Fraction(mine) == Fraction(theirs)
    except ValueError:
        return False


def differences(case, answer):
    for wanted in case["expect"]:
        name = wanted["table"]
        if name in LISTS:
            rows = answer[name]
        else:  # the whole goes by the name of the policy
            rows = answer["entities"][answer["policy"] if name == "whole" else name]
        if len(rows) != len(wanted["rows"]):
            yield f"{name}: {len(rows)} rows"
        for number, (row, cells) in enumerate(zip(rows, wanted["rows"])):
            for column, cell in zip(wanted["columns"], cells):
                mine = shown(row[column] if column in row else row[column + ".met"])
                if not same(mine, cell, case.get("equal") == "value"):
                    yield f"{name} {number} {column}: {mine!r}, not {cell!r}"


def test_all_cases(cases, folder):
    ran, wrong = 0, []
    with Service(folder, "--client-policies", "--body", "100000", "--time", "60000") as service:
        connection = service.connection()
        for case in cases:
            if "expect" not in case:
                continue
            ran += 1
            answer = service.ask("POST", "/v1/evaluate", body_of(case), connection=connection)
            found = [answer.body.decode()] if answer.status != 200 else list(differences(case, answer.json))
            if found:
                wrong.append((case["name"], found[:3]))
    print(f"{ran - len(wrong)} of {ran} cases")
    assert ran > 200 and not wrong, wrong[:10]
