"""The files of a run are the same on any number of threads."""

from test_stream import fill, projects


def files(desk, name):
    return {path.name: path.read_bytes() for path in (desk.directory / name).glob("*.csv")}


def test_files_of_many_rows(desk):
    fill(desk, projects(20_000))  # several pieces of a file, with cells in quotes and cells in error
    made = []
    for threads in ("1", "2", "5"):
        outcome = desk.remit("run", "wide.remit", "--data", "wide", "--out", threads, "--threads", threads)
        assert outcome.status in (0, 3), outcome.err
        made.append(files(desk, threads))
    assert made[0] == made[1] == made[2]
    assert len(made[0]["project.csv"]) > 200_000


def test_the_ledger_on_the_standard_output(desk):
    fill(desk, projects(20_000))
    said = [
        desk.remit("run", "wide.remit", "--data", "wide", "--format", "csv", "--threads", threads).out for threads in ("1", "3")
    ]
    assert said[0] == said[1] and said[0].count("\n") > 20_000
