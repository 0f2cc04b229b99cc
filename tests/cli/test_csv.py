"""Tables as offices have them."""

import csv
import io

import pytest


def amounts(outcome):
    assert outcome.status == 0, outcome.err
    return {line["key"]: line["amount"] for line in csv.DictReader(io.StringIO(outcome.out))}


PLAIN = "id,unit,investment\np1,A,1234.56\n"


@pytest.mark.parametrize("content", [
    PLAIN.encode(),
    b"\xef\xbb\xbf" + PLAIN.encode(),
    PLAIN.replace("\n", "\r\n").encode(),
    "investment,id,unit\n1234.56,p1,A\n".encode(),
    "编号,id,unit,投资额\n1,p1,A,1234.56\n".encode(),
    "id,unit,投资额(万元)\np1,A,0.123456\n".encode(),
    "id,unit,投资额（万元）\np1,A,0.123456\n".encode("gb18030"),
    "id,unit,investment (10k CNY)\np1,A,0.123456\n".encode(),
    "ＩＤ,unit,investment\np1,A,1234.56\n".replace("ＩＤ", "ｉｄ").encode(),
    '"id","unit","investment"\n"p1","A","1234.56"\n'.encode(),
    "id,unit,investment,比例(%)\np1,A,1234.56,20\n".encode(),
    "id , unit , investment\n p1 , A , 1234.56 \n\n,,\n".encode(),
])
def test_the_same_table_in_many_shapes(desk, content):
    outcome = desk.run_with_projects(content, "--format", "csv")
    assert amounts(outcome) == {"p1": "246.91"}


def test_extra_columns_are_ignored_with_a_note(desk):
    outcome = desk.run_with_projects("id,unit,investment,remark\np1,A,10,x\n", "--format", "csv")
    assert amounts(outcome) == {"p1": "2.00"}
    assert "remark" in outcome.err


def test_a_missing_column_is_named(desk):
    outcome = desk.run_with_projects("id,unit\np1,A\n")
    assert outcome.status == 2
    assert "investment" in outcome.err and "project" in outcome.err


@pytest.mark.parametrize("header", ["投资额(万美元)", "投资额(斤)", "investment (20 CNY)"])
def test_an_unknown_unit_is_refused(desk, header):
    outcome = desk.run_with_projects(f"id,unit,{header}\np1,A,1\n")
    assert outcome.status == 2
    assert header in outcome.err


def test_the_largest_unit_that_a_column_holds(desk):
    # 1 of it is 10^32 yuan, and the cell 1.234567e-28 of it. A column holds 38 digits and no more.
    fits = desk.run_with_projects("id,unit,投资额(100000000000000000000万亿元)\np1,A,0.0000000000000000000000000001234567\n",
                                  "--format", "csv")
    assert amounts(fits) == {"p1": "2469.13"}
    beyond = desk.run_with_projects("id,unit,投资额(1000000000000000000000000000000000万亿元)\np1,A,1\n")
    assert beyond.status == 3
    assert "overflow" in beyond.out


def test_thousands_only_when_asked_for(desk):
    content = 'id,unit,investment\np1,A,"1,234.56"\n'
    assert desk.run_with_projects(content).status == 3
    assert amounts(desk.run("--thousands", "--format", "csv")) == {"p1": "246.91"}


@pytest.mark.parametrize("cell, word", [
    ("1.234", "1.234"), ("1e3", "1e3"), ("-", "-"), ("12 万", "12 万"), ("１２", "１２"),
    ("9" * 40, "9" * 40),
])
def test_a_bad_cell_names_itself(desk, cell, word):
    outcome = desk.run_with_projects(f"id,unit,investment\np1,A,{cell}\n", "--out", "results")
    assert outcome.status == 3
    errors = desk.read("results/errors.csv")
    assert word in errors and "p1" in errors and "investment" in errors


def test_unknown_references_and_duplicate_keys(desk):
    outcome = desk.run_with_projects(
        "id,unit,investment\np1,Nobody,1\np2,A,1\np2,A,1\n", "--out", "results")
    assert outcome.status == 3
    errors = desk.read("results/errors.csv")
    assert "Nobody" in errors and "p2" in errors


@pytest.mark.parametrize("content, word", [
    ("", "header"), ("id,unit,investment\np1,A\n", "row 1"),
    ('id,unit,investment\np1,A,"1\n', "quote"), (b"id,unit,investment\np1,\xff\xff,1\n", "GB18030"),
    ("id,unit,investment,投资额\np1,A,1,1\n", "投资额"),
])
def test_broken_files(desk, content, word):
    outcome = desk.run_with_projects(content)
    assert outcome.status == 2
    assert word in outcome.err


def test_what_is_written_can_be_read_again(desk):
    desk.write("data/unit.csv", 'name,kind\n"A, ""the"" unit",department\n')
    outcome = desk.run_with_projects('id,unit,investment\np1,"A, ""the"" unit",10\n',
                                     "--out", "results")
    assert outcome.status == 0, outcome.err
    written = list(csv.DictReader(io.StringIO(desk.read("results/ledger.csv"))))
    assert written[0]["payee"] == 'A, "the" unit'
