"""Writes the units of the score card in both languages, and their figures, computed without Remit.
usage: python3 policies/score-card/data.py
"""

import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import Words, number, read_table, round_half_up, text, write_both, write_table  # noqa: E402

COLUMNS = ["name", "class", "investment_goal", "investment_done", "tax_goal", "tax_done", "tax_before",
           "projects_goal", "projects_done", "satisfaction", "commended", "late_papers", "accidents",
           "special_prize"]
UNITS = [  # amounts in 10 000 yuan
    ("Chengguan", "A", 10000, 13000, 8000, 9600, 7800, 10, 12, "1", 4, "", "", 20000),
    ("Shiqiao", "A", 10000, 6000, 6000, 6300, 5000, 8, 8, "0.95", 1, 1, "", ""),
    ("Liuhe", "A", 9000, 5399, 5000, 5000, 5000, 6, 5, "0.923", "", 9, "", ""),
    ("Hedong", "A", 8000, 8200, 5000, 5500, 5000, 8, 8, "0.9", "", "", "", ""),
    ("Hexi", "A", 8000, 8200, 5000, 5500, 4000, 8, 8, "0.9", "", "", "", 30000),
    ("Nanshan", "A", 5000, 6000, 3000, 3600, 2400, 5, 6, "0.99", 2, "", 1, ""),
    ("Beishan", "B", 3000, 3100, 1500, 1500, "", 3, 3, "0.88", "", "", "", ""),
    ("Dongling", "B", 3000, 2400, 1500, 1350, 1350, 3, 3, "0.91", 1, "", "", ""),
    ("Xiling", "B", 3000, 3600, 1500, 1800, 0, 3, 4, "0.86", "", 2, "", ""),
    ("New park", "B", 2000, 1000, 800, 400, "", 3, 1, "0.7", "", "", "", ""),
]
WORDS = Words(
    [
        ("yearly_assessment", "年度目标考核"), ("county_treasury", "县财政"), ("unit", "单位"),
        ("name", "名称"), ("class", "组别"), ("A", "甲组"), ("B", "乙组"),
        ("investment_goal", "投资目标"), ("investment_done", "投资完成"), ("tax_goal", "税收目标"),
        ("tax_done", "税收完成"), ("tax_before", "上年税收"), ("projects_goal", "项目目标"),
        ("projects_done", "项目完成"), ("satisfaction", "满意度"), ("commended", "省级表彰"),
        ("late_papers", "材料迟报"), ("accidents", "安全事故"), ("special_prize", "特别贡献奖"),
        ("points", "考核得分"), ("for_investment", "投资分"), ("for_tax", "税收分"),
        ("for_projects", "项目分"), ("for_satisfaction", "满意分"), ("for_commendations", "表彰分"),
        ("for_lateness", "迟报分"), ("tax_growth", "税收增幅"), ("safety_veto", "安全否决"),
        ("place", "综合名次"), ("overall_prize", "综合奖"), ("growth_prize", "增长奖"),
        ("merit_prize", "贡献奖"), ("advanced_unit", "先进单位"), ("true", "是"), ("false", "否"),
        ("Chengguan", "城关镇"), ("Shiqiao", "石桥镇"), ("Liuhe", "柳河镇"), ("Hedong", "河东镇"),
        ("Hexi", "河西镇"), ("Nanshan", "南山乡"), ("Beishan", "北山乡"), ("Dongling", "东岭乡"),
        ("Xiling", "西岭乡"), ("New park", "新设园区"),
    ]
)
PRIZES = {1: 100_000, 2: 60_000, 3: 30_000}


def score(row):
    def progress(name):
        return number(row[f"{name}_done"]) / number(row[f"{name}_goal"])

    def item(value, weight, least=None):
        held = min(value, Fraction(12, 10))
        return round_half_up(held * weight) if least is None or value >= least else Fraction(0)

    least = Fraction(6, 10)
    points = [item(progress("investment"), 35, least), item(progress("tax"), 30, least)]
    points += [item(progress("projects"), 20), round_half_up(number(row["satisfaction"]) * 15)]
    bonus = min(2 * number(row["commended"]), Fraction(5))
    penalty = min(Fraction(1, 2) * number(row["late_papers"]), Fraction(3))
    return min(sum(points) + bonus - penalty, Fraction(115))


def shared_prizes(scores):
    """Places of a group; who ties shares the prizes of the places the tie takes up."""
    result = {}
    for name, value in scores.items():
        first = 1 + sum(other > value for other in scores.values())
        tied = sum(other == value for other in scores.values())
        total = sum(PRIZES.get(place, 0) for place in range(first, first + tied))
        result[name] = round_half_up(Fraction(total, tied), Fraction(1)) if first <= 3 else Fraction(0)
    return result


def growth_prize(row):
    if row["tax_before"] == "" or number(row["tax_before"]) <= 0 or number(row["accidents"]) >= 1:
        return Fraction(0)
    growth = (number(row["tax_done"]) - number(row["tax_before"])) / number(row["tax_before"])
    growth = round_half_up(growth, Fraction(1, 10_000))
    return min(Fraction(int(growth * 100) * 1000), Fraction(50_000)) if growth >= Fraction(1, 10) else Fraction(0)


def main():
    scaled = [[text(v * 10_000) if i in (2, 3, 4, 5, 6) and v != "" else str(v) for i, v in enumerate(unit)]
              for unit in UNITS]
    write_both(HERE, WORDS, {"unit": (COLUMNS, scaled)})
    rows = read_table(HERE / "en" / "data", "unit")
    scores = {row["name"]: score(row) for row in rows}
    prizes = {}
    for group in ("A", "B"):
        prizes |= shared_prizes({row["name"]: scores[row["name"]] for row in rows
                                 if row["class"] == group and number(row["accidents"]) == 0
                                 and scores[row["name"]] >= 60})
    result = []
    for row in rows:
        name = row["name"]
        place = 1 + sum(scores[other["name"]] > scores[name] for other in rows if other["class"] == row["class"])
        overall, growth = prizes.get(name, Fraction(0)), growth_prize(row)
        overall, growth = (overall, Fraction(0)) if overall >= growth else (Fraction(0), growth)
        merit = min(number(row["special_prize"]), 110_000 - overall - growth)
        honoured = place <= 2 and number(row["accidents"]) == 0
        result.append((name, text(scores[name]), place, text(overall), text(growth), text(merit),
                       "true" if honoured else "false"))
    columns = ["name", "points", "place", "overall_prize", "growth_prize", "merit_prize", "advanced_unit"]
    write_table(HERE / "expected", "unit", columns, result)


if __name__ == "__main__":
    main()
