#!/usr/bin/env python3
"""Writes abi.go, abi_purego.go and abi_cgo.go, the raw layer of Go, from capi/remit.json.

usage: generate_abi.py [--check]

With --check nothing is written; the exit status is 1 when a file is not what would be written. A
handle is an unsafe.Pointer, a text the pointer to its bytes, what comes out a pointer to write to.
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

SCALARS = {
    "int32_t": "int32", "uint32_t": "uint32", "int64_t": "int64", "uint64_t": "uint64", "double": "float64",
    "size_t": "uintptr",
}  # fmt: skip
HEAD = "// Code generated from capi/remit.json by bindings/go/generate_abi.py; DO NOT EDIT.\n"
KEYWORDS = {"type", "range", "func", "map"}


def camel(name: str) -> str:
    first, *others = name.split("_")
    plain = first + "".join(part.capitalize() for part in others)
    return plain + "_" if plain in KEYWORDS else plain


def constant(name: str) -> str:
    """REMIT_LIST_ENTITIES as cListEntities: no name of the package itself begins like that."""
    return "c" + "".join(part.capitalize() for part in name.removeprefix("REMIT_").lower().split("_"))


def returned(kind: dict[str, Any]) -> str:
    if kind["pointers"]:
        return "unsafe.Pointer"
    return {"enumeration": "int32", "void": ""}.get(kind["of"]) if kind["of"] in ("enumeration", "void") else SCALARS[kind["base"]]


def parameter(one: dict[str, Any]) -> str:
    kind, role = one["type"], one["role"]
    if kind["of"] == "callback":
        return "uintptr"
    if role == "list":
        return "*uintptr" if kind["of"] == "integer" else "*unsafe.Pointer"
    if role in ("given", "borrowed", "error"):
        return "*unsafe.Pointer"
    if role == "out":
        return "*" + SCALARS.get(kind["base"], "int32")
    if kind["of"] == "text":
        return "*byte"
    return returned(kind)


def signature(one: dict[str, Any], names: bool) -> str:
    parts = [(f"{camel(p['name'])} " if names else "") + parameter(p) for p in one["parameters"]]
    return f"func({', '.join(parts)}) {returned(one['returns'])}".rstrip()


def comment(text: str, indent: str) -> list[str]:
    return [f"{indent}// {line}" for paragraph in text.splitlines() for line in textwrap.wrap(paragraph, 96)]


def abi(description: dict[str, Any]) -> str:
    lines = [HEAD, "package remit", "", 'import "unsafe"', ""]
    lines += [f"const {constant(c['name'])} = 0x{c['value']:08X}" for c in description["constants"]]
    for one in description["enumerations"]:
        lines += ["", *comment(one["doc"], "")]
        lines += [f"const {constant(v['name'])} = {v['value']}" for v in one["values"]]
    for one in description["functions"]:
        lines += ["", *comment(one["doc"], ""), f"var {one['name']} {signature(one, True)}"]
    lines += ["", "// What this package says for itself, in English and in Chinese; all else is worded by the library.", "var ("]
    names = [camel(one["name"]) for one in description["words"]]
    for name, one in zip(names, description["words"]):
        both = (re.sub(r"\{(\d)\}", lambda n: f"%[{int(n[1]) + 1}]v", one[each]) for each in ("en", "zh"))
        texts = ", ".join(json.dumps(text, ensure_ascii=False) for text in both)
        lines.append(f"\t{name.ljust(max(map(len, names)))} = [2]string{{{texts}}}")
    lines.append(")")
    return "\n".join([*lines, ""])


def purego(description: dict[str, Any]) -> str:
    lines = [HEAD, "//go:build !remit_cgo", "", "package remit", "", 'import "github.com/ebitengine/purego"', ""]
    lines += ["// bind gives every function of the library its address.", "func bind(library uintptr) {"]
    lines += [f'\tpurego.RegisterLibFunc(&{one["name"]}, library, "{one["name"]}")' for one in description["functions"]]
    return "\n".join([*lines, "}", ""])


def c_argument(one: dict[str, Any]) -> str:
    kind, name = one["type"], camel(one["name"])
    base = f"C.{kind['base']}" if kind["of"] != "text" else "C.char"
    if kind["of"] == "struct":
        base = f"C.struct_{kind['base']}"
    if kind["of"] == "callback":
        return f"C.to_{kind['base']}(C.uintptr_t({name}))"
    if kind["of"] == "void":
        return name
    if kind["pointers"] == 0:
        return f"{base}({name})"
    return f"({'*' * kind['pointers']}{base})(unsafe.Pointer({name}))"


def cgo(description: dict[str, Any]) -> str:
    lines = [HEAD, "//go:build remit_cgo", "", "package remit", ""]
    lines += ["/*", "#cgo pkg-config: remit", "#include <remit.h>"]
    lines += [f"static {c['name']} to_{c['name']}(uintptr_t function) {{ return ({c['name']})function; }}" for c in description["callbacks"]]
    lines += ["*/", 'import "C"', "", 'import "unsafe"', ""]
    lines += ["// bind lets every function call the library that the program is linked with.", "func bind(uintptr) {"]
    for one in description["functions"]:
        call = f"C.{one['name']}({', '.join(c_argument(p) for p in one['parameters'])})"
        result = returned(one["returns"])
        lines.append(f"\t{one['name']} = {signature(one, True)} {{")
        lines.append(f"\t\treturn {result}({call})" if result and result != "unsafe.Pointer" else
                     f"\t\treturn unsafe.Pointer({call})" if result else f"\t\t{call}")
        lines.append("\t}")
    return "\n".join([*lines, "}", ""])


def main() -> int:
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    status = 0
    for name, render in (("abi.go", abi), ("abi_purego.go", purego), ("abi_cgo.go", cgo)):
        target, wanted = HERE / name, render(description)
        if "--check" not in sys.argv[1:]:
            target.write_text(wanted, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != wanted:
            print(f"{target} is not what {DESCRIPTION} says: run {__file__}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
