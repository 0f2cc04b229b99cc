"""Computes the figures of seed 004 without Remit, from the document, and writes them to expected/.
usage: python3 policies/004/expected.py
"""

import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import flag, last_day_of_month, number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
YEAR, AS_OF = "2015", date(2016, 1, 31)
FORBIDDEN, OF_A_GROUP = ("banquet", "pleasure_trip"), ("transport", "board", "reception")
OF_THE_COUNTY = ("campaign", "fair", "presentation", "project_library", "assessment_prizes", "information", "training")
BUREAUS = ("Planning commission", "Planning bureau", "Environment bureau", "Land bureau", "Science bureau", "Industry bureau")


def expenses(budget):
    """Allowed expenses of the year in the order of spending, while the money lasts."""
    left = budget
    for row in sorted(read_table(DATA, "voucher"), key=lambda r: (r["spent_on"], r["id"])):
        named = row["purpose"] in (OF_A_GROUP if row["group"] else OF_THE_COUNTY) or row["other_approved"] == "true"
        allowed = row["purpose"] not in FORBIDDEN and named and row["spent_on"][:4] == YEAR
        paid = min(left, number(row["spent"])) if allowed else Fraction(0)
        left -= paid
        yield row["id"], row["payee"], paid


def outside_list(row):
    """Whether a purpose, unless it is forbidden anyway, is none of those named, and whether nobody approved it."""
    outside = row["purpose"] not in FORBIDDEN and row["purpose"] not in (OF_A_GROUP if row["group"] else OF_THE_COUNTY)
    return flag(outside), flag(outside and row["other_approved"] != "true")


def in_yuan(project, quotations):
    """The investment in yuan, foreign money at the latest quotation by the day the project was brought in."""
    dollars = number(project["foreign_investment"])
    if not dollars:
        return number(project["investment"])
    rate = max((q["day_of"], number(q["usd"])) for q in quotations if q["day_of"] <= project["introduced_on"])[1]
    return number(project["investment"]) + round_half_up(dollars * rate)


def write_groups(groups, members, current, yuan):
    """Three to five members, two projects above 500 million: of the groups that invest. One of two measures, by decision.
    Gives who heads a group that missed its goals."""
    sizes = Counter(m["group"] for m in members)
    offices = {(m["group"], m["office"]) for m in members}
    deputies = Counter(d["group"] for d in read_table(DATA, "deputy"))
    posts = {row["full_name"]: row["post"] for row in read_table(DATA, "leader")}
    large = Counter(p["group"] for p in current if yuan[p["id"]] > 500_000_000 and p["great_pull"] != "false")
    brands = Counter(p["group"] for p in current if p["known_brand"] == "true")
    rows = []
    for g in groups:
        name, kind, measure = g["name"], g["kind"], g["measure"]
        invests, clothing = kind != "coordination", g["clothing"] == "true"
        done = (not invests or large[name] >= 2) and (not clothing or brands[name] >= 1)
        rows.append((name, flag(3 <= sizes[name] <= 5) if invests else "",
                     flag(posts[g["headed_by"]] == "deputy_county_head") if kind == "sector" else "",
                     flag(deputies[name] >= (1 if invests else 2)) if kind != "sector" else "",
                     "" if invests else flag(all((name, office) in offices for office in BUREAUS)),
                     flag(large[name] >= 2) if invests else "", flag(brands[name] >= 1) if clothing else "",
                     flag(done), flag(not done), flag(not done and measure == "criticised"),
                     flag(not done and measure == "reorganised"), flag(not done and measure == ""), flag(done and measure != "")))
    write_table(OUT, "group", ["name", "size.met", "headed_by_deputy.met", "has_deputies.met", "six_bureaus.met",
                               "projects_500m.met", "known_brands.met", "task_done", "treatment",
                               "treatment.criticised", "treatment.reorganised", "treatment.undecided", "treatment.unfounded"], rows)
    return {g["headed_by"] for g, row in zip(groups, rows, strict=True) if row[7] == "false"}


