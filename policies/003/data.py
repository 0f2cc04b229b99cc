"""Writes the made-up data of seed 003 in both languages. usage: python3 policies/003/data.py"""

import datetime
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from tables import Words, write_both  # noqa: E402

HERE = Path(__file__).parent

UNITS = [("Anping", "安平镇"), ("Fanshui", "氾水镇"), ("Xiaji", "夏集镇"), ("Liubao", "柳堡镇"),
         ("Luduo", "鲁垛镇"), ("Shanyang", "山阳镇"), ("Zone", "经济开发区"),
         ("Trade office", "经贸局"), ("Farm office", "农工办"), ("Development office", "发改局")]

WORDS = Words(
    [
        ("unit", "单位"), ("name", "名称"), ("leaders", "领导人数"), ("leaders_away", "驻点领导人数"),
        ("heads_away", "驻点主要领导人数"), ("site", "招商点"), ("id", "编号"), ("staff", "人数"),
        ("deputies", "副科职人数"), ("project", "项目"), ("introduced_by", "引进单位"),
        ("fixed_assets", "固定资产投资"), ("contracted", "合同外资"),
        ("registered_capital", "注册资金"), ("capital_in_place", "注册资金到位"),
        ("started", "开工"), ("producing", "投产"), ("arrival", "到位"), ("arrived_on", "日期"),
        ("domestic", "内资"), ("foreign", "外资"), ("10k CNY", "万元"), ("10k USD", "万美元"),
        ("investment_2006", "招商引资意见2006"), ("true", "是"), ("false", "否"), ("total", "招商总额"), ("spring", "烟花三月"),
        ("lotus", "荷藕"), ("projects_10m", "千万元以上项目"), ("projects_100m", "亿元以上项目"),
        ("contracted_foreign", "合同外资额"), ("used_foreign", "实际外资额"),
        ("arrived_by_spring", "烟花三月到位"), ("arrived_by_lotus", "荷藕到位"),
        ("sites", "招商点数"), ("staff_away", "驻点人员"), ("led_by_deputy", "副科职带队"),
        ("leaders_at_sites", "领导驻点"), ("head_in_rotation", "主要领导轮流驻点"),
        ("large_weight", "大项目权重"), ("assessed", "考核到位"),
        ("rate_in_place", "注册资金到位率"), ("rate_started", "开工率"),
        ("rate_producing", "投产率"), ("rate_large_started", "大项目开工率"),
    ]
    + UNITS
)


def sites(rng):
    """Exactly 80 sites and exactly 200 persons: the first is enough, the second is not."""
    staff = [2] * 40 + [3] * 40
    rng.shuffle(staff)
    rows = [[f"D{i:02d}", str(n), "1" if i % 27 else "0"] for i, n in enumerate(staff, 1)]
    return ["id", "staff", "deputies"], rows


def tens(fen):
    if fen == 0:
        return ""
    return f"{fen // 1_000_000}.{fen % 1_000_000:06d}".rstrip("0").rstrip(".")


def projects(rng):
    """150 of 10 million and above, of which 19 of 100 million: one is a fen short of it."""
    sizes = [rng.randint(101, 400) * 10**8 for _ in range(18)] + [10**10, 10**10 - 1]
    sizes += [rng.randint(301, 990) * 10**7 for _ in range(49)] + [3 * 10**9, 3 * 10**9 - 1]
    sizes += [rng.randint(101, 299) * 10**7 for _ in range(78)] + [10**9] + [10**9 - 1]
    sizes += [rng.randint(20, 99) * 10**7 for _ in range(10)]
    rows = []
    for i, size in enumerate(sizes, 1):
        registered = size // 100 * rng.randint(20, 40)
        placed = registered // 100 * rng.choice([0, 20, 50, 100])
        started = rng.randint(1, 10) > 3
        producing = started and rng.randint(1, 10) > 6
        contracted = rng.randint(1500, 4500) * 10**5 if i % 3 == 0 else 0
        rows.append([f"P{i:03d}", UNITS[i % len(UNITS)][0], f"{size // 100}.{size % 100:02d}"])
        rows[-1] += [tens(contracted), f"{registered // 100}.{registered % 100:02d}"]
        rows[-1] += [f"{placed // 100}.{placed % 100:02d}" if placed else ""]
        rows[-1] += ["true" if started else "false", "true" if producing else "false"]
    columns = ["id", "introduced_by", "fixed_assets", "contracted (10k USD)", "registered_capital"]
    return (columns + ["capital_in_place", "started", "producing"], rows), sizes


def arrivals(rng, sizes):
    """Half of the year's target arrives by the first festival, to the fen and on its very day."""
    rows, by_spring = [], 0
    spring, half = datetime.date(2006, 4, 18), 2_250_000_000_00
    for i, size in enumerate(sizes, 1):
        for _ in range(2):
            date = datetime.date(2006, 1, 10) + datetime.timedelta(days=rng.randint(0, 350))
            amount = size // 100 * rng.randint(15, 30)
            if date <= spring:
                by_spring += amount
            foreign = rng.randint(200, 800) * 10**5 if i % 3 == 0 else 0
            rows.append([f"A{len(rows) + 1:03d}", f"P{i:03d}", date.isoformat(), tens(amount), tens(foreign)])
    rows.append([f"A{len(rows) + 1:03d}", "P001", spring.isoformat(), tens(half - by_spring), ""])
    return ["id", "project", "arrived_on", "domestic (10k CNY)", "foreign (10k USD)"], rows


def main():
    rng = random.Random(20060205)
    leaders = [[name, str(n), str(away), str(heads)] for (name, _), n, away, heads in zip(
        UNITS, [9, 8, 7, 9, 8, 7, 11, 6, 5, 6], [5, 4, 3, 4, 5, 4, 6, 3, 2, 3],
        [1, 1, 0, 1, 2, 1, 1, 1, 1, 0], strict=True)]
    project_table, sizes = projects(rng)
    tables = {
        "investment_2006": (["large_weight"], [["1.5"]]),  # left open by the document; made up
        "unit": (["name", "leaders", "leaders_away", "heads_away"], leaders),
        "site": sites(rng), "project": project_table, "arrival": arrivals(rng, sizes),
    }
    write_both(HERE, WORDS, tables)
    staff = [["id", "staff", "deputies"], [[f"D{i}", "2" if i <= 40 else "3", "0" if i == 80 else "1"]
                                           for i in range(1, 81)]]
    write_both(HERE, WORDS, {"site": tuple(staff)}, sub="tests")


if __name__ == "__main__":
    main()
