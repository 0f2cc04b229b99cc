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
from tables import flag, last_day_of_month, number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
YEAR, AS_OF = "2005", date(2006, 1, 31)


def add_workdays(day, count, worked):
    """`worked`: the days that the calendar names, and whether they are worked."""
    while count > 0:
        day += timedelta(days=1)
        count -= worked.get(day.isoformat(), day.weekday() < 5)
    return day


def is_late(due, done):
    return (date.fromisoformat(done) if done else AS_OF) > due


def cases():
    allowed = {"complete": 1, "complicated": 3, "needs_approval": 20}
    worked = {row["day_of"]: row["worked_day"] == "true" for row in read_table(DATA, "holiday")}
    for row in read_table(DATA, "case"):
        due = add_workdays(date.fromisoformat(row["received_on"]), allowed[row["class"]], worked)
        late = is_late(due, row["done_on"])
        yield row["id"], due.isoformat(), flag(late), flag(late and row["justified"] != "true")


def inspections():
    """A notice of this department, for this enterprise, issued by the day of the inspection; and kept to unless justified."""
    permits = {row["id"]: row for row in read_table(DATA, "permit")}
    for row in read_table(DATA, "inspection"):
        permit = permits.get(row["permit"])
        valid = (permit is not None and permit["department"] == row["department"]
                 and permit["enterprise"] == row["enterprise"] and permit["issued_on"] <= row["inspected_on"])
        changed = permit is not None and (row["subject"] != permit["subject"]
                                          or not permit["first_day"] <= row["inspected_on"] <= permit["last_day"]
                                          or int(row["heads"]) > int(permit["heads"]))
        bad = not valid or (changed and row["justified"] != "true")
        excepted = row["state_security"] == row["secret_action"] == "true"
        yield row["id"], flag(bad and not excepted)


def charges():
    cards = {row["id"]: row for row in read_table(DATA, "fee_card")}
    for row in read_table(DATA, "charge"):
        card = cards.get(row["card"])
        refuse = card is None or row["office"] != card["office"]
        refuse = refuse or number(row["charged"]) > number(card["standard_fee"])
        beyond = number(row["charged"])
        if card is not None and row["office"] == card["office"]:
            beyond -= number(card["standard_fee"])
        yield row["id"], flag(refuse), text(beyond if refuse else Fraction(0))


def rewards():
    ratios = {row["county"]: number(row["ratio"]) for row in read_table(DATA, "reward_rule") if row["year"] == YEAR}
    for row in read_table(DATA, "raised"):
        used = number(row["used_for_construction"])
        if used > 0 and row["from_outside"] != "false" and row["county"] in ratios and row["arrived_on"][:4] == YEAR:
            amount = round_half_up(ratios[row["county"]] * used)
            yield "finder", row["id"], row["county"], row["raised_by"], amount


def key_projects():
    counts = defaultdict(int)
    for row in read_table(DATA, "assignment"):
        counts[row["project"], row["role"]] += 1
    for row in read_table(DATA, "key_project"):
        roles = ("owner", "leader", "department", "team")
        yield row["id"], flag(all(counts[row["id"], role] == 1 for role in roles))


