"""What `run`, `explain` and `compare` of the program cost on one large table, in processor time and memory.

    verbs.py [--rows 10000000] [--remit build/release/bin/remit] [--keep DIR]     from the top of the project
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

POLICY = """policy slim "Many rows" {
  source    "made for a benchmark"
  effective 2024-01-01
  currency  CNY
  rounding  half_up to 0.01 CNY
  party treasury "Treasury"
  entity project {
    key id      : text
    revenue     : money
    paid_before : money
  }
  param most cite "1" = %s CNY
  reward bonus for project cite "1" {
    when revenue > 2_000_000 CNY
    pay  round(5%% * (revenue - paid_before), to 0.01 CNY, half_up)
    cap  most
    from treasury
  }
  target grown cite "2" : sum(project.revenue) >= 1000 CNY
}
"""


def write_inputs(folder, rows):
    os.makedirs(os.path.join(folder, "data"))
    for name, most in (("old", "90_000"), ("new", "160_000")):
        with open(os.path.join(folder, name + ".remit"), "w") as file:
            file.write(POLICY % most)
    below = random.Random(3).randrange
    part = 200_000
    with open(os.path.join(folder, "data", "project.csv"), "w") as file:
        file.write("id,revenue,paid_before\n")
        for first in range(0, rows, part):
            file.write("".join(f"P{i},{below(400_000_000) / 100:.2f},{below(40_000_000) / 100:.2f}\n"
                               for i in range(first, min(first + part, rows))))


def measured(command, folder):
    """Processor seconds and MiB of one command."""
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command}: status {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--remit", default="build/release/bin/remit")
    parser.add_argument("--keep", help="a folder for tables and results, kept")
    options = parser.parse_args()
    remit = os.path.abspath(options.remit)
    folder = options.keep or tempfile.mkdtemp()
    write_inputs(folder, options.rows)
    same = ["--data", "data", "--threads", "1"]
    commands = [("run", ["run", "old.remit", *same]),
                ("run --out", ["run", "old.remit", *same, "--out", "run"]),
                ("explain", ["explain", "old.remit", *same, "project", f"P{options.rows // 2}", "bonus"]),
                ("compare", ["compare", "old.remit", "new.remit", *same]),
                ("compare --out", ["compare", "old.remit", "new.remit", *same, "--out", "compared"])]
    print(f"{options.rows} rows\n\n| | processor time | of `run` | of `run --out` | memory |\n|---|---|---|---|---|")
    figures = {name: measured([remit, *words], folder) for name, words in commands}
    for name, (seconds, memory) in figures.items():
        print(f"| `{name}` | {seconds:.1f} s | {seconds / figures['run'][0]:.2f} | "
              f"{seconds / figures['run --out'][0]:.2f} | {memory:.0f} MiB |")
    if not options.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
