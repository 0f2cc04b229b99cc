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

OFFICES = [  # as clauses III1(2) and (3) name them; the one in Beijing is still there
    ("Machinery bureau", "机电产业招商局", "bureau", "Trade office"), ("Organic farming bureau", "有机农业招商局", "bureau", "Farm office"),
    ("Anyi park bureau", "安宜工业园招商局", "bureau", "Anyi"), ("Genggeng park bureau", "耿耿工业园招商局", "bureau", ""),
    ("Ecology office", "生态产业招商办事处", "office", "Environment bureau"), ("Kunshan office", "昆山办事处", "office", "County bureau"),
    ("Dongguan office", "东莞（深圳）办事处", "office", "County bureau"), ("Hangzhou office", "杭州办事处", "office", "Trade office"),  # not whom the document names
    ("Beijing office", "北京办事处", "office", "County bureau"),
]
INDUSTRIES = [  # two lead and six are special: which ones the document does not say; two lack something
    ("Machinery", "机电", "team", "guide"), ("Organic farming", "有机农业", "team", "guide"), ("Lighting", "照明", "team", "guide"),
    ("Textiles", "纺织", "team", ""), ("Glass art", "琉璃工艺", "team", "guide"), ("Toys", "玩具", "", "guide"),
    ("Food", "食品加工", "team", "guide"), ("Tourism", "旅游", "team", "guide"),
]
REGIONS = [("Guangdong", "广东", "Deputy A"), ("South Jiangsu and Shanghai", "苏南、上海", ""), ("Zhejiang", "浙江", "Deputy B")]

