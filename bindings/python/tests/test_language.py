"""A language for a policy and for a call; nothing that holds for the process."""

import threading

import pytest

import remit

WRONG = "policy p { define twice = 2 * amuont }"
TEXT = """policy p { currency CNY rounding half_up to 0.01  party office
  entity a { key id : text  n : money  m : count }
  reward grant for a cite "1" { when n > 5 CNY  pay 2 * n from office to id }
  define part for a = round(n / m, to 0.01, half_up)
  test "wrong" { given a { id "x" n 7 m 1 } expect a "x" grant = 3 CNY }
}"""
ROWS = {"a": [{"id": "x", "n": 1, "m": 0}]}


def is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


def test_of_a_compilation():
    with pytest.raises(remit.PolicyError) as english:
        remit.compile(WRONG)
    with pytest.raises(remit.PolicyError) as chinese:
        remit.compile(WRONG, language="zh")
    assert "error[R0201]: nothing here is called `amuont`" in str(english.value)
    assert "没有名为“amuont”的内容" in str(chinese.value)
    assert chinese.value.diagnostics[0].message == "没有名为“amuont”的内容"
    with pytest.raises(remit.PolicyError) as formatted:
        remit.format("policy {", language="zh")
    assert is_chinese(str(formatted.value))


def test_of_files(tmp_path):
    (tmp_path / "p.remit").write_text(WRONG, encoding="utf-8")
    with pytest.raises(remit.PolicyError) as caught:
        remit.load(tmp_path / "p.remit", language="zh")
    assert is_chinese(caught.value.diagnostics[0].help)


@pytest.mark.parametrize("call", [remit.compile, remit.load, remit.format])
def test_there_are_two(call):
    with pytest.raises(ValueError, match="language must be 'en' or 'zh', not 'fr'"):
        call(TEXT, language="fr")


def said(results: remit.Results) -> list[str]:
    """What results say in words, one of each kind."""
    return [
        results.ledger.row(0)["reason"],
        results["a"].row(0)["grant.reason"],
        results.all("a").row(0)["grant.reason"],
        results.errors.row(0)["detail"],
        results["a"].cell(0, "part").detail,
        results.explain("a", "x", "grant"),
    ]


def test_of_a_policy_is_that_of_what_is_made_from_it():
    policy = remit.compile(TEXT, language="zh")
    assert policy.language == "zh"
    results = policy.evaluate(ROWS)
    assert results.language == results.ledger.language == "zh"
    assert [is_chinese(text) for text in said(results)] == [True] * 6
    assert is_chinese(policy.run_tests()[0].message)
    assert is_chinese(policy.explain(ROWS, "a", "x", "grant"))
    with policy.case("a", {"a": ROWS["a"][:1]}) as case:
        assert is_chinese(case.run()["part"].detail)
    with pytest.raises(remit.NotFound, match="没有名为“b”的数据表，现有：whole、a"):
        policy.data({"b": []})
    with pytest.raises(remit.DataError, match="数据表“a”没有字段“k”，现有：id、n、m"):
        policy.data({"a": [{"k": 1}]})
    with pytest.raises(remit.NotFound, match="没有行“z”"):
        results["a"].find("z")
    with pytest.raises(remit.NotFound, match="没有列“nothing”"):
        results.explain("a", "x", "nothing")


def test_of_a_call():
    policy = remit.compile(TEXT)
    assert policy.language == "en"
    assert [is_chinese(text) for text in said(policy.evaluate(ROWS))] == [False] * 6
    assert [is_chinese(text) for text in said(policy.evaluate(ROWS, language="zh"))] == [True] * 6
    assert is_chinese(policy.run_tests(language="zh")[0].message)
    assert not is_chinese(policy.run_tests()[0].message)
    assert is_chinese(policy.explain(ROWS, "a", "x", "grant", language="zh"))
    with policy.case("a", {"a": ROWS["a"][:1]}, language="zh") as case:
        assert is_chinese(case.run()["part"].detail)
    with pytest.raises(remit.LimitExceeded) as caught:
        policy.evaluate(ROWS, limits={"max_steps": 1}, language="zh")
    assert is_chinese(str(caught.value))
    with pytest.raises(ValueError, match="language"):
        policy.evaluate(ROWS, language="fr")


def test_of_one_report():
    results = remit.compile(TEXT).evaluate(ROWS)
    assert is_chinese(results.report("ledger", language="zh").row(0)["reason"])
    assert not is_chinese(results.report("ledger").row(0)["reason"])
    assert results.report("totals").to_dicts() == results.totals.to_dicts()
    with pytest.raises(ValueError, match="ledger, totals"):
        results.report("nothing")


def test_two_threads_have_two():
    policies = {language: remit.compile(TEXT, language=language) for language in ("en", "zh")}
    found: dict[str, list[bool]] = {"en": [], "zh": []}

    def ask(language: str) -> None:
        for _ in range(100):
            with pytest.raises(remit.PolicyError) as caught:
                remit.compile(WRONG, language=language)
            reason = policies[language].evaluate(ROWS).ledger.row(0)["reason"]
            found[language] += [is_chinese(str(caught.value)), is_chinese(reason)]

    threads = [threading.Thread(target=ask, args=(language,)) for language in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {"en": [False] * 200, "zh": [True] * 200}
    assert not hasattr(remit, "set_language")
