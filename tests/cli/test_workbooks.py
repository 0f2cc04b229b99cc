"""Tables from workbooks: the figures of the same tables in CSV, or an error that says which cell."""

import csv
import io
import os
import random
import re
import zipfile

import pytest
from books import book_of, inline, library, raw_book

POLICY = """policy stalls {
  currency CNY
  rounding half_up to 0.01 CNY
  party office
  entity stall "摊位" {
    key id : text "编号"
    fee    : money "租金"
    share  : percent "比例" default 50%
    since  : date optional "日期"
    open   : bool default true
    note   : text optional "备注"
  }
  reward grant for stall cite "1" { when open  pay fee * share from office }
}
"""
HEADER = ["id", "fee", "share", "since", "open", "note"]


@pytest.fixture
def stalls(desk):
    desk.write("stalls.remit", POLICY)
    return desk


def run(desk, *arguments):
    return desk.remit("run", "stalls.remit", *arguments)


def ledger(desk, *arguments):
    """Key, amount and status of each line."""
    done = run(desk, "--format", "csv", *arguments)
    assert done.status in (0, 3), done.err
    return [(row["key"], row["amount"], row["status"]) for row in csv.DictReader(io.StringIO(done.out))]


def details(desk, *arguments):
    done = run(desk, "--out", "out", *arguments)
    assert done.status == 3, done.err
    return [row["detail"] for row in csv.DictReader(io.StringIO(desk.read("out/errors.csv")))]


def raw(desk, rows, **more):
    """The header and one row of raw cells."""
    head = "".join(inline(f"{'ABCDEF'[i]}1", name) for i, name in enumerate(HEADER))
    raw_book(desk.directory / "book.xlsx", f'<row r="1">{head}</row>' + rows, **more)
    return ["--data", "book.xlsx"]


STYLES = """<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
<numFmt numFmtId="165" formatCode="[Red]0.00&quot; days&quot;"/><numFmt numFmtId="166" formatCode="0.0\\%"/></numFmts>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/>
<xf numFmtId="166"/></cellXfs>"""


def row(fee="<v>100</v>", fee_is="", share="", since="", more="", number=2):
    return (f'<row r="{number}">{inline(f"A{number}", f"s{number}")}<c r="B{number}" {fee_is}>{fee}</c>' + share + since + more +
            "</row>")


@pytest.mark.parametrize("fee, attributes, amount", [
    ("<v>100</v>", "", "50.00"),
    ("<v>1.0000000000000000E+2</v>", "", "50.00"),  # as some programs write every number
    ("<v>0.10000000000000001</v>", "", "0.05"),  # the shortest decimal of that double
    ("<v>1234567890123.45</v>", "", "617283945061.73"),
    ("<f>50*2</f><v>100</v>", "", "50.00"),  # a formula by its cached value
    ("<f>T(1)</f><v>100</v>", 't="str"', "50.00"),
    ("<v>0</v>", 't="s"', "50.00"),
    ("<is><r><t>1</t></r><r><rPr/><t>00</t></r><rPh><t>9</t></rPh></is>", 't="inlineStr"', "50.00"),
    ("<v>100</v>", 's="4"', "50.00"),  # a format with a letter d in quotes is no date
    ("<v>100</v>", 's="5"', "50.00"),  # and one with an escaped sign no percentage
])
def test_what_stands_in_a_cell(stalls, fee, attributes, amount):
    data = raw(stalls, row(fee, attributes), strings="<si><r><t>10</t></r><r><t>0</t></r></si>", styles=STYLES)
    assert ledger(stalls, *data) == [("s2", amount, "due")]


@pytest.mark.parametrize("fee, attributes, said", [
    ("<v>#N/A</v>", 't="e"', "`#N/A` is an error of the spreadsheet"),
    ("<v>#DIV/0!</v>", 't="e"', "`#DIV/0!` is an error of the spreadsheet"),
    ("<f>B3*2</f>", "", "`=B3*2` is a formula"),  # never computed
    ("<f>B3*2</f><v></v>", "", "`=B3*2` is a formula"),
    ("<v>9007199254740993</v>", "", "is what a spreadsheet leaves of a long number"),
    ("<v>45292</v>", 's="1"', "`2024-01-01` is not"),  # a person sees a day
    ("<v>0.15</v>", 's="3"', "15%"),
    ("<v>0.30000000000000004</v>", "", "more than 2 decimals"),  # what 0.1 + 0.2 is
    ("<v>12a</v>", "", "`12a` is"),
])
def test_what_is_no_value_is_an_error_of_its_cell(stalls, fee, attributes, said):
    data = raw(stalls, row(fee, attributes), styles=STYLES)
    words = details(stalls, *data)
    assert said in words[0] and "cell stall!B2 (row 1)" in words[0], words
    done = run(stalls, "--lang", "zh", *data)
    assert "第 1 行（单元格 stall!B2）" in done.out + done.err