def main():
    holes = read_table(DATA, "major_projects")[0]
    projects, members = read_table(DATA, "project"), read_table(DATA, "member")
    groups, quotations = read_table(DATA, "group"), read_table(DATA, "quotation")
    yuan = {p["id"]: in_yuan(p, quotations) for p in projects}
    current = [p for p in projects if p["introduced_on"][:4] == YEAR]
    big = sum(yuan[p["id"]] >= 5_000_000_000 for p in current)
    dollars = sum(number(p["foreign_investment"]) > 100_000_000 for p in current)
    held = {row["held_on"][:7] for row in read_table(DATA, "meeting")}
    months = [(m, f"{YEAR}-{m:02d}" not in held and last_day_of_month(int(YEAR), m) < AS_OF) for m in range(4, 13)]
    kinds = Counter(g["kind"] for g in groups)
    targets = [("coordination_groups", kinds["coordination"], 1), ("park_groups", kinds["park_industry"], 4),
               ("sector_groups", kinds["sector"], 4)]
    missing = sum(lacks for _, lacks in months)
    write_table(OUT, "targets", ["target", "metric", "goal", "met"],
                [*((name, count, goal, flag(count == goal)) for name, count, goal in targets),
                 ("project_5bn", big, 1, flag(big >= 1)), ("project_usd", dollars, 1, flag(dollars >= 1)),
                 ("meetings_kept", missing, 0, flag(missing == 0))])
    write_table(OUT, "monthly_meeting", ["year", "month", "missing"], [(YEAR, month, flag(lacks)) for month, lacks in months])
    write_table(OUT, "major_projects", [f"{name}.met" for name, *_ in targets], [[flag(count == goal) for _, count, goal in targets]])
    failed = write_groups(groups, members, current, yuan)
    write_table(OUT, "park", ["name", "park_batch.met"],
                [(row["name"], flag(sum(p["park"] == row["name"] for p in current) >= 2)) for row in read_table(DATA, "park")])

    coordinating = {g["name"] for g in groups if g["kind"] == "coordination"}
    write_table(OUT, "member", ["full_name", "grade_enough.met", "works_here.met", "preferred_in_promotion"],
                [(m["full_name"], flag(m["grade"] != "staff_member") if m["group"] in coordinating else "",
                  "" if m["group"] in coordinating else m["released"], m["outstanding"]) for m in members])

    days, overdue = int(holes["days_to_solve"]), Counter()
    for row in read_table(DATA, "trouble"):
        end = date.fromisoformat(row["solved_on"]) if row["solved_on"] else AS_OF
        overdue[row["project"]] += (end - date.fromisoformat(row["raised_on"])).days > days
    write_table(OUT, "project", ["id", "assigned.met", "in_yuan", "ledger.met", "overdue_troubles"],
                [(p["id"], flag(p["led_by"]), text(yuan[p["id"]]), p["in_ledger"], overdue[p["id"]]) for p in projects])
    led, headed = Counter(p["led_by"] for p in current), Counter(g["headed_by"] for g in groups)
    write_table(OUT, "leader", ["full_name", "projects_led", "each_leads.met", "groups_headed", "treatment_of_head",
                               "treatment_of_head.criticised", "treatment_of_head.undecided"],
                [(row["full_name"], led[row["full_name"]],
                  "" if row["post"] == "park_head" else flag(led[row["full_name"]] >= 1), headed[row["full_name"]],
                  flag(row["full_name"] in failed), flag(row["full_name"] in failed and row["measure"] == "criticised"),
                  flag(row["full_name"] in failed and row["measure"] == ""))
                 for row in read_table(DATA, "leader")])

    paid = list(expenses(number(holes["fund_size"])))
    amounts = {key: amount for key, _, amount in paid}
    write_table(OUT, "voucher", ["id", "costs", "forbidden", "named_purpose.outside", "named_purpose.unapproved"],
                [(row["id"], text(amounts[row["id"]]), flag(row["purpose"] in FORBIDDEN), *outside_list(row))
                 for row in read_table(DATA, "voucher")])
    write_table(OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
                [("costs", key, "county_treasury", payee, text(amount)) for key, payee, amount in paid
                 if amount != 0])
    write_table(OUT, "totals", ["payer", "reward", "amount"],
                [("county_treasury", "costs", text(sum(amounts.values())))])


if __name__ == "__main__":
    main()
