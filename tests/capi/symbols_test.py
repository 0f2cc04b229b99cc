"""The library exports the functions of its header, all of them and nothing else, and has its SONAME.

usage: symbols_test.py HEADER LIBRARY
"""

import re
import subprocess
import sys


def declared_functions(header: str) -> set[str]:
    """The names of the functions that a header declares."""
    with open(header, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return set(re.findall(r"^REMIT_API [^;]*?(\w+)\(", text, flags=re.M | re.S))


def main() -> int:
    header, library = sys.argv[1:]
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
    return 0 if declared and declared == exported else 1


if __name__ == "__main__":
    sys.exit(main())
