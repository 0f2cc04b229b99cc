"""Writes five years of a fund and its claims in both languages; and what is paid, computed without
Remit claim by claim.
usage: python3 policies/five-year-fund/data.py
"""

import random
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, text, write_both, write_table  # noqa: E402

YEARS = range(2020, 2025)
WORDS = Words(
    [
        ("five_years", "五年资金"), ("year_of_fund", "年度"), ("year", "年"), ("budget", "预算"),
        ("claim", "申请"), ("in_year", "提交年度"), ("id", "编号"), ("filed_on", "提交日"), ("amount", "申请额"),
        ("requested", "当年申请"), ("due", "应付"), ("available", "可用"), ("spent", "支付"),
        ("waiting", "积欠"), ("left_over", "结余"), ("spent_so_far", "累计支付"), ("ahead", "排在前面"),
        ("settled_in_year", "当年付清"), ("reached", "排到该笔"), ("settled_in", "付清年度"),
        ("payment", "支付明细"), ("before_year", "年前累计"), ("paid", "本年付款"),
        ("1", "一"), ("2", "二"), ("3", "三"), ("4", "四"),
        ("true", "是"), ("false", "否"),
    ]
)


def tables():
    rng = random.Random(5)
    years = [[str(year), text(Fraction(rng.randint(1_500_00, 4_500_00)))] for year in YEARS]
    claims = []
    for year in YEARS:
        for _ in range(rng.randint(20, 60)):
            day = f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            claims.append([f"C{len(claims) + 1001}", str(year), day, text(Fraction(rng.randint(1, 20_000_00), 100))])
    rng.shuffle(claims)
    return {"year_of_fund": (["year", "budget"], years),
            "claim": (["id", "in_year", "filed_on", "amount"], claims)}


def settle():
    """What of each claim is paid in which year, in the order of filing."""
    queue = sorted(read_table(HERE / "en" / "data", "claim"), key=lambda c: (c["filed_on"], c["id"]))
    open_claims, left, years, settled, parts = [], Fraction(0), [], {}, {}
    for row in read_table(HERE / "en" / "data", "year_of_fund"):
        left += number(row["budget"])
        open_claims += [[claim["id"], number(claim["amount"])] for claim in queue if claim["in_year"] == row["year"]]
        spent = Fraction(0)
        for claim in open_claims:
            part = min(claim[1], left)
            parts[claim[0], row["year"]] = part
            claim[1] -= part
            left -= part
            spent += part
            if claim[1] == 0:
                settled.setdefault(claim[0], row["year"])
        open_claims = [claim for claim in open_claims if claim[1] > 0]
        years.append([row["year"], text(spent), text(sum((c[1] for c in open_claims), Fraction(0))), text(left)])
    return years, settled, parts


def main():
    write_both(HERE, WORDS, tables())
    years, settled, parts = settle()
    write_table(HERE / "expected", "year_of_fund", ["year", "spent", "waiting", "left_over"], years)
    claims = read_table(HERE / "en" / "data", "claim")
    write_table(HERE / "expected", "claim", ["id", "settled_in", "settled_in_year"],
                [[c["id"], settled.get(c["id"], ""), "true" if settled.get(c["id"]) == c["in_year"] else "false"]
                 for c in claims])
    write_table(HERE / "expected", "payment", ["claim", "year_of_fund", "paid"],
                [[c["id"], row[0], text(parts.get((c["id"], row[0]), Fraction(0)))] for c in claims for row in years])


if __name__ == "__main__":
    main()
