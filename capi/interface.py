#!/usr/bin/env python3
"""Writes capi/remit.json, the description of the C interface from which the raw layer of every
binding is generated, from capi/remit.h, and from capi/words.json: the few sentences that a binding
says for itself, in both languages.

usage: interface.py [--check]; with --check the exit status is 1 when the file has drifted.

The header is regular enough (one declaration per REMIT_API, types from a short list) for regular
expressions; anything unknown is an error, not a guess. What a parameter is follows from its type by
the header's conventions; what they leave open follows from the words of its comment:

- "`x` may be NULL", "`x` (may be NULL)", or "may be NULL" after "@param x": it is optional;
- "takes over `x`": what it points to is the library's from then on, whatever the outcome;
- "fills `x`": the callee writes what it points to.

The schema of the file is in docs/writing-a-binding.md.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
HEADER = HERE / "remit.h"
WORDS = HERE / "words.json"
TARGET = HERE / "remit.json"

SCALARS = ("int32_t", "uint32_t", "int64_t", "uint64_t", "double", "size_t")
STRUCTS = ("ArrowSchema", "ArrowArray", "ArrowArrayStream")


def plain(comment: str) -> str:
    """The words of a comment, without its stars, a paragraph a line."""
    body = comment.strip().removeprefix("/**<").removeprefix("/**").removesuffix("*/")
    lines = [re.sub(r"^\s*\*? ?", "", line).strip() for line in body.strip().splitlines()]
    text = "\n".join(lines).strip()
    text = re.sub(r"\n(?!\n|@)(?<!\n\n)", " ", text)
    return re.sub(r" *\n *", "\n", re.sub(r"  +", " ", text))


def words_of(text: str) -> tuple[str, dict[str, str], str]:
    """A comment as what is said of the whole, of each `@param`, and of `@return`."""
    parts = re.split(r"\n*@(param \w+|return)\s+", text)
    parameters, returned = {}, ""
    for tag, words in zip(parts[1::2], parts[2::2]):
        if tag == "return":
            returned = words.strip()
        else:
            parameters[tag.removeprefix("param ")] = words.strip()
    return parts[0].strip(), parameters, returned


class Header:
    """What the header declares."""

    def __init__(self, text: str) -> None:
        self.text = re.sub(r"\\\n", " ", text)
        self.bare = re.sub(r"/\*.*?\*/", " ", self.text, flags=re.S)
        self.handles = re.findall(r"typedef struct (\w+) \1;", self.bare)
        self.integers = re.findall(r"typedef int32_t (remit_\w+);", self.bare)
        self.callbacks = re.findall(r"typedef \w+ \(\*(\w+)\)", self.bare)

    def type_of(self, declaration: str) -> dict[str, Any]:
        """A C type: what it is made of, how many pointers, and which of them are constant."""
        bare = " ".join(declaration.replace("struct ", " ").replace("*", " * ").split())
        base = bare.replace("const", " ").replace("*", " ").strip()
        known = {
            **dict.fromkeys(self.handles, "handle"),
            **dict.fromkeys(self.integers, "enumeration"),
            **dict.fromkeys(self.callbacks, "callback"),
            **dict.fromkeys(SCALARS, "integer"),
            **dict.fromkeys(STRUCTS, "struct"),
            "double": "float",
            "char": "text",
            "void": "void",
        }
        if base not in known:
            raise SystemExit(f"no type for {declaration!r}")
        return {
            "base": base,
            "of": known[base],
            "pointers": bare.count("*"),
            "constant": bare.startswith("const "),
            "c": re.sub(r"\s*\*\s*", "* ", " ".join(declaration.split())).replace("* *", "**").strip(),
        }

    def parameters(self, text: str, function: dict[str, Any], doc: str, words: dict[str, str]) -> list[dict[str, Any]]:
        if text.strip() == "void":
            return []
        found: list[dict[str, Any]] = []
        for each in text.split(","):
            match = re.fullmatch(r"\s*(.*?)(\w+)\s*", each, flags=re.S)
            if match is None or not match[1].strip():
                raise SystemExit(f"no name in parameter {each!r}")
            name, kind = match[2], self.type_of(match[1])
            said = words.pop(name, "")
            found.append(
                {
                    "name": name,
                    "type": kind,
                    "role": self.role(name, kind, function, doc),
                    "optional": self.optional(name, kind, function, doc, said),
                    **({"doc": said} if said else {}),
                }
            )
        if words:
            raise SystemExit(f"{function['name']}: no parameter {', '.join(words)}")
        return found

    @staticmethod
    def role(name: str, kind: dict[str, Any], function: dict[str, Any], doc: str) -> str:
        """What becomes of a parameter: see docs/writing-a-binding.md."""
        pointers = kind["pointers"]
        if function["name"].endswith("_free") or re.search(rf"[Tt]akes over `{name}`", doc):
            return "taken"
        if kind["of"] == "void":
            return "context"
        if kind["of"] == "struct":
            fills = "_export_" in function["name"] or re.search(rf"[Ff]ills `{name}`", doc)
            return "in" if kind["constant"] else "filled" if fills else "in"
        if pointers == 2 and kind["base"] == "remit_error":
            return "error"
        numbers = kind["of"] == "integer" and pointers == 1 and kind["constant"]
        if "* const" in kind["c"] or numbers:
            return "list"
        if kind["of"] in ("handle", "text") and pointers == 2:
            return "borrowed" if kind["constant"] else "given"
        if kind["of"] == "text" and pointers == 1 and not kind["constant"]:
            return "buffer"
        if kind["of"] in ("integer", "enumeration", "float") and pointers == 1 and not kind["constant"]:
            return "out"
        return "in"

    @staticmethod
    def optional(name: str, kind: dict[str, Any], function: dict[str, Any], doc: str, said: str) -> bool:
        if kind["pointers"] == 0 and kind["of"] != "callback":
            return False
        by_convention = (
            kind["base"] == "remit_error" and kind["pointers"] == 2
            or kind["of"] == "void"
            or function["name"].endswith("_free")
            or name == "size" and function["returns"]["of"] == "text"
        )
        lists = re.findall(r"((?:`\w+`(?:, | and )?)+) \(?may be NULL", doc)
        in_words = any(f"`{name}`" in each for each in lists) or "NULL: " in said or "ay be NULL" in said
        return bool(by_convention or in_words)


def enumerations(header: Header) -> list[dict[str, Any]]:
    found = []
    pattern = re.compile(r"(?P<doc>/\*\*(?:(?!\*/).)*\*/)\s*typedef int32_t (?P<name>\w+);\s*enum \{(?P<body>.*?)\};", re.S)
    value = re.compile(r"(?:/\*\*(?!<)(?P<before>(?:(?!\*/).)*)\*/\s*)?REMIT_(?P<name>\w+) = (?P<number>\d+),?[ \t]*(?:/\*\*<(?P<after>(?:(?!\*/).)*)\*/)?", re.S)
    for match in pattern.finditer(header.text):
        values = [
            {"name": f"REMIT_{each['name']}", "value": int(each["number"]), "doc": plain(each["before"] or each["after"] or "")}
            for each in value.finditer(match["body"])
        ]
        found.append({"name": match["name"], "doc": plain(match["doc"]), "values": values})
    missing = set(header.integers) - {each["name"] for each in found}
    if missing:
        raise SystemExit(f"enumerations without values: {', '.join(sorted(missing))}")
    return found


def callbacks(header: Header) -> list[dict[str, Any]]:
    found = []
    pattern = re.compile(r"(?P<doc>/\*\*(?:(?!\*/).)*\*/)\s*typedef (?P<result>\w+) \(\*(?P<name>\w+)\)\((?P<parameters>.*?)\);", re.S)
    for match in pattern.finditer(header.text):
        doc, words, _ = words_of(plain(match["doc"]))
        one = {"name": match["name"], "doc": doc, "returns": header.type_of(match["result"])}
        one["parameters"] = header.parameters(match["parameters"], one, doc, words)
        found.append(one)
    return found


def functions(header: Header) -> list[dict[str, Any]]:
    found = []
    token = re.compile(
        r"/\* ---- (?P<section>.*?) -+ \*/"
        r"|(?P<doc>/\*\*(?:(?!\*/).)*\*/)\s*REMIT_API (?P<result>[^;(]*?)(?P<name>\w+)\((?P<parameters>[^;]*?)\);",
        re.S,
    )
    section = ""
    for match in token.finditer(header.text):
        if match["section"]:
            section = match["section"]
            continue
        doc, words, returned = words_of(plain(match["doc"]))
        one: dict[str, Any] = {"name": match["name"], "section": section, "doc": doc}
        if returned:
            one["returned"] = returned
        one["deprecated"] = doc.startswith("Deprecated")
        one["returns"] = header.type_of(match["result"])
        one["parameters"] = header.parameters(match["parameters"], one, doc, words)
        found.append(one)
    declared = re.findall(r"^REMIT_API .*?(\w+)\(", header.bare, flags=re.M)
    if [one["name"] for one in found] != declared:
        raise SystemExit("a function without a comment, or with one that was not understood")
    return found


def describe(text: str) -> dict[str, Any]:
    header = Header(text)
    version = int(re.search(r"^#define REMIT_ABI_VERSION (0x[0-9a-fA-F]+)u$", text, re.M)[1], 16)  # type: ignore[index]
    numbers = re.findall(r"^#define (REMIT_\w+) (0x[0-9a-fA-F]+)u$", header.text, flags=re.M)
    conventions = text[: text.index("#ifndef REMIT_H_")].split("CONVENTIONS", 1)[1]
    all_functions = functions(header)
    freed = {one["name"].removesuffix("_free"): one["name"] for one in all_functions if one["name"].endswith("_free")}
    handles = re.findall(r"(/\*\*(?:(?!\*/).)*\*/)\s*typedef struct (\w+) \2;", header.text, flags=re.S)
    return {
        "library": "remit",
        "abi": {"major": version >> 16, "minor": version & 0xFFFF},
        "conventions": [plain(each) for each in re.split(r"\n \*\s+\d\.", conventions)[1:]],
        "constants": [{"name": name, "value": int(value, 16)} for name, value in numbers],
        "handles": [{"name": name, "doc": plain(doc), "free": freed.get(name)} for doc, name in handles],
        "structs": list(STRUCTS),
        "enumerations": enumerations(header),
        "callbacks": callbacks(header),
        "functions": all_functions,
        "words": json.loads(WORDS.read_text(encoding="utf-8")),
    }


def main() -> int:
    wanted = json.dumps(describe(HEADER.read_text(encoding="utf-8")), indent=1, ensure_ascii=False) + "\n"
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            print(f"{TARGET} is not what {HEADER.name} says: run {__file__}", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
