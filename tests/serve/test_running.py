"""Starting, tokens, reloading, the log, ending."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from service import POLICY, PROGRAM, TABLES, Service

EVALUATE = "/v1/policies/grant/evaluate"
BODY = {"tables": TABLES, "parts": ["entities"]}


def refused(*words):
    done = subprocess.run([PROGRAM, "serve", *map(str, words)], capture_output=True, text=True, timeout=20,
                          env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.fixture
def tokens(tmp_path):
    file = tmp_path / "tokens"
    file.write_text("# who may ask\nportal 0123456789abcdef\n\nkeeper fedcba9876543210 reload  # the office\n")
    file.chmod(0o600)
    return file


def test_what_does_not_start(folder, tmp_path, tokens):
    assert refused() == (2, "--policies is required\n")
    assert refused("--policies", tmp_path / "none")[0] == 2
    (tmp_path / "empty").mkdir()
    assert "holds no policy" in refused("--policies", tmp_path / "empty")[1]
    status, said = refused("--policies", folder, "--host", "0.0.0.0")
    assert status == 2 and "--tokens" in said
    assert refused("--policies", folder, "--host", "nobody")[0] == 2
    assert refused("--policies", folder, "--port", "70000")[0] == 2
    assert refused("--policies", folder, "--request-seconds", "0")[0] == 2
    assert refused("--policies", folder, "--socket", tmp_path / "s", "--port", "1")[0] == 2
    assert refused("--policies", folder, "--socket", tokens)[0] == 2 and tokens.exists()
    tokens.chmod(0o644)
    assert "chmod 600" in refused("--policies", folder, "--tokens", tokens)[1]
    tokens.chmod(0o600)
    for wrong in ("portal\n", "portal short\n", "portal 0123456789abcdef write\n", "# nobody\n"):
        tokens.write_text(wrong)
        assert refused("--policies", folder, "--tokens", tokens)[0] == 2, wrong
    (folder / "grant.remit").write_text(POLICY.replace("ratio *", "ratoi *"))
    status, said = refused("--policies", folder)
    assert status == 1 and "R0201" in said and "grant.remit" in said


def test_an_address_that_is_taken(folder, tmp_path):
    with Service(folder) as service:
        assert "cannot listen" in refused("--policies", folder, "--port", service.port)[1]
    path = tmp_path / "s"
    with Service(folder, unix=path):
        assert "cannot listen" in refused("--policies", folder, "--socket", path)[1]
    left = socket.socket(socket.AF_UNIX)  # of a server that was killed
    left.bind(str(path))
    left.close()
    with Service(folder, unix=path) as service:
        assert service.get("/health").status == 200


def test_tokens(folder, tokens):
    with Service(folder, "--tokens", str(tokens)) as service:
        assert service.get("/health").status == 200
        answer = service.get("/v1/policies")
        assert answer.code == "no_token" and answer.headers["www-authenticate"] == "Bearer"
        for wrong in ("", "Bearer", "Bearer ", "Bearer 0123456789abcdeF", "Basic 0123456789abcdef",
                      "Bearer 0123456789abcdef0", "Bearer 0123456789abcde"):
            assert service.get("/v1/policies", authorization=wrong).code == "no_token", wrong
        portal = {"authorization": "Bearer 0123456789abcdef"}
        assert service.get("/metrics").code == "no_token"
        assert service.get("/v1/policies", **portal).status == 200
        assert service.get("/v1/policies", **portal, host="remit.example").status == 200
        assert service.ask("POST", "/v1/reload", **portal).code == "not_allowed"
        assert service.ask("POST", "/v1/reload", authorization="bearer fedcba9876543210").status == 200
        assert service.post("/v1/check", {"sources": []}, **portal).code == "no_client_policies"
        assert "portal" in service.logged() or service.end() == 0
        assert "0123456789abcdef" not in service.logged()


def test_a_wrong_policy_replaces_nothing(service, folder):
    before = service.get("/v1/policies").json
    (folder / "grant.remit").write_text("policy grant {")
    answer = service.ask("POST", "/v1/reload")
    assert answer.code == "policies_wrong" and "grant.remit" in answer.json["detail"]
    assert service.get("/v1/policies").json == before
    (folder / "grant.remit").write_text(POLICY.replace("500_000", "600_000"))
    after = service.ask("POST", "/v1/reload").json
    assert after != before and service.get("/v1/policies").json == after
    (folder / "grant.remit").write_text(POLICY)
    service.process.send_signal(signal.SIGHUP)
    for _ in range(100):
        if service.get("/v1/policies").json == before:
            break
        time.sleep(0.05)
    assert service.get("/v1/policies").json == before


def test_no_answer_is_lost_or_mixed_while_policies_reload(service, folder):
    """Each answer is wholly of one version: its hash and its figure belong together."""
    texts = [POLICY, POLICY.replace("500_000 CNY", "7 CNY")]
    seen, stop, faults = set(), threading.Event(), []

    def ask():
        connection = service.connection()
        while not stop.is_set():
            try:
                answer = service.ask("POST", EVALUATE, BODY, connection=connection).json
                seen.add((answer["policy_hash"], answer["entities"]["project"][2]["bonus"]))
            except Exception as fault:  # any at all is a lost answer
                faults.append(fault)
                return

    clients = [threading.Thread(target=ask) for _ in range(4)]
    for client in clients:
        client.start()
    turn = 0
    while turn < 30 or (len(seen) < 2 and turn < 1_000 and not faults):
        turn += 1
        fresh = folder / "fresh"
        fresh.write_text(texts[turn % 2])
        fresh.rename(folder / "grant.remit")
        assert service.ask("POST", "/v1/reload").status == 200
    stop.set()
    for client in clients:
        client.join()
    assert not faults and len(seen) == 2
    assert {bonus for _, bonus in seen} == {"500000.00", "7.00"}


def test_the_log_has_nothing_of_what_is_sent(service):
    service.post(EVALUATE, {"tables": {**TABLES, "unit": [{"name": "张三", "kind": "department"}]}})
    service.get("/v1/policies/张三")
    service.get("/secret/path")
    service.post(EVALUATE, b'{"secret": 1}')
    assert service.end() == 0
    lines = [json.loads(line) for line in service.logged().splitlines()]
    # answered side by side, lines may stand in another order than the requests came in
    asked = sorted((line for line in lines if "route" in line), key=lambda line: line["request"])
    assert [(line["route"], line["status"]) for line in asked] == [
        ("evaluate", 200), ("policy", 404), ("none", 404), ("evaluate", 400)]
    assert asked[0]["policy"] == "grant" and "policy" not in asked[1]
    assert asked[0]["received"] > 0 and asked[0]["microseconds"] >= 0 and asked[0]["request"] == 1
    for secret in ("张三", "secret", "1234.56", "127.0.0.1", "p1"):
        assert secret not in service.logged()


def test_events_alone_can_be_logged(folder):
    with Service(folder, "--log", "events") as service:
        service.get("/health")
        service.end()
        assert "route" not in service.logged() and "ending" in service.logged()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told(folder, how):
    with Service(folder) as service:
        idle = service.connection()
        service.ask("GET", "/health", connection=idle)
        began = time.monotonic()
        assert service.end(how) == 0
        assert time.monotonic() - began < 3


@pytest.mark.parametrize("later", [0, 0.5], ids=["at once", "while it writes the line"])
def test_it_heeds_signals_before_it_says_that_it_listens(folder, later):
    """Whoever waits for that line may send one at once; here the line itself has to wait, and is not lost."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b"x" * 4096)
    os.set_blocking(writing, True)
    process = subprocess.Popen([PROGRAM, "serve", "--policies", str(folder), "--port", "0"],
                               stdout=writing, stderr=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
    os.close(writing)
    try:
        wanted = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
        end = time.monotonic() + 20
        caught = set()
        while not wanted <= caught and time.monotonic() < end:
            status = Path(f"/proc/{process.pid}/status").read_text()
            mask = int(re.search(r"^SigCgt:\s*(\w+)", status, re.M)[1], 16)
            caught = {each for each in wanted if mask >> (each - 1) & 1}
            time.sleep(0.02)
        assert caught == wanted
        time.sleep(later)
        process.send_signal(signal.SIGTERM)
        said = b""
        while b"http://" not in said:
            more = os.read(reading, 4096)
            assert more, "it ended and never said the line"
            said += more
        assert process.wait(timeout=20) == 0
    finally:
        os.close(reading)
        process.kill()
        process.wait()


def test_it_ends_when_its_timers_are_due(folder):
    """Stopped until they are due, it finds them and the signal at one time."""
    for _ in range(3):
        with Service(folder) as service:
            service.process.send_signal(signal.SIGSTOP)
            time.sleep(0.4)
            service.process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            assert service.end(signal.SIGCONT) == 0
            assert time.monotonic() - began < 3


def test_what_is_under_way_is_answered(folder):
    with Service(folder) as service:
        body = json.dumps(BODY).encode()
        with service.connect() as plug:
            plug.sendall(b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                         b"Content-Length: %d\r\n\r\n" % (EVALUATE.encode(), len(body)) + body[:10])
            time.sleep(0.3)
            service.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            with pytest.raises(OSError):
                service.connect()
            plug.sendall(body[10:])
            answer = plug.makefile("rb").read()
            assert b"200 OK" in answer and b"Connection: close" in answer and b"500000.00" in answer
        assert service.end() == 0


def test_more_connections_than_allowed(folder):
    with Service(folder, "--connections", "5") as service:
        held = [service.connection() for _ in range(5)]
        for connection in held:
            assert service.ask("GET", "/health", connection=connection).status == 200
        with service.connect() as plug:
            assert plug.recv(10) == b""
        held.pop().close()
        for _ in range(50):
            try:
                assert service.get("/health").status == 200
                break
            except OSError:
                time.sleep(0.05)
        else:
            pytest.fail("a place that became free is not used")


STALLED = {
    "nothing": b"",
    "a head": b"POST %b HTTP/1.1\r\nHost: localhost\r\nX: " % EVALUATE.encode(),
    "a body": b"POST %b HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n" % EVALUATE.encode(),
}


def hold_up(service, begun, trickles):
    """Sends what was begun, then nothing or a byte at a time; gives the seconds until the server hangs up."""
    with service.connect() as plug:
        plug.sendall(begun)
        since = time.monotonic()
        plug.settimeout(0.1 if trickles else 20)
        while True:
            try:
                if plug.recv(4096) == b"":
                    return time.monotonic() - since
            except socket.timeout:
                with contextlib.suppress(ConnectionError):  # it hung up just now: the next recv says so
                    plug.sendall(b" ")
                assert time.monotonic() - since < 15
            except ConnectionResetError:
                return time.monotonic() - since


def test_who_stalls_is_hung_up_on(folder):
    """One time for the whole head, body or answer, whatever comes of it meanwhile; who is quick keeps a connection longer."""
    with Service(folder, "--request-seconds", "1") as service, service.connect() as reader:
        # A slow reader: answers to more than lies anywhere between the two.
        reader.settimeout(0.5)
        with contextlib.suppress(socket.timeout):
            while True:
                reader.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
        ways = [(begun, trickles) for name, begun in STALLED.items() for trickles in (False, True) if begun or not trickles]
        taken = [None] * len(ways)
        threads = [threading.Thread(target=lambda at=at, way=way: taken.__setitem__(at, hold_up(service, *way))) for at, way in enumerate(ways)]
        for thread in threads:
            thread.start()
        quick = service.connection()
        until = time.monotonic() + 2
        while time.monotonic() < until:
            assert service.ask("GET", "/health", connection=quick).status == 200
            time.sleep(0.2)
        for thread in threads:
            thread.join(timeout=20)
        assert all(each is not None and 0.9 < each < 10 for each in taken), taken
        # Nobody is left but who asks.
        for _ in range(100):
            if b"\nremit_connections 1\n" in service.ask("GET", "/metrics", connection=quick).body:
                break
            time.sleep(0.05)
        else:
            pytest.fail("a slow reader is waited for")
        quick.close()


def test_a_long_run_is_waited_for(folder):
    """The time is the client's, and not what the answer takes."""
    ranks = " ".join(f"define r{i} for row = rank(v * {i + 1} desc, id asc ties standard)" for i in range(150))
    (folder / "grant.remit").write_text(f"policy grant {{ currency CNY entity row {{ key id : count  v : number }} {ranks} }}")
    rows = [{"id": i, "v": i * 7919 % 10007} for i in range(100_000)]
    with Service(folder, "--request-seconds", "1", "--time", "60000", "--body", "20000") as service:
        began = time.monotonic()
        answer = service.post(EVALUATE, {"tables": {"row": rows}, "parts": ["digest"]})
        assert answer.status == 200 and answer.json["digest"], answer
        if time.monotonic() - began < 1.3:
            pytest.skip("this machine is too quick")


def test_a_run_that_takes_too_long(folder):
    rows = [{"id": f"p{i}", "unit": "A", "investment": str(i)} for i in range(100_000)]
    with Service(folder, "--time", "1", "--body", "20000") as service:
        answer = service.post(EVALUATE, {"tables": {**TABLES, "project": rows}, "parts": ["digest"]})
        assert answer.code == "limit_exceeded", answer
        assert service.get("/health").status == 200
