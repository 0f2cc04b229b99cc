"""Computes the figures of seed 000 without Remit, and writes them to expected/.
usage: python3 policies/000/expected.py
"""

import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import competition_ranks, number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
INDICATORS = ("domestic", "foreign_capital", "exports", "workers")
PRIZES = {"domestic": 30_000, "foreign_capital": 30_000, "exports": 30_000, "workers": 20_000}
SHORT = {"domestic": "domestic", "foreign_capital": "foreign", "exports": "exports", "workers": "workers"}


def year_figures(reports):
    """(unit, indicator) -> the year's figure: what the fourth quarter reports."""
    return {
        (row["unit"], name): number(row[name])
        for row in reports
        if row["quarter_no"] == "4"
        for name in (*INDICATORS, "contracted")
    }


def yellow_cards(reports):
    before, cards = {}, []
    for row in sorted(reports, key=lambda r: (r["unit"], int(r["quarter_no"]))):
        now = tuple(number(row[name]) for name in (*INDICATORS, "contracted"))
        if int(row["quarter_no"]) == 1:
            before[row["unit"]] = (0,) * 5
        if now == before[row["unit"]]:
            cards.append((row["unit"], row["id"]))
        before[row["unit"]] = now
    return cards


def fund(applications):
    left = defaultdict(lambda: Fraction(2_000_000))  # by year
    for row in sorted(applications, key=lambda r: r["applied_on"]):
        if row["purpose"] == "other_purpose":
            continue
        year = row["applied_on"][:4]
        paid = min(left[year], number(row["requested"]))
        left[year] -= paid
        yield "fund_payment", row["id"], "county_treasury", row["id"], paid


def unit_prizes(units, tasks, year):
    met = {
        (u["name"], i): year[u["name"], i] >= number(tasks[u["name"]][i])
        for u in units
        for i in INDICATORS
        if tasks[u["name"]][i] != ""
    }
    completers = {}
    for u in units:
        name, township = u["name"], u["kind"] == "township"
        for i in INDICATORS:
            if township and met.get((name, i)):
                yield f"township_{SHORT[i]}", name, "county_treasury", name, Fraction(PRIZES[i])
        if not township and met.get((name, "foreign_capital")):
            yield "department_foreign", name, "county_treasury", name, Fraction(20_000)
        if not township and met.get((name, "domestic")):
            completers[name] = year[name, "domestic"]
    for name, place in competition_ranks(completers).items():
        if place <= 10:
            amount = Fraction(20_000 if place <= 5 else 10_000)
            yield "department_domestic", name, "county_treasury", name, amount


def commissions(projects):
    for p in projects:
        if p["introducer"]:
            amount = round_half_up(number(p["fixed_assets"]) / 100)
            yield "commission", p["id"], p["benefiting_treasury"], p["introducer"], amount


def main():
    units, reports = read_table(DATA, "unit"), read_table(DATA, "report")
    projects, people = read_table(DATA, "project"), read_table(DATA, "person")
    tasks = {row["unit"]: row for row in read_table(DATA, "task")}
    year = year_figures(reports)
    lines = [*fund(read_table(DATA, "application")), *unit_prizes(units, tasks, year)]
    lines = [line for line in [*lines, *commissions(projects)] if line[4] != 0]
    write_table(OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
                [(*line[:4], text(line[4])) for line in lines])
    totals = defaultdict(Fraction)
    for reward, _, payer, _, amount in lines:
        totals[payer, reward] += amount
    write_table(OUT, "totals", ["payer", "reward", "amount"],
                [(*key, text(amount)) for key, amount in sorted(totals.items())])

    goals = {"county_domestic": ("domestic", 2_500_000_000), "county_contracted": ("contracted", 50_000_000),
             "county_foreign": ("foreign_capital", 39_000_000), "county_exports": ("exports", 28_000_000),
             "county_workers": ("workers", 150)}
    targets = []
    for target, (name, goal) in goals.items():
        value = sum(year[u["name"], name] for u in units)
        targets.append((target, text(value), text(goal), str(value >= goal).lower()))
    count = sum(p["class_123"] == "true" for p in projects)
    targets.append(("projects_123", str(count), "100", str(count >= 100).lower()))
    bad = sum("false" in (v["agreed_by_office"], v["agreed_by_bureau"]) for v in read_table(DATA, "visit"))
    targets.append(("agreed_visits", str(bad), "0", str(bad <= 0).lower()))
    reviews = read_table(DATA, "review")
    late_reviews = {r["id"]: r["kind"] for r in reviews if r["held_on"] == "" or r["held_on"] > r["held_by"]}
    for target, kind in (("bulletins_in_time", "monthly_bulletin"), ("checks_in_time", "quarterly_check")):
        count = sum(k == kind for k in late_reviews.values())
        targets.append((target, str(count), "0", str(count <= 0).lower()))
    write_table(OUT, "review", ["id", "review_day.late"],
                [(r["id"], str(r["id"] in late_reviews).lower()) for r in reviews])
    write_table(OUT, "sector", ["name", "sector_led.met"],
                [(s["name"], str(s["responsible"] != "").lower()) for s in read_table(DATA, "sector")])
    write_table(OUT, "targets", ["target", "metric", "goal", "met"], targets)

    missed = {u["name"] for u in units for i in INDICATORS
              if tasks[u["name"]][i] != "" and year[u["name"], i] < number(tasks[u["name"]][i])}
    cards = defaultdict(int)
    for unit, _ in yellow_cards(reports):
        cards[unit] += 1
    headed = {p["unit"] for p in people if p["head"] == "true"}
    late = defaultdict(int)
    for row in read_table(DATA, "weekly"):
        late[row["unit"]] += row["sent_on"] == "" or row["sent_on"] > row["due_on"]
    write_table(OUT, "unit", ["name", "veto", "advanced_unit", "yellow_cards", "late_weeklies", "head_named.met"],
                [(u["name"], str(u["name"] in missed).lower(), str(u["name"] not in missed).lower(),
                  cards[u["name"]], late[u["name"]], str(u["name"] in headed).lower()) for u in units])
    write_table(OUT, "person", ["name", "advanced_person"],
                [(p["name"], str(p["nominated"] == "true"
                                 and not (p["head"] == "true" and p["unit"] in missed)).lower())
                 for p in people])


if __name__ == "__main__":
    main()
