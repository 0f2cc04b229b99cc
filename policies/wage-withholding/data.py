"""Writes twelve months of wages in both languages: constant ones at both sides of every bracket edge
and ordinary ones with bonuses and idle months; and what is withheld, computed without Remit by the
quick deductions that were published.
usage: python3 policies/wage-withholding/data.py
"""

import random
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, round_half_up, text, write_both, write_table  # noqa: E402

EDGES = (36_000, 144_000, 300_000, 420_000, 660_000, 960_000)
RATES = (3, 10, 20, 25, 30, 35, 45)
QUICK = (0, 2_520, 16_920, 31_920, 52_920, 85_920, 181_920)
COLUMNS = ["employee", "tax_year", "month_no", "income", "exempt", "special", "special_additional",
           "other_deductions"]

WORDS = Words(
    [
        ("wage_withholding", "工资薪金预扣"), ("wage", "工资"), ("employee", "职工"),
        ("tax_year", "年度"), ("month_no", "月份"), ("income", "收入"), ("exempt", "免税收入"),
        ("special", "专项扣除"), ("special_additional", "专项附加扣除"), ("other_deductions", "其他扣除"),
        ("allowance", "每月减除费用"), ("withholding_table", "预扣率表"), ("months", "任职月数"),
        ("all_income", "累计收入"), ("deductions", "累计扣除"), ("taxable", "累计应纳税所得额"),
        ("due", "累计应扣"), ("withheld", "本月预扣"), ("all_withheld", "累计已扣"),
        ("A", "一"), ("B", "二"), ("C", "三"),
    ]
)


def months_of(name, year, incomes, special, additional, rng=None):
    for month, income in enumerate(incomes, 1):
        exempt = Fraction(rng.randint(0, 50_000), 100) if rng and month % 5 == 0 else Fraction(0)
        yield [name, str(year), str(month), text(income),
               text(exempt) if exempt else "", text(special), text(additional), ""]


def rows():
    result = []
    for i, edge in enumerate(EDGES, 1):
        # Twelve equal months whose taxable income ends at the edge, a fen below and a fen above.
        for k, more in enumerate((Fraction(-1, 100), Fraction(0), Fraction(1, 100))):
            incomes = [Fraction(edge, 12) + 5_000] * 11 + [Fraction(edge, 12) + 5_000 + more]
            result += months_of(f"E{i}{k}", 2019, incomes, Fraction(0), Fraction(0))
    rng = random.Random(61)
    for i in range(60):
        base = Fraction(rng.randint(3_000_00, 60_000_00), 100)
        incomes = [base] * 12
        if i % 3 == 0:
            incomes[rng.randrange(12)] += Fraction(rng.randint(0, 400_000_00), 100)
        if i % 4 == 0:
            incomes[rng.randrange(12)] = Fraction(0)
        special = Fraction(rng.randint(0, 3_000_00), 100)
        for year in (2019, 2020) if i % 2 else (2019,):
            result += months_of(f"N{i:02d}", year, incomes, special, Fraction(1_000 * (i % 4)), rng)
    rng.shuffle(result)  # the order of the table means nothing
    return result


def quick(income):
    at = sum(income > edge for edge in EDGES)
    return income * Fraction(RATES[at], 100) - QUICK[at]


def expected():
    table = read_table(HERE / "en" / "data", "wage")
    withheld = {}
    by_month = sorted(table, key=lambda row: int(row["month_no"]))
    totals = {}
    for row in by_month:
        who = row["employee"], row["tax_year"]
        income, deductions, paid = totals.get(who, (Fraction(0), Fraction(0), Fraction(0)))
        income += number(row["income"]) - number(row["exempt"])
        deductions += 5_000 + sum(number(row[c]) for c in COLUMNS[5:])
        due = round_half_up(quick(max(income - deductions, Fraction(0))))
        now = max(due - paid, Fraction(0))
        totals[who] = income, deductions, paid + now
        withheld[*who, row["month_no"]] = now, paid + now
    for row in table:
        key = row["employee"], row["tax_year"], row["month_no"]
        now, so_far = withheld[key]
        yield *key, text(now), text(so_far)


def main():
    write_both(HERE, WORDS, {"wage": (COLUMNS, rows())})
    write_table(HERE / "expected", "wage", ["employee", "tax_year", "month_no", "withheld", "all_withheld"], expected())


if __name__ == "__main__":
    main()
