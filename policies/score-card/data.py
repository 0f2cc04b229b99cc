"""Writes the units of the score card and their figures, computed without Remit.
usage: python3 policies/score-card/data.py
"""

import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from tables import number, read_table, round_half_up, text, write_table  # noqa: E402

COLUMNS = ["名称", "组别", "投资目标", "投资完成", "税收目标", "税收完成", "上年税收", "项目目标", "项目完成",
           "满意度", "省级表彰", "材料迟报", "安全事故", "特别贡献奖"]
UNITS = [  # amounts in 10 000 yuan
    ("城关镇", "甲组", 10000, 13000, 8000, 9600, 7800, 10, 12, "1", 4, "", "", 20000),
    ("石桥镇", "甲组", 10000, 6000, 6000, 6300, 5000, 8, 8, "0.95", 1, 1, "", ""),
    ("柳河镇", "甲组", 9000, 5399, 5000, 5000, 5000, 6, 5, "0.923", "", 9, "", ""),
    ("河东镇", "甲组", 8000, 8200, 5000, 5500, 5000, 8, 8, "0.9", "", "", "", ""),
    ("河西镇", "甲组", 8000, 8200, 5000, 5500, 4000, 8, 8, "0.9", "", "", "", 30000),
    ("南山乡", "甲组", 5000, 6000, 3000, 3600, 2400, 5, 6, "0.99", 2, "", 1, ""),
    ("北山乡", "乙组", 3000, 3100, 1500, 1500, "", 3, 3, "0.88", "", "", "", ""),
    ("东岭乡", "乙组", 3000, 2400, 1500, 1350, 1350, 3, 3, "0.91", 1, "", "", ""),
    ("西岭乡", "乙组", 3000, 3600, 1500, 1800, 0, 3, 4, "0.86", "", 2, "", ""),
    ("新设园区", "乙组", 2000, 1000, 800, 400, "", 3, 1, "0.7", "", "", "", ""),
]
PRIZES = {1: 100_000, 2: 60_000, 3: 30_000}


def score(row):
    def progress(name):
        return number(row[name + "完成"]) / number(row[name + "目标"])

    def item(value, weight, least=None):
        held = min(value, Fraction(12, 10))
        return round_half_up(held * weight) if least is None or value >= least else Fraction(0)

    least = Fraction(6, 10)
    points = [item(progress("投资"), 35, least), item(progress("税收"), 30, least)]
    points += [item(progress("项目"), 20), round_half_up(number(row["满意度"]) * 15)]
    bonus = min(2 * number(row["省级表彰"]), Fraction(5))
    penalty = min(Fraction(1, 2) * number(row["材料迟报"]), Fraction(3))
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
    if row["上年税收"] == "" or number(row["上年税收"]) <= 0 or number(row["安全事故"]) >= 1:
        return Fraction(0)
    growth = (number(row["税收完成"]) - number(row["上年税收"])) / number(row["上年税收"])
    growth = round_half_up(growth, Fraction(1, 10_000))
    return min(Fraction(int(growth * 100) * 1000), Fraction(50_000)) if growth >= Fraction(1, 10) else Fraction(0)


def main():
    scaled = [[text(v * 10_000) if i in (2, 3, 4, 5, 6) and v != "" else str(v) for i, v in enumerate(unit)]
              for unit in UNITS]
    write_table(HERE / "data", "单位", COLUMNS, scaled)
    rows = read_table(HERE / "data", "单位")
    scores = {row["名称"]: score(row) for row in rows}
    prizes = {}
    for group in ("甲组", "乙组"):
        prizes |= shared_prizes({row["名称"]: scores[row["名称"]] for row in rows
                                 if row["组别"] == group and number(row["安全事故"]) == 0
                                 and scores[row["名称"]] >= 60})
    result = []
    for row in rows:
        name = row["名称"]
        place = 1 + sum(scores[other["名称"]] > scores[name] for other in rows if other["组别"] == row["组别"])
        overall, growth = prizes.get(name, Fraction(0)), growth_prize(row)
        overall, growth = (overall, Fraction(0)) if overall >= growth else (Fraction(0), growth)
        merit = min(number(row["特别贡献奖"]), 110_000 - overall - growth)
        honoured = place <= 2 and number(row["安全事故"]) == 0
        result.append((name, text(scores[name]), place, text(overall), text(growth), text(merit),
                       "是" if honoured else "否"))
    write_table(HERE / "expected", "单位", ["名称", "考核得分", "综合名次", "综合奖", "增长奖", "贡献奖", "先进单位"], result)


if __name__ == "__main__":
    main()
