"""Who could notice a change: which tests there are for a room, which of the changes each of them reaches, and whether one notices."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import random
import resource
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Room -> programs whose cases are asked one by one, and scripts that are asked whole: tests of ctest or files of tests/cli; the quickest first.
PROGRAMS = {
    "src/number": ["unit_number", "unit_row", "unit_column", "unit_api", "spec"],
    "src/check": ["unit_check", "unit_lowering", "catalogue_examples", "spec", "unit_editor"],
    "src/lowering": ["unit_lowering", "spec", "unit_api"],
    "src/report": ["unit_report", "unit_api", "spec"],
    "src/column/nodes": ["unit_column", "unit_api", "spec", "row_column"],
}
SCRIPTS = {
    "src/number": ["decimal_cases", "fractions_oracle", "differential_models"],
    "src/check": ["one_truth", "explain", "policies", "needs", "promises", "differential_policies"],
    "src/lowering": ["explain_memos", "differential_policies", "differential_models"],
    "src/report": ["explain", "explain_readings", "test_payments.py", "test_report.py", "test_only.py", "test_findings.py", "test_run.py",
                   "explain_twins", "explain_memos", "promises"],
    "src/column/nodes": ["differential_models", "differential_policies", "promises"],
}
TARGETS = {  # of the scripts whose program has another name
    "decimal_cases": ["decimal_cases_test"], "fractions_oracle": ["number_driver"], "differential_models": ["differential_driver", "remit"],
    "differential_policies": ["differential_driver", "remit"], "explain": ["remit"], "explain_memos": ["remit_capi"],
    "explain_twins": ["remit_capi"], "explain_readings": ["remit"], "policies": ["remit"], "promises": ["remit"],
    "needs": ["remit", "remit_capi"],
}  # fmt: skip
PYTHON = os.environ.get("PYTHON", "python3")  # which has pytest; the one that runs this has what reads C++
MEMORY = 6 << 30  # bytes a test may take: a change may make a loop that never ends
WORKERS = 2
SCRIPT_SECONDS = 5
MOST = 1 << 16  # changes


@dataclasses.dataclass
class Test:
    """A case of a program, or a script."""

    program: str
    case: str  # "" of a script
    seconds: float
    reached: set[int]


def targets_of(test: str) -> list[str]:
    return TARGETS.get(test, ["remit"] if test.endswith(".py") else [test])


def targets(rooms: list[str]) -> list[str]:
    return sorted({target for room in rooms for test in PROGRAMS[room] + SCRIPTS[room] for target in targets_of(test)})


def command(tree: pathlib.Path, program: str, cases: list[str]) -> list[str]:
    if cases:
        return [str(tree / "bin" / program), "--gtest_fail_fast", "--gtest_filter=" + ":".join(cases)]
    if program.endswith(".py"):
        return [PYTHON, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(ROOT / "tests" / "cli" / program)]
    return ["ctest", "--test-dir", str(tree), "--timeout", "600", "--tests-regex", f"^{program}$"]


def passes(tree: pathlib.Path, what: list[str], timeout: float, **environment: str) -> bool:
    with subprocess.Popen(what, cwd=ROOT, env=os.environ | {"REMIT": str(tree / "bin" / "remit")} | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)), start_new_session=True) as run:  # fmt: skip
        try:
            return run.wait(timeout) == 0
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, 9)
            return False


def cases(tree: pathlib.Path, program: str) -> list[str]:
    listed = subprocess.run([tree / "bin" / program, "--gtest_list_tests"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found, suite = [], ""
    for line in listed.splitlines():
        if line.startswith("  "):
            found.append(suite + line.split("#")[0].strip())
        else:
            suite = line.split("#")[0].strip()
    return [each for each in found if "DISABLED_" not in each]


def record(tree: pathlib.Path, program: str, case: str) -> Test | None:
    """Runs it without a change and writes down which it reaches; nothing if it fails already."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(bytes(MOST))
        file.flush()
        begun = time.monotonic()
        if not passes(tree, command(tree, program, [case] if case else []), 600, REMIT_MUTANTS_REACHED=file.name):
            print(f"fails without a change, is not asked: {program} {case}", flush=True)
            return None
        taken = time.monotonic() - begun
        reached = pathlib.Path(file.name).read_bytes()
    return Test(program, case, taken, {number for number, byte in enumerate(reached) if byte})


def recorded(tree: pathlib.Path, rooms: list[str], seconds: float) -> list[Test]:
    """All tests of the rooms that take no longer than `seconds`; what is known of a program that has not been built since is kept. Scripts
    take seconds each, so they are begun only if as many are allowed."""
    kept_in = tree / "mutated" / "reached.json"
    known = json.loads(kept_in.read_text()) if kept_in.exists() else {}
    asked = [(program, case) for program in dict.fromkeys(program for room in rooms for program in PROGRAMS[room]) for case in cases(tree, program)]
    if seconds >= SCRIPT_SECONDS:
        asked += [(script, "") for script in dict.fromkeys(script for room in rooms for script in SCRIPTS[room])]

    def stamp(program: str) -> int:
        of = [tree / "bin" / each for each in targets_of(program)]
        return max((each.stat().st_mtime_ns for each in of if each.exists()), default=0)

    def one(test: tuple[str, str]) -> Test | None:
        key = f"{stamp(test[0])} {test[0]} {test[1]}"
        if key not in known:
            found = record(tree, *test)
            known[key] = None if found is None else [found.seconds, sorted(found.reached)]
        return None if known[key] is None else Test(*test, known[key][0], set(known[key][1]))

    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            found = [each for each in pool.map(one, asked) if each is not None]
    finally:
        kept_in.write_text(json.dumps(known))
    return [each for each in found if each.seconds <= seconds]


def who_notices(tree: pathlib.Path, number: int, room: str, tests: list[Test]) -> str:
    """The program or script, or "" for nobody."""
    able = [each for each in tests if number in each.reached and each.program in PROGRAMS[room] + SCRIPTS[room]]
    dice = random.Random(number)
    for program in PROGRAMS[room] + SCRIPTS[room]:
        mine = [each for each in able if each.program == program]
        dice.shuffle(mine)
        for some in (mine[:10], mine[10:]):  # most changes are noticed by any of those that reach them
            limit = 30 + 5 * sum(each.seconds for each in some)
            if some and not passes(tree, command(tree, program, [each.case for each in some if each.case]), limit, REMIT_MUTANT=str(number)):
                return program
    return ""
