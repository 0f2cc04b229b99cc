"""Computes the figures of seed 001 without Remit, and writes them to expected/.
usage: python3 policies/001/expected.py
"""

import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
AS_OF = date(2005, 12, 31)


def add_workdays(day, count, worked):
    """`worked`: the days that the calendar names, and whether they are worked."""
    while count > 0:
        day += timedelta(days=1)
        count -= worked.get(day.isoformat(), day.weekday() < 5)
    return day


def flag(value):
    return str(bool(value)).lower()


def is_late(due, done):
    return (date.fromisoformat(done) if done else AS_OF) > due


def cases():
    allowed = {"complete": 1, "complicated": 3, "needs_approval": 20}
    worked = {row["day_of"]: row["worked_day"] == "true" for row in read_table(DATA, "holiday")}
    for row in read_table(DATA, "case"):
        due = add_workdays(date.fromisoformat(row["received_on"]), allowed[row["class"]], worked)
        late = is_late(due, row["finished_on"])
        yield row["id"], due.isoformat(), flag(late), flag(late and row["justified"] != "true")


def inspections():
    permits = {row["id"]: row for row in read_table(DATA, "permit")}
    for row in read_table(DATA, "inspection"):
        bad = row["permit"] == ""
        if not bad:
            permit = permits[row["permit"]]
            same = (row["grounds"] == permit["grounds"] and row["subject"] == permit["subject"]
                    and permit["first_day"] <= row["inspected_on"] <= permit["last_day"]
                    and int(row["heads"]) <= int(permit["heads"]))
            bad = row["justified"] != "true" and not same
        yield row["id"], flag(row["secret"] != "true" and bad)


def charges():
    cards = {row["id"]: row for row in read_table(DATA, "fee_card")}
    for row in read_table(DATA, "charge"):
        card = cards.get(row["card"])
        refuse = card is None or row["office"] != card["office"]
        refuse = refuse or number(row["charged"]) > number(card["standard_fee"])
        yield row["id"], flag(refuse)


def rewards():
    ratios = {row["county"]: number(row["ratio"]) for row in read_table(DATA, "reward_rule")}
    for row in read_table(DATA, "raised"):
        if row["used_for_construction"] == "true" and row["county"] in ratios:
            amount = round_half_up(ratios[row["county"]] * number(row["in_place"]))
            yield "finder", row["id"], row["county"], row["raised_by"], amount


def key_projects():
    counts = defaultdict(int)
    for row in read_table(DATA, "assignment"):
        counts[row["project"], row["role"]] += 1
    for row in read_table(DATA, "key_project"):
        roles = ("owner", "leader", "office", "team")
        yield row["id"], flag(all(counts[row["id"], role] == 1 for role in roles))


def receptions():
    counts = defaultdict(int)
    for row in read_table(DATA, "reception"):
        counts[row["leader_of"], (int(row["held_on"][5:7]) + 2) // 3] += 1
    for row in read_table(DATA, "leader_of_government"):
        quarters = [counts[row["name"], q] for q in (1, 2, 3, 4)]
        yield (row["name"], *quarters, flag(min(quarters) >= 1))


def main():
    lines = [line for line in rewards() if line[4] != 0]
    write_table(OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
                [(*line[:4], text(line[4])) for line in lines])
    totals = defaultdict(Fraction)
    for reward, _, payer, _, amount in lines:
        totals[payer, reward] += amount
    write_table(OUT, "totals", ["payer", "reward", "amount"],
                [(*key, text(amount)) for key, amount in sorted(totals.items())])
    write_table(OUT, "case", ["id", "handling.due", "handling.late", "case_liability"], cases())
    write_table(OUT, "inspection", ["id", "unpermitted"], inspections())
    write_table(OUT, "charge", ["id", "may_refuse"], charges())
    write_table(OUT, "penalty_decision", ["id", "filing.late", "review.late"],
                [(row["id"], flag(row["filed_on"] > row["decided_on"]), flag(is_late(date.fromisoformat(row["filed_on"]) + timedelta(days=5),
                                          row["reviewed_on"])))
                 for row in read_table(DATA, "penalty_decision")])
    write_table(OUT, "contract", ["id", "unreported", "contract_liability"],
                [(row["id"], flag(row["performed"] == "false" and row["reported"] != "true"),
                  flag(row["performed"] == "false" and row["our_fault"] == "true"
                       and row["justified"] != "true"))
                 for row in read_table(DATA, "contract")])
    parks = [row["county"] for row in read_table(DATA, "park")]
    write_table(OUT, "county", ["name", "one_park"],
                [(row["name"], flag(parks.count(row["name"]) == 1)) for row in read_table(DATA, "county")])
    write_table(OUT, "key_project", ["id", "one_each"], key_projects())
    write_table(OUT, "leader_of_government",
                ["name", *[f"receptions_q{q}" for q in (1, 2, 3, 4)], "every_quarter.met"], receptions())


if __name__ == "__main__":
    main()
