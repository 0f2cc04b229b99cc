"""Holds the sources against what not every compiler of theirs takes.

Clang 14, the older of the two, has no library for some of the standard: `std::views` and whatever of `std::ranges` gives a `subrange` compile with g++ 12 alone; with clang 14 they end `make lint`, `make fuzz` and
`make coverage`, which few builds notice. A release is compiled
without run-time type information (`-fno-rtti`), so that no room asks an object for its type. usage: python3 tests/layering/compilers_test.py
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("src", "include", "cli", "capi", "tests", "tools", "benchmarks", "integrations")
GIVES_A_SUBRANGE = (
    "subrange|unique|equal_range|partition|stable_partition|remove|remove_if|rotate|shift_left|shift_right|search|search_n|find_end|find_last"
)
REFUSED = re.compile(rf"\bstd::(?:ranges::(?:{GIVES_A_SUBRANGE})\b|ranges::views\b|views::\w+)")

ASKS_FOR_TYPE = re.compile(r"\b(?:dynamic_cast|dynamic_pointer_cast|typeid|any_cast)\b")
ROOMS = ("src", "include", "cli", "capi")


def places(folders: tuple[str, ...], refused: re.Pattern[str]) -> list[str]:
    """Where one of the folders' sources has what is refused, comments aside."""
    sources = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".cc", ".h")]
    assert len(sources) > 1000
    found = []
    for path in sources:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if match := refused.search(line.partition("//")[0]):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    return found


class Compilers(unittest.TestCase):
    def test_nothing_that_only_one_compiler_has(self):
        self.assertEqual(places(FOLDERS, REFUSED), [], "with iterators, or base/keep_once.h")

    def test_no_room_asks_an_object_for_its_type(self):
        self.assertEqual(places(ROOMS, ASKS_FOR_TYPE), [], "with a virtual function")


if __name__ == "__main__":
    unittest.main()
