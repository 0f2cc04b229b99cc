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
TREASURIES = [("county_treasury", "县财政"), ("Development zone", "开发区财政"), ("Hekou treasury", "河口镇财政")]

KINDS = {"township": TOWNSHIPS, "county_department": DEPARTMENTS, "institution": INSTITUTIONS,
         "stationed_unit": STATIONED}
SECTORS = [  # who leads which, as clause II(1) names them; for one nobody is named
    ("Foreign business", "涉外、企业、园区招商", ["Opening bureau"]), ("Key projects", "重大引资项目", ["Development office"]),
    ("Industry and trade", "工业、商贸领域企业", ["Trade bureau", "State assets office"]),
    ("Private enterprise", "民营企业", ["Private enterprise bureau"]), ("Farming", "农业领域", ["Farm office"]),
    ("Town building", "城市建设领域", ["Construction bureau"]), ("Tourism", "文化旅游", []),
]
UNITS = [(name, kind) for kind, members in KINDS.items() for name, _ in members]
TEST_UNITS = [(f"Department {i:02d}", f"部门{i:02d}") for i in range(1, 14)]

PAIRS = [
    ("class_123_task", "一二三任务数"), ("introduced_by", "引进单位"), ("contracted_task", "任务合同"), ("class_123_number", "任务一二三"), ("class_123_of_unit", "一二三项目"), ("domestic_place", "招商名次"), ("prize_of_place", "名次奖金"),
    ("opening_up", "对外开放意见"), ("the_year", "本年"), ("treasury", "财政"),
    ("name", "名称"), ("unit", "单位"), ("kind", "类别"), ("id", "编号"), ("year", "年度"), ("month", "月份"),
    ("quarter", "季度"), ("first_day", "首日"), ("last_day", "末日"), ("days", "天数"), ("full_days", "全期天数"),
    ("ordinal", "序号"),
    ("township", "乡镇"), ("county_department", "县直部门"), ("institution", "企事业单位"),
    ("stationed_unit", "驻县单位"), ("task", "任务"), ("domestic", "招商"),
    ("foreign_capital", "外资"), ("exports", "出口"), ("workers", "劳务"), ("report", "季报"),
    ("quarter_no", "季"), ("contracted", "合同外资"), ("project", "项目"), ("introduced_on", "引进日"),
    ("class_123", "一二三工程"), ("fixed_assets", "固定资产到位"), ("introducer", "中介人"),
    ("benefiting_treasury", "受益财政"),
    ("key_project", "重点项目"), ("foreign", "外资项目"), ("leader", "包保领导"), ("agent", "代办人"),
    ("person", "人员"), ("head", "主要负责人"),
    ("nominated", "提名先进"), ("weekly", "周报"), ("due_on", "应报日"), ("sent_on", "报送日"),
    ("sector", "领域"), ("sector_duty", "领域责任"), ("State assets office", "国资办"), ("Farm office", "农办"),
    ("bulletin", "月通报"), ("broadcast_on", "播出日"), ("check_meeting", "季核查"), ("met_on", "召开日"),
    ("visit", "入企检查"), ("department", "部门"), ("visited_on", "检查日"), ("agreed_by_office", "优化办同意"),
    ("agreed_by_bureau", "招商局同意"), ("lorry", "货运车辆"), ("plate", "车号"), ("enterprise", "企业"),
    ("pass_no", "通行证"),
    ("application", "基金申请"), ("applicant", "申请单位"), ("purpose", "用途"), ("campaign", "专业招商活动"),
    ("agency_costs", "招商机构经费"), ("intermediary_costs", "中介组织经费"),
    ("market_subsidy", "开拓市场补贴"), ("other_purpose", "其他用途"), ("other_approved", "批准其他用途"),
    ("applied_on", "申请日"), ("requested", "申请额"), ("10k CNY", "万元"), ("10k USD", "万美元"),
    ("true", "是"), ("false", "否"),
    ("domestic_task", "任务招商"), ("foreign_task", "任务外资"), ("exports_task", "任务出口"),
    ("workers_task", "任务劳务"), ("has_task", "有任务"), ("domestic_of_year", "全年招商"),
    ("contracted_of_year", "全年合同外资"), ("foreign_of_year", "全年外资"), ("exports_of_year", "全年出口"),
    ("workers_of_year", "全年劳务"),
    ("county_domestic", "全县招商"), ("county_contracted", "全县合同外资"), ("county_foreign", "全县外资"),
    ("county_exports", "全县出口"), ("county_workers", "全县劳务"), ("projects_123", "一二三工程项目"),
    ("projects_of_other_years", "非本年项目"), ("head_named", "第一责任人"), ("sector_led", "领域有负责部门"),
    ("unagreed", "未经同意"), ("agreed_visits", "检查须经同意"), ("visits_of_department", "部门检查"),
    ("unagreed_visits", "未经同意数"), ("without_pass", "未发通行证"), ("passes_of_enterprise", "企业通行证"),
    ("passes_lacking", "未发数"), ("without_leader", "无人包保"), ("without_agent", "无人代办"),
    ("weekly_report", "每周报送"), ("monthly_bulletin", "每月通报"), ("bulletins_in_time", "月通报按期"),
    ("quarterly_check", "每季核查"), ("checks_in_time", "季核查按期"),
    ("times", "次数"), ("due", "到期日"), ("owed", "应办"), ("done", "已办"), ("done_on", "办结日"), ("late", "逾期"),
    ("missing", "未办"), ("unmatched", "未归入"),
    ("unit_quarter", "单位季"), ("domestic_so_far", "累计招商"), ("contracted_so_far", "累计合同外资"),
    ("foreign_so_far", "累计外资"), ("exports_so_far", "累计出口"), ("workers_so_far", "累计劳务"),
    ("unreported", "当季未报"), ("unreported_quarters", "未报季数"), ("yellow_card", "黄牌警告"),
    ("yellow_cards", "黄牌数"), ("fund_payment", "基金支出"), ("fund_uses", "基金用途"), ("outside", "名单以外"), ("unapproved", "未经批准"), ("trade_fund", "外经贸专项基金"),
    ("year_over", "年度已满"),
    ("township_foreign", "乡镇外资奖"), ("township_domestic", "乡镇招商奖"),
    ("township_exports", "乡镇出口奖"), ("township_workers", "乡镇劳务奖"),
    ("department_foreign", "部门外资奖"), ("department_domestic", "部门招商奖"),
    ("commission", "中介奖"), ("advanced_person", "先进个人"), ("criticised", "通报批评"),
    ("veto", "一票否决"), ("may_be_rated", "可评先进"), ("veto_of_head", "负责人否决"),
    ("person_may_be_rated", "个人可评先进"), ("county_treasury", "县财政"),
    ("yearly_fund", "年度基金额"),
    ("left_this_year", "基金本年结余"),
    ("Wang", "王介绍"), ("Zhao", "赵介绍"), ("Chen", "陈介绍"),
    ("Opening bureau", "县外经贸（招商）局"), ("Tax bureau", "税务局"), ("Environment office", "环境保护局"),
    ("Fire brigade", "消防大队"), ("Cannery", "罐头厂"), ("Glass works", "玻璃厂"),
    ("Chamber of intermediaries", "招商中介协会"), ("Deputy A", "副县长甲"), ("Deputy B", "副县长乙"),
    ("Clerk A", "代办员甲"),
]
PAIRS += TOWNSHIPS + DEPARTMENTS + INSTITUTIONS + STATIONED + TREASURIES + TEST_UNITS + [(name, chinese) for name, chinese, _ in SECTORS]
PEOPLE = [(f"Head of {name}", f"{chinese}负责人") for members in KINDS.values() for name, chinese in members]
PEOPLE += [(f"Officer {i}", f"干部{i:02d}") for i in range(1, 9)]
WORDS = Words(PAIRS + PEOPLE)
HEADERS = {("person", "name"): "姓名"}

