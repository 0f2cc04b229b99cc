"""Writes large made-up data for the sample policies, always the same for the same arguments.

usage: python3 policies/generate.py SEED --rows N --out DIR [--language en|zh] [--number K]

SEED is 000 to 004. N is the number of rows of the largest table (projects, funds raised, arrivals,
vouchers); the other tables follow from it: one unit for every 400 projects, twelve monthly or four
quarterly reports a unit, 2 800 counties. One row in a thousand lies exactly on an edge of a rule,
one a fen below. Rows are written as they are made, so memory does not grow with N.
"""

import argparse
import csv
import importlib.util
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "tools"))
from tables import header_to_chinese  # noqa: E402

COUNTIES = 2_800


def fen(amount):
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{amount // 100}.{amount % 100:02d}"


def on_edge(rng, row, edge, otherwise):
    """`edge` in one row of a thousand, a fen less in the next, else `otherwise()`, all in fen."""
    if row % 1000 == 500:
        return edge
    if row % 1000 == 501:
        return edge - 1
    return otherwise()


def day(rng, year):
    return f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def units_of(rows):
    return [f"Unit {i:05d}" for i in range(1, max(20, rows // 400) + 1)]


def seed_000(rng, rows):
    units = units_of(rows)
    kinds = ["township", "township", "county_department", "institution", "stationed_unit"]
    treasuries = [f"Treasury {i:04d}" for i in range(1, len(units) // 4 + 2)]
    yield "treasury", ["name"], ([t] for t in treasuries)
    yield "unit", ["name", "kind"], ([u, kinds[i % 5]] for i, u in enumerate(units))
    yield ("task", ["unit", "year", "domestic", "foreign_capital", "exports", "workers"],
           ([u, "2008", fen(20_000_000_00), "1000000.00", "500000.00", "10"] for u in units))

    def reports():
        for i, unit in enumerate(units):
            year = on_edge(rng, i, 20_000_000_00, lambda: rng.randint(0, 40_000_000_00))
            for quarter in (1, 2, 3, 4):
                if (i + quarter) % 9 == 0:
                    continue  # a report that is missing
                so_far = year * quarter // 4
                yield [unit, "2008", str(quarter), fen(so_far), fen(so_far // 15),
                       fen(so_far // 20), fen(so_far // 30), str(so_far // 150_000_000)]

    yield ("report", ["unit", "year", "quarter_no", "domestic", "contracted", "foreign_capital", "exports",
                      "workers"], reports())
    yield ("project", ["id", "introduced_on", "class_123", "fixed_assets", "introducer", "benefiting_treasury"],
           ([f"P{i}", day(rng, 2008 - (i % 50 == 0)), "true" if i % 3 else "false", fen(rng.randint(0, 90_000_000_00)),
             f"Person {rng.randint(1, 999)}" if i % 2 else "", rng.choice(treasuries)] for i in range(rows)))
    yield ("person", ["name", "unit", "head", "nominated"],
           ([f"Head of {u}", u, "true", "true" if i % 4 == 0 else "false"] for i, u in enumerate(units)))
    yield ("weekly", ["unit", "due_on", "sent_on"],
           ([u, f"2008-01-{friday:02d}", f"2008-01-{friday + rng.randint(-1, 1):02d}"]
            for u in units for friday in (4, 11, 18) if rng.randint(0, 9)))
    yield "sector", ["name"], ([f"Sector {i}"] for i in range(40))
    yield "sector_duty", ["sector", "department"], ([f"Sector {i}", f"Office {i % 9}"] for i in range(40) if i % 7)
    yield ("key_project", ["id", "foreign", "leader", "agent"],
           ([f"Z{i}", "true" if i % 2 else "false", "A" if i % 5 else "", "B" if i % 3 else ""] for i in range(40)))
    yield ("bulletin", ["year", "month", "broadcast_on"],
           (["2008", str(m), f"2008-{m:02d}-{27 + m % 3}"] for m in range(1, 12)))
    yield "check_meeting", ["year", "quarter_no", "met_on"], (["2008", str(q), f"2008-{3 * q:02d}-30"] for q in (1, 3, 4))
    yield ("visit", ["id", "department", "visited_on", "agreed_by_office", "agreed_by_bureau"],
           ([f"V{i}", f"Office {i % 7}", day(rng, 2008 - (i % 30 == 0)), "true", "true" if i % 50 else "false"]
            for i in range(len(units))))
    yield ("lorry", ["plate", "enterprise", "pass_no"],
           ([f"L{i}", f"Works {i % 9}", f"T{i}" if i % 4 else ""] for i in range(40)))
    yield ("application", ["id", "applicant", "purpose", "other_approved", "applied_on", "requested"],
           ([f"F{i}", f"Office {i % 7}", rng.choice(["campaign", "agency_costs", "market_subsidy", "other_purpose"]),
             "true" if i % 3 == 0 else "", day(rng, 2008), fen(rng.randint(1_000_00, 90_000_00))]
            for i in range(len(units))))


def seed_001(rng, rows):
    counties = [f"County {i:04d}" for i in range(1, COUNTIES + 1)]
    days = [["2005-10-03", "false"], ["2005-10-08", "true"], ["2006-01-02", "false"]]
    yield "holiday", ["day_of", "worked_day"], iter(days)
    yield "county", ["name", "level", "statistician"], ([c, "prefecture" if i == 0 else "", "A" if i % 6 else ""] for i, c in enumerate(counties))
    yield ("reward_rule", ["county", "year", "ratio"],
           ([c, "2005", f"0.{rng.randint(0, 99):04d}"] for c in counties))

    def raised():
        for i in range(rows):
            amount = rng.randint(0, 80_000_000_00)
            used = 0 if i % 9 == 0 else amount // 2 if i % 9 == 1 else amount
            yield [f"F{i}", rng.choice(counties), f"Person {i % 5000}", day(rng, 2005 - (i % 40 == 0)), fen(amount), fen(used),
                   "false" if i % 30 == 2 else ""]

    yield ("raised", ["id", "county", "raised_by", "arrived_on", "in_place", "used_for_construction", "from_outside"], raised())
    yield ("case", ["id", "handled_by", "class", "received_on", "done_on", "justified"],
           ([f"C{i}", f"Office {i % 9}", rng.choice(["complete", "complicated", "needs_approval"]), day(rng, 2005),
             "2005-12-30", ""] for i in range(rows // 10)))
    yield "park", ["name", "county"], ([f"Park {c}", c] for c in counties)
    empty = {
        "declined": ["id", "handled_by", "cause", "guided"],
        "permit": ["id", "department", "enterprise", "issued_on", "subject", "first_day", "last_day", "heads"],
        "inspection": ["id", "permit", "department", "enterprise", "state_security", "secret_action", "subject", "inspected_on", "heads", "justified"],
        "fee_card": ["id", "item", "office", "standard_fee", "rule", "manner"], "charge": ["id", "card", "office", "charged"],
        "penalty_decision": ["id", "decided_by", "decided_on", "filed_on", "reviewed_on", "faulty", "corrected_on"],
        "contract": ["id", "unit", "performed", "reported", "copied", "our_fault", "justified"],
        "key_project": ["id"], "assignment": ["id", "project", "role"],
        "leader_of_government": ["full_name"], "reception": ["id", "leader", "day_of"],
    }
    for entity, columns in empty.items():
        yield entity, columns, iter(())


def seed_002(rng, rows):
    units = units_of(rows)
    kinds = ["township", "subdistrict", "city_department"]
    parks = [u for i, u in enumerate(units) if i % 3 < 2]
    yield ("open_economy", ["service_rate", "advanced_prize"],
           iter([["0.05", "50000"]]))
    yield ("unit", ["name", "kind", "teams", "named_advanced"],
           ([u, kinds[i % 3], "2", "true" if i % 5 == 0 else ""] for i, u in enumerate(units)))
    yield ("task", ["unit", "year", "domestic_capital", "foreign_capital", "exports"],
           ([u, "2010", fen(200_000_000_00 + i % 7 * 10**9), "1000000.00" if i % 2 else "", ""] for i, u in enumerate(units)))
    yield ("report", ["unit", "year", "month", "domestic_capital", "foreign_capital", "exports"],
           ([u, "2010", str(month), fen(rng.randint(10_000_000_00, 25_000_000_00)),
             fen(rng.randint(0, 200_000_00)), fen(rng.randint(0, 500_000_00))]
            for i, u in enumerate(units) for month in range(1, 13) if (i + month) % 17))
    industries = ["manufacturing"] * 5 + ["farming", "logistics", "tourism", "trade", "finance"]

    def projects():
        for i in range(rows):
            revenue = on_edge(rng, i, 2_500_000_05, lambda: rng.randint(-50_000_00, 4_000_000_00))
            investment = on_edge(rng, i + 250, 30_000_000_00, lambda: rng.randint(1_000_000_00, 2 * 10**10))
            partner = rng.choice(units) if i % 11 == 0 else ""
            paid = fen(rng.randint(0, 100_000_00)) if i % 2 and i % 1000 not in (500, 501) else ""
            yield [f"P{i}", rng.choice(units), partner, rng.choice(parks), day(rng, 2009 + (i % 10 > 0)),
                   rng.choice(industries), fen(investment), fen(revenue), paid, ""]

    yield ("project", ["id", "introduced_by", "introduced_with", "located_in", "signed_on", "industry",
                       "investment", "local_revenue", "incentives_paid", "rewarded_earlier"], projects())
    yield "park", ["name", "built_area"], iter([["Jinshan industrial base", "1"]])
    yield ("inspection", ["id", "department", "inspected_on", "approval", "approved_on"],
           ([f"J{i}", f"Office {i % 3}", day(rng, 2010 - (i == 7)), *(["", ""] if i % 7 == 0 else [f"2010-{i}", f"2010-0{i % 9 + 1}-01"])]
            for i in range(40)))
    yield "enterprise", ["name", "leader"], ([f"Works {i}", "A" if i % 4 else ""] for i in range(20))
    yield ("key_project", ["id", "agent", "listed_on"],
           ([f"Z{i}", "B" if i % 3 else "", day(rng, 2009 + i % 2)] for i in range(20)))
    yield ("publication", ["id", "sort", "period_end", "published_on"],
           ([f"B{month:02d}", "assessment", f"2010-{month:02d}-28", f"2010-{month:02d}-28"] for month in range(1, 13)))
    yield ("supervision", ["id", "project", "supervised_on"],
           ([f"S{i}", f"Z{i % 20}", day(rng, 2010)] for i in range(150)))


def seed_003(rng, rows):
    projects = max(50, rows // 10)
    units = units_of(projects)
    yield "investment_2006", ["large_weight"], iter([["1.5"]])
    yield ("unit", ["name", "leaders", "leaders_away", "heads_away"], ([u, "8", "4", "1"] for u in units))
    yield ("site", ["id", "staff", "deputies"], ([f"D{i}", "3", "1"] for i in range(max(80, len(units)))))
    yield ("agency", ["name", "kind", "run_by", "recruited_openly"],
           ([f"Office {i}", "office" if i % 2 else "bureau", "" if i == 3 else "Bureau", "false" if i == 4 else ""] for i in range(10)))
    yield ("industry", ["name", "lead_official", "department", "team", "guide"],
           ([f"Industry {i}", "A", "B", "C", "" if i == 2 else "D"] for i in range(8)))
    yield "region", ["name", "leader"], ([f"Region {i}", "" if i == 2 else "A"] for i in range(4))
    yield "training", ["id", "trained_on"], iter([["T1", "2005-12-31"], ["T2", "2006-05-05"]])
    yield ("quotation", ["day_of", "usd"],
           ([f"200{5 + (m > 0)}-{max(m, 1):02d}-01", f"8.{rng.randint(0, 999):04d}"] for m in range(13)))

    def projects_():
        for i in range(projects):
            stages = [f"2006-0{rng.randint(4, 6)}-1{i % 9}" if i % 3 else "", "", ""]
            if i % 6 == 1:
                stages[1] = f"2006-0{rng.randint(7, 9)}-1{i % 9}"
                stages[2] = "2006-12-31" if i % 12 == 1 else ""
            yield [f"P{i}", rng.choice(units), f"200{6 - (i % 20 == 0)}-0{rng.randint(1, 3)}-1{i % 9}",
                   fen(on_edge(rng, i, 30_000_000_00, lambda: rng.randint(1_000_000_00, 4 * 10**10))),
                   fen(rng.randint(0, 5_000_000_00)), fen(2_000_000_00), fen(rng.randint(0, 2_000_000_00)), *stages]

    yield ("project", ["id", "introduced_by", "signed_on", "fixed_assets", "contracted", "registered_capital",
                       "capital_in_place", "started_on", "producing_on", "capacity_on"], projects_())
    yield ("arrival", ["id", "project", "arrived_on", "domestic", "foreign"],
           ([f"A{i}", f"P{rng.randrange(projects)}", day(rng, 2006 - (i % 90 == 0)), fen(rng.randint(0, 10_000_000_00)),
             fen(rng.randint(0, 100_000_00))] for i in range(rows)))


def seed_004(rng, rows):
    projects = max(50, rows // 10)
    groups = [f"Group {i:05d}" for i in range(1, max(9, projects // 100) + 1)]
    leaders = [f"Leader {i:04d}" for i in range(1, len(groups) + 1)]
    grades = ["subsection_head", "deputy_section_head", "staff_member", "section_head"]
    bureaus = ["Planning commission", "Planning bureau", "Environment bureau", "Land bureau", "Science bureau", "Industry bureau"]
    posts = ["deputy_county_head", "county_head", "other_leader", "park_head"]
    purposes = ["campaign", "fair", "presentation", "transport", "board", "reception", "training", "other_purpose"]
    yield "major_projects", ["days_to_solve", "fund_size"], iter([["30", fen(rows * 1_000_00)]])
    yield ("leader", ["full_name", "post", "measure"],
           ([name, rng.choice(posts), ["", "criticised"][i % 2]] for i, name in enumerate(leaders)))
    yield ("group", ["name", "kind", "headed_by", "clothing", "measure"],
           ([name, "coordination" if i == 0 else "park_industry" if i % 3 else "sector", rng.choice(leaders),
             "true" if i % 4 == 3 else "", ["", "criticised", "reorganised"][i % 3]] for i, name in enumerate(groups)))
    yield "deputy", ["group", "full_name"], ([name, f"Deputy {i}"] for i, name in enumerate(groups) if i % 3)
    yield ("member", ["full_name", "group", "office", "grade", "released", "outstanding"],
           ([f"Member {i:06d}", groups[i % len(groups)], bureaus[i // len(groups) % 6], rng.choice(grades),
             "false" if i % 40 == 7 else "true",
             "true" if i % 8 == 0 else "false"] for i in range(4 * len(groups) + len(groups) // 2)))
    yield ("project", ["id", "led_by", "group", "introduced_on", "investment", "foreign_investment",
                       "known_brand", "in_ledger", "park", "great_pull"],
           ([f"P{i}", rng.choice(leaders) if i % 50 else "", rng.choice(groups), day(rng, 2014 + (i % 10 > 0)),
             fen(on_edge(rng, i, 500_000_000_00, lambda: rng.randint(10_000_000_00, 10**11))),
             fen(on_edge(rng, i + 250, 100_000_000_00, lambda: rng.randint(0, 9_000_000_000))) if i % 3 == 0 else "",
             "true" if i % 97 == 0 else "", "true" if i % 20 else "false", "Economic zone" if i % 9 == 0 else "",
             "false" if i % 13 == 0 else ""] for i in range(projects)))
    yield ("quotation", ["day_of", "usd"],
           ([f"{year}-{m:02d}-01", f"6.{rng.randint(0, 999):04d}"] for year in (2014, 2015) for m in range(1, 13)))
    yield ("trouble", ["id", "project", "raised_on", "solved_on"],
           ([f"Q{i}", f"P{rng.randrange(projects)}", f"2015-0{rng.randint(4, 8)}-01",
             "" if i % 6 == 0 else f"2015-09-{rng.randint(1, 30):02d}"] for i in range(projects // 2)))
    yield "park", ["name"], iter([["Economic zone"]])
    yield "meeting", ["id", "held_on"], ([f"M{m}", f"2015-{m:02d}-{m + 9}"] for m in range(1, 13) if m != 8)

    def vouchers():
        for i in range(rows):
            # A banquet now and then; a group's voucher for a fair is not paid.
            purpose = "banquet" if i % 30 == 11 else rng.choice(purposes)
            yield [f"E{i:08d}", rng.choice(groups) if i % 2 else "", f"Company {i % 50}", day(rng, 2015 - (i % 70 == 0)),
                   purpose, "true" if i % 13 == 0 else "", fen(rng.randint(50_00, 4_000_00))]

    yield "voucher", ["id", "group", "payee", "spent_on", "purpose", "other_approved", "spent"], vouchers()


SEEDS = {"000": seed_000, "001": seed_001, "002": seed_002, "003": seed_003, "004": seed_004}


def chinese_words(seed):
    """The words of the seed's own data, and its headers that differ from the words."""
    spec = importlib.util.spec_from_file_location(f"data_{seed}", HERE / seed / "data.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.WORDS, getattr(module, "HEADERS", {})


def write(folder, entity, columns, rows, chinese):
    if chinese is None:
        name, header, convert = entity, columns, list
    else:
        words, headers = chinese
        name = words.to_chinese(entity)
        header = [headers.get((entity, c)) or header_to_chinese(c, words) for c in columns]

        def convert(row):
            return [words.to_chinese(cell) for cell in row]

    with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(convert(row) for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seed", choices=SEEDS)
    parser.add_argument("--rows", type=int, required=True, help="rows of the largest table")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--number", type=int, default=1, help="start of the random numbers")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    chinese = chinese_words(arguments.seed) if arguments.language == "zh" else None
    rng = random.Random(f"{arguments.seed}-{arguments.number}")
    for entity, columns, rows in SEEDS[arguments.seed](rng, arguments.rows):
        write(arguments.out, entity, columns, rows, chinese)


if __name__ == "__main__":
    main()
