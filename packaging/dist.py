"""Makes the artefacts of a release and tries each: `make dist`.

usage: packaging/dist.py [PLATFORM...]     all platforms, and the source distribution, if none is named

Built at low priority with JOBS jobs; what was compiled before comes from a cache in build/dist. What was tried,
and what it said, is written to dist/TRIED.txt.
"""

from __future__ import annotations

import hashlib
import os
import sys

import archive
import build
from platforms import HERE, OUT, PLATFORMS, TOOLS, Platform, run

PYTHON = TOOLS / "environment" / "bin" / "python"
TRIED = OUT / "TRIED.txt"


def tried(script: str, *arguments: str) -> str:
    said = run(PYTHON, "-B", HERE / script, *arguments)
    print(said, end="", flush=True)
    return said


def make(platform: Platform) -> str:
    build.build(platform, os.environ.get("JOBS", "1"))
    lines = tried("check_library.py", platform.name)
    lines += tried("try_library.py", platform.name)
    lines += tried("try_program.py", platform.name)
    print(archive.pack(platform), flush=True)
    lines += tried("try_archive.py", platform.name)
    tried("wheels.py", platform.name)
    return lines + tried("try_wheel.py", platform.name)


def write_sums() -> None:
    files = sorted(each for each in OUT.iterdir() if each.is_file() and each.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files]
    (OUT / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    os.nice(10)
    OUT.mkdir(exist_ok=True)
    chosen = sys.argv[1:] or list(PLATFORMS)
    lines = "".join(make(PLATFORMS[name]) for name in chosen)
    if len(sys.argv) == 1:
        lines += tried("wheels.py", "sdist")
    TRIED.write_text(lines, encoding="utf-8")
    write_sums()


if __name__ == "__main__":
    main()
