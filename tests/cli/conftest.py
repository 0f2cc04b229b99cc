"""Runs the `remit` program named by the environment variable REMIT."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAM = os.environ.get("REMIT", "build/tested/bin/remit")
# Which change of the sources is asked for (tests/mutation), if any.
MUTANT = {name: value for name, value in os.environ.items() if name.startswith("REMIT_MUTANT")}

POLICY = """policy sample "Sample" {
  effective 2010-01-01 to 2010-12-31
  currency  CNY
  rounding  half_up to 0.01
  party     treasury "City treasury"

  entity unit {
    key name : text
    kind     : one of { township, department }
  }

  entity project "项目" {
    key id       : text
    unit         : unit
    investment   : money "投资额"
    ratio        : percent "比例" default 20%
    signed       : date optional
    check "signed in time" : not signed is given or signed <= 2010-12-31
  }

  target big cite "I" : sum(project.investment) >= 1000万元

  reward bonus for project cite "II(1)" {
    when unit.kind is department
    pay  ratio * investment
    cap  50万元
    from treasury
    to   unit
  }

  test "the cap binds" {
    given unit    { name "A" kind department }
    given project { id "p" unit "A" investment 3_000_000 }
    expect project "p" bonus = 500_000
  }
}
"""

UNITS = "name,kind\nA,department\nB,township\n"
PROJECTS = "id,unit,investment,ratio,signed\np1,A,1234.56,0.2,2010-01-31\np2,B,9000000,,\np3,A,4000000,,\n"


@dataclass
class Outcome:
    status: int
    out: str
    err: str


class Desk:
    """A directory with a policy and its tables."""

    def __init__(self, directory: Path):
        self.directory = directory
        self.write("sample.remit", POLICY)
        self.write("data/unit.csv", UNITS)
        self.write("data/project.csv", PROJECTS)

    def write(self, name, content):
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, name):
        return (self.directory / name).read_bytes().decode()

    def remit(self, *arguments, stdin=None, environment=None, stdout=subprocess.PIPE):
        """`stdout=None`: the program starts with a closed standard output."""
        done = subprocess.run(
            [PROGRAM, *arguments] if stdout is not None else ["sh", "-c", 'exec "$0" "$@" >&-', PROGRAM, *arguments],
            cwd=self.directory,
            input=stdin.encode() if stdin is not None else None,
            stdin=subprocess.DEVNULL if stdin is None else None,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=60,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], **MUTANT, **(environment or {})},
        )
        return Outcome(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())

    def run(self, *arguments, **options):
        return self.remit("run", "sample.remit", "--data", "data", *arguments, **options)

    def run_with_projects(self, content, *arguments):
        self.write("data/project.csv", content)
        return self.run(*arguments)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)
