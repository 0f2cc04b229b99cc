"""Compiles the tests of the C interface for a platform, against what its archive holds, and runs them with its
library. On Linux, also: the library loaded by name and unloaded. Here: beside another Abseil in one process, and memory that fails.

usage: packaging/try_library.py PLATFORM
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from platforms import HERE, PLATFORMS, ROOT, Platform, run, wake

TESTS = ROOT / "tests" / "capi"
SHARED = ("fixture.c", "scenario.c", "arrow_batch.c")
# Which tests there are, and what those with memory that fails are made of, says their own build.
LISTED = (TESTS / "CMakeLists.txt").read_text(encoding="utf-8")
NAMES = tuple(re.search(r"^set\(names ([^)]*)\)", LISTED, flags=re.M)[1].split())
# These look into /proc, fork or choose the stack of a thread.
OF_LINUX = ("stack", "state")
# These replace malloc of the process, which a program of this machine can do.
FAILING = {
    name: tuple(re.search(rf"add_executable\(capi_{name} ([^$)]*)", LISTED)[1].split()) for name in ("memory", "first_use")
}
EXAMPLES = ("one_unit", "batch_arrow", "diagnostics", "server", "cancel")


def compile_c(platform: Platform, out: Path, sources: list[Path], *more: str, linked: bool = True) -> None:
    library = ["-L", platform.stage / "lib", "-lremit"] if linked else []
    run(
        HERE / "zig" / "zig-clang", f"--target={platform.target}", "-std=c11", "-O1", "-D_GNU_SOURCE",
        "-I", platform.stage / "include", "-I", TESTS, *sources, "-o", out, *library, "-lm", "-pthread", *more,
    )  # fmt: skip


def environment(platform: Platform) -> dict[str, str]:
    folder = str(platform.library.parent)
    if platform.windows:
        return {**os.environ, **platform.environment, "WINEPATH": folder}
    return {**os.environ, "LD_LIBRARY_PATH": folder}


def runs(platform: Platform, program: Path, *arguments: str) -> bool:
    done = subprocess.run(
        [*platform.runner, program, *arguments],
        cwd=ROOT, env=environment(platform), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
    )  # fmt: skip
    if done.returncode != 0:
        print(f"{platform.name}: {program.name}: status {done.returncode}", file=sys.stderr)
        print(done.stdout.decode(errors="replace")[-2000:], file=sys.stderr)
    return done.returncode == 0


def beside_another_abseil(platform: Platform, folder: Path) -> bool:
    """A program of this machine's compiler, with its Abseil and its C++ library."""
    program = folder / "beside"
    parts = "status statusor str_format_internal strings strings_internal cord base throw_delegate".split()
    run(
        "g++", "-std=c++17", "-O1", "-I", platform.stage / "include", ROOT / "tests" / "packaging" / "beside.cc",
        "-o", program, "-ldl", "-pthread", *(f"-labsl_{part}" for part in parts),
    )  # fmt: skip
    return runs(platform, program, str(platform.library))


def main() -> int:
    platform = PLATFORMS[sys.argv[1]]
    folder = platform.build / "tests"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wake(platform)
    suffix = ".exe" if platform.windows else ""
    passed = []
    for name in NAMES:
        if platform.windows and name in OF_LINUX:
            continue
        program = folder / f"capi_{name}{suffix}"
        compile_c(platform, program, [TESTS / f"{name}_test.c", *(TESTS / each for each in SHARED)])
        passed.append(runs(platform, program))
    for name in EXAMPLES:
        program = folder / f"example_{name}{suffix}"
        compile_c(platform, program, [ROOT / "capi" / "examples" / f"{name}.c"])
        passed.append(runs(platform, program))
    if not platform.windows:
        compile_c(platform, folder / "unload", [TESTS / "unload_test.c"], "-ldl", linked=False)
        passed.append(runs(platform, folder / "unload", str(platform.library)))
    if not platform.runner:
        for name, sources in FAILING.items():
            files = [TESTS / each for each in (*sources, "failing_malloc.c", *SHARED)]
            compile_c(platform, folder / name, files, "-ldl", "-rdynamic")
            passed.append(runs(platform, folder / name, "25"))
        passed.append(beside_another_abseil(platform, folder))
    print(f"{platform.name}: C interface: {sum(passed)} of {len(passed)} programs")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
