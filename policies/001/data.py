"""Writes the made-up data of seed 001 in both languages. usage: python3 policies/001/data.py"""

import datetime
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from tables import Words, write_both  # noqa: E402

HERE = Path(__file__).parent

COUNTIES = [("Anhe", "安河县"), ("Fengyang", "凤阳坪县"), ("Heping", "和坪市"), ("Longshan", "龙山县"),
            ("Qingjiang", "清江县")]
LEADERS = [("Leader A", "甲州长"), ("Leader B", "乙副州长"), ("Leader C", "丙县长")]
PEOPLE = [("Wu", "吴某"), ("Tian", "田某"), ("Xiang", "向某")]
OFFICES = [("Quality office", "质监局"), ("Fire brigade", "消防大队"), ("Tax office", "税务局")]

SUBJECTS = [("safety", "安全生产"), ("accounts", "财务账目"), ("environment", "环境保护"), ("quality", "产品质量"),
            ("other_subject", "其他内容")]
ENTERPRISES = [("Works A", "甲厂"), ("Works B", "乙厂")]

WORDS = Words(
    [
        ("investment_climate", "招商环境意见"), ("the_year", "本年"), ("year", "年度"), ("quarter", "季度"),
        ("days", "天数"), ("full_days", "全期天数"), ("ordinal", "序号"), ("office_days", "工作日历"),
        ("holiday", "节假日"), ("day_of", "日期"), ("worked_day", "上班"), ("county", "县市"),
        ("level", "级别"), ("prefecture", "州级"), ("Prefecture", "州本级"), ("of_county", "县市级"),
        ("name", "名称"), ("case", "办件"), ("id", "编号"), ("class", "类型"), ("handled_by", "承办部门"),
        ("complete", "资料齐全"), ("complicated", "资料复杂"), ("needs_approval", "逐级报批"),
        ("received_on", "受理日"), ("done_on", "办结日"), ("justified", "正当理由"),
        ("declined", "未受理"), ("cause", "原因"), ("incomplete", "资料不全"), ("not_permitted", "政策不允许"),
        ("guided", "已指导或解释"), ("unguided", "未指导解释"), ("declined_of_office", "部门申请"),
        ("unguided_count", "未指导解释数"),
        ("permit", "通知单"), ("department", "部门"), ("enterprise", "企业"), ("issued_on", "签发日"),
        ("subject", "内容"), ("first_day", "首日"),
        ("last_day", "末日"), ("heads", "人数"), ("inspection", "检查记录"), ("state_security", "涉及国家安全"), ("secret_action", "行动保密"),
        ("inspected_on", "检查日"), ("fee_card", "费负卡"), ("office", "收费机关"),
        ("standard_fee", "标准"), ("item", "收费项目"), ("rule", "收费依据"), ("manner", "收费办法"), ("not_shown", "注明不全"),
        ("without_rule", "未定办法"), ("testing", "检验"), ("fire safety", "消防验收"), ("rule 1", "省价费1号"), ("each time", "按次"), ("charge", "收费"), ("card", "卡上项目"), ("charged", "金额"),
        ("penalty_decision", "处罚"), ("decided_by", "决定机关"), ("legal_office", "法制部门"), ("decided_on", "决定日"), ("filed_on", "报备日"), ("filing", "同时报备"),
        ("reviewed_on", "审查完毕日"), ("faulty", "有误"), ("corrected_on", "纠正日"), ("correction", "立即纠正"),
        ("contract", "签约项目"), ("unit", "责任单位"), ("performed", "已履约"), ("reported", "书面报告"),
        ("copied", "抄送"), ("our_fault", "我方责任"), ("park", "园区"), ("key_project", "重点项目"),
        ("assignment", "责任"), ("project", "项目"), ("role", "角色"), ("owner", "业主"),
        ("leader", "领导"), ("team", "班子"), ("reward_rule", "奖励办法"), ("ratio", "比例"),
        ("raised", "引资"), ("raised_by", "引荐人"), ("arrived_on", "到位日"), ("in_place", "到位资金"),
        ("used_for_construction", "用于建设"), ("from_outside", "来自州外"), ("not_as_required", "未按要求"), ("of_same_level", "同级签发"), ("has_card", "企业有卡"), ("statistician", "统计人员"), ("without_statistician", "无统计人员"), ("refusable_part", "可拒绝额"), ("leader_of_government", "领导干部"),
        ("reception", "接待"), ("true", "是"), ("false", "否"), ("10k CNY", "万元"), ("‰", "‰"),
        ("handling", "办理"), ("case_liability", "办件追责"), ("cases_of_office", "部门办件"),
        ("late_cases", "逾期件数"), ("liable_cases", "追责件数"),
        ("valid_permit", "有效通知单"), ("changed", "改变检查"), ("unpermitted", "擅自检查"),
        ("inspections_of_office", "部门检查"), ("unpermitted_count", "擅自检查数"),
        ("review", "备案审查"), ("may_refuse", "可拒绝"), ("charges_of_office", "机关收费"),
        ("refusable", "可拒绝笔数"), ("refusable_amount", "可拒绝金额"), ("unreported", "未报告"),
        ("contract_liability", "未履约追责"), ("contracts_of_unit", "单位签约"), ("unreported_count", "未报告数"),
        ("liable_contracts", "应追责数"), ("one_park", "一县一园"), ("one_each", "各一个"),
        ("owners", "业主数"), ("leaders", "领导数"), ("offices", "部门数"), ("teams", "班子数"),
        ("reward_ratio", "奖励比例"), ("finder", "引资奖"), ("raised_in_other_years", "非本年引资"),
        ("quarterly_reception", "接待客商"), ("every_quarter", "每季接待"),
        ("times", "次数"), ("due", "到期日"), ("owed", "应办"), ("done", "已办"), ("late", "逾期"),
        ("missing", "未办"), ("unmatched", "未归入"), ("full_name", "姓名"),
        ("Land office", "国土资源局"), ("Trade office", "商务局"),
    ]
    + COUNTIES + LEADERS + PEOPLE + OFFICES + SUBJECTS + ENTERPRISES
)

