"""Writes the made-up data of seed 004 in both languages. usage: python3 policies/004/data.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from tables import Words, write_both  # noqa: E402

HERE = Path(__file__).parent

LEADERS = [(f"Leader {i}", f"县领导{c}") for i, c in enumerate("甲乙丙丁戊己庚辛", 1)]
POSTS = ["deputy_county_head", "deputy_county_head", "", "park_head", "", "deputy_county_head", "deputy_county_head", "county_head"]
GROUPS = [  # name, Chinese name, kind, clothing, members
    ("Coordination", "综合协调组", "coordination", False, 7),
    ("Taiwan industries", "台湾综合产业组", "park_industry", False, 4),
    ("Coal chemistry", "煤化工循环产业组", "park_industry", False, 3),
    ("Clothing", "童装商贸产业组", "park_industry", True, 5),
    ("Equipment", "节能环保装备制造组", "park_industry", False, 6),  # one too many
    ("Farming", "现代农业组", "sector", False, 3),
    ("Services", "商贸服务组", "sector", False, 2),  # one too few
    ("Towns", "城镇建设组", "sector", False, 4),
    ("Tourism", "旅游文化组", "sector", False, 3),
]
MEMBERS = [(f"Member {i:02d}", f"组员{i:02d}") for i in range(1, 38)]

BUREAUS = [("Planning commission", "县发改局"), ("Planning bureau", "县规划局"), ("Environment bureau", "县环保局"),
           ("Land bureau", "县国土局"), ("Science bureau", "县科技局"), ("Industry bureau", "县工信局")]
PAYEES = [("Coach company", "客运公司"), ("Fair company", "会展公司"), ("Hotel", "宾馆"), ("School", "培训学校"),
          ("Advertising company", "广告公司")]
DEPUTIES = [(f"Deputy {i}", f"副组长{c}") for i, c in enumerate("甲乙丙丁戊", 1)]

WORDS = Words(
    [
        ("the_year", "本年"), ("park", "园区"), ("park_batch", "引进一批"), ("great_pull", "带动支撑"), ("treatment_of_head", "组长处理"), ("deputy_subsection_head", "副股级"), ("Economic zone", "县经济开发区"), ("Lintan park", "林坦工业园"),
        ("year", "年度"), ("month", "月份"), ("first_day", "首日"), ("last_day", "末日"),
        ("days", "天数"), ("full_days", "全期天数"), ("ordinal", "序号"),
        ("leader", "领导"), ("name", "名称"), ("full_name", "姓名"), ("post", "职务"), ("county_head", "县长"),
        ("deputy_county_head", "副县长"), ("other_leader", "其他县领导"), ("park_head", "园区负责人"),
        ("group", "小组"), ("kind", "类别"),
        ("coordination", "综合协调"), ("park_industry", "园区产业"), ("sector", "专业对口"),
        ("headed_by", "组长"), ("clothing", "童装组"), ("measure", "处理"), 
        ("deputy", "副组长"),
        ("member", "成员"), ("office", "原单位"), ("grade", "级别"), ("staff_member", "科员"), ("subsection_head", "股级"),
        ("deputy_section_head", "副科级"), ("section_head", "正科级"), ("released", "脱离原岗"),
        ("outstanding", "业绩突出"), ("project", "项目"), ("id", "编号"), ("led_by", "分包领导"),
        ("introduced_on", "引进日"), ("investment", "总投资"), ("foreign_investment", "外资总投资"),
        ("known_brand", "知名服装品牌"), ("in_ledger", "已建台账"), ("quotation", "牌价"), ("day_of", "报价日"),
        ("usd", "美元价"), ("trouble", "问题"),
        ("raised_on", "提出日"), ("solved_on", "解决日"),
        ("meeting", "例会"), ("held_on", "召开日"), ("voucher", "凭证"), ("payee", "收款人"), ("account_no", "收款账号"), ("spent_on", "支出日"),
        ("purpose", "用途"), ("campaign", "招商活动"), ("fair", "展会"), ("presentation", "包装推介"),
        ("project_library", "项目库"), ("assessment_prizes", "考核奖励"), ("information", "信息平台"),
        ("training", "培训"), ("transport", "交通"), ("board", "食宿"), ("reception", "公务接待"),
        ("other_purpose", "其他用途"), ("other_approved", "批准其他用途"),
        ("banquet", "公款吃喝"), ("pleasure_trip", "外出旅游"), ("spent", "支出额"),
        ("10k CNY", "万元"), ("10k USD", "万美元"), ("major_projects", "重大招商项目"), ("true", "是"), ("false", "否"),
        ("assigned", "领导分包"), ("introduced_this_year", "当年引进"), ("projects_led", "分包项目数"),
        ("groups_headed", "任组长数"), ("each_leads", "领导承担任务"), ("coordination_groups", "综合协调组数"),
        ("park_groups", "园区产业组数"), ("sector_groups", "专业队伍数"), ("headed_by_deputy", "副县长任组长"),
        ("has_deputies", "有副组长"), ("six_bureaus", "六家到齐"),
        ("size", "人数"), ("grade_enough", "股级以上"), ("works_here", "集中办公"), ("in_yuan", "折合总投资"),
        ("project_5bn", "五十亿元项目"), ("project_usd", "超亿美元项目"),
        ("projects_500m", "超五亿元项目"), ("known_brands", "知名品牌"),
        ("ledger", "台账"), ("days_to_solve", "解决期限天数"), ("solving", "限期解决"),
        ("overdue_troubles", "超期问题数"), ("monthly_meeting", "每月例会"), ("meetings_kept", "例会不缺"),
        ("times", "次数"), ("due", "到期日"), ("owed", "应办"), ("done", "已办"), ("done_on", "办结日"), ("late", "逾期"),
        ("missing", "未办"), ("unmatched", "未归入"),
        ("task_done", "完成任务"), ("year_over", "年度已满"), ("preferred_in_promotion", "优先提拔"), ("treatment", "处理措施"),
        ("criticised", "通报批评"), ("reorganised", "组织调整"), ("undecided", "待决定"), ("unfounded", "无依据"),
        ("fund_size", "专项资金额"), ("named_purpose", "列名用途"), ("costs", "经费列支"), ("outside", "名单以外"), ("unapproved", "未经批准"),
        ("vouchers_of_other_years", "非本年凭证"),
        ("project_fund", "招商专项资金"), ("forbidden", "违纪支出"), ("county_treasury", "县财政"),
    ]
    + LEADERS + [(name, chinese) for name, chinese, *_ in GROUPS] + MEMBERS + BUREAUS + PAYEES + DEPUTIES
)


def groups():
    measures = {"Equipment": "reorganised", "Towns": "criticised", "Farming": "criticised"}  # the last met its goals
    heads = [0, 0, 2, 3, 4, 5, 6, 1, 7]  # the last is no deputy county head
    rows = [[name, kind, LEADERS[heads[i]][0], "true" if clothing else "", measures.get(name, "")]
            for i, (name, _, kind, clothing, _) in enumerate(GROUPS)]
    return ["name", "kind", "headed_by", "clothing", "measure"], rows


def deputies():
    """Two for coordination, one for a park group each, but for the clothing group."""
    of = ["Coordination", "Coordination", "Taiwan industries", "Coal chemistry", "Equipment"]
    return ["group", "full_name"], [[group, DEPUTIES[i][0]] for i, group in enumerate(of)]


def members():
    rows, grades = [], ["subsection_head", "deputy_section_head", "staff_member", "section_head"]
    for name, _, kind, _, count in GROUPS:
        for k in range(count):
            i = len(rows)
            office = BUREAUS[k % 5][0] if kind == "coordination" else ""  # nobody of the sixth
            rows.append([MEMBERS[i][0], name, office, grades[i % 4], "false" if i in (1, 12) else "true"])
            rows[-1].append("true" if i % 8 == 0 else "false")
    return ["full_name", "group", "office", "grade", "released", "outstanding"], rows


def projects():
    rows = [  # group, day, investment and foreign investment in units of 10 000, brand, ledger
        ("Coal chemistry", "2015-06-01", "500000", "", "", "true"),  # exactly 5 bn
        ("Services", "2015-07-01", "50000.000001", "", "", "true"),  # a fen over 500 m
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
    columns = ["id", "led_by", "group", "introduced_on", "investment (10k CNY)"]
    columns += ["foreign_investment (10k USD)", "known_brand", "in_ledger", "park", "great_pull"]
    parks = {1: "Economic zone", 2: "Economic zone", 10: "Lintan park", 11: "Lintan park"}  # the last one of the year before
    return columns, [[f"P{i:02d}", "" if i == 14 else LEADERS[i % 7][0], *row, parks.get(i, ""), "false" if i == 15 else ""]
                     for i, row in enumerate(rows, 1)]


def vouchers():
    rows = [  # group, payee, day, purpose, approved though not named, amount
        ("Equipment", "Coach company", "2015-04-10", "transport", "", "12000.50"),
        ("Equipment", "Fair company", "2015-05-10", "fair", "", "8000"),
        ("", "Fair company", "2015-05-11", "fair", "", "260000"), ("", "School", "2015-06-01", "training", "", "90000"),
        ("Clothing", "Hotel", "2015-06-15", "reception", "", "15000"),
        ("Clothing", "Hotel", "2015-06-16", "banquet", "", "4800"),
        ("", "Advertising company", "2015-07-01", "presentation", "", "200000"),
        ("", "Coach company", "2015-08-01", "transport", "", "3000"),  # no group, and not on the county's list
        ("Farming", "Advertising company", "2015-08-15", "other_purpose", "true", "2000"),
        ("", "Coach company", "2015-09-01", "pleasure_trip", "true", "30000"),
        ("", "Advertising company", "2015-10-01", "project_library", "", "100000"),
        ("Farming", "Hotel", "2015-11-01", "board", "", "6000"),
        ("Farming", "Hotel", "2014-12-30", "board", "", "9000")]  # the year before
    accounts = {"Coach company": "6228 0001 0001", "Fair company": "6228 0001 0002", "Hotel": "6228 0001 0003",
                "Advertising company": "6228 0001 0005"}  # the school is paid in cash
    rows = [(group, payee, accounts.get(payee, ""), *more) for group, payee, *more in rows]
    columns = ["id", "group", "payee", "account_no", "spent_on", "purpose", "other_approved", "spent"]
    return columns, [[f"E{i:02d}", *r] for i, r in enumerate(rows, 1)]


def main():
    troubles = [["Q1", "P01", "2015-04-01", "2015-05-01"], ["Q2", "P01", "2015-04-01", "2015-05-02"],
                ["Q3", "P05", "2015-12-01", ""], ["Q4", "P06", "2015-11-01", ""]]
    meetings = [[f"M{m}", f"2015-{m:02d}-{10 + m}"] for m in range(4, 13) if m != 8] + [["M4b", "2015-04-30"]]
    tables = {
        # Left open by the document; made up.
        "major_projects": (["days_to_solve", "fund_size (10k CNY)"], [["30", "60"]]),
        "leader": (["full_name", "post", "measure"],
                   [[name, post, "criticised" if i == 2 else ""] for i, ((name, _), post) in enumerate(zip(LEADERS, POSTS, strict=True))]),
        "group": groups(), "deputy": deputies(), "member": members(), "project": projects(),
        "park": (["name"], [["Economic zone"], ["Lintan park"]]),
        "quotation": (["day_of", "usd"], [["2014-12-31", "6.1190"], ["2015-05-08", "6.1118"], ["2015-08-11", "6.2298"]]),
        "trouble": (["id", "project", "raised_on", "solved_on"], troubles),
        "meeting": (["id", "held_on"], meetings), "voucher": vouchers(),
    }
    write_both(HERE, WORDS, tables)


if __name__ == "__main__":
    main()
