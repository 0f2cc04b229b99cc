#!/usr/bin/env python3
"""Writes Remit/Native.cs, the P/Invoke layer of .NET, from capi/remit.json.

usage: generate_native.py [--check]

With --check nothing is written; the exit status is 1 when the file is not what would be written.
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
DESCRIPTION = HERE.parents[1] / "capi" / "remit.json"
TARGET = HERE / "Remit" / "Native.cs"

# size_t is as wide as a pointer; a text travels as a pointer to its bytes, with or without a size.
SCALARS = {
    "int32_t": "int", "uint32_t": "uint", "int64_t": "long", "uint64_t": "ulong", "double": "double", "size_t": "nuint",
}  # fmt: skip
KEYWORDS = {"out", "in", "params", "ref"}


def pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.removeprefix("remit_").lower().split("_"))


def camel(name: str) -> str:
    first, *others = name.split("_")
    plain = first + "".join(part.capitalize() for part in others)
    return f"@{plain}" if plain in KEYWORDS else plain


def returned(kind: dict[str, Any]) -> str:
    if kind["pointers"]:
        return "IntPtr"
    if kind["of"] == "enumeration":
        return pascal(kind["base"])
    return "void" if kind["of"] == "void" else SCALARS[kind["base"]]


def parameter(one: dict[str, Any]) -> str:
    kind, name = one["type"], camel(one["name"])
    if one["role"] == "list":
        of = "nuint[]" if kind["of"] == "integer" else "IntPtr[]"
        return f"{of}{'?' if one['optional'] else ''} {name}"
    if one["role"] in ("given", "borrowed", "error"):
        return f"out IntPtr {name}"
    if one["role"] == "out":
        return f"out {SCALARS[kind['base']]} {name}"
    if kind["of"] == "callback":
        return f"{pascal(kind['base'])}{'?' if one['optional'] else ''} {name}"
    return f"{returned(kind)} {name}"


def summary(text: str, indent: str) -> list[str]:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return [f"{indent}/// {part}" for part in ["<summary>", *escaped.splitlines(), "</summary>"]]


def render(description: dict[str, Any]) -> str:
    lines = [
        "// Generated from capi/remit.json by bindings/dotnet/generate_native.py; not edited by hand.",
        "// Never compiled: no .NET SDK was at hand. See README.md.",
        "#nullable enable",
        "using System;",
        "using System.Runtime.InteropServices;",
        "",
        "namespace Remit.Native;",
    ]
    for one in description["enumerations"]:
        lines += ["", *summary(one["doc"], ""), f"public enum {pascal(one['name'])}", "{"]
        for value in one["values"]:
            lines += summary(value["doc"], "    ") if value["doc"] else []
            lines.append(f"    {pascal(value['name'].removeprefix('REMIT_'))} = {value['value']},")
        lines.append("}")
    for one in description["callbacks"]:
        list_of = ", ".join(parameter(each) for each in one["parameters"])
        lines += ["", *summary(one["doc"], "")]
        lines.append("[UnmanagedFunctionPointer(CallingConvention.Cdecl)]")
        lines.append(f"public delegate {returned(one['returns'])} {pascal(one['name'])}({list_of});")
    lines += ["", "/// <summary>Every function of remit.h. Handles and texts are pointers; see the conventions there.</summary>"]
    lines += ["public static class Functions", "{", '    private const string Library = "remit";']
    for each in description["constants"]:
        lines += ["", f"    public const uint {pascal(each['name'].removeprefix('REMIT_'))} = {each['value']}u;"]
    for one in description["functions"]:
        lines += ["", *summary(one["doc"], "    ")]
        lines += ['    [Obsolete("see the summary")]'] if one["deprecated"] else []
        lines.append(f'    [DllImport(Library, EntryPoint = "{one["name"]}", CallingConvention = CallingConvention.Cdecl)]')
        list_of = ", ".join(parameter(each) for each in one["parameters"])
        lines.append(f"    public static extern {returned(one['returns'])} {pascal(one['name'])}({list_of});")
    return "\n".join([*lines, "}", ""])


def main() -> int:
    wanted = render(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            print(f"{TARGET} is not what {DESCRIPTION} says: run {__file__}", file=sys.stderr)
            return 1
        return 0
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
