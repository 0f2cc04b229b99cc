"""Options without a value, said twice, or for nothing: refused, never read as something else."""

import re

import pytest

# The options of each verb that take a value; read from the help, so that a new one is in it by itself.
VERBS = {
    "check": ["sample.remit"], "run": ["sample.remit"], "explain": ["sample.remit", "project", "p1", "bonus"],
    "test": ["sample.remit"], "fmt": ["sample.remit"], "clauses": ["sample.remit"], "dump": ["sample.remit"],
    "bench": ["sample.remit"], "serve": [],
}
PAIRS = {"--for"}  # take two values
LISTS = {"--table", "--show", "--by", "--only", "--key", "--rows-of"}  # may be said as often as wanted


def options_of(desk, verb):
    """Each option with the word that stands for its value, or none."""
    text = desk.remit(verb, "--help").out
    return re.findall(r"^\s+(?:-\w,)?(--[\w-]+)(?: ([A-Z{][^\s]*))?", text, re.M)


def words(desk, verb):
    return [verb, *VERBS[verb], *(["--data", "data"] if verb in ("run", "explain") else [])]


@pytest.mark.parametrize("verb", VERBS)
def test_an_option_without_a_value_is_refused(desk, verb):
    found = [name for name, value in options_of(desk, verb) if value]
    assert found or verb in ("fmt",), verb
    before = sorted(path.name for path in desk.directory.iterdir())
    for name in found:
        for empty in ([f"{name}="], [name, ""]):
            for after in ([], ["--lang", "en"]):
                outcome = desk.remit(*words(desk, verb), *empty, *after)
                assert outcome.status == 2 and outcome.out == "", (name, empty, outcome)
                assert f"{name} needs a value" in outcome.err, (name, empty, outcome.err)
    assert "后面缺少值" in desk.remit(*words(desk, verb), f"{found[0]}=", "--lang", "zh").err
    assert sorted(path.name for path in desk.directory.iterdir()) == before


@pytest.mark.parametrize("verb", [verb for verb in VERBS if VERBS[verb]] + ["payments", "report", "sweep", "solve"])
def test_an_option_takes_its_own_value_and_no_file(desk, verb):
    for name, value in options_of(desk, verb):
        given = [name] if not value else [name, "x", "y"] if name in PAIRS else [name, "x"]
        for after in ([], ["--lang", "en"]):
            outcome = desk.remit(verb, *given, *VERBS.get(verb, ["sample.remit"]), *after)
            assert "FILE" not in outcome.err.split("\n")[0], (verb, name, after, outcome.err)


def test_a_cell_is_named_part_by_part_wherever_the_language_stands(desk):
    assert desk.remit("explain", "sample.remit", "--data", "data", "project", "--key", "p1", "bonus", "--lang", "en").status in (0, 3)


@pytest.mark.parametrize("verb", VERBS)
def test_an_option_said_twice_is_refused(desk, verb):
    values = {"--lines": "3", "--threads": "1", "--stream-memory": "5", "--memory": "2G", "--as-of": "2010-05-01",
              "--rows": "10", "--repeat": "1", "--depth": "1", "--encoding": "utf-8", "--port": "1", "--time": "1",
              "--body": "1", "--connections": "1", "--grace": "1", "--request-seconds": "1"}
    for name, value in options_of(desk, verb):
        if name in LISTS or name in ("--help", "--version"):
            continue
        if value.startswith("{") or name in ("--format", "--isa", "--stage", "--keywords", "--log"):
            once = {"--isa": "auto", "--stage": "plan", "--keywords": "en", "--log": "events"}.get(name, "text")
            pair = [name, once, name, once]
        else:
            pair = [name, values.get(name, "x"), name, values.get(name, "y")] if value else [name, name]
        outcome = desk.remit(*[verb, *VERBS[verb]], *pair)
        assert outcome.status == 2 and outcome.out == "", (verb, name, outcome)
        assert name in outcome.err and "can be said once" in outcome.err, (verb, name, outcome.err)


