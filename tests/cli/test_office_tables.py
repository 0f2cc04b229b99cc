"""Tables as offices keep them: either the figure that a person would read, or an error that says where.

Every fault below is drawn in several shapes of the same table: encoding, line end, quotes, blank lines, cells
of several lines above it, its own place, headers by name or by label, and read whole or in batches.
"""

import csv
import io
import random
import re
import unicodedata

import pytest

POLICY = """policy stalls {
  currency CNY
  rounding half_up to 0.01 CNY
  party office
  entity town { key name : text }
  entity stall "摊位" {
    key id : text "编号"
    town   : town "乡镇"
    fee    : money "租金"
    share  : percent "比例" default 50%
    n      : count "数量" default 1
    since  : date optional "日期"
    note   : text optional "备注"
  }
  reward grant for stall cite "1" { pay fee * share * n from office }
}
"""

TOWNS = ["柳树", "白杨", "Birch"]
FIELDS = ["id", "town", "fee", "share", "n", "since", "note"]
LABELS = dict(zip(FIELDS, ["编号", "乡镇", "租金", "比例", "数量", "日期", "备注"]))


class Table:
    """A good table in one of many shapes; `write` says where its rows begin."""

    def __init__(self, draw, rows=6, encodings=("utf-8", "utf-8-sig", "gb18030")):
        self.draw = draw
        self.encoding = draw.choice(encodings)
        self.end = draw.choice(["\n", "\r\n"])
        self.quotes = draw.random() < 0.3
        self.labels = draw.random() < 0.5
        self.header = {field: LABELS[field] if self.labels else field for field in FIELDS}
        self.order = draw.sample(FIELDS, len(FIELDS))
        self.separator = ","
        self.rows = [
            {"id": f"摊{i:03}", "town": draw.choice(TOWNS), "fee": f"{draw.randrange(1, 10**6) / 100:.2f}",
             "share": draw.choice(["", "0.5", "25%", "1"]), "n": draw.choice(["", "2", "3"]),
             "since": draw.choice(["", "2010-01-31", "2010/1/31", "2010年1月31日"]),
             "note": draw.choice(["", "一般", 'says "yes"', "a, b"])}
            for i in range(rows)]
        self.place = draw.randrange(rows)
        if self.place > 0 and draw.random() < 0.7:
            self.rows[draw.randrange(self.place)]["note"] = f"two{self.end}lines"
        self.blank_lines = draw.random() < 0.5

    @property
    def row(self):
        return self.rows[self.place]

    def cell(self, text):
        if self.quotes or re.search(r'[,"\r\n]', text):
            return '"' + text.replace('"', '""') + '"'
        return text

    def lines(self):
        """The lines of the file, and the number of the first line of each row."""
        lines = [self.separator.join(self.cell(self.header[field]) for field in self.order)]
        begins = []
        count = 2
        for i, row in enumerate(self.rows):
            if self.blank_lines and i % 2 == 1:
                lines += ["", self.separator * (len(self.order) - 1)]
                count += 2
            begins.append(count)
            lines.append(self.separator.join(self.cell(row[field]) for field in self.order))
            count += 1 + sum(row[field].count("\n") for field in self.order)
        return lines, begins

    def write(self, desk, change=lambda lines, begins: None):
        lines, begins = self.lines()
        change(lines, begins)
        content = self.end.join([*lines, ""])
        desk.write("stalls.remit", POLICY)
        desk.write("d/town.csv", "name\n" + "".join(town + "\n" for town in TOWNS))
        desk.write("d/stall.csv", content.encode(self.encoding))
        return begins[self.place]

    def figures(self):
        def number(text, otherwise):
            text = text or otherwise
            return float(text[:-1]) / 100 if text.endswith("%") else float(text)
        return {row["id"]: round(float(row["fee"]) * number(row["share"], "50%") * number(row["n"], "1") + 1e-9, 2)
                for row in self.rows}


def run(desk, *arguments):
    return desk.remit("run", "stalls.remit", "--data", "d", "--out", "out", *arguments)


def read(desk, name):
    return list(csv.DictReader(io.StringIO(desk.read(f"out/{name}.csv"))))


