"""Computes the figures of seed 002 without Remit, and writes them to expected/.
usage: python3 policies/002/expected.py
"""

import datetime
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import competition_ranks, flag, last_day_of_month, number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
YEAR, AS_OF = "2010", datetime.date(2011, 1, 31)
SERVICES = ("logistics", "tourism", "trade", "finance")


def parameters():
    return read_table(DATA, "open_economy")[0]


def unapproved(inspection):
    """Of the year, and with no number and day of an approval, or one of a later day."""
    approved = inspection["approval"] != "" and "" < inspection["approved_on"] <= inspection["inspected_on"]
    return not approved and inspection["inspected_on"][:4] == YEAR


def targets(reports, projects, units):
    this_year = [number(p["investment"]) for p in projects if p["signed_on"][:4] == YEAR]

    def total(column):
        return sum(number(row[column]) for row in reports)

    figures = [
        ("domestic_capital", total("domestic_capital"), 4_400_000_000),
        ("projects_30m", sum(v >= 30_000_000 for v in this_year), 74),
        ("projects_50m", sum(v >= 50_000_000 for v in this_year), 36),
        ("projects_100m", sum(v >= 100_000_000 for v in this_year), 10),
        ("foreign_capital", total("foreign_capital"), 32_000_000),
        ("exports", total("exports"), 100_000_000),
        ("teams", sum(number(u["teams"]) for u in units), 30),
        ("park_area", number(read_table(DATA, "park")[0]["built_area"]), 1),
    ]
    rows = [(name, text(value), text(goal), value >= goal) for name, value, goal in figures]
    missing = sum(map(unapproved, read_table(DATA, "inspection")))
    rows.append(("approved_inspections", text(missing), "0", missing <= 0))
    return [(name, value, goal, str(met).lower()) for name, value, goal, met in rows]


def standings(units, reports, tasks):
    """Per unit: half-year rank and overall rank, year-end rank within its kind, by share of the task."""
    half, year = defaultdict(Fraction), defaultdict(Fraction)
    for row in reports:
        year[row["unit"]] += number(row["domestic_capital"])
        if int(row["month"]) <= 6:
            half[row["unit"]] += number(row["domestic_capital"])
    half_rank = competition_ranks({name: half[name] / task for name, task in tasks.items()})
    overall = competition_ranks({name: year[name] / task for name, task in tasks.items()})
    year_rank = {}
    for kind in {u["kind"] for u in units}:
        members = [u["name"] for u in units if u["kind"] == kind and u["name"] in tasks]
        year_rank |= competition_ranks({name: year[name] / tasks[name] for name in members})
    return half, year, half_rank, overall, year_rank


def months_and_quarters(units, reports, tasks):
    """Each unit with a task, each month and quarter: what was reported (nothing: zero), and the places."""
    given = {(row["unit"], int(row["month"])): number(row["domestic_capital"]) for row in reports}
    names = [u["name"] for u in units if u["name"] in tasks]
    month_ranks = {m: competition_ranks({n: given.get((n, m), Fraction(0)) / tasks[n] for n in names}) for m in range(1, 13)}
    quarters = {(n, q): sum(given.get((n, m), Fraction(0)) for m in range(3 * q - 2, 3 * q + 1)) for n in names for q in range(1, 5)}
    quarter_ranks = {q: competition_ranks({n: quarters[n, q] / tasks[n] for n in names}) for q in range(1, 5)}
    write_table(OUT, "unit_month", ["unit", "year", "month", "capital_of_month", "unreported", "monthly_assessment"],
                [(n, YEAR, m, text(given.get((n, m), 0)), flag((n, m) not in given), month_ranks[m][n])
                 for n in names for m in range(1, 13)])
    write_table(OUT, "unit_quarter", ["unit", "year", "quarter", "capital_of_quarter", "quarterly_bulletin"],
                [(n, YEAR, q, text(quarters[n, q]), quarter_ranks[q][n]) for n in names for q in range(1, 5)])
    return {n: sum((n, m) not in given for m in range(1, 13)) for n in names}


def supervisions():
    """Each key project is inspected in each month from that of its listing on."""
    visits = [(row["project"], row["supervised_on"]) for row in read_table(DATA, "supervision")]
    lacking = []
    for p in read_table(DATA, "key_project"):
        first = max(p["listed_on"], f"{YEAR}-01-01")
        months = [m for m in range(int(first[5:7]), 13) if last_day_of_month(int(YEAR), m) < AS_OF]
        seen = {day[:7] for project, day in visits if project == p["id"] and day >= first}
        lacking.append((p["id"], flag(p["agent"] == ""), sum(f"{YEAR}-{m:02d}" not in seen for m in months)))
    write_table(OUT, "key_project", ["id", "without_agent", "monthly_supervision.missing"], lacking)


