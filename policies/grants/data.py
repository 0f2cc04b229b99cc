"""Writes the districts and towns of the grant, in both languages, and what each gets, computed
without Remit.
usage: python3 policies/grants/data.py
"""

import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, round_half_up, text, write_both, write_table  # noqa: E402

DISTRICTS = [  # name, people, square kilometres, by the sea, tax a head
    ("Capital", 61_250, "88.40", False, "912.35"), ("Harbour", 34_811, "140.07", True, "655.10"),
    ("Valley", 22_907, "310.55", False, "540.00"), ("Hills", 9_333, "402.18", False, "498.77"),
    ("Plain", 18_004, "255.00", False, "610.42"), ("Island", 1_207, "64.90", True, "450.50"),
    ("Border", 12_499, "124.99", False, "577.77"), ("Lake", 15_750, "157.50", False, "603.03"),
]
TOWNS = [  # district, how many, the largest's people; the last three of a district are equal
    ("Capital", 5), ("Harbour", 6), ("Valley", 7), ("Hills", 4), ("Plain", 6), ("Island", 3),
    ("Border", 5), ("Lake", 5),
]
NAMES = [("Capital", "都城"), ("Harbour", "港口"), ("Valley", "河谷"), ("Hills", "丘陵"), ("Plain", "平原"),
         ("Island", "海岛"), ("Border", "边境"), ("Lake", "湖区")]
WORDS = Words(
    [
        ("district_grants", "地方服务补助"), ("state", "财政部"), ("district", "地区"), ("name", "名称"),
        ("population", "人口"), ("area", "面积"), ("coastal", "沿海"), ("tax_per_head", "人均税收"),
        ("town", "市镇"), ("school_places", "学位"), ("pot", "补助总额"), ("least", "最低补助"),
        ("per_head", "人均标准"), ("density", "人口密度"), ("state_average", "全国平均"),
        ("compensation", "税收补偿"), ("need", "需求"), ("grant", "补助"), ("grant_pot", "补助资金"),
        ("by_heads", "人口部分"), ("for_heads", "按人口"), ("for_schools", "按学位"),
        ("town_grant", "市镇补助"), ("nothing_lost", "分文不差"), ("true", "是"), ("false", "否"),
    ]
    + NAMES
    + [(f"{name} {i}", f"{chinese}{i}镇") for name, chinese in NAMES for i in range(1, 8)]
)
POT, LEAST = 25_000_000, 2_100_000


def towns():
    rows = []
    people = {name: count for name, count, *_ in DISTRICTS}
    for name, count in TOWNS:
        each = people[name] // (count + 2)
        sizes = [each] * count
        sizes[0] = people[name] - each * (count - 1)
        for i, size in enumerate(sizes, 1):
            rows.append([f"{name} {i}", name, str(size), str(size // 11 * (i % 3 + 1))])
    return rows


def largest_remainder(total, weights):
    """Whole euros: shares cut off, one more each to the largest pieces cut off, then in order."""
    exact = [Fraction(total) * w / sum(weights) for w in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (-(exact[i] - parts[i]), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def with_floors(total, needs, least):
    """Pro rata to the needs, nobody below the floor (or the need, if that is less), nobody above the
    need: who would be below is set to the floor and the others share what is left, until it fits."""
    floors = [min(Fraction(least), need) for need in needs]
    held = set()
    while True:
        rest = total - sum(floors[i] for i in held)
        free = [i for i in range(len(needs)) if i not in held]
        weight = sum(needs[i] for i in free)
        low = [i for i in free if rest * needs[i] / weight < floors[i]]
        if not low:
            break
        held |= set(low)
    exact = [floors[i] if i in held else rest * needs[i] / weight for i in range(len(needs))]
    parts = [int(share) for share in exact]
    order = sorted(range(len(needs)), key=lambda i: (-(exact[i] - parts[i]), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def need_of(row, average):
    people, area = int(row["population"]), number(row["area"])
    density = round_half_up(people / area)
    rate = 180 if density < 100 else 150 if density < 500 else 130
    need = rate * people + 900 * area + (250_000 if row["coastal"] == "true" else 0)
    need += Fraction(1, 2) * max(average - number(row["tax_per_head"]), Fraction(0)) * people
    return density, need


def main():
    data = HERE / "en" / "data"
    write_both(HERE, WORDS, {
        "district": (["name", "population", "area", "coastal", "tax_per_head"],
                     [(n, str(p), a, "true" if c else "", t) for n, p, a, c, t in DISTRICTS]),
        "town": (["name", "district", "population", "school_places"], towns()),
    })
    rows = read_table(data, "district")
    people = sum(int(row["population"]) for row in rows)
    average = round_half_up(
        sum(number(row["tax_per_head"]) * int(row["population"]) for row in rows) / people)
    needs = [need_of(row, average) for row in rows]
    # A request is what the paying line says, rounded to the euro.
    grants = with_floors(POT, [round_half_up(need, Fraction(1)) for _, need in needs], LEAST)
    write_table(HERE / "expected", "district", ["name", "density", "need", "grant"],
                [(row["name"], text(d), text(need), grant)
                 for row, (d, need), grant in zip(rows, needs, grants, strict=True)])
    result, all_towns = [], read_table(data, "town")
    for row, grant in zip(rows, grants, strict=True):
        own = [town for town in all_towns if town["district"] == row["name"]]
        heads = int(round_half_up(Fraction(70, 100) * grant, Fraction(1)))
        first = largest_remainder(heads, [int(town["population"]) for town in own])
        second = largest_remainder(grant - heads, [int(town["school_places"]) for town in own])
        result += [(town["name"], a, b, a + b) for town, a, b in zip(own, first, second, strict=True)]
    write_table(HERE / "expected", "town", ["name", "for_heads", "for_schools", "town_grant"], result)


if __name__ == "__main__":
    main()
