"""Words for nothing, rows of totals whose word stands beside the key, names of nobody."""

import csv
import io

import pytest

POLICY = """policy stalls {
  currency CNY
  rounding half_up to 0.01
  party office
  entity town { key name : text }
  entity stall "摊位" {
    key id : text
    town   : town optional
    fee    : money
    n      : count optional
    kind   : one of { fruit, meat } optional
    since  : date optional
    open   : bool optional
    payee  : text optional
    note   : text optional "备注"
    state  : text default "无"
  }
  reward grant for stall cite "1" { pay fee * (n otherwise 1) from office to payee }
  define known for stall = note is given
}
"""

GOOD = {"id": "a1", "town": "Birch", "fee": "5", "n": "2", "kind": "fruit", "since": "2010-01-31", "open": "yes",
        "payee": "Ann", "note": "fine", "state": "new"}
WAYS = [(), ("--stream", "stall")]


def run(desk, rows, *arguments, header=None):
    desk.write("stalls.remit", POLICY)
    desk.write("d/town.csv", "name\nBirch\n")
    out = io.StringIO()
    writer = csv.DictWriter(out, header or list(GOOD), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    desk.write("d/stall.csv", out.getvalue())
    return desk.remit("run", "stalls.remit", "--data", "d", "--out", "out", *arguments)


def read(desk, name):
    return list(csv.DictReader(io.StringIO(desk.read(f"out/{name}.csv"))))


OF_PROGRAMS = ["NULL", "null", "NaN", "nan", "NaT", "<NA>", "(null)", "\\N", "undefined"]
NO_NAMES = ["-", "--", "—", "——", "/", "None"]
OF_PERSONS = ["无", "暂无", "N/A"]
OF_ABOVE = ["同上", "〃", "ditto", '"']


@pytest.mark.parametrize("field", ["id", "fee", "n", "kind", "since", "open", "payee"])
def test_a_word_for_nothing_is_no_value(desk, field):
    words = OF_PROGRAMS + NO_NAMES + OF_ABOVE + (OF_PERSONS if field != "id" else [])
    rows = [GOOD | {"id": "b", "fee": "7"}] + [GOOD | {"id": f"x{i}"} | {field: word} for i, word in enumerate(words)]
    for way, language, said in ((WAYS[0], "en", "stands in the place of a value"), (WAYS[1], "zh", "只是代替内容的写法")):
        outcome = run(desk, rows, "--lang", language, *way)
        assert outcome.status == 3, (way, outcome)
        details = [error["detail"] for error in read(desk, "errors") if said in error["detail"]]
        assert all(any(f"`{word}`" in detail or f"“{word}”" in detail for detail in details) for word in words), details
    due = [line for line in read(desk, "ledger") if line["status"] == "due"]
    assert not any(line[who] in words for line in due for who in ("key", "payee"))
    assert "b" in [line["key"] for line in due]


@pytest.mark.parametrize("cell, unit", [("100元", True), ("CNY 100", True), ("12 万", True), ("约100", False), (">100", False),
                                        ("100以上", False), ("≥100", False), ("about 100", False), ("100左右", False)])
def test_what_is_not_known_exactly_is_no_number_with_a_unit(desk, cell, unit):
    assert run(desk, [GOOD | {"fee": cell}]).status == 3
    told = read(desk, "errors")[0]["detail"]
    assert ("is a number with a unit" in told) == unit, told
    assert unit or f"`{cell}` is not a number" in told, told


def test_a_group_may_be_called_none_and_is_told(desk):
    for way in WAYS:
        outcome = run(desk, [GOOD | {"id": word} for word in OF_PERSONS], *way)
        assert outcome.status == 0, outcome
        assert way or all(f"the text `{word}`" in outcome.err for word in OF_PERSONS), outcome.err


def test_what_programs_write_is_no_text(desk):
    for way in WAYS:
        assert run(desk, [GOOD | {"id": f"x{i}", "note": word} for i, word in enumerate(OF_PROGRAMS)], *way).status == 3
        details = [error["detail"] for error in read(desk, "errors") if "in the place of a value" in error["detail"]]
        assert len(details) == len(OF_PROGRAMS), details


def test_what_persons_write_is_a_text_and_told(desk):
    for words in (NO_NAMES[:4], NO_NAMES[4:] + OF_PERSONS, OF_ABOVE):
        rows = [GOOD] + [GOOD | {"id": f"x{i}", "note": word} for i, word in enumerate(2 * words)]
        for way, language, said in ((WAYS[0], "en", "is taken as it stands"), (WAYS[1], "zh", "按原文读取")):
            outcome = run(desk, rows, "--lang", language, *way)
            assert outcome.status == 0, (way, outcome)
            # Of a table in batches each column is told once.
            assert outcome.err.count(said) == len(words), outcome.err
            assert "line 3" in outcome.err or "第 3 行" in outcome.err


def test_a_default_of_the_policy_means_what_it_says(desk):
    for way in WAYS:
        outcome = run(desk, [GOOD | {"state": ""}, GOOD | {"id": "b", "state": "无"}], *way)
        assert outcome.status == 0 and outcome.err == "", outcome


TOTALS = ["合计", "总 计", "小计：", "全县合计", "本页小计", "合计（元）", "Total", "SUBTOTAL", "grand total", "合計"]


@pytest.mark.parametrize("field", ["town", "n", "kind", "since", "payee", "note"])
def test_a_row_of_totals_is_known_by_any_column(desk, field):
    rows = [GOOD, GOOD | {"id": "b", "fee": "7"}] + [GOOD | {"id": f"x{i}", field: word} for i, word in enumerate(TOTALS)]
    for way, language, said in ((WAYS[0], "en", "looks like a row of totals"), (WAYS[1], "zh", "像是合计行")):
        outcome = run(desk, rows, "--lang", language, *way)
        assert outcome.status == 3, (way, outcome)
        # What depends on the row says the same.
        details = {error["detail"] for error in read(desk, "errors") if said in error["detail"]}
        assert len(details) == len(TOTALS) and all(any(word in detail for detail in details) for word in TOTALS), details
        assert [line["key"] for line in read(desk, "ledger") if line["status"] == "due"] == ["a1", "b"]


@pytest.mark.parametrize("way", WAYS, ids=["whole", "batches"])
def test_a_row_of_totals_is_known_by_a_column_that_is_not_read(desk, way):
    rows = [GOOD | {"village": "x"}, GOOD | {"id": "7", "fee": "12", "village": "合计"}]
    outcome = run(desk, rows, *way, header=["village", *GOOD])
    assert outcome.status == 3
    details = [error["detail"] for error in read(desk, "errors")]
    assert any("合计" in detail and "village" in detail and "line 3" in detail for detail in details), details
    assert [line["status"] for line in read(desk, "ledger")] == ["due", "error"]


def test_a_word_within_others_is_no_row_of_totals(desk):
    notes = ["含两项合计", "设计", "计划内", "totally fine", "会计", "合计科技有限公司"]
    for way in WAYS:
        outcome = run(desk, [GOOD | {"id": note, "note": note} for note in notes[1:]] + [GOOD | {"note": notes[0]}], *way)
        assert outcome.status == 0 and outcome.err == "", outcome


NOBODY = """policy stalls {
  currency CNY
  rounding half_up to 0.01
  party office "Market office"
  entity stall { key id : text  fee : money  payer : text optional  payee : text default ""  by : text default "" }
  define to_whom for stall = if fee > 10 CNY then payee else ""
  reward one for stall cite "1" { pay fee from office to payee }
  reward two for stall cite "2" { pay fee from office to to_whom }
  reward three for stall cite "3" { pay fee from payer to id }
  reward four for stall cite "4" { pay fee from by to id }
}
"""


@pytest.mark.parametrize("way", WAYS, ids=["whole", "batches"])
def test_nobody_is_paid_and_nobody_pays(desk, way):
    desk.write("nobody.remit", NOBODY)
    desk.write("d/stall.csv", 'id,fee,payer,payee,by\na,20,office,Ann,office\nb,5,Market office,,office\nc,20,,"",\n'
                              "d,20,stranger,Dan,office\n")
    outcome = desk.remit("run", "nobody.remit", "--data", "d", "--out", "out", *way)
    assert outcome.status == 3
    ledger = read(desk, "ledger")
    assert all(line["payer"] and line["payee"] for line in ledger if line["status"] == "due"), ledger
    due = {(line["reward"], line["key"]) for line in ledger if line["status"] == "due"}
    assert due == {("one", "a"), ("one", "d"), ("two", "a"), ("two", "d"), ("three", "a"), ("three", "b"), ("three", "d"),
                   ("four", "a"), ("four", "b"), ("four", "d")}
    # What nobody pays stands in the totals, undetermined.
    totals = {line["payer"]: line for line in read(desk, "totals")}
    assert totals[""]["undetermined"] == "2" and float(totals[""]["amount"]) == 0
    assert sum(int(line["undetermined"]) for line in totals.values()) == sum(line["status"] == "error" for line in ledger)
    # Who is no party is told.
    assert "`stranger` pays `three`" in outcome.err and "`Market office`" not in outcome.err
    strict = desk.remit("run", "nobody.remit", "--data", "d", "--out", "strict", "--strict", *way)
    assert strict.status == 2 and not list((desk.directory / "strict").glob("*.csv"))


@pytest.mark.parametrize("field, text, said", [
    ("fee", "(5)", "-5"), ("fee", "（1,234.50）", "-1234.50"), ("n", "5-", "-5"), ("fee", "5.50-", "-5.50"),
    ("id", "'001", "001"), ("payee", "'6222020200", "6222020200"), ("note", "'42", "42"),
    ("id", "110101199003071000.0", "long number"), ("note", "6222020200112230000.0", "long number"),
])
def test_what_offices_write_otherwise(desk, field, text, said):
    for way in WAYS:
        assert run(desk, [GOOD | {field: text}, GOOD | {"id": "b"}], *way).status == 3
        assert any(said in error["detail"] and text.strip("（）") in error["detail"] for error in read(desk, "errors"))
        assert [line["key"] for line in read(desk, "ledger") if line["status"] == "due"] in (["b"], ["a1", "b"])


@pytest.mark.parametrize("field", ["id", "payee", "note"])
def test_long_numbers_that_all_end_in_zeros_are_told(desk, field):
    rows = [GOOD | {"id": f"{i}"} | {field: f"11010119900307{i}000"} for i in range(3)]
    for way in WAYS:
        for language, said in (("en", "all 3 long numbers"), ("zh", "3 个长数字")):
            outcome = run(desk, rows, "--lang", language, *way)
            assert outcome.status == 0 and outcome.err.count(said) == 1, outcome
        outcome = run(desk, [*rows, GOOD | {"id": "x"} | {field: "110101199003071234"}], *way)
        assert outcome.status == 0 and outcome.err == "", outcome


NUMBERED = [("id,fee,note", "1,2,3", True), ("id,fee,note", "(1),(2),(3)", True), ("id,fee,note", "（1）,（2）,（3）", True),
            ("id,fee,note", "栏次,1,2", True), ("id,fee", "栏次,1", True), ("id,fee,note", "甲,1,2", True),
            ("id,fee,note", "甲,乙,1", True), ("id,fee", "1,2", False)]


@pytest.mark.parametrize("header, numbers, certain", NUMBERED)
def test_a_row_that_numbers_the_columns(desk, header, numbers, certain):
    desk.write("stalls.remit", POLICY)
    desk.write("d/town.csv", "name\nBirch\n")
    rest = ",x" * (header.count(",") - 1)
    desk.write("d/stall.csv", f"{header}\n{numbers}\na,5{rest}\n")
    for way in WAYS:
        for language, said in (("en", "columns"), ("zh", "栏次")):
            outcome = desk.remit("run", "stalls.remit", "--data", "d", "--out", "out", "--lang", language, *way)
            assert (outcome.status == 2) == certain and said in outcome.err, outcome
            assert "line 2" in outcome.err or "第 2 行" in outcome.err


@pytest.mark.parametrize("rows", ["a,5,x\n1,2,3\n", "1,2,x\n", "2,3,4\n", "1,2,\n", "1,5,3\n"])
def test_rows_that_number_nothing(desk, rows):
    desk.write("stalls.remit", POLICY)
    desk.write("d/town.csv", "name\nBirch\n")
    desk.write("d/stall.csv", "id,fee,note\n" + rows)
    for way in WAYS:
        outcome = desk.remit("run", "stalls.remit", "--data", "d", "--out", "out", *way)
        assert outcome.status in (0, 3) and "columns" not in outcome.err, outcome


@pytest.mark.parametrize("twins", [("Ⅱ区", "II区"), ("①", "1"), ("㈠组", "(一)组"), ("A-1", "A–1"), ("A-1", "A−1"),
                                   ("a1", "а1"), ("O'Neil", "O’Neil"), ("买买提·艾力", "买买提•艾力"), ("阿·买", "阿・买")])
def test_keys_of_letters_that_look_the_same(desk, twins):
    rows = [GOOD | {"id": key, "note": "一般"} for key in twins]
    assert run(desk, rows).status == 3
    details = [error["detail"] for error in read(desk, "errors")]
    assert any("look the same" in detail for detail in details), details
    assert not [line for line in read(desk, "ledger") if line["status"] == "due"]
    assert run(desk, rows, "--stream", "stall").status == 2


@pytest.mark.parametrize("header", ["since(%)", "since（万）", "note(万元)", "note[k]", "id(%)", "open(千)"])
def test_a_unit_of_what_has_none(desk, header):
    field = header[:2] if header.startswith("id") else header[:header.index(next(c for c in header if c in "(（["))]
    rows = [{header if name == field else name: value for name, value in GOOD.items()}]
    for way in WAYS:
        outcome = run(desk, rows, *way, header=list(rows[0]))
        assert outcome.status == 2 and header in outcome.err and "unit" in outcome.err, outcome


@pytest.mark.parametrize("header", ["since(年月日)", "note(选填)", "id(必填)", "note(3)"])
def test_other_words_behind_what_has_no_unit(desk, header):
    field = header[:header.index("(")]
    rows = [{header if name == field else name: value for name, value in GOOD.items()}]
    for way in WAYS:
        assert run(desk, rows, *way, header=list(rows[0])).status == 0


def test_a_second_header_behind_a_mark(desk):
    for second in ("\ufeffid,fee\nb,6\n", "id,fee\nb,6\n"):
        desk.write("stalls.remit", POLICY)
        desk.write("d/town.csv", "name\nBirch\n")
        desk.write("d/stall.csv", "id,fee\na,5\n" + second)
        for way in WAYS:
            outcome = desk.remit("run", "stalls.remit", "--data", "d", "--out", "out", *way)
            assert outcome.status == 2 and "line 3" in outcome.err and "the header once more" in outcome.err, outcome


SHARES = """policy shares {
  currency CNY
  rounding half_up to 0.01
  party office
  entity stall { key id : text  fee : money  share : percent "比例" }
  reward grant for stall cite "1" { pay fee * share from office to id }
}
"""


@pytest.mark.parametrize("cells, told", [(["15%", "1"], "100%"), (["0.5", "3‰"], "50%"), (["15%", "0"], ""), (["15%", "7%"], ""),
                                         (["1", "0.5"], "")])
def test_shares_with_a_sign_and_without(desk, cells, told):
    desk.write("shares.remit", SHARES)
    desk.write("d/stall.csv", "id,fee,share\n" + "".join(f"{i},5,{cell}\n" for i, cell in enumerate(cells)))
    for way in WAYS:
        outcome = desk.remit("run", "shares.remit", "--data", "d", "--out", "out", *way)
        assert outcome.status == 0 and bool(told) == ("sign of percent" in outcome.err) and told in outcome.err, outcome


def test_files_of_an_earlier_run_are_named(desk):
    assert run(desk, [GOOD], "--by", "payee").err == ""
    for way in WAYS:
        for language, said in (("en", "did not write"), ("zh", "并非本次测算写出")):
            outcome = run(desk, [GOOD], "--lang", language, *way)
            assert outcome.status == 0 and said in outcome.err and "totals-payee.csv" in outcome.err, outcome
    (desk.directory / "out/totals-payee.csv").unlink()
    assert run(desk, [GOOD]).err == ""


@pytest.mark.parametrize("text", ["--3", "+ 3", "- 3"])
def test_signs_alone_are_no_unit(desk, text):
    assert run(desk, [GOOD | {"fee": text}]).status == 3
    assert not any("number with a unit" in error["detail"] for error in read(desk, "errors"))


def test_a_row_made_of_one_in_error_shows_no_day(desk):
    desk.write("made.remit", """policy made "Made" {
  entity unit { key name : text  founded : date }
  entity span from each project, stretch of start .. 2012-12-31 cut at unit.founded
  entity project { key id : text  start : date }
  define long for span = days between first_day and last_day
}
""")
    desk.write("d/unit.csv", "name,founded\na,2012-06-01\n")
    desk.write("d/project.csv", "id,start\nk0,2012-03-01\nk0,2012-05-01\nk1,2012-05-01\n")
    assert desk.remit("run", "made.remit", "--data", "d", "--out", "out").status == 3
    days = {(row["project"], row["first_day"]) for row in read(desk, "span")}
    assert days == {("", ""), ("k1", "2012-05-01"), ("k1", "2012-06-01")}, days
    assert not any("1970" in error["key"] for error in read(desk, "errors"))
