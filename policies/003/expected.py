"""Computes the figures of seed 003 without Remit, from the document, and writes them to expected/.
usage: python3 policies/003/expected.py
"""

import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import flag, number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
YEAR, AS_OF = "2006", "2006-12-31"
SPRING, LOTUS = "2006-04-18", "2006-09-28"
GOAL = 4_500_000_000


def share(part, whole):
    return text(round_half_up(Fraction(part) / Fraction(whole), Fraction(1, 10_000))) if whole else ""


def in_yuan(arrival, quotations):
    """Domestic money, and foreign at the latest quotation by the day it arrives, to the fen."""
    foreign = number(arrival["foreign"])
    rate = max((q["day_of"], number(q["usd"])) for q in quotations if q["day_of"] <= arrival["arrived_on"])[1] if foreign else 0
    return number(arrival["domestic"]) + round_half_up(foreign * rate)


def on_the_day(name, projects, arrivals, sizes, day, part):
    """The other four targets of the year as they stood on the day, of each the whole or its half."""
    under_way = [sizes[p["id"]] for p in projects if p["started_on"][:4] == YEAR and p["started_on"] <= day]
    contracted = sum(number(p["contracted"]) for p in projects if p["signed_on"][:4] == YEAR and p["signed_on"] <= day)
    used = sum(number(a["foreign"]) for a in arrivals if a["arrived_on"] <= day)
    yield f"{name}_projects_10m", sum(v >= 10_000_000 for v in under_way), 150 // part
    yield f"{name}_projects_100m", sum(v >= 100_000_000 for v in under_way), 20 // part
    yield f"{name}_contracted", contracted, 150_000_000 // part
    yield f"{name}_used", used, 50_000_000 // part


