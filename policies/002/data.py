"""Writes the made-up data of seed 002 in both languages. usage: python3 policies/002/data.py

The amounts are invented; the edges are put there on purpose (README.md lists them).
"""

import datetime
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from tables import Words, write_both  # noqa: E402

HERE = Path(__file__).parent

UNITS = [  # name, Chinese name, kind, teams, task in 10k CNY
    ("Dongxi", "东溪镇", "township", 2, 36_000),
    ("Nanqiao", "南桥镇", "township", 2, 32_000),
    ("Xitang", "西塘镇", "township", 2, 28_000),
    ("Beiling", "北岭镇", "township", 1, 24_000),
    ("Changhe", "长河镇", "township", 2, 30_000),
    ("Qingshan", "青山乡", "township", 1, 16_000),
    ("Baishi", "白石乡", "township", 1, 15_000),
    ("Yunfeng", "云峰乡", "township", 1, 12_000),
    ("Chengzhong", "城中街道", "subdistrict", 1, 20_000),
    ("Chengnan", "城南街道", "subdistrict", 1, 18_000),
    ("Development office", "发展改革局", "city_department", 2, 32_000),
    ("Industry bureau", "工业信息化局", "city_department", 3, 40_000),
    ("Commerce bureau", "商务局", "city_department", 3, 44_000),
    ("Agriculture bureau", "农业局", "city_department", 1, 14_000),
    ("Construction bureau", "城乡建设局", "city_department", 1, 20_000),
    ("Transport bureau", "交通运输局", "city_department", 1, 12_000),
    ("Education bureau", "教育局", "city_department", 1, 5_000),
    ("Tourism bureau", "旅游局", "city_department", 1, 10_000),
    ("Science bureau", "科技局", "city_department", 1, 12_000),
    ("Land bureau", "国土资源局", "city_department", 1, 12_000),
    ("Civil affairs bureau", "民政局", "city_department", 1, 5_000),
]

