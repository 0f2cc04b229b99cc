"""Makes a wheel of the source distribution as pip does, with the C++ compiler and the CMake of this machine and
nothing of the checkout, installs it into an environment of its own and runs the tests of the binding with it.

usage: packaging/try_sdist.py     (runs with the Python of fetch_compiler.sh, which has setuptools)
"""

from __future__ import annotations

import shutil
import sys

import try_wheel
from platforms import OUT, WORK, run, version


def main() -> int:
    folder = WORK / "from-sdist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    packed = OUT / f"remit-{version()}.tar.gz"
    run(sys.executable, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation",
        "--wheel-dir", folder, packed, cwd=folder)  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    print(f"source distribution: {packed.stat().st_size} bytes: {wheel.name}: {try_wheel.here(wheel, folder / 'env')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
