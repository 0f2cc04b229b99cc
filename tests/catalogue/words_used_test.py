"""Every text and every code of the tables is said somewhere: one that nothing refers to is refused.

usage: python3 tests/catalogue/words_used_test.py
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXTS = [*(ROOT / "src/diagnostic/messages").glob("*.def"), ROOT / "cli/text/texts.def"]
CODES = [*(ROOT / "src/diagnostic/catalogue").glob("*.def")]


def entries(tables, pattern):
    return {name for table in tables for name in re.findall(pattern, table.read_text(encoding="utf-8"), re.M)}


def said(pattern):
    """What the sources refer to."""
    sources = (path for room in ("src", "capi", "cli") for path in (ROOT / room).rglob("*"))
    texts = (path.read_text(encoding="utf-8") for path in sources if path.suffix in (".cc", ".h", ".def", ".inc"))
    return {name for text in texts for name in re.findall(pattern, text, re.M)}


class WordsUsed(unittest.TestCase):
    def test_texts(self):
        texts = entries(TEXTS, r"^REMIT_TEXT\((\w+)")
        self.assertGreater(len(texts), 300)
        used = said(r"\b[tT]ext::(\w+)") | said(r"^REMIT_TROUBLE\(\w+, \d+, (\w+)\)")
        self.assertEqual(sorted(texts - used), [])

    def test_codes(self):
        # The program names those of files by their word.
        codes = entries(CODES, r"^REMIT_DIAGNOSTIC\(\d+, (\w+)")
        self.assertGreater(len(codes), 200)
        self.assertEqual(sorted(codes - said(r"\bcode::(\w+)") - said(r'format_complaint\(\s*"(\w+)"')), [])


if __name__ == "__main__":
    unittest.main()
