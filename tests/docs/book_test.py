"""Holds the book together: both languages have the same pages of the same shape, every link leads
somewhere, and the table of contents names every page. usage: python3 tests/docs/book_test.py
"""

import re
import unicodedata
import unittest
from collections import Counter

from samples import FENCE, ROOT

DOCS = ROOT / "docs"
# How deep the headings of a page are compared, where that is not all the way down.
DEPTH = {
    "c-api.md": 2,  # the English page is written from remit.h, a heading for each function
    "changelog.md": 2,  # entries are added by whoever makes a change
}
# Tables and samples of these pages are not compared, for the same reasons.
OF_ANOTHER_SHAPE = set(DEPTH) | {"glossary.md"}
# Tables whose figures are words in one of the languages (一千万元), or are written by the program.
FIGURES_IN_WORDS = OF_ANOTHER_SHAPE | {"policy-officer.md", "language-reference.md"}
HEADING = re.compile(r"^(#{1,6}) +(.*?) *$", re.M)
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)\s]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def english_pages():
    return sorted(p for p in DOCS.rglob("*.md") if "zh" not in p.relative_to(DOCS).parts)


def sibling(page):
    return DOCS / "zh" / page.relative_to(DOCS)


def prose(page):
    """A page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def headings(page, depth=6):
    return [len(marks) for marks, _ in HEADING.findall(prose(page)) if len(marks) <= depth]


def tables(page):
    """(rows, columns) of every table, in order."""
    found, rows = [], []
    for line in [*prose(page).splitlines(), ""]:
        if line.startswith("|"):
            rows.append(len(re.findall(r"(?<!\\)\|", line)) - 1)
        elif rows:
            found.append((len(rows), rows[0]))
            rows = []
    return found


def figures(page):
    """The figures in the tables of a page, in rising order of their text."""
    rows = [re.sub(r"`[^`]*`", "", line) for line in prose(page).splitlines() if line.startswith("|")]
    return sorted(figure for row in rows for figure in re.findall(r"\d+(?:[. ]\d+)*", row))


def figures_by_row(page):
    """The figures of each row of each table, in their order; of the first column too."""
    rows = [line for line in prose(page).splitlines() if line.startswith("|")]
    return [re.findall(r"\d+(?:[. ]\d+)*", re.sub(r"`[^`]*`", "", row)) for row in rows]


def samples(page):
    """How many fenced blocks there are of each kind."""
    text = page.read_text(encoding="utf-8")
    return Counter((m["language"], " ".join(m["words"].split()[:1])) for m in FENCE.finditer(text))


def anchors(page):
    """The anchors of a page's headings, as mkdocs and the forges make them."""
    made = set()
    for _, title in HEADING.findall(prose(page)):
        title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).replace("`", "")
        plain = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", title)).strip().lower()
        made.add(re.sub(r"[-\s]+", "-", plain))
    return made


