"""Installs the wheel of a platform into an environment of its own and runs the tests of the binding with it:
with this machine's Python, under qemu with Debian's Python for the other machine. For Windows no Python can
be had here: there pip's own reading of the tags and the library inside are looked at.

usage: packaging/try_wheel.py PLATFORM
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from pathlib import Path

from platforms import HERE, OUT, PLATFORMS, PYTHON_OF_SYSTEM, ROOT, WORK, Platform, run, version

TESTS = ROOT / "bindings" / "python" / "tests"
MOST_SECONDS = 60
# Pure Python, so that any machine's Python can run it: pytest of this machine.
PYTHON_OF_HERE = "/usr/lib/python3/dist-packages"
# These call programs of this machine's build; measure memory, which under qemu is also the imitation's; and wait
# for a signal that the imitated program hears of late.
OF_THIS_MACHINE = (
    "--ignore", str(TESTS / "test_same_bytes.py"), "--ignore", str(TESTS / "test_frames.py"),
    "-k", "not test_memory_comes_back and not test_ctrl_c",
)  # fmt: skip
# Tests that start a Python of their own start it by the script that imitates the machine.
AS_SCRIPT = "import sys, pytest; sys.executable = sys.argv[1]; sys.exit(pytest.main(sys.argv[2:]))"


def wheel_of(platform: Platform) -> Path:
    return OUT / f"remit-{version()}-py3-none-{platform.wheel}.whl"


def here(wheel: Path, folder: Path) -> str:
    """Installs a wheel for this machine in an environment of its own and runs the tests of the binding there."""
    run(PYTHON_OF_SYSTEM, "-m", "venv", "--system-site-packages", folder)
    begin = time.monotonic()
    run(folder / "bin" / "pip", "install", "--quiet", "--no-index", "--force-reinstall", wheel)
    seconds = time.monotonic() - begin
    assert seconds < MOST_SECONDS, seconds
    said = run(
        folder / "bin" / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", TESTS, REMIT_INSTALLED="1"
    )
    return f"installed in {seconds:.1f} s; {said.strip().splitlines()[-1]}"


def unpacked(platform: Platform, folder: Path) -> None:
    """Installed by pip as that platform would."""
    tags = [f"--platform={tag}" for tag in platform.wheel.split(".")]
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--only-binary=:all:",
        *tags, "--target", folder, wheel_of(platform),
    )  # fmt: skip


def elsewhere(platform: Platform, folder: Path) -> str:
    unpacked(platform, folder)
    python = WORK / "foreign" / platform.name
    run("sh", HERE / "fetch_python.sh", "arm64", python)
    script = platform.build / "run-python"
    command = f"{platform.runner[0]} -L {python} {python}/usr/bin/python3.11"
    script.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    said = run(
        script, "-c", AS_SCRIPT, script, "-q", "-p", "no:cacheprovider", *OF_THIS_MACHINE, TESTS,
        REMIT_INSTALLED="1", PYTHONPATH=f"{folder}:{PYTHON_OF_HERE}", PYTHONHOME=str(python / "usr"),
    )  # fmt: skip
    return said.strip().splitlines()[-1]


def looked_at(platform: Platform, folder: Path) -> str:
    unpacked(platform, folder)
    (inside,) = (folder / "remit" / "_lib").iterdir()
    same = hashlib.sha256(inside.read_bytes()).digest() == hashlib.sha256(platform.library.read_bytes()).digest()
    assert same, inside
    return f"pip takes it for {platform.wheel}; {inside.name} is the one that was tried"


def main() -> int:
    platform = PLATFORMS[sys.argv[1]]
    folder = WORK / "installed" / platform.name
    shutil.rmtree(folder, ignore_errors=True)
    if not platform.runner:
        said = here(wheel_of(platform), folder)
    else:
        said = (looked_at if platform.windows else elsewhere)(platform, folder)
    print(f"{platform.name}: wheel: {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
