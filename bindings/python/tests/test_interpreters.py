"""Several interpreters of Python in one process, each with the module of its own and one library."""

import os
import subprocess
import sys
import threading

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


def at_the_same_time():
    made = [interpreters.create(isolated=False) for _ in range(3)]
    failed = []

    def work(number, other):
        try:
            for _ in range(3):
                interpreters.run_string(other, program(number + 2))
        except Exception as error:  # noqa: BLE001: told below
            failed.append(error)

    threads = [threading.Thread(target=work, args=each) for each in enumerate(made)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.mark.parametrize("how", [one_after_the_other, at_the_same_time])
def test_each_interpreter_has_its_own(how):
    """In a process of its own, which ends without ending interpreters that several threads used: CPython 3.11 now and
    then waits for ever in one of which another thread was the first to import `threading`, whatever else is there."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, __file__, how.__name__], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0 and done.stdout == "[]\n", done


if __name__ == "__main__":
    print(globals()[sys.argv[1]](), flush=True)
    os._exit(0)
