"""What `remit needs` asks for, and in which order."""

import json

import pytest

POLICY = """policy form {
  currency CNY
  rounding half_up to 0.01
  party treasury
  entity region { key name : text  poor : bool }
  entity unit { key name : text  kind : one of { township, department }  region : region }
  entity project {
    key id : text
    unit : unit
    investment : money "投资额" within 0..1000万元
    ratio : percent default 20%
    signed : date optional
    a : bool  b : bool  c : bool
    other : unit optional
  }
  define two for project = at least 2 of { a, b, c }
  define early for project = signed is given and signed <= 2010-12-31
  define worth for project = if a then 1 CNY else 0 CNY
  define gone for project = if worth > 0 CNY then (if not a then investment else 0 CNY) else 0 CNY
  define elsewhere for project = other is given and other.kind is department
  define poor for project = unit.region.poor
  define first for project = starts_with(unit.name, "A")
  reward bonus for project cite "1" {
    when unit.kind is department
    when two
    pay round(ratio * investment, to 0.01, half_up)
    cap 50万元
    from treasury
  }
}
"""


def needs(desk, column, *given, more=()):
    desk.write("form.remit", POLICY)
    words = [word for each in given for word in ("--given", each)]
    outcome = desk.remit("needs", "form.remit", "project", column, *words, *more)
    assert outcome.status == 0, outcome
    return outcome.out


def asked(desk, column, *given, more=()):
    told = json.loads(needs(desk, column, *given, more=(*more, "--format", "json")))
    assert told["determined"] == (told["inputs"] == [])
    return [each["path"] for each in told["inputs"]] or told["figure"] or told["state"]


@pytest.mark.parametrize("column, given, expected", [
    ("two", [], ["a", "b", "c"]),
    ("two", ["a=true"], ["b", "c"]),
    ("two", ["b=true", "c=true"], "true"),
    ("two", ["b=false", "c=false"], "false"),
    ("bonus", [], ["unit.kind", "a", "b", "c", "ratio", "investment"]),
    ("bonus", ["unit.kind=township"], "0.00"),
    ("bonus", ["unit.kind=department", "a=true", "b=true"], ["ratio", "investment"]),
    ("bonus", ["unit.kind=department", "a=true", "b=true", "ratio=50%", "investment=1000000"], "500000.00"),
    ("bonus", ["ratio=0"], "0.00"),
    ("bonus", ["a=false", "c=false"], "0.00"),
    # A default counts as known when it is the answer.
    ("bonus", ["unit.kind=department", "a=true", "b=true", "investment=100"], ["ratio"]),
    ("bonus", ["unit.kind=department", "a=true", "b=true", "investment=100", "ratio=20%"], "20.00"),
    ("early", [], ["signed"]), ("early", ["signed="], "false"), ("early", ["signed=2010-01-01"], "true"),
    # Two conditions that exclude each other.
    ("gone", [], "0.00"),
    # A reference may lead nowhere.
    ("elsewhere", [], ["other", "other.kind"]), ("elsewhere", ["other="], "false"), ("elsewhere", ["other=X"], ["other.kind"]),
    ("elsewhere", ["other.kind=township"], "false"), ("elsewhere", ["other=X", "other.kind=department"], "true"),
    ("poor", [], ["unit.region.poor"]), ("poor", ["unit.region.poor=true"], "true"),
    ("first", [], ["unit.name"]), ("first", ["unit=B"], "false"), ("first", ["unit.name=A"], "true"),
    ("bonus.capped", ["unit.kind=department", "a=true", "b=true", "ratio=1%"], "false"),
])
def test_what_is_asked_for(desk, column, given, expected):
    assert asked(desk, column, *given) == expected


def test_as_text_in_both_languages(desk):
    said = needs(desk, "bonus", "a=true", "b=true")
    assert said == ("bonus: from 0.00 to 500000.00\nStill needed, in this order:\n"
                    "  1. unit.kind: one of township, department\n  2. ratio: number\n"
                    "  3. investment (投资额): amount in CNY\n") or "from 0 to 500000" in said, said
    assert needs(desk, "bonus", "ratio=0") == "bonus: 0.00, whatever is not known yet\n"
    chinese = needs(desk, "early", more=("--lang", "zh"))
    assert "尚须依次填报：" in chinese and "1. signed: 日期，可留空" in chinese


def test_tables_that_are_there_are_known(desk):
    desk.write("tables/region.csv", "name,poor\nR,true\nS,true\n")
    desk.write("tables/unit.csv", "name,kind,region\nA,township,R\nB,department,S\n")
    more = ("--data", "tables")
    assert asked(desk, "bonus", "unit=A", more=more) == "0.00"
    assert asked(desk, "bonus", "unit=B", "a=true", "b=true", more=more) == ["ratio", "investment"]
    assert asked(desk, "bonus", "a=true", "b=true", more=more) == ["unit", "ratio", "investment"]
    assert asked(desk, "poor", more=more) == "true"  # of every unit


def test_the_day_of_the_run_may_be_needed(desk):
    desk.write("day.remit", "policy day { entity row { key id : text  due : date } define late for row = due < today }")
    assert "as_of" in desk.remit("needs", "day.remit", "row", "late", "--given", "due=2010-01-01").out
    outcome = desk.remit("needs", "day.remit", "row", "late", "--given", "due=2010-01-01", "--as-of", "2010-01-02")
    assert "late: true" in outcome.out, outcome


