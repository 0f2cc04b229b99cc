"""`remit report`: a page that needs nothing else."""

import re
import xml.etree.ElementTree as tree
from html.parser import HTMLParser

VOID = {"meta", "br"}


class Balanced(HTMLParser):
    """Checks that every element is closed where it must be, and keeps the text."""

    def __init__(self):
        super().__init__()
        self.open, self.text, self.elements = [], [], []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        self.text.append(data)


def read(page):
    parser = Balanced()
    parser.feed(page)
    parser.close()
    assert not parser.open
    # Nothing from elsewhere, and no script.
    assert not {tag for tag, _ in parser.elements} & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"""(?:src|href)="(?!#)|url\(|@import""", page)
    for picture in re.findall(r"<svg.*?</svg>", page, re.S):
        tree.fromstring(picture)
    ids = [attributes["id"] for _, attributes in parser.elements if "id" in attributes]
    for _, attributes in parser.elements:
        if "href" in attributes:
            assert attributes["href"][1:] in ids
    return "".join(parser.text)


def test_a_run(desk):
    desk.write("data/project.csv", desk.read("data/project.csv") + "p4,A,oops,,\n")
    for language, words in (("en", ["City treasury", "not met", "Who gets nothing", "II(1)"]),
                            ("zh", ["达标", "未获支付及原因", "各条款的结果", "付款清单"])):
        outcome = desk.remit("report", "sample.remit", "--data", "data", "--out", "report.html", "--lang", language,
                             "--memo", "project/p3/bonus")
        assert outcome.status == 3, outcome.err
        page = desk.read("report.html")
        text = read(page)
        for word in [*words, "p3", "500,000.00", "oops"]:
            assert word.lower() in text.lower(), word
        assert page.count("<svg") >= 4 and 'class="sheet"' in page


def test_what_is_in_the_data_is_no_markup(desk):
    desk.write("data/unit.csv", 'name,kind\n"<b>A&""",department\nB,township\n')
    desk.write("data/project.csv", 'id,unit,investment,ratio,signed\n"<i>p1</i>","<b>A&""",4000000,0.2,\n')
    outcome = desk.remit("report", "sample.remit", "--data", "data")
    assert outcome.status == 0, outcome.err
    text = read(outcome.out)
    assert "4,000,000.00 (goal >= 10,000,000" in text  # of a target that is missed, no comparison that does not hold
    assert "<i>p1</i>" in text and '<b>A&"' in text and "<b>" not in outcome.out and "<i>" not in outcome.out


def test_a_comparison(desk):
    desk.write("new.remit", desk.read("sample.remit").replace("cap  50万元", "cap  40万元"))
    for language, words in (("en", ["Who gains and who loses", "cap 40万元", "-100,000.00", "Totals by payee"]), ("zh", ["增减情况", "改为", "按收款方合计"])):
        outcome = desk.remit("report", "sample.remit", "new.remit", "--data", "data", "--by", "payee", "--lang", language)
        assert outcome.status == 0, outcome.err
        text = read(outcome.out)
        assert all(word in text for word in words)


def test_a_sweep(desk):
    desk.write("sample.remit", desk.read("sample.remit").replace('  entity unit {', '  param most = 50万元\n  param least = 0元\n  entity unit {', 1)
               .replace("cap  50万元", "cap  most\n    floor least"))
    sweep = ["report", "sample.remit", "--data", "data", "--set", "most=100000..1000000/100000", "--set", "least=0元,1000元"]
    for language, words in (("en", ["Parameters and their values", "As the policy stands", "Every combination"]),
                            ("zh", ["参数及其取值", "按现行政策", "全部取值组合"])):
        outcome = desk.remit(*sweep, "--lang", language, "--out", "report.html")
        assert outcome.status == 0, outcome.err
        page = desk.read("report.html")
        text = read(page)
        assert all(word in text for word in words), language
        # The totals of the lowest and the highest cap, and what the policy has now.
        assert all(figure in text for figure in ("100,246.91", "800,246.91", "500,246.91")), language
        # For two values of the floor; whether the target is met is the same everywhere.
        assert page.count("<polyline") == 2
    table = desk.remit(*(["sweep"] + sweep[1:]), "--format", "csv").out.splitlines()
    assert read(desk.remit(*sweep, "--show", "total(bonus)", "--lines", "3").out).count("total(bonus)") == 4
    assert len(table) == 21 and "and 17 more" in read(desk.remit(*sweep, "--lines", "3").out)


def test_a_sweep_that_cannot_be(desk):
    sweep = ["report", "sample.remit", "--data", "data"]
    for more in (["--show", "totals"], ["--set", "rate=1,2", "--memo", "project/p1/bonus"], ["--set", "nothing=1,2"],
                 ["--set", "x=1,2", "--by", "payee"], ["--set", "x"]):
        outcome = desk.remit(*sweep, *more)
        assert outcome.status == 2 and outcome.err and not outcome.out, more
    outcome = desk.remit("report", "sample.remit", "sample.remit", "--data", "data", "--set", "x=1,2")
    assert outcome.status == 2 and "--set" in outcome.err