HOLIDAYS = [  # 2005: off, and the weekend days worked instead
    ("2005-01-03", False), *[(f"2005-02-{d:02d}", False) for d in (9, 10, 11, 14, 15)],
    ("2005-02-05", True), ("2005-02-06", True),
    *[(f"2005-05-{d:02d}", False) for d in (2, 3, 4, 5, 6)], ("2005-04-30", True), ("2005-05-08", True),
    *[(f"2005-10-{d:02d}", False) for d in (3, 4, 5, 6, 7)], ("2005-10-08", True), ("2005-10-09", True),
]


def day(date):
    return date.isoformat()


def cases(rng):
    rows = []
    start = datetime.date(2005, 1, 4)
    for i in range(1, 61):
        received = start + datetime.timedelta(days=rng.randint(0, 340))
        kind = rng.choice(["complete", "complicated", "needs_approval"])
        most = {"complete": 3, "complicated": 8, "needs_approval": 34}[kind]
        finished = received + datetime.timedelta(days=rng.randint(0, most))
        rows.append([f"C{i:02d}", OFFICES[i % 3][0], kind, day(received), day(finished), "true" if i % 9 == 0 else ""])
    rows[0][2:5] = ["complete", "2005-09-30", "2005-10-08"]  # due on a worked Saturday
    rows[1][2:5] = ["complicated", "2005-04-29", "2005-05-09"]  # on the last day, after the long holiday
    rows[2][2:5] = ["needs_approval", "2005-11-01", ""]  # never finished
    return ["id", "handled_by", "class", "received_on", "done_on", "justified"], rows