def main():
    units, sites = read_table(DATA, "unit"), read_table(DATA, "site")
    projects, arrivals, quotations = (read_table(DATA, name) for name in ("project", "arrival", "quotation"))
    weight = number(read_table(DATA, "investment_2006")[0]["large_weight"])
    sizes = {p["id"]: number(p["fixed_assets"]) for p in projects}
    of_year = [a for a in arrivals if a["arrived_on"][:4] == YEAR]
    in_place = {a["id"]: in_yuan(a, quotations) for a in of_year}

    def arrived(by):
        return sum(in_place[a["id"]] for a in of_year if a["arrived_on"] <= by)

    def staged(stage):
        return {p["id"] for p in projects if p[stage] != "" and p[stage] <= AS_OF}

    signed, started, producing, capacity = map(staged, ("signed_on", "started_on", "producing_on", "capacity_on"))
    carried_out = [sizes[p["id"]] for p in projects if p["id"] in started and p["started_on"][:4] == YEAR]
    agencies, regions = read_table(DATA, "agency"), read_table(DATA, "region")
    trained = sum(row["trained_on"][:4] == YEAR for row in read_table(DATA, "training"))
    targets = [
        ("total", arrived(AS_OF), GOAL),
        ("projects_10m", sum(v >= 10_000_000 for v in carried_out), 150),
        ("projects_100m", sum(v >= 100_000_000 for v in carried_out), 20),
        ("contracted_foreign", sum(number(p["contracted"]) for p in projects if p["signed_on"][:4] == YEAR), 150_000_000),
        ("used_foreign", sum(number(a["foreign"]) for a in of_year if a["arrived_on"] <= AS_OF), 50_000_000),
        ("bureaus", sum(a["kind"] == "bureau" for a in agencies), 4),
        ("offices", sum(a["kind"] == "office" and a["name"] != "Beijing office" for a in agencies), 5),
    ]
    rows = [(name, text(value), text(goal), flag(value >= goal)) for name, value, goal in targets]
    beijing = sum(a["name"] == "Beijing office" for a in agencies)
    rows.append(("beijing_closed", text(beijing), "0", flag(beijing == 0)))
    rows.append(("sites", text(len(sites)), "80", flag(len(sites) >= 80)))
    staff = sum(number(s["staff"]) for s in sites)
    rows.append(("staff_away", text(staff), "200", flag(staff > 200)))
    supervised = sum(r["leader"] != "" for r in regions if r["name"] in ("Guangdong", "South Jiangsu and Shanghai", "Zhejiang"))
    rows.append(("regions_supervised", text(supervised), "3", flag(supervised >= 3)))
    write_table(OUT, "yearly_training", ["year", "times", "missing"], [(YEAR, trained, flag(trained == 0 and AS_OF > f"{YEAR}-12-31"))])
    industries = len(read_table(DATA, "industry"))
    rows.append(("industries", text(industries), "8", flag(industries == 8)))
    on_all_lines = {}
    for name, day, part in (("by_spring", SPRING, 2), ("by_lotus", LOTUS, 1)):
        lines = [(name, arrived(day), Fraction(GOAL, part)), *on_the_day(name, projects, of_year, sizes, day, part)]
        rows += [(line, text(value), text(goal), flag(value >= goal)) for line, value, goal in lines]
        on_all_lines[f"{name}_all.met"] = flag(all(value >= goal for _, value, goal in lines))
    autumn = arrived(AS_OF) - arrived(LOTUS)
    rows.append(("autumn_breakthrough", text(autumn), "0", flag(autumn > 0)))
    write_table(OUT, "targets", ["target", "metric", "goal", "met"], rows)

    large = {name for name, size in sizes.items() if size >= 30_000_000}
    values = {
        **on_all_lines,
        "domestic_in_place": text(sum(number(a["domestic"]) for a in of_year)),
        "arrived_in_autumn": text(arrived(AS_OF) - arrived(LOTUS)),
        "arrivals_of_other_years": len(arrivals) - len(of_year),
        "share_introduced": share(len(large & signed), len(signed)),
        "share_started": share(len(large & started), len(started)),
        "share_producing": share(len(large & producing), len(producing)),
        "rate_in_place": share(sum(number(p["capital_in_place"]) for p in projects if p["id"] in signed),
                               sum(number(p["registered_capital"]) for p in projects if p["id"] in signed)),
        "rate_started": share(len(started), len(signed)),
        "rate_producing": share(len(producing), len(started)),
        "rate_at_capacity": share(len(capacity), len(producing)),
    }
    write_table(OUT, "investment_2006", list(values), [list(values.values())])

    home = {p["id"]: p["introduced_by"] for p in projects}
    assessed = defaultdict(Fraction)
    for a in of_year:
        assessed[home[a["project"]]] += in_place[a["id"]] * (weight if a["project"] in large else 1)
    write_table(OUT, "unit", ["name", "assessed", "leaders_at_sites.met", "head_in_rotation.met"],
                [(u["name"], text(assessed[u["name"]]),
                  flag(2 * int(u["leaders_away"]) >= int(u["leaders"])), flag(int(u["heads_away"]) >= 1))
                 for u in units])
    write_table(OUT, "site", ["id", "led_by_deputy.met"],
                [(s["id"], flag(int(s["deputies"]) >= 1)) for s in sites])
    named = {"Machinery bureau": "Trade office", "Organic farming bureau": "Farm office", "Anyi park bureau": "Anyi",
             "Genggeng park bureau": "Wangzhigang", "Ecology office": "Environment bureau",
             **dict.fromkeys(["Kunshan office", "Dongguan office", "Hangzhou office", "Ningbo office"], "County bureau")}
    write_table(OUT, "agency", ["name", "closed_recruiting", "wrongly_run"],
                [(a["name"], flag(a["recruited_openly"] == "false"), flag(a["run_by"] == "" or a["run_by"] != named.get(a["name"], a["run_by"]))) for a in agencies])
    write_table(OUT, "industry", ["name", "industry_incomplete"],
                [(i["name"], flag("" in (i["lead_official"], i["department"], i["team"], i["guide"])))
                 for i in read_table(DATA, "industry")])
    write_table(OUT, "region", ["name", "unsupervised"], [(r["name"], flag(r["leader"] == "")) for r in regions])


if __name__ == "__main__":
    main()