WAYS = [(), ("--stream", "stall")]


def expect_figures(desk, figures):
    for way in WAYS:
        outcome = run(desk, *way)
        assert outcome.status == 0, outcome.err
        paid = {line["key"]: float(line["amount"]) for line in read(desk, "ledger")}
        assert paid == pytest.approx(figures, abs=0.011)


def expect_cell_error(desk, line, title, *words):
    for way in WAYS:
        outcome = run(desk, *way)
        assert outcome.status == 3, (outcome.status, outcome.err)
        details = [error["detail"] for error in read(desk, "errors")]
        said = [detail for detail in details if f"line {line} (row " in detail and title in detail]
        assert said, details
        for word in words:
            assert any(word in detail for detail in said), (word, said)


def expect_refusal(desk, *words, ways=WAYS):
    for way in ways:
        outcome = run(desk, *way)
        assert outcome.status == 2, (outcome.status, outcome.err)
        for word in words:
            assert word in outcome.err, (word, outcome.err)


def shapes(name, count=4):
    return [random.Random(f"{name}{i}") for i in range(count)]


@pytest.mark.parametrize("draw", shapes("good", 12))
def test_a_good_table_in_any_shape(desk, draw):
    table = Table(draw)
    table.write(desk)
    expect_figures(desk, table.figures())


def with_unit(table):
    table.header["fee"] += table.draw.choice(["(万元)", "（万元）", " [10k CNY]"])
    figures = table.figures()
    for row in table.rows:
        row["fee"] = f"{float(row['fee']) / 10000:.6f}"
    return figures


def with_percent(table):
    table.header["share"] += table.draw.choice(["(%)", "（％）", "(percent)"])
    for row in table.rows:
        row["share"] = {"": "", "0.5": "50", "25%": "25", "1": "100"}[row["share"]]
    return {key: value for key, value in Table.figures(
        type("", (), {"rows": [{**row, "share": row["share"] and row["share"] + "%"} for row in table.rows]})).items()}


def with_commas_at_every_end(table):
    figures = table.figures()
    table.order.append("")
    table.header[""] = ""
    for row in table.rows:
        row[""] = ""
    return figures


def with_hidden_letter_in_header(table):
    table.encoding = "utf-8"
    table.header["fee"] = "\u200b" + table.header["fee"]
    return table.figures()


@pytest.mark.parametrize("change", [with_unit, with_percent, with_commas_at_every_end, with_hidden_letter_in_header])
@pytest.mark.parametrize("seed", range(3))
def test_a_table_that_a_person_would_read_so(desk, change, seed):
    table = Table(random.Random(f"{change.__name__}{seed}"))
    table.blank_lines &= change is not with_commas_at_every_end
    figures = change(table)
    table.write(desk)
    expect_figures(desk, figures)


# Field, what stands in the cell, and a word of what is said.
CELLS = [
    ("fee", "5%", "percentage"), ("fee", "5‰", "percentage"), ("n", "300%", "percentage"), ("n", "3 ％", "percentage"),
    ("share", "15", "1500%"), ("share", "-0.1", "-10%"), ("share", "150%", "150%"), ("share", "1.01", "101%"),
    ("fee", "1,234.50", "thousands"), ("fee", "１２", "full-width"), ("n", "３", "full-width"), ("fee", "－5", "full-width"),
    ("fee", "12万", "unit"), ("fee", "￥5", "unit"), ("fee", "5元", "unit"), ("fee", "CNY 5", "unit"),
    ("fee", "1.234,50", "1.234,50"), ("fee", "abc", "abc"),
    ("since", "45292", "2024-01-01"), ("since", "31/12/2010", "31/12/2010"), ("since", "2010-02-30", "2010-02-30"),
    ("id", "1.1E+17", "long number"), ("town", "1.10101E+17", "long number"), ("note", "6.2E+18", "long number"),
    ("fee", "1.1E+17", "long number"), ("id", '="001"', "formula"), ("note", "=A1+B1", "formula"),
    ("id", "合计", "totals"), ("id", "总 计", "totals"), ("id", "合　计：", "totals"), ("id", "Total", "totals"),
    ("id", "SUBTOTAL", "totals"), ("id", "小计", "totals"),
    ("town", "", "merged"), ("fee", "", "merged"), ("id", "", "key"), ("town", "无此镇", "无此镇"),
    ("fee", "1.234", "decimals"), ("fee", "9" * 45, "9999"),
    *[(field, error, "spreadsheet") for field in FIELDS for error in ["#N/A", "#REF!"]],
    ("id", "#DIV/0!", "spreadsheet"), ("town", "#name?", "spreadsheet"), ("fee", "########", "spreadsheet"),
]