WORDS = Words(
    [
        ("the_year", "本年"), ("year", "年度"), ("quarter", "季度"), ("first_day", "首日"), ("last_day", "末日"),
        ("days", "天数"), ("full_days", "全期天数"), ("ordinal", "序号"),
        ("unit", "单位"), ("name", "名称"), ("kind", "类别"), ("teams", "招商小分队"),
        ("township", "乡镇"), ("subdistrict", "街道"), ("city_department", "市直部门"),
        ("task", "任务"), ("id", "编号"), ("domestic_capital", "引进内资"),
        ("task_capital", "内资任务"), ("task_foreign", "外资任务"), ("task_exports", "出口任务"),
        ("report", "月报"), ("month", "月份"), ("foreign_capital", "利用外资"),
        ("exports", "自营出口"), ("10k CNY", "万元"), ("10k USD", "万美元"),
        ("open_economy", "开放型经济意见"), ("%", "%"),
        ("project", "项目"), ("introduced_by", "引进单位"), ("introduced_with", "联合引进单位"),
        ("located_in", "落户地"), ("signed_on", "签约日期"), ("industry", "产业"),
        ("manufacturing", "工业"), ("farming", "农业"), ("logistics", "物流"),
        ("tourism", "旅游"), ("trade", "商贸"), ("finance", "金融服务"),
        ("other_industry", "其他产业"), ("investment", "投资额"),
        ("local_revenue", "地方一般性收入"), ("incentives_paid", "已兑现优惠"),
        ("rewarded_earlier", "以前年度已奖"),
        ("park", "园区"), ("built_area", "建成面积"),
        ("Jinshan industrial base", "金山工业基地"), ("Fine chemicals park", "精细化工园"),
        ("inspection", "入园检查"), ("department", "部门"), ("inspected_on", "检查日"), ("approval", "批准文号"), ("approved_on", "批准日"), ("named_advanced", "评为先进"),
        ("unapproved", "未经批准"), ("inspections_of_department", "部门检查"), ("unapproved_count", "未经批准数"),
        ("enterprise", "挂点企业"), ("leader", "挂点领导"), ("without_leader", "无人挂点"),
        ("key_project", "重点项目"), ("agent", "代办人"), ("listed_on", "列入日"), ("without_agent", "无人代办"),
        ("supervision", "督察"), ("supervised_on", "督察日"), ("monthly_supervision", "每月督察"),
        ("times", "次数"), ("due", "到期日"), ("owed", "应办"), ("done", "已办"), ("done_on", "办结日"), ("late", "逾期"),
        ("missing", "未办"), ("unmatched", "未归入"),
        ("service_rate", "三产奖励比例"),
        ("advanced_prize", "先进单位奖金"),
        ("projects_30m", "三千万元以上项目"), ("projects_50m", "五千万元以上项目"),
        ("projects_100m", "亿元以上项目"), ("park_area", "园区建设"),
        ("approved_inspections", "检查须经批准"), ("first_half", "上半年内资"),
        ("whole_year", "全年内资"), ("task_done", "完成任务"), ("foreign_task_done", "完成外资任务"),
        ("exports_task_done", "完成出口任务"), ("signed_this_year", "当年项目"),
        ("projects_of_other_years", "非本年项目"), ("unit_month", "单位月"), ("unit_quarter", "单位季"),
        ("capital_of_month", "当月内资"), ("unreported", "当月未报"), ("months_unreported", "未报月数"),
        ("quarter_of_month", "所属季度"), ("capital_of_quarter", "当季内资"), ("year_over", "年度已满"),
        ("overall_rank", "年终总排位"),
        ("Pharma works", "东风药厂"), ("China works", "瓷厂"), ("Mayor", "市长甲"), ("Clerk", "代办员甲"),
        ("Environment bureau", "环保局"), ("Fire brigade", "消防大队"),
        ("monthly_assessment", "月考评"), ("quarterly_bulletin", "季通报"),
        ("half_year_rank", "半年排名"), ("year_end_rank", "年终排位"), ("tax_home", "税收归属"), ("home", "引进地"),
        ("tax_introduced", "引进税收"), ("tax_located", "落户税收"),
        ("sole_service_project", "独立引进三产"), ("department_bonus", "部门引进奖"),
        ("service_bonus", "三产引进奖"), ("advanced_unit", "先进单位奖"),
        ("city_treasury", "市财政"),
        ("publication", "考评公布"), ("sort", "种类"), ("assessment", "考评结果"), ("bulletin", "季度通报"),
        ("half_year_place", "半年名次"), ("year_end_place", "年终名次"), ("period_end", "期末日"), ("published_on", "公布日"),
        ("monthly_publication", "每月考评公布"), ("quarterly_publication", "每季通报公布"),
        ("half_year_publication", "半年排名公布"), ("year_end_publication", "年终排位公布"),
    ]
    + [(name, chinese) for name, chinese, *_ in UNITS]
)


