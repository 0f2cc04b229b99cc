"""What goes wrong comes as an exception that says where and why."""

import pytest

import remit

WRONG = """policy p {
  currency CNY
  entity unit { key name : text  revenue : money }
  define bonus for unit = revenu * 2
}
"""


def test_policy_errors_carry_diagnostics():
    with pytest.raises(remit.PolicyError) as caught:
        remit.compile(("draft.remit", WRONG))
    (first,) = [d for d in caught.value.diagnostics if d.severity == "error"]
    assert (first.severity, first.file, first.line) == ("error", "draft.remit", 4)
    assert WRONG.encode()[first.begin : first.end] == b"revenu"
    assert first.replacement == "revenue" and first.code.startswith("R")
    assert "draft.remit:4:27" in str(caught.value) and "^" in str(caught.value)
    assert [d["code"] for d in caught.value.diagnostics.to_json()["diagnostics"]][-1] == first.code
    assert "<pre>" in caught.value._repr_html_()


def test_warnings_are_there_without_an_exception(policy):
    assert [d.severity for d in policy.diagnostics] == ["warning"]


def test_limits(policy, tables):
    with pytest.raises(remit.LimitExceeded):
        remit.compile(WRONG, limits={"max_source_bytes": 10})
    with pytest.raises(remit.LimitExceeded):
        policy.evaluate(tables, limits={"max_steps": 1})
    with pytest.raises(ValueError, match="max_nothing"):
        policy.evaluate(tables, limits={"max_nothing": 1})


def test_limits_of_a_stranger(policy, tables):
    own, stranger = remit.limits(), remit.limits("untrusted")
    assert own.keys() == stranger.keys() and all(stranger.values())
    assert all(stranger[name] < most for name, most in own.items() if most)
    results = policy.evaluate(tables, limits="untrusted")
    assert results.digest == policy.evaluate(tables).digest
    with pytest.raises(remit.LimitExceeded):
        policy.evaluate(tables, limits={**stranger, "max_steps": 1})
    with pytest.raises(remit.LimitExceeded):
        remit.format(WRONG, limits={"max_source_bytes": 10})
    assert remit.format(WRONG, limits="untrusted")
    with pytest.raises(ValueError, match="untrusted"):
        remit.compile(WRONG, limits="trusted")


class Two:
    """A whole number of another library's, as numpy's are."""

    def __index__(self):
        return 2


def test_threads_are_any_whole_number(policy, tables):
    digest = policy.evaluate(tables).digest
    assert policy.evaluate(tables, threads=Two()).digest == digest
    assert policy.evaluate(policy.data(tables, threads=Two())).digest == digest
    for wrong in ("x", 2.5, None):
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            policy.evaluate(tables, threads=wrong)
        with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
            policy.data(threads=wrong)
    for wrong in (-1, 1025):
        with pytest.raises(remit.InvalidArgument, match="threads"):
            policy.data(threads=wrong)
    with pytest.raises(ValueError, match="threads: 4294967298 is out of range"):
        policy.data(threads=2**32 + 2)


def test_arguments(policy, tables):
    with pytest.raises(ValueError):
        policy.evaluate(tables, evaluator="magic")
    with pytest.raises(remit.InvalidArgument):
        policy.evaluate(tables, threads=-1)
    with pytest.raises(remit.InvalidArgument):
        remit.compile()
    with pytest.raises(ValueError):
        remit.compile(("a\0b", WRONG))
    with pytest.raises(ValueError):
        policy.dump("nothing")
    # Half a character is none in any text that crosses, and is nowhere replaced in silence.
    right = "policy p { currency CNY entity a { key id : text } }"
    assert remit.compile(right) and remit.format(right)
    for refused in (
        lambda: remit.compile("# \ud800\n" + right),
        lambda: remit.compile(("a\ud800", right)),
        lambda: remit.format("# \ud800\n" + right),
        lambda: policy.evaluate(tables).explain("project", 0, "bonus\ud800"),
    ):
        with pytest.raises(ValueError):
            refused()


def test_data_of_another_policy(policy, tables):
    other = remit.compile("policy p { currency CNY entity a { key id : text } }")
    with pytest.raises(remit.InvalidArgument):
        other.evaluate(policy.data(tables))


def test_files_of_tests_are_loaded_by_the_caller():
    policy = remit.compile(
        'policy p { currency CNY entity a { key id : text  n : count }'
        ' define twice for a = 2 * n'
        ' test "from a file" { given a from "rows.csv" expect a "x" twice = 14 } }'
    )
    (missing,) = policy.run_tests()
    assert not missing.passed and "rows.csv" in missing.message

    def load(path, entity, data):
        assert (path, entity) == ("rows.csv", "a")
        data.add(entity, {"id": "x", "n": 7})

    (loaded,) = policy.run_tests(load)
    assert loaded.passed, loaded.message
