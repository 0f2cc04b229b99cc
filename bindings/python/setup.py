"""Puts the shared library, and the libraries it needs beyond the C++ run-time, into the wheel.

The library is built in this tree (preset release, target remit_wheel) and looks for its companions
beside itself, so the wheel works on any system of the same architecture with a C library no older.
"""

import pathlib
import re
import shutil
import subprocess
import sys

from setuptools import setup
from setuptools.command.build_py import build_py
from wheel.bdist_wheel import bdist_wheel

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SONAME = "libremit.so.1"
# What the wheel carries of what the library needs; the rest is on every system.
CARRIED = re.compile(r"lib(absl_|utf8proc|xxhash).*")


def built_library() -> pathlib.Path:
    """The library to carry."""
    for step in (["cmake", "--preset", "release"],
                 ["cmake", "--build", "--preset", "release", "--target", "remit_wheel"]):
        subprocess.run(step, cwd=ROOT, check=True, stdout=sys.stderr)
    return (ROOT / "build" / "release" / "wheel" / SONAME).resolve()


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
        library = built_library()
        for source, name in [(library, SONAME), *((p, p.name) for p in companions(library))]:
            shutil.copy2(source, target / name)
            subprocess.run(["strip", "--strip-unneeded", str(target / name)], check=True)


class PlatformWheel(bdist_wheel):
    """Any Python 3, this platform: there is no extension module, but there is a library."""

    def finalize_options(self) -> None:
        super().finalize_options()
        self.root_is_pure = False

    def get_tag(self) -> tuple[str, str, str]:
        return "py3", "none", super().get_tag()[2]


if __name__ == "__main__":
    if sys.platform != "linux":
        sys.exit("remit is built for Linux")
    setup(cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": PlatformWheel})
