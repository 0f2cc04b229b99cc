#!/usr/bin/env python3
"""Writes docs/c-api.md from capi/remit.h: conventions, then every function with its words.

usage: generate_docs.py [--check]; with --check the exit status is 1 when the page has drifted.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent / "docs" / "c-api.md"


def plain(comment: str) -> str:
    """The words of a comment, without its stars."""
    body = comment.strip().removeprefix("/**").removeprefix("/*").removesuffix("*/")
    lines = [re.sub(r"^\s*\*? ?", "", line).rstrip() for line in body.strip().splitlines()]
    return "\n".join(lines).strip()


def described(comment: str) -> str:
    """A function's comment in Markdown: @param and @return become a list."""
    text = plain(comment)
    text = re.sub(r"\n\s+", " ", text) if "@" in text else text
    text = re.sub(r"@param (\w+)\s+", r"\n- `\1`: ", text)
    text = re.sub(r"@return\s+", r"\n- returns ", text)
    return text.strip()


def constants(body: str) -> str:
    """The entries of an enum as a table."""
    rows = []
    pattern = r"(?:/\*\*(.*?)\*/\s*)?(REMIT_\w+) = (\d+),?[ \t]*(?:/\*\*<(.*?)\*/)?"
    for before, name, number, after in re.findall(pattern, body, flags=re.S):
        words = " ".join(plain(before or after).split()).replace("|", "\\|")
        rows.append(f"| `{name}` | {number} | {words} |")
    return "\n".join(["| name | number | meaning |", "|---|---|---|", *rows])


def render(text: str) -> str:
    head = text[: text.index("#ifndef REMIT_H_")]
    conventions = plain(head).split("CONVENTIONS", 1)[1].strip()
    out = [
        "# The C interface",
        "",
        "Generated from `capi/remit.h` by `capi/generate_docs.py`; the header says the same. The",
        "examples in `capi/examples/` are built and run against the installed package by the tests.",
        "",
        "## Conventions",
        "",
        re.sub(r"\n +(?!\d\.)", "\n   ", re.sub(r"\n +(?=\d\.)", "\n", conventions)),
    ]
    body = text[text.index("/* ---- Handles") : text.rindex("#ifdef __cplusplus")]
    token = re.compile(
        r"/\* ---- (?P<title>.*?) -+ \*/"
        r"|(?P<comment>/\*\*(?:(?!\*/).)*\*/)\s*(?P<code>(?:typedef|REMIT_API)[^;{]*;)"
        r"|^enum \{(?P<enum>.*?)\};",
        flags=re.S | re.M,
    )
    for match in token.finditer(body):
        if match["title"]:
            out += ["", f"## {match['title']}"]
        elif match["enum"] is not None:
            out += ["", constants(match["enum"])]
        else:
            code = match["code"].removeprefix("REMIT_API ")
            name = re.search(r"(?:\(\*)?(\w+)\)?(?:\(|;)", code)
            out += ["", f"### `{name[1] if name else code}`", "", "```c", code, "```", ""]
            out += [described(match["comment"])]
    return "\n".join(out) + "\n"


def main() -> int:
    wanted = render((HERE / "remit.h").read_text(encoding="utf-8"))
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(wanted, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") != wanted:
        print(f"{TARGET} is not what remit.h says: run {__file__}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