def a_month_after(day):
    last = last_day_of_month(day.year + day.month // 12, day.month % 12 + 1)
    return min(last, last.replace(day=min(day.day, last.day)))


def publications():
    """A month after the period what was not published is missing; what came later is late."""
    shown = [(row["sort"], datetime.date.fromisoformat(row["period_end"]), row["published_on"])
             for row in read_table(DATA, "publication") if row["published_on"]]
    year = int(YEAR)
    for duty, sort, columns, months in (
        ("monthly_publication", "assessment", ["year", "month"], 1),
        ("quarterly_publication", "bulletin", ["year", "quarter"], 3),
        ("half_year_publication", "half_year_place", ["year", "quarter"], 3),
        ("year_end_publication", "year_end_place", ["year"], 12),
    ):
        rows = []
        for number_of in range(1, 12 // months + 1):
            part = (number_of,) if months < 12 else ()
            first = datetime.date(year, months * (number_of - 1) + 1, 1)
            end = last_day_of_month(year, months * number_of)
            due = a_month_after(end)
            day = min((day for about, of, day in shown if about == sort and first <= of <= end), default="")
            owed = due < AS_OF and (duty != "half_year_publication" or part == (2,))
            rows.append((YEAR, *part, flag(owed), flag(owed and day > due.isoformat()), flag(owed and day == "")))
        write_table(OUT, duty, [*columns, "owed", "late", "missing"], rows)


def payments(units, projects, params):
    kinds = {u["name"]: u["kind"] for u in units}
    for p in projects:
        base = number(p["local_revenue"]) - number(p["incentives_paid"])
        alone = p["industry"] in SERVICES and p["introduced_with"] == ""
        who = p["introduced_by"]
        if kinds[who] == "city_department" and not alone:
            left = 500_000 - number(p["rewarded_earlier"])
            amount = min(max(base / 5, Fraction(0)), left)
            yield "department_bonus", p["id"], "city_treasury", who, round_half_up(amount)
        if alone:
            amount = max(number(params["service_rate"]) * base, Fraction(0))
            yield "service_bonus", p["id"], "city_treasury", who, round_half_up(amount)
    for u in units:
        if u["named_advanced"] == "true":
            prize = number(params["advanced_prize"])
            yield "advanced_unit", u["name"], "city_treasury", u["name"], prize


def main():
    units, projects = read_table(DATA, "unit"), read_table(DATA, "project")
    reports = [row for row in read_table(DATA, "report") if row["year"] == YEAR]
    tasks = {row["unit"]: number(row["domestic_capital"]) for row in read_table(DATA, "task") if row["year"] == YEAR}
    half, year, half_rank, overall, year_rank = standings(units, reports, tasks)
    unreported = months_and_quarters(units, reports, tasks)
    supervisions()
    publications()
    inspections = read_table(DATA, "inspection")
    write_table(OUT, "inspection", ["id", "unapproved"], [(r["id"], flag(unapproved(r))) for r in inspections])
    write_table(OUT, "inspections_of_department", ["department", "unapproved_count"],
                [(name, sum(r["department"] == name and unapproved(r) for r in inspections)) for name in sorted({r["department"] for r in inspections})])
    write_table(OUT, "enterprise", ["name", "without_leader"],
                [(r["name"], flag(r["leader"] == "")) for r in read_table(DATA, "enterprise")])
    lines = [line for line in payments(units, projects, parameters()) if line[4] != 0]
    write_table(OUT, "targets", ["target", "metric", "goal", "met"], targets(reports, projects, units))
    write_table(
        OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
        [(*line[:4], text(line[4])) for line in lines],
    )
    totals = defaultdict(Fraction)
    for reward, _, payer, _, amount in lines:
        if payer:
            totals[payer, reward] += amount
    write_table(
        OUT, "totals", ["payer", "reward", "amount"],
        [(*key, text(amount)) for key, amount in sorted(totals.items())],
    )
    tax, located = defaultdict(Fraction), defaultdict(Fraction)
    kinds = {u["name"]: u["kind"] for u in units}
    for p in projects:  # what a township introduces is its own, wherever it stands
        if kinds[p["introduced_by"]] == "township":
            tax[p["introduced_by"]] += number(p["local_revenue"])
        located[p["located_in"]] += number(p["local_revenue"])
    write_table(
        OUT, "unit",
        ["name", "task_capital", "first_half", "whole_year", "months_unreported", "half_year_rank", "overall_rank",
         "year_end_rank", "tax_introduced", "tax_located"],
        [
            (name, text(tasks[name]) if name in tasks else "", text(half[name]), text(year[name]), unreported.get(name, 0),
             half_rank.get(name, ""), overall.get(name, ""), year_rank.get(name, ""), text(tax[name]), text(located[name]))
            for name in (u["name"] for u in units)
        ],
    )


if __name__ == "__main__":
    main()
