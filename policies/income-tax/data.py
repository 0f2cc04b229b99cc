"""Writes the taxpayers of the income tax: both sides of every bracket edge, and ordinary ones.
usage: python3 policies/income-tax/data.py
"""

import random
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import number, read_table, round_half_up, text, write_table  # noqa: E402

EDGES = (36_000, 144_000, 300_000, 420_000, 660_000, 960_000)
RATES = (3, 10, 20, 25, 30, 35, 45)
COLUMNS = ["编号", "汇算年度", "工资薪金", "劳务报酬", "稿酬", "特许权使用费", "三险一金",
           "子女教育月数", "赡养老人月数", "房贷月数", "已预缴"]


def rows():
    result = []
    for i, edge in enumerate(EDGES, 1):
        for name, more in (("上限", "0"), ("多一分", "0.01"), ("多一角", "0.1"), ("少一分", "-0.01")):
            wages = text(Fraction(edge + 60_000) + Fraction(more))
            result.append([f"级{i:02d}{name}", "2024", wages, "", "", "", "", "", "", "", ""])
    rng = random.Random(2019)
    for i in range(1, 201):
        wages = rng.randint(0, 1_500_000_00) if i % 10 else rng.randint(0, 70_000_00)
        extra = [rng.randint(0, 90_000_00) if rng.randint(1, 4) == 1 else 0 for _ in range(3)]
        fund = min(wages // 5, 60_000_00)
        row = [f"N{i:03d}", str(rng.randint(2019, 2025))]
        row += [text(Fraction(v, 100)) if v else "" for v in (wages, *extra, fund)]
        row += [str(rng.choice([0, 12, 24])), str(rng.choice([0, 12])), str(rng.choice([0, 12]))]
        row.append(text(Fraction(wages // 12, 100)))
        result.append(row)
    return result


def tax(income):
    """The marginal way: each part of the income at the rate of its own bracket."""
    total, lower = Fraction(0), 0
    for upper, rate in zip((*EDGES, None), RATES, strict=True):
        top = income if upper is None else min(income, upper)
        if top > lower:
            total += (top - lower) * Fraction(rate, 100)
        lower = upper if upper is not None else lower
    return round_half_up(total)


def expected():
    for row in read_table(HERE / "data", "纳税人"):
        total = number(row["工资薪金"]) + Fraction(8, 10) * (
            number(row["劳务报酬"]) + number(row["稿酬"]) * Fraction(7, 10) + number(row["特许权使用费"]))
        later = int(row["汇算年度"]) >= 2023
        extra = int(row["子女教育月数"] or 0) * (2000 if later else 1000)
        extra += int(row["赡养老人月数"] or 0) * (3000 if later else 2000)
        extra += int(row["房贷月数"] or 0) * 1000
        income = max(total - 60_000 - number(row["三险一金"]) - extra, Fraction(0))
        due = tax(income)
        yield row["编号"], text(income), text(due), text(due - number(row["已预缴"]))


def main():
    write_table(HERE / "data", "纳税人", COLUMNS, rows())
    write_table(HERE / "expected", "纳税人", ["编号", "应纳税所得额", "应纳税额", "应补退税额"], expected())


if __name__ == "__main__":
    main()
