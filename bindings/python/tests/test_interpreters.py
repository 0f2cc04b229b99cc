"""Several interpreters of Python in one process, each with the module of its own and one library."""

import os
import subprocess
import sys

import pytest

import remit

interpreters = pytest.importorskip("_xxsubinterpreters")

PROGRAM = """
import sys
sys.path[:] = {path!r}
import remit
policy = remit.compile('''policy p {{
  currency CNY
  rounding half_up to 0.01
  entity e {{ key id : text  a : count }}
  define y for e = a * {times}
}}''')
results = policy.evaluate({{"e": [{{"id": str(i), "a": i}} for i in range(200)]}})
got = [int(row["y"]) for row in results["e"]]
assert got == [i * {times} for i in range(200)], got[:5]
try:
    remit.compile("policy p {{ define x = nowhere }}")
except remit.PolicyError as error:
    assert "nowhere" in str(error)
else:
    raise AssertionError("compiled")
"""


def program(times):
    return PROGRAM.format(path=sys.path, times=times)


def one_after_the_other():
    for times in (2, 3):
        other = interpreters.create(isolated=False)
        try:
            interpreters.run_string(other, program(times))
        finally:
            interpreters.destroy(other)
    return [] if remit.compile("policy p { currency CNY  rounding half_up to 0.01 }") else ["no policy"]


def test_each_interpreter_has_its_own():
    """In a process of its own. One after the other: CPython 3.11 waits for ever now and then when several threads each
    run an interpreter, and whether Remit has a part in it is not known."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, __file__], env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and done.stdout == "[]\n", done


if __name__ == "__main__":
    print(one_after_the_other(), flush=True)
    os._exit(0)
