"""`remit sweep` and `remit solve`."""

import json

import pytest

from conftest import Outcome

POLICY = """policy grants "Grants" {
  effective 2010-01-01
  currency  CNY
  rounding  half_up to 0.01 CNY
  party     treasury "财政局"
  party     office

  entity unit {
    key name : text
    kind     : one of { township, department }
  }
  entity project {
    key id     : text
    unit       : unit
    investment : money
    revenue    : money
  }

  param rate cite "2" = 20%
  param most cite "3" = 500_000 CNY
  param dated_rate cite "5" = 1% from 2010-01-01, 2% from 2011-01-01
  open param bonus_rate : percent cite "6"

  target capital cite "1" : sum(project.investment) >= 10_000_000 CNY
  target grown for project cite "1" : revenue >= rate * investment

  reward bonus for project cite "2" {
    when unit.kind is department
    pay  rate * investment
    cap  most
    from treasury
    to   unit
  }
  reward extra for project cite "4" {
    when revenue >= 1_000_000 CNY
    pay  1% * revenue
    from office
    to   unit
  }
  reward opened for project cite "6" {
    when revenue >= 2_000_000 CNY
    pay  bonus_rate * revenue
    from office
    to   unit
  }
  reward per_day for project cite "5" {
    when revenue >= 9_000_000 CNY
    pay  (dated_rate on 2010-06-01) * revenue
    from office
    to   unit
  }
  define strong for project = investment >= 1_000_000 CNY
}
"""
UNITS = "name,kind\nA,department\nB,township\nC,department\n"
PROJECTS = (
    "id,unit,investment,revenue\np1,A,1234567.89,800000\np2,B,9000000,3000000\n"
    "p3,A,4000000,1500000.50\np4,C,600000,90000\n"
)


@pytest.fixture
def grants(desk, tmp_path):
    """Runs a verb over the policy and its tables."""

    def run(verb, *options, projects=PROJECTS, policy=POLICY, language="en") -> Outcome:
        (tmp_path / "p.remit").write_text(policy, encoding="utf-8")
        (tmp_path / "unit.csv").write_text(UNITS, encoding="utf-8")
        (tmp_path / "project.csv").write_text(projects, encoding="utf-8")
        (tmp_path / "grants.csv").write_text("bonus_rate\n1%\n", encoding="utf-8")
        return desk.remit(verb, str(tmp_path / "p.remit"), "--data", str(tmp_path), "--lang", language, *options)

    return run


def variants(outcome):
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)["variants"]


def test_grid_of_two_parameters(grants):
    rows = variants(
        grants("sweep", "--set", "rate=10%..20%/10%", "--set", "most=300000,50万 CNY",
               "--show", "totals,count(bonus),targets.grown.met,count(strong)", "--format", "json"))  # fmt: skip
    assert [(row["rate"], row["most"]) for row in rows] == [
        ("10%", "300000"), ("10%", "50万 CNY"), ("20%", "300000"), ("20%", "50万 CNY")]  # fmt: skip
    # 123456.79 + min(400000, most) + 60000 of rate 10%; twice that, capped, of 20%.
    assert [row["total(treasury)"] for row in rows] == ["483456.79", "583456.79", "666913.58", "866913.58"]
    assert [row["count(bonus)"] for row in rows] == ["3"] * 4
    assert [row["targets.grown.met"] for row in rows] == ["4", "4", "3", "3"]
    assert [row["count(strong)"] for row in rows] == ["3"] * 4


def test_words_of_both_languages(grants):
    english = grants("sweep", "--set", "rate=10%,20%", "--show", "total(treasury), count(bonus), targets.grown.met")
    chinese = grants("sweep", "--set", "rate=10%，20%", "--show", "合计（财政局），计数（bonus）、各目标.grown.达成")
    figures = [[line.split()[1:] for line in each.out.splitlines()[2:]] for each in (english, chinese)]
    assert figures[0] == figures[1] == [["583,456.79", "3", "4"], ["866,913.58", "3", "3"]]


@pytest.mark.parametrize("written", ["500_000 CNY", "(500_000 CNY)", "-(-500_000 CNY)", "((50万 CNY))"])
def test_a_number_alone_has_the_unit_of_the_parameter(grants, written):
    policy = POLICY.replace('most cite "3" = 500_000 CNY', f'most cite "3" = {written}')
    assert written in policy
    rows = variants(grants("sweep", "--set", "most=300000,400000", "--show", "total(bonus)", "--format", "json", policy=policy))
    # 20% of 1,234,567.89 and of 4,000,000, each at most `most`, and of 600,000.
    assert [row["total(bonus)"] for row in rows] == ["666913.58", "766913.58"]