@pytest.mark.parametrize("share, cell", [("0.15", "15%"), ("1", "100%"), ("0.0725", "7.25%"), ("0.005", "0.5%")])
def test_a_cell_shown_as_percent_is_that(stalls, share, cell):
    data = raw(stalls, row(share=f'<c r="C2" s="3"><v>{share}</v></c>'), styles=STYLES)
    stalls.write("csv/stall.csv", f"id,fee,share\ns2,100,{cell}\n")
    assert ledger(stalls, *data) == ledger(stalls, "--data", "csv")


@pytest.mark.parametrize("system, serial, day", [
    ("", "45292", "2024-01-01"), ("", "61", "1900-03-01"), ("", "1", "1900-01-01"),
    ('<workbookPr date1904="1"/>', "43830", "2024-01-01"), ('<workbookPr date1904="true"/>', "0", "1904-01-01")])
@pytest.mark.parametrize("style", [1, 2])
def test_days_of_both_calendars(stalls, system, serial, day, style):
    stalls.write("stalls.remit", stalls.read("stalls.remit").replace("when open", f"when since is {day}"))
    data = raw(stalls, row(since=f'<c r="D2" s="{style}"><v>{serial}</v></c>'), styles=STYLES, properties=system)
    assert ledger(stalls, *data) == [("s2", "50.00", "due")]


@pytest.mark.parametrize("serial, shown", [("60", "1900-02-29"), ("45292.5", "2024-01-01 12:00:00"), ("0", "1900-01-00")])
def test_days_that_are_none(stalls, serial, shown):
    data = raw(stalls, row(since=f'<c r="D2" s="1"><v>{serial}</v></c>'), styles=STYLES)
    assert shown in details(stalls, *data)[0]


@pytest.mark.parametrize("truth, due", [("1", True), ("0", False)])
def test_truth(stalls, truth, due):
    data = raw(stalls, row(more=f'<c r="E2" t="b"><v>{truth}</v></c>'))
    assert ledger(stalls, *data) == [("s2", "50.00" if due else "0.00", "due" if due else "nothing")]


def test_places_may_be_left_out(stalls):
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("id", "fee"))
    raw_book(stalls.directory / "book.xlsx", f'<row>{head}</row><row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row>')
    assert ledger(stalls, "--data", "book.xlsx") == [("a", "1.00", "due")]


def test_a_table_may_begin_anywhere_and_its_header_be_broken_into_lines(stalls):
    rows = (f'<row r="3">{inline("C3", "编号")}{inline("D3", "租金&#10;（万元）")}</row>'
            f'<row r="5">{inline("C5", " a ")}<c r="D5"><v>2</v></c></row>')
    raw_book(stalls.directory / "book.xlsx", rows, name="摊位")
    assert ledger(stalls, "--data", "book.xlsx") == [("a", "10000.00", "due")]


MERGED = '<mergeCells count="1"><mergeCell ref="{0}"/></mergeCells>'


def three_rows(cell):
    return "".join(row(number=n, fee="<v>10</v>", more=cell.format(n) if n == 2 else "") for n in (2, 3, 4))


def test_what_a_merge_covers_is_no_blank(stalls):
    data = raw(stalls, three_rows('<c r="E{0}" t="b"><v>0</v></c>'), after=MERGED.format("E2:E4"))
    words = details(stalls, *data)
    assert "cell stall!E3 (row 2)" in words[0] and "merged cells E2:E4" in words[0] and "--fill-merged" in words[0]
    assert [line[2] for line in ledger(stalls, *data, "--fill-merged")] == ["nothing"] * 3
    told = run(stalls, *data, "--fill-merged").err
    assert "(2 in all): E2:E4" in told and "R1099" not in run(stalls, *data).err


