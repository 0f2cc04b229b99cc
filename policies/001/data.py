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
TEXTS = [("complaint", "群众举报"), ("yearly check", "年度检查"), ("safety", "安全生产"), ("accounts", "财务账目")]

WORDS = Words(
    [
        ("holiday", "节假日"), ("day_of", "日期"), ("worked_day", "上班"), ("county", "县市"),
        ("name", "名称"), ("case", "办件"), ("id", "编号"), ("class", "类型"),
        ("complete", "资料齐全"), ("complicated", "资料复杂"), ("needs_approval", "逐级报批"),
        ("received_on", "受理日"), ("finished_on", "办结日"), ("justified", "正当理由"),
        ("permit", "通知单"), ("grounds", "理由"), ("subject", "内容"), ("first_day", "首日"),
        ("last_day", "末日"), ("heads", "人数"), ("inspection", "检查记录"), ("secret", "涉密"),
        ("inspected_on", "检查日"), ("fee_card", "费负卡"), ("office", "部门"),
        ("standard_fee", "标准"), ("charge", "收费"), ("card", "卡上项目"), ("charged", "金额"),
        ("penalty_decision", "处罚"), ("decided_on", "决定日"), ("filed_on", "报备日"), ("filing", "同时报备"), ("reviewed_on", "审查完毕日"),
        ("contract", "签约项目"), ("performed", "已履约"), ("reported", "书面报告"),
        ("our_fault", "我方责任"), ("park", "园区"), ("key_project", "重点项目"),
        ("assignment", "责任"), ("project", "项目"), ("role", "角色"), ("owner", "业主"),
        ("leader", "领导"), ("team", "班子"), ("reward_rule", "奖励办法"), ("ratio", "比例"),
        ("raised", "引资"), ("raised_by", "引荐人"), ("in_place", "到位资金"),
        ("used_for_construction", "用于项目建设"), ("leader_of_government", "领导干部"),
        ("reception", "接待"), ("true", "是"), ("false", "否"), ("10k CNY", "万元"), ("‰", "‰"),
        ("handling", "办理"), ("case_liability", "办件追责"), ("unpermitted", "擅自检查"),
        ("review", "备案审查"), ("may_refuse", "可拒绝"), ("unreported", "未报告"),
        ("contract_liability", "未履约追责"), ("one_park", "一县一园"), ("one_each", "各一个"),
        ("reward_ratio", "奖励比例"), ("finder", "引资奖"), ("receptions_q1", "一季度接待"),
        ("receptions_q2", "二季度接待"), ("receptions_q3", "三季度接待"),
        ("receptions_q4", "四季度接待"), ("every_quarter", "每季接待"),
    ]
    + COUNTIES + LEADERS + PEOPLE + OFFICES + TEXTS
)
# One English word has two Chinese ones, by entity.
HEADERS = {("fee_card", "office"): "收费机关", ("charge", "office"): "收费机关",
           ("leader_of_government", "name"): "姓名", ("reception", "leader_of"): "领导",
           ("reception", "held_on"): "日期"}

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
        rows.append([f"C{i:02d}", kind, day(received), day(finished), "true" if i % 9 == 0 else ""])
    rows[0][1:4] = ["complete", "2005-09-30", "2005-10-08"]  # due on a worked Saturday
    rows[1][1:4] = ["complicated", "2005-04-29", "2005-05-09"]  # on the last day, after the long holiday
    rows[2][1:4] = ["needs_approval", "2005-11-01", ""]  # never finished
    return ["id", "class", "received_on", "finished_on", "justified"], rows


def inspections():
    permits = [[f"T{i}", g, s, f"2005-0{i}-10", f"2005-0{i}-12", str(i % 3 + 2)]
               for i, (g, s) in enumerate([("complaint", "safety"), ("yearly check", "accounts")] * 3, 1)]
    rows = [["V1", "T1", "", "complaint", "safety", "2005-01-10", "3", ""],
            ["V2", "T1", "", "complaint", "safety", "2005-01-12", "3", ""],
            ["V3", "T1", "", "complaint", "safety", "2005-01-13", "3", ""],  # a day late
            ["V4", "T2", "", "yearly check", "accounts", "2005-02-11", "5", ""],  # one head too many
            ["V5", "T2", "", "yearly check", "safety", "2005-02-11", "4", "true"],  # justified
            ["V6", "", "", "complaint", "safety", "2005-03-01", "2", "true"],  # no permit at all
            ["V7", "", "true", "complaint", "safety", "2005-03-01", "2", ""]]  # secret
    columns = ["id", "permit", "secret", "grounds", "subject", "inspected_on", "heads", "justified"]
    return (["id", "grounds", "subject", "first_day", "last_day", "heads"], permits), (columns, rows)


