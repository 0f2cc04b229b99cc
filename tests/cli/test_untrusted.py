"""`--untrusted`: what a table of a stranger may take while it is read, beside what a run may."""

import subprocess
import sys

import pytest

from conftest import PROGRAM

POLICY = """policy p "P" {
  currency CNY
  rounding half_up to 0.01
  entity e { key id : text   a : count }
  define y for e = a + 1
}
"""


MEASURE = """import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""  # KiB


@pytest.fixture
def policy(desk):
    desk.write("p.remit", POLICY)
    return desk


def run(desk, *more):
    return desk.remit("run", "p.remit", "--table", "e=e.csv", "--format", "csv", *more)


def test_a_table_within_the_limits_is_read(policy):
    policy.write("e.csv", "id,a,note\n" + "".join(f"k{i},{i},x\n" for i in range(1000)))
    own, stranger = run(policy), run(policy, "--untrusted")
    assert (own.status, own.out) == (0, stranger.out) and stranger.status == 0


def test_rows_beyond_the_limit_are_not_read(policy):
    policy.write("e.csv", "id,a\n" + "".join(f"k{i},1\n" for i in range(100_001)) + "x,y,z\n")
    outcome = run(policy, "--untrusted")  # the last line, which is wrong, is behind them
    assert outcome.status == 2 and "more than 100000 rows" in outcome.err, outcome
    assert "x,y,z" not in run(policy).err and run(policy).status == 2


def test_a_file_beyond_a_quarter_of_the_memory_is_not_opened(policy):
    with open(policy.directory / "e.csv", "wb") as file:
        file.write(b"id,a\n")
        file.truncate((32 << 20) + 1)
    outcome = run(policy, "--untrusted")
    assert outcome.status == 2 and "longer than 32 MiB" in outcome.err, outcome


def test_cells_are_counted_while_they_are_read(policy):
    columns = 1_900
    policy.write("e.csv", "id,a" + "".join(f",c{i}" for i in range(columns)) + "\n" +
                 "".join(f"k{i},1" + "," * columns + "\n" for i in range(2_300)))
    outcome = run(policy, "--untrusted")
    assert outcome.status == 2 and "more cells" in outcome.err, outcome
    assert run(policy).status == 0
    chinese = policy.remit("--lang", "zh", "run", "p.remit", "--table", "e=e.csv", "--untrusted")
    assert "单元格数" in chinese.err, chinese


@pytest.mark.parametrize("more", [[], ["--stream", "e", "--out", "out"]])
def test_no_table_has_so_many_columns(policy, more):
    policy.write("e.csv", "id,a" + "".join(f",c{i}" for i in range(20_000)) + "\nk,1" + "," * 20_000 + "\n")
    outcome = policy.remit("run", "p.remit", "--table", "e=e.csv", *more)
    assert outcome.status == 2 and "more than 20000 headers" in outcome.err, outcome


@pytest.mark.parametrize("text", [
    "id,a\n" + '"",\n' * 8_000_000,             # nothing but blank rows
    "id,a" + "," * ((8 << 20) - 4) + "\n",      # nothing but commas
    'id,a\n"' + "x," * (4 << 20),               # a quote that is not closed
    "id,a\n" + "k,1\r" * 2_000_000,
    'id,a\n' + ('"' + '""' * 2_000 + '",1\n') * 2_000,
], ids=["blank", "commas", "quote", "returns", "quotes"])
def test_reading_takes_no_more_memory_than_the_profile_says(policy, text):
    if any(word in PROGRAM for word in ("asan", "tsan")):
        pytest.skip("a sanitizer has memory of its own")
    policy.write("e.csv", text)
    # by way of a small process: a child has the memory of who started it until it is another program
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, PROGRAM, "run", "p.remit", "--table", "e=e.csv", "--untrusted", "--threads", "1"],
        cwd=policy.directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    status, kibibytes = map(int, measured.stdout.split())
    assert status in (0, 2, 3)
    assert kibibytes < 256 << 10, kibibytes
