"""Holds every walk over a hash table to a word on why its order does not show.

The order of a hash table differs from run to run. Whoever goes over one says in a comment on that line, or just
above it, that the rows come "in any order", and why nobody sees it: they are sorted, summed, or looked at one by one.
usage: python3 tests/layering/hash_order_test.py
"""

import os
import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("src", "cli", "capi")
SAID = re.compile(r"in\s+any\s+order", re.I)
LINES_ABOVE = 4
# Lists whose name is a table's elsewhere.
LISTS = {
    ("src/check/forms/entity.cc", "said.fields"),
    ("src/check/forms/entity.cc", "context.model.entities[entity].fields"),
    ("src/check/forms/entity.cc", "entity.fields"),
    ("src/column/nodes/ordered_fold.cc", "counted_.faults"),
    ("src/column/nodes/ordered_fold.cc", "placeless.begin()"),
    ("src/lowering/schedule.cc", "members"),
    ("src/type/currency.cc", "index.begin()"),
}


def without_comments(text):
    """The same text, and every line and column where it was."""
    return re.sub(r"//[^\n]*", lambda comment: " " * len(comment.group()), text)


def declared(text, types):
    """Names of variables, members and functions that are of one of the types."""
    names = set()
    for match in types.finditer(text):
        at = match.end()
        if match.group().endswith("<"):
            depth = 1
            while depth and at < len(text):
                depth += (text[at] == "<") - (text[at] == ">")
                at += 1
        if name := re.match(r"[\s&*>]*(?:const\s*)?[&*]?\s*(\w+)\s*(?:[;{=(),:]|$)", text[at:]):
            names.add(name.group(1))
    return names


class Sources:
    def __init__(self):
        paths = [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*")) if p.suffix in (".cc", ".h")]
        self.raw = {p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8") for p in paths}
        self.text = {name: without_comments(raw) for name, raw in self.raw.items()}
        alias = re.compile(r"using (\w+) =\s*(?:base::)?(?:HashMap|HashSet)<")
        self.aliases = {name: set(alias.findall(text)) for name, text in self.text.items()}
        others = re.compile(r"\bstd::(?:set|map|multimap|vector|array|deque)<")
        self.tables = {name: declared(text, self.types(name)) for name, text in self.text.items()}
        self.others = {name: declared(text, others) for name, text in self.text.items()}

    def types(self, name):
        """How a table's type is written in the file: by its own name, or by one that the file or a header gives it."""
        aliases = set(self.aliases[name])
        for included in re.findall(r'#include "([^"]+)"', self.raw[name]):
            if header := self.header(included):
                aliases |= self.aliases[header]
        table = r"\b(?:HashMap|HashSet|unordered_map|unordered_set)<"
        return re.compile("|".join([table, *(rf"\b{each}\b(?!\s*=)" for each in sorted(aliases))]))

    def header(self, included):
        return next((p for p in (f"src/{included}", included) if p in self.text), None)

    def known(self, name):
        """Tables named in the file or its own header, and those of every header that it includes."""
        own = self.tables[name] | self.tables.get(os.path.splitext(name)[0] + ".h", set())
        own -= self.others[name] - self.tables[name]
        all_names = set(own)
        for included in re.findall(r'#include "([^"]+)"', self.raw[name]):
            if header := self.header(included):
                all_names |= self.tables[header]
        return own, all_names


def loops(text):
    """(offset, what is gone over) of every range-for."""
    for match in re.finditer(r"\bfor \(", text):
        depth, at, colon = 1, match.end(), None
        while depth and at < len(text):
            sign = text[at]
            depth += (sign == "(") - (sign == ")")
            if depth == 1 and sign == ";":
                colon = None
                break
            if depth == 1 and sign == ":" and ":" not in (text[at - 1], text[at + 1]) and colon is None:
                colon = at
            at += 1
        if colon is not None:
            yield match.start(), text[colon + 1:at - 1].strip()


def walks(text, own, all_names):
    """(offset, text) of every place where a table is gone over."""
    for at, over in loops(text):
        bare = re.sub(r"\(\)$", "", over)
        while "[" in bare:
            shorter = re.sub(r"\[[^\[\]]*\]", "", bare)
            if shorter == bare:
                break
            bare = shorter
        names = re.findall(r"\w+", bare)
        member = "." in bare or "->" in bare
        if re.fullmatch(r"[\w.\->\s:*()]+", bare) and names and names[-1] in (all_names if member else own):
            yield at, over
    for match in re.finditer(r"(?<![\w.>])(\w+)(?:\.|->)c?begin\(\)|\branges::\w+\((?<![\w.>])(\w+)[,)]", text):
        if (match.group(1) or match.group(2)) in own:
            yield match.start(), match.group()


class HashOrder(unittest.TestCase):
    def test_every_walk_says_why_its_order_does_not_show(self):
        sources = Sources()
        seen = 0
        for name, text in sources.text.items():
            for at, over in walks(text, *sources.known(name)):
                if (name, over) in LISTS:
                    continue
                seen += 1
                line = text.count("\n", 0, at)
                near = "\n".join(sources.raw[name].split("\n")[max(line - LINES_ABOVE, 0):line + 1])
                with self.subTest(place=f"{name}:{line + 1}", over=over):
                    self.assertRegex(re.sub(r"\s*//\s*", " ", near), SAID)
        self.assertGreater(seen, 10, "the walks over tables are not found any more")

    def test_a_walk_is_found(self):
        text = without_comments("base::HashMap<int, std::vector<int>> rows_;\nvoid f() {\n  for (auto& [a, b] : rows_) g();\n"
                                "  for (int i : of.rows_) g();\n  h(rows_.begin());\n  for (int i = 0; i < 2; ++i) g();\n}\n")
        own = declared(text, re.compile(r"\bHashMap<"))
        self.assertEqual(own, {"rows_"})
        self.assertEqual([over for _, over in walks(text, own, own)], ["rows_", "of.rows_", "rows_.begin()"])


if __name__ == "__main__":
    unittest.main()