def charges():
    cards = [["K1", "Quality office", "300.00"], ["K2", "Fire brigade", "1000.00"]]
    rows = [["1", "K1", "Quality office", "300.00"], ["2", "K1", "Quality office", "300.01"],
            ["3", "K1", "Fire brigade", "100.00"], ["4", "", "Tax office", "50.00"],
            ["5", "K2", "Fire brigade", "999.99"]]
    return (["id", "office", "standard_fee"], cards), (["id", "card", "office", "charged"], rows)


def key_projects():
    roles = ["owner", "leader", "office", "team"]
    rows = [[f"{p}-{r}", p, r] for p in ("Z1", "Z2", "Z3") for r in roles]
    rows.append(["Z2-leader-2", "Z2", "leader"])  # two leaders
    rows = [row for row in rows if row[0] != "Z3-team"]  # no team
    return (["id"], [["Z1"], ["Z2"], ["Z3"]]), (["id", "project", "role"], rows)


def raised(rng):
    rules = [["R1", "Anhe", "5"], ["R2", "Fengyang", "3"], ["R3", "Heping", "8"], ["R4", "Longshan", "0"]]
    rows = []
    for i in range(1, 41):
        amount = rng.randint(10_000_00, 80_000_000_00)
        used = "false" if i % 7 == 0 else "true"
        county = COUNTIES[i % 4][0]
        rows.append([f"F{i:02d}", county, PEOPLE[i % 3][0], f"{amount // 100}.{amount % 100:02d}", used])
    rows[0][1:4] = ["Anhe", "Wu", "1000001.00"]  # 5 per mille is half a fen past a fen
    rows[1][1:4] = ["Fengyang", "Tian", "0.00"]
    rows.append(["F41", "Qingjiang", "Xiang", "2000000.00", "true"])  # the county has set no ratio
    columns = ["id", "county", "raised_by", "in_place", "used_for_construction"]
    return (["id", "county", "ratio"], [[a, b, f"0.00{c}"] for a, b, c in rules]), (columns, rows)


def receptions():
    rows = [("Leader A", "2005-03-31"), ("Leader A", "2005-04-01"), ("Leader A", "2005-09-30"),
            ("Leader A", "2005-12-31"), ("Leader B", "2005-01-05"), ("Leader B", "2005-05-05"),
            ("Leader B", "2005-06-05"), ("Leader B", "2005-11-05"), ("Leader C", "2005-02-01")]
    return ["id", "leader_of", "held_on"], [[str(i), *row] for i, row in enumerate(rows, 1)]


def main():
    rng = random.Random(20050101)
    permit, inspection = inspections()
    fee_card, charge = charges()
    key_project, assignment = key_projects()
    rules, raised_rows = raised(rng)
    contracts = [["S1", "true", "", "", ""], ["S2", "false", "true", "true", ""],
                 ["S3", "false", "", "true", "true"], ["S4", "false", "", "", ""]]
    decisions = [["D1", "2005-03-01", "2005-03-01", "2005-03-06"], ["D2", "2005-03-01", "2005-03-01", "2005-03-07"],
                 ["D3", "2005-12-28", "2005-12-28", ""], ["D4", "2005-06-01", "2005-06-02", "2005-06-03"]]
    parks = [[f"Park {i}", name] for i, (name, _) in enumerate(COUNTIES[:4], 1)]
    parks.append(["Park 5", "Anhe"])  # two in one county, none in another
    tables = {
        "holiday": (["day_of", "worked_day"], [[d, "true" if w else "false"] for d, w in sorted(HOLIDAYS)]),
        "county": (["name"], [[name] for name, _ in COUNTIES]),
        "case": cases(rng), "permit": permit, "inspection": inspection, "fee_card": fee_card,
        "charge": charge,
        "penalty_decision": (["id", "decided_on", "filed_on", "reviewed_on"], decisions),
        "contract": (["id", "performed", "reported", "our_fault", "justified"], contracts),
        "park": (["name", "county"], parks), "key_project": key_project, "assignment": assignment,
        "reward_rule": rules, "raised": raised_rows,
        "leader_of_government": (["name"], [[name] for name, _ in LEADERS]),
        "reception": receptions(),
    }
    write_both(HERE, WORDS, tables, headers=HEADERS)


if __name__ == "__main__":
    main()
