"""Makes the artefacts of a release and tries each: `make dist`.

usage: packaging/dist.py [--whole] [PLATFORM...]     all platforms, and the source distribution, if none is named

Built at low priority with JOBS jobs; what was compiled before comes from a cache in build/dist. What was tried,
and what it said, is written to dist/TRIED.txt. With --whole nothing is taken as a sample: every case under qemu and
Wine too, and a second build of everything.
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


def make(platform: Platform, options: list[str]) -> str:
    build.build(platform, os.environ.get("JOBS", "1"))
    lines = tried("check_library.py", platform.name)
    lines += tried("try_library.py", platform.name)
    lines += tried("try_program.py", platform.name, *options)
    if not platform.runner:
        lines += tried("try_speed.py")
    print(archive.pack(platform), flush=True)
    lines += tried("try_archive.py", platform.name)
    tried("wheels.py", platform.name)
    lines += tried("try_wheel.py", platform.name)
    return lines + tried("try_again.py", platform.name, *options)


def write_sums() -> None:
    files = sorted(each for each in OUT.iterdir() if each.is_file() and each.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in files]
    (OUT / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    os.nice(10)
    OUT.mkdir(exist_ok=True)
    options = [each for each in sys.argv[1:] if each.startswith("-")]
    named = [each for each in sys.argv[1:] if each not in options]
    lines = "".join(make(PLATFORMS[name], options) for name in named or PLATFORMS)
    if not named:
        tried("wheels.py", "sdist")
        lines += tried("try_sdist.py")
    TRIED.write_text(lines, encoding="utf-8")
    write_sums()


if __name__ == "__main__":
    main()
