"""Programs that were built against the oldest released interface run with this library.

usage: oldest_test.py CAPI_FOLDER LIBRARY WORK_FOLDER

Of a release abi/<version>/ keeps the header and the version script. A library that exports just what they say, and
does nothing, is what the programs are linked with; what they print is held against the same programs
built with the header of today.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

# What `server` and `cancel` print depends on how threads take turns.
PROGRAMS = ("one_unit", "batch_arrow", "diagnostics")
FLAGS = ("-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror")


def run(*command: object, **settings: object) -> str:
    command = [str(each) for each in command]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, **settings)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {done.returncode}")
    return done.stdout


def stub(release: Path, folder: Path) -> Path:
    """The library as it was, without what it did."""
    text = re.sub(r"/\*.*?\*/", "", (release / "remit.h").read_text(encoding="utf-8"), flags=re.S)
    names = re.findall(r"^REMIT_API [^;]*?(\w+)\(", text, flags=re.M | re.S)
    source = folder / "stub.c"
    source.write_text("".join(f"void {name}(void) {{}}\n" for name in names), encoding="utf-8")
    library = folder / "libremit.so.1"
    run("cc", "-shared", "-fPIC", source, "-o", library, "-Wl,-soname,libremit.so.1",
        f"-Wl,--version-script={release / 'remit.map'}")  # fmt: skip
    (folder / "libremit.so").symlink_to(library.name)
    print(f"{release.name}: {len(names)} functions")
    return folder


def output(capi: Path, name: str, header: Path, linked: Path, library: Path, folder: Path) -> str:
    program = folder / f"{name}_{header.name}"
    run("cc", *FLAGS, f"-I{header}", capi / "examples" / f"{name}.c", "-o", program, f"-L{linked}", "-lremit")
    return run(program, env={"LD_LIBRARY_PATH": str(library.parent)}, cwd=folder)


def main() -> int:
    capi, library, work = (Path(each).resolve() for each in sys.argv[1:])
    oldest = min((capi / "abi").glob("*.*.*"), key=lambda path: [int(each) for each in path.name.split(".")])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    linked = stub(oldest, work)
    for name in PROGRAMS:
        then = output(capi, name, oldest, linked, library, work)
        now = output(capi, name, capi, library.parent, library, work)
        if not now or then != now:
            sys.exit(f"{name}: built with {oldest.name} it prints\n{then}\nand not\n{now}")
        print(f"{name}: built with {oldest.name}, prints the same")
    return 0


if __name__ == "__main__":
    sys.exit(main())
