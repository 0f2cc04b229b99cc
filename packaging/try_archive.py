"""Unpacks the archive of a platform somewhere and uses it as a vendor would: the sums hold, its examples build by
pkg-config and by CMake wherever it lies, its program says its version, and packing once more gives the same bytes.

usage: packaging/try_archive.py PLATFORM
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import archive
from platforms import HERE, OUT, PLATFORMS, WORK, Platform, run, version, wake
from try_library import EXAMPLES, environment

# What this machine's compiler does not build for is built by the compiler of the release.
TOOLCHAIN = HERE / "zig.cmake"


def unpack(platform: Platform, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    name = f"remit-{version()}-{platform.name}"
    if platform.windows:
        with zipfile.ZipFile(OUT / f"{name}.zip") as packed:
            packed.extractall(folder)
    else:
        run("tar", "-xJf", OUT / f"{name}.tar.xz", "-C", folder)
    run("sha256sum", "--check", "--quiet", "--strict", archive.SUMS, cwd=folder / name)
    return folder / name


def by_cmake(platform: Platform, home: Path, folder: Path) -> list[Path]:
    """The examples of the archive, found by `find_package(Remit)`."""
    cross = []
    if platform.runner:
        cross = [f"-DCMAKE_TOOLCHAIN_FILE={TOOLCHAIN}", f"-DREMIT_TARGET={platform.target}"]
    examples = home / "share" / "doc" / "remit" / "examples"
    run("cmake", "-S", examples, "-B", folder, "-G", "Ninja", f"-DRemit_DIR={home}/lib/cmake/Remit", *cross)
    run("cmake", "--build", folder)
    return [folder / (f"{name}.exe" if platform.windows else name) for name in EXAMPLES]


def by_pkg_config(home: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    flags = run("pkg-config", "--cflags", "--libs", "remit", PKG_CONFIG_PATH=str(home / "lib" / "pkgconfig"))
    assert str(home) in flags, flags
    made = []
    for name in EXAMPLES:
        source = home / "share" / "doc" / "remit" / "examples" / f"{name}.c"
        made.append(folder / name)
        run("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", source, "-o", made[-1], *flags.split(), "-pthread")
    return made


def start(platform: Platform, home: Path, programs: list[Path]) -> None:
    where = environment(platform)
    where["WINEPATH" if platform.windows else "LD_LIBRARY_PATH"] = str(home / platform.library.parent.name)
    for program in programs:
        done = subprocess.run([*platform.runner, program], env=where, capture_output=True, timeout=600, check=False)
        if done.returncode != 0 or not done.stdout:
            raise SystemExit(f"{program}: status {done.returncode}\n{done.stderr.decode(errors='replace')}")


def main() -> int:
    platform = PLATFORMS[sys.argv[1]]
    wake(platform)
    packed = next(OUT.glob(f"remit-{version()}-{platform.name}.*"))
    before = packed.read_bytes()
    archive.pack(platform)
    assert packed.read_bytes() == before, "packed once more, it has other bytes"
    # Two places, the second with a blank in its name.
    for place in ("unpacked", "un packed"):
        home = unpack(platform, WORK / place / platform.name)
        programs = by_cmake(platform, home, home.parent / "cmake")
        if not platform.runner and " " not in place:
            programs += by_pkg_config(home, home.parent / "pkg-config")
        start(platform, home, programs)
        said = run(*platform.runner, home / "bin" / platform.program.name, "--version", **platform.environment)
        assert version() in said, said
    bill = json.loads((home / "share" / "doc" / "remit" / "sbom.cdx.json").read_text(encoding="utf-8"))
    names = [each["name"] for each in bill["components"]]
    licences = {path.stem for path in (home / "share" / "doc" / "remit" / "licences").iterdir()}
    assert licences == {*names, "remit"}, licences
    print(f"{platform.name}: archive: {len(before)} bytes, {len(names)} parts of others, examples run from two places")
    return 0


if __name__ == "__main__":
    sys.exit(main())
