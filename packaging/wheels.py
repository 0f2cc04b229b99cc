"""The wheel of a platform, with its one library inside, and the source distribution.

usage: packaging/wheels.py PLATFORM | sdist
"""

from __future__ import annotations

import shutil
import sys
import tarfile
from pathlib import Path

import contents
import source
from platforms import OUT, PLATFORMS, ROOT, TOOLS, WORK, Platform, epoch, run, version

PYTHON = TOOLS / "environment" / "bin" / "python"
BINDING = ROOT / "bindings" / "python"


def build(platform: Platform) -> Path:
    """dist/remit-<version>-py3-none-<tag>.whl"""
    work = WORK / "wheel"
    shutil.rmtree(work, ignore_errors=True)
    ignored = shutil.ignore_patterns("tests", "scripts", "build", "_lib", "*.egg-info", "__pycache__")
    shutil.copytree(BINDING, work, ignore=ignored)
    for part in contents.parts(platform):
        if not part.program_alone:
            # Taken along by its name.
            name = "LICENSE" if part.name == "remit" else f"LICENSE.{part.name}.txt"
            (work / name).write_bytes(part.licence_text)
    environment = {
        "REMIT_LIBRARY_TO_CARRY": str(platform.library.resolve()),
        "REMIT_WHEEL_TAG": platform.wheel,
        "SOURCE_DATE_EPOCH": epoch(),
    }
    run(PYTHON, "-m", "build", "--wheel", "--no-isolation", "--outdir", OUT, cwd=work, **environment)
    wheel = OUT / f"remit-{version()}-py3-none-{platform.wheel}.whl"
    if not platform.windows:
        check(wheel, platform)
    return wheel


def check(wheel: Path, platform: Platform) -> None:
    """auditwheel finds no reason for a newer system than the tag says."""
    said = run(PYTHON, "-m", "auditwheel", "show", wheel)
    wanted = platform.wheel.split(".")[0]
    if f'"{wanted}"' not in said:
        raise SystemExit(said)


def sdist() -> Path:
    """dist/remit-<version>.tar.gz: sources of the binding and of the engine, with what it contains."""
    OUT.mkdir(exist_ok=True)
    top = f"remit-{version()}"
    tree = WORK / "sdist" / top
    source.lay_out(tree)
    out = OUT / f"{top}.tar.gz"
    source.tar_gz(tree, top, out, int(epoch()))
    with tarfile.open(out) as archive:
        assert f"{top}/pyproject.toml" in archive.getnames()
    return out


if __name__ == "__main__":
    print(sdist() if sys.argv[1] == "sdist" else build(PLATFORMS[sys.argv[1]]))