def test_what_a_merge_covers_to_the_right_is_never_filled(stalls):
    data = raw(stalls, three_rows(""), after=MERGED.format("B2:C3"))
    assert any("stall!C2" in line for line in details(stalls, *data, "--fill-merged"))


def test_merged_headers_are_refused(stalls):
    data = raw(stalls, row(), after=MERGED.format("B1:C1"))
    done = run(stalls, *data)
    assert done.status == 2 and "B1:C1" in done.err


def test_numbers_that_are_shown_otherwise(stalls):
    """A key padded with zeros is what is shown; money shown in ten thousands is what is stored, and that is told."""
    styles = ('<numFmts count="2"><numFmt numFmtId="164" formatCode="0000"/>'
              '<numFmt numFmtId="165" formatCode="0!.0,"/></numFmts>'
              '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>')  # fmt: skip
    rows = '<row r="2"><c r="A2" s="1"><v>7</v></c><c r="B2" s="2"><v>50000</v></c></row>'
    data = raw(stalls, rows, styles=styles)
    assert ledger(stalls, *data) == [("0007", "25000.00", "due")]
    assert "shown in thousands or ten thousands" in run(stalls, *data).err and "50000 in B2" in run(stalls, *data).err
    plain = raw(stalls, rows.replace(' s="2"', ""), styles=styles)
    assert "thousands" not in run(stalls, *plain).err


def test_hidden_rows_and_rows_that_add_up_others_are_told(stalls):
    rows = row(number=2) + row(number=3).replace("<row ", '<row hidden="1" ') + row("<f>SUM(B2:B3)</f><v>200</v>", number=4)
    done = run(stalls, *raw(stalls, rows))
    assert "are read like the others, 1 in all" in done.err and ": 3" in done.err
    assert "add up others" in done.err and "=SUM(B2:B3)" in done.err
    assert len(ledger(stalls, "--data", "book.xlsx")) == 3


def test_hidden_columns_are_told(stalls):
    def run_with(columns):
        return run(stalls, *raw(stalls, row(), columns=columns))
    told = run_with('<col min="2" max="2" hidden="1"/>')
    assert told.status == 0 and "hidden columns" in told.err and "B (fee)" in told.err, told.err
    assert "hidden columns" in run_with('<col min="1" max="3" width="0"/>').err
    assert "hidden columns" not in run_with('<col min="2" max="2" width="9"/><col min="9" max="12" hidden="1"/>').err


@pytest.mark.parametrize("state, told", [("hidden", True), ("veryHidden", True), ("visible", False), ("", False)])
def test_a_hidden_sheet_is_told(stalls, state, told):
    done = run(stalls, *raw(stalls, row(), state=state))
    assert done.status == 0 and ("is hidden, and is read like any other" in done.err) == told, done.err


@pytest.mark.parametrize("formula, told", [("ROUND(SUM(B2:B3),2)", True), ("B2+B3", True), ("SUBTOTAL(9,B2:B3)", True),
                                           ("SUMIF(A2:A3,&quot;s2&quot;,B2:B3)", True), ("A2+B2", False), ("MAX(B2:B3)", False)])
def test_rows_that_add_up_others_in_any_way(stalls, formula, told):
    rows = row(number=2) + row(number=3) + row(f"<f>{formula}</f><v>200</v>", number=4)
    done = run(stalls, *raw(stalls, rows))
    assert ("add up others" in done.err) == told, done.err


def test_a_row_number_that_follows_a_filter_is_no_sum(stalls):
    first = "".join(f'<row r="{n}"><c r="A{n}"><f>SUBTOTAL(3,B$2:B{n})</f><v>{n - 1}</v></c><c r="B{n}"><v>10</v></c></row>' for n in (2, 3))
    done = run(stalls, *raw(stalls, first))
    assert done.status == 0 and "add up others" not in done.err, done.err


def test_a_sheet_as_good_as_empty_is_refused_before_it_takes_memory(stalls):
    def letters(column):
        text = ""
        while column >= 0:
            text, column = chr(65 + column % 26) + text, column // 26 - 1
        return text

    head = "".join(inline(f"{letters(i)}1", name) for i, name in enumerate(["id", "fee"] + [f"x{i}" for i in range(16_382)]))
    rows = "".join(f'<row r="{n}">{inline(f"A{n}", f"k{n}")}<c r="B{n}"><v>1</v></c></row>' for n in range(2, 3000))
    raw_book(stalls.directory / "book.xlsx", f'<row r="1">{head}</row>' + rows)
    assert "too many cells" in refused(stalls)