# In 10k CNY. The fifth and sixth tie, and so do the tenth and eleventh; the last one misses its
# task by a fen although it has more than the seventh, whose place it takes.
TIED_SUMS = [9000, 8000, 7000, 6500, 6000, 6000, 5500, 5000, 4500, 4000, 4000, 3500]
TIED_TASKS = [3000] * 12 + ["5600"]


def tasks():
    rows = []
    for i, (name, kind) in enumerate(UNITS, start=1):
        if kind == "township":
            rows.append([name, "2008", "24000", "450", "340", "18"])
        elif i % 3 == 0:
            rows.append([name, "2008", "3000", "100", "", ""])
        else:
            rows.append([name, "2008", "3000", "", "", ""])
    rows.append(["Hekou", "2009", "90000", "900", "900", "90"])  # next year's: of no account this year
    columns = ["unit", "year", "domestic (10k CNY)", "foreign_capital (10k USD)", "exports (10k USD)"]
    return columns + ["workers"], rows


def department_sums():
    """Year's domestic capital of the 18 units that are no townships, in fen."""
    sums = [amount * 1_000_000 for amount in TIED_SUMS]
    sums += [2999_999999, 3000_000000, 2800_000000, 3100_000000, 0, 2500_000000]
    return sums


def reports(rng):
    columns = ["unit", "year", "quarter_no", "domestic (10k CNY)", "contracted (10k USD)"]
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
            if name == "Labour bureau" and quarter == 3:
                domestic -= 12_000_000_00  # revised downward: below the second quarter
            if name == "State tax bureau" or (name == "Land bureau" and quarter == 2):
                continue  # one unit never reports, one leaves a quarter out
            rows.append([name, "2008", str(quarter), tens(domestic)])
            rows[-1] += [tens(foreign * 3 // 2), tens(foreign), tens(exports)]
            rows[-1] += [str(workers) if workers else ""]
    rows.append(["Hekou", "2007", "4", "99999", "", "", "", "99"])  # the year before
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
        day = "2007-12-31" if i == 112 else f"2008-{i % 12 + 1:02d}-{i % 28 + 1:02d}"
        rows.append([f"P{i:03d}", day, "true" if i <= 100 or i == 112 else "false", f"{fixed // 100}.{fixed % 100:02d}"])
        rows[-1] += [introducer, rng.choice(TREASURIES)[0]]
    rows[0][3:5] = ["123456789.50", "Wang"]  # the commission ends in half a fen
    rows[1][3:5] = ["0.49", "Zhao"]  # rounds to nothing
    rows[2][3:5] = ["", "Chen"]  # blank: nothing in place yet
    return ["id", "introduced_on", "class_123", "fixed_assets", "introducer", "benefiting_treasury"], rows


def people():
    rows = [[f"Head of {name}", name, "true", "true" if i % 3 == 0 else "false"]
            for i, (name, _) in enumerate(UNITS)]
    rows += [[f"Officer {i}", UNITS[i * 3][0], "false", "true" if i % 2 else "false"]
             for i in range(1, 9)]
    return ["name", "unit", "head", "nominated"], rows


def weeklies(rng):
    """Daxing never sends any; Hekou left one out; the others now and then are a day late."""
    rows, friday = [], datetime.date(2008, 1, 4)
    while friday.year == 2008:
        for name, _ in TOWNSHIPS[:-1]:
            day = friday + datetime.timedelta(days=rng.choice([0, 0, 0, 0, 0, 0, 0, -1, -1, 1]))
            if name != "Hekou" or friday.month != 5:
                rows.append([name, friday.isoformat(), day.isoformat()])
        friday += datetime.timedelta(days=7)
    rows[10][2] = ""  # a row without a day: not sent
    return ["unit", "due_on", "sent_on"], rows


def applications():
    rows = [("Opening bureau", "campaign", "", "2008-01-20", "600000"),
            ("Opening bureau", "agency_costs", "", "2008-02-15", "350000.50"),
            ("Opening bureau", "other_purpose", "", "2008-03-01", "80000"),
            ("Chamber of intermediaries", "intermediary_costs", "", "2008-04-10", "249999.50"),
            ("Cannery", "market_subsidy", "", "2008-06-05", "500000"),
            ("Opening bureau", "campaign", "", "2008-09-01", "450000.01"),
            ("Glass works", "market_subsidy", "", "2008-10-11", "120000"),
            ("Opening bureau", "other_purpose", "true", "2008-08-01", "30000")]
    columns = ["id", "applicant", "purpose", "other_approved", "applied_on", "requested"]
    return columns, [[f"F{i}", *row] for i, row in enumerate(rows, 1)]


def last_of(month):
    return datetime.date(2008 + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def bulletins():
    """May's a day late, August's never shown, November's not even planned."""
    rows = [["2008", str(m), (last_of(m) + datetime.timedelta(days=m == 5)).isoformat()] for m in range(1, 13) if m != 11]
    rows[7][2] = ""
    return ["year", "month", "broadcast_on"], rows


def check_meetings():
    rows = [["2008", str(q), (last_of(3 * q) - datetime.timedelta(days=2)).isoformat()] for q in (1, 2, 4)]
    return ["year", "quarter_no", "met_on"], rows


def visits():
    offices = ["Tax bureau", "Environment office", "Fire brigade"]
    rows = [[f"V{i:02d}", offices[i % 3], f"2008-{i % 12 + 1:02d}-15", "true", "false" if i in (4, 9) else "true"]
            for i in range(1, 16)]
    rows[11][3] = "false"
    rows.append(["V16", "Fire brigade", "2007-12-31", "false", "false"])  # the year before
    return ["id", "department", "visited_on", "agreed_by_office", "agreed_by_bureau"], rows


def write_tests():
    """Tables of the test of ties."""
    units = [[name, "county_department"] for name, _ in TEST_UNITS]
    tasks_ = [[name, "2008", str(TIED_TASKS[i - 1])] for i, (name, _) in enumerate(TEST_UNITS, 1)]
    sums = [str(amount) for amount in TIED_SUMS] + ["5599.999999"]
    reports_ = [[name, "2008", "4", sums[i - 1]] for i, (name, _) in enumerate(TEST_UNITS, 1)]
    tables = {
        "unit": (["name", "kind"], units),
        "task": (["unit", "year", "domestic (10k CNY)", "foreign_capital", "exports", "workers"],
                 [[*row, "", "", ""] for row in tasks_]),
        "report": (["unit", "year", "quarter_no", "domestic (10k CNY)"], reports_),
    }
    write_both(HERE, WORDS, tables, sub="tests")


def main():
    rng = random.Random(20080101)
    tables = {
        "treasury": (["name"], [[name] for name, _ in TREASURIES]),
        "unit": (["name", "kind"], [list(unit) for unit in UNITS]),
        "task": tasks(),
        "report": reports(rng),
        "project": projects(rng),
        "person": people(),
        "weekly": weeklies(rng),
        "sector": (["name"], [[name] for name, _, _ in SECTORS]),
        "sector_duty": (["sector", "department"], [[name, unit] for name, _, units in SECTORS for unit in units]),
        "key_project": (["id", "foreign", "leader", "agent"],
                        [["Z1", "true", "Deputy A", "Clerk A"], ["Z2", "true", "Deputy B", ""],
                         ["Z3", "false", "Deputy A", ""], ["Z4", "false", "", ""]]),
        "bulletin": bulletins(),
        "check_meeting": check_meetings(),
        "visit": visits(),
        "lorry": (["plate", "enterprise", "pass_no"],
                  [["L1", "Cannery", "T-01"], ["L2", "Cannery", ""], ["L3", "Glass works", "T-02"],
                   ["L4", "Glass works", ""], ["L5", "Glass works", ""]]),
        "application": applications(),
    }
    write_both(HERE, WORDS, tables, headers=HEADERS)
    write_tests()


if __name__ == "__main__":
    main()
