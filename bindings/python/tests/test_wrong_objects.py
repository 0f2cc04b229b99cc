"""What a host gives where the library wants an object of its own is a TypeError that says which, or no error at all."""

import inspect

import pytest
import remit

POLICY = """policy p { currency CNY rounding half_up to 0.01
  entity row { key id : count  v : money }
  define part for row = round(v / sum(row.v), to 0.01, half_up) }"""
OWN = ("ShardState", "Results", "Policy", "Cancel")


@pytest.fixture(scope="module")
def made():
    policy = remit.compile(POLICY)
    shards = policy.shards({}, "row")
    state = shards.gather(0, [])
    return {"Policy": policy, "Shards": shards, "ShardState": state, "Results": policy.evaluate({"row": []})}


def places():
    """Every parameter of what is public that is an object of the library's, by its annotation."""
    owners = [(name, getattr(remit, name)) for name in remit.__all__ if inspect.isclass(getattr(remit, name))]
    functions = [("", name, getattr(remit, name)) for name in remit.__all__ if inspect.isfunction(getattr(remit, name))]
    functions += [
        (owner, name, member)
        for owner, kind in owners
        for name, member in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    ]
    for owner, name, function in functions:
        for parameter in inspect.signature(function).parameters.values():
            words = str(parameter.annotation).replace("|", " ").replace("[", " ").replace("]", " ").split()
            if any(word in OWN for word in words):
                yield owner, name, parameter.name


# How each is called with something else in that place.
CALLS = {
    ("ShardState", "merge", "others"): lambda made, wrong: made["ShardState"].merge(wrong),
    ("Shards", "merge", "states"): lambda made, wrong: made["Shards"].merge([wrong]),
    ("Shards", "gather", "before"): lambda made, wrong: made["Shards"].gather(0, [], wrong),
    ("Shards", "advance", "gathered"): lambda made, wrong: made["Shards"].advance(wrong),
    ("Shards", "advance", "before"): lambda made, wrong: made["Shards"].advance(made["ShardState"], wrong),
    ("Shards", "results", "before"): lambda made, wrong: made["Shards"].results(0, [], wrong),
    ("Shards", "finish", "gathered"): lambda made, wrong: made["Shards"].finish(wrong),
    ("Shards", "finish", "before"): lambda made, wrong: made["Shards"].finish(made["ShardState"], wrong),
    ("", "compare", "before"): lambda made, wrong: remit.compare(wrong, made["Results"]),
    ("", "compare", "after"): lambda made, wrong: remit.compare(made["Results"], wrong),
    ("", "compare", "cancel"): lambda made, wrong: remit.compare(made["Results"], made["Results"], cancel=wrong),
    ("Policy", "evaluate", "cancel"): lambda made, wrong: made["Policy"].evaluate({"row": []}, cancel=wrong),
    ("Policy", "evaluate_batches", "cancel"): lambda made, wrong: list(made["Policy"].evaluate_batches({}, "row", [], cancel=wrong)),
    ("Policy", "shards", "cancel"): lambda made, wrong: made["Policy"].shards({}, "row", cancel=wrong).gather(0, []),
    ("Policy", "sweep", "cancel"): lambda made, wrong: made["Policy"].sweep({"row": []}, {"x": [1]}, cancel=wrong),
    ("Policy", "solve", "cancel"): lambda made, wrong: made["Policy"].solve({"row": []}, "x", "part", cancel=wrong),
}


def test_every_place_is_tried():
    assert set(places()) == set(CALLS)


@pytest.mark.parametrize("place", CALLS, ids=".".join)
@pytest.mark.parametrize("wrong", [object(), "text", 7, {"a": 1}], ids=lambda each: type(each).__name__)
def test_another_object_is_a_type_error_in_words(made, place, wrong):
    with pytest.raises(TypeError, match=f"must be a .*, not {type(wrong).__name__}"):
        CALLS[place](made, wrong)
