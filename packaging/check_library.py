"""Whether a library of a release is what a vendor may count on: it exports the functions of the header and
nothing else, needs the C library alone, none newer than 2.17, is small, and leaves what attacks it little to write to.

usage: packaging/check_library.py PLATFORM [LIBRARY]     (runs with the Python of fetch_compiler.sh)
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pefile
from elftools.elf.elffile import ELFFile
from platforms import PLATFORMS, ROOT, Platform, functions

OLDEST_GLIBC = (2, 17)
C_LIBRARY = re.compile(r"(libc|libm|libpthread|libdl)\.so\.\d|ld-linux-[a-z0-9-]+\.so\.\d")
# The C run-time is a part of Windows 10, and an update of Windows 7 and 8.
SYSTEM_OF_WINDOWS = re.compile(r"api-ms-win-crt-[a-z0-9-]+\.dll|KERNEL32\.dll|ntdll\.dll", re.I)


# How a function of x86-64 reads what guards its arrays on the stack. Whom it calls where one was written past its end
# is inside, by the run-time of the compiler, and nothing of its name is left; so of aarch64 it is not told.
STACK_GUARD = re.compile(rb"\x64[\x48\x4c]\x8b[\x04-\x3c]\x25\x28\0\0\0", re.S)


def unhardened_elf(elf: ELFFile) -> list[str]:
    """What of the usual protection it lacks: addresses that are read-only once they are set, all of them set when it is
    loaded, no stack that can be run, no page that can be written and run, and the guard of arrays on the stack."""
    segments = list(elf.iter_segments())
    tags = {tag.entry.d_tag: tag.entry.d_val for tag in elf.get_section_by_name(".dynamic").iter_tags()}
    wrong = []
    if not any(each["p_type"] == "PT_GNU_RELRO" for each in segments):
        wrong.append("has addresses that stay writable (no RELRO)")
    if not (tags.get("DT_FLAGS", 0) & 8 or tags.get("DT_FLAGS_1", 0) & 1 or "DT_BIND_NOW" in tags):
        wrong.append("sets addresses while it runs (no BIND_NOW)")
    if "DT_TEXTREL" in tags or tags.get("DT_FLAGS", 0) & 4:
        wrong.append("writes to its own code when it is loaded")
    stacks = [each["p_flags"] for each in segments if each["p_type"] == "PT_GNU_STACK"]
    if not stacks or any(flags & 1 for flags in stacks):
        wrong.append("asks for a stack that can be run")
    if any(each["p_type"] == "PT_LOAD" and each["p_flags"] & 3 == 3 for each in segments):
        wrong.append("has pages that can be written and run")
    if elf["e_machine"] == "EM_X86_64" and not STACK_GUARD.search(elf.get_section_by_name(".text").data()):
        wrong.append("has arrays on its stack that nothing guards")
    return wrong


def unhardened_pe(image: pefile.PE) -> list[str]:
    """The same, as far as Windows has it: loaded anywhere, in 64 bits of places, and data is not run."""
    has = image.OPTIONAL_HEADER.DllCharacteristics
    asked = {"DYNAMIC_BASE": 0x40, "HIGH_ENTROPY_VA": 0x20, "NX_COMPAT": 0x100}
    return [f"is not marked {name}" for name, bit in asked.items() if not has & bit]


def of_elf(path: Path) -> tuple[set[str], list[str], str]:
    """What it exports, what is wrong with what it needs, and a line about it."""
    with path.open("rb") as file:
        elf = ELFFile(file)
        symbols = elf.get_section_by_name(".dynsym")
        versions = elf.get_section_by_name(".gnu.version_r")
        exported = {
            each.name
            for each in symbols.iter_symbols()
            if each["st_shndx"] not in ("SHN_UNDEF", "SHN_ABS") and each["st_info"]["bind"] != "STB_LOCAL"
        }
        dynamic = list(elf.get_section_by_name(".dynamic").iter_tags())
        needed = [tag.needed for tag in dynamic if tag.entry.d_tag == "DT_NEEDED"]
        wanted = {name.name for _, names in versions.iter_versions() for name in names}
        unhardened = unhardened_elf(elf)
    wrong = unhardened + [f"needs {each}" for each in needed if not C_LIBRARY.fullmatch(each)]
    wrong += [f"has a {tag.entry.d_tag}" for tag in dynamic if tag.entry.d_tag in ("DT_RPATH", "DT_RUNPATH")]
    sonames = [tag.soname for tag in dynamic if tag.entry.d_tag == "DT_SONAME"]
    if sonames != ["libremit.so.1"]:
        wrong.append(f"has the names {sonames}")
    newest = (0,)
    for version in sorted(wanted):
        numbers = re.fullmatch(r"GLIBC_([\d.]+)", version)
        parts = tuple(int(part) for part in numbers[1].split(".")) if numbers else ()
        newest = max(newest, parts)
        if not parts or parts > OLDEST_GLIBC:
            wrong.append(f"needs {version}")
    return exported, wrong, f"needs {', '.join(needed)}, GLIBC_{'.'.join(map(str, newest))}"


def of_pe(path: Path) -> tuple[set[str], list[str], str]:
    with pefile.PE(str(path)) as image:
        exported = {each.name.decode() for each in image.DIRECTORY_ENTRY_EXPORT.symbols}
        needed = sorted({each.dll.decode() for each in image.DIRECTORY_ENTRY_IMPORT})
        unhardened = unhardened_pe(image)
    wrong = unhardened + [f"needs {each}" for each in needed if not SYSTEM_OF_WINDOWS.fullmatch(each)]
    return exported, wrong, f"needs {', '.join(needed)}"


def faults(platform: Platform, library: Path) -> tuple[list[str], str]:
    """What is wrong with it, and one line that says what it is."""
    exported, wrong, line = (of_pe if platform.windows else of_elf)(library)
    declared = functions()
    wrong += [f"declared, not exported: {name}" for name in sorted(declared - exported)]
    wrong += [f"exported, not declared: {name}" for name in sorted(exported - declared)]
    content = library.read_bytes()
    if len(content) > platform.most_bytes:
        wrong.append(f"has {len(content)} bytes, more than {platform.most_bytes}")
    if str(ROOT).encode() in content:
        wrong.append(f"names the folder {ROOT}")
    return wrong, f"{len(content)} bytes, {len(exported)} functions, {line}"


def main() -> int:
    platform = PLATFORMS[sys.argv[1]]
    library = Path(sys.argv[2]) if len(sys.argv) > 2 else platform.library
    wrong, line = faults(platform, library)
    print(f"{platform.name}: {line}")
    for fault in wrong:
        print(f"{platform.name}: {fault}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
