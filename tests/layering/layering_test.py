"""Holds every #include against the table of rooms in docs/architecture.md and its Chinese sibling.

A room may use what its row names, and what those may use. Refused are a room without a row, an
arrow that the table lacks, one that nobody uses, and a circle. usage: python3 tests/layering/layering_test.py
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / "docs" / "architecture.md", ROOT / "docs" / "zh" / "architecture.md"]
ROW = re.compile(r"^\| `(?:src/)?(\w+)(?:/remit)?/` \|[^|]*\|([^|]*)\|$", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
# They speak to the shared library, by `remit.h` as installed or not at all.
WITHOUT_HEADERS = {"bindings", "integrations"}


def table_of(page_text):
    """room -> rooms that its row allows; words that are no room (libraries) stand without backticks."""
    rows = ROW.findall(page_text)
    return {room: set(re.findall(r"`(\w+)`", may_use)) for room, may_use in rows}


def room_of_folder(folder):
    return "include" if folder.parent == ROOT and folder.name == "include" else folder.name


def rooms():
    """room -> its folder, of those that there are."""
    folders = [p for p in (ROOT / "src").iterdir() if p.is_dir()]
    folders += [ROOT / name for name in ("include", "capi", "cli")]
    return {room_of_folder(folder): folder for folder in folders}


def room_of_header(name):
    """The room that `#include "name"` means; None for a library's."""
    first = name.split("/")[0]
    if first == "remit":
        return "include"
    if name == "remit.h":
        return "capi"
    return first if first in rooms() else None


def includes():
    """(room, file, included name, room of it) of every #include of one room in another."""
    for room, folder in sorted(rooms().items()):
        for file in sorted(p for p in folder.rglob("*") if p.suffix in (".cc", ".h", ".inc", ".def", ".in")):
            for name in INCLUDE.findall(file.read_text(encoding="utf-8")):
                other = room_of_header(name)
                if other not in (None, room):
                    yield room, file.relative_to(ROOT), name, other


def reach(table, room, above=()):
    """All that a room may use; a ValueError names a circle."""
    if room in above:
        raise ValueError(" -> ".join([*above[above.index(room):], room]))
    found = set()
    for used in table.get(room, ()):
        found |= {used} | reach(table, used, (*above, room))
    return found


class Layering(unittest.TestCase):
    def setUp(self):
        self.table = table_of(PAGES[0].read_text(encoding="utf-8"))

    def test_both_languages_have_the_same_table(self):
        self.assertEqual(self.table, table_of(PAGES[1].read_text(encoding="utf-8")))

    def test_every_room_has_a_row_and_every_row_a_room(self):
        self.assertEqual(set(self.table) - WITHOUT_HEADERS, set(rooms()))
        named = {room for row in self.table.values() for room in row}
        self.assertEqual(named - set(self.table), set())

    def test_there_is_no_circle(self):
        for room in self.table:
            reach(self.table, room)

    def test_every_include_is_allowed(self):
        wrong = [f"{file}: {name}" for room, file, name, other in includes()
                 if other not in reach(self.table, room)]
        self.assertEqual(wrong, [])

    def test_every_arrow_is_used(self):
        used = {(room, other) for room, _, _, other in includes()}
        for room, row in self.table.items():
            if room in WITHOUT_HEADERS:
                continue
            for other in row:
                self.assertIn((room, other), used, "the table has an arrow that nobody uses")

    def test_no_room_reaches_around_the_roots(self):
        """Headers are named from their room, so that a target's links decide what it can include."""
        wrong = [f"{file}: {name}" for folder in rooms().values()
                 for file in folder.rglob("*") if file.suffix in (".cc", ".h")
                 for name in INCLUDE.findall(file.read_text(encoding="utf-8"))
                 if name.startswith(("..", "src/", "include/"))]
        self.assertEqual(wrong, [])


class TheTestItself(unittest.TestCase):
    """A table that is wrong is noticed."""

    def test_a_circle(self):
        with self.assertRaisesRegex(ValueError, "a -> b -> a"):
            reach({"a": {"b"}, "b": {"a"}}, "a")

    def test_rows(self):
        text = "| `src/a/` | duty `x` | `b`, Abseil |\n| `include/remit/` | | nothing |\n| `c/` | d | `a`、`b` |\n"
        self.assertEqual(table_of(text), {"a": {"b"}, "include": set(), "c": {"a", "b"}})


if __name__ == "__main__":
    unittest.main()
