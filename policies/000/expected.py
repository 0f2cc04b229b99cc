"""Computes the figures of seed 000 without Remit, from the document, and writes them to expected/.
usage: python3 policies/000/expected.py
"""

import datetime
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import (  # noqa: E402
    competition_ranks, flag, last_day_of_month, number, read_table, round_half_up, text, weekdays_of_year, write_table,
)

DATA, OUT = HERE / "en" / "data", HERE / "expected"
YEAR, AS_OF = 2008, datetime.date(2009, 1, 31)
INDICATORS = ("domestic", "foreign_capital", "exports", "workers")
ALL = (*INDICATORS, "contracted")
PRIZES = {"domestic": 30_000, "foreign_capital": 30_000, "exports": 30_000, "workers": 20_000}
SHORT = {"domestic": "domestic", "foreign_capital": "foreign", "exports": "exports", "workers": "workers"}


def day(cell):
    return datetime.date.fromisoformat(cell) if cell else None


def reports_of(reports):
    """unit -> quarter -> figures so far; this year's only."""
    found = defaultdict(dict)
    for row in reports:
        if row["year"] == str(YEAR):
            found[row["unit"]][int(row["quarter_no"])] = {name: number(row[name]) for name in ALL}
    return found


def standing(quarters, until):
    """What the latest report up to a quarter says; before the first it is nothing."""
    given = [q for q in quarters if q <= until]
    return quarters[max(given)] if given else dict.fromkeys(ALL, Fraction(0))


def quarters_of(unit, reported):
    """Per quarter that is over: whether a report is missing, and whether nothing has moved."""
    for quarter in (1, 2, 3, 4):
        over = last_day_of_month(YEAR, 3 * quarter) < AS_OF
        now, before = standing(reported[unit], quarter), standing(reported[unit], quarter - 1)
        still = all(now[name] <= before[name] for name in ALL)
        yield quarter, over and quarter not in reported[unit], over and still


def fund(applications):
    left = defaultdict(lambda: Fraction(2_000_000))  # by year
    for row in sorted(applications, key=lambda r: (r["applied_on"], r["id"])):
        if row["purpose"] == "other_purpose" and row["other_approved"] != "true":
            continue
        year = row["applied_on"][:4]
        paid = min(left[year], number(row["requested"]))
        left[year] -= paid
        yield "fund_payment", row["id"], "county_treasury", row["applicant"], paid


def outside_uses(applications):
    """What the document does not name needs an approval; without one it is found, and not paid."""
    for row in applications:
        outside = row["purpose"] == "other_purpose"
        yield row["id"], flag(outside), flag(outside and row["other_approved"] != "true")


def unit_prizes(units, met, year):
    sums = {}
    for u in units:
        name, township = u["name"], u["kind"] == "township"
        for i in INDICATORS:
            if township and met.get((name, i)):
                yield f"township_{SHORT[i]}", name, "county_treasury", name, Fraction(PRIZES[i])
        if not township and met.get((name, "foreign_capital")):
            yield "department_foreign", name, "county_treasury", name, Fraction(20_000)
        if not township and (name, "domestic") in met:
            sums[name] = year[name]["domestic"]
    for name, place in competition_ranks(sums).items():  # who missed the task keeps the place
        if place <= 10 and met[name, "domestic"]:
            amount = Fraction(20_000 if place <= 5 else 10_000)
            yield "department_domestic", name, "county_treasury", name, amount


def commissions(projects):
    for p in projects:
        if p["introducer"]:
            amount = round_half_up(number(p["fixed_assets"]) / 100)
            yield "commission", p["id"], p["benefiting_treasury"], p["introducer"], amount


def write_ledger(lines):
    lines = [line for line in lines if line[4] != 0]
    write_table(OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
                [(*line[:4], text(line[4])) for line in lines])
    totals = defaultdict(Fraction)
    for reward, _, payer, _, amount in lines:
        totals[payer, reward] += amount
    write_table(OUT, "totals", ["payer", "reward", "amount"],
                [(*key, text(amount)) for key, amount in sorted(totals.items())])


def late_and_missing(days):
    """`days`: (due, done) each: how many are late or missing on the day of the run, and which are missing."""
    late = [(done or AS_OF) > due for due, done in days]
    return sum(late), [done is None and due < AS_OF for due, done in days]