def test_a_title_above_the_header(stalls):
    raw_book(stalls.directory / "book.xlsx", f'<row r="1">{inline("A1", "Rents")}</row><row r="2">{inline("A2", "id")}'
             f'{inline("B2", "fee")}</row>', after=MERGED.format("A1:B1"))
    done = run(stalls, "--data", "book.xlsx")
    assert done.status == 2 and "Rents" in done.err


def test_a_cell_under_no_header(stalls):
    done = run(stalls, *raw(stalls, row(more='<c r="H2"><v>7</v></c>')))
    assert done.status == 2 and "`7`" in done.err


# Where the sheet is.


def test_sheets_are_found_by_name_by_label_or_by_option(stalls):
    rows = f'<row>{inline("A1", "id")}{inline("B1", "fee")}</row><row r="2">{inline("A2", "a")}<c r="B2"><v>2</v></c></row>'
    path = stalls.directory / "book.xlsx"
    expected = [("a", "1.00", "due")]
    for name in ("stall", "摊位", "STALL", "摊位 ", " stall", "摊位\u3000", "\u00a0Stall "):
        raw_book(path, rows, name=name)
        assert ledger(stalls, "--data", "book.xlsx") == expected
    raw_book(path, rows, name="Sheet1")
    assert ledger(stalls, "--table", "stall=book.xlsx#Sheet1") == expected
    assert ledger(stalls, "--table", "stall=book.xlsx") == expected  # it has one sheet
    for arguments in (["--data", "book.xlsx"], ["--table", "stall=book.xlsx#Sheet2"]):
        done = run(stalls, *arguments)
        assert done.status == 2 and "`Sheet1`" in done.err, done.err


@pytest.mark.parametrize("change", [
    lambda name: name.replace("/", "\\"), str.upper, str.lower, lambda name: name.replace("/", "\\").upper()],
    ids=["backslashes", "capitals", "small", "both"])
@pytest.mark.parametrize("targets", [False, True], ids=["parts", "targets"])
def test_parts_that_are_not_written_as_they_are_referred_to(stalls, change, targets):
    raw(stalls, row(), styles=STYLES)
    path = stalls.directory / "book.xlsx"
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in parts.items():
            if targets and name.endswith(".rels"):
                text = re.sub('Target="([^"]*)"', lambda found: f'Target="{change(found[1])}"', text)
            entry = zipfile.ZipInfo("part")
            entry.filename = change(name)
            book.writestr(entry, text)
    assert len(ledger(stalls, "--data", "book.xlsx")) == 1


def test_two_sheets_for_one_entity(stalls):
    book_of({"stall": [["id", "fee"]], "摊位": [["id", "fee"]]}, stalls.directory / "book.xlsx")
    done = run(stalls, "--data", "book.xlsx")
    assert done.status == 2 and "book.xlsx#摊位" in done.err


# Broken and hostile files.


def refused(desk, status=2):
    done = run(desk, "--data", "book.xlsx")
    assert done.status == status, (done.status, done.err)
    assert "Traceback" not in done.err and len(done.err.strip()) > 20
    return done.err


def test_a_bomb(stalls):
    raw_book(stalls.directory / "book.xlsx", " " * (100 << 20))
    assert "hundreds of times" in refused(stalls)


def test_huge_dimensions_cost_nothing(stalls):
    data = raw(stalls, row() + f'<row r="1048576">{inline("A1048576", "last")}<c r="B1048576"><v>2</v></c></row>')
    assert [line[0] for line in ledger(stalls, *data)] == ["s2", "last"]


@pytest.mark.parametrize("rows", ['<row r="0"/>', '<row r="1048577"/>', '<row r="1"/>', '<row r="2"><c r="XFE2"/></row>',
                                  '<row r="2"><c r="A3"/></row>', '<row r="2"><c r="B2"/><c r="A2"/></row>'])
def test_cells_where_none_can_be(stalls, rows):
    raw(stalls, rows)
    assert "cannot be read as a workbook: xl/worksheets/sheet1.xml" in refused(stalls)


def test_a_text_that_is_not_shared(stalls):
    raw(stalls, row("<v>7</v>", 't="s"'), strings="<si><t>a</t></si>")
    assert "(B2)" in refused(stalls)