def fen(amount):
    """An amount in fen as a text in yuan."""
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{amount // 100}.{amount % 100:02d}"


ADVANCED = ("Dongxi", "Changhe", "Chengzhong", "Commerce bureau", "Tourism bureau")  # as the assessment named them


def units():
    return (["name", "kind", "teams", "named_advanced"],
            [[name, kind, str(teams), "true" if name in ADVANCED else ""] for name, _, kind, teams, _ in UNITS])


def tasks():
    rows = [[name, "2010", str(task), "80" if kind == "township" else "", "" if kind == "township" else "200"]
            for name, _, kind, _, task in UNITS]
    rows.append(["Dongxi", "2011", "99999", "", ""])  # next year's: of no account
    return ["unit", "year", "domestic_capital (10k CNY)", "foreign_capital (10k USD)", "exports (10k USD)"], rows


def reports(rng):
    """Twelve a unit. The year's domestic capital is a share of the task, so that two townships tie
    exactly at the second place; foreign capital meets its target to the cent, exports miss theirs by one."""
    rows, spread = [], [6, 5, 9, 8, 9, 10, 7, 8, 9, 10, 9, 10]
    foreign_left, exports_left = 32_000_000_00, 99_999_999_99
    for index, (name, _, kind, _, task) in enumerate(UNITS):
        share = {"Dongxi": 108, "Changhe": 108, "Xitang": 100, "Yunfeng": 99}.get(name, rng.randint(93, 112))
        total = task * share * 100 * 100  # fen
        left = total
        for month in range(1, 13):
            if month == 12:
                domestic = left
            else:
                domestic = total * spread[month - 1] // 100 + rng.randint(-50_000, 50_000) * 100
                domestic = max(0, domestic // 100 * 100)
            last = index == len(UNITS) - 1 and month == 12
            foreign = foreign_left if last else foreign_share(rng, kind, foreign_left)
            exports = exports_left if last else export_share(rng, kind, exports_left)
            if name == "Civil affairs bureau" and month in (3, 4):
                continue  # two months that are not reported; the last one has the rest
            left -= domestic
            foreign_left -= foreign
            exports_left -= exports
            rows.append(
                [name, "2010", str(month)]
                + [ten_thousands(domestic), ten_thousands(foreign), ten_thousands(exports)]
            )
    rows.append(["Dongxi", "2009", "12", "5000", "50", "50"])  # of the year before
    columns = ["unit", "year", "month", "domestic_capital (10k CNY)"]
    return columns + ["foreign_capital (10k USD)", "exports (10k USD)"], rows


def ten_thousands(amount):
    """Fen as a text in units of 10 000; nothing at all is a blank cell, as offices leave it."""
    if amount == 0:
        return ""
    return f"{amount // 1_000_000}.{amount % 1_000_000:06d}".rstrip("0").rstrip(".")


def foreign_share(rng, kind, left):
    if rng.randint(1, 4) > 1:
        return 0
    return min(left // 3, rng.randint(20_000_00, 900_000_00))


def export_share(rng, kind, left):
    if kind == "city_department" and rng.randint(1, 3) > 1:
        return 0
    return min(left // 4, rng.randint(100_000_00, 1_000_000_00))


# id, introducer, with, industry, investment, revenue, incentives, rewarded earlier; amounts in fen.
EDGES = [
    ("cap exactly", "Commerce bureau", "", "manufacturing", 100_000_000_00, 2_600_000_00, 100_000_00, 0),
    ("one fen below the cap", "Industry bureau", "", "manufacturing", 99_999_999_99, 2_499_999_95, 0, 0),
    ("one fen above the cap", "Development office", "", "manufacturing", 50_000_000_00, 2_500_000_05, 0, 0),
    ("cap used in part", "Science bureau", "", "manufacturing", 30_000_000_00, 3_000_000_00, 0, 300_000_00),
    ("cap used up", "Land bureau", "", "manufacturing", 30_000_000_00, 1_000_000_00, 0, 500_000_00),
    ("incentives above revenue", "Agriculture bureau", "", "farming", 30_000_000_00, 80_000_00, 96_000_00, 0),
    ("tax refunded to department", "Transport bureau", "", "manufacturing", 49_999_999_99, -35_200_10, 0, 0),
    ("tax refunded to township", "Nanqiao", "", "manufacturing", 50_000_000_00, -12_345_67, 0, 0),
    ("one fen below 30 million", "Education bureau", "", "other_industry", 29_999_999_99, 45_678_90, 5_678_90, 0),
    ("service alone", "Tourism bureau", "", "tourism", 40_000_000_00, 1_200_000_01, 0, 0),
    ("service together", "Tourism bureau", "Commerce bureau", "tourism", 45_000_000_00, 900_000_33, 100_000_00, 0),
    ("township service alone", "Chengzhong", "", "trade", 36_000_000_00, 640_000_03, 40_000_00, 0),
    ("no revenue yet", "Construction bureau", "", "manufacturing", 60_000_000_00, 0, 0, 0),
]


def projects(rng):
    columns = ["id", "introduced_by", "introduced_with", "located_in", "signed_on", "industry"]
    columns += ["investment", "local_revenue", "incentives_paid", "rewarded_earlier"]
    parks = [name for name, _, kind, _, _ in UNITS if kind != "city_department"]
    rows = []

    def add(introducer, partner, year, industry, investment, revenue, incentives, earlier):
        number = f"P{len(rows) + 1:03d}"
        here = introducer in parks and rng.randint(1, 3) == 1
        located = introducer if here else rng.choice([p for p in parks if p != introducer])
        day = f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        rows.append([number, introducer, partner, located, day, industry, fen(investment)])
        rows[-1] += [fen(revenue), fen(incentives) if incentives else ""]
        rows[-1] += [fen(earlier) if earlier else ""]

    for _, introducer, partner, industry, investment, revenue, incentives, earlier in EDGES:
        add(introducer, partner, 2010, industry, investment, revenue, incentives, earlier)
    # With the edges: 74 of at least 30 million, 37 of 50 million, 9 of 100 million.
    sizes = [rng.randint(101, 380) * 1_000_000 for _ in range(8)]
    sizes += [rng.randint(51, 98) * 1_000_000 for _ in range(24)]
    sizes += [30_000_000] + [rng.randint(31, 49) * 1_000_000 for _ in range(29)]
    sizes += [rng.randint(20, 290) * 100_000 for _ in range(24)]
    rng.shuffle(sizes)
    names = [name for name, *_ in UNITS]
    for i, size in enumerate(sizes):
        random_project(rng, add, names[i % len(names)], 2010, size)
    for i in range(8):
        random_project(rng, add, names[(i * 5) % len(names)], 2009, rng.randint(20, 120) * 1_000_000)
    return columns, rows


def random_project(rng, add, introducer, year, size):
    industry = rng.choice(["manufacturing"] * 6 + ["farming", "logistics", "tourism", "trade"])
    with_others = industry in ("logistics", "tourism", "trade") and rng.randint(1, 2) == 1
    partner = "Commerce bureau" if with_others and introducer != "Commerce bureau" else ""
    revenue = size * rng.randint(20, 500) // 100 + rng.randint(0, 99)  # 0.2 % to 5 %
    incentives = revenue * rng.randint(0, 30) // 100 if rng.randint(1, 2) == 1 else 0
    earlier = rng.randint(50, 400) * 1_000_00 if year == 2009 and rng.randint(1, 2) == 1 else 0
    add(introducer, partner, year, industry, size * 100, revenue, incentives, earlier)


def publications():
    """One month is never published and one a day late; so is one quarter not. The year's place was not yet due."""
    ends = [datetime.date(2010, month + 1, 1) - datetime.timedelta(1) for month in range(1, 12)] + [datetime.date(2010, 12, 31)]
    rows = [["assessment", end, end + datetime.timedelta(15)] for end in ends if end.month != 5]
    rows[7][2] = datetime.date(2010, 10, 31)  # of September: due on 30 October
    rows += [["bulletin", ends[i], ends[i] + datetime.timedelta(20)] for i in (2, 5, 11)]
    rows += [["half_year_place", ends[5], datetime.date(2010, 7, 30)]]
    rows += [["assessment", datetime.date(2009, 12, 31), datetime.date(2010, 1, 15)]]  # of the year before
    return (["id", "sort", "period_end", "published_on"],
            [[f"B{i:02d}", sort, str(end), str(day)] for i, (sort, end, day) in enumerate(rows, 1)])


def main():
    rng = random.Random(20100202)
    offices = ["Environment bureau", "Fire brigade"]
    inspections = [[f"J{i:02d}", offices[i % 2], f"2010-{i:02d}-10", f"2010-{i:03d}" if i != 7 else "", f"2010-{i:02d}-0{i % 9 + 1}" if i != 7 else ""]
                   for i in range(1, 13)]
    inspections[4][4] = "2010-05-11"  # a day after it
    inspections.append(["J13", "Fire brigade", "2009-12-31", "", ""])  # of the year before
    visits = [["Z1", f"2010-{month:02d}-{15 + month}"] for month in range(1, 13) if month != 8]
    visits += [["Z2", "2010-06-30"], ["Z2", "2010-07-01"], ["Z1", "2009-12-31"]]
    holes = ["service_rate (%)", "advanced_prize (10k CNY)"]
    tables = {
        "open_economy": (holes, [["5", "5"]]),  # what the document leaves open, made up
        "unit": units(),
        "task": tasks(),
        "report": reports(rng),
        "project": projects(rng),
        "park": (
            ["name", "built_area"],
            [["Jinshan industrial base", "0.98"], ["Fine chemicals park", "2.6"]],
        ),
        "inspection": (["id", "department", "inspected_on", "approval", "approved_on"], inspections),
        "enterprise": (["name", "leader"], [["Pharma works", "Mayor"], ["China works", ""]]),
        "key_project": (["id", "agent", "listed_on"], [["Z1", "Clerk", "2009-11-02"], ["Z2", "", "2010-05-20"]]),
        "publication": publications(),
        "supervision": (["id", "project", "supervised_on"], [[f"S{i:02d}", *row] for i, row in enumerate(visits, 1)]),
    }
    write_both(HERE, WORDS, tables)


if __name__ == "__main__":
    main()
