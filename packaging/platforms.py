"""What a release is made for, and the folders that all scripts here agree on."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "build" / "dist"
PARTS = WORK / "parts"  # fetch_parts.sh
TOOLS = WORK / "zig"  # fetch_compiler.sh
OUT = ROOT / "dist"
PYTHON_OF_SYSTEM = "/usr/bin/python3"


@dataclasses.dataclass(frozen=True)
class Platform:
    """One machine to build for."""

    name: str
    target: str
    """As zig spells it; the number is the oldest C library."""
    wheel: str
    """The tag of a Python wheel."""
    most_bytes: int
    """What its library may have: little more than it has, so that what makes it larger is seen (docs/platforms.md)."""
    room_flags: str = ""
    """How its rooms are compiled beyond what all are."""
    runner: tuple[str, ...] = ()
    """What runs its programs here."""

    @property
    def windows(self) -> bool:
        return self.name.startswith("windows")

    @property
    def environment(self) -> dict[str, str]:
        """What its runner wants."""
        return {"WINEPREFIX": str(WORK / "wine"), "WINEDEBUG": "-all"} if self.windows else {}

    @property
    def build(self) -> Path:
        return WORK / self.name

    @property
    def stage(self) -> Path:
        """What its archive holds, laid out as it is unpacked."""
        return self.build / "stage"

    @property
    def library(self) -> Path:
        return self.stage / ("bin/remit.dll" if self.windows else "lib/libremit.so.1")

    @property
    def program(self) -> Path:
        return self.stage / "bin" / ("remit.exe" if self.windows else "remit")


def wake(platform: Platform) -> None:
    """Starts what runs its programs. Wine starts services of its own with the first program, and what they say
    would stand among what that program says: one of Wine 8, a host of drivers, now and then tells a page fault."""
    if not platform.windows:
        return
    # To no pipe, which those that stay behind would hold open. A server that is about to end would be found, and be
    # gone for the program that comes next; one that nobody speaks to for ten minutes goes of itself.
    nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for command in (("wineserver", "--kill"), ("wineserver", "--persistent=600"), ("wine", "wineboot")):
        subprocess.run(command, env={**os.environ, **platform.environment}, check=False, **nowhere)


# No room asks an object for its type.
_ROOMS = "-fno-rtti"
# They are optimised together when they are linked: a function that is called once goes into its caller, and of one that
# is seen to throw nothing no table says how to unwind it. Where it was tried.
_ROOMS_TOGETHER = f"-flto -fno-asynchronous-unwind-tables -fno-unwind-tables {_ROOMS}"
_OLD = "manylinux_2_17_{0}.manylinux2014_{0}"
PLATFORMS = {
    platform.name: platform
    for platform in (
        Platform("linux-x86_64", "x86_64-linux-gnu.2.17", _OLD.format("x86_64"), 6_700_000, _ROOMS_TOGETHER),
        Platform(
            "linux-aarch64",
            "aarch64-linux-gnu.2.17",
            _OLD.format("aarch64"),
            5_500_000,
            _ROOMS_TOGETHER,
            ("qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"),
        ),
        Platform(
            "windows-x86_64",
            "x86_64-windows-gnu",
            "win_amd64",
            7_700_000,
            runner=("wine",),
        ),
    )
}


def version() -> str:
    """The version of the release."""
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"^project\(remit VERSION (\S+)", text, flags=re.M)[1]


def functions() -> set[str]:
    """The names that the header declares."""
    description = json.loads((ROOT / "capi" / "remit.json").read_text(encoding="utf-8"))
    return {function["name"] for function in description["functions"]}


def epoch() -> str:
    """The time that everything in a release bears, in seconds: that of its commit."""
    said = os.environ.get("SOURCE_DATE_EPOCH")
    return said or run("git", "log", "-1", "--format=%ct", quiet=True).strip()


def run(*command: str | Path, quiet: bool = False, cwd: Path = ROOT, **environment: str) -> str:
    """Runs a command to its end; its output, or a SystemExit that shows it."""
    done = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        shown = " ".join(str(each) for each in command)
        raise SystemExit(f"{done.stdout[-8000:]}\n{shown}: status {done.returncode}")
    return done.stdout