def main():
    units, reported = read_table(DATA, "unit"), reports_of(read_table(DATA, "report"))
    projects, people = read_table(DATA, "project"), read_table(DATA, "person")
    tasks = {row["unit"]: row for row in read_table(DATA, "task") if row["year"] == str(YEAR)}
    year = {u["name"]: standing(reported[u["name"]], 4) for u in units}
    met = {(name, i): year[name][i] >= number(row[i])
           for name, row in tasks.items() for i in INDICATORS if row[i] != ""}
    write_table(OUT, "application", ["id", "fund_uses.outside", "fund_uses.unapproved"],
                outside_uses(read_table(DATA, "application")))
    write_ledger([*fund(read_table(DATA, "application")), *unit_prizes(units, met, year), *commissions(projects)])

    goals = {"county_domestic": ("domestic", 2_500_000_000), "county_contracted": ("contracted", 50_000_000),
             "county_foreign": ("foreign_capital", 39_000_000), "county_exports": ("exports", 28_000_000),
             "county_workers": ("workers", 150)}
    targets = []
    for target, (name, goal) in goals.items():
        value = sum(year[u["name"]][name] for u in units)
        targets.append((target, text(value), text(goal), flag(value >= goal)))
    count = sum(p["class_123"] == "true" and p["introduced_on"][:4] == str(YEAR) for p in projects)
    targets.append(("projects_123", str(count), "100", flag(count >= 100)))
    visits = read_table(DATA, "visit")
    bad = [v for v in visits if "false" in (v["agreed_by_office"], v["agreed_by_bureau"])]
    of_year = [v for v in bad if v["visited_on"][:4] == str(YEAR)]
    targets.append(("agreed_visits", str(len(of_year)), "0", flag(not of_year)))
    write_table(OUT, "visits_of_department", ["department", "unagreed_visits"],
                [(name, sum(v["department"] == name for v in of_year))
                 for name in sorted({v["department"] for v in visits})])

    shown = {int(r["month"]): day(r["broadcast_on"]) for r in read_table(DATA, "bulletin") if r["year"] == str(YEAR)}
    held = {int(r["quarter_no"]): day(r["met_on"]) for r in read_table(DATA, "check_meeting") if r["year"] == str(YEAR)}
    for target, duty, column, parts, done, length in (
        ("bulletins_in_time", "monthly_bulletin", "month", range(1, 13), shown, 1),
        ("checks_in_time", "quarterly_check", "quarter", range(1, 5), held, 3),
    ):
        late, missing = late_and_missing([(last_day_of_month(YEAR, part * length), done.get(part)) for part in parts])
        targets.append((target, str(late), "0", flag(late == 0)))
        write_table(OUT, duty, ["year", column, "missing"],
                    [(YEAR, part, flag(lacks)) for part, lacks in zip(parts, missing, strict=True)])
    write_table(OUT, "targets", ["target", "metric", "goal", "met"], targets)
    write_table(OUT, "sector", ["name", "sector_led.met"],
                [(s["name"], flag(any(d["sector"] == s["name"] for d in read_table(DATA, "sector_duty"))))
                 for s in read_table(DATA, "sector")])
    write_table(OUT, "key_project", ["id", "without_leader", "without_agent"],
                [(p["id"], flag(p["leader"] == ""), flag(p["foreign"] == "true" and p["agent"] == ""))
                 for p in read_table(DATA, "key_project")])
    write_table(OUT, "lorry", ["plate", "without_pass"],
                [(r["plate"], flag(r["pass_no"] == "")) for r in read_table(DATA, "lorry")])
    write_units(units, people, tasks, met, reported)


def write_units(units, people, tasks, met, reported):
    """Townships or departments that missed a task are criticised, and neither they nor their heads may be rated."""
    missed = {name for (name, _), done in met.items() if not done}
    failed = {u["name"] for u in units if u["kind"] in ("township", "county_department")} & missed
    headed = {p["unit"] for p in people if p["head"] == "true"}
    sent = {(r["unit"], day(r["due_on"])): day(r["sent_on"]) for r in read_table(DATA, "weekly")}
    fridays, rows, quarters = weekdays_of_year(YEAR, 5), [], []
    for u in units:
        name = u["name"]
        due = [(friday, sent.get((name, friday))) for friday in fridays] if u["kind"] == "township" else []
        judged = list(quarters_of(name, reported)) if any(tasks[name][i] for i in INDICATORS) else []
        quarters += [(name, YEAR, quarter, flag(lacks), flag(card)) for quarter, lacks, card in judged]
        rows.append((name, flag(name in failed), flag(name in failed), flag(name not in failed),
                     sum(card for _, _, card in judged), sum(lacks for _, lacks, _ in judged),
                     sum(done is not None and done > friday for friday, done in due),
                     sum(done is None and friday < AS_OF for friday, done in due), 
                     flag(name in headed) if u["kind"] in ("township", "county_department") else ""))
    paid = sum(amount for *_, amount in fund(read_table(DATA, "application")))
    write_table(OUT, "opening_up", ["left_this_year"], [(text(2_000_000 - paid),)])
    write_table(OUT, "unit", ["name", "criticised", "veto", "may_be_rated", "yellow_cards", "unreported_quarters",
                              "weekly_report.late", "weekly_report.missing", "head_named.met"], rows)
    write_table(OUT, "unit_quarter", ["unit", "year", "quarter", "unreported", "yellow_card"], quarters)
    barred = {p["name"] for p in people if p["head"] == "true" and p["unit"] in failed}
    write_table(OUT, "person", ["name", "advanced_person", "person_may_be_rated"],
                [(p["name"], flag(p["nominated"] == "true" and p["name"] not in barred), flag(p["name"] not in barred))
                 for p in people])


if __name__ == "__main__":
    main()