@pytest.mark.parametrize("arguments", [
    ["run", "--lines", "-1"], ["run", "--threads", "-1"], ["run", "--stream-memory", "-5"], ["bench", "--rows", "-1"],
    ["bench", "--repeat", "-2"], ["explain", "project", "p1", "bonus", "--depth", "-1"], ["run", "--lines", "1e3"],
    ["run", "--lines", "+3"], ["run", "--threads", "0x10"],
])
def test_a_number_is_one_without_a_sign(desk, arguments):
    verb, *rest = arguments
    outcome = desk.remit(verb, "sample.remit", *rest)
    assert outcome.status == 2 and "is no value of" in outcome.err, outcome


@pytest.mark.parametrize("arguments", [
    ["--lines", "3", "--format", "csv"], ["--lines", "3", "--format", "json"], ["--by", "payee", "--format", "csv"],
])
def test_what_the_format_does_not_show_is_refused(desk, arguments):
    for language, word in (("en", "has no effect"), ("zh", "不起作用")):
        outcome = desk.run("--lang", language, *arguments)
        assert outcome.status == 2 and word in outcome.err and outcome.out == "", outcome


def test_a_code_is_explained_alone(desk):
    assert desk.remit("check", "--explain", "R0201").status == 0
    for more in (["sample.remit"], ["--format", "json"]):
        outcome = desk.remit("check", *more, "--explain", "R0201")
        assert outcome.status == 2 and "has no effect" in outcome.err


@pytest.mark.parametrize("verb", ["run", "clauses", "dump", "bench"])
def test_a_file_given_twice_is_said(desk, verb):
    (desk.directory / "same.remit").symlink_to("sample.remit")
    for twice in (["sample.remit", "sample.remit"], ["sample.remit", "./sample.remit"], ["sample.remit", "same.remit"]):
        outcome = desk.remit(verb, *twice)
        assert outcome.status == 2 and "is given twice" in outcome.err and outcome.out == "", outcome
    assert "给了两次" in desk.remit(verb, "sample.remit", "same.remit", "--lang", "zh").err


def test_a_folder_of_data_that_is_none_is_said(desk):
    desk.write("open.remit", 'policy n { currency CNY  open param ratio : percent cite "1"  define x = ratio * 2 }')
    for folder in ("nowhere", "sample.remit"):
        for language, word in (("en", "is neither a folder nor a workbook"), ("zh", "既不是文件夹，也不是工作簿")):
            outcome = desk.remit("run", "open.remit", "--data", folder, "--lang", language)
            assert outcome.status == 2 and word in outcome.err and outcome.out == "", outcome


def test_two_tables_of_one_entity_are_said(desk):
    desk.write("data/项目.csv", desk.read("data/project.csv"))
    for more in ([], ["--stream", "project", "--out", "out"]):
        outcome = desk.run(*more)
        assert outcome.status == 2 and "project.csv" in outcome.err and "项目.csv" in outcome.err, outcome
    assert desk.run("--table", "project=data/项目.csv").status == 0
    (desk.directory / "data/项目.csv").unlink()
    (desk.directory / "data/项目.csv").symlink_to("project.csv")
    assert desk.run().status == 0


def test_what_is_a_folder_and_what_is_none(desk):
    """What the system says is told as it is, and as no other refusal."""
    for arguments, said, chinese in ((["verify", "sample.remit"], "a part of the path is a file", "路径中有一段是文件"),
                                     (["report", "sample.remit", "--data", "data", "--out", "data"], "it is a folder", "这是文件夹"),
                                     (["check", "data"], "it is a folder", "这是文件夹")):
        assert said in desk.remit(*arguments).err, desk.remit(*arguments)
        assert chinese in desk.remit(*arguments, "--lang", "zh").err
    outcome = desk.remit("compare", *["sample.remit"] * 3, "--data", "data")
    assert outcome.status == 2 and "2 can be given at most, not 3" in outcome.err