def test_formulas_may_be_asked_for(grants):
    rows = variants(
        grants("sweep", "--set", "rate=10%,20%", "--format", "json",
               "--show", "total(treasury) / total(), sum(project.bonus where unit.kind is township), max(project.bonus)"))  # fmt: skip
    assert rows[0]["max(project.bonus)"] == "400000.00"
    assert rows[0]["sum(project.bonus where unit.kind is township)"] == "0.00"


def test_open_parameter_and_row_payers(grants):
    rows = variants(grants("sweep", "--set", "bonus_rate=1%..3%/1%", "--show", "total(opened)", "--format", "json"))
    assert [row["total(opened)"] for row in rows] == ["30000.00", "60000.00", "90000.00"]


def test_rows_in_error_are_told(grants):
    projects = PROJECTS + "p5,A,,5\n"
    outcome = grants("sweep", "--set", "rate=10%,20%", "--show", "totals", "--format", "json", projects=projects)
    assert outcome.status == 3
    rows = json.loads(outcome.out)["variants"]
    assert [row["total(treasury)"] for row in rows] == ["583456.79", "866913.58"]
    assert [row["undetermined(treasury)"] for row in rows] == ["1", "1"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("totals", ["undetermined(treasury)"]),
        ("rewards", ["undetermined(bonus)"]),
        ("total(treasury) * 2", ["undetermined(treasury)"]),
        ("total(bonus) / total()", ["undetermined(bonus)", "undetermined()"]),
        ("total(treasury) > 1", ["undetermined(treasury)"]),
        ("count(bonus)", ["undetermined(bonus)"]),
        ("计数（bonus） + 1", ["undetermined(bonus)"]),
        ("targets", ["targets.capital.undetermined", "targets.grown.undetermined"]),
        ("targets.grown.met", ["targets.grown.undetermined"]),
        ("1 - targets.grown.missed", ["targets.grown.undetermined"]),
        ("各目标.grown.达成", ["各目标.grown.未定"]),
    ],
)
def test_what_is_not_known_stands_beside_whatever_reads_it(grants, asked, told):
    projects = PROJECTS + "p5,A,,5\n"
    values = ("--set", "rate=10%,20%", "--set", "bonus_rate=1%", "--format", "json", "--show", asked)
    outcome = grants("sweep", *values, projects=projects)
    assert outcome.status == 3
    for row in json.loads(outcome.out)["variants"]:
        assert [name for name in row if "undetermined" in name or "未定" in name] == told
        assert all(row[name] == "1" for name in told)
    # Where everything is known nothing is said, and what is asked for in so many words is there.
    whole = grants("sweep", *values[:-1], f"{asked},{told[0]}")
    assert whole.status == 0
    shown = [name for name in json.loads(whole.out)["variants"][0] if name in told]
    assert shown == told[:1]


def test_a_row_without_a_target_is_not_undetermined(grants):
    policy = POLICY.replace("revenue >= rate * investment", "revenue >= rate * investment { when revenue > 0 CNY }")
    projects = PROJECTS + "p5,A,5,0\n"
    outcome = grants("sweep", "--set", "rate=10%", "--format", "json", "--show", "targets.grown.met,targets.grown.undetermined",
                     policy=policy, projects=projects)  # fmt: skip
    assert outcome.status == 0
    assert json.loads(outcome.out)["variants"][0]["targets.grown.undetermined"] == "0"


@pytest.mark.parametrize("condition", ["total(treasury) <= 1000000000", "count(bonus) < 99", "targets.grown.met < 99"])
def test_a_solution_says_what_is_not_known(grants, condition):
    asked = ("solve", "--set", "rate=10%..12%/1%", "--set", "bonus_rate=1%", "--largest", "--so-that", condition)
    assert grants(*asked).status == 0
    outcome = grants(*asked, projects=PROJECTS + "p5,A,,5\n")
    assert outcome.status == 3
    assert "In 1 rows it is not known what they add to the condition" in outcome.out
    told = json.loads(grants(*asked, "--format", "json", projects=PROJECTS + "p5,A,,5\n").out)
    assert told["open_rows"] == 1 and told["value"] == "12%"


