"""Stamps a shared library as an extension of DuckDB: what it reads at the end of the file before it loads it.

usage: stamp.py LIBRARY EXTENSION PLATFORM   e.g. libx.so remit.duckdb_extension linux_amd64

The end is a custom section of WebAssembly by its form, with eight words of 32 bytes, the last one first, and the
room of a signature, which stays empty: DuckDB loads it where `allow_unsigned_extensions` is set.
"""

import pathlib
import sys

INTERFACE = "v1.2.0"  # as remit_duckdb.c asks for
VERSION = "0.2.0"


def main(library, extension, platform):
    words = ["4", platform, INTERFACE, VERSION, "C_STRUCT", "", "", ""]
    section = b"\0\x93\x04\x10duckdb_signature\x80\x04"
    end = b"".join(word.encode().ljust(32, b"\0") for word in reversed(words)) + bytes(256)
    pathlib.Path(extension).write_bytes(pathlib.Path(library).read_bytes() + section + end)


if __name__ == "__main__":
    main(*sys.argv[1:])
