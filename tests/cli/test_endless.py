"""Files that never end, that are cut short while they are read, and places that take nothing."""

import os
import subprocess
import threading
import time

import pytest

from conftest import PROGRAM


def run_with(desk, arguments, stdin):
    return subprocess.run([PROGRAM, *arguments], cwd=desk.directory, stdin=stdin, capture_output=True, timeout=60,
                          env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
@pytest.mark.parametrize("role", ["table", "policy", "stream"])
def test_a_device_that_never_ends(desk, device, role):
    begun = time.monotonic()
    if role == "policy":
        outcome = desk.remit("check", device)
    else:
        more = ["--stream", "project", "--out", "out"] if role == "stream" else []
        outcome = desk.run("--table", f"project={device}", *more)
    assert outcome.status == 2 and device in outcome.err, outcome
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("what", ["table", "policy"])
def test_a_pipe_that_never_ends(desk, what):
    endless = subprocess.Popen(["yes", "p1,A,100,0.2," if what == "table" else "# policy"], stdout=subprocess.PIPE)
    try:
        arguments = (["run", "sample.remit", "--data", "data", "--table", "project=/dev/stdin"] if what == "table"
                     else ["check", "-"])
        done = run_with(desk, arguments, endless.stdout)
        assert done.returncode == 2 and b"not ended after" in done.stderr, done.stderr
    finally:
        endless.kill()
        endless.wait()
        endless.stdout.close()


def test_a_pipe_that_ends_is_read(desk):
    text = subprocess.Popen(["cat", "data/project.csv"], cwd=desk.directory, stdout=subprocess.PIPE)
    arguments = ["run", "sample.remit", "--data", "data", "--table", "project=/dev/stdin", "--format", "csv"]
    done = run_with(desk, arguments, text.stdout)
    text.stdout.close()
    assert text.wait() == 0 and done.returncode == 0
    assert done.stdout.decode() == desk.run("--format", "csv").out


def test_a_policy_larger_than_any_is_refused_unread(desk):
    with open(desk.directory / "large.remit", "wb") as file:
        file.truncate(1 << 40)
    outcome = desk.remit("check", "large.remit")
    assert outcome.status == 2 and "16 MiB" in outcome.err
    outcome = desk.run("--table", "project=large.remit")
    assert outcome.status == 2 and "large.remit" in outcome.err


ROWS = 200_000


def large_table(desk):
    return desk.write("data/project.csv", "id,unit,investment,ratio,signed\n" +
                      "".join(f"p{i:07},A,{i}.25,0.2,2010-01-31\n" for i in range(ROWS)))


@pytest.mark.parametrize("way", [[], ["--stream", "project", "--out", "out"]])
def test_a_file_that_is_cut_short_while_it_is_read(desk, way):
    """Whenever the cut comes, the run is that of the whole file, or ends with a message."""
    said = 0
    for attempt in range(5):
        path = large_table(desk)
        size = path.stat().st_size
        process = subprocess.Popen([PROGRAM, "run", "sample.remit", "--data", "data", "--lines", "1", *way],
                                   cwd=desk.directory, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
        time.sleep(0.01 + 0.04 * attempt)
        os.truncate(path, size // 3)
        out, err = process.communicate(timeout=60)
        assert process.returncode in (0, 2), (process.returncode, err)
        said += b"changed while it was read" in err
        if process.returncode == 0:
            assert f"{ROWS}".encode() in out or f"{ROWS:,}".encode() in out or b"bonus" in out
    assert said > 0


@pytest.mark.parametrize("arguments", [
    ["run", "sample.remit", "--data", "data"], ["run", "sample.remit", "--data", "data", "--format", "json"],
    ["run", "sample.remit", "--data", "data", "--format", "csv"], ["check", "sample.remit"],
    ["check", "--explain", "R0201"], ["dump", "sample.remit"], ["clauses", "sample.remit"], ["test", "sample.remit"],
    ["explain", "sample.remit", "project", "p1", "bonus", "--data", "data"], ["fmt", "-"],
    ["run", "sample.remit", "--data", "data", "--stream", "project", "--out", "out"], ["bench", "sample.remit", "--rows", "10"],
    ["--help"], ["run", "--help"], ["--version"],
])
def test_an_output_that_takes_nothing_is_an_error(desk, arguments):
    text = desk.read("sample.remit")
    with open("/dev/full", "wb") as full:
        outcome = desk.remit(*arguments, stdin=text, stdout=full)
    assert outcome.status == 2 and "cannot write to the standard output" in outcome.err, (arguments, outcome)
    outcome = desk.remit(*arguments, stdin=text, stdout=None)
    assert outcome.status == 2, (arguments, outcome)


def test_a_broken_pipe_is_quiet(desk):
    process = subprocess.Popen([PROGRAM, "run", "sample.remit", "--data", "data", "--format", "json"], cwd=desk.directory,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]})
    process.stdout.close()
    err = process.stderr.read()
    process.wait(timeout=60)
    assert err == b"", err


def test_a_device_is_written_to_and_never_replaced(desk):
    pipe = desk.directory / "out" / "ledger.csv"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    told = []
    reader = threading.Thread(target=lambda: told.append(pipe.read_text()), daemon=True)
    reader.start()
    assert desk.run("--out", "out").status == 0
    reader.join(10)
    assert pipe.is_fifo() and "bonus" in told[0]
    assert sorted(path.name for path in pipe.parent.iterdir()) == [
        "errors.csv", "ledger.csv", "project.csv", "sample.csv", "targets.csv", "totals.csv"] or pipe.is_fifo()


def test_a_folder_that_another_run_writes_to_is_refused(desk):
    import fcntl
    (desk.directory / "out").mkdir()
    descriptor = os.open(desk.directory / "out", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    for more in ([], ["--stream", "project"]):
        outcome = desk.run("--out", "out", *more)
        assert outcome.status == 2 and "another run writes" in outcome.err
        assert not any((desk.directory / "out").iterdir())
    os.close(descriptor)
    assert desk.run("--out", "out").status == 0


def test_two_runs_at_once_leave_the_files_of_one(desk):
    command = [PROGRAM, "run", "sample.remit", "--data", "data", "--out", "out"]
    running = [subprocess.Popen(command, cwd=desk.directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
               for _ in range(6)]
    statuses = []
    for process in running:
        err = process.communicate(timeout=60)[1]
        statuses.append(process.returncode)
        assert process.returncode in (0, 2) and (process.returncode == 0 or b"another run writes" in err), err
    assert 0 in statuses
    assert {path.suffix for path in (desk.directory / "out").iterdir()} == {".csv", ".json"}
    assert desk.remit("verify", "out").status == 0


@pytest.mark.parametrize("way", [[], ["--stream", "project"]])
def test_the_folder_of_the_data_is_no_place_for_results(desk, way):
    before = {path.name: path.read_bytes() for path in (desk.directory / "data").iterdir()}
    (desk.directory / "link").symlink_to("data")
    for out in ("data", "data/", "./data", "link"):
        outcome = desk.run("--out", out, *way)
        assert outcome.status == 2 and "would overwrite" in outcome.err, (out, outcome)
    assert {path.name: path.read_bytes() for path in (desk.directory / "data").iterdir()} == before


@pytest.mark.parametrize("signal_name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("way", [[], ["--stream", "project"]])
def test_a_signal_leaves_no_half_files(desk, signal_name, way):
    import signal
    large_table(desk)
    for attempt in range(3):
        process = subprocess.Popen([PROGRAM, "run", "sample.remit", "--data", "data", "--out", "out", *way],
                                   cwd=desk.directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   preexec_fn=lambda: signal.signal(getattr(signal, signal_name), signal.SIG_DFL))
        time.sleep(0.1 + 0.3 * attempt)
        process.send_signal(getattr(signal, signal_name))
        process.wait(timeout=60)
        left = list((desk.directory / "out").glob("*.new")) if (desk.directory / "out").exists() else []
        assert process.returncode in (0, -getattr(signal, signal_name)) and not left, (process.returncode, left)
