"""Workbooks for the tests of the program, made of tables of texts by openpyxl or by hand, byte by byte."""

import csv
import datetime
import io
import re
import zipfile

import pytest

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")
DAY = re.compile(r"(19[1-9]\d|20\d\d)-\d\d-\d\d")
SHARE = re.compile(r"\d{1,2}(\.\d)?%")


def library(name):
    """An outside reader or writer of workbooks; who lacks it is told that it was not asked."""
    return pytest.importorskip(name, reason=f"{name} is not installed: nothing was compared with it")


def typed(text):
    """What somebody who fills in a sheet would have typed, and the format of the cell, where it means the same."""
    if NUMBER.fullmatch(text) and len(text) <= 15:
        return (float(text) if "." in text else int(text)), None
    if DAY.fullmatch(text):
        return datetime.date.fromisoformat(text), "yyyy-mm-dd"
    if SHARE.fullmatch(text):
        return float(text[:-1]) / 100, "0.0%"
    return (text or None), None


def fill(sheet, rows):
    for row, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            value, look = typed(text) if row > 1 else (text, None)
            if value is None:
                continue
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = is no formula
            if look:
                cell.number_format = look


def book_of(tables, path):
    """A workbook with a sheet for each of the tables, which are lists of rows of texts by name."""
    book = library("openpyxl").Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        fill(book.create_sheet(name), rows)
    book.save(path)


def tables_of(folder):
    def text(path):
        data = path.read_bytes()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030")

    return {path.stem: list(csv.reader(io.StringIO(text(path)))) for path in sorted(folder.glob("*.csv"))}


TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(**targets):
    entries = "".join(f'<Relationship Id="{identity}" Type="{RELATION}/{kind}" Target="{target}"/>'
                      for identity, (kind, target) in targets.items())
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + entries +
            "</Relationships>")


def raw_book(path, rows, *, strings=None, styles=None, properties="", after="", sheet=None, name="stall", state="", columns="", extra=(),
             compression=zipfile.ZIP_DEFLATED):
    """A workbook whose one sheet has `rows` between the tags of sheetData, and `after` behind them; `extra` replaces
    or adds parts."""
    targets = {"r1": ("worksheet", "worksheets/sheet1.xml")}
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(r1=("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns:r="{RELATION}">{properties}<sheets>'
                           f'<sheet name="{name}" sheetId="1" state="{state or "visible"}" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": sheet or f"<worksheet>{columns and f'<cols>{columns}</cols>'}<sheetData>{rows}</sheetData>{after}</worksheet>",
    }
    if strings is not None:
        targets["r2"] = ("sharedStrings", "sharedStrings.xml")
        parts["xl/sharedStrings.xml"] = f"<sst>{strings}</sst>"
    if styles is not None:
        targets["r3"] = ("styles", "styles.xml")
        parts["xl/styles.xml"] = f"<styleSheet>{styles}</styleSheet>"
    parts["xl/_rels/workbook.xml.rels"] = relations(**targets)
    parts.update(dict(extra))
    with zipfile.ZipFile(path, "w", compression) as archive:
        for part, text in parts.items():
            if text is not None:
                archive.writestr(part, text)


def inline(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
