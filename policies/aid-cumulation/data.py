"""Writes grants of small aid in both languages, with gaps of one and more fiscal years, several on
one day and amounts at the edge of what is left; and what each may be, computed without Remit from the
list of all grants before it.
usage: python3 policies/aid-cumulation/data.py
"""

import random
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, text, write_both, write_table  # noqa: E402

CEILING = 200_000
COLUMNS = ["id", "undertaking", "fiscal_year", "granted_on", "applied"]
WORDS = Words(
    [
        ("small_aid", "小额援助"), ("aid", "援助"), ("id", "编号"), ("undertaking", "集团"),
        ("fiscal_year", "财政年度"), ("granted_on", "授予日"), ("applied", "申请额"), ("ceiling", "上限"),
        ("apart", "相隔"), ("up_to_then", "至前一行"), ("this_year", "本年度"), ("last_year", "上年度"),
        ("year_before", "前年度"), ("granted", "核准额"), ("A", "甲"), ("B", "乙"),
        ("1", "一"), ("2", "二"), ("3", "三"), ("4", "四"), ("5", "五"), ("6", "六"),
    ]
)


def rows():
    rng = random.Random(1407)
    result = []
    for firm in range(40):
        for year in range(2014, 2024):
            for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
                applied = rng.choice((20_000_00, 100_000_00, rng.randint(1, 150_000_00)))
                day = f"{year}-{rng.randint(1, 12):02d}-{rng.choice((1, 15)):02d}"
                result.append([f"G{len(result) + 1001}", f"U{firm:02d}", str(year), day, text(Fraction(applied, 100))])
    rng.shuffle(result)
    return result


def expected():
    table = read_table(HERE / "en" / "data", "aid")
    granted = {}
    for row in sorted(table, key=lambda row: (row["granted_on"], row["id"])):
        year = int(row["fiscal_year"])
        before = [g for other, g in granted.values()
                  if other["undertaking"] == row["undertaking"] and year - 2 <= int(other["fiscal_year"]) <= year]
        granted[row["id"]] = row, min(number(row["applied"]), max(CEILING - sum(before), Fraction(0)))
    for row in table:
        yield row["id"], text(granted[row["id"]][1])


def main():
    write_both(HERE, WORDS, {"aid": (COLUMNS, rows())})
    write_table(HERE / "expected", "aid", ["id", "granted"], expected())


if __name__ == "__main__":
    main()
