"""A run that is asked for less."""

import pytest

import remit

TEXT = """policy p { currency CNY rounding half_up to 0.01 party county
  entity row { key id : count  v : money }
  reward bonus for row cite "3" { pay 10% * v  from county }
  target enough cite "1" : sum(row.v) >= 100 CNY
}"""
ROWS = {"row": {"id": list(range(500)), "v": list(range(500))}}


@pytest.fixture(scope="module")
def policy() -> remit.Policy:
    return remit.compile(TEXT)


@pytest.mark.parametrize("word", ["ledger", "totals", "targets", "errors", "causes"])
def test_it_is_that_of_the_whole_run(policy, word):
    whole = policy.evaluate(ROWS)
    part = policy.evaluate(ROWS, only=["errors" if word == "causes" else word])
    assert part.report(word).to_csv() == whole.report(word).to_csv()
    for other in {"ledger", "totals", "targets"} - {word}:
        with pytest.raises(remit.Unsupported, match=other):
            part.report(other)
    with pytest.raises(remit.Unsupported, match="columns"):
        part["row"]
    with pytest.raises(remit.Unsupported, match="columns"):
        part.digest


def test_columns_alone(policy):
    whole, part = policy.evaluate(ROWS), policy.evaluate(ROWS, only="columns")
    assert part.digest == whole.digest
    with pytest.raises(remit.Unsupported):
        part.totals_by("payee")


@pytest.mark.parametrize("only", [["total"], [], ["totals", "sums"]])
def test_unknown_words_are_refused(policy, only):
    with pytest.raises(ValueError, match="totals"):
        policy.evaluate(ROWS, only=only)
