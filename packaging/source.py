"""The tree of the source distribution: the Python binding with the engine beside it in `engine/`, and in
`engine/parts/` what a build from nothing but a compiler and CMake needs of others' sources."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
from pathlib import Path

from platforms import PARTS, PLATFORMS, ROOT, run, version

ENGINE = ("CMakeLists.txt", "LICENSE", "capi", "cmake", "include", "src", "tools/grammar")
BINDING = ("pyproject.toml", "setup.py", "remit")
ABSEIL = ("CMake", "CMakeLists.txt", "LICENSE", "absl")
UTF8PROC = ("CMakeLists.txt", "LICENSE.md", "utf8proc.c", "utf8proc.h", "utf8proc_data.c", "utils.cmake",
            "libutf8proc.pc.cmakein")  # fmt: skip
# These choose among their files by compiler and system, so all of them are taken.
WHOLE = ("boost/config", "boost/predef", "boost/detail", "boost/assert", "boost/core")


def committed(folder: str) -> list[str]:
    return run("git", "ls-files", "-z", "--", folder).rstrip("\0").split("\0")


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def headers() -> set[str]:
    """Those of header-only libraries that the engine and the grammar compiler were compiled with."""
    known = run("cmake", "--build", PLATFORMS["linux-x86_64"].build, "--", "-t", "deps")
    known += run("cmake", "--build", grammar_tree(), "--", "-t", "deps")
    found = set()
    for line in known.splitlines():
        path = line.strip()
        for root in (f"{PARTS}/headers/", "../parts/headers/", "/usr/include/"):
            rest = path.removeprefix(root)
            if rest != path and rest.startswith(("boost/", "xxhash.h", "xxh3.h")):
                found.add(rest)
    return found


def grammar_tree() -> Path:
    for tree in (ROOT / "build" / "release", ROOT / "build" / "tested"):
        if (tree / "build.ninja").exists():
            return tree
    raise SystemExit("nothing was built on this machine")


def lay_out(tree: Path) -> None:
    shutil.rmtree(tree, ignore_errors=True)
    for name in BINDING:
        for path in committed(f"bindings/python/{name}"):
            copy(ROOT / path, tree / Path(path).relative_to("bindings/python"))
    copy(ROOT / "LICENSE", tree / "LICENSE")
    for name in ENGINE:
        for path in committed(name):
            copy(ROOT / path, tree / "engine" / path)
    parts = tree / "engine" / "parts"
    for part, names in (("abseil", ABSEIL), ("utf8proc", UTF8PROC)):
        for name in names:
            place = PARTS / part / name
            for path in [place] if place.is_file() else sorted(place.rglob("*")):
                if path.is_file() and not path.stem.endswith(("_test", "_benchmark")):
                    copy(path, parts / part / path.relative_to(PARTS / part))
    wanted = headers()
    for folder in WHOLE:
        root = PARTS / "headers"
        wanted |= {str(path.relative_to(root)) for path in (root / folder).rglob("*.hpp")}
        wanted |= {str(path.relative_to(root)) for path in (root / folder).rglob("*.h")}
    for name in sorted(wanted):
        copy(PARTS / "headers" / name, parts / "headers" / name)
    (tree / "PKG-INFO").write_text(
        f"Metadata-Version: 2.1\nName: remit\nVersion: {version()}\n"
        "Summary: Exact, explainable, fast policy engine\nLicense: Apache-2.0\nRequires-Python: >=3.9\n",
        encoding="utf-8",
    )


def tar_gz(tree: Path, top: str, out: Path, when: int) -> None:
    """The same bytes for the same tree."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(each for each in tree.rglob("*") if each.is_file()):
            entry = tarfile.TarInfo(f"{top}/{path.relative_to(tree).as_posix()}")
            entry.mtime, entry.mode, entry.size = when, 0o644, path.stat().st_size
            with path.open("rb") as file:
                archive.addfile(entry, file)
    with out.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=when) as packed:
        packed.write(content.getvalue())