@pytest.mark.parametrize("field, text, word", CELLS, ids=[f"{field}-{text[:12]}" for field, text, _ in CELLS])
@pytest.mark.parametrize("seed", range(2))
def test_a_bad_cell(desk, field, text, word, seed):
    table = Table(random.Random(f"{field}{text}{seed}"))
    table.row[field] = text
    expect_cell_error(desk, table.write(desk), "" if field == "id" else LABELS[field], word)


@pytest.mark.parametrize("header", ["(%)", "（%）", " [percent]"])
@pytest.mark.parametrize("text", ["50%", "50 ％", "5‰"])
def test_a_sign_of_percent_under_one(desk, header, text):
    table = Table(random.Random(header + text))
    table.header["share"] += header
    for row in table.rows:
        row["share"] = "50"
    table.row["share"] = text
    expect_cell_error(desk, table.write(desk), LABELS["share"], "percent under a header")


@pytest.mark.parametrize("text, shown", [
    ("柳树\u200b", "<U+200B>"), ("\ufeff柳\u2060树", "<U+2060>"), ("Ｂirch", "Ｂirch"), ("BIRCH", "BIRCH"),
    ("Birch\x1b[31m", "\\x1b"), ("Bi\u202erch", "<U+202E>"), ("柳\u00a0树", "\\xa0"),
])
def test_a_reference_that_looks_right(desk, text, shown):
    table = Table(random.Random(text), encodings=["utf-8"])
    table.row["town"] = text
    expect_cell_error(desk, table.write(desk), LABELS["town"], shown)
    for way in WAYS:
        outcome = run(desk, *way)
        assert "\x1b" not in outcome.out + outcome.err
        assert "\u202e" not in outcome.out + outcome.err


LOOK_ALIKE = [("A1", "Ａ１"), ("A1", "A1\u200b"), ("A1", "a1"), ("Café", unicodedata.normalize("NFD", "Café")),
              ("金\u200d1", "金1"), ("金", "\uf90a")]


@pytest.mark.parametrize("one, other", LOOK_ALIKE)
@pytest.mark.parametrize("seed", range(2))
def test_keys_that_look_the_same(desk, one, other, seed):
    table = Table(random.Random(f"{one}{other}{seed}"), encodings=["utf-8"])
    first, second = sorted(table.draw.sample(range(len(table.rows)), 2))
    table.rows[first]["id"], table.rows[second]["id"] = one, other
    table.write(desk)
    begins = table.lines()[1]
    outcome = run(desk)
    assert outcome.status == 3, outcome.err
    details = "".join(error["detail"] for error in read(desk, "errors"))
    assert "look the same" in details
    assert f"line {begins[first]} " in details and f"line {begins[second]} " in details
    assert not {line["key"] for line in read(desk, "ledger") if line["amount"]} & {one, other}
    # What is streamed is refused at the second row.
    outcome = run(desk, "--stream", "stall")
    assert outcome.status == 2 and f"line {begins[second]} " in outcome.err and "looks the same" in outcome.err


def extra_blank_cell(table, lines, begins):
    index = next(i for i, line in enumerate(lines) if i > 0 and line.strip(","))
    lines[index] += ","
    return [f"line {index + 1} (row 1)"]


def number_split_at_its_comma(table, lines, begins):
    index = next(i for i, line in enumerate(lines) if i > 0 and line.strip(","))
    lines[index] = "1," + lines[index]
    return [f"line {index + 1} (row 1)", "quotes"]


def header_again(table, lines, begins):
    lines.append(lines[0])
    return ["header"]


def open_quote(table, lines, begins):
    lines.append('"open')
    return ["quote"]


