"""Workbooks that the program writes, as others read them."""

import csv
import datetime
import io
import zipfile

import pytest
from books import library

POLICY = """policy stalls "摊位补助" {
  currency CNY
  rounding half_up to 0.01 CNY
  party office
  entity town "乡镇" { key name : text "名称" }
  entity stall "摊位" {
    key id : text "编号"
    town   : town "所在乡镇"
    kind   : one of { 固定, 流动 } "类型"
    fee    : money "租金"
    share  : percent "比例" default 50%
    n      : count "数量" default 1
    since  : date optional "日期"
    open   : bool default true
  }
  define day for stall = since
  define big for stall = fee * 10000000
  reward grant for stall cite "1" { when open  pay fee * share * n from office to town }
}
"""
STALLS = ("编号,town,kind,fee,share,n,since\n001,柳,固定,100,,,2010-01-31\n@x1,柳,流动,123456789.12,25%,,\n"
          "110101199003071234,柳,固定,12x,,,1850-05-05\n")


@pytest.fixture
def stalls(desk):
    desk.write("stalls.remit", POLICY)
    desk.write("tables/stall.csv", STALLS)
    desk.write("tables/town.csv", "name\n柳\n")
    return desk


def run(desk, *arguments, verb="run"):
    return desk.remit(verb, "stalls.remit", *arguments)


def book(desk, name):
    return library("openpyxl").load_workbook(desk.directory / name)


def column(sheet, header):
    head = [cell.value for cell in sheet[1]]
    return [row[head.index(header)] for row in sheet.iter_rows(min_row=2)]


def test_results_as_a_workbook(stalls):
    done = run(stalls, "--data", "tables", "--out", "out.xlsx")
    assert done.status == 3, done.err
    made = book(stalls, "out.xlsx")
    assert made.sheetnames == ["payments", "totals", "targets", "errors", "all cells in error", "town", "stall",
                               "rounding", "rounding by row", "manifest"]
    sheet = made["stall"]
    assert [cell.value for cell in column(sheet, "编号")] == ["001", "@x1", "110101199003071234"]
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in column(sheet, "编号"))
    assert column(sheet, "day")[0].value == datetime.datetime(2010, 1, 31)
    assert column(sheet, "day")[2].value == "1850-05-05"  # before calendars agree
    big = column(sheet, "big")
    assert big[0].value == 1_000_000_000 and big[0].number_format.startswith("#,##0")
    assert big[1].data_type == "s" and big[1].value.startswith("1234567891200000")  # more than 15 digits
    wrong = big[2]
    assert wrong.value == "error" and wrong.fill.fgColor.rgb == "FFF8CBAD" and "fee" in wrong.comment.text
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:")
    amounts = column(made["payments"], "amount")
    assert amounts[0].value == 50 and amounts[0].number_format == "#,##0.00"
    manifest = {row[0].value: row[1].value for row in made["manifest"].iter_rows(min_row=2)}
    assert manifest["policy/name"] == "stalls" and manifest["tables/0/path"].endswith(".csv")


def test_chinese_headers_and_widths(stalls):
    assert run(stalls, "--data", "tables", "--out", "out.xlsx", "--lang", "zh").status == 3
    made = book(stalls, "out.xlsx")
    assert made.sheetnames[0] == "支付清单" and "摊位" in made.sheetnames and "测算记录" in made.sheetnames
    sheet = made["支付清单"]
    for letter, cell in zip("ABCDEFGH", sheet[1]):
        assert sheet.column_dimensions[letter].width >= 2 * len(str(cell.value))


def test_the_same_run_gives_the_same_bytes(stalls):
    for out, threads in (("a.xlsx", "1"), ("b.xlsx", "2")):
        run(stalls, "--data", "tables", "--out", out, "--threads", threads)
    parts = []
    for name in ("a.xlsx", "b.xlsx"):
        with zipfile.ZipFile(stalls.directory / name) as archive:
            parts.append({part: archive.read(part) for part in archive.namelist()})
    assert parts[0] == parts[1] and (stalls.directory / "a.xlsx").read_bytes() == (stalls.directory / "b.xlsx").read_bytes()


def test_results_can_be_read_by_others(stalls):
    calamine = library("python_calamine")
    run(stalls, "--data", "tables", "--out", "out.xlsx")
    rows = calamine.CalamineWorkbook.from_path(str(stalls.directory / "out.xlsx")).get_sheet_by_name("stall").to_python()
    assert [row[0] for row in rows] == ["编号", "001", "@x1", "110101199003071234"]


def test_an_input_is_not_overwritten(stalls):
    library("openpyxl")
    run(stalls, "--out", "book.xlsx", verb="template")
    before = (stalls.directory / "book.xlsx").read_bytes()
    done = run(stalls, "--data", "book.xlsx", "--out", "book.xlsx")
    assert done.status == 2 and (stalls.directory / "book.xlsx").read_bytes() == before
    done = run(stalls, "--data", "tables", "--table", "stall=book.xlsx#stall", "--out", "book.xlsx")
    assert done.status == 2 and (stalls.directory / "book.xlsx").read_bytes() == before


