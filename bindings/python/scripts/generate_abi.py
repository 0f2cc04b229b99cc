#!/usr/bin/env python3
"""Writes remit/_abi.py from capi/remit.h: constants, types of callbacks, prototypes.

usage: generate_abi.py [--check]

With --check nothing is written; the exit status is 1 when the file is not what would be written.
The header is regular enough (one declaration per REMIT_API, types from a short list) for regular
expressions; anything unknown is an error, not a guess.
"""

from __future__ import annotations

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEADER = HERE.parents[2] / "capi" / "remit.h"
TARGET = HERE.parent / "remit" / "_abi.py"

SCALARS = {
    "void": "None",
    "int32_t": "ctypes.c_int32",
    "uint32_t": "ctypes.c_uint32",
    "int64_t": "ctypes.c_int64",
    "uint64_t": "ctypes.c_uint64",
    "double": "ctypes.c_double",
    "size_t": "ctypes.c_size_t",
}


class Header:
    """What the header declares."""

    def __init__(self, text: str) -> None:
        text = re.sub(r"\\\n", " ", text)
        self.numbers = re.findall(r"^#define REMIT_(\w+) (0x[0-9a-fA-F]+)u$", text, flags=re.M)
        bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
        self.handles = set(re.findall(r"typedef struct (\w+) \1;", bare))
        self.integers = set(re.findall(r"typedef int32_t (remit_\w+);", bare))
        self.constants = [
            (name, int(value))
            for body in re.findall(r"^enum \{(.*?)\};", bare, flags=re.S | re.M)
            for name, value in re.findall(r"REMIT_(\w+) = (\d+)", body)
        ]
        self.callbacks = re.findall(r"typedef (\w+) \(\*(\w+)\)\((.*?)\);", bare, flags=re.S)
        self.functions = re.findall(r"^REMIT_API (.*?)(\w+)\((.*?)\);", bare, flags=re.S | re.M)

    def ctype(self, declaration: str, *, returned: bool = False) -> str:
        """The ctypes expression for one C type, the parameter's name already removed."""
        plain = " ".join(declaration.replace("const", " ").replace("struct", " ").split())
        base, stars = plain.rstrip("* "), plain.count("*")
        callback_names = {name for _, name, _ in self.callbacks}
        if base in callback_names and stars == 0:
            return base.removeprefix("remit_").upper()
        if base in self.integers:
            base = "int32_t"
        if base == "void" and stars == 1:
            return "ctypes.c_void_p"
        if base == "char" and stars in (1, 2):
            text = "ctypes.c_char_p"
            # A buffer to write into is no constant.
            if stars == 1 and "const" not in declaration and not returned:
                return "ctypes.c_void_p"
            return text if stars == 1 else f"ctypes.POINTER({text})"
        if (base in self.handles or base.startswith("Arrow")) and stars in (1, 2):
            return "ctypes.c_void_p" if stars == 1 else "ctypes.POINTER(ctypes.c_void_p)"
        if base in SCALARS and stars == 0:
            return SCALARS[base]
        if base in SCALARS and stars == 1:
            return f"ctypes.POINTER({SCALARS[base]})"
        raise SystemExit(f"no ctypes type for {declaration!r}")

    def parameters(self, text: str) -> list[str]:
        if text.strip() == "void":
            return []
        types = []
        for parameter in text.split(","):
            match = re.fullmatch(r"\s*(.*?)(\w+)\s*", parameter, flags=re.S)
            if match is None:
                raise SystemExit(f"no name in parameter {parameter!r}")
            types.append(self.ctype(match.group(1)))
        return types


def render(header: Header) -> str:
    lines = [
        '"""The C interface as ctypes sees it.',
        "",
        "Generated from capi/remit.h by scripts/generate_abi.py; not edited by hand.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "import ctypes",
        "from typing import Any",
        "",
    ]
    lines += [f"{name} = {value}" for name, value in header.numbers]
    lines.append("")
    lines += [f"{name} = {value}" for name, value in header.constants]
    lines.append("")
    for result, name, parameters in header.callbacks:
        types = [header.ctype(result), *header.parameters(parameters)]
        lines.append(f"{name.removeprefix('remit_').upper()} = ctypes.CFUNCTYPE(")
        lines += [f"    {each}," for each in types]
        lines.append(")")
    lines += ["", "FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {"]
    for result, name, parameters in header.functions:
        lines.append(f'    "{name}": (')
        lines.append(f"        {header.ctype(result, returned=True)},")
        lines.append("        [")
        lines += [f"            {each}," for each in header.parameters(parameters)]
        lines += ["        ],", "    ),"]
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
    wanted = render(Header(HEADER.read_text(encoding="utf-8")))
    if "--check" in sys.argv[1:]:
        current = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        if current != wanted:
            print(f"{TARGET} is not what {HEADER} says: run {__file__}", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
