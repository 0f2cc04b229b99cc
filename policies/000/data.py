"""Writes the made-up data of seed 000 in both languages. usage: python3 policies/000/data.py"""

import datetime
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from tables import Words, write_both  # noqa: E402

HERE = Path(__file__).parent

TOWNSHIPS = [
    ("Hekou", "河口镇"), ("Qiaotou", "桥头镇"), ("Nanzhuang", "南庄镇"), ("Beitai", "北台镇"),
    ("Liulin", "柳林镇"), ("Shawan", "沙湾镇"), ("Gaotang", "高堂乡"), ("Daxing", "大兴乡"),
]
DEPARTMENTS = [
    ("Development office", "发展改革局"), ("Trade bureau", "经贸局"), ("Construction bureau", "建设局"),
    ("Finance bureau", "财政局"), ("Education bureau", "教育局"), ("Agriculture bureau", "农业局"),
    ("Transport bureau", "交通局"), ("Water bureau", "水利局"), ("Health bureau", "卫生局"),
    ("Labour bureau", "劳动局"), ("Culture bureau", "文化局"), ("Land bureau", "国土资源局"),
    ("Private enterprise bureau", "民营局"), ("Federation of industry", "工商联"),
]
INSTITUTIONS = [("Grain company", "粮食公司"), ("County hospital", "县医院")]
STATIONED = [("Customs office", "海关办事处"), ("State tax bureau", "国税局")]
TREASURIES = [("County", "县本级"), ("Development zone", "开发区财政"), ("Hekou treasury", "河口镇财政")]

KINDS = {"township": TOWNSHIPS, "county_department": DEPARTMENTS, "institution": INSTITUTIONS,
         "stationed_unit": STATIONED}
SECTORS = [  # who leads which, as clause II(1) names them; for one nobody is named
    ("Industry and trade", "工业商贸", "Trade bureau"), ("Private enterprise", "民营经济", "Private enterprise bureau"),
    ("Farming", "农业农村", "Agriculture bureau"), ("Town building", "城市建设", "Construction bureau"),
    ("Key projects", "重大项目落地", "Development office"), ("Tourism", "文化旅游", ""),
]
UNITS = [(name, kind) for kind, members in KINDS.items() for name, _ in members]
TEST_UNITS = [(f"Department {i:02d}", f"部门{i:02d}") for i in range(1, 14)]

PAIRS = [
    ("opening_up", "对外开放意见"), ("treasury", "财政"), ("name", "名称"), ("unit", "单位"),
    ("kind", "类别"),
    ("township", "乡镇"), ("county_department", "县直部门"), ("institution", "企事业单位"),
    ("stationed_unit", "驻县单位"), ("task", "任务"), ("id", "编号"), ("domestic", "招商"),
    ("foreign_capital", "外资"), ("exports", "出口"), ("workers", "劳务"), ("report", "季报"),
    ("quarter_no", "季"), ("contracted", "合同外资"), ("project", "项目"),
    ("class_123", "一二三工程"), ("fixed_assets", "固定资产到位"), ("introducer", "中介人"),
    ("benefiting_treasury", "受益财政"), ("person", "人员"), ("head", "主要负责人"),
    ("nominated", "提名先进"), ("weekly", "周报"), ("due_on", "应报日"), ("sent_on", "报送日"),
    ("sector", "领域"), ("responsible", "责任部门"), ("review", "通报核查"),
    ("monthly_bulletin", "月通报"), ("quarterly_check", "季核查"), ("held_by", "应办日"), ("held_on", "办理日"),
    ("head_named", "第一责任人"), ("sector_led", "领域有负责部门"), ("review_day", "按期办理"),
    ("bulletins_in_time", "月通报按期"), ("checks_in_time", "季核查按期"), ("visit", "入企检查"), ("agreed_by_office", "优化办同意"), ("agreed_by_bureau", "招商局同意"),
    ("application", "基金申请"), ("purpose", "用途"), ("campaign", "专业招商活动"),
    ("agency_costs", "招商机构经费"), ("intermediary_costs", "中介组织经费"),
    ("market_subsidy", "开拓市场补贴"), ("other_purpose", "其他用途"), ("applied_on", "申请日"),
    ("requested", "申请额"), ("10k CNY", "万元"), ("10k USD", "万美元"),
    ("true", "是"), ("false", "否"), ("county_domestic", "全县招商"),
    ("county_contracted", "全县合同外资"), ("county_foreign", "全县外资"),
    ("county_exports", "全县出口"), ("county_workers", "全县劳务"), ("projects_123", "一二三工程项目"),
    ("domestic_task", "招商任务"), ("foreign_task", "外资任务"), ("exports_task", "出口任务"),
    ("workers_task", "劳务任务"), ("agreed_visits", "检查须经同意"), ("weekly_report", "每周报送"),
    ("late_weeklies", "逾期周报"), ("yellow_card", "黄牌警告"), ("yellow_cards", "黄牌数"),
    ("fund_payment", "基金支出"), ("trade_fund", "外经贸专项基金"),
    ("township_foreign", "乡镇外资奖"), ("township_domestic", "乡镇招商奖"),
    ("township_exports", "乡镇出口奖"), ("township_workers", "乡镇劳务奖"),
    ("department_foreign", "部门外资奖"), ("department_domestic", "部门招商奖"),
    ("commission", "中介奖"), ("advanced_person", "先进个人"), ("advanced_unit", "目标管理先进单位"),
    ("veto", "一票否决"), ("veto_of_head", "负责人否决"), ("county_treasury", "县财政"),
    ("Wang", "王介绍"), ("Zhao", "赵介绍"), ("Chen", "陈介绍"),
]
PAIRS += TOWNSHIPS + DEPARTMENTS + INSTITUTIONS + STATIONED + TREASURIES + TEST_UNITS + [(name, chinese) for name, chinese, _ in SECTORS]
PEOPLE = [(f"Head of {name}", f"{chinese}负责人") for members in KINDS.values() for name, chinese in members]
PEOPLE += [(f"Officer {i}", f"干部{i:02d}") for i in range(1, 9)]
WORDS = Words(PAIRS + PEOPLE)
HEADERS = {("person", "name"): "姓名"}

