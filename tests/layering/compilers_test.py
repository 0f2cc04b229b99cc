"""Holds the sources against what clang 14, the older of the two compilers, has no library for.

`std::views` and whatever of `std::ranges` gives a `subrange` compile with g++ 12 alone; with clang 14 they end `make lint`, `make fuzz` and
`make coverage`, which few builds notice. usage: python3 tests/layering/compilers_test.py
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


class Compilers(unittest.TestCase):
    def test_nothing_that_only_one_compiler_has(self):
        sources = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".cc", ".h")]
        self.assertGreater(len(sources), 1000)
        found = []
        for path in sources:
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                if refused := REFUSED.search(line.partition("//")[0]):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {refused[0]}")
        self.assertEqual(found, [], "with iterators, or base/keep_once.h")


if __name__ == "__main__":
    unittest.main()
