"""remit payments: the lists that an office files, by payer: asked, cut and why, granted, in capital numerals."""

import csv
import io
import json
import re

import pytest

POLICY = """policy prizes "Prizes of a town" {
  currency CNY
  rounding half_up to 0.01
  party town
  party county
  entity firm { key name : text  account : text  wanted : money optional  wins : count  kept : bool }
  reward grant for firm cite "3" { pay wanted from town }
  reward medal for firm cite "4" {
    when wins >= 2
    pay 10.5 CNY from county
    claw back all when not kept
  }
  fund pot cite "2" { budget 100 CNY  pays grant  when short in order of wins desc ties by key }
}
"""
FIRMS = "name,account,wanted,wins,kept\nA,62001,60,3,true\nB,62002,70.25,2,false\nC,62003,5,1,true\nD,62004,0,0,true\n"


@pytest.fixture
def office(desk):
    desk.write("prizes.remit", POLICY)
    desk.write("data/firm.csv", FIRMS)
    return desk


def payments(office, *words):
    return office.remit("payments", "prizes.remit", "--data", "data", *words)


def test_each_line_says_what_was_asked_cut_and_granted(office):
    done = payments(office, "--format", "json", "--column", "account")
    assert done.status == 0, done.err
    town, county, back = json.loads(done.out)["lists"]
    lines = [(x["number"], x["payee"], x["account"], x["asked"], x["cut"], x["amount"]) for x in town["lines"]]
    assert lines == [
        ("1", "A", "62001", "60.00", "0.00", "60.00"),
        ("2", "B", "62002", "70.25", "30.25", "40.00"),
        ("3", "C", "62003", "5.00", "5.00", "0.00"),  # nothing is left: listed, since it was asked for
    ]
    assert "pot" in town["lines"][2]["reason"]
    assert (town["asked"], town["cut"], town["amount"]) == ("135.25", "35.25", "100.00")
    assert (town["payments"], town["in_capitals"]) == (2, "人民币壹佰元整")
    assert (county["payer"], county["amount"], county["in_capitals"]) == ("county", "21.00", "人民币贰拾壹元整")
    assert (back["repay"], back["payer"], back["amount"]) == (True, "county", "10.50")
    assert [x["payee"] for x in back["lines"]] == ["B"]
    # Below zero as in the ledger, so that the lines of all lists add up.
    assert [x["amount"] for x in back["lines"]] == ["-10.50"]


def test_sums_agree_with_the_totals_of_a_run(office):
    run = json.loads(office.remit("run", "prizes.remit", "--data", "data", "--format", "json").out)
    totals = {x["payer"]: x for x in run["totals"]}
    lists = json.loads(payments(office, "--format", "json").out)["lists"]
    for each in lists:
        total = totals[each["payer"]]
        assert each["amount"] == total["repay" if each["repay"] else "amount"]
        for by in ("by_reward", "by_payee"):
            cents = sum(round(float(x["amount"]) * 100) for x in each[by])
            assert cents == round(float(each["amount"]) * 100)


def test_csv_is_one_table_of_all_lists(office):
    rows = list(csv.DictReader(io.StringIO(payments(office, "--format", "csv").out)))
    assert [(x["payer"], x["number"], x["status"]) for x in rows] == [
        ("town", "1", "due"), ("town", "2", "due"), ("town", "3", "nothing"),
        ("county", "1", "due"), ("county", "2", "due"), ("county", "1", "repay"),
    ]


def test_one_payer_and_one_that_pays_nothing(office):
    assert "county" not in payments(office, "--payer", "town").out
    done = payments(office, "--payer", "Town")
    assert done.status == 2 and "town, county" in done.err
    done = payments(office, "--column", "iban")
    assert done.status == 2 and "iban" in done.err


def test_text_is_signed_and_in_both_languages(office):
    english = payments(office).out
    for words in ("Payment list: town (CNY)", "To be paid back: county (CNY)", "人民币壹佰元整", "Approved by"):
        assert words in english
    chinese = payments(office, "--lang", "zh").out
    for words in ("付款清单：town（CNY）", "大写：人民币壹佰元整", "核减", "制表", "审批"):
        assert words in chinese


def test_a_list_is_headed_by_what_people_call_the_payer(office):
    office.write("prizes.remit", POLICY.replace("  party town\n", '  party town "Town treasury"\n', 1))
    assert "Payment list: Town treasury (CNY)" in payments(office).out
    assert "付款清单：Town treasury（CNY）" in payments(office, "--lang", "zh").out
    assert json.loads(payments(office, "--format", "json").out)["lists"][0]["payer"] == "town"


def test_the_day_is_told_in_words(office):
    assert "as of 2010-02-03" in payments(office, "--as-of", "2010-02-03").out
    assert "截至 2010年2月3日" in payments(office, "--as-of", "2010-02-03", "--lang", "zh").out


def test_the_page_has_a_sheet_for_each_list_and_nothing_from_elsewhere(office):
    page = payments(office, "--format", "html", "--lang", "zh").out
    assert page.count("<section>") == 3
    assert not re.search(r"<script|src=|href=|url\(", page)
    office.write("data/firm.csv", FIRMS.replace("A,", "<b>A&,", 1))
    assert "&lt;b&gt;A&amp;" in payments(office, "--format", "html").out


def test_what_is_not_determined_makes_the_list_incomplete(office):
    office.write("data/firm.csv", FIRMS.replace(",5,1,", ",,1,"))
    done = payments(office, "--format", "json")
    assert done.status == 3
    lists = json.loads(done.out)["lists"]
    assert sum(x["undetermined"] for x in lists) > 0
    done = payments(office)
    assert done.status == 3 and "Not complete" in done.out


def test_nothing_to_pay(office):
    office.write("data/firm.csv", "name,account,wanted,wins,kept\nD,62004,0,0,true\n")
    done = payments(office)
    assert done.status == 0 and "Payment list" not in done.out
    assert json.loads(payments(office, "--format", "json").out)["lists"] == []


EXPENSES = """policy costs {
  currency CNY
  rounding half_up to 0.01
  party county
  entity voucher { key id : text  payee : text  bank : text optional  use : text  approved : bool  amount : money }
  open list uses for voucher cite "8" { named use in { "transport" }  others by approved  against payee }
  expense spending for voucher cite "8" { when uses  for use  pay amount  from county  to payee account bank }
}
"""
VOUCHERS = "id,payee,bank,use,approved,amount\n1,Coach,62001,transport,false,6\n2,Hall,,fair,true,5\n3,Inn,62003,wine,false,1\n"


def test_expenses_say_to_which_account_and_what_for(desk):
    desk.write("costs.remit", EXPENSES)
    desk.write("data/voucher.csv", VOUCHERS)
    done = desk.remit("payments", "costs.remit", "--data", "data", "--format", "json")
    assert done.status == 0, done.err
    (county,) = json.loads(done.out)["lists"]
    assert [(x["payee"], x["account"], x["purpose"], x["amount"]) for x in county["lines"]] == [
        ("Coach", "62001", "transport", "6.00"), ("Hall", "", "fair", "5.00"),
    ]
    chinese = desk.remit("payments", "costs.remit", "--data", "data", "--lang", "zh").out
    for words in ("账号", "事由", "奖励或支出"):
        assert words in chinese
    run = desk.remit("run", "costs.remit", "--data", "data", "--format", "json")
    found = json.loads(run.out)["findings"]
    assert [(x["finding"], x["key"], x["against"]) for x in found] == [("uses.unapproved", "3", "Inn")]