def title_above(table, lines, begins):
    lines.insert(0, "2024年租金表")
    return ["2024年租金表"]


def title_above_all_columns(table, lines, begins):
    lines.insert(0, "单位：万元" + "," * lines[0].count(","))
    return ["单位：万元", "no header"]


def nothing_at_all(table, lines, begins):
    lines.clear()
    return ["header"]


@pytest.mark.parametrize("change", [extra_blank_cell, number_split_at_its_comma, header_again, open_quote, title_above,
                                    title_above_all_columns, nothing_at_all])
@pytest.mark.parametrize("seed", range(3))
def test_a_broken_table(desk, change, seed):
    table = Table(random.Random(f"{change.__name__}{seed}"))
    words = []
    table.write(desk, lambda lines, begins: words.extend(change(table, lines, begins)))
    expect_refusal(desk, *words)


@pytest.mark.parametrize("separator, name", [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars"),
                                             ("，", "full-width commas")])
@pytest.mark.parametrize("seed", range(2))
def test_another_separator_is_named(desk, separator, name, seed):
    table = Table(random.Random(f"{name}{seed}"))
    table.separator = separator
    for row in table.rows:
        row["note"] = ""
    table.write(desk)
    expect_refusal(desk, name)


# Field, how its header reads, and what is proposed.
HEADERS = [
    ("fee", "Fee", "租金"), ("fee", "租金 万元", "租金(万元)"), ("fee", "租金万元", "租金(万元)"), ("fee", "fee: CNY", "fee(CNY)"),
    ("share", "Share", "比例"), ("share", "shar", "比例"), ("share", "比 例", "比例"), ("share", "比例 %", "比例(%)"),
    ("n", "数量 合计", "数量"), ("note", "备注栏", "备注"), ("since", "SINCE", "日期"), ("since", "sicne", "日期"),
    ("share", "sharre", "比例"),
]


@pytest.mark.parametrize("field, header, proposed", HEADERS)
def test_a_header_that_is_almost_one(desk, field, header, proposed):
    table = Table(random.Random(header))
    table.header[field] = header
    table.write(desk)
    expect_refusal(desk, header, proposed)


def test_a_missing_column_lists_what_is_there(desk):
    table = Table(random.Random(3))
    table.header["fee"] = "amount"
    table.write(desk)
    expect_refusal(desk, "租金", "`amount`")


def test_a_default_is_told_where_a_column_is_not_read(desk):
    table = Table(random.Random(4))
    table.header["n"] = "colour"
    table.write(desk)
    outcome = run(desk)
    assert "`colour`" in outcome.err and "takes the default 1" in outcome.err


@pytest.mark.parametrize("many", [0, 1, 20, 21, 23])
def test_of_columns_that_are_not_read_the_first_twenty_are_named(desk, many):
    desk.write("p.remit", 'policy p { currency CNY rounding half_up to 0.01 party o entity stall { key id : text '
                          'fee : money } reward g for stall cite "1" { pay fee from o } }')
    header = ["id", "fee", *(f"colour{i}" for i in range(many))]
    desk.write("e/stall.csv", ",".join(header) + "\n" + ",".join("1" for _ in header) + "\n")
    for way in ((), ("--stream", "stall", "--out", "out")):
        outcome = desk.remit("run", "p.remit", "--data", "e", *way)
        assert outcome.status == 0, outcome.err
        assert outcome.err.count(" is not used") == min(many, 20)
        assert ("further columns of the table `stall` are not used" in outcome.err) == (many > 20)
        assert f"are not used: {many - 20}\n" in outcome.err or many <= 20


def rewrite(desk, change):
    path = desk.directory / "d/stall.csv"
    path.write_bytes(change(path.read_bytes()))


def utf8_table(desk, seed):
    table = Table(random.Random(seed), encodings=["utf-8"])
    table.write(desk)
    return table