WORDS = Words(
    [
        ("the_year", "本年"), ("until", "截止"), ("carried_out_by", "实施至"), ("recruited_openly", "公开招聘"), ("closed_recruiting", "未公开招聘"), ("industries", "产业数"), ("autumn_breakthrough", "秋季突破"), ("by_spring_projects_10m", "烟花三月千万项目"), ("by_spring_projects_100m", "烟花三月亿元项目"), ("by_spring_contracted", "烟花三月合同外资"), ("by_spring_used", "烟花三月实际外资"), ("by_spring_all", "烟花三月任务"), ("by_lotus_projects_10m", "荷藕千万项目"), ("by_lotus_projects_100m", "荷藕亿元项目"), ("by_lotus_contracted", "荷藕合同外资"), ("by_lotus_used", "荷藕实际外资"), ("by_lotus_all", "荷藕任务"),
        ("unit", "单位"), ("name", "名称"), ("leaders", "领导人数"), ("leaders_away", "驻点领导人数"),
        ("heads_away", "驻点主要领导人数"), ("site", "招商点"), ("id", "编号"), ("staff", "人数"),
        ("deputies", "副科职人数"), ("agency", "招商机构"), ("kind", "类别"), ("bureau", "专业招商局"), ("office", "驻外办事处"),
        ("run_by", "管理单位"), ("wrongly_run", "管理不符"), ("bureaus_named", "四局到齐"), ("offices_named", "五处到齐"), ("region", "督查区域"), ("leader", "县领导"),
        ("unsupervised", "无人督查"), ("industry", "产业"), ("lead_official", "牵头领导"), ("department", "责任部门"),
        ("team", "工作班子"), ("guide", "招商指南"), ("industry_incomplete", "产业缺项"), ("arrived_in_autumn", "秋季到位"), ("regions_supervised", "督查区域数"), ("training", "培训"), ("trained_on", "培训日"), ("arrived_on", "到位日"),
        ("quotation", "牌价"), ("day_of", "报价日"), ("usd", "美元价"),
        ("project", "项目"), ("introduced_by", "引进单位"), ("signed_on", "签约日"),
        ("fixed_assets", "固定资产投资"), ("contracted", "合同外资"),
        ("registered_capital", "注册资金"), ("capital_in_place", "注册资金到位"),
        ("started_on", "开工日"), ("producing_on", "投产日"), ("capacity_on", "达产日"), ("arrival", "到位"),
        ("domestic", "内资"), ("foreign", "外资"), ("10k CNY", "万元"), ("10k USD", "万美元"),
        ("investment_2006", "招商引资意见2006"), ("true", "是"), ("false", "否"), ("total", "招商总额"),
        ("spring_festival", "烟花三月节"), ("lotus_festival", "荷藕节"), ("by_spring", "烟花三月"), ("by_lotus", "荷藕"),
        ("sum_in_place", "到位额"), ("domestic_in_place", "到位内资"),
        ("arrivals_of_other_years", "非本年到位"), ("signed", "已签约"), ("started", "已开工"), ("producing", "已投产"),
        ("at_capacity", "已达产"), ("carried_out", "本年实施"),
        ("projects_10m", "千万元以上项目"), ("projects_100m", "亿元以上项目"),
        ("contracted_foreign", "合同外资额"), ("used_foreign", "实际外资额"),
        ("bureaus", "专业招商局数"), ("offices", "办事处数"), ("beijing_closed", "撤销北京办事处"),
        ("sites", "招商点数"), ("staff_away", "驻点人员"), ("led_by_deputy", "副科职带队"),
        ("leaders_at_sites", "领导驻点"), ("head_in_rotation", "主要领导轮流驻点"), ("yearly_training", "年度培训"), ("year", "年度"), ("first_day", "首日"), ("last_day", "末日"),
        ("days", "天数"), ("full_days", "全期天数"), ("ordinal", "序号"), ("times", "次数"), ("due", "到期日"), ("owed", "应办"),
        ("done", "已办"), ("done_on", "办结日"), ("late", "逾期"), ("missing", "未办"), ("unmatched", "未归入"),
        ("large", "大项目"), ("large_weight", "大项目权重"), ("arrived_this_year", "本年到位"), ("assessed", "考核到位"),
        ("rate_of", "占比"), ("some", "部分数"), ("all_of", "全部数"),
        ("share_introduced", "大项目引进比重"), ("share_started", "大项目实施比重"), ("share_producing", "大项目投产比重"),
        ("rate_in_place", "注册资金到位率"), ("rate_started", "开工率"),
        ("rate_producing", "投产率"), ("rate_at_capacity", "达产率"),
        ("Anyi", "安宜镇"), ("Wangzhigang", "望直港镇"), ("Ningbo office", "宁波办事处"), ("Environment bureau", "县环保局"), ("County bureau", "县招商局"),
        ("Deputy A", "副县长甲"), ("Deputy B", "副县长乙"),
        *((f"{name} team", f"{chinese}招商班子") for name, chinese, _, _ in INDUSTRIES),
        *((f"{name} guide", f"{chinese}招商指南") for name, chinese, _, _ in INDUSTRIES),
        *((name, chinese) for name, chinese, _, _ in INDUSTRIES),
    ]
    + UNITS + [(name, chinese) for name, chinese, *_ in OFFICES] + [(name, chinese) for name, chinese, _ in REGIONS]
)

