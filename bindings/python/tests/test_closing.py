"""Whatever closes is closed by `with`, twice as well as once, and says so when it is used again."""

import copy
import pickle

import pytest

import remit

ROWS = {"a": [{"id": "x", "n": 1}, {"id": "y", "n": 2}]}


@pytest.fixture
def policy() -> remit.Policy:
    return remit.compile(
        """policy p { currency CNY rounding half_up to 0.01  party office
          entity a { key id : text  n : money }
          reward grant for a cite "1" { pay 2 * n from office to id }
        }"""
    )


def rows():
    """The same rows as an Arrow array."""
    policy = remit.compile(
        "policy q { currency CNY entity r { key id : text  m : money } define n for r = m }"
    )
    return policy.evaluate({"r": [{"id": row["id"], "m": row["n"]} for row in ROWS["a"]]})["r"]


def batches(policy):
    return policy.evaluate_batches({}, "a", [rows()])


# How each is made, and every way to use it.
KINDS = {
    "Policy": (
        lambda policy: policy,
        [
            lambda it: it.name,
            lambda it: it.title,
            lambda it: it.hash,
            lambda it: it.language,
            lambda it: it.diagnostics,
            lambda it: it.entities,
            lambda it: it.clauses,
            lambda it: it.holes,
            lambda it: it.entity_index("a"),
            lambda it: it.dump(),
            lambda it: it.data(),
            lambda it: it.evaluate(ROWS),
            lambda it: it.evaluate_batches({}, "a", []),
            lambda it: it.traversals("a"),
            lambda it: it.case("a"),
            lambda it: it.explain(ROWS, "a", "x", "grant"),
            lambda it: it.run_tests(),
            lambda it: it._repr_html_(),
        ],
    ),
    "Data": (
        lambda policy: policy.data(ROWS),
        [
            lambda it: it.copy(),
            lambda it: it.add("a", {"id": "z"}),
            lambda it: it.__setitem__("a", []),
            lambda it: it.row_count("a"),
            lambda it: it.notes,
        ],
    ),
    "Results": (
        lambda policy: policy.evaluate(ROWS),
        [
            lambda it: it["a"],
            lambda it: it.ledger,
            lambda it: it.totals,
            lambda it: it.targets,
            lambda it: it.rounding,
            lambda it: it.errors,
            lambda it: it.profile,
            lambda it: it.report("ledger"),
            lambda it: it.error_count,
            lambda it: it.digest,
            lambda it: it.explain("a", "x", "grant"),
            lambda it: it._repr_html_(),
        ],
    ),
    "Table": (
        lambda policy: policy.evaluate(ROWS)["a"],
        [
            lambda it: it.name,
            lambda it: len(it),
            lambda it: list(it),
            lambda it: it["grant"],
            lambda it: it.row(0),
            lambda it: it.find("x"),
            lambda it: it.cell(0, "grant"),
            lambda it: it.text(0, "grant"),
            lambda it: it.to_dicts(),
            lambda it: it.to_csv(),
            lambda it: it.__arrow_c_stream__(),
            lambda it: it.__arrow_c_array__(),
            lambda it: it._repr_html_(),
        ],
    ),
    "Case": (
        lambda policy: policy.case("a", ROWS and {"a": ROWS["a"][:1]}),
        [lambda it: it.run(), lambda it: it.run({"n": 1}), lambda it: it.data()],
    ),
    "Cancel": (
        lambda policy: remit.Cancel(),
        [lambda it: it.request(), lambda it: it.reset()],
    ),
    "Batches": (
        batches,
        [
            lambda it: it.results,
            lambda it: it.finish(),
            lambda it: iter(it),
            lambda it: it.__arrow_c_stream__(),
        ],
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_use_after_close_says_so(policy, kind):
    make, uses = KINDS[kind]
    for use in uses:
        with make(policy) as it:
            assert type(it).__name__ == kind
            if kind != "Batches":
                try:
                    use(it)  # what is kept must not hide that the object is closed
                except remit.RemitError:
                    pass
        with pytest.raises(ValueError, match=f"(this|these) {kind} (is|are) closed"):
            use(it)
        it.close()  # again
        if kind == "Policy":
            policy = remit.compile(
                "policy p { currency CNY entity a { key id : text  n : money }"
                " define grant for a = n }"
            )


@pytest.mark.parametrize("kind", set(KINDS) - {"Cancel", "Batches"})
def test_what_is_closed_still_shows_itself(policy, kind):
    it = KINDS[kind][0](policy)
    assert "closed" not in repr(it)
    it.close()
    assert repr(it) == f"<{kind}, closed>"


def test_an_exception_closes_too(policy):
    with pytest.raises(KeyError, match="own"):
        with policy.evaluate(ROWS) as results:
            raise KeyError("own")
    with pytest.raises(ValueError, match="closed"):
        results.ledger


def test_what_was_made_from_it_lives_on(policy):
    with policy:
        data = policy.data(ROWS)
        results = policy.evaluate(data)
        case = policy.case("a", {"a": ROWS["a"][:1]})
        run = batches(policy)
    with results:
        table, ledger = results["a"], results.ledger
        why = results.explain("a", "x", "grant")
    data.add("a", {"id": "z", "n": 3})
    assert data.row_count("a") == 3
    assert case.run({"n": 5})["grant"] == 10
    assert table["grant"] == [2, 4] and [line["amount"] for line in ledger] == [2, 4]
    assert "grant" in why and why.data
    assert run.finish().totals["amount"] == [6]


def test_batches_are_closed_in_the_middle(policy):
    with batches(policy) as run:
        for batch in run:
            table = batch.table
            break
    assert table["grant"] == [2, 4]
    with pytest.raises(ValueError, match="closed"):
        run.results


def test_leaving_batches_leaves_the_flag_of_the_caller(policy):
    flag = remit.Cancel()
    given = [rows()]
    for use in (lambda run: next(iter(run)), lambda run: None):
        with policy.evaluate_batches({}, "a", given, cancel=flag) as run:
            use(run)
    assert not flag.requested
    assert policy.evaluate(ROWS, cancel=flag).error_count == 0
    flag.request()
    with policy.evaluate_batches({}, "a", given, cancel=flag) as run:
        with pytest.raises(remit.Cancelled):
            run.finish()
    assert flag.requested


@pytest.mark.parametrize("kind", set(KINDS) - {"Batches", "Policy"})
def test_one_handle_has_one_owner(policy, kind):
    it = KINDS[kind][0](policy)
    assert copy.copy(it) is it
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(it)
