"""Progress, cancel, Ctrl-C, threads, fork, and memory that comes back."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

import remit


@pytest.fixture(scope="module")
def heavy():
    policy = remit.compile(
        """policy p { currency CNY rounding half_up to 0.01
          entity a { key id : count  v : money }
          define place for a = rank(v desc ties standard)
          define part for a = round(v / (place + 1), to 0.01, half_up)
        }"""
    )
    count = 30_000
    rows = {"id": range(count), "v": [str(i * 7919 % count) for i in range(count)]}
    return policy, policy.data({"a": rows})


def test_progress(heavy):
    policy, data = heavy
    seen = []
    policy.evaluate(data, progress=lambda done, total: seen.append((done, total)))
    assert seen and seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_progress_stops(heavy):
    policy, data = heavy
    with pytest.raises(remit.Cancelled):
        policy.evaluate(data, progress=lambda done, total: False)


def test_what_progress_raises_comes_out(heavy):
    policy, data = heavy

    def fail(done, total):
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        policy.evaluate(data, progress=fail)


def test_cancel(heavy):
    policy, data = heavy
    cancel = remit.Cancel()
    cancel.request()
    with pytest.raises(remit.Cancelled):
        policy.evaluate(data, cancel=cancel)
    cancel.reset()
    policy.evaluate(data, cancel=cancel)


def test_the_interpreter_is_free_meanwhile(heavy):
    policy, data = heavy
    beats = []
    done = threading.Event()

    def beat():
        while not done.is_set():
            beats.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=beat)
    thread.start()
    begin = time.monotonic()
    for _ in range(5):
        policy.evaluate(data, evaluator="row")
    end = time.monotonic()
    done.set()
    thread.join()
    between = [at for at in beats if begin < at < end]
    # Were it locked, no beat at all would fall into a call.
    assert len(between) > 5


def test_threads_share(policy, tables):
    data = policy.data(tables)
    expected = policy.evaluate(data).digest
    found = []

    def run():
        for _ in range(10):
            found.append(policy.evaluate(data).digest)

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 80


INTERRUPTED = """
import os, signal, sys, threading
import remit
# A job started in the background of a shell inherits an ignored SIGINT.
signal.signal(signal.SIGINT, signal.default_int_handler)
policy = remit.compile('policy p { currency CNY entity a { key id : count v : money }'
                       ' define place for a = rank(v desc ties standard) }')
n = 200_000
data = policy.data({"a": {"id": range(n), "v": [str(i * 7919 % n) for i in range(n)]}})
def later(done, total):
    if done == 0:
        os.kill(os.getpid(), signal.SIGINT)
    return True
try:
    while True:
        policy.evaluate(data, evaluator="row", progress=later)
except KeyboardInterrupt:
    print("interrupted")
print(policy.evaluate(data).error_count)
"""


def test_ctrl_c():
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
    )
    assert ended.stdout == "interrupted\n0\n", ended.stderr
    assert ended.returncode == 0


def test_after_fork(policy, tables):
    data = policy.data(tables)
    results = policy.evaluate(data, threads=2)
    expected = results.digest
    child = os.fork()
    if child == 0:
        status = 1
        try:
            same = policy.evaluate(data, threads=2).digest == expected
            same = same and results.ledger.row(0)["key"] == "p1"
            status = 0 if same else 2
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert results.digest == expected


def resident_bytes() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_memory_comes_back(policy, tables):
    def rounds(count):
        for _ in range(count):
            results = policy.evaluate(tables)
            results.ledger.to_dicts()
            results["project"].__arrow_c_stream__()
            results.explain("project", "p1", "tax_bonus")
        gc.collect()

    rounds(30)
    before = resident_bytes()
    rounds(300)
    assert resident_bytes() - before < 4 << 20


def test_interpreter_ends_quietly():
    code = (
        "import remit; p = remit.compile('policy p { currency CNY entity a { key id : text } }');"
        "d = p.data({'a': [{'id': 'x'}]}); r = p.evaluate(d); t = r['a']; c = t.__arrow_c_array__()"
    )
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    ended = subprocess.run(
        [sys.executable, "-X", "dev", "-c", code], capture_output=True, text=True, env=environment
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize("number", [2**63, 2**64, 2**64 + 1, -(2**63) - 1, 2**70])
def test_a_number_too_long_is_not_cut(heavy, number):
    policy, _ = heavy
    data = policy.data({"a": [{"id": 1, "v": 5}]})
    results = policy.evaluate(data)
    for asked in (
        lambda: policy.evaluate(data, threads=number),
        lambda: policy.evaluate(data, batch_rows=number),
        lambda: policy.evaluate(data, limits={"max_steps": number}),
        lambda: results.explain("a", number, "part"),
        lambda: results.explain("a", "1", "part", depth=number),
        lambda: results.explain("a", "1", "part", depth=2**32),
    ):
        with pytest.raises(ValueError, match="out of range"):
            asked()
    for wrong in (1.5, "5", None):
        with pytest.raises(TypeError):
            policy.evaluate(data, limits={"max_steps": wrong})
        if wrong is not None:
            with pytest.raises(TypeError):
                policy.case("a").exchange([], [], minor_unit=wrong)
