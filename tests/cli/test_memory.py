"""remit run --memory: a table for which memory is too little comes in batches, by itself."""

import os
import re
import subprocess
import sys

import pytest

from conftest import PROGRAM
from test_stream import MANY, expect_files_as_in_memory, files, fill, projects, run

# The memory of a sanitizer or of what counts coverage would be counted; with the former the system refuses nothing.
WATCHED = (b"__asan_init", b"__tsan_init", b"__llvm_profile_runtime")
SANITIZED = any(name in open(PROGRAM, "rb").read() for name in WATCHED)


def test_enough_memory_changes_nothing(desk):
    fill(desk, projects(1000))
    outcome = expect_files_as_in_memory(desk, "--memory", "1G")
    assert "batches" not in outcome.err and "Payments" in outcome.out
    # Nor does what the machine has.
    assert "batches" not in expect_files_as_in_memory(desk).err


def test_too_little_reads_the_largest_table_in_batches(desk):
    fill(desk, projects(3 * MANY))
    outcome = expect_files_as_in_memory(desk, "--memory", "60M", "--threads", "2")
    assert "more than 60 MiB: `project` is read in batches" in outcome.err
    assert f"project: {3 * MANY} rows in batches, read 2 times" in outcome.out
    chinese = run(desk, "out", "--memory", "60MiB", "--lang", "zh")
    assert "“project”改为分批读入" in chinese.err


HEAD = """policy sizes "Sizes" {
  source "p"
  effective 2010-01-01
  currency CNY
  rounding half_up to 0.01
  party treasury
  entity firm {
    key id : KEY
    town : text
    sales : money
    costs : money
    staff : count
    exports : bool
    founded : date
  }
"""
SHARES = """  define profit for firm = sales - costs
  define share for firm = round(12.5% * sales)
  define large for firm : bool = staff > 100
"""
REWARD = """  reward bonus "Bonus" for firm cite "1" {
    when exports
    pay 20% * sales
    cap 500 CNY
    from treasury
    to firm
  }
"""
TARGET = """  target grown for firm cite "2" : sales >= 80% * costs
"""
PLACES = """  rank place for firm { by sales desc ties standard }
"""


def peak_of(desk, *arguments):
    """MiB that the program had at most, of the files it reads too."""
    count = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False); "
    count += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    command = [sys.executable, "-c", count, os.path.abspath(PROGRAM), *arguments]
    return float(subprocess.run(command, cwd=desk.directory, stdout=subprocess.PIPE, text=True, check=True).stdout)


@pytest.mark.skipif(SANITIZED, reason="a sanitizer's own memory is counted")
@pytest.mark.parametrize("rows", [60_000, 200_000])
@pytest.mark.parametrize(
    "key,items",
    [("count", SHARES), ("count", PLACES), ("text", REWARD), ("count", TARGET), ("text", REWARD + TARGET)],
    ids=["shares", "places", "payments", "targets", "both"],
)
def test_what_a_run_takes_is_estimated_within_a_quarter(desk, key, items, rows):
    desk.write("sizes.remit", HEAD.replace("KEY", key) + items + "}\n")
    lines = (
        f"{i},Town {i % 97},{i * 7919 % 10**7 / 100:.2f},{i % 1000}.50,"
        f"{i % 500},{'yes' if i % 3 else 'no'},1998-05-0{1 + i % 9}\n"
        for i in range(rows)
    )
    desk.write("firm.csv", "id,town,sales,costs,staff,exports,founded\n" + "".join(lines))
    arguments = ["run", "sizes.remit", "--table", "firm=firm.csv", "--threads", "1"]
    told = desk.remit(*arguments, "--memory", "1M").err
    estimate = float(re.search(r"about ([\d.]+) MiB", told).group(1))
    taken = peak_of(desk, *arguments, "--out", "o", "--memory", "0")
    assert 0.75 * taken <= estimate <= 1.25 * taken, f"{estimate} MiB estimated, {taken:.0f} taken"


@pytest.mark.skipif(SANITIZED, reason="no limit is enforced")
def test_a_run_that_takes_more_than_was_thought_is_made_again_in_batches(desk):
    # How many rows there are is reckoned from the first ones, which are a hundred times as long here.
    rows = [f"P{i},A,{i}.00,,{'-' * 2000 if i < 40 else ''}" for i in range(3 * MANY)]
    fill(desk, rows, header="id,unit,投资额,signed,notes")
    outcome = expect_files_as_in_memory(desk, "--memory", "60M")
    assert "more than 60 MiB of memory: once more, with `project` in batches" in outcome.err
    assert outcome.out.count("Totals per payer") == 1
    # What came by a pipe cannot be read again.
    table = (desk.directory / "wide/unit.csv").read_text()
    arguments = ["--table", "unit=/dev/stdin", "--memory", "60M"]
    piped = desk.remit("run", "wide.remit", "--data", "wide", "--out", "o", *arguments, stdin=table)
    assert piped.status == 2 and "--stream" in piped.err


@pytest.mark.skipif(SANITIZED, reason="no limit is enforced")
def test_a_limit_that_is_too_small_for_batches_too_is_said(desk):
    fill(desk, projects(5))
    units = "".join(f"U{i},township\n" for i in range(2 * MANY))
    desk.write("wide/unit.csv", "name,kind\nA,department\nB,township\nC,department\n" + units)
    outcome = run(desk, "out", "--memory", "40M", "--stream", "project")
    assert outcome.status == 2 and "needs more memory than 40 MiB" in outcome.err
    assert not (desk.directory / "out").exists() or files(desk, "out") == {}
    fill(desk, projects(5))
    assert "needs more memory than 1 MiB" in run(desk, "out", "--memory", "1M").err


def test_what_cannot_come_in_batches_says_why(desk):
    fill(desk, projects(5))
    units = "".join(f"U{i},township\n" for i in range(2 * MANY))
    desk.write("wide/unit.csv", "name,kind\nA,department\nB,township\nC,department\n" + units)
    refused = run(desk, "out", "--memory", "25M")
    assert refused.status == 2 and "does not come in batches" in refused.err
    assert "`unit` cannot come in batches: `project.unit` refers to its rows" in refused.err
    chinese = run(desk, "out", "--memory", "25M", "--lang", "zh")
    assert "“unit”不能分批读入" in chinese.err


def test_without_a_place_for_the_rows_it_asks_for_one(desk):
    fill(desk, projects(MANY))
    for arguments in ([], ["--out", "out", "--format", "json"]):
        refused = desk.remit("run", "wide.remit", "--data", "wide", "--memory", "18M", *arguments)
        assert refused.status == 2 and "with --out DIR" in refused.err and "`project`" in refused.err


@pytest.mark.parametrize("amount", ["much", "2X", "-1", "M", "1.5G", "99999999999999999999", "20000000T"])
def test_what_is_no_amount(desk, amount):
    fill(desk, projects(5))
    refused = run(desk, "out", f"--memory={amount}")
    assert refused.status == 2 and amount in refused.err
    assert "不是内存数量" in run(desk, "out", f"--memory={amount}", "--lang", "zh").err