def inspections():
    permits = [[f"T{i}", "Quality office", "Works A", f"2005-0{i}-08", subject, f"2005-0{i}-10", f"2005-0{i}-12", str(i % 3 + 2)]
               for i, subject in enumerate(["safety", "accounts"] * 3, 1)]
    permits[4][3] = "2005-05-11"  # issued when the inspection was over
    ours = ["Quality office", "Works A"]
    rows = [["V1", "T1", *ours, "", "safety", "2005-01-10", "3", ""],
            ["V2", "T1", *ours, "", "safety", "2005-01-12", "3", ""],
            ["V3", "T1", *ours, "", "safety", "2005-01-13", "3", ""],  # a day late
            ["V4", "T2", *ours, "", "accounts", "2005-02-11", "5", ""],  # one head too many
            ["V5", "T2", *ours, "", "safety", "2005-02-11", "4", "true"],  # justified
            ["V6", "", *ours, "", "safety", "2005-03-01", "2", "true"],  # no notice at all
            ["V7", "", *ours, "true", "safety", "2005-03-01", "2", ""],  # secret
            ["V8", "T3", "Quality office", "Works B", "", "safety", "2005-03-11", "2", "true"],  # another enterprise
            ["V9", "T4", "Fire brigade", "Works A", "", "accounts", "2005-04-11", "2", ""],  # another department
            ["V10", "T5", *ours, "", "safety", "2005-05-10", "2", ""]]  # before the notice
    columns = ["id", "permit", "department", "enterprise", "secret", "subject", "inspected_on", "heads", "justified"]
    columns[4:5] = ["state_security", "secret_action"]
    for row in rows:  # V6 is of state security alone
        row[4:5] = ["true" if row[0] == "V6" else row[4], row[4]]
    return (["id", "department", "enterprise", "issued_on", "subject", "first_day", "last_day", "heads"], permits), (columns, rows)


def charges():
    cards = [["K1", "testing", "Quality office", "300.00", "rule 1", "each time"],
             ["K2", "fire safety", "Fire brigade", "1000.00", "rule 1", ""]]
    rows = [["1", "K1", "Quality office", "300.00"], ["2", "K1", "Quality office", "300.01"],
            ["3", "K1", "Fire brigade", "100.00"], ["4", "", "Tax office", "50.00"],
            ["5", "K2", "Fire brigade", "999.99"]]
    return (["id", "item", "office", "standard_fee", "rule", "manner"], cards), (["id", "card", "office", "charged"], rows)


def key_projects():
    roles = ["owner", "leader", "department", "team"]
    rows = [[f"{p}-{r}", p, r] for p in ("Z1", "Z2", "Z3") for r in roles]
    rows.append(["Z2-leader-2", "Z2", "leader"])  # two leaders
    rows = [row for row in rows if row[0] != "Z3-team"]  # no team
    return (["id"], [["Z1"], ["Z2"], ["Z3"]]), (["id", "project", "role"], rows)


def raised(rng):
    rules = [["Anhe", "2005", "5"], ["Anhe", "2006", "9"], ["Fengyang", "2005", "3"], ["Heping", "2005", "8"],
             ["Longshan", "2005", "0"], ["Prefecture", "2005", "1"]]
    rows = []
    for i in range(1, 41):
        amount = rng.randint(10_000_00, 80_000_000_00)
        used = 0 if i % 7 == 0 else amount // 2 if i == 3 else amount
        county = COUNTIES[i % 4][0]
        rows.append([f"F{i:02d}", county, PEOPLE[i % 3][0], f"2005-{i % 12 + 1:02d}-{i % 27 + 1:02d}", f"{amount // 100}.{amount % 100:02d}", f"{used // 100}.{used % 100:02d}", ""])
    rows[0][1:6] = ["Anhe", "Wu", "2005-01-01", "1000001.00", "1000001.00"]  # 5 per mille is half a fen past a fen
    rows[1][1:6] = ["Fengyang", "Tian", "2005-12-31", "0.00", "0.00"]
    rows[4][6] = "false"  # from inside the prefecture
    rows.append(["F41", "Qingjiang", "Xiang", "2005-06-01", "2000000.00", "2000000.00", ""])  # the county has set no ratio
    rows.append(["F42", "Anhe", "Wu", "2004-12-31", "3000000.00", "3000000.00", ""])  # of the year before
    rows.append(["F43", "Prefecture", "Wu", "2005-06-01", "4000000.00", "4000000.00", ""])  # by the prefecture's own ratio
    columns = ["id", "county", "raised_by", "arrived_on", "in_place", "used_for_construction", "from_outside"]
    return (["county", "year", "ratio"], [[a, b, f"0.00{c}"] for a, b, c in rules]), (columns, rows)


