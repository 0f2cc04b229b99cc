"""What a release is made of, as far as it can be tried in seconds; `make dist` tries the artefacts.

The self-contained library for x86-64 is built, looked at, and runs the tests of the C interface, where compiler and
parts were fetched (build/dist) and building takes a few minutes.
"""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.insert(0, str(PACKAGING))

import archive  # noqa: E402
import build  # noqa: E402
import platforms  # noqa: E402

BUILT = platforms.PLATFORMS["linux-x86_64"]


MOST_MINUTES = 5.0


@pytest.fixture(scope="module")
def built():
    """The library of these sources: built here, where compiler and parts are and what is missing takes little time.
    All of it takes half an hour of processor time, which `make dist` gives."""
    if not build.is_fetched():
        pytest.skip("its compiler and parts are not here: make dist fetches them")
    jobs = len(os.sched_getaffinity(0))
    build.configure(BUILT, platforms.ROOT, BUILT.build)
    minutes = build.minutes(BUILT, jobs)
    if minutes > MOST_MINUTES:
        pytest.skip(f"building it takes about {minutes:.0f} minutes: make dist does")
    # What is in the cache took no time the last time, and takes its own when a header changes.
    if not build.build(BUILT, str(jobs), build.LIBRARY, MOST_MINUTES * 60):
        pytest.skip(f"building it takes more than {MOST_MINUTES:.0f} minutes: make dist does")
    return BUILT


def test_what_is_fetched_is_known_without_a_network(tmp_path):
    """Also where what was fetched is not what is meant now."""
    parts, tools = tmp_path / "parts", tmp_path / "tools"
    for script, folder, mark in (("fetch_parts.sh", parts, "ready"), ("fetch_compiler.sh", tools, "requirements.txt")):
        ask = ["sh", PACKAGING / script, "--is-here", folder]
        nowhere = {"env": {"PATH": "/usr/bin:/bin", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}, "timeout": 10}
        assert subprocess.run(ask, check=False, **nowhere).returncode != 0 and not folder.exists()
        folder.mkdir()
        (folder / mark).write_text("of another time\n")
        assert subprocess.run(ask, check=False, **nowhere).returncode != 0
        meant = (PACKAGING / "requirements.txt").read_text()
        if mark == "ready":
            meant = re.search(r'^sources="(.*)"$', (PACKAGING / script).read_text(), re.M)[1] + "\n"
        (folder / mark).write_text(meant)
        assert subprocess.run(ask, check=False, **nowhere).returncode == 0
        assert [each.name for each in folder.iterdir()] == [mark]


def test_a_build_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path):
    pids = tmp_path / "pids"
    assert build.run_within(["sh", "-c", "exit 3"], 20) == 3
    assert build.run_within(["sh", "-c", f"sleep 60 & echo $! $$ >{pids}; wait"], 1) is None
    for pid in pids.read_text().split():
        for _ in range(100):
            if not os.path.exists(f"/proc/{pid}") or "Z (zombie)" in Path(f"/proc/{pid}/status").read_text():
                break
            time.sleep(0.02)
        else:
            pytest.fail(f"{pid} goes on")


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
    assert zig_is_told(tmp_path, given) == ["c++", "-mcpu=x86_64_v3", "-mcpu=x86_64", "-Xclang", "-include", "a b.cc"]
    # Of optimisation the last word counts, and zig itself takes -Oz for -Os.
    assert zig_is_told(tmp_path, ["-O2", "-Oz", "a.cc"]) == ["c++", "-O2", "-Os", "a.cc", "-Xclang", "-Oz"]
    assert zig_is_told(tmp_path, ["-Oz", "-O3", "a.cc"]) == ["c++", "-Os", "-O3", "a.cc"]


def zig_is_told(folder, given):
    return subprocess.run(
        [PACKAGING / "zig" / "zig-clang++", *given],
        env={"REMIT_ZIG_FOLDER": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()


def test_equal_functions_become_one(tmp_path):
    """zig says how it links a program that does nothing; its linker does that with what was meant, and with options that zig does not know."""
    shown = tmp_path / "zig"
    shown.write_text(
        '#!/bin/sh\n[ "$1" = ld.lld ] && { printf "%s\\n" "$@"; exit; }\n'
        '[ "$3" = wrong.so ] && { echo "no such symbol" >&2; exit 1; }\n'
        'echo "ar rcs a.a a.o" >&2; echo "ld.lld -shared -o libc.so.6 /cache/c.o" >&2\n'
        'echo "ld.lld -shared -o $3 begin.o /cache/nothing.o -lc" >&2\n'
    )
    shown.chmod(0o755)

    def link(name):
        return subprocess.run(
            [PACKAGING / "zig" / "zig-clang++", "-Wl,--icf=all", "-o", name, "a.o", "-Xlinker", "--version-script=a.map", "libb.a"],
            env={"REMIT_ZIG_FOLDER": str(tmp_path), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )

    linked = " ".join(link("out.so").stdout.splitlines())
    assert linked == (
        "ld.lld -shared -o out.so begin.o a.o --version-script=a.map libb.a -lc --icf=all --Map=out.so.map "
        "-mllvm -inline-max-stacksize=128"
    )
    failed = link("wrong.so")
    assert failed.returncode != 0 and "no such symbol" in failed.stderr


def test_a_source_is_named_from_where_it_is_compiled(tmp_path):
    """What is optimised when it is linked holds the name of its source, and no folder of the machine is to be in it."""
    shown = tmp_path / "zig"
    shown.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    shown.chmod(0o755)
    for end in ("c", "cc"):
        (tmp_path / "tree").mkdir(exist_ok=True)
        told = subprocess.run(
            [PACKAGING / "zig" / "zig-clang++", "-flto", "-c", tmp_path / "src" / f"a.{end}", "-o", "a.o"],
            env={"REMIT_ZIG_FOLDER": str(tmp_path), "PATH": "/usr/bin:/bin"},
            cwd=tmp_path / "tree",
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        assert told == ["c++", "-flto", "-c", f"../src/a.{end}", "-o", "a.o"]


def run_script(name, *arguments):
    python = platforms.TOOLS / "environment" / "bin" / "python"
    command = [python, "-B", PACKAGING / name, BUILT.name, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_library_that_grows_is_told(built, tmp_path):
    grown = tmp_path / built.library.name
    grown.write_bytes(built.library.read_bytes().ljust(built.most_bytes + 1, b"\0"))
    done = run_script("check_library.py", grown)
    assert done.returncode == 1 and f"more than {built.most_bytes}" in done.stderr, done.stdout + done.stderr


def test_the_library_is_what_a_vendor_counts_on(built):
    done = run_script("check_library.py")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_library_passes_the_tests_of_the_interface(built):
    done = run_script("try_library.py")
    assert done.returncode == 0, done.stdout + done.stderr
