#!/usr/bin/env python3
"""Writes remit/_abi.py from capi/remit.json: constants, types of callbacks, prototypes.

usage: generate_abi.py [--check]

With --check nothing is written; the exit status is 1 when the file is not what would be written.
"""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

HERE = pathlib.Path(__file__).resolve().parent
DESCRIPTION = HERE.parents[2] / "capi" / "remit.json"
TARGET = HERE.parent / "remit" / "_abi.py"

SCALARS = {
    "int32_t": "ctypes.c_int32",
    "uint32_t": "ctypes.c_uint32",
    "int64_t": "ctypes.c_int64",
    "uint64_t": "ctypes.c_uint64",
    "double": "ctypes.c_double",
    "size_t": "ctypes.c_size_t",
}


def ctype(kind: dict[str, Any], role: str = "in") -> str:
    """The ctypes expression for one C type."""
    base, pointers = kind["base"], kind["pointers"]
    if kind["of"] == "void":
        return "ctypes.c_void_p" if pointers else "None"
    if kind["of"] == "callback":
        return str(base).removeprefix("remit_").upper()
    if role == "buffer":
        return "ctypes.c_void_p"
    plain = {
        "text": "ctypes.c_char_p",
        "handle": "ctypes.c_void_p",
        "struct": "ctypes.c_void_p",
        "enumeration": "ctypes.c_int32",
    }.get(kind["of"]) or SCALARS[base]
    own = 1 if kind["of"] in ("text", "handle", "struct") else 0
    if pointers - own not in (0, 1):
        raise SystemExit(f"no ctypes type for {kind['c']!r}")
    return f"ctypes.POINTER({plain})" if pointers > own else plain


def types(function: dict[str, Any]) -> list[str]:
    return [ctype(each["type"], each["role"]) for each in function["parameters"]]


def integers(function: dict[str, Any]) -> dict[str, str]:
    """The integers among the parameters, with their types."""
    kinds = zip(function["parameters"], types(function))
    return {each["name"]: kind for each, kind in kinds if kind in SCALARS.values() and kind != SCALARS["double"]}


def render(description: dict[str, Any]) -> str:
    lines = [
        '"""The C interface as ctypes sees it.',
        "",
        "Generated from capi/remit.json by scripts/generate_abi.py; not edited by hand.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "import ctypes",
        "from typing import Any",
        "",
    ]
    constants = [each for one in description["enumerations"] for each in one["values"]]
    lines += [f"{each['name'].removeprefix('REMIT_')} = 0x{each['value']:08X}" for each in description["constants"]]
    lines.append("")
    lines += [f"{each['name'].removeprefix('REMIT_')} = {each['value']}" for each in constants]
    lines.append("")
    for callback in description["callbacks"]:
        lines.append(f"{callback['name'].removeprefix('remit_').upper()} = ctypes.CFUNCTYPE(")
        lines += [f"    {each}," for each in [ctype(callback["returns"]), *types(callback)]]
        lines.append(")")
    lines += ["", "FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {"]
    for function in description["functions"]:
        lines.append(f'    "{function["name"]}": (')
        lines.append(f"        {ctype(function['returns'])},")
        lines.append("        [")
        lines += [f"            {each}," for each in types(function)]
        lines += ["        ],", "    ),"]
    lines += ["}", "", "# The integers that functions take by value, by name.", "INTEGERS: dict[str, dict[str, Any]] = {"]
    for function in description["functions"]:
        if each := integers(function):
            named = ", ".join(f'"{name}": {kind}' for name, kind in each.items())
            lines.append(f'    "{function["name"]}": {{{named}}},')
    lines += ["}", "", "# What this package says for itself, in English and in Chinese.", "WORDS: dict[str, tuple[str, str]] = {"]
    for one in description["words"]:
        lines.append(f'    "{one["name"]}": (')
        lines += [f"        {json.dumps(one[language], ensure_ascii=False)}," for language in ("en", "zh")]
        lines.append("    ),")
    lines += [
        "}",
        "",
        "",
        "def declare(library: ctypes.CDLL) -> None:",
        '    """Gives every function of the library its types."""',
        "    for name, (result, parameters) in FUNCTIONS.items():",
        "        function = getattr(library, name)",
        "        function.restype = result",
        "        function.argtypes = parameters",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    wanted = render(json.loads(DESCRIPTION.read_text(encoding="utf-8")))
    if "--check" in sys.argv[1:]:
        current = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        if current != wanted:
            print(f"{TARGET} is not what {DESCRIPTION} says: run {__file__}", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
