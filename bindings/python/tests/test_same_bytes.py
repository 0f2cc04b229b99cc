"""Command line, C and Python give the same bytes."""

import csv
import pathlib
import re
import subprocess

import pytest
from conftest import BUILD, ROOT

import remit

FOLDER = ROOT / "tests" / "same_bytes"
TABLES = ["unit", "project", "ledger", "totals", "targets", "errors"]


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> pathlib.Path:
    """What the command line writes. Some cells are errors: status 3."""
    out = tmp_path_factory.mktemp("out")
    program = str(BUILD / "bin" / "remit")
    command = [program, "run", FOLDER / "policy.remit", "--data", FOLDER / "data", "--out", out]
    ended = subprocess.run([*command, "--lang", "en"], capture_output=True, text=True)
    assert ended.returncode == 3, ended.stderr
    return out


@pytest.fixture(scope="module")
def results() -> remit.Results:
    def rows(entity):
        with open(FOLDER / "data" / f"{entity}.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    policy = remit.load(FOLDER / "policy.remit")
    return policy.evaluate({entity: rows(entity) for entity in ("unit", "project")})


def from_c(table: str) -> bytes:
    program = str(BUILD / "bin" / "capi_evaluate_csv")
    tables = [f"{entity}={FOLDER}/data/{entity}.csv" for entity in ("unit", "project")]
    command = [program, str(FOLDER / "policy.remit"), table, *tables]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.parametrize("table", TABLES)
def test_same_bytes(written, results, table):
    shown = getattr(results, table) if table in TABLES[2:] else results[table]
    from_python = shown.to_csv().encode()
    assert from_c(table) == from_python
    # Only the program knows where a row stands in its file, and says it.
    from_program = (written / f"{table}.csv").read_bytes()
    assert re.sub(rb"line \d+ \((row \d+)\)", rb"\1", from_program) == from_python
    assert from_python.count(b"\r\n") > 1