@pytest.mark.parametrize("verb", ["sweep", "solve"])
def test_a_total_of_nobody_is_complained_of_once(grants, verb):
    asked = {"sweep": ("--show", "total(nobody)"), "solve": ("--largest", "--so-that", "total(nobody) < 5")}
    outcome = grants(verb, "--set", "rate=10%,20%", *asked[verb])
    assert outcome.status == 1 and outcome.err.count("error[") == 1


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("rote=10%,20%", "did you mean `rate`?"),
        ("nothing=1", "no parameter `nothing`"),
        ("dated_rate=1%,2%", "has values by day"),
        ("rate=10%..30%", "is no range"),
        ("rate=10 CNY", "R0"),
        ("rate", "PARAMETER=VALUES"),
        ("rate=0..1000000/0.000001", "more than 100000"),
        ("rate=10% } policy other {", "is no value"),
    ],
)
def test_settings_that_mean_nothing(grants, setting, said):
    outcome = grants("sweep", "--set", setting, "--show", "totals")
    assert outcome.status in (1, 2)
    assert said in outcome.err
    assert outcome.out == ""


def test_figures_that_mean_nothing(grants):
    for figure, said in (("total(nobody)", "nobody"), ("targets.other.met", "other"), ("1 +", "R0"), ("bonus", "R0")):
        outcome = grants("sweep", "--set", "rate=10%,20%", "--show", figure)
        assert outcome.status in (1, 2), figure
        assert said in outcome.err


def test_a_value_that_the_policy_could_not_have(grants):
    outcome = grants("sweep", "--set", "most=-5 CNY..5 CNY/5 CNY", "--show", "totals")
    single = grants("run", policy=POLICY.replace("= 500_000 CNY", "= -5 CNY"))
    assert (outcome.status == 1) == (single.status == 1)


def test_picture(grants):
    outcome = grants("sweep", "--set", "rate=10%..20%/1%", "--set", "most=30万,50万", "--picture", "total(treasury)")
    assert outcome.status == 0, outcome.err
    assert outcome.out.startswith("<svg ") and outcome.out.count("<polyline") == 2
    nothing = grants("sweep", "--set", "rate=10%..20%/1%", "--picture", "total(other)")
    assert nothing.status == 2 and "no picture" in nothing.err


def test_largest_rate_within_a_budget(grants):
    outcome = grants("solve", "--set", "rate=10%..30%/0.1%", "--largest", "--so-that", "total(treasury) <= 80万")
    assert outcome.status == 0, outcome.err
    # 1834567.89 * rate + min(4000000 * rate, 500000) <= 800000: rate <= 16.35...%
    assert outcome.out.startswith("rate = 16.3% is the largest value for which total(treasury) <= 80万")
    assert "rate = 16.4%, it does not hold" in outcome.out


def test_no_value_and_every_value(grants):
    none = grants("solve", "--set", "rate=10%..30%/1%", "--largest", "--so-that", "total(treasury) < 0", "--format", "json")
    found = json.loads(none.out)
    assert not found["found"] and found["value"] is None
    every = grants("solve", "--set", "rate=10%..30%/1%", "--largest", "--so-that", "total(treasury) > 0", "--format", "json")
    found = json.loads(every.out)
    assert found["value"] == "30%" and found["neighbour"] is None


def test_what_is_not_monotone_is_said(grants):
    outcome = grants("solve", "--set", "rate=10%..30%/1%", "--largest",
                     "--so-that", "total(treasury) <= 60万 or total(treasury) >= 90万")  # fmt: skip
    assert "changes 2 times" in outcome.out


def test_of_one_row(grants):
    """From which investment on is the cap reached, to the fen; and how much that is from what there is."""
    outcome = grants("solve", "--for", "project", "p1", "--input", "investment", "--smallest",
                     "--so-that", "bonus >= 500000", "--format", "json")  # fmt: skip
    found = json.loads(outcome.out)
    assert found["value"] == "2499999.98"  # 20% of it rounds to 500000.00
    assert found["neighbour"] == "2499999.97"
    assert found["current"] == "1234567.89"
    assert found["tried"] < found["values"]


def test_of_one_row_among_others(grants):
    ranked = POLICY.replace("  define strong", "  rank place for project { by revenue desc ties standard }\n  define strong")
    outcome = grants("solve", "--for", "project", "p4", "--input", "revenue=0..5000000/1", "--smallest",
                     "--so-that", "place <= 2", "--format", "json", policy=ranked)  # fmt: skip
    found = json.loads(outcome.out)
    assert found["value"] == "1500001"  # p3 has 1500000.50


