"""Runs the program of a release beside the one of this machine's build: the cases of the kit (those of
tests/spec and the worked policies) and every worked policy must give the same bytes, and the worked policies
the figures expected of them.

Where another machine's processor or system is imitated a program takes long to start, so there of the specs
the first of each topic, good and bad, and every tenth is taken, unless --whole is said.

usage: packaging/try_program.py PLATFORM [--whole]
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

from platforms import PLATFORMS, PYTHON_OF_SYSTEM, ROOT, Platform, run, wake

sys.path.insert(0, str(ROOT / "tests" / "kit"))
import kit  # noqa: E402

HERE_BUILT = ROOT / "build" / "tested" / "bin" / "remit"
SECONDS = 600


def runner(platform: Platform) -> Path:
    """A script that runs the program of the platform, as one file for tests that want one."""
    script = platform.build / "run-remit"
    settings = [f"{name}={value}" for name, value in platform.environment.items()]
    command = " ".join(["env", *settings, *platform.runner, str(platform.program)])
    script.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def answer(program: Path, arguments: list[str], folder: Path) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL
    )
    return done.returncode, done.stdout, done.stderr


def write_case(case: dict, folder: Path) -> list[list[str]]:
    """Its files, and the commands to run over them."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data").mkdir(parents=True)
    names = []
    for number, source in enumerate(case["sources"]):
        name = f"{number}.remit"
        (folder / name).write_text(source["text"], encoding="utf-8")
        names.append(name)
    for table in case.get("tables", []):
        with (folder / "data" / f"{table['table']}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([table["columns"], *table["rows"]])
    day = ["--as-of", case["as_of"]] if "as_of" in case else []
    if "tables" not in case:
        return [["check", *names, "--lang", language] for language in ("en", "zh")]
    commands = [["run", *names, "--data", "data", *day, "--lang", "en", "--out", "out"]]
    for each in case.get("explanations", []):
        place = [each["entity"], each["key"], each["column"]]
        commands.append(["explain", *names, *place, "--data", "data", *day, "--lang", each["language"]])
    return commands


def written(folder: Path) -> dict[str, bytes]:
    """What a run wrote, but for the engine that the manifest names."""
    found = {}
    for path in sorted(folder.glob("out/*")):
        content = path.read_bytes()
        if path.name == "manifest.json":
            manifest = json.loads(content)
            manifest.pop("engine")
            content = json.dumps(manifest).encode()
        found[path.name] = content
    shutil.rmtree(folder / "out", ignore_errors=True)
    return found


def difference(ours: Path, theirs: Path, case: dict, folder: Path) -> str | None:
    for arguments in write_case(case, folder):
        a = answer(ours, arguments, folder), written(folder)
        b = answer(theirs, arguments, folder), written(folder)
        if a != b:
            return f"{case['name']}: {' '.join(arguments)}: differs in {folder}\n{a[0]}\n{b[0]}"
    return None


def chosen(cases: list[dict]) -> list[dict]:
    """A part of them that has something of everything: all that are no specs, and of these one of each folder
    and every tenth."""
    seen = set()
    found = []
    for number, case in enumerate(cases):
        kind, _, name = case["name"].partition("/")
        folder = name.rpartition("/")[0]
        if kind != "spec" or folder not in seen or number % 10 == 0:
            found.append(case)
        seen.add(folder)
    return found


def try_cases(platform: Platform, program: Path, whole: bool) -> int:
    cases = kit.cases()
    known = len(cases)
    if platform.runner and not whole:
        cases = chosen(cases)
    wrong = [
        found
        for case in cases
        if (found := difference(HERE_BUILT, program, case, platform.build / "case")) is not None
    ]
    for each in wrong[:5]:
        print(each, file=sys.stderr)
    print(f"{platform.name}: {len(cases) - len(wrong)} of {len(cases)} cases give the same bytes ({known} are known)")
    return len(wrong)


def main() -> int:
    platform = PLATFORMS[sys.argv[1]]
    program = runner(platform)
    wake(platform)
    wrong = try_cases(platform, program, "--whole" in sys.argv[2:])
    said = run(PYTHON_OF_SYSTEM, "tests/policies/policies_test.py", program, REMIT_DRAWS="1")
    print(f"{platform.name}: worked policies: {said.strip().splitlines()[-3:]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
