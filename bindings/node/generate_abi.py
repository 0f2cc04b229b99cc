#!/usr/bin/env python3
"""Writes src/abi.ts, the raw layer of Node, from capi/remit.json.

usage: generate_abi.py [--check]

With --check nothing is written; the exit status is 1 when the file is not what would be written.
A handle is an opaque pointer, a text its bytes, what comes out an array of one.
"""

from __future__ import annotations

import json
import pathlib
import re
import sys
import textwrap
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
DESCRIPTION = HERE.parents[1] / "capi" / "remit.json"
TARGET = HERE / "src" / "abi.ts"

WIDE = {"int64_t", "uint64_t", "size_t"}


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def c_type(one: dict[str, Any]) -> str:
    """The parameter as koffi reads it in a prototype."""
    kind, role, name = one["type"], one["role"], one["name"]
    of = kind["of"]
    if of == "callback":
        return f"{kind['base']} *{name}"
    base = "int32_t" if of == "enumeration" else "void" if of in ("handle", "struct", "void") else kind["base"]
    if role == "list":
        return f"{'void' if of == 'text' else base} *{'*' if of == 'text' else ''}{name}"
    if role in ("given", "error", "borrowed"):
        return f"_Out_ void **{name}"
    if role == "out":
        return f"_Out_ {base} *{name}"
    if of == "text":
        return f"{'_Out_ ' if role == 'buffer' else ''}uint8_t *{name}"
    return f"{base} {'*' * kind['pointers']}{name}"


def c_returned(kind: dict[str, Any]) -> str:
    if kind["pointers"]:
        return "void *"
    return "int32_t" if kind["of"] == "enumeration" else kind["base"]


def ts_returned(kind: dict[str, Any]) -> str:
    if kind["pointers"]:
        return "Pointer"
    if kind["of"] == "void":
        return "void"
    return "number | bigint" if kind["base"] in WIDE else "number"


def ts_parameter(one: dict[str, Any]) -> str:
    kind, role, name = one["type"], one["role"], camel(one["name"])
    nullable = " | null" if one["optional"] else ""
    if role == "list":
        return f"{name}: {'Uint8Array[]' if kind['of'] == 'text' else 'BigUint64Array'}{nullable}"
    if role in ("given", "borrowed"):
        return f"{name}: [Pointer]"
    if role == "error":
        return f"{name}: [Pointer] | null"
    if role == "out":
        return f"{name}: [number | bigint]{nullable}"
    if kind["of"] == "text":
        return f"{name}: Uint8Array{nullable}"
    if kind["of"] == "callback":
        return f"{name}: unknown"
    if kind["pointers"]:
        return f"{name}: Pointer"
    return f"{name}: {'number | bigint' if kind['base'] in WIDE else 'number'}"


def comment(text: str, indent: str) -> list[str]:
    lines = [part for paragraph in text.splitlines() for part in textwrap.wrap(paragraph, 96 - len(indent))]
    if len(lines) == 1:
        return [f"{indent}/** {lines[0]} */"]
    return [f"{indent}/**", *(f"{indent} * {line}" for line in lines), f"{indent} */"]


def prototype(one: dict[str, Any]) -> str:
    parameters = ", ".join(c_type(each) for each in one["parameters"]) or "void"
    return re.sub(r"\* +", "*", f"{c_returned(one['returns'])} {one['name']}({parameters})")


def render(description: dict[str, Any]) -> str:
    lines = [
        "// Generated from capi/remit.json by bindings/node/generate_abi.py; not edited by hand.",
        "",
        "/** An address that the library gave, or null. */",
        "export type Pointer = unknown;",
        "",
    ]
    for each in description["constants"]:
        lines.append(f"export const {each['name'].removeprefix('REMIT_')} = 0x{each['value']:08x};")
    for one in description["enumerations"]:
        lines += ["", *comment(one["doc"], "")]
        values = ", ".join(f"{v['name'].removeprefix('REMIT_')} = {v['value']}" for v in one["values"])
        wrapped = textwrap.wrap(values, 94, initial_indent="  ", subsequent_indent="  ")
        lines += ["export const", *wrapped[:-1], wrapped[-1] + ";"]
    lines += ["", "/** The types of callbacks, for koffi. */", "export const CALLBACKS = ["]
    lines += [f"  {json.dumps(prototype(one))}," for one in description["callbacks"]]
    lines += ["];", "", "/** The prototypes of functions, for koffi. */", "export const FUNCTIONS = {"]
    lines += [f"  {one['name']}:\n    {json.dumps(prototype(one))}," for one in description["functions"]]
    lines += ["} as const;", "", "/** Every function of remit.h; the conventions stand there. */", "export interface Abi {"]
    for one in description["functions"]:
        lines += comment(one["doc"], "  ")
        parameters = ", ".join(ts_parameter(each) for each in one["parameters"])
        lines.append(f"  {one['name']}({parameters}): {ts_returned(one['returns'])};")
    lines += ["}", "", "/** What this package says for itself, in English and in Chinese. */", "export const WORDS = {"]
    for one in description["words"]:
        both = ", ".join(json.dumps(one[language], ensure_ascii=False) for language in ("en", "zh"))
        lines.append(f"  {camel(one['name'])}: [{both}],")
    return "\n".join([*lines, "} as const;", ""])


def main() -> int:
    wanted = render(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            print(f"{TARGET} is not what {DESCRIPTION} says: run {__file__}", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
