"""Computes the figures of seed 002 without Remit, and writes them to expected/.
usage: python3 policies/002/expected.py
"""

import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import competition_ranks, number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
SERVICES = ("logistics", "tourism", "trade", "finance")


def parameters():
    return read_table(DATA, "open_economy")[0]


def targets(reports, projects, units):
    this_year = [number(p["investment"]) for p in projects if p["signed_on"].startswith("2010-")]

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
    missing = sum(row["approval"] == "" for row in read_table(DATA, "inspection"))
    rows.append(("approved_inspections", text(missing), "0", missing <= 0))
    return [(name, value, goal, str(met).lower()) for name, value, goal, met in rows]


def standings(units, reports):
    """Per unit: half-year rank over all, year-end rank within its kind, by share of the task."""
    tasks = {row["unit"]: number(row["domestic_capital"]) for row in read_table(DATA, "task")}
    half, year = defaultdict(Fraction), defaultdict(Fraction)
    for row in reports:
        year[row["unit"]] += number(row["domestic_capital"])
        if int(row["month_no"]) <= 6:
            half[row["unit"]] += number(row["domestic_capital"])
    half_rank = competition_ranks({name: half[name] / task for name, task in tasks.items()})
    year_rank = {}
    for kind in {u["kind"] for u in units}:
        members = [u["name"] for u in units if u["kind"] == kind and u["name"] in tasks]
        year_rank |= competition_ranks({name: year[name] / tasks[name] for name in members})
    return half, year, tasks, half_rank, year_rank


def payments(units, projects, year_rank, params):
    kinds = {u["name"]: u["kind"] for u in units}
    for p in projects:
        base = number(p["local_revenue"]) - number(p["incentives_paid"])
        alone = p["industry"] in SERVICES and p["introduced_with"] == ""
        who = p["introduced_by"]
        if kinds[who] != "city_department":
            yield "tax_home", p["id"], "", who, number(p["local_revenue"])
        elif not alone:
            left = 500_000 - number(p["rewarded_earlier"])
            amount = min(max(base / 5, Fraction(0)), left)
            yield "department_bonus", p["id"], "city_treasury", who, round_half_up(amount)
        if alone:
            amount = max(number(params["service_rate"]) * base, Fraction(0))
            yield "service_bonus", p["id"], "city_treasury", who, round_half_up(amount)
    for u in units:
        if u["name"] in year_rank and year_rank[u["name"]] <= int(params["advanced_per_kind"]):
            prize = number(params["advanced_prize"])
            yield "advanced_unit", u["name"], "city_treasury", u["name"], prize


def main():
    units, projects = read_table(DATA, "unit"), read_table(DATA, "project")
    reports = read_table(DATA, "report")
    half, year, tasks, half_rank, year_rank = standings(units, reports)
    lines = [line for line in payments(units, projects, year_rank, parameters()) if line[4] != 0]
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
    for reward, _, _, payee, amount in lines:
        tax[payee] += amount if reward == "tax_home" else 0
    for p in projects:
        located[p["located_in"]] += number(p["local_revenue"])
    write_table(
        OUT, "unit",
        ["name", "task_capital", "first_half", "whole_year", "half_year_rank", "year_end_rank",
         "tax_introduced", "tax_located"],
        [
            (name, text(tasks[name]) if name in tasks else "", text(half[name]), text(year[name]),
             half_rank.get(name, ""), year_rank.get(name, ""), text(tax[name]), text(located[name]))
            for name in (u["name"] for u in units)
        ],
    )


if __name__ == "__main__":
    main()
