"""Computes the figures of seed 003 without Remit, and writes them to expected/.
usage: python3 policies/003/expected.py
"""

import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import number, read_table, round_half_up, text, write_table  # noqa: E402

DATA, OUT = HERE / "en" / "data", HERE / "expected"
AS_OF = "2006-12-31"


def flag(value):
    return str(bool(value)).lower()


def rate(part, whole):
    return text(round_half_up(Fraction(part) / Fraction(whole), Fraction(1, 10_000)))


def main():
    units, sites = read_table(DATA, "unit"), read_table(DATA, "site")
    projects, arrivals = read_table(DATA, "project"), read_table(DATA, "arrival")
    weight = number(read_table(DATA, "investment_2006")[0]["large_weight"])
    sizes = {p["id"]: number(p["fixed_assets"]) for p in projects}

    def arrived(column, by):
        return sum(number(a[column]) for a in arrivals if a["arrived_on"] <= by)

    targets = [
        ("total", arrived("domestic", AS_OF), 4_500_000_000),
        ("projects_10m", sum(v >= 10_000_000 for v in sizes.values()), 150),
        ("projects_100m", sum(v >= 100_000_000 for v in sizes.values()), 20),
        ("contracted_foreign", sum(number(p["contracted"]) for p in projects), 150_000_000),
        ("used_foreign", arrived("foreign", AS_OF), 50_000_000),
        ("sites", len(sites), 80),
    ]
    rows = [(name, text(value), text(goal), flag(value >= goal)) for name, value, goal in targets]
    staff = sum(number(s["staff"]) for s in sites)
    rows.append(("staff_away", text(staff), "200", flag(staff > 200)))
    write_table(OUT, "targets", ["target", "metric", "goal", "met"], rows)

    large = [p for p in projects if sizes[p["id"]] >= 30_000_000]
    in_place = sum(number(p["capital_in_place"]) for p in projects)
    values = {
        "arrived_by_spring": text(arrived("domestic", "2006-04-18")),
        "arrived_by_lotus": text(arrived("domestic", "2006-09-28")),
        "rate_in_place": rate(in_place, sum(number(p["registered_capital"]) for p in projects)),
        "rate_started": rate(sum(p["started"] == "true" for p in projects), len(projects)),
        "rate_producing": rate(sum(p["producing"] == "true" for p in projects), len(projects)),
        "rate_large_started": rate(sum(p["started"] == "true" for p in large), len(large)),
    }
    write_table(OUT, "investment_2006", list(values), [list(values.values())])

    home = {p["id"]: p["introduced_by"] for p in projects}
    assessed = defaultdict(Fraction)
    for a in arrivals:
        factor = weight if sizes[a["project"]] >= 30_000_000 else 1
        assessed[home[a["project"]]] += factor * number(a["domestic"])
    write_table(OUT, "unit", ["name", "assessed", "leaders_at_sites.met", "head_in_rotation.met"],
                [(u["name"], text(assessed[u["name"]]),
                  flag(2 * int(u["leaders_away"]) >= int(u["leaders"])), flag(int(u["heads_away"]) >= 1))
                 for u in units])
    write_table(OUT, "site", ["id", "led_by_deputy.met"],
                [(s["id"], flag(int(s["deputies"]) >= 1)) for s in sites])


if __name__ == "__main__":
    main()
