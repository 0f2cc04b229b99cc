"""The worked policies over their tables, as CSV and as a workbook: the same results, byte for byte."""

import os
import subprocess
from pathlib import Path

import pytest
from books import book_of, tables_of
from conftest import PROGRAM

POLICIES = Path(__file__).resolve().parents[2] / "policies"
FOLDERS = sorted(path.parent for path in POLICIES.glob("*/policy.remit") if (path.parent / "data").is_dir())
assert len(FOLDERS) > 8


def results(folder, data, out):
    done = subprocess.run([PROGRAM, "run", folder / "policy.remit", "--data", data, "--out", out],
                          capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 3), done.stderr
    # Where a cell stands is said otherwise in errors.csv; the manifest says what was read.
    return {name: (out / name).read_bytes() for name in sorted(os.listdir(out)) if name not in ("errors.csv", "manifest.json")}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_worked_policy(folder, tmp_path):
    tables = tables_of(folder / "data")
    book_of(tables, tmp_path / "book.xlsx")
    expected = results(folder, folder / "data", tmp_path / "from-csv")
    assert len(expected) > 2
    assert results(folder, tmp_path / "book.xlsx", tmp_path / "from-book") == expected