def test_a_workbook_is_not_written_in_batches(stalls):
    done = run(stalls, "--data", "tables", "--out", "o.xlsx", "--stream", "stall")
    assert done.status == 2 and "--out DIR" in done.err


def test_payment_lists(stalls):
    done = run(stalls, "--data", "tables", "--format", "xlsx", "--out", "lists.xlsx", verb="payments")
    assert done.status == 3, done.err
    sheet = book(stalls, "lists.xlsx")["office"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert texts[0] == "摊位补助" and "Made by" in texts and any("In capital numerals" in text for text in texts)
    assert any("Not complete" in text for text in texts)
    header = next(row for row in sheet.iter_rows() if row[0].value == "No.")
    amount = [cell.value for cell in header].index("Granted")
    first = sheet[header[0].row + 1]
    assert first[amount].value == 50 and sheet.print_title_rows == f"${header[0].row}:${header[0].row}"
    piped = stalls.directory / "piped.xlsx"
    with piped.open("wb") as to:
        stalls.remit("payments", "stalls.remit", "--data", "tables", "--format", "xlsx", stdout=to)
    assert piped.read_bytes() == (stalls.directory / "lists.xlsx").read_bytes()


# What is filled in runs.


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_template_that_is_filled_in_runs(stalls, language):
    done = run(stalls, "--out", "form.xlsx", "--lang", language, verb="template")
    assert done.status == 0, done.err
    made = book(stalls, "form.xlsx")
    town, stall = (made["town"], made["stall"]) if language == "en" else (made["乡镇"], made["摊位"])
    town["A2"] = "柳"
    head = [cell.value for cell in stall[1]]
    assert ("fee (CNY)" if language == "en" else "租金（元）") in head
    values = {"id": "001", "town": "柳", "kind": "固定", "fee": 100.5, "share": 0.25, "since": datetime.date(2010, 1, 31)}
    labels = {"编号": "id", "所在乡镇": "town", "类型": "kind", "租金（元）": "fee", "比例": "share", "日期": "since"}
    for cell, name in zip(stall[2], head):
        plain = labels.get(name, name.split(" (")[0])
        if plain in values:
            cell.value = values[plain]
    made.save(stalls.directory / "filled.xlsx")
    done = run(stalls, "--data", "filled.xlsx", "--format", "csv")
    assert done.status == 0, done.err
    assert [row["amount"] for row in csv.DictReader(io.StringIO(done.out))] == ["25.13"]


def test_a_template_says_what_may_stand_where(stalls):
    run(stalls, "--out", "form.xlsx", verb="template")
    made = book(stalls, "form.xlsx")
    assert made["lists"].sheet_state == "hidden"
    sheet = made["stall"]
    rules = {str(rule.sqref).split("2")[0]: rule for rule in sheet.data_validations.dataValidation}
    head = {cell.value.split(" (")[0]: cell.column_letter for cell in sheet[1]}
    assert rules[head["kind"]].type == "list" and "lists" in rules[head["kind"]].formula1
    assert rules[head["town"]].type == "list" and "town!$A" in rules[head["town"]].formula1
    assert rules[head["fee"]].type == "decimal" and rules[head["since"]].type == "date"
    assert rules[head["n"]].type == "whole" and rules[head["share"]].formula2 == "1"
    comment = sheet[head["fee"] + "1"].comment.text
    assert "租金" in comment and "CNY" in comment
    about = made[made.sheetnames[0]]
    assert about["A1"].value == "摊位补助"
    assert run(stalls, "--data", "form.xlsx").status == 0  # nothing filled in: nothing to pay


def test_a_template_needs_a_place(stalls):
    assert run(stalls, verb="template").status == 2


# CSV for a spreadsheet.


def test_csv_for_a_spreadsheet(stalls):
    assert run(stalls, "--data", "tables", "--out", "out", "--excel").status == 3
    raw = (stalls.directory / "out/stall.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert "\r\n001\t," in text and "\r\n'@x1," in text and "110101199003071234\t," in text
    plain = run(stalls, "--data", "tables", "--format", "csv").out
    excel = run(stalls, "--data", "tables", "--format", "csv", "--excel").out
    assert "@x1" in plain and "'@x1" not in plain and not plain.startswith("\ufeff") and excel.startswith("\ufeff")
    assert "50.00\t" not in excel and "001\t" in excel  # figures stay figures
    assert stalls.remit("verify", "out").status == 0
    lists = run(stalls, "--data", "tables", "--format", "csv", "--excel", verb="payments").out
    assert lists.startswith("\ufeff") and "001\t" in lists
    for arguments in (["--excel"], ["--excel", "--out", "o.xlsx"]):
        assert run(stalls, "--data", "tables", *arguments).status == 2


def test_ids_written_for_a_spreadsheet_are_read_again(stalls):
    run(stalls, "--data", "tables", "--out", "out", "--excel")
    rows = list(csv.reader(io.StringIO((stalls.directory / "out/stall.csv").read_text("utf-8-sig"))))
    stalls.write("again/stall.csv", "id,town,kind,fee\n" + rows[1][0] + ",柳,固定,1\n")
    stalls.write("again/town.csv", "name\n柳\n")
    done = run(stalls, "--data", "again", "--format", "csv")
    assert done.status == 0 and ",001," in done.out
