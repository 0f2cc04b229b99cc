"""Writes the made-up data of seed 004 in both languages. usage: python3 policies/004/data.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from tables import Words, write_both  # noqa: E402

HERE = Path(__file__).parent

LEADERS = [(f"Leader {i}", f"县领导{c}") for i, c in enumerate("甲乙丙丁戊己庚辛", 1)]
GROUPS = [  # name, Chinese name, kind, clothing, members
    ("Coordination", "综合协调组", "coordination", False, 5),
    ("Taiwan industries", "台湾综合产业组", "park_industry", False, 4),
    ("Coal chemistry", "煤化工循环产业组", "park_industry", False, 3),
    ("Clothing", "童装商贸产业组", "park_industry", True, 5),
    ("Equipment", "节能环保装备制造组", "park_industry", False, 6),  # one too many
    ("Farming", "现代农业组", "sector", False, 3),
    ("Services", "商贸服务组", "sector", False, 2),  # one too few
    ("Towns", "城镇建设组", "sector", False, 4),
    ("Tourism", "旅游文化组", "sector", False, 3),
]
MONTHS = [(f"2015-{m:02d}", f"2015-{m:02d}") for m in range(4, 13)]
MEMBERS = [(f"Member {i:02d}", f"组员{i:02d}") for i in range(1, 36)]

WORDS = Words(
    [
        ("leader", "领导"), ("name", "名称"), ("group", "小组"), ("kind", "类别"),
        ("coordination", "综合协调"), ("park_industry", "园区产业"), ("sector", "专业对口"),
        ("headed_by", "组长"), ("clothing", "童装组"), ("reorganised", "组织调整"),
        ("member", "成员"), ("grade", "级别"), ("clerk", "科员"), ("section_member", "股级"),
        ("deputy_section_head", "副科级"), ("section_head", "正科级"), ("released", "脱离原岗"),
        ("outstanding", "业绩突出"), ("project", "项目"), ("id", "编号"),
        ("introduced_on", "引进日"), ("investment", "总投资"), ("foreign_investment", "外资总投资"),
        ("known_brand", "知名服装品牌"), ("in_ledger", "已建台账"), ("trouble", "问题"),
        ("raised_on", "提出日"), ("solved_on", "解决日"), ("month_of_year", "月历"),
        ("meeting", "例会"), ("month_of", "月"), ("voucher", "凭证"), ("spent_on", "支出日"),
        ("purpose", "用途"), ("campaign", "招商活动"), ("fair", "展会"), ("presentation", "包装推介"),
        ("project_library", "项目库"), ("assessment_prizes", "考核奖励"), ("information", "信息平台"),
        ("training", "培训"), ("transport", "交通"), ("board", "食宿"), ("reception", "公务接待"),
        ("banquet", "公款吃喝"), ("pleasure_trip", "外出旅游"), ("spent", "支出额"),
        ("10k CNY", "万元"), ("10k USD", "万美元"), ("major_projects", "重大招商项目"), ("true", "是"), ("false", "否"),
        ("assigned", "领导分包"), ("projects_led", "分包项目数"), ("groups_headed", "任组长数"), ("each_leads", "领导承担任务"),
        ("size", "人数"), ("grade_enough", "股级以上"), ("works_here", "集中办公"),
        ("project_5bn", "五十亿元项目"), ("project_usd", "超亿美元项目"),
        ("projects_500m", "超五亿元项目"), ("brands", "品牌数"), ("known_brands", "知名品牌"),
        ("ledger", "台账"), ("days_to_solve", "解决期限天数"), ("overdue", "超期"),
        ("overdue_troubles", "超期问题数"), ("monthly_meeting", "每月例会"),
        ("task_done", "完成任务"), ("preferred_in_promotion", "优先提拔"), ("criticised", "通报批评"),
        ("reorganisation", "调整"), ("fund_size", "专项资金额"), ("expense", "经费列支"),
        ("project_fund", "招商专项资金"), ("forbidden", "违纪支出"), ("county_treasury", "县财政"),
    ]
    + LEADERS + [(name, chinese) for name, chinese, *_ in GROUPS] + MEMBERS
)
HEADERS = {("leader", "name"): "姓名", ("member", "name"): "姓名", ("month_of_year", "name"): "月",
           ("project", "leader"): "分包领导"}


def groups():
    rows = [[name, kind, LEADERS[i % 8][0], "true" if clothing else "", "true" if i in (3, 6) else "false"]
            for i, (name, _, kind, clothing, _) in enumerate(GROUPS)]
    return ["name", "kind", "headed_by", "clothing", "reorganised"], rows


def members():
    rows, grades = [], ["section_member", "deputy_section_head", "clerk", "section_head"]
    for name, _, _, _, count in GROUPS:
        for _ in range(count):
            i = len(rows)
            rows.append([MEMBERS[i][0], name, grades[i % 4], "false" if i == 9 else "true"])
            rows[-1].append("true" if i % 8 == 0 else "false")
    return ["name", "group", "grade", "released", "outstanding"], rows


def projects():
    rows = [  # group, day, investment and foreign investment in units of 10 000, brand, ledger
        ("Coordination", "2015-06-01", "500000", "", "", "true"),  # exactly 5 bn
        ("Coordination", "2015-07-01", "50000.000001", "", "", "true"),  # a fen over 500 m
        ("Taiwan industries", "2015-05-08", "62000", "10000", "", "true"),  # exactly USD 100 m
        ("Taiwan industries", "2015-08-08", "50000", "", "", "true"),  # exactly 500 m: not above
        ("Coal chemistry", "2015-04-30", "180000", "", "", "true"),
        ("Coal chemistry", "2015-09-30", "75000", "", "", "true"),
        ("Clothing", "2015-05-20", "52000", "", "true", "true"),
        ("Clothing", "2015-06-20", "51000", "", "true", "false"),
        ("Clothing", "2015-10-20", "8000", "", "true", "true"),  # a third brand
        ("Equipment", "2015-11-11", "90000", "", "", "true"),
        ("Equipment", "2014-12-31", "90000", "", "", "true"),  # the year before
        ("Farming", "2015-12-31", "55000", "", "", "true"),
        ("Farming", "2015-04-01", "56000", "", "", "true"),
        ("Towns", "2015-06-06", "70000", "", "", "true"),
        ("Tourism", "2015-07-07", "66000", "9999.999999", "", "true"),
        ("Tourism", "2015-08-07", "", "12000", "", "true"),
    ]
    columns = ["id", "leader", "group", "introduced_on", "investment (10k CNY)"]
    columns += ["foreign_investment (10k USD)", "known_brand", "in_ledger"]
    return columns, [[f"P{i:02d}", "" if i == 14 else LEADERS[i % 7][0], *row] for i, row in enumerate(rows, 1)]


def vouchers():
    rows = [("Equipment", "2015-04-10", "transport", "12000.50"), ("Equipment", "2015-05-10", "fair", "8000"),
            ("", "2015-05-11", "fair", "260000"), ("", "2015-06-01", "training", "90000"),
            ("Clothing", "2015-06-15", "reception", "15000"), ("Clothing", "2015-06-16", "banquet", "4800"),
            ("", "2015-07-01", "presentation", "200000"), ("", "2015-09-01", "pleasure_trip", "30000"),
            ("", "2015-10-01", "project_library", "100000"), ("Farming", "2015-11-01", "board", "6000")]
    return ["id", "group", "spent_on", "purpose", "spent"], [[f"E{i:02d}", *r] for i, r in enumerate(rows, 1)]


def main():
    troubles = [["Q1", "P01", "2015-04-01", "2015-05-01"], ["Q2", "P01", "2015-04-01", "2015-05-02"],
                ["Q3", "P05", "2015-12-01", ""], ["Q4", "P06", "2015-11-01", ""]]
    meetings = [[f"M{m}", f"2015-{m:02d}"] for m in range(4, 13) if m != 8] + [["M4b", "2015-04"]]
    tables = {
        # Left open by the document; made up.
        "major_projects": (["days_to_solve", "fund_size (10k CNY)"], [["30", "60"]]),
        "leader": (["name"], [[name] for name, _ in LEADERS]),
        "group": groups(), "member": members(), "project": projects(),
        "trouble": (["id", "project", "raised_on", "solved_on"], troubles),
        "month_of_year": (["name"], [[name] for name, _ in MONTHS]),
        "meeting": (["id", "month_of"], meetings), "voucher": vouchers(),
    }
    write_both(HERE, WORDS, tables, headers=HEADERS)


if __name__ == "__main__":
    main()
