"""What `mkdocs build` does beyond reading Markdown: samples in colour, and what stands after the
language of a fenced block (see tests/docs/run_samples.py) said to the reader.
"""

import re
import sys
from pathlib import Path

import pygments.lexers
from pygments.formatters import HtmlFormatter

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "editors" / "pygments")]

FENCED = re.compile(r"(^```.*?^```$)", re.M | re.S)
# A line of Chinese is broken anywhere; HTML would show the break as a blank.
BROKEN = re.compile(r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\n *(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“])")
WORDS = re.compile(r"^```(\w+) +(\w+)(?: +([^\n]*))?$", re.M)
REPOSITORY_LINK = re.compile(r"\[([^\]]*)\]\((?:\.\./)+(src|capi|policies|tests)/[^)]*\)")


def on_config(config):
    entries = {"RemitLexer": ("remit_lexer", "Remit", "remit"), "GrammarLexer": ("grammar_lexer", "Grammar of Remit", "remit-grammar")}
    for name, (module, title, alias) in entries.items():
        pygments.lexers.LEXERS.setdefault(name, (module, title, (alias,), (), ()))
    return config


def on_page_markdown(markdown, page, **_):
    chinese = page.file.src_path.startswith("zh/")

    def said(match):
        language, word, rest = match.groups()
        if word == "file":
            note = f'<p class="file">{rest}</p>\n\n'
        elif word == "fails":
            text = f"拒绝，诊断 {rest}" if chinese else f"refused with {rest}"
            note = f'<p class="refused">{text}</p>\n\n'
        else:
            note = ""
        return f"{note}```{language}"

    if chinese:
        parts = FENCED.split(markdown)
        parts[::2] = [BROKEN.sub("", part) for part in parts[::2]]
        markdown = "".join(parts)
    markdown = markdown.replace("```ebnf", "```remit-grammar")
    if page.file.name == "diagnostics":
        markdown = markdown.replace("```text", "```remit")
    # Files of the repository are not part of the book: their names stay, without a link.
    return WORDS.sub(said, REPOSITORY_LINK.sub(r"\1", markdown))


def on_post_build(config, **_):
    style = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    style = "\n".join(line for line in style.splitlines() if not line.startswith(".highlight {"))
    (Path(config["site_dir"]) / "css" / "samples.css").write_text(style + "\n", encoding="utf-8")