@pytest.mark.parametrize("part, text", [
    ("xl/workbook.xml", None), ("xl/workbook.xml", "<workbook>"), ("xl/workbook.xml", "<workbook/>"),
    ("_rels/.rels", None), ("_rels/.rels", "no XML"), ("xl/worksheets/sheet1.xml", None),
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
    ("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
    ("xl/worksheets/sheet1.xml", "<a>" * 100_000),
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>")])
def test_parts_that_are_wrong(stalls, part, text):
    raw(stalls, row(), extra=[(part, text)])
    refused(stalls)


def test_files_cut_off_or_damaged_at_random(stalls):
    raw(stalls, "".join(row(number=n) for n in range(2, 40)), strings="<si><t>a</t></si>", styles=STYLES)
    whole = (stalls.directory / "book.xlsx").read_bytes()
    draw = random.Random(22)
    for _ in range(25):
        damaged = bytearray(whole)
        if draw.random() < 0.3:
            del damaged[draw.randrange(len(whole)):]
        else:
            for _ in range(draw.randrange(1, 6)):
                damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        stalls.write("book.xlsx", bytes(damaged))
        assert run(stalls, "--data", "book.xlsx").status in (0, 2, 3)


def test_other_kinds_of_workbooks_are_named(stalls):
    path = stalls.directory / "book.xlsx"
    stalls.write("book.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert ".xls" in refused(stalls)
    for part, kind in (("xl/workbook.bin", ".xlsb"), ("content.xml", ".ods")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/x")
            archive.writestr(part, "x")
        assert kind in refused(stalls)


# The same tables in both forms.


def random_tables(draw):
    rows = [HEADER[:]]
    for i in range(draw.randrange(1, 60)):
        rows.append([f"摊{i:03}" if draw.random() < 0.9 else f"00{i}", f"{draw.randrange(10**9) / 100:.2f}".rstrip("0").rstrip("."),
                     draw.choice(["", "0.5", "25%", "7.5%"]), draw.choice(["", "2010-01-31", "1999-12-31"]),
                     draw.choice(["", "true", "false", "是"]), draw.choice(["", "a, b", "=x", "一般", "two\nlines", "_x0041_"])])
        if draw.random() < 0.05:
            rows[-1][1] = draw.choice(["", "12万", "#N/A", "1,234.5"])
    return {"stall": rows}


@pytest.mark.parametrize("seed", range(12))
def test_same_figures_as_from_csv(stalls, seed):
    draw = random.Random(seed)
    tables = random_tables(draw)
    book_of(tables, stalls.directory / "book.xlsx")
    text = io.StringIO()
    csv.writer(text).writerows(tables["stall"])
    stalls.write("csv/stall.csv", text.getvalue())
    for extra in ([], ["--stream", "stall"]):
        outs = []
        for data, out in (("csv", "out1"), ("book.xlsx", "out2")):
            done = run(stalls, "--data", data, "--out", out, *extra)
            assert done.status in (0, 3), done.err
            outs.append({name: stalls.read(f"{out}/{name}") for name in sorted(os.listdir(stalls.directory / out))
                         if name not in ("manifest.json", "errors.csv")})
        assert outs[0] == outs[1]


def test_calamine_and_openpyxl_read_the_same(stalls):
    calamine, openpyxl = library("python_calamine"), library("openpyxl")
    book_of(random_tables(random.Random(3)), stalls.directory / "book.xlsx")
    path = str(stalls.directory / "book.xlsx")
    theirs = [row for row in calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("stall").to_python()][1:]
    others = list(openpyxl.load_workbook(path, read_only=True)["stall"].iter_rows(values_only=True))[1:]
    lines = ledger(stalls, "--data", "book.xlsx")
    assert [str(row[0]) for row in theirs] == [str(row[0]) for row in others] == [line[0] for line in lines]


def test_verify_computes_a_run_from_a_workbook_again(stalls):
    book_of({"stall": [["id", "fee"], ["a", "10"]]}, stalls.directory / "book.xlsx")
    assert run(stalls, "--data", "book.xlsx", "--out", "out").status == 0
    assert "book.xlsx#stall" in stalls.read("out/manifest.json")
    assert stalls.remit("verify", "out").status == 0
    book_of({"stall": [["id", "fee"], ["a", "11"]]}, stalls.directory / "book.xlsx")
    assert stalls.remit("verify", "out").status != 0
