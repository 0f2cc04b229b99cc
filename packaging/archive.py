"""The archive of a platform for vendors: the staged tree with licences, the list of what is inside (SBOM) and
the sums of all files. Two archives of one tree have the same bytes.

usage: packaging/archive.py PLATFORM
"""

from __future__ import annotations

import hashlib
import io
import lzma
import shutil
import sys
import tarfile
import time
import zipfile
from pathlib import Path

import contents
from platforms import OUT, PLATFORMS, Platform, epoch, version

SUMS = "SHA256SUMS"
EXECUTABLE = 0o755
PLAIN = 0o644


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> list[Path]:
    """Files and links, in an order of their own."""
    return sorted(each for each in folder.rglob("*") if each.is_symlink() or each.is_file())


def complete(platform: Platform) -> None:
    """Puts beside what was built what belongs to it."""
    home = platform.stage / "share" / "doc" / "remit"
    licences = home / "licences"
    shutil.rmtree(licences, ignore_errors=True)
    licences.mkdir(parents=True)
    for part in contents.parts(platform):
        (licences / f"{part.name}.txt").write_bytes(part.licence_text)
    (home / "sbom.cdx.json").write_text(contents.sbom(platform), encoding="utf-8")
    (platform.stage / SUMS).unlink(missing_ok=True)
    sums = [
        f"{sha256(each)}  {each.relative_to(platform.stage).as_posix()}\n"
        for each in files(platform.stage)
        if not each.is_symlink()
    ]
    (platform.stage / SUMS).write_text("".join(sums), encoding="utf-8")


def mode(path: Path) -> int:
    return EXECUTABLE if path.parent.name == "bin" or ".so" in path.name else PLAIN


def tar_xz(folder: Path, top: str, out: Path, when: int) -> None:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files(folder):
            entry = tarfile.TarInfo(f"{top}/{path.relative_to(folder).as_posix()}")
            entry.mtime = when
            if path.is_symlink():
                entry.type = tarfile.SYMTYPE
                entry.linkname = str(path.readlink())
                archive.addfile(entry)
                continue
            entry.mode = mode(path)
            entry.size = path.stat().st_size
            with path.open("rb") as file:
                archive.addfile(entry, file)
    out.write_bytes(lzma.compress(content.getvalue(), preset=9))


def zip_archive(folder: Path, top: str, out: Path, when: int) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files(folder):
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, time.gmtime(when)[:6])
            entry.external_attr = mode(path) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())


def pack(platform: Platform) -> Path:
    complete(platform)
    OUT.mkdir(exist_ok=True)
    top = f"remit-{version()}-{platform.name}"
    write, suffix = (zip_archive, ".zip") if platform.windows else (tar_xz, ".tar.xz")
    out = OUT / f"{top}{suffix}"
    write(platform.stage, top, out, int(epoch()))
    return out


if __name__ == "__main__":
    print(pack(PLATFORMS[sys.argv[1]]))