def test_questions_that_mean_nothing(grants):
    for options, said in (
        (["--set", "rate=1%,2%", "--so-that", "total() > 0"], "--largest or --smallest"),
        (["--set", "rate=1%,2%", "--largest", "--so-that", "total()"], "no condition"),
        (["--set", "rate=1%,2%", "--set", "most=1,2", "--largest", "--so-that", "total() > 0"], "one parameter"),
        (["--for", "project", "p9", "--input", "revenue", "--largest", "--so-that", "bonus > 0"], "no row `p9`"),
        (["--for", "project", "p1", "--input", "unit", "--largest", "--so-that", "bonus > 0"], "no number or amount `unit`"),
        (["--for", "project", "p1", "--largest", "--so-that", "bonus > 0"], "--input"),
    ):
        outcome = grants("solve", *options)
        assert outcome.status == 2, options
        assert said in outcome.err, outcome.err


def test_a_complaint_names_the_option(grants):
    outcome = grants("solve", "--set", "rate=10%..20%/1%", "--largest", "--so-that", "nothing <= 5")
    assert outcome.status == 1 and "--so-that:3:5: error[R0201]" in outcome.err
    outcome = grants("solve", "--set", "rate=10%..20%/1%", "--largest", "--so-that", "total() >= 5", "--show", "count(bonus), nothing")
    assert outcome.status == 1 and "--show:3:5: error[R0201]" in outcome.err
    outcome = grants("solve", "--largest", "--so-that", "total() >= 5")
    assert outcome.status == 2 and "nothing is varied" in outcome.err


def test_what_is_undetermined_is_called_as_its_total(grants):
    projects = PROJECTS + "p5,A,,5\n"
    head = grants("sweep", "--set", "rate=10%,20%", "--show", "totals", projects=projects).out.splitlines()[0]
    assert "total(财政局)" in head and "undetermined(财政局)" in head
    head = grants("sweep", "--set", "rate=10%,20%", "--show", "totals", projects=projects, language="zh").out.splitlines()[0]
    assert "合计（财政局）" in head and "未定（财政局）" in head


def test_a_value_that_is_none_is_all_that_is_wrong(grants):
    outcome = grants("sweep", "--set", "rate=abc")
    assert outcome.status == 1 and "`abc`" in outcome.err and "treasury" not in outcome.err, outcome.err


# What of it is nothing, lies between two steps or is settled for one of the values; the totals were worked out by hand.
SETTLED = [
    (2, "", "pay pp from city to id", "pp=0,50", ["0", "100"]),
    (50, "", "pay pp rounding half_up to 10 from city to id", "pp=50,55", ["100", "120"]),
    (2, "", "when fee + cost >= fee + pp pay 1 CNY from city to id", "pp=0,5,-3", ["2", "0", "2"]),
    (-5, "", "when max(fee, cost) + pp > cost pay 1 CNY from city to id", "pp=0,1", ["2", "2"]),
    (2, "", "when cost > pp pay 1 CNY from city to id", "pp=0,4,-1", ["2", "0", "2"]),
    (2, "", "when cost > 0.5 CNY and cost > pp pay 1 CNY from city to id", "pp=0,0.5,1", ["2", "2", "1"]),
    (4, "", "when cost > 2 CNY and cost < pp pay 1 CNY from city to id", "pp=1,3", ["0", "0"]),
    (2, 'fund f cite "9" { budget 5 CNY floor pp pays r when short pro rata ties by key }', "pay fee from city to id", "pp=0,1",
     ["5", "5"]),
]


@pytest.mark.parametrize("start, also, clauses, setting, totals", SETTLED)
def test_a_value_may_settle_what_nobody_wrote_to_be_settled(desk, start, also, clauses, setting, totals):
    desk.write("p.remit", f"""policy p {{
  currency CNY  rounding half_up to 0.01  party city
  entity e {{ key id : text  fee : money  cost : money within 0..4 }}
  param pp cite "1" : money = {start} CNY
  reward r for e cite "2" {{ {clauses} }}
  {also}
}}
""")
    desk.write("e.csv", "id,fee,cost\na,5,1\nb,7,2\n")
    outcome = desk.remit("sweep", "p.remit", "--data", ".", "--set", setting, "--show", "totals", "--format", "json")
    found = [row.get("total(city)", "0") for row in variants(outcome)]
    assert [float(each) for each in found] == [float(each) for each in totals], found


def test_a_parameter_may_be_set_to_nothing(desk):
    desk.write("p.remit", """policy p {
  currency CNY  rounding half_up to 0.01  party city
  entity e { key id : text }
  param bonus cite "1" : money = 0 CNY
  reward r for e cite "2" { pay bonus from city to id }
}
""")
    assert desk.remit("check", "p.remit").status == 0
