"""Colours for the grammar of the language in the book; those of policies are in editors/pygments."""

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Name, Operator, Text

__all__ = ["GrammarLexer"]


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