def contents():
    """The pages of mkdocs.yml in order."""
    return re.findall(r"^ +- .*?: *([\w./-]+\.md) *$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.M)


class Book(unittest.TestCase):
    def test_every_page_has_its_sibling(self):
        english = {p.relative_to(DOCS) for p in english_pages()}
        chinese = {p.relative_to(DOCS / "zh") for p in (DOCS / "zh").rglob("*.md")}
        self.assertEqual(english, chinese)

    def test_siblings_have_the_same_shape(self):
        for page in english_pages():
            name, other = str(page.relative_to(DOCS)), sibling(page)
            if not other.exists():
                continue
            with self.subTest(page=name):
                depth = DEPTH.get(name, 6)
                self.assertEqual(headings(other, depth), headings(page, depth), "headings")
                if name not in OF_ANOTHER_SHAPE:
                    self.assertEqual(tables(other), tables(page), "tables: rows and columns")
                    self.assertEqual(samples(other), samples(page), "fenced blocks")

    def test_the_front_page_has_the_same_shape_in_both(self):
        english, chinese = ROOT / "README.md", ROOT / "README.zh.md"
        self.assertEqual(headings(chinese), headings(english))
        self.assertEqual(tables(chinese), tables(english))
        self.assertEqual(samples(chinese), samples(english))

    def test_tables_of_siblings_have_the_same_figures(self):
        compared = 0
        for page in english_pages():
            name = str(page.relative_to(DOCS))
            if name in FIGURES_IN_WORDS:
                continue
            with self.subTest(page=name):
                compared += len(figures(page))
                self.assertEqual(figures(sibling(page)), figures(page))
        self.assertGreater(compared, 100)

    def test_what_was_measured_is_the_same_in_both_row_by_row(self):
        english = figures_by_row(DOCS / "performance.md")
        chinese = figures_by_row(DOCS / "zh" / "performance.md")
        self.assertGreater(sum(map(len, english)), 200)
        self.assertEqual(len(chinese), len(english))
        for number, (row, other) in enumerate(zip(english, chinese)):
            with self.subTest(row=number):
                self.assertEqual(other, row)

    def test_chinese_pages_are_written_in_chinese(self):
        for page in (DOCS / "zh").rglob("*.md"):
            with self.subTest(page=str(page.relative_to(DOCS))):
                text = re.sub(r"`[^`\n]*`|\([^)\s]*\)", "", prose(page))
                chinese, latin = (len(re.findall(p, text)) for p in (r"[\u4e00-\u9fff]", r"[A-Za-z]{4,}"))
                self.assertGreater(chinese, 2 * latin)

    def test_pictures_are_there_and_the_same_in_both(self):
        used = set()
        for page in english_pages():
            here, there = ([page.parent / p for p in PICTURE.findall(prose(page))] for page in (page, sibling(page)))
            with self.subTest(page=str(page.relative_to(DOCS))):
                self.assertEqual([p.name.replace("-zh-", "-en-") for p in there], [p.name for p in here])
            used |= {p.resolve() for p in here + there}
        self.assertEqual(used, set((DOCS / "pictures").iterdir()))

    def test_every_function_of_the_reference_is_shown_with_a_call(self):
        text = (DOCS / "language-reference.md").read_text(encoding="utf-8")
        section = text.split("\n## Functions\n")[1].split("\n## ")[0]
        named = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", section, re.M)
        self.assertGreater(len(named), 40)
        english, chinese = (prose(p) for p in (DOCS / "functions.md", DOCS / "zh" / "functions.md"))
        self.assertEqual([f for f, _ in named if f"`{f}(" not in english], [])
        self.assertEqual([f for _, f in named if f"`{f}(" not in chinese], [])

    def test_the_glossary_has_the_same_terms_in_both(self):
        def terms(page):
            rows = [line.split("|")[1:3] for line in prose(page).splitlines() if line.startswith("| ")]
            return sorted(tuple(sorted(cell.strip() for cell in row)) for row in rows[1:])

        english, chinese = terms(DOCS / "glossary.md"), terms(DOCS / "zh" / "glossary.md")
        self.assertGreater(len(english), 40)
        self.assertEqual(chinese, english)

    def test_the_chinese_page_of_the_c_interface_names_every_function(self):
        functions = set(re.findall(r"^### `(remit_\w+)`$", (DOCS / "c-api.md").read_text(encoding="utf-8"), re.M))
        text = (DOCS / "zh" / "c-api.md").read_text(encoding="utf-8")
        self.assertGreater(len(functions), 50)
        self.assertEqual(sorted(f for f in functions if f"`{f}`" not in text), [])

    def test_every_link_leads_somewhere(self):
        for page in [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README.zh.md", ROOT / "CONTRIBUTING.md"]:
            for link in LINK.findall(prose(page)):
                if re.match(r"[a-z]+:", link):
                    continue
                with self.subTest(page=str(page.relative_to(ROOT)), link=link):
                    path, _, anchor = link.partition("#")
                    target = (page.parent / path).resolve() if path else page
                    self.assertTrue(target.exists())
                    if anchor:
                        self.assertIn(anchor, anchors(target))

    def test_every_promise_of_the_threat_model_names_tests_that_there_are(self):
        named = {}
        for page in (DOCS / "threat-model.md", DOCS / "zh" / "threat-model.md"):
            rows = re.findall(r"^\| ([^|]+) \| ([^|]*`tests/[^|]*) \|$", page.read_text(encoding="utf-8"), re.M)
            named[page] = [re.findall(r"`([\w/.]+)`", tests) for _, tests in rows]
            for promise, tests in rows:
                with self.subTest(promise=promise):
                    folder = ""
                    for path in re.findall(r"`([\w/.]+)`", tests):
                        folder = path.rpartition("/")[0] or folder  # the next of the same folder is named alone
                        where = ROOT / path if "/" in path else ROOT / folder / path
                        self.assertTrue(where.exists(), path)
        english, chinese = named.values()
        self.assertGreater(len(english), 15)
        self.assertEqual(english, chinese)

    def test_the_table_of_contents_names_every_page_in_both_languages(self):
        listed = contents()
        self.assertEqual(sorted(listed), sorted(str(p.relative_to(DOCS)) for p in DOCS.rglob("*.md")))
        english = [name for name in listed if not name.startswith("zh/")]
        chinese = [name.removeprefix("zh/") for name in listed if name.startswith("zh/")]
        self.assertEqual(chinese, english)


if __name__ == "__main__":
    unittest.main()