@pytest.mark.parametrize("change, words", [
    (lambda data: data.decode().encode("utf-16-le"), ["UTF-16"]),
    (lambda data: data.decode().encode("utf-16-be"), ["UTF-16"]),
    (lambda data: data.decode().encode("utf-16"), ["UTF-16"]),
    (lambda data: data.decode().encode("utf-32-le"), ["UTF-32"]),
    (lambda data: b"PK\x03\x04" + data, [".xlsx"]),
    (lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + data, [".xls"]),
    (lambda data: b"<html><table>" + data, ["web page"]),
    (lambda data: b'<?xml version="1.0"?>' + data, ["web page"]),
    (lambda data: b"%PDF-1.4" + data, ["PDF"]),
    (lambda data: data[:data.rindex("摊".encode()) + 2], ["ends within a letter"]),
    (lambda data: data + "早点,".encode("gb18030"), ["not UTF-8"]),
    (lambda data: "早点".encode("gb18030") + b"\n" + data, ["line 1", "not UTF-8"]),
    (lambda data: b"\xef\xbb\xbf" + data + b"Caf\xe9\n", ["is not UTF-8"]),
    (lambda data: data.replace("摊".encode(), "\ufffd".encode(), 1), ["U+FFFD"]),
    (lambda data: data.replace("摊".encode(), "\ue000".encode(), 1), ["U+E000"]),
    (lambda data: data.replace("摊".encode(), "\U000f0000".encode(), 1), ["F0000>"]),
    (lambda data: data.replace(b"0", b"\0", 1), ["zero"]),
], ids=range(17))
def test_bytes_that_are_no_table(desk, change, words):
    utf8_table(desk, "bytes")
    rewrite(desk, change)
    expect_refusal(desk, *words)


@pytest.mark.parametrize("encoding", ["big5", "shift-jis", "euc-jp", "euc-kr", "windows-1252", "koi8-r", "gb18030"])
def test_an_encoding_can_be_chosen(desk, encoding):
    words = {"big5": "茶攤", "shift-jis": "ラーメン店", "euc-jp": "ラーメン店", "euc-kr": "라면집", "windows-1252": "Café",
             "koi8-r": "Чай", "gb18030": "茶摊"}
    desk.write("names.remit", 'policy p { currency CNY rounding half_up to 0.01 party o entity stall { key name : text '
                              'fee : money } reward g for stall cite "1" { pay fee from o } }')
    desk.write("e/stall.csv", f"name,fee\n{words[encoding]},5\n".encode(encoding.replace("windows-", "cp")))
    arguments = ["run", "names.remit", "--data", "e", "--out", "out"]
    for way in WAYS:
        outcome = desk.remit(*arguments, "--encoding", encoding, *way)
        assert outcome.status == 0, outcome.err
        assert [line["key"] for line in read(desk, "ledger")] == [words[encoding]]
        # Not chosen, it is refused, or told with the name as it is read.
        outcome = desk.remit(*arguments, *way)
        assert outcome.status == 2 or ("GB18030" in outcome.err and read(desk, "ledger")[0]["key"] in outcome.err)
        assert outcome.status == 2 or encoding != "shift-jis"
    assert desk.remit(*arguments, "--encoding", "klingon").status == 2


def test_what_is_not_utf8_is_told_with_its_first_name(desk):
    table = Table(random.Random(5), encodings=["gb18030"])
    table.write(desk)
    for way in WAYS:
        outcome = run(desk, *way)
        assert outcome.status == 0
        assert re.search("read as GB18030: `(摊|柳|白|一|2010年)", outcome.err), outcome.err
    assert "read as" not in run(desk, "--encoding", "gbk").err


def test_control_characters_of_a_header_are_written_out(desk):
    desk.write("d/stall.csv", "id,town,fee,\x1b[31mred\x1b]0;title\x07\u202e\n1,Birch,5,6\n")
    desk.write("stalls.remit", POLICY)
    desk.write("d/town.csv", "name\nBirch\n")
    for way in WAYS:
        outcome = run(desk, *way)
        assert outcome.status == 0
        assert "\x1b" not in outcome.err and "\x07" not in outcome.err and "\u202e" not in outcome.err
        assert "\\x1b[31mred" in outcome.err


def test_one_stray_quote_in_a_large_table_is_found_at_once(desk):
    utf8_table(desk, "quote")
    rewrite(desk, lambda data: data + b'"' + b"x" * (60 << 20))
    expect_refusal(desk, "longer than 16 MiB")