def receptions():
    """Per official and quarter of the year: how many, and whether the quarter is over without any."""
    counts = defaultdict(int)
    for row in read_table(DATA, "reception"):
        counts[row["leader"], row["day_of"][:4], (int(row["day_of"][5:7]) + 2) // 3] += 1
    for row in read_table(DATA, "leader_of_government"):
        for quarter in (1, 2, 3, 4):
            over = last_day_of_month(int(YEAR), 3 * quarter) < AS_OF
            count = counts[row["full_name"], YEAR, quarter]
            yield row["full_name"], YEAR, quarter, count, over and count == 0


def decisions():
    """Filed on the day of the decision, reviewed within 5 days of the filing, corrected on the day of the review."""
    for row in read_table(DATA, "penalty_decision"):
        decided = date.fromisoformat(row["decided_on"])
        filed = date.fromisoformat(row["filed_on"]) if row["filed_on"] else None
        corrected = row["corrected_on"] or AS_OF.isoformat()
        yield (row["id"], flag(is_late(decided, row["filed_on"])),
               flag(filed is not None and is_late(filed + timedelta(days=5), row["reviewed_on"])),
               flag(row["faulty"] == "true" and row["reviewed_on"] != "" and corrected > row["reviewed_on"]))


def counted(table, owner, found):
    """Per value of `owner`: for each of the sets of ids how many of its rows belong to it."""
    rows = read_table(DATA, table)
    return [(name, *[sum(row["id"] in ids for row in rows if row[owner] == name) for ids in found])
            for name in sorted({row[owner] for row in rows})]


def main():
    lines = [line for line in rewards() if line[4] != 0]
    write_table(OUT, "ledger", ["reward", "key", "payer", "payee", "amount"],
                [(*line[:4], text(line[4])) for line in lines])
    totals = defaultdict(Fraction)
    for reward, _, payer, _, amount in lines:
        totals[payer, reward] += amount
    write_table(OUT, "totals", ["payer", "reward", "amount"],
                [(*key, text(amount)) for key, amount in sorted(totals.items())])
    found = list(cases())
    write_table(OUT, "case", ["id", "handling.due", "handling.late", "case_liability"], found)
    late, liable = ({row[0] for row in found if row[i] == "true"} for i in (2, 3))
    write_table(OUT, "cases_of_office", ["handled_by", "late_cases", "liable_cases"], counted("case", "handled_by", [late, liable]))
    write_table(OUT, "declined", ["id", "unguided"],
                [(row["id"], flag(row["guided"] != "true")) for row in read_table(DATA, "declined")])
    found = list(inspections())
    write_table(OUT, "inspection", ["id", "unpermitted"], found)
    write_table(OUT, "inspections_of_office", ["department", "unpermitted_count"],
                counted("inspection", "department", [{row[0] for row in found if row[1] == "true"}]))
    write_table(OUT, "charge", ["id", "may_refuse", "refusable_part"], charges())
    write_table(OUT, "fee_card", ["id", "not_shown"],
                [(row["id"], flag("" in (row["item"], row["rule"], row["manner"]))) for row in read_table(DATA, "fee_card")])
    write_table(OUT, "penalty_decision", ["id", "filing.late", "review.late", "correction.late"], decisions())
    contracts = [row for row in read_table(DATA, "contract") if row["performed"] == "false"]
    unreported = {row["id"] for row in contracts if "true" != row["reported"] or "true" != row["copied"]}
    liable = {row["id"] for row in contracts if row["our_fault"] == "true" and row["justified"] != "true"}
    write_table(OUT, "contract", ["id", "unreported", "contract_liability"],
                [(row["id"], flag(row["id"] in unreported), flag(row["id"] in liable))
                 for row in read_table(DATA, "contract")])
    write_table(OUT, "contracts_of_unit", ["unit", "unreported_count", "liable_contracts"],
                counted("contract", "unit", [unreported, liable]))
    parks = [row["county"] for row in read_table(DATA, "park")]
    ruled = {row["county"] for row in read_table(DATA, "reward_rule") if row["year"] == YEAR}
    write_table(OUT, "county", ["name", "one_park", "without_rule", "without_statistician"],
                [(row["name"], "" if row["level"] == "prefecture" else flag(parks.count(row["name"]) == 1),
                  flag(row["name"] not in ruled), flag(row["statistician"] == ""))
                 for row in read_table(DATA, "county")])
    write_table(OUT, "key_project", ["id", "one_each"], key_projects())
    found = list(receptions())
    write_table(OUT, "quarterly_reception", ["leader_of_government", "year", "quarter", "times", "missing"],
                [(*row[:4], flag(row[4])) for row in found])
    write_table(OUT, "leader_of_government", ["full_name", "quarterly_reception.missing", "every_quarter.met"],
                [(name, sum(r[4] for r in found if r[0] == name), flag(not any(r[4] for r in found if r[0] == name)))
                 for name in dict.fromkeys(r[0] for r in found)])


if __name__ == "__main__":
    main()
