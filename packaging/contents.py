"""What is inside a library of a release: names, versions, licences; as a list for the archive and as an SBOM
(CycloneDX 1.5, JSON)."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import re
import uuid
from pathlib import Path

from platforms import PARTS, ROOT, TOOLS, Platform, epoch, run, version

COPYRIGHTS = Path("/usr/share/doc")
LONG = 100_000
MPL = Path("/usr/share/common-licenses/MPL-2.0")


@dataclasses.dataclass(frozen=True)
class Part:
    """A piece of somebody else's that was compiled or linked in."""

    name: str
    version: str
    licence: str
    """As SPDX names it."""
    licence_text: bytes
    purl: str
    sources: tuple[Path, ...] = ()
    """The files of its source, where they were fetched."""
    program_alone: bool = False
    """The library has nothing of it."""


def _source(name: str, licence: str, text: str, **more: bool) -> Part:
    """What fetch_parts.sh brought."""
    (description,) = (PARTS / "source").glob(f"{name}_*.dsc")
    said = re.search(r"^Version: (\S+)", description.read_text(encoding="utf-8"), flags=re.M)[1]
    archives = sorted(each for each in (PARTS / "source").glob(f"{name}_*") if each != description)
    purl = f"pkg:deb/debian/{name}@{said}?arch=source"
    return Part(name, said, licence, (PARTS / name / text).read_bytes(), purl, tuple(archives), **more)


def _of_libxlsxwriter() -> list[Part]:
    """It brings a piece of somebody else's along, which stays under its own licence."""
    whole = _source("libxlsxwriter", "BSD-2-Clause", "License.txt", program_alone=True)
    text = b"Unchanged from the sources of libxlsxwriter, third_party/tmpfileplus; the licence follows.\n\n"
    piece = dataclasses.replace(
        whole, name="tmpfileplus", version="2.0.0", licence="MPL-2.0", licence_text=text + MPL.read_bytes()
    )
    return [whole, piece]


def _package(name: str, package: str, licence: str, **more: bool) -> Part:
    """Headers of a Debian package of this machine."""
    said = run("dpkg-query", "-W", "-f", "${Version}", package).strip()
    text = (COPYRIGHTS / package / "copyright").read_text(encoding="utf-8")
    # Of many licences of one source package the one of these headers alone.
    paragraph = re.search(rf"^License: {re.escape(licence)}\n(?: .*\n)+", text, flags=re.M)
    if len(text) > LONG and paragraph is not None:
        text = paragraph[0]
    return Part(name, said, licence, text.encode(), f"pkg:deb/debian/{package}@{said}", **more)


def _zig() -> tuple[str, Path]:
    return run(TOOLS / "zig", "version").strip(), (TOOLS / "zig").resolve().parent / "lib"


def _run_time(platform: Platform) -> list[Part]:
    """The C++ run-time that the compiler links in."""
    said, folder = _zig()
    purl = f"pkg:pypi/ziglang@{said}"
    clang = run(TOOLS / "zig", "cc", "--version").split("\n")[0]
    llvm = re.search(r"version (\d\S*)", clang)[1]
    found = []
    for name in ("libcxx", "libcxxabi", "libunwind"):
        text = folder / name / "LICENSE.TXT"
        found.append(Part(name, llvm, "Apache-2.0 WITH LLVM-exception", text.read_bytes(), purl))
    found.append(Part("compiler-rt", said, "MIT", (folder.parent / "LICENSE").read_bytes(), purl))
    if platform.windows:
        text = folder / "libc" / "mingw" / "COPYING"
        found.append(Part("mingw-w64", said, "ZPL-2.1", text.read_bytes(), purl))
    return found


def parts(platform: Platform) -> list[Part]:
    """Of library and program; Remit first."""
    remit = Part(
        "remit", version(), "Apache-2.0", (ROOT / "LICENSE").read_bytes(), f"pkg:generic/remit@{version()}"
    )
    return [
        remit,
        _source("abseil", "Apache-2.0", "LICENSE"),
        _source("utf8proc", "MIT", "LICENSE.md"),
        _package("boost", "libboost1.81-dev", "BSL-1.0"),
        _package("xxhash", "libxxhash-dev", "BSD-2-Clause"),
        _package("nlohmann-json", "nlohmann-json3-dev", "MIT", program_alone=True),
        _package("cli11", "libcli11-dev", "BSD-3-Clause", program_alone=True),
        _source("zlib", "Zlib", "LICENSE", program_alone=True),
        _source("minizip", "Zlib", "debian/copyright", program_alone=True),
        _source("expat", "MIT", "COPYING", program_alone=True),
        *_of_libxlsxwriter(),
        Part("opencc-tables", "unstated", "Apache-2.0", (ROOT / "LICENSE").read_bytes(), "pkg:generic/opencc"),
        *_run_time(platform),
    ]


def _component(part: Part) -> dict[str, object]:
    found: dict[str, object] = {
        "type": "library",
        "bom-ref": part.name,
        "name": part.name,
        "version": part.version,
        "purl": part.purl,
        "licenses": [{"expression": part.licence}],
    }
    if part.sources:
        found["externalReferences"] = [
            {
                "type": "distribution",
                "url": each.name,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(each.read_bytes()).hexdigest()}],
            }
            for each in part.sources
        ]
    return found


def sbom(platform: Platform) -> str:
    """Deterministic: the serial number follows from what is listed, the time is the commit's."""
    own, *others = parts(platform)
    components = [_component(part) for part in others]
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    when = datetime.datetime.fromtimestamp(int(epoch()), datetime.timezone.utc)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.UUID(digest[:32])}",
        "version": 1,
        "metadata": {
            "timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(own),
            "properties": [{"name": "remit:platform", "value": platform.target}],
        },
        "components": components,
        "dependencies": [{"ref": "remit", "dependsOn": [each["bom-ref"] for each in components]}],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
