"""Puts the shared library into the wheel.

From a checkout or the source distribution the library is built here; a release brings one that was built
for the machine of the wheel (REMIT_LIBRARY_TO_CARRY and REMIT_WHEEL_TAG, set by packaging/wheels.py).
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # setuptools before 70
    from wheel.bdist_wheel import bdist_wheel

HERE = pathlib.Path(__file__).resolve().parent
# The source distribution has the engine beside this file, and what it contains of others' sources.
ENGINE = HERE / "engine"
ROOT = HERE.parent.parent
NAMES = ("libremit.so.1", "remit.dll")
# What the wheel carries of what a library of a checkout needs; the rest is on every system.
CARRIED = re.compile(r"lib(absl_|utf8proc|xxhash).*")


def cmake(*arguments: object, folder: pathlib.Path) -> None:
    subprocess.run(["cmake", *map(str, arguments)], cwd=folder, check=True, stdout=sys.stderr)


def built_library(work: pathlib.Path) -> pathlib.Path:
    """The library to carry."""
    given = os.environ.get("REMIT_LIBRARY_TO_CARRY")
    if given:
        return pathlib.Path(given)
    if not ENGINE.is_dir():
        cmake("--preset", "release", folder=ROOT)
        cmake("--build", "--preset", "release", "--target", "remit_wheel", folder=ROOT)
        return (ROOT / "build" / "release" / "wheel" / NAMES[0]).resolve()
    settings = {
        "CMAKE_BUILD_TYPE": "Release",
        "CMAKE_CXX_FLAGS_RELEASE": "-O2 -DNDEBUG",
        "CMAKE_C_FLAGS_RELEASE": "-O2 -DNDEBUG",
        "REMIT_ABSEIL": "source",
        "REMIT_PARTS": ENGINE / "parts",
        "REMIT_PROGRAM": "OFF",
        "REMIT_INTEGRATIONS": "OFF",
        "REMIT_TESTS": "OFF",
        "REMIT_BENCHMARKS": "OFF",
    }
    given_settings = [f"-D{name}={value}" for name, value in settings.items()]
    cmake("-S", ENGINE, "-B", work, *given_settings, folder=HERE)
    cmake("--build", work, "--parallel", os.cpu_count() or 1, "--target", "remit_capi", folder=HERE)
    (library,) = {path.resolve() for name in NAMES for path in work.glob(f"*/{name}")}
    return library


def companions(library: pathlib.Path) -> list[pathlib.Path]:
    """The carried libraries that it needs, directly or not, as the loader resolves them."""
    listing = subprocess.run(["ldd", str(library)], capture_output=True, text=True, check=True)
    found = re.findall(r"^\s*(\S+) => (\S+) ", listing.stdout, flags=re.M)
    return [pathlib.Path(path) for name, path in found if CARRIED.fullmatch(name)]


class BuildWithLibrary(build_py):
    """Copies the Python files and the library."""

    def run(self) -> None:
        super().run()
        target = pathlib.Path(self.build_lib) / "remit" / "_lib"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        library = built_library(pathlib.Path(self.get_finalized_command("build").build_temp).resolve())
        name = library.name if library.suffix == ".dll" else NAMES[0]
        shutil.copyfile(library, target / name)
        if os.environ.get("REMIT_LIBRARY_TO_CARRY"):
            return
        for source in companions(library):
            shutil.copyfile(source, target / source.name)
        for each in target.iterdir():
            subprocess.run(["strip", "--strip-unneeded", str(each)], check=True)


class WithLibrary(Distribution):
    """There is no extension module, but there is a library: it goes where those of a platform go."""

    def has_ext_modules(self) -> bool:
        return True


class PlatformWheel(bdist_wheel):
    """Any Python 3, this platform."""

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", os.environ.get("REMIT_WHEEL_TAG") or super().get_tag()[2]


if __name__ == "__main__":
    setup(distclass=WithLibrary, cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": PlatformWheel})
