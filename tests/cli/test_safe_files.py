"""Files that are written: never half, never elsewhere, never over what is read."""

import os
import re
import shutil
import stat
import subprocess
import threading

import pytest

from conftest import PROGRAM


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_holds_what_is_read_is_no_place_for_results(desk):
    for out, words in ((".", "holds `sample.remit`"), ("data", "would overwrite `data/unit.csv`")):
        outcome = desk.run("--out", out)
        assert outcome.status == 2 and words in outcome.err, (out, outcome)
    desk.write("tables/units.csv", desk.read("data/unit.csv"))
    desk.write("tables/projects.csv", desk.read("data/project.csv"))
    command = ["run", "sample.remit", "--table", "unit=tables/units.csv", "--table", "project=tables/projects.csv"]
    outcome = desk.remit(*command, "--out", "tables")
    assert outcome.status == 2 and "holds `tables/units.csv`" in outcome.err
    assert "中有要读取的" in desk.remit(*command, "--out", "tables", "--lang", "zh").err
    assert names(desk.directory / "tables") == ["projects.csv", "units.csv"]
    # A folder of tables of which none would be overwritten, or read, is one all the same.
    (desk.directory / "none").mkdir()
    outcome = desk.remit(*command, "--data", "none", "--out", "none")
    assert outcome.status == 2 and "is the folder of the tables" in outcome.err
    assert names(desk.directory / "none") == []


def test_drafts_of_a_run_that_was_killed_are_in_nobodys_way(desk):
    (desk.directory / "out").mkdir()
    for name in ("ledger.csv.1.new", ".remit-aaaaaa.new"):
        desk.write(f"out/{name}", "left behind")
    assert desk.run("--out", "out").status == 0
    assert desk.read("out/.remit-aaaaaa.new") == "left behind"
    assert desk.remit("verify", "out").status == 0


def test_a_name_as_long_as_the_system_takes_can_be_written(desk):
    name = "长" * 80  # 240 bytes, and .csv
    desk.write("sample.remit", desk.read("sample.remit").replace("entity unit {", f"entity {name} {{")
               .replace(": unit\n", f": {name}\n").replace("given unit ", f"given {name} "))
    desk.write(f"data/{name}.csv", desk.read("data/unit.csv"))
    (desk.directory / "data" / "unit.csv").unlink()
    outcome = desk.run("--out", "out")
    assert outcome.status == 0, outcome.err
    assert (desk.directory / "out" / f"{name}.csv").exists()


def test_new_files_are_allowed_what_the_mask_says_and_old_ones_keep_theirs(desk):
    before = os.umask(0o027)
    try:
        assert desk.run("--out", "out").status == 0
        for path in (desk.directory / "out").iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o640, path
        os.chmod(desk.directory / "out" / "ledger.csv", 0o604)
        assert desk.run("--out", "out").status == 0
        assert stat.S_IMODE((desk.directory / "out" / "ledger.csv").stat().st_mode) == 0o604
    finally:
        os.umask(before)


def test_a_link_among_the_outputs_is_kept_and_what_it_names_is_replaced(desk):
    (desk.directory / "out").mkdir()
    target = desk.write("elsewhere/filed.csv", "old")
    (desk.directory / "out" / "ledger.csv").symlink_to(target)
    assert desk.run("--out", "out").status == 0
    assert (desk.directory / "out" / "ledger.csv").is_symlink() and "bonus" in target.read_text()


def test_a_folder_in_the_way_of_an_output_changes_nothing(desk):
    assert desk.run("--out", "out").status == 0
    (desk.directory / "out" / "totals.csv").unlink()
    (desk.directory / "out" / "totals.csv").mkdir()
    before = {path.name: path.read_bytes() for path in (desk.directory / "out").iterdir() if path.is_file()}
    desk.write("data/project.csv", desk.read("data/project.csv").replace("1234.56", "9.99"))
    outcome = desk.run("--out", "out")
    assert outcome.status == 2 and "cannot write" in outcome.err
    assert {path.name: path.read_bytes() for path in (desk.directory / "out").iterdir() if path.is_file()} == before


