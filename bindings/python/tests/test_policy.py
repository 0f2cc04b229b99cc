"""From text to figures, and what a policy tells of itself."""

import datetime
from decimal import Decimal

import pytest

import remit


def test_figures_are_exact(policy, tables):
    results = policy.evaluate(tables)
    assert results["project"]["tax_bonus"] == [
        Decimal("500000.00"),
        Decimal("200000.05"),
        Decimal("0.00"),
    ]
    assert str(results["project"].cell(2, "tax_bonus")) == "0.00"
    assert results["project"]["tax_bonus.capped"] == [True, False, False]
    assert results.error_count == 0 and len(results.errors) == 0


def test_reports(policy, tables):
    results = policy.evaluate(tables)
    (total,) = results.totals
    assert total["payer"] == "city_treasury" and total["amount"] == Decimal("700000.05")
    assert total["payments"] == 2
    due = [line for line in results.ledger if line["status"] == "due"]
    assert [line["key"] for line in due] == ["p1", "p2"]
    assert {line["clause"] for line in due} == {"III(3)2"}
    assert [line["payee"] for line in due] == ["Development office"] * 2
    (target,) = results.targets
    assert target["met"] is True and target["metric"] == "3"
    rounded = {line["key"]: line["difference"] for line in results.rounding}
    assert rounded == {"p2": "0.004"}


def test_what_is_to_be_paid_back_is_a_line_and_a_total():
    policy = remit.compile(
        "policy back { currency CNY rounding half_up to 0.01 party office "
        "entity stall { key id : text  moved : bool  fee : money } "
        'reward grant for stall cite "2" { pay fee from office claw back all when moved } }'
    )
    results = policy.evaluate({"stall": [{"id": "a", "moved": True, "fee": 100}]})
    lines = [(line["status"], line["amount"], line["reason"]) for line in results.ledger]
    assert lines == [("due", 100, "due"), ("repay", -100, "to be paid back: moved")]
    (total,) = results.totals
    assert (total["amount"], total["repay"]) == (100, 100)


def test_rows_by_key(policy, tables):
    projects = policy.evaluate(tables)["project"]
    assert projects.row("p2")["tax_bonus"] == Decimal("200000.05")
    assert projects.find("p3") == 2
    with pytest.raises(remit.NotFound):
        projects.find("p9")
    with pytest.raises(KeyError):
        projects["nothing"]
    with pytest.raises(IndexError):
        projects.row(3)


def test_explanation(policy, tables):
    results = policy.evaluate(tables)
    why = results.explain("project", "p1", "tax_bonus")
    assert "500,000.00" in why and "III(3)2" in why
    assert isinstance(why.data, dict)
    assert why.html.startswith("<!DOCTYPE html>") and "500,000.00" in why.html
    assert "500,000.00" in results.explain("project", "p1", "tax_bonus", unfold=True)
    assert "(2) " not in results.explain("project", "p1", "tax_bonus", depth=1)
    assert results.explain("project", "p1", "tax_bonus", language="zh") != why
    assert policy.explain(tables, "project", 0, "tax_bonus") == why
    with pytest.raises(remit.NotFound):
        results.explain("project", "p1", "nothing")


def test_what_cells_of_a_field_may_be():
    compiled = remit.compile(
        """
policy p {
  entity town { key name : text }
  entity unit {
    key id : text
    town : town left out when unknown
    above : town
    rate : percent
    growth : percent within -100%..1000%
  }
  define sum for town = count(unit via town)
  define n for unit = rate + growth
}
"""
    )
    fields = {field.name: field for field in compiled.entities[2].fields}
    assert fields["town"].left_out and not fields["above"].left_out
    assert fields["rate"].percent and not fields["rate"].bounded
    assert fields["growth"].percent and fields["growth"].bounded
    assert not fields["id"].percent


def test_introspection(policy):
    assert policy.name == "open_economy_2010" and len(policy.hash) == 64
    whole, unit, project = policy.entities
    assert whole.name == "whole" and [field.name for field in whole.fields] == ["as_of"]
    assert unit.name == "unit" and project.name == "project"
    fields = {field.name: field for field in project.fields}
    assert fields["id"].key and fields["id"].kind == "text"
    assert fields["introduced_by"].refers_to == "unit"
    assert fields["investment"].kind == "money" and fields["investment"].currency == "CNY"
    assert fields["incentives_paid"].has_default
    kinds = {field.name: field for field in unit.fields}["kind"].categories
    assert kinds == ("township", "subdistrict", "city_department")
    bonus = {column.name: column for column in project.columns}["tax_bonus"]
    assert (bonus.form, bonus.cite, bonus.scale) == ("reward", "III(3)2", 2)
    assert ("big_projects", "II(1)") in [(c.name, c.cite) for c in policy.clauses]
    assert policy.holes == ()
    assert "tax_bonus" in policy.dump("plan") and policy.dump("tree") and policy.dump("model")


def test_own_tests(policy):
    (outcome,) = policy.run_tests()
    assert outcome.passed, outcome.message


def test_format_is_idempotent():
    source = "policy p {\n currency CNY   # own\n}"
    once = remit.format(source)
    assert remit.format(once) == once and "# own" in once
    assert remit.format(source, keywords="zh").startswith("政策")
    with pytest.raises(ValueError):
        remit.format(source, keywords="fr")


def test_as_of_is_the_day_of_today():
    policy = remit.compile(
        "policy p { currency CNY entity a { key id : text d : date }"
        " define late for a = today > d }"
    )
    rows = {"a": [{"id": "x", "d": datetime.date(2010, 6, 1)}]}
    assert policy.evaluate(rows, as_of=datetime.date(2010, 6, 2))["a"]["late"] == [True]
    assert policy.evaluate(rows, as_of=datetime.date(2010, 6, 1))["a"]["late"] == [False]
    (unknown,) = policy.evaluate(rows)["a"]["late"]
    assert isinstance(unknown, remit.CellError)


def test_same_figures_whatever_computes(policy, tables):
    data = policy.data(tables)
    digests = {
        policy.evaluate(data, threads=threads, batch_rows=batch, evaluator=evaluator).digest
        for threads in (1, 2)
        for batch in (0, 1, 2)
        for evaluator in ("automatic", "row", "columnar")
    }
    assert len(digests) == 1


def test_notebook(policy, tables):
    results = policy.evaluate(tables)
    assert "<table>" in results._repr_html_() and "<table>" in results.ledger._repr_html_()
    assert "<pre>" in results.explain("project", "p1", "tax_bonus")._repr_html_()
    assert "III(3)2" in policy._repr_html_()


def test_closing(tables):
    with remit.compile("policy p { currency CNY entity a { key id : text } }") as policy:
        pass
    with pytest.raises(ValueError):
        policy.name
    policy.close()
