"""Colours for policies: the words come from the generated language reference."""

import re
from pathlib import Path

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, Text

__all__ = ["GrammarLexer", "RemitLexer"]

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "language-reference.md"


def section(title):
    text = REFERENCE.read_text(encoding="utf-8")
    found = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    return found[1] if found else ""


def words(title, columns=2):
    """The words in code of the first columns of a section's tables."""
    found = set()
    for line in section(title).splitlines():
        for cell in line.split("|")[1 : columns + 1]:
            for phrase in re.findall(r"`([^`]+)`", cell):
                found.update(re.findall(r"\w+", phrase))
    return found


KEYWORDS = words("Keywords") | words("Operators", 3)
FUNCTIONS = words("Functions")


def word(lexer, match):
    text = match.group()
    if text in FUNCTIONS and lexer.text[match.end() :].lstrip(" ")[:1] in ("(", "（"):
        kind = Name.Builtin
    else:
        kind = Keyword if text in KEYWORDS else Name
    yield match.start(), kind, text


class RemitLexer(RegexLexer):
    name = "Remit"
    aliases = ["remit"]
    filenames = ["*.remit"]
    tokens = {
        "root": [
            (r"\s+", Text),
            (r"#.*", Comment.Single),
            (r'"[^"\n]*"|“[^”\n]*”', String),
            (r"\d{4}-\d\d-\d\d|\d{4}年\d{1,2}月\d{1,2}日", Literal.Date),
            (r"\d[\d_]*(\.\d+)?[百千万亿]*(个工作日|个月|元|美元|欧元|[%‰个人支天年])?", Number),
            (r"\.(?=[^\W\d])", Punctuation, "attribute"),
            (r"[^\W\d]\w*", word),
            (r"[-+*/×÷=<>!≤≥≠]+|\.\.", Operator),
            (r".", Punctuation),
        ],
        "attribute": [(r"\w+", Name.Attribute, "#pop")],
    }

    def get_tokens_unprocessed(self, text, stack=("root",)):
        self.text = text
        return super().get_tokens_unprocessed(text, stack)


class GrammarLexer(RegexLexer):
    name = "Grammar of Remit"
    aliases = ["remit-grammar"]
    tokens = {
        "root": [
            (r"\s+", Text),
            (r"#.*", Comment.Single),
            (r'"[^"\n]*"', Keyword),
            (r"^\w+(?= =)", Name.Function),
            (r"[A-Z]+\b", Name.Builtin),
            (r"\w+", Name),
            (r".", Operator),
        ]
    }