# In 10k CNY. The fifth and sixth tie, and so do the tenth and eleventh; the last one misses its
# task by a fen although it has more than the seventh.
TIED_SUMS = [9000, 8000, 7000, 6500, 6000, 6000, 5500, 5000, 4500, 4000, 4000, 3500]
TIED_TASKS = [3000] * 12 + ["5600"]


def tasks():
    rows = []
    for i, (name, kind) in enumerate(UNITS, start=1):
        if kind == "township":
            rows.append([f"T{i:02d}", name, "24000", "450", "340", "18"])
        elif i % 3 == 0:
            rows.append([f"T{i:02d}", name, "3000", "100", "", ""])
        else:
            rows.append([f"T{i:02d}", name, "3000", "", "", ""])
    columns = ["id", "unit", "domestic (10k CNY)", "foreign_capital (10k USD)", "exports (10k USD)"]
    return columns + ["workers"], rows


def department_sums():
    """Year's domestic capital of the 18 units that are no townships, in fen."""
    sums = [amount * 1_000_000 for amount in TIED_SUMS]
    sums += [2999_999999, 3000_000000, 2800_000000, 3100_000000, 0, 2500_000000]
    return sums


def reports(rng):
    columns = ["id", "unit", "quarter_no", "domestic (10k CNY)", "contracted (10k USD)"]
    columns += ["foreign_capital (10k USD)", "exports (10k USD)", "workers"]
    rows, others = [], department_sums()
    for i, (name, kind) in enumerate(UNITS):
        if kind == "township":
            # Hekou meets every task exactly; Qiaotou misses foreign capital by a cent.
            share = 100 if i < 2 else rng.randint(92, 125)
            year = [24_000 * 1_000_000 * share // 100, 450_000_000 * share // 100,
                    340_000_000 * share // 100, 18 * share // 100]
            if i == 1:
                year[1] -= 1
        else:
            foreign = 100_000_000 if i % 3 == 2 else 0
            year = [others[i - len(TOWNSHIPS)], foreign, 0, 0]
        so_far = [0, 0, 0, 0]
        for quarter in range(1, 5):
            # Daxing stands still in the second quarter.
            if not (name == "Daxing" and quarter == 2):
                so_far = [v if quarter == 4 else v * quarter // 5 for v in year]
            domestic, foreign, exports, workers = so_far
            rows.append([f"{i + 1:02d}-{quarter}", name, str(quarter), tens(domestic)])
            rows[-1] += [tens(foreign * 3 // 2), tens(foreign), tens(exports)]
            rows[-1] += [str(workers) if workers else ""]
    return columns, rows


def tens(amount):
    """Fen as a text in units of 10 000; nothing is a blank cell."""
    if amount == 0:
        return ""
    return f"{amount // 1_000_000}.{amount % 1_000_000:06d}".rstrip("0").rstrip(".")


def projects(rng):
    rows = []
    for i in range(1, 113):
        fixed = rng.randint(1_000_000_00, 90_000_000_00)
        introducer = rng.choice(["", "", "Wang", "Zhao", "Chen"])
        rows.append([f"P{i:03d}", "true" if i <= 100 else "false", f"{fixed // 100}.{fixed % 100:02d}"])
        rows[-1] += [introducer, rng.choice(TREASURIES)[0]]
    rows[0][2:4] = ["123456789.50", "Wang"]  # the commission ends in half a fen
    rows[1][2:4] = ["0.49", "Zhao"]  # rounds to nothing
    rows[2][2:4] = ["", "Chen"]  # blank: nothing in place yet
    return ["id", "class_123", "fixed_assets", "introducer", "benefiting_treasury"], rows


def people():
    rows = [[f"Head of {name}", name, "true", "true" if i % 3 == 0 else "false"]
            for i, (name, _) in enumerate(UNITS)]
    rows += [[f"Officer {i}", UNITS[i * 3][0], "false", "true" if i % 2 else "false"]
             for i in range(1, 9)]
    return ["name", "unit", "head", "nominated"], rows


def weeklies(rng):
    rows, friday = [], datetime.date(2008, 1, 4)
    while friday.year == 2008:
        for name, _ in TOWNSHIPS[:3]:
            day = friday + datetime.timedelta(days=rng.choice([0, 0, 0, 0, -1, 1]))
            rows.append([f"W{len(rows) + 1:03d}", name, friday.isoformat(), day.isoformat()])
        friday += datetime.timedelta(days=7)
    rows[10][3] = ""  # never sent
    return ["id", "unit", "due_on", "sent_on"], rows


def applications():
    rows = [("campaign", "2008-01-20", "600000"), ("agency_costs", "2008-02-15", "350000.50"),
            ("other_purpose", "2008-03-01", "80000"), ("intermediary_costs", "2008-04-10", "249999.50"),
            ("market_subsidy", "2008-06-05", "500000"), ("campaign", "2008-09-01", "450000.01"),
            ("market_subsidy", "2008-10-11", "120000")]
    return ["id", "purpose", "applied_on", "requested"], [[f"F{i}", *row] for i, row in enumerate(rows, 1)]


def reviews():
    """Twelve bulletins and four checks: one a day late, one never held."""
    rows = []
    for month in range(1, 13):
        last = datetime.date(2008 + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        held = last + datetime.timedelta(days=1) if month == 5 else last
        rows.append([f"B{month:02d}", "monthly_bulletin", last.isoformat(), held.isoformat()])
        if month % 3 == 0:
            done = "" if month == 9 else (last - datetime.timedelta(days=2)).isoformat()
            rows.append([f"C{month:02d}", "quarterly_check", last.isoformat(), done])
    return ["id", "kind", "held_by", "held_on"], rows


def write_tests():
    """Tables of the test of ties."""
    units = [[name, "county_department"] for name, _ in TEST_UNITS]
    tasks_ = [[str(i), name, str(TIED_TASKS[i - 1])] for i, (name, _) in enumerate(TEST_UNITS, 1)]
    sums = [str(amount) for amount in TIED_SUMS] + ["5599.999999"]
    reports_ = [[str(i), name, "4", sums[i - 1]] for i, (name, _) in enumerate(TEST_UNITS, 1)]
    tables = {
        "unit": (["name", "kind"], units),
        "task": (["id", "unit", "domestic (10k CNY)", "foreign_capital", "exports", "workers"],
                 [[*row, "", "", ""] for row in tasks_]),
        "report": (["id", "unit", "quarter_no", "domestic (10k CNY)"], reports_),
    }
    write_both(HERE, WORDS, tables, sub="tests")


def main():
    rng = random.Random(20080101)
    visits = [[f"V{i:02d}", "true", "false" if i in (4, 9) else "true"] for i in range(1, 16)]
    visits[11][1] = "false"
    tables = {
        "treasury": (["name"], [[name] for name, _ in TREASURIES]),
        "unit": (["name", "kind"], [list(unit) for unit in UNITS]),
        "task": tasks(),
        "report": reports(rng),
        "project": projects(rng),
        "person": people(),
        "weekly": weeklies(rng),
        "sector": (["name", "responsible"], [[name, unit] for name, _, unit in SECTORS]),
        "review": reviews(),
        "visit": (["id", "agreed_by_office", "agreed_by_bureau"], visits),
        "application": applications(),
    }
    write_both(HERE, WORDS, tables, headers=HEADERS)
    write_tests()


if __name__ == "__main__":
    main()
