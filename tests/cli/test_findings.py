"""What a run finds of rows: duties, findings, sanctions, what is attributed and not paid."""

import csv
import io
import json

POLICY = """policy found "Found" {
  effective 2010-01-01 to 2010-12-31
  currency  CNY
  rounding  half_up to 0.01
  entity unit { key name : text }
  entity report { key id : text  unit : unit  day : date }
  entity project { key id : text  by : unit  tax : money  decision measure : one of { warned, moved } optional }
  duty monthly cite "I" { of unit  every month of 2010-01-01 .. 2010-03-31  by report on day }
  finding taxed "Taxed" for project cite "II" { when tax > 5 CNY  against by }
  sanction treatment for project cite "III" { when tax > 8 CNY  one of { warned, moved } by measure }
  split home for project cite "IV" { amount tax  share all 100% to by }
}
"""
TABLES = {
    "unit": "name\nE\nW\n",
    "report": "id,unit,day\n1,E,2010-01-31\n2,E,2010-02-28\n3,W,2010-04-01\n",
    "project": "id,by,tax,measure\n1,E,9,\n2,W,10,moved\n3,W,1,\n",
}


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def run(desk, *arguments):
    desk.write("found.remit", POLICY)
    for name, text in TABLES.items():
        desk.write(f"found/{name}.csv", text)
    return desk.remit("run", "found.remit", "--data", "found", "--as-of", "2010-12-31", *arguments)


def test_the_summary_tells_how_duties_are_kept_and_what_was_found(desk):
    outcome = run(desk)
    assert outcome.status == 0, outcome.err
    for words in ("Duties", "monthly.missing", "E/2010/3", "due 2010-03-31", "taxed", "tax > 5 CNY", "treatment.undecided",
                  "Counted as theirs, not paid", "11.00"):
        assert words in outcome.out, words
    assert "Payments" not in outcome.out
    assert "monthly: owed" not in outcome.out
    duty = next(line.split() for line in outcome.out.splitlines() if line.split()[:2] == ["monthly", "I"])
    assert duty[2:] == ["6", "2", "0", "4", "1"]


def test_chinese(desk):
    outcome = run(desk, "--lang", "zh")
    for words in ("职责履行情况", "应办", "认定、惩戒、荣誉、资格和未履行的职责", "逐条列示", "归属（不支付）", "到期日 2010年3月31日"):
        assert words in outcome.out, words


def test_the_lists_are_files_of_policies_that_have_them(desk):
    assert run(desk, "--out", "results").status == 0
    findings = rows(desk.read("results/findings.csv"))
    assert [(line["finding"], line["key"], line["against"]) for line in findings] == [
        ("monthly.missing", "E/2010/3", "E"), ("monthly.missing", "W/2010/1", "W"), ("monthly.missing", "W/2010/2", "W"),
        ("monthly.missing", "W/2010/3", "W"), ("taxed", "1", "E"), ("taxed", "2", "W"), ("treatment.moved", "2", ""),
        ("treatment.undecided", "1", "")]
    assert {line["whose"]: line["amount"] for line in rows(desk.read("results/attributions.csv"))} == {"E": "9.00", "W": "1.00"}
    assert rows(desk.read("results/ledger.csv")) == []
    assert {line["monthly.missing"] for line in rows(desk.read("results/unit.csv"))} == {"1", "3"}


def test_other_policies_have_no_such_files(desk):
    assert desk.run("--out", "results").status == 0
    files = {path.name for path in (desk.directory / "results").iterdir()}
    assert not {"findings.csv", "attributions.csv"} & files
    assert not {"findings", "attributions"} & set(json.loads(desk.run("--format", "json").out))


def test_batches_give_the_same_files(desk):
    assert run(desk, "--out", "whole").status == 0
    for entity in ("project", "report"):
        assert run(desk, "--out", entity, "--stream", entity).status == 0
        for name in ("findings", "attributions", "monthly", "unit", "found"):
            assert desk.read(f"{entity}/{name}.csv") == desk.read(f"whole/{name}.csv"), name


def test_json(desk):
    result = json.loads(run(desk, "--format", "json").out)
    assert result["findings"][0]["finding"] == "monthly.missing"
    assert result["attributions"][0]["whose"] == "E"