QUOTATIONS = [("2006-01-01", "8.0702"), ("2006-04-01", "8.0210"), ("2006-07-01", "7.9956"), ("2006-10-01", "7.9087")]


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
    """A hundred and fifty of 10 million and above, of which 19 of 100 million and one a fen short of it; some are signed and not started."""
    sizes = [rng.randint(101, 400) * 10**8 for _ in range(18)] + [10**10, 10**10 - 1]
    sizes += [rng.randint(301, 990) * 10**7 for _ in range(49)] + [3 * 10**9, 3 * 10**9 - 1]
    sizes += [rng.randint(101, 299) * 10**7 for _ in range(78)] + [10**9] + [10**9 - 1]
    sizes += [rng.randint(20, 99) * 10**7 for _ in range(10)]
    rows = []
    for i, size in enumerate(sizes, 1):
        registered = size // 100 * rng.randint(20, 40)
        placed = registered // 100 * rng.choice([0, 20, 50, 100])
        contracted = rng.randint(1500, 4500) * 10**5 if i % 3 == 0 else 0
        signed = datetime.date(2006, 1, 4) + datetime.timedelta(days=rng.randint(0, 120))
        started = signed + datetime.timedelta(days=rng.randint(5, 150))
        producing = started + datetime.timedelta(days=rng.randint(30, 200))
        stages = ["", "", ""]
        if i % 23 != 5:  # signed and not started
            stages[0] = started.isoformat()
            if rng.randint(1, 10) > 6 and producing.year == 2006:
                stages[1] = producing.isoformat()
                if i % 4 == 0:
                    stages[2] = min(producing + datetime.timedelta(days=60), datetime.date(2006, 12, 31)).isoformat()
        rows.append([f"P{i:03d}", UNITS[i % len(UNITS)][0], signed.isoformat(), f"{size // 100}.{size % 100:02d}"])
        rows[-1] += [tens(contracted), f"{registered // 100}.{registered % 100:02d}"]
        rows[-1] += [f"{placed // 100}.{placed % 100:02d}" if placed else "", *stages]
    # Of the year before: signed and started then.
    rows.append(["P900", "Anping", "2005-11-30", "500000000", "4000", "9000000", "9000000", "2005-12-31", "", ""])
    columns = ["id", "introduced_by", "signed_on", "fixed_assets", "contracted (10k USD)", "registered_capital"]
    return (columns + ["capital_in_place", "started_on", "producing_on", "capacity_on"], rows), sizes


def in_yuan(foreign, day):
    """Fen of dollars in fen of yuan at the latest quotation, half up."""
    quoted = max(row for row in QUOTATIONS if row[0] <= day)[1]
    return (foreign * int(quoted.replace(".", "")) + 5_000) // 10_000


def arrivals(rng, sizes):
    """Half of the year's target arrives by the first festival, to the fen and on its very day; by the second it is short."""
    rows, by_spring = [], 0
    spring, half = datetime.date(2006, 4, 18), 2_250_000_000_00
    for i, size in enumerate(sizes, 1):
        for _ in range(2):
            date = datetime.date(2006, 1, 10) + datetime.timedelta(days=rng.randint(0, 350))
            amount = size // 100 * rng.randint(13, 26)
            foreign = rng.randint(200, 800) * 10**5 if i % 3 == 0 else 0
            if date <= spring:
                by_spring += amount + in_yuan(foreign, date.isoformat())
            rows.append([f"A{len(rows) + 1:03d}", f"P{i:03d}", date.isoformat(), tens(amount), tens(foreign)])
    rows.append([f"A{len(rows) + 1:03d}", "P001", spring.isoformat(), tens(half - by_spring), ""])
    rows.append([f"A{len(rows) + 1:03d}", "P001", "2005-12-30", "77777", "100"])  # of the year before
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
        "agency": (["name", "kind", "run_by", "recruited_openly"],
                   [[name, kind, by, "false" if name == "Ecology office" else ""] for name, _, kind, by in OFFICES]),
        "region": (["name", "leader"], [[name, leader] for name, _, leader in REGIONS]),
        "industry": (["name", "lead_official", "department", "team", "guide"],
                     [[name, "Deputy A", "Trade office", f"{name} team" if team else "", f"{name} guide" if guide else ""]
                      for name, _, team, guide in INDUSTRIES]),
        "training": (["id", "trained_on"], [["T1", "2005-12-20"], ["T2", "2006-08-08"]]),
        "quotation": (["day_of", "usd"], [["2005-07-22", "8.1100"], *map(list, QUOTATIONS)]),
        "site": sites(rng), "project": project_table, "arrival": arrivals(rng, sizes),
    }
    write_both(HERE, WORDS, tables)
    staff = [["id", "staff", "deputies"], [[f"D{i}", "2" if i <= 40 else "3", "0" if i == 80 else "1"]
                                           for i in range(1, 81)]]
    write_both(HERE, WORDS, {"site": tuple(staff)}, sub="tests")


if __name__ == "__main__":
    main()
