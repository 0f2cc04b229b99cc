"""Writes the taxpayers of the income tax, in both languages: both sides of every bracket edge, and
ordinary ones; and what each owes, computed without Remit.
usage: python3 policies/income-tax/data.py
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
EDGE_CASES = (("limit", "上限", "0"), ("a fen above", "多一分", "0.01"), ("10 fen above", "多一角", "0.1"),
              ("a fen below", "少一分", "-0.01"))
COLUMNS = ["id", "tax_year", "wages", "services", "authorship", "royalties", "social_insurance",
           "child_months", "parent_months", "mortgage_months", "prepaid"]

WORDS = Words(
    [
        ("yearly_settlement", "综合所得年度汇算"), ("tax_office", "税务机关"), ("taxpayer", "纳税人"),
        ("id", "编号"), ("tax_year", "汇算年度"), ("wages", "工资薪金"), ("services", "劳务报酬"),
        ("authorship", "稿酬"), ("royalties", "特许权使用费"), ("social_insurance", "三险一金"),
        ("child_months", "子女教育月数"), ("parent_months", "赡养老人月数"),
        ("parent_share", "赡养分摊比例"), ("only_child", "独生子女"), ("mortgage_months", "房贷月数"),
        ("other_deductions", "其他扣除"), ("prepaid", "已预缴"), ("basic_allowance", "基本减除费用"),
        ("child_allowance", "子女教育标准"), ("parent_allowance", "赡养老人标准"),
        ("mortgage_allowance", "房贷利息标准"), ("tax_table", "税率表"), ("whole_at_rate", "所在级税"),
        ("quick_deduction", "速算扣除数"), ("gross_income", "综合收入额"),
        ("special_deductions", "专项附加扣除"), ("taxable_income", "应纳税所得额"),
        ("tax", "应纳税额"), ("tax_the_quick_way", "速算税额"), ("both_ways_agree", "两种算法一致"),
        ("balance", "应补退税额"), ("exempt", "免于汇算"), ("to_pay", "实际补税"), ("refund", "退税"),
        ("true", "是"), ("false", "否"),
    ]
    + [(f"bracket {i} {name}", f"级{i:02d}{chinese}") for i in range(1, 7) for name, chinese, _ in EDGE_CASES]
)


def rows():
    result = []
    for i, edge in enumerate(EDGES, 1):
        for name, _, more in EDGE_CASES:
            wages = text(Fraction(edge + 60_000) + Fraction(more))
            result.append([f"bracket {i} {name}", "2024", wages, "", "", "", "", "", "", "", ""])
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
    for row in read_table(HERE / "en" / "data", "taxpayer"):
        total = number(row["wages"]) + Fraction(8, 10) * (
            number(row["services"]) + number(row["authorship"]) * Fraction(7, 10) + number(row["royalties"]))
        later = int(row["tax_year"]) >= 2023
        extra = int(row["child_months"] or 0) * (2000 if later else 1000)
        extra += int(row["parent_months"] or 0) * (3000 if later else 2000)
        extra += int(row["mortgage_months"] or 0) * 1000
        income = max(total - 60_000 - number(row["social_insurance"]) - extra, Fraction(0))
        due = tax(income)
        yield row["id"], text(income), text(due), text(due - number(row["prepaid"]))


def main():
    write_both(HERE, WORDS, {"taxpayer": (COLUMNS, rows())})
    write_table(HERE / "expected", "taxpayer", ["id", "taxable_income", "tax", "balance"], expected())


if __name__ == "__main__":
    main()
