"""Workbooks through LibreOffice, which reads and writes them again: what a clerk's save leaves is read as before."""

import csv
import io
import shutil
import subprocess
from decimal import Decimal

import pytest
from books import book_of, tables_of
from conftest import PROGRAM
from test_workbook_policies import FOLDERS, results

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: nothing was compared with it")


def converted(books, to, folder, profile):
    folder.mkdir(exist_ok=True)
    subprocess.run([OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to, "--outdir",
                    folder, *books], capture_output=True, timeout=600, check=True)


def amount(line):
    """As it looks, thousands apart or not."""
    return Decimal(line["amount"].replace(",", "")) if line["amount"] else None


def test_the_worked_policies_saved_by_libreoffice(tmp_path):
    books = []
    for folder in FOLDERS:
        books.append(tmp_path / f"{folder.name}.xlsx")
        book_of(tables_of(folder / "data"), books[-1])
    converted(books, "xlsx", tmp_path / "saved", tmp_path / "profile")
    for folder in FOLDERS:
        expected = results(folder, folder / "data", tmp_path / folder.name / "from-csv")
        assert len(expected) > 2
        assert results(folder, tmp_path / "saved" / f"{folder.name}.xlsx", tmp_path / folder.name / "from-book") == expected


def test_what_is_written_as_libreoffice_reads_it(tmp_path):
    """The first sheet of the results is the payments: the figures that CSV has, whatever dress they wear."""
    folder = next(folder for folder in FOLDERS if folder.name == "grants")
    written = tmp_path / "out.xlsx"
    done = subprocess.run([PROGRAM, "run", folder / "policy.remit", "--data", folder / "data", "--out", written],
                          capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 3), done.stderr
    converted([written], "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path / "csv", tmp_path / "profile")  # UTF-8
    expected = results(folder, folder / "data", tmp_path / "from-csv")["ledger.csv"].decode("utf-8-sig")
    read = (tmp_path / "csv" / "out.csv").read_text(encoding="utf-8-sig")
    ours, theirs = (list(csv.DictReader(io.StringIO(text))) for text in (expected, read))
    assert len(theirs) == len(ours) > 3
    for mine, seen in zip(ours, theirs):
        assert seen["key"] == mine["key"]
        assert seen["payee"] == mine["payee"]
        assert amount(seen) == amount(mine)