def test_what_cannot_be_asked(desk):
    desk.write("form.remit", POLICY)
    for words, said in ((["nothing", "bonus"], "no entity"), (["project", "nothing"], "no result column"),
                        (["project", "bonus", "--given", "x=1"], "leads to no field"),
                        (["project", "bonus", "--given", "unit.x=1"], "leads to no field"),
                        (["project", "bonus", "--given", "investment=abc"], "--given investment: "),
                        (["project", "bonus", "--given", "unit.kind=village"], "--given unit.kind: "),
                        (["project", "bonus", "--given", "a"], "PATH=VALUE"),
                        (["project", "bonus", "--given", "a=true", "--given", "a=false"], "said twice")):
        outcome = desk.remit("needs", "form.remit", *words)
        assert outcome.status == 2 and said in outcome.err, (words, outcome)


FIGURES = """policy figures {
  currency CNY
  rounding half_up to 0.01
  scale rates slab { up to 100 CNY : 10%, over 100 CNY : 20% }
  entity row {
    key id : text
    x : money within 0..1000  y : money within 0..1000  paid : money optional  n : count
    filed : date within 2000-01-01..2030-12-31  kind : one of { red, green, blue }  a : bool
  }
  define high for row = if a then x > 500 CNY else x > 600 CNY
  define low for row = x < 100 CNY
  define tenth for row = 10% * x
  define now for row = if a then y else 0 CNY
  define later for row = filed + 6 months
  define apart for row = high and low and kind is red
  define apart_by_way_of_a_figure for row = tenth > 50 CNY and low and a
  define together for row = (tenth >= 10 CNY or low) and a
  define days_apart for row = later <= 2010-06-30 and year(filed) > 2010 and a
  define and_one for row = y + 1 CNY
  define same_branches for row = if high then and_one else 1 CNY + y
  define same_here for row = if a then min(y, 2000 CNY) else max(y, 0 CNY)
  define itself for row = if now > y then 1 CNY else 2 CNY
  define nothing_between for row = (now - (if a then y else 0 CNY)) * n
  define capped for row = min(if x > 500 CNY then 600 CNY + y else 500 CNY, 500 CNY)
  define cool for row = kind is green or kind is blue
  define every_kind for row = kind is red or cool or a
  define told for row = paid is given
  define blank_or_not for row = (told or a) and (not (paid is given) or a)
  define given_is_enough for row = if paid is given then (paid otherwise 0 CNY) else 0 CNY
  define by_brackets for row = if x > 100 CNY then (if rates(x) < 20 CNY then y else 0 CNY) else 0 CNY
}
"""


@pytest.mark.parametrize("column, given, expected", [
    ("apart", [], "false"), ("apart_by_way_of_a_figure", [], "false"), ("together", [], ["a"]), ("days_apart", [], "false"),
    ("same_branches", [], ["y"]), ("same_here", [], ["y"]), ("itself", [], "2"), ("nothing_between", [], "0.00"),
    ("capped", [], "500.00"), ("every_kind", [], "true"), ("blank_or_not", [], ["a"]), ("given_is_enough", [], ["paid"]),
    ("by_brackets", [], "0.00"), ("apart", ["x=600"], "false"),
])
def test_figures_that_exclude_each_other(desk, column, given, expected):
    """What is not asked for on account of more than one condition, or of what a formula comes to."""
    desk.write("figures.remit", FIGURES)
    words = [word for each in given for word in ("--given", each)]
    outcome = desk.remit("needs", "figures.remit", "row", column, *words, "--format", "json")
    assert outcome.status == 0, outcome
    told = json.loads(outcome.out)
    assert ([each["path"] for each in told["inputs"]] or told["figure"]) == expected, told


def test_a_long_chain_of_net_figures_is_quick(desk):
    """Each level reads the one before twice: what is looked at again at every level would take hours."""
    levels = "\n".join(
        f"  define a{i} for stall = round(a{i - 1} - a{i - 1} / {i + 7}, to 0.01, half_up)" for i in range(1, 25))
    desk.write("chain.remit", f"""policy chain {{
  currency CNY
  rounding half_up to 0.01
  entity stall {{ key id : text  fee : money within 0..100000  cost : money within 0..1000 }}
  define a0 for stall = round(fee - fee / 7, to 0.01, half_up)
{levels}
  define big for stall : money = if a24 > 20 CNY and fee < 500 CNY then cost else 5 CNY
}}
""")
    outcome = desk.remit("needs", "chain.remit", "stall", "big", "--format", "json")
    assert outcome.status == 0, outcome
    assert [each["path"] for each in json.loads(outcome.out)["inputs"]] == ["fee", "cost"]


def test_a_bound_that_only_the_size_of_a_field_makes_is_none(desk):
    desk.write("cap.remit", """policy cap {
  currency CNY
  rounding half_up to 0.01
  entity firm { key id : text  investment : money }
  define bonus for firm = min(round(20% * investment, to 0.01, half_up), 500_000 CNY)
}
""")
    outcome = desk.remit("needs", "cap.remit", "firm", "bonus")
    assert outcome.out.startswith("bonus: 500000.00 or less\n") or outcome.out.startswith("bonus: 500000 or less\n"), outcome
    assert desk.remit("needs", "cap.remit", "firm", "bonus", "--lang", "zh").out.startswith("bonus：至多 500000")