def receptions():
    rows = [("Leader A", "2005-03-31"), ("Leader A", "2005-04-01"), ("Leader A", "2005-09-30"),
            ("Leader A", "2005-12-31"), ("Leader B", "2005-01-05"), ("Leader B", "2005-05-05"),
            ("Leader B", "2005-06-05"), ("Leader B", "2005-11-05"), ("Leader C", "2005-02-01"),
            ("Leader C", "2004-05-01")]  # the last one is of the year before
    return ["id", "leader", "day_of"], [[str(i), *row] for i, row in enumerate(rows, 1)]


def main():
    rng = random.Random(20050101)
    permit, inspection = inspections()
    fee_card, charge = charges()
    key_project, assignment = key_projects()
    rules, raised_rows = raised(rng)
    contracts = [["S1", "Trade office", "true", "", "", "", ""], ["S2", "Trade office", "false", "true", "true", "true", ""],
                 ["S3", "Land office", "false", "", "", "true", "true"], ["S4", "Land office", "false", "", "", "", ""],
                 ["S5", "Land office", "false", "true", "", "", ""]]  # no copy
    decisions = [["D1", "2005-03-01", "2005-03-01", "2005-03-06", "", ""], ["D2", "2005-03-01", "2005-03-01", "2005-03-07", "", ""],
                 ["D3", "2005-12-28", "2005-12-28", "", "", ""], ["D4", "2005-06-01", "2005-06-02", "2005-06-03", "true", "2005-06-03"],
                 ["D5", "2005-07-01", "", "", "", ""], ["D6", "2005-08-01", "2005-08-01", "2005-08-02", "true", "2005-08-04"],
                 ["D7", "2005-08-01", "2005-08-01", "2005-08-02", "true", ""]]
    for number, decision in enumerate(decisions):
        decision.insert(1, OFFICES[number % 3][0])
    declined = [["N1", "Tax office", "incomplete", "true"], ["N2", "Tax office", "incomplete", "false"],
                ["N3", "Fire brigade", "not_permitted", "false"]]
    parks = [[f"Park {i}", name] for i, (name, _) in enumerate(COUNTIES[:4], 1)]
    parks.append(["Park 5", "Anhe"])  # two in one county, none in another
    tables = {
        "holiday": (["day_of", "worked_day"], [[d, "true" if w else "false"] for d, w in sorted(HOLIDAYS)]),
        "county": (["name", "level", "statistician"],
                   [[name, "", "" if i == 2 else PEOPLE[i % 3][0]] for i, (name, _) in enumerate(COUNTIES)] + [["Prefecture", "prefecture", "Wu"]]),
        "declined": (["id", "handled_by", "cause", "guided"], declined),
        "case": cases(rng), "permit": permit, "inspection": inspection, "fee_card": fee_card,
        "charge": charge,
        "penalty_decision": (["id", "decided_by", "decided_on", "filed_on", "reviewed_on", "faulty", "corrected_on"], decisions),
        "contract": (["id", "unit", "performed", "reported", "copied", "our_fault", "justified"], contracts),
        "park": (["name", "county"], parks), "key_project": key_project, "assignment": assignment,
        "reward_rule": rules, "raised": raised_rows,
        "leader_of_government": (["full_name"], [[name] for name, _ in LEADERS]),
        "reception": receptions(),
    }
    write_both(HERE, WORDS, tables)


if __name__ == "__main__":
    main()
