#!/usr/bin/env python3
"""usage: colours_test.py PATH_OF_REMIT"""

from __future__ import annotations

import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLOURS = ROOT / "editors" / "colours"
REMIT = sys.argv.pop(1)


def plain(body: list[str]) -> str:
    """A snippet as it stands before anything of it is changed."""
    return re.sub(r"\$\{\d+:([^}]*)\}|\$\d+", r"\1", "\n".join(body))


class Colours(unittest.TestCase):
    def test_the_files_are_what_the_grammar_says(self):
        done = subprocess.run([sys.executable, "-B", COLOURS / "generate.py", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_declarations_and_values_are_told_apart_in_both_languages(self):
        words = json.loads((COLOURS / "words.json").read_text(encoding="utf-8"))
        for word in ("policy", "政策", "reward", "奖励", "entity", "数据表"):
            self.assertIn(word, words["declaration"])
        for word in ("true", "真", "today"):
            self.assertIn(word, words["value"])
        for word in ("cap", "封顶", "if", "如果", "months between", "相差月数"):
            self.assertIn(word, words["keyword"])

    def test_snippets_together_are_a_policy_that_is_read(self):
        snippets = json.loads((COLOURS / "snippets.json").read_text(encoding="utf-8"))
        for language in ("en", "zh"):
            parts = {name: plain(one[language]["body"]) for name, one in snippets.items()}
            policy = parts.pop("policy")
            head, end = policy.rsplit("}", 1)[0], "}"
            text = head + "\n".join(parts.values()) + "\n" + end + "\n"
            done = subprocess.run([REMIT, "check", "-", "--lang", "en"], input=text, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, f"{text}\n{done.stdout}{done.stderr}")

    def test_pygments_reads_every_worked_policy(self):
        if importlib.util.find_spec("pygments") is None:
            self.skipTest("no Pygments on this machine")
        from pygments.token import Keyword, Token

        spec = importlib.util.spec_from_file_location("remit_lexer", ROOT / "editors" / "pygments" / "remit_lexer.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for path in sorted(ROOT.glob("policies/**/policy.remit")):
            text = path.read_text(encoding="utf-8")
            tokens = list(module.RemitLexer(stripnl=False).get_tokens(text))
            self.assertEqual("".join(value for _, value in tokens), text, path)
            self.assertFalse([value for kind, value in tokens if kind is Token.Error], path)
            declared = {value for kind, value in tokens if kind in Keyword.Declaration}
            self.assertTrue({"policy", "政策"} & declared, path)


if __name__ == "__main__":
    unittest.main()
