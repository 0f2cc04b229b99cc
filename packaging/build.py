"""Builds library and program for one platform and lays out what its archive holds."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from platforms import HERE, PARTS, PLATFORMS, ROOT, TOOLS, WORK, Platform, epoch, run

# Sections of their own, so that the linker leaves out what nobody calls; no folder of the machine that
# builds is in what is built; and no debug information, which zig makes unless told and the linker drops.
COMPILE = "-g0 -ffunction-sections -fdata-sections -ffile-prefix-map={root}=."
# A write past the end of an array of characters on the stack ends the process, and so does one that the C library
# sees. Not -fstack-protector-strong, which takes a ninth to a sixth more code here (docs/platforms.md).
HARDENED = " -fstack-protector -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"
LIBRARY = ("remit_capi",)
TARGETS = (*LIBRARY, "remit")
# ccache cannot know the compiler by its file: that is a link to a script, which says the rest of what is compiled.
_DRIVER = hashlib.sha256((HERE / "zig" / "driver").read_bytes()).hexdigest()
CACHE = {
    "CCACHE_DIR": str(WORK / "ccache"),
    "CCACHE_COMPILERTYPE": "clang",
    "CCACHE_COMPILERCHECK": "string:" + (HERE / "requirements.txt").read_text().split("\n")[1] + _DRIVER,
    "CCACHE_BASEDIR": str(ROOT),
}


def grammar_compiler() -> Path:
    """The program of the build that runs here (tools/grammar), made by this machine's compiler."""
    for tree in (ROOT / "build" / "tested", ROOT / "build" / "release"):
        if (tree / "build.ninja").exists():
            run("cmake", "--build", tree, "--target", "remit_grammar")
            return tree / "bin" / "remit_grammar"
    run("cmake", "--preset", "release")
    return grammar_compiler()


def configure(platform: Platform, root: Path, tree: Path) -> None:
    """Of the sources in `root`, with the tools and parts beside them, into `tree`."""
    # Without symbols, by the linker of the release: no other machine's `strip` is asked for. Functions that are
    # equal become one, which the linker for Windows does of itself.
    link = "-Wl,--gc-sections -s " + ("-Wl,--build-id" if platform.windows else "-Wl,--build-id=sha1 -Wl,--icf=all")
    compile_flags = COMPILE.format(root=root) + ("" if platform.windows else HARDENED)
    settings = {
        "CMAKE_TOOLCHAIN_FILE": root / "packaging" / "zig.cmake",
        "REMIT_TARGET": platform.target,
        "REMIT_ABSEIL": "source",
        "REMIT_PARTS": root / PARTS.relative_to(ROOT),
        "REMIT_GRAMMAR_COMPILER": grammar_compiler(),
        "REMIT_PROGRAM": "ON",
        "REMIT_TESTS": "OFF",
        "REMIT_BENCHMARKS": "OFF",
        "CMAKE_BUILD_TYPE": "Release",
        "CMAKE_C_FLAGS_RELEASE": "-O2 -DNDEBUG",
        "CMAKE_CXX_FLAGS_RELEASE": "-O2 -DNDEBUG",
        "REMIT_COLD_FLAGS": "-Oz",
        "REMIT_ROOM_FLAGS": platform.room_flags,
        "REMIT_TOGETHER": "ON",
        "CMAKE_C_FLAGS": compile_flags,
        "CMAKE_CXX_FLAGS": compile_flags,
        # Position independent, as the library: so both take the same C++ run-time, which zig builds for itself.
        "CMAKE_EXE_LINKER_FLAGS": link if platform.windows else f"{link} -pie",
        "CMAKE_SHARED_LINKER_FLAGS": link,
        "CMAKE_INSTALL_LIBDIR": "lib",
    }
    given = [f"-D{name}={value}" for name, value in settings.items()]
    run("cmake", "-S", root, "-B", tree, "-G", "Ninja", "-Wno-dev", *given, **CACHE)


def stage(platform: Platform, targets: tuple[str, ...]) -> None:
    """The tree of the archive; SBOM, licences and sums are added by archive.py."""
    shutil.rmtree(platform.stage, ignore_errors=True)
    for component in ("libremit1", "libremit-dev", *(["remit"] if "remit" in targets else [])):
        run("cmake", "--install", platform.build, "--prefix", platform.stage, "--component", component)
    examples = platform.stage / "share" / "doc" / "remit" / "examples"
    shutil.copytree(ROOT / "capi" / "examples", examples)


def is_fetched() -> bool:
    """Whether compiler and parts are here, those that are meant now, so that building asks no network."""
    asked = (("fetch_parts.sh", PARTS), ("fetch_compiler.sh", TOOLS))
    return all(subprocess.run(["sh", HERE / script, "--is-here", folder], check=False).returncode == 0 for script, folder in asked)


def minutes(platform: Platform, jobs: int) -> float:
    """How long the library takes to build in the tree that is there, by what each of its steps took the last time; a
    step that is new is taken for half a minute."""
    log = platform.build / ".ninja_log"
    took = {}
    for line in log.read_text(encoding="utf-8").splitlines()[1:] if log.exists() else ():
        begin, end, _, output, _ = line.split("\t")
        took[output] = (int(end) - int(begin)) / 1000
    said = run("ninja", "-C", platform.build, "-n", *LIBRARY).splitlines()
    outputs = [line.split()[-1] for line in said if re.match(r"\[\d+/\d+\] (Building|Linking CXX shared) ", line)]
    return sum(took.get(output, 30.0) for output in outputs) / jobs / 60


def run_within(command: list[Any], seconds: float | None, **how: Any) -> int | None:
    """The exit status of a command; None where it was still running after so many seconds, and was ended with all
    that it had started."""
    with subprocess.Popen(command, start_new_session=seconds is not None, **how) as running:
        try:
            return running.wait(timeout=seconds)
        except BaseException as error:
            if seconds is not None:
                os.killpg(running.pid, signal.SIGTERM)
            if isinstance(error, subprocess.TimeoutExpired):
                return None
            raise


def build(platform: Platform, jobs: str, targets: tuple[str, ...] = TARGETS, seconds: float | None = None) -> bool:
    """Builds and stages. False where `seconds` were too few: what was built by then stays."""
    run("sh", HERE / "fetch_parts.sh", PARTS)
    run("sh", HERE / "fetch_compiler.sh", TOOLS)
    print(f"{platform.name}: building, what is not in the cache takes half an hour", flush=True)
    configure(platform, ROOT, platform.build)
    log = platform.build / "build.log"
    command = ["cmake", "--build", platform.build, "--parallel", jobs, "--target", *targets, "--", "-k", "0"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch(), **CACHE}
    with log.open("w", encoding="utf-8") as out:
        status = run_within(command, seconds, stdout=out, stderr=subprocess.STDOUT, env=environment)
    if status is None:
        return False
    if status != 0:
        raise SystemExit(f"{platform.name}: does not build, see {log}")
    stage(platform, targets)
    return True


if __name__ == "__main__":
    build(PLATFORMS[sys.argv[1]], sys.argv[2] if len(sys.argv) > 2 else "1")