def test_the_picture_of_targets_has_the_first_that_are_set(desk):
    """However many rows stand before them for which no goal is set."""
    desk.write("goals.remit", """policy goals "Goals" {
  entity shop { key id : text  sold : count  goal : count optional }
  target sales for shop cite "1" : sold >= goal { when goal is given }
}
""")
    goals = {0: "1", 9_000: "2", 9_001: "7"}
    desk.write("d/shop.csv", "id,sold,goal\n" + "".join(f"s{i},5,{goals.get(i, '')}\n" for i in range(9_002)))
    page = desk.remit("report", "goals.remit", "--data", "d").out
    picture = page[page.index("<svg"):page.index("</svg>")]
    assert [row for row in goals if f"sales s{row}<" in picture] == list(goals), picture
    assert picture.count("(goal") == len(goals)


def test_long_lists_are_cut_and_say_so(desk):
    rows = "".join(f"q{i},A,1000,0.2,\n" for i in range(50))
    desk.write("data/project.csv", "id,unit,investment,ratio,signed\n" + rows)
    page = desk.remit("report", "sample.remit", "--data", "data", "--lines", "10").out
    assert "and 40 more" in page and "q49" not in page
    assert "q49" in desk.remit("report", "sample.remit", "--data", "data", "--lines", "0").out


def test_what_is_wrong_is_said(desk):
    report = ["report", "sample.remit", "--data", "data"]
    for arguments in (["--memo", "bonus"], ["--memo", "nothing/p1/bonus"], ["--memo", "project/p9/bonus"],
                      ["--memo", "project/p1/nothing"], ["--by", "payee"], ["--out", "sample.remit"]):
        outcome = desk.remit(*report, *arguments)
        assert outcome.status == 2 and outcome.err and not outcome.out, arguments
    assert "policy sample" in desk.read("sample.remit")


def test_no_table_is_written_over(desk):
    (desk.directory / "later").mkdir()
    for name in ("unit", "project"):
        desk.write(f"later/{name}.csv", desk.read(f"data/{name}.csv"))
    desk.write("sample.remit", desk.read("sample.remit").replace("  entity unit {", "  param most = 50万元\n  entity unit {", 1).replace("cap  50万元", "cap  most"))
    (desk.directory / "data" / "project.csv").rename(desk.directory / "data" / "项目.csv")  # by its label
    report = ["report", "sample.remit", "--data", "data"]
    for more in (["--out", "data/unit.csv"], ["--out", "data/项目.csv"], ["--data-new", "later", "--out", "later/unit.csv"],
                 ["--set", "most=1,2", "--out", "data/unit.csv"]):
        outcome = desk.remit(*report, *more)
        assert outcome.status == 2 and "would overwrite" in outcome.err, (more, outcome)
    assert desk.read("data/unit.csv") == desk.read("later/unit.csv") == "name,kind\nA,department\nB,township\n"
    assert desk.remit(*report, "--out", "data/report.html").status == 0


def test_what_a_sweep_draws(desk):
    """Parameters by their labels; a figure that stays the same is not drawn, and lines that lie over each other are seen."""
    policy = desk.read("sample.remit").replace('  entity unit {', '  param most "上限" = 50万元\n  param rate "比例" = 20%\n\n  entity unit {', 1)
    desk.write("sample.remit", policy.replace("ratio * investment", "rate * investment").replace("cap  50万元", "cap  most"))
    outcome = desk.remit("report", "sample.remit", "--data", "data", "--set", "rate=10%..12%/1%", "--set", "most=900万元,1000万元",
                         "--show", "total(bonus),count(bonus),total(bonus) >= 45万", "--lang", "zh")
    assert outcome.status == 0, outcome.err
    page = outcome.out
    text = read(page)
    assert page.count('<div class="curve">') == 2 and "上限 = 900万元" in page and "上限 = 1000万元" in page
    assert 'stroke-dasharray="none"' in page and 'stroke-dasharray="6 3"' in page
    assert ">比例</text>" in page and ">是</text>" in page and ">否</text>" in page and "0.25" not in text and "true" not in text


def test_a_payment_that_is_not_determined_says_why_once(desk):
    desk.write("data/project.csv", desk.read("data/project.csv") + "p4,A,oops,,\n")
    page = desk.remit("report", "sample.remit", "--data", "data", "--lang", "en").out
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page, re.S) if "p4" in row and "\u2014" in row)
    assert row.count("\u2014") == 3 and row.count("the input is not a value of the field") == 1


def test_payees_are_listed_as_far_as_asked(desk):
    desk.write("data/unit.csv", "name,kind\n" + "".join(f"u{i},department\n" for i in range(40)))
    desk.write("data/project.csv", "id,unit,investment,ratio,signed\n" + "".join(f"p{i},u{i},{i}000,,\n" for i in range(40)))
    page = desk.remit("report", "sample.remit", "--data", "data", "--lang", "en").out
    assert page.count("<td>u39</td>") >= 2


def test_a_memo_needs_a_key(desk):
    outcome = desk.remit("report", "sample.remit", "--data", "data", "--memo", "project/p1")
    assert outcome.status == 2 and "ENTITY/KEY/COLUMN" in outcome.err
