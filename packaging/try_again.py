"""Builds a platform once more from the same sources in another folder, with nothing from a cache, and compares what
comes out byte by byte: every twentieth object, or with --whole all of them and all that is linked and installed.

usage: packaging/try_again.py PLATFORM [--whole]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import build
from platforms import PARTS, PLATFORMS, ROOT, TOOLS, WORK, Platform, epoch, run


def copy_sources(folder: Path) -> Path:
    """The tree without what was built; tools and parts of others by links."""
    root = folder / "remit"
    shutil.rmtree(folder, ignore_errors=True)
    root.mkdir(parents=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    for name in listed.decode().rstrip("\0").split("\0"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name, follow_symlinks=False)
        shutil.copystat(ROOT / name, root / name, follow_symlinks=False)
    for each in (PARTS, TOOLS):
        link = root / each.relative_to(ROOT)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(each)
    return root


def objects(platform: Platform) -> list[str]:
    """What both targets are made of, by name from the folder of the build."""
    said = run("ninja", "-C", platform.build, "-t", "inputs", *build.TARGETS).splitlines()
    return sorted(each for each in said if each.endswith((".o", ".obj")) and not each.startswith("/"))


def content(platform: Platform, path: Path) -> bytes:
    """What is compared: of an object for Windows all but the section that names the object's own file, which the
    linker leaves out."""
    if not (platform.windows and path.suffix == ".obj"):
        return path.read_bytes()
    copy = WORK / "again" / "compared.obj"
    run("objcopy", "--remove-section=.debug$S", path, copy)
    return copy.read_bytes()


def install(tree: Path, stage: Path) -> None:
    for component in ("libremit1", "libremit-dev", "remit"):
        run("cmake", "--install", tree, "--prefix", stage, "--component", component)


def main() -> int:
    platform = PLATFORMS[sys.argv[1]]
    whole = "--whole" in sys.argv[2:]
    folder = WORK / "again" / platform.name
    root = copy_sources(folder)
    tree = root / platform.build.relative_to(ROOT)
    build.configure(platform, root, tree)
    known = objects(platform)
    wanted = known if whole else known[::20]
    # Through ccache all the same, which names sources by their place below the root: the compiler writes that name.
    caches = {**build.CACHE, "CCACHE_RECACHE": "1", "CCACHE_DIR": str(folder / "ccache"), "CCACHE_BASEDIR": str(root)}
    environment = {**caches, "SOURCE_DATE_EPOCH": epoch()}
    targets = build.TARGETS if whole else wanted
    run("cmake", "--build", tree, "--parallel", os.environ.get("JOBS", "1"), "--target", *targets, **environment)
    pairs = [(platform.build / name, tree / name) for name in wanted]
    if whole:
        stage = folder / "stage"
        install(tree, stage)
        pairs += [
            (platform.stage / path.relative_to(stage), path) for path in sorted(stage.rglob("*")) if path.is_file()
        ]
    other = [first for first, second in pairs if content(platform, first) != content(platform, second)]
    for each in other:
        print(f"{platform.name}: built again it has other bytes: {each}", file=sys.stderr)
    print(f"{platform.name}: built again in another folder: {len(pairs) - len(other)} of {len(pairs)} files are the same"
          f" ({len(known)} objects are known)")  # fmt: skip
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