RANKED = """policy ranked "Ranked" {
  effective 2010-01-01 to 2010-12-31
  currency CNY
  rounding half_up to 0.01
  party town "Town treasury"
  entity unit { key name : text  kind : one of { office, school }  points : number optional  wanted : money  day : date }
  rank overall for unit cite "I" reading "all kinds together" { when points is given by points desc ties standard }
  rank by_kind for unit cite "II" { when points is given by points desc within kind ties standard }
  reward grant for unit cite "III" { pay wanted from town }
  fund pot cite "III" { budget 10 CNY from 2010-01-01 each year of day  pays grant  when short in order of day ties by key }
  eligibility may_apply for unit cite "IV" { when points >= 2 }
}
"""


def ranked(desk, *words):
    desk.write("ranked.remit", RANKED)
    desk.write("ranked/unit.csv", "name,kind,points,wanted,day\nA,office,1,4,2010-02-01\nB,school,3,7,2010-03-01\nC,office,2,1,2010-04-01\nD,office,,1,2010-05-01\n")
    return desk.remit(*words, "ranked.remit", "--data", "ranked")


def test_places_are_listed_the_first_of_each_ranking_first(desk):
    lines = [line.split() for line in ranked(desk, "run").out.splitlines()]
    places = [line for line in lines if line[:1] in (["overall"], ["by_kind"])]
    assert places == [["overall", "unit", "B", "1", "I"], ["overall", "unit", "C", "2", "I"], ["overall", "unit", "A", "3", "I"],
                      ["by_kind", "unit", "B", "1", "II"], ["by_kind", "unit", "C", "1", "II"], ["by_kind", "unit", "A", "2", "II"]]
    assert "名次" in ranked(desk, "run", "--lang", "zh").out
    short = ranked(desk, "run", "--lines", "4").out
    assert "... and 2 more" in short[short.index("Places"):short.index("Payments")]


def test_a_fund_of_each_year_has_no_blank_budget_of_the_whole(desk):
    text = ranked(desk, "run").out
    assert "pot: requested" in text and "pot: paid" in text
    assert "pot: budget" not in text and "pot: left" not in text


def test_who_is_eligible_is_listed_with_what_is_found(desk):
    text = ranked(desk, "run").out
    assert [line.split()[:4] for line in text.splitlines() if line.split()[:2] == ["may_apply", "eligibility"]] == [
        ["may_apply", "eligibility", "IV", "2"], ["may_apply", "eligibility", "unit", "B"], ["may_apply", "eligibility", "unit", "C"],
        ["may_apply", "eligibility", "unit", "D"]]  # of whom it is not known


def test_the_report_lists_places_and_readings(desk):
    page = ranked(desk, "report").out
    assert "all kinds together" in page and "reading chosen" in page
    assert "<td>overall</td><td>unit</td><td>B</td>" in page.replace("\n", "")


def test_a_list_without_the_day_says_that_it_has_none(desk):
    desk.write("dated.remit", """policy dated "Dated" {
  effective 2010-01-01
  currency CNY
  rounding half_up to 0.01
  party town "Town treasury"
  entity unit { key name : text  wanted : money  day : date }
  target soon for unit cite "I" : day >= today
  finding late for unit cite "I" { when day < today }
  reward grant for unit cite "II" { when day < today pay wanted from town }
}
""")
    desk.write("dated/unit.csv", "name,wanted,day\nA,4,2010-02-01\n")
    for verb in ("run", "payments"):
        for language, wrong, right in (("en", "leaves this open", "the day of the run is not given"), ("zh", "留待另行规定", "没有给出计算之日")):
            done = desk.remit(verb, "dated.remit", "--data", "dated", "--lang", language)
            assert done.status == 3 and right in done.out and wrong not in done.out, done.out


SUMMED = """policy summed "Summed" {
  effective 2010-01-01 to 2010-12-31
  currency  CNY
  rounding  half_up to 0.01
  entity unit { key name : text }
  entity park { key name : text  unit : unit }
  entity charge { key id : text  office : text  amount : money }
  duty monthly cite "I" { of unit  every quarter of 2010  by visit on day }
  entity visit { key id : text  unit : unit  day : date }
  target one_park for unit cite "II" : count(park) = 1
  summary of_office "Charges, by office" cite "III" from charge by office {
    charges = count(charge)
    amount_in_all = sum(charge.amount)
  }
}
"""


