"""Payment lists: one for each payer, with what was asked, cut and granted, as tables."""

from decimal import Decimal

import pytest

import remit

POLICY = """policy prizes {
  currency CNY
  rounding half_up to 0.01
  party town
  party county
  entity firm { key name : text  bank : text  wanted : money  wins : count  kept : bool }
  expense grant for firm cite "3" { for name  pay wanted  from town  to name account bank }
  reward medal for firm cite "4" { when wins >= 2  pay 10.5 CNY  from county  claw back all when not kept }
  fund pot cite "2" { budget 100 CNY  pays grant  when short in order of wins desc ties by key }
}"""
FIRMS = [
    {"name": "A", "bank": "62001", "wanted": "60", "wins": 3, "kept": True},
    {"name": "B", "bank": "62002", "wanted": "70.25", "wins": 2, "kept": False},
    {"name": "C", "bank": "62003", "wanted": "5", "wins": 1, "kept": True},
]


@pytest.fixture
def results() -> remit.Results:
    return remit.compile(POLICY).evaluate({"firm": FIRMS})


def test_one_list_for_each_payer_and_one_of_what_comes_back(results):
    payments = results.payments()
    assert [(row["payer"], row["repay"], row["payments"], row["amount"], row["in_capitals"]) for row in payments.lists] == [
        ("town", False, 2, Decimal("100.00"), "人民币壹佰元整"),
        ("county", False, 2, Decimal("21.00"), "人民币贰拾壹元整"),
        ("county", True, 1, Decimal("10.50"), "人民币壹拾元伍角"),
    ]


def test_lines_say_to_whom_for_what_and_what_was_cut(results):
    lines = [row for row in results.payments("wins").lines if row["list"] == 1]
    assert [(row["number"], row["payee"], row["account"], row["purpose"], row["wins"], row["asked"], row["cut"], row["amount"])
            for row in lines] == [
        (1, "A", "62001", "A", "3", Decimal("60.00"), Decimal("0.00"), Decimal("60.00")),
        (2, "B", "62002", "B", "2", Decimal("70.25"), Decimal("30.25"), Decimal("40.00")),
        (3, "C", "62003", "C", "1", Decimal("5.00"), Decimal("5.00"), Decimal("0.00")),
    ]
    chinese = results.payments(language="zh").lines
    assert "pot" in chinese.row(2)["reason"] and chinese.row(2)["reason"] != results.payments().lines.row(2)["reason"]


def test_sums_are_those_of_the_lists(results):
    payments = results.payments()
    for sums in (payments.by_reward, payments.by_payee):
        for number, row in enumerate(payments.lists, 1):
            assert sum(each["amount"] for each in sums if each["list"] == number) == row["amount"]
            assert sum(each["payments"] for each in sums if each["list"] == number) == row["payments"]


def test_a_word_that_nothing_paid_has(results):
    with pytest.raises(remit.NotFound):
        results.payments("colour")
