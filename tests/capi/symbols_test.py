"""The library exports the functions of its header, all of them and nothing else, and has its SONAME. What it calls and its
tables cannot be written over once it is loaded (RELRO, BIND_NOW), its stack is no code; nor those of the program.

usage: symbols_test.py HEADER LIBRARY PROGRAM
"""

import re
import subprocess
import sys


def declared_functions(header: str) -> set[str]:
    """The names of the functions that a header declares."""
    with open(header, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return set(re.findall(r"^REMIT_API [^;]*?(\w+)\(", text, flags=re.M | re.S))


def left_open(file: str) -> list[str]:
    """What an attacker could write to or run, in words."""
    said = subprocess.run(["readelf", "--wide", "--dynamic", "--program-headers", file], capture_output=True, text=True, check=True).stdout
    stack = re.search(r"GNU_STACK(?:\s+0x[0-9a-f]+){5}\s+(\w+)", said)
    return [what for what, holds in (
        ("no RELRO", "GNU_RELRO" in said),
        ("no BIND_NOW", re.search(r"\(FLAGS\).*BIND_NOW|\(BIND_NOW\)", said)),
        ("a stack that runs", stack and "E" not in stack[1]),
    ) if not holds]  # fmt: skip


def main() -> int:
    header, library, program = sys.argv[1:]
    declared = declared_functions(header)
    listing = subprocess.run(
        ["nm", "--dynamic", "--defined-only", library], capture_output=True, text=True, check=True
    ).stdout
    # The names of versions ("A") are no symbols that a program could call.
    exported = {
        line.split()[2].split("@")[0] for line in listing.splitlines() if line.split()[1] != "A"
    }
    for name in sorted(declared - exported):
        print(f"declared, not exported: {name}")
    for name in sorted(exported - declared):
        print(f"exported, not declared: {name}")
    dynamic = subprocess.run(
        ["readelf", "--dynamic", library], capture_output=True, text=True, check=True
    ).stdout
    soname = re.search(r"SONAME.*\[(.*)\]", dynamic)
    if soname is None or soname.group(1) != "libremit.so.1":
        print(f"SONAME: {soname and soname.group(1)}")
        return 1
    print(f"{len(declared)} functions")
    weak = [f"{file}: {what}" for file in (library, program) for what in left_open(file)]
    print(*weak, sep="\n", end="")
    return 0 if declared and declared == exported and not weak else 1


if __name__ == "__main__":
    sys.exit(main())