def summed(desk, verb, *arguments):
    desk.write("summed.remit", SUMMED)
    tables = {"unit": "name\nE\nW\n", "park": "name,unit\nP,E\nQ,W\nR,W\n", "visit": "id,unit,day\n1,E,2010-01-31\n",
              "charge": "id,office,amount\n" + "".join(f"{i},office {i % 25},{i}\n" for i in range(1, 51))}
    for name, text in tables.items():
        desk.write(f"summed/{name}.csv", text)
    return desk.remit(verb, "summed.remit", "--data", "summed", "--as-of", "2010-12-31", *arguments)


def test_summaries_are_printed_and_long_ones_cut(desk):
    outcome = summed(desk, "run", "--lines", "3")
    assert outcome.status == 0, outcome.err
    head, _, rest = outcome.out.partition("\nCharges, by office\n")
    assert "office 1" not in head
    lines = rest.split("\n\n")[0].splitlines()
    assert [line.split() for line in lines[1:] if "office" in line] == [
        ["office", "0", "2", "75.00"], ["office", "1", "2", "27.00"], ["office", "10", "2", "45.00"]], lines
    assert "22" in lines[-1]
    assert "\nCharges, by office\n" in summed(desk, "run", "--lang", "zh").out


def test_a_report_has_summaries_and_duties(desk):
    outcome = summed(desk, "report", "--out", "report.html")
    assert outcome.status == 0, outcome.err
    page = desk.read("report.html")
    for words in ("<h2", "Charges, by office", "27.00", ">Duties<", ">monthly<"):
        assert words in page, words


def test_a_goal_to_be_met_exactly_shows_its_figures(desk):
    lines = [line.split() for line in summed(desk, "run").out.splitlines() if line.split()[:1] == ["one_park"]]
    assert [line[2:6] for line in lines] == [["E", "1", "=", "1"], ["W", "2", "=", "1"]]


CHOICE = """政策 处理 {
  来源 “一”
  数据表 小组 { 标识 名称 : 文本  完成 : 是否  裁量 决定 : 选项 { 通报, 调整 } 选填 }
  目标 数量 对 小组 依据 “二” : 计数(成员) >= 2
  数据表 成员 { 标识 姓名 : 文本  小组 : 小组 }
  惩戒 措施 对 小组 依据 “三” { 当 非 完成  择一 { 通报, 调整 } 依 决定 }
}
"""


def test_what_a_list_names_can_be_explained(desk):
    desk.write("处理.remit", CHOICE)
    desk.write("data/小组.csv", "名称,完成,决定\n甲,否,\n乙,是,通报\n")
    desk.write("data/成员.csv", "姓名,小组\n子,甲\n丑,甲\n")
    words = ("explain", "处理.remit", "--data", "data", "--lang", "zh", "小组")
    for row, column, lead in (
        ("甲", "措施", "对小组“甲”适用“措施”，依据三。"),
        ("乙", "措施", "对小组“乙”不适用“措施”，依据三。"),
        ("乙", "措施.通报", "对小组“乙”不适用“措施：通报”，依据三。"),
        ("甲", "措施.待决定", "小组“甲”：“措施：待决定”成立，依据三。"),
        ("乙", "措施.无依据", "小组“乙”：“措施：无依据”成立，依据三。"),
        ("甲", "数量.达标", "小组“甲”完成了目标“数量”，依据二。"),
        ("乙", "数量", "小组“乙”没有完成目标“数量”，依据二。"),
        ("乙", "数量.差额", "小组“乙”的数量：差额为2，依据二。"),
    ):
        outcome = desk.remit(*words, row, column)
        assert outcome.status == 0 and lead in outcome.out, (row, column, outcome)
    assert desk.remit(*words, "甲", "措施.没有").status == 2
    found = desk.remit("run", "处理.remit", "--data", "data", "--lang", "zh").out
    assert "不成立：非 完成" in found