@pytest.mark.parametrize("way", [[], ["--stream", "project"]])
def test_a_limit_on_the_size_of_files_leaves_nothing(desk, way):
    rows = "".join(f"p{i},A,{i}.50,,\n" for i in range(20_000))
    desk.write("data/project.csv", "id,unit,investment,ratio,signed\n" + rows)
    done = subprocess.run(["sh", "-c", 'ulimit -f 100; exec "$0" "$@"', PROGRAM, "run", "sample.remit", "--data", "data", "--out", "out", *way],
                          cwd=desk.directory, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode != 0
    assert names(desk.directory / "out") == []


def test_what_fmt_gets_from_a_pipe_it_prints(desk):
    pipe = desk.directory / "pipe"
    os.mkfifo(pipe)
    text = desk.read("sample.remit")
    writer = threading.Thread(target=lambda: pipe.write_text(text), daemon=True)
    writer.start()
    outcome = desk.remit("fmt", "pipe")
    writer.join(10)
    assert outcome.status == 0 and "policy sample" in outcome.out and stat.S_ISFIFO(pipe.stat().st_mode)
    assert not [path for path in desk.directory.iterdir() if path.suffix == ".new"]


TEST = """
  test "from a file" {
    given unit { name "A" kind department }
    given project from "PATH"
    expect project "p" bonus = 500_000
  }
}
"""


def with_test(desk, path):
    text = desk.read("sample.remit")
    desk.write("tested/sample.remit", text[:text.rstrip().rindex("}")] + TEST.replace("PATH", path))


def test_tests_read_files_beside_the_policy_or_under_the_folder_of_the_tables(desk):
    table = 'id,unit,investment\np,A,3000000\n'
    desk.write("tested/tables/p.csv", table)
    desk.write("given/q.csv", table)
    desk.write("outside.csv", table)
    (desk.directory / "tested" / "link.csv").symlink_to(desk.directory / "outside.csv")
    for path, more, status in (("tables/p.csv", [], 0), ("q.csv", ["--data", "given"], 0), ("tables/p.csv", ["--data", "given"], 0),
                               ("q.csv", [], 1), ("../outside.csv", [], 1), ("../outside.csv", ["--data", "given"], 1),
                               ("link.csv", [], 1), ("/dev/null", [], 1), ("tables", [], 1)):
        with_test(desk, path)
        outcome = desk.remit("test", "tested/sample.remit", *more)
        assert outcome.status == status, (path, more, outcome)
    os.mkfifo(desk.directory / "tested" / "pipe.csv")
    with_test(desk, "pipe.csv")
    outcome = desk.remit("test", "tested/sample.remit")
    assert outcome.status == 1 and "is no file" in outcome.out


def calls_of(desk, *arguments):
    """The calls by which the program makes, keeps and names files, in order: [(call, words in quotes, flags)]."""
    if shutil.which("strace") is None:
        pytest.skip("there is no strace")
    log = desk.directory / "calls.txt"
    done = subprocess.run(["strace", "-f", "-o", log, "-e", "trace=openat,fsync,fdatasync,rename,renameat,renameat2", PROGRAM, *arguments],
                          cwd=desk.directory, capture_output=True, timeout=120)
    if b"ptrace" in done.stderr:
        pytest.skip("nothing may be traced here")
    assert done.returncode == 0, done.stderr
    return [(found.group(1), re.findall(r'"([^"]*)"', found.group(2)), found.group(2))
            for found in re.finditer(r"^\d+ +(\w+)\((.*)$", log.read_text(), re.MULTILINE)]


def test_outputs_are_kept_before_they_have_their_names_and_the_manifest_is_last(desk):
    calls = calls_of(desk, "run", "sample.remit", "--data", "data", "--out", "out")
    made = [(words[0], flags) for call, words, flags in calls if call == "openat" and words and words[0].endswith(".new")]
    assert len(made) > 3 and len({name for name, _ in made}) == len(made)
    assert all("O_EXCL" in flags and "O_CREAT" in flags for _, flags in made), made
    order = [call for call, words, _ in calls if call in ("fdatasync", "fsync") or call.startswith("rename")]
    first_name = next(i for i, call in enumerate(order) if call.startswith("rename"))
    assert order[:first_name].count("fdatasync") >= len(made) - 1
    names = [words[1] for call, words, _ in calls if call.startswith("rename")]
    assert names[-1] == "out/manifest.json" and len(names) == len(made)
    # The folder's entries are on the disk before the manifest says that they are there, and after it.
    last_name = len(order) - 1 - order[::-1].index("rename")
    assert order[last_name - 1] in ("fsync", "fdatasync") and order[-1] == "fsync"


@pytest.mark.skipif(os.geteuid() != 0, reason="only the system gives files away")
def test_fmt_keeps_whose_a_file_is_and_who_may_read_it(desk):
    path = desk.write("loose.remit", (desk.directory / "sample.remit").read_bytes().replace(b"  currency", b"      currency"))
    os.chown(path, 1234, 1235)
    os.chmod(path, 0o640)
    assert desk.remit("fmt", "loose.remit").status == 0
    state = path.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (1234, 1235, 0o640)
    assert b"      currency" not in path.read_bytes()
