"""Computes the figures of seed 004 without Remit, and writes them to expected/.
usage: python3 policies/004/expected.py
"""

import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import number, read_table, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
AS_OF = date(2015, 12, 31)
FORBIDDEN, OF_A_GROUP = ("banquet", "pleasure_trip"), ("transport", "board", "reception")


def flag(value):
    return str(bool(value)).lower()


def expenses(budget):
    """Allowed expenses in the order of spending, while the money lasts."""
    left = budget
    for row in sorted(read_table(DATA, "voucher"), key=lambda r: r["spent_on"]):
        allowed = row["purpose"] not in FORBIDDEN
        allowed = allowed and (row["group"] == "" or row["purpose"] in OF_A_GROUP)
        paid = min(left, number(row["spent"])) if allowed else Fraction(0)
        left -= paid
        yield row["id"], paid


def main():
    holes = read_table(DATA, "major_projects")[0]
    projects, members = read_table(DATA, "project"), read_table(DATA, "member")
    groups = read_table(DATA, "group")
    current = [p for p in projects if p["introduced_on"].startswith("2015-")]
    big = sum(number(p["investment"]) >= 5_000_000_000 for p in current)
    dollars = sum(number(p["foreign_investment"]) > 100_000_000 for p in current)
    write_table(OUT, "targets", ["target", "metric", "goal", "met"],
                [("project_5bn", big, 1, flag(big >= 1)), ("project_usd", dollars, 1, flag(dollars >= 1))])

    sizes = Counter(m["group"] for m in members)
    large = Counter(p["group"] for p in current if number(p["investment"]) > 500_000_000)
    brands = Counter(p["group"] for p in current if p["known_brand"] == "true")
    rows = []
    for g in groups:
        name = g["name"]
        known = g["clothing"] != "true" or 1 <= brands[name] <= 2
        done = large[name] >= 2 and known
        rows.append((name, flag(3 <= sizes[name] <= 5), large[name], flag(large[name] >= 2), brands[name],
                     flag(known), flag(done), flag(not done), flag(not done and g["reorganised"] == "true")))
    write_table(OUT, "group", ["name", "size.met", "projects_500m.metric", "projects_500m.met", "brands",
                               "known_brands.met", "task_done", "criticised", "reorganisation"], rows)

    kinds = {g["name"]: g["kind"] for g in groups}
    write_table(OUT, "member", ["name", "grade_enough.met", "works_here.met", "preferred_in_promotion"],
                [(m["name"], flag(kinds[m["group"]] != "coordination" or m["grade"] != "clerk"),
                  m["released"], m["outstanding"]) for m in members])

    days, overdue = int(holes["days_to_solve"]), Counter()
    for row in read_table(DATA, "trouble"):
        end = date.fromisoformat(row["solved_on"]) if row["solved_on"] else AS_OF
        overdue[row["project"]] += (end - date.fromisoformat(row["raised_on"])).days > days
    write_table(OUT, "project", ["id", "assigned.met", "ledger.met", "overdue_troubles"],
                [(p["id"], flag(p["leader"]), p["in_ledger"], overdue[p["id"]]) for p in projects])
    led = Counter(p["leader"] for p in projects)
    headed = Counter(g["headed_by"] for g in groups)
    write_table(OUT, "leader", ["name", "projects_led", "each_leads.met", "groups_headed"],
                [(row["name"], led[row["name"]], flag(led[row["name"]] >= 1), headed[row["name"]]) for row in read_table(DATA, "leader")])
    meetings = Counter(row["month_of"] for row in read_table(DATA, "meeting"))
    write_table(OUT, "month_of_year", ["name", "monthly_meeting.met"],
                [(row["name"], flag(meetings[row["name"]])) for row in read_table(DATA, "month_of_year")])

    paid = dict(expenses(number(holes["fund_size"])))
    write_table(OUT, "voucher", ["id", "expense", "forbidden"],
                [(row["id"], text(paid[row["id"]]), flag(row["purpose"] in FORBIDDEN))
                 for row in read_table(DATA, "voucher")])
    write_table(OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
                [("expense", key, "county_treasury", key, text(amount)) for key, amount in paid.items()
                 if amount != 0])
    write_table(OUT, "totals", ["payer", "reward", "amount"],
                [("county_treasury", "expense", text(sum(paid.values())))])


if __name__ == "__main__":
    main()
