"""Measures `remit serve` under load, beside the same HTTP library answering with a constant text.

usage: load.py REMIT SERVE_CONSTANT [SECONDS [ROUNDS]]

The two take turns, so that a busy machine is as busy for both. Fails unless one small request is answered
at least half as many times a second as the constant text, its 99th percentile is at most three times that of
the constant text (medians over the rounds), memory stays flat, and no answer is lost while policies reload.
"""

import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import service as serving
from service import POLICY, Service

SMALL = {"tables": {"unit": [{"name": "A", "kind": "department"}],
                    "project": [{"id": "p1", "unit": "A", "investment": "1234567.89"}]},
         "parts": ["entities"]}
CONNECTIONS, UNITS = 16, {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
LUA = 'wrk.method = "POST"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [==[{}]==]\n'


def wrk(url, seconds, script=None):
    """Requests a second, the 99th percentile in seconds, answers, and what went wrong."""
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", url]
    said = subprocess.run(words + (["-s", script] if script else []), check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", said).groups()
    wrong = re.findall(r"(Non-2xx.*|Socket errors.*)", said)
    return rate, float(number) * UNITS[unit], int(re.search(r"(\d+) requests in", said)[1]), wrong


def resident(process):
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def keep_reloading(service, stop, count):
    while not stop.is_set():
        assert service.ask("POST", "/v1/reload").status == 200
        count.append(1)
        time.sleep(0.02)


def main(remit, constant, seconds=4, rounds=5):
    serving.PROGRAM = remit
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "policies"
        folder.mkdir()
        (folder / "grant.remit").write_text(POLICY)
        script = Path(scratch) / "small.lua"
        script.write_text(LUA.format(json.dumps(SMALL)))
        plain = subprocess.Popen([constant, "2"], stdout=subprocess.PIPE, text=True)
        try:
            plain_url = f"http://127.0.0.1:{plain.stdout.readline().strip()}/"
            with Service(folder, "--threads", "2") as service:
                return measure(service, plain_url, script, seconds, rounds)
        finally:
            plain.kill()
            plain.wait()


def measure(service, plain_url, script, seconds, rounds):
    url = f"http://127.0.0.1:{service.port}/v1/policies/grant/evaluate"
    assert service.post("/v1/policies/grant/evaluate", SMALL).json["entities"]["project"][0]["bonus"] == "246913.58"
    wrk(url, 1, script), wrk(plain_url, 1, script)
    base, ours, answers, faults, memory = [], [], 0, [], [resident(service.process)]
    for _ in range(rounds):
        base.append(wrk(plain_url, seconds, script))
        ours.append(wrk(url, seconds, script))
        answers += ours[-1][2]
        faults += ours[-1][3]
        memory.append(resident(service.process))
    rate = statistics.median(o[0] / b[0] for o, b in zip(ours, base))
    late = statistics.median(o[1] / b[1] for o, b in zip(ours, base))
    for name, runs in (("constant text", base), ("one small request", ours)):
        print(f"{name}: {statistics.median(r[0] for r in runs):.0f} a second, "
              f"99 % within {statistics.median(r[1] for r in runs) * 1000:.2f} ms")
    print(f"ratios of the same round, median of {rounds}: {rate:.2f} as many (0.50 wanted), "
          f"{late:.2f} times as late (3.00 at most)")
    grown = memory[-1] - memory[1]
    print(f"memory after {answers} answers: {memory[-1] / 2**20:.1f} MiB, {grown / 2**20:+.1f} since the first round")

    stop, count = threading.Event(), []
    reloader = threading.Thread(target=keep_reloading, args=(service, stop, count))
    reloader.start()
    during = wrk(url, seconds, script)
    stop.set()
    reloader.join()
    print(f"while the policies were read again {len(count)} times: {during[2]} answers, {during[3] or 'none lost'}")

    failed = [what for what, wrong in (("rate", rate < 0.5), ("p99", late > 3), ("memory", grown > 8 << 20),
                                       ("lost answers", bool(faults or during[3])), ("reloads", len(count) < 5)) if wrong]
    if failed:
        print("missed: " + ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed")
    sys.exit(main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])))
