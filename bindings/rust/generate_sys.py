#!/usr/bin/env python3
"""Writes remit-sys/src/abi.rs and words.rs, the raw layer of Rust, from capi/remit.json.

usage: generate_sys.py [--check]

With --check nothing is written; the exit status is 1 when a file is not what would be written. The
functions are members of one structure, since the library is found when the program runs.
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
SOURCE = HERE / "remit-sys" / "src"

HEAD = "// Generated from capi/remit.json by bindings/rust/generate_sys.py; not edited by hand."
SCALARS = {
    "int32_t": "i32", "uint32_t": "u32", "int64_t": "i64", "uint64_t": "u64", "double": "f64",
    "size_t": "usize", "char": "c_char", "void": "c_void",
}  # fmt: skip
KEYWORDS = {"type", "where", "ref", "match", "move", "in"}


def name_of(name: str) -> str:
    return f"r#{name}" if name in KEYWORDS else name


def rust_type(kind: dict[str, Any]) -> str:
    """`const` of the C type is that of what the innermost pointer points to, or of a list of them."""
    base = SCALARS.get(kind["base"], kind["base"])
    if kind["pointers"] == 0:
        return base
    pointer = "*const " if kind["constant"] else "*mut "
    # A list is `T* const*`: read only as well.
    outer = "*const " if "* const" in kind["c"] else "*mut "
    return outer * (kind["pointers"] - 1) + pointer + base


def returned(kind: dict[str, Any]) -> str:
    return "" if kind["of"] == "void" and kind["pointers"] == 0 else f" -> {rust_type(kind)}"


def function_type(one: dict[str, Any]) -> str:
    parameters = ", ".join(f"{name_of(each['name'])}: {rust_type(each['type'])}" for each in one["parameters"])
    return f'unsafe extern "C" fn({parameters}){returned(one["returns"])}'


def comment(text: str, indent: str = "") -> list[str]:
    """A comment of rustdoc, in which brackets are links and angles are HTML."""
    safe = re.sub(r"([\[\]<>])", r"\\\1", text)
    return [f"{indent}/// {line}" for part in safe.splitlines() for line in textwrap.wrap(part, 96 - len(indent))]


def described(one: dict[str, Any]) -> str:
    """A function's words with those of its parameters, a paragraph each."""
    parts = [one["doc"], *(f"`{p['name']}`: {p['doc']}" for p in one["parameters"] if p.get("doc"))]
    if one.get("returned"):
        parts.append(f"Answers {one['returned']}")
    return "\n".join(part.replace("@", "") for part in parts)


def paragraphs(text: str, indent: str) -> list[str]:
    lines: list[str] = []
    for part in filter(None, text.splitlines()):
        lines += ([f"{indent}///"] if lines else []) + comment(part, indent)
    return lines


def abi(description: dict[str, Any]) -> str:
    structs = ", ".join(sorted(description["structs"]))
    lines = [HEAD, "", f"use crate::arrow::{{{structs}}};", "use core::ffi::{c_char, c_void};", ""]
    for one in description["constants"]:
        lines += [f"/// `{one['name']}` of remit.h.", f"pub const {one['name']}: u32 = 0x{one['value']:08x};"]
    for one in description["enumerations"]:
        lines += ["", *paragraphs(one["doc"], ""), f"pub type {one['name']} = i32;"]
        for value in one["values"]:
            lines += comment(value["doc"] or f"One of [`{one['name']}`].".replace("[", "").replace("]", ""))
            lines.append(f"pub const {value['name']}: {one['name']} = {value['value']};")
    for one in description["handles"]:
        lines += ["", *paragraphs(one["doc"], ""), "#[repr(C)]", f"pub struct {one['name']} {{"]
        lines += ["    _opaque: crate::Opaque,", "}"]
    for one in description["callbacks"]:
        lines += ["", *paragraphs(described(one), ""), f"pub type {one['name']} = Option<{function_type(one)}>;"]
    lines += ["", "/// Every function of the library; the conventions of remit.h hold.", "#[derive(Clone, Copy)]"]
    lines += ["pub struct Api {"]
    for one in description["functions"]:
        lines += paragraphs(described(one), "    ")
        lines.append(f"    pub {one['name']}: {function_type(one)},")
    lines += ["}", "", "impl Api {"]
    lines += ["    /// The functions of a library that is open, each by its name.", "    ///", "    /// # Safety"]
    lines += ["    ///", "    /// It is a library of Remit, and stays open as long as one of them may be called."]
    lines += ["    pub unsafe fn of(library: &libloading::Library) -> Result<Api, libloading::Error> {"]
    lines += ["        unsafe {", "            Ok(Api {"]
    for one in description["functions"]:
        lines.append(f'                {one["name"]}: *library.get(b"{one["name"]}\\0")?,')
    return "\n".join([*lines, "            })", "        }", "    }", "}", ""])


def words(description: dict[str, Any]) -> str:
    lines = [HEAD, "", "//! What a binding says for itself, in English and in Chinese; `{0}`, `{1}` are arguments.", ""]
    for one in description["words"]:
        lines.append(f"/// {one['en'].strip() or 'Blank'}")
        both = ", ".join(json.dumps(one[language], ensure_ascii=False) for language in ("en", "zh"))
        lines.append(f"pub const {one['name'].upper()}: [&str; 2] = [{both}];")
    return "\n".join([*lines, ""])


def main() -> int:
    description = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    status = 0
    for name, render in (("abi.rs", abi), ("words.rs", words)):
        target, wanted = SOURCE / name, render(description)
        if "--check" not in sys.argv[1:]:
            target.write_text(wanted, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != wanted:
            print(f"{target} is not what {DESCRIPTION} says: run {__file__}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
