"""Writes the extension as one C file, for programs that compile SQLite's extensions in.

usage: amalgamate.py OUTPUT FILE...   headers first, in the order in which they use each other

Includes of the given headers are left out, since their text stands above. Names that files keep to
themselves (`static`) may occur in several of them, so each gets the name of its file in front.
"""

import pathlib
import re
import sys

OWN = re.compile(r'^#include "([^"]+)"\n', re.M)
# A definition or declaration at the beginning of a line: function, variable, or a type's name.
KEPT = re.compile(r"^static (?!inline)[^;={(]*?\b(\w+)(?=\(|\[| =|;)", re.M)
TYPE = re.compile(r"^\} (\w+);$", re.M)
ENUM = re.compile(r"^enum \{ (\w+) = ", re.M)


def private_names(text):
    return set(KEPT.findall(text)) | set(TYPE.findall(text)) | set(ENUM.findall(text))


def renamed(path, text):
    """The text with its private names made those of the whole file."""
    names = private_names(text)
    if path.suffix == ".h" or not names:
        return text
    words = re.compile(
        r'''"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])+'|/\*.*?\*/|(?<![\w.>])(?:''' + "|".join(sorted(names)) + r")\b", re.S
    )
    prefix = f"remit_{path.stem}_"
    return words.sub(lambda m: m[0] if m[0][0] in "\"'/" else prefix + m[0], text)


def main(output, files):
    known = {path.name for path in files}
    parts = ["/* The SQLite extension of Remit in one file: made by amalgamate.py, not to be edited.\n"
             " * Compile it beside sqlite3.c with -DSQLITE_CORE, link libremit, and hand sqlite3_remit_init\n"
             " * to sqlite3_auto_extension. */\n"]
    for path in files:
        text = path.read_text(encoding="utf-8")
        text = OWN.sub(lambda m: "" if pathlib.PurePath(m[1]).name in known else m[0], text)
        parts.append(f"\n/* ---- {path.name} */\n\n{renamed(path, text)}")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]])
