"""What a release is made of, as far as it can be tried in seconds; `make dist` tries the artefacts.

The self-contained library for x86-64 is looked at, and runs the tests of the C interface, where it was built
(build/dist/linux-x86_64).
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))

import archive  # noqa: E402
import platforms  # noqa: E402

BUILT = platforms.PLATFORMS["linux-x86_64"]


def is_of_these_sources():
    """Building it again takes a quarter of an hour of processor time, so a test only asks."""
    if not BUILT.library.exists():
        return False
    said = subprocess.run(
        ["ninja", "-C", BUILT.build, "-n", "remit_capi"], capture_output=True, text=True, check=False
    ).stdout
    return "no work to do" in said


built = pytest.mark.skipif(not is_of_these_sources(), reason="make dist has not been here since the last change")


NODE_PACKAGES = {"node": "bindings/node", "wasm": "bindings/wasm", "page": "page", "vscode": "editors/vscode"}


def test_all_have_one_version():
    said = {
        "python": re.search(r'^version = "(.*)"', (ROOT / "bindings/python/pyproject.toml").read_text(), re.M)[1],
        "node": json.loads((ROOT / "bindings/node/package.json").read_text())["version"],
        "rust": re.search(r'^version = "(.*)"', (ROOT / "bindings/rust/Cargo.toml").read_text(), re.M)[1],
        **{name: json.loads((ROOT / folder / "package.json").read_text())["version"] for name, folder in NODE_PACKAGES.items()},
        "java": re.search(r"<version>(.*?)</version>", (ROOT / "bindings/java/pom.xml").read_text())[1],
    }
    assert set(said.values()) == {platforms.version()}, said


def test_no_registry_and_no_folder_of_a_machine_is_named():
    for path in PACKAGING.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"https?://|deb\.debian|pypi\.org", text), path


@pytest.mark.parametrize("write", [archive.tar_xz, archive.zip_archive])
def test_the_same_tree_gives_the_same_bytes(tmp_path, write):
    results = []
    for number, order in enumerate((["b", "a"], ["a", "b"])):
        folder = tmp_path / str(number)
        (folder / "bin").mkdir(parents=True)
        for name in order:
            (folder / "bin" / name).write_text(name)
            (folder / "bin" / name).chmod(0o600 if number else 0o777)
        out = tmp_path / f"{number}.packed"
        write(folder, "remit", out, 1_600_000_000)
        results.append(out.read_bytes())
    assert results[0] == results[1]


def test_zig_is_told_what_it_spells_in_its_own_way(tmp_path):
    shown = tmp_path / "zig"
    shown.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    shown.chmod(0o755)
    given = ["-march=x86-64-v3", "-march=x86-64", "-Xclang", "-emit-pch", "-Xclang", "-include", "a b.cc"]
    given += ["-Wl,--push-state,--as-needed", "-latomic", "-Wl,--pop-state"]
    said = subprocess.run(
        [PACKAGING / "zig" / "zig-clang++", *given],
        env={"REMIT_ZIG_FOLDER": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said == ["c++", "-mcpu=x86_64_v3", "-mcpu=x86_64", "-Xclang", "-include", "a b.cc"]


def test_equal_functions_become_one(tmp_path):
    """zig links; then its linker does the same again with the option that zig does not know."""
    shown = tmp_path / "zig"
    shown.write_text(
        '#!/bin/sh\n[ "$1" = ld.lld ] && { printf "%s\\n" "$@"; exit; }\n'
        '[ "$3" = wrong.o ] && { echo "no such symbol" >&2; exit 1; }\n'
        'echo "ar rcs a.a a.o" >&2; echo "ld.lld -shared -o $3" >&2\n'
    )
    shown.chmod(0o755)

    def link(name):
        return subprocess.run(
            [PACKAGING / "zig" / "zig-clang++", "-Wl,--icf=all", "-o", name],
            env={"REMIT_ZIG_FOLDER": str(tmp_path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    assert link("out.so").stdout.splitlines() == ["ld.lld", "-shared", "-o", "out.so", "--icf=all"]
    failed = link("wrong.o")
    assert failed.returncode != 0 and "no such symbol" in failed.stderr


def run_script(name):
    done = subprocess.run(
        [platforms.TOOLS / "environment" / "bin" / "python", "-B", PACKAGING / name, BUILT.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@built
def test_the_library_is_what_a_vendor_counts_on():
    run_script("check_library.py")


@built
def test_the_library_passes_the_tests_of_the_interface():
    run_script("try_library.py")
